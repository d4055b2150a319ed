// Strings as JSON text (RFC 8259, section 7).
#ifndef SIGMATIC_COMPILER_BASE_JSON_TEXT_H_
#define SIGMATIC_COMPILER_BASE_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace sigmatic::base {

// Appends valid UTF-8 with its quotes; `"` `\` and control characters are escaped in the shortest form, nothing else
// is.
void AppendJsonString(std::string_view text, std::string* out);

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_JSON_TEXT_H_
