#include "compiler/parse/collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace sigmatic::parse {
namespace {

using base::Code;

std::size_t CountNodes(const yaml::Node& node) {
  std::size_t count = 1;
  for (const yaml::Node& item : node.items) count += CountNodes(item);
  for (const yaml::Entry& entry : node.entries) count += 1 + CountNodes(entry.value);
  return count;
}

void RemoveAction(yaml::Node* document) {
  auto& entries = document->entries;
  const auto is_action = [](const yaml::Entry& entry) { return entry.key.text == "action"; };
  entries.erase(std::remove_if(entries.begin(), entries.end(), is_action), entries.end());
}

// The entries that a map has before others are added to it, by key.
class KeyIndex {
 public:
  explicit KeyIndex(const yaml::Node& map) {
    for (std::size_t i = 0; i < map.entries.size(); ++i) positions_.emplace(map.entries[i].key.text, i);
  }

  [[nodiscard]] yaml::Node* Find(const std::string& key, yaml::Node* map) const {
    const auto found = positions_.find(key);
    return found == positions_.end() ? nullptr : &map->entries[found->second].value;
  }

 private:
  std::unordered_map<std::string, std::size_t> positions_;
};

class Collection {
 public:
  Collection(Context& context, const std::function<void(const yaml::Node&)>& parse)
      : context_(context), parse_(parse) {}

  // False when the merging has become too large.
  bool Add(const yaml::Node& document) {
    const yaml::Node* action = document.kind == yaml::Kind::kMapping ? yaml::Find(document, "action") : nullptr;
    if (action == nullptr) return AddRule(document);
    const std::string_view name = action->text;
    if (name == "global") {
      global_ = document;
      RemoveAction(&*global_);
      previous_ = global_;
      return Count(document);
    }
    if (name == "reset") {
      global_.reset();
      return true;
    }
    if (name == "repeat") return Repeat(document, *action);
    ReportUnknown(*action);
    return true;
  }

 private:
  bool AddRule(const yaml::Node& document) {
    if (!global_ || document.kind != yaml::Kind::kMapping) {
      previous_ = document;
      parse_(document);
      return Count(document);
    }
    yaml::Node merged = document;
    // The document's own entries come first, so that the merged map reads like the document.
    FillIn(*global_, &merged);
    if (!Count(merged)) return false;
    parse_(merged);
    previous_ = std::move(merged);
    return true;
  }

  bool Repeat(const yaml::Node& document, const yaml::Node& action) {
    if (!previous_) {
      context_.Report(Code::kRepeatWithoutRule, action.span, "`action: repeat` has no document before it to repeat",
                      "remove the `action`, or put the rule to repeat before it");
      return true;
    }
    yaml::Node merged = *previous_;
    Override(document, &merged);
    RemoveAction(&merged);
    merged.span = document.span;
    if (!Count(merged)) return false;
    parse_(merged);
    previous_ = std::move(merged);
    return true;
  }

  // Adds what `into` does not have.
  void FillIn(const yaml::Node& from, yaml::Node* into) {
    const KeyIndex index(*into);
    for (const yaml::Entry& entry : from.entries) {
      yaml::Node* own = index.Find(entry.key.text, into);
      if (own == nullptr) {
        into->entries.push_back(entry);
      } else if (own->kind == yaml::Kind::kMapping && entry.value.kind == yaml::Kind::kMapping) {
        FillIn(entry.value, own);
      } else {
        context_.Report(Code::kMergeConflict, own->span,
                        fmt::format("`{}` is also given by the `global` document on line {}; the value here is used",
                                    entry.key.text, context_.file().Locate(entry.key.span.begin).line),
                        "remove it from one of them: some tools use the other one");
      }
    }
  }

  // Puts the values of `from` in the place of those in `into`.
  static void Override(const yaml::Node& from, yaml::Node* into) {
    const KeyIndex index(*into);
    for (const yaml::Entry& entry : from.entries) {
      yaml::Node* old = index.Find(entry.key.text, into);
      if (old == nullptr) {
        into->entries.push_back(entry);
      } else if (old->kind == yaml::Kind::kMapping && entry.value.kind == yaml::Kind::kMapping) {
        Override(entry.value, old);
      } else {
        *old = entry.value;
      }
    }
  }

  void ReportUnknown(const yaml::Node& action) {
    constexpr std::array<std::string_view, 3> kActions = {"global", "reset", "repeat"};
    const std::string_view nearest = context_.Suggest(action.text, kActions);
    context_.Report(Code::kUnknownAction, action.span, fmt::format("there is no action `{}`", action.text),
                    nearest.empty() ? "use `global`, `reset` or `repeat`, or remove it"
                                    : fmt::format("did you mean `{}`?", nearest));
  }

  bool Count(const yaml::Node& copied) {
    merged_nodes_ += CountNodes(copied);
    if (merged_nodes_ <= kMaxMergedNodes) return true;
    context_.Report(Code::kYamlLimit, copied.span,
                    fmt::format("merging the file's documents makes more than {} YAML nodes", kMaxMergedNodes),
                    "split the file");
    return false;
  }

  Context& context_;
  const std::function<void(const yaml::Node&)>& parse_;
  std::optional<yaml::Node> global_;
  std::optional<yaml::Node> previous_;
  std::size_t merged_nodes_ = 0;
};

}  // namespace

bool HasActions(const std::vector<yaml::Node>& documents) {
  return std::any_of(documents.begin(), documents.end(),
                     [](const yaml::Node& document) { return yaml::Find(document, "action") != nullptr; });
}

void MergeCollection(Context& context, const std::vector<yaml::Node>& documents,
                     const std::function<void(const yaml::Node&)>& parse) {
  Collection collection(context, parse);
  for (const yaml::Node& document : documents) {
    if (!collection.Add(document)) return;
  }
}

}  // namespace sigmatic::parse
