// A Splunk query as a tree. What the `search` command filters and what `where` filters are different languages, so they
// are different types; each kind of condition is true or false on every event, never NULL, so `NOT` may stand before
// any.
#ifndef SIGMATIC_BACKENDS_SPLUNK_QUERY_H_
#define SIGMATIC_BACKENDS_SPLUNK_QUERY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/decimal.h"
#include "compiler/ir/expression.h"
#include "compiler/regex/tree.h"

namespace sigmatic::splunk {

struct FieldName {
  std::string text;  // as Splunk has it, unquoted

  friend bool operator==(const FieldName&, const FieldName&) = default;
};

// The `search` command ------------------------------------------------------------------------------------------------

// A literal, perhaps with the wildcard `*` at an end. Printable ASCII without `*`: see SearchValueOf() in lower.cc.
struct SearchValue {
  bool any_before = false;
  std::string text;
  bool any_after = false;

  friend bool operator==(const SearchValue&, const SearchValue&) = default;
};

// field="value", or field IN ("a", "b"): the field has one of the values, in any case.
struct SearchComparison {
  FieldName field;
  std::vector<SearchValue> values;  // one or more
};

struct SearchExpression;
struct SearchAnd {
  std::vector<SearchExpression> operands;  // two or more
};
struct SearchOr {
  std::vector<SearchExpression> operands;  // two or more
};
struct SearchNot {
  std::unique_ptr<SearchExpression> operand;
};
struct SearchExpression {
  std::variant<SearchComparison, SearchAnd, SearchOr, SearchNot> node;
};

// The `where` command -------------------------------------------------------------------------------------------------
// Each leaf is one idiom, written in idioms.cc with the vendor's page that it rests on.

// Some value of the field has a match.
struct AnyValueMatches {
  FieldName field;
  regex::Regex regex;
  bool except_null = false;  // the text `null` does not count: it is how JSON's null reads
};
// Some value of the field is a number that stands in the relation to `bound`.
struct AnyNumber {
  FieldName field;
  ir::Comparison comparison;
  base::Decimal bound;
};
// Some value of the field is an address in one of the networks, all of one family.
struct AnyAddress {
  FieldName field;
  std::vector<ir::Network> networks;  // one or more
};
// The event has the field.
struct FieldPresent {
  FieldName field;
};
// For fields with one value.
struct FieldsRelate {
  FieldName left;
  FieldName right;
  ir::FieldRelation relation;  // not kContains
  bool cased = false;
};
// For fields with one value.
struct TimePartRelates {
  FieldName field;
  ir::TimePart part;
  ir::TimeComparison comparison;
  std::int64_t value;
};
struct Constant {
  bool value;
};

struct Condition;
struct And {
  std::vector<Condition> operands;  // two or more
};
struct Or {
  std::vector<Condition> operands;  // two or more
};
struct Not {
  std::unique_ptr<Condition> operand;
};
struct Condition {
  std::variant<AnyValueMatches, AnyNumber, AnyAddress, FieldPresent, FieldsRelate, TimePartRelates, Constant, And, Or,
               Not>
      node;
};

// <source> <search> | where <where>
struct Query {
  std::vector<std::pair<std::string, std::string>> source;  // index=..., sourcetype=...
  std::vector<SearchExpression> search;                     // all of them; may let through more than the rule
  std::vector<Condition> where;                             // all of them
};

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_QUERY_H_
