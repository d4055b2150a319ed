#include "compiler/regex/ranges.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "compiler/base/unicode.h"

namespace sigmatic::regex {
namespace {

constexpr char32_t kLongS = 0x17F;
constexpr char32_t kKelvinSign = 0x212A;

using CasePair = std::pair<char32_t, char32_t>;

// Every code point with each of its case variants, in order. Made once, from foldings alone, because to ask for the
// variants of each member of a large range would be slow.
const std::vector<CasePair>& CasePairs() {
  static const std::vector<CasePair> pairs = [] {
    constexpr char32_t kEndOfCasedScripts = 0x20000;  // no script beyond the supplementary multilingual plane has case
    std::map<char32_t, std::vector<char32_t>> classes;
    for (char32_t code_point = 0; code_point < kEndOfCasedScripts; ++code_point) {
      const char32_t folded = base::FoldCase(code_point);
      if (folded != code_point) classes[folded].push_back(code_point);
    }
    std::vector<CasePair> all;
    for (auto& [folded, members] : classes) {
      members.push_back(folded);
      for (const char32_t member : members) {
        for (const char32_t variant : members) all.emplace_back(member, variant);
      }
    }
    std::sort(all.begin(), all.end());
    return all;
  }();
  return pairs;
}

Ranges CloseAsciiLetters(const Ranges& ranges) {
  constexpr char32_t kCaseBit = 'a' - 'A';
  Ranges closed = ranges;
  for (const CodePointRange& range : ranges) {
    const CodePointRange upper{std::max<char32_t>(range.first, 'A'), std::min<char32_t>(range.last, 'Z')};
    const CodePointRange lower{std::max<char32_t>(range.first, 'a'), std::min<char32_t>(range.last, 'z')};
    if (upper.first <= upper.last) closed.push_back({upper.first + kCaseBit, upper.last + kCaseBit});
    if (lower.first <= lower.last) closed.push_back({lower.first - kCaseBit, lower.last - kCaseBit});
  }
  NormalizeRanges(&closed);
  return closed;
}

}  // namespace

void NormalizeRanges(Ranges* ranges) {
  std::sort(ranges->begin(), ranges->end(),
            [](const CodePointRange& a, const CodePointRange& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (const CodePointRange& range : *ranges) {
    if (kept > 0 && range.first <= (*ranges)[kept - 1].last + 1) {
      (*ranges)[kept - 1].last = std::max((*ranges)[kept - 1].last, range.last);
    } else {
      (*ranges)[kept++] = range;
    }
  }
  ranges->resize(kept);
}

Ranges Complement(const Ranges& ranges) {
  Ranges rest;
  char32_t next = 0;
  for (const CodePointRange& range : ranges) {
    if (range.first > next) rest.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLastCodePoint) rest.push_back({next, kLastCodePoint});
  return rest;
}

Ranges Subtract(const Ranges& a, const Ranges& b) {
  Ranges excluded = Complement(a);
  excluded.insert(excluded.end(), b.begin(), b.end());
  NormalizeRanges(&excluded);
  return Complement(excluded);
}

bool Contains(const Ranges& ranges, char32_t code_point) {
  return std::any_of(ranges.begin(), ranges.end(), [code_point](const CodePointRange& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

bool ContainsAll(const Ranges& ranges, const Ranges& subset) {
  return std::all_of(subset.begin(), subset.end(), [&ranges](const CodePointRange& part) {
    return std::any_of(ranges.begin(), ranges.end(), [&part](const CodePointRange& range) {
      return range.first <= part.first && part.last <= range.last;
    });
  });
}

Ranges CloseUnderFolding(const Ranges& ranges, Folding folding) {
  Ranges closed = CloseAsciiLetters(ranges);
  for (const CodePointRange& range : Ranges(closed)) {
    if (folding == Folding::kUnicode) {  // the only foldings that lead out of ASCII
      if (range.first <= 's' && range.last >= 's') closed.push_back({kLongS, kLongS});
      if (range.first <= 'k' && range.last >= 'k') closed.push_back({kKelvinSign, kKelvinSign});
    }
    if (range.last < 0x80) continue;
    const std::vector<CasePair>& pairs = CasePairs();
    const CasePair first(std::max<char32_t>(range.first, 0x80), 0);
    for (auto it = std::lower_bound(pairs.begin(), pairs.end(), first); it != pairs.end() && it->first <= range.last;
         ++it) {
      closed.push_back({it->second, it->second});
    }
  }
  NormalizeRanges(&closed);
  return closed;
}

const Ranges& DigitRanges() {
  static const Ranges ranges = {{'0', '9'}};
  return ranges;
}

const Ranges& WordRanges() {
  static const Ranges ranges = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  return ranges;
}

const Ranges& SpaceRanges() {
  static const Ranges ranges = {{'\t', '\r'}, {' ', ' '}};  // tab, line feed, vertical tab, form feed, carriage return
  return ranges;
}

}  // namespace sigmatic::regex
