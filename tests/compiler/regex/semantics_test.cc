// Every rewrite of a regex against the reference matcher: all small patterns on all short texts, and random larger
// ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>
#include <string>
#include <variant>
#include <vector>

#include "compiler/regex/analysis.h"
#include "compiler/regex/parser.h"
#include "compiler/regex/re2_syntax.h"
#include "tests/compiler/regex/generate.h"
#include "tests/compiler/regex/reference_matcher.h"

namespace sigmatic::regex {
namespace {

base::Span PlaceAsIs(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

RE2::Options Options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(kRe2MaxMemory);
  return options;
}

struct Counts {
  int accepted = 0;
  int refused = 0;
  int whole = 0;
};

// Compares all forms of one pattern on all texts; false after the first difference.
bool Check(const std::string& pattern, Flags flags, const std::vector<std::string>& texts, Counts* counts) {
  const auto parsed = Parse(pattern, flags, PlaceAsIs);
  const auto* regex = std::get_if<Regex>(&parsed);
  if (regex == nullptr) {
    ++counts->refused;
    return true;
  }
  ++counts->accepted;
  const std::string syntax = ToRe2Syntax(*regex);
  const RE2 re2(syntax, Options());
  if (!re2.ok()) {
    ADD_FAILURE() << pattern << " became " << syntax << ": " << re2.error();
    return false;
  }
  const std::optional<Regex> whole = ToWholeString(*regex);
  if (whole.has_value()) ++counts->whole;
  const Regex expanded = CaseExpand(*regex, Folding::kUnicode);
  bool empty_found = false;
  for (const std::string& text : texts) {
    const bool expected = ReferenceSearch(*regex, text);
    empty_found = empty_found || (text.empty() && expected);
    const std::string context = "pattern " + pattern + " on " + testing::PrintToString(text);
    if (RE2::PartialMatch(text, re2) != expected) {
      ADD_FAILURE() << context << ": expected " << expected << " from RE2 of " << syntax;
      return false;
    }
    if (whole.has_value() && ReferenceMatchWhole(*whole, text) != expected) {
      ADD_FAILURE() << context << ": expected " << expected << " from the whole-string form " << ToRe2Syntax(*whole);
      return false;
    }
    if (ReferenceSearch(expanded, text) != expected) {
      ADD_FAILURE() << context << ": expected " << expected << " from the case-expanded form " << ToRe2Syntax(expanded);
      return false;
    }
  }
  if (empty_found && !MatchesEmpty(*regex)) {
    ADD_FAILURE() << pattern << " matches the empty text, MatchesEmpty says no";
    return false;
  }
  return true;
}

void CheckAll(const std::vector<std::string>& patterns, Flags flags, const std::vector<std::string>& texts) {
  Counts counts;
  for (const std::string& pattern : patterns) {
    if (!Check(pattern, flags, texts, &counts)) return;
  }
  EXPECT_GT(counts.accepted, counts.refused / 2) << "too few patterns were compared";
  testing::Test::RecordProperty("accepted", counts.accepted);
  testing::Test::RecordProperty("refused", counts.refused);
}

TEST(RegexSemantics, AllSmallPatternsWithTextAnchors) {
  const std::vector<std::string> atoms = {"a", "\\n", "^", "$", "\\z", "."};
  CheckAll(AllPatterns(4, atoms, {"*", "?"}), {}, AllTexts(4, {"a", "b", "\n"}));
}

TEST(RegexSemantics, AllSmallPatternsWithLineAnchors) {
  const std::vector<std::string> atoms = {"a", "\\n", "^", "$", "[^a]"};
  CheckAll(AllPatterns(4, atoms, {"*", "{2}"}), Flags{.multi_line = true}, AllTexts(4, {"a", "b", "\n"}));
}

TEST(RegexSemantics, AllSmallPatternsWithWordBoundaries) {
  const std::vector<std::string> atoms = {"a", "-", "\\b", "\\B", "$"};
  CheckAll(AllPatterns(4, atoms, {"*", "+"}), {}, AllTexts(3, {"a", "-", "\xC3\xA9", "\n"}));
}

TEST(RegexSemantics, AllSmallPatternsWithoutRegardToCase) {
  const std::vector<std::string> atoms = {"s", "\xC3\xA9", "[k-m]", "[^s]", "\\w"};
  CheckAll(AllPatterns(3, atoms, {"+"}), Flags{.ignore_case = true},
           AllTexts(3, {"S", "s", "\xC5\xBF", "\xC3\x89", "\xE2\x84\xAA", "l"}));
}

class RandomPatterns : public testing::TestWithParam<int> {};

TEST_P(RandomPatterns, Agree) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> atoms = {"a",
                                          "b",
                                          "A",
                                          "\\n",
                                          ".",
                                          "^",
                                          "$",
                                          "\\z",
                                          "\\A",
                                          "\\b",
                                          "\\B",
                                          "[^ab]",
                                          "\\s",
                                          "\\W",
                                          "(?i)",
                                          "[[:^alpha:]]",
                                          "(?s:.)",
                                          "",
                                          "a|$",
                                          "\xF0\x9F\x98\x80",
                                          "[\\w\xC3\xA9]",
                                          "(?:^|a)",
                                          "(?:$|\\n)",
                                          "(?i:k)"};
  const std::vector<std::string> quantifiers = {"*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{3,5}", "*?"};
  const std::vector<std::string> texts = AllTexts(3, {"a", "B", "\n", "-", "\xC3\xA9"});
  const Flags flags{.ignore_case = random() % 2 == 0, .multi_line = random() % 4 == 0, .dot_all = random() % 2 == 0};
  Counts counts;
  for (int i = 0; i < 100; ++i) {
    const std::string pattern = RandomPattern(2 + random() % 10, atoms, quantifiers, &random);
    if (!Check(pattern, flags, texts, &counts)) return;
  }
  EXPECT_GT(counts.accepted, 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPatterns, testing::Range(0, 4));

}  // namespace
}  // namespace sigmatic::regex
