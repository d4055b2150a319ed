#include "tests/backends/cloudwatch/rule_builder.h"

#include <cstdlib>
#include <variant>

#include "backends/cloudwatch/cloudwatch.h"
#include "compiler/ir/pattern.h"
#include "compiler/regex/parser.h"

namespace sigmatic::cloudwatch {

ir::Pattern MakePattern(std::string_view pattern, bool cased) {
  ir::Pattern made;
  made.cased = cased;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '*') {
      made.parts.emplace_back(ir::AnyRun{});
    } else if (pattern[i] == '?') {
      made.parts.emplace_back(ir::AnyOne{});
    } else {
      if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
      made.parts.emplace_back(ir::Literal{std::string(1, pattern[i])});
    }
  }
  return ir::Normalize(std::move(made));
}

RuleBuilder::RuleBuilder() : file_("rule.yml", std::string(1000, ' ')) { rule_.rule.file = &file_; }

ir::FieldIndex RuleBuilder::Field(std::string_view name, fields::FieldType type) {
  for (std::size_t i = 0; i < rule_.fields.size(); ++i) {
    if (rule_.fields[i].name == name) return static_cast<ir::FieldIndex>(i);
  }
  const auto index = static_cast<ir::FieldIndex>(rule_.fields.size());
  fields::MappedField field;
  field.name = name;
  field.type = type;
  field.span = base::Span{500 + 10 * index, 505 + 10 * index};
  for (std::string_view rest = name;;) {
    const std::size_t dot = rest.find('.');
    fields::PathStep step{std::string(rest.substr(0, dot)), false};
    if (step.name.ends_with("[]")) step = {step.name.substr(0, step.name.size() - 2), true};
    field.path.push_back(step);
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  rule_.rule.fields.push_back(ir::Field{std::string(name), field.span});
  rule_.fields.push_back(std::move(field));
  return index;
}

ir::NodeIndex RuleBuilder::Add(ir::Expression expression) {
  const auto index = static_cast<ir::NodeIndex>(rule_.rule.nodes.size());
  rule_.rule.nodes.push_back(ir::Node{std::move(expression), base::Span{10 * index, 10 * index + 5}});
  rule_.rule.root = index;
  return index;
}

ir::NodeIndex RuleBuilder::Match(std::string_view field, std::string_view pattern, bool cased) {
  return Add(ir::StringMatch{Field(field), MakePattern(pattern, cased)});
}

ir::NodeIndex RuleBuilder::Search(std::string_view field, std::string_view regex, bool ignore_case) {
  regex::Flags flags;
  flags.ignore_case = ignore_case;
  auto parsed = regex::Parse(regex, flags, [](std::size_t, std::size_t) { return base::Span{}; });
  if (!std::holds_alternative<regex::Regex>(parsed)) std::abort();  // the test's own expression is wrong
  return Add(ir::RegexMatch{Field(field), std::get<regex::Regex>(std::move(parsed))});
}

const fields::MappedRule& RuleBuilder::Rule() { return rule_; }

std::string RuleBuilder::Compile() {
  base::Diagnostics diagnostics;
  auto query = CloudWatchBackend().Compile(rule_, diagnostics);
  if (query) return *query;
  std::string messages = "refused:";
  for (const base::Diagnostic& diagnostic : diagnostics.all()) messages += "\n" + diagnostic.message;
  return messages;
}

std::string RuleBuilder::Filter() {
  std::string query = Compile();
  constexpr std::string_view kBegin = "fields @timestamp, @message\n| filter ";
  constexpr std::string_view kEnd = "\n| sort @timestamp desc\n| limit 10000";
  if (!query.starts_with(kBegin) || !query.ends_with(kEnd)) return "no query: " + query;
  return query.substr(kBegin.size(), query.size() - kBegin.size() - kEnd.size());
}

std::vector<std::string> RuleBuilder::Refusals() {
  base::Diagnostics diagnostics;
  std::vector<std::string> messages;
  if (CloudWatchBackend().Compile(rule_, diagnostics)) return messages;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) messages.push_back(diagnostic.message);
  return messages;
}

}  // namespace sigmatic::cloudwatch
