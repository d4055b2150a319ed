// Makes regex trees in their normal form. Used by the parser and by every rewrite.
#ifndef SIGMATIC_COMPILER_REGEX_BUILDER_H_
#define SIGMATIC_COMPILER_REGEX_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/regex/tree.h"

namespace sigmatic::regex {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;

// Collects nodes, children first. Normal form: concatenations and alternations are not nested in their own kind and have two or
// more members, concatenations hold no Empty, `x{1}` is x, `x{0}` is Empty; a class has sorted ranges that do not touch and
// never lists U+10FFFF (it is negated instead); `[^\n]` and the class of everything are AnyCharacter.
class Builder {
 public:
  explicit Builder(base::Span span = {}) : span_(span) {}

  // The span of the nodes made from here on.
  void set_span(base::Span span) { span_ = span; }

  NodeIndex AddEmpty() { return Add(Empty{}); }
  NodeIndex AddLiteral(char32_t code_point, bool ignore_case = false);
  NodeIndex AddClass(std::vector<CodePointRange> ranges, bool negated = false, bool ignore_case = false);
  NodeIndex AddAnyCharacter(bool newline) { return Add(AnyCharacter{newline}); }
  NodeIndex AddAnyRun();  // any run of characters, newlines included
  NodeIndex AddNothing() { return Add(Class{}); }
  NodeIndex AddAssertion(AssertionKind kind) { return Add(Assertion{kind}); }
  NodeIndex Concatenate(std::vector<NodeIndex> parts);
  NodeIndex Alternate(std::vector<NodeIndex> branches);
  NodeIndex Repeat(NodeIndex operand, std::uint32_t minimum, std::optional<std::uint32_t> maximum, bool lazy = false);

  // Appends a copy of the subtree of another regex.
  NodeIndex Copy(const Regex& source, NodeIndex index);

  [[nodiscard]] const Node& at(NodeIndex index) const { return regex_.nodes[index]; }
  [[nodiscard]] bool IsEmpty(NodeIndex index) const;
  [[nodiscard]] bool IsNothing(NodeIndex index) const;
  [[nodiscard]] std::size_t size() const { return regex_.nodes.size(); }

  // The finished tree; the builder is used up.
  Regex Finish(NodeIndex root);

 private:
  template <typename T>
  NodeIndex Add(T node) {
    regex_.nodes.push_back(Node{std::move(node), span_});
    return static_cast<NodeIndex>(regex_.nodes.size() - 1);
  }

  Regex regex_;
  base::Span span_;
};

// Sorts the ranges and joins those that overlap or touch.
void NormalizeRanges(std::vector<CodePointRange>* ranges);

// All code points that are in no range. Takes and gives normalized ranges.
std::vector<CodePointRange> Complement(const std::vector<CodePointRange>& ranges);

bool Contains(const std::vector<CodePointRange>& ranges, char32_t code_point);

// The ranges (normalized) closed under simple case folding.
std::vector<CodePointRange> CloseUnderFolding(const std::vector<CodePointRange>& ranges);

// The sets of \d, \w and \s.
const std::vector<CodePointRange>& DigitRanges();
const std::vector<CodePointRange>& WordRanges();
const std::vector<CodePointRange>& SpaceRanges();

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_BUILDER_H_
