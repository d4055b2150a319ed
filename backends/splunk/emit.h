// Query -> SPL text.
#ifndef SIGMATIC_BACKENDS_SPLUNK_EMIT_H_
#define SIGMATIC_BACKENDS_SPLUNK_EMIT_H_

#include <string>

#include "backends/splunk/query.h"

namespace sigmatic::splunk {

// Without a final newline. Mixed AND, OR and NOT are always parenthesised: `search` binds OR tighter than AND, `where`
// the other way round. https://help.splunk.com/en/splunk-enterprise/search/search-manual/9.3/expressions-and-predicates
std::string Emit(const Query& query);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_EMIT_H_
