// More than twenty patterns on one field, or two networks, become a list of their own. Checked on Trino 483 for what
// they match.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/backends/athena/rule_builder.h"

namespace sigmatic::athena {
namespace {

using fields::FieldType;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr int kMany = 21;

// "A100", "A101", ... between what goes around each; as many leaves of the rule.
std::vector<ir::NodeIndex> Matches(RuleBuilder* builder, ir::FieldIndex field, std::string_view before,
                                   std::string_view after, int count = kMany, bool cased = false) {
  std::vector<ir::NodeIndex> nodes;
  nodes.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    nodes.push_back(
        builder->Match(field, std::string(before) + "A" + std::to_string(100 + i) + std::string(after), cased));
  }
  return nodes;
}

// The values as a list, a line each.
std::string Lines(std::string_view before, std::string_view after, int count = kMany) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    lines +=
        (i == 0 ? "\n    '" : ",\n    '") + std::string(before) + std::to_string(100 + i) + std::string(after) + "'";
  }
  return lines + "\n  ";
}

std::string Where(std::string_view before, std::string_view after, int count = kMany, bool cased = false) {
  RuleBuilder builder;
  builder.Or(Matches(&builder, builder.Field("f"), before, after, count, cased));
  return builder.Where();
}

TEST(ManyValuesTest, EachKindOfPattern) {
  EXPECT_EQ(Where("*", "*"), "any_match(ARRAY[" + Lines("a", "") + "], x -> strpos(lower(f), x) > 0)");
  EXPECT_EQ(Where("", "*"), "any_match(ARRAY[" + Lines("a", "") + "], x -> starts_with(lower(f), x))");
  EXPECT_EQ(Where("*", ""),
            "any_match(ARRAY[" + Lines("a", "") + "], x -> starts_with(reverse(lower(f)), reverse(x)))");
  EXPECT_EQ(Where("*", "?b_*"),
            "any_match(ARRAY[" + Lines("%a", R"(_b\_%)") + R"(], x -> lower(f) LIKE x ESCAPE '\'))");
  EXPECT_EQ(Where("", ""), "lower(f) IN (" + Lines("a", "") + ")");
}

TEST(ManyValuesTest, CasedOnesKeepTheirCase) {
  EXPECT_EQ(Where("*", "*", kMany, true), "any_match(ARRAY[" + Lines("A", "") + "], x -> strpos(f, x) > 0)");
  RuleBuilder builder;
  const auto f = builder.Field("f");
  auto nodes = Matches(&builder, f, "*", "*", 20);
  nodes.push_back(builder.Match(f, "*B*", true));
  builder.Or(nodes);
  EXPECT_THAT(builder.Where(), Not(HasSubstr("any_match")));
}

TEST(ManyValuesTest, AFewStayOperandsOfOr) {
  EXPECT_THAT(Where("*", "*", kMany - 1), Not(HasSubstr("any_match")));
  EXPECT_THAT(Where("*", "*", kMany - 1), StartsWith("lower(f) LIKE '%a100%'\n  OR lower(f) LIKE '%a101%'"));
}

// Twenty of one kind and twenty of another, on two fields, are no list.
TEST(ManyValuesTest, KindsAndFieldsCountApart) {
  RuleBuilder builder;
  std::vector<ir::NodeIndex> all;
  for (const char* field : {"f", "g"}) {
    const auto index = builder.Field(field);
    for (const auto& [before, after] : {std::pair("*", "*"), std::pair("*", ""), std::pair("", "*")}) {
      for (const ir::NodeIndex node : Matches(&builder, index, before, after, kMany - 1)) all.push_back(node);
    }
  }
  builder.Or(all);
  EXPECT_THAT(builder.Where(), Not(HasSubstr("any_match")));
}

TEST(ManyValuesTest, TheListStandsWhereItsFirstPatternDoes) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  auto nodes = Matches(&builder, f, "*", "*");
  nodes.insert(nodes.begin(), builder.Match(builder.Field("g"), "1*"));
  nodes.insert(nodes.begin() + 5, builder.Match(f, "2*"));
  builder.Or(nodes);
  EXPECT_EQ(builder.Where(), "g LIKE '1%'\n  OR any_match(ARRAY[" + Lines("a", "") +
                                 "], x -> strpos(lower(f), x) > 0)\n  OR f LIKE '2%'");
}

// strpos(NULL, x) is NULL for each x, and so is any_match: the condition is to be made total.
TEST(ManyValuesTest, NegatedListsAreTotal) {
  RuleBuilder builder;
  builder.Not(builder.Or(Matches(&builder, builder.Field("f"), "*", "*")));
  EXPECT_THAT(builder.Where(), StartsWith("NOT COALESCE(\n    any_match(ARRAY[\n      'a100',"));
  EXPECT_THAT(builder.Where(), HasSubstr("], x -> strpos(lower(f), x) > 0),\n    FALSE\n  )"));
}

TEST(ManyValuesTest, InsideAnArrayTheParameterHasANameOfItsOwn) {
  RuleBuilder builder;
  const auto arn = builder.Field("resources[].x", FieldType::kText);
  builder.Or(Matches(&builder, arn, "*", "*"));
  EXPECT_THAT(builder.Where(), HasSubstr("x -> any_match(ARRAY["));
  EXPECT_THAT(builder.Where(), HasSubstr("x2 -> strpos(lower(x.x), x2) > 0)"));
  builder.Or(Matches(&builder, builder.Field("X"), "*", "*"));
  EXPECT_THAT(builder.Where(), HasSubstr("x2 -> strpos(lower(X), x2) > 0)"));
}

// Letters outside ASCII that have two cases are left to regexes.
TEST(ManyValuesTest, LettersThatLowerCaseDoesNotSettleStayOut) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  auto nodes = Matches(&builder, f, "*", "*");
  nodes.push_back(builder.Match(f, "*\xC3\x89*"));
  nodes.push_back(builder.Match(f, "*\xE4\xB8\xAD*"));  // no case in Han
  builder.Or(nodes);
  const std::string where = builder.Where();
  EXPECT_THAT(where, HasSubstr("    '\xE4\xB8\xAD'\n  ], x -> strpos(lower(f), x) > 0)"));
  EXPECT_THAT(where, HasSubstr("\n  OR regexp_like(f, '[\xC3\x89\xC3\xA9]')"));
}

TEST(ManyValuesTest, NetworksOfAFamilyShareTheTestForIt) {
  RuleBuilder builder;
  builder.Or({builder.Network("f", "10.0.0.0", 8), builder.Network("f", "fc00::", 7),
              builder.Network("f", "127.0.0.0", 8), builder.Network("g", "10.0.0.0", 8), builder.Match("f", "*")});
  EXPECT_EQ(builder.Where(), R"((
    regexp_like(f, '^[0-9.]+\z')
    AND any_match(ARRAY['10.0.0.0/8', '127.0.0.0/8'], x -> contains(x, TRY_CAST(f AS IPADDRESS)))
  )
  OR (
    regexp_like(f, '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\z')
    AND contains('fc00::/7', TRY_CAST(f AS IPADDRESS))
  )
  OR (regexp_like(g, '^[0-9.]+\z') AND contains('10.0.0.0/8', TRY_CAST(g AS IPADDRESS)))
  OR f IS NOT NULL)");
}

TEST(ManyValuesTest, ThousandsFit) {
  const std::string where = Where("*", "*", 5000);
  EXPECT_THAT(where, StartsWith("any_match(ARRAY["));
  EXPECT_LT(where.size(), 5000U * 14);
}

}  // namespace
}  // namespace sigmatic::athena
