// Finds many literals in a text in one pass: the automaton of Aho and Corasick (CACM 18:6, 1975), with a dense table
// over the bytes that the literals use.
#ifndef SIGMATIC_COMPILER_EVAL_SUBSTRING_SEARCH_H_
#define SIGMATIC_COMPILER_EVAL_SUBSTRING_SEARCH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace sigmatic::eval {

class SubstringSearch {
 public:
  enum class Place : std::uint8_t { kAnywhere, kAtStart, kAtEnd };

  SubstringSearch() : states_(1) {}

  // Before Build(). False when the automaton would become too large; the literal (not empty) is not added then.
  bool Add(std::string_view literal, Place place, std::uint32_t id);
  void Build();

  // Calls `found(id)` for each literal that is in the text at its place, more than once if it is there more than once.
  template <typename Found>
  void Run(std::string_view text, const Found& found) const {
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next_[state * class_count_ + classes_[static_cast<unsigned char>(text[i])]];
      for (std::uint32_t at = states_[state].first_output; at != 0; at = states_[at].suffix_with_output) {
        for (const Output& output : states_[at].outputs) {
          if (output.place == Place::kAtStart && i + 1 != states_[at].depth) continue;
          if (output.place == Place::kAtEnd && i + 1 != text.size()) continue;
          found(output.id);
        }
      }
    }
  }

 private:
  static constexpr std::size_t kMaxStates = 1U << 16U;  // at most 64 MiB of table, when all 256 bytes are used

  struct Output {
    std::uint32_t id;
    Place place;
  };
  struct State {
    std::vector<std::pair<unsigned char, std::uint32_t>> children;  // empty after Build()
    std::vector<Output> outputs;                                    // literals that end here
    std::uint32_t depth = 0;
    std::uint32_t first_output = 0;        // this state or its longest suffix with outputs; 0: there is none
    std::uint32_t suffix_with_output = 0;  // the next one after this state
  };

  std::vector<State> states_;                 // the first is the start; no literal ends there
  std::array<std::uint16_t, 256> classes_{};  // byte -> column; 0 is every byte that no literal has
  std::size_t class_count_ = 1;
  std::vector<std::uint32_t> next_ = {0};  // by state and column
};

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_SUBSTRING_SEARCH_H_
