#include "compiler/base/source_file.h"

#include <gtest/gtest.h>

#include "compiler/base/span.h"

namespace sigmatic::base {
namespace {

TEST(SourceFileTest, CountsLinesAndColumnsFromOne) {
  const SourceFile file("rule.yml", "ab\nc\r\n\nd");
  EXPECT_EQ(file.Locate(0), (Location{1, 1}));
  EXPECT_EQ(file.Locate(2), (Location{1, 3}));  // the line ending belongs to its line
  EXPECT_EQ(file.Locate(3), (Location{2, 1}));
  EXPECT_EQ(file.Locate(6), (Location{3, 1}));
  EXPECT_EQ(file.Locate(7), (Location{4, 1}));
  EXPECT_EQ(file.Locate(8), (Location{4, 2}));
  EXPECT_EQ(file.Locate(1000), (Location{4, 2}));
}

TEST(SourceFileTest, CountsCodePointsNotBytes) {
  const SourceFile file("rule.yml", "\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80x");
  EXPECT_EQ(file.Locate(2), (Location{1, 2}));
  EXPECT_EQ(file.Locate(5), (Location{1, 3}));
  EXPECT_EQ(file.Locate(9), (Location{1, 4}));
}

TEST(SourceFileTest, GivesLinesWithoutTheirEndings) {
  const SourceFile file("rule.yml", "ab\nc\r\n\nd");
  EXPECT_EQ(file.Line(0), "");
  EXPECT_EQ(file.Line(1), "ab");
  EXPECT_EQ(file.Line(2), "c");
  EXPECT_EQ(file.Line(3), "");
  EXPECT_EQ(file.Line(4), "d");
  EXPECT_EQ(file.Line(5), "");
  EXPECT_EQ(SourceFile("empty.yml", "").Line(1), "");
}

TEST(SourceFileTest, ClipsSlices) {
  const SourceFile file("rule.yml", "abcdef");
  EXPECT_EQ(file.Slice({1, 3}), "bc");
  EXPECT_EQ(file.Slice({4, 100}), "ef");
  EXPECT_EQ(file.Slice({100, 200}), "");
  EXPECT_EQ(file.Slice({3, 1}), "");
}

TEST(SpanTest, CoverIsTheSmallestSpanOverBoth) {
  EXPECT_EQ(Cover({2, 4}, {3, 9}), (Span{2, 9}));
  EXPECT_EQ(Cover({5, 6}, {1, 2}), (Span{1, 6}));
}

}  // namespace
}  // namespace sigmatic::base
