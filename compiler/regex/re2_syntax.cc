#include "compiler/regex/re2_syntax.h"

#include <algorithm>
#include <variant>

#include "compiler/regex/analysis.h"
#include "compiler/regex/anchors.h"
#include "compiler/regex/builder.h"
#include "compiler/regex/checks.h"
#include "compiler/regex/printer.h"

namespace sigmatic::regex {
namespace {

bool Uses(const Regex& regex, AssertionKind kind) {
  return std::any_of(regex.nodes.begin(), regex.nodes.end(), [kind](const Node& node) {
    const auto* assertion = std::get_if<Assertion>(&node.node);
    return assertion != nullptr && assertion->kind == kind;
  });
}

void AppendCharacter(char32_t code_point, std::string_view special, std::string* out) {
  if (code_point < 0x20 || code_point == 0x7F) {
    constexpr std::string_view kHex = "0123456789abcdef";
    *out += "\\x";
    *out += kHex[code_point >> 4U];
    *out += kHex[code_point & 0xFU];
  } else {
    AppendEscaped(code_point, special, out);
  }
}

void AppendLiteral(char32_t code_point, std::string* out) { AppendCharacter(code_point, R"(\.+*?()|[]{}^$)", out); }
void AppendClassMember(char32_t code_point, std::string* out) { AppendCharacter(code_point, R"(\[]^-)", out); }

constexpr Dialect kRe2 = {
    .append_literal = AppendLiteral,
    .append_class_member = AppendClassMember,
    .any = "(?s:.)",
    .nothing = "[^\\x00-\\x{10FFFF}]",
    .assertions = {"\\A", /*kTextEnd, rewritten*/ "", "\\z", "(?m:^)", "(?m:$)", "\\b", "\\B"},
    .digit = "\\d",
    .not_digit = "\\D",
    .word = "\\w",
    .not_word = "\\W",
    .ignore_case_prefix = "(?i)",
    .folding = Folding::kUnicode,
};

// RE2 searches byte by byte. Only \B can hold inside a character, and only where nothing is taken does that go
// unnoticed; then the start of the match is made to lie between characters.
Regex AlignToCharacters(const Regex& regex) {
  Builder builder;
  const NodeIndex root = builder.Import(regex);
  const NodeIndex start = builder.AddAssertion(AssertionKind::kTextStart);
  return builder.Finish(builder.Concatenate({start, builder.AddAnyRun(), root}));
}

}  // namespace

std::string ToRe2Syntax(const Regex& regex) {
  if (Uses(regex, AssertionKind::kTextEnd)) {
    // Nullopt only for trees that the parser refuses: an anchor added to an accepted one at most doubles the result.
    const std::optional<Regex> rewritten = RewriteTextEnd(regex, 4 * kMaxRewrittenNodes);
    return rewritten.has_value() ? ToRe2Syntax(*rewritten) : std::string(kRe2.nothing);
  }
  if (MatchesEmpty(regex) && Uses(regex, AssertionKind::kNotWordBoundary)) return Print(AlignToCharacters(regex), kRe2);
  return Print(regex, kRe2);
}

}  // namespace sigmatic::regex
