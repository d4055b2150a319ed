#include "backends/splunk/layout.h"

#include <gtest/gtest.h>

namespace sigmatic::splunk {
namespace {

Block Leaf(std::string text) { return Block{std::move(text), {}, {}}; }

std::string LaidOut(const std::vector<Block>& blocks, std::string_view joint, std::size_t column = 0) {
  std::string out;
  AppendLaidOut(blocks, joint, column, &out);
  return out;
}

TEST(LayoutTest, StaysOnOneLineUpToTheWidth) {
  const std::string half(59, 'x');
  EXPECT_EQ(LaidOut({Leaf(half), Leaf(half)}, " "), half + " " + half);
  EXPECT_EQ(LaidOut({Leaf(half), Leaf(half + "yy")}, " "), half + "\n    " + half + "yy");
  EXPECT_EQ(LaidOut({Leaf(half), Leaf(half)}, " ", 2), half + "\n    " + half);
}

TEST(LayoutTest, OperatorsBeginLinesAndCommasEndThem) {
  const std::string text(110, 'x');
  EXPECT_EQ(LaidOut({Leaf(text), Leaf("b")}, " AND ", 10), text + "\n    AND b");
  EXPECT_EQ(LaidOut({Block{"f IN ", ", ", {Leaf(text), Leaf("b")}}}, " ", 10), "f IN (\n    " + text + ",\n    b\n)");
}

TEST(LayoutTest, BreaksOnlyWhatDoesNotFit) {
  const std::string text(100, 'x');
  const Block small{"NOT ", " OR ", {Leaf("a"), Leaf("b")}};
  const Block large{"", " OR ", {Leaf(text), Leaf(text)}};
  EXPECT_EQ(LaidOut({small, large}, " "), "NOT (a OR b)\n    (\n        " + text + "\n        OR " + text + "\n    )");
}

}  // namespace
}  // namespace sigmatic::splunk
