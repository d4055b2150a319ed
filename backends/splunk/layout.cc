#include "backends/splunk/layout.h"

namespace sigmatic::splunk {
namespace {

constexpr std::size_t kIndent = 4;

// The width on one line.
std::size_t Width(const Block& block);

std::size_t Width(const std::vector<Block>& blocks, std::string_view joint) {
  std::size_t width = 0;
  for (const Block& block : blocks) width += Width(block) + joint.size();
  return blocks.empty() ? 0 : width - joint.size();
}

std::size_t Width(const Block& block) {
  return block.text.size() + (block.items.empty() ? 0 : Width(block.items, block.joint) + 2);
}

void AppendFlat(const Block& block, std::string* out);

void AppendFlat(const std::vector<Block>& blocks, std::string_view joint, std::string* out) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) *out += joint;
    AppendFlat(blocks[i], out);
  }
}

void AppendFlat(const Block& block, std::string* out) {
  *out += block.text;
  if (block.items.empty()) return;
  *out += '(';
  AppendFlat(block.items, block.joint, out);
  *out += ')';
}

void NewLine(std::size_t indent, std::string* out) {
  *out += '\n';
  out->append(indent, ' ');
}

std::string_view WithoutSpaces(std::string_view joint) {
  while (joint.starts_with(' ')) joint.remove_prefix(1);
  while (joint.ends_with(' ')) joint.remove_suffix(1);
  return joint;
}

void AppendBroken(const Block& block, std::size_t column, std::size_t indent, std::string* out);

// One a line; a comma ends a line, an operator begins one.
void AppendLines(const std::vector<Block>& blocks, std::string_view joint, std::size_t indent, std::string* out) {
  const bool ends_line = joint.starts_with(',');
  const std::string_view sign = WithoutSpaces(joint);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) {
      NewLine(indent, out);
      if (!ends_line && !sign.empty()) {
        *out += sign;
        *out += ' ';
      }
    }
    AppendBroken(blocks[i], indent, indent, out);
    if (ends_line && i + 1 < blocks.size()) *out += sign;
  }
}

// Starts at `column`; its own lines are indented by `indent`.
void AppendBroken(const Block& block, std::size_t column, std::size_t indent, std::string* out) {
  if (block.items.empty() || column + Width(block) <= kLineWidth) {
    AppendFlat(block, out);
    return;
  }
  *out += block.text;
  *out += '(';
  NewLine(indent + kIndent, out);
  AppendLines(block.items, block.joint, indent + kIndent, out);
  NewLine(indent, out);
  *out += ')';
}

}  // namespace

void AppendLaidOut(const std::vector<Block>& blocks, std::string_view joint, std::size_t column, std::string* out) {
  if (column + Width(blocks, joint) <= kLineWidth) {
    AppendFlat(blocks, joint, out);
  } else if (blocks.size() == 1) {
    AppendBroken(blocks.front(), column, 0, out);
  } else {
    AppendLines(blocks, joint, kIndent, out);
  }
}

}  // namespace sigmatic::splunk
