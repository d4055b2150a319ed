#include "compiler/eval/json_scanner.h"

#include <array>

namespace sigmatic::eval {
namespace {

constexpr std::array<bool, 256> kIsStructural = [] {
  std::array<bool, 256> table{};
  for (const char c : {'"', '{', '}', '[', ']', ','}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

// Behind the closing quote, or false at the end of the text.
bool JsonScanner::SkipString(std::string_view text, std::size_t* position) {
  while (true) {
    const std::size_t begin = *position;
    const std::size_t quote = text.find('"', begin);
    const std::size_t end = quote == std::string_view::npos ? text.size() : quote;
    std::size_t run = 0;
    while (run < end - begin && text[end - run - 1] == '\\') ++run;
    if (run == end - begin) run += backslashes_;
    if (quote == std::string_view::npos) {
      backslashes_ = run;
      *position = end;
      return false;
    }
    backslashes_ = 0;
    *position = quote + 1;
    if (run % 2 == 0) return true;
  }
}

JsonScanner::Stop JsonScanner::Run(std::string_view text, std::size_t* position) {
  while (true) {
    if (in_string_) {
      if (!SkipString(text, position)) return Stop::kEndOfText;
      in_string_ = false;
    }
    std::size_t i = *position;
    while (i < text.size() && !kIsStructural[static_cast<unsigned char>(text[i])]) ++i;
    *position = i;
    if (i == text.size()) return Stop::kEndOfText;
    switch (text[i]) {
      case '"':
        in_string_ = true;
        break;
      case '[':
        if (depth_ == 1) return Stop::kArray;
        ++depth_;
        break;
      case '{':
        ++depth_;
        break;
      case ',':
        if (depth_ == 0) return Stop::kComma;
        break;
      default:  // '}' or ']': that they fit is for the parser to check
        if (depth_ == 0) return Stop::kClose;
        if (--depth_ == 0) {
          *position = i + 1;
          return Stop::kValueEnd;
        }
    }
    *position = i + 1;
  }
}

}  // namespace sigmatic::eval
