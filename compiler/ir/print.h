// A readable, complete text of a rule's expression, for `sigmatic explain` and for tests.
//
//   and
//     eventSource equals "iam.amazonaws.com"
//     or #1
//       eventName matches "Create*\*"
//       userAgent finds /(?i)curl\/\d+/
//     not
//       sourceIPAddress in 10.0.0.0/8
//     or
//       errorCode is null
//       same as #1
//
// A connective with several parents is numbered where it first stands, and named by its number after that. In patterns
// `*` and `?` are wildcards, `\*` and `\?` the characters.
#ifndef SIGMATIC_COMPILER_IR_PRINT_H_
#define SIGMATIC_COMPILER_IR_PRINT_H_

#include <string>

#include "compiler/ir/rule.h"

namespace sigmatic::ir {

// An indented tree, one node a line, ends with a newline.
std::string Print(const Rule& rule);

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_PRINT_H_
