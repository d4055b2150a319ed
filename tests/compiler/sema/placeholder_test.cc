#include "compiler/sema/placeholder.h"

#include <gtest/gtest.h>

namespace sigmatic::sema {
namespace {

TEST(PlaceholderTest, Finds) {
  EXPECT_EQ(FindPlaceholder("%Administrators%"), "%Administrators%");
  EXPECT_EQ(FindPlaceholder("a%b_1%c%d%"), "%b_1%");
  EXPECT_EQ(FindPlaceholder("50% of %x%"), "%x%") << "a space is part of no name";
  EXPECT_EQ(FindPlaceholder("%%x%"), "%x%");
}

TEST(PlaceholderTest, EscapedPercentSigns) {
  EXPECT_EQ(FindPlaceholder(R"(\%plain%name%)"), "%name%") << "the specification's example";
  EXPECT_EQ(FindPlaceholder(R"(\%name%)"), "");
  EXPECT_EQ(FindPlaceholder(R"(\\%name%)"), "%name%") << "an escaped backslash escapes nothing";
  EXPECT_EQ(FindPlaceholder(R"(a\b%name%)"), "%name%");
}

TEST(PlaceholderTest, NoPlaceholders) {
  for (const char* text : {"", "%", "%%", "%a", "a%", "% a %", R"(\%a\%)"})
    EXPECT_EQ(FindPlaceholder(text), "") << text;
}

TEST(PlaceholderTest, Unescapes) {
  EXPECT_EQ(UnescapePercentSigns(R"(\%a\%b%)"), "%a%b%");
  EXPECT_EQ(UnescapePercentSigns(R"(a\b\*\\\%)"), R"(a\b\*\\%)") << "Sigma's escapes stay";
  EXPECT_EQ(UnescapePercentSigns(R"(\\%)"), R"(\\%)");
  EXPECT_EQ(UnescapePercentSigns(R"(a\)"), R"(a\)");
}

}  // namespace
}  // namespace sigmatic::sema
