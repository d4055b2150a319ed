#include "compiler/eval/field_lookup.h"

#include <cstddef>

namespace sigmatic::eval {
namespace {

void Walk(const Value& value, std::string_view path, FieldValues* result) {
  if (value.kind == Value::Kind::kArray) {
    for (const Value& element : value.elements()) Walk(element, path, result);
    return;
  }
  const std::size_t dot = path.find('.');
  const Value* next = FindMember(value, path.substr(0, dot));
  if (next == nullptr) return;
  if (dot != std::string_view::npos) {
    Walk(*next, path.substr(dot + 1), result);
    return;
  }
  result->found = true;
  AppendFlattened(*next, &result->values);
}

}  // namespace

const Value* FindMember(const Value& object, std::string_view key) {
  if (object.kind != Value::Kind::kObject) return nullptr;
  for (const Member& member : object.members()) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

void AppendFlattened(const Value& value, std::vector<Value>* values) {
  if (value.kind != Value::Kind::kArray) {
    values->push_back(value);
    return;
  }
  for (const Value& element : value.elements()) AppendFlattened(element, values);
}

FieldValues FindField(const Value& event, std::string_view name) {
  FieldValues result;
  if (event.kind != Value::Kind::kObject) return result;
  if (const Value* own = FindMember(event, name)) {
    result.found = true;
    AppendFlattened(*own, &result.values);
    return result;
  }
  Walk(event, name, &result);
  return result;
}

void AppendScalarLeaves(const Value& value, std::vector<Value>* leaves) {
  switch (value.kind) {
    case Value::Kind::kNull:
      return;
    case Value::Kind::kFalse:
    case Value::Kind::kTrue:
    case Value::Kind::kNumber:
    case Value::Kind::kString:
      leaves->push_back(value);
      return;
    case Value::Kind::kArray:
      for (const Value& element : value.elements()) AppendScalarLeaves(element, leaves);
      return;
    case Value::Kind::kObject:
      for (const Member& member : value.members()) AppendScalarLeaves(member.value, leaves);
      return;
  }
}

}  // namespace sigmatic::eval
