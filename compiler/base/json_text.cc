#include "compiler/base/json_text.h"

#include <cstddef>

namespace sigmatic::base {

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  out->push_back('"');
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out->append(text, copied, i - copied);
    copied = i + 1;
    out->push_back('\\');
    switch (byte) {
      case '"':
      case '\\':
        out->push_back(text[i]);
        break;
      case '\b':
        out->push_back('b');
        break;
      case '\f':
        out->push_back('f');
        break;
      case '\n':
        out->push_back('n');
        break;
      case '\r':
        out->push_back('r');
        break;
      case '\t':
        out->push_back('t');
        break;
      default:
        out->append("u00");
        out->push_back(kHexDigits[byte >> 4U]);
        out->push_back(kHexDigits[byte & 0xFU]);
    }
  }
  out->append(text, copied, text.size() - copied);
  out->push_back('"');
}

}  // namespace sigmatic::base
