// Legal<Athena> -> Query: which condition says what a leaf means on the field's type, which values share one list, and
// where a condition that may be NULL is made total.
#ifndef SIGMATIC_BACKENDS_ATHENA_LOWER_H_
#define SIGMATIC_BACKENDS_ATHENA_LOWER_H_

#include <cstddef>
#include <optional>

#include "backends/athena/capabilities.h"
#include "backends/athena/query.h"
#include "compiler/base/decimal.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::athena {

// The condition of the query. Nullopt when its text would be longer than `max_bytes`: a node of the rule may have
// several parents and is written once for each, so a small rule can become an endless query.
std::optional<Condition> Lower(const legalize::Legal<Athena>& legal, std::size_t max_bytes);

// Whether texts can be compared with this number exactly: it has at most 18 digits before the point, and 18 after it.
bool IsExactDecimal(const base::Decimal& value);

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_LOWER_H_
