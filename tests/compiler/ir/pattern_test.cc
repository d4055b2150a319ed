#include "compiler/ir/pattern.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/unicode.h"
#include "compiler/ir/pattern_regex.h"
#include "tests/compiler/ir/pattern_text.h"
#include "tests/compiler/regex/reference_matcher.h"

namespace sigmatic::ir {
namespace {

// The definition, read aloud: one wildcard or code point at a time.
bool NaiveMatches(std::u32string_view pattern, std::u32string_view text, bool cased) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == U'*') {
    return NaiveMatches(pattern.substr(1), text, cased) ||
           (!text.empty() && NaiveMatches(pattern, text.substr(1), cased));
  }
  if (text.empty()) return false;
  const bool same =
      pattern.front() == text.front() || (!cased && base::FoldCase(pattern.front()) == base::FoldCase(text.front()));
  return (pattern.front() == U'?' || same) && NaiveMatches(pattern.substr(1), text.substr(1), cased);
}

std::vector<std::string> AllOf(const std::vector<std::string>& pieces, std::size_t length) {
  std::vector<std::string> all = {""};
  std::size_t first = 0;
  for (std::size_t n = 1; n <= length; ++n) {
    const std::size_t end = all.size();
    for (std::size_t i = first; i < end; ++i) {
      for (const std::string& piece : pieces) all.push_back(all[i] + piece);
    }
    first = end;
  }
  return all;
}

void CompareAll(const std::vector<std::string>& letters, std::size_t pattern_length, std::size_t text_length) {
  std::vector<std::string> pieces = letters;
  pieces.insert(pieces.end(), {"*", "?"});
  const std::vector<std::string> texts = AllOf(letters, text_length);
  std::vector<std::u32string> decoded;
  decoded.reserve(texts.size());
  for (const std::string& text : texts) decoded.push_back(base::ToCodePoints(text));
  for (const std::string& pattern_text : AllOf(pieces, pattern_length)) {
    const std::u32string pattern_code_points = base::ToCodePoints(pattern_text);
    for (const bool cased : {false, true}) {
      const Pattern pattern = PatternFromText(pattern_text, cased);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        ASSERT_EQ(Matches(pattern, texts[i]), NaiveMatches(pattern_code_points, decoded[i], cased))
            << pattern_text << " on " << testing::PrintToString(texts[i]) << " cased " << cased;
      }
    }
  }
}

TEST(PatternMatches, AllSmallAsciiPatterns) { CompareAll({"a", "B", "\n"}, 4, 4); }

TEST(PatternMatches, AllSmallPatternsOutsideAscii) {
  CompareAll({"s", "\xC5\xBF", "\xC3\xA9", "\xC3\x89", "\xF0\x9F\x98\x80"}, 3, 3);
}

TEST(PatternMatches, FoldsCase) {
  EXPECT_TRUE(Matches(PatternFromText("root", false), "ROOT"));
  EXPECT_FALSE(Matches(PatternFromText("root", true), "ROOT"));
  EXPECT_TRUE(Matches(PatternFromText("k*", false), "\xE2\x84\xAA"));  // the Kelvin sign
  EXPECT_TRUE(Matches(PatternFromText("*\xC3\xA9", false), "caf\xC3\x89"));
  EXPECT_FALSE(Matches(PatternFromText("stra\xC3\x9F"
                                       "e",
                                       false),
                       "strasse"));  // simple folding keeps lengths
}

TEST(PatternMatches, SegmentsMayNotOverlap) {
  EXPECT_FALSE(Matches(PatternFromText("ab*ba", false), "aba"));
  EXPECT_TRUE(Matches(PatternFromText("ab*ba", false), "abba"));
  EXPECT_FALSE(Matches(PatternFromText("*ab*ab*", false), "ab"));
}

TEST(PatternMatches, HostileInputIsNotSlow) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "a*";
  pattern += "b";
  EXPECT_FALSE(Matches(PatternFromText(pattern, false), std::string(20000, 'a')));
}

TEST(PatternNormalize, JoinsAndOrders) {
  Pattern pattern;
  pattern.parts = {Literal{"a"}, Literal{""}, Literal{"b"}, AnyRun{}, AnyOne{},
                   AnyRun{},     AnyOne{},    Literal{"c"}, AnyRun{}};
  const std::vector<PatternPart> expected = {Literal{"ab"}, AnyOne{}, AnyOne{}, AnyRun{}, Literal{"c"}, AnyRun{}};
  EXPECT_EQ(Normalize(pattern).parts, expected);
  EXPECT_TRUE(Normalize(Pattern{}).parts.empty());
  EXPECT_TRUE(Normalize(Pattern{{}, true}).cased);
}

TEST(PatternNormalize, KeepsTheMeaning) {
  const std::vector<std::string> texts = AllOf({"a", "b"}, 4);
  for (const std::string& text : AllOf({"a", "*", "?"}, 4)) {
    Pattern raw;
    for (const char c : text) {
      if (c == '*') raw.parts.emplace_back(AnyRun{});
      if (c == '?') raw.parts.emplace_back(AnyOne{});
      if (c == 'a') raw.parts.emplace_back(Literal{"a"});
    }
    const Pattern normal = Normalize(raw);
    for (const std::string& value : texts) {
      ASSERT_EQ(Matches(normal, value), NaiveMatches(base::ToCodePoints(text), base::ToCodePoints(value), false))
          << text << " on " << value;
    }
  }
}

TEST(PatternToRegex, FindsWhatThePatternMatches) {
  const std::vector<std::string> texts = AllOf({"a", "S", "\n", "\xC5\xBF"}, 3);
  for (const std::string& text : AllOf({"A", "s", "*", "?"}, 4)) {
    for (const bool cased : {false, true}) {
      const Pattern pattern = PatternFromText(text, cased);
      const regex::Regex regex = PatternToRegex(pattern);
      for (const std::string& value : texts) {
        ASSERT_EQ(regex::ReferenceSearch(regex, value), Matches(pattern, value)) << text << " on " << value;
      }
    }
  }
}

}  // namespace
}  // namespace sigmatic::ir
