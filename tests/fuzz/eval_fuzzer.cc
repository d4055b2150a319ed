// Input: a rule, then a line `---EVENTS---`, then events. Both evaluators must agree on each event for each rule that
// the front end accepts, and an event that is read must survive being written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
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
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::eval {
namespace {

void CheckRoundTrip(const Value& event) {
  std::string compact;
  AppendCompactJson(event, &compact);
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* again = buffer.Parse(compact, &error);
  if (again == nullptr) std::abort();
  std::string second;
  AppendCompactJson(*again, &second);
  if (second != compact) std::abort();
}

void Run(std::string_view input) {
  constexpr std::string_view kSeparator = "---EVENTS---\n";
  const std::size_t separator = input.find(kSeparator);
  if (separator == std::string_view::npos) return;
  const base::SourceFile file("rule.yml", std::string(input.substr(0, separator)));
  base::Diagnostics diagnostics;
  std::vector<ir::Rule> rules;
  for (const auto& parsed : parse::ParseRules(file, diagnostics)) {
    if (!parsed) continue;
    if (auto rule = sema::Analyze(*parsed, diagnostics)) rules.push_back(*std::move(rule));
  }
  const RuleSet set(rules);
  RuleSet::Scratch scratch(set);
  EventReader reader = EventReader::FromMemory("events", std::string(input.substr(separator + kSeparator.size())));
  std::vector<std::uint32_t> matching;
  for (auto next = reader.ReadNext(); next != EventReader::Next::kEnd; next = reader.ReadNext()) {
    if (next != EventReader::Next::kEvent) continue;
    const Value& event = *reader.event().value;
    CheckRoundTrip(event);
    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (Evaluate(rules[i], event)) expected.push_back(static_cast<std::uint32_t>(i));
    }
    set.Match(event, &scratch, &matching);
    if (matching != expected) std::abort();
  }
}

}  // namespace
}  // namespace sigmatic::eval

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sigmatic::eval::Run({reinterpret_cast<const char*>(data), size});  // NOLINT(*-reinterpret-cast): bytes are characters
  return 0;
}
