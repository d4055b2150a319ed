#include "compiler/regex/analysis.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/regex/builder.h"

namespace sigmatic::regex {
namespace {

bool UsesAssertion(const Regex& regex, AssertionKind first, AssertionKind second) {
  return std::any_of(regex.nodes.begin(), regex.nodes.end(), [first, second](const Node& node) {
    const auto* assertion = std::get_if<Assertion>(&node.node);
    return assertion != nullptr && (assertion->kind == first || assertion->kind == second);
  });
}

// For each node, whether it can take a character.
std::vector<bool> CanTake(const Regex& regex) {
  std::vector<bool> can_take;
  can_take.reserve(regex.nodes.size());
  const auto any = [&can_take](const std::vector<NodeIndex>& children) {
    return std::any_of(children.begin(), children.end(),
                       [&can_take](NodeIndex child) { return bool{can_take[child]}; });
  };
  for (const Node& node : regex.nodes) {
    can_take.push_back(std::visit(base::Overloaded{
                                      [](const Empty&) { return false; },
                                      [](const Literal&) { return true; },
                                      [](const Class&) { return true; },
                                      [](const AnyCharacter&) { return true; },
                                      [&](const Concatenation& sequence) { return any(sequence.parts); },
                                      [&](const Alternation& choice) { return any(choice.branches); },
                                      [&](const Repetition& loop) { return bool{can_take[loop.operand]}; },
                                      [](const Assertion&) { return false; },
                                  },
                                  node.node));
  }
  return can_take;
}

class InnerAnchorFinder {
 public:
  explicit InnerAnchorFinder(const Regex& regex) : regex_(regex), can_take_(CanTake(regex)) {}

  // `before`, `after`: whether something on this side may take a character.
  [[nodiscard]] bool Find(NodeIndex index, bool before, bool after) const {
    return std::visit(base::Overloaded{
                          [](const Empty&) { return false; },
                          [](const Literal&) { return false; },
                          [](const Class&) { return false; },
                          [](const AnyCharacter&) { return false; },
                          [&](const Concatenation& sequence) { return FindInSequence(sequence.parts, before, after); },
                          [&](const Alternation& choice) {
                            return std::any_of(choice.branches.begin(), choice.branches.end(),
                                               [&](NodeIndex branch) { return Find(branch, before, after); });
                          },
                          [&](const Repetition& loop) {
                            const bool other_rounds = loop.maximum != 1U && can_take_[loop.operand];
                            return Find(loop.operand, before || other_rounds, after || other_rounds);
                          },
                          [&](const Assertion& assertion) {
                            const bool at_start = assertion.kind == AssertionKind::kTextStart;
                            const bool at_end = assertion.kind == AssertionKind::kTextEnd ||
                                                assertion.kind == AssertionKind::kTextEndAbsolute;
                            return (at_start && before) || (at_end && after);
                          },
                      },
                      regex_.at(index).node);
  }

 private:
  [[nodiscard]] bool FindInSequence(const std::vector<NodeIndex>& parts, bool before, bool after) const {
    std::vector<bool> after_part(parts.size(), after);
    for (std::size_t i = parts.size(); i-- > 1;) after_part[i - 1] = after_part[i] || can_take_[parts[i]];
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (Find(parts[i], before, after_part[i])) return true;
      before = before || can_take_[parts[i]];
    }
    return false;
  }

  const Regex& regex_;
  std::vector<bool> can_take_;
};

}  // namespace

bool UsesIgnoreCase(const Regex& regex) {
  return std::any_of(regex.nodes.begin(), regex.nodes.end(), [](const Node& node) {
    const auto* literal = std::get_if<Literal>(&node.node);
    const auto* set = std::get_if<Class>(&node.node);
    return (literal != nullptr && literal->ignore_case) || (set != nullptr && set->ignore_case);
  });
}

bool UsesLineAnchor(const Regex& regex) {
  return UsesAssertion(regex, AssertionKind::kLineStart, AssertionKind::kLineEnd);
}

bool UsesWordBoundary(const Regex& regex) {
  return UsesAssertion(regex, AssertionKind::kWordBoundary, AssertionKind::kNotWordBoundary);
}

std::vector<bool> Nullable(const Regex& regex) {
  std::vector<bool> nullable;
  nullable.reserve(regex.nodes.size());
  const auto is_nullable = [&nullable](NodeIndex index) { return bool{nullable[index]}; };
  for (const Node& node : regex.nodes) {
    nullable.push_back(
        std::visit(base::Overloaded{
                       [](const Empty&) { return true; },
                       [](const Literal&) { return false; },
                       [](const Class&) { return false; },
                       [](const AnyCharacter&) { return false; },
                       [&](const Concatenation& sequence) {
                         return std::all_of(sequence.parts.begin(), sequence.parts.end(), is_nullable);
                       },
                       [&](const Alternation& choice) {
                         return std::any_of(choice.branches.begin(), choice.branches.end(), is_nullable);
                       },
                       [&](const Repetition& loop) { return loop.minimum == 0 || is_nullable(loop.operand); },
                       [](const Assertion&) { return true; },
                   },
                   node.node));
  }
  return nullable;
}

bool MatchesEmpty(const Regex& regex) { return Nullable(regex)[regex.root]; }

bool MatchesNothing(const Regex& regex) {
  const auto* set = std::get_if<Class>(&regex.at(regex.root).node);
  return set != nullptr && set->ranges.empty() && !set->negated;
}

bool HasInnerAnchor(const Regex& regex) { return InnerAnchorFinder(regex).Find(regex.root, false, false); }

Regex CaseExpand(const Regex& regex, Folding folding) {
  Builder builder;
  const auto expand = [&builder, folding](const Node& node) -> std::optional<NodeIndex> {
    if (const auto* literal = std::get_if<Literal>(&node.node)) {
      if (!literal->ignore_case) return std::nullopt;
      return builder.AddClass(CloseUnderFolding({{literal->code_point, literal->code_point}}, folding));
    }
    const auto* set = std::get_if<Class>(&node.node);
    if (set == nullptr || !set->ignore_case) return std::nullopt;
    return builder.AddClass(CloseUnderFolding(set->ranges, folding), set->negated);
  };
  const NodeIndex root = builder.Import(regex, expand);
  return builder.Finish(root);
}

}  // namespace sigmatic::regex
