// A program that compiles a rule with the library: what README.md shows.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "backends/backend.h"
#include "compiler/driver/pipeline.h"
#include "compiler/report/diagnostics.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::ifstream stream(argv[1]);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  sigmatic::driver::RuleFile file = sigmatic::driver::LoadRules(argv[1], text);
  for (const auto& loaded : file.rules) {
    if (!loaded.rule) continue;
    for (const auto* backend : sigmatic::backends::AllBackends()) {
      const auto query = sigmatic::driver::CompileRule(*loaded.rule, *backend, {}, file.diagnostics);
      if (query) std::printf("%s\n", (*query).c_str());
    }
  }
  for (const auto& diagnostic : file.diagnostics.all()) {
    std::fputs(sigmatic::report::ToText(diagnostic, false).c_str(), stderr);
  }
  return file.diagnostics.HasErrors() ? 1 : 0;
}
