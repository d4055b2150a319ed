#include "tests/golden/golden_case.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "backends/backend.h"
#include "compiler/fields/field_map.h"
#include "compiler/ir/print.h"
#include "compiler/report/diagnostics.h"

namespace sigmatic::golden {
namespace {

namespace fs = std::filesystem;

std::string Text(const base::Diagnostics& diagnostics) {
  std::string text;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) text += report::ToText(diagnostic, false);
  return text;
}

// A case may bring a field map for a target: <target>.fields.yml.
struct OwnMap {
  std::unique_ptr<base::SourceFile> source;
  fields::FieldMap map;
};

OwnMap LoadOwnMap(const fs::path& path, base::Diagnostics& diagnostics) {
  OwnMap own;
  own.source = std::make_unique<base::SourceFile>(path.filename().string(), ReadText(path));
  if (auto map = fields::ParseFieldMap(*own.source, diagnostics)) own.map = *std::move(map);
  return own;
}

}  // namespace

fs::path SourceFolder() { return SIGMATIC_SOURCE_DIR; }

std::string ReadText(const fs::path& path) {
  const std::ifstream stream(path, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<Case> FindCases() {
  std::vector<Case> cases;
  for (const auto& entry : fs::recursive_directory_iterator(SourceFolder() / "golden")) {
    if (entry.path().filename() == "rule.yml") cases.push_back(Case{entry.path().parent_path(), entry.path()});
  }
  const fs::path rules = SourceFolder() / "rules";
  for (const auto& entry : fs::recursive_directory_iterator(rules)) {
    const fs::path relative = fs::relative(entry.path(), rules);
    const std::string name = relative.string();
    const bool is_rule = name.ends_with(".yml") && !name.ends_with(".test.yml") && !name.starts_with("fields/");
    if (is_rule) cases.push_back(Case{SourceFolder() / "golden/rules" / fs::path(relative).replace_extension(), entry.path()});
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.folder < b.folder; });
  return cases;
}

Produced Produce(const Case& golden_case) {
  Produced produced;
  produced.file = driver::LoadRules(golden_case.rule.filename().string(), ReadText(golden_case.rule));
  if (!produced.file.diagnostics.all().empty()) produced.texts["diagnostics.txt"] = Text(produced.file.diagnostics);
  for (const driver::LoadedRule& loaded : produced.file.rules) {
    if (!loaded.rule) continue;
    produced.texts["ir.txt"] += ir::Print(*loaded.rule);
    for (const backends::Backend* backend : backends::AllBackends()) {
      const backends::TargetInfo& info = backend->info();
      driver::CompileOptions options;
      base::Diagnostics diagnostics;
      const fs::path map_path = golden_case.folder / fmt::format("{}.fields.yml", info.name);
      OwnMap own;
      if (fs::exists(map_path)) {
        own = LoadOwnMap(map_path, diagnostics);
        if (!own.map.name.empty()) options.field_maps.push_back(&own.map);
      }
      const auto query = diagnostics.HasErrors() ? base::Result<std::string>(base::Failure{})
                                                 : driver::CompileRule(*loaded.rule, *backend, options, diagnostics);
      if (query) {
        produced.texts[fmt::format("{}.{}", info.name, info.extension)] += *query + "\n";
      } else {
        produced.texts[fmt::format("{}.refused.txt", info.name)] += Text(diagnostics);
      }
      produced.refusals[std::string(info.name)].Append(std::move(diagnostics));
    }
  }
  return produced;
}

}  // namespace sigmatic::golden
