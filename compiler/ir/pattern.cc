#include "compiler/ir/pattern.h"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::ir {
namespace {

// The parts between two AnyRuns. However case folds, it takes the same number of code points from every text.
using Segment = std::span<const PatternPart>;

bool IsAnyRun(const PatternPart& part) { return std::holds_alternative<AnyRun>(part); }

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

char FoldAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Each of these moves `*offset` behind what it took; where it fails, the offset is left anywhere.

bool TakeLiteral(std::string_view literal, bool cased, std::string_view text, std::size_t* offset) {
  if (cased) {
    if (!text.substr(*offset).starts_with(literal)) return false;
    *offset += literal.size();
    return true;
  }
  for (std::size_t i = 0; i < literal.size();) {
    if (*offset >= text.size()) return false;
    if (IsAscii(literal[i]) && IsAscii(text[*offset])) {
      if (FoldAscii(literal[i]) != FoldAscii(text[*offset])) return false;
      ++i;
      ++*offset;
    } else if (base::FoldCase(base::DecodeUtf8(literal, &i)) != base::FoldCase(base::DecodeUtf8(text, offset))) {
      return false;
    }
  }
  return true;
}

bool TakeOne(std::string_view text, std::size_t* offset) {
  if (*offset >= text.size()) return false;
  base::DecodeUtf8(text, offset);
  return true;
}

bool TakeSegment(Segment segment, bool cased, std::string_view text, std::size_t* offset) {
  for (const PatternPart& part : segment) {
    const bool taken =
        std::visit(base::Overloaded{
                       [&](const Literal& literal) { return TakeLiteral(literal.text, cased, text, offset); },
                       [](const AnyRun&) { return true; },
                       [&](const AnyOne&) { return TakeOne(text, offset); },
                   },
                   part);
    if (!taken) return false;
  }
  return true;
}

// Moves `*offset` behind the first occurrence at or after it.
bool FindSegment(Segment segment, bool cased, std::string_view text, std::size_t* offset) {
  for (std::size_t start = *offset; start <= text.size();) {
    std::size_t end = start;
    if (TakeSegment(segment, cased, text, &end)) {
      *offset = end;
      return true;
    }
    if (!TakeOne(text, &start)) return false;
  }
  return false;
}

std::size_t CountCodePoints(Segment segment) {
  std::size_t count = 0;
  for (const PatternPart& part : segment) {
    const auto* literal = std::get_if<Literal>(&part);
    count += literal != nullptr ? base::CountCodePoints(literal->text) : 1;
  }
  return count;
}

// Where the last `count` code points of the text begin, if it has as many at or after `from`.
std::optional<std::size_t> StartOfLast(std::size_t count, std::string_view text, std::size_t from) {
  std::size_t offset = text.size();
  for (; count > 0; --count) {
    if (offset <= from) return std::nullopt;
    --offset;
    while (offset > from && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) --offset;
  }
  return offset;
}

}  // namespace

bool Matches(const Pattern& pattern, std::string_view text) {
  if (pattern.IsLiteral()) {
    return pattern.cased ? pattern.LiteralText() == text : base::EqualsIgnoringCase(pattern.LiteralText(), text);
  }
  const Segment parts = pattern.parts;
  std::size_t begin = 0;
  std::size_t offset = 0;
  for (std::size_t end = 0; end < parts.size(); ++end) {
    if (!IsAnyRun(parts[end])) continue;
    // The leftmost place leaves the most to the segments that follow, so none has to be tried again.
    const Segment segment = parts.subspan(begin, end - begin);
    const bool found = begin == 0 ? TakeSegment(segment, pattern.cased, text, &offset)
                                  : FindSegment(segment, pattern.cased, text, &offset);
    if (!found) return false;
    begin = end + 1;
  }
  const Segment last = parts.subspan(begin);
  if (begin > 0) {
    const std::optional<std::size_t> start = StartOfLast(CountCodePoints(last), text, offset);
    if (!start.has_value()) return false;
    offset = *start;
  }
  return TakeSegment(last, pattern.cased, text, &offset) && offset == text.size();
}

Pattern Normalize(Pattern pattern) {
  Pattern normal;
  normal.cased = pattern.cased;
  bool run_pending = false;  // an AnyRun goes behind the AnyOnes that follow it
  for (PatternPart& part : pattern.parts) {
    std::visit(base::Overloaded{
                   [&](Literal& literal) {
                     if (literal.text.empty()) return;
                     if (std::exchange(run_pending, false)) normal.parts.emplace_back(AnyRun{});
                     auto* previous = normal.parts.empty() ? nullptr : std::get_if<Literal>(&normal.parts.back());
                     if (previous != nullptr) {
                       previous->text += literal.text;
                     } else {
                       normal.parts.emplace_back(std::move(literal));
                     }
                   },
                   [&](AnyRun&) { run_pending = true; },
                   [&](AnyOne&) { normal.parts.emplace_back(AnyOne{}); },
               },
               part);
  }
  if (run_pending) normal.parts.emplace_back(AnyRun{});
  return normal;
}

}  // namespace sigmatic::ir
