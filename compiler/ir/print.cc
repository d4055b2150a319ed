#include "compiler/ir/print.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/printer.h"

namespace sigmatic::ir {
namespace {

constexpr std::array<std::string_view, 4> kComparisons = {"<", "<=", ">", ">="};
constexpr std::array<std::string_view, 5> kTimeComparisons = {"=", "<", "<=", ">", ">="};
constexpr std::array<std::string_view, 6> kTimeParts = {"minute", "hour", "day", "week", "month", "year"};
constexpr std::array<std::string_view, 4> kRelations = {"equals", "starts with", "ends with", "contains"};

template <typename Names, typename Enum>
std::string_view NameIn(const Names& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

bool IsControl(char32_t c) { return c < 0x20 || c == 0x7F; }

void AppendControl(char32_t c, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '\n':
      *out += "\\n";
      return;
    case '\r':
      *out += "\\r";
      return;
    case '\t':
      *out += "\\t";
      return;
    default:
      *out += "\\x";
      *out += kHex[c >> 4U];
      *out += kHex[c & 0xFU];
  }
}

void AppendEscaped(char32_t c, std::string_view special, std::string* out) {
  if (IsControl(c)) {
    AppendControl(c, out);
  } else {
    regex::AppendEscaped(c, special, out);
  }
}

std::string Escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) AppendEscaped(base::DecodeUtf8(text, &offset), special, &out);
  return out;
}

void AppendRegexLiteral(char32_t c, std::string* out) { AppendEscaped(c, R"(\.+*?()|[]{}^$/)", out); }
void AppendRegexMember(char32_t c, std::string* out) { AppendEscaped(c, R"(\[]^-/)", out); }

// As PCRE has it, so that authors recognize their own pattern.
constexpr regex::Dialect kReadable = {
    .append_literal = AppendRegexLiteral,
    .append_class_member = AppendRegexMember,
    .any = "(?s:.)",
    .nothing = "(?!)",
    .assertions = {"^", "$", "\\z", "(?m:^)", "(?m:$)", "\\b", "\\B"},
    .digit = "\\d",
    .not_digit = "\\D",
    .word = "\\w",
    .not_word = "\\W",
    .space = "\\s",
    .not_space = "\\S",
    .ignore_case_prefix = "(?i)",
};

std::string Shown(const regex::Regex& regex) { return "/" + regex::Print(regex, kReadable) + "/"; }

// With the verb, since a pattern without wildcards is an equality.
std::string Shown(const Pattern& pattern) {
  std::string text;
  for (const PatternPart& part : pattern.parts) {
    std::visit(base::Overloaded{
                   [&text](const Literal& literal) { text += Escaped(literal.text, "\\\"*?"); },
                   [&text](const AnyRun&) { text += '*'; },
                   [&text](const AnyOne&) { text += '?'; },
               },
               part);
  }
  return std::string(pattern.IsLiteral() ? "equals" : "matches") + " \"" + text + "\"" +
         (pattern.cased ? " (cased)" : "");
}

std::string Shown(const Network& network) {
  const base::IpAddress address{network.v6, network.address};
  return base::FormatAddress(address) + "/" + std::to_string(network.prefix_length);
}

class Printer {
 public:
  explicit Printer(const Rule& rule) : rule_(rule), parents_(rule.nodes.size(), 0), labels_(rule.nodes.size(), 0) {
    for (const Node& node : rule.nodes) {
      if (const auto* conjunction = std::get_if<And>(&node.expression)) Count(conjunction->operands);
      if (const auto* disjunction = std::get_if<Or>(&node.expression)) Count(disjunction->operands);
      if (const auto* negation = std::get_if<Not>(&node.expression)) ++parents_[negation->operand];
    }
  }

  std::string Run() {
    Print(rule_.root, 0);
    return std::move(out_);
  }

 private:
  void Count(const std::vector<NodeIndex>& operands) {
    for (const NodeIndex operand : operands) ++parents_[operand];
  }

  void Line(std::size_t depth, std::string_view text) {
    out_.append(2 * depth, ' ');
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string Field(FieldIndex index) const {
    const std::string& name = rule_.fields[index].name;
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return c > ' ' && c != '"' && c != '\\' && c != '\x7F';
    });
    return plain ? name : "\"" + Escaped(name, "\\\"") + "\"";
  }

  void PrintConnective(NodeIndex index, std::size_t depth, std::string_view name,
                       const std::vector<NodeIndex>& operands) {
    if (labels_[index] != 0) {
      Line(depth, "same as #" + std::to_string(labels_[index]));
      return;
    }
    std::string line(name);
    if (parents_[index] > 1) {
      labels_[index] = ++last_label_;
      line += " #" + std::to_string(last_label_);
    }
    Line(depth, line);
    for (const NodeIndex operand : operands) Print(operand, depth + 1);
  }

  void Print(NodeIndex index, std::size_t depth) {
    std::visit(
        base::Overloaded{
            [&](const Constant& node) { Line(depth, node.value ? "always" : "never"); },
            [&](const And& node) { PrintConnective(index, depth, "and", node.operands); },
            [&](const Or& node) { PrintConnective(index, depth, "or", node.operands); },
            [&](const Not& node) { PrintConnective(index, depth, "not", {node.operand}); },
            [&](const StringMatch& node) { Line(depth, Field(node.field) + " " + Shown(node.pattern)); },
            [&](const RegexMatch& node) { Line(depth, Field(node.field) + " finds " + Shown(node.regex)); },
            [&](const NumberEquals& node) { Line(depth, Field(node.field) + " = " + node.text); },
            [&](const BooleanEquals& node) { Line(depth, Field(node.field) + (node.value ? " = true" : " = false")); },
            [&](const IsNull& node) { Line(depth, Field(node.field) + " is null"); },
            [&](const Exists& node) { Line(depth, Field(node.field) + " exists"); },
            [&](const NumberCompare& node) {
              Line(depth, Field(node.field) + " " + std::string(NameIn(kComparisons, node.comparison)) + " " +
                              node.value.ToString());
            },
            [&](const InNetwork& node) { Line(depth, Field(node.field) + " in " + Shown(node.network)); },
            [&](const FieldCompare& node) {
              Line(depth, Field(node.left) + " " + std::string(NameIn(kRelations, node.relation)) + " field " +
                              Field(node.right) + (node.cased ? " (cased)" : ""));
            },
            [&](const TimePartCompare& node) {
              Line(depth, std::string(NameIn(kTimeParts, node.part)) + " of " + Field(node.field) + " " +
                              std::string(NameIn(kTimeComparisons, node.comparison)) + " " +
                              std::to_string(node.value));
            },
            [&](const Keyword& node) { Line(depth, "any value " + Shown(node.pattern)); },
            [&](const KeywordRegex& node) { Line(depth, "any value finds " + Shown(node.regex)); },
        },
        rule_.at(index).expression);
  }

  const Rule& rule_;
  std::vector<std::uint32_t> parents_;  // how many, by node
  std::vector<std::uint32_t> labels_;   // 0: not printed yet, or not shared
  std::uint32_t last_label_ = 0;
  std::string out_;
};

}  // namespace

std::string Print(const Rule& rule) { return Printer(rule).Run(); }

}  // namespace sigmatic::ir
