#include "compiler/sema/encodings.h"

#include <cstddef>

#include "compiler/base/unicode.h"

namespace sigmatic::sema {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void AppendUnit(std::uint32_t unit, Utf16Form form, std::string* bytes) {
  const char high = static_cast<char>(unit >> 8U);
  const char low = static_cast<char>(unit & 0xFFU);
  const bool big_endian = form == Utf16Form::kBigEndian;
  bytes->push_back(big_endian ? high : low);
  bytes->push_back(big_endian ? low : high);
}

}  // namespace

std::string EncodeBase64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      const std::uint32_t six_bits = (bits >> (18U - 6U * k)) & 0x3FU;
      text.push_back(k <= group.size() ? kAlphabet[six_bits] : '=');
    }
  }
  return text;
}

std::array<std::string, 3> EncodeBase64AtOffsets(std::string_view bytes) {
  std::array<std::string, 3> fragments;
  for (std::size_t offset = 0; offset < fragments.size(); ++offset) {
    const std::size_t size = offset + bytes.size();
    const std::string encoded = EncodeBase64(std::string(offset, '\0').append(bytes));
    // A character holds bits 6n to 6n+5: the first one that starts at or after the first byte of ours, and the last one
    // that ends with or before our last byte.
    const std::size_t begin = (8 * offset + 5) / 6;
    const std::size_t end = 8 * size / 6;
    if (begin < end) fragments.at(offset) = encoded.substr(begin, end - begin);
  }
  return fragments;
}

std::string EncodeUtf16(std::string_view utf8, Utf16Form form) {
  std::string bytes;
  bytes.reserve(2 * utf8.size() + 2);
  if (form == Utf16Form::kLittleEndianWithMark) AppendUnit(0xFEFF, form, &bytes);
  for (std::size_t offset = 0; offset < utf8.size();) {
    const std::uint32_t code_point = base::DecodeUtf8(utf8, &offset);
    if (code_point < 0x10000) {
      AppendUnit(code_point, form, &bytes);
    } else {
      const std::uint32_t rest = code_point - 0x10000;
      AppendUnit(0xD800 + (rest >> 10U), form, &bytes);
      AppendUnit(0xDC00 + (rest & 0x3FFU), form, &bytes);
    }
  }
  return bytes;
}

}  // namespace sigmatic::sema
