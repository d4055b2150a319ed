// Finds the values of many fields in one walk over an event. The meaning is that of FindField (field_lookup.h).
#ifndef SIGMATIC_COMPILER_EVAL_FIELD_TRIE_H_
#define SIGMATIC_COMPILER_EVAL_FIELD_TRIE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/eval/field_lookup.h"
#include "compiler/eval/value.h"

namespace sigmatic::eval {

// Makes std::unordered_map<std::string, ...> searchable by std::string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename T>
using StringMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

class FieldTrie {
 public:
  FieldTrie() : nodes_(1) {}

  void Add(std::string_view name, std::uint32_t field);

  // Sets `(*fields)[i]` for each field i that the event has, and appends i to `*found`. The entries of fields that it
  // does not have are left alone; those that it sets must be empty.
  void Collect(const Value& event, std::vector<FieldValues>* fields, std::vector<std::uint32_t>* found) const;

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  struct Node {
    StringMap<std::uint32_t> children;
    std::uint32_t field = kNone;
  };
  struct Result {
    std::vector<FieldValues>* fields;
    std::vector<std::uint32_t>* found;
  };

  void Walk(const Value& value, const Node& node, const Result& result) const;
  static void Append(const Value& value, std::uint32_t field, const Result& result);

  std::vector<Node> nodes_;
  StringMap<std::uint32_t> dotted_;  // names that may also be a key of the event itself
};

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_FIELD_TRIE_H_
