// An Athena query as a tree. What it holds of a rule's text is escaped already (see escape.h).
//
// Two types of condition keep negation safe. SQL's comparisons are NULL on a row without the value. WHERE keeps only
// what is TRUE, and neither AND nor OR makes NULL into TRUE, so there a Condition, which may be NULL, will do. NOT NULL
// is NULL again, though, and the row would be lost: `not` takes only a Total, which is TRUE or FALSE on every row.
// https://trino.io/docs/current/functions/logical.html#effect-of-null-on-logical-operators
#ifndef SIGMATIC_BACKENDS_ATHENA_QUERY_H_
#define SIGMATIC_BACKENDS_ATHENA_QUERY_H_

#include <memory>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/athena/escape.h"
#include "compiler/base/decimal.h"

namespace sigmatic::athena {

// Holds a T that is not complete yet; copies as deep as a T does.
template <typename T>
class Box {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a Box is a T, kept elsewhere
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&&) noexcept = default;
  Box& operator=(const Box& other) {
    value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Box& operator=(Box&&) noexcept = default;
  ~Box() = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }

 private:
  std::unique_ptr<T> value_;
};

// Values.

struct Value;

struct Column {  // a column, or a lambda's parameter, and struct members below it
  std::vector<Identifier> parts;
};
struct Number {
  base::Decimal value;
};
struct Boolean {
  bool value;
};
struct Call {
  std::string_view function;
  std::vector<Value> arguments;
};
struct TryCast {
  Box<Value> operand;
  std::string_view type;
};
// Every value below a path of a JSON text, as ARRAY(JSON).
struct JsonValues {
  Box<Value> json;
  LaxJsonPath path;
};
struct ArrayLiteral {
  std::vector<StringLiteral> elements;
};
struct Value {
  std::variant<Column, StringLiteral, ScalarJsonPath, Number, Boolean, Call, TryCast, JsonValues, ArrayLiteral> node;
};

// Conditions that may be NULL.

struct Condition;
struct Total;

enum class ComparisonOperator : std::uint8_t { kEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
struct Comparison {
  Value left;
  ComparisonOperator op;
  Value right;
};
struct InList {
  Value operand;
  std::vector<StringLiteral> values;
};
struct Like {
  Value operand;
  LikePattern pattern;
};
struct CallCondition {  // a call of a function that returns a boolean, or NULL when an argument is NULL
  Call call;
};
struct FirstKnown {  // COALESCE(first, second)
  Box<Condition> first;
  Box<Condition> second;
};
struct JsonExists {
  Value json;
  LaxJsonPath path;
};
struct AnyMatch {
  Value array;
  Identifier parameter;
  Box<Condition> body;
};
struct And {
  std::vector<Condition> operands;  // two or more
};
struct Or {
  std::vector<Condition> operands;  // two or more
};

struct Condition {
  std::variant<Comparison, InList, Like, CallCondition, FirstKnown, JsonExists, AnyMatch, And, Or, Box<Total>> node;
};

// Conditions that are TRUE or FALSE on every row.

struct IsNull {
  Value operand;
};
struct IsNotNull {
  Value operand;
};
struct NullAsFalse {  // COALESCE(condition, FALSE)
  Condition condition;
};
struct Not {
  Box<Total> operand;
};
struct Constant {
  bool value;
};
struct TotalAnd {
  std::vector<Total> operands;  // two or more
};
struct TotalOr {
  std::vector<Total> operands;  // two or more
};
struct Total {
  std::variant<IsNull, IsNotNull, NullAsFalse, Not, Constant, TotalAnd, TotalOr> node;
};

struct Query {
  std::vector<Identifier> table;  // catalog, database, table; the first two may be left out
  Condition where;
};

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_QUERY_H_
