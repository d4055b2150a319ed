// What goes to the `where` command, and the idiom of each leaf.
#include <gtest/gtest.h>

#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

// What the `where` command filters. What `search` narrows down before is in narrow_test.cc.
std::string Where(RuleBuilder& rule) {
  const std::string query = rule.Compile();
  constexpr std::string_view kWhere = "\n| where ";
  const std::size_t where = query.find(kWhere);
  return where != std::string::npos ? query.substr(where + kWhere.size()) : "not in where: " + query;
}

std::string WherePattern(std::string_view pattern, bool cased = false) {
  RuleBuilder rule;
  rule.Match("f", pattern, cased);
  return Where(rule);
}

std::string WhereText(std::string text) {
  RuleBuilder rule;
  rule.Match("f", Text(text));
  return Where(rule);
}

TEST(WhereTest, TakesWildcardsThatSearchCannotExpress) {
  EXPECT_EQ(WherePattern("a*b"), R"(isnotnull(mvfind('f',"(?i)^a[\s\S]*b\z")))");
  EXPECT_EQ(WherePattern("*a*b*"), R"(isnotnull(mvfind('f',"(?i)a[\s\S]*b")))");
  EXPECT_EQ(WherePattern("a?"), R"(isnotnull(mvfind('f',"(?i)^a[\s\S]\z")))");
  EXPECT_EQ(WherePattern(R"(a\*b)"), R"(isnotnull(mvfind('f',"(?i)^a\*b\z")))");
}

TEST(WhereTest, TakesCasedStrings) {
  EXPECT_EQ(WherePattern("Root", true), R"(isnotnull(mvfind('f',"^Root\z")))");
  EXPECT_EQ(WherePattern("*Root*", true), R"(isnotnull(mvfind('f',"Root")))");
}

TEST(WhereTest, TakesTheEmptyString) { EXPECT_EQ(WhereText(""), R"(isnotnull(mvfind('f',"^\z")))"); }

TEST(WhereTest, TakesOuterBlanks) {
  EXPECT_EQ(WhereText(" a"), R"(isnotnull(mvfind('f',"(?i)^ a\z")))");
  EXPECT_EQ(WhereText("a "), R"(isnotnull(mvfind('f',"(?i)^a \z")))");
}

TEST(WhereTest, TakesTextsThatSearchReadsAsNetworks) {
  EXPECT_EQ(WhereText("0.0.0.0/0"), R"(isnotnull(mvfind('f',"^0\.0\.0\.0/0\z")))");
  EXPECT_EQ(WhereText("::/0"), R"(isnotnull(mvfind('f',"^::/0\z")))");
  EXPECT_EQ(WhereText("2001:db8::1"), R"(isnotnull(mvfind('f',"(?i)^2001:db8::1\z")))");
}

TEST(WhereTest, WritesCharactersWithAMeaningInSplAsNumbers) {
  EXPECT_EQ(WhereText("a`b"), R"(isnotnull(mvfind('f',"(?i)^a\x60b\z")))");
  EXPECT_EQ(WhereText("a\nb"), R"(isnotnull(mvfind('f',"(?i)^a\x0Ab\z")))");
  EXPECT_EQ(WhereText(std::string("a\0b", 3)), R"(isnotnull(mvfind('f',"(?i)^a\x00b\z")))");
  EXPECT_EQ(WhereText("*\\\""), R"(isnotnull(mvfind('f',"^\*\x5C\x22\z")))");
}

TEST(WhereTest, SpellsOutLettersOutsideAscii) {
  EXPECT_EQ(WhereText("été"), R"(isnotnull(mvfind('f',"(?i)^[Éé]t[Éé]\z")))");
  EXPECT_EQ(WhereText("日本"), R"(isnotnull(mvfind('f',"^日本\z")))");
}

TEST(WhereTest, KeepsNullOutOfPatternsThatWouldFindItsText) {
  EXPECT_EQ(WherePattern("*"), R"spl(isnotnull(mvfind('f',"^(?!null\z)")))spl");
  EXPECT_EQ(WherePattern("n*"), R"spl(isnotnull(mvfind('f',"^(?!null\z)[\s\S]*?(?:(?i)^n)")))spl");
  EXPECT_EQ(WherePattern("NULL", true), R"(isnotnull(mvfind('f',"^NULL\z")))");
  RuleBuilder regex;
  regex.Regex("f", "^[a-z]+$");
  EXPECT_EQ(Where(regex), R"spl(isnotnull(mvfind('f',"^(?!null\z)[\s\S]*?(?:^[a-z]+$)")))spl");
}

TEST(WhereTest, WritesNullAndExistence) {
  RuleBuilder null;
  null.Null("a.b");
  EXPECT_EQ(Where(null), R"spl(isnull(mvfind('a.b',"^(?!null\z)")))spl");
  null.Not(0);
  EXPECT_EQ(Where(null), R"spl(isnotnull(mvfind('a.b',"^(?!null\z)")))spl");
  RuleBuilder exists;
  exists.Exists("a.b");
  EXPECT_EQ(Where(exists), "isnotnull('a.b')");
  exists.Not(0);
  EXPECT_EQ(Where(exists), "isnull('a.b')");
}

TEST(WhereTest, WritesRegexes) {
  RuleBuilder plain;
  plain.Regex("f", R"(ab+\.c\\d"e)");
  EXPECT_EQ(Where(plain), R"(isnotnull(mvfind('f',"ab+\.c\x5Cd\x22e")))");
  RuleBuilder ignoring_case;
  ignoring_case.Regex("f", "^ab$", regex::Flags{.ignore_case = true});
  EXPECT_EQ(Where(ignoring_case), R"(isnotnull(mvfind('f',"(?i)^ab$")))");
  RuleBuilder lines;
  lines.Regex("f", R"(^a.b\bc$)", regex::Flags{.multi_line = true, .dot_all = true});
  EXPECT_EQ(Where(lines), R"spl(isnotnull(mvfind('f',"(?m:^)a[\s\S]b\bc(?m:$)")))spl");
  RuleBuilder classes;
  classes.Regex("f", R"(\d[^\]\\-]\z)");
  EXPECT_EQ(Where(classes), R"(isnotnull(mvfind('f',"[0-9][^\-\x5C\]]\z")))");
}

TEST(WhereTest, ComparesNumbers) {
  RuleBuilder rule;
  rule.Compare("n", ir::Comparison::kLess, "5");
  EXPECT_EQ(Where(rule),
            R"(isnotnull(mvfilter(match('n',"^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?\z") AND tonumber('n')<5)))");
  rule.Not(0);
  EXPECT_EQ(Where(rule),
            R"(isnull(mvfilter(match('n',"^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?\z") AND tonumber('n')<5)))");
  RuleBuilder greater;
  greater.Compare("a[].n", ir::Comparison::kGreaterOrEqual, "-1.5e2");
  EXPECT_EQ(
      Where(greater),
      R"(isnotnull(mvfilter(match('a{}.n',"^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?\z") AND tonumber('a{}.n')>=-150)))");
}

TEST(WhereTest, GuardsNetworks) {
  RuleBuilder rule;
  const auto ten = rule.Network("ip", ir::Network{false, {10}, 8});
  EXPECT_EQ(Where(rule),
            R"(isnotnull(mvfilter(match('ip',"^(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9]))"
            R"(([.](25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}\z") AND cidrmatch("10.0.0.0/8",'ip'))))");
  const auto local = rule.Network("ip", ir::Network{false, {192, 168}, 16});
  const auto six = rule.Network("ip", ir::Network{true, {0xFE, 0x80}, 10});
  rule.Or({ten, six, local});
  EXPECT_EQ(Where(rule), R"((
    isnotnull(mvfilter(match('ip',"^(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9]))"
                         R"(([.](25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}\z") )"
                         R"(AND (cidrmatch("10.0.0.0/8",'ip') OR cidrmatch("192.168.0.0/16",'ip'))))
    OR isnotnull(mvfilter(match('ip',"^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\z") AND cidrmatch("fe80::/10",'ip')))
))");
}

TEST(WhereTest, RelatesFields) {
  RuleBuilder equal;
  equal.Relate("a.x", ir::FieldRelation::kEquals, "b");
  EXPECT_EQ(Where(equal), R"(if('a.x'!="null" AND 'b'!="null" AND ("=".lower('a.x'))=("=".lower('b')),1,0)=1)");
  equal.Not(0);
  EXPECT_EQ(Where(equal), R"(if('a.x'!="null" AND 'b'!="null" AND ("=".lower('a.x'))=("=".lower('b')),1,0)=0)");
  RuleBuilder cased;
  cased.Relate("a", ir::FieldRelation::kEquals, "b", true);
  EXPECT_EQ(Where(cased), R"(if('a'!="null" AND 'b'!="null" AND ("=".'a')=("=".'b'),1,0)=1)");
  RuleBuilder start;
  start.Relate("a", ir::FieldRelation::kStartsWith, "b");
  EXPECT_EQ(Where(start), R"(if('a'!="null" AND 'b'!="null" AND )"
                          R"((len('b')=0 OR ("=".substr(lower('a'),1,len('b')))=("=".lower('b'))),1,0)=1)");
  RuleBuilder end;
  end.Relate("a", ir::FieldRelation::kEndsWith, "b");
  EXPECT_EQ(Where(end), R"(if('a'!="null" AND 'b'!="null" AND (len('b')=0 OR (len('a')>=len('b') AND )"
                        R"(("=".substr(lower('a'),len('a')-len('b')+1))=("=".lower('b')))),1,0)=1)");
}

TEST(WhereTest, ReadsTimeParts) {
  RuleBuilder rule;
  rule.Time("t", ir::TimePart::kHour, ir::TimeComparison::kGreaterOrEqual, 22);
  const std::string query = Where(rule);
  EXPECT_TRUE(query.starts_with(R"(if(tonumber(case(match('t',"^(?=.{1,64}\z)()")) << query;
  EXPECT_TRUE(
      query.ends_with(R"(\z"),substr('t',12,2),match('t',"^0{0,49}[0-9]{1,15}\z") AND tonumber('t')<253402300800000,)"
                      R"(floor(if(tonumber('t')<100000000000,tonumber('t'),tonumber('t')/1000)/3600)%24))>=22,1,0)=1)"))
      << query;
  RuleBuilder week;
  week.Time("t", ir::TimePart::kWeek, ir::TimeComparison::kEqual, 53);
  const std::string week_query = Where(week);
  EXPECT_NE(week_query.find(R"(strftime(strptime(substr('t',1,10)." 12:00","%Y-%m-%d %H:%M"),"%V"))"),
            std::string::npos)
      << week_query;
}

// Counting from 1970 would be a day off wherever the date line has moved since: 15340 days to 1 January 2012.
TEST(WhereTest, CountsDaysFromAfterTheLastMoveOfTheDateLine) {
  RuleBuilder rule;
  rule.Time("t", ir::TimePart::kDay, ir::TimeComparison::kEqual, 1);
  const std::string query = Where(rule);
  EXPECT_NE(query.find(R"(strftime(strptime("2012-01-01 12:00","%Y-%m-%d %H:%M")+86400*(floor(if(tonumber('t'))"),
            std::string::npos)
      << query;
  EXPECT_NE(query.find(R"(/86400)-15340),"%d"))"), std::string::npos) << query;
}

TEST(WhereTest, SearchesKeywordsInTheTextOfTheEvent) {
  RuleBuilder rule;
  rule.Keyword("*mimikatz*");
  rule.rule().keyword_text = {{"_raw", false}};
  EXPECT_EQ(Where(rule), R"(isnotnull(mvfind('_raw',"(?i)mimikatz")))");
}

TEST(WhereTest, JoinsKeywords) {
  RuleBuilder rule;
  const auto a = rule.Keyword("*kali*");
  const auto b = rule.Keyword("*mimi?atz*");
  rule.Or({a, b});
  rule.rule().keyword_text = {{"_raw", false}};
  EXPECT_EQ(Where(rule), R"spl(isnotnull(mvfind('_raw',"(?i)kali|mimi[\s\S]atz")))spl");
}

TEST(WhereTest, SplitsAFilterBetweenTheCommands) {
  RuleBuilder rule;
  const auto name = rule.Match("eventName", "ConsoleLogin");
  const auto browser = rule.Match("userAgent", "*S3 Browser*");
  const auto null = rule.Null("userAgent");
  const auto tool = rule.Match("userAgent", "aws*cli");
  const auto agent = rule.Match("userAgent", "curl*");
  const auto filter = rule.Not(rule.Or({browser, null, tool, agent}));
  rule.And({name, filter});
  EXPECT_EQ(rule.Compile(), R"spl(eventName="ConsoleLogin" NOT userAgent IN ("*S3 Browser*", "curl*")
| where isnotnull(mvfind('userAgent',"^(?!null\z)")) AND isnull(mvfind('userAgent',"(?i)^aws[\s\S]*cli\z")))spl");
}

TEST(WhereTest, NeverIsFalse) {
  RuleBuilder rule;
  rule.Add(ir::Constant{false});
  EXPECT_EQ(Where(rule), "1=0");
}

// Names that steer the search instead of naming a field.
TEST(WhereTest, TakesNamesThatSearchReadsOtherwise) {
  for (const std::string name : {"earliest", "index", "tag", "eventtype", "NOT"}) {
    RuleBuilder rule;
    rule.Match(name, "x");
    EXPECT_EQ(Where(rule), "isnotnull(mvfind('" + name + R"(',"(?i)^x\z")))");
  }
}

TEST(WhereTest, SplitsAConjunctionBetweenTheCommands) {
  RuleBuilder rule;
  const auto name = rule.Match("eventName", "ConsoleLogin");
  const auto regex = rule.Regex("userAgent", "curl");
  const auto null = rule.Null("errorCode");
  const auto region = rule.Match("awsRegion", "eu-*");
  rule.And({name, regex, null, region});
  EXPECT_EQ(rule.Compile(), R"spl(eventName="ConsoleLogin" awsRegion="eu-*"
| where isnotnull(mvfind('userAgent',"curl")) AND isnull(mvfind('errorCode',"^(?!null\z)")))spl");
}

TEST(WhereTest, KeepsADisjunctionWhole) {
  RuleBuilder rule;
  const auto name = rule.Match("eventName", "ConsoleLogin");
  const auto other = rule.Match("eventName", "Delete*Trail");
  const auto source = rule.Match("eventSource", "*s3*");
  rule.Or({name, other, source});
  EXPECT_EQ(rule.Compile(), R"((eventName IN ("ConsoleLogin", "Delete*") OR eventSource="*s3*")
| where (
    isnotnull(mvfind('eventName',"(?i)^ConsoleLogin\z|^Delete[\s\S]*Trail\z"))
    OR isnotnull(mvfind('eventSource',"(?i)s3"))
))");
}

TEST(WhereTest, WritesAListOfWholeValuesWithItsAnchorsOnce) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "Aa", true);
  const auto b = rule.Match("f", "Bb", true);
  rule.Or({a, b});
  EXPECT_EQ(Where(rule), R"(isnotnull(mvfind('f',"^(?:Aa|Bb)\z")))");
}

TEST(WhereTest, DoesNotMixCases) {
  RuleBuilder rule;
  const auto a = rule.Match("f", "Aa", true);
  const auto b = rule.Match("f", "b?");
  rule.Or({a, b});
  EXPECT_EQ(Where(rule), R"((isnotnull(mvfind('f',"^Aa\z")) OR isnotnull(mvfind('f',"(?i)^b[\s\S]\z"))))");
}

TEST(WhereTest, SplitsVeryLongLists) {
  RuleBuilder rule;
  std::vector<ir::NodeIndex> values;
  for (int i = 0; i < 100; ++i) values.push_back(rule.Match("f", std::string(200, 'a') + std::to_string(i) + "?"));
  rule.Or(std::move(values));
  const std::string query = rule.Compile();
  std::size_t count = 0;
  for (std::size_t at = query.find("mvfind"); at != std::string::npos; at = query.find("mvfind", at + 1)) ++count;
  EXPECT_EQ(count, 3U);  // 20,000 bytes in pieces of a little over 8,000
}

}  // namespace
}  // namespace sigmatic::splunk
