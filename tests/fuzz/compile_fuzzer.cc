// Any bytes as a rule file, through the whole compiler to every target: nothing may crash, hang or leak, and what a
// target accepts must be a query of one piece of valid UTF-8.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "backends/backend.h"
#include "compiler/base/unicode.h"
#include "compiler/driver/pipeline.h"
#include "compiler/report/diagnostics.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sigmatic;
  driver::RuleFile file = driver::LoadRules("rule.yml", std::string(reinterpret_cast<const char*>(data), size));
  driver::CompileOptions options;
  options.pass_unknown_fields = true;
  for (const driver::LoadedRule& loaded : file.rules) {
    if (!loaded.rule) continue;
    for (const backends::Backend* backend : backends::AllBackends()) {
      base::Diagnostics diagnostics;
      const auto query = driver::CompileRule(*loaded.rule, *backend, options, diagnostics);
      if (query.ok() == diagnostics.HasErrors()) std::abort();  // a query, or the reasons
      if (query && (query->empty() || base::FindInvalidUtf8(*query))) std::abort();
      for (const base::Diagnostic& diagnostic : diagnostics.all()) report::ToText(diagnostic, false);
    }
  }
  for (const base::Diagnostic& diagnostic : file.diagnostics.all()) report::ToText(diagnostic, true);
  return 0;
}
