#include "compiler/fields/map_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/ir/pattern.h"

namespace sigmatic::fields {
namespace {

std::vector<PathStep> Split(std::string_view dotted) {
  std::vector<PathStep> path;
  while (true) {
    const std::size_t dot = dotted.find('.');
    path.push_back(PathStep{std::string(dotted.substr(0, dot)), false});
    if (dot == std::string_view::npos) return path;
    dotted.remove_prefix(dot + 1);
  }
}

MappedField Place(const ir::Field& field, const FieldEntry& entry) {
  MappedField mapped{field.name, entry.path, entry.json, entry.type, field.span};
  if (entry.is_prefix) {
    const std::vector<PathStep> rest = Split(std::string_view(field.name).substr(entry.field.size() + 1));
    const bool inside = entry.type == FieldType::kJson || entry.type == FieldType::kFlattened;
    std::vector<PathStep>& end = inside ? mapped.json : mapped.path;
    end.insert(end.end(), rest.begin(), rest.end());
  }
  return mapped;
}

// Rewrites the leaves on one field whose values are others on the target. The map lists every value the source sends,
// so a leaf means: the source value is one of those for which it holds; on the target, one of what these become.
class ValueRewriter {
 public:
  ValueRewriter(const ir::Rule& rule, const FieldMap& map, const std::vector<const FieldEntry*>& entries,
                base::Diagnostics& diagnostics)
      : rule_(rule), map_(map), entries_(entries), diagnostics_(diagnostics) {}

  std::vector<ir::Node> Rewrite() {
    for (const ir::Node& node : rule_.nodes) {
      moved_.push_back(RewriteNode(node));
    }
    return std::move(nodes_);
  }

  // Where a node of the rule went.
  [[nodiscard]] ir::NodeIndex Moved(ir::NodeIndex index) const { return moved_[index]; }

 private:
  [[nodiscard]] const FieldEntry* Mapped(ir::FieldIndex field) const {
    const FieldEntry* entry = entries_[field];
    return entry != nullptr && !entry->values.empty() ? entry : nullptr;
  }

  ir::NodeIndex Push(ir::Expression expression, base::Span span) {
    nodes_.push_back(ir::Node{std::move(expression), span});
    return static_cast<ir::NodeIndex>(nodes_.size() - 1);
  }

  [[nodiscard]] std::vector<ir::NodeIndex> Moved(const std::vector<ir::NodeIndex>& operands) const {
    std::vector<ir::NodeIndex> moved;
    moved.reserve(operands.size());
    for (const ir::NodeIndex operand : operands) moved.push_back(moved_[operand]);
    return moved;
  }

  ir::NodeIndex Refuse(const ir::Node& node, ir::FieldIndex field) {
    diagnostics_.Report(base::Code::kMappedValueComparison, *rule_.file, node.span,
                        fmt::format("`{}` has other values on the target, and this kind of comparison cannot follow",
                                    rule_.fields[field].name),
                        "compare with whole values or with null");
    return Push(node.expression, node.span);
  }

  ir::NodeIndex Keep(const ir::Node& node) { return Push(node.expression, node.span); }
  ir::NodeIndex KeepUnlessMapped(const ir::Node& node, ir::FieldIndex field) {
    return Mapped(field) == nullptr ? Keep(node) : Refuse(node, field);
  }

  ir::NodeIndex RewriteNode(const ir::Node& node) {
    return std::visit(
        base::Overloaded{
            [&](const ir::Constant& /*leaf*/) { return Keep(node); },
            [&](const ir::And& n) { return Push(ir::And{Moved(n.operands)}, node.span); },
            [&](const ir::Or& n) { return Push(ir::Or{Moved(n.operands)}, node.span); },
            [&](const ir::Not& n) { return Push(ir::Not{moved_[n.operand]}, node.span); },
            [&](const ir::StringMatch& leaf) {
              return RewriteValues(node, leaf.field,
                                   [&leaf](const std::string& value) { return ir::Matches(leaf.pattern, value); });
            },
            [&](const ir::NumberEquals& leaf) {
              return RewriteValues(node, leaf.field, [&leaf](const std::string& value) { return value == leaf.text; });
            },
            [&](const ir::BooleanEquals& leaf) {
              return RewriteValues(node, leaf.field, [&leaf](const std::string& value) {
                return base::EqualsIgnoringCase(value, leaf.value ? "true" : "false");
              });
            },
            [&](const ir::IsNull& leaf) {
              if (Mapped(leaf.field) == nullptr) return Keep(node);
              return Push(ir::Not{AnyListedValue(leaf.field, node.span)}, node.span);
            },
            [&](const ir::Exists& leaf) {
              return Mapped(leaf.field) == nullptr ? Keep(node) : AnyListedValue(leaf.field, node.span);
            },
            [&](const ir::RegexMatch& leaf) { return KeepUnlessMapped(node, leaf.field); },
            [&](const ir::NumberCompare& leaf) { return KeepUnlessMapped(node, leaf.field); },
            [&](const ir::InNetwork& leaf) { return KeepUnlessMapped(node, leaf.field); },
            [&](const ir::FieldCompare& leaf) {
              return KeepUnlessMapped(node, Mapped(leaf.left) != nullptr ? leaf.left : leaf.right);
            },
            [&](const ir::TimePartCompare& leaf) { return KeepUnlessMapped(node, leaf.field); },
            [&](const ir::Keyword& /*leaf*/) { return Keep(node); },
            [&](const ir::KeywordRegex& /*leaf*/) { return Keep(node); },
        },
        node.expression);
  }

  // Whether the source has a value at all. The target's field may hold more than this one, so its being there says
  // nothing.
  ir::NodeIndex AnyListedValue(ir::FieldIndex field, base::Span span) {
    std::vector<const ValueMapping*> all;
    for (const ValueMapping& mapping : Mapped(field)->values) all.push_back(&mapping);
    return PushTargetValues(all, field, span);
  }

  template <typename Holds>
  ir::NodeIndex RewriteValues(const ir::Node& node, ir::FieldIndex field, const Holds& holds) {
    const FieldEntry* entry = Mapped(field);
    if (entry == nullptr) return Keep(node);
    std::vector<const ValueMapping*> hits;
    std::vector<const ValueMapping*> misses;
    for (const ValueMapping& mapping : entry->values) (holds(mapping.from) ? hits : misses).push_back(&mapping);
    if (hits.empty()) {
      std::vector<std::string_view> known;
      for (const ValueMapping& mapping : entry->values) known.push_back(mapping.from);
      diagnostics_.Report(
          base::Code::kMappedValueUnknown, *rule_.file, node.span,
          fmt::format("no value of `{}` that the field map `{}` lists matches this", entry->field, map_.name),
          fmt::format("its values are {}", fmt::join(known, ", ")));
      return Keep(node);
    }
    for (const ValueMapping* hit : hits) {
      for (const ValueMapping* miss : misses) {
        if (hit->to != miss->to) continue;
        diagnostics_.Report(
            base::Code::kMappedValueAmbiguous, *rule_.file, node.span,
            fmt::format("`{}` and `{}` of `{}` are the same on the target, so this comparison is lost there", hit->from,
                        miss->from, entry->field),
            "compare with all of these values, or with none");
        return Keep(node);
      }
    }
    return PushTargetValues(hits, field, node.span);
  }

  ir::NodeIndex PushTargetValues(const std::vector<const ValueMapping*>& hits, ir::FieldIndex field, base::Span span) {
    ir::Or any;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const auto& to = hits[i]->to;
      const bool seen = std::any_of(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(i),
                                    [&to](const ValueMapping* earlier) { return earlier->to == to; });
      if (seen) continue;
      any.operands.push_back(std::visit(base::Overloaded{
                                            [&](bool value) {
                                              return Push(ir::BooleanEquals{field, value}, span);
                                            },
                                            [&](const base::Decimal& value) {
                                              return Push(ir::NumberEquals{field, value, value.ToString()}, span);
                                            },
                                            [&](const std::string& value) {
                                              ir::Pattern pattern;
                                              if (!value.empty()) pattern.parts.emplace_back(ir::Literal{value});
                                              return Push(ir::StringMatch{field, std::move(pattern)}, span);
                                            },
                                        },
                                        to));
    }
    if (any.operands.size() == 1) return any.operands.front();
    return Push(std::move(any), span);
  }

  const ir::Rule& rule_;
  const FieldMap& map_;
  const std::vector<const FieldEntry*>& entries_;
  base::Diagnostics& diagnostics_;
  std::vector<ir::Node> nodes_;
  std::vector<ir::NodeIndex> moved_;
};

void ReportUnknown(const ir::Rule& rule, const ir::Field& field, const FieldMap& map, base::Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const FieldEntry& entry : map.entries) names.push_back(entry.field);
  const std::string_view nearest = base::NearestName(field.name, names);
  const std::string way_out =
      fmt::format("add it to a field map of your own (--fields), or keep its name with --pass-unknown-fields");
  diagnostics.Report(base::Code::kFieldUnknown, *rule.file, field.span,
                     fmt::format("field `{}` is not in the {} field map `{}`", field.name, map.target, map.name),
                     nearest.empty() ? way_out : fmt::format("did you mean `{}`? Otherwise {}", nearest, way_out));
}

}  // namespace

base::Result<MappedRule> MapFields(const ir::Rule& rule, const FieldMap& map, const MapOptions& options,
                                   base::Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  MappedRule mapped;
  mapped.fields.reserve(rule.fields.size());
  std::vector<const FieldEntry*> entries;
  entries.reserve(rule.fields.size());
  bool has_values = false;
  for (const ir::Field& field : rule.fields) {
    const FieldEntry* entry = map.Find(field.name);
    entries.push_back(entry);
    if (entry != nullptr) {
      has_values = has_values || !entry->values.empty();
      mapped.fields.push_back(Place(field, *entry));
    } else {
      if (!map.pass_through && !options.pass_unknown_fields) ReportUnknown(rule, field, map, diagnostics);
      mapped.fields.push_back(MappedField{field.name, Split(field.name), {}, FieldType::kText, field.span});
    }
  }
  mapped.rule = rule;
  if (has_values) {
    ValueRewriter rewriter(rule, map, entries, diagnostics);
    mapped.rule.nodes = rewriter.Rewrite();
    mapped.rule.root = rewriter.Moved(rule.root);
  }
  mapped.source = map.source;
  for (const auto& [key, value] : options.source_overrides) {
    const auto found = std::find_if(mapped.source.begin(), mapped.source.end(),
                                    [&key = key](const auto& setting) { return setting.first == key; });
    if (found != mapped.source.end()) {
      found->second = value;
    } else {
      mapped.source.emplace_back(key, value);
    }
  }
  mapped.keyword_text = map.keyword_text;
  mapped.map_name = map.name;
  if (diagnostics.error_count() != errors_before) return base::Failure{};
  return mapped;
}

}  // namespace sigmatic::fields
