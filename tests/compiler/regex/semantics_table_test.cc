// Cases from the manual of PCRE2 (https://www.pcre.org/current/doc/html/pcre2pattern.html) and Python's `re` where the
// two agree; each is decided by the documentation, and checked on both the reference matcher and RE2.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <variant>

#include "compiler/regex/parser.h"
#include "compiler/regex/re2_syntax.h"
#include "tests/compiler/regex/reference_matcher.h"

namespace sigmatic::regex {
namespace {

struct Case {
  std::string pattern;
  std::string text;
  bool found;
};

void PrintTo(const Case& c, std::ostream* out) {
  *out << c.pattern << " on " << testing::PrintToString(c.text) << (c.found ? " is found" : " is not found");
}

class RegexCases : public testing::TestWithParam<Case> {};

TEST_P(RegexCases, Hold) {
  const auto parsed = Parse(GetParam().pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
  ASSERT_TRUE(std::holds_alternative<Regex>(parsed)) << std::get<ParseError>(parsed).message;
  const auto& regex = std::get<Regex>(parsed);
  EXPECT_EQ(ReferenceSearch(regex, GetParam().text), GetParam().found) << "reference matcher";
  EXPECT_EQ(RE2::PartialMatch(GetParam().text, ToRe2Syntax(regex)), GetParam().found)
      << "RE2 of " << ToRe2Syntax(regex);
}

INSTANTIATE_TEST_SUITE_P(
    Anchors, RegexCases,
    testing::Values(Case{"abc", "xabcx", true}, Case{"^abc", "xabc", false}, Case{"^abc", "a\nabc", false},
                    Case{"abc$", "abc", true}, Case{"abc$", "abc\n", true}, Case{"abc$", "abc\n\n", false},
                    Case{"abc$", "abc\nx", false}, Case{"abc\\z", "abc\n", false}, Case{"abc\\z", "abc", true},
                    Case{"\\Aabc", "\nabc", false}, Case{"(?m)^abc$", "x\nabc\ny", true},
                    Case{"(?m)\\Aabc", "x\nabc", false}, Case{"(?m)abc$", "abc\n\n", true},
                    Case{"(?m)abc\\z", "abc\nx", false}, Case{"(?m)^a", "\na", true}, Case{"^$", "", true},
                    Case{"^$", "\n", true}, Case{"^$", "\n\n", false}, Case{"a$|b", "b\n\n", true},
                    Case{"(a$|b)", "a\n", true}, Case{"(^|/)x", "/x", true}, Case{"(^|/)x", "ax", false},
                    Case{"a$\\n", "a\n", true}, Case{"a$\\n", "a\n\n", false}, Case{"(?:a$\\n?)+", "a\n", true},
                    // The rounds that take nothing may do so only behind the newline, or only before it.
                    Case{"a$(?:\\n|\\z){2}", "a\n", true}, Case{"a$(?:\\n|\\b){3}", "a\n", true},
                    Case{"a$(?:\\n|\\z){2}", "a\n\n", false}));

INSTANTIATE_TEST_SUITE_P(Characters, RegexCases,
                         testing::Values(Case{"^.$", "\n", false}, Case{"^.$", "\r", true},
                                         Case{"^(?s:.)\\z", "\n", true}, Case{"^.\\z", "\xC3\xA9", true},
                                         Case{"^.\\z", "\xF0\x9F\x98\x80", true}, Case{"^[^a]\\z", "\n", true},
                                         Case{"\\d", "\xD9\xA3", false},  // ARABIC-INDIC DIGIT THREE: \d is ASCII
                                         Case{"\\w", "\xC3\xA9", false}, Case{"\\s", "\x0B", true},
                                         Case{"\\s", "\xC2\xA0", false}, Case{"[[:space:]]", "\x0B", true},
                                         Case{"\\W", "\xC3\xA9", true}, Case{"\\v", "\xE2\x80\xA8", true},
                                         Case{"[]]", "]", true}, Case{"[^]]", "]", false}, Case{"[a\\]]", "]", true},
                                         Case{"[\\\\]", "\\", true}, Case{"[[]", "[", true}, Case{"[a&&b]", "&", true},
                                         Case{"[+--]", ",", true}, Case{"a{,}", "a{,}", true},
                                         Case{"x{2,3}", "x{2,3}", false},
                                         Case{"\\x{1F600}", "\xF0\x9F\x98\x80", true}));

INSTANTIATE_TEST_SUITE_P(
    CaseAndBoundaries, RegexCases,
    testing::Values(Case{"abc", "ABC", false}, Case{"(?i)abc", "aBC", true}, Case{"(?i)[a-c]", "B", true},
                    Case{"(?i)[^a]", "A", false}, Case{"(?i)\xC3\xA9", "\xC3\x89", true},
                    Case{"(?i)k", "\xE2\x84\xAA", true}, Case{"(?i)\\w", "\xE2\x84\xAA", false},
                    Case{"(?i)[\\w]", "\xE2\x84\xAA", false}, Case{"(?i)[\\wk]", "\xE2\x84\xAA", true},
                    Case{"(?i)[[:lower:]]", "A", true}, Case{"(?i)\xC3\x9F", "SS", false}, Case{"a(?i)b", "AB", false},
                    Case{"a(?i)b", "aB", true}, Case{"(a(?i)b|c)", "C", true}, Case{"\\bfoo\\b", "a foo.", true},
                    Case{"\\bfoo\\b", "afoo", false}, Case{"\\Bfoo", "afoo", true}, Case{"\\b", "", false},
                    Case{"\\B", "", true}, Case{"\\bx", "\xC3\xA9x", true},
                    Case{"\\B",
                         "a\xC3\xA9"
                         "a",
                         false},
                    Case{"\\B", "\xC3\xA9", true}));

INSTANTIATE_TEST_SUITE_P(Repetitions, RegexCases,
                         testing::Values(Case{"^a{2}$", "aa", true}, Case{"^a{2}$", "aaa", false},
                                         Case{"^a{2,}$", "aaaa", true}, Case{"^(ab?)*$", "aaba", true},
                                         Case{"^(a|ab)(c|bcd)$", "abcd", true}, Case{"^(?:a*)*$", "aaa", true},
                                         Case{"^a??$", "", true},
                                         Case{"^(?:(?:25[0-5]|1?\\d)(?:\\.|\\b)){2}$", "255.19", true},
                                         Case{"(.){5,}", "abcd", false}, Case{"(.){5,}", "abcde", true},
                                         Case{"^(|a)+$", "aa", true}));

}  // namespace
}  // namespace sigmatic::regex
