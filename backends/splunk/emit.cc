#include "backends/splunk/emit.h"

#include <fmt/format.h>

#include <utility>
#include <variant>
#include <vector>

#include "backends/splunk/escape.h"
#include "backends/splunk/idioms.h"
#include "backends/splunk/layout.h"
#include "compiler/base/overloaded.h"

namespace sigmatic::splunk {
namespace {

Block Leaf(std::string text) { return Block{std::move(text), {}, {}}; }

// Both languages have the same connectives.
template <typename Expression>
Block List(const std::vector<Expression>& operands, std::string_view joint);

// NOT before a list is its prefix; before anything else it is simply in front.
Block Negate(Block block) {
  block.text.insert(0, "NOT ");
  return block;
}

Block ToBlock(const SearchExpression& expression) {
  return std::visit(base::Overloaded{
                        [](const SearchComparison& node) {
                          const Escaped name = SearchName(node.field);
                          if (node.values.size() == 1) {
                            return Leaf(fmt::format("{}={}", name.text(), SearchText(node.values.front()).text()));
                          }
                          Block block{name.text() + " IN ", ", ", {}};
                          for (const SearchValue& value : node.values)
                            block.items.push_back(Leaf(SearchText(value).text()));
                          return block;
                        },
                        [](const SearchAnd& node) { return List(node.operands, " AND "); },
                        [](const SearchOr& node) { return List(node.operands, " OR "); },
                        [](const SearchNot& node) { return Negate(ToBlock(*node.operand)); },
                    },
                    expression.node);
}

Block ToBlock(const Condition& condition, bool negated) {
  const auto leaf = [negated](const auto& node) { return Leaf(Write(node, negated)); };
  const auto connective = [negated](Block block) { return negated ? Negate(std::move(block)) : block; };
  return std::visit(base::Overloaded{
                        [&](const AnyValueMatches& node) { return leaf(node); },
                        [&](const AnyNumber& node) { return leaf(node); },
                        [&](const AnyAddress& node) { return leaf(node); },
                        [&](const FieldPresent& node) { return leaf(node); },
                        [&](const FieldsRelate& node) { return leaf(node); },
                        [&](const TimePartRelates& node) { return leaf(node); },
                        [&](const Constant& node) { return leaf(node); },
                        [&](const And& node) { return connective(List(node.operands, " AND ")); },
                        [&](const Or& node) { return connective(List(node.operands, " OR ")); },
                        [&](const Not& node) { return ToBlock(*node.operand, !negated); },
                    },
                    condition.node);
}
Block ToBlock(const Condition& condition) { return ToBlock(condition, false); }

template <typename Expression>
Block List(const std::vector<Expression>& operands, std::string_view joint) {
  Block block{{}, joint, {}};
  for (const Expression& operand : operands) block.items.push_back(ToBlock(operand));
  return block;
}

}  // namespace

std::string Emit(const Query& query) {
  std::vector<Block> search;
  std::string source;
  for (const auto& [key, value] : query.source) {
    if (!source.empty()) source += ' ';
    source += fmt::format("{}={}", key, SourceText(value).text());
  }
  if (!source.empty()) search.push_back(Leaf(std::move(source)));
  for (const SearchExpression& expression : query.search) search.push_back(ToBlock(expression));
  // A search needs a term; `*` is every event.
  if (search.empty()) search.push_back(Leaf("*"));

  std::string out;
  AppendLaidOut(search, " ", 0, &out);
  if (query.where.empty()) return out;

  constexpr std::string_view kWhere = "\n| where ";
  out += kWhere;
  std::vector<Block> conditions;
  for (const Condition& condition : query.where) conditions.push_back(ToBlock(condition));
  AppendLaidOut(conditions, " AND ", kWhere.size() - 1, &out);
  return out;
}

}  // namespace sigmatic::splunk
