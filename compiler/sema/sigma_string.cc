#include "compiler/sema/sigma_string.h"

#include <cstddef>
#include <utility>

#include "compiler/ir/pattern.h"

namespace sigmatic::sema {

ir::Pattern LiteralPattern(std::string text) {
  ir::Pattern pattern;
  if (!text.empty()) pattern.parts.emplace_back(ir::Literal{std::move(text)});
  return pattern;
}

ir::Pattern ParseSigmaString(std::string_view text) {
  constexpr std::string_view kSpecial = "*?\\";
  if (text.find_first_of(kSpecial) == std::string_view::npos) return LiteralPattern(std::string(text));

  ir::Pattern pattern;
  std::string literal;
  const auto end_literal = [&pattern, &literal] {
    if (!literal.empty()) pattern.parts.emplace_back(ir::Literal{std::move(literal)});
    literal.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '*') {
      end_literal();
      pattern.parts.emplace_back(ir::AnyRun{});
    } else if (c == '?') {
      end_literal();
      pattern.parts.emplace_back(ir::AnyOne{});
    } else {
      const bool escape = c == '\\' && i + 1 < text.size() && kSpecial.find(text[i + 1]) != std::string_view::npos;
      if (escape) ++i;
      literal.push_back(text[i]);
    }
  }
  end_literal();
  return ir::Normalize(std::move(pattern));
}

}  // namespace sigmatic::sema
