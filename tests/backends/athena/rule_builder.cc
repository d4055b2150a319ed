#include "tests/backends/athena/rule_builder.h"

#include <algorithm>
#include <stdexcept>
#include <variant>

#include "backends/athena/athena.h"
#include "compiler/regex/parser.h"

namespace sigmatic::athena {
namespace {

void AppendLiteral(char c, ir::Pattern* pattern) {
  if (pattern->parts.empty() || !std::holds_alternative<ir::Literal>(pattern->parts.back())) {
    pattern->parts.emplace_back(ir::Literal{});
  }
  std::get<ir::Literal>(pattern->parts.back()).text += c;
}

regex::Regex Parsed(std::string_view pattern) {
  auto parsed = regex::Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
  if (auto* regex = std::get_if<regex::Regex>(&parsed)) return std::move(*regex);
  throw std::invalid_argument("a test's regular expression does not parse: " + std::string(pattern));
}

}  // namespace

ir::Pattern Pattern(std::string_view text, bool cased) {
  ir::Pattern pattern;
  pattern.cased = cased;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '*' || text[i + 1] == '?')) {
      AppendLiteral(text[++i], &pattern);
    } else if (text[i] == '*') {
      pattern.parts.emplace_back(ir::AnyRun{});
    } else if (text[i] == '?') {
      pattern.parts.emplace_back(ir::AnyOne{});
    } else {
      AppendLiteral(text[i], &pattern);
    }
  }
  return pattern;
}

std::vector<fields::PathStep> Path(std::string_view text) {
  std::vector<fields::PathStep> path;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('.'), text.size());
    fields::PathStep step{std::string(text.substr(0, end)), false};
    if (step.name.ends_with("[]")) step = {step.name.substr(0, step.name.size() - 2), true};
    path.push_back(step);
    text.remove_prefix(end == text.size() ? end : end + 1);
  }
  return path;
}

RuleBuilder::RuleBuilder() : file_("rule.yml", "title: a rule\n") {
  rule_.rule.file = &file_;
  rule_.map_name = "test";
  rule_.source = {{"table", "events"}};
}

ir::FieldIndex RuleBuilder::Field(std::string_view path, fields::FieldType type, std::string_view json) {
  const std::string name = std::string(path) + (json.empty() ? "" : "." + std::string(json));
  rule_.rule.fields.push_back({name, {}});
  rule_.fields.push_back({name, Path(path), Path(json), type, {}});
  return static_cast<ir::FieldIndex>(rule_.fields.size() - 1);
}

ir::NodeIndex RuleBuilder::Add(ir::Expression expression) {
  rule_.rule.nodes.push_back({std::move(expression), {}});
  rule_.rule.root = static_cast<ir::NodeIndex>(rule_.rule.nodes.size() - 1);
  return rule_.rule.root;
}

ir::NodeIndex RuleBuilder::Match(ir::FieldIndex field, std::string_view pattern, bool cased) {
  return Add(ir::StringMatch{field, Pattern(pattern, cased)});
}

ir::NodeIndex RuleBuilder::Regex(ir::FieldIndex field, std::string_view pattern) {
  return Add(ir::RegexMatch{field, Parsed(pattern)});
}

ir::NodeIndex RuleBuilder::KeywordRegex(std::string_view pattern) { return Add(ir::KeywordRegex{Parsed(pattern)}); }

ir::NodeIndex RuleBuilder::Number(ir::FieldIndex field, std::string_view text) {
  return Add(ir::NumberEquals{field, *base::Decimal::Parse(text), std::string(text)});
}

ir::NodeIndex RuleBuilder::Compare(ir::FieldIndex field, ir::Comparison comparison, std::string_view number) {
  return Add(ir::NumberCompare{field, comparison, *base::Decimal::Parse(number)});
}

std::string RuleBuilder::Compile() {
  const auto query = AthenaBackend().Compile(rule_, diagnostics_);
  if (query) return *query;
  std::string messages;
  for (const base::Diagnostic& diagnostic : diagnostics_.all()) messages += diagnostic.message + "\n";
  return messages;
}

std::string RuleBuilder::Where() {
  constexpr std::string_view kHead = "SELECT *\nFROM events\nWHERE ";
  const std::string query = Compile();
  if (query.starts_with(kHead)) return query.substr(kHead.size());
  return query;
}

}  // namespace sigmatic::athena
