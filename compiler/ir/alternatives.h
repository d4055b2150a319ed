// Finds the value lists in an Or, so that a backend can write `field in (a, b, c)` for what is `a or b or c` here.
#ifndef SIGMATIC_COMPILER_IR_ALTERNATIVES_H_
#define SIGMATIC_COMPILER_IR_ALTERNATIVES_H_

#include <vector>

#include "compiler/ir/rule.h"

namespace sigmatic::ir {

// Operands of an Or that belong together: all StringMatches with a literal pattern, on the same field, equally cased;
// or one operand of any other kind. At the place of its first member; members in order.
struct Alternatives {
  std::vector<NodeIndex> members;
  [[nodiscard]] bool IsList() const { return members.size() > 1; }
};

std::vector<Alternatives> GroupAlternatives(const Rule& rule, const Or& node);

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_ALTERNATIVES_H_
