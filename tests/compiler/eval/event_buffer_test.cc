#include "compiler/eval/event_buffer.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace sigmatic::eval {
namespace {

// The event as compact JSON, or "error at <offset>".
std::string RoundTrip(EventBuffer* buffer, std::string_view json) {
  EventBuffer::Error error;
  const Value* value = buffer->Parse(json, &error);
  if (value == nullptr) {
    EXPECT_FALSE(error.message.empty());
    EXPECT_LE(error.offset, json.size());
    return "error at " + std::to_string(error.offset);
  }
  std::string out;
  AppendCompactJson(*value, &out);
  return out;
}

std::string RoundTrip(std::string_view json) {
  EventBuffer buffer;
  return RoundTrip(&buffer, json);
}

bool IsValid(std::string_view json) {
  EventBuffer buffer;
  EventBuffer::Error error;
  return buffer.Parse(json, &error) != nullptr;
}

TEST(EventBufferTest, ReadsEveryKindOfValue) {
  EXPECT_EQ(RoundTrip(R"( { "a" : [ 1 , -2.50 , "x" , true , false , null , { } , [ ] ] } )"),
            R"({"a":[1,-2.50,"x",true,false,null,{},[]]})");
}

TEST(EventBufferTest, ReadsLoneScalars) {
  EXPECT_EQ(RoundTrip("1"), "1");
  EXPECT_EQ(RoundTrip(" \"a\" \n"), "\"a\"");
  EXPECT_EQ(RoundTrip("null"), "null");
  EXPECT_EQ(RoundTrip("\ttrue"), "true");
}

TEST(EventBufferTest, KeepsTheTextOfNumbers) {
  EXPECT_EQ(RoundTrip("[1.0, 1e5, 1E+5, -0, 123456789012345678901234567890, 1e-400, 0.10 ]"),
            "[1.0,1e5,1E+5,-0,123456789012345678901234567890,1e-400,0.10]");
}

TEST(EventBufferTest, RefusesWhatIsNoNumber) {
  for (const std::string_view text : {"01", "-01", "1.", ".5", "+1", "1e", "1e+", "-", "1.e5", "0x10", "NaN",
                                      "Infinity", "1_000", "--1", "1-", "00", "1.2.3", "1\x01", "\xEF\xBC\x91"}) {
    EXPECT_FALSE(IsValid(text)) << text;
    EXPECT_FALSE(IsValid(R"({"a":)" + std::string(text) + "}")) << text;
  }
}

TEST(EventBufferTest, RefusesWhatIsNoLiteral) {
  for (const std::string_view text : {"True", "nul", "nulll", "true1", "falsey", "t", "undefined", "truefalse"}) {
    EXPECT_FALSE(IsValid(text)) << text;
    EXPECT_FALSE(IsValid("[" + std::string(text) + "]")) << text;
  }
}

TEST(EventBufferTest, RefusesBrokenStructure) {
  for (const std::string_view text : {"",           "  ",
                                      "{",          "}",
                                      "[",          "]",
                                      "[1",         "[1,",
                                      "[1,]",       "[,1]",
                                      "[1 2]",      "{\"a\"}",
                                      "{\"a\":}",   "{\"a\":1,}",
                                      "{,}",        "{a:1}",
                                      "{'a':1}",    "{1:2}",
                                      "{\"a\" 1}",  R"({"a":1 "b":2})",
                                      "[1}",        "{\"a\":1]",
                                      "[[1]",       "{\"a\":{}",
                                      "1 2",        "1,2",
                                      "{} {}",      "{}}",
                                      "[]]",        "1]",
                                      "1],[2",      "1] , [2",
                                      "[1]//",      "/* */1",
                                      "{\"a\":1}x", ",",
                                      ":",          "\"a\":1",
                                      "[\"a\":1]",  "{\"a\":1:2}",
                                      "{null:1}",   R"({"a","b"})",
                                      "[1]]",       "]["}) {
    EXPECT_FALSE(IsValid(text)) << text;
  }
}

TEST(EventBufferTest, DecodesEscapes) {
  EXPECT_EQ(RoundTrip(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00")"),
            "\"\\\"\\\\/\\b\\f\\n\\r\\tA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"");
  EXPECT_EQ(RoundTrip(R"({"\u0061":1})"), R"({"a":1})");
}

TEST(EventBufferTest, AllowsNulInStringsWhenEscaped) {
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* value = buffer.Parse(R"("a\u0000b")", &error);
  ASSERT_NE(value, nullptr);
  EXPECT_EQ(value->text(), std::string_view("a\0b", 3));
  EXPECT_FALSE(IsValid(std::string_view("\"a\0b\"", 5)));
  EXPECT_FALSE(IsValid(std::string_view("1\0", 2)));
}

TEST(EventBufferTest, RefusesBrokenStrings) {
  for (const std::string_view text : {R"("\x")", R"("\u12")", R"("\u12G4")", R"("a)", "\"\n\"", "\"\t\"", R"("\ud800")",
                                      R"("\ud800\u0041")", R"("\udc00")", R"("\ude00\ud83d")", R"("\)", "\"\x1f\""}) {
    EXPECT_FALSE(IsValid(text)) << text;
    EXPECT_FALSE(IsValid("{" + std::string(text) + ":1}")) << text;
  }
  // A real U+FFFD and characters next to the surrogates are no surrogates.
  EXPECT_TRUE(IsValid(R"("\ud7ff\ue000\ufffd")"));
}

TEST(EventBufferTest, RefusesInvalidUtf8AndSaysWhere) {
  EXPECT_EQ(RoundTrip("{\"a\":\"b\xFF\"}"), "error at 7");
  EXPECT_EQ(RoundTrip("\"\xC0\x80\""), "error at 1");
  EXPECT_EQ(RoundTrip("\"\xED\xA0\x80\""), "error at 1");
}

TEST(EventBufferTest, SaysWhereTheFaultIs) {
  EXPECT_EQ(RoundTrip(R"({"a":01})"), "error at 5");
  EXPECT_EQ(RoundTrip(R"({"a": 1, "b": tru})"), "error at 14");
}

TEST(EventBufferTest, OfDuplicateKeysTheLastCounts) {
  EXPECT_EQ(RoundTrip(R"({"a":1,"b":2,"a":3})"), R"({"b":2,"a":3})");
  EXPECT_EQ(RoundTrip(R"({"a":1,"a":2,"a":3,"":4,"":5})"), R"({"a":3,"":5})");
  EXPECT_EQ(RoundTrip(R"({"o":{"x":1,"\u0078":2}})"), R"({"o":{"x":2}})");
}

TEST(EventBufferTest, OfDuplicateKeysTheLastCountsInLargeObjects) {
  std::string json = "{";
  for (int i = 0; i < 200; ++i) json += "\"k" + std::to_string(i % 100) + "\":" + std::to_string(i) + ",";
  json.back() = '}';
  std::string expected = "{";
  for (int i = 100; i < 200; ++i) expected += "\"k" + std::to_string(i % 100) + "\":" + std::to_string(i) + ",";
  expected.back() = '}';
  EXPECT_EQ(RoundTrip(json), expected);
}

TEST(EventBufferTest, LimitsDepth) {
  const auto nested = [](std::size_t depth, char open, char close) {
    return std::string(depth, open) + std::string(depth, close);
  };
  EXPECT_TRUE(IsValid(nested(kMaxEventDepth, '[', ']')));
  EXPECT_FALSE(IsValid(nested(kMaxEventDepth + 1, '[', ']')));
  EXPECT_FALSE(IsValid(nested(1000000, '[', ']')));
  std::string objects;
  for (std::size_t i = 0; i < kMaxEventDepth; ++i) objects += "{\"a\":";
  EXPECT_TRUE(IsValid(objects + "1" + std::string(kMaxEventDepth, '}')));
  EXPECT_FALSE(IsValid("{\"a\":" + objects + "1" + std::string(kMaxEventDepth + 1, '}')));
}

TEST(EventBufferTest, LimitsSize) {
  std::string json(kMaxEventBytes + 1, ' ');
  json[0] = '1';
  EXPECT_FALSE(IsValid(json));
  json.resize(kMaxEventBytes);
  EXPECT_TRUE(IsValid(json));
}

TEST(EventBufferTest, ForgetsTheEventBefore) {
  EventBuffer buffer;
  EXPECT_EQ(RoundTrip(&buffer, R"({"a":[1,2,{"b":"c"}]})"), R"({"a":[1,2,{"b":"c"}]})");
  EXPECT_EQ(RoundTrip(&buffer, R"({"a":[)").substr(0, 5), "error");
  EXPECT_EQ(RoundTrip(&buffer, "7"), "7");
  const std::string large = "[\"" + std::string(8U << 20U, 'x') + "\"]";
  EXPECT_EQ(RoundTrip(&buffer, large), large);
  EXPECT_EQ(RoundTrip(&buffer, "[[],{}]"), "[[],{}]");
}

TEST(EventBufferTest, HoldsManyValues) {
  std::string json = "[";
  for (int i = 0; i < 100000; ++i) json += R"({"a":[1]},)";
  json.back() = ']';
  EventBuffer buffer;
  EXPECT_EQ(RoundTrip(&buffer, json), json);
  EXPECT_EQ(RoundTrip(&buffer, json), json);
}

// Damaged texts are refused or read, and what is read is written as JSON that reads the same.
TEST(EventBufferTest, SurvivesDamage) {
  constexpr std::string_view kText =
      R"({"a":{"b":[1,-2.5e3,"x\u00e9\n",null]},"c":true,"dd":[[],{"e":"f"}],"g":false})";
  constexpr std::string_view kBytes = "{}[]\",:\\u0e-. \ntrfnl\x01\xC3\xA9";
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  EventBuffer buffer;
  EventBuffer again;
  for (int i = 0; i < 20000; ++i) {
    std::string text(kText);
    for (auto edits = random() % 3 + 1; edits > 0; --edits) {
      const std::size_t place = random() % text.size();
      const char byte = kBytes[random() % kBytes.size()];
      switch (random() % 3) {
        case 0:
          text[place] = byte;
          break;
        case 1:
          text.insert(place, 1, byte);
          break;
        default:
          text.erase(place, random() % 4);
      }
      if (text.empty()) text = "1";
    }
    EventBuffer::Error error;
    const Value* value = buffer.Parse(text, &error);
    if (value == nullptr) continue;
    std::string compact;
    AppendCompactJson(*value, &compact);
    EXPECT_EQ(RoundTrip(&again, compact), compact) << text;
  }
}

}  // namespace
}  // namespace sigmatic::eval
