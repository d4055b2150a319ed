#include "compiler/parse/metadata_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/compiler/parse/testing.h"

namespace sigmatic::parse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kDetection = "detection:\n    s:\n        a: x\n    condition: s\n";

// `metadata` on line 1, the rest of a rule without faults behind it.
ParseResult ParseWith(std::string_view metadata) {
  return Parse(std::string(metadata) + std::string(kHead) + std::string(kDetection));
}

ParseResult ParseLogSource(std::string_view log_source) {
  return Parse("title: Example\nlogsource:" + std::string(log_source) + std::string(kDetection));
}

std::vector<std::string> Texts(const std::vector<ast::Text>& texts) {
  std::vector<std::string> all;
  for (const ast::Text& text : texts) all.push_back(text.text);
  return all;
}

TEST(MetadataTest, ReadsEveryKeyOfTheSpecification) {
  const ParseResult result = ParseWith(
      "id: 929a690e-bef0-4204-a928-ef5e620d6fcc\n"
      "name: root_login\n"
      "taxonomy: sigma\n"
      "related:\n"
      "    - id: 08fbc97d-0a2f-491c-ae21-8ffcfd3174e9\n"
      "      type: derived\n"
      "status: experimental\n"
      "description: |\n"
      "    Two\n"
      "    lines\n"
      "license: MIT\n"
      "author: A, B\n"
      "references:\n"
      "    - https://example.com/1\n"
      "date: 2024-02-29\n"
      "modified: 2024-12-31\n"
      "fields: [userIdentity.arn]\n"
      "falsepositives:\n"
      "    - Break-glass use\n"
      "level: high\n"
      "tags:\n"
      "    - attack.t1078.004\n"
      "    - cve.2021-44228\n"
      "scope: [server]\n");
  EXPECT_THAT(Faults(result), IsEmpty());
  ASSERT_TRUE(result.rules.at(0).ok());
  const ast::Rule& rule = *result.rules[0];
  EXPECT_EQ(rule.file, result.file.get());
  EXPECT_EQ(Place(*result.file, rule.span), "1:1-32:17");
  EXPECT_EQ(rule.title.text, "Example");
  EXPECT_EQ(Place(*result.file, rule.title.span), "25:8-25:15");
  EXPECT_EQ(rule.id->text, "929a690e-bef0-4204-a928-ef5e620d6fcc");
  EXPECT_EQ(rule.name->text, "root_login");
  EXPECT_EQ(rule.taxonomy->text, "sigma");
  ASSERT_EQ(rule.related.size(), 1U);
  EXPECT_EQ(rule.related[0].id.text, "08fbc97d-0a2f-491c-ae21-8ffcfd3174e9");
  EXPECT_EQ(rule.related[0].type.text, "derived");
  EXPECT_EQ(rule.status, ast::Status::kExperimental);
  EXPECT_EQ(rule.description->text, "Two\nlines\n");
  EXPECT_EQ(rule.license->text, "MIT");
  EXPECT_EQ(rule.author->text, "A, B");
  EXPECT_THAT(Texts(rule.references), ElementsAre("https://example.com/1"));
  EXPECT_EQ(rule.date->text, "2024-02-29");
  EXPECT_EQ(rule.modified->text, "2024-12-31");
  EXPECT_THAT(Texts(rule.fields), ElementsAre("userIdentity.arn"));
  EXPECT_THAT(Texts(rule.false_positives), ElementsAre("Break-glass use"));
  EXPECT_EQ(rule.level, ast::Level::kHigh);
  EXPECT_THAT(Texts(rule.tags), ElementsAre("attack.t1078.004", "cve.2021-44228"));
  EXPECT_THAT(Texts(rule.scope), ElementsAre("server"));
  EXPECT_EQ(rule.log_source.product->text, "aws");
  EXPECT_EQ(rule.log_source.service->text, "cloudtrail");
  EXPECT_FALSE(rule.log_source.category.has_value());
}

TEST(MetadataTest, AbsentAndEmptyKeysAreNotThere) {
  const ParseResult result = ParseWith("id:\nlevel: ~\nreferences:\ntags: null\nrelated:\n");
  EXPECT_THAT(Faults(result), IsEmpty());
  ASSERT_TRUE(result.rules.at(0).ok());
  EXPECT_FALSE(result.rules[0]->id.has_value());
  EXPECT_FALSE(result.rules[0]->level.has_value());
  EXPECT_FALSE(result.rules[0]->status.has_value());
  EXPECT_THAT(result.rules[0]->references, IsEmpty());
}

TEST(MetadataTest, EveryStatusAndLevelIsKnown) {
  for (const std::string_view status : {"stable", "test", "experimental", "deprecated", "unsupported"}) {
    const ParseResult result = ParseWith("status: " + std::string(status) + "\n");
    ASSERT_TRUE(result.rules.at(0).ok()) << status;
    EXPECT_EQ(Name(*result.rules[0]->status), status);
  }
  for (const std::string_view level : {"informational", "low", "medium", "high", "critical"}) {
    const ParseResult result = ParseWith("level: " + std::string(level) + "\n");
    ASSERT_TRUE(result.rules.at(0).ok()) << level;
    EXPECT_EQ(Name(*result.rules[0]->level), level);
  }
}

TEST(MetadataFaultTest, UnknownNamesGetTheNearestOne) {
  EXPECT_THAT(Faults(ParseWith("status: stabel\n")), ElementsAre("kUnknownStatus 1:9-1:15"));
  EXPECT_THAT(FirstMessage(ParseWith("status: stabel\n")), HasSubstr("did you mean `stable`?"));
  EXPECT_THAT(FirstMessage(ParseWith("status: wonderful\n")), HasSubstr("`deprecated`"));
  EXPECT_THAT(Faults(ParseWith("level: High\n")), ElementsAre("kUnknownLevel 1:8-1:12"));
  EXPECT_THAT(FirstMessage(ParseWith("level: High\n")), HasSubstr("did you mean `high`?"));
}

TEST(MetadataFaultTest, WrongTypes) {
  EXPECT_THAT(Faults(ParseWith("author: [a, b]\n")), ElementsAre("kWrongType 1:9-1:15"));
  EXPECT_THAT(Faults(ParseWith("description: {a: b}\n")), ElementsAre("kWrongType 1:14-1:20"));
  EXPECT_THAT(Faults(ParseWith("level: [high]\n")), ElementsAre("kWrongType 1:8-1:14"));
  EXPECT_THAT(Faults(ParseWith("tags: attack.t1078\n")), ElementsAre("kWrongType 1:7-1:19"));
  EXPECT_THAT(Faults(ParseWith("references: {a: b}\n")), ElementsAre("kWrongType 1:13-1:19"));
  EXPECT_THAT(Faults(ParseWith("references: [a, [b]]\n")), ElementsAre("kWrongType 1:17-1:20"));
  EXPECT_THAT(Faults(ParseWith("related: x\n")), ElementsAre("kWrongType 1:10-1:11"));
  EXPECT_THAT(Faults(ParseWith("related: [x]\n")), ElementsAre("kWrongType 1:11-1:12"));
  EXPECT_THAT(FirstMessage(ParseWith("falsepositives: Unknown\n")), HasSubstr("list of one"));
}

TEST(MetadataFaultTest, Titles) {
  EXPECT_THAT(Faults(Parse("title:\nlogsource:\n    product: aws\n" + std::string(kDetection))),
              ElementsAre("kMissingKey 1:7-1:7"));
  EXPECT_THAT(Faults(Parse("title: ''\nlogsource:\n    product: aws\n" + std::string(kDetection))),
              ElementsAre("kMissingKey 1:8-1:10"));
  // 256 characters, not bytes.
  std::string title;
  for (int i = 0; i < 256; ++i) title += "\xC3\xBC";
  EXPECT_THAT(Faults(Parse("title: " + title + "\nlogsource:\n    product: aws\n" + std::string(kDetection))),
              IsEmpty());
  EXPECT_THAT(Faults(Parse("title: " + title + "x\nlogsource:\n    product: aws\n" + std::string(kDetection))),
              ElementsAre("kTitleTooLong 1:8-1:265"));
}

TEST(MetadataFaultTest, Ids) {
  for (const std::string_view id : {"1", "929a690e-bef0-4204-a928-ef5e620d6fc", "929a690e-bef0-4204-a928-ef5e620d6fccc",
                                    "g29a690e-bef0-4204-a928-ef5e620d6fcc", "929a690ebef04204a928ef5e620d6fcc"}) {
    EXPECT_THAT(Faults(ParseWith("id: " + std::string(id) + "\n")), ElementsAre(HasSubstr("kInvalidId 1:5-1:"))) << id;
  }
  EXPECT_THAT(Faults(ParseWith("id: 929A690E-BEF0-4204-A928-EF5E620D6FCC\n")), IsEmpty());
  EXPECT_TRUE(ParseWith("id: 1\n").rules.at(0).ok());
}

TEST(MetadataFaultTest, Dates) {
  for (const std::string_view date : {"2024-13-01", "2024-00-01", "2024-04-31", "2023-02-29", "1900-02-29", "2024-1-1",
                                      "01-01-2024", "2024-01-01T00:00", "2024/13/01", "2024-01/01", "yesterday"}) {
    EXPECT_THAT(Faults(ParseWith("date: " + std::string(date) + "\n")), ElementsAre(HasSubstr("kInvalidDate 1:7-1:")))
        << date;
  }
  for (const std::string_view date : {"2024-01-31", "2000-02-29", "'2024-12-01'"}) {
    EXPECT_THAT(Faults(ParseWith("modified: " + std::string(date) + "\n")), IsEmpty()) << date;
  }
  EXPECT_THAT(Faults(ParseWith("date: 2024/08/31\n")), ElementsAre("kDateWithSlashes 1:7-1:17"));
  EXPECT_THAT(FirstMessage(ParseWith("date: 2024/08/31\n")), HasSubstr("`2024-08-31`"));
}

TEST(MetadataFaultTest, Tags) {
  EXPECT_THAT(Faults(ParseWith("tags: [Attack.T1078, attack, .x, attack., a b.c, at_t-4.x_y-z.1]\n")),
              ElementsAre("kInvalidTag 1:8-1:20", "kInvalidTag 1:22-1:28", "kInvalidTag 1:30-1:32",
                          "kInvalidTag 1:34-1:41", "kInvalidTag 1:43-1:48"));
}

TEST(MetadataFaultTest, Related) {
  EXPECT_THAT(Faults(ParseWith("related:\n    - id: 1\n      type: obsoletes\n    - type: merged\n    - id: "
                               "929a690e-bef0-4204-a928-ef5e620d6fcc\n")),
              ElementsAre("kInvalidId 2:11-2:12", "kUnknownRelation 3:13-3:22", "kMissingKey 4:7-4:19",
                          "kMissingKey 5:7-5:47"));
}

TEST(LogSourceTest, Faults) {
  EXPECT_THAT(Faults(ParseLogSource(" {}\n")), ElementsAre("kEmptyLogSource 2:1-2:10"));
  EXPECT_THAT(Faults(ParseLogSource("\n")), ElementsAre("kEmptyLogSource 2:1-2:10"));
  EXPECT_THAT(Faults(ParseLogSource("\n    definition: x\n")), ElementsAre("kEmptyLogSource 2:1-2:10"));
  EXPECT_THAT(Faults(ParseLogSource(" aws\n")), ElementsAre("kWrongType 2:12-2:15"));
  EXPECT_THAT(Faults(ParseLogSource("\n    product: [aws]\n")), ElementsAre("kWrongType 3:14-3:19"));
  EXPECT_THAT(Faults(ParseLogSource("\n    product: aws\n    sevice: x\n    region: y\n")),
              ElementsAre("kUnknownKey 4:5-4:11", "kUnknownKey 5:5-5:11"));
  EXPECT_THAT(FirstMessage(ParseLogSource("\n    product: aws\n    sevice: x\n")),
              HasSubstr("did you mean `service`?"));
}

}  // namespace
}  // namespace sigmatic::parse
