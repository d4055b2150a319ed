// Conditions -> expressions: names resolved, selectors expanded. Sigma rules specification 2.1.0, section "Condition".
#ifndef SIGMATIC_COMPILER_SEMA_CONDITION_H_
#define SIGMATIC_COMPILER_SEMA_CONDITION_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ast/rule.h"
#include "compiler/base/diagnostic.h"
#include "compiler/sema/detection_builder.h"
#include "compiler/sema/expression_builder.h"

namespace sigmatic::sema {

// The detections whose names a selector's pattern matches, in the rule's order; `*` is any run of characters, an empty
// pattern is `them`. Names that start with `_` are left out unless the pattern starts with `_`.
std::vector<std::size_t> SelectDetections(std::string_view pattern, const std::vector<ast::NamedDetection>& detections);

// Builds a rule's conditions; a detection is built once, when a condition first needs it, and then referred to.
class ConditionBuilder {
 public:
  ConditionBuilder(const ast::Rule& rule, DetectionBuilder* detections, ExpressionBuilder* expressions,
                   base::Diagnostics* diagnostics);

  ir::NodeIndex Build(const ast::Condition& condition);

  // Looks for faults in the detections that no condition built so far uses, and warns of them if all names were
  // resolved.
  void CheckUnused();

 private:
  ir::NodeIndex BuildName(const ast::ConditionName& name, base::Span span);
  ir::NodeIndex BuildSelector(const ast::ConditionSelector& selector, base::Span span);
  // The or of the ands of every choice of `count` operands.
  ir::NodeIndex BuildChoices(const std::vector<ir::NodeIndex>& operands, std::size_t count, base::Span span);
  ir::NodeIndex BuildDetection(std::size_t index);

  const ast::Rule& rule_;
  DetectionBuilder& detections_;
  ExpressionBuilder& expressions_;
  base::Diagnostics& diagnostics_;
  std::unordered_map<std::string_view, std::size_t> indices_;
  std::vector<std::optional<ir::NodeIndex>> built_;  // by detection
  bool has_unresolved_ = false;                      // a name or selector that has been reported
  std::size_t name_comparisons_ = 0;                 // made to suggest names
};

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_CONDITION_H_
