// What a run of the program amounts to, as its exit code. docs/cli.md states the same numbers to users.
#ifndef SIGMATIC_COMPILER_DRIVER_OUTCOME_H_
#define SIGMATIC_COMPILER_DRIVER_OUTCOME_H_

#include <algorithm>

namespace sigmatic::driver {

enum class ExitCode : int {
  kSuccess = 0,
  kFindings = 1,    // errors in rules, refusals by a target, failed tests
  kUsage = 2,       // the command line itself
  kUnreadable = 3,  // some input could not be read
};

// Collects what happened; the worst of it decides.
class Outcome {
 public:
  void Add(ExitCode code) { worst_ = std::max(worst_, code); }
  [[nodiscard]] int exit_code() const { return static_cast<int>(worst_); }

 private:
  ExitCode worst_ = ExitCode::kSuccess;
};

}  // namespace sigmatic::driver

#endif  // SIGMATIC_COMPILER_DRIVER_OUTCOME_H_
