// The pieces of a query that hold text from a rule or a field map. Each is a type of its own that only its maker can
// make, already escaped, so nothing unescaped gets into a query. This is the only place that escapes.
#ifndef SIGMATIC_BACKENDS_ATHENA_ESCAPE_H_
#define SIGMATIC_BACKENDS_ATHENA_ESCAPE_H_

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/fields/field_map.h"
#include "compiler/ir/expression.h"

namespace sigmatic::athena {

// 'text'. A quote is doubled; a backslash is itself. Control and invisible characters are written as U&'\000A', so that
// a query shows what it does. https://trino.io/docs/current/language/types.html#varchar
class StringLiteral {
 public:
  static StringLiteral Of(std::string_view utf8);
  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  explicit StringLiteral(std::string sql) : sql_(std::move(sql)) {}
  std::string sql_;
};

// The name of a column, struct member or table: plain where it can be, else between double quotes. Names are
// case-insensitive and stored in lower case.
// https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
class Identifier {
 public:
  static Identifier Of(std::string_view name);
  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  explicit Identifier(std::string sql) : sql_(std::move(sql)) {}
  std::string sql_;
};

// 'a%b', with ESCAPE '\' where the pattern has a literal `%` or `_`. Observed on Trino 483: `%` takes newlines, and `_`
// one code point. https://trino.io/docs/current/functions/comparison.html#pattern-comparison-like
class LikePattern {
 public:
  // The text of the literals is taken as it is; where letters have to be in lower case, the caller sees to it.
  static LikePattern Of(const ir::Pattern& pattern);

  // The same in two parts: a string that holds a pattern, and the pattern that a variable holds.
  static StringLiteral TextOf(const ir::Pattern& pattern);
  static LikePattern In(const Identifier& variable);

  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  explicit LikePattern(std::string sql) : sql_(std::move(sql)) {}
  std::string sql_;
};

// '$.a["b c"]': the path of json_extract_scalar. It takes a key of digits as the index of an array (observed on Trino
// 483: '$["0"]' finds the first element), so such keys must not be given to it.
// https://trino.io/docs/current/functions/json.html
class ScalarJsonPath {
 public:
  static bool CanHold(std::span<const fields::PathStep> keys);
  static ScalarJsonPath Of(std::span<const fields::PathStep> keys);
  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  explicit ScalarJsonPath(std::string sql) : sql_(std::move(sql)) {}
  std::string sql_;
};

// 'lax $.a.b': the path of json_query and json_exists. Lax mode looks for a key in each element of an array.
// https://trino.io/docs/current/functions/json.html#json-path-modes
class LaxJsonPath {
 public:
  enum class Selection : std::uint8_t {
    kKey,       // what the last key holds
    kValues,    // each element where it holds an array, and each element of elements that are arrays: a `[*]` for each
    kNonNulls,  // of those, the ones that are not null; a filter in lax mode looks into an array, too
  };
  static LaxJsonPath Of(std::span<const fields::PathStep> keys, Selection selection);
  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  explicit LaxJsonPath(std::string sql) : sql_(std::move(sql)) {}
  std::string sql_;
};

// Whether lower() leaves this character alone and makes no other character into it, as far as simple case folding goes.
// Not so for letters that have another case, nor for U+0130, which has none in simple folding but becomes `i` (observed
// on Trino 483).
bool IsSameInLowerCase(char32_t code_point);

// Whether a character is seen for what it is: no control, format or blank character besides the space.
bool IsVisible(char32_t code_point);

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_ESCAPE_H_
