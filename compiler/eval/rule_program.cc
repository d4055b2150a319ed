#include "compiler/eval/rule_program.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/eval/value_predicates.h"
#include "compiler/regex/re2_syntax.h"

namespace sigmatic::eval {
namespace {

using Kind = ProgramNode::Kind;

// A string that a field may have to equal. Of all rules, each once.
struct LiteralKey {
  ir::FieldIndex field;
  bool cased;
  std::string text;  // folded unless cased

  friend bool operator<(const LiteralKey& a, const LiteralKey& b) {
    return std::tie(a.field, a.cased, a.text) < std::tie(b.field, b.cased, b.text);
  }
};

// Something that an event has, or not: a literal's value, or a field.
struct Trigger {
  bool is_literal;
  std::uint32_t index;  // of the literal, or the field
};

// At least one of the triggers holds on each event on which the expression is true. Nullopt: nothing is known.
struct Necessity {
  std::vector<Trigger> any_of;
  std::uint64_t cost = 0;  // an estimate of how often one of them holds
};

class Compiler {
 public:
  explicit Compiler(std::span<const ir::Rule> rules) : rules_(rules), program_(std::make_unique<RuleProgram>()) {
    program_->fields.emplace_back();  // kAllLeaves
  }

  std::unique_ptr<const RuleProgram> Compile() {
    for (const ir::Rule& rule : rules_) {
      StartRule(rule);
      nodes_of_rule_.clear();
      for (const ir::Node& node : rule.nodes) nodes_of_rule_.push_back(CompileNode(node.expression));
      program_->roots.push_back(rule.nodes.empty() ? Constant(false) : nodes_of_rule_[rule.root]);
    }
    // Only now is it known how many rules ask for the same, and so what is rare.
    for (std::size_t i = 0; i < rules_.size(); ++i) AddTriggers(rules_[i], static_cast<RuleIndex>(i));
    JoinSearches();
    return std::move(program_);
  }

 private:
  void StartRule(const ir::Rule& rule) {
    rule_ = &rule;
    fields_of_rule_.clear();
    for (const ir::Field& field : rule.fields) fields_of_rule_.push_back(InternField(field.name));
  }

  ir::FieldIndex InternField(const std::string& name) {
    const auto next = static_cast<ir::FieldIndex>(program_->fields.size());
    const auto [place, is_new] = field_indices_.try_emplace(name, next);
    if (is_new) {
      program_->fields.emplace_back().name = name;
      program_->trie.Add(name, next);
    }
    return place->second;
  }

  // Nodes. `key` is equal exactly for nodes with the same meaning.

  ProgramIndex Intern(std::string key, const std::function<ProgramNode()>& make) {
    const auto next = static_cast<ProgramIndex>(program_->nodes.size());
    const auto [place, is_new] = node_indices_.try_emplace(std::move(key), next);
    if (is_new) program_->nodes.push_back(make());
    return place->second;
  }

  ProgramIndex Constant(bool value) {
    return Intern(value ? "true" : "false", [value] { return ProgramNode{value ? Kind::kTrue : Kind::kFalse, 0, 0}; });
  }

  ProgramIndex Connective(Kind kind, std::vector<ProgramIndex> operands) {
    if (operands.size() == 1) return operands.front();
    std::string key = kind == Kind::kAnd ? "and" : "or";
    for (const ProgramIndex operand : operands) key += " " + std::to_string(operand);
    return Intern(std::move(key), [&] {
      const auto first = static_cast<std::uint32_t>(program_->operands.size());
      program_->operands.insert(program_->operands.end(), operands.begin(), operands.end());
      return ProgramNode{kind, first, static_cast<std::uint32_t>(operands.size())};
    });
  }

  ProgramIndex Leaf(std::string key, ProgramLeaf leaf) {
    return Intern(std::move(key), [&] {
      program_->leaves.push_back(std::move(leaf));
      return ProgramNode{Kind::kLeaf, static_cast<std::uint32_t>(program_->leaves.size() - 1), 0};
    });
  }

  LiteralHit& Hit(const LiteralKey& literal) {
    ProgramField& field = program_->fields[literal.field];
    LiteralTable& table = literal.cased ? field.cased : field.folded;
    table.longest = std::max(table.longest, literal.text.size());
    table.has_json = table.has_json || literal.text.starts_with('{');
    return table.hits[literal.text];
  }

  // True when the field has one of the texts.
  ProgramIndex Lookup(const std::vector<std::uint32_t>& literals) {
    std::string key = "lookup";
    for (const std::uint32_t literal : literals) key += " " + std::to_string(literal);
    const auto next = static_cast<ProgramIndex>(program_->nodes.size());
    const ProgramIndex node = Intern(std::move(key), [] { return ProgramNode{Kind::kLookup, 0, 0}; });
    if (node == next) {
      for (const std::uint32_t literal : literals) Hit(*literals_[literal]).nodes.push_back(node);
    }
    return node;
  }

  std::uint32_t InternLiteral(LiteralKey key) {
    const auto next = static_cast<std::uint32_t>(literals_.size());
    const auto [place, is_new] = literal_indices_.try_emplace(std::move(key), next);
    if (is_new) {
      literals_.push_back(&place->first);
      literal_uses_.push_back(0);
    }
    return place->second;
  }

  std::optional<std::uint32_t> LiteralOf(const ir::Expression& expression) {
    const auto* match = std::get_if<ir::StringMatch>(&expression);
    if (match == nullptr || !match->pattern.IsLiteral()) return std::nullopt;
    const std::string_view text = match->pattern.LiteralText();
    const bool cased = match->pattern.cased;
    return InternLiteral(
        LiteralKey{fields_of_rule_[match->field], cased, cased ? std::string(text) : base::FoldCase(text)});
  }

  ProgramIndex CompileNode(const ir::Expression& expression) {
    const auto field = [this](ir::FieldIndex index) { return fields_of_rule_[index]; };
    const auto prefix = [&field](const char* name, ir::FieldIndex index) {
      return std::string(name) + " " + std::to_string(field(index)) + " ";
    };
    return std::visit(
        base::Overloaded{
            [&](const ir::Constant& node) { return Constant(node.value); },
            [&](const ir::And& node) {
              if (node.operands.empty()) return Constant(true);
              return Connective(Kind::kAnd, CompiledOperands(node.operands));
            },
            [&](const ir::Or& node) { return CompileOr(node); },
            [&](const ir::Not& node) {
              const ProgramIndex operand = nodes_of_rule_[node.operand];
              return Intern("not " + std::to_string(operand), [operand] {
                return ProgramNode{Kind::kNot, operand, 0};
              });
            },
            [&](const ir::StringMatch& leaf) {
              const auto literal = LiteralOf(expression);
              if (!literal) return Text(field(leaf.field), leaf.pattern);
              ++literal_uses_[*literal];
              return Lookup({*literal});
            },
            [&](const ir::RegexMatch& leaf) { return Regex(field(leaf.field), leaf.regex); },
            [&](const ir::NumberEquals& leaf) {
              return Leaf(prefix("number", leaf.field) + leaf.text + " " + leaf.value.ToString(),
                          ir::NumberEquals{field(leaf.field), leaf.value, leaf.text});
            },
            [&](const ir::BooleanEquals& leaf) {
              return Leaf(prefix("boolean", leaf.field) + std::to_string(static_cast<int>(leaf.value)),
                          ir::BooleanEquals{field(leaf.field), leaf.value});
            },
            [&](const ir::IsNull& leaf) { return Leaf(prefix("null", leaf.field), ir::IsNull{field(leaf.field)}); },
            [&](const ir::Exists& leaf) { return Leaf(prefix("exists", leaf.field), ir::Exists{field(leaf.field)}); },
            [&](const ir::NumberCompare& leaf) {
              return Leaf(prefix("compare", leaf.field) + std::to_string(static_cast<int>(leaf.comparison)) + " " +
                              leaf.value.ToString(),
                          ir::NumberCompare{field(leaf.field), leaf.comparison, leaf.value});
            },
            [&](const ir::InNetwork& leaf) {
              std::string key = prefix("network", leaf.field) + (leaf.network.v6 ? "6 " : "4 ") +
                                std::to_string(leaf.network.prefix_length);
              for (const std::uint8_t byte : leaf.network.address) key += " " + std::to_string(byte);
              return Leaf(std::move(key), ir::InNetwork{field(leaf.field), leaf.network});
            },
            [&](const ir::FieldCompare& leaf) {
              return Leaf(prefix("fields", leaf.left) + std::to_string(field(leaf.right)) + " " +
                              std::to_string(static_cast<int>(leaf.relation)) + (leaf.cased ? " cased" : ""),
                          ir::FieldCompare{field(leaf.left), field(leaf.right), leaf.relation, leaf.cased});
            },
            [&](const ir::TimePartCompare& leaf) {
              return Leaf(prefix("time", leaf.field) + std::to_string(static_cast<int>(leaf.part)) + " " +
                              std::to_string(static_cast<int>(leaf.comparison)) + " " + std::to_string(leaf.value),
                          ir::TimePartCompare{field(leaf.field), leaf.part, leaf.comparison, leaf.value});
            },
            [&](const ir::Keyword& leaf) { return Text(kAllLeaves, leaf.pattern); },
            [&](const ir::KeywordRegex& leaf) { return Regex(kAllLeaves, leaf.regex); },
        },
        expression);
  }

  std::vector<ProgramIndex> CompiledOperands(const std::vector<ir::NodeIndex>& operands) {
    std::vector<ProgramIndex> compiled;
    compiled.reserve(operands.size());
    for (const ir::NodeIndex operand : operands) compiled.push_back(nodes_of_rule_[operand]);
    return compiled;
  }

  // Strings that the same field may equal become one look-up.
  ProgramIndex CompileOr(const ir::Or& node) {
    if (node.operands.empty()) return Constant(false);
    std::map<std::pair<ir::FieldIndex, bool>, std::vector<std::uint32_t>> lists;
    std::vector<ProgramIndex> operands;
    for (const ir::NodeIndex operand : node.operands) {
      if (const auto literal = LiteralOf(rule_->at(operand).expression)) {
        lists[{literals_[*literal]->field, literals_[*literal]->cased}].push_back(*literal);
      } else {
        operands.push_back(nodes_of_rule_[operand]);
      }
    }
    for (auto& [field, literals] : lists) {
      std::sort(literals.begin(), literals.end());
      literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
      operands.push_back(Lookup(literals));
    }
    return Connective(Kind::kOr, std::move(operands));
  }

  ProgramIndex Regex(ir::FieldIndex field, const regex::Regex& regex) {
    std::string key = "regex " + std::to_string(field) + " " + regex::ToRe2Syntax(regex);
    if (const auto known = node_indices_.find(key); known != node_indices_.end()) return known->second;
    return Leaf(std::move(key), RegexLeaf{field, CompileRegex(regex)});
  }

  ProgramIndex Text(ir::FieldIndex field, const ir::Pattern& pattern) {
    TextLeaf leaf;
    leaf.field = field;
    leaf.cased = pattern.cased;
    leaf.pattern.cased = true;
    std::string key = (pattern.cased ? "cased " : "folded ") + std::to_string(field);
    for (const ir::PatternPart& part : pattern.parts) {
      leaf.pattern.parts.push_back(part);
      std::visit(base::Overloaded{
                     [&](const ir::Literal& literal) {
                       std::string text = pattern.cased ? literal.text : base::FoldCase(literal.text);
                       key += " " + std::to_string(text.size()) + " " + text;
                       if (text.size() > leaf.literal.size()) leaf.literal = text;
                       leaf.pattern.parts.back() = ir::Literal{std::move(text)};
                     },
                     [&key](const ir::AnyRun&) { key += " *"; },
                     [&key](const ir::AnyOne&) { key += " ?"; },
                 },
                 part);
    }
    leaf.shape = ShapeOf(pattern);
    const std::string literal = leaf.literal;
    const bool is_general = leaf.shape == TextLeaf::Shape::kPattern;
    const ProgramIndex node = Leaf(std::move(key), std::move(leaf));
    if (!is_general || literal.empty()) return node;
    // Matching a general pattern is slow, so its longest literal is looked for first: true on all events that it
    // matches.
    ir::Pattern needed;
    needed.cased = pattern.cased;
    needed.parts = {ir::AnyRun{}, ir::Literal{literal}, ir::AnyRun{}};
    return Connective(Kind::kAnd, {Text(field, needed), node});
  }

  static TextLeaf::Shape ShapeOf(const ir::Pattern& pattern) {
    const auto is_run = [&pattern](std::size_t i) { return std::holds_alternative<ir::AnyRun>(pattern.parts[i]); };
    const auto is_literal = [&pattern](std::size_t i) { return std::holds_alternative<ir::Literal>(pattern.parts[i]); };
    const std::size_t count = pattern.parts.size();
    if (count == 1 && is_run(0)) return TextLeaf::Shape::kAnything;
    if (count == 2 && is_literal(0) && is_run(1)) return TextLeaf::Shape::kStartsWith;
    if (count == 2 && is_run(0) && is_literal(1)) return TextLeaf::Shape::kEndsWith;
    if (count == 3 && is_run(0) && is_literal(1) && is_run(2)) return TextLeaf::Shape::kContains;
    return TextLeaf::Shape::kPattern;
  }

  // Where many literals are looked for in the same field, one automaton looks for all of them.
  void JoinSearches() {
    constexpr std::size_t kFew = 8;  // up to so many are faster one by one, only those that are asked for
    std::map<std::pair<ir::FieldIndex, bool>, std::vector<ProgramIndex>> groups;
    for (ProgramIndex i = 0; i < program_->nodes.size(); ++i) {
      const TextLeaf* leaf = SearchableLeaf(program_->nodes[i]);
      if (leaf != nullptr) groups[{leaf->field, leaf->cased}].push_back(i);
    }
    for (const auto& [field, nodes] : groups) {
      if (nodes.size() <= kFew) continue;
      FieldSearch& joined = program_->searches.emplace_back();
      joined.field = field.first;
      joined.cased = field.second;
      for (const ProgramIndex index : nodes) {
        ProgramNode& node = program_->nodes[index];
        const TextLeaf& leaf = *SearchableLeaf(node);
        if (!joined.search.Add(leaf.literal, PlaceOf(leaf.shape), index)) continue;
        node = ProgramNode{Kind::kSearch, static_cast<std::uint32_t>(program_->searches.size() - 1), 0};
      }
      joined.search.Build();
    }
  }

  // Null for other nodes than leaves that look for one literal.
  [[nodiscard]] const TextLeaf* SearchableLeaf(const ProgramNode& node) const {
    if (node.kind != Kind::kLeaf) return nullptr;
    const auto* leaf = std::get_if<TextLeaf>(&program_->leaves[node.first]);
    const bool is_searchable =
        leaf != nullptr && leaf->shape != TextLeaf::Shape::kPattern && leaf->shape != TextLeaf::Shape::kAnything;
    return is_searchable ? leaf : nullptr;
  }

  static SubstringSearch::Place PlaceOf(TextLeaf::Shape shape) {
    if (shape == TextLeaf::Shape::kStartsWith) return SubstringSearch::Place::kAtStart;
    if (shape == TextLeaf::Shape::kEndsWith) return SubstringSearch::Place::kAtEnd;
    return SubstringSearch::Place::kAnywhere;
  }

  // What a rule cannot do without.

  void AddTriggers(const ir::Rule& rule, RuleIndex index) {
    StartRule(rule);
    std::vector<std::optional<Necessity>> necessities;
    for (const ir::Node& node : rule.nodes) necessities.push_back(NecessityOf(node.expression, necessities));
    if (rule.nodes.empty()) return;
    const auto& necessity = necessities[rule.root];
    if (!necessity) {
      program_->unconditional.push_back(index);
      return;
    }
    for (const Trigger& trigger : necessity->any_of) {
      std::vector<RuleIndex>& rules =
          trigger.is_literal ? Hit(*literals_[trigger.index]).rules : program_->fields[trigger.index].rules;
      if (rules.empty() || rules.back() != index) rules.push_back(index);
    }
  }

  std::optional<Necessity> NecessityOf(const ir::Expression& expression,
                                       const std::vector<std::optional<Necessity>>& operands) {
    return std::visit(
        base::Overloaded{
            [](const ir::Constant& node) { return node.value ? std::nullopt : std::optional(Necessity{}); },
            [&](const ir::And& node) {
              const std::optional<Necessity>* best = nullptr;
              for (const ir::NodeIndex operand : node.operands) {
                const auto& candidate = operands[operand];
                if (candidate && (best == nullptr || candidate->cost < (*best)->cost)) best = &candidate;
              }
              return best == nullptr ? std::nullopt : *best;
            },
            [&](const ir::Or& node) {
              std::optional<Necessity> all(std::in_place);
              for (const ir::NodeIndex operand : node.operands) {
                const auto& one = operands[operand];
                if (!one) return std::optional<Necessity>();
                all->any_of.insert(all->any_of.end(), one->any_of.begin(), one->any_of.end());
                all->cost += one->cost;
              }
              return all;
            },
            [](const ir::Not&) { return std::optional<Necessity>(); },
            [&](const ir::StringMatch& leaf) {
              if (const auto literal = LiteralOf(expression)) {
                return std::optional(Necessity{{Trigger{true, *literal}}, literal_uses_[*literal]});
              }
              return HasField(leaf.field);
            },
            [&](const ir::RegexMatch& leaf) { return HasField(leaf.field); },
            [&](const ir::NumberEquals& leaf) { return HasField(leaf.field); },
            [&](const ir::BooleanEquals& leaf) { return HasField(leaf.field); },
            [](const ir::IsNull&) { return std::optional<Necessity>(); },
            [&](const ir::Exists& leaf) { return HasField(leaf.field); },
            [&](const ir::NumberCompare& leaf) { return HasField(leaf.field); },
            [&](const ir::InNetwork& leaf) { return HasField(leaf.field); },
            [&](const ir::FieldCompare& leaf) { return HasField(leaf.left); },
            [&](const ir::TimePartCompare& leaf) { return HasField(leaf.field); },
            [](const ir::Keyword&) { return std::optional<Necessity>(); },
            [](const ir::KeywordRegex&) { return std::optional<Necessity>(); },
        },
        expression);
  }

  std::optional<Necessity> HasField(ir::FieldIndex field) const {
    constexpr std::uint64_t kCost = 1U << 20U;  // any number of literals is likelier to be rare
    return Necessity{{Trigger{false, fields_of_rule_[field]}}, kCost};
  }

  std::span<const ir::Rule> rules_;
  std::unique_ptr<RuleProgram> program_;
  StringMap<ir::FieldIndex> field_indices_;
  StringMap<ProgramIndex> node_indices_;
  std::map<LiteralKey, std::uint32_t> literal_indices_;
  std::vector<const LiteralKey*> literals_;  // keys of the map stay where they are
  std::vector<std::uint64_t> literal_uses_;

  const ir::Rule* rule_ = nullptr;
  std::vector<ir::FieldIndex> fields_of_rule_;  // by the rule's own index
  std::vector<ProgramIndex> nodes_of_rule_;
};

}  // namespace

std::unique_ptr<const RuleProgram> CompileRules(std::span<const ir::Rule> rules) { return Compiler(rules).Compile(); }

}  // namespace sigmatic::eval
