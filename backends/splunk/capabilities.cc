#include "backends/splunk/capabilities.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "backends/splunk/field_name.h"
#include "backends/splunk/null_text.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/legalize/classify.h"

namespace sigmatic::splunk {
namespace {

// eval computes with doubles. Decimals of up to 15 digits stay different and ordered when they become doubles; more may
// not. https://help.splunk.com/splunk-enterprise/search/spl2-search-reference/eval-command/eval-command-usage
constexpr std::size_t kMaxDigits = 15;

struct Refusal {
  std::string message;
  std::string hint;
};

class LeafChecker {
 public:
  explicit LeafChecker(const fields::MappedRule& rule) : rule_(rule) {}

  [[nodiscard]] std::optional<Refusal> Check(const ir::Expression& leaf) const {
    const legalize::LeafFields used = legalize::FieldsOf(leaf);
    for (const std::optional<ir::FieldIndex> index : {used.first, used.second}) {
      if (!index) continue;
      if (auto refusal = CheckName(rule_.field(*index))) return refusal;
    }
    const auto nothing = [] { return std::optional<Refusal>(); };
    return std::visit(
        base::Overloaded{
            [&](const ir::Constant& /*node*/) { return nothing(); },
            [&](const ir::And& /*node*/) { return nothing(); },
            [&](const ir::Or& /*node*/) { return nothing(); },
            [&](const ir::Not& /*node*/) { return nothing(); },
            [&](const ir::StringMatch& node) { return CheckNullText(node); },
            [&](const ir::RegexMatch& /*node*/) { return nothing(); },
            [&](const ir::NumberEquals& /*node*/) { return nothing(); },
            [&](const ir::BooleanEquals& /*node*/) { return nothing(); },
            [&](const ir::IsNull& /*node*/) { return nothing(); },
            [&](const ir::Exists& /*node*/) { return nothing(); },
            [&](const ir::NumberCompare& node) { return CheckNumber(node); },
            [&](const ir::InNetwork& /*node*/) { return nothing(); },
            [&](const ir::FieldCompare& node) { return CheckRelation(node); },
            [&](const ir::TimePartCompare& node) { return CheckSingleValue(node.field, "a part of a time"); },
            [&](const ir::Keyword& /*node*/) { return CheckKeyword(); },
            [&](const ir::KeywordRegex& /*node*/) { return CheckKeyword(); },
        },
        leaf);
  }

 private:
  static std::optional<Refusal> CheckName(const fields::MappedField& field) {
    const FieldName name = NativeName(field.path);
    if (IsWritable(name.text)) return std::nullopt;
    return Refusal{
        fmt::format("{} cannot express the field name `{}`: no documented quoting takes quotation marks, backslashes, "
                    "`*`, control characters or outer blanks in a name",
                    Target::kTitle, name.text),
        "give the field another name in Splunk (FIELDALIAS in props.conf) and in a field map"};
  }

  [[nodiscard]] std::optional<Refusal> CheckNullText(const ir::StringMatch& node) const {
    if (!node.pattern.IsLiteral()) return std::nullopt;
    const std::string_view text = node.pattern.LiteralText();
    const bool is_null_text = node.pattern.cased ? text == kNullText : base::EqualsIgnoringCase(text, kNullText);
    if (!is_null_text) return std::nullopt;
    return Refusal{
        fmt::format("{} cannot express the text `{}` on `{}`: JSON's null reads as the text null there, so the two "
                    "cannot be told apart",
                    Target::kTitle, text, rule_.field(node.field).name),
        "write null without quotation marks, which matches both the text and a missing value"};
  }

  [[nodiscard]] std::optional<Refusal> CheckNumber(const ir::NumberCompare& node) const {
    const std::string text = node.value.ToString();
    const auto digits =
        static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
    if (digits <= kMaxDigits) return std::nullopt;
    constexpr std::size_t kShown = 40;
    return Refusal{
        fmt::format("{} cannot express a comparison of `{}` with {}{}: it computes with doubles, which are exact "
                    "for {} digits only",
                    Target::kTitle, rule_.field(node.field).name, std::string_view(text).substr(0, kShown),
                    text.size() > kShown ? "…" : "", kMaxDigits),
        "compare with a shorter number, or match the digits with a regular expression"};
  }

  [[nodiscard]] std::optional<Refusal> CheckRelation(const ir::FieldCompare& node) const {
    if (node.relation == ir::FieldRelation::kContains) {
      return Refusal{
          fmt::format("{} cannot express one field inside another (`{}` in `{}`): it has no function that looks "
                      "for the text of a field and not for a pattern",
                      Target::kTitle, rule_.field(node.right).name, rule_.field(node.left).name),
          "compare with `fieldref`, `fieldref|startswith` or `fieldref|endswith`"};
    }
    if (auto refusal = CheckSingleValue(node.left, "a comparison of fields")) return refusal;
    return CheckSingleValue(node.right, "a comparison of fields");
  }

  [[nodiscard]] std::optional<Refusal> CheckSingleValue(ir::FieldIndex index, std::string_view what) const {
    const fields::MappedField& field = rule_.field(index);
    if (!IsMultivalue(field.path)) return std::nullopt;
    return Refusal{
        fmt::format("{} cannot express {} on `{}`, which holds several values there: its functions for lists look "
                    "at one field and one pattern",
                    Target::kTitle, what, field.name),
        "use a field that holds one value"};
  }

  [[nodiscard]] std::optional<Refusal> CheckKeyword() const {
    if (rule_.keyword_text.empty()) {
      return Refusal{fmt::format("{} cannot express keywords with the field map `{}`: {}", Target::kTitle,
                                 rule_.map_name, kNotPlainText),
                     std::string(kUsePlainText)};
    }
    return CheckName(fields::MappedField{{}, rule_.keyword_text, {}, fields::FieldType::kText, {}});
  }

  const fields::MappedRule& rule_;
};

}  // namespace

void Target::CheckLeaf(const fields::MappedRule& rule, const ir::Node& leaf, base::Diagnostics& diagnostics) {
  if (auto refusal = LeafChecker(rule).Check(leaf.expression)) {
    diagnostics.Report(base::Code::kTargetCannotExpress, *rule.rule.file, leaf.span, std::move(refusal->message),
                       std::move(refusal->hint));
  }
}

}  // namespace sigmatic::splunk
