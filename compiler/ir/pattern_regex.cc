#include "compiler/ir/pattern_regex.h"

#include <cstddef>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/builder.h"

namespace sigmatic::ir {

regex::Regex PatternToRegex(const Pattern& pattern, base::Span span) {
  regex::Builder builder(span);
  const std::vector<PatternPart>& parts = pattern.parts;
  const bool open_start = !parts.empty() && std::holds_alternative<AnyRun>(parts.front());
  const bool open_end = !parts.empty() && std::holds_alternative<AnyRun>(parts.back());
  std::vector<regex::NodeIndex> sequence;
  if (!open_start) sequence.push_back(builder.AddAssertion(regex::AssertionKind::kTextStart));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::visit(base::Overloaded{
                   [&](const Literal& literal) {
                     for (std::size_t offset = 0; offset < literal.text.size();) {
                       const char32_t code_point = base::DecodeUtf8(literal.text, &offset);
                       sequence.push_back(builder.AddLiteral(code_point, !pattern.cased));
                     }
                   },
                   [&](const AnyRun&) {
                     // A search looks past both ends by itself.
                     if (i != 0 && i + 1 != parts.size()) sequence.push_back(builder.AddAnyRun());
                   },
                   [&](const AnyOne&) { sequence.push_back(builder.AddAnyCharacter(true)); },
               },
               parts[i]);
  }
  if (!open_end) sequence.push_back(builder.AddAssertion(regex::AssertionKind::kTextEndAbsolute));
  return builder.Finish(builder.Concatenate(sequence));
}

}  // namespace sigmatic::ir
