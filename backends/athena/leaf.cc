#include "backends/athena/leaf.h"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "backends/athena/lower.h"
#include "backends/athena/regex.h"
#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/ir/pattern_regex.h"

namespace sigmatic::athena {
namespace {

using fields::FieldType;

Value Text(std::string_view text) { return Value{StringLiteral::Of(text)}; }
Value LowerCase(Value text) { return Value{Call{"lower", {std::move(text)}}}; }

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// How a literal is compared without regard to case.
enum class CaseHandling {
  kNone,       // no letter has another case: as it is
  kLowerCase,  // lower(text) equals the literal in lower case exactly where simple case folding says so
  kClasses,    // some letter outside ASCII has another case, and lower() does not always agree with folding
};

CaseHandling HandlingOf(std::string_view literal) {
  CaseHandling handling = CaseHandling::kNone;
  for (std::size_t offset = 0; offset < literal.size();) {
    if (static_cast<unsigned char>(literal[offset]) < 0x80) {
      if (IsAsciiLetter(literal[offset])) handling = CaseHandling::kLowerCase;
      ++offset;
    } else if (!IsSameInLowerCase(base::DecodeUtf8(literal, &offset))) {
      return CaseHandling::kClasses;
    }
  }
  return handling;
}

CaseHandling HandlingOf(const ir::Pattern& pattern) {
  CaseHandling handling = CaseHandling::kNone;
  if (pattern.cased) return handling;
  for (const ir::PatternPart& part : pattern.parts) {
    if (const auto* literal = std::get_if<ir::Literal>(&part)) handling = std::max(handling, HandlingOf(literal->text));
  }
  return handling;
}

ir::Pattern LowerAscii(ir::Pattern pattern) {
  for (ir::PatternPart& part : pattern.parts) {
    if (auto* literal = std::get_if<ir::Literal>(&part)) literal->text = LowerAscii(literal->text);
  }
  return pattern;
}

Condition Equals(Value left, Value right) {
  return Condition{Comparison{std::move(left), ComparisonOperator::kEqual, std::move(right)}};
}

Condition Calls(std::string_view function, std::vector<Value> arguments) {
  return Condition{CallCondition{Call{function, std::move(arguments)}}};
}

Value CastTo(Value value, std::string_view type) { return Value{TryCast{std::move(value), type}}; }

ComparisonOperator OperatorOf(ir::Comparison comparison) {
  switch (comparison) {
    case ir::Comparison::kLess:
      return ComparisonOperator::kLess;
    case ir::Comparison::kLessOrEqual:
      return ComparisonOperator::kLessOrEqual;
    case ir::Comparison::kGreater:
      return ComparisonOperator::kGreater;
    case ir::Comparison::kGreaterOrEqual:
      return ComparisonOperator::kGreaterOrEqual;
  }
  return ComparisonOperator::kLess;
}

ComparisonOperator OperatorOf(ir::TimeComparison comparison) {
  switch (comparison) {
    case ir::TimeComparison::kEqual:
      return ComparisonOperator::kEqual;
    case ir::TimeComparison::kLess:
      return ComparisonOperator::kLess;
    case ir::TimeComparison::kLessOrEqual:
      return ComparisonOperator::kLessOrEqual;
    case ir::TimeComparison::kGreater:
      return ComparisonOperator::kGreater;
    case ir::TimeComparison::kGreaterOrEqual:
      return ComparisonOperator::kGreaterOrEqual;
  }
  return ComparisonOperator::kEqual;
}

// The pattern of a string leaf; null for other leaves.
const ir::Pattern* PatternOf(const ValueLeaf& leaf) {
  const auto* match = std::get_if<const ir::StringMatch*>(&leaf.test);
  return match == nullptr ? nullptr : &(*match)->pattern;
}

bool IsAnyText(const ir::Pattern& pattern) {
  return pattern.parts.size() == 1 && std::holds_alternative<ir::AnyRun>(pattern.parts.front());
}

// Only of leaves that have a list.
std::string_view LiteralOf(const ValueLeaf& leaf) {
  if (const auto* equals = std::get_if<const ir::NumberEquals*>(&leaf.test)) return (*equals)->text;
  for (const ir::PatternPart& part : PatternOf(leaf)->parts) {
    if (const auto* literal = std::get_if<ir::Literal>(&part)) return literal->text;
  }
  return {};
}

bool HasLetters(const ValueLeaf& leaf) {
  const ir::Pattern* pattern = PatternOf(leaf);
  return pattern != nullptr && HandlingOf(*pattern) == CaseHandling::kLowerCase;
}

// The relation of a text to another one. Both are in lower case, or neither is.
Condition Relate(const Value& a, const Value& b, ir::FieldRelation relation) {
  switch (relation) {
    case ir::FieldRelation::kEquals:
      return Equals(a, b);
    case ir::FieldRelation::kStartsWith:
      return Calls("starts_with", {a, b});
    case ir::FieldRelation::kEndsWith:
      return Calls("starts_with", {Value{Call{"reverse", {a}}}, Value{Call{"reverse", {b}}}});
    case ir::FieldRelation::kContains:
      return Condition{Comparison{Value{Call{"strpos", {a, b}}}, ComparisonOperator::kGreater,
                                  Value{Number{base::Decimal::FromInteger(0)}}}};
  }
  return Equals(a, b);
}

std::string TextOf(const ir::Network& network) {
  base::IpAddress address;
  address.v6 = network.v6;
  address.bytes = network.address;
  return fmt::format("{}/{}", base::FormatAddress(address), network.prefix_length);
}

// Whether the address in a text lies in a network.
Condition Contains(Value network, const Value& text) {
  return Calls("contains", {std::move(network), CastTo(text, "IPADDRESS")});
}

// The text is an address of the family, and the condition holds. The cast takes an IPv4-mapped IPv6 address for an IPv4
// address, and accepts zones (fe80::1%eth0) and digits of other scripts (observed on Trino 483); the regex lets only
// the family through.
Condition InFamily(const Value& text, bool v6, Condition condition) {
  And both;
  both.operands.push_back(
      Calls("regexp_like", {text, Text(v6 ? R"(^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\z)" : R"(^[0-9.]+\z)")}));
  both.operands.push_back(std::move(condition));
  return Condition{std::move(both)};
}

// A list on one value, in the making.
struct List {
  ListKind kind;
  bool lower_case;
  std::vector<const ValueLeaf*> leaves;
};

StringLiteral ElementOf(const List& list, const ValueLeaf& leaf) {
  if (const auto* in = std::get_if<const ir::InNetwork*>(&leaf.test)) return StringLiteral::Of(TextOf((*in)->network));
  if (list.kind == ListKind::kPattern) {
    const ir::Pattern& pattern = *PatternOf(leaf);
    return LikePattern::TextOf(list.lower_case ? LowerAscii(pattern) : pattern);
  }
  const std::string_view literal = LiteralOf(leaf);
  return StringLiteral::Of(list.lower_case ? LowerAscii(literal) : std::string(literal));
}

Condition MakeList(const Value& value, const List& list, Values& values) {
  const Value operand = list.lower_case ? LowerCase(value) : value;
  std::vector<StringLiteral> elements;
  elements.reserve(list.leaves.size());
  for (const ValueLeaf* leaf : list.leaves) elements.push_back(ElementOf(list, *leaf));
  if (list.kind == ListKind::kWhole) {
    if (elements.size() == 1) return Equals(operand, Value{elements.front()});
    return Condition{InList{operand, std::move(elements)}};
  }
  Condition any = values.AnyElement(Value{ArrayLiteral{std::move(elements)}}, [&](const Identifier& element) {
    const Value variable{Column{{element}}};
    switch (list.kind) {
      case ListKind::kWhole:
        return Relate(operand, variable, ir::FieldRelation::kEquals);
      case ListKind::kContains:
        return Relate(operand, variable, ir::FieldRelation::kContains);
      case ListKind::kStartsWith:
        return Relate(operand, variable, ir::FieldRelation::kStartsWith);
      case ListKind::kEndsWith:
        return Relate(operand, variable, ir::FieldRelation::kEndsWith);
      case ListKind::kPattern:
        break;
      case ListKind::kNetworkV4:
      case ListKind::kNetworkV6:
        return Contains(variable, operand);
    }
    return Condition{Like{operand, LikePattern::In(element)}};
  });
  if (list.kind == ListKind::kNetworkV4) return InFamily(operand, false, std::move(any));
  if (list.kind == ListKind::kNetworkV6) return InFamily(operand, true, std::move(any));
  return any;
}

Condition OnNumber(const Value& value, FieldType type, const ir::NumberCompare& leaf) {
  const ComparisonOperator op = OperatorOf(leaf.comparison);
  const Value number{Number{leaf.value}};
  if (type == FieldType::kNumber) return Condition{Comparison{value, op, number}};
  // TRY_CAST also takes `+5`, `.5` and `5.`, which are no numbers in JSON, hence the regex. What overflows the decimal
  // is so far from the number in the rule that a double, which is always on the right side, decides.
  And both;
  both.operands.push_back(Calls("regexp_like", {value, Text(R"(^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z)")}));
  both.operands.push_back(Condition{FirstKnown{Condition{Comparison{CastTo(value, "DECIMAL(38, 18)"), op, number}},
                                               Condition{Comparison{CastTo(value, "DOUBLE"), op, number}}}});
  return Condition{std::move(both)};
}

Condition OnAddress(const Value& value, const ir::Network& network) {
  return InFamily(value, network.v6, Contains(Text(TextOf(network)), value));
}

// A text of ISO 8601, its date and time down to the minute as group 1; `needs_time` leaves out plain dates.
std::string TimeRegex(bool needs_time) {
  constexpr std::string_view kDate = R"(\d{4}-\d{2}-\d{2})";
  constexpr std::string_view kHourAndMinute = R"([T ](?:[01]\d|2[0-3]):[0-5]\d)";
  constexpr std::string_view kRest = R"((?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)";
  if (needs_time) return fmt::format(R"(^({}{}){}\z)", kDate, kHourAndMinute, kRest);
  return fmt::format(R"(^({})(?:{}{})?\z)", kDate, kHourAndMinute, kRest);
}

// Seconds since 1970 as group 1: up to eleven digits are seconds, more are milliseconds, of which three are dropped.
constexpr std::string_view kEpochRegex = R"(^0*(\d{1,11}\z|[1-9]\d{8,10}(?=\d{3}\z)))";

std::string_view FunctionOf(ir::TimePart part) {
  switch (part) {
    case ir::TimePart::kMinute:
      return "minute";
    case ir::TimePart::kHour:
      return "hour";
    case ir::TimePart::kDay:
      return "day";
    case ir::TimePart::kWeek:
      return "week";
    case ir::TimePart::kMonth:
      return "month";
    case ir::TimePart::kYear:
      return "year";
  }
  return "minute";
}

Condition OnTime(const Value& value, const ir::TimePartCompare& leaf) {
  const std::string_view function = FunctionOf(leaf.part);
  const bool needs_time = leaf.part == ir::TimePart::kMinute || leaf.part == ir::TimePart::kHour;
  const Value one{Number{base::Decimal::FromInteger(1)}};
  // The zone is left out, so the part is read as it is written. A day that no calendar has casts to NULL.
  Value written{Call{"regexp_extract", {value, Text(TimeRegex(needs_time)), one}}};
  if (needs_time) written = Value{Call{"replace", {std::move(written), Text("T"), Text(" ")}}};
  Value epoch = CastTo(Value{Call{"regexp_extract", {value, Text(kEpochRegex), one}}}, "BIGINT");
  Value part{Call{"COALESCE",
                  {Value{Call{function, {CastTo(std::move(written), needs_time ? "TIMESTAMP" : "DATE")}}},
                   Value{Call{function, {Value{Call{"from_unixtime", {std::move(epoch), Text("UTC")}}}}}}}}};
  return Condition{
      Comparison{std::move(part), OperatorOf(leaf.comparison), Value{Number{base::Decimal::FromInteger(leaf.value)}}}};
}

Condition OnValue(const Value& value, const fields::MappedField& field, const ValueLeaf& leaf) {
  return std::visit(base::Overloaded{
                        [&](const ir::StringMatch* match) { return OnText(value, match->pattern); },
                        [&](const ir::RegexMatch* match) { return OnText(value, match->regex); },
                        [&](const ir::NumberEquals* equals) {
                          if (field.type != FieldType::kNumber) return Equals(value, Text(equals->text));
                          return Equals(value, Value{Number{equals->value}});
                        },
                        [&](const ir::BooleanEquals* equals) {
                          if (field.type == FieldType::kBoolean) return Equals(value, Value{Boolean{equals->value}});
                          return Equals(LowerCase(value), Text(equals->value ? "true" : "false"));
                        },
                        [&](const ir::NumberCompare* compare) { return OnNumber(value, field.type, *compare); },
                        [&](const ir::InNetwork* in) { return OnAddress(value, in->network); },
                        [&](const ir::TimePartCompare* compare) { return OnTime(value, *compare); },
                    },
                    leaf.test);
}

}  // namespace

bool IsExactDecimal(const base::Decimal& value) {
  constexpr std::size_t kMostDigits = 18;
  const std::string text = value.ToString();
  std::string_view digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const std::size_t point = digits.find('.');
  if (point == std::string_view::npos) return digits.size() <= kMostDigits;
  return point <= kMostDigits && digits.size() - point - 1 <= kMostDigits;
}

std::optional<ValueLeaf> AsValueLeaf(const ir::Expression& expression) {
  using Leaf = std::optional<ValueLeaf>;
  return std::visit(base::Overloaded{
                        [](const ir::Constant& /*leaf*/) -> Leaf { return std::nullopt; },
                        [](const ir::And& /*node*/) -> Leaf { return std::nullopt; },
                        [](const ir::Or& /*node*/) -> Leaf { return std::nullopt; },
                        [](const ir::Not& /*node*/) -> Leaf { return std::nullopt; },
                        [](const ir::StringMatch& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::RegexMatch& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::NumberEquals& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::BooleanEquals& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::IsNull& /*leaf*/) -> Leaf { return std::nullopt; },
                        [](const ir::Exists& /*leaf*/) -> Leaf { return std::nullopt; },
                        [](const ir::NumberCompare& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::InNetwork& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::FieldCompare& /*leaf*/) -> Leaf { return std::nullopt; },
                        [](const ir::TimePartCompare& leaf) -> Leaf {
                          return ValueLeaf{leaf.field, &leaf};
                        },
                        [](const ir::Keyword& /*leaf*/) -> Leaf { return std::nullopt; },
                        [](const ir::KeywordRegex& /*leaf*/) -> Leaf { return std::nullopt; },
                    },
                    expression);
}

std::optional<ListKind> ListKindOf(const ValueLeaf& leaf, const fields::MappedField& field) {
  if (std::holds_alternative<const ir::NumberEquals*>(leaf.test)) {
    return field.type == FieldType::kNumber ? std::nullopt : std::optional(ListKind::kWhole);
  }
  if (const auto* in = std::get_if<const ir::InNetwork*>(&leaf.test)) {
    return (*in)->network.v6 ? ListKind::kNetworkV6 : ListKind::kNetworkV4;
  }
  const ir::Pattern* pattern = PatternOf(leaf);
  if (pattern == nullptr || IsAnyText(*pattern) || HandlingOf(*pattern) == CaseHandling::kClasses) return std::nullopt;
  if (pattern->IsLiteral()) return ListKind::kWhole;
  const std::vector<ir::PatternPart>& parts = pattern->parts;
  const auto is_run = [](const ir::PatternPart& part) { return std::holds_alternative<ir::AnyRun>(part); };
  const auto is_literal = [](const ir::PatternPart& part) { return std::holds_alternative<ir::Literal>(part); };
  if (parts.size() == 3 && is_run(parts[0]) && is_literal(parts[1]) && is_run(parts[2])) return ListKind::kContains;
  if (parts.size() == 2 && is_literal(parts[0]) && is_run(parts[1])) return ListKind::kStartsWith;
  if (parts.size() == 2 && is_run(parts[0]) && is_literal(parts[1])) return ListKind::kEndsWith;
  return ListKind::kPattern;
}

bool MakesList(ListKind kind, std::size_t leaves) {
  constexpr std::size_t kMostPatterns = 20;
  switch (kind) {
    case ListKind::kWhole:
      return true;
    case ListKind::kContains:
    case ListKind::kStartsWith:
    case ListKind::kEndsWith:
    case ListKind::kPattern:
      return leaves > kMostPatterns;
    case ListKind::kNetworkV4:
    case ListKind::kNetworkV6:
      return leaves > 1;
  }
  return false;
}

bool IsCased(const ValueLeaf& leaf) {
  const ir::Pattern* pattern = PatternOf(leaf);
  return pattern != nullptr && pattern->cased;
}

bool IsAnyText(const ValueLeaf& leaf) {
  const ir::Pattern* pattern = PatternOf(leaf);
  return pattern != nullptr && IsAnyText(*pattern);
}

bool CanMatchObject(const ValueLeaf& leaf) {
  if (std::holds_alternative<const ir::RegexMatch*>(leaf.test)) return true;
  const ir::Pattern* pattern = PatternOf(leaf);
  if (pattern == nullptr || pattern->parts.empty()) return false;
  const auto* first = std::get_if<ir::Literal>(&pattern->parts.front());
  const auto* last = std::get_if<ir::Literal>(&pattern->parts.back());
  return (first == nullptr || first->text.front() == '{') && (last == nullptr || last->text.back() == '}');
}

std::size_t TextBytes(const ValueLeaf& leaf) {
  const ir::Pattern* pattern = PatternOf(leaf);
  if (pattern == nullptr) return 0;
  std::size_t bytes = 0;
  for (const ir::PatternPart& part : pattern->parts) {
    if (const auto* literal = std::get_if<ir::Literal>(&part)) bytes += literal->text.size();
  }
  return bytes;
}

Condition OnText(const Value& text, const ir::Pattern& pattern) {
  const CaseHandling handling = HandlingOf(pattern);
  if (handling == CaseHandling::kClasses) return OnText(text, ir::PatternToRegex(pattern));
  if (IsAnyText(pattern)) {
    return Condition{Box<Total>(Total{IsNotNull{text}})};
  }
  const bool lower_case = handling == CaseHandling::kLowerCase;
  Value operand = lower_case ? LowerCase(text) : text;
  if (pattern.IsLiteral()) {
    const std::string_view literal = pattern.LiteralText();
    return Equals(std::move(operand), Text(lower_case ? LowerAscii(literal) : std::string(literal)));
  }
  return Condition{Like{std::move(operand), LikePattern::Of(lower_case ? LowerAscii(pattern) : pattern)}};
}

Condition OnText(const Value& text, const regex::Regex& regex) {
  PrintedRegex printed = PrintRegex(regex);
  return Calls("regexp_like", {printed.on_lower_case ? LowerCase(text) : text, Text(printed.pattern)});
}

std::vector<Condition> OnValue(const Value& value, const fields::MappedField& field,
                               const std::vector<ValueLeaf>& leaves, Values& values) {
  // Literals without letters need no lower(), but share the list of those that do.
  std::bitset<kListKindCount> has_letters;
  for (const ValueLeaf& leaf : leaves) {
    const auto kind = ListKindOf(leaf, field);
    if (kind && HasLetters(leaf)) has_letters.set(static_cast<std::size_t>(*kind));
  }
  std::vector<List> lists;
  const auto list_of = [&](const ValueLeaf& leaf) -> List* {
    const auto kind = ListKindOf(leaf, field);
    if (!kind) return nullptr;
    const bool lower_case = has_letters.test(static_cast<std::size_t>(*kind)) && !IsCased(leaf);
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const List& candidate) {
      return candidate.kind == *kind && candidate.lower_case == lower_case;
    });
    return list != lists.end() ? &*list : &lists.emplace_back(List{*kind, lower_case, {}});
  };
  for (const ValueLeaf& leaf : leaves) {
    if (List* list = list_of(leaf)) list->leaves.push_back(&leaf);
  }
  std::vector<Condition> conditions;
  for (const ValueLeaf& leaf : leaves) {
    const List* list = list_of(leaf);
    if (list == nullptr || !MakesList(list->kind, list->leaves.size())) {
      conditions.push_back(OnValue(value, field, leaf));
    } else if (&leaf == list->leaves.front()) {  // the list stands where its first leaf does
      conditions.push_back(MakeList(value, *list, values));
    }
  }
  return conditions;
}

Condition CompareTexts(const Value& left, const Value& right, const ir::FieldCompare& leaf) {
  if (leaf.cased) return Relate(left, right, leaf.relation);
  return Relate(LowerCase(left), LowerCase(right), leaf.relation);
}

}  // namespace sigmatic::athena
