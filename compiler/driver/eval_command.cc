// sigmatic eval: which events do the rules match?
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/driver/files.h"
#include "compiler/eval/event_reader.h"
#include "compiler/eval/rule_set.h"
#include "compiler/report/json_writer.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic eval -r rules/aws/root-account cloudtrail.json.gz
  sigmatic eval -r rules/ --format table logs/
  zcat *.json.gz | sigmatic eval -r rule.yml -

Events: NDJSON, JSON arrays, CloudTrail files ({"Records": [...]}), single JSON objects; each also as .gz.
Output: one line a match, {"rule": id or title, "title", "file", "record": number of the event in its file, from 1}.
Exit codes: 0 done, 1 faulty rules or events, 2 usage, 3 unreadable input.)";

constexpr std::size_t kOutputBytes = 64U << 10U;  // written at once
constexpr std::size_t kMaxFaultsShown = 20;       // a file: a log of the wrong format has one a line

struct Settings {
  std::vector<std::string> rule_paths;
  std::vector<std::string> event_paths;
  std::string format = "ndjson";
  bool quiet = false;
  ColorOption color;
};

// Rules ready to match; the files are what they point into.
struct LoadedRules {
  std::vector<RuleFile> files;
  std::vector<ir::Rule> rules;
};

LoadedRules LoadAll(const Settings& settings, Outcome* outcome) {
  LoadedRules loaded;
  base::Diagnostics setup;
  const std::vector<std::string> paths = FindRuleFiles(settings.rule_paths, setup);
  outcome->Add(Print(setup, settings.color));
  for (const std::string& path : paths) {
    base::Diagnostics unreadable;
    auto text = ReadFile(path, yaml::kMaxFileBytes, unreadable);
    outcome->Add(Print(unreadable, settings.color));
    if (!text) continue;
    RuleFile file = LoadRules(path, *std::move(text));
    outcome->Add(settings.quiet ? Judge(file.diagnostics) : Print(file.diagnostics, settings.color));
    for (LoadedRule& rule : file.rules) {
      if (rule.rule) loaded.rules.push_back(*std::move(rule.rule));
    }
    loaded.files.push_back(std::move(file));
  }
  return loaded;
}

// Matches to standard output, in one of three formats.
class MatchWriter {
 public:
  explicit MatchWriter(std::string format) : format_(std::move(format)) {}
  MatchWriter(const MatchWriter&) = delete;
  MatchWriter& operator=(const MatchWriter&) = delete;
  ~MatchWriter() { Flush(); }

  void Add(const ir::Rule& rule, const std::string& file, const eval::Event& event) {
    const std::string& name = rule.id.empty() ? rule.title : rule.id;
    if (format_ == "ndjson") {
      json_.BeginObject().Field("rule", name).Field("title", rule.title).Field("file", file);
      json_.Key("record").Number(event.position.record).EndObject();
      buffer_ += json_.Take();
      buffer_ += '\n';
    } else if (format_ == "tsv") {
      buffer_ += fmt::format("{}\t{}\t{}\n", OneLine(name), OneLine(file), event.position.record);
    } else {
      if (!headed_) buffer_ += fmt::format("{:<13} {:<60} {:>8}  {}\n", "level", "rule", "record", "file");
      headed_ = true;
      buffer_ += fmt::format("{:<13} {:<60} {:>8}  {}\n", rule.level, OneLine(rule.title), event.position.record,
                             OneLine(file));
    }
    if (buffer_.size() >= kOutputBytes) Flush();
  }

  void Flush() {
    PrintOut(buffer_);
    buffer_.clear();
    std::fflush(stdout);
  }

 private:
  // Tabs and line breaks would be read as the format's own.
  static std::string OneLine(std::string text) {
    for (char& c : text) {
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return text;
  }

  std::string format_;
  std::string buffer_;
  report::JsonWriter json_;
  bool headed_ = false;
};

// What was done so far: for the progress line and the summary.
struct Totals {
  std::uint64_t files = 0;
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;
  std::uint64_t matches = 0;
  std::uint64_t faults = 0;
};

// A line on standard error that is overwritten as the work goes on; only where it is a terminal.
class Progress {
 public:
  Progress(bool shown, std::size_t file_count) : shown_(shown), file_count_(file_count), started_(Clock::now()) {}

  void Update(const Totals& totals) {
    if (!shown_) return;
    const Clock::time_point now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = file_count_ == 0 ? 0 : kWidth * static_cast<std::size_t>(totals.files) / file_count_;
    fmt::print(stderr, "\r[{:#<{}}{:.<{}}] {}/{} files, {} events, {} matches, {:.0f} MB/s", "", filled, "",
               kWidth - filled, totals.files, file_count_, totals.events, totals.matches,
               Megabytes(totals) / Seconds());
    std::fflush(stderr);
  }

  void Clear() const {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

  [[nodiscard]] double Seconds() const {
    return std::max(std::chrono::duration<double>(Clock::now() - started_).count(), 1e-6);
  }
  static double Megabytes(const Totals& totals) { return static_cast<double>(totals.bytes) / 1e6; }

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  std::size_t file_count_;
  Clock::time_point started_;
  Clock::time_point last_;
};

std::vector<std::string> FindEventFiles(const Settings& settings, Outcome* outcome) {
  std::vector<std::string> files;
  for (const std::string& path : settings.event_paths) {
    std::string error;
    const auto found = path == "-" ? std::vector<std::string>{path} : eval::ExpandEventPaths(path, &error);
    if (!found) {
      fmt::print(stderr, "{}: {}\n", path, error);
      outcome->Add(ExitCode::kUnreadable);
      continue;
    }
    files.insert(files.end(), found->begin(), found->end());
  }
  return files;
}

class Evaluation {
 public:
  Evaluation(const std::vector<ir::Rule>& rules, const Settings& settings, std::size_t file_count)
      : rules_(rules),
        set_(rules),
        scratch_(set_),
        writer_(settings.format),
        progress_(ShowsProgress(settings), file_count) {}

  void Run(const std::string& path, Outcome* outcome) {
    eval::EventReader reader = path == "-" ? eval::EventReader::FromStandardInput() : eval::EventReader::Open(path);
    std::uint64_t faults = 0;
    for (auto next = reader.ReadNext(); next != eval::EventReader::Next::kEnd; next = reader.ReadNext()) {
      if (next == eval::EventReader::Next::kFault) {
        if (reader.fault().position.record != 0) ++faults;
        Report(reader.fault(), faults, outcome);
        continue;
      }
      const eval::Event& event = reader.event();
      ++totals_.events;
      totals_.bytes += event.text.size();
      set_.Match(*event.value, &scratch_, &matching_);
      for (const std::uint32_t rule : matching_) writer_.Add(rules_[rule], path, event);
      totals_.matches += matching_.size();
      if (totals_.events % kEventsPerUpdate == 0) progress_.Update(totals_);
    }
    if (faults > kMaxFaultsShown) fmt::print(stderr, "{}: {} more faults\n", path, faults - kMaxFaultsShown);
    totals_.faults += faults;
    ++totals_.files;
    progress_.Update(totals_);
  }

  void Finish(bool quiet) {
    writer_.Flush();
    progress_.Clear();
    if (quiet) return;
    const double seconds = progress_.Seconds();
    fmt::print(stderr, "{} matches of {} rules in {} events from {} files ({:.1f} MB, {:.2f} s, {:.0f} MB/s)",
               totals_.matches, rules_.size(), totals_.events, totals_.files, Progress::Megabytes(totals_), seconds,
               Progress::Megabytes(totals_) / seconds);
    if (totals_.faults > 0) fmt::print(stderr, "; {} faulty records", totals_.faults);
    fmt::print(stderr, "\n");
  }

 private:
  static constexpr std::uint64_t kEventsPerUpdate = 4096;

  static bool ShowsProgress(const Settings& settings) {
    // Matches on the same terminal would be torn apart by it.
    return !settings.quiet && isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0;
  }

  void Report(const eval::EventFault& fault, std::uint64_t count, Outcome* outcome) {
    const bool whole_file = fault.position.record == 0;
    outcome->Add(whole_file ? ExitCode::kUnreadable : ExitCode::kFindings);
    if (count > kMaxFaultsShown) return;
    progress_.Clear();
    writer_.Flush();
    if (whole_file && fault.position.offset == 0) {
      fmt::print(stderr, "{}: {}\n", fault.path, fault.message);
      return;
    }
    const std::string where = whole_file ? std::string() : fmt::format("record {}, ", fault.position.record);
    fmt::print(stderr, "{}:{}: {}byte {}: {}\n", fault.path, fault.position.line, where, fault.position.offset,
               fault.message);
  }

  const std::vector<ir::Rule>& rules_;
  eval::RuleSet set_;
  eval::RuleSet::Scratch scratch_;
  std::vector<std::uint32_t> matching_;
  MatchWriter writer_;
  Progress progress_;
  Totals totals_;
};

// `-r a.yml b.yml events.json`: what is named like a rule is one.
void MoveRulesAmongEvents(Settings* settings) {
  std::vector<std::string> events;
  for (std::string& path : settings->event_paths) {
    const bool is_rule = path.ends_with(".yml") || path.ends_with(".yaml");
    (is_rule ? settings->rule_paths : events).push_back(std::move(path));
  }
  settings->event_paths = std::move(events);
}

ExitCode Run(Settings& settings) {
  Outcome outcome;
  MoveRulesAmongEvents(&settings);
  const LoadedRules loaded = LoadAll(settings, &outcome);
  const std::vector<std::string> files = FindEventFiles(settings, &outcome);
  Evaluation evaluation(loaded.rules, settings, files.size());
  for (const std::string& file : files) evaluation.Run(file, &outcome);
  evaluation.Finish(settings.quiet);
  return static_cast<ExitCode>(outcome.exit_code());
}

}  // namespace

void AddEvalCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("eval", "Find the events that rules match, with the reference semantics");
  command->footer(std::string(kExamples));
  command->add_option("-r,--rules", settings->rule_paths, "A rule file or a folder of them; several as several options")
      ->required()
      ->allow_extra_args(false)
      ->option_text("PATH REQUIRED");
  command->add_option("events", settings->event_paths, "Event files, folders of them, or - for standard input")
      ->required()
      ->option_text("PATH...");
  command->add_option("--format", settings->format, "ndjson, tsv (rule, file, record) or table (for people)")
      ->check(CLI::IsMember({"ndjson", "tsv", "table"}))
      ->capture_default_str();
  command->add_flag("-q,--quiet", settings->quiet,
                    "No progress, summary or diagnostics of rules; the exit code still tells");
  settings->color.AddTo(*command);
  command->callback([settings, exit_code] { *exit_code = static_cast<int>(Run(*settings)); });
}

}  // namespace sigmatic::driver
