#include "compiler/regex/builder.h"

#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::regex {

NodeIndex Builder::AddLiteral(char32_t code_point, bool ignore_case) {
  return Add(Literal{code_point, ignore_case && base::HasCaseVariants(code_point)});
}

NodeIndex Builder::AddClass(Ranges ranges, bool negated, bool ignore_case) {
  NormalizeRanges(&ranges);
  if (ignore_case) {
    Ranges closed = CloseUnderFolding(ranges);
    if (closed == ranges) ignore_case = false;
    // Only an explicit set can be complemented below.
    if (Contains(closed, kLastCodePoint)) {
      ranges = std::move(closed);
      ignore_case = false;
    }
  }
  if (Contains(ranges, kLastCodePoint)) {
    ranges = Complement(ranges);
    negated = !negated;
  }
  if (negated && ranges.empty()) return AddAnyCharacter(true);
  if (negated && ranges == Ranges{{'\n', '\n'}}) return AddAnyCharacter(false);
  const bool single = !negated && ranges.size() == 1 && ranges.front().first == ranges.front().last;
  if (single) return AddLiteral(ranges.front().first, ignore_case);
  return Add(Class{std::move(ranges), negated, ignore_case});
}

NodeIndex Builder::AddAnyRun() { return Repeat(AddAnyCharacter(true), 0, std::nullopt); }

NodeIndex Builder::Concatenate(const std::vector<NodeIndex>& parts) {
  Concatenation joined;
  joined.parts.reserve(parts.size());
  for (const NodeIndex part : parts) {
    if (IsEmpty(part)) continue;
    if (const auto* inner = std::get_if<Concatenation>(&at(part).node)) {
      joined.parts.insert(joined.parts.end(), inner->parts.begin(), inner->parts.end());
    } else {
      joined.parts.push_back(part);
    }
  }
  if (joined.parts.empty()) return AddEmpty();
  if (joined.parts.size() == 1) return joined.parts.front();
  return Add(std::move(joined));
}

NodeIndex Builder::Alternate(const std::vector<NodeIndex>& branches) {
  Alternation joined;
  joined.branches.reserve(branches.size());
  for (const NodeIndex branch : branches) {
    if (const auto* inner = std::get_if<Alternation>(&at(branch).node)) {
      joined.branches.insert(joined.branches.end(), inner->branches.begin(), inner->branches.end());
    } else {
      joined.branches.push_back(branch);
    }
  }
  if (joined.branches.size() == 1) return joined.branches.front();
  return Add(std::move(joined));
}

NodeIndex Builder::Repeat(NodeIndex operand, std::uint32_t minimum, std::optional<std::uint32_t> maximum, bool lazy) {
  if (IsEmpty(operand)) return operand;
  if (maximum == 0U) return AddEmpty();
  if (minimum == 1 && maximum == 1U) return operand;
  return Add(Repetition{operand, minimum, maximum, lazy});
}

NodeIndex Builder::Copy(const Regex& source, NodeIndex index) {
  const Node& node = source.at(index);
  const auto copy_all = [this, &source](const std::vector<NodeIndex>& children) {
    std::vector<NodeIndex> copies;
    copies.reserve(children.size());
    for (const NodeIndex child : children) copies.push_back(Copy(source, child));
    return copies;
  };
  const NodeIndex copy = std::visit(
      base::Overloaded{
          [this](const Empty&) { return AddEmpty(); },
          [this](const Literal& literal) { return Add(literal); },
          [this](const Class& set) { return Add(set); },
          [this](const AnyCharacter& any) { return Add(any); },
          [this, &copy_all](const Concatenation& sequence) { return Concatenate(copy_all(sequence.parts)); },
          [this, &copy_all](const Alternation& choice) { return Alternate(copy_all(choice.branches)); },
          [this, &source](const Repetition& loop) {
            return Repeat(Copy(source, loop.operand), loop.minimum, loop.maximum, loop.lazy);
          },
          [this](const Assertion& assertion) { return Add(assertion); },
      },
      node.node);
  regex_.nodes[copy].span = node.span;
  return copy;
}

bool Builder::IsEmpty(NodeIndex index) const { return std::holds_alternative<Empty>(at(index).node); }

Regex Builder::Finish(NodeIndex root) {
  regex_.root = root;
  return std::move(regex_);
}

}  // namespace sigmatic::regex
