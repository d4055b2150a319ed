// Each byte in each kind of quotes, read back by the rules of Splunk's pages.
#include "backends/splunk/escape.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "compiler/base/unicode.h"
#include "compiler/ir/pattern_regex.h"
#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

// A string of the search command: `\\` and `\"` are escapes, nothing else may be one.
std::optional<std::string> ReadSearchString(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return std::nullopt;
    if (text[i] == '\\') {
      ++i;
      if (i == text.size() || (text[i] != '\\' && text[i] != '"')) return std::nullopt;
    }
    out += text[i];
  }
  return out;
}

TEST(EscapeTest, SearchStringsReadBackAsTheyWere) {
  for (int c = 0x20; c < 0x7F; ++c) {
    for (const std::string& text :
         {std::string(1, static_cast<char>(c)) + "x", "x" + std::string(1, static_cast<char>(c)),
          std::string("x\\") + static_cast<char>(c), std::string("\"") + static_cast<char>(c) + "y"}) {
      if (text.find('*') != std::string::npos) continue;
      const std::string escaped = SearchText(SearchValue{false, text, false}).text();
      EXPECT_EQ(ReadSearchString(escaped), text);
      EXPECT_EQ(ReadSearchString(SearchText(SearchValue{true, text, true}).text()), "*" + text + "*");
    }
  }
}

// Reads a pattern of plain characters back: \xHH, \x{H...}, and a backslash before punctuation.
std::string ReadPattern(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '\\') {
      out += pattern[i];
    } else if (pattern[i + 1] == 'x') {
      const bool braces = pattern[i + 2] == '{';
      const std::size_t begin = braces ? i + 3 : i + 2;
      const std::size_t end = braces ? pattern.find('}', begin) : begin + 2;
      base::AppendUtf8(static_cast<char32_t>(std::stoul(std::string(pattern.substr(begin, end - begin)), nullptr, 16)),
                       &out);
      i = braces ? end : end - 1;
    } else {
      out += pattern[++i];
    }
  }
  return out;
}

TEST(EscapeTest, PatternsReadBackAndHoldNothingThatSplReadsTwice) {
  for (char32_t c = 0; c < 0x180; ++c) {
    std::string text;
    base::AppendUtf8(c, &text);
    ir::Pattern pattern{{ir::AnyRun{}, ir::Literal{text}, ir::AnyRun{}}, true};
    const std::string escaped = RegexString(AnyValueMatches{{"f"}, ir::PatternToRegex(pattern)}).text();
    ASSERT_GE(escaped.size(), 3U);
    const std::string inner = escaped.substr(1, escaped.size() - 2);
    EXPECT_EQ(inner.find('"'), std::string::npos) << escaped;
    EXPECT_EQ(inner.find('`'), std::string::npos) << escaped;
    EXPECT_EQ(inner.find("\\\\"), std::string::npos) << escaped;
    for (const char byte : inner) EXPECT_FALSE(static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) << escaped;
    EXPECT_EQ(ReadPattern(inner), text) << static_cast<unsigned>(c);
  }
}

TEST(EscapeTest, SourceValuesKeepWildcards) {
  EXPECT_EQ(SourceText("main").text(), "main");
  EXPECT_EQ(SourceText("aws-*").text(), "aws-*");
  EXPECT_EQ(SourceText("aws:cloudtrail").text(), R"("aws:cloudtrail")");
  EXPECT_EQ(SourceText(R"(x" | delete)").text(), R"("x\" | delete")");
  EXPECT_EQ(SourceText("[search x]").text(), R"("[search x]")");
}

}  // namespace
}  // namespace sigmatic::splunk
