// How an anchor anywhere in a regex is removed exactly.
//
// Say `R` is followed by `K` (the rest of the pattern) and has a `$` somewhere inside. Every match either passes no `$`
// of R, or has a first one that it passes. The former are those of `Without(R) K`, R with every way through a `$` left
// out. After the first `$` the text holds no more than a final newline, so of all that follows only three things
// matter: whether it can take nothing at the end of the text, take nothing before a final newline, or take just that
// newline. `Through(R, K)` is what R takes up to the `$`, followed by these. `^` is the mirror image, without the
// newline.
#include "compiler/regex/anchors.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/regex/analysis.h"
#include "compiler/regex/builder.h"

namespace sigmatic::regex {
namespace {

using Tree = std::optional<NodeIndex>;  // none: no way to match

enum class Task : std::uint8_t {
  kWholeStart,  // removes ^; the result must match from the start of the text
  kWholeEnd,    // removes $ and \z; the result must match up to the end of the text
  kSearchEnd,   // removes $, by means of \z
};

// Where nothing may be taken.
enum class Spot : std::uint8_t { kEdge, kBeforeFinalNewline };

constexpr std::size_t kManyNodes = 1000000;   // where counts stop
constexpr std::size_t kMaxStepsPerNode = 50;  // visits, by the nodes allowed; only patterns made to be slow come near

class AnchorRewriter {
 public:
  AnchorRewriter(const Regex& regex, Task task, std::size_t max_nodes)
      : task_(task), max_nodes_(max_nodes), root_(builder_.Import(regex)) {
    builder_.set_span(regex.at(regex.root).span);
    anchored_.reserve(builder_.size());
    for (NodeIndex index = 0; index < builder_.size(); ++index) {
      anchored_.push_back(std::visit(base::Overloaded{
                                         [](const Empty&) { return false; },
                                         [](const Literal&) { return false; },
                                         [](const Class&) { return false; },
                                         [](const AnyCharacter&) { return false; },
                                         [this](const Concatenation& sequence) { return AnyAnchored(sequence.parts); },
                                         [this](const Alternation& choice) { return AnyAnchored(choice.branches); },
                                         [this](const Repetition& loop) { return bool{anchored_[loop.operand]}; },
                                         [this](const Assertion& assertion) { return IsRemoved(assertion.kind); },
                                     },
                                     builder_.at(index).node));
    }
  }

  std::optional<Regex> Run() {
    const Tree result = Rewrite(root_);
    if (IsOverLimit()) return std::nullopt;
    return builder_.Finish(result.has_value() ? *result : builder_.AddClass({}));
  }

 private:
  // What follows, as a list, so that suffixes are shared. Null: nothing but what lies outside of the pattern.
  struct Rest {
    NodeIndex node;
    const Rest* next;
  };

  [[nodiscard]] bool AnyAnchored(const std::vector<NodeIndex>& nodes) const {
    return std::any_of(nodes.begin(), nodes.end(), [this](NodeIndex node) { return bool{anchored_[node]}; });
  }

  [[nodiscard]] bool IsRemoved(AssertionKind kind) const {
    switch (task_) {
      case Task::kWholeStart:
        return kind == AssertionKind::kTextStart;
      case Task::kWholeEnd:
        return kind == AssertionKind::kTextEnd || kind == AssertionKind::kTextEndAbsolute;
      case Task::kSearchEnd:
        return kind == AssertionKind::kTextEnd;
    }
    return false;
  }

  [[nodiscard]] bool IsOverLimit() const {
    return steps_ > kMaxStepsPerNode * max_nodes_ || builder_.size() > max_nodes_;
  }
  // Counts a visit; true when it is time to give up.
  bool Step() {
    ++steps_;
    return IsOverLimit();
  }

  const Rest* Before(NodeIndex node, const Rest* next) { return &rests_.emplace_back(Rest{node, next}); }

  // "Before" and "after" run towards the anchor's side of the text: for `^` the pattern is read backwards.
  Tree Join(Tree first, Tree second) {
    if (!first.has_value() || !second.has_value()) return std::nullopt;
    if (task_ == Task::kWholeStart) std::swap(first, second);
    return builder_.Concatenate({*first, *second});
  }
  Tree JoinAll(std::vector<NodeIndex> parts) {
    if (task_ == Task::kWholeStart) std::reverse(parts.begin(), parts.end());
    return builder_.Concatenate(parts);
  }
  [[nodiscard]] std::vector<NodeIndex> InOrder(const Concatenation& sequence) const {
    std::vector<NodeIndex> parts = sequence.parts;
    if (task_ == Task::kWholeStart) std::reverse(parts.begin(), parts.end());
    return parts;
  }

  Tree Either(Tree a, Tree b) {
    if (!a.has_value()) return b;
    if (!b.has_value()) return a;
    return builder_.Alternate({*a, *b});
  }
  // For trees that take nothing: once one of them does so under no condition, the others add nothing.
  Tree EitherOfNothing(Tree a, Tree b) {
    if (a.has_value() && builder_.IsEmpty(*a)) return a;
    if (b.has_value() && builder_.IsEmpty(*b)) return b;
    return Either(a, b);
  }

  // The whole pattern, and what lies outside of it.
  Tree Rewrite(NodeIndex index) {
    if (Step()) return std::nullopt;
    if (!anchored_[index]) return Close(index);
    const auto node = builder_.at(index).node;  // a copy: the nodes move when some are added
    if (const auto* sequence = std::get_if<Concatenation>(&node)) return RewriteSequence(InOrder(*sequence));
    if (const auto* choice = std::get_if<Alternation>(&node)) return RewriteChoice(choice->branches);
    return Either(Close(Without(index)), Through(index, nullptr));
  }

  Tree RewriteChoice(const std::vector<NodeIndex>& branches) {
    Tree result;
    std::vector<NodeIndex> plain;  // neighbours that share one run of any characters behind them
    const auto add_plain = [&] {
      if (!plain.empty()) result = Either(result, Close(builder_.Alternate(plain)));
      plain.clear();
    };
    for (const NodeIndex branch : branches) {
      if (!anchored_[branch]) {
        plain.push_back(branch);
        continue;
      }
      add_plain();
      result = Either(result, Rewrite(branch));
    }
    add_plain();
    return result;
  }

  Tree RewriteSequence(const std::vector<NodeIndex>& parts) {
    std::size_t i = parts.size();
    std::vector<NodeIndex> plain;  // unanchored parts that have not been joined yet, the last one first
    const Rest* rest = nullptr;
    const auto take_plain = [&] {
      std::reverse(plain.begin(), plain.end());
      return JoinAll(std::exchange(plain, {}));
    };
    for (; i > 0 && !anchored_[parts[i - 1]]; --i) {
      plain.push_back(parts[i - 1]);
      rest = Before(parts[i - 1], rest);
    }
    Tree result;
    if (plain.empty()) {
      --i;
      result = Rewrite(parts[i]);
      rest = Before(parts[i], rest);
    } else {
      result = Close(take_plain());
    }
    while (i > 0 && !IsOverLimit()) {
      const NodeIndex part = parts[--i];
      if (anchored_[part]) {
        if (!plain.empty()) result = Join(take_plain(), result);
        result = Either(Join(Without(part), result), Through(part, rest));
      } else {
        plain.push_back(part);
      }
      rest = Before(part, rest);
    }
    return plain.empty() ? result : Join(take_plain(), result);
  }

  // The tree without any way through an anchor.
  Tree Without(NodeIndex index) {
    if (!anchored_[index]) return index;
    if (Step()) return std::nullopt;
    const auto node = builder_.at(index).node;
    return std::visit(
        base::Overloaded{
            [&](const Empty&) { return Tree(index); },
            [&](const Literal&) { return Tree(index); },
            [&](const Class&) { return Tree(index); },
            [&](const AnyCharacter&) { return Tree(index); },
            [&](const Concatenation& sequence) {
              std::vector<NodeIndex> parts;
              for (const NodeIndex part : sequence.parts) {
                const Tree kept = Without(part);
                if (!kept.has_value()) return kept;
                parts.push_back(*kept);
              }
              return Tree(builder_.Concatenate(parts));
            },
            [&](const Alternation& choice) {
              std::vector<NodeIndex> branches;
              for (const NodeIndex branch : choice.branches) {
                if (const Tree kept = Without(branch)) branches.push_back(*kept);
              }
              return branches.empty() ? Tree() : Tree(builder_.Alternate(branches));
            },
            [&](const Repetition& loop) { return Repeat(Without(loop.operand), loop.minimum, loop.maximum); },
            [&](const Assertion&) { return Tree(); },
        },
        node);
  }

  Tree Repeat(Tree operand, std::uint32_t minimum, std::optional<std::uint32_t> maximum) {
    if (!operand.has_value()) return minimum == 0 ? Tree(builder_.AddEmpty()) : Tree();
    return builder_.Repeat(*operand, minimum, maximum);
  }

  // The ways through some anchor of the tree, up to the edge of the text.
  Tree Through(NodeIndex index, const Rest* rest) {
    if (!anchored_[index] || Step()) return std::nullopt;
    const auto node = builder_.at(index).node;
    return std::visit(base::Overloaded{
                          [](const Empty&) { return Tree(); },
                          [](const Literal&) { return Tree(); },
                          [](const Class&) { return Tree(); },
                          [](const AnyCharacter&) { return Tree(); },
                          [&](const Concatenation& sequence) {
                            const std::vector<NodeIndex> parts = InOrder(sequence);
                            Tree result;
                            for (std::size_t i = parts.size(); i > 0; --i) {
                              result = Either(Through(parts[i - 1], rest), Join(Without(parts[i - 1]), result));
                              rest = Before(parts[i - 1], rest);
                            }
                            return result;
                          },
                          [&](const Alternation& choice) {
                            Tree result;
                            for (const NodeIndex branch : choice.branches)
                              result = Either(result, Through(branch, rest));
                            return result;
                          },
                          [&](const Repetition& loop) { return ThroughLoop(loop, rest); },
                          [&](const Assertion& assertion) { return Edge(assertion.kind, rest); },
                      },
                      node);
  }

  // Some number of rounds without an anchor, one through it, and then the rounds that are still owed or allowed. Of
  // these only 0, 1, or 2 and more make a difference.
  Tree ThroughLoop(const Repetition& loop, const Rest* rest) {
    const Tree plain = Without(loop.operand);
    const auto after = [&](std::uint32_t minimum, std::uint32_t maximum) {
      return Through(loop.operand, Before(builder_.Repeat(loop.operand, minimum, maximum), rest));
    };
    const std::uint32_t owed = loop.minimum;
    Tree result;
    if (owed >= 3) result = Join(Repeat(plain, 0, owed - 3), after(2, 2));
    if (owed >= 2) result = Either(result, Join(Repeat(plain, owed - 2, owed - 2), after(1, 1)));
    const std::uint32_t paid = owed == 0 ? 0 : owed - 1;
    if (!loop.maximum.has_value()) return Either(result, Join(Repeat(plain, paid, std::nullopt), after(0, 1)));
    const std::uint32_t last = *loop.maximum - 1;
    if (paid < last) result = Either(result, Join(Repeat(plain, paid, last - 1), after(0, 1)));
    return Either(result, Join(Repeat(plain, last, last), Through(loop.operand, rest)));
  }

  // An anchor that has been reached, and what the rest may still take.
  Tree Edge(AssertionKind kind, const Rest* rest) {
    const Tree at_edge = TakingNothing(rest, Spot::kEdge);
    if (kind != AssertionKind::kTextEnd) return AtVeryEdge(at_edge);
    const Tree newline = builder_.AddLiteral('\n');
    const Tree before_newline = TakingNothing(rest, Spot::kBeforeFinalNewline);
    const bool unconditional = at_edge.has_value() && builder_.IsEmpty(*at_edge) && before_newline.has_value() &&
                               builder_.IsEmpty(*before_newline);
    if (unconditional) return AtVeryEdge(builder_.Repeat(*newline, 0, 1));
    const Tree either = Either(at_edge, Join(before_newline, newline));
    return AtVeryEdge(Either(either, TakingNewline(rest)));
  }

  Tree AtVeryEdge(Tree tree) {
    if (task_ != Task::kSearchEnd || !tree.has_value()) return tree;
    return Join(tree, builder_.AddAssertion(AssertionKind::kTextEndAbsolute));
  }

  // The ways through the tree that take nothing at the spot: assertions that do not follow from the spot stay.
  Tree TakingNothing(NodeIndex index, Spot spot) {
    if (Step()) return std::nullopt;
    const auto node = builder_.at(index).node;
    return std::visit(base::Overloaded{
                          [&](const Empty&) { return Tree(index); },
                          [](const Literal&) { return Tree(); },
                          [](const Class&) { return Tree(); },
                          [](const AnyCharacter&) { return Tree(); },
                          [&](const Concatenation& sequence) {
                            std::vector<NodeIndex> parts;
                            for (const NodeIndex part : sequence.parts) {
                              const Tree nothing = TakingNothing(part, spot);
                              if (!nothing.has_value()) return nothing;
                              parts.push_back(*nothing);
                            }
                            return Tree(builder_.Concatenate(parts));
                          },
                          [&](const Alternation& choice) {
                            Tree result;
                            for (const NodeIndex branch : choice.branches) {
                              result = EitherOfNothing(result, TakingNothing(branch, spot));
                            }
                            return result;
                          },
                          [&](const Repetition& loop) {
                            return loop.minimum == 0 ? Tree(builder_.AddEmpty()) : TakingNothing(loop.operand, spot);
                          },
                          [&](const Assertion& assertion) { return Holding(index, assertion.kind, spot); },
                      },
                      node);
  }

  Tree TakingNothing(const Rest* rest, Spot spot) {
    Tree result = builder_.AddEmpty();
    for (; rest != nullptr && result.has_value(); rest = rest->next) {
      result = Join(result, TakingNothing(rest->node, spot));
    }
    return result;
  }

  Tree Holding(NodeIndex index, AssertionKind kind, Spot spot) {
    if (task_ == Task::kWholeStart) {
      return kind == AssertionKind::kTextStart || kind == AssertionKind::kLineStart ? builder_.AddEmpty() : index;
    }
    switch (kind) {
      case AssertionKind::kTextEnd:
      case AssertionKind::kLineEnd:
        return builder_.AddEmpty();
      case AssertionKind::kTextEndAbsolute:
        return spot == Spot::kEdge ? Tree(builder_.AddEmpty()) : Tree();
      case AssertionKind::kTextStart:
      case AssertionKind::kLineStart:
      case AssertionKind::kWordBoundary:
      case AssertionKind::kNotWordBoundary:
        return index;
    }
    return index;
  }

  // The ways through the tree that take just the final newline.
  Tree TakingNewline(NodeIndex index) {
    if (Step()) return std::nullopt;
    const auto node = builder_.at(index).node;
    return std::visit(
        base::Overloaded{
            [](const Empty&) { return Tree(); },
            [&](const Literal& literal) { return literal.code_point == '\n' ? Tree(index) : Tree(); },
            [&](const Class& set) {  // a newline has no case
              return Contains(set.ranges, '\n') != set.negated ? Tree(builder_.AddLiteral('\n')) : Tree();
            },
            [&](const AnyCharacter& any) { return any.newline ? Tree(builder_.AddLiteral('\n')) : Tree(); },
            [&](const Concatenation& sequence) {
              const Rest* rest = nullptr;
              for (std::size_t i = sequence.parts.size(); i > 0; --i) rest = Before(sequence.parts[i - 1], rest);
              return TakingNewline(rest);
            },
            [&](const Alternation& choice) {
              Tree result;
              for (const NodeIndex branch : choice.branches) result = Either(result, TakingNewline(branch));
              return result;
            },
            [&](const Repetition& loop) {
              const Tree newline = TakingNewline(loop.operand);
              if (loop.minimum < 2) return newline;
              // The other rounds take nothing, before the newline or behind it.
              return Either(Join(TakingNothing(loop.operand, Spot::kBeforeFinalNewline), newline),
                            Join(newline, TakingNothing(loop.operand, Spot::kEdge)));
            },
            [](const Assertion&) { return Tree(); },
        },
        node);
  }

  Tree TakingNewline(const Rest* rest) {
    Tree result;
    Tree before = builder_.AddEmpty();
    for (; rest != nullptr && before.has_value() && !IsOverLimit(); rest = rest->next) {
      const Tree newline = TakingNewline(rest->node);
      if (newline.has_value()) {
        result = Either(result, Join(Join(before, newline), TakingNothing(rest->next, Spot::kEdge)));
      }
      before = Join(before, TakingNothing(rest->node, Spot::kBeforeFinalNewline));
    }
    return result;
  }

  // Adds what lies outside of the pattern on this side.
  Tree Close(Tree tree) {
    if (task_ == Task::kSearchEnd || !tree.has_value()) return tree;
    return Join(Trim(*tree), builder_.AddAnyRun());
  }

  // Before a run of any characters, an optional part means nothing, nor does how often a part may be repeated.
  NodeIndex Trim(NodeIndex index) {
    std::vector<NodeIndex> parts = {index};
    if (const auto* sequence = std::get_if<Concatenation>(&builder_.at(index).node)) parts = InOrder(*sequence);
    while (!parts.empty() && !HasAssertion(parts.back())) {
      const auto* loop = std::get_if<Repetition>(&builder_.at(parts.back()).node);
      if (IsNullable(parts.back())) {
        parts.pop_back();
      } else if (loop != nullptr && loop->maximum != loop->minimum) {
        parts.back() = builder_.Repeat(loop->operand, loop->minimum, loop->minimum);
      } else {
        break;
      }
    }
    return *JoinAll(std::move(parts));
  }

  bool HasAssertion(NodeIndex index) {
    if (Step()) return true;
    const auto has = [this](NodeIndex child) { return HasAssertion(child); };
    return std::visit(
        base::Overloaded{
            [](const Empty&) { return false; },
            [](const Literal&) { return false; },
            [](const Class&) { return false; },
            [](const AnyCharacter&) { return false; },
            [&](const Concatenation& node) { return std::any_of(node.parts.begin(), node.parts.end(), has); },
            [&](const Alternation& node) { return std::any_of(node.branches.begin(), node.branches.end(), has); },
            [&](const Repetition& node) { return has(node.operand); },
            [](const Assertion&) { return true; },
        },
        builder_.at(index).node);
  }

  bool IsNullable(NodeIndex index) {
    if (Step()) return false;
    const auto nullable = [this](NodeIndex child) { return IsNullable(child); };
    return std::visit(
        base::Overloaded{
            [](const Empty&) { return true; },
            [](const Literal&) { return false; },
            [](const Class&) { return false; },
            [](const AnyCharacter&) { return false; },
            [&](const Concatenation& node) { return std::all_of(node.parts.begin(), node.parts.end(), nullable); },
            [&](const Alternation& node) { return std::any_of(node.branches.begin(), node.branches.end(), nullable); },
            [&](const Repetition& node) { return node.minimum == 0 || nullable(node.operand); },
            [](const Assertion&) { return true; },
        },
        builder_.at(index).node);
  }

  Task task_;
  std::size_t max_nodes_;
  Builder builder_;
  NodeIndex root_;
  std::vector<bool> anchored_;  // of the nodes of the original: whether there is an anchor to remove below
  std::deque<Rest> rests_;      // keeps their addresses
  std::size_t steps_ = 0;
};

// Shared subtrees count as often as they are printed. Saturates.
std::size_t CountPrintedNodes(const Regex& regex) {
  std::vector<std::size_t> counts;
  counts.reserve(regex.nodes.size());
  const auto sum = [&counts](const std::vector<NodeIndex>& children) {
    std::size_t total = 1;
    for (const NodeIndex child : children) total = std::min(total + counts[child], kManyNodes);
    return total;
  };
  for (const Node& node : regex.nodes) {
    counts.push_back(std::visit(base::Overloaded{
                                    [](const Empty&) { return std::size_t{1}; },
                                    [](const Literal&) { return std::size_t{1}; },
                                    [](const Class&) { return std::size_t{1}; },
                                    [](const AnyCharacter&) { return std::size_t{1}; },
                                    [&](const Concatenation& sequence) { return sum(sequence.parts); },
                                    [&](const Alternation& choice) { return sum(choice.branches); },
                                    [&](const Repetition& loop) { return counts[loop.operand] + 1; },
                                    [](const Assertion&) { return std::size_t{1}; },
                                },
                                node.node));
  }
  return counts[regex.root];
}

}  // namespace

std::optional<Regex> RewriteTextEnd(const Regex& regex, std::size_t max_nodes) {
  std::optional<Regex> result = AnchorRewriter(regex, Task::kSearchEnd, max_nodes).Run();
  if (result.has_value() && CountPrintedNodes(*result) > max_nodes) return std::nullopt;
  return result;
}

std::optional<Regex> ToWholeString(const Regex& regex) {
  if (UsesLineAnchor(regex) || UsesWordBoundary(regex)) return std::nullopt;
  std::optional<Regex> from_start = AnchorRewriter(regex, Task::kWholeStart, kMaxWholeStringNodes).Run();
  if (!from_start.has_value() || MatchesNothing(*from_start)) return from_start;
  std::optional<Regex> whole = AnchorRewriter(*from_start, Task::kWholeEnd, kMaxWholeStringNodes).Run();
  if (whole.has_value() && CountPrintedNodes(*whole) > kMaxWholeStringNodes) return std::nullopt;
  return whole;
}

}  // namespace sigmatic::regex
