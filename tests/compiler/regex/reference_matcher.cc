#include "tests/compiler/regex/reference_matcher.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::regex {
namespace {

using Positions = std::uint64_t;  // bit i: before the code point number i

Positions Only(std::size_t position) { return Positions{1} << position; }

bool IsWord(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool InRanges(const std::vector<CodePointRange>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const CodePointRange& range) { return range.first <= c && c <= range.last; });
}

class Matcher {
 public:
  Matcher(const Regex& regex, std::string_view text) : regex_(regex), text_(base::ToCodePoints(text)) {
    if (text_.size() >= 64) std::abort();
    ends_.resize(regex.nodes.size() * (text_.size() + 1));
  }

  bool Search() {
    for (std::size_t start = 0; start <= text_.size(); ++start) {
      if (Ends(regex_.root, start) != 0) return true;
    }
    return false;
  }

  bool Whole() { return (Ends(regex_.root, 0) & Only(text_.size())) != 0; }

 private:
  // Where a match of the node that starts at `at` may end.
  Positions Ends(NodeIndex index, std::size_t at) {
    std::optional<Positions>& known = ends_[index * (text_.size() + 1) + at];
    if (!known.has_value()) known = Compute(index, at);
    return *known;
  }

  Positions EndsFromAny(NodeIndex index, Positions starts) {
    Positions ends = 0;
    for (std::size_t at = 0; at <= text_.size(); ++at) {
      if ((starts & Only(at)) != 0) ends |= Ends(index, at);
    }
    return ends;
  }

  Positions Compute(NodeIndex index, std::size_t at) {
    const auto take_if = [&](const auto& accepts) {
      return at < text_.size() && accepts(text_[at]) ? Only(at + 1) : Positions{0};
    };
    return std::visit(
        base::Overloaded{
            [&](const Empty&) { return Only(at); },
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
            [&](const Concatenation& sequence) {
              Positions ends = Only(at);
              for (const NodeIndex part : sequence.parts) ends = EndsFromAny(part, ends);
              return ends;
            },
            [&](const Alternation& choice) {
              Positions ends = 0;
              for (const NodeIndex branch : choice.branches) ends |= Ends(branch, at);
              return ends;
            },
            [&](const Repetition& loop) { return EndsOfLoop(loop, at); },
            [&](const Assertion& assertion) { return Holds(assertion.kind, at) ? Only(at) : Positions{0}; },
        },
        regex_.at(index).node);
  }

  Positions EndsOfLoop(const Repetition& loop, std::size_t at) {
    Positions after_round = Only(at);
    for (std::uint32_t round = 0; round < loop.minimum; ++round) after_round = EndsFromAny(loop.operand, after_round);
    Positions ends = after_round;
    const std::uint32_t most = loop.maximum.value_or(std::numeric_limits<std::uint32_t>::max());
    for (std::uint32_t round = loop.minimum; round < most; ++round) {
      after_round = EndsFromAny(loop.operand, after_round);
      if ((after_round & ~ends) == 0) break;  // nothing new, nor in any later round
      ends |= after_round;
    }
    return ends;
  }

  [[nodiscard]] bool Holds(AssertionKind kind, std::size_t at) const {
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
  std::vector<std::optional<Positions>> ends_;  // by node and start
};

}  // namespace

bool ReferenceSearch(const Regex& regex, std::string_view text) { return Matcher(regex, text).Search(); }
bool ReferenceMatchWhole(const Regex& regex, std::string_view text) { return Matcher(regex, text).Whole(); }

}  // namespace sigmatic::regex
