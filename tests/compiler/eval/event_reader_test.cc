#include "compiler/eval/event_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace sigmatic::eval {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Gzip(std::string_view text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string in(text);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Place(const EventPosition& position) {
  return std::to_string(position.record) + "@" + std::to_string(position.line) + ":" + std::to_string(position.offset);
}

// "<record>@<line>:<offset> <text>" for events, "<record>@<line>:<offset> fault" for faults.
std::vector<std::string> ReadAll(EventReader reader, std::string* messages = nullptr) {
  std::vector<std::string> out;
  while (true) {
    switch (reader.ReadNext()) {
      case EventReader::Next::kEvent:
        EXPECT_EQ(reader.event().value->kind, Value::Kind::kObject);
        out.push_back(Place(reader.event().position) + " " + std::string(reader.event().text));
        break;
      case EventReader::Next::kFault:
        EXPECT_EQ(reader.fault().path, "test");
        EXPECT_FALSE(reader.fault().message.empty());
        if (messages != nullptr) *messages += reader.fault().message + "\n";
        out.push_back(Place(reader.fault().position) + " fault");
        break;
      case EventReader::Next::kEnd:
        EXPECT_EQ(reader.ReadNext(), EventReader::Next::kEnd);
        return out;
    }
  }
}

// The same in pieces of any size, and compressed.
std::vector<std::string> Read(std::string_view bytes) {
  std::vector<std::string> whole = ReadAll(EventReader::FromMemory("test", std::string(bytes)));
  for (const std::size_t chunk : {1U, 2U, 3U, 7U, 16U}) {
    EXPECT_EQ(ReadAll(EventReader::FromMemory("test", std::string(bytes), chunk)), whole) << chunk;
  }
  EXPECT_EQ(ReadAll(EventReader::FromMemory("test", Gzip(bytes))), whole);
  EXPECT_EQ(ReadAll(EventReader::FromMemory("test", Gzip(bytes), 1)), whole);
  return whole;
}

TEST(EventReaderTest, Lines) {
  EXPECT_THAT(Read("{\"a\":1}\n{\"a\":2}\n"), ElementsAre("1@1:0 {\"a\":1}", "2@2:8 {\"a\":2}"));
  EXPECT_THAT(Read("{\"a\":1}\n{\"a\":2}"), ElementsAre("1@1:0 {\"a\":1}", "2@2:8 {\"a\":2}"));
  EXPECT_THAT(Read("{\"a\":1}\r\n{\"a\":2}\r\n"), ElementsAre("1@1:0 {\"a\":1}", "2@2:9 {\"a\":2}"));
}

TEST(EventReaderTest, BlankLinesAreNoRecords) {
  EXPECT_THAT(Read("\n \r\n{\"a\":1}\n\n\n{\"a\":2}\n\n"), ElementsAre("1@3:4 {\"a\":1}", "2@6:14 {\"a\":2}"));
}

TEST(EventReaderTest, ABrokenLineIsARecord) {
  EXPECT_THAT(Read("{\"a\":1}\n{\"a\":\n{\"a\":\"x}\n{\"a\":4}\n"),
              ElementsAre("1@1:0 {\"a\":1}", "2@2:13 fault", "3@3:22 fault", "4@4:23 {\"a\":4}"));
  EXPECT_THAT(Read("{\"a\":1}\nnonsense\n}\n{\"a\":4}\n"),
              ElementsAre("1@1:0 {\"a\":1}", "2@2:8 fault", "3@3:17 fault", "4@4:19 {\"a\":4}"));
  EXPECT_THAT(Read("{\"a\":1}\n{\"a\":2} x\n{\"a\":3}\n"),
              ElementsAre("1@1:0 {\"a\":1}", "2@2:16 fault", "3@3:18 {\"a\":3}"));
  EXPECT_THAT(Read("{\"a\":01}\n{\"a\":2}\n"), ElementsAre("1@1:5 fault", "2@2:9 {\"a\":2}"));
}

TEST(EventReaderTest, TheFirstLineMayBeBroken) {
  EXPECT_THAT(Read("{\"a\":1\n{\"a\":2}\n"), ElementsAre("1@1:6 fault", "2@2:7 {\"a\":2}"));
  EXPECT_THAT(Read("{\"a\":\"1\n{\"a\":2}\n"), ElementsAre("1@1:7 fault", "2@2:8 {\"a\":2}"));
  EXPECT_THAT(Read("{\"a\":1"), ElementsAre("1@1:6 fault"));
}

TEST(EventReaderTest, WhatIsNoObjectIsABrokenRecord) {
  EXPECT_THAT(Read("{\"a\":1}\n5\n\"x\"\nnull\n{\"a\":2}"),
              ElementsAre("1@1:0 {\"a\":1}", "2@2:8 fault", "3@3:10 fault", "4@4:14 fault", "5@5:19 {\"a\":2}"));
  EXPECT_THAT(Read("[1,{\"a\":1},[{\"b\":2}]]"), ElementsAre("1@1:1 fault", "2@1:3 {\"a\":1}", "3@1:11 fault"));
}

TEST(EventReaderTest, SeveralValuesOnALine) {
  EXPECT_THAT(Read("{\"a\":1}{\"a\":2} {\"a\":3}\n{\"a\":4}"),
              ElementsAre("1@1:0 {\"a\":1}", "2@1:7 {\"a\":2}", "3@1:15 {\"a\":3}", "4@2:23 {\"a\":4}"));
}

TEST(EventReaderTest, Arrays) {
  EXPECT_THAT(Read("[{\"a\":1},{\"a\":[2,{}]}]"), ElementsAre("1@1:1 {\"a\":1}", "2@1:9 {\"a\":[2,{}]}"));
  EXPECT_THAT(Read("[\n  {\"a\":1},\n  {\"a\":\"]},{\"}\n]\n"),
              ElementsAre("1@2:4 {\"a\":1}", "2@3:15 {\"a\":\"]},{\"}"));
  EXPECT_THAT(Read("[{\"a\":1}\n,{\"a\":2}]"), ElementsAre("1@1:1 {\"a\":1}", "2@2:10 {\"a\":2}"));
  EXPECT_THAT(Read("[]"), IsEmpty());
  EXPECT_THAT(Read("[ ]\n[ {} ]"), ElementsAre("1@2:6 {}"));
}

TEST(EventReaderTest, BrokenElementsDoNotStopTheArray) {
  EXPECT_THAT(Read("[{\"a\":01},{\"a\":2},{\"a\":3]},nonsense,{\"a\":5}]"),
              ElementsAre("1@1:6 fault", "2@1:10 {\"a\":2}", "3@1:24 fault", "4@1:27 fault", "5@1:36 {\"a\":5}"));
  EXPECT_THAT(Read("[{},,{}]"), ElementsAre("1@1:1 {}", "2@1:4 fault", "3@1:5 {}"));
  EXPECT_THAT(Read("[{},]"), ElementsAre("1@1:1 {}", "2@1:4 fault"));
  EXPECT_THAT(Read("[{} {}]"), ElementsAre("1@1:4 fault"));
  EXPECT_THAT(Read("[{}}"), ElementsAre("1@1:3 fault", "0@1:4 fault"));
}

TEST(EventReaderTest, ArraysThatDoNotEnd) {
  EXPECT_THAT(Read("[{\"a\":1},{\"a\":2}"), ElementsAre("1@1:1 {\"a\":1}", "2@1:9 {\"a\":2}", "0@1:16 fault"));
  EXPECT_THAT(Read("[{\"a\":1},{\"a\":"), ElementsAre("1@1:1 {\"a\":1}", "2@1:14 fault", "0@1:14 fault"));
  EXPECT_THAT(Read("[{\"a\":1},"), ElementsAre("1@1:1 {\"a\":1}", "0@1:9 fault"));
  EXPECT_THAT(Read("["), ElementsAre("0@1:1 fault"));
}

TEST(EventReaderTest, Records) {
  EXPECT_THAT(Read(R"({"Records":[{"a":1},{"a":{"Records":[2]}}]})"),
              ElementsAre("1@1:12 {\"a\":1}", "2@1:20 {\"a\":{\"Records\":[2]}}"));
  EXPECT_THAT(
      Read("{\n \"x\": [1, {\"Records\":[3]}],\n \"Records\" : [\n {\"a\":1},\n {\"a\":2}\n ],\n \"y\": {}\n}\n"),
      ElementsAre("1@4:46 {\"a\":1}", "2@5:56 {\"a\":2}"));
  EXPECT_THAT(Read("{\"Records\":[]}"), IsEmpty());
  EXPECT_THAT(Read("{\"Records\":[{\"a\":1}]}\n{\"b\":2}\n{\"c\":0,\"Records\":[{\"a\":3}],\"Records\":[{\"a\":4}]}\n"),
              ElementsAre("1@1:12 {\"a\":1}", "2@2:22 {\"b\":2}", "3@3:48 {\"a\":3}", "4@3:68 {\"a\":4}"));
}

TEST(EventReaderTest, RecordsThatAreNoArrayAreAField) {
  EXPECT_THAT(Read(R"({"Records":{"a":[1]}})"), ElementsAre(R"(1@1:0 {"Records":{"a":[1]}})"));
  EXPECT_THAT(Read(R"({"a":"Records","b":[1]})"), ElementsAre(R"(1@1:0 {"a":"Records","b":[1]})"));
  EXPECT_THAT(Read(R"({"xRecords":[1]})"), ElementsAre(R"(1@1:0 {"xRecords":[1]})"));
  EXPECT_THAT(Read(R"({"\"Records":[1]})"), ElementsAre(R"(1@1:0 {"\"Records":[1]})"));
}

TEST(EventReaderTest, TheObjectAroundRecordsIsChecked) {
  EXPECT_THAT(Read(R"({"Records":[{"a":1}],})"), ElementsAre(R"(1@1:12 {"a":1})", "0@1:0 fault"));
  EXPECT_THAT(Read(R"({"Records":[{"a":1}])"), ElementsAre(R"(1@1:12 {"a":1})", "0@1:0 fault"));
  EXPECT_THAT(Read(R"({x:1,"Records":[{"a":1}]})"), ElementsAre(R"(1@1:16 {"a":1})", "0@1:0 fault"));
  EXPECT_THAT(Read(R"({"Records":[{"a":1}})"), ElementsAre("1@1:19 fault", "0@1:20 fault"));
  EXPECT_THAT(Read(R"({"Records":[{"a":1})"), ElementsAre(R"(1@1:12 {"a":1})", "0@1:19 fault"));
  EXPECT_THAT(Read("{\"Records\":[{\"a\":1},\n{\"Records\":[{\"a\":2}]}\n"),
              ElementsAre("1@1:12 {\"a\":1}", "2@2:21 {\"Records\":[{\"a\":2}]}", "0@3:43 fault"))
      << "values may span lines here, so what follows the comma is an element";
}

TEST(EventReaderTest, PrettyPrintedValues) {
  EXPECT_THAT(Read("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n"),
              ElementsAre("1@1:0 {\n  \"a\": 1\n}", "2@4:13 {\n  \"a\": 2\n}"));
  EXPECT_THAT(Read("{\n  \"a\": 1\n}"), ElementsAre("1@1:0 {\n  \"a\": 1\n}"));
  EXPECT_THAT(Read("{ \"a\":\n{ \"b\": 1 } }"), ElementsAre("1@1:0 { \"a\":\n{ \"b\": 1 } }"));
  EXPECT_THAT(Read("{\n\"a\":01}\n{\n\"a\":2}"), ElementsAre("1@2:6 fault", "2@3:10 {\n\"a\":2}"));
  EXPECT_THAT(Read("{\n\"a\":1}\n}\n{\n\"a\":2}"),
              ElementsAre("1@1:0 {\n\"a\":1}", "2@3:9 fault", "3@4:11 {\n\"a\":2}"));
}

TEST(EventReaderTest, ByteOrderMark) {
  EXPECT_THAT(Read("\xEF\xBB\xBF{\"a\":1}\n"), ElementsAre("1@1:3 {\"a\":1}"));
  EXPECT_THAT(Read("\xEF\xBB\xBF"), IsEmpty());
}

TEST(EventReaderTest, NothingAtAll) {
  EXPECT_THAT(Read(""), IsEmpty());
  EXPECT_THAT(Read(" \n\t\r\n"), IsEmpty());
}

TEST(EventReaderTest, StringsHideStructure) {
  EXPECT_THAT(Read(R"({"a":"\\","b":"\"}","c":"\\\"{[","d":"\\\\"})"),
              ElementsAre(R"(1@1:0 {"a":"\\","b":"\"}","c":"\\\"{[","d":"\\\\"})"));
}

TEST(EventReaderTest, SeveralGzipMembers) {
  const std::string bytes = Gzip("{\"a\":1}\n{\"a\"") + Gzip("") + Gzip(":2}\n");
  for (const std::size_t chunk : {1U, 1000U}) {
    EXPECT_THAT(ReadAll(EventReader::FromMemory("test", bytes, chunk)),
                ElementsAre("1@1:0 {\"a\":1}", "2@2:8 {\"a\":2}"));
    EXPECT_THAT(ReadAll(EventReader::FromMemory("test", bytes + std::string(512, '\0'), chunk)),
                ElementsAre("1@1:0 {\"a\":1}", "2@2:8 {\"a\":2}"));
    std::string messages;
    EXPECT_THAT(ReadAll(EventReader::FromMemory("test", bytes + "x", chunk), &messages),
                ElementsAre("1@1:0 {\"a\":1}", "2@2:8 {\"a\":2}", "0@3:16 fault"));
    EXPECT_THAT(messages, HasSubstr("after the gzip data"));
  }
}

TEST(EventReaderTest, TruncatedAndDamagedGzip) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "{\"a\":" + std::to_string(i) + "}\n";
  const std::string bytes = Gzip(text);
  std::string messages;
  const auto truncated = ReadAll(EventReader::FromMemory("test", bytes.substr(0, bytes.size() / 2)), &messages);
  ASSERT_GT(truncated.size(), 10U);
  EXPECT_EQ(truncated.front(), "1@1:0 {\"a\":0}");
  EXPECT_THAT(truncated.back(), ::testing::StartsWith("0@"));
  EXPECT_THAT(messages, HasSubstr("the gzip data ends early"));

  messages.clear();
  std::string damaged = bytes;
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);  // in the checksum
  const auto all = ReadAll(EventReader::FromMemory("test", damaged), &messages);
  EXPECT_EQ(all.size(), 1001U);
  EXPECT_THAT(messages, HasSubstr("the gzip data is damaged"));
  EXPECT_EQ(ReadAll(EventReader::FromMemory("test", damaged, 1)), all);
  EXPECT_THAT(ReadAll(EventReader::FromMemory("test", "\x1f\x8b")), ElementsAre("0@1:0 fault"));
  EXPECT_THAT(ReadAll(EventReader::FromMemory("test", "\x1f")), ElementsAre("1@1:0 fault"));
}

TEST(EventReaderTest, AnOversizedEventIsReportedAndSkipped) {
  const std::string large = R"({"a":")" + std::string(kMaxEventBytes, 'x') + "\"}";
  EXPECT_THAT(ReadAll(EventReader::FromMemory("test", "{\"a\":1}\n" + large + "\n{\"a\":3}\n")),
              ElementsAre("1@1:0 {\"a\":1}", "2@2:8 fault", "3@3:" + std::to_string(large.size() + 9) + " {\"a\":3}"));
  EXPECT_THAT(
      ReadAll(EventReader::FromMemory("test", "{\"Records\":[{\"a\":1}," + large + ",{\"a\":3}]}")),
      ElementsAre("1@1:12 {\"a\":1}", "2@1:20 fault", "3@1:" + std::to_string(large.size() + 21) + " {\"a\":3}"));
}

TEST(EventReaderTest, AFileThatCannotBeOpened) {
  EventReader reader = EventReader::Open("/nonexistent/events.json");
  ASSERT_EQ(reader.ReadNext(), EventReader::Next::kFault);
  EXPECT_EQ(reader.fault().path, "/nonexistent/events.json");
  EXPECT_EQ(reader.fault().position.record, 0U);
  EXPECT_EQ(reader.ReadNext(), EventReader::Next::kEnd);
  // A folder can be opened, but not read.
  EventReader folder = EventReader::Open("/");
  EXPECT_EQ(folder.ReadNext(), EventReader::Next::kFault);
  EXPECT_EQ(folder.ReadNext(), EventReader::Next::kEnd);
}

TEST(EventReaderTest, ExpandsFolders) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "sigmatic_event_reader_test";
  fs::remove_all(folder);
  fs::create_directories(folder / "b.json");
  for (const char* name : {"c.json", "a.jsonl.gz", "b.json/d.ndjson", "e.log", "x.txt", "y.gz", "json"}) {
    std::ofstream(folder / name) << "{}";
  }
  std::string error;
  const auto files = ExpandEventPaths(folder.string(), &error);
  ASSERT_TRUE(files.has_value());
  EXPECT_THAT(*files, ElementsAre((folder / "a.jsonl.gz").string(), (folder / "b.json/d.ndjson").string(),
                                  (folder / "c.json").string(), (folder / "e.log").string()));
  EXPECT_THAT(*ExpandEventPaths((folder / "x.txt").string(), &error), ElementsAre((folder / "x.txt").string()));
  EXPECT_THAT(*ExpandEventPaths("/nonexistent", &error), ElementsAre("/nonexistent"));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace sigmatic::eval
