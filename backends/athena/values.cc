#include "backends/athena/values.h"

#include <algorithm>
#include <span>
#include <utility>

#include "compiler/base/unicode.h"

namespace sigmatic::athena {
namespace {

using fields::FieldType;
using fields::MappedField;
using fields::PathStep;

bool IsArray(const PathStep& step) { return step.array; }

bool HasArrayColumn(const MappedField& field) { return std::any_of(field.path.begin(), field.path.end(), IsArray); }

// Whether the part inside the JSON text may lead to several values. A map that gives a path inside JSON a type other
// than json says that there is one scalar value at most.
bool HasSeveralJsonValues(const MappedField& field) {
  return !field.json.empty() && (field.type == FieldType::kJson || !ScalarJsonPath::CanHold(field.json));
}

Value ColumnValue(Column column) { return Value{std::move(column)}; }

Value Text(std::string_view text) { return Value{StringLiteral::Of(text)}; }

Condition NotNull(const Value& value) { return Condition{Box<Total>(Total{IsNotNull{value}})}; }

Condition Negated(Condition condition) {
  return Condition{Box<Total>(Total{Not{Total{NullAsFalse{std::move(condition)}}}})};
}

// The text of one element of ARRAY(JSON). A scalar is its text. Of what is left json_format makes compact JSON; that is
// objects, since nulls are not selected and the path takes arrays apart (but for arrays three deep).
Value ElementText(const Identifier& element, Values::Kind kind) {
  Value scalar{Call{"json_extract_scalar", {Value{Column{{element}}}, Text("$")}}};
  if (kind == Values::Kind::kScalars) return scalar;
  return Value{Call{"COALESCE", {std::move(scalar), Value{Call{"json_format", {Value{Column{{element}}}}}}}}};
}

}  // namespace

Values::Values(const fields::MappedRule& rule) : rule_(rule) {}

bool Values::HasSeveral(const MappedField& field) { return HasArrayColumn(field) || HasSeveralJsonValues(field); }

Condition Values::AnyValue(const MappedField& field, Kind kind, const Test& test) {
  return AnyColumn(field, [&](const Column& column) {
    if (field.json.empty()) return test(ColumnValue(column));
    if (HasSeveralJsonValues(field)) return AnyJsonValue(field, column, kind, test);
    return test(Value{Call{"json_extract_scalar", {ColumnValue(column), Value{ScalarJsonPath::Of(field.json)}}}});
  });
}

Condition Values::AnyJsonValue(const MappedField& field, const Column& column, Kind kind, const Test& test) {
  // A key is looked for in each element of an array, and an array at the end gives each element: docs/semantics.md says
  // the same of every path. json_query returns NULL where there is nothing, and where the text is no JSON.
  const auto selection = kind == Kind::kScalars ? LaxJsonPath::Selection::kValues : LaxJsonPath::Selection::kNonNulls;
  return AnyElement(Value{JsonValues{ColumnValue(column), LaxJsonPath::Of(field.json, selection)}},
                    [&](const Identifier& element) { return test(ElementText(element, kind)); });
}

Condition Values::HasValue(const MappedField& field) {
  if (!HasSeveralJsonValues(field)) return AnyValue(field, Kind::kScalars, NotNull);
  return AnyColumn(field, [&](const Column& column) {
    return Condition{JsonExists{ColumnValue(column), LaxJsonPath::Of(field.json, LaxJsonPath::Selection::kNonNulls)}};
  });
}

Condition Values::HasNoValue(const MappedField& field) {
  if (HasSeveral(field)) return Negated(HasValue(field));
  return AnyValue(field, Kind::kScalars,
                  [](const Value& value) { return Condition{Box<Total>(Total{IsNull{value}})}; });
}

Condition Values::Exists(const MappedField& field) {
  if (!field.json.empty()) {
    return AnyColumn(field, [&](const Column& column) {
      return Condition{JsonExists{ColumnValue(column), LaxJsonPath::Of(field.json, LaxJsonPath::Selection::kKey)}};
    });
  }
  // An empty array is there, so the array itself is asked, not its elements.
  MappedField whole = field;
  whole.path.back().array = false;
  return AnyColumn(whole, [](const Column& column) { return NotNull(ColumnValue(column)); });
}

Value Values::KeywordText() const {
  Column column;
  for (const PathStep& step : rule_.keyword_text) column.parts.push_back(Identifier::Of(step.name));
  return ColumnValue(std::move(column));
}

Condition Values::AnyColumn(const MappedField& field, const std::function<Condition(const Column&)>& test) {
  return AnyColumnFrom(field, Column{}, 0, test);
}

Condition Values::AnyColumnFrom(const MappedField& field, Column column, std::size_t step,
                                const std::function<Condition(const Column&)>& test) {
  for (; step < field.path.size(); ++step) {
    column.parts.push_back(Identifier::Of(field.path[step].name));
    if (!field.path[step].array) continue;
    return AnyElement(ColumnValue(std::move(column)), [&](const Identifier& element) {
      return AnyColumnFrom(field, Column{{element}}, step + 1, test);
    });
  }
  return test(column);
}

Condition Values::AnyElement(Value array, const std::function<Condition(const Identifier&)>& body) {
  const auto is_column = [this](std::string_view name) {
    return std::any_of(rule_.fields.begin(), rule_.fields.end(), [name](const MappedField& field) {
      return base::EqualsIgnoringCase(field.path.front().name, name);
    });
  };
  for (std::size_t number = 1; parameters_.size() <= depth_; ++number) {
    std::string name = number == 1 ? "x" : "x" + std::to_string(number);
    const bool used = std::find(parameters_.begin(), parameters_.end(), name) != parameters_.end();
    if (!used && !is_column(name)) parameters_.push_back(std::move(name));
  }
  const Identifier parameter = Identifier::Of(parameters_[depth_]);
  ++depth_;
  Condition condition = body(parameter);
  --depth_;
  return Condition{AnyMatch{std::move(array), parameter, std::move(condition)}};
}

}  // namespace sigmatic::athena
