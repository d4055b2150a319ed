#include "compiler/eval/value.h"

#include "compiler/base/json_text.h"

namespace sigmatic::eval {

void AppendCompactJson(const Value& value, std::string* out) {
  switch (value.kind) {
    case Value::Kind::kNull:
      out->append("null");
      return;
    case Value::Kind::kFalse:
      out->append("false");
      return;
    case Value::Kind::kTrue:
      out->append("true");
      return;
    case Value::Kind::kNumber:
      out->append(value.text());
      return;
    case Value::Kind::kString:
      base::AppendJsonString(value.text(), out);
      return;
    case Value::Kind::kArray: {
      char separator = '[';
      for (const Value& element : value.elements()) {
        out->push_back(separator);
        separator = ',';
        AppendCompactJson(element, out);
      }
      out->append(value.size == 0 ? "[]" : "]");
      return;
    }
    case Value::Kind::kObject: {
      char separator = '{';
      for (const Member& member : value.members()) {
        out->push_back(separator);
        separator = ',';
        base::AppendJsonString(member.key, out);
        out->push_back(':');
        AppendCompactJson(member.value, out);
      }
      out->append(value.size == 0 ? "{}" : "}");
      return;
    }
  }
}

}  // namespace sigmatic::eval
