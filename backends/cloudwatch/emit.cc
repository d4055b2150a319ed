#include "backends/cloudwatch/emit.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "backends/cloudwatch/escape.h"
#include "compiler/base/overloaded.h"

namespace sigmatic::cloudwatch {
namespace {

constexpr std::size_t kLineWidth = 100;

enum class Operator : std::uint8_t { kNone, kAnd, kOr, kNot };

std::string_view Word(Operator op) {
  switch (op) {
    case Operator::kAnd:
      return "and ";
    case Operator::kOr:
      return "or ";
    case Operator::kNot:
      return "not ";
    case Operator::kNone:
      break;
  }
  return {};
}

// A condition as it will be printed: operators and finished texts.
struct Phrase {
  Operator op = Operator::kNone;
  std::string text;              // kNone
  std::vector<Phrase> operands;  // kNot: one; kAnd, kOr: two or more
  std::size_t width = 0;         // in bytes, on one line, without parentheses around it
};

Phrase Leaf(std::string text) {
  const std::size_t width = text.size();
  return Phrase{Operator::kNone, std::move(text), {}, width};
}

// Whatever is mixed is parenthesised: the manual states no precedence.
bool NeedsParentheses(Operator outer, Operator inner) {
  return inner != Operator::kNone && inner != Operator::kNot && outer != Operator::kNone && inner != outer;
}

constexpr std::string_view kPresence = "ispresent(";

// Takes in the parts of operands that are joined by the same operator, and says of each field only once that it is
// present.
std::vector<Phrase> Flatten(Operator op, std::vector<Phrase> operands) {
  std::vector<Phrase> flat;
  std::unordered_set<std::string> presences;
  const auto add = [&](Phrase& phrase) {
    const bool is_presence = phrase.op == Operator::kNone && phrase.text.starts_with(kPresence);
    if (!is_presence || presences.insert(phrase.text).second) flat.push_back(std::move(phrase));
  };
  for (Phrase& operand : operands) {
    if (operand.op != op) {
      add(operand);
      continue;
    }
    for (Phrase& inner : operand.operands) add(inner);
  }
  return flat;
}

Phrase Join(Operator op, std::vector<Phrase> operands) {
  if (op != Operator::kNot && operands.size() > 1) operands = Flatten(op, std::move(operands));
  if (operands.size() == 1 && op != Operator::kNot) return std::move(operands.front());
  Phrase phrase{op, {}, std::move(operands), 0};
  const std::size_t word = Word(op).size();
  phrase.width = op == Operator::kNot ? word : (phrase.operands.size() - 1) * (word + 1);
  for (const Phrase& operand : phrase.operands) {
    phrase.width += operand.width + (NeedsParentheses(op, operand.op) ? 2 : 0);
  }
  return phrase;
}

void AppendOnOneLine(const Phrase& phrase, Operator outer, std::string* out) {
  if (phrase.op == Operator::kNone) {
    *out += phrase.text;
    return;
  }
  const bool parentheses = NeedsParentheses(outer, phrase.op);
  if (parentheses) *out += '(';
  if (phrase.op == Operator::kNot) *out += Word(Operator::kNot);
  for (std::size_t i = 0; i < phrase.operands.size(); ++i) {
    if (i > 0) {
      *out += ' ';
      *out += Word(phrase.op);
    }
    AppendOnOneLine(phrase.operands[i], phrase.op, out);
  }
  if (parentheses) *out += ')';
}

class Printer {
 public:
  explicit Printer(std::size_t width) : width_(width) {}

  // At `indent` columns; what follows a line break is indented further.
  void Append(const Phrase& phrase, Operator outer, std::size_t indent) {
    if (phrase.op == Operator::kNone || indent + phrase.width <= width_) {
      AppendOnOneLine(phrase, outer, &text_);
      return;
    }
    if (phrase.op == Operator::kNot) {
      text_ += Word(Operator::kNot);
      Append(phrase.operands.front(), Operator::kNot, indent);
      return;
    }
    const bool parentheses = NeedsParentheses(outer, phrase.op);
    const std::size_t inner = indent + kIndent;
    if (parentheses) {
      text_ += '(';
      BreakLine(inner);
    }
    for (std::size_t i = 0; i < phrase.operands.size(); ++i) {
      if (i > 0) {
        BreakLine(inner);
        text_ += Word(phrase.op);
      }
      Append(phrase.operands[i], phrase.op, inner);
    }
    if (parentheses) {
      BreakLine(indent);
      text_ += ')';
    }
  }

  void AppendText(std::string_view text) { text_ += text; }
  std::string Take() { return std::move(text_); }

 private:
  static constexpr std::size_t kIndent = 4;

  void BreakLine(std::size_t indent) {
    text_ += '\n';
    text_.append(indent, ' ');
  }

  std::size_t width_;
  std::string text_;
};

std::string Name(const Field& field) { return FieldReference::To(field).text(); }

std::string_view Symbol(ir::Comparison comparison) {
  switch (comparison) {
    case ir::Comparison::kLess:
      return "<";
    case ir::Comparison::kLessOrEqual:
      return "<=";
    case ir::Comparison::kGreater:
      return ">";
    case ir::Comparison::kGreaterOrEqual:
      return ">=";
  }
  return {};
}

Phrase Like(const Field& field, const RegexLiteral& regex) {
  return Leaf(fmt::format("{} like {}", Name(field), regex.text()));
}

// Functions: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
std::vector<Phrase> PhrasesOf(const FieldPairTest& test) {
  // Both make a text of whatever the field holds: how `=` compares 1 with 1.0 or with "1" is not documented. Lengths
  // are those of the texts that are compared, for tolower may change them (`İ` becomes two characters).
  const auto text = [&test](const Field& field) {
    return test.cased ? fmt::format("concat({}, \"\")", Name(field)) : fmt::format("tolower({})", Name(field));
  };
  const std::string left = text(test.left);
  const std::string right = text(test.right);
  std::vector<Phrase> phrases;
  switch (test.relation) {
    case ir::FieldRelation::kEquals:
      phrases.push_back(Leaf(fmt::format("{} = {}", left, right)));
      break;
    case ir::FieldRelation::kContains:
      phrases.push_back(Leaf(fmt::format("strcontains({}, {}) = 1", left, right)));
      break;
    case ir::FieldRelation::kStartsWith:
      phrases.push_back(Leaf(fmt::format("strlen({}) >= strlen({})", left, right)));
      phrases.push_back(Leaf(fmt::format("substr({}, 0, strlen({})) = {}", left, right, right)));
      break;
    case ir::FieldRelation::kEndsWith:
      phrases.push_back(Leaf(fmt::format("strlen({}) >= strlen({})", left, right)));
      phrases.push_back(Leaf(fmt::format("substr({}, strlen({}) - strlen({})) = {}", left, left, right, right)));
      break;
  }
  return phrases;
}

// The parts of a test, to be joined by `and`.
std::vector<Phrase> PhrasesOf(const Test& test) {
  return std::visit(
      base::Overloaded{
          [](const PatternTest& t) { return std::vector<Phrase>{Like(t.field, RegexLiteral::For(t))}; },
          [](const RegexTest& t) { return std::vector<Phrase>{Like(t.field, RegexLiteral::For(*t.regex))}; },
          [](const NumberTest& t) {
            return std::vector<Phrase>{
                Like(t.field, RegexLiteral::ForNumbers()),
                Leaf(fmt::format("{} {} {}", Name(t.field), Symbol(t.comparison), t.value.ToString()))};
          },
          [](const NetworkTest& t) {
            return std::vector<Phrase>{
                Leaf(fmt::format("{}({}, {})", t.network.v6 ? "isIpv6InSubnet" : "isIpv4InSubnet", Name(t.field),
                                 NetworkLiteral::For(t.network).text()))};
          },
          [](const FieldPairTest& t) { return PhrasesOf(t); },
      },
      test);
}

std::string Presence(const Field& field) { return fmt::format("{}{})", kPresence, Name(field)); }

std::vector<Phrase> Presences(const Test& test) {
  return std::visit(base::Overloaded{
                        [](const PatternTest& t) { return std::vector<Phrase>{Leaf(Presence(t.field))}; },
                        [](const RegexTest& t) { return std::vector<Phrase>{Leaf(Presence(t.field))}; },
                        [](const NumberTest& t) { return std::vector<Phrase>{Leaf(Presence(t.field))}; },
                        [](const NetworkTest& t) { return std::vector<Phrase>{Leaf(Presence(t.field))}; },
                        [](const FieldPairTest& t) {
                          return std::vector<Phrase>{Leaf(Presence(t.left)), Leaf(Presence(t.right))};
                        },
                    },
                    test);
}

Phrase PhraseOf(const TotalCondition& condition);
Phrase PhraseOf(const Condition& condition);

template <typename ConditionType>
Phrase JoinAll(Operator op, const std::vector<ConditionType>& operands) {
  std::vector<Phrase> phrases;
  phrases.reserve(operands.size());
  for (const ConditionType& operand : operands) phrases.push_back(PhraseOf(operand));
  return Join(op, std::move(phrases));
}

Phrase PhraseOf(const TotalCondition& condition) {
  return std::visit(base::Overloaded{
                        [](const Present& node) { return Leaf(Presence(node.field)); },
                        [](const Guarded& node) {
                          std::vector<Phrase> phrases = Presences(node.alternatives.front());
                          std::vector<Phrase> tests;
                          for (const Test& test : node.alternatives) {
                            tests.push_back(Join(Operator::kAnd, PhrasesOf(test)));
                          }
                          phrases.push_back(Join(Operator::kOr, std::move(tests)));
                          return Join(Operator::kAnd, std::move(phrases));
                        },
                        [](const TotalAnd& node) { return JoinAll(Operator::kAnd, node.operands); },
                        [](const TotalOr& node) { return JoinAll(Operator::kOr, node.operands); },
                        [](const Not& node) {
                          std::vector<Phrase> operand;
                          operand.push_back(PhraseOf(*node.operand));
                          return Join(Operator::kNot, std::move(operand));
                        },
                    },
                    condition.node);
}

Phrase PhraseOf(const Condition& condition) {
  return std::visit(base::Overloaded{
                        [](const Test& node) { return Join(Operator::kAnd, PhrasesOf(node)); },
                        [](const TotalCondition& node) { return PhraseOf(node); },
                        [](const And& node) { return JoinAll(Operator::kAnd, node.operands); },
                        [](const Or& node) { return JoinAll(Operator::kOr, node.operands); },
                    },
                    condition.node);
}

}  // namespace

std::string Emit(const Query& query, Layout layout) {
  constexpr std::string_view kFilter = "| filter ";
  Printer printer(layout == Layout::kReadable ? kLineWidth : std::numeric_limits<std::size_t>::max());
  printer.AppendText("fields @timestamp, @message\n");
  for (const Condition& filter : query.filters) {
    printer.AppendText(kFilter);
    printer.Append(PhraseOf(filter), Operator::kNone, 0);
    printer.AppendText("\n");
  }
  // Without `limit` the service returns 10,000 events at most as well; newest first, so that a full result says which
  // events are missing. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html
  printer.AppendText("| sort @timestamp desc\n| limit 10000");
  return printer.Take();
}

}  // namespace sigmatic::cloudwatch
