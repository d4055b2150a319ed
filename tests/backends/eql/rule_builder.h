// Builds mapped rules node by node, so that these tests need no parser.
#ifndef SIGMATIC_TESTS_BACKENDS_EQL_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_EQL_RULE_BUILDER_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/eql/eql.h"
#include "compiler/base/decimal.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/ip_address.h"
#include "compiler/fields/map_fields.h"
#include "compiler/regex/parser.h"

namespace sigmatic::eql {

inline ir::Pattern Text(std::string_view text, bool cased = false) {
  ir::Pattern pattern;
  if (!text.empty()) pattern.parts.emplace_back(ir::Literal{std::string(text)});
  pattern.cased = cased;
  return pattern;
}

// `*` and `?` are wildcards, `\x` is the character x.
inline ir::Pattern Glob(std::string_view glob, bool cased = false) {
  ir::Pattern pattern;
  pattern.cased = cased;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) pattern.parts.emplace_back(ir::Literal{std::exchange(literal, {})});
  };
  for (std::size_t i = 0; i < glob.size(); ++i) {
    if (glob[i] == '*' || glob[i] == '?') {
      flush();
      if (glob[i] == '*') {
        pattern.parts.emplace_back(ir::AnyRun{});
      } else {
        pattern.parts.emplace_back(ir::AnyOne{});
      }
    } else {
      if (glob[i] == '\\') ++i;
      literal.push_back(glob[i]);
    }
  }
  flush();
  return pattern;
}

class RuleBuilder {
 public:
  RuleBuilder() { rule_.rule.file = file_.get(); }

  ir::FieldIndex Field(std::vector<std::string> path, fields::FieldType type = fields::FieldType::kText) {
    fields::MappedField field;
    field.type = type;
    for (std::string& step : path) {
      field.name += (field.name.empty() ? "" : ".") + step;
      field.path.push_back(fields::PathStep{std::move(step), false});
    }
    rule_.rule.fields.push_back(ir::Field{field.name, {}});
    rule_.fields.push_back(std::move(field));
    return static_cast<ir::FieldIndex>(rule_.fields.size() - 1);
  }

  ir::NodeIndex Add(ir::Expression expression) {
    rule_.rule.nodes.push_back(ir::Node{std::move(expression), {}});
    rule_.rule.root = static_cast<ir::NodeIndex>(rule_.rule.nodes.size() - 1);
    return rule_.rule.root;
  }

  ir::NodeIndex Match(ir::FieldIndex field, ir::Pattern pattern) {
    return Add(ir::StringMatch{field, std::move(pattern)});
  }
  ir::NodeIndex Number(ir::FieldIndex field, std::string text) {
    return Add(ir::NumberEquals{field, *base::Decimal::Parse(text), text});
  }
  ir::NodeIndex Compare(ir::FieldIndex field, ir::Comparison comparison, std::string_view number) {
    return Add(ir::NumberCompare{field, comparison, *base::Decimal::Parse(number)});
  }
  ir::NodeIndex InNetwork(ir::FieldIndex field, std::string_view address, std::uint8_t prefix_length) {
    const base::IpAddress parsed = *base::ParseAddress(address);
    return Add(ir::InNetwork{field, ir::Network{parsed.v6, parsed.bytes, prefix_length}});
  }
  ir::NodeIndex Regex(ir::FieldIndex field, std::string_view pattern, regex::Flags flags = {}) {
    auto parsed = regex::Parse(pattern, flags, [](std::size_t, std::size_t) { return base::Span{}; });
    return Add(ir::RegexMatch{field, std::get<regex::Regex>(std::move(parsed))});
  }
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands) { return Add(ir::And{std::move(operands)}); }
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands) { return Add(ir::Or{std::move(operands)}); }
  ir::NodeIndex Not(ir::NodeIndex operand) { return Add(ir::Not{operand}); }

  // The query for the node that was added last; all messages when it is refused.
  std::string Compile() {
    diagnostics_ = {};
    const auto query = EqlBackend().Compile(rule_, diagnostics_);
    if (query.ok()) return *query;
    std::string messages;
    for (const base::Diagnostic& diagnostic : diagnostics_.all()) messages += diagnostic.message + "\n";
    return messages;
  }

  [[nodiscard]] const base::Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  std::unique_ptr<base::SourceFile> file_ = std::make_unique<base::SourceFile>("rule.yml", "title: test\n");
  fields::MappedRule rule_;
  base::Diagnostics diagnostics_;
};

}  // namespace sigmatic::eql

#endif  // SIGMATIC_TESTS_BACKENDS_EQL_RULE_BUILDER_H_
