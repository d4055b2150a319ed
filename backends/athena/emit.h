// Query -> text: the only place that knows the layout and the grammar of a query.
// https://trino.io/docs/current/sql/select.html
#ifndef SIGMATIC_BACKENDS_ATHENA_EMIT_H_
#define SIGMATIC_BACKENDS_ATHENA_EMIT_H_

#include <string>

#include "backends/athena/query.h"

namespace sigmatic::athena {

// The query without a final newline and without a semicolon.
std::string Emit(const Query& query);

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_EMIT_H_
