#include "compiler/eval/substring_search.h"

#include <algorithm>

namespace sigmatic::eval {

bool SubstringSearch::Add(std::string_view literal, Place place, std::uint32_t id) {
  if (states_.size() + literal.size() > kMaxStates) return false;
  std::uint32_t state = 0;
  for (const char c : literal) {
    const auto byte = static_cast<unsigned char>(c);
    if (classes_[byte] == 0) classes_[byte] = static_cast<std::uint16_t>(class_count_++);
    const auto& children = states_[state].children;
    const auto child =
        std::find_if(children.begin(), children.end(), [byte](const auto& entry) { return entry.first == byte; });
    if (child != children.end()) {
      state = child->second;
      continue;
    }
    const auto next = static_cast<std::uint32_t>(states_.size());
    states_[state].children.emplace_back(byte, next);
    states_.emplace_back().depth = states_[state].depth + 1;
    state = next;
  }
  states_[state].outputs.push_back(Output{id, place});
  return true;
}

// Breadth first: a state's row is that of its longest proper suffix, which is less deep and so done, with its own
// children.
void SubstringSearch::Build() {
  next_.assign(states_.size() * class_count_, 0);
  std::vector<std::uint32_t> suffixes(states_.size(), 0);
  std::vector<std::uint32_t> queue = {0};
  queue.reserve(states_.size());
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const std::uint32_t state = queue[i];
    const std::uint32_t suffix = suffixes[state];
    State& here = states_[state];
    here.suffix_with_output = state == 0 ? 0 : states_[suffix].first_output;
    here.first_output = here.outputs.empty() ? here.suffix_with_output : state;
    const auto row = next_.begin() + static_cast<std::ptrdiff_t>(state * class_count_);
    if (state != 0) std::copy_n(next_.begin() + static_cast<std::ptrdiff_t>(suffix * class_count_), class_count_, row);
    for (const auto& [byte, child] : here.children) {
      const std::uint16_t column = classes_[byte];
      suffixes[child] = state == 0 ? 0 : row[column];
      row[column] = child;
      queue.push_back(child);
    }
    here.children = {};
  }
}

}  // namespace sigmatic::eval
