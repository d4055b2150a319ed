// An EQL event query as a tree: `any where <condition>`.
//
// Two kinds of condition keep negation safe. A field that no index maps is the literal `null` in EQL, and so is every
// test on it. At the top and under `and` / `or` null keeps the event out, as false does; but `not null` is null as
// well, and drops every event. So `not` takes only a TotalCondition, which is true or false on every event.
// https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-optional-fields
#ifndef SIGMATIC_BACKENDS_EQL_QUERY_H_
#define SIGMATIC_BACKENDS_EQL_QUERY_H_

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ir/expression.h"

namespace sigmatic::eql {

// A piece of query text that is complete as it stands, quotes and escapes included. Only the Quoter makes one.
template <typename Kind>
class Quoted {
 public:
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  friend class Quoter;
  explicit Quoted(std::string text) : text_(std::move(text)) {}

  std::string text_;
};
using FieldName = Quoted<struct FieldNameKind>;            // ?aws.cloudtrail.`x-y`
using StringLiteral = Quoted<struct StringLiteralKind>;    // "text"
using LikeLiteral = Quoted<struct LikeLiteralKind>;        // "text*": `*` and `?` are wildcards
using RegexLiteral = Quoted<struct RegexLiteralKind>;      // "te[xX]t.*": Lucene's dialect, the whole value
using NumberLiteral = Quoted<struct NumberLiteralKind>;    // -1.5
using NetworkLiteral = Quoted<struct NetworkLiteralKind>;  // "10.0.0.0/8"

// Tests: null when no index maps the field, false when the event lacks it. A list holds when one of its members does.
struct StringTest {
  FieldName field;
  bool cased = false;
  std::vector<StringLiteral> values;
};
struct LikeTest {
  FieldName field;
  bool cased = false;
  std::vector<LikeLiteral> patterns;
};
struct RegexTest {  // always `regex`, never `regex~`: https://github.com/apache/lucene/issues/14378
  FieldName field;
  std::vector<RegexLiteral> patterns;
};
struct NumberEqualsTest {
  FieldName field;
  std::vector<NumberLiteral> values;
};
struct NumberCompareTest {
  FieldName field;
  ir::Comparison comparison;
  NumberLiteral value;
};
struct BooleanTest {
  FieldName field;
  bool value;
};
struct NetworkTest {
  FieldName field;
  std::vector<NetworkLiteral> networks;
};
using Test =
    std::variant<StringTest, LikeTest, RegexTest, NumberEqualsTest, NumberCompareTest, BooleanTest, NetworkTest>;

template <typename Operand>
struct AllOf {
  std::vector<Operand> operands;
};
template <typename Operand>
struct AnyOf {
  std::vector<Operand> operands;
};

struct TotalCondition;

struct Constant {
  bool value;
};
struct NullCheck {  // EQL decides this one for unmapped fields too
  FieldName field;
  bool is_null;
};
struct Guarded {  // ?field != null and tests: all on the same field
  FieldName field;
  std::vector<Test> tests;  // at least one
  bool any = false;         // one of the tests must hold; else all
};
struct Not {
  std::unique_ptr<TotalCondition> operand;
};
struct TotalCondition {
  std::variant<Constant, NullCheck, Guarded, Not, AllOf<TotalCondition>, AnyOf<TotalCondition>> node;
};

// What may stand where null is as good as false.
struct Condition {
  std::variant<TotalCondition, Test, AllOf<Condition>, AnyOf<Condition>> node;
};

struct Query {
  Condition condition;
};

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_QUERY_H_
