// A field of the rule as SQL values: columns, struct members, elements of arrays, values inside JSON texts.
#ifndef SIGMATIC_BACKENDS_ATHENA_VALUES_H_
#define SIGMATIC_BACKENDS_ATHENA_VALUES_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "backends/athena/query.h"
#include "compiler/fields/map_fields.h"

namespace sigmatic::athena {

class Values {
 public:
  enum class Kind {
    kScalars,            // strings, numbers and booleans as their text
    kScalarsAndObjects,  // and objects inside a JSON text as compact JSON
  };
  using Test = std::function<Condition(const Value&)>;

  // The rule outlives this.
  explicit Values(const fields::MappedRule& rule);

  // Whether the field may have several values in a row, so that AnyValue is an any_match.
  static bool HasSeveral(const fields::MappedField& field);

  // TRUE where some value of the field passes the test. The test is called once, and is NULL on a value that is NULL.
  Condition AnyValue(const fields::MappedField& field, Kind kind, const Test& test);

  // TRUE where the field has a value that is not null.
  Condition HasValue(const fields::MappedField& field);

  // TRUE where the field is absent, null, or an array of nothing else; FALSE elsewhere.
  Condition HasNoValue(const fields::MappedField& field);

  // TRUE where the field is there.
  Condition Exists(const fields::MappedField& field);

  // any_match over an array, with a lambda parameter that hides no column and no parameter around it.
  Condition AnyElement(Value array, const std::function<Condition(const Identifier&)>& body);

  // The column that holds the whole event as text; the map names one.
  [[nodiscard]] Value KeywordText() const;

 private:
  Condition AnyValueFrom(const fields::MappedField& field, Column column, std::size_t step, Kind kind,
                         const Test& test);
  Condition AnyColumn(const fields::MappedField& field, const std::function<Condition(const Column&)>& test);
  Condition AnyColumnFrom(const fields::MappedField& field, Column column, std::size_t step,
                          const std::function<Condition(const Column&)>& test);
  Condition AnyJsonValue(const fields::MappedField& field, const Column& column, Kind kind, const Test& test);

  const fields::MappedRule& rule_;
  std::vector<std::string> parameters_;  // names for nested lambdas, the outermost first; made when needed
  std::size_t depth_ = 0;
};

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_VALUES_H_
