// Regex -> text in a target's dialect. One tree walk for all of them: a target states in a small table how it spells
// things.
//
// The output is as short as a person would write it: groups only where precedence needs them (`ab+c|d`), `\d` `\w` `\s`
// where the dialect's sets are exactly the ASCII ones, ranges in classes. Laziness is dropped: it does not change
// whether there is a match. Case is handled here as well, see `ignore_case_prefix`.
//
// A dialect without some assertion leaves its text empty and must not be given a tree that has it: remove anchors with
// ToWholeString() and refuse the rest (UsesWordBoundary(), UsesLineAnchor() in analysis.h).
#ifndef SIGMATIC_COMPILER_REGEX_PRINTER_H_
#define SIGMATIC_COMPILER_REGEX_PRINTER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/regex/ranges.h"
#include "compiler/regex/tree.h"

namespace sigmatic::regex {

inline constexpr std::size_t kAssertionCount = 7;  // of AssertionKind

struct Dialect {
  // Appends the code point as it must stand outside / inside brackets, escaped where it needs to be.
  void (*append_literal)(char32_t code_point, std::string* out);
  void (*append_class_member)(char32_t code_point, std::string* out);

  std::string_view group_open = "(?:";
  std::string_view group_close = ")";
  std::string_view any_but_newline = ".";
  std::string_view any = "[\\s\\S]";  // as an atom: "(?s:.)" and the like
  std::string_view empty = {};        // an empty branch; "()" where `a|` is not allowed
  std::string_view nothing = {};      // an atom that never matches; ToWholeString() may leave one
  std::array<std::string_view, kAssertionCount> assertions =
      {};  // by AssertionKind; an atom or an assertion, never an alternation

  // Class shorthands, also used inside brackets when `shorthands_in_classes`. Empty: the set is written out. Set them
  // only where they are exactly [0-9], [0-9A-Za-z_] and [\t\n\v\f\r ].
  std::string_view digit = {};
  std::string_view not_digit = {};
  std::string_view word = {};
  std::string_view not_word = {};
  std::string_view space = {};
  std::string_view not_space = {};
  bool shorthands_in_classes = true;

  // Put in front of a pattern that ignores case throughout. When empty, or when only parts of the pattern ignore case,
  // letters are written as classes (`[Aa]`). Letters outside ASCII always are, so nothing depends on the target's
  // tables.
  std::string_view ignore_case_prefix = {};
  // What the prefix does, and what the classes spell out. kAscii: right for ASCII letters, whatever the target makes of
  // U+017F and U+212A.
  Folding folding = Folding::kAscii;
};

// The pattern as the dialect writes it, still to be quoted as a string of the target's language.
std::string Print(const Regex& regex, const Dialect& dialect);

// Building blocks for Dialect's functions. `special` holds the ASCII characters that need a backslash.
void AppendEscaped(char32_t code_point, std::string_view special, std::string* out);

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_PRINTER_H_
