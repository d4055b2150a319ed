// How fast rules become queries: all rules of a folder, for all targets, on one thread, files read from disk each time.
//
//   compile_benchmark [RULES_FOLDER] [options of Google Benchmark]
//
// without a folder: $SIGMATIC_CORPUS/sigmahq/rules, else the corpus beside the checkout, else the project's own rules.
// The floor is yaml-cpp's event parser alone over the same files; "of_yaml" is how many times its time the rest takes.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "compiler/driver/files.h"
#include "compiler/driver/pipeline.h"
#include "compiler/yaml/reader.h"

namespace sigmatic {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> rule_paths;
double yaml_seconds = 0;  // per pass, from the benchmark that runs first

class CountingHandler : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override { ++count; }
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override { ++count; }
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {
    ++count;
  }
  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    ++count;
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    ++count;
  }
  void OnMapEnd() override {}

  std::size_t count = 0;
};

std::string Read(const std::string& path) {
  base::Diagnostics diagnostics;
  auto text = driver::ReadFile(path, yaml::kMaxFileBytes, diagnostics);
  return text ? *std::move(text) : std::string();
}

template <typename Pass>
void Measure(benchmark::State& state, const Pass& pass) {
  double seconds = 0;
  for (auto _ : state) {
    const auto started = std::chrono::steady_clock::now();
    pass();
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  }
  const double per_pass = seconds / static_cast<double>(state.iterations());
  if (yaml_seconds == 0) yaml_seconds = per_pass;
  state.counters["of_yaml"] = per_pass / yaml_seconds;
  state.counters["us_per_rule"] = 1e6 * per_pass / static_cast<double>(rule_paths.size());
}

void YamlCppEvents(benchmark::State& state) {
  Measure(state, [] {
    CountingHandler handler;
    for (const std::string& path : rule_paths) {
      std::istringstream stream(Read(path));
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(handler)) {
      }
    }
    benchmark::DoNotOptimize(handler.count);
  });
}

void LoadRules(benchmark::State& state) {
  Measure(state, [] {
    for (const std::string& path : rule_paths)
      benchmark::DoNotOptimize(driver::LoadRules(path, Read(path)).rules.size());
  });
}

void LoadAndCompileForAllTargets(benchmark::State& state) {
  std::size_t bytes = 0;
  Measure(state, [&bytes] {
    for (const std::string& path : rule_paths) {
      driver::RuleFile file = driver::LoadRules(path, Read(path));
      for (const driver::LoadedRule& loaded : file.rules) {
        if (!loaded.rule) continue;
        for (const backends::Backend* backend : backends::AllBackends()) {
          const auto query = driver::CompileRule(*loaded.rule, *backend, {}, file.diagnostics);
          if (query) bytes += query->size();
        }
      }
    }
  });
  benchmark::DoNotOptimize(bytes);
}

fs::path DefaultFolder() {
  const char* corpus = std::getenv("SIGMATIC_CORPUS");
  const fs::path source = SIGMATIC_SOURCE_DIR;
  for (const fs::path& folder : {fs::path(corpus == nullptr ? "" : corpus) / "sigmahq/rules",
                                 source.parent_path() / "shared/corpus/sigmahq/rules"}) {
    if (fs::is_directory(folder)) return folder;
  }
  return source / "rules/aws";
}

}  // namespace
}  // namespace sigmatic

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  sigmatic::base::Diagnostics diagnostics;
  const std::string folder = argc > 1 ? argv[1] : sigmatic::DefaultFolder().string();
  sigmatic::rule_paths = sigmatic::driver::FindRuleFiles({folder}, diagnostics);
  if (sigmatic::rule_paths.empty()) {
    fmt::print(stderr, "no rules in {}\n", folder);
    return 2;
  }
  fmt::print("{} rule files of {}\n", sigmatic::rule_paths.size(), folder);
  for (auto* registered :
       {benchmark::RegisterBenchmark("YamlCppEvents", sigmatic::YamlCppEvents),
        benchmark::RegisterBenchmark("LoadRules", sigmatic::LoadRules),
        benchmark::RegisterBenchmark("LoadAndCompileForAllTargets", sigmatic::LoadAndCompileForAllTargets)}) {
    registered->Unit(benchmark::kMillisecond)->MinTime(3);
  }
  benchmark::RunSpecifiedBenchmarks();
}
