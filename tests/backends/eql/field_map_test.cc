// The field maps that come with the target.
#include "compiler/fields/field_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/backends/eql/rule_builder.h"

namespace sigmatic::eql {
namespace {

using fields::FieldType;

base::Result<fields::FieldMap> Load(std::string_view name, base::Diagnostics& diagnostics) {
  const std::string path = std::string(SIGMATIC_SOURCE_DIR) + "/rules/fields/eql/" + std::string(name) + ".yml";
  std::ifstream stream(path);
  static std::vector<std::unique_ptr<base::SourceFile>> files;
  files.push_back(std::make_unique<base::SourceFile>(path, std::string(std::istreambuf_iterator<char>(stream), {})));
  return fields::ParseFieldMap(*files.back(), diagnostics);
}

TEST(FieldMapTest, RawKeepsNames) {
  base::Diagnostics diagnostics;
  const auto map = Load("raw", diagnostics);
  ASSERT_TRUE(map.ok());
  EXPECT_TRUE(map->pass_through);
  EXPECT_TRUE(map->log_sources.empty());
  EXPECT_TRUE(map->entries.empty());
}

TEST(FieldMapTest, CloudTrailIsChosenByLogSource) {
  base::Diagnostics diagnostics;
  const auto map = Load("cloudtrail", diagnostics);
  ASSERT_TRUE(map.ok());
  EXPECT_EQ(map->target, "eql");
  EXPECT_FALSE(map->pass_through);
  ASSERT_EQ(map->log_sources.size(), 1U);
  EXPECT_EQ(map->log_sources.front().product, "aws");
  EXPECT_EQ(map->log_sources.front().service, "cloudtrail");
}

TEST(FieldMapTest, CloudTrailFieldsThatShareAPlaceAreLeftOut) {
  base::Diagnostics diagnostics;
  const auto map = Load("cloudtrail", diagnostics);
  ASSERT_TRUE(map.ok());
  for (const char* field : {"userIdentity.userName", "userIdentity.accountId", "eventTime",
                            "userIdentity.sessionContext.sessionIssuer.userName"}) {
    EXPECT_EQ(map->Find(field), nullptr) << field;
  }
}

TEST(FieldMapTest, CloudTrailTypes) {
  base::Diagnostics diagnostics;
  const auto map = Load("cloudtrail", diagnostics);
  ASSERT_TRUE(map.ok());
  EXPECT_EQ(map->Find("eventName")->path.back().name, "action");
  EXPECT_EQ(map->Find("readOnly")->type, FieldType::kBoolean);
  EXPECT_EQ(map->Find("requestParameters.userName")->type, FieldType::kText);
  EXPECT_EQ(map->Find("requestParameters.bucketName")->type, FieldType::kFlattened);
  EXPECT_EQ(map->Find("requestParameters")->type, FieldType::kObject);
  EXPECT_EQ(map->Find("responseElements.ConsoleLogin")->type, FieldType::kText);
  EXPECT_EQ(map->Find("responseElements.user")->type, FieldType::kFlattened);
  EXPECT_EQ(map->Find("additionalEventData.MFAUsed")->values.size(), 2U);
}

// Login of the root user without a second factor, through the whole map.
TEST(FieldMapTest, RootLoginWithoutMfa) {
  base::Diagnostics diagnostics;
  const auto map = Load("cloudtrail", diagnostics);
  ASSERT_TRUE(map.ok());
  const base::SourceFile file("rule.yml", "title: test\n");
  ir::Rule rule;
  rule.file = &file;
  ir::And all;
  for (const auto& [field, value] :
       {std::pair{"eventName", "ConsoleLogin"}, std::pair{"userIdentity.type", "Root"},
        std::pair{"responseElements.ConsoleLogin", "Success"}, std::pair{"additionalEventData.MFAUsed", "No"}}) {
    rule.fields.push_back(ir::Field{field, {}});
    all.operands.push_back(static_cast<ir::NodeIndex>(rule.nodes.size()));
    rule.nodes.push_back(
        ir::Node{ir::StringMatch{static_cast<ir::FieldIndex>(rule.fields.size() - 1), Text(value)}, {}});
  }
  rule.root = static_cast<ir::NodeIndex>(rule.nodes.size());
  rule.nodes.push_back(ir::Node{std::move(all), {}});
  const auto mapped = fields::MapFields(rule, *map, {}, diagnostics);
  ASSERT_TRUE(mapped.ok());
  const auto query = EqlBackend().Compile(*mapped, diagnostics);
  ASSERT_TRUE(query.ok());
  EXPECT_EQ(*query,
            "any where ?event.action : \"ConsoleLogin\" and\n"
            "  ?aws.cloudtrail.user_identity.type : \"Root\" and\n"
            "  ?aws.cloudtrail.response_elements : \"{ConsoleLogin=Success}\" and\n"
            "  ?aws.cloudtrail.console_login.additional_eventdata.mfa_used == false");
}

}  // namespace
}  // namespace sigmatic::eql
