#include "compiler/eval/field_lookup.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/eval/event_buffer.h"

namespace sigmatic::eval {
namespace {

// The values of a field as one JSON array; "absent" when the key is nowhere.
std::string Values(std::string_view event, std::string_view name) {
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* value = buffer.Parse(event, &error);
  if (value == nullptr) return error.message;
  const FieldValues field = FindField(*value, name);
  if (!field.found) return "absent";
  std::string out = "[";
  for (const Value& item : field.values) {
    if (out.size() > 1) out.push_back(',');
    AppendCompactJson(item, &out);
  }
  return out + "]";
}

TEST(FieldLookupTest, WalksDottedPaths) {
  EXPECT_EQ(Values(R"({"a":{"b":{"c":1}}})", "a.b.c"), "[1]");
  EXPECT_EQ(Values(R"({"a":{"b":{"c":1}}})", "a.b"), R"([{"c":1}])");
  EXPECT_EQ(Values(R"({"a":{"b":1}})", "a.c"), "absent");
  EXPECT_EQ(Values(R"({"a":1})", "a.b"), "absent");
  EXPECT_EQ(Values(R"({"A":1})", "a"), "absent");
}

TEST(FieldLookupTest, AnOwnKeyWins) {
  EXPECT_EQ(Values(R"({"a":{"b":1},"a.b":2})", "a.b"), "[2]");
  EXPECT_EQ(Values(R"({"a.b":null,"a":{"b":1}})", "a.b"), "[null]");
  // Only of the event itself.
  EXPECT_EQ(Values(R"({"x":{"a.b":2}})", "x.a.b"), "absent");
}

TEST(FieldLookupTest, ContinuesIntoEachElement) {
  EXPECT_EQ(Values(R"({"a":[{"b":1},{"c":2},{"b":[3,[4,[]]]},5,null]})", "a.b"), "[1,3,4]");
  EXPECT_EQ(Values(R"({"a":[[{"b":1}],[[{"b":2}]]]})", "a.b"), "[1,2]");
  EXPECT_EQ(Values(R"({"a":[[],{}]})", "a"), "[{}]");
  EXPECT_EQ(Values(R"({"a":["x"]})", "a.0"), "absent");
}

TEST(FieldLookupTest, KnowsNullAndEmptyFromAbsent) {
  EXPECT_EQ(Values(R"({"a":null})", "a"), "[null]");
  EXPECT_EQ(Values(R"({"a":[]})", "a"), "[]");
  EXPECT_EQ(Values(R"({"a":[null,1]})", "a"), "[null,1]");
}

TEST(FieldLookupTest, EmptySegmentsAreEmptyKeys) {
  EXPECT_EQ(Values(R"({"":{"":1}})", "."), "[1]");
  EXPECT_EQ(Values(R"({"a":{"":1}})", "a."), "[1]");
  EXPECT_EQ(Values(R"({"":2})", ""), "[2]");
}

TEST(FieldLookupTest, WhatIsNoObjectHasNoFields) {
  EXPECT_EQ(Values(R"([{"a":1}])", "a"), "absent");
  EXPECT_EQ(Values("1", ""), "absent");
}

TEST(FieldLookupTest, CollectsScalarLeaves) {
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* event =
      buffer.Parse(R"({"a":[1,{"b":"x","n":null}],"c":{"d":{"e":[[true]]}},"f":false,"g":{},"h":[]})", &error);
  ASSERT_NE(event, nullptr);
  std::vector<Value> leaves;
  AppendScalarLeaves(*event, &leaves);
  std::string out;
  for (const Value& leaf : leaves) AppendCompactJson(leaf, &out);
  EXPECT_EQ(out, R"(1"x"truefalse)");
}

}  // namespace
}  // namespace sigmatic::eval
