// ir::Rule + FieldMap -> MappedRule: every field has its place on the target, mapped values are rewritten.
#ifndef SIGMATIC_COMPILER_FIELDS_MAP_FIELDS_H_
#define SIGMATIC_COMPILER_FIELDS_MAP_FIELDS_H_

#include <string>
#include <utility>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/fields/field_map.h"
#include "compiler/ir/rule.h"

namespace sigmatic::fields {

// A field of the rule, on the target.
struct MappedField {
  std::string name;            // Sigma's
  std::vector<PathStep> path;  // native part; never empty
  std::vector<PathStep> json;  // the part inside a JSON text or a flattened field; often empty
  FieldType type = FieldType::kText;
  base::Span span;  // first use in the rule
};

struct MappedRule {
  ir::Rule rule;                    // leaves on fields with a value mapping are rewritten to the target's values
  std::vector<MappedField> fields;  // parallel to rule.fields
  std::vector<std::pair<std::string, std::string>> source;  // the map's, with the user's overrides
  std::vector<PathStep> keyword_text;                       // the map's; empty: keywords have nowhere to look
  std::string map_name;

  [[nodiscard]] const MappedField& field(ir::FieldIndex index) const { return fields[index]; }
};

struct MapOptions {
  bool pass_unknown_fields = false;                                   // the user's request; otherwise the map decides
  std::vector<std::pair<std::string, std::string>> source_overrides;  // key, value
};

// Reports fields that the map does not know (with the nearest name), and comparisons that a value mapping cannot carry
// because several source values share one target value.
base::Result<MappedRule> MapFields(const ir::Rule& rule, const FieldMap& map, const MapOptions& options,
                                   base::Diagnostics& diagnostics);

}  // namespace sigmatic::fields

#endif  // SIGMATIC_COMPILER_FIELDS_MAP_FIELDS_H_
