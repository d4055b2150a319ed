#include "compiler/parse/detection_parser.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/parse/condition_parser.h"
#include "compiler/parse/scalar.h"

namespace sigmatic::parse {
namespace {

using base::Code;

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

class DetectionParser {
 public:
  explicit DetectionParser(Context& context) : context_(context) {}

  // Nothing when the detection is empty or is made of parts at fault only.
  std::optional<ast::Detection> Parse(std::string_view name, const yaml::Node& node) {
    switch (node.kind) {
      case yaml::Kind::kMapping:
        return ParseMap(name, node);
      case yaml::Kind::kSequence:
        return ParseList(name, node);
      case yaml::Kind::kScalar:
        break;
    }
    if (IsNull(node)) return ReportEmpty(name, node);
    ast::DetectionItem keyword;
    keyword.field_span = node.span;
    keyword.span = node.span;
    AddValue(node, &keyword);
    return Single(std::move(keyword));
  }

 private:
  std::optional<ast::Detection> ParseMap(std::string_view name, const yaml::Node& map) {
    if (map.entries.empty()) return ReportEmpty(name, map);
    ast::AllOf all;
    all.items.reserve(map.entries.size());
    for (const yaml::Entry& entry : map.entries) all.items.push_back(ParseItem(entry));
    return ast::Detection{std::move(all), map.span};
  }

  std::optional<ast::Detection> ParseList(std::string_view name, const yaml::Node& list) {
    if (list.items.empty()) return ReportEmpty(name, list);
    ast::AnyOf any;
    for (std::size_t i = 0; i < list.items.size();) {
      if (list.items[i].kind == yaml::Kind::kScalar) {
        any.alternatives.push_back(ParseKeywords(list.items, &i));
        continue;
      }
      if (std::optional<ast::Detection> member = Parse(name, list.items[i])) {
        any.alternatives.push_back(*std::move(member));
      }
      ++i;
    }
    return ast::Detection{std::move(any), list.span};
  }

  // The run of scalars that starts at `*index`.
  ast::Detection ParseKeywords(const std::vector<yaml::Node>& items, std::size_t* index) {
    ast::DetectionItem keywords;
    keywords.is_list = true;
    keywords.span = items[*index].span;
    for (; *index < items.size() && items[*index].kind == yaml::Kind::kScalar; ++*index) {
      AddValue(items[*index], &keywords);
      keywords.span = base::Cover(keywords.span, items[*index].span);
    }
    keywords.field_span = keywords.span;
    return Single(std::move(keywords));
  }

  static ast::Detection Single(ast::DetectionItem item) {
    const base::Span span = item.span;
    ast::AllOf all;
    all.items.push_back(std::move(item));
    return ast::Detection{std::move(all), span};
  }

  ast::DetectionItem ParseItem(const yaml::Entry& entry) {
    ast::DetectionItem item;
    ParseKey(entry.key, &item);
    const yaml::Node& value = entry.value;
    item.span = value.span;
    switch (value.kind) {
      case yaml::Kind::kScalar:
        AddValue(value, &item);
        break;
      case yaml::Kind::kMapping:
        ReportNestedMap(entry);
        break;
      case yaml::Kind::kSequence:
        ParseValues(entry.key, value, &item);
        break;
    }
    return item;
  }

  // `field|modifier|modifier`; without a field, the values are keywords.
  void ParseKey(const yaml::Node& key, ast::DetectionItem* item) {
    const std::string_view text = key.text;
    const ScalarSpans spans(context_.file(), key);
    std::size_t bar = text.find('|');
    const std::string_view field = text.substr(0, bar);
    item->field_span = field.empty() ? key.span : spans.Part(0, field.size());
    if (!field.empty()) {
      item->field = field;
    } else if (bar == std::string_view::npos) {
      context_.Report(Code::kEmptyFieldName, key.span, "the key names no field",
                      "name the field; for keywords, write a list instead of a map");
    }
    while (bar != std::string_view::npos) {
      const std::size_t begin = bar + 1;
      bar = text.find('|', begin);
      const std::size_t end = bar == std::string_view::npos ? text.size() : bar;
      ParseModifier(text.substr(begin, end - begin), spans.Part(begin, end), key.span, item);
    }
  }

  void ParseModifier(std::string_view name, base::Span span, base::Span key_span, ast::DetectionItem* item) {
    if (name.empty()) {
      context_.Report(Code::kEmptyModifier, key_span, "a `|` in the key is not followed by a modifier",
                      "remove the `|`, or name the modifier");
      return;
    }
    if (const std::optional<ast::Modifier> modifier = ast::FindModifier(name)) {
      item->modifiers.push_back(ast::AppliedModifier{*modifier, span});
      return;
    }
    std::string hint;
    if (const std::string lower = LowerAscii(name); ast::FindModifier(lower)) {
      hint = fmt::format("modifiers are written in lower case: `{}`", lower);
    } else if (const std::string_view nearest = context_.Suggest(name, ast::ModifierNames()); !nearest.empty()) {
      hint = fmt::format("did you mean `{}`?", nearest);
    }
    context_.Report(Code::kUnknownModifier, span, fmt::format("there is no modifier `{}`", name), std::move(hint));
  }

  void ParseValues(const yaml::Node& key, const yaml::Node& list, ast::DetectionItem* item) {
    item->is_list = true;
    if (list.items.empty()) {
      context_.Report(Code::kEmptyValueList, list.span, fmt::format("`{}` has an empty list", key.text),
                      "add values or remove the key; for an absent field write `null`, for an empty text `''`");
    }
    item->values.reserve(list.items.size());
    for (const yaml::Node& value : list.items) {
      if (value.kind == yaml::Kind::kScalar) {
        AddValue(value, item);
      } else {
        context_.Report(Code::kNestedValue, value.span,
                        fmt::format("the list of `{}` has {} in it", key.text, KindName(value)),
                        "write each value as an item of its own");
      }
    }
  }

  void ReportNestedMap(const yaml::Entry& entry) {
    std::string hint = "values are texts, numbers, booleans, null, or a list of them";
    if (!entry.value.entries.empty()) {
      hint = fmt::format("write nested fields as one name with dots: `{}.{}`", entry.key.text,
                         entry.value.entries.front().key.text);
    }
    context_.Report(Code::kNestedValue, entry.value.span, fmt::format("the value of `{}` is a map", entry.key.text),
                    std::move(hint));
  }

  void AddValue(const yaml::Node& node, ast::DetectionItem* item) {
    const auto add = [this, &item, &node](decltype(ast::Value::value) value) {
      item->values.push_back(ast::Value{std::move(value), node.span});
      WarnOfYaml11(node);
    };
    Scalar scalar = ResolveScalar(node);
    std::visit(base::Overloaded{
                   [&add](ast::Null& value) { add(value); },
                   [&add](ast::Boolean& value) { add(value); },
                   [&add](ast::Number& value) { add(std::move(value)); },
                   [&add](ast::String& value) { add(std::move(value)); },
                   [this, &node](NotFinite&) {
                     context_.Report(Code::kNumberNotFinite, node.span,
                                     fmt::format("`{}` is no finite number", node.text),
                                     "no event has it as a number; to match it as a text, quote it");
                   },
                   [this, &node](OutOfRange&) {
                     context_.Report(Code::kNumberOutOfRange, node.span,
                                     fmt::format("the number has more than {} digits", kMaxNumberDigits),
                                     "if it is a text, such as a hash, quote it");
                   },
               },
               scalar);
  }

  void WarnOfYaml11(const yaml::Node& node) {
    if (node.style != yaml::ScalarStyle::kPlain) return;
    const std::string_view meaning = Yaml11Meaning(node.text);
    if (meaning.empty()) return;
    context_.Report(Code::kYaml11Value, node.span,
                    fmt::format("tools that read YAML 1.1 take `{}` for {}", node.text, meaning),
                    fmt::format("quote it if it is a text: `'{}'`", node.text));
  }

  std::nullopt_t ReportEmpty(std::string_view name, const yaml::Node& node) {
    context_.Report(Code::kEmptyDetection, node.span, fmt::format("the detection `{}` is empty", name),
                    "add fields or keywords, or remove it");
    return std::nullopt;
  }

  Context& context_;
};

void ParseConditions(Context& context, const yaml::Node& node, ast::Rule* rule) {
  const auto parse = [&](const yaml::Node& scalar) {
    if (scalar.kind != yaml::Kind::kScalar) {
      context.Report(Code::kWrongType, scalar.span, fmt::format("`condition` has {} in its list", KindName(scalar)),
                     "each item is one condition");
      return;
    }
    if (std::optional<ast::Condition> condition = ParseCondition(context, scalar)) {
      rule->conditions.push_back(*std::move(condition));
    }
  };
  switch (node.kind) {
    case yaml::Kind::kScalar:
      parse(node);
      break;
    case yaml::Kind::kSequence:
      if (node.items.empty()) {
        context.Report(Code::kConditionSyntax, node.span, "the list of conditions is empty",
                       "name the detections that must match");
      }
      for (const yaml::Node& item : node.items) parse(item);
      break;
    case yaml::Kind::kMapping:
      context.Report(Code::kWrongType, node.span, "`condition` is a map, but takes a text or a list of texts",
                     "write it like `selection and not filter`");
      break;
  }
}

}  // namespace

void ParseDetectionSection(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  const yaml::Node& section = entry.value;
  if (section.kind != yaml::Kind::kMapping) {
    context.Report(Code::kWrongType, section.span, fmt::format("`detection` is {}, but takes a map", KindName(section)),
                   "give it named detections and a `condition`");
    return;
  }
  DetectionParser parser(context);
  bool has_condition = false;
  bool has_detections = false;
  for (const yaml::Entry& member : section.entries) {
    const std::string_view key = member.key.text;
    if (key == "condition") {
      has_condition = true;
      ParseConditions(context, member.value, rule);
    } else if (key == "timeframe") {
      context.Report(Code::kTimeframe, member.key.span,
                     "`timeframe` belongs to counting conditions, which were part of Sigma 1 only",
                     "write a correlation rule with a `timespan` for it");
    } else {
      has_detections = true;
      // One with faults still has its name, so that conditions which use it are not called wrong as well.
      std::optional<ast::Detection> detection = parser.Parse(key, member.value);
      rule->detections.push_back(
          ast::NamedDetection{member.key.text, member.key.span, std::move(detection).value_or(ast::Detection{})});
    }
  }
  if (!has_detections) {
    context.Report(Code::kNoDetections, entry.key.span, "`detection` defines nothing to look for",
                   "add a detection, such as `selection:` with fields below it");
  }
  if (!has_condition) {
    context.Report(Code::kMissingKey, entry.key.span, "`detection` has no `condition`",
                   "add one, such as `condition: selection`");
  }
}

}  // namespace sigmatic::parse
