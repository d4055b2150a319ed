// Builds mapped rules without the front end, and compiles them.
#ifndef SIGMATIC_TESTS_BACKENDS_SPLUNK_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_SPLUNK_RULE_BUILDER_H_

#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/splunk/splunk.h"
#include "compiler/base/decimal.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/pattern.h"
#include "compiler/regex/parser.h"

namespace sigmatic::splunk {

inline regex::Regex MakeRegex(std::string_view text, regex::Flags flags = {}) {
  auto result = regex::Parse(text, flags, [](std::size_t, std::size_t) { return base::Span{}; });
  if (!std::holds_alternative<regex::Regex>(result)) std::abort();
  return std::get<regex::Regex>(std::move(result));
}

// `*` and `?` are wildcards unless a backslash stands before them; every other character is itself.
inline ir::Pattern MakePattern(std::string_view text, bool cased = false) {
  ir::Pattern pattern;
  pattern.cased = cased;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '*' || text[i + 1] == '?');
    if (escaped) ++i;
    if (!escaped && text[i] == '*') {
      pattern.parts.emplace_back(ir::AnyRun{});
    } else if (!escaped && text[i] == '?') {
      pattern.parts.emplace_back(ir::AnyOne{});
    } else {
      pattern.parts.emplace_back(ir::Literal{std::string(1, text[i])});
    }
  }
  return ir::Normalize(std::move(pattern));
}

class RuleBuilder {
 public:
  // A field's name is also its way on the target; `[]` marks arrays: "resources[].ARN".
  ir::FieldIndex Field(std::string_view path, fields::FieldType type = fields::FieldType::kText) {
    fields::MappedField field;
    field.type = type;
    std::string_view rest = path;
    while (true) {
      const std::size_t dot = rest.find('.');
      std::string_view segment = rest.substr(0, dot);
      const bool array = segment.ends_with("[]");
      if (array) segment.remove_suffix(2);
      field.path.push_back(fields::PathStep{std::string(segment), array});
      if (!field.name.empty()) field.name += '.';
      field.name += segment;
      if (dot == std::string_view::npos) break;
      rest.remove_prefix(dot + 1);
    }
    for (std::size_t i = 0; i < mapped_.fields.size(); ++i) {
      if (mapped_.fields[i].name == field.name) return static_cast<ir::FieldIndex>(i);
    }
    mapped_.rule.fields.push_back(ir::Field{field.name, {}});
    mapped_.fields.push_back(std::move(field));
    return static_cast<ir::FieldIndex>(mapped_.fields.size() - 1);
  }

  // The last node added is the root.
  ir::NodeIndex Add(ir::Expression expression) {
    mapped_.rule.nodes.push_back(ir::Node{std::move(expression), {}});
    mapped_.rule.root = static_cast<ir::NodeIndex>(mapped_.rule.nodes.size() - 1);
    return mapped_.rule.root;
  }
  ir::NodeIndex Match(std::string_view field, std::string_view pattern, bool cased = false) {
    return Add(ir::StringMatch{Field(field), MakePattern(pattern, cased)});
  }
  ir::NodeIndex Text(std::string_view field, std::string text) {  // a literal, wildcards included
    ir::Pattern pattern;
    if (!text.empty()) pattern.parts.emplace_back(ir::Literal{std::move(text)});
    return Add(ir::StringMatch{Field(field), std::move(pattern)});
  }
  ir::NodeIndex Regex(std::string_view field, std::string_view pattern, regex::Flags flags = {}) {
    return Add(ir::RegexMatch{Field(field), MakeRegex(pattern, flags)});
  }
  ir::NodeIndex Number(std::string_view field, std::string_view text) {
    return Add(ir::NumberEquals{Field(field), *base::Decimal::Parse(text), std::string(text)});
  }
  ir::NodeIndex Boolean(std::string_view field, bool value) { return Add(ir::BooleanEquals{Field(field), value}); }
  ir::NodeIndex Null(std::string_view field) { return Add(ir::IsNull{Field(field)}); }
  ir::NodeIndex Exists(std::string_view field) { return Add(ir::Exists{Field(field)}); }
  ir::NodeIndex Compare(std::string_view field, ir::Comparison comparison, std::string_view number) {
    return Add(ir::NumberCompare{Field(field), comparison, *base::Decimal::Parse(number)});
  }
  ir::NodeIndex Network(std::string_view field, ir::Network network) {
    return Add(ir::InNetwork{Field(field), network});
  }
  ir::NodeIndex Relate(std::string_view left, ir::FieldRelation relation, std::string_view right, bool cased = false) {
    const ir::FieldIndex left_field = Field(left);
    return Add(ir::FieldCompare{left_field, Field(right), relation, cased});
  }
  ir::NodeIndex Time(std::string_view field, ir::TimePart part, ir::TimeComparison comparison, std::int64_t value) {
    return Add(ir::TimePartCompare{Field(field), part, comparison, value});
  }
  ir::NodeIndex Keyword(std::string_view pattern) { return Add(ir::Keyword{MakePattern(pattern)}); }
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands) { return Add(ir::And{std::move(operands)}); }
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands) { return Add(ir::Or{std::move(operands)}); }
  ir::NodeIndex Not(ir::NodeIndex operand) { return Add(ir::Not{operand}); }

  fields::MappedRule& mapped() { return mapped_; }

  // The query; or the messages, one a line, each after "refused: ".
  std::string Compile() {
    static const base::SourceFile* const kFile = new base::SourceFile("rule.yml", "title: t\n");
    mapped_.rule.file = kFile;
    base::Diagnostics diagnostics;
    const auto query = SplunkBackend().Compile(mapped_, diagnostics);
    if (query) return *query;
    std::string messages;
    for (const base::Diagnostic& diagnostic : diagnostics.all()) {
      messages += "refused: " + diagnostic.message + "\n";
      if (diagnostic.hint.empty()) messages += "(no hint)\n";
    }
    return messages;
  }

 private:
  fields::MappedRule mapped_;
};

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_TESTS_BACKENDS_SPLUNK_RULE_BUILDER_H_
