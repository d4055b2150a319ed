// Legal<CloudWatch> -> Query: which test says what a leaf means, which values share one test, and where a test needs
// its guard.
#ifndef SIGMATIC_BACKENDS_CLOUDWATCH_LOWER_H_
#define SIGMATIC_BACKENDS_CLOUDWATCH_LOWER_H_

#include "backends/cloudwatch/capabilities.h"
#include "backends/cloudwatch/query.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::cloudwatch {

// The query points into the rule, which must outlive it. Cannot fail: whatever could is refused by legalize.
Query Lower(const legalize::Legal<CloudWatch>& legal);

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_BACKENDS_CLOUDWATCH_LOWER_H_
