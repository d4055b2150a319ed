#include "backends/splunk/null_text.h"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/builder.h"

namespace sigmatic::splunk {
namespace {

// The positions between the characters of the text at which a partial match can stand; bit i is before character i.
using Positions = std::uint8_t;
constexpr std::size_t kLength = kNullText.size();
constexpr Positions kEverywhere = (1U << (kLength + 1)) - 1U;
constexpr Positions kStart = 1U;
constexpr Positions kEnd = 1U << kLength;

class Matcher {
 public:
  explicit Matcher(const regex::Regex& regex)
      : regex_(regex), known_(regex.nodes.size() * (kEverywhere + std::size_t{1}), kUnknown) {}

  // Where a match of the node can end that begins at one of `from`.
  Positions Advance(regex::NodeIndex index, Positions from) {
    if (from == 0) return 0;
    // Each answer is found once: nested repetitions would ask for it exponentially often.
    const std::size_t key = index * (kEverywhere + std::size_t{1}) + from;
    if (known_[key] == kUnknown) {
      const Positions ends = Compute(index, from);
      known_[key] = ends;
    }
    return known_[key];
  }

 private:
  static constexpr Positions kUnknown = 0xFF;

  Positions Compute(regex::NodeIndex index, Positions from) {
    return std::visit(
        base::Overloaded{
            [&](const regex::Empty& /*node*/) { return from; },
            [&](const regex::Literal& node) {
              return Step(from, [&node](char32_t c) {
                return c == node.code_point || (node.ignore_case && c == base::FoldCase(node.code_point));
              });
            },
            [&](const regex::Class& node) {
              const std::vector<regex::CodePointRange> ranges =
                  node.ignore_case ? regex::CloseUnderFolding(node.ranges) : node.ranges;
              return Step(from, [&](char32_t c) { return regex::Contains(ranges, c) != node.negated; });
            },
            [&](const regex::AnyCharacter& /*node*/) { return Step(from, [](char32_t /*c*/) { return true; }); },
            [&](const regex::Concatenation& node) {
              Positions at = from;
              for (const regex::NodeIndex part : node.parts) at = Advance(part, at);
              return at;
            },
            [&](const regex::Alternation& node) {
              Positions ends = 0;
              for (const regex::NodeIndex branch : node.branches) ends |= Advance(branch, from);
              return ends;
            },
            [&](const regex::Repetition& node) { return Repeat(node, from); },
            [&](const regex::Assertion& node) { return Assert(node.kind, from); },
        },
        regex_.at(index).node);
  }

  template <typename Accepts>
  static Positions Step(Positions from, const Accepts& accepts) {
    Positions ends = 0;
    for (std::size_t i = 0; i < kLength; ++i) {
      const bool stands_here = (from & (1U << i)) != 0;
      if (stands_here && accepts(static_cast<char32_t>(kNullText[i]))) ends |= static_cast<Positions>(1U << (i + 1));
    }
    return ends;
  }

  Positions Repeat(const regex::Repetition& node, Positions from) {
    // Passes beyond the text's length only repeat empty matches, which change nothing any more.
    const std::size_t minimum = node.minimum < kLength + 1 ? node.minimum : kLength + 1;
    Positions at = from;
    for (std::size_t i = 0; i < minimum; ++i) at = Advance(node.operand, at);
    Positions ends = at;
    const std::size_t optional_passes = node.maximum ? *node.maximum - node.minimum : kLength + 1;
    for (std::size_t i = 0; i < optional_passes && i < kLength + 1; ++i) {
      at = Advance(node.operand, at);
      ends |= at;
    }
    return ends;
  }

  // The text is one line and one word, so that lines and words begin and end where it does.
  static Positions Assert(regex::AssertionKind kind, Positions from) {
    switch (kind) {
      case regex::AssertionKind::kTextStart:
      case regex::AssertionKind::kLineStart:
        return from & kStart;
      case regex::AssertionKind::kTextEnd:
      case regex::AssertionKind::kTextEndAbsolute:
      case regex::AssertionKind::kLineEnd:
        return from & kEnd;
      case regex::AssertionKind::kWordBoundary:
        return from & (kStart | kEnd);
      case regex::AssertionKind::kNotWordBoundary:
        return from & static_cast<Positions>(kEverywhere & ~(kStart | kEnd));
    }
    return from;
  }

  const regex::Regex& regex_;
  std::vector<Positions> known_;  // by node and `from`
};

}  // namespace

bool IsFoundInNullText(const regex::Regex& regex) { return Matcher(regex).Advance(regex.root, kEverywhere) != 0; }

}  // namespace sigmatic::splunk
