#include "compiler/parse/detection_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/compiler/parse/testing.h"

namespace sigmatic::parse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The detection `s`, whose YAML starts on line 6.
ParseResult ParseSelection(std::string_view selection) {
  return ParseDetection("    s:" + std::string(selection) + "    condition: s\n");
}

TEST(DetectionTest, ReadsEveryShape) {
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a: x\n        b: 5\n")), "{a='x' & b=5}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        - a: x\n          b: y\n        - c: z\n")),
            "({a='x' & b='y'} / {c='z'})");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        - x\n        - 5\n")), "({=['x',5]})");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        - x\n")), "({=['x']})");
  EXPECT_EQ(ShowDetection(ParseSelection(" x\n")), "{='x'}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        - x\n        - y\n        - a: z\n        - w\n")),
            "({=['x','y']} / {a='z'} / {=['w']})");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        - - x\n          - a: y\n        - b: z\n")),
            "(({=['x']} / {a='y'}) / {b='z'})");
}

TEST(DetectionTest, ReadsEveryTypeOfValue) {
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a: [x, '5', 5, 0x10, true, null, ~, '', 1.50]\n")),
            "{a=['x','5',5,16,true,null,null,'',1.50]}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a:\n        b: null\n        c: ''\n        d: [x]\n")),
            "{a=null & b=null & c='' & d=['x']}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a: 'x\\*\\?\\\\y'\n")), "{a='x\\*\\?\\\\y'}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a: |\n            x\n            y\n")), "{a='x\ny\n'}");
}

TEST(DetectionTest, SplitsKeysIntoFieldAndModifiers) {
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a.b|contains|all: [x, y]\n")), "{a.b|contains|all=['x','y']}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a|re|ignorecase|multiline|dotall: x\n")), "{a|re|i|m|s='x'}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        '|all': [x, y]\n")), "{|all=['x','y']}");
  EXPECT_EQ(ShowDetection(ParseSelection("\n        field with space: x\n")), "{field with space='x'}");
}

TEST(DetectionTest, EverythingKnowsItsPlace) {
  const ParseResult result =
      ParseSelection("\n        'n\xC3\xBC|contains|all':\n            - x\n            - \"y\"\n");
  ASSERT_EQ(ShowDetection(result), "{n\xC3\xBC|contains|all=['x','y']}");
  const ast::NamedDetection& named = result.rules[0]->detections[0];
  const ast::DetectionItem& item = std::get<ast::AllOf>(named.detection.shape).items[0];
  const base::SourceFile& file = *result.file;
  EXPECT_EQ(named.name, "s");
  EXPECT_EQ(Place(file, named.name_span), "6:5-6:6");
  EXPECT_EQ(Place(file, item.field_span), "7:10-7:12");
  EXPECT_EQ(Place(file, item.modifiers[0].span), "7:13-7:21");
  EXPECT_EQ(Place(file, item.modifiers[1].span), "7:22-7:25");
  EXPECT_EQ(Place(file, item.values[0].span), "8:15-8:16");
  EXPECT_EQ(Place(file, item.values[1].span), "9:15-9:18");
  EXPECT_EQ(Place(file, item.span), "8:13-9:18");
  EXPECT_EQ(Place(file, named.detection.span), "7:9-9:18");
}

TEST(DetectionTest, PlacesInEscapedKeysAreTheWholeKey) {
  const ParseResult result = ParseSelection("\n        \"a\\x7Ccontain\": x\n");
  EXPECT_THAT(Faults(result), ElementsAre("kUnknownModifier 7:9-7:23"));
}

TEST(DetectionTest, KeywordsKnowTheirPlace) {
  const ParseResult result = ParseSelection("\n        - x\n        - yy\n        - a: b\n");
  ASSERT_EQ(ShowDetection(result), "({=['x','yy']} / {a='b'})");
  const auto& any = std::get<ast::AnyOf>(result.rules[0]->detections[0].detection.shape);
  const ast::DetectionItem& item = std::get<ast::AllOf>(any.alternatives[0].shape).items[0];
  EXPECT_EQ(Place(*result.file, item.span), "7:11-8:13");
  EXPECT_EQ(Place(*result.file, item.field_span), "7:11-8:13");
}

TEST(DetectionTest, ConditionMayBeAList) {
  const ParseResult result = ParseDetection("    s:\n        a: x\n    condition:\n        - s\n        - not s\n");
  ASSERT_TRUE(result.rules.at(0).ok());
  ASSERT_EQ(result.rules[0]->conditions.size(), 2U);
  EXPECT_EQ(Show(result.rules[0]->conditions[1], result.rules[0]->conditions[1].root), "not(s)");
}

TEST(DetectionFaultTest, Modifiers) {
  EXPECT_THAT(Faults(ParseSelection("\n        a|contain|All: x\n        b||all: w\n        c|: z\n")),
              ElementsAre("kUnknownModifier 7:11-7:18", "kUnknownModifier 7:19-7:22", "kEmptyModifier 8:9-8:15",
                          "kEmptyModifier 9:9-9:11"));
  EXPECT_THAT(FirstMessage(ParseSelection("\n        a|contain: x\n")), HasSubstr("did you mean `contains`?"));
  EXPECT_THAT(FirstMessage(ParseSelection("\n        a|All: x\n")), HasSubstr("lower case: `all`"));
  EXPECT_THAT(FirstMessage(ParseSelection("\n        a|zzzzzzzzz: x\n")), Not(HasSubstr("did you mean")));
  EXPECT_THAT(Faults(ParseSelection("\n        'a| contains': x\n")), ElementsAre("kUnknownModifier 7:12-7:21"));
}

TEST(DetectionFaultTest, Values) {
  const ParseResult nested = ParseSelection("\n        a:\n            b: x\n");
  EXPECT_THAT(Faults(nested), ElementsAre("kNestedValue 8:13-8:17"));
  EXPECT_THAT(FirstMessage(nested), HasSubstr("`a.b`"));
  EXPECT_THAT(Faults(ParseSelection("\n        a: [x, [y], {z: w}]\n")),
              ElementsAre("kNestedValue 7:16-7:19", "kNestedValue 7:21-7:27"));
  EXPECT_THAT(Faults(ParseSelection("\n        a: []\n")), ElementsAre("kEmptyValueList 7:12-7:14"));
  EXPECT_THAT(Faults(ParseSelection("\n        a: .inf\n        b: [.NaN]\n")),
              ElementsAre("kNumberNotFinite 7:12-7:16", "kNumberNotFinite 8:13-8:17"));
  EXPECT_THAT(Faults(ParseSelection("\n        a: 1e999\n")), ElementsAre("kNumberOutOfRange 7:12-7:17"));
  EXPECT_THAT(Faults(ParseSelection("\n        '': x\n")), ElementsAre("kEmptyFieldName 7:9-7:11"));
}

TEST(DetectionFaultTest, EmptyDetections) {
  EXPECT_THAT(Faults(ParseSelection(" {}\n")), ElementsAre("kEmptyDetection 6:8-6:10"));
  EXPECT_THAT(Faults(ParseSelection(" []\n")), ElementsAre("kEmptyDetection 6:8-6:10"));
  EXPECT_THAT(Faults(ParseSelection("\n")), ElementsAre("kEmptyDetection 6:7-6:7"));
  EXPECT_THAT(Faults(ParseSelection("\n        - a: x\n        - {}\n")), ElementsAre("kEmptyDetection 8:11-8:13"));
}

TEST(DetectionFaultTest, Sections) {
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n")), ElementsAre("kMissingKey 5:1-5:10"));
  EXPECT_THAT(Faults(ParseDetection("    condition: s\n")), ElementsAre("kNoDetections 5:1-5:10"));
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    timeframe: 5m\n    condition: s\n")),
              ElementsAre("kTimeframe 8:5-8:14"));
  EXPECT_THAT(Faults(ParseDetection("    - s\n")), ElementsAre("kWrongType 6:5-6:8"));
  EXPECT_THAT(Faults(Parse(std::string(kHead) + "detection:\n")), ElementsAre("kWrongType 5:11-5:11"));
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    condition: {s: x}\n")),
              ElementsAre("kWrongType 8:16-8:22"));
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    condition: [s, [s]]\n")),
              ElementsAre("kWrongType 8:20-8:23"));
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    condition: []\n")),
              ElementsAre("kConditionSyntax 8:16-8:18"));
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    condition:\n")),
              ElementsAre("kConditionSyntax 8:15-8:15"));
}

TEST(DetectionFaultTest, ConditionsInTheFileHaveExactPlaces) {
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    condition: s and \xC3\xBC\n")),
              ElementsAre("kConditionSyntax 8:22-8:23"));
  EXPECT_THAT(Faults(ParseDetection("    s:\n        a: x\n    condition: 's or'\n")),
              ElementsAre("kConditionSyntax 8:19-8:21"));
}

TEST(DetectionFaultTest, EveryFaultIsReportedInOneRun) {
  const ParseResult result = ParseDetection(
      "    s:\n        a|contain: x\n        b: {c: d}\n    t: []\n    timeframe: 5m\n    condition: s and\n");
  EXPECT_THAT(Faults(result),
              ElementsAre("kUnknownModifier 7:11-7:18", "kNestedValue 8:12-8:18", "kEmptyDetection 9:8-9:10",
                          "kTimeframe 10:5-10:14", "kConditionSyntax 11:18-11:21"));
}

TEST(Yaml11WarningTest, OnPlainDetectionValuesOnly) {
  EXPECT_THAT(Faults(ParseSelection("\n        a: No\n        b: [0777, 'No', 1:20]\n        yes: x\n")),
              ElementsAre("kYaml11Value 7:12-7:14", "kYaml11Value 8:13-8:17", "kYaml11Value 8:25-8:29"));
  EXPECT_THAT(Faults(ParseSelection("\n        - off\n")), ElementsAre("kYaml11Value 7:11-7:14"));
  EXPECT_EQ(ShowDetection(ParseSelection("\n        a: [No, 0777, 1:20]\n")), "{a=['No',777,'1:20']}");
  EXPECT_THAT(FirstMessage(ParseSelection("\n        a: No\n")), HasSubstr("`'No'`"));
  EXPECT_THAT(Faults(ParseSelection("\n        a: nope\n")), IsEmpty());
}

}  // namespace
}  // namespace sigmatic::parse
