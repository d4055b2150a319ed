// A Logs Insights query as a tree. It holds plain values; text for the query is made, and escaped, only by emit.
//
// Two types of condition keep negation safe. What a test says about an event without its field is documented nowhere:
// false, or neither true nor false. At the top, and under `and` and `or`, both keep the event out, so a bare test will
// do. Under `not` they differ, so `not` takes only a TotalCondition, which is true or false on every event.
#ifndef SIGMATIC_BACKENDS_CLOUDWATCH_QUERY_H_
#define SIGMATIC_BACKENDS_CLOUDWATCH_QUERY_H_

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/decimal.h"
#include "compiler/ir/expression.h"
#include "compiler/regex/tree.h"

namespace sigmatic::cloudwatch {

// A discovered field, by its dotted name.
struct Field {
  std::string name;
};

// Tests on the text of a field.
struct PatternTest {  // one of the alternatives matches the whole text
  Field field;
  std::vector<ir::Pattern> alternatives;  // at least one; all as `cased` says
  bool cased = false;
};
struct RegexTest {  // the expression matches somewhere in the text
  Field field;
  const regex::Regex* regex;  // the rule's, which outlives the query
};
struct NumberTest {  // the text is a decimal number, and compares so
  Field field;
  ir::Comparison comparison;
  base::Decimal value;
};
struct NetworkTest {  // the text is an address in the network
  Field field;
  ir::Network network;
};
struct FieldPairTest {
  Field left;
  Field right;
  ir::FieldRelation relation;
  bool cased = false;
};
using Test = std::variant<PatternTest, RegexTest, NumberTest, NetworkTest, FieldPairTest>;

struct TotalCondition;

struct Present {
  Field field;
};
struct Guarded {                   // every field of the tests is present, and one of them holds
  std::vector<Test> alternatives;  // at least one; all on the same fields
};
struct TotalAnd {
  std::vector<TotalCondition> operands;
};
struct TotalOr {
  std::vector<TotalCondition> operands;
};
struct Not {
  std::unique_ptr<TotalCondition> operand;
};
struct TotalCondition {
  std::variant<Present, Guarded, TotalAnd, TotalOr, Not> node;
};

struct Condition;

struct And {
  std::vector<Condition> operands;
};
struct Or {
  std::vector<Condition> operands;
};
struct Condition {
  std::variant<Test, TotalCondition, And, Or> node;
};

// An event is in the result when it passes every filter.
struct Query {
  std::vector<Condition> filters;  // at least one
};

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_BACKENDS_CLOUDWATCH_QUERY_H_
