#include "compiler/base/decimal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sigmatic::base {
namespace {

Decimal Number(std::string_view text) {
  const std::optional<Decimal> decimal = Decimal::Parse(text);
  EXPECT_TRUE(decimal.has_value()) << text;
  return decimal.value_or(Decimal());
}

TEST(DecimalTest, ParsesTheJsonGrammarWithLeadingZeros) {
  EXPECT_EQ(Number("0").ToString(), "0");
  EXPECT_EQ(Number("-0").ToString(), "0");
  EXPECT_EQ(Number("0.000").ToString(), "0");
  EXPECT_EQ(Number("0e99").ToString(), "0");
  EXPECT_EQ(Number("007").ToString(), "7");
  EXPECT_EQ(Number("-1.50").ToString(), "-1.5");
  EXPECT_EQ(Number("12000").ToString(), "12000");
  EXPECT_EQ(Number("1.2e4").ToString(), "12000");
  EXPECT_EQ(Number("1.2E+1").ToString(), "12");
  EXPECT_EQ(Number("125e-2").ToString(), "1.25");
  EXPECT_EQ(Number("125e-3").ToString(), "0.125");
  EXPECT_EQ(Number("125e-5").ToString(), "0.00125");
  EXPECT_EQ(Number("9007199254740993").ToString(), "9007199254740993");  // 2^53 + 1 is no double
}

TEST(DecimalTest, RefusesEverythingElse) {
  for (const std::string_view text : {"", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "e5", "1 ", " 1", "0x10", "1_000",
                                      "--1", "1.2.3", "inf", "nan", "1e5x", "1,5"}) {
    EXPECT_EQ(Decimal::Parse(text), std::nullopt) << text;
  }
}

TEST(DecimalTest, LimitsTheExponent) {
  EXPECT_TRUE(Decimal::Parse("1e100000").has_value());
  EXPECT_TRUE(Decimal::Parse("1e-100000").has_value());
  EXPECT_FALSE(Decimal::Parse("1e100001").has_value());
  EXPECT_FALSE(Decimal::Parse("1e-100001").has_value());
  EXPECT_FALSE(Decimal::Parse("1e99999999999999999999999999").has_value());
  EXPECT_EQ(Number("1e100000").ToString().size(), 100001U);
}

TEST(DecimalTest, EqualValuesAreEqual) {
  EXPECT_EQ(Number("1"), Number("1.000"));
  EXPECT_EQ(Number("1"), Number("10e-1"));
  EXPECT_EQ(Number("-0"), Number("0"));
  EXPECT_EQ(Number("1e100000"), Number("10e99999"));
  EXPECT_NE(Number("1"), Number("-1"));
  EXPECT_NE(Number("9007199254740992"), Number("9007199254740993"));
  EXPECT_EQ(Decimal::FromInteger(std::numeric_limits<std::int64_t>::min()), Number("-9223372036854775808"));
  EXPECT_EQ(Decimal::FromInteger(0), Decimal());
}

TEST(DecimalTest, OrdersByValue) {
  const std::vector<std::string_view> ascending = {
      "-1e100000", "-1000",   "-999.9", "-10",  "-9", "-1.01", "-1", "-0.5", "-1e-100000",       "0",
      "1e-100000", "0.5",     "1",      "1.01", "9",  "10",    "99", "100",  "9007199254740992", "9007199254740993",
      "1e99999",   "1e100000"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(Number(ascending[i]) <=> Number(ascending[j]), i <=> j) << ascending[i] << " " << ascending[j];
    }
  }
}

TEST(DecimalTest, AgreesWithIntegersScaledByPowersOfTen) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> value(-1500, 1500);
  for (int round = 0; round < 20000; ++round) {
    const int a = value(random);
    const int b = value(random);
    const Decimal x = Number(std::to_string(a) + "e-2");
    const Decimal y = Number(std::to_string(b) + "e-2");
    ASSERT_EQ(x <=> y, a <=> b) << a << " " << b;
    ASSERT_EQ(x == y, a == b) << a << " " << b;
    ASSERT_EQ(Number(x.ToString()), x);
  }
}

TEST(DecimalTest, KnowsIntegers) {
  EXPECT_TRUE(Number("0").IsInteger());
  EXPECT_TRUE(Number("-12").IsInteger());
  EXPECT_TRUE(Number("1.20e1").IsInteger());
  EXPECT_FALSE(Number("1.2").IsInteger());
  EXPECT_FALSE(Number("1e-1").IsInteger());
}

}  // namespace
}  // namespace sigmatic::base
