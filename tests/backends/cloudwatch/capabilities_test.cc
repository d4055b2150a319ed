#include "backends/cloudwatch/capabilities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "backends/cloudwatch/cloudwatch.h"
#include "tests/backends/cloudwatch/rule_builder.h"

namespace sigmatic::cloudwatch {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

base::Decimal Number(std::string_view text) { return base::Decimal::Parse(text).value(); }

TEST(CapabilitiesTest, RefusesEveryComparisonOfAFieldWithoutAValue) {
  for (const auto type : {fields::FieldType::kObject, fields::FieldType::kJson, fields::FieldType::kFlattened}) {
    for (int construct = 0; construct < 12; ++construct) {
      RuleBuilder rule;
      const auto field = rule.Field("f", type);
      switch (construct) {
        case 0:
          rule.Match("f", "v");
          break;
        case 1:
          rule.Match("f", "");
          break;
        case 2:
          rule.Match("f", "v*");
          break;
        case 3:
          rule.Regex("f", "v");
          break;
        case 4:
          rule.Add(ir::NumberEquals{field, Number("1"), "1"});
          break;
        case 5:
          rule.Add(ir::BooleanEquals{field, true});
          break;
        case 6:
          rule.Add(ir::IsNull{field});
          break;
        case 7:
          rule.Add(ir::Exists{field});
          break;
        case 8:
          rule.Add(ir::NumberCompare{field, ir::Comparison::kLess, Number("1")});
          break;
        case 9:
          rule.Add(ir::InNetwork{field, {}});
          break;
        case 10:
          rule.Add(ir::FieldCompare{rule.Field("g"), field, ir::FieldRelation::kEquals});
          break;
        default:
          rule.Add(ir::FieldCompare{field, rule.Field("g"), ir::FieldRelation::kContains});
          break;
      }
      EXPECT_THAT(rule.Refusals(), ElementsAre(AllOf(HasSubstr("CloudWatch Logs Insights cannot express"),
                                                     HasSubstr("`f`"), HasSubstr("single values in an event"))))
          << "construct " << construct;
    }
  }
}

TEST(CapabilitiesTest, RefusesIpv6NetworksOnObjectsToo) {
  RuleBuilder rule;
  ir::Network v6;
  v6.v6 = true;
  rule.Add(ir::InNetwork{rule.Field("f", fields::FieldType::kObject), v6});
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("an IPv6 network")));
}

TEST(CapabilitiesTest, RefusesPartsOfTimes) {
  RuleBuilder rule;
  rule.Add(ir::TimePartCompare{rule.Field("eventTime"), ir::TimePart::kHour, ir::TimeComparison::kEqual, 5});
  EXPECT_THAT(rule.Refusals(), ElementsAre(AllOf(HasSubstr("a part of a time"), HasSubstr("`eventTime`"))));
}

TEST(CapabilitiesTest, RefusesLineAnchorsAndWordBoundaries) {
  RuleBuilder rule;
  rule.Regex("f", R"(\bfoo)");
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr(R"(documents no `\b`)")));
  rule.Regex("f", R"(foo\B)");
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("a word boundary")));
  rule.Regex("f", "(?m)^foo");
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("a line anchor")));
}

TEST(CapabilitiesTest, RefusesKeywordsWithoutATextToSearch) {
  RuleBuilder rule;
  const auto keyword = rule.Keyword("*foo*");
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("for a keyword: `@message` also holds the names")));
  rule.And({keyword, rule.KeywordRegex("fo+")});
  EXPECT_EQ(rule.Refusals().size(), 2U);
}

TEST(CapabilitiesTest, RefusesArraysOnceForEachField) {
  RuleBuilder rule;
  rule.Or({rule.Match("resources[].ARN", "a"), rule.Match("resources[].ARN", "b"), rule.Match("f", "c")});
  EXPECT_THAT(rule.Refusals(), ElementsAre(AllOf(HasSubstr("all elements of an array"), HasSubstr("`resources.0`"))));
}

TEST(CapabilitiesTest, ReportsAFieldWhereTheRuleFirstUsesIt) {
  RuleBuilder rule;
  const auto field = rule.Field("a[]");
  rule.Match("a[]", "1");
  base::Diagnostics diagnostics;
  EXPECT_FALSE(CloudWatchBackend().Compile(rule.rule(), diagnostics).ok());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all().front().span, rule.mapped(field).span);
}

TEST(CapabilitiesTest, ShowsHowToMapAFieldToOneElement) {
  RuleBuilder rule;
  rule.Match("resources[].ARN", "a");
  base::Diagnostics diagnostics;
  EXPECT_FALSE(CloudWatchBackend().Compile(rule.rule(), diagnostics).ok());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_THAT(diagnostics.all().front().hint, HasSubstr(": resources.0.ARN`"));
}

TEST(CapabilitiesTest, RefusesPlacesInsideJsonTexts) {
  RuleBuilder rule;
  const auto field = rule.Field("f");
  rule.mapped(field).json = {{"key", false}};
  rule.Match("f", "v");
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("inside a JSON text")));
}

TEST(CapabilitiesTest, RefusesNamesThatCannotBeWritten) {
  RuleBuilder rule;
  rule.Match("a`b", "v");
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("cannot name the field `a`b`")));
}

TEST(CapabilitiesTest, ComparesNumbersOfUpToFifteenSignificantDigits) {
  const auto refused = [](std::string_view number) {
    RuleBuilder rule;
    rule.Add(ir::NumberCompare{rule.Field("f"), ir::Comparison::kLess, Number(number)});
    return !rule.Refusals().empty();
  };
  EXPECT_FALSE(refused("0"));
  EXPECT_FALSE(refused("123456789012345"));
  EXPECT_FALSE(refused("12345678901234500000"));
  EXPECT_FALSE(refused("-0.00123456789012345"));
  EXPECT_FALSE(refused("1234567.89012345"));
  EXPECT_TRUE(refused("1234567890123456"));
  EXPECT_TRUE(refused("9007199254740993"));
  EXPECT_TRUE(refused("1234567.890123456"));
  EXPECT_TRUE(refused("1e40"));
}

TEST(CapabilitiesTest, ReportsEverythingInOneRun) {
  RuleBuilder rule;
  rule.And({rule.Match("a[]", "1"), rule.Regex("f", R"(\bx)"), rule.Keyword("*k*"), rule.Match("b", "ok")});
  EXPECT_EQ(rule.Refusals().size(), 3U);
}

TEST(CapabilitiesTest, EveryRowNamesAPageOfTheVendor) {
  for (const legalize::Capability& row : CloudWatch::kCapabilities) {
    EXPECT_TRUE(row.source.starts_with("https://docs.aws.amazon.com/")) << legalize::Title(row.construct);
  }
}

TEST(CapabilitiesTest, SecondaryConstructsDoNotRepeatARefusal) {
  RuleBuilder rule;
  rule.Field("f", fields::FieldType::kObject);
  rule.Match("f", "É?\\**", true);
  EXPECT_EQ(rule.Refusals().size(), 1U);
}

}  // namespace
}  // namespace sigmatic::cloudwatch
