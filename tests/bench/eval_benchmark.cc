// How fast events are read and matched. Bytes are those of the event files as they are on disk, uncompressed.
//
//   eval_benchmark [RULES_FOLDER [EVENTS_FOLDER]] [options of Google Benchmark]
//
// without folders: the project's own rules and events. The floor is simdjson's DOM parser over the same bytes, whose
// speed the other results give as "of_parsing".
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/eval/evaluate.h"
#include "compiler/eval/event_buffer.h"
#include "compiler/eval/event_reader.h"
#include "compiler/eval/rule_set.h"
#include "compiler/ir/rule.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::eval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLeastBytes = 16U << 20U;  // small inputs are repeated, so that caches do not flatter them

struct Inputs {
  std::vector<std::unique_ptr<base::SourceFile>> files;
  std::vector<ir::Rule> rules;
  std::vector<std::string> documents;  // the event files
  std::vector<std::string> events;     // each event's text, in NDJSON form
  std::string lines;                   // the same as one NDJSON text
  std::size_t document_bytes = 0;
};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void LoadRules(const fs::path& folder, Inputs* inputs) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().string();
    if (!name.ends_with(".yml") || name.ends_with(".test.yml")) continue;
    base::Diagnostics diagnostics;
    inputs->files.push_back(std::make_unique<base::SourceFile>(name, ReadFile(name)));
    for (const auto& parsed : parse::ParseRules(*inputs->files.back(), diagnostics)) {
      if (!parsed) continue;
      if (auto rule = sema::Analyze(*parsed, diagnostics)) inputs->rules.push_back(*std::move(rule));
    }
  }
}

void LoadEvents(const fs::path& folder, Inputs* inputs) {
  std::string error;
  const auto paths = ExpandEventPaths(folder.string(), &error);
  if (!paths) return;
  for (const std::string& path : *paths) {
    if (path.ends_with(".gz")) continue;
    inputs->documents.push_back(ReadFile(path));
  }
  for (const std::string& document : inputs->documents) {
    EventReader reader = EventReader::FromMemory("", document);
    for (auto next = reader.ReadNext(); next != EventReader::Next::kEnd; next = reader.ReadNext()) {
      if (next != EventReader::Next::kEvent) continue;
      std::string& event = inputs->events.emplace_back();
      AppendCompactJson(*reader.event().value, &event);
    }
  }
  std::size_t bytes = 0;
  for (const std::string& document : inputs->documents) bytes += document.size();
  if (bytes == 0) return;
  const std::size_t once = inputs->documents.size();
  for (std::size_t total = bytes; total < kLeastBytes; total += bytes) {
    for (std::size_t i = 0; i < once; ++i) inputs->documents.emplace_back(inputs->documents[i]);
  }
  for (const std::string& document : inputs->documents) inputs->document_bytes += document.size();
  for (const std::string& event : inputs->events) inputs->lines += event + "\n";
}

Inputs& TheInputs() {
  static Inputs inputs;
  return inputs;
}

double& ParsingBytesPerSecond() {
  static double speed = 0;
  return speed;
}

// Processor time, for the ratio; Google Benchmark keeps its own to itself.
class Stopwatch {
 public:
  [[nodiscard]] double Seconds() const { return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC; }

 private:
  std::clock_t start_ = std::clock();
};

void SetResults(benchmark::State& state, const Stopwatch& stopwatch, std::size_t bytes, std::uint64_t events) {
  const auto iterations = static_cast<double>(state.iterations());
  const double total = static_cast<double>(bytes) * iterations;
  state.SetBytesProcessed(static_cast<std::int64_t>(total));
  state.counters["MB"] = benchmark::Counter(total / 1e6, benchmark::Counter::kIsRate);
  state.counters["events"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
  if (ParsingBytesPerSecond() > 0) state.counters["of_parsing"] = total / stopwatch.Seconds() / ParsingBytesPerSecond();
}

void SimdjsonDom(benchmark::State& state) {
  const Inputs& inputs = TheInputs();
  simdjson::dom::parser parser;
  std::vector<simdjson::padded_string> padded;
  for (const std::string& document : inputs.documents) padded.emplace_back(document);
  const Stopwatch stopwatch;
  for (auto _ : state) {
    for (const simdjson::padded_string& document : padded) benchmark::DoNotOptimize(parser.parse(document).error());
  }
  ParsingBytesPerSecond() =
      static_cast<double>(inputs.document_bytes) * static_cast<double>(state.iterations()) / stopwatch.Seconds();
  SetResults(state, stopwatch, inputs.document_bytes, 0);
}
BENCHMARK(SimdjsonDom)->Unit(benchmark::kMillisecond);

void ParseEvents(benchmark::State& state) {
  const Inputs& inputs = TheInputs();
  EventBuffer buffer;
  EventBuffer::Error error;
  std::uint64_t events = 0;
  const Stopwatch stopwatch;
  for (auto _ : state) {
    for (const std::string& event : inputs.events) benchmark::DoNotOptimize(buffer.Parse(event, &error));
    events += inputs.events.size();
  }
  SetResults(state, stopwatch, inputs.lines.size(), events);
}
BENCHMARK(ParseEvents)->Unit(benchmark::kMillisecond);

// From the bytes of the files to the events.
void ReadEvents(benchmark::State& state) {
  const Inputs& inputs = TheInputs();
  std::uint64_t events = 0;
  const Stopwatch stopwatch;
  for (auto _ : state) {
    for (const std::string& document : inputs.documents) {
      EventReader reader = EventReader::FromMemory("", document);
      while (reader.ReadNext() != EventReader::Next::kEnd) ++events;
    }
  }
  SetResults(state, stopwatch, inputs.document_bytes, events);
}
BENCHMARK(ReadEvents)->Unit(benchmark::kMillisecond);

// From the bytes of the files to the matches, as `sigmatic eval` does it.
void MatchFiles(benchmark::State& state) {
  const Inputs& inputs = TheInputs();
  const RuleSet rules(inputs.rules);
  RuleSet::Scratch scratch(rules);
  std::vector<std::uint32_t> matching;
  std::uint64_t events = 0;
  std::uint64_t matches = 0;
  const Stopwatch stopwatch;
  for (auto _ : state) {
    for (const std::string& document : inputs.documents) {
      EventReader reader = EventReader::FromMemory("", document);
      for (auto next = reader.ReadNext(); next != EventReader::Next::kEnd; next = reader.ReadNext()) {
        if (next != EventReader::Next::kEvent) continue;
        rules.Match(*reader.event().value, &scratch, &matching);
        ++events;
        matches += matching.size();
      }
    }
  }
  SetResults(state, stopwatch, inputs.document_bytes, events);
  state.counters["rules"] = static_cast<double>(inputs.rules.size());
  state.counters["matches"] = static_cast<double>(matches) / static_cast<double>(state.iterations());
}
BENCHMARK(MatchFiles)->Unit(benchmark::kMillisecond);

// The reference evaluator on some events, for comparison.
void EvaluateReference(benchmark::State& state) {
  const Inputs& inputs = TheInputs();
  constexpr std::size_t kEvents = 20;
  EventBuffer buffer;
  EventBuffer::Error error;
  std::uint64_t events = 0;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < inputs.events.size() && i < kEvents; ++i) bytes += inputs.events[i].size();
  const Stopwatch stopwatch;
  for (auto _ : state) {
    for (std::size_t i = 0; i < inputs.events.size() && i < kEvents; ++i, ++events) {
      const Value* event = buffer.Parse(inputs.events[i], &error);
      for (const ir::Rule& rule : inputs.rules) benchmark::DoNotOptimize(Evaluate(rule, *event));
    }
  }
  SetResults(state, stopwatch, bytes, events);
}
BENCHMARK(EvaluateReference)->Unit(benchmark::kMillisecond);

void CompileRuleSet(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(RuleSet(TheInputs().rules));
}
BENCHMARK(CompileRuleSet)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sigmatic::eval

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::string source = SIGMATIC_SOURCE_DIR;
  const std::string rules = argc > 1 ? argv[1] : source + "/rules/aws";
  const std::string events = argc > 2 ? argv[2] : source + "/rules/aws";
  sigmatic::eval::Inputs& inputs = sigmatic::eval::TheInputs();
  sigmatic::eval::LoadRules(rules, &inputs);
  sigmatic::eval::LoadEvents(events, &inputs);
  std::printf("%zu rules, %zu events, %zu bytes\n", inputs.rules.size(), inputs.events.size(), inputs.document_bytes);
  if (inputs.rules.empty() || inputs.events.empty()) return EXIT_FAILURE;
  benchmark::RunSpecifiedBenchmarks();
  return EXIT_SUCCESS;
}
