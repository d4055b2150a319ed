#include "backends/athena/lower.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/athena/leaf.h"
#include "backends/athena/values.h"
#include "compiler/base/overloaded.h"

namespace sigmatic::athena {
namespace {

// `condition` on every row TRUE or FALSE.
Total MakeTotal(Condition condition) {
  if (auto* total = std::get_if<Box<Total>>(&condition.node)) return std::move(**total);
  return Total{NullAsFalse{std::move(condition)}};
}

Total Negate(Total total) {
  if (auto* is_null = std::get_if<IsNull>(&total.node)) return Total{IsNotNull{std::move(is_null->operand)}};
  if (auto* is_not_null = std::get_if<IsNotNull>(&total.node)) return Total{IsNull{std::move(is_not_null->operand)}};
  return Total{Not{std::move(total)}};
}

Condition FromTotal(Total total) { return Condition{Box<Total>(std::move(total))}; }

bool IsTotal(const Condition& condition) { return std::holds_alternative<Box<Total>>(condition.node); }

// And / Or of one or more; total when all operands are.
template <typename Nary, typename TotalNary>
Condition Join(std::vector<Condition> operands) {
  if (operands.size() == 1) return std::move(operands.front());
  if (!std::all_of(operands.begin(), operands.end(), IsTotal)) return Condition{Nary{std::move(operands)}};
  TotalNary total;
  for (Condition& operand : operands) total.operands.push_back(MakeTotal(std::move(operand)));
  return FromTotal(Total{std::move(total)});
}

class Lowering {
 public:
  Lowering(const fields::MappedRule& rule, std::size_t max_bytes) : rule_(rule), values_(rule), remaining_(max_bytes) {}

  Condition Run() { return LowerNode(rule_.rule.root); }
  [[nodiscard]] bool IsTooLong() const { return is_too_long_; }

 private:
  // A condition that is TRUE exactly where the node is true. Once the query is too long, any condition will do.
  Condition LowerNode(ir::NodeIndex index) {
    if (!Spend(kShortestCondition)) return FromTotal(Total{Constant{false}});
    const ir::Expression& expression = rule_.rule.at(index).expression;
    return std::visit(base::Overloaded{
                          [&](const ir::Constant& node) { return FromTotal(Total{Constant{node.value}}); },
                          [&](const ir::And& node) {
                            std::vector<Condition> operands;
                            operands.reserve(node.operands.size());
                            for (const ir::NodeIndex operand : node.operands) operands.push_back(LowerNode(operand));
                            return Join<And, TotalAnd>(std::move(operands));
                          },
                          [&](const ir::Or& node) { return LowerOr(node); },
                          [&](const ir::Not& node) { return FromTotal(Negate(MakeTotal(LowerNode(node.operand)))); },
                          [&](const ir::StringMatch& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::RegexMatch& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::NumberEquals& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::BooleanEquals& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::NumberCompare& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::InNetwork& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::TimePartCompare& leaf) {
                            return LowerValues({{leaf.field, &leaf}});
                          },
                          [&](const ir::IsNull& leaf) { return values_.HasNoValue(rule_.field(leaf.field)); },
                          [&](const ir::Exists& leaf) { return values_.Exists(rule_.field(leaf.field)); },
                          [&](const ir::FieldCompare& leaf) { return LowerFieldCompare(leaf); },
                          [&](const ir::Keyword& leaf) { return OnText(values_.KeywordText(), leaf.pattern); },
                          [&](const ir::KeywordRegex& leaf) { return OnText(values_.KeywordText(), leaf.regex); },
                      },
                      expression);
  }

  // What leaves of an Or have in common when they are written as one condition.
  struct Group {
    ir::FieldIndex field;
    std::optional<ListKind> kind;  // nullopt: of any kind
    bool is_cased;
    std::vector<ValueLeaf> leaves;
    bool is_written;
  };

  // Values of one field become a list, and any_match over an array is written once for all leaves on it: "some element
  // is a, or some element is b" is "some element is a or b".
  Condition LowerOr(const ir::Or& node) {
    std::vector<Group> groups;
    const auto group_of = [&](const std::optional<ValueLeaf>& leaf) -> Group* {
      if (!leaf) return nullptr;
      const fields::MappedField& field = rule_.field(leaf->field);
      const bool has_several = Values::HasSeveral(field);
      const auto kind = has_several ? std::nullopt : ListKindOf(*leaf, field);
      if (!has_several && !kind) return nullptr;
      const bool is_cased = !has_several && IsCased(*leaf);
      const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& candidate) {
        return candidate.field == leaf->field && candidate.kind == kind && candidate.is_cased == is_cased;
      });
      return group != groups.end() ? &*group : &groups.emplace_back(Group{leaf->field, kind, is_cased, {}, false});
    };
    for (const ir::NodeIndex operand : node.operands) {
      const auto leaf = AsValueLeaf(rule_.rule.at(operand).expression);
      if (Group* group = group_of(leaf)) group->leaves.push_back(*leaf);
    }
    std::vector<Condition> operands;
    for (const ir::NodeIndex operand : node.operands) {
      Group* group = group_of(AsValueLeaf(rule_.rule.at(operand).expression));
      if (group == nullptr || (group->kind && !MakesList(*group->kind, group->leaves.size()))) {
        operands.push_back(LowerNode(operand));
      } else if (!group->is_written) {  // the group stands where its first leaf does
        operands.push_back(LowerValues(group->leaves));
        group->is_written = true;
      }
    }
    return Join<Or, TotalOr>(std::move(operands));
  }

  // Some value of the field, which all the leaves have in common, satisfies one of the leaves.
  Condition LowerValues(const std::vector<ValueLeaf>& leaves) {
    for (const ValueLeaf& leaf : leaves) Spend(kShortestCondition + TextBytes(leaf));
    const fields::MappedField& field = rule_.field(leaves.front().field);
    if (leaves.size() == 1 && IsAnyText(leaves.front())) return values_.HasValue(field);
    const bool objects = std::any_of(leaves.begin(), leaves.end(), CanMatchObject);
    return values_.AnyValue(
        field, objects ? Values::Kind::kScalarsAndObjects : Values::Kind::kScalars,
        [&](const Value& value) { return Join<Or, TotalOr>(OnValue(value, field, leaves, values_)); });
  }

  Condition LowerFieldCompare(const ir::FieldCompare& leaf) {
    return values_.AnyValue(rule_.field(leaf.left), Values::Kind::kScalars, [&](const Value& left) {
      return values_.AnyValue(rule_.field(leaf.right), Values::Kind::kScalars,
                              [&](const Value& right) { return CompareTexts(left, right, leaf); });
    });
  }

  bool Spend(std::size_t bytes) {
    if (bytes > remaining_) {
      remaining_ = 0;
      is_too_long_ = true;
      return false;
    }
    remaining_ -= bytes;
    return true;
  }

  static constexpr std::size_t kShortestCondition = 4;  // TRUE

  const fields::MappedRule& rule_;
  Values values_;
  std::size_t remaining_;
  bool is_too_long_ = false;
};

}  // namespace

std::optional<Condition> Lower(const legalize::Legal<Athena>& legal, std::size_t max_bytes) {
  Lowering lowering(legal.rule(), max_bytes);
  Condition condition = lowering.Run();
  if (lowering.IsTooLong()) return std::nullopt;
  return condition;
}

}  // namespace sigmatic::athena
