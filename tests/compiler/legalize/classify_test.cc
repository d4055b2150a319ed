#include "compiler/legalize/classify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/regex/parser.h"

namespace sigmatic::legalize {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Construct> Of(const ir::Expression& leaf) {
  const ConstructSet set = Classify(leaf);
  std::vector<Construct> found;
  for (std::size_t i = 0; i < kConstructCount; ++i) {
    if (set.Contains(static_cast<Construct>(i))) found.push_back(static_cast<Construct>(i));
  }
  return found;
}

std::vector<Construct> OfPattern(std::vector<ir::PatternPart> parts, bool cased = false) {
  return Of(ir::StringMatch{0, ir::Pattern{std::move(parts), cased}});
}

std::vector<Construct> OfRegex(const std::string& text, regex::Flags flags = {}) {
  const auto parsed =
      regex::Parse(text, flags, [](std::size_t /*begin*/, std::size_t /*end*/) { return base::Span{}; });
  EXPECT_TRUE(std::holds_alternative<regex::Regex>(parsed)) << text;
  return Of(ir::RegexMatch{0, std::get<regex::Regex>(parsed)});
}

TEST(ClassifyTest, Strings) {
  EXPECT_THAT(OfPattern({ir::Literal{"Root"}}), ElementsAre(Construct::kStringEquals));
  EXPECT_THAT(OfPattern({}), ElementsAre(Construct::kEmptyString));
  EXPECT_THAT(OfPattern({ir::Literal{"a"}, ir::AnyRun{}}), ElementsAre(Construct::kStringPattern));
  EXPECT_THAT(OfPattern({ir::AnyOne{}}), ElementsAre(Construct::kStringPattern, Construct::kSingleWildcard));
  EXPECT_THAT(OfPattern({ir::Literal{"a*b"}}), ElementsAre(Construct::kStringEquals, Construct::kLiteralWildcard));
  EXPECT_THAT(OfPattern({ir::Literal{"a"}}, true), ElementsAre(Construct::kStringEquals, Construct::kCased));
  EXPECT_THAT(OfPattern({ir::Literal{"a\nb"}}), ElementsAre(Construct::kStringEquals, Construct::kControlCharacter));
}

TEST(ClassifyTest, LettersOutsideAsciiMatterOnlyWithoutCase) {
  EXPECT_THAT(OfPattern({ir::Literal{"caf\u00E9"}}), ElementsAre(Construct::kStringEquals, Construct::kNonAsciiLetter));
  EXPECT_THAT(OfPattern({ir::Literal{"caf\u00E9"}}, true), ElementsAre(Construct::kStringEquals, Construct::kCased));
  EXPECT_THAT(OfPattern({ir::Literal{"\u2013"}}), ElementsAre(Construct::kStringEquals)) << "a dash has no case";
}

TEST(ClassifyTest, Regexes) {
  EXPECT_THAT(OfRegex("^a.*b$"), ElementsAre(Construct::kRegex));
  EXPECT_THAT(OfRegex("(^a|b$)"), ElementsAre(Construct::kRegex));
  EXPECT_THAT(OfRegex("a", {.ignore_case = true, .multi_line = false, .dot_all = false}),
              ElementsAre(Construct::kRegex, Construct::kRegexIgnoreCase));
  EXPECT_THAT(OfRegex("^a", {.ignore_case = false, .multi_line = true, .dot_all = false}),
              ElementsAre(Construct::kRegex, Construct::kRegexLineAnchor));
  EXPECT_THAT(OfRegex("\\bcmd"), ElementsAre(Construct::kRegex, Construct::kRegexWordBoundary));
}

TEST(ClassifyTest, AnchorsWithTextOnBothSidesAreInner) {
  EXPECT_THAT(OfRegex("a(b|^c)"), ElementsAre(Construct::kRegex, Construct::kRegexInnerAnchor));
  EXPECT_THAT(OfRegex("(^a)+"), ElementsAre(Construct::kRegex, Construct::kRegexInnerAnchor));
}

TEST(ClassifyTest, OtherLeaves) {
  EXPECT_THAT(Of(ir::IsNull{0}), ElementsAre(Construct::kIsNull));
  EXPECT_THAT(Of(ir::Constant{true}), ElementsAre(Construct::kAlways));
  EXPECT_THAT(Of(ir::Constant{false}), ElementsAre(Construct::kNever));
  EXPECT_THAT(Of(ir::InNetwork{0, ir::Network{true, {}, 32}}), ElementsAre(Construct::kNetworkV6));
  EXPECT_THAT(Of(ir::FieldCompare{0, 1, ir::FieldRelation::kContains, true}),
              ElementsAre(Construct::kCased, Construct::kFieldAffix));
  EXPECT_THAT(Of(ir::Keyword{ir::Pattern{{ir::AnyRun{}, ir::Literal{"x"}, ir::AnyOne{}, ir::AnyRun{}}, false}}),
              ElementsAre(Construct::kSingleWildcard, Construct::kKeyword));
  EXPECT_THAT(Of(ir::Not{0}), IsEmpty());
}

TEST(ClassifyTest, FieldsOfALeaf) {
  EXPECT_EQ(FieldsOf(ir::Exists{3}).first, 3U);
  const LeafFields both = FieldsOf(ir::FieldCompare{1, 2, ir::FieldRelation::kEquals, false});
  EXPECT_EQ(both.first, 1U);
  EXPECT_EQ(both.second, 2U);
  EXPECT_FALSE(FieldsOf(ir::Keyword{}).first.has_value());
}

}  // namespace
}  // namespace sigmatic::legalize
