// Query -> text: the only place that knows the language's syntax.
#ifndef SIGMATIC_BACKENDS_CLOUDWATCH_EMIT_H_
#define SIGMATIC_BACKENDS_CLOUDWATCH_EMIT_H_

#include <cstdint>
#include <string>

#include "backends/cloudwatch/query.h"

namespace sigmatic::cloudwatch {

enum class Layout : std::uint8_t {
  kReadable,  // long filters on several lines
  kCompact,   // a line for each command
};

// The query without a final newline.
std::string Emit(const Query& query, Layout layout);

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_BACKENDS_CLOUDWATCH_EMIT_H_
