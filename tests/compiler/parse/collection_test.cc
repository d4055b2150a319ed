#include "compiler/parse/collection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/compiler/parse/testing.h"

namespace sigmatic::parse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kGlobal =
    "action: global\ntitle: Shared\nlogsource:\n    product: aws\ndetection:\n    condition: s\n---\n";  // lines 1-7
constexpr std::string_view kSelection = "detection:\n    s:\n        a: x\n";

TEST(CollectionTest, GlobalIsMergedIntoWhatFollows) {
  const ParseResult result = Parse(
      std::string(kGlobal) + "detection:\n    s:\n        a: x\nlevel: low\n---\ndetection:\n    s:\n        a: w\n");
  EXPECT_THAT(Faults(result), IsEmpty());
  ASSERT_THAT(result.rules, SizeIs(2));
  ASSERT_TRUE(result.rules[0].ok());
  ASSERT_TRUE(result.rules[1].ok());
  EXPECT_EQ(result.rules[0]->title.text, "Shared");
  EXPECT_EQ(result.rules[0]->level, ast::Level::kLow);
  EXPECT_EQ(Show(result.rules[0]->detections.at(0).detection), "{a='x'}");
  EXPECT_EQ(Show(result.rules[1]->detections.at(0).detection), "{a='w'}");
  EXPECT_FALSE(result.rules[1]->level.has_value());
  EXPECT_EQ(Place(*result.file, result.rules[1]->span), "13:1-15:13");
  EXPECT_EQ(Place(*result.file, result.rules[1]->title.span), "2:8-2:14");
}

TEST(CollectionTest, TheDocumentsOwnValueCountsAndAWarningSaysSo) {
  const ParseResult result = Parse(std::string(kGlobal) + "title: Own\n" + std::string(kSelection));
  EXPECT_THAT(Faults(result), ElementsAre("kMergeConflict 8:8-8:11"));
  EXPECT_THAT(FirstMessage(result), HasSubstr("line 2"));
  ASSERT_TRUE(result.rules.at(0).ok());
  EXPECT_EQ(result.rules[0]->title.text, "Own");
}

TEST(CollectionTest, ResetForgetsGlobal) {
  const ParseResult result =
      Parse(std::string(kGlobal) + std::string(kSelection) + "---\naction: reset\n---\n" + std::string(kSelection));
  ASSERT_THAT(result.rules, SizeIs(2));
  EXPECT_TRUE(result.rules[0].ok());
  EXPECT_FALSE(result.rules[1].ok());
}

TEST(CollectionTest, ASecondGlobalReplacesTheFirst) {
  const ParseResult result = Parse(std::string(kGlobal) + std::string(kGlobal) + std::string(kSelection));
  ASSERT_THAT(result.rules, SizeIs(1));
  EXPECT_TRUE(result.rules[0].ok());
}

TEST(CollectionTest, RepeatIsTheDocumentBeforeWithOtherValues) {
  const ParseResult result =
      Parse(std::string(kHead) + "detection:\n    s:\n        a: [x]\n        b: z\n    condition: s\n---\n" +
            "action: repeat\ntitle: Again\ndetection:\n    s:\n        a: w\n---\naction: repeat\nlevel: high\n");
  EXPECT_THAT(Faults(result), IsEmpty());
  ASSERT_THAT(result.rules, SizeIs(3));
  ASSERT_TRUE(result.rules[2].ok());
  EXPECT_EQ(result.rules[0]->title.text, "Example");
  EXPECT_EQ(Show(result.rules[0]->detections.at(0).detection), "{a=['x'] & b='z'}");
  EXPECT_EQ(result.rules[1]->title.text, "Again");
  EXPECT_EQ(Show(result.rules[1]->detections.at(0).detection), "{a='w' & b='z'}");
  EXPECT_EQ(result.rules[2]->title.text, "Again");
  EXPECT_EQ(result.rules[2]->level, ast::Level::kHigh);
  EXPECT_EQ(Place(*result.file, result.rules[1]->span), "11:1-15:13");
}

TEST(CollectionTest, GlobalAppliesToARepeatedRuleToo) {
  const ParseResult result =
      Parse(std::string(kGlobal) + std::string(kSelection) + "---\naction: repeat\ndetection:\n    s:\n        a: w\n");
  EXPECT_THAT(Faults(result), IsEmpty());
  ASSERT_THAT(result.rules, SizeIs(2));
  ASSERT_TRUE(result.rules[1].ok());
  EXPECT_EQ(result.rules[1]->title.text, "Shared");
}

TEST(CollectionTest, FaultsOfGlobalAreReportedOnce) {
  const ParseResult result = Parse(
      "action: global\ntitle: Shared\nlevel: hgih\nlogsource:\n    product: aws\ndetection:\n    condition: s\n---\n" +
      std::string(kSelection) + "---\n" + std::string(kSelection));
  EXPECT_THAT(Faults(result), ElementsAre("kUnknownLevel 3:8-3:12"));
  ASSERT_THAT(result.rules, SizeIs(2));
  EXPECT_FALSE(result.rules[0].ok());
  EXPECT_FALSE(result.rules[1].ok());
}

TEST(CollectionFaultTest, Actions) {
  const std::string rule = std::string(kHead) + std::string(kSelection) + "    condition: s\n";
  EXPECT_THAT(Faults(Parse("action: repeat\n" + rule)), ElementsAre("kRepeatWithoutRule 1:9-1:15"));
  EXPECT_THAT(Faults(Parse("action: rest\n" + rule)), ElementsAre("kUnknownAction 1:9-1:13"));
  EXPECT_THAT(FirstMessage(Parse("action: rest\n" + rule)), HasSubstr("did you mean `reset`?"));
  EXPECT_THAT(Faults(Parse("action: [global]\n" + rule)), ElementsAre("kUnknownAction 1:9-1:17"));
}

TEST(CollectionFaultTest, MergingIsLimited) {
  std::string text = "action: global\nlist:\n";
  for (int i = 0; i < 20000; ++i) text += "  - x\n";
  for (int i = 0; i < 30; ++i) text += "---\ntitle: x\n";
  const ParseResult result = Parse(text);
  EXPECT_THAT(Faults(result), ::testing::Contains(HasSubstr("kYamlLimit")));
  EXPECT_LT(result.rules.size(), 20U);
}

}  // namespace
}  // namespace sigmatic::parse
