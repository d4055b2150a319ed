// Reads a part of a point in time from an event's value.
#ifndef SIGMATIC_COMPILER_EVAL_TIME_PART_H_
#define SIGMATIC_COMPILER_EVAL_TIME_PART_H_

#include <cstdint>
#include <optional>

#include "compiler/eval/value.h"
#include "compiler/ir/expression.h"

namespace sigmatic::eval {

// The part, or nullopt when the value is no time or has no such part.
// - Text `YYYY-MM-DD`, or that and `HH:MM[:SS[.fraction]][Z or offset]` after a `T` or a space (ISO 8601): the part as
// it
//   is written, without time zone conversion. A date alone has no hour and no minute.
// - A number, or a text of digits only: an epoch time in UTC, in seconds when its absolute value is below 10^11, else
// in
//   milliseconds; fractions are cut off downwards. Only years 0 to 9999, as in the text form.
// A week is the number of the ISO 8601 week.
std::optional<std::int64_t> TimePartOf(const Value& value, ir::TimePart part);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_TIME_PART_H_
