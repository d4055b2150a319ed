#include "compiler/regex/parser.h"

#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "compiler/base/unicode.h"
#include "compiler/regex/bracket.h"
#include "compiler/regex/builder.h"
#include "compiler/regex/checks.h"
#include "compiler/regex/escape.h"

namespace sigmatic::regex {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsNameCharacter(char c) { return IsDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

struct Quantifier {
  std::uint32_t minimum = 0;
  std::optional<std::uint32_t> maximum;
};

// What `(?` may begin besides the groups that are read below.
struct RefusedGroup {
  std::string_view opening;
  std::string_view name;
  std::string_view hint;
};
constexpr std::string_view kSplitHint =
    "split the pattern: a selection for what must be there, a filter for what must not";
constexpr std::string_view kReferenceHint = "no target can compare parts of a match; write the alternatives out";
constexpr std::array kRefusedGroups = {
    RefusedGroup{"(?=", "look-ahead", kSplitHint},
    RefusedGroup{"(?!", "negative look-ahead", kSplitHint},
    RefusedGroup{"(?<=", "look-behind", kSplitHint},
    RefusedGroup{"(?<!", "negative look-behind", kSplitHint},
    RefusedGroup{"(?>", "atomic group", "use `(?:`, which may match in more places"},
    RefusedGroup{"(?(", "conditional group", "write both cases as alternatives"},
    RefusedGroup{"(?|", "branch reset group", "use `(?:`"},
    RefusedGroup{"(?#", "comment", "put it behind a `#` of the YAML file"},
    RefusedGroup{"(?P=", "back-reference", kReferenceHint},
    RefusedGroup{"(?P>", "recursion", kReferenceHint},
    RefusedGroup{"(?&", "recursion", kReferenceHint},
    RefusedGroup{"(?R", "recursion", kReferenceHint},
    RefusedGroup{"(?C", "callout", "leave it out"},
    RefusedGroup{"(*", "control verb", "leave it out, or write `\\(\\*` for the characters"},
};

class Parser {
 public:
  Parser(std::string_view pattern, Flags flags) : pattern_(pattern), flags_(flags) {}

  // A tree whose spans are offsets in the pattern.
  std::variant<Regex, ParseError> Run() {
    if (pattern_.size() > kMaxPatternBytes) {
      return ParseError{kMaxPatternBytes, 1,
                        "the regular expression is longer than " + std::to_string(kMaxPatternBytes) + " bytes",
                        "split it into several values"};
    }
    if (const auto invalid = base::FindInvalidUtf8(pattern_)) {
      return ParseError{*invalid, 1, "the regular expression is not valid UTF-8", ""};
    }
    const std::optional<NodeIndex> root = ReadAlternation();
    if (!root.has_value()) return *std::move(error_);
    if (!AtEnd()) {
      return ParseError{offset_, 1, "`)` has no `(` before it", "write `\\)` for the character"};
    }
    return builder_.Finish(*root);
  }

 private:
  [[nodiscard]] bool AtEnd() const { return offset_ >= pattern_.size(); }
  [[nodiscard]] bool At(std::string_view text) const { return pattern_.substr(offset_).starts_with(text); }

  void MarkFrom(std::size_t begin) {
    builder_.set_span({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(offset_)});
  }

  std::nullopt_t Fail(std::size_t begin, std::size_t end, std::string message, std::string_view hint) {
    if (!error_.has_value()) error_ = ParseError{begin, end - begin, std::move(message), std::string(hint)};
    return std::nullopt;
  }
  std::nullopt_t Fail(ParseError error) {
    error_ = std::move(error);
    return std::nullopt;
  }

  // Reads up to the end or the `)` of the enclosing group, where the flags set inside end as well.
  std::optional<NodeIndex> ReadAlternation() {
    const std::size_t begin = offset_;
    const Flags outer = flags_;
    std::vector<NodeIndex> branches;
    do {
      if (!branches.empty()) ++offset_;  // the `|`
      const std::optional<NodeIndex> branch = ReadConcatenation();
      if (!branch.has_value()) return std::nullopt;
      branches.push_back(*branch);
    } while (At("|"));
    flags_ = outer;
    MarkFrom(begin);
    return builder_.Alternate(branches);
  }

  std::optional<NodeIndex> ReadConcatenation() {
    const std::size_t begin = offset_;
    std::vector<NodeIndex> parts;
    while (!AtEnd() && !At("|") && !At(")")) {
      const std::size_t atom_begin = offset_;
      const std::optional<NodeIndex> atom = ReadAtom();
      if (!atom.has_value()) return std::nullopt;
      const std::optional<NodeIndex> part = ReadQuantifierOf(*atom, atom_begin);
      if (!part.has_value()) return std::nullopt;
      parts.push_back(*part);
    }
    MarkFrom(begin);
    return builder_.Concatenate(parts);
  }

  std::optional<NodeIndex> ReadAtom() {
    const std::size_t begin = offset_;
    switch (pattern_[offset_]) {
      case '(':
        return ReadGroup();
      case '[':
        return ReadClass();
      case '\\':
        return ReadEscaped();
      case '.':
        ++offset_;
        MarkFrom(begin);
        return builder_.AddAnyCharacter(flags_.dot_all);
      case '^':
        ++offset_;
        return AddAssertion(begin, flags_.multi_line ? AssertionKind::kLineStart : AssertionKind::kTextStart);
      case '$':
        ++offset_;
        return AddAssertion(begin, flags_.multi_line ? AssertionKind::kLineEnd : AssertionKind::kTextEnd);
      default:
        break;
    }
    if (ReadQuantifier().has_value()) {
      return Fail(begin, offset_,
                  "there is nothing to repeat before " + Quoted(pattern_.substr(begin, offset_ - begin)),
                  "put a backslash before the character if it stands for itself");
    }
    if (error_.has_value()) return std::nullopt;
    const char32_t code_point = base::DecodeUtf8(pattern_, &offset_);
    MarkFrom(begin);
    return builder_.AddLiteral(code_point, flags_.ignore_case);
  }

  NodeIndex AddAssertion(std::size_t begin, AssertionKind kind) {
    MarkFrom(begin);
    last_assertion_end_ = offset_;
    return builder_.AddAssertion(kind);
  }

  std::optional<NodeIndex> ReadEscaped() {
    const std::size_t begin = offset_;
    std::variant<Escape, ParseError> escape = ReadEscape(pattern_, offset_, /*in_brackets=*/false);
    if (auto* error = std::get_if<ParseError>(&escape)) return Fail(std::move(*error));
    auto& read = std::get<Escape>(escape);
    offset_ += read.length;
    if (const auto* kind = std::get_if<AssertionKind>(&read.meaning)) return AddAssertion(begin, *kind);
    MarkFrom(begin);
    if (auto* ranges = std::get_if<Ranges>(&read.meaning)) return builder_.AddClass(std::move(*ranges));
    return builder_.AddLiteral(std::get<char32_t>(read.meaning), flags_.ignore_case);
  }

  std::optional<NodeIndex> ReadClass() {
    const std::size_t begin = offset_;
    std::variant<Bracket, ParseError> bracket = ReadBracket(pattern_, offset_, flags_.ignore_case);
    if (auto* error = std::get_if<ParseError>(&bracket)) return Fail(std::move(*error));
    auto& read = std::get<Bracket>(bracket);
    offset_ += read.length;
    MarkFrom(begin);
    Ranges ranges = std::move(read.characters);
    NormalizeRanges(&ranges);
    NormalizeRanges(&read.shorthands);
    bool ignore_case = flags_.ignore_case;
    // \w does not take the Kelvin sign even without regard to case: then the class is spelled out.
    if (ignore_case && CloseUnderFolding(read.shorthands) != read.shorthands) {
      ranges = CloseUnderFolding(ranges);
      ignore_case = false;
    }
    ranges.insert(ranges.end(), read.shorthands.begin(), read.shorthands.end());
    NormalizeRanges(&ranges);
    if (read.negated && Complement(ranges).empty()) {
      return Fail(begin, offset_,
                  "the class " + Quoted(pattern_.substr(begin, offset_ - begin)) + " takes no character", "");
    }
    return builder_.AddClass(std::move(ranges), read.negated, ignore_case);
  }

  std::optional<NodeIndex> ReadGroup() {
    const std::size_t begin = offset_;
    if (++depth_ > kMaxNesting) {
      return Fail(begin, begin + 1, "groups are nested deeper than " + std::to_string(kMaxNesting) + " levels", "");
    }
    const Flags outer = flags_;
    bool is_group = true;
    if (!ReadGroupOpening(&is_group)) return std::nullopt;
    if (!is_group) {  // `(?i)`: the flags hold to the end of the enclosing group
      --depth_;
      last_flags_end_ = offset_;
      MarkFrom(begin);
      return builder_.AddEmpty();
    }
    const std::optional<NodeIndex> inner = ReadAlternation();
    if (!inner.has_value()) return std::nullopt;
    if (AtEnd()) return Fail(begin, begin + 1, "the group `(` is never closed", "write `\\(` for the character");
    ++offset_;
    --depth_;
    flags_ = outer;
    return inner;
  }

  // Moves behind `(`, `(?:`, `(?<name>`, `(?i:` or, setting *is_group to false, `(?i)`.
  bool ReadGroupOpening(bool* is_group) {
    const std::size_t begin = offset_;
    for (const RefusedGroup& refused : kRefusedGroups) {
      if (!At(refused.opening)) continue;
      Fail(begin, begin + refused.opening.size(),
           std::string(refused.name) + " " + Quoted(refused.opening) + " is not supported", refused.hint);
      return false;
    }
    ++offset_;
    if (!At("?")) return true;
    if (At("?P<") || At("?<") || At("?'")) return ReadGroupName(begin);
    ++offset_;
    return ReadFlags(begin, is_group);
  }

  bool ReadGroupName(std::size_t begin) {
    offset_ += At("?P<") ? 3U : 2U;
    const char close = pattern_[offset_ - 1] == '<' ? '>' : '\'';
    const std::size_t name_begin = offset_;
    while (!AtEnd() && IsNameCharacter(pattern_[offset_])) ++offset_;
    const bool named = offset_ > name_begin && !IsDigit(pattern_[name_begin]);
    if (!named || AtEnd() || pattern_[offset_] != close) {
      Fail(begin, offset_, "the name of the group " + Quoted(pattern_.substr(begin, offset_ - begin)) + " is not valid",
           "a name has letters, digits and `_`; `(?:` needs none");
      return false;
    }
    ++offset_;
    return true;
  }

  // Behind `(?`: flags, then `:` or `)`.
  bool ReadFlags(std::size_t begin, bool* is_group) {
    bool value = true;
    for (; !AtEnd(); ++offset_) {
      switch (pattern_[offset_]) {
        case ':':
          ++offset_;
          return true;
        case ')':
          ++offset_;
          *is_group = false;
          return true;
        case '-':
          value = false;
          continue;
        case 'i':
          flags_.ignore_case = value;
          continue;
        case 'm':
          flags_.multi_line = value;
          continue;
        case 's':
          flags_.dot_all = value;
          continue;
        default:
          break;
      }
      std::size_t end = offset_;
      base::DecodeUtf8(pattern_, &end);
      const std::string written = Quoted(pattern_.substr(offset_, end - offset_));
      const std::string message = IsDigit(pattern_[offset_]) || pattern_[offset_] == '+'
                                      ? "recursion " + Quoted(pattern_.substr(begin, end - begin)) + " is not supported"
                                      : "unknown flag " + written + " of a group";
      Fail(offset_, end, message, "the flags are `i`, `m` and `s`");
      return false;
    }
    Fail(begin, begin + 1, "the group `(` is never closed", "write `\\(` for the character");
    return false;
  }

  // Moves behind `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}`. Nullopt, at the same place, when there is none (a `{` that
  // begins nothing of this kind is a character), or with error_ set.
  std::optional<Quantifier> ReadQuantifier() {
    if (AtEnd()) return std::nullopt;
    const auto simple = [this](std::uint32_t minimum, std::optional<std::uint32_t> maximum) {
      ++offset_;
      return Quantifier{minimum, maximum};
    };
    switch (pattern_[offset_]) {
      case '*':
        return simple(0, std::nullopt);
      case '+':
        return simple(1, std::nullopt);
      case '?':
        return simple(0, 1);
      case '{':
        return ReadBounds();
      default:
        return std::nullopt;
    }
  }

  std::optional<Quantifier> ReadBounds() {
    const std::size_t begin = offset_;
    std::size_t end = begin + 1;
    const auto number = [this, &end]() -> std::optional<std::uint32_t> {
      const std::size_t first = end;
      while (end < pattern_.size() && IsDigit(pattern_[end])) ++end;
      if (end == first) return std::nullopt;
      std::uint32_t value = 0;
      const auto result = std::from_chars(pattern_.data() + first, pattern_.data() + end, value);
      return result.ec == std::errc() ? value : kMaxRepetition + 1;
    };
    const std::optional<std::uint32_t> minimum = number();
    const bool has_comma = end < pattern_.size() && pattern_[end] == ',';
    if (has_comma) ++end;
    const std::optional<std::uint32_t> maximum = has_comma ? number() : minimum;
    if (end >= pattern_.size() || pattern_[end] != '}' || (!minimum.has_value() && !maximum.has_value())) {
      return std::nullopt;
    }
    ++end;
    const std::string written = Quoted(pattern_.substr(begin, end - begin));
    if (!minimum.has_value()) {
      return Fail(begin, end, written + " means different things in different engines",
                  "write `{0," + std::to_string(*maximum) + "}`, or `\\{` for the character");
    }
    if (*minimum > kMaxRepetition || maximum.value_or(0) > kMaxRepetition) {
      return Fail(begin, end, written + " repeats more than " + std::to_string(kMaxRepetition) + " times",
                  "use `*` or `+` where the exact number does not matter");
    }
    if (maximum.has_value() && *minimum > *maximum) {
      return Fail(begin, end, "the bounds of " + written + " are reversed", "write the lower bound first");
    }
    offset_ = end;
    return Quantifier{*minimum, maximum};
  }

  // Takes the quantifier behind an atom, if there is one.
  std::optional<NodeIndex> ReadQuantifierOf(NodeIndex atom, std::size_t atom_begin) {
    const std::size_t begin = offset_;
    const std::optional<Quantifier> quantifier = ReadQuantifier();
    if (!quantifier.has_value()) return error_.has_value() ? std::nullopt : std::optional(atom);
    const std::string written = Quoted(pattern_.substr(begin, offset_ - begin));
    if (begin == last_assertion_end_ || begin == last_flags_end_) {
      return Fail(begin, offset_,
                  written + " repeats " + Quoted(pattern_.substr(atom_begin, begin - atom_begin)) +
                      ", which takes no character",
                  "leave the quantifier away, or put a backslash before the character that stands for itself");
    }
    if (At("+")) {
      return Fail(begin, offset_ + 1,
                  "possessive quantifier " + Quoted(pattern_.substr(begin, offset_ + 1 - begin)) + " is not supported",
                  "leave its `+` away; no target has it");
    }
    const bool lazy = At("?");
    if (lazy) ++offset_;
    const std::size_t end = offset_;
    if (ReadQuantifier().has_value()) {
      return Fail(begin, offset_, Quoted(pattern_.substr(begin, offset_ - begin)) + " is one quantifier behind another",
                  "put the inner repetition in a group: `(?:a{2})*`");
    }
    if (error_.has_value()) return std::nullopt;
    offset_ = end;
    MarkFrom(atom_begin);
    return builder_.Repeat(atom, quantifier->minimum, quantifier->maximum, lazy);
  }

  std::string_view pattern_;
  std::size_t offset_ = 0;
  Flags flags_;
  std::size_t depth_ = 0;
  std::size_t last_assertion_end_ = 0;  // to know that a quantifier stands right behind an assertion
  std::size_t last_flags_end_ = 0;
  Builder builder_;
  std::optional<ParseError> error_;
};

}  // namespace

std::variant<Regex, ParseError> Parse(std::string_view pattern, Flags flags, const Place& place) {
  std::variant<Regex, ParseError> parsed = Parser(pattern, flags).Run();
  auto* regex = std::get_if<Regex>(&parsed);
  if (regex == nullptr) return parsed;
  if (std::optional<ParseError> error = CheckTree(*regex)) return *std::move(error);
  for (Node& node : regex->nodes) node.span = place(node.span.begin, node.span.end);
  return parsed;
}

}  // namespace sigmatic::regex
