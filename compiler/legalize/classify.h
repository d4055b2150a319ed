// Which constructs a leaf of the IR is made of: the questions that a capability table answers.
#ifndef SIGMATIC_COMPILER_LEGALIZE_CLASSIFY_H_
#define SIGMATIC_COMPILER_LEGALIZE_CLASSIFY_H_

#include <cstdint>
#include <optional>

#include "compiler/ir/rule.h"
#include "compiler/legalize/capability.h"

namespace sigmatic::legalize {

class ConstructSet {
 public:
  void Add(Construct construct) { bits_ |= Bit(construct); }
  [[nodiscard]] bool Contains(Construct construct) const { return (bits_ & Bit(construct)) != 0; }

 private:
  static_assert(kConstructCount <= 64);
  static std::uint64_t Bit(Construct construct) { return std::uint64_t{1} << static_cast<unsigned>(construct); }
  std::uint64_t bits_ = 0;
};

// The constructs of one leaf; empty for and / or / not, which every target has.
ConstructSet Classify(const ir::Expression& expression);

// The fields that a leaf reads: none, one, or two for a comparison of fields.
struct LeafFields {
  std::optional<ir::FieldIndex> first;
  std::optional<ir::FieldIndex> second;
};
LeafFields FieldsOf(const ir::Expression& expression);

}  // namespace sigmatic::legalize

#endif  // SIGMATIC_COMPILER_LEGALIZE_CLASSIFY_H_
