#include "compiler/eval/value.h"

namespace sigmatic::eval {

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

void AppendCompactJson(const Value& value, std::string* out) {
  switch (value.kind) {
    case Value::Kind::kNull:
      out->append("null");
      return;
    case Value::Kind::kFalse:
      out->append("false");
      return;
    case Value::Kind::kTrue:
      out->append("true");
      return;
    case Value::Kind::kNumber:
      out->append(value.text());
      return;
    case Value::Kind::kString:
      AppendJsonString(value.text(), out);
      return;
    case Value::Kind::kArray: {
      char separator = '[';
      for (const Value& element : value.elements()) {
        out->push_back(separator);
        separator = ',';
        AppendCompactJson(element, out);
      }
      out->append(value.size == 0 ? "[]" : "]");
      return;
    }
    case Value::Kind::kObject: {
      char separator = '{';
      for (const Member& member : value.members()) {
        out->push_back(separator);
        separator = ',';
        AppendJsonString(member.key, out);
        out->push_back(':');
        AppendCompactJson(member.value, out);
      }
      out->append(value.size == 0 ? "{}" : "}");
      return;
    }
  }
}

}  // namespace sigmatic::eval
