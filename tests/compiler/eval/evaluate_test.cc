// docs/semantics.md, "Logic", "Events and fields" and "Values", case by case.
#include "compiler/eval/evaluate.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/eval/event_buffer.h"
#include "tests/compiler/eval/rule_builder.h"

namespace sigmatic::eval {
namespace {

bool Holds(const RuleBuilder& builder, std::string_view json) {
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* event = buffer.Parse(json, &error);
  if (event == nullptr) {
    ADD_FAILURE() << error.message << ": " << json;
    return false;
  }
  return Evaluate(builder.rule(), *event);
}

bool Matches(std::string_view json, std::string_view field, std::string_view pattern, bool cased = false) {
  RuleBuilder builder;
  builder.Match(field, pattern, cased);
  return Holds(builder, json);
}

// The pattern against the text as the whole value of a field.
bool TextMatches(std::string_view text, std::string_view pattern, bool cased = false) {
  return Matches(R"({"f":")" + std::string(text) + R"("})", "f", pattern, cased);
}

bool Finds(std::string_view json, std::string_view pattern, regex::Flags flags = {}) {
  RuleBuilder builder;
  builder.Regex("f", pattern, flags);
  return Holds(builder, json);
}

bool IsNull(std::string_view json) {
  RuleBuilder builder;
  builder.Add(ir::IsNull{builder.Field("f")});
  return Holds(builder, json);
}

bool Exists(std::string_view json) {
  RuleBuilder builder;
  builder.Add(ir::Exists{builder.Field("f")});
  return Holds(builder, json);
}

bool NumberIs(std::string_view json, std::string_view number) {
  RuleBuilder builder;
  builder.Number("f", number);
  return Holds(builder, json);
}

bool BooleanIs(std::string_view json, bool value) {
  RuleBuilder builder;
  builder.Add(ir::BooleanEquals{builder.Field("f"), value});
  return Holds(builder, json);
}

bool Compares(std::string_view json, ir::Comparison comparison, std::string_view number) {
  RuleBuilder builder;
  builder.Compare("f", comparison, number);
  return Holds(builder, json);
}

bool HasKeyword(std::string_view json, std::string_view text, bool cased = false) {
  RuleBuilder builder;
  builder.Add(ir::Keyword{MakePattern("*" + std::string(text) + "*", cased)});
  return Holds(builder, json);
}

// Logic.

TEST(EvaluateTest, ALeafOnAMissingFieldIsFalseAndItsNegationTrue) {
  RuleBuilder builder;
  builder.Match("f", "x");
  EXPECT_FALSE(Holds(builder, "{}"));
  builder.Not(builder.rule().root);
  EXPECT_TRUE(Holds(builder, "{}"));
  EXPECT_TRUE(Holds(builder, R"({"f":null})"));
  EXPECT_TRUE(Holds(builder, R"({"f":[]})"));
  EXPECT_FALSE(Holds(builder, R"({"f":"x"})"));
  EXPECT_TRUE(Holds(builder, R"({"f":"y"})"));
}

TEST(EvaluateTest, Connectives) {
  RuleBuilder builder;
  const auto a = builder.Match("a", "1");
  const auto b = builder.Match("b", "1");
  const auto c = builder.Match("c", "1");
  builder.And({builder.Or({a, b}), builder.Not(c)});
  EXPECT_TRUE(Holds(builder, R"({"a":"1"})"));
  EXPECT_TRUE(Holds(builder, R"({"b":"1","c":"2"})"));
  EXPECT_FALSE(Holds(builder, R"({"b":"1","c":"1"})"));
  EXPECT_FALSE(Holds(builder, R"({"c":"2"})"));
}

TEST(EvaluateTest, Constants) {
  RuleBuilder builder;
  builder.Add(ir::Constant{true});
  EXPECT_TRUE(Holds(builder, "{}"));
  builder.Add(ir::Constant{false});
  EXPECT_FALSE(Holds(builder, "{}"));
  builder.And({});
  EXPECT_TRUE(Holds(builder, "{}"));
  builder.Or({});
  EXPECT_FALSE(Holds(builder, "{}"));
}

TEST(EvaluateTest, AnEventThatIsNoObjectHasNoFields) {
  RuleBuilder builder;
  builder.Not(builder.Match("f", "*"));
  for (const std::string_view json : {"[]", "1", "null", R"([{"f":"x"}])"}) EXPECT_TRUE(Holds(builder, json)) << json;
}

// Fields.

TEST(EvaluateTest, AnyValueOfAnArrayMatchesAndItsNegationNeedsThatNoneDoes) {
  RuleBuilder builder;
  const auto leaf = builder.Match("f", "b");
  EXPECT_TRUE(Holds(builder, R"({"f":["a","b"]})"));
  EXPECT_TRUE(Holds(builder, R"({"f":[["a",["b"]]]})"));
  EXPECT_FALSE(Holds(builder, R"({"f":["a","c"]})"));
  builder.Not(leaf);
  EXPECT_FALSE(Holds(builder, R"({"f":["a","b"]})"));
  EXPECT_TRUE(Holds(builder, R"({"f":["a","c"]})"));
}

TEST(EvaluateTest, FieldNamesAreCaseSensitiveAndPathsContinueIntoElements) {
  EXPECT_FALSE(Matches(R"({"F":"x"})", "f", "x"));
  EXPECT_TRUE(Matches(R"({"a":[{"b":"x"},{"b":"y"}]})", "a.b", "y"));
  EXPECT_FALSE(Matches(R"({"a.b":"x","a":{"b":"y"}})", "a.b", "y"));
}

TEST(EvaluateTest, NullMatchesAbsentNullAndArraysOfNothingElse) {
  for (const std::string_view json :
       {"{}", R"({"f":null})", R"({"f":[]})", R"({"f":[null]})", R"({"f":[[],[null]]})"}) {
    EXPECT_TRUE(IsNull(json)) << json;
  }
  for (const std::string_view json :
       {R"({"f":""})", R"({"f":[null,1]})", R"({"f":{}})", R"({"f":false})", R"({"f":0})"}) {
    EXPECT_FALSE(IsNull(json)) << json;
  }
}

TEST(EvaluateTest, TheEmptyStringMatchesOnlyItself) {
  EXPECT_TRUE(Matches(R"({"f":""})", "f", ""));
  for (const std::string_view json :
       {"{}", R"({"f":null})", R"({"f":[]})", R"({"f":" "})", R"({"f":0})", R"({"f":{}})"}) {
    EXPECT_FALSE(Matches(json, "f", "")) << json;
  }
}

TEST(EvaluateTest, ExistsTestsThePresenceOfTheKey) {
  for (const std::string_view json : {R"({"f":1})", R"({"f":null})", R"({"f":[]})", R"({"f":""})", R"({"f":{}})"}) {
    EXPECT_TRUE(Exists(json)) << json;
  }
  EXPECT_FALSE(Exists("{}"));
  EXPECT_FALSE(Exists(R"({"g":{"f":1}})"));
}

// Strings.

TEST(EvaluateTest, StringsCompareWholeAndCaseInsensitively) {
  EXPECT_TRUE(TextMatches("ConsoleLogin", "consolelogin"));
  EXPECT_FALSE(TextMatches("ConsoleLogin2", "consolelogin"));
  EXPECT_TRUE(TextMatches("\xC3\x89t\xC3\xA9", "\xC3\xA9T\xC3\x89"));
  EXPECT_TRUE(TextMatches("\xE2\x84\xAA", "k"));       // KELVIN SIGN
  EXPECT_TRUE(TextMatches("\xC5\xBF", "S"));           // LATIN SMALL LETTER LONG S
  EXPECT_FALSE(TextMatches("\xC3\x9F", "ss"));         // simple folding: one code point to one
  EXPECT_FALSE(TextMatches("e\xCC\x81", "\xC3\xA9"));  // no normalization
}

TEST(EvaluateTest, CasedComparesCodePoints) {
  EXPECT_TRUE(TextMatches("Ab", "Ab", true));
  EXPECT_FALSE(TextMatches("ab", "Ab", true));
  EXPECT_TRUE(TextMatches("xAby", "*Ab*", true));
}

TEST(EvaluateTest, Wildcards) {
  EXPECT_TRUE(TextMatches(R"(a\nb)", "a*b"));
  EXPECT_TRUE(TextMatches("ab", "a*b"));
  EXPECT_TRUE(TextMatches("", "*"));
  EXPECT_FALSE(TextMatches("", "?"));
  EXPECT_TRUE(TextMatches("\xF0\x9F\x98\x80", "?"));
  EXPECT_FALSE(TextMatches("\xF0\x9F\x98\x80", "??"));
  EXPECT_TRUE(TextMatches("arn:aws:iam::1:root", "ARN:*:ROOT"));
  EXPECT_FALSE(TextMatches("arn:aws:iam::1:rooted", "arn:*:root"));
}

TEST(EvaluateTest, AStringPatternSeesTheJsonTextOfNumbersAndBooleans) {
  EXPECT_TRUE(Matches(R"({"f":5})", "f", "5"));
  EXPECT_FALSE(Matches(R"({"f":5.0})", "f", "5"));
  EXPECT_TRUE(Matches(R"({"f":1.0})", "f", "1.0"));
  EXPECT_TRUE(Matches(R"({"f":1E5})", "f", "1e5"));
  EXPECT_TRUE(Matches(R"({"f":true})", "f", "TRUE"));
  EXPECT_TRUE(Matches(R"({"f":false})", "f", "f*e"));
  EXPECT_FALSE(Matches(R"({"f":null})", "f", "null"));
  EXPECT_FALSE(Matches(R"({"f":null})", "f", "*"));
}

TEST(EvaluateTest, AStringPatternSeesAnObjectAsCompactJson) {
  constexpr std::string_view kEvent = R"({"f": { "b" : [ 1.0 , "x\u0041\n" ], "a" : null } })";
  EXPECT_TRUE(Matches(kEvent, "f", R"({"b":[1.0,"xA\n"],"a":null})"));
  EXPECT_TRUE(Matches(kEvent, "f", R"(*"a":null*)"));
  EXPECT_FALSE(Matches(kEvent, "f", R"(*"a": null*)"));
  EXPECT_TRUE(Finds(kEvent, R"(\{"b":\[)"));
  EXPECT_TRUE(Matches(R"({"f":[{"a":1},{"b":2}]})", "f", R"({"b":2})"));
}

// Numbers and booleans.

TEST(EvaluateTest, NumbersAreEqualByValue) {
  EXPECT_TRUE(NumberIs(R"({"f":5})", "5"));
  EXPECT_TRUE(NumberIs(R"({"f":5.0})", "5"));
  EXPECT_TRUE(NumberIs(R"({"f":0.5e1})", "5"));
  EXPECT_TRUE(NumberIs(R"({"f":"5"})", "5"));
  EXPECT_FALSE(NumberIs(R"({"f":"5.0"})", "5"));
  EXPECT_FALSE(NumberIs(R"({"f":" 5"})", "5"));
  EXPECT_FALSE(NumberIs(R"({"f":true})", "1"));
  EXPECT_FALSE(NumberIs(R"({"f":null})", "0"));
  EXPECT_TRUE(NumberIs(R"({"f":-0})", "0"));
}

TEST(EvaluateTest, IntegersBeyondDoubleStayExact) {
  EXPECT_TRUE(NumberIs(R"({"f":9007199254740993})", "9007199254740993"));
  EXPECT_FALSE(NumberIs(R"({"f":9007199254740992})", "9007199254740993"));
  EXPECT_FALSE(NumberIs(R"({"f":0.1000000000000000055511151231257827})", "0.1"));
}

TEST(EvaluateTest, BooleansMatchThemselvesAndTheirNames) {
  EXPECT_TRUE(BooleanIs(R"({"f":true})", true));
  EXPECT_FALSE(BooleanIs(R"({"f":false})", true));
  EXPECT_TRUE(BooleanIs(R"({"f":"True"})", true));
  EXPECT_TRUE(BooleanIs(R"({"f":"FALSE"})", false));
  EXPECT_FALSE(BooleanIs(R"({"f":"yes"})", true));
  EXPECT_FALSE(BooleanIs(R"({"f":1})", true));
  EXPECT_FALSE(BooleanIs("{}", false));
}

TEST(EvaluateTest, ComparisonsAreNumeric) {
  using ir::Comparison;
  EXPECT_TRUE(Compares(R"({"f":10})", Comparison::kGreater, "9"));
  EXPECT_TRUE(Compares(R"({"f":"10"})", Comparison::kGreater, "9"));
  EXPECT_TRUE(Compares(R"({"f":"1e1"})", Comparison::kGreaterOrEqual, "10"));
  EXPECT_FALSE(Compares(R"({"f":10})", Comparison::kGreater, "10"));
  EXPECT_TRUE(Compares(R"({"f":-1.5})", Comparison::kLess, "-1.4"));
  EXPECT_TRUE(Compares(R"({"f":10.0})", Comparison::kLessOrEqual, "10"));
  EXPECT_FALSE(Compares(R"({"f":9007199254740993})", Comparison::kLessOrEqual, "9007199254740992"));
  EXPECT_TRUE(Compares(R"({"f":["x",11]})", Comparison::kGreater, "10"));
  for (const std::string_view json : {"{}", R"({"f":"x"})", R"({"f":"+1"})", R"({"f":""})", R"({"f":true})",
                                      R"({"f":{}})", R"({"f":"1."})", R"({"f":" 1"})"}) {
    EXPECT_FALSE(Compares(json, Comparison::kGreater, "-5")) << json;
    EXPECT_FALSE(Compares(json, Comparison::kLess, "5")) << json;
  }
}

// Regexes.

TEST(EvaluateTest, ARegexIsACaseSensitiveSearch) {
  EXPECT_TRUE(Finds(R"({"f":"xaby"})", "ab"));
  EXPECT_FALSE(Finds(R"({"f":"xABy"})", "ab"));
  EXPECT_TRUE(Finds(R"({"f":"xABy"})", "ab", {.ignore_case = true}));
  EXPECT_TRUE(Finds(R"({"f":"ab\n"})", "^ab$"));
  EXPECT_FALSE(Finds(R"({"f":"ab\nc"})", "^ab$"));
  EXPECT_TRUE(Finds(R"({"f":"ab\nc"})", "^ab$", {.multi_line = true}));
  EXPECT_FALSE(Finds(R"({"f":"a\nb"})", "a.b"));
  EXPECT_TRUE(Finds(R"({"f":"a\nb"})", "a.b", {.dot_all = true}));
}

TEST(EvaluateTest, ARegexSeesTheSameTextsAsAPattern) {
  EXPECT_TRUE(Finds(R"({"f":1.50})", "^1\\.50$"));
  EXPECT_TRUE(Finds(R"({"f":true})", "^true$"));
  EXPECT_FALSE(Finds(R"({"f":null})", ""));
  EXPECT_FALSE(Finds("{}", ""));
  EXPECT_TRUE(Finds(R"({"f":["x","yz"]})", "^yz"));
  EXPECT_TRUE(Finds(R"({"f":"a\u0000b"})", "^a\\x00b$"));
}

// Keywords.

TEST(EvaluateTest, KeywordsSearchScalarValuesOnly) {
  constexpr std::string_view kEvent = R"({"key":{"a":["One",{"b":"two three"}]},"n":4.50,"t":true,"z":null})";
  EXPECT_TRUE(HasKeyword(kEvent, "one"));
  EXPECT_TRUE(HasKeyword(kEvent, "o Th"));
  EXPECT_FALSE(HasKeyword(kEvent, "o Th", true));
  EXPECT_TRUE(HasKeyword(kEvent, "4.5"));
  EXPECT_TRUE(HasKeyword(kEvent, "TRUE"));
  EXPECT_FALSE(HasKeyword(kEvent, "key"));
  EXPECT_FALSE(HasKeyword(kEvent, "null"));
  EXPECT_FALSE(HasKeyword(kEvent, "onetwo"));
  EXPECT_FALSE(HasKeyword(kEvent, "{"));
  RuleBuilder builder;
  builder.Add(ir::KeywordRegex{MakeRegex("^two")});
  EXPECT_TRUE(Holds(builder, kEvent));
  EXPECT_FALSE(Holds(builder, R"({"two":"one two"})"));
}

// Networks.

bool IsIn(std::string_view json, bool v6, std::array<std::uint8_t, 16> address, std::uint8_t prefix_length) {
  RuleBuilder builder;
  builder.Add(ir::InNetwork{builder.Field("f"), ir::Network{v6, address, prefix_length}});
  return Holds(builder, json);
}

TEST(EvaluateTest, NetworksHoldAddressesOfTheirFamily) {
  EXPECT_TRUE(IsIn(R"({"f":"10.1.2.3"})", false, {10}, 8));
  EXPECT_FALSE(IsIn(R"({"f":"11.1.2.3"})", false, {10}, 8));
  EXPECT_TRUE(IsIn(R"({"f":"192.168.7.255"})", false, {192, 168, 4}, 22));
  EXPECT_FALSE(IsIn(R"({"f":"192.168.8.0"})", false, {192, 168, 4}, 22));
  EXPECT_TRUE(IsIn(R"({"f":"1.2.3.4"})", false, {1, 2, 3, 4}, 32));
  EXPECT_FALSE(IsIn(R"({"f":"1.2.3.5"})", false, {1, 2, 3, 4}, 32));
  EXPECT_TRUE(IsIn(R"({"f":"255.1.1.1"})", false, {}, 0));
  EXPECT_TRUE(IsIn(R"({"f":"2001:db8::1"})", true, {0x20, 0x01, 0x0d, 0xb8}, 32));
  EXPECT_FALSE(IsIn(R"({"f":"2001:db9::1"})", true, {0x20, 0x01, 0x0d, 0xb8}, 32));
  EXPECT_FALSE(IsIn(R"({"f":"::ffff:10.1.2.3"})", false, {10}, 8));
  EXPECT_FALSE(IsIn(R"({"f":"10.1.2.3"})", true, {}, 0));
  for (const std::string_view json :
       {"{}", R"({"f":"x"})", R"({"f":"10.1.2.3 "})", R"({"f":"10.1.2"})", R"({"f":"10.01.2.3"})",
        R"({"f":"AWS Internal"})", R"({"f":10})", R"({"f":"10.1.2.3/32"})"}) {
    EXPECT_FALSE(IsIn(json, false, {}, 0)) << json;
  }
}

// Comparisons of fields.

bool FieldsStand(std::string_view json, ir::FieldRelation relation, bool cased = false) {
  RuleBuilder builder;
  builder.Add(ir::FieldCompare{builder.Field("l"), builder.Field("r"), relation, cased});
  return Holds(builder, json);
}

TEST(EvaluateTest, FieldsCompareAsTexts) {
  using ir::FieldRelation;
  EXPECT_TRUE(FieldsStand(R"({"l":"Ab","r":"aB"})", FieldRelation::kEquals));
  EXPECT_FALSE(FieldsStand(R"({"l":"Ab","r":"aB"})", FieldRelation::kEquals, true));
  EXPECT_TRUE(FieldsStand(R"({"l":"abc","r":"AB"})", FieldRelation::kStartsWith));
  EXPECT_FALSE(FieldsStand(R"({"l":"ab","r":"abc"})", FieldRelation::kStartsWith));
  EXPECT_TRUE(FieldsStand(R"({"l":"abc","r":"BC"})", FieldRelation::kEndsWith));
  EXPECT_TRUE(FieldsStand(R"({"l":"abc","r":"B"})", FieldRelation::kContains));
  EXPECT_TRUE(FieldsStand(R"({"l":5,"r":"5"})", FieldRelation::kEquals));
  EXPECT_FALSE(FieldsStand(R"({"l":5,"r":5.0})", FieldRelation::kEquals));
  EXPECT_TRUE(FieldsStand(R"({"l":true,"r":"TRUE"})", FieldRelation::kEquals));
  EXPECT_TRUE(FieldsStand(R"({"l":["a","b"],"r":["c","b"]})", FieldRelation::kEquals));
  EXPECT_TRUE(FieldsStand(R"({"l":"a","r":""})", FieldRelation::kContains));
}

TEST(EvaluateTest, AComparisonWithAMissingFieldIsFalse) {
  using ir::FieldRelation;
  for (const std::string_view json : {"{}", R"({"l":"a"})", R"({"r":"a"})", R"({"l":null,"r":null})",
                                      R"({"l":[],"r":[]})", R"({"l":{},"r":{}})", R"({"l":"{}","r":{}})"}) {
    EXPECT_FALSE(FieldsStand(json, FieldRelation::kEquals)) << json;
    EXPECT_FALSE(FieldsStand(json, FieldRelation::kContains)) << json;
  }
}

// Times.

TEST(EvaluateTest, TimePartsCompareWithTheirNumber) {
  using ir::TimeComparison;
  const auto hour = [](std::string_view json, TimeComparison comparison, std::int64_t value) {
    RuleBuilder builder;
    builder.Add(ir::TimePartCompare{builder.Field("f"), ir::TimePart::kHour, comparison, value});
    return Holds(builder, json);
  };
  constexpr std::string_view kEvent = R"({"f":"2023-07-10T11:45:59+05:00"})";
  EXPECT_TRUE(hour(kEvent, TimeComparison::kEqual, 11));
  EXPECT_FALSE(hour(kEvent, TimeComparison::kEqual, 6));
  EXPECT_TRUE(hour(kEvent, TimeComparison::kLess, 12));
  EXPECT_FALSE(hour(kEvent, TimeComparison::kLess, 11));
  EXPECT_TRUE(hour(kEvent, TimeComparison::kLessOrEqual, 11));
  EXPECT_TRUE(hour(kEvent, TimeComparison::kGreater, 10));
  EXPECT_TRUE(hour(kEvent, TimeComparison::kGreaterOrEqual, 11));
  EXPECT_FALSE(hour(R"({"f":"2023-07-10"})", TimeComparison::kLess, 24));
  EXPECT_FALSE(hour("{}", TimeComparison::kLess, 24));
}

}  // namespace
}  // namespace sigmatic::eval
