// Parses rules for the tests of this folder and shows what came of it as text.
#ifndef SIGMATIC_TESTS_COMPILER_PARSE_TESTING_H_
#define SIGMATIC_TESTS_COMPILER_PARSE_TESTING_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ast/rule.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/source_file.h"
#include "compiler/parse/rule_parser.h"

namespace sigmatic::parse {

struct ParseResult {
  std::unique_ptr<base::SourceFile> file;
  base::Diagnostics diagnostics;
  std::vector<base::Result<ast::Rule>> rules;
};

inline ParseResult Parse(std::string text) {
  ParseResult result;
  result.file = std::make_unique<base::SourceFile>("rule.yml", std::move(text));
  result.rules = ParseRules(*result.file, result.diagnostics);
  return result;
}

// Everything but the detections, four lines.
inline constexpr std::string_view kHead = "title: Example\nlogsource:\n    product: aws\n    service: cloudtrail\n";

// A rule whose `detection` section, from line 6 on, is `detection`.
inline ParseResult ParseDetection(std::string_view detection) {
  return Parse(std::string(kHead) + "detection:\n" + std::string(detection));
}

// "1:5-2:3", columns counted in characters, the end exclusive.
inline std::string Place(const base::SourceFile& file, base::Span span) {
  const base::Location begin = file.Locate(span.begin);
  const base::Location end = file.Locate(span.end);
  return std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" + std::to_string(end.line) + ":" +
         std::to_string(end.column);
}

// Each diagnostic as "kUnknownLevel 1:5-1:6".
inline std::vector<std::string> Faults(const base::SourceFile& file, const base::Diagnostics& diagnostics) {
  std::vector<std::string> all;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    all.push_back(std::string(Describe(diagnostic.code).name) + " " + Place(file, diagnostic.span));
  }
  return all;
}
inline std::vector<std::string> Faults(const ParseResult& result) { return Faults(*result.file, result.diagnostics); }

// Message and hint of the first diagnostic.
inline std::string FirstMessage(const base::Diagnostics& diagnostics) {
  if (diagnostics.all().empty()) return {};
  return diagnostics.all().front().message + " " + diagnostics.all().front().hint;
}
inline std::string FirstMessage(const ParseResult& result) { return FirstMessage(result.diagnostics); }

inline std::string Show(const ast::Value& value) {
  return std::visit(base::Overloaded{
                        [](const ast::Null&) { return std::string("null"); },
                        [](const ast::Boolean& boolean) { return std::string(boolean.value ? "true" : "false"); },
                        [](const ast::Number& number) { return number.text; },
                        [](const ast::String& string) { return "'" + string.text + "'"; },
                    },
                    value.value);
}

// field|modifier=value, lists in brackets.
inline std::string Show(const ast::DetectionItem& item) {
  std::string text = item.field.value_or("");
  for (const ast::AppliedModifier& modifier : item.modifiers) text += "|" + std::string(Name(modifier.modifier));
  text += "=";
  std::string values;
  for (const ast::Value& value : item.values) values += (values.empty() ? "" : ",") + Show(value);
  return text + (item.is_list ? "[" + values + "]" : values);
}

// Maps in braces, lists in parentheses.
inline std::string Show(const ast::Detection& detection) {
  std::string text;
  const auto all_of = [&text](const ast::AllOf& all) {
    for (const ast::DetectionItem& item : all.items) text += (text.empty() ? "" : " & ") + Show(item);
    return "{" + text + "}";
  };
  const auto any_of = [&text](const ast::AnyOf& any) {
    for (const ast::Detection& alternative : any.alternatives) text += (text.empty() ? "" : " / ") + Show(alternative);
    return "(" + text + ")";
  };
  return std::visit(base::Overloaded{all_of, any_of}, detection.shape);
}

// The detection of the only rule; what went wrong, if there is none.
inline std::string ShowDetection(const ParseResult& result) {
  if (result.rules.size() != 1 || !result.rules[0].ok()) return "no rule: " + FirstMessage(result);
  return Show(result.rules[0]->detections.at(0).detection);
}

// Operators in prefix notation: and(a, not(b), 2:sel_*).
inline std::string Show(const ast::Condition& condition, ast::ConditionIndex index) {
  const auto list = [&condition](std::string text, const std::vector<ast::ConditionIndex>& operands) {
    for (const ast::ConditionIndex operand : operands) {
      text += (operand == operands.front() ? "(" : ", ") + Show(condition, operand);
    }
    return text + ")";
  };
  const auto selector = [](const ast::ConditionSelector& node) {
    const std::string quantifier =
        std::visit(base::Overloaded{
                       [](const ast::ConditionSelector::All&) { return std::string("all"); },
                       [](const ast::ConditionSelector::AtLeast& at_least) { return std::to_string(at_least.count); },
                   },
                   node.quantifier);
    return quantifier + ":" + (node.pattern.empty() ? "them" : node.pattern);
  };
  return std::visit(base::Overloaded{
                        [&list](const ast::ConditionAnd& node) { return list("and", node.operands); },
                        [&list](const ast::ConditionOr& node) { return list("or", node.operands); },
                        [&list](const ast::ConditionNot& node) { return list("not", {node.operand}); },
                        [](const ast::ConditionName& node) { return node.name; },
                        selector,
                    },
                    condition.nodes.at(index).node);
}

}  // namespace sigmatic::parse

#endif  // SIGMATIC_TESTS_COMPILER_PARSE_TESTING_H_
