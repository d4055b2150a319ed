#include "compiler/sema/sigma_string.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace sigmatic::sema {
namespace {

using ::testing::ElementsAre;
using Parts = std::vector<ir::PatternPart>;

Parts PartsOf(std::string_view text) { return ParseSigmaString(text).parts; }
ir::PatternPart Lit(std::string text) { return ir::Literal{std::move(text)}; }
const ir::PatternPart kRun = ir::AnyRun{};
const ir::PatternPart kOne = ir::AnyOne{};

TEST(SigmaStringTest, PlainText) {
  EXPECT_EQ(PartsOf(""), Parts{});
  EXPECT_EQ(PartsOf("abc"), Parts{Lit("abc")});
  EXPECT_EQ(PartsOf("100%_[a].{b}^$"), Parts{Lit("100%_[a].{b}^$")}) << "nothing else is special";
  EXPECT_FALSE(ParseSigmaString("a*").cased);
}

TEST(SigmaStringTest, Wildcards) {
  EXPECT_EQ(PartsOf("*"), Parts{kRun});
  EXPECT_EQ(PartsOf("?"), Parts{kOne});
  EXPECT_EQ(PartsOf("a*b?c"), (Parts{Lit("a"), kRun, Lit("b"), kOne, Lit("c")}));
  EXPECT_EQ(PartsOf("**a"), (Parts{kRun, Lit("a")})) << "runs are joined";
  EXPECT_EQ(PartsOf("*?*a"), (Parts{kOne, kRun, Lit("a")})) << "single ones come first";
  EXPECT_EQ(PartsOf("??"), (Parts{kOne, kOne}));
}

TEST(SigmaStringTest, EscapedWildcards) {
  EXPECT_EQ(PartsOf(R"(\*)"), Parts{Lit("*")});
  EXPECT_EQ(PartsOf(R"(\?)"), Parts{Lit("?")});
  EXPECT_EQ(PartsOf(R"(a\*b\?c)"), Parts{Lit("a*b?c")}) << "one literal, not several";
  EXPECT_EQ(PartsOf(R"(\**)"), (Parts{Lit("*"), kRun}));
  EXPECT_EQ(PartsOf(R"(*\*)"), (Parts{kRun, Lit("*")}));
}

TEST(SigmaStringTest, BackslashesBeforeAnotherCharacter) {
  EXPECT_EQ(PartsOf(R"(C:\Windows)"), Parts{Lit(R"(C:\Windows)")});
  EXPECT_EQ(PartsOf(R"(C:\\Windows)"), Parts{Lit(R"(C:\Windows)")});
  EXPECT_EQ(PartsOf(R"(C:\\\Windows)"), Parts{Lit(R"(C:\\Windows)")});
  EXPECT_EQ(PartsOf(R"(C:\\\\Windows)"), Parts{Lit(R"(C:\\Windows)")});
  EXPECT_EQ(PartsOf(R"(\%\n\")"), Parts{Lit(R"(\%\n\")")}) << "no other escapes exist";
}

TEST(SigmaStringTest, BackslashesAtTheEnd) {
  EXPECT_EQ(PartsOf(R"(a\)"), Parts{Lit(R"(a\)")});
  EXPECT_EQ(PartsOf(R"(a\\)"), Parts{Lit(R"(a\)")});
  EXPECT_EQ(PartsOf(R"(a\\\)"), Parts{Lit(R"(a\\)")});
  EXPECT_EQ(PartsOf(R"(a\\\\)"), Parts{Lit(R"(a\\)")});
}

TEST(SigmaStringTest, BackslashesAlone) {
  EXPECT_EQ(PartsOf(R"(\)"), Parts{Lit(R"(\)")});
  EXPECT_EQ(PartsOf(R"(\\)"), Parts{Lit(R"(\)")});
  EXPECT_EQ(PartsOf(R"(\\\)"), Parts{Lit(R"(\\)")});
  EXPECT_EQ(PartsOf(R"(\\\\)"), Parts{Lit(R"(\\)")});
}

TEST(SigmaStringTest, BackslashesBeforeAStar) {
  EXPECT_EQ(PartsOf(R"(a\*)"), Parts{Lit("a*")});
  EXPECT_EQ(PartsOf(R"(a\\*)"), (Parts{Lit(R"(a\)"), kRun}));
  EXPECT_EQ(PartsOf(R"(a\\\*)"), Parts{Lit(R"(a\*)")});
  EXPECT_EQ(PartsOf(R"(a\\\\*)"), (Parts{Lit(R"(a\\)"), kRun}));
}

TEST(SigmaStringTest, BackslashesBeforeAQuestionMark) {
  EXPECT_EQ(PartsOf(R"(a\?)"), Parts{Lit("a?")});
  EXPECT_EQ(PartsOf(R"(a\\?)"), (Parts{Lit(R"(a\)"), kOne}));
  EXPECT_EQ(PartsOf(R"(a\\\?)"), Parts{Lit(R"(a\?)")});
  EXPECT_EQ(PartsOf(R"(a\\\\?)"), (Parts{Lit(R"(a\\)"), kOne}));
}

TEST(SigmaStringTest, LiteralPatternKeepsEverything) {
  EXPECT_THAT(LiteralPattern(R"(\*?)").parts, ElementsAre(Lit(R"(\*?)")));
  EXPECT_TRUE(LiteralPattern("").parts.empty());
}

// Escaping every special character of any text makes a value that is this text.
TEST(SigmaStringTest, EscapedTextIsItself) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view kBytes = "ab\\*?\\";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    std::string escaped;
    for (std::size_t i = random() % 8; i > 0; --i) {
      const char c = kBytes[random() % kBytes.size()];
      text.push_back(c);
      if (c == '\\' || c == '*' || c == '?') escaped.push_back('\\');
      escaped.push_back(c);
    }
    const ir::Pattern pattern = ParseSigmaString(escaped);
    ASSERT_TRUE(pattern.IsLiteral()) << escaped;
    ASSERT_EQ(pattern.LiteralText(), text) << escaped;
  }
}

}  // namespace
}  // namespace sigmatic::sema
