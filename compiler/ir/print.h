// A readable, complete text of a rule's expression, for `sigmatic explain` and for tests.
#ifndef SIGMATIC_COMPILER_IR_PRINT_H_
#define SIGMATIC_COMPILER_IR_PRINT_H_

#include <string>

#include "compiler/ir/rule.h"

namespace sigmatic::ir {

// An indented tree, one node a line, ends with a newline.
std::string Print(const Rule& rule);

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_PRINT_H_
