// The outcome of a phase: a value, or failure. What went wrong stands in the diagnostics that the phase was given;
// a Result says only whether there is something to go on with.
#ifndef SIGMATIC_COMPILER_BASE_RESULT_H_
#define SIGMATIC_COMPILER_BASE_RESULT_H_

#include <optional>
#include <utility>

namespace sigmatic::base {

struct Failure {};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(Failure /*failure*/) {}  // NOLINT(google-explicit-constructor): `return Failure{}`
  Result(T value) : value_(std::in_place, std::move(value)) {}  // NOLINT(google-explicit-constructor): `return value`

  [[nodiscard]] bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  // Only after ok().
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

 private:
  std::optional<T> value_;
};

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_RESULT_H_
