#include "compiler/yaml/encoding.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/base/span.h"
#include "compiler/base/unicode.h"

namespace sigmatic::yaml {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool HasUtf16Or32Mark(std::string_view text) {
  using std::string_view_literals::operator""sv;
  return text.starts_with("\xFE\xFF"sv) || text.starts_with("\xFF\xFE"sv) || text.starts_with("\0\0\xFE\xFF"sv);
}

bool IsPrintable(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c < 0x7F) return true;
  if (c < 0xA0) return c == 0x85;
  return c != 0xFFFE && c != 0xFFFF;
}

// Offset of the first character that YAML forbids. `text` is valid UTF-8.
std::optional<std::size_t> FindForbidden(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    // What is forbidden above ASCII starts with C2 (C1 controls) or EF (U+FFFE, U+FFFF).
    if (byte < 0x80 ? IsPrintable(byte) : (byte != 0xC2 && byte != 0xEF)) {
      ++offset;
      continue;
    }
    const std::size_t start = offset;
    if (!IsPrintable(base::DecodeUtf8(text, &offset))) return start;
  }
  return std::nullopt;
}

base::Span At(std::size_t offset, std::size_t size) {
  return base::Span{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + size)};
}

}  // namespace

std::size_t ByteOrderMarkSize(std::string_view text) { return text.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0; }

bool CheckEncoding(const base::SourceFile& file, base::Diagnostics& diagnostics) {
  const std::string_view text = file.text();
  if (HasUtf16Or32Mark(text)) {
    diagnostics.Report(base::Code::kNotUtf8, file, At(0, 2), "the file is UTF-16 or UTF-32 text", "save it as UTF-8");
    return false;
  }
  if (const std::optional<std::size_t> offset = base::FindInvalidUtf8(text)) {
    const auto byte = static_cast<unsigned>(static_cast<unsigned char>(text[*offset]));
    diagnostics.Report(base::Code::kNotUtf8, file, At(*offset, 1),
                       fmt::format("the byte `0x{:02X}` is not valid UTF-8 here", byte), "save the file as UTF-8");
    return false;
  }
  if (const std::optional<std::size_t> offset = FindForbidden(text)) {
    std::size_t end = *offset;
    const char32_t character = base::DecodeUtf8(text, &end);
    diagnostics.Report(
        base::Code::kForbiddenCharacter, file, At(*offset, end - *offset),
        fmt::format("YAML does not allow the character `U+{:04X}`", static_cast<std::uint32_t>(character)),
        character == 0 ? "if the file is UTF-16, save it as UTF-8"
                       : fmt::format(R"(remove it, or write it as an escape in double quotes: `"\u{:04X}"`)",
                                     static_cast<std::uint32_t>(character)));
    return false;
  }
  return true;
}

}  // namespace sigmatic::yaml
