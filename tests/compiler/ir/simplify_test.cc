#include "compiler/ir/simplify.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ir/print.h"
#include "tests/compiler/ir/pattern_text.h"
#include "tests/compiler/ir/random_rule.h"

namespace sigmatic::ir {
namespace {

// Builds rules bottom-up.
class Maker {
 public:
  Maker() { rule_.fields = {Field{"f", {}}, Field{"g", {}}}; }

  NodeIndex Is(FieldIndex field, std::string_view pattern, bool cased = false) {
    return Add(StringMatch{field, PatternFromText(pattern, cased)});
  }
  NodeIndex Add(Expression expression) {
    rule_.nodes.push_back(Node{std::move(expression), {}});
    return static_cast<NodeIndex>(rule_.nodes.size() - 1);
  }
  std::string Simplified(NodeIndex root) {
    rule_.root = root;
    return Print(Simplify(rule_));
  }

 private:
  Rule rule_;
};

TEST(Simplify, FlattensInOrder) {
  Maker make;
  const NodeIndex a = make.Is(0, "a");
  const NodeIndex b = make.Is(0, "b");
  const NodeIndex c = make.Is(1, "c");
  const NodeIndex inner = make.Add(And{{b, c}});
  EXPECT_EQ(make.Simplified(make.Add(And{{a, inner}})), "and\n  f equals \"a\"\n  f equals \"b\"\n  g equals \"c\"\n");
}

TEST(Simplify, KeepsMixedConnectives) {
  Maker make;
  const NodeIndex a = make.Is(0, "a");
  const NodeIndex inner = make.Add(Or{{make.Is(0, "b"), make.Is(0, "c")}});
  EXPECT_EQ(make.Simplified(make.Add(And{{a, inner}})),
            "and\n  f equals \"a\"\n  or\n    f equals \"b\"\n    f equals \"c\"\n");
}

TEST(Simplify, MergesEqualOperands) {
  Maker make;
  const NodeIndex a = make.Is(0, "a");
  EXPECT_EQ(make.Simplified(make.Add(Or{{a, make.Is(0, "b"), make.Is(0, "a")}})),
            "or\n  f equals \"a\"\n  f equals \"b\"\n");
  EXPECT_EQ(make.Simplified(make.Add(Or{{a, make.Is(0, "a")}})), "f equals \"a\"\n");
}

TEST(Simplify, TellsLeavesApart) {
  Maker make;
  const std::vector<NodeIndex> leaves = {make.Is(0, "a"),
                                         make.Is(1, "a"),
                                         make.Is(0, "a", true),
                                         make.Is(0, "A"),
                                         make.Is(0, "a*"),
                                         make.Is(0, ""),
                                         make.Is(0, "*"),
                                         make.Add(Exists{0}),
                                         make.Add(IsNull{0}),
                                         make.Add(BooleanEquals{0, true}),
                                         make.Add(BooleanEquals{0, false}),
                                         make.Add(FieldCompare{0, 1, FieldRelation::kEquals}),
                                         make.Add(FieldCompare{1, 0, FieldRelation::kEquals})};
  const std::string text = make.Simplified(make.Add(Or{leaves}));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), static_cast<std::ptrdiff_t>(leaves.size() + 1)) << text;
}

TEST(Simplify, RemovesDoubleNegation) {
  Maker make;
  const NodeIndex a = make.Is(0, "a");
  const NodeIndex twice = make.Add(Not{make.Add(Not{a})});
  EXPECT_EQ(make.Simplified(twice), "f equals \"a\"\n");
  EXPECT_EQ(make.Simplified(make.Add(Not{twice})), "not\n  f equals \"a\"\n");
}

TEST(Simplify, FoldsConstants) {
  Maker make;
  const NodeIndex a = make.Is(0, "a");
  const NodeIndex always = make.Add(Constant{true});
  const NodeIndex never = make.Add(Constant{false});
  EXPECT_EQ(make.Simplified(make.Add(And{{a, always}})), "f equals \"a\"\n");
  EXPECT_EQ(make.Simplified(make.Add(And{{a, never}})), "never\n");
  EXPECT_EQ(make.Simplified(make.Add(Or{{a, never}})), "f equals \"a\"\n");
  EXPECT_EQ(make.Simplified(make.Add(Or{{a, always}})), "always\n");
  EXPECT_EQ(make.Simplified(make.Add(Not{never})), "always\n");
  EXPECT_EQ(make.Simplified(make.Add(And{})), "always\n");
  EXPECT_EQ(make.Simplified(make.Add(Or{})), "never\n");
}

TEST(Simplify, AnyValueIsNotAConstant) {
  Maker make;
  EXPECT_EQ(make.Simplified(make.Is(0, "*")), "f matches \"*\"\n");
}

TEST(Simplify, SharesEqualSubtrees) {
  Maker make;
  const auto pair = [&] { return make.Add(Or{{make.Is(0, "a"), make.Is(0, "b")}}); };
  const NodeIndex left = make.Add(And{{pair(), make.Is(1, "x")}});
  const NodeIndex right = make.Add(And{{pair(), make.Is(1, "y")}});
  EXPECT_EQ(make.Simplified(make.Add(Or{{left, right}})),
            "or\n"
            "  and\n"
            "    or #1\n"
            "      f equals \"a\"\n"
            "      f equals \"b\"\n"
            "    g equals \"x\"\n"
            "  and\n"
            "    same as #1\n"
            "    g equals \"y\"\n");
}

TEST(Simplify, LeavesOnlyWhatTheRootReaches) {
  Maker make;
  make.Is(0, "unused");
  const NodeIndex a = make.Is(0, "a");
  Rule rule;
  rule.fields = {Field{"f", {}}};
  rule.nodes = {Node{StringMatch{0, PatternFromText("x")}, {}}, Node{StringMatch{0, PatternFromText("y")}, {}}};
  rule.root = 0;
  EXPECT_EQ(Simplify(rule).nodes.size(), 1U);
  EXPECT_EQ(make.Simplified(a), "f equals \"a\"\n");
}

// In the result no connective has fewer than two operands, equal operands, or one of its own kind below it.
void ExpectNormal(const Rule& rule) {
  for (NodeIndex index = 0; index < rule.nodes.size(); ++index) {
    const Expression& expression = rule.at(index).expression;
    const bool is_and = std::holds_alternative<And>(expression);
    if (is_and || std::holds_alternative<Or>(expression)) {
      const auto& operands = is_and ? std::get<And>(expression).operands : std::get<Or>(expression).operands;
      EXPECT_GE(operands.size(), 2U);
      EXPECT_EQ(std::set<NodeIndex>(operands.begin(), operands.end()).size(), operands.size());
      for (const NodeIndex operand : operands) {
        EXPECT_LT(operand, index);
        EXPECT_NE(rule.at(operand).expression.index(), expression.index());
        EXPECT_FALSE(std::holds_alternative<Constant>(rule.at(operand).expression));
      }
    }
    if (const auto* negation = std::get_if<Not>(&expression)) {
      EXPECT_FALSE(std::holds_alternative<Not>(rule.at(negation->operand).expression));
      EXPECT_FALSE(std::holds_alternative<Constant>(rule.at(negation->operand).expression));
    }
  }
}

TEST(Simplify, KeepsTheMeaningOfRandomRules) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  constexpr std::size_t kLeaves = 5;
  for (int i = 0; i < 2000; ++i) {
    const Rule rule = RandomRule(kLeaves, 1 + random() % 20, &random);
    const Rule simple = Simplify(rule);
    ExpectNormal(simple);
    EXPECT_EQ(Print(Simplify(simple)), Print(simple));
    for (unsigned assignment = 0; assignment < (1U << kLeaves); ++assignment) {
      ASSERT_EQ(EvaluateOn(simple, assignment), EvaluateOn(rule, assignment)) << Print(rule) << "became\n"
                                                                              << Print(simple);
    }
  }
}

}  // namespace
}  // namespace sigmatic::ir
