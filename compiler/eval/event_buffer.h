// Holds the values of one event at a time; its memory is reused for the next.
#ifndef SIGMATIC_COMPILER_EVAL_EVENT_BUFFER_H_
#define SIGMATIC_COMPILER_EVAL_EVENT_BUFFER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/eval/value.h"

namespace sigmatic::eval {

inline constexpr std::size_t kMaxEventBytes = 64U << 20U;  // one event; CloudTrail's own limit is 256 KiB
inline constexpr std::size_t kMaxEventDepth = 512;

class EventBuffer {
 public:
  EventBuffer();
  EventBuffer(const EventBuffer&) = delete;
  EventBuffer& operator=(const EventBuffer&) = delete;
  ~EventBuffer();

  struct Error {
    std::size_t offset = 0;  // byte at or after which the fault lies
    std::string message;
  };

  // Parses one JSON text (any value, surrounding white space allowed) on simdjson, and forgets the event before.
  // Null, with `*error` set, when it is not JSON or over the limits. Of duplicate keys the last one counts.
  const Value* Parse(std::string_view json, Error* error);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_EVENT_BUFFER_H_
