// A regular expression as a tree. Everything that a dialect could read differently is decided when the tree is made:
// flags are applied to the nodes they govern, `\d` is its set of code points, `.` says whether it takes a newline. Each
// target prints the tree in its own dialect; nobody prints the author's text.
//
// Meaning (Sigma modifiers appendix, `re`; PCRE where it is silent): a search, case-sensitive unless a node says
// otherwise, over code points. `\d \w \s \b` are ASCII, `\s` includes the vertical tab. `^` is the start of the text;
// `$` is its end or before one last newline, as in PCRE; under `m` both are at line breaks (`\n`) too.
#ifndef SIGMATIC_COMPILER_REGEX_TREE_H_
#define SIGMATIC_COMPILER_REGEX_TREE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/span.h"

namespace sigmatic::regex {

using NodeIndex = std::uint32_t;  // into Regex::nodes

struct CodePointRange {
  char32_t first;
  char32_t last;  // inclusive

  friend bool operator==(const CodePointRange&, const CodePointRange&) = default;
};

struct Empty {};  // matches the empty string
struct Literal {
  char32_t code_point;
  bool ignore_case = false;  // simple case folding
};
// Any code point in (or, negated, not in) a set of sorted, disjoint ranges that do not touch. `[^a]` takes a newline.
// Without ranges it matches nothing; only rewrites make that.
struct Class {
  std::vector<CodePointRange> ranges;
  bool negated = false;
  bool ignore_case = false;  // the set is closed under simple case folding before it is negated
};
struct AnyCharacter {
  bool newline = false;  // whether it takes '\n' (`.` under the `s` flag)
};
struct Concatenation {
  std::vector<NodeIndex> parts;  // two or more
};
struct Alternation {
  std::vector<NodeIndex> branches;  // two or more
};
struct Repetition {
  NodeIndex operand;
  std::uint32_t minimum = 0;
  std::optional<std::uint32_t> maximum;  // none: no upper bound
  bool lazy = false;                     // does not change whether there is a match
};
enum class AssertionKind : std::uint8_t {
  kTextStart,        // ^, \A
  kTextEnd,          // $: the end, or before a final '\n'
  kTextEndAbsolute,  // \z
  kLineStart,        // ^ under m
  kLineEnd,          // $ under m
  kWordBoundary,     // \b
  kNotWordBoundary,  // \B
};
struct Assertion {
  AssertionKind kind;
};

struct Node {
  std::variant<Empty, Literal, Class, AnyCharacter, Concatenation, Alternation, Repetition, Assertion> node;
  base::Span span;  // in the source file, exact where the scalar has no escapes of its own
};

// Groups are only precedence: whether one captures makes no difference to a detection. Builder (builder.h) makes these,
// in normal form: no node that the root does not reach.
struct Regex {
  std::vector<Node> nodes;  // children before parents
  NodeIndex root = 0;

  [[nodiscard]] const Node& at(NodeIndex index) const { return nodes[index]; }
};

}  // namespace sigmatic::regex

#endif  // SIGMATIC_COMPILER_REGEX_TREE_H_
