// The built-in field maps of the target.
#include "compiler/fields/field_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "backends/cloudwatch/cloudwatch.h"
#include "compiler/fields/map_fields.h"

namespace sigmatic::cloudwatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// The filter for `field: v` by the map, or the first message.
std::string FilterFor(std::string_view map_name, std::string field) {
  const base::SourceFile file("rule.yml", "");
  ir::Rule rule;
  rule.file = &file;
  rule.fields.push_back(ir::Field{std::move(field), {}});
  ir::Pattern pattern;
  pattern.parts.emplace_back(ir::Literal{"v"});
  rule.nodes.push_back(ir::Node{ir::StringMatch{0, std::move(pattern)}, {}});
  base::Diagnostics diagnostics;
  const auto mapped = fields::MapFields(rule, *fields::FindBuiltInMap("cloudwatch", map_name), {}, diagnostics);
  if (mapped) {
    if (const auto query = CloudWatchBackend().Compile(*mapped, diagnostics)) {
      const std::size_t begin = query->find("| filter ") + 9;
      return query->substr(begin, query->find('\n', begin) - begin);
    }
  }
  return diagnostics.all().front().message;
}

TEST(CloudTrailMapTest, IsChosenForCloudTrailRules) {
  EXPECT_EQ(fields::ChooseBuiltInMap("cloudwatch", {"", "aws", "cloudtrail"}).name, "cloudtrail");
  EXPECT_EQ(fields::ChooseBuiltInMap("cloudwatch", {"process_creation", "windows", ""}).name, "raw");
}

TEST(CloudTrailMapTest, KeepsCloudTrailsNames) {
  EXPECT_EQ(FilterFor("cloudtrail", "eventName"), "eventName like /(?i)^v$/");
  EXPECT_EQ(FilterFor("cloudtrail", "sourceIPAddress"), "sourceIPAddress like /(?i)^v$/");
  EXPECT_EQ(FilterFor("cloudtrail", "userIdentity.sessionContext.sessionIssuer.type"),
            "userIdentity.sessionContext.sessionIssuer.type like /(?i)^v$/");
  EXPECT_EQ(FilterFor("cloudtrail", "requestParameters.bucket-name"), "`requestParameters.bucket-name` like /(?i)^v$/");
}

TEST(CloudTrailMapTest, KnowsObjectsAndArrays) {
  EXPECT_THAT(FilterFor("cloudtrail", "requestParameters"), HasSubstr("which is an object there"));
  EXPECT_THAT(FilterFor("cloudtrail", "resources.ARN"), HasSubstr("reads the array `resources`"));
  EXPECT_THAT(FilterFor("cloudtrail", "requestParameters.containerDefinitions.command"),
              HasSubstr("reads the array `requestParameters.containerDefinitions`"));
}

TEST(CloudTrailMapTest, RefusesUnknownNames) {
  EXPECT_THAT(FilterFor("cloudtrail", "eventname"), HasSubstr("`eventname` is not in the"));
}

TEST(CloudTrailMapTest, HasNoPlaceForKeywords) {
  EXPECT_TRUE(fields::FindBuiltInMap("cloudwatch", "cloudtrail")->keyword_text.empty());
}

TEST(RawMapTest, KeepsAllNamesAndSearchesTheMessage) {
  EXPECT_EQ(FilterFor("raw", "a.b_c"), "a.b_c like /(?i)^v$/");
  EXPECT_THAT(fields::FindBuiltInMap("cloudwatch", "raw")->keyword_text,
              ElementsAre(fields::PathStep{"@message", false}));
}

}  // namespace
}  // namespace sigmatic::cloudwatch
