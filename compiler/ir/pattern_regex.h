// A string pattern as a regex, for targets that have no wildcard of their own for it.
#ifndef SIGMATIC_COMPILER_IR_PATTERN_REGEX_H_
#define SIGMATIC_COMPILER_IR_PATTERN_REGEX_H_

#include "compiler/base/span.h"
#include "compiler/ir/expression.h"
#include "compiler/regex/tree.h"

namespace sigmatic::ir {

// A regex that is found in exactly the texts that match `pattern` as a whole: anchored with \A and \z, except where the
// pattern begins or ends with `*`. Literals ignore case unless the pattern is cased.
regex::Regex PatternToRegex(const Pattern& pattern, base::Span span = {});

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_PATTERN_REGEX_H_
