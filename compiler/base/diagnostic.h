// What is said to the user: errors and warnings with a stable code, a place, a message and a way out.
#ifndef SIGMATIC_COMPILER_BASE_DIAGNOSTIC_H_
#define SIGMATIC_COMPILER_BASE_DIAGNOSTIC_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/source_file.h"
#include "compiler/base/span.h"

namespace sigmatic::base {

enum class Severity : std::uint8_t {
  kNote,     // says on what a correct result depends
  kWarning,  // the result is right, but likely not what was meant
  kError,    // there is no result
};

// Every kind of diagnostic, from diagnostics.def.
enum class Code : std::uint16_t {
#define SIGMATIC_DIAGNOSTIC(name, code, severity, title) name,
#include "compiler/base/diagnostics.def"
#undef SIGMATIC_DIAGNOSTIC
};

struct CodeInfo {
  Code code;
  std::string_view id;  // stable, "SG1001"; never reused for another meaning
  std::string_view name;
  Severity severity;
  std::string_view title;  // one line that holds for every instance
};

const CodeInfo& Describe(Code code);
std::span<const CodeInfo> AllCodes();  // in the order of the table

// "note", "warning" or "error".
std::string_view Name(Severity severity);

struct Diagnostic {
  Code code;
  const SourceFile* file;  // outlives the diagnostic; null when no file is at fault
  Span span;
  std::string message;  // what is wrong here, in one sentence
  std::string hint;     // what to do instead; empty when the message says it all

  [[nodiscard]] Severity severity() const { return Describe(code).severity; }
};

// Collects everything that is wrong in one run.
class Diagnostics {
 public:
  void Report(Code code, const SourceFile& file, Span span, std::string message, std::string hint = {});

  // For what has no place in a file: a folder that can't be read, say.
  void Report(Code code, std::string message, std::string hint = {});

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }
  [[nodiscard]] bool HasErrors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::size_t warning_count() const { return warnings_; }

  // By file (in order of first appearance), then position; ties keep their order.
  void SortByPosition();

  // Moves everything from `other` to the end.
  void Append(Diagnostics&& other);

 private:
  void Add(Diagnostic diagnostic);

  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

// The candidate with the smallest edit distance (transpositions count once, case is free), if it is close enough to be
// what the author meant; else empty. Used for every "did you mean".
std::string_view NearestName(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_DIAGNOSTIC_H_
