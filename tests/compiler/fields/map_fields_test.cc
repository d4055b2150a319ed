#include "compiler/fields/map_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace sigmatic::fields {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const base::SourceFile& RuleText() {
  static const base::SourceFile kFile("rule.yml", "a rule");
  return kFile;
}

FieldMap MapFrom(std::string text) {
  static std::vector<std::unique_ptr<base::SourceFile>> files;
  files.push_back(std::make_unique<base::SourceFile>("map.yml", std::move(text)));
  base::Diagnostics diagnostics;
  auto map = ParseFieldMap(*files.back(), diagnostics);
  EXPECT_TRUE(map.ok());
  return *std::move(map);
}

// A rule of one leaf on one field.
ir::Rule RuleOf(const std::string& field, ir::Expression leaf) {
  ir::Rule rule;
  rule.file = &RuleText();
  rule.fields.push_back(ir::Field{field, base::Span{0, 1}});
  rule.nodes.push_back(ir::Node{std::move(leaf), base::Span{2, 6}});
  return rule;
}

ir::Pattern Text(const std::string& text) {
  ir::Pattern pattern;
  pattern.parts.emplace_back(ir::Literal{text});
  return pattern;
}

constexpr const char* kMap = R"(name: m
target: eql
fields:
  mfa: {path: console.mfa, type: boolean, values: {'No': false, 'Yes': true, YES: true}}
  outcome: {path: outcome, values: {Success: ok, Partial: ok, Failure: failed}}
  request.*: {path: flat.request, type: flattened}
  deep.*: other.place
)";

TEST(MapFieldsTest, PlacesFieldsBelowAPrefix) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  const auto flattened = MapFields(RuleOf("request.user.Name", ir::Exists{0}), map, {}, diagnostics);
  ASSERT_TRUE(flattened.ok());
  EXPECT_THAT(flattened->fields[0].path, ElementsAre(PathStep{"flat"}, PathStep{"request"}));
  EXPECT_THAT(flattened->fields[0].json, ElementsAre(PathStep{"user"}, PathStep{"Name"}));
  const auto native = MapFields(RuleOf("deep.x", ir::Exists{0}), map, {}, diagnostics);
  ASSERT_TRUE(native.ok());
  EXPECT_THAT(native->fields[0].path, ElementsAre(PathStep{"other"}, PathStep{"place"}, PathStep{"x"}));
}

TEST(MapFieldsTest, UnknownFieldIsAnErrorWithTheNearestNameOrPassesOnRequest) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  EXPECT_FALSE(MapFields(RuleOf("outcom", ir::Exists{0}), map, {}, diagnostics).ok());
  ASSERT_THAT(diagnostics.all(), SizeIs(1));
  EXPECT_EQ(diagnostics.all()[0].code, base::Code::kFieldUnknown);
  EXPECT_THAT(diagnostics.all()[0].hint, HasSubstr("did you mean `outcome`?"));
  EXPECT_EQ(diagnostics.all()[0].span, (base::Span{0, 1}));

  base::Diagnostics none;
  const auto passed = MapFields(RuleOf("a.b", ir::Exists{0}), map, MapOptions{true, {}}, none);
  ASSERT_TRUE(passed.ok());
  EXPECT_THAT(passed->fields[0].path, ElementsAre(PathStep{"a"}, PathStep{"b"}));
  EXPECT_EQ(passed->fields[0].type, FieldType::kText);
}

TEST(MapFieldsTest, AMappedValueBecomesTheTargetsValue) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  const auto no = MapFields(RuleOf("mfa", ir::StringMatch{0, Text("no")}), map, {}, diagnostics);
  ASSERT_TRUE(no.ok());
  const auto& leaf = std::get<ir::BooleanEquals>(no->rule.at(no->rule.root).expression);
  EXPECT_FALSE(leaf.value);
  const auto yes = MapFields(RuleOf("mfa", ir::StringMatch{0, Text("yes")}), map, {}, diagnostics);
  ASSERT_TRUE(yes.ok());
  EXPECT_TRUE(std::get<ir::BooleanEquals>(yes->rule.at(yes->rule.root).expression).value);
}

TEST(MapFieldsTest, APatternBecomesTheSetOfTargetValues) {
  const FieldMap map = MapFrom(kMap);
  ir::Pattern any;
  any.parts.emplace_back(ir::AnyRun{});
  base::Diagnostics diagnostics;
  const auto mapped = MapFields(RuleOf("outcome", ir::StringMatch{0, any}), map, {}, diagnostics);
  ASSERT_TRUE(mapped.ok());
  EXPECT_THAT(std::get<ir::Or>(mapped->rule.at(mapped->rule.root).expression).operands, SizeIs(2));
}

TEST(MapFieldsTest, ValuesThatTheTargetMergesCannotBeToldApart) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  EXPECT_FALSE(MapFields(RuleOf("outcome", ir::StringMatch{0, Text("Success")}), map, {}, diagnostics).ok());
  ASSERT_THAT(diagnostics.all(), SizeIs(1));
  EXPECT_EQ(diagnostics.all()[0].code, base::Code::kMappedValueAmbiguous);
  EXPECT_THAT(diagnostics.all()[0].message, HasSubstr("`Success` and `Partial`"));
  base::Diagnostics none;
  EXPECT_TRUE(MapFields(RuleOf("outcome", ir::StringMatch{0, Text("Failure")}), map, {}, none).ok());
}

TEST(MapFieldsTest, AValueThatCannotOccurIsReported) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  EXPECT_FALSE(MapFields(RuleOf("mfa", ir::StringMatch{0, Text("Maybe")}), map, {}, diagnostics).ok());
  ASSERT_THAT(diagnostics.all(), SizeIs(1));
  EXPECT_EQ(diagnostics.all()[0].code, base::Code::kMappedValueUnknown);
  EXPECT_THAT(diagnostics.all()[0].hint, HasSubstr("No, Yes, YES"));
}

TEST(MapFieldsTest, ComparisonsThatCannotFollowTheMappingAreRefused) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  const auto five = base::Decimal::FromInteger(5);
  EXPECT_FALSE(MapFields(RuleOf("mfa", ir::NumberCompare{0, ir::Comparison::kLess, five}), map, {}, diagnostics).ok());
  ASSERT_THAT(diagnostics.all(), SizeIs(1));
  EXPECT_EQ(diagnostics.all()[0].code, base::Code::kMappedValueComparison);
}

// The target's field may be there for other reasons: only its listed values say that the source has one.
TEST(MapFieldsTest, PresenceIsOneOfTheListedValues) {
  const FieldMap map = MapFrom(kMap);
  base::Diagnostics diagnostics;
  const auto exists = MapFields(RuleOf("outcome", ir::Exists{0}), map, {}, diagnostics);
  ASSERT_TRUE(exists.ok());
  EXPECT_THAT(std::get<ir::Or>(exists->rule.at(exists->rule.root).expression).operands, SizeIs(2)) << "ok, failed";
  const auto null = MapFields(RuleOf("mfa", ir::IsNull{0}), map, {}, diagnostics);
  ASSERT_TRUE(null.ok());
  const auto& negation = std::get<ir::Not>(null->rule.at(null->rule.root).expression);
  EXPECT_THAT(std::get<ir::Or>(null->rule.at(negation.operand).expression).operands, SizeIs(2)) << "false, true";
}

TEST(MapFieldsTest, RewritingKeepsTheStructureAroundIt) {
  const FieldMap map = MapFrom(kMap);
  ir::Rule rule = RuleOf("outcome", ir::StringMatch{0, Text("Failure")});
  ir::Pattern any;
  any.parts.emplace_back(ir::AnyRun{});
  rule.nodes.push_back(ir::Node{ir::StringMatch{0, any}, {}});
  rule.nodes.push_back(ir::Node{ir::Not{1}, {}});
  rule.nodes.push_back(ir::Node{ir::And{{0, 2}}, {}});
  rule.root = 3;
  base::Diagnostics diagnostics;
  const auto mapped = MapFields(rule, map, {}, diagnostics);
  ASSERT_TRUE(mapped.ok());
  const ir::Rule& result = mapped->rule;
  const auto& conjunction = std::get<ir::And>(result.at(result.root).expression);
  ASSERT_THAT(conjunction.operands, SizeIs(2));
  const auto& failed = std::get<ir::StringMatch>(result.at(conjunction.operands[0]).expression);
  EXPECT_EQ(failed.pattern.LiteralText(), "failed");
  const auto& negation = std::get<ir::Not>(result.at(conjunction.operands[1]).expression);
  EXPECT_TRUE(std::holds_alternative<ir::Or>(result.at(negation.operand).expression));
}

TEST(MapFieldsTest, SourceSettingsAreReplacedOrAdded) {
  const FieldMap map = MapFrom("name: m\ntarget: splunk\nsource: {index: main}\nfields: {a: a}\n");
  base::Diagnostics diagnostics;
  const MapOptions options{false, {{"index", "aws"}, {"sourcetype", "x"}}};
  const auto mapped = MapFields(RuleOf("a", ir::Exists{0}), map, options, diagnostics);
  ASSERT_TRUE(mapped.ok());
  using Setting = std::pair<std::string, std::string>;
  EXPECT_THAT(mapped->source, ElementsAre(Setting("index", "aws"), Setting("sourcetype", "x")));
}

}  // namespace
}  // namespace sigmatic::fields
