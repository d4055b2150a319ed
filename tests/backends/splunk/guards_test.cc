// The guards inside the idioms accept exactly the texts that the semantics names: checked with RE2 against the
// compiler's own readers of times, addresses and numbers.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>
#include <string>
#include <string_view>

#include "compiler/base/decimal.h"
#include "compiler/base/ip_address.h"
#include "compiler/eval/time_part.h"
#include "compiler/eval/value.h"
#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

// The regex of the nth match() in a query. RE2 has no look-ahead, so the one for the length is cut off.
std::string GuardOf(const std::string& query, int nth = 0) {
  std::size_t at = 0;
  for (int i = 0; i <= nth; ++i) at = query.find("match(", at) + 6;
  const std::size_t begin = query.find('"', at) + 1;
  std::string guard = query.substr(begin, query.find('"', begin) - begin);
  constexpr std::string_view kLength = "(?=.{1,64}\\z)";
  if (const std::size_t length = guard.find(kLength); length != std::string::npos) guard.erase(length, kLength.size());
  return guard;
}

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  int Pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  // Sometimes the text as it is, sometimes with a few characters replaced, left out or put in.
  std::string Mutate(std::string text, std::string_view alphabet) {
    for (int changes = Pick(4); changes > 0; --changes) {
      const auto position = static_cast<std::size_t>(Pick(static_cast<int>(text.size()) + 1));
      const char c = alphabet[static_cast<std::size_t>(Pick(static_cast<int>(alphabet.size())))];
      const int kind = Pick(3);
      if (kind == 0) {
        text.insert(position, 1, c);
      } else if (position < text.size()) {
        kind == 1 ? text.replace(position, 1, 1, c) : text.erase(position, 1);
      }
    }
    return text;
  }

 private:
  std::mt19937 random_;
};

eval::Value TextValue(const std::string& text) {
  eval::Value value;
  value.kind = eval::Value::Kind::kString;
  value.size = static_cast<std::uint32_t>(text.size());
  value.text_data = text.data();
  return value;
}

void CompareTimes(ir::TimePart part) {
  RuleBuilder rule;
  rule.Time("t", part, ir::TimeComparison::kEqual, 1);
  const std::string query = rule.Compile();
  const RE2 iso(GuardOf(query));
  const RE2 epoch(GuardOf(query, 1));
  ASSERT_TRUE(iso.ok() && epoch.ok());
  const unsigned seed = std::random_device()();
  Mutator mutator(seed);
  const char* const texts[] = {"2024-02-29T23:59:60.123Z", "1900-02-28", "2023-04-30 00:00+0530",
                               "2000-02-29T12:30:00-08",   "1700000000", "1700000000123",
                               "0001-12-31T19:05",         "2100-02-29", "000000000000000000001700000000"};
  int accepted = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutator.Mutate(texts[mutator.Pick(9)], "0123456789-:TZ +.");
    const bool wanted = eval::TimePartOf(TextValue(text), part).has_value();
    bool got = RE2::PartialMatch(text, iso);
    if (RE2::PartialMatch(text, epoch)) got = std::stoll(text) < 253402300800000;
    accepted += wanted ? 1 : 0;
    ASSERT_EQ(got, wanted) << text << " (seed " << seed << ")";
  }
  EXPECT_GT(accepted, 2000);
}

TEST(GuardsTest, DatesAreThoseThatExist) { CompareTimes(ir::TimePart::kDay); }
TEST(GuardsTest, ClocksNeedATime) { CompareTimes(ir::TimePart::kHour); }

TEST(GuardsTest, AddressesAreWhole) {
  RuleBuilder rule;
  rule.Network("ip", ir::Network{false, {}, 0});
  const RE2 guard(GuardOf(rule.Compile()));
  ASSERT_TRUE(guard.ok());
  const unsigned seed = std::random_device()();
  Mutator mutator(seed);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutator.Mutate(mutator.Pick(2) == 0 ? "10.200.255.1" : "0.0.99.249", "0123456789.:/ ");
    const auto address = base::ParseAddress(text);
    ASSERT_EQ(RE2::PartialMatch(text, guard), address && !address->v6) << text << " (seed " << seed << ")";
  }
}

TEST(GuardsTest, V6AddressesPass) {
  RuleBuilder rule;
  rule.Network("ip", ir::Network{true, {}, 0});
  const RE2 guard(GuardOf(rule.Compile()));
  ASSERT_TRUE(guard.ok());
  for (const char* text : {"::", "::1", "2001:DB8::1", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8"}) {
    EXPECT_TRUE(RE2::PartialMatch(text, guard)) << text;
  }
  for (const char* text : {"10.0.0.1", "fe80::1%eth0", "::/0", "", "[::1]", "::1\n"}) {
    EXPECT_FALSE(RE2::PartialMatch(text, guard)) << text;
  }
}

TEST(GuardsTest, NumbersAreDecimal) {
  RuleBuilder rule;
  rule.Compare("n", ir::Comparison::kLess, "1");
  const RE2 guard(GuardOf(rule.Compile()));
  ASSERT_TRUE(guard.ok());
  const unsigned seed = std::random_device()();
  Mutator mutator(seed);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutator.Mutate(mutator.Pick(2) == 0 ? "-12.50" : "007e+1", "0123456789.-+eE x");
    ASSERT_EQ(RE2::PartialMatch(text, guard), base::Decimal::Parse(text).has_value())
        << text << " (seed " << seed << ")";
  }
}

}  // namespace
}  // namespace sigmatic::splunk
