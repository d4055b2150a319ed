#include "compiler/sema/detection_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <variant>

#include "compiler/base/decimal.h"
#include "compiler/base/overloaded.h"
#include "compiler/ir/pattern.h"
#include "compiler/regex/parser.h"
#include "compiler/sema/analyze.h"
#include "compiler/sema/encodings.h"
#include "compiler/sema/network.h"
#include "compiler/sema/placeholder.h"
#include "compiler/sema/sigma_string.h"
#include "compiler/sema/windash.h"

namespace sigmatic::sema {
namespace {

using ast::Modifier;

// Long texts are cut in messages.
std::string Quoted(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return fmt::format("`{}`", text);
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("`{}...`", text.substr(0, end));
}

// The text of a value that is not null.
std::string_view TextOf(const ast::Value& value) {
  return std::visit(
      base::Overloaded{
          [](const ast::Null&) -> std::string_view { return {}; },
          [](const ast::Boolean& boolean) -> std::string_view { return boolean.value ? "true" : "false"; },
          [](const ast::Number& number) -> std::string_view { return number.text; },
          [](const ast::String& string) -> std::string_view { return string.text; },
      },
      value.value);
}

bool IsString(const ast::Value& value) { return std::holds_alternative<ast::String>(value.value); }

// A number, or a string that is the decimal text of one.
std::optional<base::Decimal> NumberOf(const ast::Value& value) {
  if (const auto* number = std::get_if<ast::Number>(&value.value)) return number->value;
  if (const auto* string = std::get_if<ast::String>(&value.value)) return base::Decimal::Parse(string->text);
  return std::nullopt;
}

std::optional<std::int64_t> IntegerOf(const ast::Value& value) {
  const std::optional<base::Decimal> number = NumberOf(value);
  constexpr std::int64_t kLimit = 1000000000;  // far beyond any part of a time; keeps the text short
  if (!number || !number->IsInteger() || *number > base::Decimal::FromInteger(kLimit) ||
      *number < base::Decimal::FromInteger(-kLimit)) {
    return std::nullopt;
  }
  const std::string text = number->ToString();
  std::int64_t integer = 0;
  std::from_chars(text.data(), text.data() + text.size(), integer);
  return integer;
}

struct TimeRange {
  std::string_view name;
  std::int64_t first;
  std::int64_t last;
};

// Sigma modifiers appendix 2.1.0, section "Time Modifiers"; its weeks end at 52, ISO 8601 has years with a week 53.
TimeRange RangeOf(ir::TimePart part) {
  switch (part) {
    case ir::TimePart::kMinute:
      return {"minute", 0, 59};
    case ir::TimePart::kHour:
      return {"hour", 0, 23};
    case ir::TimePart::kDay:
      return {"day", 1, 31};
    case ir::TimePart::kWeek:
      return {"week", 1, 53};
    case ir::TimePart::kMonth:
      return {"month", 1, 12};
    case ir::TimePart::kYear:
      return {"year", 0, 9999};
  }
  return {};
}

ir::TimeComparison TimeComparisonOf(const std::optional<ir::Comparison>& comparison) {
  if (!comparison) return ir::TimeComparison::kEqual;
  switch (*comparison) {
    case ir::Comparison::kLess:
      return ir::TimeComparison::kLess;
    case ir::Comparison::kLessOrEqual:
      return ir::TimeComparison::kLessOrEqual;
    case ir::Comparison::kGreater:
      return ir::TimeComparison::kGreater;
    case ir::Comparison::kGreaterOrEqual:
      return ir::TimeComparison::kGreaterOrEqual;
  }
  return ir::TimeComparison::kEqual;
}

ir::FieldRelation RelationOf(Affix affix) {
  switch (affix) {
    case Affix::kNone:
      return ir::FieldRelation::kEquals;
    case Affix::kContains:
      return ir::FieldRelation::kContains;
    case Affix::kStartsWith:
      return ir::FieldRelation::kStartsWith;
    case Affix::kEndsWith:
      return ir::FieldRelation::kEndsWith;
  }
  return ir::FieldRelation::kEquals;
}

Modifier ModifierOf(Affix affix) {
  switch (affix) {
    case Affix::kNone:
    case Affix::kContains:
      return Modifier::kContains;
    case Affix::kStartsWith:
      return Modifier::kStartsWith;
    case Affix::kEndsWith:
      return Modifier::kEndsWith;
  }
  return Modifier::kContains;
}

ir::Pattern WithAffix(ir::Pattern pattern, Affix affix) {
  if (affix == Affix::kNone) return pattern;
  std::vector<ir::PatternPart> parts;
  parts.reserve(pattern.parts.size() + 2);
  if (affix != Affix::kStartsWith) parts.emplace_back(ir::AnyRun{});
  std::move(pattern.parts.begin(), pattern.parts.end(), std::back_inserter(parts));
  if (affix != Affix::kEndsWith) parts.emplace_back(ir::AnyRun{});
  pattern.parts = std::move(parts);
  return ir::Normalize(std::move(pattern));
}

}  // namespace

void DetectionBuilder::Report(base::Code code, base::Span span, std::string message, std::string hint) {
  diagnostics_.Report(code, file_, span, std::move(message), std::move(hint));
}

ir::NodeIndex DetectionBuilder::Build(const ast::Detection& detection) {
  std::vector<ir::NodeIndex> operands;
  return std::visit(base::Overloaded{
                        [&](const ast::AllOf& all) {
                          if (all.items.empty()) {
                            Report(base::Code::kEmptyDetection, detection.span, "a map without fields matches nothing",
                                   "write the fields that must match, or remove it");
                          }
                          for (const ast::DetectionItem& item : all.items) operands.push_back(BuildItem(item));
                          return expressions_.And(std::move(operands), detection.span);
                        },
                        [&](const ast::AnyOf& any) {
                          if (any.alternatives.empty()) {
                            Report(base::Code::kEmptyDetection, detection.span, "an empty list matches nothing",
                                   "write at least one alternative, or remove it");
                          }
                          for (const ast::Detection& alternative : any.alternatives)
                            operands.push_back(Build(alternative));
                          return expressions_.Or(std::move(operands), detection.span);
                        },
                    },
                    detection.shape);
}

ir::NodeIndex DetectionBuilder::BuildItem(const ast::DetectionItem& source) {
  if (source.values.empty()) {
    Report(base::Code::kEmptyValueList, source.span, "a list without values matches nothing",
           "write the values, or `null` for an absent field");
  }
  const std::optional<Chain> chain = CheckChain(file_, source, diagnostics_);
  if (!chain) return expressions_.Add(ir::Constant{false}, source.span);

  Item item{source, *chain, std::nullopt};
  if (source.field) item.field = expressions_.Field(*source.field, source.field_span);
  CheckList(item);
  std::vector<ir::NodeIndex> operands;
  operands.reserve(source.values.size());
  for (const ast::Value& value : source.values) {
    if (expressions_.IsFull()) break;
    if (!CheckValueType(file_, source, value, diagnostics_)) continue;
    if (const Leaf leaf = BuildValue(item, value)) operands.push_back(*leaf);
  }
  const ir::NodeIndex node = chain->all ? expressions_.And(std::move(operands), source.span)
                                        : expressions_.Or(std::move(operands), source.span);
  return chain->negated ? expressions_.Not(node, source.span) : node;
}

// What the values of a list say about each other, and the chain about their number.
void DetectionBuilder::CheckList(const Item& item) {
  const ast::DetectionItem& source = item.source;
  if (item.chain.operation == Operation::kExists && source.values.size() > 1) {
    Report(base::Code::kExistsTakesOneBoolean, source.span, "`exists` takes one boolean, not a list",
           "write `true` or `false`");
  }
  const auto span_of = [&source](Modifier modifier) {
    const auto applied = std::find_if(source.modifiers.begin(), source.modifiers.end(),
                                      [modifier](const ast::AppliedModifier& m) { return m.modifier == modifier; });
    return applied != source.modifiers.end() ? applied->span : source.span;
  };
  if (item.chain.all && source.values.size() == 1) {
    Report(base::Code::kAllWithOneValue, span_of(Modifier::kAll), "`all` has no effect on a single value",
           "drop `all`, or write the list of values that must all match");
  }
  if (item.chain.operation == Operation::kRegex && item.chain.affix != Affix::kNone) {
    const Modifier affix = ModifierOf(item.chain.affix);
    Report(base::Code::kAffixOnRegex, span_of(affix),
           fmt::format("`{}` has no effect on a regular expression, which is searched for anywhere in the value",
                       ast::Name(affix)),
           affix == Modifier::kContains     ? "drop it"
           : affix == Modifier::kStartsWith ? "drop it, or start the expression with `^`"
                                            : "drop it, or end the expression with `$`");
  }
  const std::vector<Modifier>& encodings = item.chain.encodings;
  if (!encodings.empty() && encodings.back() == Modifier::kBase64Offset && item.chain.affix != Affix::kContains &&
      item.field) {
    Report(base::Code::kOffsetWithoutContains, span_of(Modifier::kBase64Offset),
           "`base64offset` makes fragments, which are compared with whole values here",
           "write `base64offset|contains`");
  }
  if (source.values.size() < 2) return;
  // By type and text; sorted, so that a long list costs no more than it takes to read.
  using Key = std::pair<std::size_t, std::string_view>;
  std::vector<std::pair<Key, const ast::Value*>> keys;
  keys.reserve(source.values.size());
  for (const ast::Value& value : source.values) keys.emplace_back(Key{value.value.index(), TextOf(value)}, &value);
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].first != keys[i - 1].first) continue;
    const ast::Value& value = *keys[i].second;
    const bool null = std::holds_alternative<ast::Null>(value.value);
    Report(base::Code::kDuplicateValue, value.span,
           fmt::format("{} stands in this list twice", null ? "`null`" : Quoted(TextOf(value))), "drop one of them");
  }
}

void DetectionBuilder::WarnMatchesEveryValue(const Item& item, base::Span span) {
  if (item.field) {
    Report(base::Code::kMatchesEveryValue, span, "this matches whatever the field holds, as long as it is not null",
           "write `*` if that is meant; `''` without modifiers is the empty string");
  } else {
    Report(base::Code::kMatchesEveryValue, span, "this keyword is found in every event that has a value", "remove it");
  }
}

DetectionBuilder::Leaf DetectionBuilder::BuildValue(const Item& item, const ast::Value& value) {
  if (item.chain.expand) {
    const std::string_view placeholder = FindPlaceholder(TextOf(value));
    if (!placeholder.empty()) {
      Report(base::Code::kPlaceholderWithoutValue, value.span,
             fmt::format("no values are known for the placeholder `{}`", placeholder),
             "write the values themselves in its place");
      return std::nullopt;
    }
  }
  switch (item.chain.operation) {
    case Operation::kMatch:
      return BuildMatch(item, value);
    case Operation::kRegex:
      return BuildRegex(item, value);
    case Operation::kNetwork:
      return BuildNetwork(item, value);
    case Operation::kFieldReference:
      return BuildFieldReference(item, value);
    case Operation::kExists:
      return BuildExists(item, value);
    case Operation::kCompare:
      return BuildComparison(item, value);
    case Operation::kTimePart:
      return BuildTimePart(item, value);
  }
  return std::nullopt;
}

DetectionBuilder::Leaf DetectionBuilder::BuildMatch(const Item& item, const ast::Value& value) {
  if (!item.field) {
    if (std::holds_alternative<ast::Null>(value.value)) {
      Report(base::Code::kNullKeyword, value.span, "null cannot be searched for in an event",
             "name the field that must be absent: `field: null`");
      return std::nullopt;
    }
    return BuildPattern(item, value);
  }
  const ir::FieldIndex field = *item.field;
  const bool as_text = item.chain.as_text;
  return std::visit(base::Overloaded{
                        [&](const ast::Null&) -> Leaf { return expressions_.Add(ir::IsNull{field}, value.span); },
                        [&](const ast::Boolean& boolean) -> Leaf {
                          if (as_text) return BuildPattern(item, value);
                          return expressions_.Add(ir::BooleanEquals{field, boolean.value}, value.span);
                        },
                        [&](const ast::Number& number) -> Leaf {
                          if (as_text) return BuildPattern(item, value);
                          return expressions_.Add(ir::NumberEquals{field, number.value, number.text}, value.span);
                        },
                        [&](const ast::String&) -> Leaf { return BuildPattern(item, value); },
                    },
                    value.value);
}

DetectionBuilder::Leaf DetectionBuilder::BuildPattern(const Item& item, const ast::Value& value) {
  const Chain& chain = item.chain;
  const std::string_view text = TextOf(value);
  ir::Pattern pattern;
  if (!IsString(value)) {
    pattern = LiteralPattern(std::string(text));
  } else if (chain.expand) {
    pattern = ParseSigmaString(UnescapePercentSigns(text));
  } else {
    pattern = ParseSigmaString(text);
  }
  if (text.empty() && (!item.field || chain.affix != Affix::kNone)) WarnMatchesEveryValue(item, value.span);
  if (!chain.windash && chain.encodings.empty()) return AddPattern(item, std::move(pattern), value.span);

  std::optional<std::vector<ir::Pattern>> patterns = Expand(item, std::move(pattern), value.span);
  if (!patterns) return std::nullopt;
  std::vector<ir::NodeIndex> operands;
  operands.reserve(patterns->size());
  for (ir::Pattern& expanded : *patterns) operands.push_back(AddPattern(item, std::move(expanded), value.span));
  return expressions_.Or(std::move(operands), value.span);
}

ir::NodeIndex DetectionBuilder::AddPattern(const Item& item, ir::Pattern pattern, base::Span span) {
  pattern = WithAffix(std::move(pattern), item.field ? item.chain.affix : Affix::kContains);
  pattern.cased = item.chain.cased;
  if (item.field) return expressions_.Add(ir::StringMatch{*item.field, std::move(pattern)}, span);
  return expressions_.Add(ir::Keyword{std::move(pattern)}, span);
}

// All that windash and the encodings make of one value.
std::optional<std::vector<ir::Pattern>> DetectionBuilder::Expand(const Item& item, ir::Pattern pattern,
                                                                 base::Span span) {
  std::vector<ir::Pattern> patterns;
  if (item.chain.windash) {
    std::size_t bytes = 0;
    for (const ir::PatternPart& part : pattern.parts) {
      if (const auto* literal = std::get_if<ir::Literal>(&part)) bytes += literal->text.size();
    }
    std::size_t count = 1;
    for (std::size_t i = CountOptionDashes(pattern); i > 0 && count <= kMaxExpandedValues; --i)
      count *= kWindowsDashes.size();
    if (count * item.source.values.size() > kMaxExpandedValues) {
      Report(base::Code::kTooManyExpandedValues, span,
             fmt::format("`windash` makes more than {} values of this list", kMaxExpandedValues),
             "match the options one by one: a list with `contains|all|windash`");
      return std::nullopt;
    }
    if (!expressions_.ReserveBytes(count * bytes)) return std::nullopt;
    patterns = ExpandOptionDashes(pattern);
  } else {
    patterns.push_back(std::move(pattern));
  }
  for (const Modifier encoding : item.chain.encodings) {
    std::optional<std::vector<ir::Pattern>> encoded = Encode(encoding, patterns, span);
    if (!encoded) return std::nullopt;
    patterns = *std::move(encoded);
  }
  return patterns;
}

std::optional<std::vector<ir::Pattern>> DetectionBuilder::Encode(Modifier encoding,
                                                                 const std::vector<ir::Pattern>& patterns,
                                                                 base::Span span) {
  std::vector<ir::Pattern> encoded;
  encoded.reserve(patterns.size());
  for (const ir::Pattern& pattern : patterns) {
    if (!pattern.IsLiteral()) {
      Report(base::Code::kWildcardInEncodedValue, span,
             fmt::format("a value with a wildcard cannot be encoded by `{}`", ast::Name(encoding)),
             "write `\\*` or `\\?` for the character itself, or encode the parts around the wildcard as values of "
             "their own");
      return std::nullopt;
    }
    const std::string_view text = pattern.LiteralText();
    constexpr std::size_t kLongestGrowth = 4;  // base64offset: three texts, each a third longer
    if (!expressions_.ReserveBytes(kLongestGrowth * text.size())) return std::nullopt;
    switch (encoding) {
      case Modifier::kUtf16:
        encoded.push_back(LiteralPattern(EncodeUtf16(text, Utf16Form::kLittleEndianWithMark)));
        break;
      case Modifier::kUtf16Be:
        encoded.push_back(LiteralPattern(EncodeUtf16(text, Utf16Form::kBigEndian)));
        break;
      case Modifier::kUtf16Le:
        encoded.push_back(LiteralPattern(EncodeUtf16(text, Utf16Form::kLittleEndian)));
        break;
      case Modifier::kBase64Offset:
        for (std::string& fragment : EncodeBase64AtOffsets(text)) {
          if (fragment.empty()) {
            Report(base::Code::kValueTooShortToEncode, span,
                   "this value is too short to leave a trace in Base64 at every alignment",
                   "use at least two bytes with `base64offset`");
            return std::nullopt;
          }
          encoded.push_back(LiteralPattern(std::move(fragment)));
        }
        break;
      default:
        encoded.push_back(LiteralPattern(EncodeBase64(text)));
        break;
    }
  }
  return encoded;
}

DetectionBuilder::Leaf DetectionBuilder::BuildRegex(const Item& item, const ast::Value& value) {
  const std::string_view text = TextOf(value);
  // Where the scalar is written as it reads, positions in the pattern are positions in the file.
  std::optional<std::uint32_t> start;
  std::string_view written = file_.Slice(value.span);
  if (written == text) {
    start = value.span.begin;
  } else if (written.size() == text.size() + 2 && written.substr(1, text.size()) == text) {
    start = value.span.begin + 1;
  }
  const regex::Place place = [&value, start](std::size_t begin, std::size_t end) {
    if (!start) return value.span;
    return base::Span{*start + static_cast<std::uint32_t>(begin), *start + static_cast<std::uint32_t>(end)};
  };
  std::variant<regex::Regex, regex::ParseError> parsed = regex::Parse(text, item.chain.flags, place);
  if (auto* error = std::get_if<regex::ParseError>(&parsed)) {
    Report(base::Code::kInvalidRegex, place(error->offset, error->offset + error->length), std::move(error->message),
           std::move(error->hint));
    return std::nullopt;
  }
  if (text.empty()) WarnMatchesEveryValue(item, value.span);
  // An affix puts `.*` to an end of the expression, which makes no difference to a search.
  regex::Regex regex = std::get<regex::Regex>(std::move(parsed));
  if (item.field) return expressions_.Add(ir::RegexMatch{*item.field, std::move(regex)}, value.span);
  return expressions_.Add(ir::KeywordRegex{std::move(regex)}, value.span);
}

DetectionBuilder::Leaf DetectionBuilder::BuildNetwork(const Item& item, const ast::Value& value) {
  std::variant<ir::Network, NetworkFault> parsed = ParseNetwork(TextOf(value));
  if (auto* fault = std::get_if<NetworkFault>(&parsed)) {
    Report(fault->code, value.span, std::move(fault->message), std::move(fault->hint));
    return std::nullopt;
  }
  return expressions_.Add(ir::InNetwork{*item.field, std::get<ir::Network>(parsed)}, value.span);
}

DetectionBuilder::Leaf DetectionBuilder::BuildFieldReference(const Item& item, const ast::Value& value) {
  const std::string_view name = TextOf(value);
  if (name.empty() || name.find_first_of("*?") != std::string_view::npos) {
    Report(base::Code::kInvalidFieldReference, value.span,
           fmt::format("`fieldref` takes one field name, but this is {}", Quoted(name)),
           "write the name of a field; several fields make a list");
    return std::nullopt;
  }
  const ir::FieldIndex right = expressions_.Field(name, value.span);
  return expressions_.Add(ir::FieldCompare{*item.field, right, RelationOf(item.chain.affix), item.chain.cased},
                          value.span);
}

DetectionBuilder::Leaf DetectionBuilder::BuildExists(const Item& item, const ast::Value& value) {
  const ir::NodeIndex exists = expressions_.Add(ir::Exists{*item.field}, value.span);
  const bool wanted = std::get<ast::Boolean>(value.value).value;
  return wanted ? exists : expressions_.Not(exists, value.span);
}

DetectionBuilder::Leaf DetectionBuilder::BuildComparison(const Item& item, const ast::Value& value) {
  std::optional<base::Decimal> number = NumberOf(value);
  if (!number) {
    Report(base::Code::kModifierValueType, value.span,
           fmt::format("{} is no number to compare with", Quoted(TextOf(value))), "write a number without quotes");
    return std::nullopt;
  }
  return expressions_.Add(ir::NumberCompare{*item.field, *item.chain.comparison, *std::move(number)}, value.span);
}

DetectionBuilder::Leaf DetectionBuilder::BuildTimePart(const Item& item, const ast::Value& value) {
  const TimeRange range = RangeOf(item.chain.time_part);
  const std::optional<base::Decimal> number = NumberOf(value);
  if (!number || !number->IsInteger()) {
    Report(base::Code::kModifierValueType, value.span,
           fmt::format("`{}` takes an integer, but this is {}", range.name, Quoted(TextOf(value))),
           fmt::format("write a number from {} to {}", range.first, range.last));
    return std::nullopt;
  }
  const std::optional<std::int64_t> integer = IntegerOf(value);
  if (!integer || *integer < range.first || *integer > range.last) {
    Report(base::Code::kTimePartOutOfRange, value.span,
           fmt::format("no time has the {} {}", range.name, Quoted(TextOf(value))),
           fmt::format("write a number from {} to {}", range.first, range.last));
    return std::nullopt;
  }
  return expressions_.Add(
      ir::TimePartCompare{*item.field, item.chain.time_part, TimeComparisonOf(item.chain.comparison), *integer},
      value.span);
}

}  // namespace sigmatic::sema
