// sigmatic check: what is wrong with rules, without writing queries.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/driver/files.h"
#include "compiler/report/diagnostics.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic check rules/
  sigmatic check -t all rules/                 also say what each target would refuse
  sigmatic check --format sarif rules/ > check.sarif

Exit codes: 0 no errors, 1 errors (with --strict: or warnings), 2 usage, 3 unreadable input.)";

struct Settings {
  std::vector<std::string> paths;
  TargetOption targets;
  FieldMapOptions field_maps;
  std::string format = "text";
  bool strict = false;
  ColorOption color;
};

ExitCode Run(Settings& settings) {
  Outcome outcome;
  base::Diagnostics diagnostics;
  const auto options = settings.field_maps.Load(diagnostics);
  if (!options) {
    Print(diagnostics, settings.color);
    return ExitCode::kUsage;
  }
  std::vector<RuleFile> files;  // the diagnostics point into them
  std::size_t rules = 0;
  for (const std::string& path : FindRuleFiles(settings.paths, diagnostics)) {
    auto text = ReadFile(path, yaml::kMaxFileBytes, diagnostics);
    if (!text) continue;
    RuleFile file = LoadRules(path, *std::move(text));
    rules += file.rules.size();
    for (const LoadedRule& loaded : file.rules) {
      if (!loaded.rule) continue;
      for (const backends::Backend* backend : settings.targets.Backends()) {
        // Only what keeps the query from being written is of interest here.
        static_cast<void>(CompileRule(*loaded.rule, *backend, *options, file.diagnostics).ok());
      }
    }
    file.diagnostics.SortByPosition();
    diagnostics.Append(std::move(file.diagnostics));
    files.push_back(std::move(file));
  }
  outcome.Add(Judge(diagnostics));
  if (settings.strict && diagnostics.warning_count() > 0) outcome.Add(ExitCode::kFindings);
  if (settings.format == "json") {
    PrintOut(report::ToJson(diagnostics.all()) + "\n");
  } else if (settings.format == "sarif") {
    PrintOut(report::ToSarif(diagnostics.all(), Version()) + "\n");
  } else {
    const bool color = settings.color.UseOn(STDOUT_FILENO);
    for (const base::Diagnostic& diagnostic : diagnostics.all()) PrintOut(report::ToText(diagnostic, color));
    PrintOut(fmt::format("{} rules in {} files: {} errors, {} warnings\n", rules, files.size(),
                         diagnostics.error_count(), diagnostics.warning_count()));
  }
  return static_cast<ExitCode>(outcome.exit_code());
}

}  // namespace

void AddCheckCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("check", "Say what is wrong with rules");
  command->footer(std::string(kExamples));
  AddRulePaths(*command, &settings->paths);
  settings->targets.AddTo(*command, false);
  settings->field_maps.AddTo(*command);
  command->add_option("--format", settings->format, "text, json or sarif (SARIF 2.1.0), on standard output")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  command->add_flag("--strict", settings->strict, "Warnings count as errors");
  settings->color.AddTo(*command);
  command->callback([settings, exit_code] { *exit_code = static_cast<int>(Run(*settings)); });
}

}  // namespace sigmatic::driver
