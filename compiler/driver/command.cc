#include "compiler/driver/command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "compiler/driver/files.h"
#include "compiler/report/diagnostics.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::driver {

std::string_view Version() { return SIGMATIC_VERSION; }

void AddRulePaths(CLI::App& command, std::vector<std::string>* paths) {
  command.add_option("rules", *paths, "Rule files, folders of them, or - for standard input")
      ->required()
      ->option_text("PATH...");
}

void ColorOption::AddTo(CLI::App& command) {
  command.add_option("--color", when, "Colours: auto (on a terminal, unless NO_COLOR is set), always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
}

bool ColorOption::UseOn(int file_descriptor) const {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return (no_color == nullptr || *no_color == '\0') && isatty(file_descriptor) == 1;
}

void TargetOption::AddTo(CLI::App& command, bool required) {
  std::vector<std::string> known;
  for (const backends::Backend* backend : backends::AllBackends()) known.emplace_back(backend->info().name);
  known.emplace_back("all");
  command
      .add_option("-t,--target", names, fmt::format("Target language: {}; several with commas", fmt::join(known, ", ")))
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is a rule
      ->check(CLI::IsMember(known))
      ->required(required)
      ->option_text(required ? "TARGET,... REQUIRED" : "TARGET,...");
}

std::vector<const backends::Backend*> TargetOption::Backends() const {
  std::vector<const backends::Backend*> chosen;
  for (const backends::Backend* backend : backends::AllBackends()) {
    const bool wanted = std::any_of(names.begin(), names.end(), [backend](const std::string& name) {
      return name == "all" || name == backend->info().name;
    });
    if (wanted) chosen.push_back(backend);
  }
  return chosen;
}

void FieldMapOptions::AddTo(CLI::App& command) {
  command
      .add_option("--fields", files_, "A field map of your own, used before the built-in ones (see docs/field-maps.md)")
      ->allow_extra_args(false)
      ->option_text("FILE");
  command.add_option("--map", map_name_, "Use this built-in field map, whatever the rule's log source is")
      ->option_text("NAME");
  command
      .add_option("--source", overrides_,
                  "Replace a setting of the field map's source, such as index=main or table=logs.trail")
      ->allow_extra_args(false)
      ->option_text("KEY=VALUE")
      ->check([](const std::string& text) {
        const std::size_t equals = text.find('=');
        return equals == std::string::npos || equals == 0 ? "expected KEY=VALUE, got " + text : std::string();
      });
  command.add_flag("--pass-unknown-fields", pass_unknown_fields_,
                   "Keep the name of a field that the map does not know, as text, instead of refusing it");
}

base::Result<CompileOptions> FieldMapOptions::Load(base::Diagnostics& diagnostics) {
  CompileOptions options;
  options.pass_unknown_fields = pass_unknown_fields_;
  for (const std::string& path : files_) {
    auto text = ReadFile(path, yaml::kMaxFileBytes, diagnostics);
    if (!text) continue;
    OwnMap own{std::make_unique<base::SourceFile>(path, *std::move(text)), {}};
    if (auto map = fields::ParseFieldMap(*own.source, diagnostics)) own.map = *std::move(map);
    own_maps_.push_back(std::move(own));  // kept even when it has faults: the diagnostics point into its text
  }
  for (const OwnMap& own : own_maps_) {
    if (!own.map.name.empty()) options.field_maps.push_back(&own.map);
  }
  if (!map_name_.empty()) {
    std::vector<std::string_view> names;
    for (const fields::BuiltInMap& map : fields::BuiltInMaps()) names.push_back(map.name);
    if (std::find(names.begin(), names.end(), map_name_) == names.end()) {
      const std::string_view nearest = base::NearestName(map_name_, names);
      diagnostics.Report(base::Code::kFieldMapNameUnknown,
                         fmt::format("there is no built-in field map `{}`", map_name_),
                         nearest.empty() ? std::string("`sigmatic fields` lists them")
                                         : fmt::format("did you mean `{}`? `sigmatic fields` lists them", nearest));
    }
    options.map_name = map_name_;
  }
  for (const std::string& text : overrides_) {
    const std::size_t equals = text.find('=');
    options.source_overrides.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  if (diagnostics.HasErrors()) return base::Failure{};
  return options;
}

ExitCode Judge(const base::Diagnostics& diagnostics) {
  ExitCode worst = ExitCode::kSuccess;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() != base::Severity::kError) continue;
    const bool io = diagnostic.code == base::Code::kFileUnreadable || diagnostic.code == base::Code::kFileUnwritable;
    worst = std::max(worst, io ? ExitCode::kUnreadable : ExitCode::kFindings);
  }
  return worst;
}

ExitCode Print(const base::Diagnostics& diagnostics, const ColorOption& color) {
  const bool use_color = color.UseOn(STDERR_FILENO);
  std::string text;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) text += report::ToText(diagnostic, use_color);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return Judge(diagnostics);
}

void PrintOut(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace sigmatic::driver
