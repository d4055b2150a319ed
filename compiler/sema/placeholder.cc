#include "compiler/sema/placeholder.h"

#include <cstddef>

namespace sigmatic::sema {
namespace {

bool IsNameByte(char c) {
  const bool ascii =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  return ascii || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// The bytes of an escape that starts here: a pair of backslashes, or `\%`; 1 for anything else.
std::size_t EscapeLength(std::string_view text, std::size_t offset) {
  const bool escape =
      text[offset] == '\\' && offset + 1 < text.size() && (text[offset + 1] == '\\' || text[offset + 1] == '%');
  return escape ? 2 : 1;
}

}  // namespace

std::string_view FindPlaceholder(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += EscapeLength(text, i)) {
    if (text[i] != '%') continue;
    std::size_t end = i + 1;
    while (end < text.size() && IsNameByte(text[end])) ++end;
    if (end > i + 1 && end < text.size() && text[end] == '%') return text.substr(i, end + 1 - i);
  }
  return {};
}

std::string UnescapePercentSigns(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = EscapeLength(text, i);
    if (length == 2 && text[i + 1] == '%') {
      result.push_back('%');
    } else {
      result.append(text.substr(i, length));
    }
    i += length;
  }
  return result;
}

}  // namespace sigmatic::sema
