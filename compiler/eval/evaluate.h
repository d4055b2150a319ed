// The reference evaluator: does a rule match an event? docs/semantics.md, line by line, clear before fast. The fast
// evaluator (rule_set.h) and every emitted query are checked against it.
#ifndef SIGMATIC_COMPILER_EVAL_EVALUATE_H_
#define SIGMATIC_COMPILER_EVAL_EVALUATE_H_

#include "compiler/eval/value.h"
#include "compiler/ir/rule.h"

namespace sigmatic::eval {

// Whether `rule` is true on `event`. Total: an event that is no object has no fields.
bool Evaluate(const ir::Rule& rule, const Value& event);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_EVALUATE_H_
