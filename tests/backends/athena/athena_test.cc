// What each construct becomes on each type of field. Expected texts were checked on Trino 483 for what they match.
#include "backends/athena/athena.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "backends/athena/capabilities.h"
#include "tests/backends/athena/rule_builder.h"

namespace sigmatic::athena {
namespace {

using fields::FieldType;
using ::testing::HasSubstr;

std::string WhereMatch(std::string_view pattern, bool cased = false) {
  RuleBuilder builder;
  builder.Match(builder.Field("f"), pattern, cased);
  return builder.Where();
}

TEST(AthenaTest, Info) {
  const backends::TargetInfo& info = AthenaBackend().info();
  EXPECT_EQ(info.name, "athena");
  EXPECT_EQ(info.extension, "sql");
  EXPECT_EQ(info.source_keys.size(), 3U);
  EXPECT_FALSE(info.projection.empty());
}

TEST(AthenaTest, QueryHasTheTableOfTheMap) {
  RuleBuilder builder;
  builder.Match(builder.Field("f"), "v");
  EXPECT_EQ(builder.Compile(), "SELECT *\nFROM events\nWHERE lower(f) = 'v'");
  builder.rule().source = {{"table", "Order"}, {"database", "my-db"}, {"catalog", "awsdatacatalog"}};
  EXPECT_EQ(builder.Compile(), "SELECT *\nFROM awsdatacatalog.\"my-db\".\"Order\"\nWHERE lower(f) = 'v'");
}

TEST(AthenaTest, TableIsNeeded) {
  RuleBuilder builder;
  builder.Match(builder.Field("f"), "v");
  builder.rule().source = {};
  EXPECT_THAT(builder.Compile(), HasSubstr("`test` names no `table`"));
  builder.rule().source = {{"table", "t"}, {"catalog", "c"}};
  EXPECT_THAT(builder.Compile(), HasSubstr("`test` names no `database`"));
}

TEST(AthenaTest, StringEquals) {
  EXPECT_EQ(WhereMatch("Value"), "lower(f) = 'value'");
  EXPECT_EQ(WhereMatch("Value", true), "f = 'Value'");
  EXPECT_EQ(WhereMatch(""), "f = ''");
}

TEST(AthenaTest, LettersDecideWhetherCaseMatters) {
  EXPECT_EQ(WhereMatch("0.0.0.0/0"), "f = '0.0.0.0/0'");
  EXPECT_EQ(WhereMatch("\xE4\xB8\xAD"), "f = '\xE4\xB8\xAD'");  // no case in Han
  EXPECT_EQ(WhereMatch("a\xE4\xB8\xAD"), "lower(f) = 'a\xE4\xB8\xAD'");
  EXPECT_EQ(WhereMatch("\xC3\x89"), "regexp_like(f, '^[\xC3\x89\xC3\xA9]\\z')");  // E with acute, both cases
  EXPECT_EQ(WhereMatch("\xC3\x89", true), "f = '\xC3\x89'");
  // U+0130 has no other case in simple folding, but lower() makes an i of it.
  EXPECT_EQ(WhereMatch("\xC4\xB0"), "regexp_like(f, '^\xC4\xB0\\z')");
}

TEST(AthenaTest, Wildcards) {
  EXPECT_EQ(WhereMatch("Ab*"), "lower(f) LIKE 'ab%'");
  EXPECT_EQ(WhereMatch("*a?b*"), "lower(f) LIKE '%a_b%'");
  EXPECT_EQ(WhereMatch("A*", true), "f LIKE 'A%'");
  EXPECT_EQ(WhereMatch("10.*"), "f LIKE '10.%'");
  EXPECT_EQ(WhereMatch("*"), "f IS NOT NULL");
  EXPECT_EQ(WhereMatch("?*"), "f LIKE '_%'");
  EXPECT_EQ(WhereMatch("a\\*b*"), "lower(f) LIKE 'a*b%'");
  EXPECT_EQ(WhereMatch("a\\*b"), "lower(f) = 'a*b'");
}

TEST(AthenaTest, OnlyPatternsWithTheirWildcardsNeedAnEscape) {
  EXPECT_EQ(WhereMatch("50%"), "f = '50%'");
  EXPECT_EQ(WhereMatch("50%*"), R"(f LIKE '50\%%' ESCAPE '\')");
  EXPECT_EQ(WhereMatch("a_b*"), R"(lower(f) LIKE 'a\_b%' ESCAPE '\')");
  EXPECT_EQ(WhereMatch("c:\\a*"), R"(lower(f) LIKE 'c:\a%')");
  EXPECT_EQ(WhereMatch("c:\\a_*"), R"(lower(f) LIKE 'c:\\a\_%' ESCAPE '\')");
}

TEST(AthenaTest, Lists) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  const auto g = builder.Field("g");
  builder.Or({builder.Match(f, "A"), builder.Match(g, "x"), builder.Match(f, "5"), builder.Match(f, "c*"),
              builder.Number(f, "7"), builder.Match(f, "D", true)});
  EXPECT_EQ(builder.Where(), "lower(f) IN ('a', '5', '7')\n  OR lower(g) = 'x'\n  OR lower(f) LIKE 'c%'\n  OR f = 'D'");
}

TEST(AthenaTest, ListsWithoutLettersAndCasedLists) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  builder.Or({builder.Match(f, "1"), builder.Match(f, "2")});
  EXPECT_EQ(builder.Where(), "f IN ('1', '2')");
  builder.Or({builder.Match(f, "A", true), builder.Match(f, "b", true)});
  EXPECT_EQ(builder.Where(), "f IN ('A', 'b')");
}

TEST(AthenaTest, NumberEquals) {
  RuleBuilder builder;
  builder.Number(builder.Field("f"), "5.0");
  EXPECT_EQ(builder.Where(), "f = '5.0'");
  builder.Number(builder.Field("n", FieldType::kNumber), "5.0");
  EXPECT_EQ(builder.Where(), "n = 5");
}

TEST(AthenaTest, NumbersOnANumberAreNoTextList) {
  RuleBuilder builder;
  const auto n = builder.Field("n", FieldType::kNumber);
  builder.Or({builder.Number(n, "1"), builder.Number(n, "2")});
  EXPECT_EQ(builder.Where(), "n = 1\n  OR n = 2");
}

TEST(AthenaTest, BooleanEquals) {
  RuleBuilder builder;
  builder.Add(ir::BooleanEquals{builder.Field("f"), true});
  EXPECT_EQ(builder.Where(), "lower(f) = 'true'");
  builder.Add(ir::BooleanEquals{builder.Field("b", FieldType::kBoolean), false});
  EXPECT_EQ(builder.Where(), "b = FALSE");
}

TEST(AthenaTest, NumberCompare) {
  RuleBuilder builder;
  builder.Compare(builder.Field("f"), ir::Comparison::kGreater, "5");
  EXPECT_EQ(builder.Where(),
            "regexp_like(f, '^-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?\\z')\n"
            "  AND COALESCE(TRY_CAST(f AS DECIMAL(38, 18)) > 5, TRY_CAST(f AS DOUBLE) > 5)");
  builder.Compare(builder.Field("n", FieldType::kNumber), ir::Comparison::kLessOrEqual, "-1.50");
  EXPECT_EQ(builder.Where(), "n <= -1.5");
}

TEST(AthenaTest, NullAndExists) {
  for (const FieldType type : {FieldType::kText, FieldType::kNumber, FieldType::kBoolean, FieldType::kAddress,
                               FieldType::kObject, FieldType::kJson}) {
    RuleBuilder builder;
    const auto f = builder.Field("s.f", type);
    builder.Add(ir::IsNull{f});
    EXPECT_EQ(builder.Where(), "s.f IS NULL");
    builder.Add(ir::Exists{f});
    EXPECT_EQ(builder.Where(), "s.f IS NOT NULL");
    builder.Not(builder.Add(ir::Exists{f}));
    EXPECT_EQ(builder.Where(), "s.f IS NULL");
  }
}

TEST(AthenaTest, Networks) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  ir::Network v4;
  v4.address = {10, 0, 0, 0};
  v4.prefix_length = 8;
  builder.Add(ir::InNetwork{f, v4});
  EXPECT_EQ(builder.Where(), "regexp_like(f, '^[0-9.]+\\z')\n  AND contains('10.0.0.0/8', TRY_CAST(f AS IPADDRESS))");
  ir::Network v6;
  v6.v6 = true;
  v6.address = {0x20, 0x01, 0x0d, 0xb8};
  v6.prefix_length = 33;
  builder.Add(ir::InNetwork{f, v6});
  EXPECT_EQ(builder.Where(),
            "regexp_like(f, '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\\z')\n"
            "  AND contains('2001:db8::/33', TRY_CAST(f AS IPADDRESS))");
}

TEST(AthenaTest, FieldCompare) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  const auto g = builder.Field("g");
  const auto where = [&](ir::FieldRelation relation, bool cased) {
    builder.Add(ir::FieldCompare{f, g, relation, cased});
    return builder.Where();
  };
  EXPECT_EQ(where(ir::FieldRelation::kEquals, false), "lower(f) = lower(g)");
  EXPECT_EQ(where(ir::FieldRelation::kEquals, true), "f = g");
  EXPECT_EQ(where(ir::FieldRelation::kStartsWith, false), "starts_with(lower(f), lower(g))");
  EXPECT_EQ(where(ir::FieldRelation::kEndsWith, true), "starts_with(reverse(f), reverse(g))");
  EXPECT_EQ(where(ir::FieldRelation::kContains, false), "strpos(lower(f), lower(g)) > 0");
}

TEST(AthenaTest, TimeParts) {
  RuleBuilder builder;
  const auto f = builder.Field("t");
  builder.Add(ir::TimePartCompare{f, ir::TimePart::kHour, ir::TimeComparison::kLess, 6});
  EXPECT_EQ(
      builder.Where(),
      R"(COALESCE(hour(TRY_CAST(replace(regexp_extract(t, '^(\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d))"
      R"((?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?\z', 1), 'T', ' ') AS TIMESTAMP)), )"
      R"(hour(from_unixtime(TRY_CAST(regexp_extract(t, '^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z))', 1) AS BIGINT), )"
      R"('UTC'))) < 6)");
  builder.Add(ir::TimePartCompare{f, ir::TimePart::kWeek, ir::TimeComparison::kEqual, 53});
  EXPECT_THAT(builder.Where(), HasSubstr(R"(week(TRY_CAST(regexp_extract(t, '^(\d{4}-\d{2}-\d{2})(?:[T ])"));
  EXPECT_THAT(builder.Where(), HasSubstr(R"( 1) AS DATE)), week(from_unixtime()"));
}

TEST(AthenaTest, KeywordsLookIntoTheColumnThatTheMapNames) {
  RuleBuilder builder;
  builder.rule().keyword_text = Path("log.message");
  builder.Keyword("*Foo*");
  EXPECT_EQ(builder.Where(), "lower(log.message) LIKE '%foo%'");
}

TEST(AthenaTest, Constants) {
  RuleBuilder builder;
  builder.Add(ir::Constant{true});
  EXPECT_EQ(builder.Where(), "TRUE");
  builder.Add(ir::Constant{false});
  EXPECT_EQ(builder.Where(), "FALSE");
}

TEST(AthenaTest, NotTakesTotalConditionsOnly) {
  RuleBuilder builder;
  const auto f = builder.Field("f");
  const auto g = builder.Field("g");
  builder.Not(builder.Match(f, "v"));
  EXPECT_EQ(builder.Where(), "NOT COALESCE(lower(f) = 'v', FALSE)");
  builder.Not(builder.Or({builder.Match(f, "v"), builder.Match(g, "w*")}));
  EXPECT_EQ(builder.Where(), "NOT COALESCE(lower(f) = 'v' OR lower(g) LIKE 'w%', FALSE)");
  builder.Not(builder.Add(ir::IsNull{f}));
  EXPECT_EQ(builder.Where(), "f IS NOT NULL");
  builder.Not(builder.And({builder.Add(ir::IsNull{f}), builder.Not(builder.Match(g, "x"))}));
  EXPECT_EQ(builder.Where(), "NOT (f IS NULL AND NOT COALESCE(lower(g) = 'x', FALSE))");
  builder.Not(builder.Match(f, "*"));
  EXPECT_EQ(builder.Where(), "f IS NULL");
}

TEST(AthenaTest, TypedArrays) {
  RuleBuilder builder;
  const auto arn = builder.Field("resources[].arn");
  builder.Match(arn, "A*");
  EXPECT_EQ(builder.Where(), "any_match(resources, x -> lower(x.arn) LIKE 'a%')");
  builder.Or({builder.Match(arn, "a"), builder.Match(arn, "B"), builder.Match(arn, "c*")});
  EXPECT_EQ(builder.Where(), "any_match(resources, x -> lower(x.arn) IN ('a', 'b') OR lower(x.arn) LIKE 'c%')");
  builder.Add(ir::IsNull{arn});
  EXPECT_EQ(builder.Where(), "NOT COALESCE(any_match(resources, x -> x.arn IS NOT NULL), FALSE)");
  builder.Add(ir::Exists{arn});
  EXPECT_EQ(builder.Where(), "any_match(resources, x -> x.arn IS NOT NULL)");
}

TEST(AthenaTest, AllOfAnArrayIsOneLambdaEach) {
  RuleBuilder builder;
  const auto tags = builder.Field("tags[]");
  builder.And({builder.Match(tags, "a"), builder.Match(tags, "b")});
  EXPECT_EQ(builder.Where(), "any_match(tags, x -> lower(x) = 'a')\n  AND any_match(tags, x -> lower(x) = 'b')");
}

TEST(AthenaTest, AnEmptyArrayExists) {
  RuleBuilder builder;
  const auto resources = builder.Field("resources[]", FieldType::kObject);
  builder.Add(ir::Exists{resources});
  EXPECT_EQ(builder.Where(), "resources IS NOT NULL");
  builder.Add(ir::IsNull{resources});
  EXPECT_EQ(builder.Where(), "NOT COALESCE(any_match(resources, x -> x IS NOT NULL), FALSE)");
}

TEST(AthenaTest, NestedLambdasHaveNamesOfTheirOwn) {
  RuleBuilder builder;
  builder.Match(builder.Field("a[].b[].c"), "v");
  EXPECT_EQ(builder.Where(), "any_match(a, x -> any_match(x.b, x2 -> lower(x2.c) = 'v'))");
  builder.Add(ir::FieldCompare{builder.Field("p[]"), builder.Field("X"), ir::FieldRelation::kEquals, true});
  // A column named X must not be hidden by the parameter.
  EXPECT_EQ(builder.Where(), "any_match(p, x2 -> x2 = X)");
}

}  // namespace
}  // namespace sigmatic::athena
