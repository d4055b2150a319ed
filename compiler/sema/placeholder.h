// Placeholders (`%name%`) in the values of the `expand` modifier. Sigma rules specification 2.1.0, section
// "Placeholders".
#ifndef SIGMATIC_COMPILER_SEMA_PLACEHOLDER_H_
#define SIGMATIC_COMPILER_SEMA_PLACEHOLDER_H_

#include <string>
#include <string_view>

namespace sigmatic::sema {

// The first placeholder of a value's text, percent signs included; empty when it has none. A name is letters, digits,
// `_`, `-` and `.`; `\%` is a plain percent sign.
std::string_view FindPlaceholder(std::string_view text);

// The text with `\%` turned into `%`; Sigma's other escapes are left for ParseSigmaString.
std::string UnescapePercentSigns(std::string_view text);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_PLACEHOLDER_H_
