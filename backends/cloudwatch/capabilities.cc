#include "backends/cloudwatch/capabilities.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "backends/cloudwatch/escape.h"
#include "backends/cloudwatch/query.h"
#include "compiler/legalize/classify.h"

namespace sigmatic::cloudwatch {
namespace {

// A field at fault is at fault in each of its leaves; it is reported once, where the rule first uses it.
void ReportOnce(const ir::Rule& rule, base::Span span, std::string message, std::string hint,
                base::Diagnostics& diagnostics) {
  for (const base::Diagnostic& earlier : diagnostics.all()) {
    if (earlier.file == rule.file && earlier.span == span && earlier.message == message) return;
  }
  diagnostics.Report(base::Code::kTargetCannotExpress, *rule.file, span, std::move(message), std::move(hint));
}

void CheckField(const fields::MappedRule& rule, const fields::MappedField& field, base::Diagnostics& diagnostics) {
  const auto refuse = [&](std::string message, std::string hint) {
    ReportOnce(rule.rule, field.span, std::move(message), std::move(hint), diagnostics);
  };
  const auto array =
      std::find_if(field.path.begin(), field.path.end(), [](const fields::PathStep& step) { return step.array; });
  if (array != field.path.end()) {
    const std::string name = FieldNameOf({field.path.begin(), std::next(array)});
    // unnest makes one record of each element and drops events without any: neither `not` nor a second array survives.
    std::vector<fields::PathStep> first_element(field.path.begin(), std::next(array));
    first_element.push_back({"0", false});
    first_element.insert(first_element.end(), std::next(array), field.path.end());
    refuse(fmt::format("{} cannot search all elements of an array: `{}` reads the array `{}`, whose elements it "
                       "discovers as separate fields `{}.0`, `{}.1` and so on",
                       CloudWatch::kTitle, field.name, name, name, name),
           fmt::format("where the position is known, map the field to that element in a field map of your own, as in "
                       "`{}: {}`",
                       field.name, FieldNameOf(first_element)));
  }
  if (!field.json.empty()) {
    refuse(fmt::format("{} cannot look for `{}` inside a JSON text, which is one value there", CloudWatch::kTitle,
                       field.name),
           "match the text itself, as in `|contains`");
  }
  const std::string name = FieldNameOf(field.path);
  if (!IsWritableFieldName(name)) {
    refuse(fmt::format("{} cannot name the field `{}`: a backtick or control character in a name has no escape",
                       CloudWatch::kTitle, field.name),
           "map the field to another name in a field map of your own");
  }
}

// Sign and point aside, without zeros at either end.
std::size_t CountSignificantDigits(const std::string& number) {
  const std::size_t first = number.find_first_of("123456789");
  if (first == std::string::npos) return 0;
  const std::size_t last = number.find_last_of("123456789");
  const std::size_t digits = last - first + 1;
  const std::size_t point = number.find('.');
  return point != std::string::npos && point > first && point < last ? digits - 1 : digits;
}

void CheckNumber(const fields::MappedRule& rule, const ir::Node& node, const ir::NumberCompare& leaf,
                 base::Diagnostics& diagnostics) {
  const std::string text = leaf.value.ToString();
  if (CountSignificantDigits(text) <= kMaxSignificantDigits && text.size() <= kMaxNumberCharacters) return;
  diagnostics.Report(base::Code::kTargetCannotExpress, *rule.rule.file, node.span,
                     fmt::format("{} cannot compare exactly with a number of more than {} significant digits",
                                 CloudWatch::kTitle, kMaxSignificantDigits),
                     "compare with a shorter number, or compare the digits with `|re`");
}

}  // namespace

void CloudWatch::CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics) {
  const legalize::LeafFields leaf_fields = legalize::FieldsOf(node.expression);
  for (const std::optional<ir::FieldIndex> index : {leaf_fields.first, leaf_fields.second}) {
    if (index) CheckField(rule, rule.field(*index), diagnostics);
  }
  if (const auto* compare = std::get_if<ir::NumberCompare>(&node.expression)) {
    CheckNumber(rule, node, *compare, diagnostics);
  }
  const bool is_keyword =
      std::holds_alternative<ir::Keyword>(node.expression) || std::holds_alternative<ir::KeywordRegex>(node.expression);
  if (is_keyword && rule.keyword_text.empty()) {
    diagnostics.Report(
        base::Code::kTargetCannotExpress, *rule.rule.file, node.span,
        fmt::format("{} cannot search the values of a JSON event for a keyword: `@message` also holds the names of its "
                    "fields, and its values with JSON's escapes",
                    kTitle),
        "name the fields to search; for logs that are plain text, use a field map with `keywords: \"@message\"`");
  }
}

}  // namespace sigmatic::cloudwatch
