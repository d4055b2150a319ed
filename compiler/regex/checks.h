// What a pattern must keep to besides its grammar, so that every accepted one can be evaluated exactly and within
// bounds. Internal to the parser.
#ifndef SIGMATIC_COMPILER_REGEX_CHECKS_H_
#define SIGMATIC_COMPILER_REGEX_CHECKS_H_

#include <cstddef>
#include <optional>

#include "compiler/regex/parser.h"
#include "compiler/regex/tree.h"

namespace sigmatic::regex {

// An upper bound of the instructions RE2 compiles an accepted pattern to. With kRe2MaxMemory RE2 allows three times as
// many.
inline constexpr std::size_t kMaxExpandedSize = 50000;

// Nodes that a pattern may grow to when its `$` are rewritten for RE2.
inline constexpr std::size_t kMaxRewrittenNodes = 20000;

// The first fault of a tree whose spans are offsets in the pattern:
// - nested repetitions that multiply to more than kMaxRepetition, or a size beyond kMaxExpandedSize once they are
// expanded;
// - `^` under `m` before something that may take no character: PCRE and Java do not let it match behind a newline that
// ends
//   the text, Python and RE2 do;
// - a pattern that no text can match, because something stands before `^` or after `$`.
std::optional<ParseError> CheckTree(const Regex& regex);

// The bound itself: of RE2 instructions for the tree as it stands. Saturates well above kMaxExpandedSize.
std::size_t ExpandedSize(const Regex& regex);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_CHECKS_H_
