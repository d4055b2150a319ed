#include "compiler/yaml/node.h"

namespace sigmatic::yaml {

const Node* Find(const Node& mapping, std::string_view key) {
  for (const Entry& entry : mapping.entries) {
    if (entry.key.text == key) return &entry.value;
  }
  return nullptr;
}

}  // namespace sigmatic::yaml
