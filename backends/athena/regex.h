// Regex trees in the dialect of Trino's regular expression functions: Java's syntax, on the Joni library.
// https://trino.io/docs/current/functions/regexp.html
#ifndef SIGMATIC_BACKENDS_ATHENA_REGEX_H_
#define SIGMATIC_BACKENDS_ATHENA_REGEX_H_

#include <string>

#include "compiler/regex/tree.h"

namespace sigmatic::athena {

struct PrintedRegex {
  std::string pattern;
  bool on_lower_case;  // to be searched in lower(text), not in the text
};

// The pattern for regexp_like. One that ignores case throughout and whose letters are ASCII is printed for lower(text):
// Joni's own `(?i)` also takes `ss` for U+00DF and `fi` for U+FB01 (observed on Trino 483). In others each letter
// that ignores case becomes a class of its variants.
PrintedRegex PrintRegex(const regex::Regex& regex);

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_REGEX_H_
