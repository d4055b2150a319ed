#include "compiler/regex/printer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/analysis.h"
#include "compiler/regex/builder.h"

namespace sigmatic::regex {
namespace {

constexpr char32_t kFirstNonAscii = 0x80;

bool IsClosed(const Ranges& ranges, Folding folding) { return CloseUnderFolding(ranges, folding) == ranges; }

// Whether the pattern means the same with the dialect's prefix in front, so that nothing need be spelled out in ASCII.
bool CanUsePrefix(const Regex& regex, Folding folding) {
  return UsesIgnoreCase(regex) && std::all_of(regex.nodes.begin(), regex.nodes.end(), [folding](const Node& node) {
           if (const auto* literal = std::get_if<Literal>(&node.node)) {
             return literal->ignore_case || IsClosed({{literal->code_point, literal->code_point}}, Folding::kUnicode);
           }
           const auto* set = std::get_if<Class>(&node.node);
           return set == nullptr || set->ignore_case || IsClosed(set->ranges, folding);
         });
}

// Spells out what lies outside ASCII and leaves the rest to the prefix.
Regex ExpandNonAscii(const Regex& regex) {
  Builder builder;
  const auto expand = [&builder](const Node& node) -> std::optional<NodeIndex> {
    if (const auto* literal = std::get_if<Literal>(&node.node)) {
      if (!literal->ignore_case || literal->code_point < kFirstNonAscii) return std::nullopt;
      return builder.AddClass(CloseUnderFolding({{literal->code_point, literal->code_point}}));
    }
    const auto* set = std::get_if<Class>(&node.node);
    if (set == nullptr || !set->ignore_case) return std::nullopt;
    Ranges ranges = CloseUnderFolding(Subtract(set->ranges, {{0, kFirstNonAscii - 1}}));
    ranges.insert(ranges.end(), set->ranges.begin(), set->ranges.end());
    return builder.AddClass(std::move(ranges), set->negated);
  };
  const NodeIndex root = builder.Import(regex, expand);
  return builder.Finish(root);
}

class Printer {
 public:
  Printer(const Regex& regex, const Dialect& dialect, std::string* out) : regex_(regex), dialect_(dialect), out_(out) {}

  void Print(NodeIndex index) {
    std::visit(base::Overloaded{
                   [this](const Empty&) { *out_ += dialect_.empty; },
                   [this](const Literal& literal) { dialect_.append_literal(literal.code_point, out_); },
                   [this](const Class& set) { PrintClass(set); },
                   [this](const AnyCharacter& any) { *out_ += any.newline ? dialect_.any : dialect_.any_but_newline; },
                   [this](const Concatenation& sequence) {
                     for (const NodeIndex part : sequence.parts) {
                       PrintGrouped(part, std::holds_alternative<Alternation>(regex_.at(part).node));
                     }
                   },
                   [this](const Alternation& choice) {
                     for (std::size_t i = 0; i < choice.branches.size(); ++i) {
                       if (i > 0) *out_ += '|';
                       Print(choice.branches[i]);
                     }
                   },
                   [this](const Repetition& loop) {
                     PrintGrouped(loop.operand, !IsAtom(loop.operand));
                     PrintQuantifier(loop);
                   },
                   [this](const Assertion& assertion) {
                     *out_ += dialect_.assertions[static_cast<std::size_t>(assertion.kind)];
                   },
               },
               regex_.at(index).node);
  }

 private:
  [[nodiscard]] bool IsAtom(NodeIndex index) const {
    return std::visit(base::Overloaded{
                          [](const Empty&) { return false; },
                          [](const Literal&) { return true; },
                          [](const Class&) { return true; },
                          [](const AnyCharacter&) { return true; },
                          [](const Concatenation&) { return false; },
                          [](const Alternation&) { return false; },
                          [](const Repetition&) { return false; },
                          [](const Assertion&) { return false; },
                      },
                      regex_.at(index).node);
  }

  void PrintGrouped(NodeIndex index, bool group) {
    if (group) *out_ += dialect_.group_open;
    Print(index);
    if (group) *out_ += dialect_.group_close;
  }

  void PrintQuantifier(const Repetition& loop) {
    if (!loop.maximum.has_value() && loop.minimum <= 1) {
      *out_ += loop.minimum == 0 ? '*' : '+';
    } else if (loop.minimum == 0 && loop.maximum == 1U) {
      *out_ += '?';
    } else {
      *out_ += '{' + std::to_string(loop.minimum);
      if (loop.maximum != loop.minimum) *out_ += ',';
      if (loop.maximum.has_value() && loop.maximum != loop.minimum) *out_ += std::to_string(*loop.maximum);
      *out_ += '}';
    }
  }

  void PrintClass(const Class& set) {
    if (set.ranges.empty()) {
      *out_ += set.negated ? dialect_.any : dialect_.nothing;
      return;
    }
    const std::string_view shorthand = ShorthandOf(set);
    if (!shorthand.empty()) {
      *out_ += shorthand;
      return;
    }
    *out_ += set.negated ? "[^" : "[";
    *out_ += Members(set.ranges);
    *out_ += ']';
  }

  [[nodiscard]] std::string_view ShorthandOf(const Class& set) const {
    if (set.ranges == DigitRanges()) return set.negated ? dialect_.not_digit : dialect_.digit;
    if (set.ranges == WordRanges()) return set.negated ? dialect_.not_word : dialect_.word;
    if (set.ranges == SpaceRanges()) return set.negated ? dialect_.not_space : dialect_.space;
    return {};
  }

  // The inside of the brackets; with `\w` and `\s` for what they stand for, where that is shorter.
  [[nodiscard]] std::string Members(const Ranges& ranges) const {
    std::string shortest;
    for (const CodePointRange& range : ranges) AppendRange(range, &shortest);
    if (!dialect_.shorthands_in_classes) return shortest;
    const std::array<std::pair<std::string_view, const Ranges*>, 2> shorthands = {
        {{dialect_.word, &WordRanges()}, {dialect_.space, &SpaceRanges()}}};
    Ranges rest = ranges;
    std::string prefix;
    for (const auto& [text, members] : shorthands) {
      if (text.empty() || !ContainsAll(rest, *members)) continue;
      const Ranges remaining = Subtract(rest, *members);
      std::string candidate = prefix + std::string(text);
      const std::size_t prefix_size = candidate.size();
      for (const CodePointRange& range : remaining) AppendRange(range, &candidate);
      if (candidate.size() >= shortest.size()) continue;
      prefix = candidate.substr(0, prefix_size);
      shortest = std::move(candidate);
      rest = remaining;
    }
    return shortest;
  }

  void AppendRange(const CodePointRange& range, std::string* out) const {
    dialect_.append_class_member(range.first, out);
    if (range.last == range.first) return;
    if (range.last > range.first + 1) *out += '-';
    dialect_.append_class_member(range.last, out);
  }

  const Regex& regex_;
  const Dialect& dialect_;
  std::string* out_;
};

}  // namespace

std::string Print(const Regex& regex, const Dialect& dialect) {
  std::string out;
  if (!UsesIgnoreCase(regex)) {
    Printer(regex, dialect, &out).Print(regex.root);
    return out;
  }
  const bool prefix = !dialect.ignore_case_prefix.empty() && CanUsePrefix(regex, dialect.folding);
  if (prefix) out = dialect.ignore_case_prefix;
  const Regex expanded = prefix ? ExpandNonAscii(regex) : CaseExpand(regex, dialect.folding);
  Printer(expanded, dialect, &out).Print(expanded.root);
  return out;
}

void AppendEscaped(char32_t code_point, std::string_view special, std::string* out) {
  const bool is_special =
      code_point < kFirstNonAscii && special.find(static_cast<char>(code_point)) != std::string_view::npos;
  if (is_special) *out += '\\';
  base::AppendUtf8(code_point, out);
}

}  // namespace sigmatic::regex
