// How a field is called in Splunk.
#ifndef SIGMATIC_BACKENDS_SPLUNK_FIELD_NAME_H_
#define SIGMATIC_BACKENDS_SPLUNK_FIELD_NAME_H_

#include <string>
#include <string_view>
#include <vector>

#include "backends/splunk/query.h"
#include "compiler/fields/field_map.h"

namespace sigmatic::splunk {

// JSON extraction joins the keys with dots and puts `{}` behind one that holds an array: `resources{}.ARN`.
// https://help.splunk.com/splunk-enterprise/spl-search-reference/9.0/search-commands/spath
FieldName NativeName(const std::vector<fields::PathStep>& path);

// Whether some step is an array, so that the field may hold several values.
bool IsMultivalue(const std::vector<fields::PathStep>& path);

// Whether the name can be written between quotes. No page says how to escape a quotation mark or a backslash in a field
// name, and `*` stands for many fields at once.
bool IsWritable(std::string_view name);

// Whether `search` takes the name for a field of the event. Some names steer the search instead: `earliest="x"` sets
// the time range. `where` knows only fields, so such names go there.
bool SearchTakesAsField(std::string_view name);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_FIELD_NAME_H_
