// The guards, tried on every answer that the manual's silence allows. Random conditions are lowered, and the tree is
// run over events with missing fields, where a test on a missing field may be false, unknown, or what it is for the
// empty text. Under each reading the query must return exactly the events on which the rule is true.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "backends/cloudwatch/lower.h"
#include "compiler/base/overloaded.h"
#include "compiler/ir/pattern.h"
#include "tests/backends/cloudwatch/rule_builder.h"

namespace sigmatic::cloudwatch {
namespace {

using Event = std::map<std::string, std::string>;

enum class Reading : std::uint8_t { kFalse, kUnknown, kEmptyText };

// SQL's three values, as far as they go here.
enum class Truth : std::uint8_t { kFalse, kUnknown, kTrue };

Truth AsTruth(bool value) { return value ? Truth::kTrue : Truth::kFalse; }

class QueryRunner {
 public:
  QueryRunner(const Event& event, Reading reading) : event_(event), reading_(reading) {}

  [[nodiscard]] bool Returns(const Query& query) const {
    return std::all_of(query.filters.begin(), query.filters.end(),
                       [this](const Condition& filter) { return Run(filter) == Truth::kTrue; });
  }

 private:
  template <typename ConditionType>
  [[nodiscard]] Truth RunAll(const std::vector<ConditionType>& operands, bool is_and) const {
    Truth result = is_and ? Truth::kTrue : Truth::kFalse;
    for (const ConditionType& operand : operands) {
      result = is_and ? std::min(result, Run(operand)) : std::max(result, Run(operand));
    }
    return result;
  }

  [[nodiscard]] Truth Run(const Condition& condition) const {
    return std::visit(base::Overloaded{
                          [this](const Test& node) { return Run(node); },
                          [this](const TotalCondition& node) { return Run(node); },
                          [this](const And& node) { return RunAll(node.operands, true); },
                          [this](const Or& node) { return RunAll(node.operands, false); },
                      },
                      condition.node);
  }

  [[nodiscard]] Truth Run(const TotalCondition& condition) const {
    return std::visit(base::Overloaded{
                          [this](const Present& node) { return AsTruth(event_.count(node.field.name) != 0); },
                          [this](const Guarded& node) {
                            Truth present = Truth::kTrue;
                            for (const Field* field : FieldsOf(node.alternatives.front())) {
                              if (event_.count(field->name) == 0) present = Truth::kFalse;
                            }
                            return std::min(present, RunAll(node.alternatives, false));
                          },
                          [this](const TotalAnd& node) { return RunAll(node.operands, true); },
                          [this](const TotalOr& node) { return RunAll(node.operands, false); },
                          [this](const Not& node) {
                            const Truth operand = Run(*node.operand);
                            if (operand == Truth::kUnknown) return Truth::kUnknown;
                            return AsTruth(operand == Truth::kFalse);
                          },
                      },
                      condition.node);
  }

  static std::vector<const Field*> FieldsOf(const Test& test) {
    using Fields = std::vector<const Field*>;
    return std::visit(base::Overloaded{
                          [](const PatternTest& t) { return Fields{&t.field}; },
                          [](const RegexTest& t) { return Fields{&t.field}; },
                          [](const NumberTest& t) { return Fields{&t.field}; },
                          [](const NetworkTest& t) { return Fields{&t.field}; },
                          [](const FieldPairTest& t) {
                            return Fields{&t.left, &t.right};
                          },
                      },
                      test);
  }

  // The text that a test sees; nothing when the test has no answer.
  [[nodiscard]] std::optional<std::string> Text(const Field& field) const {
    const auto found = event_.find(field.name);
    if (found != event_.end()) return found->second;
    return reading_ == Reading::kEmptyText ? std::optional<std::string>("") : std::nullopt;
  }

  [[nodiscard]] Truth Run(const Test& test) const {
    std::vector<std::string> texts;
    for (const Field* field : FieldsOf(test)) {
      const auto text = Text(*field);
      if (!text) return reading_ == Reading::kUnknown ? Truth::kUnknown : Truth::kFalse;
      texts.push_back(*text);
    }
    return std::visit(base::Overloaded{
                          [&](const PatternTest& t) {
                            return AsTruth(std::any_of(t.alternatives.begin(), t.alternatives.end(),
                                                       [&](const auto& p) { return ir::Matches(p, texts[0]); }));
                          },
                          // The only expression of these rules: `a*`, which every text passes.
                          [](const RegexTest& /*t*/) { return Truth::kTrue; },
                          [](const NumberTest& /*t*/) { return Truth::kUnknown; },
                          [](const NetworkTest& /*t*/) { return Truth::kUnknown; },
                          [&](const FieldPairTest& /*t*/) { return AsTruth(texts[0] == texts[1]); },
                      },
                      test);
  }

  const Event& event_;
  Reading reading_;
};

// What the rule says (docs/semantics.md), for the leaves that occur here.
bool Holds(const ir::Rule& rule, ir::NodeIndex index, const Event& event) {
  const auto text = [&](ir::FieldIndex field) { return event.find(rule.fields[field].name); };
  const ir::Expression& expression = rule.at(index).expression;
  if (const auto* node = std::get_if<ir::And>(&expression)) {
    return std::all_of(node->operands.begin(), node->operands.end(), [&](auto i) { return Holds(rule, i, event); });
  }
  if (const auto* node = std::get_if<ir::Or>(&expression)) {
    return std::any_of(node->operands.begin(), node->operands.end(), [&](auto i) { return Holds(rule, i, event); });
  }
  if (const auto* node = std::get_if<ir::Not>(&expression)) return !Holds(rule, node->operand, event);
  if (const auto* node = std::get_if<ir::Constant>(&expression)) return node->value;
  if (const auto* leaf = std::get_if<ir::StringMatch>(&expression)) {
    return text(leaf->field) != event.end() && ir::Matches(leaf->pattern, text(leaf->field)->second);
  }
  if (const auto* leaf = std::get_if<ir::RegexMatch>(&expression)) return text(leaf->field) != event.end();
  if (const auto* leaf = std::get_if<ir::IsNull>(&expression)) return text(leaf->field) == event.end();
  if (const auto* leaf = std::get_if<ir::Exists>(&expression)) return text(leaf->field) != event.end();
  const auto& pair = std::get<ir::FieldCompare>(expression);
  return text(pair.left) != event.end() && text(pair.right) != event.end() &&
         text(pair.left)->second == text(pair.right)->second;
}

constexpr std::array<const char*, 3> kFields = {"a", "b", "c"};
constexpr std::array<const char*, 5> kPatterns = {"1", "*", "", "1*", "?"};
constexpr std::array<const char*, 4> kTexts = {"", "1", "2", "12"};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t Below(std::size_t bound) { return engine_() % bound; }
  const char* FieldName() { return kFields.at(Below(kFields.size())); }

  ir::NodeIndex Condition(RuleBuilder* rule, int depth) {
    const std::size_t kind = Below(depth > 0 ? 10 : 6);
    if (kind == 0) return rule->Add(ir::IsNull{rule->Field(FieldName())});
    if (kind == 1) return rule->Add(ir::Exists{rule->Field(FieldName())});
    if (kind == 2) return rule->Regex(FieldName(), "a*");
    if (kind == 3) {
      return rule->Add(ir::FieldCompare{rule->Field("a"), rule->Field("b"), ir::FieldRelation::kEquals});
    }
    if (kind < 6) return rule->Match(FieldName(), kPatterns.at(Below(kPatterns.size())), Below(4) == 0);
    if (kind == 6) return rule->Not(Condition(rule, depth - 1));
    std::vector<ir::NodeIndex> operands;
    for (std::size_t i = Below(4); i > 0; --i) operands.push_back(Condition(rule, depth - 1));
    return kind == 7 ? rule->And(operands) : rule->Or(operands);
  }

 private:
  std::mt19937 engine_;
};

TEST(TotalityPropertyTest, QueriesReturnWhatRulesMeanUnderEveryReading) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  int matches = 0;
  int events = 0;
  for (int round = 0; round < 2000; ++round) {
    RuleBuilder builder;
    random.Condition(&builder, 4);
    const fields::MappedRule& rule = builder.rule();
    base::Diagnostics diagnostics;
    const auto legal = legalize::Legalize<CloudWatch>(rule, diagnostics);
    ASSERT_TRUE(legal.ok());
    const Query query = Lower(*legal);
    for (int i = 0; i < 10; ++i) {
      Event event = {{"@message", "text"}};
      for (const char* field : kFields) {
        if (random.Below(2) == 0) event[field] = kTexts.at(random.Below(kTexts.size()));
      }
      const bool expected = Holds(rule.rule, rule.rule.root, event);
      for (const Reading reading : {Reading::kFalse, Reading::kUnknown, Reading::kEmptyText}) {
        ASSERT_EQ(QueryRunner(event, reading).Returns(query), expected)
            << builder.Filter() << "\non " << testing::PrintToString(event) << ", reading "
            << static_cast<int>(reading);
      }
      ++events;
      matches += expected ? 1 : 0;
    }
  }
  EXPECT_GT(matches, events / 10);
  EXPECT_LT(matches, events * 9 / 10);
}

}  // namespace
}  // namespace sigmatic::cloudwatch
