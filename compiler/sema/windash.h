// The `windash` modifier: Windows programs take several characters for the dash of an option.
// Sigma modifiers appendix 2.1.0, section "String Modifiers".
#ifndef SIGMATIC_COMPILER_SEMA_WINDASH_H_
#define SIGMATIC_COMPILER_SEMA_WINDASH_H_

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/ir/expression.h"

namespace sigmatic::sema {

// Hyphen-minus, solidus, en dash, em dash, horizontal bar.
inline constexpr std::array<std::string_view, 5> kWindowsDashes = {"-", "/", "\xE2\x80\x93", "\xE2\x80\x94",
                                                                   "\xE2\x80\x95"};

// The dashes of options in a pattern: each `-` or `/` that opens a word, that is, does not follow an ASCII word
// character and stands right before one (the `\B[-/]\b` of the regular expression). Wildcards count as no word
// characters.
std::size_t CountOptionDashes(const ir::Pattern& pattern);

// The pattern with every combination of kWindowsDashes at those places: 5 to the power of CountOptionDashes many.
std::vector<ir::Pattern> ExpandOptionDashes(const ir::Pattern& pattern);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_WINDASH_H_
