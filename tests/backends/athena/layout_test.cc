// Line breaks and parentheses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "backends/athena/athena.h"
#include "tests/backends/athena/rule_builder.h"

namespace sigmatic::athena {
namespace {

using ::testing::HasSubstr;

TEST(LayoutTest, MixedConnectivesHaveParentheses) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  const auto g = builder.Field("g");
  builder.Or({builder.And({builder.Match(f, "a"), builder.Match(g, "b")}), builder.Match(f, "c*")});
  EXPECT_EQ(builder.Where(), "(lower(f) = 'a' AND lower(g) = 'b')\n  OR lower(f) LIKE 'c%'");
  builder.And({builder.Or({builder.Match(f, "a"), builder.Match(g, "b")}), builder.Match(f, "c*")});
  EXPECT_EQ(builder.Where(), "(lower(f) = 'a' OR lower(g) = 'b')\n  AND lower(f) LIKE 'c%'");
}

TEST(LayoutTest, LongConditionsAreBroken) {
  RuleBuilder builder;
  const auto f = builder.Field("useridentity.sessioncontext.sessionissuer.arn");
  const auto g = builder.Field("g");
  builder.And({builder.Match(f, "a*"),
               builder.Or({builder.Match(g, "b*"), builder.And({builder.Match(f, "*c*"), builder.Match(f, "*d*")})}),
               builder.Not(builder.Or({builder.Match(f, "*e"), builder.Match(f, "*f")}))});
  EXPECT_EQ(builder.Where(),
            "lower(useridentity.sessioncontext.sessionissuer.arn) LIKE 'a%'\n"
            "  AND (\n"
            "    lower(g) LIKE 'b%'\n"
            "    OR (\n"
            "      lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%c%'\n"
            "      AND lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%d%'\n"
            "    )\n"
            "  )\n"
            "  AND NOT COALESCE(\n"
            "    lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%e'\n"
            "    OR lower(useridentity.sessioncontext.sessionissuer.arn) LIKE '%f',\n"
            "    FALSE\n"
            "  )");
}

TEST(LayoutTest, LongListsHaveALineAValue) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  std::vector<ir::NodeIndex> values;
  for (const char c : {'a', 'b', 'c'}) values.push_back(builder.Match(f, std::string(40, c)));
  builder.And({builder.Or(values), builder.Match(builder.Field("g"), "x")});
  EXPECT_EQ(builder.Where(), "lower(f) IN (\n    '" + std::string(40, 'a') + "',\n    '" + std::string(40, 'b') +
                                 "',\n    '" + std::string(40, 'c') + "'\n  )\n  AND lower(g) = 'x'");
}

TEST(LayoutTest, LongestQuery) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  // "SELECT *\nFROM events\nWHERE f = ''" without the value.
  const std::size_t frame = std::string("SELECT *\nFROM events\nWHERE f = ''").size();
  builder.Match(f, std::string(kMaxQueryBytes - frame, '1'));
  EXPECT_EQ(builder.Compile().size(), kMaxQueryBytes);
  builder.Match(f, std::string(kMaxQueryBytes - frame + 1, '1'));
  EXPECT_THAT(builder.Compile(), HasSubstr("longer than the 262144 bytes"));
  ASSERT_FALSE(builder.diagnostics().all().empty());
  EXPECT_EQ(builder.diagnostics().all().back().code, base::Code::kQueryTooLong);
}

TEST(LayoutTest, SharedNodesDoNotExplode) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  ir::NodeIndex node = builder.Match(f, "a*");
  for (int depth = 0; depth < 60; ++depth)
    node = builder.And({builder.Not(node), builder.Or({node, builder.Match(f, "b*")})});
  EXPECT_THAT(builder.Compile(), HasSubstr("longer than the 262144 bytes"));
}

}  // namespace
}  // namespace sigmatic::athena
