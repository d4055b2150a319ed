#include "compiler/sema/expression_builder.h"

#include <string>
#include <utility>

#include "compiler/sema/analyze.h"

namespace sigmatic::sema {

ir::NodeIndex ExpressionBuilder::Add(ir::Expression expression, base::Span span) {
  if (rule_.nodes.size() >= kMaxNodes) full_ = true;
  if (full_) return 0;
  rule_.nodes.push_back(ir::Node{std::move(expression), span});
  return static_cast<ir::NodeIndex>(rule_.nodes.size() - 1);
}

ir::NodeIndex ExpressionBuilder::And(std::vector<ir::NodeIndex> operands, base::Span span) {
  if (operands.empty()) return Add(ir::Constant{true}, span);
  if (operands.size() == 1) return operands.front();
  operand_count_ += operands.size();
  if (operand_count_ > kMaxOperands) full_ = true;
  return Add(ir::And{std::move(operands)}, span);
}

ir::NodeIndex ExpressionBuilder::Or(std::vector<ir::NodeIndex> operands, base::Span span) {
  if (operands.empty()) return Add(ir::Constant{false}, span);
  if (operands.size() == 1) return operands.front();
  operand_count_ += operands.size();
  if (operand_count_ > kMaxOperands) full_ = true;
  return Add(ir::Or{std::move(operands)}, span);
}

ir::NodeIndex ExpressionBuilder::Not(ir::NodeIndex operand, base::Span span) { return Add(ir::Not{operand}, span); }

ir::FieldIndex ExpressionBuilder::Field(std::string_view name, base::Span span) {
  const auto index = static_cast<ir::FieldIndex>(rule_.fields.size());
  const auto [entry, is_new] = field_indices_.try_emplace(name, index);
  if (is_new) rule_.fields.push_back(ir::Field{std::string(name), span});
  return entry->second;
}

bool ExpressionBuilder::ReserveBytes(std::size_t count) {
  expanded_bytes_ += count;
  if (expanded_bytes_ > kMaxExpandedBytes) full_ = true;
  return !full_;
}

ExpressionBuilder::Trial::Trial(ExpressionBuilder* builder)
    : builder_(*builder), node_count_(builder_.rule_.nodes.size()), field_count_(builder_.rule_.fields.size()) {}

ExpressionBuilder::Trial::~Trial() {
  ir::Rule& rule = builder_.rule_;
  rule.nodes.erase(rule.nodes.begin() + static_cast<std::ptrdiff_t>(node_count_), rule.nodes.end());
  for (std::size_t i = field_count_; i < rule.fields.size(); ++i) builder_.field_indices_.erase(rule.fields[i].name);
  rule.fields.erase(rule.fields.begin() + static_cast<std::ptrdiff_t>(field_count_), rule.fields.end());
}

}  // namespace sigmatic::sema
