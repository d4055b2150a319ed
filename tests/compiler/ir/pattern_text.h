// Patterns from plain text, for tests: `*` and `?` are wildcards, there are no escapes.
#ifndef SIGMATIC_TESTS_COMPILER_IR_PATTERN_TEXT_H_
#define SIGMATIC_TESTS_COMPILER_IR_PATTERN_TEXT_H_

#include <string>
#include <string_view>
#include <utility>

#include "compiler/ir/pattern.h"

namespace sigmatic::ir {

inline Pattern PatternFromText(std::string_view text, bool cased = false) {
  Pattern pattern;
  pattern.cased = cased;
  for (const char c : text) {
    if (c == '*') {
      pattern.parts.emplace_back(AnyRun{});
    } else if (c == '?') {
      pattern.parts.emplace_back(AnyOne{});
    } else {
      pattern.parts.emplace_back(Literal{std::string(1, c)});
    }
  }
  return Normalize(std::move(pattern));
}

}  // namespace sigmatic::ir

#endif  // SIGMATIC_TESTS_COMPILER_IR_PATTERN_TEXT_H_
