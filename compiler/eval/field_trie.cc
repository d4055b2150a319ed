#include "compiler/eval/field_trie.h"

#include <cstddef>

namespace sigmatic::eval {

void FieldTrie::Add(std::string_view name, std::uint32_t field) {
  if (name.find('.') != std::string_view::npos) dotted_.emplace(name, field);
  std::uint32_t node = 0;
  while (true) {
    const std::size_t dot = name.find('.');
    const auto [child, is_new] =
        nodes_[node].children.try_emplace(std::string(name.substr(0, dot)), static_cast<std::uint32_t>(nodes_.size()));
    node = child->second;
    if (is_new) nodes_.emplace_back();
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  nodes_[node].field = field;
}

void FieldTrie::Append(const Value& value, std::uint32_t field, const Result& result) {
  FieldValues& values = (*result.fields)[field];
  if (!values.found) {
    values.found = true;
    result.found->push_back(field);
  }
  AppendFlattened(value, &values.values);
}

void FieldTrie::Walk(const Value& value, const Node& node, const Result& result) const {
  if (value.kind == Value::Kind::kArray) {
    for (const Value& element : value.elements()) Walk(element, node, result);
    return;
  }
  if (value.kind != Value::Kind::kObject) return;
  for (const Member& member : value.members()) {
    const auto child = node.children.find(member.key);
    if (child == node.children.end()) continue;
    const Node& next = nodes_[child->second];
    if (next.field != kNone) Append(member.value, next.field, result);
    if (!next.children.empty()) Walk(member.value, next, result);
  }
}

void FieldTrie::Collect(const Value& event, std::vector<FieldValues>* fields, std::vector<std::uint32_t>* found) const {
  if (event.kind != Value::Kind::kObject) return;
  const Result result{fields, found};
  Walk(event, nodes_.front(), result);
  if (dotted_.empty()) return;
  for (const Member& member : event.members()) {
    if (member.key.find('.') == std::string_view::npos) continue;
    const auto own = dotted_.find(member.key);
    if (own == dotted_.end()) continue;
    (*fields)[own->second].values.clear();
    Append(member.value, own->second, result);
  }
}

}  // namespace sigmatic::eval
