// Query -> text, of literals that are quoted already.
#ifndef SIGMATIC_BACKENDS_EQL_EMIT_H_
#define SIGMATIC_BACKENDS_EQL_EMIT_H_

#include <string>

#include "backends/eql/query.h"

namespace sigmatic::eql {

// `any where ...`, without a final newline. The operands of an `and` / `or` at the top stand on lines of their own;
// mixed and / or is always in parentheses.
std::string Emit(const Query& query);

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_EMIT_H_
