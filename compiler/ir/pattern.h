// Matching a string pattern against a text: the one definition that the evaluator and the field maps share.
#ifndef SIGMATIC_COMPILER_IR_PATTERN_H_
#define SIGMATIC_COMPILER_IR_PATTERN_H_

#include <string_view>

#include "compiler/ir/expression.h"

namespace sigmatic::ir {

// Whether the whole of `text` (valid UTF-8) matches. Linear in text times pattern at worst; no recursion.
bool Matches(const Pattern& pattern, std::string_view text);

// Joins neighbouring literals and runs into the normal form that Pattern promises.
Pattern Normalize(Pattern pattern);

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_PATTERN_H_
