// Legal rule -> Query: decides which command filters what, and which idiom each leaf becomes.
#ifndef SIGMATIC_BACKENDS_SPLUNK_LOWER_H_
#define SIGMATIC_BACKENDS_SPLUNK_LOWER_H_

#include "backends/splunk/capabilities.h"
#include "backends/splunk/query.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::splunk {

// The operands of a conjunction that `search` can express exactly go there, where the index helps; the others go to
// `where`. A disjunction or negation goes as a whole to one of them. When `search` would get nothing but exclusions, it
// also gets what follows from the operands of `where`, which reads every event that comes through.
Query Lower(const legalize::Legal<Target>& legal);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_LOWER_H_
