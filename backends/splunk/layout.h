// Breaks a query into lines where it gets long. SPL takes a line break wherever it takes a space.
#ifndef SIGMATIC_BACKENDS_SPLUNK_LAYOUT_H_
#define SIGMATIC_BACKENDS_SPLUNK_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sigmatic::splunk {

inline constexpr std::size_t kLineWidth = 120;

// A piece of the query: `text`, or a list in parentheses with `text` before it.
struct Block {
  std::string text;
  std::string_view joint;  // between the items: " OR ", " AND ", ", "
  std::vector<Block> items;
};

// Appends the blocks, separated by `joint`: all on one line when they fit, else one a line below each other, and so on
// inwards. Lines after the first are indented by kIndent or more.
void AppendLaidOut(const std::vector<Block>& blocks, std::string_view joint, std::size_t column, std::string* out);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_LAYOUT_H_
