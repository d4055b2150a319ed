// Grows the nodes and fields of an ir::Rule, within limits that keep hostile rules from taking memory.
#ifndef SIGMATIC_COMPILER_SEMA_EXPRESSION_BUILDER_H_
#define SIGMATIC_COMPILER_SEMA_EXPRESSION_BUILDER_H_

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/ir/rule.h"

namespace sigmatic::sema {

inline constexpr std::size_t kMaxOperands = 1000000;          // of all connectives: a few bytes each
inline constexpr std::size_t kMaxExpandedBytes = 16U << 20U;  // of all texts that windash and base64offset make

class ExpressionBuilder {
 public:
  // Fills `rule.fields` and `rule.nodes`; the rule outlives the builder.
  explicit ExpressionBuilder(ir::Rule* rule) : rule_(*rule) {}

  // Once IsFull(), nodes are dropped and the indices mean nothing: the rule has to be refused.
  ir::NodeIndex Add(ir::Expression expression, base::Span span);
  // A single operand stands for itself; none is the constant.
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands, base::Span span);
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands, base::Span span);
  ir::NodeIndex Not(ir::NodeIndex operand, base::Span span);

  // The field of that name; `name` outlives the builder.
  ir::FieldIndex Field(std::string_view name, base::Span span);

  // Takes note of texts that are to be made; false when that is too much.
  bool ReserveBytes(std::size_t count);

  [[nodiscard]] bool IsFull() const { return full_; }

  // Forgets what is added while it lives, but not that a limit was hit.
  class Trial {
   public:
    explicit Trial(ExpressionBuilder* builder);
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    ~Trial();

   private:
    ExpressionBuilder& builder_;
    std::size_t node_count_;
    std::size_t field_count_;
  };

 private:
  ir::Rule& rule_;
  std::unordered_map<std::string_view, ir::FieldIndex> field_indices_;
  std::size_t operand_count_ = 0;
  std::size_t expanded_bytes_ = 0;
  bool full_ = false;
};

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_EXPRESSION_BUILDER_H_
