#include "compiler/fields/field_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sigmatic::fields {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Keeps the file alive, as the diagnostics point into it.
struct Parsed {
  explicit Parsed(std::string text) : file("map.yml", std::move(text)), map(ParseFieldMap(file, diagnostics)) {}
  base::SourceFile file;
  base::Diagnostics diagnostics;
  base::Result<FieldMap> map;
};

constexpr const char* kSmall = R"(name: trail
target: athena
title: A table
log_sources:
  - product: aws
    service: cloudtrail
source:
  table: trail
unknown_fields: pass_through
keywords: raw.text
fields:
  eventName: eventname
  resources.ARN: resources[].arn
  readOnly: {path: readonly, type: boolean}
  additionalEventData.MFAUsed:
    path: mfa
    type: boolean
    values: {No: false, Yes: true}
  requestParameters: {path: requestparameters, type: json}
  requestParameters.*: {path: requestparameters, type: json}
  requestParameters.items.*: {path: requestparameters, json: 'items[]', type: json}
)";

TEST(FieldMapTest, ReadsEveryPart) {
  const Parsed parsed(kSmall);
  ASSERT_TRUE(parsed.map.ok());
  const FieldMap& map = *parsed.map;
  EXPECT_EQ(map.name, "trail");
  EXPECT_EQ(map.target, "athena");
  EXPECT_TRUE(map.pass_through);
  EXPECT_THAT(map.keyword_text, ElementsAre(PathStep{"raw"}, PathStep{"text"}));
  ASSERT_THAT(map.log_sources, SizeIs(1));
  EXPECT_EQ(map.log_sources[0].service, "cloudtrail");
  EXPECT_THAT(map.source, ElementsAre(std::pair<std::string, std::string>("table", "trail")));

  const FieldEntry* arn = map.Find("resources.ARN");
  ASSERT_NE(arn, nullptr);
  EXPECT_THAT(arn->path, ElementsAre(PathStep{"resources", true}, PathStep{"arn", false}));
  EXPECT_EQ(arn->type, FieldType::kText);

  const FieldEntry* mfa = map.Find("additionalEventData.MFAUsed");
  ASSERT_NE(mfa, nullptr);
  ASSERT_THAT(mfa->values, SizeIs(2));
  EXPECT_EQ(mfa->values[0].from, "No");
  EXPECT_EQ(std::get<bool>(mfa->values[0].to), false);
}

TEST(FieldMapTest, FindsTheExactEntryThenTheLongestPrefix) {
  const Parsed parsed(kSmall);
  ASSERT_TRUE(parsed.map.ok());
  const FieldMap& map = *parsed.map;
  EXPECT_FALSE(map.Find("requestParameters")->is_prefix);
  EXPECT_THAT(map.Find("requestParameters.userName")->json, IsEmpty());
  EXPECT_THAT(map.Find("requestParameters.items.id")->json, ElementsAre(PathStep{"items", true}));
  EXPECT_THAT(map.Find("requestParameters.itemsList.id")->json, IsEmpty());
  EXPECT_EQ(map.Find("eventName.x"), nullptr);
  EXPECT_EQ(map.Find("eventname"), nullptr) << "field names are case-sensitive";
  EXPECT_EQ(map.Find(""), nullptr);
  EXPECT_EQ(map.Find(".x"), nullptr);
}

TEST(FieldMapTest, ReportsEveryFaultAtItsPlace) {
  const Parsed parsed(R"(name: x
targt: eql
fields:
  a: {path: a, type: txt}
  b: {pth: b}
  c: a..b
  d: {path: d, json: e, type: number}
unknown_fields: maybe
)");
  EXPECT_FALSE(parsed.map.ok());
  std::vector<std::string> found;
  for (const base::Diagnostic& diagnostic : parsed.diagnostics.all()) {
    const base::Location at = parsed.file.Locate(diagnostic.span.begin);
    found.push_back(std::to_string(at.line) + ": " + diagnostic.message + " / " + diagnostic.hint);
  }
  EXPECT_THAT(found, ::testing::IsSupersetOf({
                         HasSubstr("2: unknown key `targt` / did you mean `target`?"),
                         HasSubstr("4: unknown type `txt` / types are text, number"),
                         HasSubstr("5: unknown key `pth` / did you mean `path`?"),
                         HasSubstr("6: path `a..b` has an empty segment"),
                         HasSubstr("7: field `d` has a `json` path, so its type is `json`, `flattened` or `text`"),
                         HasSubstr("8: `unknown_fields` is `error` or `pass_through`"),
                         HasSubstr("a field map needs a `target`"),
                     }));
}

TEST(FieldMapTest, LogSourceFitsWhenNothingContradicts) {
  const ir::LogSource rule{"process_creation", "windows", ""};
  EXPECT_EQ(Fit(ir::LogSource{"", "windows", ""}, rule), 1);
  EXPECT_EQ(Fit(ir::LogSource{"process_creation", "windows", ""}, rule), 2);
  EXPECT_EQ(Fit(ir::LogSource{"", "windows", "security"}, rule), std::nullopt);
}

}  // namespace
}  // namespace sigmatic::fields
