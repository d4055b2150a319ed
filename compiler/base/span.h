// A half-open range of bytes in one source file. Every node from the YAML reader to the backends keeps one, so that a
// refusal deep in a backend still points at the author's line and column.
#ifndef SIGMATIC_COMPILER_BASE_SPAN_H_
#define SIGMATIC_COMPILER_BASE_SPAN_H_

#include <cstdint>

namespace sigmatic::base {

struct Span {
  std::uint32_t begin = 0;  // byte offset of the first byte
  std::uint32_t end = 0;    // byte offset after the last byte

  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span that covers both.
constexpr Span Cover(Span a, Span b) {
  return Span{a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_SPAN_H_
