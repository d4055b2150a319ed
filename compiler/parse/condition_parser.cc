#include "compiler/parse/condition_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/unicode.h"
#include "compiler/parse/context.h"

namespace sigmatic::parse {
namespace {

using ast::ConditionIndex;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Names as pySigma has them, and `*` for patterns.
bool IsWordCharacter(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '*';
}

struct Token {
  enum class Kind : std::uint8_t { kWord, kOpen, kClose, kOther, kEnd };
  Kind kind = Kind::kEnd;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Parser {
 public:
  Parser(Context& context, const yaml::Node& scalar)
      : context_(context), text_(scalar.text), whole_(scalar.span), spans_(context.file(), scalar) {
    Advance();
  }

  // The condition, or nothing when it has a fault, which has been reported: the first one only, since what follows it
  // would be guesswork.
  std::optional<ast::Condition> Parse() {
    if (token_.kind == Token::Kind::kEnd) {
      context_.Report(base::Code::kConditionSyntax, whole_, "the condition is empty",
                      "name the detections that must match");
      return std::nullopt;
    }
    const std::optional<ConditionIndex> root = ParseOr();
    if (!root) return std::nullopt;
    if (token_.kind != Token::Kind::kEnd) return FaultAfterOperand();
    condition_.root = *root;
    condition_.span = spans_.Part(0, text_.size());
    return std::move(condition_);
  }

 private:
  // Precedence from the loosest: or, and, not.
  std::optional<ConditionIndex> ParseOr() { return ParseChain<ast::ConditionOr>("or", &Parser::ParseAnd); }
  std::optional<ConditionIndex> ParseAnd() { return ParseChain<ast::ConditionAnd>("and", &Parser::ParseNot); }

  template <typename Connective>
  std::optional<ConditionIndex> ParseChain(std::string_view keyword,
                                           std::optional<ConditionIndex> (Parser::*operand)()) {
    std::optional<ConditionIndex> first = (this->*operand)();
    if (!first || !At(keyword)) return first;
    Connective connective{{*first}};
    while (At(keyword)) {
      previous_operator_ = token_;
      Advance();
      const std::optional<ConditionIndex> next = (this->*operand)();
      if (!next) return std::nullopt;
      connective.operands.push_back(*next);
    }
    const base::Span span = base::Cover(SpanOf(connective.operands.front()), SpanOf(connective.operands.back()));
    return Add(std::move(connective), span);
  }

  std::optional<ConditionIndex> ParseNot() {
    if (!At("not")) return ParsePrimary();
    const Token keyword = token_;
    previous_operator_ = token_;
    Advance();
    if (!Enter(keyword)) return std::nullopt;
    const std::optional<ConditionIndex> operand = ParseNot();
    --depth_;
    if (!operand) return std::nullopt;
    return Add(ast::ConditionNot{*operand}, base::Cover(Span(keyword), SpanOf(*operand)));
  }

  std::optional<ConditionIndex> ParsePrimary() {
    const Token first = token_;
    if (first.kind == Token::Kind::kOpen) return ParseParenthesized();
    if (first.kind != Token::Kind::kWord || At("and") || At("or")) return FaultInsteadOfOperand();
    Advance();
    if (At("of")) return ParseSelector(first);
    const std::string_view name = Text(first);
    if (name.find('*') != std::string_view::npos) {
      return Fault(first, fmt::format("the pattern `{}` does not say how many of its detections must match", name),
                   fmt::format("write `1 of {0}` or `all of {0}`", name));
    }
    previous_operator_.reset();
    return Add(ast::ConditionName{std::string(name)}, Span(first));
  }

  std::optional<ConditionIndex> ParseParenthesized() {
    const Token open = token_;
    previous_operator_.reset();
    Advance();
    if (token_.kind == Token::Kind::kClose) {
      return Fault(Token{Token::Kind::kOther, open.begin, token_.end}, "the parentheses are empty", "remove them");
    }
    if (!Enter(open)) return std::nullopt;
    const std::optional<ConditionIndex> inner = ParseOr();
    --depth_;
    if (!inner) return std::nullopt;
    if (token_.kind == Token::Kind::kEnd) return Fault(open, "the `(` is never closed", "add a `)`");
    if (token_.kind != Token::Kind::kClose) return FaultAfterOperand();
    Advance();
    return inner;
  }

  // `quantifier of pattern`; the token is at `of`.
  std::optional<ConditionIndex> ParseSelector(const Token& first) {
    const std::string_view word = Text(first);
    const Token of = token_;
    ast::ConditionSelector selector;
    if (base::EqualsIgnoringCase(word, "all")) {
      selector.quantifier = ast::ConditionSelector::All{};
    } else if (base::EqualsIgnoringCase(word, "any")) {
      selector.quantifier = ast::ConditionSelector::AtLeast{1};
    } else if (std::all_of(word.begin(), word.end(), IsDigit)) {
      std::size_t count = 0;
      const auto result = std::from_chars(word.data(), word.data() + word.size(), count);
      if (result.ec != std::errc() || count == 0) {
        const bool zero = result.ec == std::errc();
        context_.Report(base::Code::kSelectorCountImpossible, Span(first),
                        fmt::format("`{} of` {}", word, zero ? "would always be true" : "is more than any rule has"),
                        zero ? "to say that none may match, write `not 1 of ...`" : "use a smaller number");
        return std::nullopt;
      }
      selector.quantifier = ast::ConditionSelector::AtLeast{count};
    } else {
      return Fault(first, fmt::format("`{}` stands before `of`, but is no quantifier", word),
                   "write `1 of`, `all of`, `any of` or another number");
    }
    Advance();
    if (token_.kind != Token::Kind::kWord || At("and") || At("or") || At("not")) {
      return Fault(Token{Token::Kind::kOther, first.begin, of.end},
                   fmt::format("`{} of` does not say of which detections", word),
                   "add a name with `*`, such as `selection_*`, or `them`");
    }
    const Token pattern = token_;
    if (!At("them")) selector.pattern = Text(pattern);
    Advance();
    previous_operator_.reset();
    return Add(std::move(selector), base::Cover(Span(first), Span(pattern)));
  }

  // An operator or the end of a group stands where an operand is needed.
  std::nullopt_t FaultInsteadOfOperand() {
    if (token_.kind == Token::Kind::kOther) return FaultOfCharacter();
    if (previous_operator_) {
      return Fault(*previous_operator_, fmt::format("`{}` has nothing on its right", Text(*previous_operator_)),
                   "add what it joins, or remove it");
    }
    if (token_.kind == Token::Kind::kClose) return Fault(token_, "the `)` closes nothing", "remove it");
    return Fault(token_, fmt::format("`{}` has nothing on its left", Text(token_)), "add what it joins, or remove it");
  }

  // Something other than an operator follows an operand.
  std::nullopt_t FaultAfterOperand() {
    if (token_.kind == Token::Kind::kOther) return FaultOfCharacter();
    if (token_.kind == Token::Kind::kClose) {
      return Fault(token_, "the `)` closes nothing", "remove it, or add a `(` before");
    }
    return Fault(token_, fmt::format("no operator stands before `{}`", Text(token_)),
                 "join the two with `and` or `or`");
  }

  std::nullopt_t FaultOfCharacter() {
    const std::string_view rest = text_.substr(token_.begin);
    const char c = rest.front();
    if (c == '|' && !rest.starts_with("||")) {
      context_.Report(base::Code::kConditionAggregation, spans_.Part(token_.begin, text_.size()),
                      "the condition counts events with `|`, which was part of Sigma 1 only",
                      "write a correlation rule for it, and keep just the part before the `|` here");
      return std::nullopt;
    }
    std::string hint = "conditions have names, `and`, `or`, `not`, `1 of`, `all of` and parentheses only";
    if (c == '&') hint = "write `and`";
    if (c == '|') hint = "write `or`";
    if (c == '!') hint = "write `not`";
    if (c == '"' || c == '\'') hint = "Names stand without quotes.";
    return Fault(token_, fmt::format("`{}` has no meaning in a condition", Text(token_)), std::move(hint));
  }

  std::nullopt_t Fault(const Token& token, std::string message, std::string hint) {
    context_.Report(base::Code::kConditionSyntax, Span(token), std::move(message), std::move(hint));
    return std::nullopt;
  }

  bool Enter(const Token& token) {
    if (++depth_ <= kMaxConditionDepth) return true;
    context_.Report(base::Code::kConditionLimit, Span(token),
                    fmt::format("parentheses and `not` are nested deeper than {} levels", kMaxConditionDepth),
                    "use fewer of them, or split the rule");
    return false;
  }

  template <typename NodeType>
  ConditionIndex Add(NodeType node, base::Span span) {
    condition_.nodes.push_back(ast::ConditionNode{std::move(node), span});
    return static_cast<ConditionIndex>(condition_.nodes.size() - 1);
  }

  void Advance() {
    std::size_t begin = token_.end;
    while (begin < text_.size() && IsSpace(text_[begin])) ++begin;
    token_ = Token{Token::Kind::kEnd, begin, begin};
    if (begin == text_.size()) return;
    token_.end = begin + 1;
    if (text_[begin] == '(') {
      token_.kind = Token::Kind::kOpen;
    } else if (text_[begin] == ')') {
      token_.kind = Token::Kind::kClose;
    } else if (IsWordCharacter(text_[begin])) {
      token_.kind = Token::Kind::kWord;
      while (token_.end < text_.size() && IsWordCharacter(text_[token_.end])) ++token_.end;
    } else {
      token_.kind = Token::Kind::kOther;
      token_.end = begin;
      base::DecodeUtf8(text_, &token_.end);
    }
  }

  [[nodiscard]] bool At(std::string_view keyword) const {
    return token_.kind == Token::Kind::kWord && base::EqualsIgnoringCase(Text(token_), keyword);
  }
  [[nodiscard]] std::string_view Text(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] base::Span Span(const Token& token) const { return spans_.Part(token.begin, token.end); }
  [[nodiscard]] base::Span SpanOf(ConditionIndex index) const { return condition_.nodes[index].span; }

  Context& context_;
  std::string_view text_;
  base::Span whole_;
  ScalarSpans spans_;
  Token token_;                             // the one not consumed yet
  std::optional<Token> previous_operator_;  // when the last token was an operator
  std::size_t depth_ = 0;
  ast::Condition condition_;
};

}  // namespace

std::optional<ast::Condition> ParseCondition(Context& context, const yaml::Node& scalar) {
  if (scalar.text.size() > kMaxConditionBytes) {
    context.Report(base::Code::kConditionLimit, scalar.span,
                   fmt::format("the condition is longer than {} bytes", kMaxConditionBytes), "split the rule");
    return std::nullopt;
  }
  return Parser(context, scalar).Parse();
}

base::Result<ast::Condition> ParseCondition(const base::SourceFile& file, const yaml::Node& scalar,
                                            base::Diagnostics& diagnostics) {
  Context context(file, diagnostics);
  std::optional<ast::Condition> condition = ParseCondition(context, scalar);
  if (!condition) return base::Failure{};
  return *std::move(condition);
}

}  // namespace sigmatic::parse
