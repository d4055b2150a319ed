#include "compiler/base/unicode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sigmatic::base {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

constexpr char32_t kLastCodePoint = 0x10FFFF;

bool IsSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

TEST(FindInvalidUtf8Test, AcceptsWellFormedText) {
  EXPECT_EQ(FindInvalidUtf8(""), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("plain ASCII that is longer than eight bytes"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("gr\xC3\xBC\xC3\x9F \xE2\x82\xAC \xF0\x9F\x98\x80 end"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"), std::nullopt);  // around the forbidden ranges
}

TEST(FindInvalidUtf8Test, PointsAtTheFirstWrongByte) {
  EXPECT_THAT(FindInvalidUtf8("12345678ab\xFF"), Optional(10U));
  EXPECT_THAT(FindInvalidUtf8("\x80"), Optional(0U));              // a continuation alone
  EXPECT_THAT(FindInvalidUtf8("a\xC0\xAF"), Optional(1U));         // overlong, two bytes
  EXPECT_THAT(FindInvalidUtf8("\xE0\x80\xAF"), Optional(0U));      // overlong, three bytes
  EXPECT_THAT(FindInvalidUtf8("\xF0\x80\x80\xAF"), Optional(0U));  // overlong, four bytes
  EXPECT_THAT(FindInvalidUtf8("\xED\xA0\x80"), Optional(0U));      // a surrogate
  EXPECT_THAT(FindInvalidUtf8("\xF4\x90\x80\x80"), Optional(0U));  // beyond U+10FFFF
  EXPECT_THAT(FindInvalidUtf8("\xF5\x80\x80\x80"), Optional(0U));
  EXPECT_THAT(FindInvalidUtf8("ab\xE2\x82"), Optional(2U));  // cut off
  EXPECT_THAT(FindInvalidUtf8("ab\xE2\x28\xA1"), Optional(2U));
  EXPECT_THAT(FindInvalidUtf8("\xC3\xBC\xC3\xBC\xC3"), Optional(4U));
}

TEST(Utf8Test, EveryCodePointSurvivesTheRoundTrip) {
  for (char32_t c = 0; c <= kLastCodePoint; ++c) {
    if (IsSurrogate(c)) continue;
    std::string text;
    AppendUtf8(c, &text);
    std::size_t offset = 0;
    ASSERT_EQ(FindInvalidUtf8(text), std::nullopt) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(DecodeUtf8(text, &offset), c);
    ASSERT_EQ(offset, text.size());
  }
}

TEST(Utf8Test, KnowsTheLengths) {
  EXPECT_EQ(ToUtf8(U"\u007F\u0080\u07FF\u0800\uFFFF\U00010000"),
            "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80");
  EXPECT_EQ(ToCodePoints("\xE2\x82\xACx"), U"\u20ACx");
  EXPECT_EQ(CountCodePoints("\xE2\x82\xACx\xF0\x9F\x98\x80"), 3U);
  EXPECT_EQ(CountCodePoints(""), 0U);
}

TEST(Utf8Test, DecodingInvalidTextStaysInsideIt) {
  const std::string_view text = "\xE2\x82";
  std::size_t offset = 0;
  EXPECT_EQ(DecodeUtf8(text, &offset), U'\uFFFD');
  EXPECT_EQ(offset, 1U);
  EXPECT_EQ(ToCodePoints("\xF0\x9F\x98").size(), 3U);
}

TEST(IsAsciiTest, LooksAtEveryByte) {
  EXPECT_TRUE(IsAscii(""));
  EXPECT_TRUE(IsAscii("0123456789\x7F"));
  for (std::size_t i = 0; i < 20; ++i) {
    std::string text(20, 'a');
    text[i] = '\x80';
    EXPECT_FALSE(IsAscii(text)) << i;
  }
}

TEST(FoldCaseTest, IsSimpleFolding) {
  EXPECT_EQ(FoldCase(U'A'), U'a');
  EXPECT_EQ(FoldCase(U'['), U'[');
  EXPECT_EQ(FoldCase(U'\u00C9'), U'\u00E9');  // É
  EXPECT_EQ(FoldCase(U'\u212A'), U'k');       // KELVIN SIGN
  EXPECT_EQ(FoldCase(U'\u017F'), U's');       // LONG S
  EXPECT_EQ(FoldCase(U'\u03C2'), U'\u03C3');  // final sigma
  EXPECT_EQ(FoldCase(U'\u1E9E'), U'\u00DF');  // ẞ: ß simply, "ss" only in full folding
  EXPECT_EQ(FoldCase(U'\u00DF'), U'\u00DF');
  EXPECT_EQ(FoldCase(U'\u0130'), U'\u0130');  // İ: only full and Turkic foldings
  EXPECT_EQ(FoldCase(U'\u0131'), U'\u0131');
  EXPECT_EQ(FoldCase("\xC3\x89"
                     "A-z"),
            "\xC3\xA9"
            "a-z");
}

TEST(FoldCaseTest, FoldingTwiceChangesNothing) {
  for (char32_t c = 0; c <= kLastCodePoint; ++c) ASSERT_EQ(FoldCase(FoldCase(c)), FoldCase(c));
}

TEST(CaseVariantsTest, ListsTheKnownClasses) {
  EXPECT_THAT(CaseVariants(U'1'), ElementsAre(U'1'));
  EXPECT_THAT(CaseVariants(U'a'), ElementsAre(U'A', U'a'));
  EXPECT_THAT(CaseVariants(U'k'), ElementsAre(U'K', U'k', U'\u212A'));
  EXPECT_THAT(CaseVariants(U'\u017F'), ElementsAre(U'S', U's', U'\u017F'));
  EXPECT_THAT(CaseVariants(U'\u00DF'), ElementsAre(U'\u00DF', U'\u1E9E'));
  EXPECT_THAT(CaseVariants(U'\u0130'), ElementsAre(U'\u0130'));
  EXPECT_THAT(CaseVariants(U'\u03A3'), ElementsAre(U'\u03A3', U'\u03C2', U'\u03C3'));
}

// The definition itself: every class is the whole inverse image of FoldCase.
TEST(CaseVariantsTest, IsTheInverseOfFoldCaseForEveryCodePoint) {
  std::map<char32_t, std::vector<char32_t>> classes;
  for (char32_t c = 0; c <= kLastCodePoint; ++c) classes[FoldCase(c)].push_back(c);
  std::size_t cased = 0;
  for (const auto& [folded, members] : classes) {
    for (const char32_t c : members) {
      const bool alone = members.size() == 1;
      ASSERT_EQ(HasCaseVariants(c), !alone) << std::hex << static_cast<unsigned>(c);
      if (!alone) {
        ASSERT_EQ(CaseVariants(c), members) << std::hex << static_cast<unsigned>(c);
      }
    }
    if (members.size() > 1) ++cased;
  }
  EXPECT_GT(cased, 1300U);  // Unicode has some 1,400 pairs
}

TEST(EqualsIgnoringCaseTest, ComparesFoldings) {
  EXPECT_TRUE(EqualsIgnoringCase("", ""));
  EXPECT_TRUE(EqualsIgnoringCase("ConsoleLogin", "CONSOLElogin"));
  EXPECT_FALSE(EqualsIgnoringCase("abc", "abcd"));
  EXPECT_FALSE(EqualsIgnoringCase("abcd", "abc"));
  EXPECT_FALSE(EqualsIgnoringCase("@", "`"));  // differ in the case bit, but are no letters
  EXPECT_TRUE(EqualsIgnoringCase("\xC3\x89t\xC3\xA9", "\xC3\xA9T\xC3\x89"));
  EXPECT_TRUE(
      EqualsIgnoringCase("\xE2\x84\xAA"
                         "elvin",
                         "kelvin"));  // one byte against three
  EXPECT_FALSE(
      EqualsIgnoringCase("stra\xC3\x9F"
                         "e",
                         "strasse"));  // full folding is not ours
}

TEST(EqualsIgnoringCaseTest, AgreesWithFoldingBoth) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::u32string alphabet = U"aAkK\u212AsS\u017F\u00E9\u00C9\u00DF\u1E9E1";
  std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
  for (unsigned round = 0; round < 20000; ++round) {
    std::u32string a(round % 4U, U' ');
    std::u32string b(round % 4U, U' ');
    for (char32_t& c : a) c = alphabet[pick(random)];
    for (char32_t& c : b) c = alphabet[pick(random)];
    const std::string x = ToUtf8(a);
    const std::string y = ToUtf8(b);
    ASSERT_EQ(EqualsIgnoringCase(x, y), FoldCase(x) == FoldCase(y)) << x << " / " << y;
  }
}

}  // namespace
}  // namespace sigmatic::base
