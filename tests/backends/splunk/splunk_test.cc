#include "backends/splunk/splunk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/backends/splunk/rule_builder.h"

namespace sigmatic::splunk {
namespace {

using ::testing::HasSubstr;

TEST(SplunkTest, DescribesItself) {
  const backends::TargetInfo& info = SplunkBackend().info();
  EXPECT_EQ(info.name, "splunk");
  EXPECT_EQ(info.extension, "spl");
  EXPECT_THAT(std::string(info.projection), HasSubstr("`null`"));
}

TEST(SplunkTest, RefusesUnknownSettings) {
  RuleBuilder rule;
  rule.Match("f", "x");
  rule.rule().source = {{"idnex", "main"}};
  EXPECT_THAT(rule.Compile(), HasSubstr("`idnex`"));
}

TEST(SplunkTest, RefusesSettingsWithoutAUsableValue) {
  for (const std::string value : {"", "a\nb", "`macro`"}) {
    RuleBuilder rule;
    rule.Match("f", "x");
    rule.rule().source = {{"index", value}};
    EXPECT_THAT(rule.Compile(), HasSubstr("refused")) << value;
  }
}

// A node that many share grows with each use.
TEST(SplunkTest, RefusesQueriesWithoutEnd) {
  RuleBuilder rule;
  ir::NodeIndex node = rule.Match("f", "x");
  for (int i = 0; i < 64; ++i) node = rule.And({node, node});
  EXPECT_THAT(rule.Compile(), HasSubstr("more than 100000 comparisons"));
}

}  // namespace
}  // namespace sigmatic::splunk
