#include "backends/athena/escape.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/backends/athena/rule_builder.h"

namespace sigmatic::athena {
namespace {

TEST(StringLiteralTest, QuotesDoubleAndBackslashesStay) {
  EXPECT_EQ(StringLiteral::Of("").sql(), "''");
  EXPECT_EQ(StringLiteral::Of("O'Brien").sql(), "'O''Brien'");
  EXPECT_EQ(StringLiteral::Of("''").sql(), "''''''");
  EXPECT_EQ(StringLiteral::Of("c:\\a\\").sql(), R"('c:\a\')");
  EXPECT_EQ(StringLiteral::Of("\xC3\xA9 \xF0\x9F\x98\x80").sql(), "'\xC3\xA9 \xF0\x9F\x98\x80'");
  EXPECT_EQ(StringLiteral::Of("-- /* ; \" ` %").sql(), "'-- /* ; \" ` %'");
}

TEST(StringLiteralTest, EveryAsciiByte) {
  for (int byte = 0; byte < 0x80; ++byte) {
    const std::string text = {'a', static_cast<char>(byte)};
    std::string expected = "'" + text + "'";
    if (byte == '\'') expected = "'a'''";
    if (byte < 0x20 || byte == 0x7F) {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      expected = std::string("U&'a\\00") + kDigits[static_cast<std::size_t>(byte / 16)] +
                 kDigits[static_cast<std::size_t>(byte % 16)] + "'";
    }
    EXPECT_EQ(StringLiteral::Of(text).sql(), expected) << byte;
  }
}

TEST(StringLiteralTest, InvisibleCharactersAreShown) {
  EXPECT_EQ(StringLiteral::Of("a\xC2\xA0").sql(), R"(U&'a\00A0')");  // no-break space
  EXPECT_EQ(StringLiteral::Of("\xE2\x80\xAE"
                              "'\\x")
                .sql(),
            R"(U&'\202E''\\x')");                                             // right-to-left override
  EXPECT_EQ(StringLiteral::Of("\xF3\xA0\x80\x81").sql(), R"(U&'\+0E0001')");  // language tag
  EXPECT_EQ(StringLiteral::Of("\xEF\xBB\xBF").sql(), R"(U&'\FEFF')");         // byte order mark
}

TEST(IdentifierTest, PlainOnlyWhereSafe) {
  EXPECT_EQ(Identifier::Of("eventname").sql(), "eventname");
  EXPECT_EQ(Identifier::Of("_a1").sql(), "_a1");
  EXPECT_EQ(Identifier::Of("eventName").sql(), "eventName");
  EXPECT_EQ(Identifier::Of("SELECT").sql(), "\"SELECT\"");
  EXPECT_EQ(Identifier::Of("1a").sql(), "\"1a\"");
  EXPECT_EQ(Identifier::Of("a-b").sql(), "\"a-b\"");
  EXPECT_EQ(Identifier::Of("a\"b").sql(), "\"a\"\"b\"");
  EXPECT_EQ(Identifier::Of("").sql(), "\"\"");
  EXPECT_EQ(Identifier::Of("\xC3\xA9").sql(), "\"\xC3\xA9\"");
}

TEST(IdentifierTest, ReservedWordsAreQuoted) {
  for (const std::string_view word : {"select", "table", "user_", "first", "last", "end", "skip", "json_query"}) {
    const bool reserved = word != "user_";
    EXPECT_EQ(Identifier::Of(word).sql(), reserved ? "\"" + std::string(word) + "\"" : std::string(word));
  }
}

TEST(LikePatternTest, EscapesOnlyWhatTheLiteralsNeed) {
  EXPECT_EQ(LikePattern::Of(Glob("a*?")).sql(), "'a%_'");
  EXPECT_EQ(LikePattern::Of(Glob("a\\b*")).sql(), R"('a\b%')");
  EXPECT_EQ(LikePattern::Of(Glob("100%\\x_*")).sql(), R"('100\%\\x\_%' ESCAPE '\')");
  EXPECT_EQ(LikePattern::Of(Glob("it's*")).sql(), "'it''s%'");
  EXPECT_EQ(LikePattern::Of(Glob("%\n*")).sql(), R"(U&'\\%\000A%' ESCAPE '\')");
}

TEST(LikePatternTest, APatternInAVariableIsAlwaysEscaped) {
  EXPECT_EQ(LikePattern::TextOf(Glob("a*?")).sql(), "'a%_'");
  EXPECT_EQ(LikePattern::TextOf(Glob("a\\b%*")).sql(), R"('a\\b\%%')");
  EXPECT_EQ(LikePattern::In(Identifier::Of("x")).sql(), R"(x ESCAPE '\')");
}

TEST(ScalarJsonPathTest, KeysInDotsOrBrackets) {
  EXPECT_EQ(ScalarJsonPath::Of(Path("a.b_1.C")).sql(), "'$.a.b_1.C'");
  EXPECT_EQ(ScalarJsonPath::Of(Path("a-b.c d")).sql(), R"('$["a-b"]["c d"]')");
  EXPECT_EQ(ScalarJsonPath::Of(Path("q\"\\'")).sql(), R"('$["q\"\\''"]')");
}

TEST(ScalarJsonPathTest, IndexesAndArraysAreNoScalars) {
  EXPECT_TRUE(ScalarJsonPath::CanHold(Path("a.b")));
  EXPECT_TRUE(ScalarJsonPath::CanHold(Path("a.1b")));
  EXPECT_FALSE(ScalarJsonPath::CanHold(Path("a.0")));
  EXPECT_FALSE(ScalarJsonPath::CanHold(Path("a[].b")));
}

TEST(LaxJsonPathTest, KeysAndSelections) {
  EXPECT_EQ(LaxJsonPath::Of(Path("a.B_2"), LaxJsonPath::Selection::kKey).sql(), "'lax $.a.B_2'");
  EXPECT_EQ(LaxJsonPath::Of(Path("a"), LaxJsonPath::Selection::kValues).sql(), "'lax $.a[*][*]'");
  EXPECT_EQ(LaxJsonPath::Of(Path("a"), LaxJsonPath::Selection::kNonNulls).sql(),
            R"('lax $.a[*]?(@.type() != "null")')");
  EXPECT_EQ(LaxJsonPath::Of(Path("type.a-b.0.q\"\\'"), LaxJsonPath::Selection::kKey).sql(),
            R"('lax $."type"."a-b"."0"."q""\''"')");
}

}  // namespace
}  // namespace sigmatic::athena
