// What goes to the `search` command, and how it looks there.
#include <gtest/gtest.h>

#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

std::string Search(std::string_view pattern) {
  RuleBuilder rule;
  rule.Match("f", pattern);
  return rule.Compile();
}

TEST(SearchTest, ComparesWholeValuesAndEnds) {
  EXPECT_EQ(Search("Root"), R"(f="Root")");
  EXPECT_EQ(Search("Root*"), R"(f="Root*")");
  EXPECT_EQ(Search("*Root"), R"(f="*Root")");
  EXPECT_EQ(Search("*Root*"), R"(f="*Root*")");
}

TEST(SearchTest, EscapesBackslashAndQuotationMark) {
  EXPECT_EQ(Search(R"(C:\Windows\)"), R"(f="C:\\Windows\\")");
  EXPECT_EQ(Search(R"(say "hi")"), R"(f="say \"hi\"")");
  EXPECT_EQ(Search(R"(\")"), R"(f="\\\"")");
}

TEST(SearchTest, KeepsWhatIsPlainBetweenQuotes) {
  EXPECT_EQ(Search("a|b [c] (d) $e$ 'f' ~!@#%^&=+;,<>/{}"), R"(f="a|b [c] (d) $e$ 'f' ~!@#%^&=+;,<>/{}")");
  EXPECT_EQ(Search(R"(a\?b)"), R"(f="a?b")") << "`?` is no wildcard in search";
  EXPECT_EQ(Search("* -enc *"), R"(f="* -enc *")");
  EXPECT_EQ(Search("0.0.0.0"), R"(f="0.0.0.0")");
  EXPECT_EQ(Search("10.0.*"), R"(f="10.0.*")");
}

TEST(SearchTest, WritesNumbersAndBooleans) {
  RuleBuilder number;
  number.Number("EventID", "4624");
  EXPECT_EQ(number.Compile(), "EventID=4624");
  RuleBuilder negative;
  negative.Number("n", "-1.50");
  EXPECT_EQ(negative.Compile(), R"(n="-1.50")");
  RuleBuilder boolean;
  boolean.Boolean("readOnly", false);
  EXPECT_EQ(boolean.Compile(), R"(readOnly="false")");
}

TEST(SearchTest, JoinsTheValuesOfOneFieldIntoALists) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "a");
  const auto other = rule.Match("g", "x");
  const auto b = rule.Match("f", "b*");
  const auto number = rule.Number("f", "5");
  rule.Or({a, other, b, number});
  EXPECT_EQ(rule.Compile(), R"((f IN ("a", "b*", 5) OR g="x"))");
}

TEST(SearchTest, AListAloneNeedsNoParentheses) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "a");
  const auto b = rule.Match("f", "b");
  rule.Or({a, b});
  EXPECT_EQ(rule.Compile(), R"(f IN ("a", "b"))");
}

TEST(SearchTest, NestsInParentheses) {
  RuleBuilder rule;
  const auto a = rule.Match("a", "1");
  const auto b = rule.Match("b", "2");
  const auto c = rule.Match("c", "3");
  const auto d = rule.Match("d", "4");
  const auto not_d = rule.Not(d);
  const auto both = rule.And({b, c});
  const auto either = rule.Or({both, not_d});
  const auto x = rule.Match("x", "5");
  const auto y = rule.Match("y", "6");
  const auto neither = rule.Not(rule.Or({x, y}));
  rule.And({a, either, neither});
  EXPECT_EQ(rule.Compile(), "a=1 ((b=2 AND c=3) OR NOT d=4) NOT (x=5 OR y=6)");
}

TEST(SearchTest, QuotesFieldNamesThatNeedIt) {
  RuleBuilder dotted;
  dotted.Match("userIdentity.type", "Root");
  EXPECT_EQ(dotted.Compile(), R"(userIdentity.type="Root")");
  RuleBuilder array;
  array.Match("resources[].ARN", "x");
  EXPECT_EQ(array.Compile(), R"(resources{}.ARN="x")");
  RuleBuilder dash;
  dash.Match("x-amz id", "x");
  EXPECT_EQ(dash.Compile(), R"("x-amz id"="x")");
  RuleBuilder digit;
  digit.Match("2fa", "x");
  EXPECT_EQ(digit.Compile(), R"("2fa"="x")");
}

TEST(SearchTest, PutsTheSourceFirst) {
  RuleBuilder rule;
  rule.Match("f", "a");
  rule.rule().source = {{"index", "*"}, {"sourcetype", "aws:cloudtrail"}};
  EXPECT_EQ(rule.Compile(), R"(index=* sourcetype="aws:cloudtrail" f="a")");
}

TEST(SearchTest, AlwaysIsTheSourceAlone) {
  RuleBuilder rule;
  rule.Add(ir::Constant{true});
  EXPECT_EQ(rule.Compile(), "*");
  rule.rule().source = {{"index", "main"}};
  EXPECT_EQ(rule.Compile(), "index=main");
}

TEST(SearchTest, BreaksLongQueriesIntoLines) {
  RuleBuilder rule;
  std::vector<ir::NodeIndex> names;
  for (const char* name : {"DeleteBucketPolicyOfTheAccount", "DeleteTrailOfTheAccount", "StopLoggingOfTheTrail",
                           "PutEventSelectorsOfTheTrail"}) {
    names.push_back(rule.Match("eventName", name));
  }
  const auto list = rule.Or(std::move(names));
  const auto source = rule.Match("eventSource", "cloudtrail.amazonaws.com");
  rule.And({source, list});
  rule.rule().source = {{"index", "main"}};
  EXPECT_EQ(rule.Compile(), R"(index=main
    eventSource="cloudtrail.amazonaws.com"
    eventName IN (
        "DeleteBucketPolicyOfTheAccount",
        "DeleteTrailOfTheAccount",
        "StopLoggingOfTheTrail",
        "PutEventSelectorsOfTheTrail"
    ))");
}

}  // namespace
}  // namespace sigmatic::splunk
