// One input file: its path as the user gave it, its bytes, and the mapping from byte offsets to lines and columns.
#ifndef SIGMATIC_COMPILER_BASE_SOURCE_FILE_H_
#define SIGMATIC_COMPILER_BASE_SOURCE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/span.h"

namespace sigmatic::base {

// A position as people count: both from 1; a column counts Unicode code points, not bytes.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Location&, const Location&) = default;
};

class SourceFile {
 public:
  // Takes the path (used in messages only; nothing is read) and the bytes of the file.
  // A span counts bytes from the start of `text`, a byte order mark included.
  SourceFile(std::string path, std::string text);

  // Diagnostics and syntax nodes point at a SourceFile, so it stays where it is.
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  // Where `offset` lies; offsets past the end are the end.
  [[nodiscard]] Location Locate(std::uint32_t offset) const;

  // The text of a line (counted from 1) without its line ending; empty for a line that does not exist.
  [[nodiscard]] std::string_view Line(std::uint32_t line) const;

  // The bytes of a span, clipped to the file.
  [[nodiscard]] std::string_view Slice(Span span) const;

 private:
  const std::vector<std::uint32_t>& LineStarts() const;

  std::string path_;
  std::string text_;
  mutable std::vector<std::uint32_t> line_starts_;  // built when first asked for: most files have no diagnostics
};

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_SOURCE_FILE_H_
