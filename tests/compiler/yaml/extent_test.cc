#include "compiler/yaml/extent.h"

#include <gtest/gtest.h>

#include <string_view>

namespace sigmatic::yaml {
namespace {

TEST(ExtentTest, SkipsBlanksAndComments) {
  EXPECT_EQ(SkipBlanks("  \t x", 0), 4U);
  EXPECT_EQ(SkipBlanks("a # c\r\n # d\n  b", 1), 15U - 1U);
  EXPECT_EQ(SkipBlanks("a#b", 1), 1U);  // no blank before it: no comment
  EXPECT_EQ(SkipBlanks("a ", 1), 2U);
  EXPECT_EQ(SkipBlanks("", 0), 0U);
}

TEST(ExtentTest, SkipsTagsAndAnchorsInEitherOrder) {
  const Properties both = SkipProperties("&a !!str\n  x", 0);
  EXPECT_EQ(both.end, 8U);
  EXPECT_EQ(both.content, 11U);
  EXPECT_EQ(SkipProperties("!<tag:a b> x", 0).end, 10U);
  EXPECT_EQ(SkipProperties("x", 0).content, 0U);
  EXPECT_EQ(SkipProperties("&", 0).content, 1U);
}

TEST(ExtentTest, FindsTheEndOfScalars) {
  EXPECT_EQ(EndOfScalar("x y # c", 0, "x y"), 3U);
  EXPECT_EQ(EndOfScalar("x\n\n  y\nz", 0, "x\ny"), 6U);
  EXPECT_EQ(EndOfScalar("'a''b' c", 0, "a'b"), 6U);
  EXPECT_EQ(EndOfScalar("\"a\\\\\" b", 0, "a\\"), 5U);
  EXPECT_EQ(EndOfScalar("'", 0, ""), std::string_view::npos);
  EXPECT_EQ(EndOfScalar("\"a\\\"", 0, "a\""), std::string_view::npos);
}

TEST(ExtentTest, FindsTheEndOfBlockScalars) {
  constexpr std::string_view kText = "|+ # c\n   a\n    b\n\n   c\n\n # less indented\nd: e";
  EXPECT_EQ(EndOfScalar(kText, 0, "a\n b\n\nc\n\n"), kText.find("c\n\n #") + 1);
  EXPECT_EQ(EndOfScalar(">\n\nb: c", 0, ""), 1U);  // no content at all
  EXPECT_EQ(EndOfScalar("|1\n  a\n b\nc", 0, " a\nb\n"),
            9U);                                        // an indentation indicator: one blank belongs to the text
  EXPECT_EQ(EndOfScalar("|\na\n--- b", 0, "a\n"), 3U);  // at the top level, a document marker ends it
}

TEST(ExtentTest, CountsColumnsFromTheLineStart) {
  EXPECT_EQ(ColumnOf("ab\ncd", 0), 0U);
  EXPECT_EQ(ColumnOf("ab\ncd", 4), 1U);
  EXPECT_EQ(ColumnOf("ab\r\ncd", 4), 0U);
}

}  // namespace
}  // namespace sigmatic::yaml
