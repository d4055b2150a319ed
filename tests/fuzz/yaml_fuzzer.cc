// Any bytes as a rule file: no crash, no hang, spans inside the file, and a failure only with a reason.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/yaml/reader.h"

namespace {

using sigmatic::base::Span;

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckSpans(const sigmatic::yaml::Node& node, std::size_t size) {
  Check(node.span.begin <= node.span.end && node.span.end <= size);
  for (const sigmatic::yaml::Node& item : node.items) CheckSpans(item, size);
  for (const sigmatic::yaml::Entry& entry : node.entries) {
    CheckSpans(entry.key, size);
    CheckSpans(entry.value, size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const sigmatic::base::SourceFile file("fuzz.yml", std::string(data, data + size));
  sigmatic::base::Diagnostics diagnostics;
  const auto documents = sigmatic::yaml::Read(file, diagnostics);
  Check(documents.ok() || diagnostics.HasErrors());
  if (documents.ok()) {
    for (const sigmatic::yaml::Node& document : *documents) CheckSpans(document, size);
  }

  sigmatic::base::Diagnostics rule_diagnostics;
  const auto rules = sigmatic::parse::ParseRules(file, rule_diagnostics);
  for (const auto& rule : rules) Check(rule.ok() || rule_diagnostics.HasErrors());
  for (const auto& diagnostic : rule_diagnostics.all()) {
    Check(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
    Check(!diagnostic.message.empty());
  }
  return 0;
}
