#include "backends/cloudwatch/escape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/backends/cloudwatch/rule_builder.h"

namespace sigmatic::cloudwatch {
namespace {

std::string Regex(std::vector<ir::Pattern> alternatives, bool cased = false) {
  return RegexLiteral::For(PatternTest{{"f"}, std::move(alternatives), cased}).text();
}

std::string Whole(std::string_view text, bool cased = false) { return Regex({Text(text, cased)}, cased); }

TEST(RegexLiteralTest, IgnoresCaseOnlyWhereThereAreLetters) {
  EXPECT_EQ(Whole("ConsoleLogin"), "/(?i)^ConsoleLogin$/");
  EXPECT_EQ(Whole("4625"), "/^4625$/");
  EXPECT_EQ(Whole("ConsoleLogin", true), "/^ConsoleLogin$/");
}

TEST(RegexLiteralTest, EscapesEveryPunctuationMarkThatARegexReads) {
  EXPECT_EQ(Whole(".^$*+?()[]{}|"), R"(/^\.\^\$\*\+\?\(\)\[\]\{\}\|$/)");
  EXPECT_EQ(Whole(R"(1\2)"), R"(/^1\\2$/)");
  EXPECT_EQ(Whole("1/2"), R"(/^1\/2$/)");
}

TEST(RegexLiteralTest, LeavesAllOtherPrintableAsciiAsItIs) {
  EXPECT_EQ(Whole(R"( !"%&',-0123456789:;<=>@_`~)"), R"(/^ !"%&',-0123456789:;<=>@_`~$/)");
}

TEST(RegexLiteralTest, WritesHashAsNumberForItMightStartAComment) { EXPECT_EQ(Whole("1#2"), R"(/^1\x232$/)"); }

TEST(RegexLiteralTest, WritesEachControlCharacterAsEscape) {
  for (unsigned code = 0; code < 0x20; ++code) {
    std::string expected = "/^\\x";
    expected += "0123456789ABCDEF"[code / 16];
    expected += "0123456789ABCDEF"[code % 16];
    expected += "$/";
    if (code == '\n') expected = R"(/^\n$/)";
    if (code == '\r') expected = R"(/^\r$/)";
    if (code == '\t') expected = R"(/^\t$/)";
    EXPECT_EQ(Whole(std::string(1, static_cast<char>(code))), expected);
  }
  EXPECT_EQ(Whole("\x7F"), R"(/^\x7F$/)");
  EXPECT_EQ(Whole("\xC2\x85"), R"(/^\x85$/)");
}

TEST(RegexLiteralTest, WritesWhatDisturbsTheLineAsNumber) {
  EXPECT_EQ(Whole("\u2028"), R"(/^\x{2028}$/)");
  EXPECT_EQ(Whole("\u202E"), R"(/^\x{202E}$/)");
  EXPECT_EQ(Whole("\u200D"), "/^\u200D$/");
  EXPECT_EQ(Whole("\uFEFF"), R"(/^\x{FEFF}$/)");
  EXPECT_EQ(Whole("\u2014"), "/^\u2014$/");
}

TEST(RegexLiteralTest, ListsTheFormsOfALetterOutsideAscii) {
  EXPECT_EQ(Whole("é"), "/^[Éé]$/");
  EXPECT_EQ(Whole("café"), "/(?i)^caf[Éé]$/");
  EXPECT_EQ(Whole("σ"), "/^[Σςσ]$/");
  EXPECT_EQ(Whole("é", true), "/^é$/");
  EXPECT_EQ(Whole("日本"), "/^日本$/");
  EXPECT_EQ(Whole("😀"), "/^😀$/");
}

TEST(RegexLiteralTest, KeepsABackslashFromTheClosingSlash) {
  EXPECT_EQ(Regex({Glob(R"(*\\1\\*)")}), R"(/\\1\x5C/)");
  EXPECT_EQ(Regex({Glob(R"(*\\\\*)")}), R"(/\\\x5C/)");
  EXPECT_EQ(Regex({Glob(R"(*\\)")}), R"(/\\$/)");
  EXPECT_EQ(Regex({Glob("*1/*")}), R"(/1\//)");
}

TEST(RegexLiteralTest, AnchorsTheEndsThatAreNotOpen) {
  EXPECT_EQ(Regex({Glob("*a*")}), "/(?i)a/");
  EXPECT_EQ(Regex({Glob("a*")}), "/(?i)^a/");
  EXPECT_EQ(Regex({Glob("*a")}), "/(?i)a$/");
  EXPECT_EQ(Regex({Glob("a*b?c")}), R"(/(?i)^a[\s\S]*b[\s\S]c$/)");
  EXPECT_EQ(Regex({Glob("?")}), R"(/^[\s\S]$/)");
  EXPECT_EQ(Regex({Glob("?*")}), R"(/^[\s\S]/)");
  EXPECT_EQ(Regex({Glob(R"(1\*2\?)")}), R"(/^1\*2\?$/)");
}

TEST(RegexLiteralTest, SharesAnchorsAmongAlternatives) {
  EXPECT_EQ(Regex({Text("a"), Text("b"), Text("c")}), "/(?i)^(a|b|c)$/");
  EXPECT_EQ(Regex({Glob("*a*"), Glob("*b*")}), "/(?i)(a|b)/");
  EXPECT_EQ(Regex({Glob("1*"), Glob("2*")}), "/^(1|2)/");
  EXPECT_EQ(Regex({Text("a"), Glob("*b"), Text("c"), Glob("*d*")}), "/(?i)(^(a|c)$|b$|d)/");
}

TEST(RegexLiteralTest, GivesTheEmptyStringNoBody) {
  EXPECT_EQ(Whole(""), "/^$/");
  EXPECT_EQ(Regex({Text("a"), Text(""), Text("b")}), "/(?i)(^(a|b)$|^$)/");
}

TEST(RegexLiteralTest, NumbersAreJsonNumbersWithLeadingZeros) {
  EXPECT_EQ(RegexLiteral::ForNumbers().text(), R"(/^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$/)");
}

std::string Reference(std::string name) { return FieldReference::To(Field{std::move(name)}).text(); }

TEST(FieldReferenceTest, QuotesWhatIsNotPlain) {
  EXPECT_EQ(Reference("userIdentity.type"), "userIdentity.type");
  EXPECT_EQ(Reference("requestParameters.items.0.id"), "requestParameters.items.0.id");
  EXPECT_EQ(Reference("@message"), "@message");
  EXPECT_EQ(Reference("pod_name"), "pod_name");
  EXPECT_EQ(Reference("foo-bar"), "`foo-bar`");
  EXPECT_EQ(Reference("a b"), "`a b`");
  EXPECT_EQ(Reference("größe"), "`größe`");
  EXPECT_EQ(Reference("0day"), "`0day`");
  EXPECT_EQ(Reference(".a"), "`.a`");
  EXPECT_EQ(Reference("a."), "`a.`");
  EXPECT_EQ(Reference("a..b"), "`a..b`");
  EXPECT_EQ(Reference("a'b\"c/d#e\\"), "`a'b\"c/d#e\\`");
}

TEST(FieldReferenceTest, QuotesTheWordsOfTheLanguage) {
  EXPECT_EQ(Reference("like"), "`like`");
  EXPECT_EQ(Reference("Source"), "`Source`");
  EXPECT_EQ(Reference("likes"), "likes");
}

TEST(FieldReferenceTest, CannotWriteBackticksAndControlCharacters) {
  EXPECT_TRUE(IsWritableFieldName("größe und \"mehr\""));
  EXPECT_FALSE(IsWritableFieldName(""));
  EXPECT_FALSE(IsWritableFieldName("a`b"));
  EXPECT_FALSE(IsWritableFieldName("a\nb"));
  EXPECT_FALSE(IsWritableFieldName("a\x7F"));
}

TEST(FieldNameTest, JoinsTheSegments) {
  EXPECT_EQ(FieldNameOf({{"a", false}, {"b", true}, {"c.d", false}}), "a.b.c.d");
}

TEST(NetworkLiteralTest, IsCanonicalCidr) {
  ir::Network v4;
  v4.address = {10, 20, 0, 0};
  v4.prefix_length = 16;
  EXPECT_EQ(NetworkLiteral::For(v4).text(), "\"10.20.0.0/16\"");
  ir::Network v6;
  v6.v6 = true;
  v6.address = {0x20, 0x01, 0x0D, 0xB8};
  v6.prefix_length = 32;
  EXPECT_EQ(NetworkLiteral::For(v6).text(), "\"2001:db8::/32\"");
}

}  // namespace
}  // namespace sigmatic::cloudwatch
