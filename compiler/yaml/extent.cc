#include "compiler/yaml/extent.h"

#include <algorithm>

namespace sigmatic::yaml {
namespace {

constexpr auto kEnd = std::string_view::npos;

bool IsBreak(char c) { return c == '\n' || c == '\r'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsSpace(char c) { return IsBlank(c) || IsBreak(c); }

std::size_t EndOfLine(std::string_view text, std::size_t offset) {
  return std::min(text.find_first_of("\r\n", offset), text.size());
}

std::size_t EndOfSingleQuoted(std::string_view text, std::size_t begin) {
  std::size_t offset = begin + 1;
  while ((offset = text.find('\'', offset)) != kEnd) {
    ++offset;
    if (offset == text.size() || text[offset] != '\'') return offset;
    ++offset;  // '' is a quote inside
  }
  return kEnd;
}

std::size_t EndOfDoubleQuoted(std::string_view text, std::size_t begin) {
  std::size_t offset = begin + 1;
  while ((offset = text.find_first_of("\"\\", offset)) != kEnd) {
    if (text[offset] == '"') return offset + 1;
    offset += 2;  // a backslash and what it escapes
  }
  return kEnd;
}

std::size_t Indentation(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

std::size_t EndOfBlockScalar(std::string_view text, std::size_t begin, std::string_view value) {
  std::size_t line = EndOfLine(text, begin);
  std::size_t end = line;
  const std::size_t first_value = value.find_first_not_of('\n');
  if (first_value == kEnd) return end;
  // How far the content is indented shows on its first line: the value starts where the indentation ends.
  const std::size_t extra_spaces = Indentation(value.substr(first_value));
  std::size_t content_indentation = kEnd;
  while (line < text.size()) {
    line += text.substr(line).starts_with("\r\n") ? 2U : 1U;
    const std::size_t line_end = EndOfLine(text, line);
    const std::string_view content = text.substr(line, line_end - line);
    const std::size_t indentation = Indentation(content);
    const bool blank = indentation == content.size();
    if (content_indentation == kEnd && !blank) content_indentation = indentation - std::min(indentation, extra_spaces);
    if (!blank && indentation < content_indentation) break;
    if (!blank && content_indentation == 0 && (content.starts_with("---") || content.starts_with("..."))) break;
    if (!blank) end = line_end;
    line = line_end;
  }
  return end;
}

std::size_t EndOfPlain(std::string_view text, std::size_t begin, std::string_view value) {
  if (text.substr(begin).starts_with(value)) return begin + value.size();
  // Over several lines: each line break with the blanks around it became a space or line breaks.
  std::size_t offset = begin;
  for (std::size_t i = 0; i < value.size() && offset < text.size();) {
    if (!IsSpace(value[i])) {
      ++i;
      ++offset;
      continue;
    }
    while (i < value.size() && IsSpace(value[i])) ++i;
    while (offset < text.size() && IsSpace(text[offset])) ++offset;
  }
  return offset;
}

}  // namespace

std::size_t SkipBlanks(std::string_view text, std::size_t offset) {
  while (offset < text.size()) {
    if (IsSpace(text[offset])) {
      ++offset;
    } else if (text[offset] == '#' && (offset == 0 || IsSpace(text[offset - 1]))) {
      offset = EndOfLine(text, offset);
    } else {
      break;
    }
  }
  return offset;
}

Properties SkipProperties(std::string_view text, std::size_t offset) {
  Properties properties{offset, offset};
  while (properties.content < text.size() && (text[properties.content] == '&' || text[properties.content] == '!')) {
    properties.end = EndOfAlias(text, properties.content);
    properties.content = SkipBlanks(text, properties.end);
  }
  return properties;
}

std::size_t EndOfScalar(std::string_view text, std::size_t begin, std::string_view value) {
  switch (begin < text.size() ? text[begin] : '\0') {
    case '\'':
      return EndOfSingleQuoted(text, begin);
    case '"':
      return EndOfDoubleQuoted(text, begin);
    case '|':
    case '>':
      return EndOfBlockScalar(text, begin, value);
    default:
      return EndOfPlain(text, begin, value);
  }
}

std::size_t EndOfAlias(std::string_view text, std::size_t begin) {
  if (text.substr(begin).starts_with("!<")) return std::min(text.find('>', begin), text.size() - 1) + 1;
  return std::min(text.find_first_of(" \t\r\n,[]{}", begin), text.size());
}

std::size_t ColumnOf(std::string_view text, std::size_t offset) {
  const std::size_t line_break = text.substr(0, offset).find_last_of("\r\n");
  return line_break == kEnd ? offset : offset - line_break - 1;
}

}  // namespace sigmatic::yaml
