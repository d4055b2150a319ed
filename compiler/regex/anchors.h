// Removes text anchors from a regex. Internal: the way in is ToWholeString() (analysis.h) and ToRe2Syntax()
// (re2_syntax.h).
#ifndef SIGMATIC_COMPILER_REGEX_ANCHORS_H_
#define SIGMATIC_COMPILER_REGEX_ANCHORS_H_

#include <cstddef>
#include <optional>

#include "compiler/regex/tree.h"

namespace sigmatic::regex {

// A search pattern with the same matches in which kTextEnd does not occur; kTextEndAbsolute takes its place.
// Nullopt when the result would have over `max_nodes` nodes.
std::optional<Regex> RewriteTextEnd(const Regex& regex, std::size_t max_nodes);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_ANCHORS_H_
