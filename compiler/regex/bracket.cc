#include "compiler/regex/bracket.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "compiler/base/unicode.h"
#include "compiler/regex/escape.h"

namespace sigmatic::regex {
namespace {

struct PosixClass {
  std::string_view name;
  Ranges ranges;
};

// POSIX, "LC_CTYPE category in the POSIX locale"; `word` and `ascii` are Perl's.
const Ranges* FindPosixClass(std::string_view name) {
  static const std::array<PosixClass, 14> classes = {{
      {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
      {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
      {"ascii", {{0, 0x7F}}},
      {"blank", {{'\t', '\t'}, {' ', ' '}}},
      {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
      {"digit", {{'0', '9'}}},
      {"graph", {{'!', '~'}}},
      {"lower", {{'a', 'z'}}},
      {"print", {{' ', '~'}}},
      {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
      {"space", {{'\t', '\r'}, {' ', ' '}}},
      {"upper", {{'A', 'Z'}}},
      {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
      {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
  }};
  for (const PosixClass& known : classes) {
    if (known.name == name) return &known.ranges;
  }
  return nullptr;
}

class BracketReader {
 public:
  BracketReader(std::string_view pattern, std::size_t offset, bool ignore_case)
      : pattern_(pattern), begin_(offset), offset_(offset + 1), ignore_case_(ignore_case) {}

  std::variant<Bracket, ParseError> Read() {
    if (At('^')) {
      bracket_.negated = true;
      ++offset_;
    }
    bool first = true;  // a `]` in the first place stands for itself
    while (offset_ < pattern_.size() && (first || !At(']'))) {
      if (!ReadItem()) return *std::move(error_);
      first = false;
    }
    if (offset_ >= pattern_.size()) {
      return ParseError{begin_, 1, "the bracket `[` is never closed",
                        "write `\\[` for the character; a `]` right behind the `[` is a character of the class"};
    }
    bracket_.length = offset_ + 1 - begin_;
    return std::move(bracket_);
  }

 private:
  // One member: a character, or a shorthand (which leaves nothing to make a range of).
  struct Member {
    std::optional<char32_t> character;
    std::size_t begin = 0;
  };

  [[nodiscard]] bool At(char c) const { return offset_ < pattern_.size() && pattern_[offset_] == c; }

  bool Fail(std::size_t begin, std::size_t end, std::string message, std::string hint) {
    error_ = ParseError{begin, end - begin, std::move(message), std::move(hint)};
    return false;
  }

  bool ReadItem() {
    Member first;
    if (!ReadMember(&first)) return false;
    const bool is_range = At('-') && offset_ + 1 < pattern_.size() && pattern_[offset_ + 1] != ']';
    if (!is_range) {
      if (first.character.has_value()) bracket_.characters.push_back({*first.character, *first.character});
      return true;
    }
    ++offset_;
    Member last;
    if (!ReadMember(&last)) return false;
    const std::string written = "`" + std::string(pattern_.substr(first.begin, offset_ - first.begin)) + "`";
    if (!first.character.has_value() || !last.character.has_value()) {
      return Fail(first.begin, offset_, "the range " + written + " begins or ends with a whole class",
                  "write `\\-` for the character, or put it last");
    }
    if (*first.character > *last.character) {
      return Fail(first.begin, offset_, "the range " + written + " is reversed",
                  "write the lower character first, or `\\-` for the character `-`");
    }
    bracket_.characters.push_back({*first.character, *last.character});
    return true;
  }

  bool ReadMember(Member* member) {
    member->begin = offset_;
    if (At('\\')) return ReadEscapedMember(member);
    if (At('[') && offset_ + 1 < pattern_.size()) {
      const char kind = pattern_[offset_ + 1];
      if (kind == ':' || kind == '.' || kind == '=') {
        const std::string terminator = {kind, ']'};
        const std::size_t end = pattern_.find(terminator, offset_ + 2);
        const std::size_t bracket_end = pattern_.find(']', offset_ + 2);
        if (end != std::string_view::npos && end + 1 == bracket_end) return ReadPosixClass(kind, end);
      }
    }
    member->character = base::DecodeUtf8(pattern_, &offset_);
    return true;
  }

  bool ReadEscapedMember(Member* member) {
    std::variant<Escape, ParseError> escape = ReadEscape(pattern_, offset_, /*in_brackets=*/true);
    if (auto* error = std::get_if<ParseError>(&escape)) {
      error_ = std::move(*error);
      return false;
    }
    const auto& read = std::get<Escape>(escape);
    offset_ += read.length;
    if (const auto* character = std::get_if<char32_t>(&read.meaning)) member->character = *character;
    if (const auto* ranges = std::get_if<Ranges>(&read.meaning)) AddShorthand(*ranges);
    return true;
  }

  // `[:name:]` or `[:^name:]`; `name_end` is the offset of the second colon.
  bool ReadPosixClass(char kind, std::size_t name_end) {
    const std::size_t begin = std::exchange(offset_, name_end + 2);
    const std::string written = "`" + std::string(pattern_.substr(begin, offset_ - begin)) + "`";
    if (kind != ':') {
      return Fail(begin, offset_, "collating element " + written + " is not supported",
                  "write the characters themselves");
    }
    std::string_view name = pattern_.substr(begin + 2, name_end - begin - 2);
    const bool negated = name.starts_with('^');
    if (negated) name.remove_prefix(1);
    // PCRE: without regard to case these two are the letters of both.
    if (ignore_case_ && (name == "upper" || name == "lower")) name = "alpha";
    const Ranges* ranges = FindPosixClass(name);
    if (ranges == nullptr) {
      return Fail(begin, offset_, "unknown class " + written, "the classes are those of POSIX, like `[:alpha:]`");
    }
    AddShorthand(negated ? Complement(*ranges) : *ranges);
    return true;
  }

  void AddShorthand(const Ranges& ranges) {
    bracket_.shorthands.insert(bracket_.shorthands.end(), ranges.begin(), ranges.end());
  }

  std::string_view pattern_;
  std::size_t begin_;
  std::size_t offset_;
  bool ignore_case_;
  Bracket bracket_;
  std::optional<ParseError> error_;
};

}  // namespace

std::variant<Bracket, ParseError> ReadBracket(std::string_view pattern, std::size_t offset, bool ignore_case) {
  return BracketReader(pattern, offset, ignore_case).Read();
}

}  // namespace sigmatic::regex
