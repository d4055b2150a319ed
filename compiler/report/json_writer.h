// A streaming JSON writer: the one way in which this program writes JSON.
#ifndef SIGMATIC_COMPILER_REPORT_JSON_WRITER_H_
#define SIGMATIC_COMPILER_REPORT_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace sigmatic::report {

// Begin/End calls nest as in JSON itself; a Key stands before every value of an object.
class JsonWriter {
 public:
  JsonWriter& BeginObject() { return Begin('{'); }
  JsonWriter& EndObject() { return End('}'); }
  JsonWriter& BeginArray() { return Begin('['); }
  JsonWriter& EndArray() { return End(']'); }
  JsonWriter& Key(std::string_view key);
  // Bytes that are not UTF-8, as paths may have, become U+FFFD: JSON cannot hold them.
  JsonWriter& String(std::string_view text);
  JsonWriter& Number(std::uint64_t value);
  JsonWriter& Boolean(bool value);
  JsonWriter& Null();

  JsonWriter& Field(std::string_view key, std::string_view text) { return Key(key).String(text); }
  // A string, or null when the text is empty.
  JsonWriter& FieldOrNull(std::string_view key, std::string_view text) {
    return text.empty() ? Key(key).Null() : Field(key, text);
  }

  // What was written; the writer starts anew.
  std::string Take();

 private:
  JsonWriter& Begin(char open);
  JsonWriter& End(char close);
  void Separate();  // puts the comma between two members or elements

  std::string text_;
  bool needs_comma_ = false;  // before the next member or element
};

}  // namespace sigmatic::report

#endif  // SIGMATIC_COMPILER_REPORT_JSON_WRITER_H_
