// Pattern text -> regex::Regex.
//
// Reads the Sigma subset (. ^ $ * + ? {n,m} [] [^] | ()) and what SigmaHQ's rules use beyond it: \d \D \s \S \w \W, \b
// \B, \A \z, \t \n \r \f \v \xHH \x{H...} \uHHHH, escaped punctuation, (?:...), named groups, lazy quantifiers, POSIX
// classes inside brackets, inline flags i m s: (?i) to the end of its group, or (?i:...). A `{` that begins no
// quantifier is a character. Anything else (look-around, back-references, possessive quantifiers, \p{...}, unknown
// escapes) is an error that names the construct.
//
// Refused as well: what engines read differently (\Z, {,n}, `^` under `m` where it could stand behind the last newline
// of the text), patterns that no text can match, and patterns too large for RE2 (see checks.h).
#ifndef SIGMATIC_COMPILER_REGEX_PARSER_H_
#define SIGMATIC_COMPILER_REGEX_PARSER_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/regex/tree.h"

namespace sigmatic::regex {

inline constexpr std::size_t kMaxPatternBytes = 8192;
inline constexpr std::size_t kMaxNesting = 100;
inline constexpr std::uint32_t kMaxRepetition =
    1000;  // RE2's own bound, so that every accepted pattern can be evaluated

struct Flags {
  bool ignore_case = false;
  bool multi_line = false;
  bool dot_all = false;
};

struct ParseError {
  std::size_t offset;   // byte in the pattern
  std::size_t length;   // bytes at fault, at least 1
  std::string message;  // names the construct
  std::string hint;
};

// `place(begin, end)` turns byte offsets of the pattern into a span of the source file.
using Place = std::function<base::Span(std::size_t, std::size_t)>;
std::variant<Regex, ParseError> Parse(std::string_view pattern, Flags flags, const Place& place);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_PARSER_H_
