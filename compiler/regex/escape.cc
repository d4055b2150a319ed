#include "compiler/regex/escape.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "compiler/base/unicode.h"

namespace sigmatic::regex {
namespace {

using Outcome = std::variant<Escape, ParseError>;

constexpr std::size_t kSimple = 2;  // bytes of `\d` and the like

bool IsAlphanumeric(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::optional<std::uint32_t> HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return std::nullopt;
}

// The value of a text of hexadecimal digits, if it is one and a Unicode scalar value.
std::optional<char32_t> CodePointFromHex(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    const std::optional<std::uint32_t> digit = HexDigit(c);
    if (!digit.has_value()) return std::nullopt;
    value = value * 16 + *digit;
    if (value > kLastCodePoint) return std::nullopt;
  }
  if (value >= 0xD800 && value <= 0xDFFF) return std::nullopt;
  return static_cast<char32_t>(value);
}

ParseError Error(std::size_t offset, std::size_t length, std::string message, std::string hint) {
  return ParseError{offset, length, std::move(message), std::move(hint)};
}

// `\xHH`, `\x{H...}` and `\uHHHH`.
Outcome ReadHex(std::string_view pattern, std::size_t offset) {
  const bool is_u = pattern[offset + 1] == 'u';
  std::string_view digits = pattern.substr(offset + kSimple, is_u ? 4 : 2);
  std::size_t length = kSimple + digits.size();
  bool complete = digits.size() == (is_u ? 4U : 2U);
  if (!is_u && digits.starts_with('{')) {
    const std::size_t close = pattern.find('}', offset);
    complete = close != std::string_view::npos;
    length = complete ? close + 1 - offset : pattern.size() - offset;
    digits = pattern.substr(offset + 3, complete ? length - 4 : 0);
  }
  const std::optional<char32_t> code_point = complete ? CodePointFromHex(digits) : std::nullopt;
  if (code_point.has_value()) return Escape{*code_point, length};
  return Error(offset, kSimple,
               is_u ? "`\\u` is not followed by the four hexadecimal digits of a character"
                    : "`\\x` is not followed by the hexadecimal number of a character",
               is_u ? "write it as `\\u00E9`" : "write it as `\\xE9` or `\\x{1F600}`");
}

// What PCRE or another engine knows and Sigmatic does not, each by its name.
ParseError RefuseLetter(std::string_view pattern, std::size_t offset) {
  const char c = pattern[offset + 1];
  const std::string written = "`\\" + std::string(1, c) + "`";
  switch (c) {
    case 'p':
    case 'P':
      return Error(offset, kSimple, "Unicode property " + written + " is not supported",
                   R"(write the characters as a class, for example `[A-Za-z\x{C0}-\x{24F}]`)");
    case 'k':
    case 'g':
      return Error(offset, kSimple, "back-reference " + written + " is not supported",
                   "no target can compare parts of a match; write the alternatives out");
    case 'Z':
      return Error(offset, kSimple, written + " means different things in different engines",
                   "use `$` for the end or a final newline, `\\z` for the very end");
    case 'a':
      return Error(offset, kSimple, "escape " + written + " is not supported", "write `\\x07`");
    case 'e':
      return Error(offset, kSimple, "escape " + written + " is not supported", "write `\\x1B`");
    case 'h':
      return Error(offset, kSimple, "escape " + written + " is not supported", "write `[ \\t]`");
    case 'R':
      return Error(offset, kSimple, "escape " + written + " is not supported", R"(write `(?:\r\n|\n|\r)`)");
    case 'N':
      return Error(offset, kSimple, "escape " + written + " is not supported", "write `[^\\n]`");
    case 'Q':
    case 'E':
      return Error(offset, kSimple, "quoting with " + written + " is not supported",
                   "put a backslash before each special character");
    case 'c':
      return Error(offset, kSimple, "control character " + written + " is not supported", "write it as `\\xHH`");
    default:
      return Error(offset, kSimple, "unknown escape " + written,
                   "for the letter itself leave the backslash away; for a backslash before it write `\\\\" +
                       std::string(1, c) + "`");
  }
}

}  // namespace

Outcome ReadEscape(std::string_view pattern, std::size_t offset, bool in_brackets) {
  if (offset + 1 >= pattern.size()) {
    return Error(offset, 1, "the pattern ends with a single `\\`", "write `\\\\` for a backslash");
  }
  std::size_t end = offset + 1;
  const char32_t c = base::DecodeUtf8(pattern, &end);
  if (!IsAlphanumeric(c)) return Escape{c, end - offset};
  if (c == '0') return Error(offset, kSimple, "octal escape `\\0` is not supported", "write `\\x00`");
  if (c >= '1' && c <= '9') {
    const std::string written = "`" + std::string(pattern.substr(offset, kSimple)) + "`";
    return Error(offset, kSimple, "back-reference " + written + " is not supported",
                 "no target can compare parts of a match; write the alternatives out");
  }
  switch (c) {
    case 'd':
      return Escape{DigitRanges(), kSimple};
    case 'D':
      return Escape{Complement(DigitRanges()), kSimple};
    case 'w':
      return Escape{WordRanges(), kSimple};
    case 'W':
      return Escape{Complement(WordRanges()), kSimple};
    case 's':
      return Escape{SpaceRanges(), kSimple};
    case 'S':
      return Escape{Complement(SpaceRanges()), kSimple};
    case 'v':  // PCRE: any vertical white space
      return Escape{Ranges{{'\n', '\r'}, {0x85, 0x85}, {0x2028, 0x2029}}, kSimple};
    case 't':
      return Escape{U'\t', kSimple};
    case 'n':
      return Escape{U'\n', kSimple};
    case 'r':
      return Escape{U'\r', kSimple};
    case 'f':
      return Escape{U'\f', kSimple};
    case 'x':
    case 'u':
      return ReadHex(pattern, offset);
    case 'b':
      if (in_brackets) return Escape{U'\b', kSimple};
      return Escape{AssertionKind::kWordBoundary, kSimple};
    case 'B':
    case 'A':
    case 'z':
      if (in_brackets) break;
      return Escape{c == 'B'   ? AssertionKind::kNotWordBoundary
                    : c == 'A' ? AssertionKind::kTextStart
                               : AssertionKind::kTextEndAbsolute,
                    kSimple};
    default:
      break;
  }
  return RefuseLetter(pattern, offset);
}

}  // namespace sigmatic::regex
