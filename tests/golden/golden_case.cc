#include "tests/golden/golden_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "backends/backend.h"
#include "compiler/eval/rule_test.h"
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

const base::SourceFile& AddInput(const fs::path& path, Produced* produced) {
  produced->inputs.push_back(std::make_unique<base::SourceFile>(path.filename().string(), ReadText(path)));
  return *produced->inputs.back();
}

// A case may bring a field map for a target: <target>.fields.yml.
void Compile(const Case& golden_case, const ir::Rule& rule, const backends::Backend& backend, Produced* produced) {
  const backends::TargetInfo& info = backend.info();
  base::Diagnostics diagnostics;
  driver::CompileOptions options;
  fields::FieldMap own_map;
  const fs::path map_path = golden_case.folder / fmt::format("{}.fields.yml", info.name);
  if (fs::exists(map_path)) {
    if (auto map = fields::ParseFieldMap(AddInput(map_path, produced), diagnostics)) {
      own_map = *std::move(map);
      options.field_maps.push_back(&own_map);
    }
  }
  const auto query = diagnostics.HasErrors() ? base::Result<std::string>(base::Failure{})
                                             : driver::CompileRule(rule, backend, options, diagnostics);
  if (query) {
    produced->texts[fmt::format("{}.{}", info.name, info.extension)] += *query + "\n";
  } else {
    produced->texts[fmt::format("{}.refused.txt", info.name)] += Text(diagnostics);
  }
  produced->refusals[std::string(info.name)].Append(std::move(diagnostics));
}

// A case may bring tests of its rule: rule.test.yml.
void RunTests(const Case& golden_case, Produced* produced) {
  const fs::path path = golden_case.folder / "rule.test.yml";
  if (!fs::exists(path)) return;
  std::vector<ir::Rule> rules;
  for (const driver::LoadedRule& loaded : produced->file.rules) {
    if (loaded.rule) rules.push_back(*loaded.rule);
  }
  base::Diagnostics& diagnostics = produced->test_diagnostics;
  std::string failures;
  if (const auto tests = eval::ParseRuleTests(AddInput(path, produced), diagnostics)) {
    for (const eval::RuleTestResult& result : eval::RunRuleTests(*tests, rules, diagnostics)) {
      for (const std::string& failure : result.failures)
        failures += fmt::format("{}: {}\n", result.test->name, failure);
    }
  }
  const std::string text = Text(diagnostics) + failures;
  if (!text.empty()) produced->texts["test_diagnostics.txt"] = text;
}

}  // namespace

fs::path SourceFolder() { return SIGMATIC_SOURCE_DIR; }

std::string ReadText(const fs::path& path) {
  const std::ifstream stream(path, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

bool Updating() {
  const char* update = std::getenv("SIGMATIC_UPDATE_GOLDEN");
  return update != nullptr && std::string_view(update) == "1" && std::getenv("CI") == nullptr;
}

void WriteText(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
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
    if (is_rule)
      cases.push_back(Case{SourceFolder() / "golden/rules" / fs::path(relative).replace_extension(), entry.path()});
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
      Compile(golden_case, *loaded.rule, *backend, &produced);
    }
  }
  RunTests(golden_case, &produced);
  return produced;
}

}  // namespace sigmatic::golden
