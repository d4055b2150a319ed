#include "compiler/regex/printer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>

#include "compiler/regex/analysis.h"
#include "compiler/regex/parser.h"
#include "compiler/regex/re2_syntax.h"

namespace sigmatic::regex {
namespace {

Regex MustParse(std::string_view pattern) {
  auto parsed = Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
  return std::get<Regex>(std::move(parsed));
}

void AppendPcre(char32_t c, std::string* out) { AppendEscaped(c, R"(\.+*?()|[]{}^$)", out); }
void AppendPcreMember(char32_t c, std::string* out) { AppendEscaped(c, R"(\[]^-)", out); }

constexpr Dialect kPcre = {
    .append_literal = AppendPcre,
    .append_class_member = AppendPcreMember,
    .nothing = "(?!)",
    .assertions = {"^", "$", "\\z", "(?m:^)", "(?m:$)", "\\b", "\\B"},
    .digit = "\\d",
    .not_digit = "\\D",
    .word = "\\w",
    .not_word = "\\W",
    .space = "\\s",
    .not_space = "\\S",
    .ignore_case_prefix = "(?i)",
};

// Like Lucene: no anchors, no shorthands, plain groups, a dot that takes newlines, case spelled out.
constexpr Dialect kWholeString = {
    .append_literal = AppendPcre,
    .append_class_member = AppendPcreMember,
    .group_open = "(",
    .any_but_newline = "[^\n]",
    .any = ".",
    .empty = "()",
    .nothing = "#",
};

std::string Pcre(std::string_view pattern) { return Print(MustParse(pattern), kPcre); }

std::string Whole(std::string_view pattern) {
  const auto whole = ToWholeString(MustParse(pattern));
  return whole.has_value() ? Print(*whole, kWholeString) : "impossible";
}

TEST(RegexPrinter, GroupsOnlyWherePrecedenceNeedsThem) {
  EXPECT_EQ(Pcre("(?:(?:a)(?:b)+(?:c))|(?:d)"), "ab+c|d");
  EXPECT_EQ(Pcre("(ab)+"), "(?:ab)+");
  EXPECT_EQ(Pcre("(a|b)c"), "(?:a|b)c");
  EXPECT_EQ(Pcre("a(b|c)*"), "a(?:b|c)*");
  EXPECT_EQ(Pcre("(a+)?"), "(?:a+)?");  // `a+?` would be something else
  EXPECT_EQ(Pcre("(a{2})+"), "(?:a{2})+");
  EXPECT_EQ(Pcre("(?:^)?a"), "(?:^)?a");
  EXPECT_EQ(Pcre("(a|)b"), "(?:a|)b");
  EXPECT_EQ(Pcre(""), "");
}

TEST(RegexPrinter, Quantifiers) {
  EXPECT_EQ(Pcre("a{0,}b{1,}c{0,1}"), "a*b+c?");
  EXPECT_EQ(Pcre("a{2}b{2,}c{2,5}"), "a{2}b{2,}c{2,5}");
  EXPECT_EQ(Pcre("a*?b+?c??d{2}?"), "a*b+c?d{2}");  // lazy or not, the same texts match
}

TEST(RegexPrinter, EscapesWhatIsSpecial) {
  EXPECT_EQ(Pcre("\\.\\-\\/\\{a\\}"), "\\.-/\\{a\\}");
  EXPECT_EQ(Pcre("[.*\\-\\]^]"), "[*\\-.\\]\\^]");
  EXPECT_EQ(Pcre("[.]"), "\\.");
}

TEST(RegexPrinter, Classes) {
  EXPECT_EQ(Pcre("[0-9]\\D"), "\\d\\D");
  EXPECT_EQ(Pcre("[a-zA-Z0-9_]\\W"), "\\w\\W");
  EXPECT_EQ(Pcre("\\s\\S"), "\\s\\S");
  EXPECT_EQ(Pcre("[\\w.]"), "[\\w.]");
  EXPECT_EQ(Pcre("[\\s\\w]"), "[\\w\\s]");
  EXPECT_EQ(Pcre("[^\\s\"]"), "[^\\s\"]");
  EXPECT_EQ(Pcre("[0-9a-f]"), "[0-9a-f]");
  EXPECT_EQ(Pcre("[ab]"), "[ab]");
  EXPECT_EQ(Pcre("[!-~]"), "[!-~]");  // contains \w, but is shorter by itself
  EXPECT_EQ(Pcre(".(?s:.)"), ".[\\s\\S]");
  EXPECT_EQ(Print(MustParse("\\w\\s"), kWholeString), "[0-9A-Z_a-z][\t-\r ]");
}

TEST(RegexPrinter, IgnoringCase) {
  EXPECT_EQ(Pcre("(?i)ab[c-e]1"), "(?i)ab[c-e]1");
  EXPECT_EQ(Pcre("(?i)a(?-i)b"), "[Aa]b");    // only in part: spelled out
  EXPECT_EQ(Pcre("(?i)a(?-i:1)"), "(?i)a1");  // digits have no case
  EXPECT_EQ(Pcre("(?i:a)[a-z]"), "[Aa][a-z]");
  EXPECT_EQ(Pcre("(?i)a\\w"), "(?i)a\\w");
  EXPECT_EQ(Pcre("(?i)\xC3\xA9"), "(?i)[\xC3\x89\xC3\xA9]");
  EXPECT_EQ(Print(MustParse("(?i)k[a-c]"), kWholeString), "[Kk][A-Ca-c]");
  EXPECT_EQ(Print(MustParse("(?i)[^k]"), kWholeString), "[^Kk]");
}

TEST(WholeString, AddsRunsWhereThereIsNoAnchor) {
  EXPECT_EQ(Whole("foo"), ".*foo.*");
  EXPECT_EQ(Whole("^foo"), "foo.*");
  EXPECT_EQ(Whole("foo\\z"), ".*foo");
  EXPECT_EQ(Whole("foo$"), ".*foo\n?");
  EXPECT_EQ(Whole("^foo$"), "foo\n?");
  EXPECT_EQ(Whole("^foo|bar$"), "foo.*|.*bar\n?");
  EXPECT_EQ(Whole("^(foo|bar)$"), "(foo|bar)\n?");
  EXPECT_EQ(Whole("(^foo|bar)x"), "(foo|.*bar)x.*");
  EXPECT_EQ(Whole("(^|/)x"), "(()|.*/)x.*");
  EXPECT_EQ(Whole("a|b"), ".*(a|b).*");
  EXPECT_EQ(Whole("^$"), "\n?");
  EXPECT_EQ(Whole("\\A\\z"), "()");
  EXPECT_EQ(Whole(""), ".*");
}

TEST(WholeString, DropsWhatARunOfAnyCharactersTakesAnyway) {
  EXPECT_EQ(Whole(".*foo.*"), ".*foo.*");
  EXPECT_EQ(Whole("\\s?foo[^\n]{1,7}"), ".*foo[^\n].*");
  EXPECT_EQ(Whole("a{2,}"), ".*a{2}.*");
  EXPECT_EQ(Whole(".*"), ".*");
}

TEST(WholeString, InnerAnchors) {
  EXPECT_EQ(Whole("foo$.*"), ".*foo\n?");
  EXPECT_EQ(Whole("foo$\\n"), ".*foo\n");
  EXPECT_EQ(Whole("foo$[\\s\\S]"), ".*foo\n");
  EXPECT_EQ(Whole(".*^foo"), "foo.*");
  EXPECT_EQ(Whole("\\bfoo"), "impossible");
  EXPECT_EQ(Whole("(?m)^foo"), "impossible");
}

TEST(RegexAnalysis, InnerAnchor) {
  EXPECT_FALSE(HasInnerAnchor(MustParse("^a$")));
  EXPECT_FALSE(HasInnerAnchor(MustParse("(^a|b$|^$)")));
  EXPECT_FALSE(HasInnerAnchor(MustParse("\\b^a$\\b")));
  EXPECT_FALSE(HasInnerAnchor(MustParse("(?:^a)?b")));
  EXPECT_TRUE(HasInnerAnchor(MustParse("a*^b")));
  EXPECT_TRUE(HasInnerAnchor(MustParse("a$.*")));
  EXPECT_TRUE(HasInnerAnchor(MustParse("a\\z.*")));
  EXPECT_TRUE(HasInnerAnchor(MustParse("(?:a$)+")));
  EXPECT_TRUE(HasInnerAnchor(MustParse("(?:^a){2}|b|^c"))) << "the second round follows a character";
  EXPECT_FALSE(HasInnerAnchor(MustParse("(?m)a\\n*^b")));
}

TEST(RegexAnalysis, Uses) {
  EXPECT_TRUE(UsesIgnoreCase(MustParse("(?i)a")));
  EXPECT_TRUE(UsesIgnoreCase(MustParse("(?i)[a-z]")));
  EXPECT_FALSE(UsesIgnoreCase(MustParse("(?i)[0-9]-")));
  EXPECT_TRUE(UsesLineAnchor(MustParse("(?m)a$")));
  EXPECT_FALSE(UsesLineAnchor(MustParse("^a$")));
  EXPECT_TRUE(UsesWordBoundary(MustParse("a\\B")));
  EXPECT_FALSE(UsesWordBoundary(MustParse("^a$")));
  EXPECT_TRUE(MatchesEmpty(MustParse("a*|b")));
  EXPECT_TRUE(MatchesEmpty(MustParse("^\\b$")));
  EXPECT_FALSE(MatchesEmpty(MustParse("a*b")));
}

TEST(CaseExpand, Foldings) {
  EXPECT_EQ(Pcre("(?i:k)a"), "[Kk]a");
  EXPECT_EQ(Print(CaseExpand(MustParse("(?i)k"), Folding::kUnicode), kPcre), "[Kk\xE2\x84\xAA]");
  EXPECT_EQ(Print(CaseExpand(MustParse("(?i)k"), Folding::kAscii), kPcre), "[Kk]");
  EXPECT_EQ(Print(CaseExpand(MustParse("(?i)\xE2\x84\xAA"), Folding::kAscii), kPcre), "[Kk\xE2\x84\xAA]");
  EXPECT_FALSE(UsesIgnoreCase(CaseExpand(MustParse("(?i)a[b-d]\xC3\xA9"), Folding::kUnicode)));
}

TEST(Re2Syntax, ReadsLikeThePattern) {
  const auto re2 = [](std::string_view pattern) { return ToRe2Syntax(MustParse(pattern)); };
  EXPECT_EQ(re2("^a\\d+$"), "\\Aa\\d+\\x0a?\\z");
  EXPECT_EQ(re2("(?i)abc"), "(?i)abc");
  EXPECT_EQ(re2("\\s"), "[\\x09-\\x0d ]");
  EXPECT_EQ(re2("(?s)a.b"), "a(?s:.)b");
  EXPECT_EQ(re2("(?m)^a$"), "(?m:^)a(?m:$)");
}

}  // namespace
}  // namespace sigmatic::regex
