// A JSON writer over RapidJSON: the one way in which this program writes JSON.
#ifndef SIGMATIC_COMPILER_REPORT_JSON_WRITER_H_
#define SIGMATIC_COMPILER_REPORT_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace sigmatic::report {

// Begin/End calls nest as in JSON itself; a Key stands before every value of an object. Takes valid UTF-8.
class JsonWriter {
 public:
  JsonWriter& BeginObject() { return Did(writer_.StartObject()); }
  JsonWriter& EndObject() { return Did(writer_.EndObject()); }
  JsonWriter& BeginArray() { return Did(writer_.StartArray()); }
  JsonWriter& EndArray() { return Did(writer_.EndArray()); }
  JsonWriter& Key(std::string_view key) { return Did(writer_.Key(key.data(), Size(key))); }
  JsonWriter& String(std::string_view text) { return Did(writer_.String(text.data(), Size(text))); }
  JsonWriter& Number(std::uint64_t value) { return Did(writer_.Uint64(value)); }
  JsonWriter& Boolean(bool value) { return Did(writer_.Bool(value)); }
  JsonWriter& Null() { return Did(writer_.Null()); }
  // Text that is a JSON value already.
  JsonWriter& Raw(std::string_view json) { return Did(writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType)); }

  JsonWriter& Field(std::string_view key, std::string_view text) { return Key(key).String(text); }
  // A string, or null when the text is empty.
  JsonWriter& FieldOrNull(std::string_view key, std::string_view text) {
    return text.empty() ? Key(key).Null() : Field(key, text);
  }

  // What was written; the writer starts anew.
  std::string Take() {
    std::string text(buffer_.GetString(), buffer_.GetSize());
    buffer_.Clear();
    writer_.Reset(buffer_);
    return text;
  }

 private:
  static rapidjson::SizeType Size(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }
  JsonWriter& Did(bool /*always: the buffer grows as needed*/) { return *this; }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace sigmatic::report

#endif  // SIGMATIC_COMPILER_REPORT_JSON_WRITER_H_
