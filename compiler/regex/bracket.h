// Reads one bracket expression of a pattern. Internal to the parser.
#ifndef SIGMATIC_COMPILER_REGEX_BRACKET_H_
#define SIGMATIC_COMPILER_REGEX_BRACKET_H_

#include <cstddef>
#include <string_view>
#include <variant>

#include "compiler/regex/parser.h"
#include "compiler/regex/ranges.h"

namespace sigmatic::regex {

struct Bracket {
  Ranges characters;  // what is listed by itself or as a range; the `i` flag applies to it. Not normalized
  Ranges shorthands;  // what \w or [:alpha:] stand for; the `i` flag does not apply, as in PCRE. Not normalized
  bool negated = false;
  std::size_t length = 0;  // bytes, both brackets included
};

// `offset` is that of the `[`.
std::variant<Bracket, ParseError> ReadBracket(std::string_view pattern, std::size_t offset, bool ignore_case);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_BRACKET_H_
