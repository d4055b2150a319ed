#include "compiler/parse/metadata_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/unicode.h"

namespace sigmatic::parse {
namespace {

using base::Code;

constexpr std::size_t kMaxTitle = 256;  // characters; JSON schema of the specification

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::string DidYouMean(Context& context, std::string_view name, std::span<const std::string_view> candidates) {
  const std::string_view nearest = context.Suggest(name, candidates);
  if (!nearest.empty()) return fmt::format("did you mean `{}`?", nearest);
  std::string all;
  for (const std::string_view candidate : candidates) all += fmt::format("{}`{}`", all.empty() ? "" : ", ", candidate);
  return fmt::format("use one of {}", all);
}

bool IsUuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (text.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kShape[i] == 'x' ? !IsHexDigit(text[i]) : text[i] != '-') return false;
  }
  return true;
}

// [a-z0-9_-]+ \. [a-z0-9._-]+ (JSON schema of the specification)
bool IsTag(std::string_view text) {
  const auto is_name = [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '-'; };
  const auto is_rest = [is_name](char c) { return is_name(c) || c == '.'; };
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dot), is_name) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(dot), text.end(), is_rest);
}

// Whether `text` is a day of the calendar, written YYYY-MM-DD with the given separator.
bool IsDate(std::string_view text, char separator) {
  if (text.size() != 10 || text[4] != separator || text[7] != separator) return false;
  const auto number = [text](std::size_t begin, std::size_t size) -> int {
    int value = 0;
    for (const char c : text.substr(begin, size)) {
      if (!IsDigit(c)) return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return day <= kDays.at(static_cast<std::size_t>(month - 1)) + (leap && month == 2 ? 1 : 0);
}

void CheckId(Context& context, const std::optional<ast::Text>& id) {
  if (!id || IsUuid(id->text)) return;
  context.Report(Code::kInvalidId, id->span, fmt::format("the id `{}` is no UUID", id->text),
                 "give the rule a random UUID (version 4)");
}

void CheckDate(Context& context, std::string_view key, const std::optional<ast::Text>& date) {
  if (!date || IsDate(date->text, '-')) return;
  if (IsDate(date->text, '/')) {
    std::string dashed = date->text;
    std::replace(dashed.begin(), dashed.end(), '/', '-');
    context.Report(Code::kDateWithSlashes, date->span, fmt::format("the date `{}` is written with slashes", date->text),
                   fmt::format("write `{}`", dashed));
    return;
  }
  context.Report(Code::kInvalidDate, date->span, fmt::format("`{}` is `{}`, which is no date", key, date->text),
                 "write a day as YYYY-MM-DD, such as 2024-08-31");
}

// A list of texts. Empty for null; reports everything else.
std::vector<ast::Text> ParseTexts(Context& context, std::string_view key, const yaml::Node& value) {
  std::vector<ast::Text> texts;
  if (IsNull(value)) return texts;
  if (value.kind != yaml::Kind::kSequence) {
    const bool scalar = value.kind == yaml::Kind::kScalar;
    context.Report(Code::kWrongType, value.span, fmt::format("`{}` is {}, but takes a list", key, KindName(value)),
                   scalar ? "write a list of one: `- ` and the text on the next line" : "write a list of texts");
    return texts;
  }
  texts.reserve(value.items.size());
  for (const yaml::Node& item : value.items) {
    if (std::optional<ast::Text> text = ParseText(context, key, item)) texts.push_back(*std::move(text));
  }
  return texts;
}

// The enumerator whose Name() is the text of `value`.
template <typename Enum, std::size_t N>
std::optional<Enum> ParseName(Context& context, Code code, std::string_view key, const yaml::Node& value,
                              const std::array<Enum, N>& enumerators) {
  const std::optional<ast::Text> text = ParseText(context, key, value);
  if (!text) return std::nullopt;
  std::array<std::string_view, N> names;
  for (std::size_t i = 0; i < N; ++i) {
    names.at(i) = ast::Name(enumerators.at(i));
    if (text->text == names.at(i)) return enumerators.at(i);
  }
  context.Report(code, text->span, fmt::format("there is no {} `{}`", key, text->text),
                 DidYouMean(context, text->text, names));
  return std::nullopt;
}

void ParseTitle(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  std::optional<ast::Text> title = ParseText(context, "title", entry.value);
  if (!title) return;
  const std::size_t length = base::CountCodePoints(title->text);
  if (length > kMaxTitle) {
    context.Report(Code::kTitleTooLong, title->span,
                   fmt::format("the title has {} characters, more than the specification's {}", length, kMaxTitle),
                   "move details into the description");
  }
  rule->title = *std::move(title);
}

void ParseRelatedRule(Context& context, const yaml::Node& node, ast::Rule* rule) {
  constexpr std::array<std::string_view, 5> kTypes = {"derived", "obsolete", "merged", "renamed", "similar"};
  if (node.kind != yaml::Kind::kMapping) {
    context.Report(Code::kWrongType, node.span, fmt::format("`related` has {} in its list", KindName(node)),
                   "each item is a map of `id` and `type`");
    return;
  }
  const yaml::Node* id_node = yaml::Find(node, "id");
  const yaml::Node* type_node = yaml::Find(node, "type");
  std::optional<ast::Text> id = id_node != nullptr ? ParseText(context, "id", *id_node) : std::nullopt;
  std::optional<ast::Text> type = type_node != nullptr ? ParseText(context, "type", *type_node) : std::nullopt;
  CheckId(context, id);
  if (type && std::find(kTypes.begin(), kTypes.end(), type->text) == kTypes.end()) {
    context.Report(Code::kUnknownRelation, type->span, fmt::format("there is no relation `{}`", type->text),
                   DidYouMean(context, type->text, kTypes));
  }
  if (id_node == nullptr || type_node == nullptr) {
    context.Report(Code::kMissingKey, node.span,
                   fmt::format("an item of `related` has no `{}`", id_node == nullptr ? "id" : "type"),
                   "each item is a map of `id` and `type`");
  }
  if (id && type) rule->related.push_back(ast::RelatedRule{*std::move(id), *std::move(type)});
}

void ParseRelated(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  const yaml::Node& value = entry.value;
  if (IsNull(value)) return;
  if (value.kind != yaml::Kind::kSequence) {
    context.Report(Code::kWrongType, value.span, fmt::format("`related` is {}, but takes a list", KindName(value)),
                   "each item is a map of `id` and `type`");
    return;
  }
  for (const yaml::Node& item : value.items) ParseRelatedRule(context, item, rule);
}

void ParseTags(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  rule->tags = ParseTexts(context, "tags", entry.value);
  for (const ast::Text& tag : rule->tags) {
    if (IsTag(tag.text)) continue;
    context.Report(Code::kInvalidTag, tag.span, fmt::format("the tag `{}` is not `namespace.name`", tag.text),
                   "tags have lower-case letters, digits, `-`, `_` and `.`: `attack.t1078.004`");
  }
}

void ParseLogSource(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  constexpr std::array<std::string_view, 4> kKeys = {"category", "product", "service", "definition"};
  const yaml::Node& value = entry.value;
  rule->log_source.span = value.span;
  if (value.kind != yaml::Kind::kMapping && !IsNull(value)) {
    context.Report(Code::kWrongType, value.span, fmt::format("`logsource` is {}, but takes a map", KindName(value)),
                   "give it a `category`, a `product` or a `service`");
    return;
  }
  ast::LogSource& source = rule->log_source;
  const std::array<std::optional<ast::Text>*, kKeys.size()> members = {&source.category, &source.product,
                                                                       &source.service, &source.definition};
  const std::size_t errors = context.error_count();
  for (const yaml::Entry& member : value.entries) {
    const std::string_view key = member.key.text;
    const auto* const known = std::find(kKeys.begin(), kKeys.end(), key);
    if (known != kKeys.end()) {
      *members.at(static_cast<std::size_t>(known - kKeys.begin())) = ParseText(context, key, member.value);
      continue;
    }
    const std::string_view nearest = context.Suggest(key, kKeys);
    context.Report(Code::kUnknownKey, member.key.span, fmt::format("`logsource` has no key `{}`; it is ignored", key),
                   nearest.empty() ? "" : fmt::format("did you mean `{}`?", nearest));
  }
  const bool faulty = context.error_count() > errors;
  if (!faulty && !source.category && !source.product && !source.service) {
    context.Report(Code::kEmptyLogSource, entry.key.span, "`logsource` names no log source",
                   "give it a `category`, a `product` or a `service`");
  }
}

using ParseFunction = void (*)(Context&, const yaml::Entry&, ast::Rule*);

struct KeyParser {
  std::string_view key;
  ParseFunction parse;
};

// A plain text that goes into one member.
template <std::optional<ast::Text> ast::Rule::*kMember>
void ParseTextInto(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  rule->*kMember = ParseText(context, entry.key.text, entry.value);
}
template <std::optional<ast::Text> ast::Rule::*kMember>
void ParseDateInto(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  rule->*kMember = ParseText(context, entry.key.text, entry.value);
  CheckDate(context, entry.key.text, rule->*kMember);
}
template <std::vector<ast::Text> ast::Rule::*kMember>
void ParseTextsInto(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  rule->*kMember = ParseTexts(context, entry.key.text, entry.value);
}

void ParseId(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  rule->id = ParseText(context, "id", entry.value);
  CheckId(context, rule->id);
}

void ParseStatus(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  using ast::Status;
  constexpr std::array kAll = {Status::kStable, Status::kTest, Status::kExperimental, Status::kDeprecated,
                               Status::kUnsupported};
  rule->status = ParseName(context, Code::kUnknownStatus, "status", entry.value, kAll);
}

void ParseLevel(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  using ast::Level;
  constexpr std::array kAll = {Level::kInformational, Level::kLow, Level::kMedium, Level::kHigh, Level::kCritical};
  rule->level = ParseName(context, Code::kUnknownLevel, "level", entry.value, kAll);
}

constexpr std::array kKeyParsers = {
    KeyParser{"title", ParseTitle},
    KeyParser{"id", ParseId},
    KeyParser{"name", ParseTextInto<&ast::Rule::name>},
    KeyParser{"taxonomy", ParseTextInto<&ast::Rule::taxonomy>},
    KeyParser{"related", ParseRelated},
    KeyParser{"status", ParseStatus},
    KeyParser{"description", ParseTextInto<&ast::Rule::description>},
    KeyParser{"license", ParseTextInto<&ast::Rule::license>},
    KeyParser{"author", ParseTextInto<&ast::Rule::author>},
    KeyParser{"references", ParseTextsInto<&ast::Rule::references>},
    KeyParser{"date", ParseDateInto<&ast::Rule::date>},
    KeyParser{"modified", ParseDateInto<&ast::Rule::modified>},
    KeyParser{"fields", ParseTextsInto<&ast::Rule::fields>},
    KeyParser{"falsepositives", ParseTextsInto<&ast::Rule::false_positives>},
    KeyParser{"level", ParseLevel},
    KeyParser{"tags", ParseTags},
    KeyParser{"scope", ParseTextsInto<&ast::Rule::scope>},
    KeyParser{"logsource", ParseLogSource},
};

}  // namespace

bool ParseMetadata(Context& context, const yaml::Entry& entry, ast::Rule* rule) {
  for (const KeyParser& parser : kKeyParsers) {
    if (parser.key != entry.key.text) continue;
    parser.parse(context, entry, rule);
    return true;
  }
  return false;
}

}  // namespace sigmatic::parse
