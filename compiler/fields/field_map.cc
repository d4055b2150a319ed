#include "compiler/fields/field_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "compiler/yaml/node.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::fields {
namespace {

constexpr std::array<std::string_view, kFieldTypeCount> kTypeNames = {"text",      "number", "boolean", "address",
                                                                      "flattened", "json",   "object"};

constexpr std::array<std::string_view, 9> kMapKeys = {
    "name", "target", "title", "description", "log_sources", "source", "unknown_fields", "keywords", "fields"};
constexpr std::array<std::string_view, 4> kEntryKeys = {"path", "json", "type", "values"};
constexpr std::array<std::string_view, 3> kLogSourceKeys = {"product", "service", "category"};

class MapParser {
 public:
  MapParser(const base::SourceFile& file, base::Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  base::Result<FieldMap> Parse() {
    auto documents = yaml::Read(file_, diagnostics_);
    if (!documents) return base::Failure{};
    const std::size_t errors_before = diagnostics_.error_count();
    if (documents->size() != 1 || documents->front().kind != yaml::Kind::kMapping) {
      Fault(documents->empty() ? base::Span{} : documents->front().span, "a field map is one YAML mapping");
      return base::Failure{};
    }
    const yaml::Node& root = documents->front();
    for (const yaml::Entry& entry : root.entries) ParseKey(entry);
    if (map_.name.empty()) Fault(root.span, "a field map needs a `name`");
    if (map_.target.empty()) Fault(root.span, "a field map needs a `target`");
    SortEntries();
    if (diagnostics_.error_count() != errors_before) return base::Failure{};
    return std::move(map_);
  }

 private:
  void Fault(base::Span span, std::string message, std::string hint = {}) {
    diagnostics_.Report(base::Code::kFieldMapInvalid, file_, span, std::move(message), std::move(hint));
  }

  void UnknownKey(const yaml::Node& key, std::span<const std::string_view> known) {
    const std::string_view nearest = base::NearestName(key.text, known);
    Fault(key.span, fmt::format("unknown key `{}`", key.text),
          nearest.empty() ? std::string() : fmt::format("did you mean `{}`?", nearest));
  }

  bool Expect(const yaml::Node& node, yaml::Kind kind, std::string_view what) {
    if (node.kind == kind) return true;
    Fault(node.span, fmt::format("{} must be a {}", what,
                                 kind == yaml::Kind::kScalar     ? "text"
                                 : kind == yaml::Kind::kSequence ? "list"
                                                                 : "mapping"));
    return false;
  }

  std::string Text(const yaml::Node& node, std::string_view what) {
    return Expect(node, yaml::Kind::kScalar, what) ? node.text : std::string();
  }

  void ParseKey(const yaml::Entry& entry) {
    const std::string& key = entry.key.text;
    const yaml::Node& value = entry.value;
    if (key == "name") {
      map_.name = Text(value, "`name`");
    } else if (key == "target") {
      map_.target = Text(value, "`target`");
    } else if (key == "title") {
      map_.title = Text(value, "`title`");
    } else if (key == "description") {
      map_.description = Text(value, "`description`");
    } else if (key == "log_sources") {
      ParseLogSources(value);
    } else if (key == "source") {
      if (!Expect(value, yaml::Kind::kMapping, "`source`")) return;
      for (const yaml::Entry& setting : value.entries) {
        map_.source.emplace_back(setting.key.text, Text(setting.value, "a source setting"));
      }
    } else if (key == "unknown_fields") {
      const std::string text = Text(value, "`unknown_fields`");
      if (text != "error" && text != "pass_through") Fault(value.span, "`unknown_fields` is `error` or `pass_through`");
      map_.pass_through = text == "pass_through";
    } else if (key == "keywords") {
      map_.keyword_text = ParsePath(value);
    } else if (key == "fields") {
      if (!Expect(value, yaml::Kind::kMapping, "`fields`")) return;
      for (const yaml::Entry& field : value.entries) ParseField(field);
    } else {
      UnknownKey(entry.key, kMapKeys);
    }
  }

  void ParseLogSources(const yaml::Node& list) {
    if (!Expect(list, yaml::Kind::kSequence, "`log_sources`")) return;
    for (const yaml::Node& item : list.items) {
      if (!Expect(item, yaml::Kind::kMapping, "a log source")) continue;
      ir::LogSource& log_source = map_.log_sources.emplace_back();
      for (const yaml::Entry& entry : item.entries) {
        const std::string text = Text(entry.value, "a log source attribute");
        if (entry.key.text == "product") {
          log_source.product = text;
        } else if (entry.key.text == "service") {
          log_source.service = text;
        } else if (entry.key.text == "category") {
          log_source.category = text;
        } else {
          UnknownKey(entry.key, kLogSourceKeys);
        }
      }
    }
  }

  void ParseField(const yaml::Entry& field) {
    FieldEntry entry;
    entry.span = base::Cover(field.key.span, field.value.span);
    entry.field = field.key.text;
    if (entry.field.ends_with(".*")) {
      entry.is_prefix = true;
      entry.field.resize(entry.field.size() - 2);
    }
    if (entry.field.empty()) {
      Fault(field.key.span, "a field needs a name");
      return;
    }
    if (field.value.kind == yaml::Kind::kScalar) {
      entry.path = ParsePath(field.value);
    } else if (Expect(field.value, yaml::Kind::kMapping, "a field")) {
      for (const yaml::Entry& attribute : field.value.entries) ParseAttribute(attribute, &entry);
      if (entry.path.empty()) Fault(field.key.span, fmt::format("field `{}` needs a `path`", entry.field));
    }
    const bool inside_json =
        entry.type == FieldType::kJson || entry.type == FieldType::kFlattened || entry.type == FieldType::kText;
    if (!entry.json.empty() && !inside_json) {
      Fault(field.value.span,
            fmt::format("field `{}` has a `json` path, so its type is `json`, `flattened` or `text`", entry.field));
    }
    map_.entries.push_back(std::move(entry));
  }

  void ParseAttribute(const yaml::Entry& attribute, FieldEntry* entry) {
    const std::string& key = attribute.key.text;
    if (key == "path") {
      entry->path = ParsePath(attribute.value);
    } else if (key == "json") {
      entry->json = ParsePath(attribute.value);
    } else if (key == "type") {
      ParseType(attribute.value, entry);
    } else if (key == "values") {
      if (!Expect(attribute.value, yaml::Kind::kMapping, "`values`")) return;
      for (const yaml::Entry& value : attribute.value.entries) {
        if (!Expect(value.value, yaml::Kind::kScalar, "a mapped value")) continue;
        entry->values.push_back(ValueMapping{value.key.text, ParseTargetValue(value.value)});
      }
    } else {
      UnknownKey(attribute.key, kEntryKeys);
    }
  }

  void ParseType(const yaml::Node& node, FieldEntry* entry) {
    const std::string text = Text(node, "`type`");
    const auto* const found = std::find(kTypeNames.begin(), kTypeNames.end(), text);
    if (found == kTypeNames.end()) {
      Fault(node.span, fmt::format("unknown type `{}`", text),
            fmt::format("types are {}", fmt::join(kTypeNames, ", ")));
      return;
    }
    entry->type = static_cast<FieldType>(found - kTypeNames.begin());
  }

  static std::variant<bool, base::Decimal, std::string> ParseTargetValue(const yaml::Node& node) {
    if (node.style == yaml::ScalarStyle::kPlain) {
      if (node.text == "true") return true;
      if (node.text == "false") return false;
      if (auto number = base::Decimal::Parse(node.text)) return *std::move(number);
    }
    return node.text;
  }

  // `resources[].ARN`: segments at dots, `[]` after one that the target holds as an array.
  std::vector<PathStep> ParsePath(const yaml::Node& node) {
    std::vector<PathStep> path;
    const std::string text = Text(node, "a path");
    std::size_t begin = 0;
    while (begin <= text.size()) {
      std::size_t end = text.find('.', begin);
      if (end == std::string::npos) end = text.size();
      PathStep step{text.substr(begin, end - begin), false};
      if (step.name.ends_with("[]")) {
        step.array = true;
        step.name.resize(step.name.size() - 2);
      }
      if (step.name.empty()) {
        Fault(node.span, fmt::format("path `{}` has an empty segment", text));
        return {};
      }
      path.push_back(std::move(step));
      begin = end + 1;
    }
    return path;
  }

  void SortEntries() {
    const auto key = [](const FieldEntry& entry) { return std::pair(std::string_view(entry.field), entry.is_prefix); };
    std::sort(map_.entries.begin(), map_.entries.end(),
              [&key](const FieldEntry& a, const FieldEntry& b) { return key(a) < key(b); });
  }

  const base::SourceFile& file_;
  base::Diagnostics& diagnostics_;
  FieldMap map_;
};

}  // namespace

std::string_view Name(FieldType type) { return kTypeNames.at(static_cast<std::size_t>(type)); }

const FieldEntry* FieldMap::Find(std::string_view field) const {
  const auto find = [this](std::string_view wanted_name, bool is_prefix) -> const FieldEntry* {
    const auto found = std::lower_bound(entries.begin(), entries.end(), std::pair(wanted_name, is_prefix),
                                        [](const FieldEntry& entry, const std::pair<std::string_view, bool>& wanted) {
                                          return std::pair(std::string_view(entry.field), entry.is_prefix) < wanted;
                                        });
    const bool hit = found != entries.end() && found->field == wanted_name && found->is_prefix == is_prefix;
    return hit ? &*found : nullptr;
  };
  if (const FieldEntry* exact = find(field, false)) return exact;
  for (std::size_t dot = field.rfind('.'); dot != std::string_view::npos && dot > 0; dot = field.rfind('.', dot - 1)) {
    if (const FieldEntry* prefix = find(field.substr(0, dot), true)) return prefix;
  }
  return nullptr;
}

std::optional<int> Fit(const ir::LogSource& wanted, const ir::LogSource& log_source) {
  int fit = 0;
  const auto agrees = [&fit](const std::string& want, const std::string& have) {
    if (want.empty()) return true;
    ++fit;
    return want == have;
  };
  const bool fits = agrees(wanted.product, log_source.product) && agrees(wanted.service, log_source.service) &&
                    agrees(wanted.category, log_source.category);
  return fits ? std::optional<int>(fit) : std::nullopt;
}

bool FieldMap::Fits(const ir::LogSource& log_source) const {
  return log_sources.empty() || std::any_of(log_sources.begin(), log_sources.end(), [&](const ir::LogSource& wanted) {
           return Fit(wanted, log_source).has_value();
         });
}

base::Result<FieldMap> ParseFieldMap(const base::SourceFile& file, base::Diagnostics& diagnostics) {
  return MapParser(file, diagnostics).Parse();
}

}  // namespace sigmatic::fields
