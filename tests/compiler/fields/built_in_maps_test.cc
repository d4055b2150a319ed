#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/fields/field_map.h"

namespace sigmatic::fields {
namespace {

constexpr std::array<std::string_view, 4> kTargets = {"splunk", "eql", "cloudwatch", "athena"};

TEST(BuiltInMapsTest, EveryMapParsesAndIsWhereItsNameSays) {
  ASSERT_FALSE(BuiltInMaps().empty());
  for (const BuiltInMap& built_in : BuiltInMaps()) {
    SCOPED_TRACE(built_in.path);
    const base::SourceFile file(std::string(built_in.path), std::string(built_in.text));
    base::Diagnostics diagnostics;
    const auto map = ParseFieldMap(file, diagnostics);
    for (const base::Diagnostic& diagnostic : diagnostics.all()) ADD_FAILURE() << diagnostic.message;
    ASSERT_TRUE(map.ok());
    EXPECT_EQ(map->target, built_in.target);
    EXPECT_EQ(map->name, built_in.name);
    EXPECT_FALSE(map->title.empty());
  }
}

TEST(BuiltInMapsTest, EveryTargetHasCloudTrailAndARawMapForTheRest) {
  for (const std::string_view target : kTargets) {
    SCOPED_TRACE(target);
    EXPECT_EQ(ChooseBuiltInMap(target, ir::LogSource{"", "aws", "cloudtrail"}).name, "cloudtrail");
    EXPECT_EQ(ChooseBuiltInMap(target, ir::LogSource{"process_creation", "windows", ""}).name, "raw");
    EXPECT_EQ(ChooseBuiltInMap(target, ir::LogSource{}).name, "raw");
    ASSERT_NE(FindBuiltInMap(target, "raw"), nullptr);
    EXPECT_TRUE(FindBuiltInMap(target, "raw")->pass_through);
    EXPECT_EQ(FindBuiltInMap(target, "no-such-map"), nullptr);
  }
}

// The fields that the root-account rules stand on.
TEST(BuiltInMapsTest, CloudTrailMapsKnowTheFieldsOfTheRootRules) {
  for (const std::string_view target : kTargets) {
    const FieldMap& map = *FindBuiltInMap(target, "cloudtrail");
    for (const std::string_view field :
         {"eventName", "eventSource", "eventType", "errorCode", "userIdentity.type", "userIdentity.invokedBy",
          "userIdentity.sessionContext.sessionIssuer.arn", "requestParameters.userName", "additionalEventData.MFAUsed",
          "responseElements.ConsoleLogin", "sourceIPAddress", "resources.ARN"}) {
      EXPECT_NE(map.Find(field), nullptr) << target << ": " << field;
    }
  }
}

}  // namespace
}  // namespace sigmatic::fields
