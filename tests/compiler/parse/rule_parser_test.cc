#include "compiler/parse/rule_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/parse/context.h"
#include "tests/compiler/parse/testing.h"

namespace sigmatic::parse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kDetection = "detection:\n    s:\n        a: x\n    condition: s\n";

std::string Rule(std::string_view title) {
  return "title: " + std::string(title) + "\nlogsource:\n    product: aws\n" + std::string(kDetection);
}

TEST(RuleParserTest, RequiresTitleLogSourceAndDetection) {
  const ParseResult result = Parse("status: test\nlevel: low\n");
  EXPECT_THAT(Faults(result), ElementsAre("kMissingKey 1:1-1:7", "kMissingKey 1:1-1:7", "kMissingKey 1:1-1:7"));
  EXPECT_THAT(result.diagnostics.all()[0].message, HasSubstr("`title`"));
  EXPECT_THAT(result.diagnostics.all()[1].message, HasSubstr("`logsource`"));
  EXPECT_THAT(result.diagnostics.all()[2].message, HasSubstr("`detection`"));
  ASSERT_THAT(result.rules, SizeIs(1));
  EXPECT_FALSE(result.rules[0].ok());
}

TEST(RuleParserTest, ADocumentThatIsNoMapIsNoRule) {
  EXPECT_THAT(Faults(Parse("- a\n")), ElementsAre("kNotARule 1:1-1:4"));
  EXPECT_THAT(Faults(Parse("just text\n")), ElementsAre("kNotARule 1:1-1:10"));
  EXPECT_THAT(Faults(Parse("{}\n")), ElementsAre("kMissingKey 1:1-1:3", "kMissingKey 1:1-1:3", "kMissingKey 1:1-1:3"));
  EXPECT_THAT(Parse("# nothing\n").rules, IsEmpty());
}

TEST(RuleParserTest, KeysOfOnesOwnAreFineUnlessTheyLookLikeSlips) {
  EXPECT_THAT(Faults(Parse(Rule("x") + "regression_tests_path: a\nx-owner: {b: c}\n")), IsEmpty());
  EXPECT_THAT(Faults(Parse(Rule("x") + "falsepositve: [a]\n")), ElementsAre("kUnknownKey 8:1-8:13"));
  EXPECT_THAT(Faults(Parse(Rule("x") + "Level: low\n")), ElementsAre("kUnknownKey 8:1-8:6"));
  EXPECT_THAT(
      Faults(Parse("title: x\nlogsource:\n    product: aws\ndetections:\n    s:\n        a: x\n    condition: s\n")),
      ElementsAre("kUnknownKey 4:1-4:11", "kMissingKey 1:1-1:6"));
}

TEST(RuleParserTest, SeveralDocumentsAreSeveralRules) {
  const ParseResult result = Parse(Rule("one") + "---\n" + Rule("two") + "level: hgih\n---\n" + Rule("three"));
  ASSERT_THAT(result.rules, SizeIs(3));
  EXPECT_EQ(result.rules[0]->title.text, "one");
  EXPECT_FALSE(result.rules[1].ok());
  EXPECT_EQ(result.rules[2]->title.text, "three");
  EXPECT_THAT(Faults(result), ElementsAre("kUnknownLevel 16:8-16:12"));
}

TEST(RuleParserTest, FaultsOfOnePartDoNotHideTheOthers) {
  const ParseResult result = Parse(
      "title: [x]\nlevel: hgih\nlogsource: {}\ndate: never\ndetection:\n    s:\n        a|contain: x\n    condition: s "
      "and\n");
  EXPECT_THAT(Faults(result),
              ElementsAre("kWrongType 1:8-1:11", "kUnknownLevel 2:8-2:12", "kEmptyLogSource 3:1-3:10",
                          "kInvalidDate 4:7-4:12", "kUnknownModifier 7:11-7:18", "kConditionSyntax 8:18-8:21"));
}

TEST(RuleParserTest, CorrelationsAndFiltersAreNotRules) {
  const ParseResult result =
      Parse(Rule("x") + "---\ntitle: y\ncorrelation:\n    type: event_count\n---\ntitle: z\nfilter:\n    rules: any\n");
  EXPECT_THAT(Faults(result), ElementsAre("kCorrelationNotSupported 10:1-10:12", "kFilterNotSupported 14:1-14:7"));
  ASSERT_THAT(result.rules, SizeIs(1));
  EXPECT_TRUE(result.rules[0].ok());
}

TEST(RuleParserTest, YamlFaultsSpoilTheirOwnDocumentOnly) {
  const ParseResult result = Parse(Rule("one") + "level: low\nlevel: high\n---\n" + Rule("two"));
  EXPECT_THAT(Faults(result), ElementsAre("kDuplicateKey 9:1-9:6"));
  ASSERT_THAT(result.rules, SizeIs(2));
  EXPECT_FALSE(result.rules[0].ok());
  EXPECT_TRUE(result.rules[1].ok());
}

TEST(RuleParserTest, WhatIsNoYamlGivesNoRules) {
  const ParseResult result = Parse("title: a: b\n");
  EXPECT_THAT(Faults(result), ElementsAre("kYamlSyntax 1:9-1:10"));
  EXPECT_THAT(result.rules, IsEmpty());
}

TEST(RuleParserTest, AliasesCount) {
  const ParseResult result = ParseDetection("    s: &s\n        a: x\n    t: *s\n    condition: s or t\n");
  ASSERT_TRUE(result.rules.at(0).ok());
  EXPECT_EQ(Show(result.rules[0]->detections.at(1).detection), "{a='x'}");
}

TEST(RuleParserTest, TheNumberOfDiagnosticsIsLimited) {
  std::string text = std::string(kHead) + "detection:\n    condition: s\n    s:\n";
  for (std::size_t i = 0; i < kMaxDiagnostics + 100; ++i) text += "        a" + std::to_string(i) + "|zzzzzz: x\n";
  const ParseResult result = Parse(text);
  EXPECT_FALSE(result.rules.at(0).ok());
  ASSERT_THAT(result.diagnostics.all(), SizeIs(kMaxDiagnostics + 1));
  EXPECT_EQ(result.diagnostics.all().back().code, base::Code::kTooManyFaults);
}

TEST(RuleParserTest, WarningsBeyondTheLimitDoNotRefuseTheRule) {
  std::string text = std::string(kHead) + "detection:\n    condition: s\n    s:\n        a:\n";
  for (std::size_t i = 0; i < kMaxDiagnostics + 100; ++i) text += "            - 1:20\n";
  const ParseResult result = Parse(text);
  EXPECT_TRUE(result.rules.at(0).ok());
  EXPECT_THAT(result.diagnostics.all(), SizeIs(kMaxDiagnostics));
  // ... and an error behind them is not lost.
  const ParseResult fault = Parse(text + "level: hgih\n");
  EXPECT_FALSE(fault.rules.at(0).ok());
  EXPECT_TRUE(fault.diagnostics.HasErrors());
}

}  // namespace
}  // namespace sigmatic::parse
