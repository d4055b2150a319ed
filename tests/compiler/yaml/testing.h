// Reads YAML for the tests of this folder and shows what came of it as text.
#ifndef SIGMATIC_TESTS_COMPILER_YAML_TESTING_H_
#define SIGMATIC_TESTS_COMPILER_YAML_TESTING_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/yaml/node.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::yaml {

struct ReadResult {
  std::unique_ptr<base::SourceFile> file;
  base::Diagnostics diagnostics;
  bool ok = false;
  std::vector<Node> documents;
};

inline ReadResult ReadText(std::string text) {
  ReadResult result;
  result.file = std::make_unique<base::SourceFile>("test.yml", std::move(text));
  base::Result<std::vector<Node>> documents = Read(*result.file, result.diagnostics);
  result.ok = documents.ok();
  if (documents.ok()) result.documents = *std::move(documents);
  return result;
}

// "1:5-2:3", columns counted in characters, the end exclusive.
inline std::string Place(const base::SourceFile& file, base::Span span) {
  const base::Location begin = file.Locate(span.begin);
  const base::Location end = file.Locate(span.end);
  return std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" + std::to_string(end.line) + ":" +
         std::to_string(end.column);
}

// Each diagnostic as "SG1004 1:5-1:6".
inline std::vector<std::string> CodesAndPlaces(const ReadResult& result) {
  std::vector<std::string> all;
  for (const base::Diagnostic& diagnostic : result.diagnostics.all()) {
    all.push_back(std::string(Describe(diagnostic.code).id) + " " + Place(*result.file, diagnostic.span));
  }
  return all;
}

// A tree in one line: plain scalars as they are, strings in quotes, [lists], {key: value}.
inline std::string Show(const Node& node) {
  switch (node.kind) {
    case Kind::kScalar:
      return node.style == ScalarStyle::kString ? "\"" + node.text + "\"" : node.text;
    case Kind::kSequence: {
      std::string text;
      for (const Node& item : node.items) text += (&item == &node.items.front() ? "" : ", ") + Show(item);
      return "[" + text + "]";
    }
    case Kind::kMapping: {
      std::string text;
      for (const Entry& entry : node.entries) {
        text += (&entry == &node.entries.front() ? "" : ", ") + Show(entry.key) + ": " + Show(entry.value);
      }
      return "{" + text + "}";
    }
  }
  return {};
}

inline std::vector<std::string> ShowAll(const ReadResult& result) {
  std::vector<std::string> all;
  for (const Node& document : result.documents) all.push_back(Show(document));
  return all;
}

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_TESTS_COMPILER_YAML_TESTING_H_
