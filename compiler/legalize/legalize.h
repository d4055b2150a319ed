// MappedRule -> Legal<Target>: the only way to a value that a backend's Emit accepts.
//
// Walks the rule against the target's capability table and reports *every* construct that it cannot express, with its
// place, the reason and a way out; then fails. A target adds what no table can say (limits on one value, say) in
// its own CheckLeaf.
#ifndef SIGMATIC_COMPILER_LEGALIZE_LEGALIZE_H_
#define SIGMATIC_COMPILER_LEGALIZE_LEGALIZE_H_

#include <functional>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/fields/map_fields.h"
#include "compiler/legalize/capability.h"

namespace sigmatic::legalize {

// Called for each reachable leaf; reports what it refuses (code kTargetCannotExpress, or a code of its own).
using LeafCheck = std::function<void(const fields::MappedRule&, const ir::Node&, base::Diagnostics&)>;

// The shared walk. True when nothing was refused. `title` is the target's name in messages ("Elastic EQL").
bool CheckRule(const fields::MappedRule& rule, std::string_view title, const CapabilityTable& table,
               const LeafCheck& check, base::Diagnostics& diagnostics);

// Target: a type with
//   static constexpr std::string_view kTitle;
//   static constexpr CapabilityTable kCapabilities;     // static_assert(IsTotal(kCapabilities))
//   static void CheckLeaf(const fields::MappedRule&, const ir::Node&, base::Diagnostics&);
template <typename Target>
class Legal {
 public:
  [[nodiscard]] const fields::MappedRule& rule() const { return *rule_; }

 private:
  explicit Legal(const fields::MappedRule& rule) : rule_(&rule) {}

  template <typename T>
  friend base::Result<Legal<T>> Legalize(const fields::MappedRule& rule, base::Diagnostics& diagnostics);

  const fields::MappedRule* rule_;  // not owned: a rule outlives its way through a backend
};

template <typename Target>
base::Result<Legal<Target>> Legalize(const fields::MappedRule& rule, base::Diagnostics& diagnostics) {
  static_assert(IsTotal(Target::kCapabilities), "every construct needs a row, in order, with its reasons");
  if (!CheckRule(rule, Target::kTitle, Target::kCapabilities, &Target::CheckLeaf, diagnostics)) return base::Failure{};
  return Legal<Target>(rule);
}

}  // namespace sigmatic::legalize

#endif  // SIGMATIC_COMPILER_LEGALIZE_LEGALIZE_H_
