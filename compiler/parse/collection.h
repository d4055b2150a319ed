// Sigma rule collections: `action: global`, `reset` and `repeat` in files of several documents. Sigma 1 specification,
// section "Rule collections"; still read by pySigma.
#ifndef SIGMATIC_COMPILER_PARSE_COLLECTION_H_
#define SIGMATIC_COMPILER_PARSE_COLLECTION_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "compiler/parse/context.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

inline constexpr std::size_t kMaxMergedNodes = 400000;  // YAML nodes copied by merging, in one file

// Whether a document has the key `action`.
bool HasActions(const std::vector<yaml::Node>& documents);

// Calls `parse` for each document that is meant to be a rule, with what applies to it merged in:
// - `global`: merged into all following documents until `reset`; where both have a value, the document's own counts,
// and
//   a warning says so, because tools differ there.
// - `repeat`: the document before once more, with this one's values in place of its own.
// Maps are merged key by key, lists and scalars replaced as a whole. Merged maps have the spans of the later document,
// their entries keep their own. Reports unknown actions, and a `repeat` with nothing before it.
void MergeCollection(Context& context, const std::vector<yaml::Node>& documents,
                     const std::function<void(const yaml::Node&)>& parse);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_COLLECTION_H_
