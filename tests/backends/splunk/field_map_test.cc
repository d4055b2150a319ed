// The field maps for Splunk: they parse, and give the names that Splunk has.
#include "compiler/fields/field_map.h"

#include <gtest/gtest.h>

#include "backends/splunk/field_name.h"
#include "backends/splunk/splunk.h"
#include "compiler/fields/map_fields.h"

namespace sigmatic::splunk {
namespace {

std::string NameOf(std::string_view map_name, std::string_view field) {
  const fields::FieldMap* map = fields::FindBuiltInMap("splunk", map_name);
  if (map == nullptr) return "no such map";
  ir::Rule rule;
  rule.fields.push_back(ir::Field{std::string(field), {}});
  rule.nodes.push_back(ir::Node{ir::Exists{0}, {}});
  static const base::SourceFile* const kFile = new base::SourceFile("rule.yml", "");
  rule.file = kFile;
  base::Diagnostics diagnostics;
  const auto mapped = fields::MapFields(rule, *map, {}, diagnostics);
  if (!mapped) return "unknown";
  const fields::MappedField& place = mapped->fields.front();
  return place.type == fields::FieldType::kObject ? "object" : NativeName(place.path).text;
}

TEST(FieldMapTest, CloudTrailHasTheAddOnsNames) {
  EXPECT_EQ(NameOf("cloudtrail", "eventName"), "eventName");
  EXPECT_EQ(NameOf("cloudtrail", "userIdentity.sessionContext.sessionIssuer.arn"),
            "userIdentity.sessionContext.sessionIssuer.arn");
  EXPECT_EQ(NameOf("cloudtrail", "resources.ARN"), "resources{}.ARN");
  EXPECT_EQ(NameOf("cloudtrail", "resources.other"), "resources{}.other");
  EXPECT_EQ(NameOf("cloudtrail", "requestParameters"), "object");
  EXPECT_EQ(NameOf("cloudtrail", "requestParameters.userName"), "requestParameters.userName");
  EXPECT_EQ(NameOf("cloudtrail", "requestParameters.ipPermissions.items.ipRanges.items.cidrIp"),
            "requestParameters.ipPermissions.items{}.ipRanges.items{}.cidrIp");
  EXPECT_EQ(NameOf("cloudtrail", "requestParameters.containerDefinitions.command"),
            "requestParameters.containerDefinitions{}.command{}");
  EXPECT_EQ(NameOf("cloudtrail", "requestParameters.instancesSet.items"), "object");
  EXPECT_EQ(NameOf("cloudtrail", "requestParameters.instancesSet.items.instanceId"),
            "requestParameters.instancesSet.items{}.instanceId");
  EXPECT_EQ(NameOf("cloudtrail", "eventname"), "unknown");
}

TEST(FieldMapTest, RawKeepsNames) { EXPECT_EQ(NameOf("raw", "Event.Id"), "Event.Id"); }

TEST(FieldMapTest, IsChosenByLogSource) {
  EXPECT_EQ(fields::ChooseBuiltInMap("splunk", {"", "aws", "cloudtrail"}).name, "cloudtrail");
  EXPECT_EQ(fields::ChooseBuiltInMap("splunk", {"process_creation", "windows", ""}).name, "raw");
}

TEST(FieldMapTest, SettingsAreTheTargetsOwn) {
  for (const char* name : {"cloudtrail", "raw"}) {
    for (const auto& [key, value] : fields::FindBuiltInMap("splunk", name)->source) {
      bool known = false;
      for (const backends::SourceKey& source_key : SplunkBackend().info().source_keys) known |= source_key.name == key;
      EXPECT_TRUE(known) << key;
    }
  }
}

}  // namespace
}  // namespace sigmatic::splunk
