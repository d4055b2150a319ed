#include "backends/cloudwatch/lower.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "backends/cloudwatch/escape.h"
#include "compiler/base/overloaded.h"
#include "compiler/regex/analysis.h"

namespace sigmatic::cloudwatch {
namespace {

ir::Pattern WholeText(std::string text) {
  ir::Pattern pattern;
  pattern.parts.emplace_back(ir::Literal{std::move(text)});
  return pattern;
}

// `*` alone: any text at all.
bool MatchesEveryText(const ir::Pattern& pattern) {
  return pattern.parts.size() == 1 && std::holds_alternative<ir::AnyRun>(pattern.parts.front());
}

// `not not` is written nowhere in the manual, and says nothing: a total condition has two values.
TotalCondition Negate(TotalCondition condition) {
  if (auto* negation = std::get_if<Not>(&condition.node)) {
    TotalCondition operand = std::move(*negation->operand);
    return operand;
  }
  return TotalCondition{Not{std::make_unique<TotalCondition>(std::move(condition))}};
}

TotalCondition Guard(Test test) {
  Guarded guarded;
  guarded.alternatives.push_back(std::move(test));
  return TotalCondition{std::move(guarded)};
}

// Whether the test might hold for a missing field, should the service take that for an empty text.
bool HoldsForEmptyText(const Test& test) {
  return std::visit(base::Overloaded{
                        [](const PatternTest& t) {
                          return std::any_of(t.alternatives.begin(), t.alternatives.end(),
                                             [](const ir::Pattern& pattern) {
                                               return pattern.parts.empty() || MatchesEveryText(pattern);
                                             });
                        },
                        [](const RegexTest& t) { return regex::MatchesEmpty(*t.regex); },
                        [](const NumberTest& /*t*/) { return false; },
                        [](const NetworkTest& /*t*/) { return false; },
                        [](const FieldPairTest& /*t*/) { return true; },
                    },
                    test);
}

// A leaf before it is known whether it stands below a `not`.
using Leaf = std::variant<Test, TotalCondition>;

template <typename Type>
constexpr bool kIsTotal = std::is_same_v<Type, TotalCondition>;

// Below a `not` (TotalCondition) each test gets its guard; elsewhere (Condition) only if a missing field might pass it.
template <typename Type>
Type Finish(Leaf leaf) {
  return std::visit(base::Overloaded{
                        [](Test& test) -> Type {
                          if constexpr (kIsTotal<Type>) {
                            return Guard(std::move(test));
                          } else {
                            if (HoldsForEmptyText(test)) return Condition{Guard(std::move(test))};
                            return Condition{std::move(test)};
                          }
                        },
                        [](TotalCondition& condition) -> Type { return Type{std::move(condition)}; },
                    },
                    leaf);
}

Leaf LeafOf(PatternTest test) {
  for (const ir::Pattern& pattern : test.alternatives) {
    if (MatchesEveryText(pattern)) return TotalCondition{Present{std::move(test.field)}};
  }
  return Test{std::move(test)};
}

// What a leaf compares with a value that a pattern can say: the same for two leaves whose patterns can share a test.
struct Subject {
  std::optional<ir::FieldIndex> field;  // none: the event's own text
  bool cased;

  friend bool operator==(const Subject&, const Subject&) = default;
};

struct ValueLeaf {
  Subject subject;
  ir::Pattern pattern;
};

// A discovered field is text here (see the projection), so a number is its text, and so is a boolean.
std::optional<ValueLeaf> AsValueLeaf(const ir::Expression& expression) {
  if (const auto* text = std::get_if<ir::StringMatch>(&expression)) {
    return ValueLeaf{{text->field, text->pattern.cased}, text->pattern};
  }
  if (const auto* number = std::get_if<ir::NumberEquals>(&expression)) {
    return ValueLeaf{{number->field, false}, WholeText(number->text)};
  }
  if (const auto* boolean = std::get_if<ir::BooleanEquals>(&expression)) {
    return ValueLeaf{{boolean->field, false}, WholeText(boolean->value ? "true" : "false")};
  }
  if (const auto* keyword = std::get_if<ir::Keyword>(&expression)) {
    return ValueLeaf{{std::nullopt, keyword->pattern.cased}, keyword->pattern};
  }
  return std::nullopt;
}

// The one field of a guarded condition that others on the same field can join.
const Field* SharedField(const Test& test) {
  return std::visit(base::Overloaded{
                        [](const PatternTest& t) { return &t.field; },
                        [](const RegexTest& t) { return &t.field; },
                        [](const NumberTest& t) { return &t.field; },
                        [](const NetworkTest& t) { return &t.field; },
                        [](const FieldPairTest& /*t*/) -> const Field* { return nullptr; },
                    },
                    test);
}

// Guarded tests of one field share their guard: `ispresent(f) and (test or test)`.
std::vector<TotalCondition> ShareGuards(std::vector<TotalCondition> operands) {
  std::vector<TotalCondition> shared;
  std::unordered_map<std::string, std::size_t> places;  // of the guarded conditions in `shared`, by field
  for (TotalCondition& operand : operands) {
    auto* guarded = std::get_if<Guarded>(&operand.node);
    const Field* field = guarded == nullptr ? nullptr : SharedField(guarded->alternatives.front());
    if (field != nullptr) {
      const auto [place, is_new] = places.try_emplace(field->name, shared.size());
      if (!is_new) {
        auto& first = std::get<Guarded>(shared[place->second].node);
        for (Test& test : guarded->alternatives) first.alternatives.push_back(std::move(test));
        continue;
      }
    }
    shared.push_back(std::move(operand));
  }
  return shared;
}

class Lowerer {
 public:
  explicit Lowerer(const fields::MappedRule& rule) : rule_(rule) {}

  [[nodiscard]] Query LowerRule() const {
    Query query;
    const ir::Expression& root = rule_.rule.at(rule_.rule.root).expression;
    const auto* conjunction = std::get_if<ir::And>(&root);
    if (conjunction != nullptr && !conjunction->operands.empty()) {
      // A filter for each operand reads better than one long filter.
      query.filters = LowerAll<Condition>(conjunction->operands);
    } else {
      query.filters.push_back(Lower<Condition>(rule_.rule.root));
    }
    return query;
  }

 private:
  // `Type`: TotalCondition below a `not`, else Condition.
  template <typename Type>
  [[nodiscard]] Type Lower(ir::NodeIndex index) const {
    const ir::Expression& expression = rule_.rule.at(index).expression;
    const auto value = [&] {
      ValueLeaf leaf = *AsValueLeaf(expression);
      return Finish<Type>(LeafOf(PatternTest{FieldOf(leaf.subject), {std::move(leaf.pattern)}, leaf.subject.cased}));
    };
    return std::visit(
        base::Overloaded{
            [](const ir::Constant& leaf) { return Truth<Type>(leaf.value); },
            [&](const ir::And& node) { return LowerAnd<Type>(node); },
            [&](const ir::Or& node) { return LowerOr<Type>(node); },
            [&](const ir::Not& node) { return Type{Negate(Lower<TotalCondition>(node.operand))}; },
            [&](const ir::StringMatch& /*leaf*/) { return value(); },
            [&](const ir::NumberEquals& /*leaf*/) { return value(); },
            [&](const ir::BooleanEquals& /*leaf*/) { return value(); },
            [&](const ir::RegexMatch& leaf) {
              return Finish<Type>(Test{RegexTest{FieldOf(leaf.field), &leaf.regex}});
            },
            [&](const ir::IsNull& leaf) { return Type{Negate(TotalCondition{Present{FieldOf(leaf.field)}})}; },
            [&](const ir::Exists& leaf) { return Type{TotalCondition{Present{FieldOf(leaf.field)}}}; },
            [&](const ir::NumberCompare& leaf) {
              return Finish<Type>(Test{NumberTest{FieldOf(leaf.field), leaf.comparison, leaf.value}});
            },
            [&](const ir::InNetwork& leaf) {
              return Finish<Type>(Test{NetworkTest{FieldOf(leaf.field), leaf.network}});
            },
            [&](const ir::FieldCompare& leaf) {
              return Finish<Type>(
                  Test{FieldPairTest{FieldOf(leaf.left), FieldOf(leaf.right), leaf.relation, leaf.cased}});
            },
            [](const ir::TimePartCompare& /*leaf*/) {
              static_assert(CloudWatch::Row(legalize::Construct::kTimePart).on.IsEmpty(),
                            "refused before it gets here");
              return Truth<Type>(false);
            },
            [&](const ir::Keyword& /*leaf*/) { return value(); },
            [&](const ir::KeywordRegex& leaf) {
              return Finish<Type>(Test{RegexTest{WholeEvent(), &leaf.regex}});
            },
        },
        expression);
  }

  template <typename Type>
  [[nodiscard]] std::vector<Type> LowerAll(const std::vector<ir::NodeIndex>& indices) const {
    std::vector<Type> lowered;
    lowered.reserve(indices.size());
    for (const ir::NodeIndex index : indices) lowered.push_back(Lower<Type>(index));
    return lowered;
  }

  template <typename Type>
  [[nodiscard]] Type LowerAnd(const ir::And& node) const {
    using AndOf = std::conditional_t<kIsTotal<Type>, TotalAnd, And>;
    if (node.operands.empty()) return Truth<Type>(true);
    return Type{AndOf{LowerAll<Type>(node.operands)}};
  }

  // Values of one field become the alternatives of one test, at the place of the first of them.
  template <typename Type>
  [[nodiscard]] Type LowerOr(const ir::Or& node) const {
    using OrOf = std::conditional_t<kIsTotal<Type>, TotalOr, Or>;
    if (node.operands.empty()) return Truth<Type>(false);
    std::vector<std::variant<PatternTest, ir::NodeIndex>> parts;
    std::vector<std::pair<Subject, std::size_t>> lists;  // with the place in `parts` where their values are gathered
    for (const ir::NodeIndex operand : node.operands) {
      std::optional<ValueLeaf> leaf = AsValueLeaf(rule_.rule.at(operand).expression);
      if (!leaf) {
        parts.emplace_back(operand);
        continue;
      }
      auto list = std::find_if(lists.begin(), lists.end(),
                               [&](const auto& candidate) { return candidate.first == leaf->subject; });
      if (list == lists.end()) {
        list = lists.insert(list, {leaf->subject, parts.size()});
        parts.emplace_back(PatternTest{FieldOf(leaf->subject), {}, leaf->subject.cased});
      }
      std::get<PatternTest>(parts[list->second]).alternatives.push_back(std::move(leaf->pattern));
    }
    std::vector<Type> operands;
    operands.reserve(parts.size());
    for (auto& part : parts) {
      operands.push_back(std::visit(base::Overloaded{
                                        [](PatternTest& test) { return Finish<Type>(LeafOf(std::move(test))); },
                                        [this](ir::NodeIndex operand) { return Lower<Type>(operand); },
                                    },
                                    part));
    }
    if constexpr (kIsTotal<Type>) operands = ShareGuards(std::move(operands));
    return Type{OrOf{std::move(operands)}};
  }

  // Every event has its own text, so whether that is present says true.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
  template <typename Type>
  static Type Truth(bool value) {
    TotalCondition always{Present{Field{"@message"}}};
    return value ? Type{std::move(always)} : Type{Negate(std::move(always))};
  }

  [[nodiscard]] Field FieldOf(ir::FieldIndex index) const { return Field{FieldNameOf(rule_.field(index).path)}; }
  [[nodiscard]] Field FieldOf(const Subject& subject) const {
    return subject.field ? FieldOf(*subject.field) : WholeEvent();
  }
  [[nodiscard]] Field WholeEvent() const { return Field{FieldNameOf(rule_.keyword_text)}; }

  const fields::MappedRule& rule_;
};

}  // namespace

Query Lower(const legalize::Legal<CloudWatch>& legal) { return Lowerer(legal.rule()).LowerRule(); }

}  // namespace sigmatic::cloudwatch
