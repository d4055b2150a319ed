// A regex matcher that is obviously right and may be slow: tries every way through the tree. For tests only.
#ifndef SIGMATIC_TESTS_COMPILER_REGEX_BACKTRACK_H_
#define SIGMATIC_TESTS_COMPILER_REGEX_BACKTRACK_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/regex/tree.h"

namespace sigmatic::regex {

// Whether the regex is found somewhere in the text / matches the whole of it.
bool BacktrackSearch(const Regex& regex, std::string_view text);
bool BacktrackMatchWhole(const Regex& regex, std::string_view text);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_TESTS_COMPILER_REGEX_BACKTRACK_H_
