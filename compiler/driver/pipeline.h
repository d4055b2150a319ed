// The way of a rule through the phases, as every command and every user of the library takes it:
//   text -> ast::Rule -> ir::Rule (simplified)        LoadRules
//        -> fields::MappedRule -> query               CompileRule
#ifndef SIGMATIC_COMPILER_DRIVER_PIPELINE_H_
#define SIGMATIC_COMPILER_DRIVER_PIPELINE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backends/backend.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/field_map.h"
#include "compiler/ir/rule.h"

namespace sigmatic::driver {

// One document of a rule file: a rule ready for use, or what is known of one that has faults.
struct LoadedRule {
  std::string id;     // empty: none, or not known
  std::string title;  // empty: not known
  std::optional<ir::Rule> rule;
};

struct RuleFile {
  std::unique_ptr<base::SourceFile> source;  // what the rules and the diagnostics point into
  std::vector<LoadedRule> rules;
  base::Diagnostics diagnostics;  // sorted by position
};

// Takes the path (for messages) and the text of a rule file.
RuleFile LoadRules(std::string path, std::string text);

struct CompileOptions {
  // Maps of the user's own; the first one for the target whose log sources fit (or that names none) is used.
  std::vector<const fields::FieldMap*> field_maps;
  std::optional<std::string> map_name;  // a built-in map to use whatever the rule's log source is
  bool pass_unknown_fields = false;
  std::vector<std::pair<std::string, std::string>> source_overrides;  // "index", "main"
};

// The query for one target, or a Failure with the reasons among the diagnostics.
base::Result<std::string> CompileRule(const ir::Rule& rule, const backends::Backend& backend,
                                      const CompileOptions& options, base::Diagnostics& diagnostics);

// The field map that CompileRule uses.
const fields::FieldMap& ChooseFieldMap(const ir::Rule& rule, const backends::Backend& backend,
                                       const CompileOptions& options);

}  // namespace sigmatic::driver

#endif  // SIGMATIC_COMPILER_DRIVER_PIPELINE_H_
