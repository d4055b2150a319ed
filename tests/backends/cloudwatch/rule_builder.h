// Mapped rules for tests, built by hand: what the phases before the backend would hand over.
#ifndef SIGMATIC_TESTS_BACKENDS_CLOUDWATCH_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_CLOUDWATCH_RULE_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/expression.h"

namespace sigmatic::cloudwatch {

class RuleBuilder {
 public:
  RuleBuilder();

  // A field by its dotted name; the same index for the same name. `[]` after a segment marks an array.
  ir::FieldIndex Field(std::string_view name, fields::FieldType type = fields::FieldType::kText);
  fields::MappedField& mapped(ir::FieldIndex index) { return rule_.fields[index]; }
  void set_keyword_text(std::string_view name) { rule_.keyword_text = {{std::string(name), false}}; }

  ir::NodeIndex Add(ir::Expression expression);
  // `pattern`: `*` and `?` are wildcards, a backslash takes the next character as it is.
  ir::NodeIndex Match(std::string_view field, std::string_view pattern, bool cased = false);
  ir::NodeIndex Search(std::string_view field, std::string_view regex, bool ignore_case = false);
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands) { return Add(ir::And{std::move(operands)}); }
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands) { return Add(ir::Or{std::move(operands)}); }
  ir::NodeIndex Not(ir::NodeIndex operand) { return Add(ir::Not{operand}); }

  // The rule whose root is the node added last. Spans: each node has one of its own.
  const fields::MappedRule& Rule();
  // The whole query of that rule; the messages when it is refused.
  std::string Compile();
  // What stands between `| filter ` and the sorting, with "\n| filter " for each further filter.
  std::string Filter();
  // The messages of a refused rule; empty when it is accepted.
  std::vector<std::string> Refusals();

 private:
  base::SourceFile file_;
  fields::MappedRule rule_;
};

ir::Pattern MakePattern(std::string_view pattern, bool cased = false);

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_TESTS_BACKENDS_CLOUDWATCH_RULE_BUILDER_H_
