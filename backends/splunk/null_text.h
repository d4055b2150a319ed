// Whether a regex can be found in the text `null`.
#ifndef SIGMATIC_BACKENDS_SPLUNK_NULL_TEXT_H_
#define SIGMATIC_BACKENDS_SPLUNK_NULL_TEXT_H_

#include <string_view>

#include "compiler/regex/tree.h"

namespace sigmatic::splunk {

// How JSON's null reads as a field's value.
inline constexpr std::string_view kNullText = "null";

// Exact. Only the few patterns for which it holds need a guard in the query.
bool IsFoundInNullText(const regex::Regex& regex);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_NULL_TEXT_H_
