// Rewrites a rule's expression into a smaller one with the same meaning on every event: nested and/or flattened, double
// negation and constants removed, equal operands merged, equal nodes shared. Order of operands is kept, so queries stay
// close to what the author wrote. Only rewrites that hold in two-valued logic; each is property-tested.
#ifndef SIGMATIC_COMPILER_IR_SIMPLIFY_H_
#define SIGMATIC_COMPILER_IR_SIMPLIFY_H_

#include "compiler/ir/rule.h"

namespace sigmatic::ir {

Rule Simplify(Rule rule);

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_SIMPLIFY_H_
