#include "compiler/sema/analyze.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "compiler/sema/condition.h"
#include "compiler/sema/detection_builder.h"
#include "compiler/sema/expression_builder.h"

namespace sigmatic::sema {
namespace {

std::string TextOrEmpty(const std::optional<ast::Text>& text) { return text ? text->text : std::string(); }

// Everything but the expression.
ir::Rule Describe(const ast::Rule& source) {
  ir::Rule rule;
  rule.file = source.file;
  rule.span = source.span;
  rule.id = TextOrEmpty(source.id);
  rule.title = source.title.text;
  if (source.level) rule.level = ast::Name(*source.level);
  rule.tags.reserve(source.tags.size());
  for (const ast::Text& tag : source.tags) rule.tags.push_back(tag.text);
  rule.log_source = {TextOrEmpty(source.log_source.category), TextOrEmpty(source.log_source.product),
                     TextOrEmpty(source.log_source.service)};
  rule.log_source_span = source.log_source.span;
  return rule;
}

// Whether this could be said of a rule only because a part of it is missing.
bool MayFollowFromAGap(base::Code code) {
  switch (code) {
    case base::Code::kEmptyDetection:
    case base::Code::kUnusedDetection:
    case base::Code::kRuleTooLarge:
    case base::Code::kAllWithOneValue:
      return true;
    default:
      return false;
  }
}

}  // namespace

void CheckIncomplete(const ast::Rule& rule, base::Diagnostics& diagnostics) {
  base::Diagnostics found;
  static_cast<void>(Analyze(rule, found).ok());
  for (const base::Diagnostic& diagnostic : found.all()) {
    if (MayFollowFromAGap(diagnostic.code)) continue;
    diagnostics.Report(diagnostic.code, *diagnostic.file, diagnostic.span, diagnostic.message, diagnostic.hint);
  }
}

base::Result<ir::Rule> Analyze(const ast::Rule& rule, base::Diagnostics& diagnostics) {
  if (rule.detections.size() > kMaxDetections) {
    diagnostics.Report(base::Code::kRuleTooLarge, *rule.file, rule.span,
                       fmt::format("the rule has more than {} detections", kMaxDetections), "split the rule");
    return base::Failure{};
  }
  const std::size_t errors_before = diagnostics.error_count();
  ir::Rule result = Describe(rule);
  ExpressionBuilder expressions(&result);
  DetectionBuilder detections(*rule.file, &expressions, &diagnostics);
  ConditionBuilder conditions(rule, &detections, &expressions, &diagnostics);
  std::vector<ir::NodeIndex> alternatives;
  base::Span span;
  for (const ast::Condition& condition : rule.conditions) {
    if (expressions.IsFull()) break;
    span = alternatives.empty() ? condition.span : base::Cover(span, condition.span);
    alternatives.push_back(conditions.Build(condition));
  }
  result.root = expressions.Or(std::move(alternatives), span);
  conditions.CheckUnused();
  if (expressions.IsFull()) {
    diagnostics.Report(base::Code::kRuleTooLarge, *rule.file, rule.span, "the rule has too many values to be compiled",
                       "split the rule");
  }
  if (diagnostics.error_count() > errors_before) return base::Failure{};
  return result;
}

}  // namespace sigmatic::sema
