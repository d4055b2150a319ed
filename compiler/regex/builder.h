// Makes regex trees in their normal form. Used by the parser and by every rewrite.
#ifndef SIGMATIC_COMPILER_REGEX_BUILDER_H_
#define SIGMATIC_COMPILER_REGEX_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/regex/ranges.h"
#include "compiler/regex/tree.h"

namespace sigmatic::regex {

// Collects nodes, children first. Normal form: concatenations and alternations are not nested in their own kind and
// have two or more members, concatenations hold no Empty, `x{1}` is x, `x{0}` is Empty; a class has normalized ranges
// and never lists U+10FFFF (it is negated instead); a class of one is a literal; `[^\n]` and the class of everything
// are AnyCharacter. Nodes may have several parents.
class Builder {
 public:
  explicit Builder(base::Span span = {}) : span_(span) {}

  // The span of the nodes made from here on.
  void set_span(base::Span span) { span_ = span; }

  NodeIndex AddEmpty() { return Add(Empty{}); }
  NodeIndex AddLiteral(char32_t code_point, bool ignore_case = false);
  NodeIndex AddClass(Ranges ranges, bool negated = false, bool ignore_case = false);
  NodeIndex AddAnyCharacter(bool newline) { return Add(AnyCharacter{newline}); }
  NodeIndex AddAnyRun();  // any run of characters, newlines included
  NodeIndex AddAssertion(AssertionKind kind) { return Add(Assertion{kind}); }
  NodeIndex Concatenate(const std::vector<NodeIndex>& parts);
  NodeIndex Alternate(const std::vector<NodeIndex>& branches);  // of one or more
  NodeIndex Repeat(NodeIndex operand, std::uint32_t minimum, std::optional<std::uint32_t> maximum, bool lazy = false);

  // Appends a copy of another regex, spans included, and returns its root. `replace` may give another node for a
  // literal or a class.
  using Replace = std::function<std::optional<NodeIndex>(const Node&)>;
  NodeIndex Import(const Regex& source, const Replace& replace = {});

  [[nodiscard]] const Node& at(NodeIndex index) const { return regex_.nodes[index]; }
  [[nodiscard]] bool IsEmpty(NodeIndex index) const;
  [[nodiscard]] std::size_t size() const { return regex_.nodes.size(); }

  // The finished tree, with only what the root reaches; the builder is used up.
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

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_BUILDER_H_
