// Reads one `\...` of a pattern. Internal to the parser.
#ifndef SIGMATIC_COMPILER_REGEX_ESCAPE_H_
#define SIGMATIC_COMPILER_REGEX_ESCAPE_H_

#include <cstddef>
#include <string_view>
#include <variant>

#include "compiler/regex/parser.h"
#include "compiler/regex/ranges.h"
#include "compiler/regex/tree.h"

namespace sigmatic::regex {

struct Escape {
  std::variant<char32_t, Ranges, AssertionKind> meaning;  // a character, a shorthand's set, or an assertion
  std::size_t length = 0;                                 // bytes, the backslash included
};

// `offset` is that of the backslash. In brackets \b is the backspace, as in PCRE, and there are no assertions.
std::variant<Escape, ParseError> ReadEscape(std::string_view pattern, std::size_t offset, bool in_brackets);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_ESCAPE_H_
