#include "compiler/parse/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "compiler/base/decimal.h"
#include "compiler/base/unicode.h"

namespace sigmatic::parse {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsOctalDigit(char c) { return c >= '0' && c <= '7'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

template <std::size_t N>
bool IsOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool AllOf(std::string_view text, bool (*predicate)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

std::string_view WithoutSign(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
}

// A number of the core schema, taken apart.
struct DecimalParts {
  bool negative = false;
  std::string_view whole;     // digits, perhaps none
  std::string_view fraction;  // digits, perhaps none
  bool has_point = false;
  std::string_view exponent;  // with its sign; empty when there is no `e`
};

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
std::optional<DecimalParts> SplitDecimal(std::string_view text) {
  DecimalParts parts;
  parts.negative = !text.empty() && text.front() == '-';
  text = WithoutSign(text);
  const auto take_digits = [&text] {
    const auto* const end = std::find_if_not(text.begin(), text.end(), IsDigit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
  };
  parts.whole = take_digits();
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    parts.has_point = true;
    parts.fraction = take_digits();
  }
  if (parts.whole.empty() && parts.fraction.empty()) return std::nullopt;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    parts.exponent = text.substr(1);
    if (!AllOf(WithoutSign(parts.exponent), IsDigit)) return std::nullopt;
    text = {};
  }
  if (!text.empty()) return std::nullopt;
  return parts;
}

// JSON's number without an exponent: the text that events and other tools most likely have too.
bool IsPlainDecimal(std::string_view text, const DecimalParts& parts) {
  if (text.front() == '+' || !parts.exponent.empty() || parts.whole.empty()) return false;
  if (parts.has_point && parts.fraction.empty()) return false;
  return parts.whole.size() == 1 || parts.whole.front() != '0';
}

Scalar ResolveDecimal(std::string_view text, const DecimalParts& parts) {
  const std::size_t digits = parts.whole.size() + parts.fraction.size();
  std::int64_t exponent = 0;
  if (!parts.exponent.empty()) {
    std::string_view written = parts.exponent;
    if (written.front() == '+') written.remove_prefix(1);
    const auto result = std::from_chars(written.data(), written.data() + written.size(), exponent);
    if (result.ec != std::errc()) return OutOfRange{};
  }
  const auto size = static_cast<std::int64_t>(kMaxNumberDigits);
  if (digits > kMaxNumberDigits || exponent > size || exponent < -size) return OutOfRange{};

  std::string json = parts.negative ? "-" : "";
  json.append(parts.whole.empty() ? "0" : parts.whole);
  if (!parts.fraction.empty()) json.append(".").append(parts.fraction);
  if (exponent != 0) json.append("e").append(std::to_string(exponent));
  std::optional<base::Decimal> value = base::Decimal::Parse(json);
  if (!value) return OutOfRange{};
  ast::Number number;
  number.text = IsPlainDecimal(text, parts) ? std::string(text) : value->ToString();
  number.value = *std::move(value);
  return number;
}

// The value of digits in base 8 or 16, as decimal text.
std::string ToDecimalText(std::string_view digits, unsigned base) {
  std::string reversed = "0";
  for (const char c : digits) {
    unsigned carry = 0;
    std::from_chars(&c, &c + 1, carry, 16);
    for (char& digit : reversed) {
      carry += static_cast<unsigned>(digit - '0') * base;
      digit = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    for (; carry > 0; carry /= 10) reversed.push_back(static_cast<char>('0' + carry % 10));
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

// 0o17, 0x1F. The core schema knows no sign here.
std::optional<Scalar> ResolveRadix(std::string_view text) {
  const bool octal = text.starts_with("0o") && AllOf(text.substr(2), IsOctalDigit);
  const bool hexadecimal = text.starts_with("0x") && AllOf(text.substr(2), IsHexDigit);
  if (!octal && !hexadecimal) return std::nullopt;
  const std::string_view digits = text.substr(2);
  if (digits.size() > kMaxNumberDigits / 2) return OutOfRange{};
  const std::string decimal = ToDecimalText(digits, octal ? 8 : 16);
  ast::Number number;
  number.value = base::Decimal::Parse(decimal).value_or(base::Decimal());
  number.text = number.value.ToString();
  return number;
}

bool IsDigitOrUnderscore(char c) { return IsDigit(c) || c == '_'; }
bool IsNumberCharacter(char c) { return IsDigitOrUnderscore(c) || c == '.'; }

// 1:20 is 80, 190:20:30.15 a float.
bool IsSexagesimal(std::string_view text) {
  text = WithoutSign(text);
  std::size_t colons = 0;
  while (true) {
    const std::size_t colon = text.find(':');
    std::string_view part = text.substr(0, colon);
    const bool last = colon == std::string_view::npos;
    if (last) part = part.substr(0, part.find('.'));
    if (colons == 0 ? !AllOf(part, IsDigitOrUnderscore) || !IsDigit(part.front())
                    : !AllOf(part, IsDigit) || part.size() > 2 || (part.size() == 2 && part.front() > '5')) {
      return false;
    }
    if (last) break;
    ++colons;
    text.remove_prefix(colon + 1);
  }
  const std::size_t point = text.find('.');
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  return colons > 0 && (fraction.empty() || AllOf(fraction, IsDigitOrUnderscore));
}

// 2001-12-14, alone or with a time behind it.
bool IsTimestamp(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() < kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == 'd' ? !IsDigit(text[i]) : text[i] != '-') return false;
  }
  if (text.size() == kShape.size()) return true;
  const std::string_view time = text.substr(kShape.size() + 1);
  const char separator = text[kShape.size()];
  if (separator != 'T' && separator != 't' && separator != ' ') return false;
  return !time.empty() && IsDigit(time.front()) && time.find(':') != std::string_view::npos;
}

bool IsYaml11Boolean(std::string_view text) {
  constexpr std::array<std::string_view, 6> kWords = {"y", "n", "yes", "no", "on", "off"};
  return text.size() <= 3 && std::any_of(kWords.begin(), kWords.end(), [text](std::string_view word) {
           return base::EqualsIgnoringCase(text, word);
         });
}

}  // namespace

bool IsNullText(std::string_view text) {
  constexpr std::array<std::string_view, 5> kWords = {"", "~", "null", "Null", "NULL"};
  return text.size() <= 4 && IsOneOf(text, kWords);
}

Scalar ResolveScalar(const yaml::Node& scalar) {
  const std::string_view text = scalar.text;
  if (scalar.style == yaml::ScalarStyle::kString) return ast::String{scalar.text};
  if (IsNullText(text)) return ast::Null{};
  constexpr std::array<std::string_view, 3> kTrue = {"true", "True", "TRUE"};
  constexpr std::array<std::string_view, 3> kFalse = {"false", "False", "FALSE"};
  if (IsOneOf(text, kTrue)) return ast::Boolean{true};
  if (IsOneOf(text, kFalse)) return ast::Boolean{false};
  const char first = text.front();
  if (!IsDigit(first) && first != '-' && first != '+' && first != '.') return ast::String{scalar.text};
  if (std::optional<Scalar> number = ResolveRadix(text)) return *std::move(number);
  if (const std::optional<DecimalParts> parts = SplitDecimal(text)) return ResolveDecimal(text, *parts);
  constexpr std::array<std::string_view, 3> kInfinity = {".inf", ".Inf", ".INF"};
  constexpr std::array<std::string_view, 3> kNotANumber = {".nan", ".NaN", ".NAN"};
  if (IsOneOf(WithoutSign(text), kInfinity) || IsOneOf(text, kNotANumber)) return NotFinite{};
  return ast::String{scalar.text};
}

std::string_view Yaml11Meaning(std::string_view text) {
  if (text.empty()) return {};
  if (IsYaml11Boolean(text)) return "a boolean";
  if (text == "=") return "a special value";
  const std::string_view number = WithoutSign(text);
  if (number.empty() || !IsNumberCharacter(number.front())) return {};
  if (IsSexagesimal(text)) return "a number in base 60";
  if (IsTimestamp(text)) return "a date";
  if (number.starts_with("0o") && AllOf(number.substr(2), IsOctalDigit)) return "a text";
  const auto is_binary = [](char c) { return c == '0' || c == '1' || c == '_'; };
  if (number.starts_with("0b") && AllOf(number.substr(2), is_binary)) return "a binary number";
  const auto is_hex = [](char c) { return IsHexDigit(c) || c == '_'; };
  if (number.starts_with("0x") && AllOf(number.substr(2), is_hex)) {
    const bool same = number.size() == text.size() && number.find('_') == std::string_view::npos;
    return same ? std::string_view() : "a hexadecimal number";
  }
  const auto is_octal = [](char c) { return IsOctalDigit(c) || c == '_'; };
  if (number.size() > 1 && number.front() == '0' && AllOf(number, is_octal)) return "an octal number";
  if (number.find('_') != std::string_view::npos) {
    return IsDigit(number.front()) && AllOf(number, IsNumberCharacter) &&
                   std::count(number.begin(), number.end(), '.') <= 1
               ? "a number"
               : std::string_view();
  }
  // YAML 1.1 wants a point and a signed exponent: 1.0e+3.
  if (const std::optional<DecimalParts> parts = SplitDecimal(text); parts && !parts->exponent.empty()) {
    const bool same = parts->has_point && !IsDigit(parts->exponent.front());
    return same ? std::string_view() : "a text";
  }
  return {};
}

}  // namespace sigmatic::parse
