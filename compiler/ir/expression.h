// What a rule means: boolean expressions over leaves that are true or false on every event, never unknown.
// No modifiers, no unresolved names, no escapes. docs/semantics.md defines each leaf; compiler/eval implements it.
#ifndef SIGMATIC_COMPILER_IR_EXPRESSION_H_
#define SIGMATIC_COMPILER_IR_EXPRESSION_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/decimal.h"
#include "compiler/base/span.h"
#include "compiler/regex/tree.h"

namespace sigmatic::ir {

using NodeIndex = std::uint32_t;   // into Rule::nodes
using FieldIndex = std::uint32_t;  // into Rule::fields

// A string pattern, matched against the whole of a value.
struct AnyRun {  // `*`: any run of code points, newlines included, also none
  friend bool operator==(const AnyRun&, const AnyRun&) = default;
};
struct AnyOne {  // `?`: exactly one code point
  friend bool operator==(const AnyOne&, const AnyOne&) = default;
};
struct Literal {
  std::string text;  // UTF-8, not empty
  friend bool operator==(const Literal&, const Literal&) = default;
};
using PatternPart = std::variant<Literal, AnyRun, AnyOne>;

// No two neighbouring Literals, no two neighbouring AnyRuns; of neighbouring AnyRun and AnyOne the AnyOnes come first.
// No parts: the empty string.
struct Pattern {
  std::vector<PatternPart> parts;
  bool cased = false;  // compares code points; otherwise simple case foldings

  [[nodiscard]] bool IsLiteral() const {
    return parts.empty() || (parts.size() == 1 && std::holds_alternative<Literal>(parts.front()));
  }
  // Only when IsLiteral().
  [[nodiscard]] std::string_view LiteralText() const {
    return parts.empty() ? std::string_view() : std::string_view(std::get<Literal>(parts.front()).text);
  }
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

// Leaves. Each holds for *any* of the field's values.

struct StringMatch {  // strings as they are; numbers and booleans as their JSON text; objects as compact JSON
  FieldIndex field;
  Pattern pattern;
};
struct RegexMatch {  // a search in the same texts
  FieldIndex field;
  regex::Regex regex;
};
struct NumberEquals {  // a number of the same value, or a string that is `text`
  FieldIndex field;
  base::Decimal value;
  std::string text;  // decimal text
};
struct BooleanEquals {  // that boolean, or the strings "true" / "false" in any case
  FieldIndex field;
  bool value;
};
struct IsNull {  // absent, null, or an array without a non-null element
  FieldIndex field;
};
struct Exists {  // the key is there, whatever its value
  FieldIndex field;
};
enum class Comparison : std::uint8_t { kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
struct NumberCompare {  // numbers, and strings that are decimal text
  FieldIndex field;
  Comparison comparison;
  base::Decimal value;
};
struct Network {
  bool v6 = false;
  std::array<std::uint8_t, 16> address{};  // network byte order, host bits zero; v4 uses the first four
  std::uint8_t prefix_length = 0;
};
struct InNetwork {  // a string that is an address of the network's own family
  FieldIndex field;
  Network network;
};
enum class FieldRelation : std::uint8_t { kEquals, kStartsWith, kEndsWith, kContains };
struct FieldCompare {  // some value of `left` stands in the relation to some value of `right`, as texts
  FieldIndex left;
  FieldIndex right;
  FieldRelation relation;
  bool cased = false;
};
enum class TimePart : std::uint8_t { kMinute, kHour, kDay, kWeek, kMonth, kYear };
enum class TimeComparison : std::uint8_t { kEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };
struct TimePartCompare {  // the part of an ISO 8601 text as written, or of epoch seconds / milliseconds in UTC
  FieldIndex field;
  TimePart part;
  TimeComparison comparison;
  std::int64_t value;
};
// Keywords: some scalar value anywhere in the event contains the pattern / has a match of the regex.
struct Keyword {
  Pattern pattern;  // with AnyRun at both ends
};
struct KeywordRegex {
  regex::Regex regex;
};

// Connectives.
struct Constant {  // made only by the simplifier and by empty lists
  bool value;
};
struct And {
  std::vector<NodeIndex> operands;
};
struct Or {
  std::vector<NodeIndex> operands;
};
struct Not {
  NodeIndex operand;
};

using Expression = std::variant<Constant, And, Or, Not, StringMatch, RegexMatch, NumberEquals, BooleanEquals, IsNull,
                                Exists, NumberCompare, InNetwork, FieldCompare, TimePartCompare, Keyword, KeywordRegex>;

struct Node {
  Expression expression;
  base::Span span;  // the value, condition operator or selector it came from
};

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_EXPRESSION_H_
