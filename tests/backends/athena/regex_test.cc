#include "backends/athena/regex.h"

#include <gtest/gtest.h>

#include "compiler/regex/parser.h"

namespace sigmatic::athena {
namespace {

// The pattern, after "lower: " where it is for the text in lower case.
std::string Printed(std::string_view pattern) {
  const auto parsed = regex::Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
  if (!std::holds_alternative<regex::Regex>(parsed)) return "invalid";
  const PrintedRegex printed = PrintRegex(std::get<regex::Regex>(parsed));
  return (printed.on_lower_case ? "lower: " : "") + printed.pattern;
}

TEST(RegexTest, StaysCloseToTheAuthors) {
  EXPECT_EQ(Printed("^a+(?:b|c){2,3}\\d\\.$"), "^a+(?:b|c){2,3}\\d\\.$");
  EXPECT_EQ(Printed("\\w\\s\\S[^\\d]"), "\\w\\s\\S\\D");
  EXPECT_EQ(Printed("a.b"), "a.b");
  EXPECT_EQ(Printed("a\\z"), "a\\z");
}

TEST(RegexTest, AnchorsAreWhatTheTreeMeans) {
  EXPECT_EQ(Printed("\\bx\\B"), "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))x(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))");
  EXPECT_EQ(Printed("(?m)^x$"), "(?<![^\\n])x(?![^\\n])");
}

TEST(RegexTest, CaseIsFoldedByLowerWhereEveryLetterIgnoresIt) {
  EXPECT_EQ(Printed("(?i)PowerShell\\.exe"), "lower: powershell\\.exe");
  EXPECT_EQ(Printed("(?i)[A-F]x"), "lower: [a-f]x");
  EXPECT_EQ(Printed("(?i)[^A-F]\\w"), "lower: [^a-f]\\w");
  EXPECT_EQ(Printed("(?i)\\d+"), "\\d+");
}

TEST(RegexTest, OtherwiseByClasses) {
  EXPECT_EQ(Printed("a(?i:b)"), "a[Bb]");
  EXPECT_EQ(Printed("(?i)\xC3\xA9"), "[\xC3\x89\xC3\xA9]");
}

TEST(RegexTest, EveryByteIsEscapedWhereItNeedsToBe) {
  EXPECT_EQ(Printed("\\(\\[\\{\\^\\$\\.\\|\\?\\*\\+\\)\\]\\}\\\\"), "\\(\\[\\{\\^\\$\\.\\|\\?\\*\\+\\)\\]\\}\\\\");
  EXPECT_EQ(Printed("[&\\-\\]\\[^\\\\]"), "[\\&\\-\\[-\\^]");
  EXPECT_EQ(Printed("\\n\\r\\t\\x00\\x0b"), "\\n\\r\\t\\x{0}\\x{B}");
  EXPECT_EQ(Printed("#/' \""), "#/' \"");
}

}  // namespace
}  // namespace sigmatic::athena
