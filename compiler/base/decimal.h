// An exact decimal number. Rules and events hold numbers beyond 2^53 and beyond the range of double; comparing them as
// doubles would make different numbers equal.
#ifndef SIGMATIC_COMPILER_BASE_DECIMAL_H_
#define SIGMATIC_COMPILER_BASE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sigmatic::base {

class Decimal {
 public:
  Decimal() = default;  // zero
  static Decimal FromInteger(std::int64_t value);

  // Reads "-?digits[.digits][e[+-]digits]" (JSON's grammar, leading zeros allowed). Nullopt for anything else, and for
  // exponents beyond kMaxExponent in absolute value.
  static std::optional<Decimal> Parse(std::string_view text);

  static constexpr std::int64_t kMaxExponent = 100000;

  // Plain decimal text, no exponent, no superfluous zeros: "-1.5", "12000". Up to kMaxExponent digits long.
  [[nodiscard]] std::string ToString() const;

  [[nodiscard]] bool IsInteger() const { return exponent_ >= 0; }

  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  // value = (negative ? -1 : 1) * 0.digits * 10^(digits.size() + exponent); normalized: no zeros at either end of
  // `digits`, so that equal values are equal member by member. Zero has no digits.
  bool negative_ = false;
  std::string digits_;
  std::int64_t exponent_ = 0;
};

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_DECIMAL_H_
