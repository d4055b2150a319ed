// Detections -> expressions: each value becomes a leaf, lists and maps become or / and.
// Sigma rules specification 2.1.0, section "Detection"; docs/semantics.md says what each value means.
#ifndef SIGMATIC_COMPILER_SEMA_DETECTION_BUILDER_H_
#define SIGMATIC_COMPILER_SEMA_DETECTION_BUILDER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/detection.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/sema/chain.h"
#include "compiler/sema/expression_builder.h"

namespace sigmatic::sema {

class DetectionBuilder {
 public:
  // All of them outlive the builder.
  DetectionBuilder(const base::SourceFile& file, ExpressionBuilder* expressions, base::Diagnostics* diagnostics)
      : file_(file), expressions_(*expressions), diagnostics_(*diagnostics) {}

  // Adds the detection's expression. Faults are reported; what they concern is left out, so that the others are found
  // too.
  ir::NodeIndex Build(const ast::Detection& detection);

 private:
  // One item with what its values need to become leaves.
  struct Item {
    const ast::DetectionItem& source;
    const Chain& chain;
    std::optional<ir::FieldIndex> field;  // none: keywords
  };
  using Leaf = std::optional<ir::NodeIndex>;  // none: a fault has been reported

  ir::NodeIndex BuildItem(const ast::DetectionItem& source);
  Leaf BuildValue(const Item& item, const ast::Value& value);

  Leaf BuildMatch(const Item& item, const ast::Value& value);
  Leaf BuildPattern(const Item& item, const ast::Value& value);
  Leaf BuildRegex(const Item& item, const ast::Value& value);
  Leaf BuildNetwork(const Item& item, const ast::Value& value);
  Leaf BuildFieldReference(const Item& item, const ast::Value& value);
  Leaf BuildExists(const Item& item, const ast::Value& value);
  Leaf BuildComparison(const Item& item, const ast::Value& value);
  Leaf BuildTimePart(const Item& item, const ast::Value& value);

  ir::NodeIndex AddPattern(const Item& item, ir::Pattern pattern, base::Span span);
  std::optional<std::vector<ir::Pattern>> Expand(const Item& item, ir::Pattern pattern, base::Span span);
  std::optional<std::vector<ir::Pattern>> Encode(ast::Modifier encoding, const std::vector<ir::Pattern>& patterns,
                                                 base::Span span);

  void CheckList(const Item& item);
  void WarnMatchesEveryValue(const Item& item, base::Span span);
  void Report(base::Code code, base::Span span, std::string message, std::string hint = {});

  const base::SourceFile& file_;
  ExpressionBuilder& expressions_;
  base::Diagnostics& diagnostics_;
};

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_DETECTION_BUILDER_H_
