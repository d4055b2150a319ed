// What all parsers of this folder share: where to report, and spans inside a scalar.
#ifndef SIGMATIC_COMPILER_PARSE_CONTEXT_H_
#define SIGMATIC_COMPILER_PARSE_CONTEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/ast/rule.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/base/span.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

struct Context {
  const base::SourceFile& file;
  base::Diagnostics& diagnostics;

  void Report(base::Code code, base::Span span, std::string message, std::string hint = {}) const;
};

// "a list", "a map", "a text" or "nothing", for messages.
std::string_view KindName(const yaml::Node& node);

// A plain scalar that YAML reads as null; also an absent value.
bool IsNull(const yaml::Node& node);

// The text of a scalar. Nullopt, silently, for null; nullopt with kWrongType for a list or a map.
std::optional<ast::Text> ParseText(const Context& context, std::string_view key, const yaml::Node& value);

// Maps offsets in a scalar's value to the file.
class ScalarSpans {
 public:
  ScalarSpans(const base::SourceFile& file, const yaml::Node& scalar);

  // The place of `value.substr(begin, end - begin)`; the whole scalar when escapes or line folds make the value differ
  // from what is written.
  [[nodiscard]] base::Span Part(std::size_t begin, std::size_t end) const;

 private:
  base::Span whole_;
  std::optional<std::uint32_t> start_;  // where the value's first byte stands, if all of it stands there as it is
};

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_CONTEXT_H_
