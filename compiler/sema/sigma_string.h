// The text of a string value -> a pattern: wildcards and Sigma's escapes.
// Sigma rules specification 2.1.0, sections "String Wildcard" and "Escaping".
//
// Read from left to right: a backslash takes the meaning from a `*`, `?` or backslash right after it, and is itself
// before anything else and at the end.
//
//   backslashes | before another character, or at the end | before `*`
//   1           | \     one backslash                      | *      a literal star
//   2           | \     one backslash                      | \ *    one backslash, then a wildcard
//   3           | \\    two backslashes                    | \*     one backslash, a literal star
//   4           | \\    two backslashes                    | \\ *   two backslashes, then a wildcard
#ifndef SIGMATIC_COMPILER_SEMA_SIGMA_STRING_H_
#define SIGMATIC_COMPILER_SEMA_SIGMA_STRING_H_

#include <string>
#include <string_view>

#include "compiler/ir/expression.h"

namespace sigmatic::sema {

// Total: every text is a pattern. The result is in the normal form that ir::Pattern promises, and not cased.
ir::Pattern ParseSigmaString(std::string_view text);

// A text without wildcards and escapes as a pattern.
ir::Pattern LiteralPattern(std::string text);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_SIGMA_STRING_H_
