#include "compiler/driver/pipeline.h"

#include <algorithm>

#include "compiler/fields/map_fields.h"
#include "compiler/ir/simplify.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::driver {

RuleFile LoadRules(std::string path, std::string text) {
  RuleFile file;
  file.source = std::make_unique<base::SourceFile>(std::move(path), std::move(text));
  for (const parse::ParsedDocument& parsed : parse::ParseDocuments(*file.source, file.diagnostics)) {
    LoadedRule& loaded = file.rules.emplace_back();
    loaded.title = parsed.rule.title.text;
    if (parsed.rule.id) loaded.id = parsed.rule.id->text;
    if (!parsed.complete) {
      sema::CheckIncomplete(parsed.rule, file.diagnostics);
    } else if (auto analyzed = sema::Analyze(parsed.rule, file.diagnostics)) {
      loaded.rule = ir::Simplify(*std::move(analyzed));
    }
  }
  if (file.rules.empty() && !file.diagnostics.HasErrors()) {
    file.diagnostics.Report(base::Code::kNotARule, *file.source, base::Span{}, "the file holds no rule",
                            "a rule is a map with `title`, `logsource` and `detection`");
  }
  // A file that is not even YAML still counts as one rule that failed, so that no output leaves it out.
  if (file.rules.empty() && file.diagnostics.HasErrors()) file.rules.emplace_back();
  file.diagnostics.SortByPosition();
  return file;
}

const fields::FieldMap& ChooseFieldMap(const ir::Rule& rule, const backends::Backend& backend,
                                       const CompileOptions& options) {
  const std::string_view target = backend.info().name;
  for (const fields::FieldMap* map : options.field_maps) {
    if (map->target == target && map->Fits(rule.log_source)) return *map;
  }
  if (options.map_name) {
    if (const fields::FieldMap* named = fields::FindBuiltInMap(target, *options.map_name)) return *named;
  }
  return fields::ChooseBuiltInMap(target, rule.log_source);
}

base::Result<std::string> CompileRule(const ir::Rule& rule, const backends::Backend& backend,
                                      const CompileOptions& options, base::Diagnostics& diagnostics) {
  const fields::FieldMap& map = ChooseFieldMap(rule, backend, options);
  auto mapped = fields::MapFields(rule, map, fields::MapOptions{options.pass_unknown_fields, options.source_overrides},
                                  diagnostics);
  if (!mapped) return base::Failure{};
  return backend.Compile(*mapped, diagnostics);
}

}  // namespace sigmatic::driver
