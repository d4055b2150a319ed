#include "compiler/sema/condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/compiler/sema/rule_text.h"

namespace sigmatic::sema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A rule with the detections `a: 1`, ... for each of `names` and the given condition.
Analysis WithDetections(const std::vector<std::string>& names, const std::string& condition) {
  std::string text;
  for (const std::string& name : names) text.append("  ").append(name).append(":\n    ").append(name).append(": 1\n");
  return Analysis(text + "  condition: " + condition + "\n");
}

TEST(ConditionTest, Operators) {
  EXPECT_EQ(WithDetections({"a", "b", "c"}, "a or b and not c").expression(), "(a = 1 or (b = 1 and not c = 1))");
  EXPECT_EQ(WithDetections({"a", "b", "c"}, "(a or b) and c").expression(), "((a = 1 or b = 1) and c = 1)");
}

TEST(ConditionTest, DetectionsAreBuiltOnce) {
  const Analysis analysis = WithDetections({"a", "b"}, "a and b or not a");
  EXPECT_EQ(analysis.expression(), "((a = 1 and b = 1) or not a = 1)");
  EXPECT_EQ(analysis.rule()->nodes.size(), 5U) << "two leaves, and, not, or";
}

TEST(ConditionTest, AListIsAnOr) {
  EXPECT_EQ(WithDetections({"a", "b"}, "[a, a and b]").expression(), "(a = 1 or (a = 1 and b = 1))");
}

TEST(ConditionTest, Selectors) {
  const std::vector<std::string> names = {"sel_a", "sel_b", "other"};
  EXPECT_EQ(WithDetections(names, "1 of sel_* and other").expression(), "((sel_a = 1 or sel_b = 1) and other = 1)");
  EXPECT_EQ(WithDetections(names, "all of sel_* or other").expression(), "((sel_a = 1 and sel_b = 1) or other = 1)");
  EXPECT_EQ(WithDetections(names, "1 of them").expression(), "(sel_a = 1 or sel_b = 1 or other = 1)");
  EXPECT_EQ(WithDetections(names, "any of them").expression(), "(sel_a = 1 or sel_b = 1 or other = 1)");
  EXPECT_EQ(WithDetections(names, "all of them").expression(), "(sel_a = 1 and sel_b = 1 and other = 1)");
  EXPECT_EQ(WithDetections(names, "1 of *_a or 1 of o*r or sel_b").expression(),
            "(sel_a = 1 or other = 1 or sel_b = 1)");
  EXPECT_EQ(WithDetections(names, "1 of other and all of sel_*").expression(),
            "(other = 1 and (sel_a = 1 and sel_b = 1))");
}

TEST(ConditionTest, AtLeastN) {
  const std::vector<std::string> names = {"a", "b", "c"};
  EXPECT_EQ(WithDetections(names, "2 of them").expression(),
            "((a = 1 and b = 1) or (a = 1 and c = 1) or (b = 1 and c = 1))");
  EXPECT_EQ(WithDetections(names, "3 of them").expression(), "(a = 1 and b = 1 and c = 1)");
  EXPECT_THAT(WithDetections(names, "4 of them").codes(), ElementsAre("kSelectorCountImpossible"));
  EXPECT_THAT(WithDetections(names, "4 of them").messages(),
              ElementsAre(HasSubstr("`4 of them` cannot be: the pattern matches 3")));
}

TEST(ConditionTest, HiddenDetections) {
  const std::vector<std::string> names = {"a", "_a", "_b"};
  const Analysis them = WithDetections(names, "1 of them");
  EXPECT_EQ(them.expression(), "a = 1");
  EXPECT_THAT(them.codes(), IsEmpty()) << "no warning for what is hidden";
  EXPECT_EQ(WithDetections(names, "1 of *a").expression(), "a = 1");
  EXPECT_EQ(WithDetections(names, "a and 1 of _*").expression(), "(a = 1 and (_a = 1 or _b = 1))");
  EXPECT_EQ(WithDetections(names, "a and _b").expression(), "(a = 1 and _b = 1)") << "by name they can be used";
  EXPECT_THAT(WithDetections({"_a"}, "1 of them").codes(), ElementsAre("kSelectorMatchesNothing"));
}

TEST(ConditionTest, NamesAreCaseSensitive) {
  const Analysis analysis = WithDetections({"selection"}, "Selection");
  EXPECT_THAT(analysis.codes(), ElementsAre("kUndefinedDetection")) << "and not that another one is unused";
  EXPECT_THAT(WithDetections({"sel"}, "sel or 1 of SEL*").codes(), ElementsAre("kSelectorMatchesNothing"));
}

TEST(ConditionTest, UndefinedNamesWithTheNearestOne) {
  const Analysis analysis = WithDetections({"selection", "filter"}, "selection and not filterr and not unheard");
  EXPECT_THAT(analysis.messages(), ElementsAre(HasSubstr("no detection is named `filterr` (did you mean `filter`?)"),
                                               HasSubstr("no detection is named `unheard` ()")));
  EXPECT_EQ(analysis.expression(), "refused");
}

TEST(ConditionTest, SelectorsThatMatchNothing) {
  EXPECT_THAT(WithDetections({"a"}, "a or 1 of zzz_*").codes(), ElementsAre("kSelectorMatchesNothing"));
  EXPECT_THAT(WithDetections({"a"}, "a and not 1 of filter_*").messages(),
              ElementsAre(HasSubstr("`1 of filter_*` matches no detection")));
}

TEST(ConditionTest, UnusedDetections) {
  const Analysis analysis = WithDetections({"a", "b", "_c"}, "a");
  EXPECT_THAT(analysis.messages(), ElementsAre(HasSubstr("no condition uses the detection `b`")));
  EXPECT_EQ(analysis.expression(), "a = 1");
  EXPECT_EQ(analysis.rule()->nodes.size(), 1U) << "what is not used leaves no trace";
  EXPECT_EQ(analysis.rule()->fields.size(), 1U);
}

TEST(ConditionTest, SelectorSpan) {
  const Analysis analysis = WithDetections({"a_1", "a_2"}, "1 of a_*");
  EXPECT_EQ(analysis.Slice(analysis.rule()->at(analysis.rule()->root).span), "1 of a_*");
}

TEST(SelectDetectionsTest, Patterns) {
  std::vector<ast::NamedDetection> detections;
  for (const char* name : {"sel", "sel_a_b", "sel_ab", "_sel"}) detections.push_back({name, {}, {}});
  EXPECT_THAT(SelectDetections("", detections), ElementsAre(0, 1, 2));
  EXPECT_THAT(SelectDetections("*", detections), ElementsAre(0, 1, 2));
  EXPECT_THAT(SelectDetections("sel", detections), ElementsAre(0));
  EXPECT_THAT(SelectDetections("sel*", detections), ElementsAre(0, 1, 2));
  EXPECT_THAT(SelectDetections("sel_*", detections), ElementsAre(1, 2));
  EXPECT_THAT(SelectDetections("*_b", detections), ElementsAre(1));
  EXPECT_THAT(SelectDetections("s*a*b", detections), ElementsAre(1, 2));
  EXPECT_THAT(SelectDetections("**_**b", detections), ElementsAre(1, 2));
  EXPECT_THAT(SelectDetections("_*", detections), ElementsAre(3));
  EXPECT_THAT(SelectDetections("SEL", detections), IsEmpty());
}

}  // namespace
}  // namespace sigmatic::sema
