// What all parsers of this folder share: where to report, and spans inside a scalar.
#ifndef SIGMATIC_COMPILER_PARSE_CONTEXT_H_
#define SIGMATIC_COMPILER_PARSE_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compiler/ast/rule.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/base/span.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

inline constexpr std::size_t kMaxDiagnostics = 1000;  // of one file; more would not be read, and take time to word
inline constexpr std::size_t kMaxSuggestions = 1000;  // searches for a similar name, in one file

// Reports on one file.
class Context {
 public:
  Context(const base::SourceFile& file, base::Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  [[nodiscard]] const base::SourceFile& file() const { return file_; }

  // What has been said already is not said again: a `global` document is parsed with every rule it is merged into.
  void Report(base::Code code, base::Span span, std::string message, std::string hint = {});

  // Errors so far, those not said again or beyond kMaxDiagnostics included.
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  // Whether some of them are not shown because there are too many diagnostics.
  [[nodiscard]] bool has_hidden_errors() const { return hidden_errors_; }

  // The most similar candidate, for a hint; empty when there is none.
  std::string_view Suggest(std::string_view name, std::span<const std::string_view> candidates);

 private:
  const base::SourceFile& file_;
  base::Diagnostics& diagnostics_;
  std::size_t errors_ = 0;
  std::size_t reported_ = 0;
  std::size_t suggestions_ = 0;
  bool hidden_errors_ = false;
};

// "a list", "a map", "a text" or "nothing", for messages.
std::string_view KindName(const yaml::Node& node);

// A plain scalar that YAML reads as null; also an absent value.
bool IsNull(const yaml::Node& node);

// The text of a scalar. Nullopt, silently, for null; nullopt with kWrongType for a list or a map.
std::optional<ast::Text> ParseText(Context& context, std::string_view key, const yaml::Node& value);

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
