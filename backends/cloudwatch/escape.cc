#include "backends/cloudwatch/escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <span>
#include <variant>
#include <vector>

#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/printer.h"

namespace sigmatic::cloudwatch {
namespace {

// The manual names no regex engine. What is written here means the same in every engine that has the parts it does show
// ((?i), classes, groups, quantifiers, ^ and $, \/ for a slash): an ASCII punctuation mark after a backslash is itself,
// \n \r \t and \xHH are what they are everywhere.
constexpr std::string_view kSpecial = R"(.^$*+?()[]{}|\/)";
constexpr std::string_view kSpecialInClass = R"(\[]^-&/)";
constexpr std::string_view kAnyRun = R"([\s\S]*)";
constexpr std::string_view kAnyOne = R"([\s\S])";
constexpr std::string_view kIgnoreCase = "(?i)";

// Words of the language; a field of that name goes between backticks.
constexpr std::array<std::string_view, 33> kReservedWords = {
    "and",     "anomaly", "any",    "as",          "asc",  "bin",    "by",    "case",   "dedup",  "desc",  "diff",
    "display", "fields",  "filter", "filterindex", "if",   "in",     "into",  "join",   "like",   "limit", "lookup",
    "not",     "or",      "parse",  "pattern",     "sort", "source", "stats", "unmask", "unnest", "where", "with"};

bool IsControl(char32_t code_point) { return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0); }

// Line separators and marks of direction: an editor breaks or reorders the line here. Joiners stay, they belong to
// emoji.
bool DisturbsTheLine(char32_t code_point) {
  return code_point == 0x200E || code_point == 0x200F || (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0xFEFF;
}

bool IsAsciiLetter(char32_t code_point) {
  return (code_point >= U'a' && code_point <= U'z') || (code_point >= U'A' && code_point <= U'Z');
}
bool IsAsciiDigit(char32_t code_point) { return code_point >= U'0' && code_point <= U'9'; }

void AppendCharacter(char32_t code_point, std::string_view special, std::string* out) {
  if (code_point == U'\n') {
    *out += R"(\n)";
  } else if (code_point == U'\r') {
    *out += R"(\r)";
  } else if (code_point == U'\t') {
    *out += R"(\t)";
  } else if (IsControl(code_point) || code_point == U'#') {
    // `#` starts a comment, and the manual does not say that it does not inside an expression.
    fmt::format_to(std::back_inserter(*out), R"(\x{:02X})", static_cast<unsigned>(code_point));
  } else if (DisturbsTheLine(code_point)) {
    fmt::format_to(std::back_inserter(*out), R"(\x{{{:04X}}})", static_cast<unsigned>(code_point));
  } else {
    regex::AppendEscaped(code_point, special, out);
  }
}

void AppendLiteral(char32_t code_point, std::string* out) { AppendCharacter(code_point, kSpecial, out); }
void AppendClassMember(char32_t code_point, std::string* out) { AppendCharacter(code_point, kSpecialInClass, out); }

regex::Dialect MakeDialect() {
  regex::Dialect dialect;
  dialect.append_literal = &AppendLiteral;
  dialect.append_class_member = &AppendClassMember;
  dialect.group_open = "(";
  // Some engines' `.` leaves out more than the newline, and their \d and \w hold more than ASCII.
  dialect.any_but_newline = R"([^\n])";
  dialect.any = kAnyOne;
  dialect.nothing = R"([^\s\S])";
  dialect.assertions[static_cast<std::size_t>(regex::AssertionKind::kTextStart)] = "^";
  dialect.assertions[static_cast<std::size_t>(regex::AssertionKind::kTextEnd)] = "$";
  dialect.assertions[static_cast<std::size_t>(regex::AssertionKind::kTextEndAbsolute)] = "$";
  dialect.ignore_case_prefix = kIgnoreCase;
  return dialect;
}

// A letter outside ASCII whose case does not count, as a class of all its forms: engines differ in what `(?i)` does to
// it.
void AppendLetterForms(char32_t code_point, std::string* out) {
  const std::vector<char32_t> forms = base::CaseVariants(code_point);
  if (forms.size() == 1) {
    AppendLiteral(code_point, out);
    return;
  }
  *out += '[';
  for (const char32_t form : forms) AppendClassMember(form, out);
  *out += ']';
}

void AppendText(std::string_view text, bool cased, std::string* out) {
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::DecodeUtf8(text, &offset);
    if (cased || code_point < 0x80) {
      AppendLiteral(code_point, out);
    } else {
      AppendLetterForms(code_point, out);
    }
  }
}

bool HasAsciiLetter(const ir::Pattern& pattern) {
  return std::any_of(pattern.parts.begin(), pattern.parts.end(), [](const ir::PatternPart& part) {
    const auto* literal = std::get_if<ir::Literal>(&part);
    return literal != nullptr && std::any_of(literal->text.begin(), literal->text.end(),
                                             [](char c) { return IsAsciiLetter(static_cast<unsigned char>(c)); });
  });
}

// Alternatives that are open at the same ends share their anchors: `^(a|b)$`.
struct AnchoredGroup {
  bool open_start;
  bool open_end;
  bool is_empty;  // the empty string, which needs no body
  std::vector<std::string> bodies;

  [[nodiscard]] std::string Text() const {
    std::string text(open_start ? "" : "^");
    if (bodies.size() > 1) {
      text += fmt::format("({})", fmt::join(bodies, "|"));
    } else {
      text += bodies.front();
    }
    if (!open_end) text += '$';
    return text;
  }
};

std::string Body(std::span<const ir::PatternPart> parts, bool cased) {
  std::string body;
  for (const ir::PatternPart& part : parts) {
    std::visit(base::Overloaded{
                   [&](const ir::Literal& literal) { AppendText(literal.text, cased, &body); },
                   [&](const ir::AnyRun& /*run*/) { body += kAnyRun; },
                   [&](const ir::AnyOne& /*one*/) { body += kAnyOne; },
               },
               part);
  }
  return body;
}

std::vector<AnchoredGroup> GroupByAnchors(const PatternTest& test) {
  std::vector<AnchoredGroup> groups;
  for (const ir::Pattern& pattern : test.alternatives) {
    std::span<const ir::PatternPart> parts(pattern.parts);
    const bool is_empty = parts.empty();
    const bool open_start = !is_empty && std::holds_alternative<ir::AnyRun>(parts.front());
    if (open_start) parts = parts.subspan(1);
    // A lone `*` has one part for both ends.
    const bool open_end = parts.empty() ? open_start : std::holds_alternative<ir::AnyRun>(parts.back());
    if (open_end && !parts.empty()) parts = parts.first(parts.size() - 1);

    auto group = std::find_if(groups.begin(), groups.end(), [&](const AnchoredGroup& other) {
      return other.open_start == open_start && other.open_end == open_end && other.is_empty == is_empty;
    });
    if (group == groups.end()) group = groups.insert(group, AnchoredGroup{open_start, open_end, is_empty, {}});
    group->bodies.push_back(Body(parts, test.cased));
  }
  return groups;
}

}  // namespace

std::string FieldNameOf(const std::vector<fields::PathStep>& path) {
  std::string name;
  for (const fields::PathStep& step : path) {
    if (!name.empty()) name += '.';
    name += step.name;
  }
  return name;
}

bool IsWritableFieldName(std::string_view name) {
  if (name.empty()) return false;
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return c == '`' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

FieldReference FieldReference::To(const Field& field) {
  // "special characters … must be enclosed in backticks": all but letters, digits, `@`, `.`, and the underscore that
  // the manual's own examples have plain (json_message.status_code).
  const std::string& name = field.name;
  const bool odd_dots = name.starts_with('.') || name.ends_with('.') || name.find("..") != std::string::npos;
  const bool plain = !name.empty() && !odd_dots && !IsAsciiDigit(static_cast<unsigned char>(name.front())) &&
                     std::all_of(name.begin(), name.end(), [](char c) {
                       const char32_t code_point = static_cast<unsigned char>(c);
                       return IsAsciiLetter(code_point) || IsAsciiDigit(code_point) || c == '@' || c == '.' || c == '_';
                     });
  const bool reserved = std::any_of(kReservedWords.begin(), kReservedWords.end(),
                                    [&name](std::string_view word) { return base::EqualsIgnoringCase(word, name); });
  return FieldReference(plain && !reserved ? name : fmt::format("`{}`", name));
}

RegexLiteral::RegexLiteral(std::string pattern) {
  // The manual shows `\/` for a slash inside and does not say how `\\/` reads: keep a backslash away from the closing
  // slash.
  if (pattern.ends_with(R"(\\)")) pattern.replace(pattern.size() - 2, 2, R"(\x5C)");
  text_ = fmt::format("/{}/", pattern);
}

RegexLiteral RegexLiteral::For(const PatternTest& test) {
  std::vector<std::string> groups;
  for (const AnchoredGroup& group : GroupByAnchors(test)) groups.push_back(group.Text());
  const bool ignore_case =
      !test.cased && std::any_of(test.alternatives.begin(), test.alternatives.end(), HasAsciiLetter);
  std::string pattern(ignore_case ? kIgnoreCase : "");
  pattern += groups.size() == 1 ? groups.front() : fmt::format("({})", fmt::join(groups, "|"));
  return RegexLiteral(std::move(pattern));
}

RegexLiteral RegexLiteral::For(const regex::Regex& regex) {
  static const regex::Dialect dialect = MakeDialect();
  return RegexLiteral(regex::Print(regex, dialect));
}

RegexLiteral RegexLiteral::ForNumbers() { return RegexLiteral(R"(^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$)"); }

NetworkLiteral NetworkLiteral::For(const ir::Network& network) {
  const std::string address = base::FormatAddress(base::IpAddress{network.v6, network.address});
  return NetworkLiteral(fmt::format("\"{}/{}\"", address, network.prefix_length));
}

}  // namespace sigmatic::cloudwatch
