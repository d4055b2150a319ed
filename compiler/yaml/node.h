// A YAML document as a tree in which every node knows its place in the file. Types are not decided here: a scalar is
// its text and whether it was quoted; what `No` or `0x10` means is the business of compiler/parse.
#ifndef SIGMATIC_COMPILER_YAML_NODE_H_
#define SIGMATIC_COMPILER_YAML_NODE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/span.h"

namespace sigmatic::yaml {

enum class Kind : std::uint8_t { kScalar, kSequence, kMapping };

enum class ScalarStyle : std::uint8_t {
  kPlain,   // resolved by the YAML 1.2 core schema; an absent value is a plain scalar with empty text
  kString,  // quoted, a block scalar, or tagged !!str: a string whatever it looks like
};

struct Entry;

struct Node {
  Kind kind = Kind::kScalar;
  ScalarStyle style = ScalarStyle::kPlain;
  base::Span span;             // as written, quotes included
  std::string text;            // scalars: the value after YAML's own escapes
  std::vector<Node> items;     // sequences
  std::vector<Entry> entries;  // mappings, in source order; duplicate keys have been reported, the first one kept
};

// One `key: value` of a mapping. Keys are scalars; a collection as a key has been reported.
struct Entry {
  Node key;
  Node value;
};

// The value of a key in a mapping; null when it is not there.
const Node* Find(const Node& mapping, std::string_view key);

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_COMPILER_YAML_NODE_H_
