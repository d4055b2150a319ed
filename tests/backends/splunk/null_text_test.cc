#include "backends/splunk/null_text.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <iterator>
#include <random>
#include <string>

#include "compiler/regex/re2_syntax.h"
#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

bool Found(std::string_view pattern, regex::Flags flags = {}) { return IsFoundInNullText(MakeRegex(pattern, flags)); }

TEST(NullTextTest, FindsWhatTheTextHolds) {
  for (const char* pattern : {"", "null", "^null$", "u", "ul+", "^n", "l\\z", "n.l", "[^a]", "(a|l)l", "x*", "^[a-z]+$",
                              "\\bnull\\b", "\\Bu", "(?:n(?:u(?:l)+)+)", "l{2}", "\\w{4}$", "(a|n)?u"}) {
    EXPECT_TRUE(Found(pattern)) << pattern;
  }
  EXPECT_TRUE(Found("NU", regex::Flags{.ignore_case = true}));
  EXPECT_TRUE(Found("[A-Z]{4}", regex::Flags{.ignore_case = true}));
  EXPECT_TRUE(Found("^null$", regex::Flags{.multi_line = true}));
}

TEST(NullTextTest, FindsNothingElse) {
  for (const char* pattern : {"NU", "^u", "n$", "l{3}", ".{5}", "[0-9]", "\\bu", "null\\B", "a+", "n\\su", "^$",
                              "[^nul]", "(?:nu){2}", "nulla?b"}) {
    EXPECT_FALSE(Found(pattern)) << pattern;
  }
}

TEST(NullTextTest, TakesDeeplyNestedRepetitionsInStride) {
  std::string pattern = "x";
  for (int i = 0; i < 90; ++i) pattern = "(?:" + pattern + "|n)*";
  EXPECT_TRUE(Found(pattern));
}

// Random patterns over the letters of the text, against another engine.
TEST(NullTextTest, AgreesWithRe2) {
  const unsigned seed = std::random_device()();
  std::mt19937 random(seed);
  const auto pick = [&random](int count) { return std::uniform_int_distribution<int>(0, count - 1)(random); };
  const char* const atoms[] = {"n",    "u",    "l",   "x", ".", "^", "$", "\\b", "\\B",
                               "[nu]", "[^l]", "(?:", ")", "|", "*", "?", "{2}"};
  int compared = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string pattern;
    for (int length = 1 + pick(8); length > 0; --length) pattern += atoms[pick(std::size(atoms))];
    auto parsed = regex::Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
    const auto* regex = std::get_if<regex::Regex>(&parsed);
    if (regex == nullptr) continue;
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 oracle(regex::ToRe2Syntax(*regex), options);
    ASSERT_TRUE(oracle.ok()) << pattern;
    ++compared;
    EXPECT_EQ(IsFoundInNullText(*regex), RE2::PartialMatch("null", oracle)) << pattern << " (seed " << seed << ")";
  }
  EXPECT_GT(compared, 500);
}

}  // namespace
}  // namespace sigmatic::splunk
