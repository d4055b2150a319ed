#include "backends/eql/emit.h"

#include <cstdint>
#include <string_view>
#include <utility>

#include "compiler/base/overloaded.h"

namespace sigmatic::eql {
namespace {

// Where a condition stands, and so whether it needs parentheses.
enum class Place : std::uint8_t { kTop, kUnderAnd, kUnderOr, kUnderNot };

// With the spaces around it.
std::string_view Symbol(ir::Comparison comparison) {
  switch (comparison) {
    case ir::Comparison::kLess:
      return " < ";
    case ir::Comparison::kLessOrEqual:
      return " <= ";
    case ir::Comparison::kGreater:
      return " > ";
    case ir::Comparison::kGreaterOrEqual:
      return " >= ";
  }
  return {};
}

class Emitter {
 public:
  std::string Finish() && { return std::move(out_); }

  void Append(std::string_view text) { out_ += text; }

  void Append(const Condition& condition, Place place) {
    std::visit(base::Overloaded{
                   [&](const TotalCondition& node) { Append(node, place); },
                   [&](const Test& node) { AppendTest(node); },
                   [&](const AllOf<Condition>& node) { AppendOperands(node.operands, Place::kUnderAnd, place); },
                   [&](const AnyOf<Condition>& node) { AppendOperands(node.operands, Place::kUnderOr, place); },
               },
               condition.node);
  }

 private:
  void Append(const TotalCondition& condition, Place place) {
    std::visit(base::Overloaded{
                   [&](const Constant& node) { Append(node.value ? "true" : "false"); },
                   [&](const NullCheck& node) {
                     Append(node.field.text());
                     Append(node.is_null ? " == null" : " != null");
                   },
                   [&](const Guarded& node) { AppendGuarded(node, place); },
                   [&](const Not& node) {
                     Append("not ");
                     Append(*node.operand, Place::kUnderNot);
                   },
                   [&](const AllOf<TotalCondition>& node) { AppendOperands(node.operands, Place::kUnderAnd, place); },
                   [&](const AnyOf<TotalCondition>& node) { AppendOperands(node.operands, Place::kUnderOr, place); },
               },
               condition.node);
  }

  // A guard joins the `and` it stands in.
  void AppendGuarded(const Guarded& node, Place place) {
    if (place != Place::kUnderAnd) Append("(");
    Append(node.field.text());
    Append(" != null and ");
    const bool in_parentheses = node.any && node.tests.size() > 1;
    if (in_parentheses) Append("(");
    for (const Test& test : node.tests) {
      if (&test != &node.tests.front()) Append(node.any ? " or " : " and ");
      AppendTest(test);
    }
    if (in_parentheses) Append(")");
    if (place != Place::kUnderAnd) Append(")");
  }

  template <typename Operand>
  void AppendOperands(const std::vector<Operand>& operands, Place inside, Place place) {
    const bool top = place == Place::kTop;
    if (!top) Append("(");
    for (const Operand& operand : operands) {
      if (&operand != &operands.front()) {
        Append(inside == Place::kUnderAnd ? " and" : " or");
        Append(top ? "\n  " : " ");
      }
      Append(operand, inside);
    }
    if (!top) Append(")");
  }

  void AppendTest(const Test& test) {
    std::visit(base::Overloaded{
                   [&](const StringTest& t) { AppendStrings(t); },
                   [&](const LikeTest& t) { AppendMatch(t.field, t.cased ? " like " : " like~ ", t.patterns); },
                   [&](const RegexTest& t) { AppendMatch(t.field, " regex ", t.patterns); },
                   [&](const NumberEqualsTest& t) { AppendEquals(t.field, " == ", " in ", t.values); },
                   [&](const NumberCompareTest& t) {
                     Append(t.field.text());
                     Append(Symbol(t.comparison));
                     Append(t.value.text());
                   },
                   [&](const BooleanTest& t) {
                     Append(t.field.text());
                     Append(t.value ? " == true" : " == false");
                   },
                   [&](const NetworkTest& t) {
                     Append("cidrMatch(");
                     Append(t.field.text());
                     Append(", ");
                     AppendSeparated(t.networks);
                     Append(")");
                   },
               },
               test);
  }

  void AppendStrings(const StringTest& test) {
    if (test.cased) {
      AppendEquals(test.field, " == ", " in ", test.values);
      return;
    }
    // `:` expands `*` and `?`, `in~` does not. Escapes have neither character, so the literal's text can be asked.
    const bool plain = test.values.front().text().find_first_of("*?") == std::string::npos;
    AppendEquals(test.field, plain ? " : " : "", " in~ ", test.values);
  }

  // One value with the operator, when there is one, else a list.
  template <typename Literal>
  void AppendEquals(const FieldName& field, std::string_view single, std::string_view list,
                    const std::vector<Literal>& values) {
    Append(field.text());
    if (values.size() == 1 && !single.empty()) {
      Append(single);
      Append(values.front().text());
    } else {
      Append(list);
      AppendParenthesized(values);
    }
  }

  // An operator that takes a single literal as well as a list.
  template <typename Literal>
  void AppendMatch(const FieldName& field, std::string_view match, const std::vector<Literal>& values) {
    Append(field.text());
    Append(match);
    if (values.size() == 1) {
      Append(values.front().text());
    } else {
      AppendParenthesized(values);
    }
  }

  template <typename Literal>
  void AppendParenthesized(const std::vector<Literal>& values) {
    Append("(");
    AppendSeparated(values);
    Append(")");
  }

  template <typename Literal>
  void AppendSeparated(const std::vector<Literal>& values) {
    for (const Literal& value : values) {
      if (&value != &values.front()) Append(", ");
      Append(value.text());
    }
  }

  std::string out_;
};

}  // namespace

std::string Emit(const Query& query) {
  Emitter emitter;
  emitter.Append("any where ");
  emitter.Append(query.condition, Place::kTop);
  return std::move(emitter).Finish();
}

}  // namespace sigmatic::eql
