#include "tests/compiler/sema/rule_text.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::sema {
namespace {

std::string RuleText(std::string_view detection) {
  return fmt::format("title: Test\nlogsource:\n  product: test\ndetection:\n{}", detection);
}

std::string Joined(const ir::Rule& rule, const std::vector<ir::NodeIndex>& operands, std::string_view word) {
  std::string text;
  for (const ir::NodeIndex operand : operands) {
    if (!text.empty()) text += fmt::format(" {} ", word);
    text += Text(rule, operand);
  }
  return fmt::format("({})", text);
}

std::string_view Text(ir::Comparison comparison) {
  switch (comparison) {
    case ir::Comparison::kLess:
      return "<";
    case ir::Comparison::kLessOrEqual:
      return "<=";
    case ir::Comparison::kGreater:
      return ">";
    case ir::Comparison::kGreaterOrEqual:
      return ">=";
  }
  return {};
}

std::string_view Text(ir::TimeComparison comparison) {
  switch (comparison) {
    case ir::TimeComparison::kEqual:
      return "=";
    case ir::TimeComparison::kLess:
      return "<";
    case ir::TimeComparison::kLessOrEqual:
      return "<=";
    case ir::TimeComparison::kGreater:
      return ">";
    case ir::TimeComparison::kGreaterOrEqual:
      return ">=";
  }
  return {};
}

std::string_view Text(ir::TimePart part) {
  switch (part) {
    case ir::TimePart::kMinute:
      return "minute";
    case ir::TimePart::kHour:
      return "hour";
    case ir::TimePart::kDay:
      return "day";
    case ir::TimePart::kWeek:
      return "week";
    case ir::TimePart::kMonth:
      return "month";
    case ir::TimePart::kYear:
      return "year";
  }
  return {};
}

std::string_view Text(ir::FieldRelation relation) {
  switch (relation) {
    case ir::FieldRelation::kEquals:
      return "equals";
    case ir::FieldRelation::kStartsWith:
      return "starts with";
    case ir::FieldRelation::kEndsWith:
      return "ends with";
    case ir::FieldRelation::kContains:
      return "contains";
  }
  return {};
}

std::string_view Text(regex::AssertionKind kind) {
  switch (kind) {
    case regex::AssertionKind::kTextStart:
      return "\\A";
    case regex::AssertionKind::kTextEnd:
      return "\\Z";
    case regex::AssertionKind::kTextEndAbsolute:
      return "\\z";
    case regex::AssertionKind::kLineStart:
      return "^";
    case regex::AssertionKind::kLineEnd:
      return "$";
    case regex::AssertionKind::kWordBoundary:
      return "\\b";
    case regex::AssertionKind::kNotWordBoundary:
      return "\\B";
  }
  return {};
}

std::string Text(const regex::Regex& regex, regex::NodeIndex index) {
  const auto joined = [&regex](const std::vector<regex::NodeIndex>& parts, std::string_view separator) {
    std::string text;
    for (const regex::NodeIndex part : parts) {
      if (!text.empty()) text += separator;
      text += Text(regex, part);
    }
    return text;
  };
  return std::visit(
      base::Overloaded{
          [](const regex::Empty&) { return std::string(); },
          [](const regex::Literal& literal) {
            std::string text = literal.ignore_case ? "~" : "";
            base::AppendUtf8(literal.code_point, &text);
            return text;
          },
          [](const regex::Class& set) { return fmt::format("[{} ranges]", set.ranges.size()); },
          [](const regex::AnyCharacter& any) { return std::string(any.newline ? "(?s:.)" : "."); },
          [&](const regex::Concatenation& concatenation) { return joined(concatenation.parts, ""); },
          [&](const regex::Alternation& alternation) { return fmt::format("({})", joined(alternation.branches, "|")); },
          [&](const regex::Repetition& repetition) {
            return fmt::format("{}{{{},..}}", Text(regex, repetition.operand), repetition.minimum);
          },
          [](const regex::Assertion& assertion) { return std::string(Text(assertion.kind)); },
      },
      regex.at(index).node);
}

}  // namespace

std::string Text(const regex::Regex& regex) { return Text(regex, regex.root); }

std::string Text(const ir::Pattern& pattern) {
  std::string text;
  for (const ir::PatternPart& part : pattern.parts) {
    std::visit(base::Overloaded{
                   [&text](const ir::Literal& literal) {
                     for (const char c : literal.text) {
                       if (c == '*' || c == '?') text.push_back('\\');
                       text.push_back(c);
                     }
                   },
                   [&text](const ir::AnyRun&) { text.push_back('*'); },
                   [&text](const ir::AnyOne&) { text.push_back('?'); },
               },
               part);
  }
  return text;
}

std::string Text(const ir::Rule& rule, ir::NodeIndex index) {
  const auto field = [&rule](ir::FieldIndex i) -> const std::string& { return rule.fields.at(i).name; };
  return std::visit(
      base::Overloaded{
          [](const ir::Constant& constant) { return std::string(constant.value ? "always" : "never"); },
          [&](const ir::And& conjunction) { return Joined(rule, conjunction.operands, "and"); },
          [&](const ir::Or& disjunction) { return Joined(rule, disjunction.operands, "or"); },
          [&](const ir::Not& negation) { return "not " + Text(rule, negation.operand); },
          [&](const ir::StringMatch& leaf) {
            return fmt::format("{} {} \"{}\"", field(leaf.field), leaf.pattern.cased ? "==" : "=", Text(leaf.pattern));
          },
          [&](const ir::RegexMatch& leaf) { return fmt::format("{} ~ /{}/", field(leaf.field), Text(leaf.regex)); },
          [&](const ir::NumberEquals& leaf) { return fmt::format("{} = {}", field(leaf.field), leaf.text); },
          [&](const ir::BooleanEquals& leaf) { return fmt::format("{} = {}", field(leaf.field), leaf.value); },
          [&](const ir::IsNull& leaf) { return fmt::format("{} is null", field(leaf.field)); },
          [&](const ir::Exists& leaf) { return fmt::format("{} exists", field(leaf.field)); },
          [&](const ir::NumberCompare& leaf) {
            return fmt::format("{} {} {}", field(leaf.field), Text(leaf.comparison), leaf.value.ToString());
          },
          [&](const ir::InNetwork& leaf) {
            const ir::Network& network = leaf.network;
            return fmt::format("{} in {}/{}", field(leaf.field), base::FormatAddress({network.v6, network.address}),
                               network.prefix_length);
          },
          [&](const ir::FieldCompare& leaf) {
            return fmt::format("{} {} {}{}", field(leaf.left), Text(leaf.relation), field(leaf.right),
                               leaf.cased ? " cased" : "");
          },
          [&](const ir::TimePartCompare& leaf) {
            return fmt::format("{}({}) {} {}", Text(leaf.part), field(leaf.field), Text(leaf.comparison), leaf.value);
          },
          [](const ir::Keyword& leaf) {
            return fmt::format("any {} \"{}\"", leaf.pattern.cased ? "==" : "=", Text(leaf.pattern));
          },
          [](const ir::KeywordRegex& leaf) { return fmt::format("any ~ /{}/", Text(leaf.regex)); },
      },
      rule.at(index).expression);
}

std::string Text(const ir::Rule& rule) { return Text(rule, rule.root); }

Analysis::Analysis(std::string_view detection) : file_("rule.yml", RuleText(detection)) {
  std::vector<base::Result<ast::Rule>> rules = parse::ParseRules(file_, diagnostics_);
  if (rules.size() == 1 && rules.front().ok()) {
    base::Result<ir::Rule> rule = Analyze(*rules.front(), diagnostics_);
    if (rule.ok()) rule_ = *std::move(rule);
  }
  diagnostics_.SortByPosition();
}

std::string Analysis::expression() const { return rule_ ? Text(*rule_) : "refused"; }

std::vector<std::string> Analysis::codes() const {
  std::vector<std::string> names;
  for (const base::Diagnostic& diagnostic : diagnostics_.all())
    names.emplace_back(base::Describe(diagnostic.code).name);
  return names;
}

std::vector<std::string> Analysis::messages() const {
  std::vector<std::string> messages;
  for (const base::Diagnostic& diagnostic : diagnostics_.all()) {
    const base::Location location = file_.Locate(diagnostic.span.begin);
    messages.push_back(
        fmt::format("{}:{}: {} ({})", location.line, location.column, diagnostic.message, diagnostic.hint));
  }
  return messages;
}

Analysis AnalyzeItem(std::string_view item) {
  return Analysis(fmt::format("  selection:\n    {}\n  condition: selection\n", item));
}

std::string ExpressionOf(std::string_view item) { return AnalyzeItem(item).expression(); }

}  // namespace sigmatic::sema
