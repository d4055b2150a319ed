#include "backends/eql/capabilities.h"

#include <string>
#include <utility>
#include <variant>

#include "backends/eql/leaf.h"

namespace sigmatic::eql {

void Eql::CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics) {
  std::variant<Leaf, Refusal> lowered = LowerLeaf(rule, node);
  auto* refusal = std::get_if<Refusal>(&lowered);
  if (refusal == nullptr || refusal->message.empty()) return;
  diagnostics.Report(refusal->code, *rule.rule.file, node.span, std::move(refusal->message), std::move(refusal->hint));
}

}  // namespace sigmatic::eql
