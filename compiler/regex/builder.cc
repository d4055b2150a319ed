#include "compiler/regex/builder.h"

#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::regex {
namespace {

template <typename Function>
void ForEachChild(Node* node, const Function& function) {
  if (auto* sequence = std::get_if<Concatenation>(&node->node)) {
    for (NodeIndex& part : sequence->parts) function(&part);
  } else if (auto* choice = std::get_if<Alternation>(&node->node)) {
    for (NodeIndex& branch : choice->branches) function(&branch);
  } else if (auto* loop = std::get_if<Repetition>(&node->node)) {
    function(&loop->operand);
  }
}

}  // namespace

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

NodeIndex Builder::Import(const Regex& source, const Replace& replace) {
  std::vector<NodeIndex> copies;  // of the source's nodes
  copies.reserve(source.nodes.size());
  const auto copies_of = [&copies](const std::vector<NodeIndex>& children) {
    std::vector<NodeIndex> result;
    result.reserve(children.size());
    for (const NodeIndex child : children) result.push_back(copies[child]);
    return result;
  };
  for (const Node& node : source.nodes) {
    span_ = node.span;
    copies.push_back(std::visit(
        base::Overloaded{
            [&](const Empty&) { return AddEmpty(); },
            [&](const Literal& literal) {
              const std::optional<NodeIndex> other = replace ? replace(node) : std::nullopt;
              return other.has_value() ? *other : Add(literal);
            },
            [&](const Class& set) {
              const std::optional<NodeIndex> other = replace ? replace(node) : std::nullopt;
              return other.has_value() ? *other : Add(set);
            },
            [&](const AnyCharacter& any) { return Add(any); },
            [&](const Concatenation& sequence) { return Concatenate(copies_of(sequence.parts)); },
            [&](const Alternation& choice) { return Alternate(copies_of(choice.branches)); },
            [&](const Repetition& loop) { return Repeat(copies[loop.operand], loop.minimum, loop.maximum, loop.lazy); },
            [&](const Assertion& assertion) { return Add(assertion); },
        },
        node.node));
  }
  return copies[source.root];
}

bool Builder::IsEmpty(NodeIndex index) const { return std::holds_alternative<Empty>(at(index).node); }

Regex Builder::Finish(NodeIndex root) {
  std::vector<Node>& nodes = regex_.nodes;
  // Parents stand behind their children, so one pass each way is enough.
  std::vector<bool> reached(nodes.size(), false);
  reached[root] = true;
  for (NodeIndex index = root + 1; index-- > 0;) {
    if (!reached[index]) continue;
    ForEachChild(&nodes[index], [&reached](const NodeIndex* child) { reached[*child] = true; });
  }
  std::vector<NodeIndex> moved_to(nodes.size(), 0);
  NodeIndex kept = 0;
  for (NodeIndex index = 0; index <= root; ++index) {
    if (!reached[index]) continue;
    ForEachChild(&nodes[index], [&moved_to](NodeIndex* child) { *child = moved_to[*child]; });
    moved_to[index] = kept;
    if (kept != index) nodes[kept] = std::move(nodes[index]);
    ++kept;
  }
  nodes.erase(nodes.begin() + kept, nodes.end());
  regex_.root = kept - 1;
  return std::move(regex_);
}

}  // namespace sigmatic::regex
