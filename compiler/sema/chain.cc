#include "compiler/sema/chain.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <variant>

#include "compiler/base/overloaded.h"

namespace sigmatic::sema {
namespace {

using ast::Modifier;

template <typename Enum>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  constexpr EnumSet(std::initializer_list<Enum> members) {
    for (const Enum member : members) bits_ |= Bit(member);
  }
  [[nodiscard]] constexpr bool Contains(Enum member) const { return (bits_ & Bit(member)) != 0; }

 private:
  static constexpr std::uint32_t Bit(Enum member) { return 1U << static_cast<std::uint32_t>(member); }
  std::uint32_t bits_ = 0;
};

// What a value is at some point of its chain.
enum class Stage : std::uint8_t {
  kPlain,    // as written
  kText,     // a pattern for the whole of a text
  kAffixed,  // a pattern with `*` put to an end
  kUtf16,    // bytes
  kEncoded,  // Base64
  kRegex,
  kNetwork,
  kFieldReference,
  kExists,
  kTimePart,
  kComparison,  // of a number or of a part of a time
};
using Stages = EnumSet<Stage>;
constexpr Stages kNoStage = {};
constexpr Stages kAnyStage = {Stage::kPlain,    Stage::kText,      Stage::kAffixed, Stage::kUtf16,
                              Stage::kEncoded,  Stage::kRegex,     Stage::kNetwork, Stage::kFieldReference,
                              Stage::kTimePart, Stage::kComparison};  // but `exists`, which stands alone

// In the order of the alternatives of ast::Value.
enum class ValueType : std::uint8_t { kNull, kBoolean, kNumber, kString };
using ValueTypes = EnumSet<ValueType>;
constexpr ValueTypes kAnyType = {ValueType::kNull, ValueType::kBoolean, ValueType::kNumber, ValueType::kString};
constexpr ValueTypes kScalar = {ValueType::kBoolean, ValueType::kNumber, ValueType::kString};  // through its text
constexpr ValueTypes kNumeric = {ValueType::kNumber,
                                 ValueType::kString};  // a string that is decimal text counts as one

struct Row {
  Modifier modifier;
  Stages changes;          // takes values at these stages ...
  Stage to;                // ... to this one
  Stages keeps;            // leaves values at these stages where they are
  ValueTypes types;        // values it takes in the rule
  std::string_view takes;  // the same in words
  bool keywords;           // works without a field
};

constexpr Stages kPlain = {Stage::kPlain};
constexpr Stages kAffixable = {Stage::kPlain, Stage::kText, Stage::kEncoded};
constexpr Stages kTextKept = {Stage::kText, Stage::kAffixed};
constexpr Stages kCaseKept = {Stage::kText, Stage::kAffixed, Stage::kEncoded, Stage::kFieldReference};
constexpr Stages kRegexOrField = {Stage::kRegex, Stage::kFieldReference};
constexpr Stages kRegex = {Stage::kRegex};
constexpr Stages kComparable = {Stage::kPlain, Stage::kTimePart};
constexpr Stages kEncodable = {Stage::kPlain, Stage::kText};
constexpr Stages kBytes = {Stage::kPlain, Stage::kText, Stage::kUtf16, Stage::kEncoded};
constexpr std::string_view kTextWords = "a string, number or boolean";
constexpr std::string_view kNumberWords = "a number";
constexpr std::string_view kIntegerWords = "an integer";

constexpr std::array kRows = {
    Row{Modifier::kAll, kNoStage, Stage::kPlain, kAnyStage, kAnyType, "any value", true},
    Row{Modifier::kBase64, kBytes, Stage::kEncoded, kNoStage, kScalar, kTextWords, true},
    Row{Modifier::kBase64Offset, kBytes, Stage::kEncoded, kNoStage, kScalar, kTextWords, true},
    Row{Modifier::kCased, kPlain, Stage::kText, kCaseKept, kScalar, kTextWords, true},
    Row{Modifier::kCidr, kPlain, Stage::kNetwork, kNoStage, {ValueType::kString}, "a network as a string", false},
    Row{Modifier::kContains, kAffixable, Stage::kAffixed, kRegexOrField, kScalar, kTextWords, true},
    Row{Modifier::kDay, kPlain, Stage::kTimePart, kNoStage, kNumeric, kIntegerWords, false},
    Row{Modifier::kEndsWith, kAffixable, Stage::kAffixed, kRegexOrField, kScalar, kTextWords, false},
    Row{Modifier::kExists, kPlain, Stage::kExists, kNoStage, {ValueType::kBoolean}, "a boolean", false},
    Row{Modifier::kExpand, kNoStage, Stage::kPlain, kAnyStage, kScalar, kTextWords, true},
    Row{Modifier::kFieldRef, kPlain, Stage::kFieldReference, kNoStage, {ValueType::kString}, "a field name", false},
    Row{Modifier::kGreater, kComparable, Stage::kComparison, kNoStage, kNumeric, kNumberWords, false},
    Row{Modifier::kGreaterOrEqual, kComparable, Stage::kComparison, kNoStage, kNumeric, kNumberWords, false},
    Row{Modifier::kHour, kPlain, Stage::kTimePart, kNoStage, kNumeric, kIntegerWords, false},
    Row{Modifier::kIgnoreCase, kNoStage, Stage::kRegex, kRegex, kScalar, kTextWords, true},
    Row{Modifier::kLess, kComparable, Stage::kComparison, kNoStage, kNumeric, kNumberWords, false},
    Row{Modifier::kLessOrEqual, kComparable, Stage::kComparison, kNoStage, kNumeric, kNumberWords, false},
    Row{Modifier::kMinute, kPlain, Stage::kTimePart, kNoStage, kNumeric, kIntegerWords, false},
    Row{Modifier::kMonth, kPlain, Stage::kTimePart, kNoStage, kNumeric, kIntegerWords, false},
    Row{Modifier::kMultiLine, kNoStage, Stage::kRegex, kRegex, kScalar, kTextWords, true},
    Row{Modifier::kNotEqual, kNoStage, Stage::kPlain, kAnyStage, kAnyType, "any value", true},
    Row{Modifier::kRegex, kPlain, Stage::kRegex, kNoStage, kScalar, kTextWords, true},
    Row{Modifier::kDotAll, kNoStage, Stage::kRegex, kRegex, kScalar, kTextWords, true},
    Row{Modifier::kStartsWith, kAffixable, Stage::kAffixed, kRegexOrField, kScalar, kTextWords, false},
    Row{Modifier::kUtf16, kEncodable, Stage::kUtf16, kNoStage, kScalar, kTextWords, true},
    Row{Modifier::kUtf16Be, kEncodable, Stage::kUtf16, kNoStage, kScalar, kTextWords, true},
    Row{Modifier::kUtf16Le, kEncodable, Stage::kUtf16, kNoStage, kScalar, kTextWords, true},
    Row{Modifier::kWeek, kPlain, Stage::kTimePart, kNoStage, kNumeric, kIntegerWords, false},
    Row{Modifier::kWindowsDash, kPlain, Stage::kText, kTextKept, kScalar, kTextWords, true},
    Row{Modifier::kYear, kPlain, Stage::kTimePart, kNoStage, kNumeric, kIntegerWords, false},
};

constexpr std::array kModifiers = {
#define SIGMATIC_MODIFIER(enumerator, name) Modifier::enumerator,
#define SIGMATIC_MODIFIER_ALIAS(enumerator, name)
#include "compiler/ast/modifiers.def"
#undef SIGMATIC_MODIFIER
#undef SIGMATIC_MODIFIER_ALIAS
};

constexpr bool HasRowForEach() {
  if (kRows.size() != kModifiers.size()) return false;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].modifier != kModifiers[i]) return false;
  }
  return true;
}
static_assert(HasRowForEach(), "every modifier needs a row, in the order of modifiers.def");

const Row& RowOf(Modifier modifier) { return kRows.at(static_cast<std::size_t>(modifier)); }

// The stage after a modifier; nullopt when it does not work there.
std::optional<Stage> Next(const Row& row, Stage stage) {
  if (row.changes.Contains(stage)) return row.to;
  if (row.keeps.Contains(stage)) return stage;
  return std::nullopt;
}

// "`a`, `b`, `all` and `neq`": what may come once a value is at `stage`.
std::string Followers(Stage stage) {
  std::string list;
  for (const Row& row : kRows) {
    const bool with_everything = row.modifier == Modifier::kAll || row.modifier == Modifier::kNotEqual;
    if (!with_everything && Next(row, stage)) list += fmt::format("`{}`, ", ast::Name(row.modifier));
  }
  return list + "`all` and `neq`";
}

class ChainChecker {
 public:
  ChainChecker(const base::SourceFile& file, const ast::DetectionItem& item, base::Diagnostics& diagnostics)
      : file_(file), item_(item), diagnostics_(diagnostics) {}

  std::optional<Chain> Check() {
    for (const ast::AppliedModifier& applied : item_.modifiers) {
      if (!CheckOne(applied)) return std::nullopt;
      Apply(applied.modifier, &chain_);
      previous_ = &applied;
    }
    if (stage_ == Stage::kUtf16) {
      const std::string_view name = NameOf(*setter_);
      diagnostics_.Report(base::Code::kUtf16WithoutBase64, file_, setter_->span,
                          fmt::format("`{}` makes bytes that no field holds as text", name),
                          fmt::format("encode them: `{0}|base64`, or `{0}|base64offset|contains`", name));
      return std::nullopt;
    }
    return chain_;
  }

 private:
  bool CheckOne(const ast::AppliedModifier& applied) {
    const Row& row = RowOf(applied.modifier);
    const std::string_view name = NameOf(applied);
    for (const ast::AppliedModifier& other : item_.modifiers) {
      if (&other == &applied) break;
      if (other.modifier != applied.modifier) continue;
      diagnostics_.Report(base::Code::kRepeatedModifier, file_, applied.span, fmt::format("`{}` is given twice", name),
                          "drop one of them");
      return false;
    }
    if (!item_.field && !row.keywords) {
      diagnostics_.Report(base::Code::kModifierNeedsField, file_, applied.span,
                          fmt::format("`{}` needs a field: keywords are searched for anywhere in the event", name),
                          fmt::format("write `field|{}`, or drop the modifier", name));
      return false;
    }
    if (applied.modifier == Modifier::kExists && previous_ != nullptr) {
      ReportConflict(applied, *previous_, "`exists` stands alone");
      return false;
    }
    const std::optional<Stage> next = Next(row, stage_);
    if (!next) {
      if (setter_ != nullptr) {
        ReportConflict(applied, *setter_, ConflictHint(*setter_, applied));
      } else {
        // Only the flags of `re` do not work on a value as written.
        diagnostics_.Report(base::Code::kModifierConflict, file_, applied.span,
                            fmt::format("`{}` must follow `re`", name), fmt::format("write `re|{}`", name));
      }
      return false;
    }
    if (*next != stage_) setter_ = &applied;
    stage_ = *next;
    return true;
  }

  void ReportConflict(const ast::AppliedModifier& applied, const ast::AppliedModifier& before, std::string hint) {
    diagnostics_.Report(base::Code::kModifierConflict, file_, applied.span,
                        fmt::format("`{}` cannot follow `{}`", NameOf(applied), NameOf(before)), std::move(hint));
  }

  // A way out for `second` after `first`, which took the value to `stage_`.
  [[nodiscard]] std::string ConflictHint(const ast::AppliedModifier& first, const ast::AppliedModifier& second) const {
    const Row& first_row = RowOf(first.modifier);
    const Row& second_row = RowOf(second.modifier);
    if (stage_ == Stage::kExists) {
      return second.modifier == Modifier::kNotEqual
                 ? "`exists` stands alone: write `exists: false` for `exists|neq: true`"
                 : "`exists` stands alone";
    }
    if (stage_ == Stage::kAffixed && second_row.to == Stage::kAffixed) {
      return "keep one of them; for a value that is fixed at both ends write `*` into the value";
    }
    if (stage_ == Stage::kRegex && second.modifier == Modifier::kCased) {
      return "drop `cased`: a regular expression is case-sensitive unless `i` follows `re`";
    }
    if (stage_ == Stage::kComparison && second_row.to == Stage::kComparison) {
      return "give each bound an item of its own";
    }
    const std::optional<Stage> swapped = Next(second_row, Stage::kPlain);
    if (swapped && Next(first_row, *swapped)) return fmt::format("write `{}|{}`", NameOf(second), NameOf(first));
    return fmt::format("after `{}` may come {}", NameOf(first), Followers(stage_));
  }

  // As the author wrote it, be it an alias.
  [[nodiscard]] std::string_view NameOf(const ast::AppliedModifier& applied) const {
    const std::string_view written = file_.Slice(applied.span);
    return ast::FindModifier(written) == applied.modifier ? written : ast::Name(applied.modifier);
  }

  static void Apply(Modifier modifier, Chain* chain) {
    const auto compare = [chain](ir::Comparison comparison) {
      chain->comparison = comparison;
      if (chain->operation == Operation::kMatch) chain->operation = Operation::kCompare;
    };
    const auto time_part = [chain](ir::TimePart part) {
      chain->time_part = part;
      chain->operation = Operation::kTimePart;
    };
    switch (modifier) {
      case Modifier::kAll:
        chain->all = true;
        return;
      case Modifier::kNotEqual:
        chain->negated = true;
        return;
      case Modifier::kBase64:
      case Modifier::kBase64Offset:
      case Modifier::kUtf16:
      case Modifier::kUtf16Be:
      case Modifier::kUtf16Le:
        chain->encodings.push_back(modifier);
        break;
      case Modifier::kCased:
        chain->cased = true;
        break;
      case Modifier::kContains:
        chain->affix = Affix::kContains;
        break;
      case Modifier::kStartsWith:
        chain->affix = Affix::kStartsWith;
        break;
      case Modifier::kEndsWith:
        chain->affix = Affix::kEndsWith;
        break;
      case Modifier::kExpand:
        chain->expand = true;
        break;
      case Modifier::kWindowsDash:
        chain->windash = true;
        break;
      case Modifier::kRegex:
        chain->operation = Operation::kRegex;
        break;
      case Modifier::kIgnoreCase:
        chain->flags.ignore_case = true;
        break;
      case Modifier::kMultiLine:
        chain->flags.multi_line = true;
        break;
      case Modifier::kDotAll:
        chain->flags.dot_all = true;
        break;
      case Modifier::kCidr:
        chain->operation = Operation::kNetwork;
        break;
      case Modifier::kFieldRef:
        chain->operation = Operation::kFieldReference;
        break;
      case Modifier::kExists:
        chain->operation = Operation::kExists;
        break;
      case Modifier::kLess:
        return compare(ir::Comparison::kLess);
      case Modifier::kLessOrEqual:
        return compare(ir::Comparison::kLessOrEqual);
      case Modifier::kGreater:
        return compare(ir::Comparison::kGreater);
      case Modifier::kGreaterOrEqual:
        return compare(ir::Comparison::kGreaterOrEqual);
      case Modifier::kMinute:
        return time_part(ir::TimePart::kMinute);
      case Modifier::kHour:
        return time_part(ir::TimePart::kHour);
      case Modifier::kDay:
        return time_part(ir::TimePart::kDay);
      case Modifier::kWeek:
        return time_part(ir::TimePart::kWeek);
      case Modifier::kMonth:
        return time_part(ir::TimePart::kMonth);
      case Modifier::kYear:
        return time_part(ir::TimePart::kYear);
    }
    chain->as_text = true;
  }

  const base::SourceFile& file_;
  const ast::DetectionItem& item_;
  base::Diagnostics& diagnostics_;

  Chain chain_;
  Stage stage_ = Stage::kPlain;
  const ast::AppliedModifier* setter_ = nullptr;    // the one that took the value to `stage_`
  const ast::AppliedModifier* previous_ = nullptr;  // the one before, whatever it did
};

ValueType TypeOf(const ast::Value& value) { return static_cast<ValueType>(value.value.index()); }

std::string_view Describe(ValueType type) {
  switch (type) {
    case ValueType::kNull:
      return "null";
    case ValueType::kBoolean:
      return "a boolean";
    case ValueType::kNumber:
      return "a number";
    case ValueType::kString:
      return "a string";
  }
  return {};
}

}  // namespace

std::optional<Chain> CheckChain(const base::SourceFile& file, const ast::DetectionItem& item,
                                base::Diagnostics& diagnostics) {
  return ChainChecker(file, item, diagnostics).Check();
}

bool CheckValueType(const base::SourceFile& file, const ast::DetectionItem& item, const ast::Value& value,
                    base::Diagnostics& diagnostics) {
  const ValueType type = TypeOf(value);
  for (const ast::AppliedModifier& applied : item.modifiers) {
    const Row& row = RowOf(applied.modifier);
    if (row.types.Contains(type)) continue;
    std::string hint;
    if (type == ValueType::kNull) {
      hint = "match null without a modifier, in a list item of its own";
    } else if (type == ValueType::kString && applied.modifier == Modifier::kExists) {
      hint = "write `true` or `false` without quotes";
    } else if (type == ValueType::kNumber && row.types.Contains(ValueType::kString)) {
      hint = "put quotes around the value";
    }
    diagnostics.Report(
        base::Code::kModifierValueType, file, value.span,
        fmt::format("`{}` takes {}, but this is {}", ast::Name(applied.modifier), row.takes, Describe(type)),
        std::move(hint));
    return false;
  }
  return true;
}

}  // namespace sigmatic::sema
