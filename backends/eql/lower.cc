#include "backends/eql/lower.h"

#include <cassert>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "backends/eql/leaf.h"
#include "compiler/base/overloaded.h"

namespace sigmatic::eql {
namespace {

template <typename T>
void MoveToEnd(std::vector<T>* from, std::vector<T>* to) {
  to->insert(to->end(), std::make_move_iterator(from->begin()), std::make_move_iterator(from->end()));
}

// Tests with the same key can be one test with a longer list; empty: not this one.
std::string ListKey(const Test& test) {
  const auto key = [&test](const FieldName& field, bool cased) {
    return static_cast<char>('a' + test.index() * 2 + (cased ? 1 : 0)) + field.text();
  };
  return std::visit(base::Overloaded{
                        [&](const StringTest& t) { return key(t.field, t.cased); },
                        [&](const LikeTest& t) { return key(t.field, t.cased); },
                        [&](const RegexTest& t) { return key(t.field, true); },
                        [&](const NumberEqualsTest& t) { return key(t.field, true); },
                        [](const NumberCompareTest& /*t*/) { return std::string(); },
                        [](const BooleanTest& /*t*/) { return std::string(); },
                        [&](const NetworkTest& t) { return key(t.field, true); },
                    },
                    test);
}

// Only for tests with the same ListKey(), so of one type.
void Extend(Test* test, Test&& more) {
  std::visit(base::Overloaded{
                 [&](StringTest& t) { MoveToEnd(&std::get<StringTest>(more).values, &t.values); },
                 [&](LikeTest& t) { MoveToEnd(&std::get<LikeTest>(more).patterns, &t.patterns); },
                 [&](RegexTest& t) { MoveToEnd(&std::get<RegexTest>(more).patterns, &t.patterns); },
                 [&](NumberEqualsTest& t) { MoveToEnd(&std::get<NumberEqualsTest>(more).values, &t.values); },
                 [](NumberCompareTest& /*t*/) {},
                 [](BooleanTest& /*t*/) {},
                 [&](NetworkTest& t) { MoveToEnd(&std::get<NetworkTest>(more).networks, &t.networks); },
             },
             *test);
}

const FieldName& FieldOf(const Test& test) {
  return std::visit(base::Overloaded{
                        [](const StringTest& t) -> const FieldName& { return t.field; },
                        [](const LikeTest& t) -> const FieldName& { return t.field; },
                        [](const RegexTest& t) -> const FieldName& { return t.field; },
                        [](const NumberEqualsTest& t) -> const FieldName& { return t.field; },
                        [](const NumberCompareTest& t) -> const FieldName& { return t.field; },
                        [](const BooleanTest& t) -> const FieldName& { return t.field; },
                        [](const NetworkTest& t) -> const FieldName& { return t.field; },
                    },
                    test);
}

// The two kinds of condition differ in what becomes of a test, and in nothing else.
template <typename Kind>
Kind FromTest(Test test) {
  if constexpr (std::is_same_v<Kind, TotalCondition>) {
    FieldName field = FieldOf(test);
    Guarded guarded{std::move(field), {}, false};
    guarded.tests.push_back(std::move(test));
    return TotalCondition{std::move(guarded)};
  } else {
    return Condition{std::move(test)};
  }
}

template <typename Kind>
Kind FromTotal(TotalCondition total) {
  if constexpr (std::is_same_v<Kind, TotalCondition>) {
    return total;
  } else {
    return Condition{std::move(total)};
  }
}

template <typename Kind>
Kind FromConstant(bool value) {
  return FromTotal<Kind>(TotalCondition{Constant{value}});
}

Test* TestOf(TotalCondition* condition) {
  auto* guarded = std::get_if<Guarded>(&condition->node);
  return guarded == nullptr || guarded->tests.size() != 1 ? nullptr : &guarded->tests.front();
}
Test* TestOf(Condition* condition) { return std::get_if<Test>(&condition->node); }

// Guarded tests on one field share their guard, under `and` (any: false) as under `or` (any: true).
void ShareGuards(std::vector<TotalCondition>* operands, bool any) {
  std::unordered_map<std::string_view, std::size_t> guards;  // by field: which operand guards it
  std::vector<TotalCondition> shared;
  shared.reserve(operands->size());  // so that the keys, which point into it, stay valid
  for (TotalCondition& operand : *operands) {
    auto* guarded = std::get_if<Guarded>(&operand.node);
    if (guarded == nullptr || (guarded->tests.size() > 1 && guarded->any != any)) {
      shared.push_back(std::move(operand));
      continue;
    }
    const auto earlier = guards.find(guarded->field.text());
    if (earlier != guards.end()) {
      auto& first = std::get<Guarded>(shared[earlier->second].node);
      first.any = any;
      MoveToEnd(&guarded->tests, &first.tests);
      continue;
    }
    shared.push_back(std::move(operand));
    guards.emplace(std::get<Guarded>(shared.back().node).field.text(), shared.size() - 1);
  }
  *operands = std::move(shared);
}
// Outside of `not` nothing is guarded.
void ShareGuards(std::vector<Condition>* /*operands*/, bool /*any*/) {}

class Lowering {
 public:
  explicit Lowering(const fields::MappedRule& rule) : rule_(rule) {}

  // Kind: TotalCondition below a `not`, else Condition.
  template <typename Kind>
  [[nodiscard]] Kind Lower(ir::NodeIndex index) const {
    const ir::Node& node = rule_.rule.at(index);
    if (const auto* conjunction = std::get_if<ir::And>(&node.expression)) return LowerAnd<Kind>(*conjunction);
    if (const auto* disjunction = std::get_if<ir::Or>(&node.expression)) return LowerOr<Kind>(*disjunction);
    if (const auto* negation = std::get_if<ir::Not>(&node.expression)) {
      return FromTotal<Kind>(LowerNot(negation->operand));
    }
    std::variant<Leaf, Refusal> lowered = LowerLeaf(rule_, node);
    auto* leaf = std::get_if<Leaf>(&lowered);
    assert(leaf != nullptr && "legalize has refused whatever does not lower");
    if (leaf == nullptr) return FromConstant<Kind>(false);
    return std::visit(base::Overloaded{
                          [](Constant constant) { return FromConstant<Kind>(constant.value); },
                          [](NullCheck& check) { return FromTotal<Kind>(TotalCondition{std::move(check)}); },
                          [](Test& test) { return FromTest<Kind>(std::move(test)); },
                      },
                      *leaf);
  }

 private:
  template <typename Kind>
  [[nodiscard]] Kind LowerAnd(const ir::And& node) const {
    AllOf<Kind> all;
    all.operands.reserve(node.operands.size());
    for (const ir::NodeIndex operand : node.operands) all.operands.push_back(Lower<Kind>(operand));
    ShareGuards(&all.operands, false);
    if (all.operands.empty()) return FromConstant<Kind>(true);
    if (all.operands.size() == 1) return std::move(all.operands.front());
    return Kind{std::move(all)};
  }

  template <typename Kind>
  [[nodiscard]] Kind LowerOr(const ir::Or& node) const {
    AnyOf<Kind> any;
    std::unordered_map<std::string, std::size_t> lists;  // by ListKey: which operand has the list
    for (const ir::NodeIndex index : node.operands) {
      Kind operand = Lower<Kind>(index);
      Test* test = TestOf(&operand);
      std::string key = test == nullptr ? std::string() : ListKey(*test);
      if (!key.empty()) {
        const auto [list, is_new] = lists.try_emplace(std::move(key), any.operands.size());
        if (!is_new) {
          Extend(TestOf(&any.operands[list->second]), std::move(*test));
          continue;
        }
      }
      any.operands.push_back(std::move(operand));
    }
    ShareGuards(&any.operands, true);
    if (any.operands.empty()) return FromConstant<Kind>(false);
    if (any.operands.size() == 1) return std::move(any.operands.front());
    return Kind{std::move(any)};
  }

  [[nodiscard]] TotalCondition LowerNot(ir::NodeIndex operand) const {
    auto total = std::make_unique<TotalCondition>(Lower<TotalCondition>(operand));
    if (auto* check = std::get_if<NullCheck>(&total->node)) {
      return TotalCondition{NullCheck{std::move(check->field), !check->is_null}};
    }
    return TotalCondition{Not{std::move(total)}};
  }

  const fields::MappedRule& rule_;
};

}  // namespace

Query Lower(const legalize::Legal<Eql>& legal) {
  return Query{Lowering(legal.rule()).Lower<Condition>(legal.rule().rule.root)};
}

}  // namespace sigmatic::eql
