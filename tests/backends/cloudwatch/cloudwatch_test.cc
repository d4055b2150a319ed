#include "backends/cloudwatch/cloudwatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/base/unicode.h"
#include "tests/backends/cloudwatch/rule_builder.h"

namespace sigmatic::cloudwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

base::Decimal Number(std::string_view text) { return base::Decimal::Parse(text).value(); }

TEST(CloudWatchTest, WritesOneFilterForEachOperandOfAnAnd) {
  RuleBuilder rule;
  const auto name = rule.Match("eventName", "ConsoleLogin");
  const auto type = rule.Match("userIdentity.type", "Root");
  const auto service = rule.Match("eventType", "AwsServiceEvent");
  rule.And({name, type, rule.Not(service)});
  EXPECT_EQ(rule.Compile(),
            "fields @timestamp, @message\n"
            "| filter eventName like /(?i)^ConsoleLogin$/\n"
            "| filter userIdentity.type like /(?i)^Root$/\n"
            "| filter not (ispresent(eventType) and eventType like /(?i)^AwsServiceEvent$/)\n"
            "| sort @timestamp desc\n"
            "| limit 10000");
}

TEST(CloudWatchTest, ComparesStrings) {
  RuleBuilder rule;
  rule.Match("f", "*a?b");
  EXPECT_EQ(rule.Filter(), R"(f like /(?i)a[\s\S]b$/)");
  rule.Match("f", "Value", true);
  EXPECT_EQ(rule.Filter(), "f like /^Value$/");
}

TEST(CloudWatchTest, GuardsTheEmptyStringForMissingFieldsMightPassForIt) {
  RuleBuilder rule;
  rule.Match("f", "");
  EXPECT_EQ(rule.Filter(), "ispresent(f) and f like /^$/");
}

TEST(CloudWatchTest, ALoneWildcardMeansPresence) {
  RuleBuilder rule;
  rule.Match("f", "*");
  EXPECT_EQ(rule.Filter(), "ispresent(f)");
  rule.Or({rule.Match("f", "a"), rule.Match("f", "*")});
  EXPECT_EQ(rule.Filter(), "ispresent(f)");
  rule.Not(rule.Match("f", "*"));
  EXPECT_EQ(rule.Filter(), "not ispresent(f)");
}

TEST(CloudWatchTest, GathersTheValuesOfAFieldIntoOneExpression) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "a");
  const auto other = rule.Match("g", "x");
  const auto b = rule.Match("f", "*b*");
  const auto cased = rule.Match("f", "C", true);
  const auto number = rule.Add(ir::NumberEquals{rule.Field("f"), Number("5"), "5"});
  const auto boolean = rule.Add(ir::BooleanEquals{rule.Field("g"), true});
  const auto null = rule.Null("f");
  rule.Or({a, other, b, cased, number, boolean, null});
  EXPECT_EQ(rule.Filter(), "f like /(?i)(^(a|5)$|b)/ or g like /(?i)^(x|true)$/ or f like /^C$/ or not ispresent(f)");
}

TEST(CloudWatchTest, KeepsValuesThatMustAllMatchApart) {
  RuleBuilder rule;
  rule.Not(rule.And({rule.Match("f", "*a*"), rule.Match("f", "*b*")}));
  EXPECT_EQ(rule.Filter(), "not (ispresent(f) and f like /(?i)a/ and f like /(?i)b/)");
}

TEST(CloudWatchTest, ParenthesisesWhateverIsMixed) {
  RuleBuilder rule;
  const auto a = rule.Match("a", "1");
  const auto b = rule.Match("b", "2");
  const auto c = rule.Match("c", "3");
  const auto d = rule.Match("d", "4");
  rule.Or({rule.And({a, b}), rule.And({c, rule.Or({d, a})})});
  EXPECT_EQ(rule.Filter(), "(a like /^1$/ and b like /^2$/) or (c like /^3$/ and (d like /^4$/ or a like /^1$/))");
  rule.And({a, rule.Or({b, c})});
  EXPECT_EQ(rule.Filter(), "a like /^1$/\n| filter b like /^2$/ or c like /^3$/");
  rule.Not(rule.Or({a, b}));
  EXPECT_EQ(rule.Filter(), "not ((ispresent(a) and a like /^1$/) or (ispresent(b) and b like /^2$/))");
}

TEST(CloudWatchTest, GuardsEveryTestBelowANotHoweverDeep) {
  RuleBuilder rule;
  const auto a = rule.Match("a", "1");
  const auto b = rule.Match("b", "2");
  rule.Not(rule.And({a, rule.Not(b)}));
  EXPECT_EQ(rule.Filter(), "not (ispresent(a) and a like /^1$/ and not (ispresent(b) and b like /^2$/))");
  rule.Not(rule.Not(a));
  EXPECT_EQ(rule.Filter(), "ispresent(a) and a like /^1$/");
  rule.And({b, rule.Not(rule.Null("a"))});
  EXPECT_EQ(rule.Filter(), "b like /^2$/\n| filter ispresent(a)");
  rule.Not(rule.Not(rule.Not(a)));
  EXPECT_EQ(rule.Filter(), "not (ispresent(a) and a like /^1$/)");
}

TEST(CloudWatchTest, SharesTheGuardOfTestsOnOneField) {
  RuleBuilder rule;
  ir::Network network;
  network.address = {10};
  network.prefix_length = 8;
  rule.Not(rule.Or({rule.Add(ir::InNetwork{rule.Field("ip"), network}), rule.Match("g", "1"), rule.Match("ip", "::1"),
                    rule.Regex("ip", "x+")}));
  EXPECT_EQ(rule.Filter(),
            "not (\n"
            "    (ispresent(ip) and (isIpv4InSubnet(ip, \"10.0.0.0/8\") or ip like /^::1$/ or ip like /x+/))\n"
            "    or (ispresent(g) and g like /^1$/)\n)");
}

TEST(CloudWatchTest, GuardsOnlyBelowTheNot) {
  RuleBuilder rule;
  const auto a = rule.Match("a", "1");
  rule.Or({a, rule.Not(a)});
  EXPECT_EQ(rule.Filter(), "a like /^1$/ or not (ispresent(a) and a like /^1$/)");
}

TEST(CloudWatchTest, ComparesNumbersAndBooleansAsText) {
  RuleBuilder rule;
  rule.Add(ir::NumberEquals{rule.Field("f"), Number("-1.50"), "-1.50"});
  EXPECT_EQ(rule.Filter(), R"(f like /^-1\.50$/)");
  rule.Add(ir::BooleanEquals{rule.Field("f"), false});
  EXPECT_EQ(rule.Filter(), "f like /(?i)^false$/");
}

TEST(CloudWatchTest, TypesOfTheFieldMapMakeNoDifferenceToValues) {
  for (const auto type : {fields::FieldType::kText, fields::FieldType::kNumber, fields::FieldType::kBoolean,
                          fields::FieldType::kAddress}) {
    RuleBuilder rule;
    rule.Add(ir::NumberEquals{rule.Field("f", type), Number("5"), "5"});
    EXPECT_EQ(rule.Filter(), "f like /^5$/");
    rule.Match("f", "v");
    EXPECT_EQ(rule.Filter(), "f like /(?i)^v$/");
  }
}

TEST(CloudWatchTest, OrdersOnlyWhatIsANumber) {
  constexpr std::string_view kGuard = R"(f like /^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/)";
  RuleBuilder rule;
  const auto compare = [&rule](ir::Comparison comparison, std::string_view number) {
    return rule.Add(ir::NumberCompare{rule.Field("f"), comparison, Number(number)});
  };
  compare(ir::Comparison::kLess, "5");
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + " and f < 5");
  compare(ir::Comparison::kLessOrEqual, "-0.5");
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + " and f <= -0.5");
  compare(ir::Comparison::kGreater, "1e3");
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + " and f > 1000");
  compare(ir::Comparison::kGreaterOrEqual, "0");
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + " and f >= 0");
  rule.Not(compare(ir::Comparison::kLess, "5"));
  EXPECT_EQ(rule.Filter(), "not (ispresent(f) and " + std::string(kGuard) + " and f < 5)");
  rule.Or({rule.Match("g", "1"), compare(ir::Comparison::kLess, "5")});
  EXPECT_EQ(rule.Filter(), "g like /^1$/ or (" + std::string(kGuard) + " and f < 5)");
}

TEST(CloudWatchTest, TestsPresence) {
  RuleBuilder rule;
  rule.Null("f");
  EXPECT_EQ(rule.Filter(), "not ispresent(f)");
  rule.Exists("f");
  EXPECT_EQ(rule.Filter(), "ispresent(f)");
  rule.Not(rule.Exists("f"));
  EXPECT_EQ(rule.Filter(), "not ispresent(f)");
}

TEST(CloudWatchTest, UsesTheFunctionOfTheNetworksFamily) {
  RuleBuilder rule;
  ir::Network v4;
  v4.address = {10};
  v4.prefix_length = 8;
  rule.Add(ir::InNetwork{rule.Field("ip", fields::FieldType::kAddress), v4});
  EXPECT_EQ(rule.Filter(), "isIpv4InSubnet(ip, \"10.0.0.0/8\")");
  rule.Not(rule.Add(ir::InNetwork{rule.Field("ip"), v4}));
  EXPECT_EQ(rule.Filter(), "not (ispresent(ip) and isIpv4InSubnet(ip, \"10.0.0.0/8\"))");
  ir::Network v6;
  v6.v6 = true;
  v6.address = {0xFE, 0x80};
  v6.prefix_length = 10;
  rule.Add(ir::InNetwork{rule.Field("ip"), v6});
  EXPECT_EQ(rule.Filter(), "isIpv6InSubnet(ip, \"fe80::/10\")");
}

TEST(CloudWatchTest, ComparesFieldsOnlyWhenBothArePresent) {
  RuleBuilder rule;
  const auto compare = [&rule](ir::FieldRelation relation, bool cased) {
    return rule.Add(ir::FieldCompare{rule.Field("f"), rule.Field("g"), relation, cased});
  };
  constexpr std::string_view kGuard = "ispresent(f) and ispresent(g) and ";
  compare(ir::FieldRelation::kEquals, false);
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + "tolower(f) = tolower(g)");
  compare(ir::FieldRelation::kEquals, true);
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + "concat(f, \"\") = concat(g, \"\")");
  compare(ir::FieldRelation::kContains, false);
  EXPECT_EQ(rule.Filter(), std::string(kGuard) + "strcontains(tolower(f), tolower(g)) = 1");
  compare(ir::FieldRelation::kStartsWith, false);
  EXPECT_EQ(rule.Filter(),
            "ispresent(f)\n    and ispresent(g)\n    and strlen(tolower(f)) >= strlen(tolower(g))\n"
            "    and substr(tolower(f), 0, strlen(tolower(g))) = tolower(g)");
  compare(ir::FieldRelation::kEndsWith, true);
  EXPECT_EQ(rule.Filter(),
            "ispresent(f)\n    and ispresent(g)\n    and strlen(concat(f, \"\")) >= strlen(concat(g, \"\"))\n"
            "    and substr(concat(f, \"\"), strlen(concat(f, \"\")) - strlen(concat(g, \"\"))) = concat(g, \"\")");
  rule.Not(compare(ir::FieldRelation::kEquals, false));
  EXPECT_EQ(rule.Filter(), "not (" + std::string(kGuard) + "tolower(f) = tolower(g))");
}

TEST(CloudWatchTest, WritesRegularExpressionsInDocumentedTermsOnly) {
  RuleBuilder rule;
  const auto filter = [&rule](std::string_view expression, bool ignore_case = false) {
    rule.Regex("f", expression, regex::Flags{ignore_case, false, false});
    return rule.Filter();
  };
  EXPECT_EQ(filter("ab+c"), "f like /ab+c/");
  EXPECT_EQ(filter("ab+c", true), "f like /(?i)ab+c/");
  EXPECT_EQ(filter("a.c"), R"(f like /a[^\n]c/)");
  EXPECT_EQ(filter(R"(a\d{2,3}\/#)"), R"(f like /a[0-9]{2,3}\/\x23/)");
  EXPECT_EQ(filter("^(?:a|bc)+$"), "f like /^(a|bc)+$/");
  EXPECT_EQ(filter(R"(\Aa\z)"), "f like /^a$/");
  EXPECT_EQ(filter("(^a|b)c"), "f like /(^a|b)c/");
  EXPECT_EQ(filter(R"([\]\-^&/x])"), R"(f like /[\&\-\/\]\^x]/)");
  EXPECT_EQ(filter(R"(a\\)"), R"(f like /a\x5C/)");
  EXPECT_EQ(filter(R"(a\x00)"), R"(f like /a\x00/)");
  EXPECT_EQ(filter("a+?b"), "f like /a+b/");
}

TEST(CloudWatchTest, GuardsExpressionsThatTheEmptyTextPasses) {
  RuleBuilder rule;
  rule.Regex("f", "a*");
  EXPECT_EQ(rule.Filter(), "ispresent(f) and f like /a*/");
  rule.Regex("f", "^$");
  EXPECT_EQ(rule.Filter(), "ispresent(f) and f like /^$/");
  rule.Or({rule.Match("g", "1"), rule.Regex("f", "a*")});
  EXPECT_EQ(rule.Filter(), "g like /^1$/ or (ispresent(f) and f like /a*/)");
}

TEST(CloudWatchTest, SearchesTheEventWhereTheMapSaysItIsText) {
  RuleBuilder rule;
  rule.rule().keyword_text = {{"@message", false}};
  rule.Keyword("*foo bar*");
  EXPECT_EQ(rule.Filter(), "@message like /(?i)foo bar/");
  rule.Or({rule.Keyword("*1*"), rule.Keyword("*2*")});
  EXPECT_EQ(rule.Filter(), "@message like /(1|2)/");
  rule.KeywordRegex("fo+");
  EXPECT_EQ(rule.Filter(), "@message like /fo+/");
}

TEST(CloudWatchTest, WritesConstantsByWhatEveryEventHas) {
  RuleBuilder rule;
  const auto always = rule.Add(ir::Constant{true});
  EXPECT_EQ(rule.Filter(), "ispresent(@message)");
  rule.Add(ir::Constant{false});
  EXPECT_EQ(rule.Filter(), "not ispresent(@message)");
  rule.Not(always);
  EXPECT_EQ(rule.Filter(), "not ispresent(@message)");
  rule.And({});
  EXPECT_EQ(rule.Filter(), "ispresent(@message)");
  rule.Or({});
  EXPECT_EQ(rule.Filter(), "not ispresent(@message)");
}

TEST(CloudWatchTest, BreaksLongFilters) {
  RuleBuilder rule;
  const std::string long_value(40, '1');
  const auto a = rule.Match("aaaaaaaaaa", long_value);
  const auto b = rule.Match("bbbbbbbbbb", long_value);
  const auto c = rule.Match("c", "3");
  rule.Or({rule.And({a, b}), c});
  EXPECT_EQ(rule.Filter(), "(\n        aaaaaaaaaa like /^" + long_value + "$/\n        and bbbbbbbbbb like /^" +
                               long_value + "$/\n    )\n    or c like /^3$/");
}

TEST(CloudWatchTest, TakesWhatJustFitsWithoutLineBreaks) {
  // Just below the limit on one line, above it when each alternative has a line of its own.
  RuleBuilder rule;
  std::vector<ir::NodeIndex> operands;
  std::size_t width = 0;
  for (int i = 0; width < 9700; ++i) {
    const std::string digits = std::to_string(1000 + i);
    operands.push_back(rule.And({rule.Match("a", digits), rule.Match("b", digits)}));
    width += std::string("(a like /^1000$/ and b like /^1000$/) or ").size();
  }
  rule.Or(operands);
  const std::string query = rule.Compile();
  EXPECT_THAT(query, StartsWith("fields @timestamp, @message\n| filter (a like /^1000$/ and b like /^1000$/) or (a "));
  EXPECT_LE(query.size(), kMaxQueryCharacters);
  EXPECT_GT(query.size() + 4 * operands.size(), kMaxQueryCharacters);
}

TEST(CloudWatchTest, CountsCharactersNotBytes) {
  RuleBuilder rule;
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "日";  // 12,000 bytes
  rule.Match("f", text);
  EXPECT_THAT(rule.Refusals(), IsEmpty());
}

TEST(CloudWatchTest, CountsCharactersBeyondTheBasicPlaneTwice) {
  RuleBuilder rule;
  std::string text;
  for (int i = 0; i < 6000; ++i) text += "😀";
  rule.Match("f", text);
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("longer than")));
}

TEST(CloudWatchTest, RefusesWhatIsTooLong) {
  RuleBuilder rule;
  rule.Match("f", std::string(kMaxQueryCharacters, '1'));
  EXPECT_THAT(rule.Refusals(),
              ElementsAre("the query is longer than the 10000 characters that CloudWatch Logs Insights accepts"));
}

TEST(CloudWatchTest, RefusesWhatWouldExplodeBeforeItDoes) {
  // Each level holds the one below twice: 2^60 leaves when written out.
  RuleBuilder rule;
  ir::NodeIndex node = rule.Match("f", "1");
  for (int i = 0; i < 60; ++i) node = i % 2 == 0 ? rule.And({node, node}) : rule.Or({node, node});
  EXPECT_THAT(rule.Refusals(), ElementsAre(HasSubstr("longer than")));
}

TEST(CloudWatchTest, DescribesItself) {
  const backends::TargetInfo& info = CloudWatchBackend().info();
  EXPECT_EQ(info.name, "cloudwatch");
  EXPECT_EQ(info.extension, "cwli");
  EXPECT_THAT(std::string(info.projection), Not(IsEmpty()));
  EXPECT_EQ(info.source_keys.size(), 1U);
}

}  // namespace
}  // namespace sigmatic::cloudwatch
