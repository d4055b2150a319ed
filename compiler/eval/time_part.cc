#include "compiler/eval/time_part.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/base/decimal.h"

namespace sigmatic::eval {
namespace {

namespace chrono = std::chrono;

struct Time {
  chrono::year_month_day date;
  std::optional<std::int64_t> hour;
  std::optional<std::int64_t> minute;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes texts apart from the front. Each step leaves the text alone when it fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool Skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `count` digits, whose value lies between the bounds.
  std::optional<int> Number(std::size_t count, int minimum, int maximum) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!IsDigit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    if (value < minimum || value > maximum) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }

  bool SkipDigits() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && IsDigit(rest_.front())) rest_.remove_prefix(1);
    return rest_.size() < before;
  }

  [[nodiscard]] bool AtEnd() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

constexpr int kLastSecond = 60;  // a leap second

// Z, +HH:MM, +HHMM, +HH, or nothing.
bool SkipZone(Scanner* scanner) {
  if (scanner->AtEnd() || scanner->Skip('Z')) return true;
  if (!scanner->Skip('+') && !scanner->Skip('-')) return false;
  if (!scanner->Number(2, 0, 23)) return false;
  if (scanner->AtEnd()) return true;
  scanner->Skip(':');
  return scanner->Number(2, 0, 59).has_value();
}

std::optional<Time> ReadIso8601(std::string_view text) {
  Scanner scanner(text);
  const auto year = scanner.Number(4, 0, 9999);
  if (!year || !scanner.Skip('-')) return std::nullopt;
  const auto month = scanner.Number(2, 1, 12);
  if (!month || !scanner.Skip('-')) return std::nullopt;
  const auto day = scanner.Number(2, 1, 31);
  if (!day) return std::nullopt;
  Time time{chrono::year(*year) / *month / *day, std::nullopt, std::nullopt};
  if (!time.date.ok()) return std::nullopt;
  if (scanner.AtEnd()) return time;

  if (!scanner.Skip('T') && !scanner.Skip(' ')) return std::nullopt;
  const auto hour = scanner.Number(2, 0, 23);
  if (!hour || !scanner.Skip(':')) return std::nullopt;
  const auto minute = scanner.Number(2, 0, 59);
  if (!minute) return std::nullopt;
  time.hour = *hour;
  time.minute = *minute;
  if (scanner.Skip(':')) {
    if (!scanner.Number(2, 0, kLastSecond)) return std::nullopt;
    if (scanner.Skip('.') && !scanner.SkipDigits()) return std::nullopt;
  }
  if (!SkipZone(&scanner) || !scanner.AtEnd()) return std::nullopt;
  return time;
}

// The integer at or below an exact decimal; nullopt when it has more digits than any time we know.
std::optional<std::int64_t> Floor(const base::Decimal& decimal) {
  constexpr std::int64_t kLimit = 1'000'000'000'000'000;
  if (!(decimal < base::Decimal::FromInteger(kLimit)) || !(base::Decimal::FromInteger(-kLimit) < decimal)) {
    return std::nullopt;
  }
  const std::string text = decimal.ToString();
  const bool negative = text.starts_with('-');
  std::int64_t value = 0;
  for (const char c : text) {
    if (c == '-') continue;
    if (c == '.') return negative ? -value - 1 : value;  // plain decimal text has a fraction only where it is not zero
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

std::optional<Time> ReadEpoch(std::string_view text) {
  constexpr std::int64_t kFirstMilliseconds = 100'000'000'000;  // as seconds this would be the year 5138
  const auto decimal = base::Decimal::Parse(text);
  if (!decimal) return std::nullopt;
  const auto whole = Floor(*decimal);
  if (!whole) return std::nullopt;
  const bool is_seconds = *decimal < base::Decimal::FromInteger(kFirstMilliseconds) &&
                          *decimal > base::Decimal::FromInteger(-kFirstMilliseconds);
  const chrono::seconds seconds =
      is_seconds ? chrono::seconds(*whole) : chrono::floor<chrono::seconds>(chrono::milliseconds(*whole));
  static constexpr chrono::sys_days kFirst = chrono::year(0) / 1 / 1;
  static constexpr chrono::sys_days kAfterLast = chrono::year(10000) / 1 / 1;
  const chrono::sys_seconds point(seconds);
  if (point < kFirst || point >= kAfterLast) return std::nullopt;
  const chrono::sys_days day = chrono::floor<chrono::days>(point);
  const std::int64_t minutes = chrono::floor<chrono::minutes>(point - day).count();
  return Time{chrono::year_month_day(day), minutes / 60, minutes % 60};
}

// Weeks start on Monday; the first one of a year is the one with its first Thursday (ISO 8601).
std::int64_t IsoWeek(chrono::sys_days day) {
  const chrono::weekday weekday(day);
  const chrono::sys_days thursday = day - (weekday - chrono::Monday) + chrono::days(3);
  const chrono::sys_days new_year = chrono::year_month_day(thursday).year() / 1 / 1;
  return (thursday - new_year).count() / 7 + 1;
}

std::optional<Time> ReadTime(const Value& value) {
  if (value.kind == Value::Kind::kNumber) return ReadEpoch(value.text());
  if (value.kind != Value::Kind::kString) return std::nullopt;
  const std::string_view text = value.text();
  constexpr std::size_t kLongest = 64;  // no time is longer, and texts of events may be
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  return std::all_of(text.begin(), text.end(), IsDigit) ? ReadEpoch(text) : ReadIso8601(text);
}

}  // namespace

std::optional<std::int64_t> TimePartOf(const Value& value, ir::TimePart part) {
  const auto time = ReadTime(value);
  if (!time) return std::nullopt;
  switch (part) {
    case ir::TimePart::kMinute:
      return time->minute;
    case ir::TimePart::kHour:
      return time->hour;
    case ir::TimePart::kDay:
      return static_cast<unsigned>(time->date.day());
    case ir::TimePart::kWeek:
      return IsoWeek(time->date);
    case ir::TimePart::kMonth:
      return static_cast<unsigned>(time->date.month());
    case ir::TimePart::kYear:
      return static_cast<int>(time->date.year());
  }
  return std::nullopt;
}

}  // namespace sigmatic::eval
