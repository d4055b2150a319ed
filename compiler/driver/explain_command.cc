// sigmatic explain: what a rule means, and what a target makes of it.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/driver/files.h"
#include "compiler/ir/print.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic explain rule.yml                    the rule's logic, every modifier applied
  sigmatic explain -t athena,eql rule.yml      also the fields and the query on these targets)";

struct Settings {
  std::vector<std::string> paths;
  TargetOption targets;
  FieldMapOptions field_maps;
  ColorOption color;
};

std::string PathText(const std::vector<fields::PathStep>& path) {
  std::string text;
  for (const fields::PathStep& step : path) {
    if (!text.empty()) text += '.';
    text += step.name;
    if (step.array) text += "[]";
  }
  return text;
}

void ExplainTarget(const ir::Rule& rule, const backends::Backend& backend, const CompileOptions& options,
                   base::Diagnostics& diagnostics) {
  const backends::TargetInfo& info = backend.info();
  const fields::FieldMap& map = ChooseFieldMap(rule, backend, options);
  PrintOut(fmt::format("\n{} (field map {})\n", info.title, map.name));
  base::Diagnostics found;
  const fields::MapOptions map_options{options.pass_unknown_fields, options.source_overrides};
  if (const auto mapped = fields::MapFields(rule, map, map_options, found)) {
    for (const fields::MappedField& field : mapped->fields) {
      const std::string inside = field.json.empty() ? std::string() : fmt::format(" > {}", PathText(field.json));
      PrintOut(fmt::format("  {} -> {}{} ({})\n", field.name, PathText(field.path), inside, fields::Name(field.type)));
    }
    if (const auto query = backend.Compile(*mapped, found)) PrintOut(fmt::format("{}\n", *query));
  }
  if (found.HasErrors()) PrintOut("  refused\n");
  diagnostics.Append(std::move(found));
}

ExitCode Run(Settings& settings) {
  Outcome outcome;
  base::Diagnostics setup;
  const auto options = settings.field_maps.Load(setup);
  const std::vector<std::string> files = FindRuleFiles(settings.paths, setup);
  outcome.Add(Print(setup, settings.color));
  if (!options) return ExitCode::kUsage;
  bool first = true;
  for (const std::string& path : files) {
    base::Diagnostics unreadable;
    auto text = ReadFile(path, yaml::kMaxFileBytes, unreadable);
    outcome.Add(Print(unreadable, settings.color));
    if (!text) continue;
    RuleFile file = LoadRules(path, *std::move(text));
    for (const LoadedRule& loaded : file.rules) {
      if (!loaded.rule) continue;
      const ir::Rule& rule = *loaded.rule;
      PrintOut(fmt::format("{}{}\n{}", first ? "" : "\n", rule.title, ir::Print(rule)));
      first = false;
      for (const backends::Backend* backend : settings.targets.Backends()) {
        ExplainTarget(rule, *backend, *options, file.diagnostics);
      }
    }
    outcome.Add(Print(file.diagnostics, settings.color));
  }
  return static_cast<ExitCode>(outcome.exit_code());
}

}  // namespace

void AddExplainCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("explain", "Show what a rule means");
  command->footer(std::string(kExamples));
  AddRulePaths(*command, &settings->paths);
  settings->targets.AddTo(*command, false);
  settings->field_maps.AddTo(*command);
  settings->color.AddTo(*command);
  command->callback([settings, exit_code] { *exit_code = static_cast<int>(Run(*settings)); });
}

}  // namespace sigmatic::driver
