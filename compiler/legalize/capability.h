// What a target can express: one row a construct, in a table that is total by construction.
#ifndef SIGMATIC_COMPILER_LEGALIZE_CAPABILITY_H_
#define SIGMATIC_COMPILER_LEGALIZE_CAPABILITY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "compiler/fields/field_map.h"

namespace sigmatic::legalize {

enum class Construct : std::uint8_t {
#define SIGMATIC_CONSTRUCT(enumerator, title) enumerator,
#include "compiler/legalize/constructs.def"
#undef SIGMATIC_CONSTRUCT
};
inline constexpr std::size_t kConstructCount = static_cast<std::size_t>(Construct::kNever) + 1;  // the last of them

std::string_view Title(Construct construct);

// A set of field types, for "only on these".
class FieldTypes {
 public:
  constexpr FieldTypes() = default;
  constexpr FieldTypes(std::initializer_list<fields::FieldType> types) {
    for (const fields::FieldType type : types) bits_ |= Bit(type);
  }
  static constexpr FieldTypes All() {
    FieldTypes all;
    all.bits_ = (1U << fields::kFieldTypeCount) - 1U;
    return all;
  }
  [[nodiscard]] constexpr bool Contains(fields::FieldType type) const { return (bits_ & Bit(type)) != 0; }
  [[nodiscard]] constexpr bool IsAll() const { return bits_ == All().bits_; }
  [[nodiscard]] constexpr bool IsEmpty() const { return bits_ == 0; }

 private:
  static constexpr std::uint32_t Bit(fields::FieldType type) { return 1U << static_cast<std::uint32_t>(type); }
  std::uint32_t bits_ = 0;
};

// One row. `on` is where the construct is exact; everywhere else it is refused with `reason` and `way_out`.
// Constructs without a field of their own (keywords, constants) are accepted when `on` is not empty.
struct Capability {
  Construct construct;
  FieldTypes on;
  std::string_view idiom;    // how it is written where it is exact; empty when nowhere
  std::string_view reason;   // why not elsewhere: continues "<target> cannot express <construct>: "
  std::string_view way_out;  // what the author or the operator can do instead
  std::string_view source;   // the vendor page or section this row rests on
};

using CapabilityTable = std::array<Capability, kConstructCount>;

// For static_assert: a row for each construct, in order; an idiom where something is exact; a reason and a way out
// where something is refused; a source always.
constexpr bool IsTotal(const CapabilityTable& table) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Capability& row = table[i];
    if (static_cast<std::size_t>(row.construct) != i) return false;
    if (!row.on.IsEmpty() && row.idiom.empty()) return false;
    if (!row.on.IsAll() && (row.reason.empty() || row.way_out.empty())) return false;
    if (row.source.empty()) return false;
  }
  return true;
}

}  // namespace sigmatic::legalize

#endif  // SIGMATIC_COMPILER_LEGALIZE_CAPABILITY_H_
