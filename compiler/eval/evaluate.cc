#include "compiler/eval/evaluate.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/eval/field_lookup.h"
#include "compiler/eval/value_predicates.h"
#include "compiler/ir/pattern.h"

namespace sigmatic::eval {
namespace {

class Evaluator {
 public:
  Evaluator(const ir::Rule& rule, const Value& event) : rule_(rule), event_(event) {}

  [[nodiscard]] bool Evaluate(ir::NodeIndex index) const {
    return std::visit(base::Overloaded{
                          [](const ir::Constant& node) { return node.value; },
                          [this](const ir::And& node) {
                            return std::all_of(node.operands.begin(), node.operands.end(),
                                               [this](ir::NodeIndex operand) { return Evaluate(operand); });
                          },
                          [this](const ir::Or& node) {
                            return std::any_of(node.operands.begin(), node.operands.end(),
                                               [this](ir::NodeIndex operand) { return Evaluate(operand); });
                          },
                          [this](const ir::Not& node) { return !Evaluate(node.operand); },
                          [this](const ir::StringMatch& leaf) {
                            return AnyText(Field(leaf.field).values,
                                           [&leaf](std::string_view text) { return ir::Matches(leaf.pattern, text); });
                          },
                          [this](const ir::RegexMatch& leaf) {
                            const std::unique_ptr<re2::RE2> regex = CompileRegex(leaf.regex);
                            return AnyText(Field(leaf.field).values,
                                           [&regex](std::string_view text) { return FindsRegex(*regex, text); });
                          },
                          [this](const ir::NumberEquals& leaf) { return AnyValueHolds(leaf); },
                          [this](const ir::BooleanEquals& leaf) { return AnyValueHolds(leaf); },
                          [this](const ir::IsNull& leaf) {
                            const std::vector<Value> values = Field(leaf.field).values;
                            return std::all_of(values.begin(), values.end(),
                                               [](const Value& value) { return value.kind == Value::Kind::kNull; });
                          },
                          [this](const ir::Exists& leaf) { return Field(leaf.field).found; },
                          [this](const ir::NumberCompare& leaf) { return AnyValueHolds(leaf); },
                          [this](const ir::InNetwork& leaf) { return AnyValueHolds(leaf); },
                          [this](const ir::FieldCompare& leaf) { return AnyPairHolds(leaf); },
                          [this](const ir::TimePartCompare& leaf) { return AnyValueHolds(leaf); },
                          [this](const ir::Keyword& leaf) {
                            return AnyText(ScalarLeaves(),
                                           [&leaf](std::string_view text) { return ir::Matches(leaf.pattern, text); });
                          },
                          [this](const ir::KeywordRegex& leaf) {
                            const std::unique_ptr<re2::RE2> regex = CompileRegex(leaf.regex);
                            return AnyText(ScalarLeaves(),
                                           [&regex](std::string_view text) { return FindsRegex(*regex, text); });
                          },
                      },
                      rule_.at(index).expression);
  }

 private:
  [[nodiscard]] FieldValues Field(ir::FieldIndex index) const { return FindField(event_, rule_.fields[index].name); }

  [[nodiscard]] std::vector<Value> ScalarLeaves() const {
    std::vector<Value> leaves;
    AppendScalarLeaves(event_, &leaves);
    return leaves;
  }

  template <typename Predicate>
  static bool AnyText(const std::vector<Value>& values, const Predicate& matches) {
    std::string storage;
    return std::any_of(values.begin(), values.end(), [&](const Value& value) {
      const auto text = TextOf(value, &storage);
      return text && matches(*text);
    });
  }

  template <typename Leaf>
  [[nodiscard]] bool AnyValueHolds(const Leaf& leaf) const {
    const std::vector<Value> values = Field(leaf.field).values;
    return std::any_of(values.begin(), values.end(), [&leaf](const Value& value) { return Holds(leaf, value); });
  }

  [[nodiscard]] bool AnyPairHolds(const ir::FieldCompare& leaf) const {
    const std::vector<Value> lefts = Field(leaf.left).values;
    const std::vector<Value> rights = Field(leaf.right).values;
    return std::any_of(lefts.begin(), lefts.end(), [&](const Value& left) {
      return std::any_of(rights.begin(), rights.end(), [&](const Value& right) { return Holds(leaf, left, right); });
    });
  }

  const ir::Rule& rule_;
  const Value& event_;
};

}  // namespace

bool Evaluate(const ir::Rule& rule, const Value& event) { return Evaluator(rule, event).Evaluate(rule.root); }

}  // namespace sigmatic::eval
