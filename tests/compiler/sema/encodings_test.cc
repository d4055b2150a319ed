#include "compiler/sema/encodings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <random>
#include <string>

namespace sigmatic::sema {
namespace {

using ::testing::ElementsAre;
using namespace std::string_literals;

// The expected values come from Python's base64 and codecs.

TEST(EncodingsTest, Base64) {
  EXPECT_EQ(EncodeBase64(""), "");
  EXPECT_EQ(EncodeBase64("a"), "YQ==");
  EXPECT_EQ(EncodeBase64("ab"), "YWI=");
  EXPECT_EQ(EncodeBase64("abc"), "YWJj");
  EXPECT_EQ(EncodeBase64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(EncodeBase64("foo*bar"), "Zm9vKmJhcg==");
  EXPECT_EQ(EncodeBase64("\0"s), "AA==");
  EXPECT_EQ(EncodeBase64("fòôbar"), "ZsOyw7RiYXI=") << "UTF-8 bytes";
  EXPECT_EQ(EncodeBase64("\xFB\xFF\xBF"), "+/+/");
}

TEST(EncodingsTest, Base64AtOffsets) {
  EXPECT_THAT(EncodeBase64AtOffsets("foobar"), ElementsAre("Zm9vYmFy", "Zvb2Jhc", "mb29iYX"));
  EXPECT_THAT(EncodeBase64AtOffsets("http://"), ElementsAre("aHR0cDovL", "h0dHA6Ly", "odHRwOi8v"));
  EXPECT_THAT(EncodeBase64AtOffsets("IEX"), ElementsAre("SUVY", "lFW", "JRV"));
  EXPECT_THAT(EncodeBase64AtOffsets("abc"), ElementsAre("YWJj", "FiY", "hYm"));
  EXPECT_THAT(EncodeBase64AtOffsets("ab"), ElementsAre("YW", "Fi", "hY"));
  EXPECT_THAT(EncodeBase64AtOffsets("fòôbar"), ElementsAre("ZsOyw7RiYX", "bDssO0YmFy", "mw7LDtGJhc")) << "cut by bytes";
}

TEST(EncodingsTest, Base64AtOffsetsOfTooLittle) {
  EXPECT_THAT(EncodeBase64AtOffsets(""), ElementsAre("", "", ""));
  EXPECT_THAT(EncodeBase64AtOffsets("a"), ElementsAre("Y", "", "h"));
}

TEST(EncodingsTest, Utf16) {
  EXPECT_EQ(EncodeUtf16("cmd", Utf16Form::kLittleEndian), "c\0m\0d\0"s);
  EXPECT_EQ(EncodeUtf16("cmd", Utf16Form::kBigEndian), "\0c\0m\0d"s);
  EXPECT_EQ(EncodeUtf16("cmd", Utf16Form::kLittleEndianWithMark), "\xFF\xFE"s + "c\0m\0d\0"s);
  EXPECT_EQ(EncodeUtf16("é", Utf16Form::kLittleEndian), "\xE9\0"s);
  EXPECT_EQ(EncodeUtf16("😀", Utf16Form::kLittleEndian), "\x3D\xD8\x00\xDE"s);
  EXPECT_EQ(EncodeUtf16("😀", Utf16Form::kBigEndian), "\xD8\x3D\xDE\x00"s);
  EXPECT_EQ(EncodeUtf16("", Utf16Form::kLittleEndianWithMark), "\xFF\xFE");
}

// Each fragment is found in the Base64 text of any surrounding bytes at its alignment, and could not be longer.
TEST(EncodingsTest, FragmentsAreFoundInWhateverSurroundsThem) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto bytes = [&random](std::size_t count) {
    std::string text;
    while (text.size() < count) text.push_back(static_cast<char>(random() & 0xFFU));
    return text;
  };
  for (int round = 0; round < 1000; ++round) {
    const std::string value = bytes(2 + random() % 9);
    const std::array<std::string, 3> fragments = EncodeBase64AtOffsets(value);
    const std::size_t before = random() % 7;
    const std::string text = EncodeBase64(bytes(before) + value + bytes(random() % 7));
    ASSERT_NE(text.find(fragments.at(before % 3)), std::string::npos) << before;
    ASSERT_GE(fragments.at(before % 3).size(), (8 * value.size() - 10) / 6);
  }
}

}  // namespace
}  // namespace sigmatic::sema
