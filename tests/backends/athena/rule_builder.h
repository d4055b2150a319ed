// Small rules for the tests of this folder, made by hand: no parser between the expectation and the backend.
#ifndef SIGMATIC_TESTS_BACKENDS_ATHENA_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_ATHENA_RULE_BUILDER_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/map_fields.h"

namespace sigmatic::athena {

// `a*b?c` as a pattern, `\*` a literal asterisk.
ir::Pattern Pattern(std::string_view text, bool cased = false);

// "resources[].arn" as steps.
std::vector<fields::PathStep> Path(std::string_view text);

class RuleBuilder {
 public:
  RuleBuilder();

  ir::FieldIndex Field(std::string_view path, fields::FieldType type = fields::FieldType::kText,
                       std::string_view json = {});

  ir::NodeIndex Add(ir::Expression expression);
  ir::NodeIndex Match(ir::FieldIndex field, std::string_view pattern, bool cased = false);
  ir::NodeIndex Regex(ir::FieldIndex field, std::string_view pattern);  // flags in front: "(?i)x"
  ir::NodeIndex KeywordRegex(std::string_view pattern);
  ir::NodeIndex Number(ir::FieldIndex field, std::string_view text);
  ir::NodeIndex Compare(ir::FieldIndex field, ir::Comparison comparison, std::string_view number);
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands) { return Add(ir::And{std::move(operands)}); }
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands) { return Add(ir::Or{std::move(operands)}); }
  ir::NodeIndex Not(ir::NodeIndex operand) { return Add(ir::Not{operand}); }

  fields::MappedRule& rule() { return rule_; }
  [[nodiscard]] const base::Diagnostics& diagnostics() const { return diagnostics_; }

  // The query with the last node as the root; the messages, a line each, when it is refused.
  std::string Compile();
  // Its WHERE clause alone.
  std::string Where();

 private:
  base::SourceFile file_;
  base::Diagnostics diagnostics_;
  fields::MappedRule rule_;
};

}  // namespace sigmatic::athena

#endif  // SIGMATIC_TESTS_BACKENDS_ATHENA_RULE_BUILDER_H_
