// Where nodes end in the source. The YAML library tells only where they start, so the text is looked at again.
// All offsets are bytes into the text of the file. The text has been accepted by the library up to the node's end.
#ifndef SIGMATIC_COMPILER_YAML_EXTENT_H_
#define SIGMATIC_COMPILER_YAML_EXTENT_H_

#include <cstddef>
#include <string_view>

namespace sigmatic::yaml {

// The first offset that is no white space, line break or comment.
std::size_t SkipBlanks(std::string_view text, std::size_t offset);

struct Properties {
  std::size_t end;      // behind the last tag or anchor; the given offset when there is none
  std::size_t content;  // where the node itself starts
};
// Passes over tags and anchors at `offset`.
Properties SkipProperties(std::string_view text, std::size_t offset);

// Behind the scalar that starts at `begin` and has `value`. A block scalar ends with its last line that is not blank.
// npos for a quoted scalar without its closing quote, which the library accepts at the end of a file.
std::size_t EndOfScalar(std::string_view text, std::size_t begin, std::string_view value);

// Behind the `*name` at `begin`.
std::size_t EndOfAlias(std::string_view text, std::size_t begin);

// The number of bytes between the start of the line and `offset`.
std::size_t ColumnOf(std::string_view text, std::size_t offset);

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_COMPILER_YAML_EXTENT_H_
