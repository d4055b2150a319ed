#include "backends/athena/escape.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::athena {
namespace {

// Lists of words, not one a line.
// clang-format off

// https://docs.aws.amazon.com/athena/latest/ug/reserved-words.html, "SQL SELECT statements", and what Trino reserves
// besides (https://trino.io/docs/current/language/reserved.html). Sorted.
constexpr std::array<std::string_view, 88> kReservedWords = {
    "alter", "and", "as", "asof", "between", "by", "case", "cast", "constraint", "create", "cross", "cube",
    "current_catalog", "current_date", "current_path", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "deallocate", "delete", "describe", "distinct", "drop", "else", "end",
    "escape", "except", "execute", "exists", "extract", "false", "first", "for", "from", "full", "group", "grouping",
    "having", "in", "inner", "insert", "intersect", "into", "is", "join", "json_array", "json_exists", "json_object",
    "json_query", "json_table", "json_value", "last", "left", "like", "listagg", "localtime", "localtimestamp",
    "match_recognize", "natural", "normalize", "not", "null", "on", "or", "order", "outer", "prepare", "recursive",
    "right", "rollup", "select", "skip", "table", "then", "trim", "true", "try_cast", "uescape", "unescape", "union",
    "unnest", "using", "values", "when", "where", "with",
};
static_assert(std::is_sorted(kReservedWords.begin(), kReservedWords.end()));

// Words with a meaning of their own in a lax path. https://trino.io/docs/current/functions/json.html#json-path-language
constexpr std::array<std::string_view, 25> kPathWords = {
    "abs", "ceiling", "datetime", "double", "exists", "false", "flag", "floor", "is", "keyvalue", "last", "lax",
    "like_regex", "max", "min", "null", "size", "starts", "strict", "time", "to", "true", "type", "unknown", "with",
};
static_assert(std::is_sorted(kPathWords.begin(), kPathWords.end()));

// clang-format on

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsPlainName(std::string_view name) {
  if (name.empty() || IsDigit(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return IsLower(c) || IsUpper(c) || IsDigit(c) || c == '_'; });
}

bool IsReserved(std::string_view name) {
  std::string lower_case(name);
  for (char& c : lower_case) {
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return std::binary_search(kReservedWords.begin(), kReservedWords.end(), std::string_view(lower_case));
}

// A string of the query, between quotes that double inside it.
std::string Quote(std::string_view text) {
  std::string quoted;
  quoted.reserve(text.size() + 2);
  bool visible = true;
  for (std::size_t offset = 0; offset < text.size() && visible;) visible = IsVisible(base::DecodeUtf8(text, &offset));
  if (visible) {
    quoted += '\'';
    for (const char c : text) {
      if (c == '\'') quoted += '\'';
      quoted += c;
    }
    return quoted += '\'';
  }
  quoted += "U&'";
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::DecodeUtf8(text, &offset);
    if (code_point == U'\'' || code_point == U'\\') {
      quoted.append(2, static_cast<char>(code_point));
    } else if (IsVisible(code_point)) {
      base::AppendUtf8(code_point, &quoted);
    } else if (code_point <= 0xFFFF) {
      fmt::format_to(std::back_inserter(quoted), "\\{:04X}", static_cast<std::uint32_t>(code_point));
    } else {
      fmt::format_to(std::back_inserter(quoted), "\\+{:06X}", static_cast<std::uint32_t>(code_point));
    }
  }
  return quoted += '\'';
}

constexpr const char* kLikeEscape = R"( ESCAPE '\')";

// The pattern with LIKE's wildcards; `escape`: with a backslash before each that stands for itself.
std::string LikeText(const ir::Pattern& pattern, bool escape) {
  std::string text;
  for (const ir::PatternPart& part : pattern.parts) {
    std::visit(base::Overloaded{
                   [&](const ir::Literal& literal) {
                     for (const char c : literal.text) {
                       if (escape && (c == '%' || c == '_' || c == '\\')) text += '\\';
                       text += c;
                     }
                   },
                   [&](const ir::AnyRun& /*run*/) { text += '%'; },
                   [&](const ir::AnyOne& /*one*/) { text += '_'; },
               },
               part);
  }
  return text;
}

}  // namespace

bool IsSameInLowerCase(char32_t code_point) {
  constexpr char32_t kCapitalIWithDot = 0x130;
  return code_point != kCapitalIWithDot && !base::HasCaseVariants(code_point);
}

bool IsVisible(char32_t code_point) {
  struct Range {
    char32_t first;
    char32_t last;
  };
  static constexpr std::array<Range, 16> kInvisible = {{
      {0x00, 0x1F},
      {0x7F, 0xA0},
      {0xAD, 0xAD},
      {0x34F, 0x34F},
      {0x61C, 0x61C},
      {0x115F, 0x1160},
      {0x1680, 0x1680},
      {0x17B4, 0x17B5},
      {0x180B, 0x180F},
      {0x2000, 0x200F},
      {0x2028, 0x202F},
      {0x205F, 0x206F},
      {0x3000, 0x3000},
      {0xFE00, 0xFE0F},
      {0xFEFF, 0xFEFF},
      {0xFFF0, 0xFFFB},
  }};
  if (code_point >= 0x20 && code_point < 0x7F) return true;
  if (code_point >= 0xE000 && code_point <= 0xF8FF) return false;  // private use
  if (code_point >= 0xE0000) return false;                         // tags, variation selectors, private use
  return std::none_of(kInvisible.begin(), kInvisible.end(), [code_point](const Range& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

StringLiteral StringLiteral::Of(std::string_view utf8) { return StringLiteral(Quote(utf8)); }

Identifier Identifier::Of(std::string_view name) {
  if (IsPlainName(name) && !IsReserved(name)) return Identifier(std::string(name));
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return Identifier(quoted += '"');
}

LikePattern LikePattern::Of(const ir::Pattern& pattern) {
  const bool needs_escape = std::any_of(pattern.parts.begin(), pattern.parts.end(), [](const ir::PatternPart& part) {
    const auto* literal = std::get_if<ir::Literal>(&part);
    return literal != nullptr && literal->text.find_first_of("%_") != std::string::npos;
  });
  std::string sql = Quote(LikeText(pattern, needs_escape));
  if (needs_escape) sql += kLikeEscape;
  return LikePattern(std::move(sql));
}

StringLiteral LikePattern::TextOf(const ir::Pattern& pattern) { return StringLiteral::Of(LikeText(pattern, true)); }

LikePattern LikePattern::In(const Identifier& variable) { return LikePattern(variable.sql() + kLikeEscape); }

bool ScalarJsonPath::CanHold(std::span<const fields::PathStep> keys) {
  return std::none_of(keys.begin(), keys.end(), [](const fields::PathStep& key) {
    return key.array || std::all_of(key.name.begin(), key.name.end(), IsDigit);
  });
}

ScalarJsonPath ScalarJsonPath::Of(std::span<const fields::PathStep> keys) {
  std::string path = "$";
  for (const fields::PathStep& key : keys) {
    if (IsPlainName(key.name)) {
      path += '.';
      path += key.name;
      continue;
    }
    path += "[\"";
    for (const char c : key.name) {
      if (c == '"' || c == '\\') path += '\\';
      path += c;
    }
    path += "\"]";
  }
  return ScalarJsonPath(Quote(path));
}

LaxJsonPath LaxJsonPath::Of(std::span<const fields::PathStep> keys, Selection selection) {
  std::string path = "lax $";
  for (const fields::PathStep& key : keys) {
    path += '.';
    const std::string_view name = key.name;
    if (IsPlainName(name) && !std::binary_search(kPathWords.begin(), kPathWords.end(), name)) {
      path += name;
      continue;
    }
    path += '"';
    for (const char c : key.name) {
      if (c == '"') path += '"';
      path += c;
    }
    path += '"';
  }
  switch (selection) {
    case Selection::kKey:
      break;
    case Selection::kValues:
      path += "[*][*]";
      break;
    case Selection::kNonNulls:
      path += R"([*]?(@.type() != "null"))";
      break;
  }
  return LaxJsonPath(Quote(path));
}

}  // namespace sigmatic::athena
