#include "compiler/legalize/legalize.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/legalize/classify.h"

namespace sigmatic::legalize {
namespace {

constexpr std::array kTitles = {
#define SIGMATIC_CONSTRUCT(enumerator, title) std::string_view(title),
#include "compiler/legalize/constructs.def"
#undef SIGMATIC_CONSTRUCT
};

// For "on `field`, which is … there".
std::string_view Describe(fields::FieldType type) {
  switch (type) {
    case fields::FieldType::kText:
      return "text";
    case fields::FieldType::kNumber:
      return "a number";
    case fields::FieldType::kBoolean:
      return "a boolean";
    case fields::FieldType::kAddress:
      return "an address";
    case fields::FieldType::kFlattened:
      return "a flattened field";
    case fields::FieldType::kJson:
      return "JSON text";
    case fields::FieldType::kObject:
      return "an object";
  }
  return {};
}

std::vector<bool> ReachableNodes(const ir::Rule& rule) {
  std::vector<bool> reachable(rule.nodes.size(), false);
  if (rule.nodes.empty()) return reachable;
  reachable[rule.root] = true;
  // Children stand before their parents, so one pass from the end meets every parent first.
  for (std::size_t i = rule.nodes.size(); i-- > 0;) {
    if (!reachable[i]) continue;
    const ir::Expression& expression = rule.nodes[i].expression;
    if (const auto* conjunction = std::get_if<ir::And>(&expression)) {
      for (const ir::NodeIndex operand : conjunction->operands) reachable[operand] = true;
    } else if (const auto* disjunction = std::get_if<ir::Or>(&expression)) {
      for (const ir::NodeIndex operand : disjunction->operands) reachable[operand] = true;
    } else if (const auto* negation = std::get_if<ir::Not>(&expression)) {
      reachable[negation->operand] = true;
    }
  }
  return reachable;
}

// The first of the leaf's fields on which the construct is not exact; nullopt when all is well.
std::optional<std::string> Refusal(const fields::MappedRule& rule, const LeafFields& leaf_fields,
                                   std::string_view title, const Capability& row) {
  if (row.on.IsAll()) return std::nullopt;
  for (const std::optional<ir::FieldIndex> index : {leaf_fields.first, leaf_fields.second}) {
    if (!index) continue;
    const fields::MappedField& field = rule.field(*index);
    if (row.on.Contains(field.type)) continue;
    // Where the construct works on other types, the field's type is what the author has to know.
    if (!row.on.IsEmpty()) {
      return fmt::format("{} cannot express {} on `{}`, which is {} there: {}", title, Title(row.construct), field.name,
                         Describe(field.type), row.reason);
    }
    return fmt::format("{} cannot express {} (on `{}`): {}", title, Title(row.construct), field.name, row.reason);
  }
  const bool has_field = leaf_fields.first.has_value();
  if (has_field || !row.on.IsEmpty()) return std::nullopt;
  return fmt::format("{} cannot express {}: {}", title, Title(row.construct), row.reason);
}

}  // namespace

std::string_view Title(Construct construct) { return kTitles.at(static_cast<std::size_t>(construct)); }

bool CheckRule(const fields::MappedRule& rule, std::string_view title, const CapabilityTable& table,
               const LeafCheck& check, base::Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const std::vector<bool> reachable = ReachableNodes(rule.rule);
  for (std::size_t i = 0; i < rule.rule.nodes.size(); ++i) {
    if (!reachable[i]) continue;
    const ir::Node& node = rule.rule.nodes[i];
    const ConstructSet constructs = Classify(node.expression);
    const LeafFields leaf_fields = FieldsOf(node.expression);
    std::string_view said;  // one cause that rules out several constructs of a leaf is said once
    for (const Capability& row : table) {
      if (!constructs.Contains(row.construct) || (!said.empty() && row.reason == said)) continue;
      if (auto refusal = Refusal(rule, leaf_fields, title, row)) {
        diagnostics.Report(base::Code::kTargetCannotExpress, *rule.rule.file, node.span, *std::move(refusal),
                           std::string(row.way_out));
        said = row.reason;
      }
    }
    const bool is_connective = std::holds_alternative<ir::And>(node.expression) ||
                               std::holds_alternative<ir::Or>(node.expression) ||
                               std::holds_alternative<ir::Not>(node.expression);
    if (!is_connective) check(rule, node, diagnostics);
  }
  return diagnostics.error_count() == errors_before;
}

}  // namespace sigmatic::legalize
