// Any text as a condition: no crash, no hang, and a tree in which children stand before their parents.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <variant>

#include "compiler/ast/condition.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/source_file.h"
#include "compiler/base/unicode.h"
#include "compiler/parse/condition_parser.h"
#include "compiler/yaml/node.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sigmatic::ast::ConditionIndex;
  const std::string text(data, data + size);
  if (sigmatic::base::FindInvalidUtf8(text)) return 0;  // the YAML reader lets none pass
  const sigmatic::base::SourceFile file("fuzz.yml", text);
  sigmatic::yaml::Node scalar;
  scalar.text = text;
  scalar.span.end = static_cast<std::uint32_t>(size);
  sigmatic::base::Diagnostics diagnostics;
  const auto condition = sigmatic::parse::ParseCondition(file, scalar, diagnostics);
  Check(condition.ok() != diagnostics.HasErrors());
  if (!condition.ok()) return 0;

  Check(condition->root < condition->nodes.size());
  for (ConditionIndex i = 0; i < condition->nodes.size(); ++i) {
    const auto& node = condition->nodes[i];
    Check(node.span.begin < node.span.end && node.span.end <= size);
    const auto check_operands = [i](const auto& operands) {
      Check(operands.size() >= 2);
      for (const ConditionIndex operand : operands) Check(operand < i);
    };
    std::visit(sigmatic::base::Overloaded{
                   [&](const sigmatic::ast::ConditionAnd& connective) { check_operands(connective.operands); },
                   [&](const sigmatic::ast::ConditionOr& connective) { check_operands(connective.operands); },
                   [&](const sigmatic::ast::ConditionNot& negation) { Check(negation.operand < i); },
                   [](const sigmatic::ast::ConditionName& name) { Check(!name.name.empty()); },
                   [](const sigmatic::ast::ConditionSelector& selector) { Check(selector.pattern != "them"); },
               },
               node.node);
  }
  return 0;
}
