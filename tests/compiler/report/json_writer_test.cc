#include "compiler/report/json_writer.h"

#include <gtest/gtest.h>

namespace sigmatic::report {
namespace {

TEST(JsonWriterTest, SeparatesAndNests) {
  JsonWriter writer;
  writer.BeginObject().Field("a", "x").Key("b").BeginArray().Number(1).BeginObject().EndObject().Null().EndArray();
  writer.Key("c").Boolean(true).FieldOrNull("d", "").FieldOrNull("e", "y").EndObject();
  EXPECT_EQ(writer.Take(), R"({"a":"x","b":[1,{},null],"c":true,"d":null,"e":"y"})");
  writer.BeginArray().EndArray();
  EXPECT_EQ(writer.Take(), "[]") << "it starts anew";
}

TEST(JsonWriterTest, EscapesWhatJsonAsksFor) {
  JsonWriter writer;
  writer.String("\"\\\n\t\x01\u00E9/");
  EXPECT_EQ(writer.Take(), "\"\\\"\\\\\\n\\t\\u0001\u00E9/\"");
}

TEST(JsonWriterTest, BytesThatAreNotUtf8AreReplaced) {
  JsonWriter writer;
  writer.String(
      "a\xff"
      "b\xc3");
  EXPECT_EQ(writer.Take(), "\"a\uFFFDb\uFFFD\"");
}

}  // namespace
}  // namespace sigmatic::report
