// A condition as the author wrote it. Sigma rules specification, section "Condition".
#ifndef SIGMATIC_COMPILER_AST_CONDITION_H_
#define SIGMATIC_COMPILER_AST_CONDITION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/span.h"

namespace sigmatic::ast {

using ConditionIndex = std::uint32_t;  // into Condition::nodes

struct ConditionAnd {
  std::vector<ConditionIndex> operands;  // two or more
};
struct ConditionOr {
  std::vector<ConditionIndex> operands;  // two or more
};
struct ConditionNot {
  ConditionIndex operand;
};
struct ConditionName {
  std::string name;
};
// `1 of selection_*`, `all of them`, `2 of ...`.
struct ConditionSelector {
  struct All {};
  struct AtLeast {
    std::size_t count;  // 1 for `1 of` and `any of`
  };
  std::variant<All, AtLeast> quantifier;
  std::string pattern;  // a name with `*` for any run of characters; empty for `them`
};

struct ConditionNode {
  std::variant<ConditionAnd, ConditionOr, ConditionNot, ConditionName, ConditionSelector> node;
  base::Span span;
};

struct Condition {
  std::vector<ConditionNode> nodes;  // children before parents
  ConditionIndex root = 0;
  base::Span span;
};

}  // namespace sigmatic::ast

#endif  // SIGMATIC_COMPILER_AST_CONDITION_H_
