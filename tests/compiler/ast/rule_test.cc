#include "compiler/ast/rule.h"

#include <gtest/gtest.h>

namespace sigmatic::ast {
namespace {

// Sigma rules specification, sections "Status" and "Level".
TEST(RuleTest, NamesAreTheSpecifications) {
  EXPECT_EQ(Name(Status::kStable), "stable");
  EXPECT_EQ(Name(Status::kTest), "test");
  EXPECT_EQ(Name(Status::kExperimental), "experimental");
  EXPECT_EQ(Name(Status::kDeprecated), "deprecated");
  EXPECT_EQ(Name(Status::kUnsupported), "unsupported");
  EXPECT_EQ(Name(Level::kInformational), "informational");
  EXPECT_EQ(Name(Level::kLow), "low");
  EXPECT_EQ(Name(Level::kMedium), "medium");
  EXPECT_EQ(Name(Level::kHigh), "high");
  EXPECT_EQ(Name(Level::kCritical), "critical");
}

}  // namespace
}  // namespace sigmatic::ast
