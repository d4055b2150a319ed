#include "backends/eql/lucene.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "compiler/base/ip_address.h"
#include "tests/backends/eql/rule_builder.h"

namespace sigmatic::eql {
namespace {

std::string FromRegex(std::string_view pattern, regex::Flags flags = {}) {
  const auto parsed = regex::Parse(pattern, flags, [](std::size_t, std::size_t) { return base::Span{}; });
  const auto lucene = LucenePattern::FromRegex(std::get<regex::Regex>(parsed));
  return lucene ? lucene->text() : "(none)";
}

TEST(LuceneTest, SearchBecomesWholeMatch) {
  EXPECT_EQ(FromRegex("a"), ".*a.*");
  EXPECT_EQ(FromRegex("^a"), "a.*");
  EXPECT_EQ(FromRegex(R"(a\z)"), ".*a");
  EXPECT_EQ(FromRegex("a$"), ".*a\n?");
}

TEST(LuceneTest, DotTakesNewlinesOnlyWithFlag) {
  EXPECT_EQ(FromRegex(R"(^a.b\z)"), "a[^\n]b");
  EXPECT_EQ(FromRegex(R"(^a.b\z)", regex::Flags{false, false, true}), "a.b");
}

TEST(LuceneTest, EveryReservedCharacterIsEscaped) {
  const std::string reserved = R"re(.?+*|{}[]()"\#@&<>~^$)re";
  for (char c = 0x21; c < 0x7F; ++c) {
    const bool is_alphanumeric = std::isalnum(static_cast<unsigned char>(c)) != 0;
    const std::string source = is_alphanumeric ? std::string(1, c) : std::string("\\") + c;
    const std::string expected = reserved.find(c) == std::string::npos ? std::string(1, c) : std::string("\\") + c;
    EXPECT_EQ(FromRegex("^" + source + R"(\z)"), expected);
  }
}

TEST(LuceneTest, Classes) {
  EXPECT_EQ(FromRegex(R"(^[a-f0-9_]\z)"), "[0-9_a-f]");
  EXPECT_EQ(FromRegex(R"(^[^/]\z)"), "[^/]");
  EXPECT_EQ(FromRegex(R"(^[\]\[\\^-]\z)"), R"([\-\[-\^])");
  EXPECT_EQ(FromRegex(R"(^\d\z)"), "[0-9]");
  EXPECT_EQ(FromRegex(R"(^\w\z)"), "[0-9A-Z_a-z]");
}

TEST(LuceneTest, GroupsAndRepetitions) {
  EXPECT_EQ(FromRegex(R"(^(?:ab|c)+d{2,3}e{4,}f?\z)"), "(ab|c)+d{2,3}e{4,}f?");
  EXPECT_EQ(FromRegex(R"(^a+?\z)"), "a+");
}

// Lucene would take the parenthesis for the branch: an empty one needs `()`.
TEST(LuceneTest, EmptyBranches) { EXPECT_EQ(FromRegex(R"(^a(?:b|)c\z)"), "a(b|())c"); }

TEST(LuceneTest, WhatHasNoForm) {
  EXPECT_EQ(FromRegex(R"(\ba)"), "(none)");
  EXPECT_EQ(FromRegex("^a", regex::Flags{false, true, false}), "(none)");
}

TEST(LuceneTest, Patterns) {
  EXPECT_EQ(LucenePattern::FromPattern(Glob("a*?", true))->text(), "a.*.");
  EXPECT_EQ(LucenePattern::FromPattern(Glob("a-1"))->text(), "[Aa]-1");
}

TEST(LuceneTest, LengthCountsUtf16) { EXPECT_EQ(LucenePattern::FromPattern(Text("aé😀", true))->Length(), 4U); }

// The pattern of a network against every address at its edges, with another engine.
TEST(LuceneTest, NetworksMatchTheirAddresses) {
  for (std::uint8_t prefix = 0; prefix <= 32; ++prefix) {
    const std::uint32_t mask = prefix == 0 ? 0U : ~std::uint32_t{0} << (32U - prefix);
    const std::uint32_t network = 0xAC1FC8A5U & mask;  // 172.31.200.165
    const auto text = [](std::uint32_t address) {
      return std::to_string(address >> 24U) + "." + std::to_string((address >> 16U) & 255U) + "." +
             std::to_string((address >> 8U) & 255U) + "." + std::to_string(address & 255U);
    };
    const base::IpAddress parsed = *base::ParseAddress(text(network));
    const std::string pattern = LucenePattern::FromNetwork(ir::Network{false, parsed.bytes, prefix}).text();
    SCOPED_TRACE(pattern);
    EXPECT_LT(pattern.size(), kMaxPatternLength);
    const std::regex engine(pattern);
    const std::uint32_t last = network | ~mask;
    for (const std::uint32_t inside : {network, last, network + (last - network) / 2, network + (last - network) / 3}) {
      EXPECT_TRUE(std::regex_match(text(inside), engine)) << text(inside);
    }
    if (prefix > 0) {
      EXPECT_FALSE(std::regex_match(text(network - 1), engine)) << text(network - 1);
      EXPECT_FALSE(std::regex_match(text(last + 1), engine)) << text(last + 1);
    }
    EXPECT_FALSE(std::regex_match(text(network) + "0.1", engine));
    EXPECT_FALSE(std::regex_match("0" + text(network), engine));
    EXPECT_FALSE(std::regex_match(text(network) + ".1", engine));
  }
}

TEST(LuceneTest, NetworkOctets) {
  const auto pattern = [](std::string_view address, std::uint8_t prefix) {
    return LucenePattern::FromNetwork(ir::Network{false, base::ParseAddress(address)->bytes, prefix}).text();
  };
  EXPECT_EQ(pattern("10.1.2.3", 32), R"(10\.1\.2\.3)");
  EXPECT_EQ(pattern("10.1.2.4", 30), R"(10\.1\.2\.([4-7]))");
  EXPECT_EQ(pattern("10.1.2.8", 29), R"(10\.1\.2\.([8-9]|1[0-5]))");
  EXPECT_EQ(pattern("10.1.2.96", 27), R"(10\.1\.2\.(9[6-9]|1[0-1][0-9]|12[0-7]))");
  EXPECT_EQ(pattern("172.16.0.0", 12),
            R"(172\.(1[6-9]|2[0-9]|3[0-1])(\.([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])){2})");
}

}  // namespace
}  // namespace sigmatic::eql
