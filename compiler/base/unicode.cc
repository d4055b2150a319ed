#include "compiler/base/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uset.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>

namespace sigmatic::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char32_t FoldAscii(char32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

unsigned char ByteAt(std::string_view text, std::size_t offset) { return static_cast<unsigned char>(text[offset]); }

// The bytes from `offset` on that are surely ASCII, eight at a time.
std::size_t SkipAscii(std::string_view text, std::size_t offset) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  while (offset + sizeof(std::uint64_t) <= text.size()) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + offset, sizeof block);
    if ((block & kHighBits) != 0) break;
    offset += sizeof block;
  }
  while (offset < text.size() && ByteAt(text, offset) < 0x80) ++offset;
  return offset;
}

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t length = 0;  // 0: not valid here
};

// The Unicode Standard, table 3-7 "Well-Formed UTF-8 Byte Sequences": the range of the second byte shuts out overlong
// forms, surrogates and what lies beyond U+10FFFF.
Decoded Decode(std::string_view text, std::size_t offset) {
  const unsigned char first = ByteAt(text, offset);
  if (first < 0x80) return {first, 1};
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {};
  }
  if (text.size() - offset < length) return {};
  char32_t code_point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned char byte = ByteAt(text, offset + i);
    if (byte < low || byte > high) return {};
    low = 0x80;
    high = 0xBF;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  return {code_point, length};
}

UChar32 ToIcu(char32_t code_point) { return static_cast<UChar32>(code_point); }

// Cheap, and false for nearly everything without variants: ICU's sets are slow to build. Case_Sensitive is what stands
// on either side of some case mapping.
bool MayHaveCaseVariants(char32_t code_point) {
  if (code_point < 0x80) return IsAsciiLetter(code_point);
  return u_hasBinaryProperty(ToIcu(code_point), UCHAR_CASE_SENSITIVE) != 0;
}

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view text) {
  std::size_t offset = SkipAscii(text, 0);
  while (offset < text.size()) {
    const Decoded decoded = Decode(text, offset);
    if (decoded.length == 0) return offset;
    offset = SkipAscii(text, offset + decoded.length);
  }
  return std::nullopt;
}

char32_t DecodeUtf8(std::string_view text, std::size_t* offset) {
  const Decoded decoded = Decode(text, *offset);
  *offset += std::max<std::size_t>(decoded.length, 1);
  return decoded.code_point;
}

void AppendUtf8(char32_t code_point, std::string* text) {
  const auto append = [text](char32_t byte) { text->push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xC0U | (code_point >> 6U));
    append(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    append(0xE0U | (code_point >> 12U));
    append(0x80U | ((code_point >> 6U) & 0x3FU));
    append(0x80U | (code_point & 0x3FU));
  } else {
    append(0xF0U | (code_point >> 18U));
    append(0x80U | ((code_point >> 12U) & 0x3FU));
    append(0x80U | ((code_point >> 6U) & 0x3FU));
    append(0x80U | (code_point & 0x3FU));
  }
}

std::u32string ToCodePoints(std::string_view text) {
  std::u32string code_points;
  code_points.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) code_points.push_back(DecodeUtf8(text, &offset));
  return code_points;
}

std::string ToUtf8(std::u32string_view code_points) {
  std::string text;
  text.reserve(code_points.size());
  for (const char32_t code_point : code_points) AppendUtf8(code_point, &text);
  return text;
}

std::size_t CountCodePoints(std::string_view text) {
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_start));
}

bool IsAscii(std::string_view text) { return SkipAscii(text, 0) == text.size(); }

char32_t FoldCase(char32_t code_point) {
  if (code_point < 0x80) return FoldAscii(code_point);
  return static_cast<char32_t>(u_foldCase(ToIcu(code_point), U_FOLD_CASE_DEFAULT));
}

std::string FoldCase(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) AppendUtf8(FoldCase(DecodeUtf8(text, &offset)), &folded);
  return folded;
}

std::vector<char32_t> CaseVariants(char32_t code_point) {
  if (!MayHaveCaseVariants(code_point)) return {code_point};
  const char32_t folded = FoldCase(code_point);
  // ICU closes over full case folding, a superset; what has another simple folding is taken out again.
  const std::unique_ptr<USet, void (*)(USet*)> closure(uset_open(ToIcu(folded), ToIcu(folded)), uset_close);
  uset_closeOver(closure.get(), USET_CASE_INSENSITIVE);
  std::vector<char32_t> variants;
  const std::int32_t range_count = uset_getItemCount(closure.get());
  for (std::int32_t i = 0; i < range_count; ++i) {
    UChar32 first = 0;
    UChar32 last = 0;
    UErrorCode error = U_ZERO_ERROR;
    // A length other than 0 is a string, which simple folding does not know.
    if (uset_getItem(closure.get(), i, &first, &last, nullptr, 0, &error) != 0) continue;
    for (UChar32 c = first; c <= last; ++c) {
      if (FoldCase(static_cast<char32_t>(c)) == folded) variants.push_back(static_cast<char32_t>(c));
    }
  }
  std::sort(variants.begin(), variants.end());
  return variants;
}

bool HasCaseVariants(char32_t code_point) {
  if (code_point < 0x80) return IsAsciiLetter(code_point);
  return MayHaveCaseVariants(code_point) && CaseVariants(code_point).size() > 1;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const unsigned char x = ByteAt(a, i);
    const unsigned char y = ByteAt(b, j);
    if (x < 0x80 && y < 0x80) {
      if (FoldAscii(x) != FoldAscii(y)) return false;
      ++i;
      ++j;
    } else if (FoldCase(DecodeUtf8(a, &i)) != FoldCase(DecodeUtf8(b, &j))) {
      return false;
    }
  }
  return i == a.size() && j == b.size();
}

}  // namespace sigmatic::base
