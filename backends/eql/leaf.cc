#include "backends/eql/leaf.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "backends/eql/capabilities.h"
#include "backends/eql/lucene.h"
#include "backends/eql/quote.h"
#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/analysis.h"

namespace sigmatic::eql {
namespace {

using fields::FieldType;
using Result = std::variant<Leaf, Refusal>;

// Number fields are long or double; up to here both hold every integer, and every decimal of this many digits is told
// apart from its neighbours. https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/number
constexpr std::string_view kLargestInteger = "9007199254740992";  // 2^53
constexpr std::size_t kLongestDecimal = 16;                       // 15 digits and the point

Result RefusedByTable() { return Refusal{}; }

Result RefuseValue(const fields::MappedField& field, std::string_view reason, std::string hint) {
  return Refusal{base::Code::kTargetCannotExpress,
                 fmt::format("{} cannot compare `{}`, which is {} there, with this value: {}", Eql::kTitle, field.name,
                             Name(field.type), reason),
                 std::move(hint)};
}

bool IsExact(const base::Decimal& value) {
  std::string text = value.ToString();
  if (text.front() == '-') text.erase(0, 1);
  if (value.IsInteger()) return base::Decimal::Parse(text) <= base::Decimal::Parse(kLargestInteger);
  return text.size() <= kLongestDecimal;
}

// Cased patterns and ASCII letters are left to Elasticsearch, whose case_insensitive flag knows only ASCII.
// https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-term-query (`case_insensitive`)
bool NeedsCaseClasses(const ir::Pattern& pattern) {
  if (pattern.cased) return false;
  for (const ir::PatternPart& part : pattern.parts) {
    const auto* literal = std::get_if<ir::Literal>(&part);
    if (literal == nullptr || base::IsAscii(literal->text)) continue;
    for (std::size_t offset = 0; offset < literal->text.size();) {
      const char32_t code_point = base::DecodeUtf8(literal->text, &offset);
      if (code_point >= 0x80 && base::HasCaseVariants(code_point)) return true;
    }
  }
  return false;
}

bool IsLoneAnyRun(const ir::Pattern& pattern) {
  return pattern.parts.size() == 1 && std::holds_alternative<ir::AnyRun>(pattern.parts.front());
}

class LeafLowering {
 public:
  explicit LeafLowering(const fields::MappedRule& rule) : rule_(rule) {}

  Result operator()(const ir::Constant& leaf) const { return Constant{leaf.value}; }
  Result operator()(const ir::And& /*node*/) const { return RefusedByTable(); }
  Result operator()(const ir::Or& /*node*/) const { return RefusedByTable(); }
  Result operator()(const ir::Not& /*node*/) const { return RefusedByTable(); }

  Result operator()(const ir::StringMatch& leaf) const {
    const fields::MappedField& field = rule_.field(leaf.field);
    if (field.type == FieldType::kText) return TextMatch(field, leaf.pattern);
    if (leaf.pattern.parts.empty() || !leaf.pattern.IsLiteral()) return RefusedByTable();
    switch (field.type) {
      case FieldType::kNumber:
        return NumberAsText(field, leaf.pattern.LiteralText());
      case FieldType::kBoolean:
        return BooleanAsText(field, leaf.pattern);
      case FieldType::kAddress:
        return AddressAsText(field, leaf.pattern.LiteralText());
      case FieldType::kText:
      case FieldType::kFlattened:
      case FieldType::kJson:
      case FieldType::kObject:
        return RefusedByTable();
    }
    return RefusedByTable();
  }

  Result operator()(const ir::RegexMatch& leaf) const {
    const fields::MappedField& field = rule_.field(leaf.field);
    if (field.type != FieldType::kText) return RefusedByTable();
    if (regex::UsesLineAnchor(leaf.regex) || regex::UsesWordBoundary(leaf.regex)) return RefusedByTable();
    return RegexLeaf(field, LucenePattern::FromRegex(leaf.regex));
  }

  Result operator()(const ir::NumberEquals& leaf) const {
    const fields::MappedField& field = rule_.field(leaf.field);
    if (field.type == FieldType::kText) {
      return StringTest{Quoter::Field(field), true, {Quoter::String(leaf.text)}};
    }
    if (field.type != FieldType::kNumber) return RefusedByTable();
    if (!IsExact(leaf.value)) return InexactNumber(field);
    return NumberEqualsTest{Quoter::Field(field), {Quoter::Number(leaf.value)}};
  }

  Result operator()(const ir::BooleanEquals& leaf) const {
    const fields::MappedField& field = rule_.field(leaf.field);
    if (field.type == FieldType::kText) {
      return StringTest{Quoter::Field(field), false, {Quoter::String(leaf.value ? "true" : "false")}};
    }
    if (field.type != FieldType::kBoolean) return RefusedByTable();
    return BooleanTest{Quoter::Field(field), leaf.value};
  }

  Result operator()(const ir::IsNull& leaf) const { return Presence(leaf.field, true); }
  Result operator()(const ir::Exists& leaf) const { return Presence(leaf.field, false); }

  Result operator()(const ir::NumberCompare& leaf) const {
    const fields::MappedField& field = rule_.field(leaf.field);
    if (field.type != FieldType::kNumber) return RefusedByTable();
    if (!IsExact(leaf.value)) return InexactNumber(field);
    return NumberCompareTest{Quoter::Field(field), leaf.comparison, Quoter::Number(leaf.value)};
  }

  Result operator()(const ir::InNetwork& leaf) const {
    const fields::MappedField& field = rule_.field(leaf.field);
    if (field.type == FieldType::kAddress) return NetworkTest{Quoter::Field(field), {Quoter::Network(leaf.network)}};
    if (field.type != FieldType::kText || leaf.network.v6) return RefusedByTable();
    return RegexLeaf(field, LucenePattern::FromNetwork(leaf.network));
  }

  Result operator()(const ir::FieldCompare& /*leaf*/) const { return RefusedByTable(); }
  Result operator()(const ir::TimePartCompare& /*leaf*/) const { return RefusedByTable(); }
  Result operator()(const ir::Keyword& /*leaf*/) const { return RefusedByTable(); }
  Result operator()(const ir::KeywordRegex& /*leaf*/) const { return RefusedByTable(); }

 private:
  static Result TextMatch(const fields::MappedField& field, const ir::Pattern& pattern) {
    if (IsLoneAnyRun(pattern)) return NullCheck{Quoter::Field(field), false};
    if (pattern.parts.empty()) return StringTest{Quoter::Field(field), true, {Quoter::String("")}};
    if (NeedsCaseClasses(pattern)) return RegexLeaf(field, LucenePattern::FromPattern(pattern));
    if (pattern.IsLiteral()) {
      return StringTest{Quoter::Field(field), pattern.cased, {Quoter::String(pattern.LiteralText())}};
    }
    if (!FitsLike(pattern)) return RegexLeaf(field, LucenePattern::FromPattern(pattern));
    return LikeTest{Quoter::Field(field), pattern.cased, {Quoter::Like(pattern)}};
  }

  static Result RegexLeaf(const fields::MappedField& field, const std::optional<LucenePattern>& pattern) {
    if (!pattern) {
      return Refusal{
          base::Code::kPatternTooLong,
          fmt::format("this pattern on `{}` grows too large when it is written without anchors inside it, which {} "
                      "does not have",
                      field.name, Eql::kTitle),
          "move `^` and `$` to the ends of the pattern, or split it into several"};
    }
    const std::size_t length = pattern->Length();
    if (length > kMaxPatternLength) {
      return Refusal{base::Code::kPatternTooLong,
                     fmt::format("this pattern on `{}` takes {} characters in {}; Elasticsearch allows {}", field.name,
                                 length, Eql::kTitle, kMaxPatternLength),
                     "split it into several shorter values of a list"};
    }
    return RegexTest{Quoter::Field(field), {Quoter::Regex(*pattern)}};
  }

  [[nodiscard]] Result Presence(ir::FieldIndex index, bool is_null) const {
    const fields::MappedField& field = rule_.field(index);
    if (!kReadable.Contains(field.type)) return RefusedByTable();
    return NullCheck{Quoter::Field(field), is_null};
  }

  // A number field shows its values in their shortest decimal form, so only that form of the text can be equal.
  static Result NumberAsText(const fields::MappedField& field, std::string_view text) {
    const std::optional<base::Decimal> value = base::Decimal::Parse(text);
    if (!value || !value->IsInteger() || value->ToString() != text || !IsExact(*value)) {
      return RefuseValue(field, "only the plain text of an integer equals a number",
                         "write the number without quotes, or map the field to one of type text");
    }
    return NumberEqualsTest{Quoter::Field(field), {Quoter::Number(*value)}};
  }

  static Result BooleanAsText(const fields::MappedField& field, const ir::Pattern& pattern) {
    for (const bool value : {true, false}) {
      const std::string_view text = value ? "true" : "false";
      const std::string_view literal = pattern.LiteralText();
      if (pattern.cased ? literal == text : base::EqualsIgnoringCase(literal, text)) {
        return BooleanTest{Quoter::Field(field), value};
      }
    }
    return RefuseValue(field, "only true and false are values of it", "write true or false");
  }

  // An ip field shows IPv4 addresses as dotted quads. IPv6 addresses have many spellings, so their text says too
  // little.
  static Result AddressAsText(const fields::MappedField& field, std::string_view text) {
    const std::optional<base::IpAddress> address = base::ParseAddress(text);
    if (!address || address->v6) {
      return RefuseValue(field, "only the text of an IPv4 address tells which addresses are meant",
                         "use `|cidr` for IPv6 addresses, or map the field to one of type text");
    }
    return NetworkTest{Quoter::Field(field), {Quoter::Address(text)}};
  }

  static Result InexactNumber(const fields::MappedField& field) {
    return RefuseValue(field, "it has more digits than a number field tells apart",
                       "compare with a number of at most 15 digits, or map the field to one of type text");
  }

  const fields::MappedRule& rule_;
};

}  // namespace

std::variant<Leaf, Refusal> LowerLeaf(const fields::MappedRule& rule, const ir::Node& node) {
  return std::visit(LeafLowering(rule), node.expression);
}

}  // namespace sigmatic::eql
