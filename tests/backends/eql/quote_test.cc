#include "backends/eql/quote.h"

#include <gtest/gtest.h>

#include "compiler/base/unicode.h"
#include "tests/backends/eql/rule_builder.h"

namespace sigmatic::eql {
namespace {

std::string Quote(std::string_view text) { return Quoter::String(text).text(); }

TEST(QuoteTest, PrintableCharactersStay) {
  for (char c = 0x20; c < 0x7F; ++c) {
    if (c == '"' || c == '\\') continue;
    EXPECT_EQ(Quote(std::string(1, c)), std::string("\"") + c + "\"");
  }
  EXPECT_EQ(Quote("é根😀"), "\"é根😀\"");
}

TEST(QuoteTest, QuotesAndBackslashes) {
  EXPECT_EQ(Quote(R"(a"b)"), R"("a\"b")");
  EXPECT_EQ(Quote(R"(C:\x)"), R"("C:\\x")");
  EXPECT_EQ(Quote(R"(\)"), R"("\\")");
}

TEST(QuoteTest, ControlCharacters) {
  EXPECT_EQ(Quote("\n\r\t"), R"("\n\r\t")");
  EXPECT_EQ(Quote("\b"), R"("\u{08}")");
  EXPECT_EQ(Quote("\x1b"), R"("\u{1b}")");
  EXPECT_EQ(Quote(std::string_view("\0", 1)), R"("\u{00}")");
  EXPECT_EQ(Quote("\x7f"), R"("\u{7f}")");
}

TEST(QuoteTest, InvisibleCharacters) {
  EXPECT_EQ(Quote("a\u200Fb"), R"("a\u{200f}b")");
  EXPECT_EQ(Quote("\u202E"), R"("\u{202e}")");
  EXPECT_EQ(Quote("\u0085"), R"("\u{85}")");
  EXPECT_EQ(Quote("\U000E0041"), R"("\u{e0041}")");
}

TEST(QuoteTest, LikePatternsKeepTheirWildcards) {
  EXPECT_EQ(Quoter::Like(Glob("*a\"\\\\b?")).text(), R"("*a\"\\b?")");
  EXPECT_TRUE(FitsLike(Glob("*a?")));
  EXPECT_FALSE(FitsLike(Glob("*a\\?")));
  EXPECT_FALSE(FitsLike(Glob("\\**")));
  EXPECT_FALSE(FitsLike(Glob("*\x01")));
}

std::string FieldText(std::vector<std::string> path) {
  fields::MappedField field;
  for (std::string& step : path) field.path.push_back(fields::PathStep{std::move(step), false});
  return Quoter::Field(field).text();
}

TEST(QuoteTest, FieldNames) {
  EXPECT_EQ(FieldText({"process", "name"}), "?process.name");
  EXPECT_EQ(FieldText({"@timestamp"}), "?@timestamp");
  EXPECT_EQ(FieldText({"_x", "a1"}), "?_x.a1");
  EXPECT_EQ(FieldText({"my-field"}), "?`my-field`");
  EXPECT_EQ(FieldText({"a", "b c"}), "?a.`b c`");
  EXPECT_EQ(FieldText({"1st"}), "?`1st`");
  EXPECT_EQ(FieldText({"a`b"}), "?`a``b`");
  EXPECT_EQ(FieldText({"a@b"}), "?`a@b`");
  EXPECT_EQ(FieldText({"größe"}), "?`größe`");
  EXPECT_EQ(FieldText({"items[0]"}), "?`items[0]`");
}

TEST(QuoteTest, KeywordsAsFieldNames) {
  for (const char* keyword : {"and", "any", "by", "false", "in", "join", "like", "maxspan", "not", "null", "of", "or",
                              "regex", "sample", "sequence", "true", "until", "where", "with"}) {
    EXPECT_EQ(FieldText({"f", keyword}), std::string("?f.`") + keyword + "`");
  }
  EXPECT_EQ(FieldText({"not_x"}), "?not_x");
}

TEST(QuoteTest, ArraysAreWrittenLikeAnyField) {
  fields::MappedField field;
  field.path = {fields::PathStep{"resources", true}, fields::PathStep{"arn", false}};
  EXPECT_EQ(Quoter::Field(field).text(), "?resources.arn");
}

}  // namespace
}  // namespace sigmatic::eql
