// Reads YAML text into located trees, on yaml-cpp's event interface. Its exceptions end inside reader.cc.
//
// In: a source file. Out: its documents, in order. Refuses, each with a diagnostic: what is not YAML; invalid UTF-8,
// control characters and UTF-16/32; duplicate keys; keys that are no scalars; merge keys (`<<`, YAML 1.1 only); tags
// outside the core schema (YAML 1.2.2, chapter 10.3); and whatever is over the limits below, which keep hostile input
// from taking memory or time.
//
// A node that an alias stands for is copied. The copy's own span is the alias, the spans below it are the original's.
#ifndef SIGMATIC_COMPILER_YAML_READER_H_
#define SIGMATIC_COMPILER_YAML_READER_H_

#include <cstddef>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/base/source_file.h"
#include "compiler/yaml/node.h"

namespace sigmatic::yaml {

inline constexpr std::size_t kMaxFileBytes = 8U << 20U;  // SigmaHQ's largest rule has 20 kB
inline constexpr std::size_t kMaxDocuments = 10000;
inline constexpr std::size_t kMaxDepth = 64;      // a rule's real nesting stays below 10
inline constexpr std::size_t kMaxNodes = 300000;  // in all documents; SigmaHQ's 3,141 rules have 200,000 together
// One scalar, or one whole `[...]` or `{...}`, of which yaml-cpp may hold all tokens in memory.
inline constexpr std::size_t kMaxTokenBytes = 256U << 10U;
inline constexpr std::size_t kMaxAnchors = 10000;
inline constexpr std::size_t kMaxAliasedNodes = 10000;      // nodes made by expanding aliases, in the whole file
inline constexpr std::size_t kMaxAliasedBytes = 4U << 20U;  // their text
inline constexpr std::size_t kMaxFaults = 100;              // reported; then reading stops

// All documents of the file, empty ones left out. Fails when the text is not YAML at all; other faults are reported and
// the rest of the tree is kept, so that one run shows all of them.
base::Result<std::vector<Node>> Read(const base::SourceFile& file, base::Diagnostics& diagnostics);

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_COMPILER_YAML_READER_H_
