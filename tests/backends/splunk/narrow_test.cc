// What `search` lets through for `where` to decide on: all that the rule matches, and where possible little else.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

std::string SearchOf(RuleBuilder& rule) {
  const std::string query = rule.Compile();
  const std::size_t where = query.find("\n| where ");
  return where != std::string::npos ? query.substr(0, where) : "no where: " + query;
}

std::string Narrowed(std::string_view pattern, bool cased = false) {
  RuleBuilder rule;
  rule.Match("f", pattern, cased);
  return SearchOf(rule);
}

TEST(NarrowTest, TakesTheLongestLiteral) {
  EXPECT_EQ(Narrowed("a*bcd"), R"(f="*bcd")");
  EXPECT_EQ(Narrowed("abc*d"), R"(f="abc*")");
  EXPECT_EQ(Narrowed("*a?bcd*e"), R"(f="*bcd*")");
  EXPECT_EQ(Narrowed("*ab*cd*"), R"(f="*ab*")") << "the first of equally long ones";
}

TEST(NarrowTest, TakesCasedTextInAnyCase) {
  EXPECT_EQ(Narrowed("Root", true), R"(f="Root")");
  EXPECT_EQ(Narrowed("*Root*", true), R"(f="*Root*")");
}

TEST(NarrowTest, TakesOnlyWhatSearchCanWrite) {
  EXPECT_EQ(Narrowed("*"), "*");
  EXPECT_EQ(Narrowed("??"), "*");
  EXPECT_EQ(Narrowed(R"(a\*b)"), "*");
  EXPECT_EQ(Narrowed("été"), "*");
  EXPECT_EQ(Narrowed("été*ab"), R"(f="*ab")");
}

TEST(NarrowTest, PutsWildcardsAroundBlanksAndNetworks) {
  EXPECT_EQ(Narrowed(" a"), R"(f="* a")");
  EXPECT_EQ(Narrowed("a "), R"(f="a *")");
  EXPECT_EQ(Narrowed("0.0.0.0/0"), R"(f="*0.0.0.0/0*")");
  EXPECT_EQ(Narrowed("::1"), R"(f="*::1*")");
}

TEST(NarrowTest, LeavesFieldsAloneThatSearchReadsOtherwise) {
  RuleBuilder rule;
  rule.Match("earliest", "x");
  EXPECT_EQ(SearchOf(rule), "*");
}

TEST(NarrowTest, NeedsAllOfADisjunctionAndSomeOfAConjunction) {
  RuleBuilder rule;
  const auto image = rule.Match("Image", "*\\cmd.exe");
  const auto regex = rule.Regex("CommandLine", "a+");
  const auto both = rule.And({image, regex});
  const auto parent = rule.Match("Parent", "x");
  rule.Or({both, parent});
  EXPECT_EQ(SearchOf(rule), R"((Image="*\\cmd.exe" OR Parent="x"))");

  RuleBuilder open;
  const auto a = open.Match("Image", "*\\cmd.exe");
  const auto b = open.Regex("CommandLine", "a+");
  open.Or({a, b});
  EXPECT_EQ(SearchOf(open), "*") << "a match of the regex alone must come through";
}

TEST(NarrowTest, TakesNothingFromNegations) {
  RuleBuilder rule;
  const auto image = rule.Match("Image", "a");
  const auto regex = rule.Regex("CommandLine", "a+");
  const auto neither = rule.Not(rule.And({image, regex}));
  const auto parent = rule.Match("Parent", "x");
  rule.Or({neither, parent});
  EXPECT_EQ(SearchOf(rule), "*");
}

TEST(NarrowTest, JoinsListsAcrossTheLevels) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "a");
  const auto b = rule.Match("g", "b");
  const auto inner = rule.Or({a, b});
  const auto regex = rule.Regex("h", "x+");
  const auto both = rule.And({inner, regex});
  const auto c = rule.Match("f", "c");
  const auto same = rule.Match("f", "c?");
  rule.Or({both, c, same});
  EXPECT_EQ(SearchOf(rule), R"((f IN ("a", "c", "c*") OR g="b"))");

  RuleBuilder repeated;
  const auto first = repeated.Match("f", "Key*x");
  const auto second = repeated.Match("f", "Key*y");
  repeated.Or({first, second});
  EXPECT_EQ(SearchOf(repeated), R"(f="Key*")");
}

TEST(NarrowTest, StandsBeforeExclusions) {
  RuleBuilder rule;
  const auto cased = rule.Match("f", "A", true);
  const auto excluded = rule.Not(rule.Match("g", "b"));
  rule.And({cased, excluded});
  EXPECT_EQ(SearchOf(rule), R"(f="A" NOT g="b")");
}

TEST(NarrowTest, IsLeftOutWhereAnotherConditionNarrows) {
  RuleBuilder rule;
  const auto exact = rule.Match("f", "a");
  const auto cased = rule.Match("g", "B", true);
  rule.And({exact, cased});
  EXPECT_EQ(SearchOf(rule), R"(f="a")");
}

}  // namespace
}  // namespace sigmatic::splunk
