// Regex -> RE2 syntax, for the evaluators.
#ifndef SIGMATIC_COMPILER_REGEX_RE2_SYNTAX_H_
#define SIGMATIC_COMPILER_REGEX_RE2_SYNTAX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "compiler/regex/tree.h"

namespace sigmatic::regex {

// A pattern with which RE2::PartialMatch finds exactly what the tree means, in valid UTF-8 texts. To be compiled with
// RE2::Options at their defaults (UTF-8, Perl syntax), apart from set_log_errors(false), set_never_capture(true) and
// set_max_mem(kRe2MaxMemory). RE2 accepts it for every tree that Parse() made, also with an anchor added at either end.
//
// RE2 differs from the tree's meaning (https://github.com/google/re2/wiki/Syntax) in these points, all rewritten here:
// `$` (the end, or before a final newline) does not exist; `\s` lacks the vertical tab; `\B` holds inside a multi-byte
// character. A fourth one is kept out by the parser: `^` under `m` matches behind a newline that ends the text.
std::string ToRe2Syntax(const Regex& regex);

// Enough for the largest regex that Parse() accepts.
inline constexpr std::int64_t kRe2MaxMemory = std::int64_t{16} << 20U;

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_RE2_SYNTAX_H_
