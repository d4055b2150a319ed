// Questions about a regex, and rewrites into equivalent ones, that printing for a target needs.
#ifndef SIGMATIC_COMPILER_REGEX_ANALYSIS_H_
#define SIGMATIC_COMPILER_REGEX_ANALYSIS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "compiler/regex/ranges.h"
#include "compiler/regex/tree.h"

namespace sigmatic::regex {

bool UsesIgnoreCase(const Regex& regex);    // some literal or class ignores case
bool UsesLineAnchor(const Regex& regex);    // `^` or `$` under the `m` flag
bool UsesWordBoundary(const Regex& regex);  // \b or \B

// Whether a match can be empty, assertions taken to hold: `a*`, `^`, `\b|x`.
bool MatchesEmpty(const Regex& regex);
// The same for each node, by its index.
std::vector<bool> Nullable(const Regex& regex);

// Whether it is a Class without ranges, as a rewrite leaves where no text can match.
bool MatchesNothing(const Regex& regex);

// Whether some way through the pattern takes a character before `^` or after `$` or `\z`: `a^`, `(?:a$)+`, `x*^y`.
// Line anchors do not count.
bool HasInnerAnchor(const Regex& regex);

// For dialects that match whole strings: a regex without `^ $ \A \z` that matches the whole of exactly those texts in
// which `regex` is found. Sides without an anchor get "any run of characters, newlines included"; `$` becomes an
// optional final newline. Exact for anchors anywhere, also inner ones. A pattern that is never found becomes one for
// which MatchesNothing() is true; the parser refuses such. Nullopt: the regex uses line anchors or word boundaries, or
// the result would have over kMaxWholeStringNodes nodes.
std::optional<Regex> ToWholeString(const Regex& regex);
inline constexpr std::size_t kMaxWholeStringNodes =
    20000;  // anchors inside nested repetitions copy what surrounds them

// An equivalent regex in which nothing ignores case: literals and classes list their case variants. Folding::kAscii
// leaves U+017F and U+212A out of the variants of s and k; all else is exact.
Regex CaseExpand(const Regex& regex, Folding folding);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_ANALYSIS_H_
