#include "tests/compiler/regex/backtrack.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::regex {
namespace {

using Continuation = std::function<bool(std::size_t)>;  // given a position, whether what follows matches there

bool IsWord(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

bool InRanges(const std::vector<CodePointRange>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const CodePointRange& range) { return range.first <= c && c <= range.last; });
}

class Matcher {
 public:
  Matcher(const Regex& regex, std::string_view text) : regex_(regex), text_(base::ToCodePoints(text)) {}

  bool Search() const {
    for (std::size_t start = 0; start <= text_.size(); ++start) {
      if (Match(regex_.root, start, [](std::size_t) { return true; })) return true;
    }
    return false;
  }

  bool Whole() const {
    return Match(regex_.root, 0, [this](std::size_t end) { return end == text_.size(); });
  }

 private:
  bool Match(NodeIndex index, std::size_t at, const Continuation& next) const {
    const auto take_if = [&](const std::function<bool(char32_t)>& accepts) {
      return at < text_.size() && accepts(text_[at]) && next(at + 1);
    };
    return std::visit(
        base::Overloaded{
            [&](const Empty&) { return next(at); },
            [&](const Literal& literal) {
              return take_if([&](char32_t c) {
                return c == literal.code_point ||
                       (literal.ignore_case && base::FoldCase(c) == base::FoldCase(literal.code_point));
              });
            },
            [&](const Class& set) {
              return take_if([&](char32_t c) {
                bool in = InRanges(set.ranges, c);
                if (set.ignore_case) {
                  for (const char32_t variant : base::CaseVariants(c)) in = in || InRanges(set.ranges, variant);
                }
                return in != set.negated;
              });
            },
            [&](const AnyCharacter& any) { return take_if([&](char32_t c) { return any.newline || c != '\n'; }); },
            [&](const Concatenation& sequence) { return MatchSequence(sequence, 0, at, next); },
            [&](const Alternation& choice) {
              return std::any_of(choice.branches.begin(), choice.branches.end(),
                                 [&](NodeIndex branch) { return Match(branch, at, next); });
            },
            [&](const Repetition& loop) {
              return MatchLoop(loop, loop.minimum, loop.maximum.value_or(std::numeric_limits<std::uint32_t>::max()), at, next);
            },
            [&](const Assertion& assertion) { return Holds(assertion.kind, at) && next(at); },
        },
        regex_.at(index).node);
  }

  bool MatchSequence(const Concatenation& sequence, std::size_t part, std::size_t at, const Continuation& next) const {
    if (part == sequence.parts.size()) return next(at);
    return Match(sequence.parts[part], at, [&](std::size_t end) { return MatchSequence(sequence, part + 1, end, next); });
  }

  bool MatchLoop(const Repetition& loop, std::uint32_t owed, std::uint32_t allowed, std::size_t at,
                 const Continuation& next) const {
    if (owed == 0 && next(at)) return true;
    if (allowed == 0) return false;
    return Match(loop.operand, at, [&](std::size_t end) {
      // A round that is not owed and takes nothing leads nowhere new.
      if (owed == 0 && end == at) return false;
      return MatchLoop(loop, owed == 0 ? 0 : owed - 1, allowed - 1, end, next);
    });
  }

  bool Holds(AssertionKind kind, std::size_t at) const {
    const std::size_t size = text_.size();
    const bool word_boundary = (at > 0 && IsWord(text_[at - 1])) != (at < size && IsWord(text_[at]));
    switch (kind) {
      case AssertionKind::kTextStart:
        return at == 0;
      case AssertionKind::kTextEnd:
        return at == size || (at + 1 == size && text_[at] == '\n');
      case AssertionKind::kTextEndAbsolute:
        return at == size;
      case AssertionKind::kLineStart:  // PCRE: not behind a newline that ends the text
        return at == 0 || (text_[at - 1] == '\n' && at != size);
      case AssertionKind::kLineEnd:
        return at == size || text_[at] == '\n';
      case AssertionKind::kWordBoundary:
        return word_boundary;
      case AssertionKind::kNotWordBoundary:
        return !word_boundary;
    }
    return false;
  }

  const Regex& regex_;
  std::u32string text_;
};

}  // namespace

bool BacktrackSearch(const Regex& regex, std::string_view text) { return Matcher(regex, text).Search(); }
bool BacktrackMatchWhole(const Regex& regex, std::string_view text) { return Matcher(regex, text).Whole(); }

}  // namespace sigmatic::regex
