#include "backends/splunk/escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "compiler/base/unicode.h"
#include "compiler/regex/printer.h"

namespace sigmatic::splunk {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '_'; }

void AppendQuotable(std::string_view text, std::string* out) {
  for (const char c : text) {
    if (c == '\\' || c == '"') *out += '\\';
    *out += c;
  }
}

// As a number where the character means something to SPL, inside a string or around it, or cannot be seen.
bool NeedsNumber(char32_t code_point) {
  return code_point == U'\\' || code_point == U'"' || code_point == U'`' || code_point < 0x20 ||
         (code_point >= 0x7F && code_point < 0xA0);
}

void AppendNumber(char32_t code_point, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "\\x{:02X}", static_cast<unsigned>(code_point));
}

void AppendWith(std::string_view special, char32_t code_point, std::string* out) {
  if (NeedsNumber(code_point)) {
    AppendNumber(code_point, out);
  } else {
    regex::AppendEscaped(code_point, special, out);
  }
}

void AppendLiteral(char32_t code_point, std::string* out) { AppendWith("^$.|()[]{}*+?", code_point, out); }
void AppendClassMember(char32_t code_point, std::string* out) { AppendWith("[]^-", code_point, out); }

// PCRE with its defaults. Shorthand classes are written out: whether `\s` has the vertical tab, or `\d` other scripts'
// digits, depends on PCRE's version and on how it was built.
constexpr regex::Dialect MakeDialect() {
  regex::Dialect dialect{&AppendLiteral, &AppendClassMember};
  dialect.any = "[\\s\\S]";
  dialect.nothing = "(?!)";
  dialect.assertions = {"^", "$", "\\z", "(?m:^)", "(?m:$)", "\\b", "\\B"};
  dialect.ignore_case_prefix = "(?i)";
  return dialect;
}
constexpr regex::Dialect kPcre = MakeDialect();

// A value that is not the text `null`, up to where a match may begin.
constexpr std::string_view kNotNull = "^(?!null\\z)";

}  // namespace

Escaped SearchName(const FieldName& name) {
  const bool bare = !IsDigit(name.text.front()) && std::all_of(name.text.begin(), name.text.end(), [](char c) {
    return IsWordCharacter(c) || c == '.' || c == ':' || c == '{' || c == '}' || c == '@';
  });
  return Escaped(bare ? name.text : fmt::format("\"{}\"", name.text));
}

Escaped SearchText(const SearchValue& value) {
  if (!value.any_before && !value.any_after && std::all_of(value.text.begin(), value.text.end(), IsDigit)) {
    return Escaped(value.text);
  }
  std::string out = value.any_before ? "\"*" : "\"";
  AppendQuotable(value.text, &out);
  out += value.any_after ? "*\"" : "\"";
  return Escaped(std::move(out));
}

Escaped SourceText(std::string_view value) {
  const bool bare = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return IsWordCharacter(c) || c == '-' || c == '*' || c == '.';
  });
  if (bare) return Escaped(std::string(value));
  std::string out = "\"";
  AppendQuotable(value, &out);
  out += '"';
  return Escaped(std::move(out));
}

Escaped EvalName(const FieldName& name) { return Escaped(fmt::format("'{}'", name.text)); }

Escaped RegexString(const AnyValueMatches& match) {
  const std::string pattern = regex::Print(match.regex, kPcre);
  if (!match.except_null) return Escaped(fmt::format("\"{}\"", pattern));
  if (pattern.empty()) return Escaped(fmt::format("\"{}\"", kNotNull));
  return Escaped(fmt::format("\"{}[\\s\\S]*?(?:{})\"", kNotNull, pattern));
}

}  // namespace sigmatic::splunk
