#include "compiler/sema/expression_builder.h"

#include <gtest/gtest.h>

#include "compiler/sema/analyze.h"

namespace sigmatic::sema {
namespace {

TEST(ExpressionBuilderTest, ASingleOperandStandsForItself) {
  ir::Rule rule;
  ExpressionBuilder builder(&rule);
  const ir::NodeIndex leaf = builder.Add(ir::IsNull{builder.Field("f", {1, 2})}, {3, 4});
  EXPECT_EQ(builder.And({leaf}, {}), leaf);
  EXPECT_EQ(builder.Or({leaf}, {}), leaf);
  EXPECT_EQ(rule.nodes.size(), 1U);
  EXPECT_EQ(rule.nodes[0].span, (base::Span{3, 4}));
}

TEST(ExpressionBuilderTest, NoOperandsAreAConstant) {
  ir::Rule rule;
  ExpressionBuilder builder(&rule);
  EXPECT_TRUE(std::get<ir::Constant>(rule.nodes.at(builder.And({}, {})).expression).value);
  EXPECT_FALSE(std::get<ir::Constant>(rule.nodes.at(builder.Or({}, {})).expression).value);
}

TEST(ExpressionBuilderTest, EachFieldOnceAtItsFirstPlace) {
  ir::Rule rule;
  ExpressionBuilder builder(&rule);
  EXPECT_EQ(builder.Field("a", {1, 2}), 0U);
  EXPECT_EQ(builder.Field("A", {3, 4}), 1U) << "names are case-sensitive";
  EXPECT_EQ(builder.Field("a", {5, 6}), 0U);
  ASSERT_EQ(rule.fields.size(), 2U);
  EXPECT_EQ(rule.fields[0].name, "a");
  EXPECT_EQ(rule.fields[0].span, (base::Span{1, 2}));
}

TEST(ExpressionBuilderTest, ATrialLeavesNothing) {
  ir::Rule rule;
  ExpressionBuilder builder(&rule);
  builder.Add(ir::IsNull{builder.Field("a", {})}, {});
  {
    const ExpressionBuilder::Trial trial(&builder);
    builder.Add(ir::IsNull{builder.Field("b", {})}, {});
    EXPECT_EQ(builder.Field("a", {}), 0U);
  }
  EXPECT_EQ(rule.nodes.size(), 1U);
  EXPECT_EQ(rule.fields.size(), 1U);
  EXPECT_EQ(builder.Field("c", {}), 1U);
  EXPECT_EQ(builder.Field("b", {}), 2U);
}

TEST(ExpressionBuilderTest, Limits) {
  ir::Rule rule;
  ExpressionBuilder nodes(&rule);
  for (std::size_t i = 0; i < kMaxNodes; ++i) nodes.Add(ir::Constant{true}, {});
  EXPECT_FALSE(nodes.IsFull());
  nodes.Add(ir::Constant{true}, {});
  EXPECT_TRUE(nodes.IsFull());
  EXPECT_EQ(rule.nodes.size(), kMaxNodes);

  ir::Rule second;
  ExpressionBuilder operands(&second);
  const ir::NodeIndex leaf = operands.Add(ir::Constant{true}, {});
  operands.And(std::vector<ir::NodeIndex>(kMaxOperands, leaf), {});
  EXPECT_FALSE(operands.IsFull());
  operands.Or({leaf, leaf}, {});
  EXPECT_TRUE(operands.IsFull());

  ir::Rule third;
  ExpressionBuilder bytes(&third);
  EXPECT_TRUE(bytes.ReserveBytes(kMaxExpandedBytes));
  EXPECT_FALSE(bytes.ReserveBytes(1));
  EXPECT_TRUE(bytes.IsFull());
}

}  // namespace
}  // namespace sigmatic::sema
