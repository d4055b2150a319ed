// How one leaf of a rule is written in EQL, or why it cannot be.
#ifndef SIGMATIC_BACKENDS_EQL_LEAF_H_
#define SIGMATIC_BACKENDS_EQL_LEAF_H_

#include <cstdint>
#include <string>
#include <variant>

#include "backends/eql/query.h"
#include "compiler/base/diagnostic.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/rule.h"

namespace sigmatic::eql {

using Leaf = std::variant<Constant, NullCheck, Test>;

// What the capability table does not say already: limits on the value itself.
struct Refusal {
  base::Code code = base::Code::kTargetCannotExpress;
  std::string message;  // empty when the table has the reason
  std::string hint;
};

// Takes leaves only, no connectives.
std::variant<Leaf, Refusal> LowerLeaf(const fields::MappedRule& rule, const ir::Node& node);

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_LEAF_H_
