#include "compiler/report/json_writer.h"

#include <utility>

#include "compiler/base/json_text.h"
#include "compiler/base/unicode.h"

namespace sigmatic::report {

void JsonWriter::Separate() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

JsonWriter& JsonWriter::Begin(char open) {
  Separate();
  text_ += open;
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::End(char close) {
  text_ += close;
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  String(key);
  text_ += ':';
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::String(std::string_view text) {
  Separate();
  if (!base::FindInvalidUtf8(text)) {
    base::AppendJsonString(text, &text_);
    return *this;
  }
  std::string valid;
  while (const auto fault = base::FindInvalidUtf8(text)) {
    valid += text.substr(0, *fault);
    base::AppendUtf8(U'\uFFFD', &valid);
    text.remove_prefix(*fault + 1);
  }
  valid += text;
  base::AppendJsonString(valid, &text_);
  return *this;
}

JsonWriter& JsonWriter::Number(std::uint64_t value) {
  Separate();
  text_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::Boolean(bool value) {
  Separate();
  text_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::Null() {
  Separate();
  text_ += "null";
  return *this;
}

std::string JsonWriter::Take() {
  needs_comma_ = false;
  return std::exchange(text_, {});
}

}  // namespace sigmatic::report
