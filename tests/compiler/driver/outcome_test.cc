#include "compiler/driver/outcome.h"

#include <gtest/gtest.h>

namespace sigmatic::driver {
namespace {

TEST(OutcomeTest, TheWorstDecides) {
  Outcome outcome;
  EXPECT_EQ(outcome.exit_code(), 0);
  outcome.Add(ExitCode::kUnreadable);
  outcome.Add(ExitCode::kFindings);
  EXPECT_EQ(outcome.exit_code(), 3);
}

}  // namespace
}  // namespace sigmatic::driver
