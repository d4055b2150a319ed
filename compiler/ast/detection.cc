#include "compiler/ast/detection.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sigmatic::ast {
namespace {

struct NamedModifier {
  std::string_view name;
  Modifier modifier;
};

constexpr std::array kModifiers = {
#define SIGMATIC_MODIFIER(enumerator, name) NamedModifier{name, Modifier::enumerator},
#define SIGMATIC_MODIFIER_ALIAS(enumerator, name) NamedModifier{name, Modifier::enumerator},
#include "compiler/ast/modifiers.def"
#undef SIGMATIC_MODIFIER
#undef SIGMATIC_MODIFIER_ALIAS
};

// Aliases have no enumerator, so their rows would shift Name()'s index if they stood among the others.
constexpr bool AliasesComeLast() {
  std::size_t next = 0;
  bool aliases = false;
  for (const NamedModifier& entry : kModifiers) {
    if (!aliases && static_cast<std::size_t>(entry.modifier) == next) {
      ++next;
    } else {
      aliases = true;
      if (static_cast<std::size_t>(entry.modifier) >= next) return false;
    }
  }
  return true;
}
static_assert(AliasesComeLast());

}  // namespace

std::string_view Name(Modifier modifier) { return kModifiers.at(static_cast<std::size_t>(modifier)).name; }

std::optional<Modifier> FindModifier(std::string_view name) {
  const auto* const found = std::find_if(kModifiers.begin(), kModifiers.end(),
                                         [name](const NamedModifier& entry) { return entry.name == name; });
  if (found == kModifiers.end()) return std::nullopt;
  return found->modifier;
}

std::span<const std::string_view> ModifierNames() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kModifiers.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) names.at(i) = kModifiers.at(i).name;
    return names;
  }();
  return kNames;
}

}  // namespace sigmatic::ast
