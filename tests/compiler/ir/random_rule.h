// Random rules for property tests.
#ifndef SIGMATIC_TESTS_COMPILER_IR_RANDOM_RULE_H_
#define SIGMATIC_TESTS_COMPILER_IR_RANDOM_RULE_H_

#include <cstddef>
#include <random>

#include "compiler/ir/rule.h"

namespace sigmatic::ir {

// `leaves` different string matches f equals "0", "1", …, each in several copies, joined at random into `size`
// connectives, some with several parents, some empty, and constants.
Rule RandomRule(std::size_t leaves, std::size_t size, std::mt19937* random);

// The rule's value when leaf f equals "i" is bit i of `assignment`.
bool EvaluateOn(const Rule& rule, unsigned assignment);

}  // namespace sigmatic::ir

#endif  // SIGMATIC_TESTS_COMPILER_IR_RANDOM_RULE_H_
