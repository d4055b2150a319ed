// sigmatic compile: rules in, queries out.
#include <fmt/format.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/driver/files.h"
#include "compiler/report/diagnostics.h"
#include "compiler/report/json_writer.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic compile -t splunk rules/aws/root-account/aws_root_console_login_without_mfa.yml
  sigmatic compile -t all -o build/queries rules/
  sigmatic compile -t athena --source table=security.cloudtrail rules/aws
  sigmatic compile -t all --format ndjson rules/ | jq 'select(.ok | not)'

Exit codes: 0 all compiled, 1 faults in rules or refusals, 2 usage, 3 unreadable input.)";

struct Settings {
  std::vector<std::string> paths;
  TargetOption targets;
  std::string output_folder;
  std::string format = "query";
  std::string diagnostics_format = "text";
  FieldMapOptions field_maps;
  ColorOption color;
  bool quiet = false;
};

// One rule for one target.
struct Compilation {
  const std::string& path;
  const LoadedRule& rule;
  const backends::TargetInfo& target;
  const std::string* query;                          // null: refused
  std::vector<const base::Diagnostic*> diagnostics;  // why
};

// Where compiled queries go: standard output in one of three formats, or a folder.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;
  virtual void Add(const Compilation& compilation, base::Diagnostics& diagnostics) = 0;
  virtual void Finish() {}
};

// A single query is printed alone, so that it can be piped; several get a heading each.
class QuerySink : public Sink {
 public:
  explicit QuerySink(bool headings) : headings_(headings) {}
  void Add(const Compilation& compilation, base::Diagnostics& /*diagnostics*/) override {
    if (compilation.query == nullptr) return;
    if (headings_) {
      PrintOut(fmt::format("{}# {} | {} | {}\n", first_ ? "" : "\n", compilation.target.name, compilation.path,
                           compilation.rule.title));
    }
    PrintOut(*compilation.query);
    PrintOut("\n");
    first_ = false;
  }

 private:
  bool headings_;
  bool first_ = true;
};

class JsonSink : public Sink {
 public:
  explicit JsonSink(bool lines) : lines_(lines) {}

  void Add(const Compilation& compilation, base::Diagnostics& /*diagnostics*/) override {
    writer_.BeginObject();
    writer_.Field("path", compilation.path);
    writer_.FieldOrNull("id", compilation.rule.id).FieldOrNull("title", compilation.rule.title);
    writer_.Field("target", compilation.target.name);
    writer_.Key("ok").Boolean(compilation.query != nullptr);
    if (compilation.query != nullptr) {
      writer_.Field("query", *compilation.query);
    } else {
      writer_.Key("diagnostics").BeginArray();
      for (const base::Diagnostic* diagnostic : compilation.diagnostics) report::WriteJson(*diagnostic, &writer_);
      writer_.EndArray();
    }
    writer_.EndObject();
    if (!lines_) PrintOut(first_ ? "[\n" : ",\n");
    PrintOut(writer_.Take());
    if (lines_) PrintOut("\n");
    first_ = false;
  }

  void Finish() override {
    if (!lines_) PrintOut(first_ ? "[]\n" : "\n]\n");
  }

 private:
  bool lines_;
  bool first_ = true;
  report::JsonWriter writer_;
};

// DIR/<target>/<file stem>.<extension>; when several rules have one name, the later ones get -2, -3, …
class FolderSink : public Sink {
 public:
  explicit FolderSink(std::string folder) : folder_(std::move(folder)) {}
  void Add(const Compilation& compilation, base::Diagnostics& diagnostics) override {
    if (compilation.query == nullptr) return;
    const std::string stem =
        compilation.path == "-" ? "stdin" : std::filesystem::path(compilation.path).stem().string();
    std::string file = fmt::format("{}/{}/{}", folder_, compilation.target.name, stem);
    const int count = ++used_[file];
    if (count > 1) file += fmt::format("-{}", count);
    WriteFile(fmt::format("{}.{}", file, compilation.target.extension), *compilation.query + "\n", diagnostics);
  }

 private:
  std::string folder_;
  std::map<std::string, int> used_;
};

std::unique_ptr<Sink> MakeSink(const Settings& settings, bool several) {
  if (!settings.output_folder.empty()) return std::make_unique<FolderSink>(settings.output_folder);
  if (settings.format == "query") return std::make_unique<QuerySink>(several);
  return std::make_unique<JsonSink>(settings.format == "ndjson");
}

struct Totals {
  std::size_t compiled = 0;
  std::size_t refused = 0;
  std::size_t faulty_rules = 0;
};

void CompileFile(RuleFile& file, const std::vector<const backends::Backend*>& backends, const CompileOptions& options,
                 Sink* sink, Totals* totals) {
  base::Diagnostics refusals;
  std::vector<const base::Diagnostic*> faults;
  for (const base::Diagnostic& diagnostic : file.diagnostics.all()) {
    if (diagnostic.severity() == base::Severity::kError) faults.push_back(&diagnostic);
  }
  base::Diagnostics written;
  for (const LoadedRule& loaded : file.rules) {
    if (!loaded.rule) ++totals->faulty_rules;
    for (const backends::Backend* backend : backends) {
      base::Diagnostics found;
      Compilation compilation{file.source->path(), loaded, backend->info(), nullptr, faults};
      if (loaded.rule) {
        const auto query = CompileRule(*loaded.rule, *backend, options, found);
        ++(query ? totals->compiled : totals->refused);
        compilation.diagnostics.clear();
        for (const base::Diagnostic& diagnostic : found.all()) compilation.diagnostics.push_back(&diagnostic);
        if (query) compilation.query = &*query;
        sink->Add(compilation, written);
      } else {
        sink->Add(compilation, written);
      }
      refusals.Append(std::move(found));
    }
  }
  refusals.SortByPosition();
  file.diagnostics.Append(std::move(refusals));
  file.diagnostics.Append(std::move(written));
}

ExitCode Run(Settings& settings) {
  Outcome outcome;
  base::Diagnostics setup;
  const auto options = settings.field_maps.Load(setup);
  const std::vector<std::string> files = FindRuleFiles(settings.paths, setup);
  // Files stay in memory only where their diagnostics are printed at the end, as one document.
  const bool keep = settings.diagnostics_format != "text";
  std::vector<RuleFile> kept;
  base::Diagnostics all;
  if (!keep) outcome.Add(Print(setup, settings.color));
  if (!options) return ExitCode::kUsage;

  const std::vector<const backends::Backend*> backends = settings.targets.Backends();
  Totals totals;
  std::unique_ptr<Sink> sink;
  for (const std::string& path : files) {
    base::Diagnostics unreadable;
    auto text = ReadFile(path, yaml::kMaxFileBytes, unreadable);
    if (!text) {
      if (keep) {
        setup.Append(std::move(unreadable));
      } else {
        outcome.Add(Print(unreadable, settings.color));
      }
      continue;
    }
    RuleFile file = LoadRules(path, *std::move(text));
    if (!sink) sink = MakeSink(settings, files.size() * backends.size() * file.rules.size() > 1);
    CompileFile(file, backends, *options, sink.get(), &totals);
    if (keep) {
      all.Append(std::move(file.diagnostics));
      kept.push_back(std::move(file));
    } else {
      outcome.Add(settings.quiet ? Judge(file.diagnostics) : Print(file.diagnostics, settings.color));
    }
  }
  if (!sink) sink = MakeSink(settings, false);
  sink->Finish();
  if (keep) {
    setup.Append(std::move(all));
    outcome.Add(Judge(setup));
    const std::string text =
        settings.diagnostics_format == "json" ? report::ToJson(setup.all()) : report::ToSarif(setup.all(), Version());
    fmt::print(stderr, "{}\n", text);
  } else if (!settings.quiet && totals.compiled + totals.refused + totals.faulty_rules > 1) {
    fmt::print(stderr, "{} queries compiled, {} refused; {} rules with faults\n", totals.compiled, totals.refused,
               totals.faulty_rules);
  }
  return static_cast<ExitCode>(outcome.exit_code());
}

}  // namespace

void AddCompileCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("compile", "Compile rules into queries");
  command->footer(std::string(kExamples));
  AddRulePaths(*command, &settings->paths);
  settings->targets.AddTo(*command, true);
  command
      ->add_option("-o,--output", settings->output_folder,
                   "Write DIR/<target>/<file stem>.<extension> instead of printing")
      ->option_text("DIR");
  command
      ->add_option("--format", settings->format,
                   "What is printed: query, json (one array) or ndjson (a line a rule and target)")
      ->check(CLI::IsMember({"query", "json", "ndjson"}))
      ->capture_default_str();
  command
      ->add_option("--diagnostics", settings->diagnostics_format,
                   "How standard error tells what is wrong: text, json or sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  settings->field_maps.AddTo(*command);
  command->add_flag("-q,--quiet", settings->quiet, "Print no diagnostics, only queries; the exit code still tells");
  settings->color.AddTo(*command);
  command->callback([settings, exit_code] { *exit_code = static_cast<int>(Run(*settings)); });
}

}  // namespace sigmatic::driver
