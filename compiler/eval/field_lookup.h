// Finds the values of a field in an event.
#ifndef SIGMATIC_COMPILER_EVAL_FIELD_LOOKUP_H_
#define SIGMATIC_COMPILER_EVAL_FIELD_LOOKUP_H_

#include <string_view>
#include <vector>

#include "compiler/eval/value.h"

namespace sigmatic::eval {

struct FieldValues {
  bool found = false;         // the key is there on at least one way, whatever its value
  std::vector<Value> values;  // null, scalars and objects; never an array
};

// An own key of the event that is the whole name wins. Else the name is a path, split at its dots; an array on the way
// or at the end stands for each of its elements, arrays within arrays too. There is no way to name one element.
FieldValues FindField(const Value& event, std::string_view name);

// The value of a member; null when the object has none of that name, or is no object.
const Value* FindMember(const Value& object, std::string_view key);

// Appends what an array stands for, or the value itself.
void AppendFlattened(const Value& value, std::vector<Value>* values);

// Appends every scalar leaf of the event but null: where keywords are searched.
void AppendScalarLeaves(const Value& value, std::vector<Value>* leaves);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_FIELD_LOOKUP_H_
