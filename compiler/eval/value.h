// A JSON value of an event, as the source sent it: members in order, numbers as their own text.
#ifndef SIGMATIC_COMPILER_EVAL_VALUE_H_
#define SIGMATIC_COMPILER_EVAL_VALUE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sigmatic::eval {

struct Member;

// A view into an EventBuffer (see event_buffer.h), valid until the buffer is cleared. Cheap to copy.
struct Value {
  enum class Kind : std::uint8_t { kNull, kFalse, kTrue, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  std::uint32_t size = 0;  // bytes of text, elements or members
  union {
    const char* text_data = nullptr;  // kString: decoded UTF-8; kNumber: the number as it was written
    const Value* element_data;
    const Member* member_data;
  };

  [[nodiscard]] std::string_view text() const { return {text_data, size}; }  // kString, kNumber
  [[nodiscard]] std::span<const Value> elements() const;                     // kArray
  [[nodiscard]] std::span<const Member> members() const;                     // kObject
};

struct Member {
  std::string_view key;
  Value value;
};

inline std::span<const Value> Value::elements() const { return {element_data, size}; }
inline std::span<const Member> Value::members() const { return {member_data, size}; }

// Appends the value as compact JSON: members in source order, no white space, numbers as written, `"` `\` and control
// characters escaped in the shortest form, everything else as UTF-8.
void AppendCompactJson(const Value& value, std::string* out);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_VALUE_H_
