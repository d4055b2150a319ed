#include "backends/athena/regex.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "backends/athena/escape.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/analysis.h"
#include "compiler/regex/printer.h"

namespace sigmatic::athena {
namespace {

constexpr char32_t kFirstNonAscii = 0x80;
constexpr char32_t kLastCodePoint = 0x10FFFF;

void AppendCodePoint(char32_t code_point, std::string_view special, std::string* out) {
  if (code_point == U'\n') {
    *out += "\\n";
  } else if (code_point == U'\r') {
    *out += "\\r";
  } else if (code_point == U'\t') {
    *out += "\\t";
  } else if (IsVisible(code_point)) {
    regex::AppendEscaped(code_point, special, out);
  } else {
    fmt::format_to(std::back_inserter(*out), "\\x{{{:X}}}", static_cast<std::uint32_t>(code_point));
  }
}

void AppendLiteral(char32_t code_point, std::string* out) { AppendCodePoint(code_point, R"(\.[]{}()*+?^$|)", out); }

// `&&` is an intersection and `[` opens a class inside a class.
void AppendClassMember(char32_t code_point, std::string* out) { AppendCodePoint(code_point, R"(\[]^-&)", out); }

// Observed on Trino 483, over all code points below U+D800: `\d \w \s` are the ASCII sets, `\s` with the vertical tab;
// `.` excludes \n alone; `$` stands at the end or before a final \n, also before no other line break; `^` at the start.
// `\b` knows letters outside ASCII, so word boundaries are look-arounds with \w; line anchors are too, since `(?m)^`
// is not found after a final \n.
constexpr regex::Dialect kDialect = [] {
  regex::Dialect dialect;
  dialect.append_literal = AppendLiteral;
  dialect.append_class_member = AppendClassMember;
  dialect.nothing = "(?!)";
  dialect.assertions = {
      "^",
      "$",
      R"(\z)",
      R"((?<![^\n]))",
      R"((?![^\n]))",
      R"((?:(?<=\w)(?!\w)|(?<!\w)(?=\w)))",
      R"((?:(?<=\w)(?=\w)|(?<!\w)(?!\w)))",
  };
  dialect.digit = R"(\d)";
  dialect.not_digit = R"(\D)";
  dialect.word = R"(\w)";
  dialect.not_word = R"(\W)";
  dialect.space = R"(\s)";
  dialect.not_space = R"(\S)";
  dialect.folding = regex::Folding::kUnicode;
  return dialect;
}();

bool IsAsciiUpper(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool IsAsciiLetter(char32_t c) { return IsAsciiUpper(c) || (c >= U'a' && c <= U'z'); }
char32_t ToAsciiLower(char32_t c) { return IsAsciiUpper(c) ? c + (U'a' - U'A') : c; }

// Whether a class holds all of Unicode outside ASCII, or nothing of it.
bool IsUniformOutsideAscii(const regex::Class& node) {
  const auto beyond = std::find_if(node.ranges.begin(), node.ranges.end(),
                                   [](const regex::CodePointRange& range) { return range.last >= kFirstNonAscii; });
  if (beyond == node.ranges.end()) return true;
  return beyond->first <= kFirstNonAscii && beyond->last == kLastCodePoint;
}

// The class with which the lower-case form of exactly the characters of `node` matches; nullopt when there is none.
std::optional<regex::Class> LowerCaseClass(const regex::Class& node) {
  if (!IsUniformOutsideAscii(node)) return std::nullopt;
  std::bitset<kFirstNonAscii> members;
  bool has_others = false;
  for (const regex::CodePointRange& range : node.ranges) {
    for (char32_t c = range.first; c <= range.last && c < kFirstNonAscii; ++c) members.set(c);
    has_others = has_others || range.last >= kFirstNonAscii;
  }
  bool is_closed = true;
  for (char32_t c = U'A'; c <= U'Z'; ++c) is_closed = is_closed && members.test(c) == members.test(ToAsciiLower(c));
  if (is_closed) return regex::Class{node.ranges, node.negated, false};
  if (!node.ignore_case) return std::nullopt;

  regex::Class lowered{{}, node.negated, false};
  for (char32_t c = U'A'; c <= U'Z'; ++c) {
    if (members.test(c)) members.set(ToAsciiLower(c));
    members.reset(c);
  }
  for (char32_t c = 0; c < kFirstNonAscii; ++c) {
    if (!members.test(c)) continue;
    if (!lowered.ranges.empty() && lowered.ranges.back().last + 1 == c) {
      lowered.ranges.back().last = c;
    } else {
      lowered.ranges.push_back({c, c});
    }
  }
  if (has_others) {
    if (!lowered.ranges.empty() && lowered.ranges.back().last + 1 == kFirstNonAscii) {
      lowered.ranges.back().last = kLastCodePoint;
    } else {
      lowered.ranges.push_back({kFirstNonAscii, kLastCodePoint});
    }
  }
  return lowered;
}

// A regex that is found in lower(text) where `regex` is found in the text; nullopt when some part of it minds case, or
// names a letter outside ASCII.
std::optional<regex::Regex> ForLowerCase(const regex::Regex& regex) {
  regex::Regex lowered = regex;
  for (regex::Node& node : lowered.nodes) {
    bool possible = true;
    if (auto* literal = std::get_if<regex::Literal>(&node.node)) {
      if (IsAsciiLetter(literal->code_point)) {
        possible = literal->ignore_case;
      } else {
        possible = IsSameInLowerCase(literal->code_point);
      }
      *literal = regex::Literal{ToAsciiLower(literal->code_point), false};
    } else if (auto* set = std::get_if<regex::Class>(&node.node)) {
      auto lower_case = LowerCaseClass(*set);
      possible = lower_case.has_value();
      if (possible) *set = *std::move(lower_case);
    }
    if (!possible) return std::nullopt;
  }
  return lowered;
}

}  // namespace

PrintedRegex PrintRegex(const regex::Regex& regex) {
  if (regex::UsesIgnoreCase(regex)) {
    if (const auto lowered = ForLowerCase(regex)) return PrintedRegex{regex::Print(*lowered, kDialect), true};
  }
  return PrintedRegex{regex::Print(regex, kDialect), false};
}

}  // namespace sigmatic::athena
