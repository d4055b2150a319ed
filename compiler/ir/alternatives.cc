#include "compiler/ir/alternatives.h"

#include <cstddef>
#include <map>
#include <utility>
#include <variant>

namespace sigmatic::ir {

std::vector<Alternatives> GroupAlternatives(const Rule& rule, const Or& node) {
  std::vector<Alternatives> groups;
  std::map<std::pair<FieldIndex, bool>, std::size_t> lists;  // (field, cased) -> place in `groups`
  for (const NodeIndex operand : node.operands) {
    const auto* match = std::get_if<StringMatch>(&rule.at(operand).expression);
    if (match != nullptr && match->pattern.IsLiteral()) {
      const auto [list, added] = lists.try_emplace({match->field, match->pattern.cased}, groups.size());
      if (!added) {
        groups[list->second].members.push_back(operand);
        continue;
      }
    }
    groups.push_back(Alternatives{{operand}});
  }
  return groups;
}

}  // namespace sigmatic::ir
