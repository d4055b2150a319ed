#include "compiler/sema/windash.h"

#include <string>
#include <variant>

namespace sigmatic::sema {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool IsOptionDash(std::string_view text, std::size_t offset) {
  if (text[offset] != '-' && text[offset] != '/') return false;
  const bool after_word = offset > 0 && IsWordByte(text[offset - 1]);
  const bool before_word = offset + 1 < text.size() && IsWordByte(text[offset + 1]);
  return !after_word && before_word;
}

// The literal with its option dashes replaced by those that `*combination` spells in base 5, which is used up digit by
// digit.
std::string ReplaceDashes(std::string_view text, std::size_t* combination) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsOptionDash(text, i)) {
      result += kWindowsDashes.at(*combination % kWindowsDashes.size());
      *combination /= kWindowsDashes.size();
    } else {
      result.push_back(text[i]);
    }
  }
  return result;
}

}  // namespace

std::size_t CountOptionDashes(const ir::Pattern& pattern) {
  std::size_t count = 0;
  for (const ir::PatternPart& part : pattern.parts) {
    const auto* literal = std::get_if<ir::Literal>(&part);
    if (literal == nullptr) continue;
    for (std::size_t i = 0; i < literal->text.size(); ++i) {
      if (IsOptionDash(literal->text, i)) ++count;
    }
  }
  return count;
}

std::vector<ir::Pattern> ExpandOptionDashes(const ir::Pattern& pattern) {
  std::size_t combinations = 1;
  for (std::size_t i = CountOptionDashes(pattern); i > 0; --i) combinations *= kWindowsDashes.size();
  std::vector<ir::Pattern> expanded;
  expanded.reserve(combinations);
  for (std::size_t number = 0; number < combinations; ++number) {
    std::size_t combination = number;
    ir::Pattern& copy = expanded.emplace_back(pattern);
    for (ir::PatternPart& part : copy.parts) {
      if (auto* literal = std::get_if<ir::Literal>(&part)) literal->text = ReplaceDashes(literal->text, &combination);
    }
  }
  return expanded;
}

}  // namespace sigmatic::sema
