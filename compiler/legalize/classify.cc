#include "compiler/legalize/classify.h"

#include <cstddef>
#include <string_view>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/regex/tree.h"

namespace sigmatic::legalize {
namespace {

void ClassifyText(std::string_view text, bool cased, ConstructSet* set) {
  bool ascii = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '*' || c == '?') set->Add(Construct::kLiteralWildcard);
    if (byte < 0x20 || byte == 0x7F) set->Add(Construct::kControlCharacter);
    if (byte >= 0x80) ascii = false;
  }
  if (ascii || cased) return;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = base::DecodeUtf8(text, &offset);
    if (code_point >= 0x80 && base::HasCaseVariants(code_point)) set->Add(Construct::kNonAsciiLetter);
  }
}

void ClassifyPattern(const ir::Pattern& pattern, ConstructSet* set) {
  if (pattern.cased) set->Add(Construct::kCased);
  if (pattern.parts.empty()) {
    set->Add(Construct::kEmptyString);
    return;
  }
  set->Add(pattern.IsLiteral() ? Construct::kStringEquals : Construct::kStringPattern);
  for (const ir::PatternPart& part : pattern.parts) {
    std::visit(base::Overloaded{
                   [&](const ir::Literal& literal) { ClassifyText(literal.text, pattern.cased, set); },
                   [](const ir::AnyRun& /*run*/) {},
                   [&](const ir::AnyOne& /*one*/) { set->Add(Construct::kSingleWildcard); },
               },
               part);
  }
}

// Whether an assertion in the list stands between two parts that both could take text: an edge anchor is one that has
// only other assertions between it and its end of the whole pattern.
class AnchorWalk {
 public:
  AnchorWalk(const regex::Regex& regex, ConstructSet* set) : regex_(regex), set_(set) {}

  void Visit(regex::NodeIndex index, bool at_start, bool at_end) {
    std::visit(base::Overloaded{
                   [](const regex::Empty& /*node*/) {},
                   [&](const regex::Literal& literal) {
                     if (literal.ignore_case) set_->Add(Construct::kRegexIgnoreCase);
                   },
                   [&](const regex::Class& node) {
                     if (node.ignore_case) set_->Add(Construct::kRegexIgnoreCase);
                   },
                   [](const regex::AnyCharacter& /*node*/) {},
                   [&](const regex::Concatenation& node) {
                     for (std::size_t i = 0; i < node.parts.size(); ++i) {
                       Visit(node.parts[i], at_start && OnlyAssertions(node, 0, i),
                             at_end && OnlyAssertions(node, i + 1, node.parts.size()));
                     }
                   },
                   [&](const regex::Alternation& node) {
                     for (const regex::NodeIndex branch : node.branches) Visit(branch, at_start, at_end);
                   },
                   [&](const regex::Repetition& node) { Visit(node.operand, false, false); },
                   [&](const regex::Assertion& node) { VisitAssertion(node.kind, at_start, at_end); },
               },
               regex_.at(index).node);
  }

 private:
  [[nodiscard]] bool OnlyAssertions(const regex::Concatenation& node, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!std::holds_alternative<regex::Assertion>(regex_.at(node.parts[i]).node)) return false;
    }
    return true;
  }

  void VisitAssertion(regex::AssertionKind kind, bool at_start, bool at_end) {
    switch (kind) {
      case regex::AssertionKind::kTextStart:
        if (!at_start) set_->Add(Construct::kRegexInnerAnchor);
        return;
      case regex::AssertionKind::kTextEnd:
      case regex::AssertionKind::kTextEndAbsolute:
        if (!at_end) set_->Add(Construct::kRegexInnerAnchor);
        return;
      case regex::AssertionKind::kLineStart:
      case regex::AssertionKind::kLineEnd:
        set_->Add(Construct::kRegexLineAnchor);
        return;
      case regex::AssertionKind::kWordBoundary:
      case regex::AssertionKind::kNotWordBoundary:
        set_->Add(Construct::kRegexWordBoundary);
        return;
    }
  }

  const regex::Regex& regex_;
  ConstructSet* set_;
};

void ClassifyRegex(const regex::Regex& regex, ConstructSet* set) {
  AnchorWalk(regex, set).Visit(regex.root, true, true);
}

}  // namespace

ConstructSet Classify(const ir::Expression& expression) {
  ConstructSet set;
  std::visit(
      base::Overloaded{
          [&](const ir::Constant& leaf) { set.Add(leaf.value ? Construct::kAlways : Construct::kNever); },
          [](const ir::And& /*node*/) {},
          [](const ir::Or& /*node*/) {},
          [](const ir::Not& /*node*/) {},
          [&](const ir::StringMatch& leaf) { ClassifyPattern(leaf.pattern, &set); },
          [&](const ir::RegexMatch& leaf) {
            set.Add(Construct::kRegex);
            ClassifyRegex(leaf.regex, &set);
          },
          [&](const ir::NumberEquals& /*leaf*/) { set.Add(Construct::kNumberEquals); },
          [&](const ir::BooleanEquals& /*leaf*/) { set.Add(Construct::kBooleanEquals); },
          [&](const ir::IsNull& /*leaf*/) { set.Add(Construct::kIsNull); },
          [&](const ir::Exists& /*leaf*/) { set.Add(Construct::kExists); },
          [&](const ir::NumberCompare& /*leaf*/) { set.Add(Construct::kNumberCompare); },
          [&](const ir::InNetwork& leaf) { set.Add(leaf.network.v6 ? Construct::kNetworkV6 : Construct::kNetworkV4); },
          [&](const ir::FieldCompare& leaf) {
            set.Add(leaf.relation == ir::FieldRelation::kEquals ? Construct::kFieldEquals : Construct::kFieldAffix);
            if (leaf.cased) set.Add(Construct::kCased);
          },
          [&](const ir::TimePartCompare& /*leaf*/) { set.Add(Construct::kTimePart); },
          [&](const ir::Keyword& leaf) {
            set.Add(Construct::kKeyword);
            if (leaf.pattern.cased) set.Add(Construct::kCased);
            for (const ir::PatternPart& part : leaf.pattern.parts) {
              if (const auto* literal = std::get_if<ir::Literal>(&part)) {
                ClassifyText(literal->text, leaf.pattern.cased, &set);
              } else if (std::holds_alternative<ir::AnyOne>(part)) {
                set.Add(Construct::kSingleWildcard);
              }
            }
          },
          [&](const ir::KeywordRegex& leaf) {
            set.Add(Construct::kKeywordRegex);
            ClassifyRegex(leaf.regex, &set);
          },
      },
      expression);
  return set;
}

LeafFields FieldsOf(const ir::Expression& expression) {
  const auto one = [](ir::FieldIndex field) { return LeafFields{field, {}}; };
  return std::visit(base::Overloaded{
                        [](const ir::Constant& /*leaf*/) { return LeafFields{}; },
                        [](const ir::And& /*node*/) { return LeafFields{}; },
                        [](const ir::Or& /*node*/) { return LeafFields{}; },
                        [](const ir::Not& /*node*/) { return LeafFields{}; },
                        [&](const ir::StringMatch& leaf) { return one(leaf.field); },
                        [&](const ir::RegexMatch& leaf) { return one(leaf.field); },
                        [&](const ir::NumberEquals& leaf) { return one(leaf.field); },
                        [&](const ir::BooleanEquals& leaf) { return one(leaf.field); },
                        [&](const ir::IsNull& leaf) { return one(leaf.field); },
                        [&](const ir::Exists& leaf) { return one(leaf.field); },
                        [&](const ir::NumberCompare& leaf) { return one(leaf.field); },
                        [&](const ir::InNetwork& leaf) { return one(leaf.field); },
                        [](const ir::FieldCompare& leaf) {
                          return LeafFields{leaf.left, leaf.right};
                        },
                        [&](const ir::TimePartCompare& leaf) { return one(leaf.field); },
                        [](const ir::Keyword& /*leaf*/) { return LeafFields{}; },
                        [](const ir::KeywordRegex& /*leaf*/) { return LeafFields{}; },
                    },
                    expression);
}

}  // namespace sigmatic::legalize
