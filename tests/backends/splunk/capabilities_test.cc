// What is refused, and what is said about it.
#include "backends/splunk/capabilities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

auto IsRefused(std::string_view fragment) {
  return AllOf(StartsWith("refused: "), HasSubstr(std::string(fragment)), Not(HasSubstr("(no hint)")));
}

TEST(CapabilitiesTest, RefusesEveryLeafOnWhatSplunkDoesNotExtract) {
  for (const fields::FieldType type :
       {fields::FieldType::kObject, fields::FieldType::kJson, fields::FieldType::kFlattened}) {
    const auto check = [type](const auto& add) {
      RuleBuilder rule;
      rule.Field("f", type);
      add(rule);
      EXPECT_THAT(rule.Compile(), IsRefused("`f`")) << fields::Name(type);
    };
    check([](RuleBuilder& rule) { rule.Match("f", "x"); });
    check([](RuleBuilder& rule) { rule.Match("f", "*x*"); });
    check([](RuleBuilder& rule) { rule.Match("f", Text("")); });
    check([](RuleBuilder& rule) { rule.Regex("f", "x"); });
    check([](RuleBuilder& rule) { rule.Number("f", "1"); });
    check([](RuleBuilder& rule) { rule.Boolean("f", true); });
    check([](RuleBuilder& rule) { rule.Null("f"); });
    check([](RuleBuilder& rule) { rule.Exists("f"); });
    check([](RuleBuilder& rule) { rule.Compare("f", ir::Comparison::kLess, "1"); });
    check([](RuleBuilder& rule) { rule.Network("f", ir::Network{false, {10}, 8}); });
    check([](RuleBuilder& rule) { rule.Network("f", ir::Network{true, {0xFE, 0x80}, 10}); });
    check([](RuleBuilder& rule) { rule.Relate("f", ir::FieldRelation::kEquals, "g"); });
    check([](RuleBuilder& rule) { rule.Relate("g", ir::FieldRelation::kStartsWith, "f"); });
    check([](RuleBuilder& rule) { rule.Time("f", ir::TimePart::kHour, ir::TimeComparison::kEqual, 1); });
  }
}

TEST(CapabilitiesTest, AcceptsEveryExtractedType) {
  for (const fields::FieldType type : {fields::FieldType::kText, fields::FieldType::kNumber,
                                       fields::FieldType::kBoolean, fields::FieldType::kAddress}) {
    RuleBuilder rule;
    rule.Field("f", type);
    rule.Match("f", "x");
    EXPECT_EQ(rule.Compile(), R"(f="x")") << fields::Name(type);
  }
}

TEST(CapabilitiesTest, RefusesTheTextNull) {
  for (const std::string text : {"null", "NULL"}) {
    RuleBuilder rule;
    rule.Match("f", text);
    EXPECT_THAT(rule.Compile(), IsRefused("JSON's null"));
  }
  RuleBuilder cased;
  cased.Match("f", "null", true);
  EXPECT_THAT(cased.Compile(), IsRefused("JSON's null"));
}

TEST(CapabilitiesTest, RefusesNumbersBeyondDoubles) {
  RuleBuilder longest;
  longest.Compare("f", ir::Comparison::kLess, "999999999999999");
  EXPECT_THAT(longest.Compile(), HasSubstr("<999999999999999"));
  for (const std::string number : {"9007199254740993", "0.1234567890123456", "1e15", "1e99999"}) {
    RuleBuilder rule;
    rule.Compare("f", ir::Comparison::kLess, number);
    EXPECT_THAT(rule.Compile(), IsRefused("doubles")) << number;
  }
}

TEST(CapabilitiesTest, RefusesNamesThatCannotBeQuoted) {
  for (const std::string name : {"a'b", "a\"b", "a\\b", "a*b", "a\nb", "a`b", " a", "a "}) {
    RuleBuilder rule;
    rule.Match(name, "x");
    EXPECT_THAT(rule.Compile(), IsRefused("field name")) << name;
  }
  RuleBuilder second;
  second.Relate("f", ir::FieldRelation::kEquals, "a'b");
  EXPECT_THAT(second.Compile(), IsRefused("`a'b`"));
}

TEST(CapabilitiesTest, RefusesOneFieldInsideAnother) {
  RuleBuilder rule;
  rule.Relate("f", ir::FieldRelation::kContains, "g");
  EXPECT_THAT(rule.Compile(), IsRefused("`g` in `f`"));
}

TEST(CapabilitiesTest, RefusesRelationsOfFieldsWithSeveralValues) {
  RuleBuilder left;
  left.Relate("a[].f", ir::FieldRelation::kEquals, "g");
  EXPECT_THAT(left.Compile(), IsRefused("`a.f`"));
  RuleBuilder right;
  right.Relate("g", ir::FieldRelation::kEndsWith, "a[].f");
  EXPECT_THAT(right.Compile(), IsRefused("`a.f`"));
  RuleBuilder time;
  time.Time("a[]", ir::TimePart::kDay, ir::TimeComparison::kEqual, 1);
  EXPECT_THAT(time.Compile(), IsRefused("several values"));
}

TEST(CapabilitiesTest, RefusesKeywordsWithoutAPlaceToLook) {
  RuleBuilder rule;
  rule.Keyword("*x*");
  rule.rule().map_name = "cloudtrail";
  EXPECT_THAT(rule.Compile(), IsRefused("`cloudtrail`"));
  RuleBuilder regex;
  regex.Add(ir::KeywordRegex{MakeRegex("x")});
  EXPECT_THAT(regex.Compile(), IsRefused("keywords"));
}

TEST(CapabilitiesTest, ReportsEveryFault) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "null");
  const auto b = rule.Compare("g", ir::Comparison::kLess, "1e20");
  const auto c = rule.Keyword("*x*");
  rule.Or({a, b, c});
  const std::string messages = rule.Compile();
  EXPECT_THAT(messages, HasSubstr("JSON's null"));
  EXPECT_THAT(messages, HasSubstr("doubles"));
  EXPECT_THAT(messages, HasSubstr("keywords"));
}

}  // namespace
}  // namespace sigmatic::splunk
