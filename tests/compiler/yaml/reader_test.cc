#include "compiler/yaml/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/compiler/yaml/testing.h"

namespace sigmatic::yaml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The text that the span of a value covers.
std::string Written(const ReadResult& result, const Node& node) { return std::string(result.file->Slice(node.span)); }

const Node& ValueOf(const ReadResult& result, std::string_view key) {
  const Node* value = Find(result.documents.at(0), key);
  EXPECT_NE(value, nullptr) << key;
  static const Node none;
  return value != nullptr ? *value : none;
}

TEST(ReaderTest, KeepsTextAndStyleApart) {
  const ReadResult result =
      ReadText("a: No\nb: 'No'\nc: \"0x10\"\nd: 0x10\ne: |\n  x\nf: !!str 5\ng: !!int \"5\"\nh: ! 7\n");
  EXPECT_THAT(ShowAll(result),
              ElementsAre("{a: No, b: \"No\", c: \"0x10\", d: 0x10, e: \"x\n\", f: \"5\", g: 5, h: \"7\"}"));
  EXPECT_THAT(CodesAndPlaces(result), IsEmpty());
}

TEST(ReaderTest, ReadsEveryCollectionStyle) {
  EXPECT_THAT(ShowAll(ReadText("a:\n- x\n- - y\n  - z\nb: [1, {c: d}, e: f]\ng: {}\nh: []\n")),
              ElementsAre("{a: [x, [y, z]], b: [1, {c: d}, {e: f}], g: {}, h: []}"));
  EXPECT_THAT(ShowAll(ReadText("{\"a\": [1, null], \"b\":2}")), ElementsAre("{\"a\": [1, null], \"b\": 2}"));
}

TEST(ReaderTest, SeparatesDocumentsAndDropsEmptyOnes) {
  EXPECT_THAT(ShowAll(ReadText("a: 1\n---\n---\n# nothing\n---\nb: 2\n...\n---\nc: 3\n")),
              ElementsAre("{a: 1}", "{b: 2}", "{c: 3}"));
  EXPECT_THAT(ShowAll(ReadText("")), IsEmpty());
  EXPECT_THAT(ShowAll(ReadText("# only a comment\n")), IsEmpty());
  EXPECT_TRUE(ReadText("").ok);
}

TEST(ReaderTest, SpansCoverWhatIsWritten) {
  const ReadResult result = ReadText(
      "plain: two words # comment\n"
      "single: 'it''s'\n"
      "double: \"a \\\" b\"\n"
      "flow: [a, {b: c}, ]  # x\n"
      "many: several\n  lines\n\n  of text\n"
      "literal: |-\n  one\n\n  two\n\n"
      "folded: >2\n    x\n  y\n"
      "block:\n  - a\n  - k: v\n    l: [m]\n"
      "after: z\n");
  ASSERT_TRUE(result.ok);
  EXPECT_EQ(Written(result, ValueOf(result, "plain")), "two words");
  EXPECT_EQ(Written(result, ValueOf(result, "single")), "'it''s'");
  EXPECT_EQ(Written(result, ValueOf(result, "double")), "\"a \\\" b\"");
  EXPECT_EQ(Written(result, ValueOf(result, "flow")), "[a, {b: c}, ]");
  EXPECT_EQ(Written(result, ValueOf(result, "many")), "several\n  lines\n\n  of text");
  EXPECT_EQ(ValueOf(result, "many").text, "several lines\nof text");
  EXPECT_EQ(Written(result, ValueOf(result, "literal")), "|-\n  one\n\n  two");
  EXPECT_EQ(Written(result, ValueOf(result, "folded")), ">2\n    x\n  y");
  EXPECT_EQ(Written(result, ValueOf(result, "block")), "- a\n  - k: v\n    l: [m]");
  EXPECT_EQ(Written(result, result.documents[0].entries.back().key), "after");
}

TEST(ReaderTest, SpansCountBytesBehindAByteOrderMarkAndMultibyteText) {
  const ReadResult result = ReadText(
      "\xEF\xBB\xBF"
      "a\xC3\xBC: \xE2\x82\xAC\nb: [\xF0\x9F\x98\x80, x]\n");
  ASSERT_TRUE(result.ok);
  const Node& map = result.documents[0];
  EXPECT_EQ(map.entries[0].key.text, "a\xC3\xBC");
  EXPECT_EQ(Written(result, map.entries[0].key), "a\xC3\xBC");
  EXPECT_EQ(Written(result, map.entries[0].value), "\xE2\x82\xAC");
  EXPECT_EQ(Written(result, map.entries[1].value.items[1]), "x");
  EXPECT_EQ(Place(*result.file, map.entries[1].value.items[1].span), "2:8-2:9");
}

TEST(ReaderTest, SpansHoldWithCarriageReturns) {
  const ReadResult result = ReadText("a: b\r\nc: |\r\n  d\r\n  e\r\nf:\r\n  - g\r\n");
  ASSERT_TRUE(result.ok);
  EXPECT_EQ(ValueOf(result, "c").text, "d\ne\n");
  EXPECT_EQ(Written(result, ValueOf(result, "c")), "|\r\n  d\r\n  e");
  EXPECT_EQ(Written(result, ValueOf(result, "f").items[0]), "g");
}

TEST(ReaderTest, TellsNullWordsFromAbsentValues) {
  const ReadResult result = ReadText("a:\nnull: x\nb: ~\nc:\n  d:\nNULL: [~, Null]\ne:\n-\n- null\n- f: !!null\n");
  ASSERT_TRUE(result.ok);
  EXPECT_THAT(ShowAll(result), ElementsAre("{a: , null: x, b: ~, c: {d: }, NULL: [~, Null], e: [, null, {f: }]}"));
  EXPECT_EQ(Place(*result.file, ValueOf(result, "a").span), "1:3-1:3");
  EXPECT_EQ(Place(*result.file, ValueOf(result, "b").span), "3:4-3:5");
  EXPECT_EQ(Place(*result.file, ValueOf(result, "c").span), "5:3-5:5");
  EXPECT_EQ(Place(*result.file, ValueOf(result, "e").items[0].span), "8:2-8:2");
  EXPECT_EQ(Place(*result.file, ValueOf(result, "e").items[1].span), "9:3-9:7");
}

TEST(ReaderTest, TagsAndAnchorsAreNotPartOfTheSpan) {
  const ReadResult result = ReadText("a: &x !!str 5\nb: !!seq &y [1]\nc: &z\n  d: e\n");
  ASSERT_TRUE(result.ok);
  EXPECT_EQ(Written(result, ValueOf(result, "a")), "5");
  EXPECT_EQ(Written(result, ValueOf(result, "b")), "[1]");
  EXPECT_EQ(Written(result, ValueOf(result, "c")), "d: e");
}

TEST(ReaderTest, AliasesAreCopies) {
  const ReadResult result = ReadText("a: &x [1, {b: c}]\nd: *x\ne: &x 2\nf: *x\n*x : g\n");
  EXPECT_THAT(ShowAll(result), ElementsAre("{a: [1, {b: c}], d: [1, {b: c}], e: 2, f: 2, 2: g}"));
  EXPECT_EQ(Written(result, ValueOf(result, "d")), "*x");
  EXPECT_EQ(Place(*result.file, ValueOf(result, "d").items[0].span), "1:8-1:9");
}

TEST(ReaderTest, AnchorsEndWithTheirDocument) {
  EXPECT_THAT(CodesAndPlaces(ReadText("a: &x 1\n---\nb: *x\n")), ElementsAre("SG1004 3:4-3:5"));
}

TEST(ReaderTest, AnAliasInItsOwnAnchorIsAnError) {
  EXPECT_THAT(CodesAndPlaces(ReadText("a: &x\n  - *x\n")), ElementsAre("SG1010 2:5-2:7"));
}

TEST(ReaderTest, DuplicateKeysPointAtTheSecondAndNameTheFirst) {
  const ReadResult result = ReadText("a: 1\nb: 2\n'a': 3\nc: {d: 1, d: 2, d: 3}\n");
  EXPECT_THAT(CodesAndPlaces(result), ElementsAre("SG1006 3:1-3:4", "SG1006 4:11-4:12", "SG1006 4:17-4:18"));
  EXPECT_THAT(result.diagnostics.all()[0].message, HasSubstr("line 1"));
  EXPECT_TRUE(result.ok);
  EXPECT_THAT(ShowAll(result), ElementsAre("{a: 1, b: 2, c: {d: 1}}"));
}

TEST(ReaderTest, DuplicateKeysAreFoundInLargeMapsToo) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "k" + std::to_string(i) + ": v\n";
  text += "k3: w\nk99: w\nnew: x\nnew: y\n";
  EXPECT_THAT(CodesAndPlaces(ReadText(text)),
              ElementsAre("SG1006 101:1-101:3", "SG1006 102:1-102:4", "SG1006 104:1-104:4"));
}

TEST(ReaderTest, RefusesWhatRulesDoNotNeed) {
  EXPECT_THAT(CodesAndPlaces(ReadText("? [a]\n: b\nc: d\n")), ElementsAre("SG1007 1:3-1:6"));
  EXPECT_THAT(CodesAndPlaces(ReadText("{{a: b}: c}\n")), ElementsAre("SG1007 1:2-1:8"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: &x {b: c}\nd:\n  <<: *x\n")), ElementsAre("SG1008 3:3-3:5"));
  EXPECT_THAT(CodesAndPlaces(ReadText("'<<': x\n")), IsEmpty());
  EXPECT_THAT(
      CodesAndPlaces(ReadText("a: !foo x\nb: !!binary x\nc: !<tag:x,2000:y> z\nd: &e !bar [1]\nf: !!map [1]\n")),
      ElementsAre("SG1009 1:4-1:8", "SG1009 2:4-2:12", "SG1009 3:4-3:19", "SG1009 4:7-4:11", "SG1009 5:4-5:9"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: !!int 1\nb: !!float 1.0\nc: !!bool true\nd: !!map {}\ne: !!seq []\n")),
              IsEmpty());
}

TEST(ReaderTest, AnAnchorAloneIsNoKey) {
  EXPECT_THAT(CodesAndPlaces(ReadText("a: b\n&c\n")), ElementsAre("SG1004 2:1-2:2"));
  EXPECT_THAT(CodesAndPlaces(ReadText("? a\n? b\n: c\n")), ElementsAre("SG1004 1:3-1:4"));
}

TEST(ReaderTest, AllFaultsOfAFileAreReported) {
  const ReadResult result = ReadText("a: 1\na: 2\nb: !x y\n<<: z\n");
  EXPECT_THAT(CodesAndPlaces(result), ElementsAre("SG1006 2:1-2:2", "SG1009 3:4-3:6", "SG1008 4:1-4:3"));
}

TEST(ReaderTest, ChecksTheEncodingFirst) {
  EXPECT_THAT(CodesAndPlaces(ReadText("a: b\nc: \xE9t\xE9\n")), ElementsAre("SG1002 2:4-2:5"));
  EXPECT_THAT(CodesAndPlaces(ReadText(std::string("\xFF\xFE"
                                                  "a\0",
                                                  4))),
              ElementsAre("SG1002 1:1-1:3"));
  EXPECT_THAT(CodesAndPlaces(ReadText(std::string("\xFE\xFF\0a", 4))), ElementsAre("SG1002 1:1-1:3"));
  EXPECT_THAT(CodesAndPlaces(ReadText(std::string("a\0:\0", 4))), ElementsAre("SG1003 1:2-1:3"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: \xC3\xBC\x1B[0m\n")), ElementsAre("SG1003 1:5-1:6"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: \x7F\n")), ElementsAre("SG1003 1:4-1:5"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: \xC2\x80\n")), ElementsAre("SG1003 1:4-1:5"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: \xEF\xBF\xBF\n")), ElementsAre("SG1003 1:4-1:5"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: \xC2\xA0\xEF\xBF\xBD\t\n")), IsEmpty());
  EXPECT_FALSE(ReadText("a: \x7F\n").ok);
}

}  // namespace
}  // namespace sigmatic::yaml
