// Sets of code points as sorted ranges: what the classes of a regex are made of.
#ifndef SIGMATIC_COMPILER_REGEX_RANGES_H_
#define SIGMATIC_COMPILER_REGEX_RANGES_H_

#include <cstdint>
#include <vector>

#include "compiler/regex/tree.h"

namespace sigmatic::regex {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;

// Normalized: sorted, disjoint, not touching. Every function here but NormalizeRanges takes and gives such sets.
using Ranges = std::vector<CodePointRange>;

// Sorts the ranges and joins those that overlap or touch.
void NormalizeRanges(Ranges* ranges);

// All code points that are not in the set.
Ranges Complement(const Ranges& ranges);

// Those of `a` that are not in `b`.
Ranges Subtract(const Ranges& a, const Ranges& b);

bool Contains(const Ranges& ranges, char32_t code_point);
bool ContainsAll(const Ranges& ranges, const Ranges& subset);

// How a case-insensitive comparison folds.
enum class Folding : std::uint8_t {
  kAscii,  // as below, but s and k are not brought together with U+017F (ſ) and U+212A (the Kelvin sign), which fold to
           // them
  kUnicode,  // simple Unicode case folding
};

// With every code point of the set, those that have the same folding.
Ranges CloseUnderFolding(const Ranges& ranges, Folding folding = Folding::kUnicode);

// The sets of \d, \w and \s.
const Ranges& DigitRanges();
const Ranges& WordRanges();
const Ranges& SpaceRanges();

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_RANGES_H_
