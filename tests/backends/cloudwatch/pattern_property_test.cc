// Random patterns and texts: the regex literal, run by RE2, must match what the pattern matches. RE2 has every part
// that the literals are made of; its `$` is the end of the text alone.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backends/cloudwatch/escape.h"
#include "compiler/ir/pattern.h"

namespace sigmatic::cloudwatch {
namespace {

constexpr std::array<std::string_view, 26> kAlphabet = {"a", "A",  "b", "s", "ſ", "k", "é",  "É",   "σ",
                                                        "ς", "日", "😀", "1", ".", "*", "?",  "\\",  "/",
                                                        "#", "(",  "[", "^", "$", "|", "\n", "\x01"};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t Below(std::size_t bound) { return engine_() % bound; }
  std::string Text(std::size_t max_length) {
    std::string text;
    for (std::size_t i = Below(max_length + 1); i > 0; --i) text += kAlphabet[Below(kAlphabet.size())];
    return text;
  }
  ir::Pattern Pattern(bool cased) {
    ir::Pattern pattern;
    pattern.cased = cased;
    for (std::size_t i = Below(5); i > 0; --i) {
      const std::size_t kind = Below(4);
      if (kind == 0) {
        pattern.parts.emplace_back(ir::AnyRun{});
      } else if (kind == 1) {
        pattern.parts.emplace_back(ir::AnyOne{});
      } else {
        std::string text = Text(3);
        if (!text.empty()) pattern.parts.emplace_back(ir::Literal{std::move(text)});
      }
    }
    return ir::Normalize(std::move(pattern));
  }

 private:
  std::mt19937 engine_;
};

// A text close to the pattern, so that matches are not rare.
std::string Instance(const ir::Pattern& pattern, Random* random) {
  std::string text;
  for (const ir::PatternPart& part : pattern.parts) {
    if (const auto* literal = std::get_if<ir::Literal>(&part)) {
      text += literal->text;
    } else {
      text += std::holds_alternative<ir::AnyRun>(part) ? random->Text(2)
                                                       : std::string(kAlphabet[random->Below(kAlphabet.size())]);
    }
  }
  return text;
}

TEST(PatternPropertyTest, LiteralsMatchWhatPatternsMatch) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  int matches = 0;
  for (int round = 0; round < 3000; ++round) {
    PatternTest test{{"f"}, {}, random.Below(3) == 0};
    for (std::size_t i = 1 + random.Below(4); i > 0; --i) test.alternatives.push_back(random.Pattern(test.cased));
    const std::string literal = RegexLiteral::For(test).text();
    ASSERT_TRUE(literal.size() >= 2 && literal.front() == '/' && literal.back() == '/');
    const RE2 regex(literal.substr(1, literal.size() - 2), RE2::Quiet);
    ASSERT_TRUE(regex.ok()) << literal;
    for (int i = 0; i < 6; ++i) {
      const std::string text =
          i == 0 ? random.Text(4) : Instance(test.alternatives[random.Below(test.alternatives.size())], &random);
      bool expected = false;
      for (const ir::Pattern& pattern : test.alternatives) expected = expected || ir::Matches(pattern, text);
      EXPECT_EQ(RE2::PartialMatch(text, regex), expected) << literal << " on " << testing::PrintToString(text);
      matches += expected ? 1 : 0;
    }
  }
  EXPECT_GT(matches, 3000);  // else the texts are too far from the patterns to show anything
}

TEST(PatternPropertyTest, NumbersAreWhatTheGuardLetsThrough) {
  const std::string literal = RegexLiteral::ForNumbers().text();
  const RE2 regex(literal.substr(1, literal.size() - 2), RE2::Quiet);
  for (const std::string_view number : {"0", "-1", "007", "1.50", "1e3", "-1.5E-10", "2e+5"}) {
    EXPECT_TRUE(RE2::PartialMatch(std::string(number), regex)) << number;
  }
  for (const std::string_view other : {"", "-", "1.", ".5", "+1", "1e", "0x10", " 1", "1 ", "1,5", "NaN", "1\n"}) {
    EXPECT_FALSE(RE2::PartialMatch(std::string(other), regex)) << other;
  }
}

}  // namespace
}  // namespace sigmatic::cloudwatch
