// A regex matcher that is obviously right: the set of positions at which a match of each node may end. For tests only.
#ifndef SIGMATIC_TESTS_COMPILER_REGEX_REFERENCE_MATCHER_H_
#define SIGMATIC_TESTS_COMPILER_REGEX_REFERENCE_MATCHER_H_

#include <string_view>

#include "compiler/regex/tree.h"

namespace sigmatic::regex {

// Whether the regex is found somewhere in the text / matches the whole of it. Texts of up to 63 code points.
bool ReferenceSearch(const Regex& regex, std::string_view text);
bool ReferenceMatchWhole(const Regex& regex, std::string_view text);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_TESTS_COMPILER_REGEX_REFERENCE_MATCHER_H_
