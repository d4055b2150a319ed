#include "compiler/base/decimal.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

namespace sigmatic::base {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Removes the digits at the start of `*text` and returns them.
std::string_view TakeDigits(std::string_view* text) {
  std::size_t count = 0;
  while (count < text->size() && IsDigit((*text)[count])) ++count;
  const std::string_view digits = text->substr(0, count);
  text->remove_prefix(count);
  return digits;
}

bool Take(char c, std::string_view* text) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

// Reads "[+-]digits", which must be all that is left.
std::optional<std::int64_t> TakeExponent(std::string_view text) {
  const bool negative = Take('-', &text);
  if (!negative) Take('+', &text);
  std::string_view digits = TakeDigits(&text);
  if (digits.empty() || !text.empty()) return std::nullopt;
  std::int64_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec != std::errc() || value > Decimal::kMaxExponent) return std::nullopt;
  return negative ? -value : value;
}

}  // namespace

Decimal Decimal::FromInteger(std::int64_t value) { return *Parse(std::to_string(value)); }

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  Decimal decimal;
  const bool negative = Take('-', &text);
  const std::string_view whole = TakeDigits(&text);
  if (whole.empty()) return std::nullopt;
  std::string_view fraction;
  if (Take('.', &text)) {
    fraction = TakeDigits(&text);
    if (fraction.empty()) return std::nullopt;
  }
  std::int64_t exponent = 0;
  if (Take('e', &text) || Take('E', &text)) {
    const std::optional<std::int64_t> written = TakeExponent(text);
    if (!written) return std::nullopt;
    exponent = *written;
  } else if (!text.empty()) {
    return std::nullopt;
  }

  std::string digits;
  digits.reserve(whole.size() + fraction.size());
  digits.append(whole).append(fraction);
  exponent -= static_cast<std::int64_t>(fraction.size());
  const std::size_t last = digits.find_last_not_of('0');
  if (last == std::string::npos) return decimal;  // zero, whatever its sign and exponent
  exponent += static_cast<std::int64_t>(digits.size() - last - 1);
  digits.resize(last + 1);
  digits.erase(0, digits.find_first_not_of('0'));

  decimal.negative_ = negative;
  decimal.digits_ = std::move(digits);
  decimal.exponent_ = exponent;
  return decimal;
}

std::string Decimal::ToString() const {
  if (digits_.empty()) return "0";
  std::string text = negative_ ? "-" : "";
  const auto size = static_cast<std::int64_t>(digits_.size());
  const std::int64_t point = size + exponent_;  // digits before the decimal point
  if (point <= 0) {
    text.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits_);
  } else if (point >= size) {
    text.append(digits_).append(static_cast<std::size_t>(exponent_), '0');
  } else {
    text.append(digits_, 0, static_cast<std::size_t>(point)).append(1, '.');
    text.append(digits_, static_cast<std::size_t>(point));
  }
  return text;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& d) { return d.digits_.empty() ? 0 : (d.negative_ ? -1 : 1); };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  if (sign(a) == 0) return std::strong_ordering::equal;
  // Same sign: the place of the first digit decides, then the digits themselves; nothing is ever scaled up, so that
  // 1e100000 costs no more than 1. Without zeros at the end, the digits compare like texts.
  const auto place = [](const Decimal& d) { return static_cast<std::int64_t>(d.digits_.size()) + d.exponent_; };
  const Decimal& low = a.negative_ ? b : a;
  const Decimal& high = a.negative_ ? a : b;
  if (place(low) != place(high)) return place(low) <=> place(high);
  return low.digits_ <=> high.digits_;
}

}  // namespace sigmatic::base
