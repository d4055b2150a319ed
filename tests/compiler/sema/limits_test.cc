// Hostile rules end in an error, soon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "compiler/sema/analyze.h"
#include "tests/compiler/sema/rule_text.h"

namespace sigmatic::sema {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Repeat(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

TEST(LimitsTest, WindashCombinations) {
  EXPECT_THAT(AnalyzeItem("f|windash: '" + Repeat(" -a", 5) + "'").codes(), IsEmpty()) << "3125 values";
  EXPECT_THAT(AnalyzeItem("f|windash: '" + Repeat(" -a", 6) + "'").codes(), ElementsAre("kTooManyExpandedValues"));
  EXPECT_THAT(AnalyzeItem("f|windash: '" + Repeat(" -a", 1000) + "'").codes(), ElementsAre("kTooManyExpandedValues"));
}

TEST(LimitsTest, WindashOfLongValues) {
  EXPECT_THAT(AnalyzeItem("f|windash: '" + Repeat(" -a", 5) + std::string(100000, 'x') + "'").codes(),
              ElementsAre("kRuleTooLarge"));
}

TEST(LimitsTest, Base64OfLongValues) {
  const Analysis analysis =
      AnalyzeItem("f|base64offset|contains: [" + Repeat(std::string(100000, 'x') + "y, ", 60) + "z]");
  EXPECT_THAT(analysis.codes(), Contains("kRuleTooLarge"));
}

TEST(LimitsTest, SelectorCombinations) {
  std::string detections;
  for (int i = 0; i < 14; ++i) detections += "  d" + std::to_string(i) + ":\n    f: " + std::to_string(i) + "\n";
  EXPECT_THAT(Analysis(detections + "  condition: 4 of them\n").codes(), ElementsAre("kTooManyCombinations")) << "1001";
  EXPECT_THAT(Analysis(detections + "  condition: 10 of them\n").codes(), ElementsAre("kTooManyCombinations"))
      << "1001";
  EXPECT_THAT(Analysis(detections + "  condition: 3 of them\n").codes(), IsEmpty()) << "364";
  EXPECT_THAT(Analysis(detections + "  condition: 13 of them\n").codes(), IsEmpty()) << "14";
}

TEST(LimitsTest, ManyDetections) {
  std::string detections;
  for (std::size_t i = 0; i <= kMaxDetections; ++i) detections += "  d" + std::to_string(i) + ": [{f: 1}]\n";
  EXPECT_THAT(Analysis(detections + "  condition: 1 of them\n").codes(), ElementsAre("kRuleTooLarge"));
}

TEST(LimitsTest, ManySelectors) {
  std::string detections;
  for (int i = 0; i < 900; ++i) detections += "  d" + std::to_string(i) + ": [{f: 1}]\n";
  const Analysis analysis(detections + "  condition: all of them" + Repeat(" and 1 of *", 1200) + "\n");
  EXPECT_THAT(analysis.codes(), ElementsAre("kRuleTooLarge"));
}

TEST(LimitsTest, ManyUndefinedNames) {
  std::string detections;
  for (int i = 0; i < 900; ++i) detections += "  " + std::string(90, 'd') + std::to_string(i) + ": [{f: 1}]\n";
  std::string condition = "1 of them";
  for (int i = 0; i < 150; ++i) condition += " or " + std::string(88, 'd') + std::to_string(i) + "x";
  EXPECT_EQ(Analysis(detections + "  condition: " + condition + "\n").diagnostics().error_count(), 150U);
}

TEST(LimitsTest, ManyValues) {
  std::string list;
  for (std::size_t i = 0; i <= kMaxNodes; ++i) list += std::to_string(i) + ",";
  EXPECT_THAT(AnalyzeItem("f: [" + list + "x]").codes(), ElementsAre("kRuleTooLarge"));
}

}  // namespace
}  // namespace sigmatic::sema
