#include "compiler/regex/checks.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/regex/analysis.h"
#include "compiler/regex/anchors.h"
#include "compiler/regex/ranges.h"

namespace sigmatic::regex {
namespace {

constexpr std::size_t kSaturated = 100 * kMaxExpandedSize;

// UTF-8 needs several byte ranges, in chains of up to four, for one range of code points.
constexpr std::size_t kSizeOfLiteral = 4;
constexpr std::size_t kSizeOfAsciiRange = 2;
constexpr std::size_t kSizeOfRange = 30;
constexpr std::size_t kSizeOfAny = 20;

std::size_t SizeOfClass(const Class& set) {
  const Ranges closed = set.ignore_case ? CloseUnderFolding(set.ranges) : set.ranges;
  const Ranges ranges = set.negated ? Complement(closed) : closed;
  std::size_t size = 1;
  for (const CodePointRange& range : ranges) size += range.last < 0x80 ? kSizeOfAsciiRange : kSizeOfRange;
  return size;
}

ParseError ErrorAt(const Node& node, std::string message, std::string hint) {
  const std::size_t length = std::max(node.span.end - node.span.begin, 1U);
  return ParseError{node.span.begin, length, std::move(message), std::move(hint)};
}

// The first repetition whose count, multiplied with those of the repetitions inside it, is over the limit. RE2 counts
// just so; `*` and `+` count once.
const Node* FindOverRepeated(const Regex& regex) {
  std::vector<std::uint32_t> counts;
  counts.reserve(regex.nodes.size());
  const auto highest = [&counts](const std::vector<NodeIndex>& children) {
    std::uint32_t result = 1;
    for (const NodeIndex child : children) result = std::max(result, counts[child]);
    return result;
  };
  for (const Node& node : regex.nodes) {
    const std::uint32_t count =
        std::visit(base::Overloaded{
                       [](const Empty&) { return 1U; },
                       [](const Literal&) { return 1U; },
                       [](const Class&) { return 1U; },
                       [](const AnyCharacter&) { return 1U; },
                       [&](const Concatenation& sequence) { return highest(sequence.parts); },
                       [&](const Alternation& choice) { return highest(choice.branches); },
                       [&](const Repetition& loop) {
                         return counts[loop.operand] * std::max(loop.maximum.value_or(loop.minimum), 1U);
                       },
                       [](const Assertion&) { return 1U; },
                   },
                   node.node);
    if (count > kMaxRepetition) return &node;
    counts.push_back(count);
  }
  return nullptr;
}

// A `^` under `m` after which a match may end without taking a character.
class LooseLineStartFinder {
 public:
  explicit LooseLineStartFinder(const Regex& regex) : regex_(regex), nullable_(Nullable(regex)) {}

  // `takes`: whether what follows surely takes a character.
  [[nodiscard]] const Node* Find(NodeIndex index, bool takes) const {
    const Node& node = regex_.at(index);
    return std::visit(base::Overloaded{
                          [](const Empty&) { return kNone; },
                          [](const Literal&) { return kNone; },
                          [](const Class&) { return kNone; },
                          [](const AnyCharacter&) { return kNone; },
                          [&](const Concatenation& sequence) {
                            bool rest_takes = takes;
                            for (std::size_t i = sequence.parts.size(); i-- > 0;) {
                              if (const Node* found = Find(sequence.parts[i], rest_takes)) return found;
                              rest_takes = rest_takes || !nullable_[sequence.parts[i]];
                            }
                            return kNone;
                          },
                          [&](const Alternation& choice) {
                            for (const NodeIndex branch : choice.branches) {
                              if (const Node* found = Find(branch, takes)) return found;
                            }
                            return kNone;
                          },
                          [&](const Repetition& loop) { return Find(loop.operand, takes); },
                          [&](const Assertion& assertion) {
                            return assertion.kind == AssertionKind::kLineStart && !takes ? &node : kNone;
                          },
                      },
                      node.node);
  }

 private:
  static constexpr const Node* kNone = nullptr;

  const Regex& regex_;
  std::vector<bool> nullable_;
};

}  // namespace

std::size_t ExpandedSize(const Regex& regex) {
  std::vector<std::size_t> sizes;
  sizes.reserve(regex.nodes.size());
  const auto sum = [&sizes](const std::vector<NodeIndex>& children) {
    std::size_t total = children.size();
    for (const NodeIndex child : children) total = std::min(total + sizes[child], kSaturated);
    return total;
  };
  for (const Node& node : regex.nodes) {
    sizes.push_back(
        std::visit(base::Overloaded{
                       [](const Empty&) { return std::size_t{1}; },
                       [](const Literal& literal) { return literal.ignore_case ? 2 * kSizeOfLiteral : kSizeOfLiteral; },
                       [](const Class& set) { return SizeOfClass(set); },
                       [](const AnyCharacter&) { return kSizeOfAny; },
                       [&](const Concatenation& sequence) { return sum(sequence.parts); },
                       [&](const Alternation& choice) { return sum(choice.branches); },
                       [&](const Repetition& loop) {
                         const std::size_t rounds = loop.maximum.value_or(loop.minimum + 1);
                         return std::min((sizes[loop.operand] + 1) * rounds + 1, kSaturated);
                       },
                       [](const Assertion&) { return std::size_t{1}; },
                   },
                   node.node));
  }
  return sizes[regex.root];
}

std::optional<ParseError> CheckTree(const Regex& regex) {
  const Node& root = regex.at(regex.root);
  if (const Node* repetition = FindOverRepeated(regex)) {
    return ErrorAt(*repetition, "nested repetitions multiply to more than " + std::to_string(kMaxRepetition) + " times",
                   "use `*` or `+` where the exact number does not matter");
  }
  if (const Node* line_start = LooseLineStartFinder(regex).Find(regex.root, false)) {
    return ErrorAt(
        *line_start,
        "under the flag `m`, `^` before something that may take no character means different things in different "
        "engines",
        "let a character follow the `^`, for example `^\\n` for an empty line");
  }
  std::size_t size = ExpandedSize(regex);
  const bool has_text_end = std::any_of(regex.nodes.begin(), regex.nodes.end(), [](const Node& node) {
    const auto* assertion = std::get_if<Assertion>(&node.node);
    return assertion != nullptr && assertion->kind == AssertionKind::kTextEnd;
  });
  if (has_text_end && size <= kMaxExpandedSize) {
    const std::optional<Regex> rewritten = RewriteTextEnd(regex, kMaxRewrittenNodes);
    size = rewritten.has_value() ? ExpandedSize(*rewritten) : kSaturated;
  }
  if (size > kMaxExpandedSize) {
    return ErrorAt(root, "the regular expression is too large once its repetitions are written out",
                   "lower the bounds of its `{n,m}`, or use `*` or `+` instead");
  }
  const std::optional<Regex> whole = HasInnerAnchor(regex) ? ToWholeString(regex) : std::nullopt;
  if (whole.has_value() && MatchesNothing(*whole)) {
    return ErrorAt(root, "no text can match this: something must stand before `^` or behind `$`",
                   "put a backslash before a `^` or `$` that stands for itself");
  }
  return std::nullopt;
}

}  // namespace sigmatic::regex
