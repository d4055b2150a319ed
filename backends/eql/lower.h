// Legal<Eql> -> Query: which values share one test, and where a test needs its guard.
#ifndef SIGMATIC_BACKENDS_EQL_LOWER_H_
#define SIGMATIC_BACKENDS_EQL_LOWER_H_

#include "backends/eql/capabilities.h"
#include "backends/eql/query.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::eql {

// Cannot fail: whatever could is refused by legalize.
Query Lower(const legalize::Legal<Eql>& legal);

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_LOWER_H_
