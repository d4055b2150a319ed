#include "backends/splunk/lower.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/splunk/field_name.h"
#include "backends/splunk/null_text.h"
#include "compiler/base/overloaded.h"
#include "compiler/ir/pattern.h"
#include "compiler/ir/pattern_regex.h"
#include "compiler/legalize/classify.h"
#include "compiler/regex/builder.h"

namespace sigmatic::splunk {
namespace {

// Literals that go into one regex; PCRE refuses patterns over 64 KiB once compiled, with one or two units a character.
constexpr std::size_t kMaxListBytes = 8000;

// A leaf that is a pattern on a text, as it is for numbers and booleans too.
struct TextTest {
  std::optional<ir::FieldIndex> field;  // none: the text of the event
  ir::Pattern pattern;
};

ir::Pattern LiteralPattern(std::string text) { return ir::Pattern{{ir::Literal{std::move(text)}}, false}; }

std::optional<TextTest> TextTestOf(const ir::Expression& expression) {
  if (const auto* leaf = std::get_if<ir::StringMatch>(&expression)) return TextTest{leaf->field, leaf->pattern};
  if (const auto* leaf = std::get_if<ir::NumberEquals>(&expression)) {
    return TextTest{leaf->field, LiteralPattern(leaf->text)};
  }
  if (const auto* leaf = std::get_if<ir::BooleanEquals>(&expression)) {
    return TextTest{leaf->field, LiteralPattern(leaf->value ? "true" : "false")};
  }
  if (const auto* leaf = std::get_if<ir::Keyword>(&expression)) return TextTest{std::nullopt, leaf->pattern};
  return std::nullopt;
}

bool IsHexOrAddressPunctuation(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':';
}

// `search` compares networks, and perhaps the many spellings of an IPv6 address, by what they mean: cidrIp="0.0.0.0/0"
// would match every address. So does nothing in `where` but cidrmatch().
bool MayReadAsNetwork(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  if (address.empty() || !std::all_of(address.begin(), address.end(), IsHexOrAddressPunctuation)) return false;
  if (slash == std::string_view::npos) return std::count(address.begin(), address.end(), ':') >= 2;
  const std::string_view length = text.substr(slash + 1);
  return std::all_of(length.begin(), length.end(), IsHexOrAddressPunctuation);
}

// The text can stand between double quotes as it is, backslashes and quotation marks aside. No page says what a
// backtick (a macro) does inside quotes, how to write a control character, or how letters outside ASCII are compared;
// and `*` cannot be escaped.
bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '*' && c != '`'; });
}

// How `search` writes a pattern; nullopt when it cannot, or not exactly.
//
// Wildcards only at the ends: "Wildcard characters in the middle of a word or string might cause inconsistent results"
// (https://docs.splunk.com/Documentation/Splunk/8.0.2/Search/Wildcards), because they are looked up as terms of the
// index.
std::optional<SearchValue> SearchValueOf(const ir::Pattern& pattern) {
  if (pattern.cased) return std::nullopt;
  SearchValue value;
  bool has_text = false;
  for (const ir::PatternPart& part : pattern.parts) {
    if (std::holds_alternative<ir::AnyOne>(part) || value.any_after) return std::nullopt;
    if (const auto* literal = std::get_if<ir::Literal>(&part)) {
      value.text = literal->text;
      has_text = true;
    } else {
      (has_text ? value.any_after : value.any_before) = true;
    }
  }
  if (!has_text || !IsPlain(value.text)) return std::nullopt;
  if (!value.any_before && value.text.starts_with(' ')) return std::nullopt;
  if (!value.any_after && value.text.ends_with(' ')) return std::nullopt;
  if (!value.any_before && !value.any_after && MayReadAsNetwork(value.text)) return std::nullopt;
  // JSON's null has that text in `search`, and null matches no pattern.
  if (ir::Matches(pattern, kNullText)) return std::nullopt;
  return value;
}

// A comparison that is true wherever the pattern matches, so that `search` can narrow the events down for `where`: the
// longest literal that `search` can write.
std::optional<SearchValue> ImpliedValueOf(const ir::Pattern& pattern) {
  std::optional<SearchValue> value;
  for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
    const auto* literal = std::get_if<ir::Literal>(&pattern.parts[i]);
    if (literal == nullptr || !IsPlain(literal->text)) continue;
    if (value && value->text.size() >= literal->text.size()) continue;
    const bool network = MayReadAsNetwork(literal->text);
    value = SearchValue{i > 0 || network || literal->text.starts_with(' '), literal->text,
                        i + 1 < pattern.parts.size() || network || literal->text.ends_with(' ')};
  }
  return value;
}

std::optional<SearchValue> SearchValueOf(const ir::Expression& expression) {
  if (const auto* leaf = std::get_if<ir::StringMatch>(&expression)) return SearchValueOf(leaf->pattern);
  if (std::holds_alternative<ir::Keyword>(expression)) return std::nullopt;  // has no field to compare
  const auto test = TextTestOf(expression);
  return test ? SearchValueOf(test->pattern) : std::nullopt;
}

class Lowerer {
 public:
  explicit Lowerer(const fields::MappedRule& rule) : rule_(rule) {
    for (const fields::MappedField& field : rule.fields) names_.push_back(NativeName(field.path));
    FindSearchable();
  }

  Query Run() {
    Query query;
    query.source = rule_.source;
    const ir::NodeIndex root = rule_.rule.root;
    const auto* conjunction = std::get_if<ir::And>(&Expression(root));
    const std::vector<ir::NodeIndex> operands =
        conjunction != nullptr ? conjunction->operands : std::vector<ir::NodeIndex>{root};
    for (const ir::NodeIndex operand : operands) AddOperand(operand, &query);
    const bool narrowed = std::any_of(query.search.begin(), query.search.end(), [](const SearchExpression& expression) {
      return !std::holds_alternative<SearchNot>(expression.node);
    });
    if (!narrowed) Narrow(operands, &query);
    return query;
  }

 private:
  [[nodiscard]] const ir::Expression& Expression(ir::NodeIndex index) const { return rule_.rule.at(index).expression; }
  [[nodiscard]] const FieldName& Name(ir::FieldIndex field) const { return names_[field]; }
  // The field that a leaf compares with a text.
  [[nodiscard]] std::optional<ir::FieldIndex> FieldOf(ir::NodeIndex leaf) const {
    return values_[leaf] ? legalize::FieldsOf(Expression(leaf)).first : std::nullopt;
  }

  void AddOperand(ir::NodeIndex index, Query* query) const {
    const auto* constant = std::get_if<ir::Constant>(&Expression(index));
    if (constant != nullptr && constant->value) return;
    if (searchable_[index]) {
      query->search.push_back(ToSearch(index));
      return;
    }
    const auto* negation = std::get_if<ir::Not>(&Expression(index));
    const auto* excluded = negation != nullptr ? std::get_if<ir::Or>(&Expression(negation->operand)) : nullptr;
    if (excluded != nullptr) {
      AddExclusions(excluded->operands, query);
    } else {
      query->where.push_back(ToCondition(index));
    }
  }

  // `where` reads every event that `search` lets through: all of the source, when nothing else narrows it down. So
  // `search` gets what follows from the operands, and `where` what is exact.
  void Narrow(const std::vector<ir::NodeIndex>& operands, Query* query) const {
    std::vector<SearchExpression> implied;
    for (const ir::NodeIndex operand : operands) {
      if (auto expression = Implied(operand)) implied.push_back(std::move(*expression));
    }
    std::move(query->search.begin(), query->search.end(), std::back_inserter(implied));
    query->search = std::move(implied);
  }

  // None of these, as filters have it: each can go to its own command.
  void AddExclusions(const std::vector<ir::NodeIndex>& operands, Query* query) const {
    std::vector<ir::NodeIndex> in_search;
    std::vector<ir::NodeIndex> in_where;
    for (const ir::NodeIndex operand : operands) (searchable_[operand] ? in_search : in_where).push_back(operand);
    if (!in_search.empty()) {
      query->search.push_back({SearchNot{std::make_unique<SearchExpression>(AnyInSearch(in_search))}});
    }
    for (Condition& condition : Alternatives(in_where)) query->where.push_back(Negate(std::move(condition)));
  }

  // Fills searchable_ and values_.
  void FindSearchable() {
    const std::vector<ir::Node>& nodes = rule_.rule.nodes;
    searchable_.resize(nodes.size(), false);
    values_.resize(nodes.size());
    std::vector<bool> takes_field;
    for (const FieldName& name : names_) takes_field.push_back(SearchTakesAsField(name.text));
    const auto all = [this](const std::vector<ir::NodeIndex>& operands) {
      return std::all_of(operands.begin(), operands.end(),
                         [this](ir::NodeIndex operand) { return searchable_[operand]; });
    };
    for (std::size_t i = 0; i < nodes.size(); ++i) {  // operands come before what they are operands of
      const ir::Expression& expression = nodes[i].expression;
      if (const auto* conjunction = std::get_if<ir::And>(&expression)) {
        searchable_[i] = all(conjunction->operands);
      } else if (const auto* disjunction = std::get_if<ir::Or>(&expression)) {
        searchable_[i] = all(disjunction->operands);
      } else if (const auto* negation = std::get_if<ir::Not>(&expression)) {
        searchable_[i] = searchable_[negation->operand];
      } else {
        const std::optional<ir::FieldIndex> field = legalize::FieldsOf(expression).first;
        if (field && takes_field[*field]) values_[i] = SearchValueOf(expression);
        searchable_[i] = values_[i].has_value();
      }
    }
  }

  // search ------------------------------------------------------------------------------------------------------------

  // Only for searchable nodes.
  [[nodiscard]] SearchExpression ToSearch(ir::NodeIndex index) const {
    const ir::Expression& expression = Expression(index);
    if (const auto* conjunction = std::get_if<ir::And>(&expression)) {
      SearchAnd result;
      for (const ir::NodeIndex operand : conjunction->operands) result.operands.push_back(ToSearch(operand));
      return {std::move(result)};
    }
    if (const auto* disjunction = std::get_if<ir::Or>(&expression)) return AnyInSearch(disjunction->operands);
    if (const auto* negation = std::get_if<ir::Not>(&expression)) {
      return {SearchNot{std::make_unique<SearchExpression>(ToSearch(negation->operand))}};
    }
    return {SearchComparison{Name(*FieldOf(index)), {*values_[index]}}};
  }

  [[nodiscard]] SearchExpression AnyInSearch(const std::vector<ir::NodeIndex>& operands) const {
    std::vector<SearchExpression> alternatives;
    alternatives.reserve(operands.size());
    for (const ir::NodeIndex operand : operands) alternatives.push_back(ToSearch(operand));
    return Any(std::move(alternatives));
  }

  // What is true in `search` wherever the node is true; nullopt when that is nothing which would narrow the events
  // down.
  [[nodiscard]] std::optional<SearchExpression> Implied(ir::NodeIndex index) const {
    const ir::Expression& expression = Expression(index);
    if (const auto* conjunction = std::get_if<ir::And>(&expression)) {
      SearchAnd all;
      for (const ir::NodeIndex operand : conjunction->operands) {
        if (auto implied = Implied(operand)) all.operands.push_back(std::move(*implied));
      }
      if (all.operands.empty()) return std::nullopt;
      if (all.operands.size() == 1) return std::move(all.operands.front());
      return SearchExpression{std::move(all)};
    }
    if (const auto* disjunction = std::get_if<ir::Or>(&expression)) {
      std::vector<SearchExpression> alternatives;
      for (const ir::NodeIndex operand : disjunction->operands) {
        auto implied = Implied(operand);
        if (!implied) return std::nullopt;
        if (auto* nested = std::get_if<SearchOr>(&implied->node)) {  // of a conjunction that implies nothing else
          std::move(nested->operands.begin(), nested->operands.end(), std::back_inserter(alternatives));
        } else {
          alternatives.push_back(std::move(*implied));
        }
      }
      return Any(std::move(alternatives));
    }
    if (values_[index]) return ToSearch(index);
    const auto* match = std::get_if<ir::StringMatch>(&expression);
    if (match == nullptr || !SearchTakesAsField(Name(match->field).text)) return std::nullopt;
    auto value = ImpliedValueOf(match->pattern);
    if (!value) return std::nullopt;
    return SearchExpression{SearchComparison{Name(match->field), {std::move(*value)}}};
  }

  // Comparisons of one field become one list, at the place of the first of them.
  static SearchExpression Any(std::vector<SearchExpression> alternatives) {
    SearchOr result;
    std::vector<std::size_t> lists;  // places in `result`
    for (SearchExpression& alternative : alternatives) {
      const auto* comparison = std::get_if<SearchComparison>(&alternative.node);
      if (comparison == nullptr) {
        result.operands.push_back(std::move(alternative));
        continue;
      }
      const auto list = std::find_if(lists.begin(), lists.end(), [&](std::size_t place) {
        return std::get<SearchComparison>(result.operands[place].node).field == comparison->field;
      });
      if (list == lists.end()) {
        lists.push_back(result.operands.size());
        result.operands.push_back(std::move(alternative));
        continue;
      }
      std::vector<SearchValue>& values = std::get<SearchComparison>(result.operands[*list].node).values;
      for (const SearchValue& value : comparison->values) {
        if (value != values.back()) values.push_back(value);
      }
    }
    if (result.operands.size() == 1) return std::move(result.operands.front());
    return {std::move(result)};
  }

  // where -------------------------------------------------------------------------------------------------------------

  [[nodiscard]] Condition ToCondition(ir::NodeIndex index) const {
    return std::visit(
        base::Overloaded{
            [](const ir::Constant& node) { return Condition{Constant{node.value}}; },
            [&](const ir::And& node) {
              And result;
              for (const ir::NodeIndex operand : node.operands) result.operands.push_back(ToCondition(operand));
              return Condition{std::move(result)};
            },
            [&](const ir::Or& node) {
              std::vector<Condition> operands = Alternatives(node.operands);
              if (operands.size() == 1) return std::move(operands.front());
              return Condition{Or{std::move(operands)}};
            },
            [&](const ir::Not& node) { return Negate(ToCondition(node.operand)); },
            [&](const ir::StringMatch& node) { return AnyOf(node.field, {node.pattern}); },
            [&](const ir::RegexMatch& node) {
              return Condition{AnyValueMatches{Name(node.field), node.regex, IsFoundInNullText(node.regex)}};
            },
            [&](const ir::NumberEquals& node) { return AnyOf(node.field, {LiteralPattern(node.text)}); },
            [&](const ir::BooleanEquals& node) {
              return AnyOf(node.field, {LiteralPattern(node.value ? "true" : "false")});
            },
            // Null is what has no value that `*` matches.
            [&](const ir::IsNull& node) {
              return Negate(AnyOf(node.field, {ir::Pattern{{ir::AnyRun{}}, false}}));
            },
            [&](const ir::Exists& node) { return Condition{FieldPresent{Name(node.field)}}; },
            [&](const ir::NumberCompare& node) {
              return Condition{AnyNumber{Name(node.field), node.comparison, node.value}};
            },
            [&](const ir::InNetwork& node) {
              return Condition{AnyAddress{Name(node.field), {node.network}}};
            },
            [&](const ir::FieldCompare& node) {
              return Condition{FieldsRelate{Name(node.left), Name(node.right), node.relation, node.cased}};
            },
            [&](const ir::TimePartCompare& node) {
              return Condition{TimePartRelates{Name(node.field), node.part, node.comparison, node.value}};
            },
            [&](const ir::Keyword& node) { return AnyOf(std::nullopt, {node.pattern}); },
            [&](const ir::KeywordRegex& node) {
              return Condition{AnyValueMatches{NativeName(rule_.keyword_text), node.regex}};
            },
        },
        Expression(index));
  }

  static Condition Negate(Condition condition) { return {Not{std::make_unique<Condition>(std::move(condition))}}; }

  // The operands of a disjunction. Patterns on one text become one regex, networks of one field and family one test, at
  // the place of the first of them.
  [[nodiscard]] std::vector<Condition> Alternatives(const std::vector<ir::NodeIndex>& operands) const {
    std::vector<Condition> result;
    std::vector<bool> taken(operands.size(), false);
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (taken[i]) continue;
      const ir::Expression& expression = Expression(operands[i]);
      if (const auto test = TextTestOf(expression)) {
        result.push_back(AnyOf(test->field, TakePatterns(operands, i, *test, &taken)));
      } else if (const auto* network = std::get_if<ir::InNetwork>(&expression)) {
        result.push_back({AnyAddress{Name(network->field), TakeNetworks(operands, i, *network, &taken)}});
      } else {
        result.push_back(ToCondition(operands[i]));
      }
    }
    return result;
  }

  // The patterns that can share a regex with the first one: same text, same case, and not too long together.
  [[nodiscard]] std::vector<ir::Pattern> TakePatterns(const std::vector<ir::NodeIndex>& operands, std::size_t begin,
                                                      const TextTest& first, std::vector<bool>* taken) const {
    std::vector<ir::Pattern> patterns;
    std::size_t bytes = 0;
    for (std::size_t i = begin; i < operands.size() && bytes <= kMaxListBytes; ++i) {
      if ((*taken)[i]) continue;
      auto test = TextTestOf(Expression(operands[i]));
      if (!test || test->field != first.field || test->pattern.cased != first.pattern.cased) continue;
      for (const ir::PatternPart& part : test->pattern.parts) {
        const auto* literal = std::get_if<ir::Literal>(&part);
        bytes += literal != nullptr ? literal->text.size() : 1;
      }
      patterns.push_back(std::move(test->pattern));
      (*taken)[i] = true;
    }
    return patterns;
  }

  [[nodiscard]] std::vector<ir::Network> TakeNetworks(const std::vector<ir::NodeIndex>& operands, std::size_t begin,
                                                      const ir::InNetwork& first, std::vector<bool>* taken) const {
    std::vector<ir::Network> networks;
    for (std::size_t i = begin; i < operands.size(); ++i) {
      const auto* other = std::get_if<ir::InNetwork>(&Expression(operands[i]));
      if (other == nullptr || other->field != first.field || other->network.v6 != first.network.v6) continue;
      networks.push_back(other->network);
      (*taken)[i] = true;
    }
    return networks;
  }

  [[nodiscard]] Condition AnyOf(std::optional<ir::FieldIndex> field, const std::vector<ir::Pattern>& patterns) const {
    if (!field) return {AnyValueMatches{NativeName(rule_.keyword_text), RegexOf(patterns)}};
    const bool except_null = std::any_of(patterns.begin(), patterns.end(),
                                         [](const ir::Pattern& pattern) { return ir::Matches(pattern, kNullText); });
    return {AnyValueMatches{Name(*field), RegexOf(patterns), except_null}};
  }

  static regex::Regex RegexOf(const std::vector<ir::Pattern>& patterns) {
    if (patterns.size() == 1) return ir::PatternToRegex(patterns.front());
    const bool all_whole =
        std::all_of(patterns.begin(), patterns.end(), [](const ir::Pattern& pattern) { return pattern.IsLiteral(); });
    regex::Builder builder;
    std::vector<regex::NodeIndex> branches;
    for (const ir::Pattern& pattern : patterns) {
      if (all_whole) {
        branches.push_back(AddLiteral(pattern, &builder));
      } else {
        branches.push_back(builder.Import(ir::PatternToRegex(pattern)));
      }
    }
    regex::NodeIndex root = builder.Alternate(branches);
    if (all_whole) {  // the anchors once, around all of them
      const regex::NodeIndex start = builder.AddAssertion(regex::AssertionKind::kTextStart);
      const regex::NodeIndex end = builder.AddAssertion(regex::AssertionKind::kTextEndAbsolute);
      root = builder.Concatenate({start, root, end});
    }
    return builder.Finish(root);
  }

  static regex::NodeIndex AddLiteral(const ir::Pattern& pattern, regex::Builder* builder) {
    if (pattern.parts.empty()) return builder->AddEmpty();
    // As part of something longer, a literal has no anchors.
    return builder->Import(
        ir::PatternToRegex(ir::Pattern{{ir::AnyRun{}, pattern.parts.front(), ir::AnyRun{}}, pattern.cased}));
  }

  const fields::MappedRule& rule_;
  std::vector<FieldName> names_;                    // by field
  std::vector<bool> searchable_;                    // by node: whether `search` can express it exactly
  std::vector<std::optional<SearchValue>> values_;  // by node: what a searchable leaf compares its field with
};

}  // namespace

Query Lower(const legalize::Legal<Target>& legal) { return Lowerer(legal.rule()).Run(); }

}  // namespace sigmatic::splunk
