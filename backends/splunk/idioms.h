// The leaves of a `where` expression as SPL text. Each is TRUE or FALSE on every event, whatever its fields hold or
// lack; `negated` gives the opposite, which no leaf needs a NOT for.
#ifndef SIGMATIC_BACKENDS_SPLUNK_IDIOMS_H_
#define SIGMATIC_BACKENDS_SPLUNK_IDIOMS_H_

#include <string>

#include "backends/splunk/query.h"

namespace sigmatic::splunk {

std::string Write(const AnyValueMatches& leaf, bool negated);
std::string Write(const AnyNumber& leaf, bool negated);
std::string Write(const AnyAddress& leaf, bool negated);
std::string Write(const FieldPresent& leaf, bool negated);
std::string Write(const FieldsRelate& leaf, bool negated);
std::string Write(const TimePartRelates& leaf, bool negated);
std::string Write(const Constant& leaf, bool negated);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_IDIOMS_H_
