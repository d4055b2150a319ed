// Hostile rules end in an error, soon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

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

// Names of the codes reported on `f|modifiers...: values`, without a detour through text.
std::vector<std::string> AnalyzeValues(const std::vector<ast::Modifier>& modifiers,
                                       const std::vector<std::string>& values) {
  const base::SourceFile file("rule.yml", "");
  ast::DetectionItem item;
  item.field = "f";
  for (const ast::Modifier modifier : modifiers) item.modifiers.push_back({modifier, {}});
  for (const std::string& value : values) item.values.push_back({ast::String{value}, {}});
  ast::AllOf map;
  map.items.push_back(std::move(item));
  ast::Rule rule;
  rule.file = &file;
  rule.detections.push_back({"s", {}, {std::move(map), {}}});
  ast::Condition condition;
  condition.nodes.push_back({ast::ConditionName{"s"}, {}});
  rule.conditions.push_back(std::move(condition));

  base::Diagnostics diagnostics;
  EXPECT_FALSE(Analyze(rule, diagnostics).ok());
  std::vector<std::string> names;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) names.emplace_back(base::Describe(diagnostic.code).name);
  return names;
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
  const std::vector<std::string> values(45, std::string(100000, 'x'));
  EXPECT_THAT(AnalyzeValues({ast::Modifier::kBase64Offset, ast::Modifier::kContains}, values),
              Contains("kRuleTooLarge"));
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
  std::vector<std::string> values;
  for (std::size_t i = 0; i <= kMaxNodes; ++i) values.push_back(std::to_string(i));
  EXPECT_THAT(AnalyzeValues({}, values), ElementsAre("kRuleTooLarge"));
}

}  // namespace
}  // namespace sigmatic::sema
