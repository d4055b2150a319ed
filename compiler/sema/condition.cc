#include "compiler/sema/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/ir/pattern.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::sema {
namespace {

// Names compared to find the nearest ones, per rule: it is slow for long names, and nobody reads hundreds of
// suggestions.
constexpr std::size_t kMaxNameComparisons = 2000;
constexpr std::size_t kMaxNamesShown = 10;  // of detections, in a hint

// A leading underscore keeps a detection out of `them` and of most patterns.
bool IsHidden(std::string_view name) { return name.substr(0, 1) == "_"; }

ir::Pattern NamePattern(std::string_view pattern) {
  ir::Pattern result;
  result.cased = true;
  while (!pattern.empty()) {
    const std::size_t star = pattern.find('*');
    if (star != 0) result.parts.emplace_back(ir::Literal{std::string(pattern.substr(0, star))});
    if (star == std::string_view::npos) break;
    result.parts.emplace_back(ir::AnyRun{});
    pattern.remove_prefix(star + 1);
  }
  return ir::Normalize(std::move(result));
}

// `n` over `k`, or `limit` when it is more than that.
std::size_t Combinations(std::size_t n, std::size_t k, std::size_t limit) {
  k = k < n - k ? k : n - k;
  std::size_t result = 1;
  for (std::size_t i = 1; i <= k; ++i) {
    result = result * (n - k + i) / i;
    if (result >= limit) return limit;
  }
  return result;
}

std::string SelectorText(const ast::ConditionSelector& selector) {
  const std::string count =
      std::visit(base::Overloaded{
                     [](const ast::ConditionSelector::All&) { return std::string("all"); },
                     [](const ast::ConditionSelector::AtLeast& at_least) { return std::to_string(at_least.count); },
                 },
                 selector.quantifier);
  return fmt::format("{} of {}", count, selector.pattern.empty() ? std::string_view("them") : selector.pattern);
}

}  // namespace

std::vector<std::size_t> SelectDetections(std::string_view pattern,
                                          const std::vector<ast::NamedDetection>& detections) {
  const ir::Pattern name_pattern = NamePattern(pattern);
  const bool with_hidden = IsHidden(pattern);
  std::vector<std::size_t> selected;
  for (std::size_t i = 0; i < detections.size(); ++i) {
    const std::string_view name = detections[i].name;
    if (IsHidden(name) && !with_hidden) continue;
    if (pattern.empty() || ir::Matches(name_pattern, name)) selected.push_back(i);
  }
  return selected;
}

ConditionBuilder::ConditionBuilder(const ast::Rule& rule, DetectionBuilder* detections, ExpressionBuilder* expressions,
                                   base::Diagnostics* diagnostics)
    : rule_(rule),
      detections_(*detections),
      expressions_(*expressions),
      diagnostics_(*diagnostics),
      built_(rule.detections.size()) {
  for (std::size_t i = 0; i < rule.detections.size(); ++i) indices_.emplace(rule.detections[i].name, i);
}

ir::NodeIndex ConditionBuilder::Build(const ast::Condition& condition) {
  std::vector<ir::NodeIndex> results;  // of the nodes so far, which come before those that refer to them
  results.reserve(condition.nodes.size());
  const auto results_of = [&results](const std::vector<ast::ConditionIndex>& indices) {
    std::vector<ir::NodeIndex> operands;
    operands.reserve(indices.size());
    for (const ast::ConditionIndex index : indices) operands.push_back(results[index]);
    return operands;
  };
  for (const ast::ConditionNode& node : condition.nodes) {
    if (expressions_.IsFull()) return 0;
    results.push_back(std::visit(
        base::Overloaded{
            [&](const ast::ConditionAnd& conjunction) {
              return expressions_.And(results_of(conjunction.operands), node.span);
            },
            [&](const ast::ConditionOr& disjunction) {
              return expressions_.Or(results_of(disjunction.operands), node.span);
            },
            [&](const ast::ConditionNot& negation) { return expressions_.Not(results[negation.operand], node.span); },
            [&](const ast::ConditionName& name) { return BuildName(name, node.span); },
            [&](const ast::ConditionSelector& selector) { return BuildSelector(selector, node.span); },
        },
        node.node));
  }
  return results[condition.root];
}

ir::NodeIndex ConditionBuilder::BuildDetection(std::size_t index) {
  std::optional<ir::NodeIndex>& built = built_[index];
  if (!built) built = detections_.Build(rule_.detections[index].detection);
  return *built;
}

ir::NodeIndex ConditionBuilder::BuildName(const ast::ConditionName& name, base::Span span) {
  const auto found = indices_.find(name.name);
  if (found != indices_.end()) return BuildDetection(found->second);
  std::string hint;
  has_unresolved_ = true;
  name_comparisons_ += rule_.detections.size();
  if (name_comparisons_ <= kMaxNameComparisons) {
    std::vector<std::string_view> names;
    names.reserve(rule_.detections.size());
    for (const ast::NamedDetection& detection : rule_.detections) names.push_back(detection.name);
    const std::string_view nearest = base::NearestName(name.name, names);
    if (!nearest.empty()) hint = fmt::format("did you mean `{}`?", nearest);
  }
  diagnostics_.Report(base::Code::kUndefinedDetection, *rule_.file, span,
                      fmt::format("no detection is named `{}`", name.name), std::move(hint));
  return expressions_.Add(ir::Constant{false}, span);
}

ir::NodeIndex ConditionBuilder::BuildSelector(const ast::ConditionSelector& selector, base::Span span) {
  const std::vector<std::size_t> selected = SelectDetections(selector.pattern, rule_.detections);
  if (selected.empty()) {
    has_unresolved_ = true;
    const bool hidden = std::any_of(rule_.detections.begin(), rule_.detections.end(),
                                    [](const ast::NamedDetection& named) { return IsHidden(named.name); });
    std::vector<std::string_view> names;
    for (const ast::NamedDetection& named : rule_.detections) names.push_back(named.name);
    names.resize(std::min(names.size(), kMaxNamesShown));
    diagnostics_.Report(base::Code::kSelectorMatchesNothing, *rule_.file, span,
                        fmt::format("`{}` matches no detection", SelectorText(selector)),
                        hidden
                            ? std::string("names that start with `_` are matched only by patterns that start with `_`")
                            : fmt::format("the rule's detections are: {}", fmt::join(names, ", ")));
    return expressions_.Add(ir::Constant{false}, span);
  }
  std::vector<ir::NodeIndex> operands;
  operands.reserve(selected.size());
  for (const std::size_t index : selected) operands.push_back(BuildDetection(index));

  const std::size_t count =
      std::visit(base::Overloaded{
                     [&](const ast::ConditionSelector::All&) { return operands.size(); },
                     [](const ast::ConditionSelector::AtLeast& at_least) { return at_least.count; },
                 },
                 selector.quantifier);
  if (count == 0 || count > operands.size()) {
    diagnostics_.Report(base::Code::kSelectorCountImpossible, *rule_.file, span,
                        fmt::format("`{}` cannot be: the pattern matches {} of the detections", SelectorText(selector),
                                    operands.size()),
                        fmt::format("write a number from 1 to {}, or `all of`", operands.size()));
    return expressions_.Add(ir::Constant{false}, span);
  }
  if (count == operands.size()) return expressions_.And(std::move(operands), span);
  if (count == 1) return expressions_.Or(std::move(operands), span);
  if (Combinations(operands.size(), count, kMaxSelectorCombinations + 1) > kMaxSelectorCombinations) {
    diagnostics_.Report(base::Code::kTooManyCombinations, *rule_.file, span,
                        fmt::format("`{}` has more than {} combinations of its {} detections", SelectorText(selector),
                                    kMaxSelectorCombinations, operands.size()),
                        "use fewer detections or a narrower pattern");
    return expressions_.Add(ir::Constant{false}, span);
  }
  return BuildChoices(operands, count, span);
}

ir::NodeIndex ConditionBuilder::BuildChoices(const std::vector<ir::NodeIndex>& operands, std::size_t count,
                                             base::Span span) {
  std::vector<ir::NodeIndex> choices;
  std::vector<std::size_t> chosen(count);  // ascending; the first choice is 0, 1, 2 ...
  for (std::size_t i = 0; i < count; ++i) chosen[i] = i;
  while (true) {
    std::vector<ir::NodeIndex> members;
    members.reserve(count);
    for (const std::size_t index : chosen) members.push_back(operands[index]);
    choices.push_back(expressions_.And(std::move(members), span));
    // The next choice in lexical order: move the last member that can still move, and line up those behind it.
    std::size_t moving = count;
    while (moving > 0 && chosen[moving - 1] == operands.size() - count + (moving - 1)) --moving;
    if (moving == 0) break;
    ++chosen[moving - 1];
    for (std::size_t i = moving; i < count; ++i) chosen[i] = chosen[i - 1] + 1;
  }
  return expressions_.Or(std::move(choices), span);
}

void ConditionBuilder::CheckUnused() {
  const ExpressionBuilder::Trial trial(&expressions_);
  for (std::size_t i = 0; i < rule_.detections.size(); ++i) {
    if (built_[i]) continue;
    const ast::NamedDetection& detection = rule_.detections[i];
    detections_.Build(detection.detection);
    // What is hidden from selectors may be there for later; and a misspelt name leaves another one unused.
    if (IsHidden(detection.name) || has_unresolved_) continue;
    diagnostics_.Report(base::Code::kUnusedDetection, *rule_.file, detection.name_span,
                        fmt::format("no condition uses the detection `{}`", detection.name),
                        "add it to the condition, remove it, or start its name with `_` to keep it for later");
  }
}

}  // namespace sigmatic::sema
