#include "compiler/ir/simplify.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/overloaded.h"

namespace sigmatic::ir {
namespace {

// A key that equal expressions share, and no others. Operands are compared by index: they have been shared before.
class KeyWriter {
 public:
  explicit KeyWriter(std::string* key) : key_(key) {}

  void Write(const Expression& expression) {
    Number(expression.index());
    std::visit(base::Overloaded{
                   [this](const Constant& node) { Number(node.value); },
                   [this](const And& node) { Indices(node.operands); },
                   [this](const Or& node) { Indices(node.operands); },
                   [this](const Not& node) { Number(node.operand); },
                   [this](const StringMatch& node) {
                     Number(node.field);
                     Write(node.pattern);
                   },
                   [this](const RegexMatch& node) {
                     Number(node.field);
                     Write(node.regex);
                   },
                   [this](const NumberEquals& node) {
                     Number(node.field);
                     Text(node.text);
                     Text(node.value.ToString());
                   },
                   [this](const BooleanEquals& node) {
                     Number(node.field);
                     Number(node.value);
                   },
                   [this](const IsNull& node) { Number(node.field); },
                   [this](const Exists& node) { Number(node.field); },
                   [this](const NumberCompare& node) {
                     Number(node.field);
                     Number(static_cast<std::uint64_t>(node.comparison));
                     Text(node.value.ToString());
                   },
                   [this](const InNetwork& node) {
                     Number(node.field);
                     Number(node.network.v6);
                     Number(node.network.prefix_length);
                     for (const std::uint8_t byte : node.network.address) Number(byte);
                   },
                   [this](const FieldCompare& node) {
                     Number(node.left);
                     Number(node.right);
                     Number(static_cast<std::uint64_t>(node.relation));
                     Number(node.cased);
                   },
                   [this](const TimePartCompare& node) {
                     Number(node.field);
                     Number(static_cast<std::uint64_t>(node.part));
                     Number(static_cast<std::uint64_t>(node.comparison));
                     Number(static_cast<std::uint64_t>(node.value));
                   },
                   [this](const Keyword& node) { Write(node.pattern); },
                   [this](const KeywordRegex& node) { Write(node.regex); },
               },
               expression);
  }

 private:
  // Seven bits a byte, so that small numbers, the usual ones, stay short.
  void Number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) key_->push_back(static_cast<char>(0x80U | (value & 0x7FU)));
    key_->push_back(static_cast<char>(value));
  }

  void Text(std::string_view text) {
    Number(text.size());
    key_->append(text);
  }

  void Indices(const std::vector<std::uint32_t>& indices) {
    Number(indices.size());
    for (const std::uint32_t index : indices) Number(index);
  }

  void Write(const Pattern& pattern) {
    Number(pattern.cased);
    Number(pattern.parts.size());
    for (const PatternPart& part : pattern.parts) {
      Number(part.index());
      if (const auto* literal = std::get_if<Literal>(&part)) Text(literal->text);
    }
  }

  void Write(const regex::Regex& regex) {
    Number(regex.root);
    Number(regex.nodes.size());
    for (const regex::Node& node : regex.nodes) {
      Number(node.node.index());
      std::visit(base::Overloaded{
                     [](const regex::Empty&) {},
                     [this](const regex::Literal& literal) {
                       Number(literal.code_point);
                       Number(literal.ignore_case);
                     },
                     [this](const regex::Class& set) {
                       Number(set.negated);
                       Number(set.ignore_case);
                       Number(set.ranges.size());
                       for (const regex::CodePointRange& range : set.ranges) {
                         Number(range.first);
                         Number(range.last);
                       }
                     },
                     [this](const regex::AnyCharacter& any) { Number(any.newline); },
                     [this](const regex::Concatenation& sequence) { Indices(sequence.parts); },
                     [this](const regex::Alternation& choice) { Indices(choice.branches); },
                     [this](const regex::Repetition& loop) {
                       Number(loop.operand);
                       Number(loop.minimum);
                       Number(loop.maximum.has_value());
                       Number(loop.maximum.value_or(0));
                       Number(loop.lazy);
                     },
                     [this](const regex::Assertion& assertion) { Number(static_cast<std::uint64_t>(assertion.kind)); },
                 },
                 node.node);
    }
  }

  std::string* key_;
};

class Simplifier {
 public:
  explicit Simplifier(std::vector<Node> nodes) : old_nodes_(std::move(nodes)) {}

  // The new index of the root; the nodes are then in nodes().
  NodeIndex Run(NodeIndex root) {
    new_nodes_.reserve(old_nodes_.size());
    known_.reserve(old_nodes_.size());
    new_index_.reserve(root + 1);
    for (NodeIndex index = 0; index <= root; ++index) new_index_.push_back(Simplify(old_nodes_[index]));
    return new_index_[root];
  }

  std::vector<Node> TakeNodes() { return std::move(new_nodes_); }

 private:
  NodeIndex Simplify(Node& node) {
    const base::Span span = node.span;
    if (const auto* conjunction = std::get_if<And>(&node.expression)) {
      return SimplifyOperands<And>(conjunction->operands, span, /*neutral=*/true);
    }
    if (const auto* disjunction = std::get_if<Or>(&node.expression)) {
      return SimplifyOperands<Or>(disjunction->operands, span, /*neutral=*/false);
    }
    if (const auto* negation = std::get_if<Not>(&node.expression)) {
      const NodeIndex operand = new_index_[negation->operand];
      const Expression& inner = new_nodes_[operand].expression;
      if (const auto* twice = std::get_if<Not>(&inner)) return twice->operand;
      if (const auto* constant = std::get_if<Constant>(&inner)) return Share(Constant{!constant->value}, span);
      return Share(Not{operand}, span);
    }
    return Share(std::move(node.expression), span);
  }

  // `neutral`: the constant that changes nothing; the other one decides.
  template <typename Connective>
  NodeIndex SimplifyOperands(const std::vector<NodeIndex>& operands, base::Span span, bool neutral) {
    Connective result;
    ++generation_;
    const auto add = [&](NodeIndex operand) {
      if (seen_in_.size() < new_nodes_.size()) seen_in_.resize(new_nodes_.size(), 0);
      if (std::exchange(seen_in_[operand], generation_) != generation_) result.operands.push_back(operand);
    };
    for (const NodeIndex old_operand : operands) {
      const NodeIndex operand = new_index_[old_operand];
      const Expression& expression = new_nodes_[operand].expression;
      if (const auto* constant = std::get_if<Constant>(&expression)) {
        if (constant->value != neutral) return Share(Constant{!neutral}, span);
      } else if (const auto* nested = std::get_if<Connective>(&expression)) {
        for (const NodeIndex inner : nested->operands) add(inner);
      } else {
        add(operand);
      }
    }
    if (result.operands.empty()) return Share(Constant{neutral}, span);
    if (result.operands.size() == 1) return result.operands.front();
    return Share(std::move(result), span);
  }

  // The node for the expression; the first of equal ones keeps its place in the rule.
  NodeIndex Share(Expression expression, base::Span span) {
    key_.clear();
    KeyWriter(&key_).Write(expression);
    const auto [known, added] = known_.try_emplace(key_, static_cast<NodeIndex>(new_nodes_.size()));
    if (added) new_nodes_.push_back(Node{std::move(expression), span});
    return known->second;
  }

  std::vector<Node> old_nodes_;
  std::vector<Node> new_nodes_;
  std::vector<NodeIndex> new_index_;  // by old index
  std::unordered_map<std::string, NodeIndex> known_;
  std::string key_;                     // here to keep its memory
  std::vector<std::uint32_t> seen_in_;  // by new index: the connective that has it as an operand, by number
  std::uint32_t generation_ = 0;
};

template <typename Function>
void ForEachOperand(Expression* expression, const Function& function) {
  if (auto* conjunction = std::get_if<And>(expression)) {
    for (NodeIndex& operand : conjunction->operands) function(&operand);
  } else if (auto* disjunction = std::get_if<Or>(expression)) {
    for (NodeIndex& operand : disjunction->operands) function(&operand);
  } else if (auto* negation = std::get_if<Not>(expression)) {
    function(&negation->operand);
  }
}

// Drops what the root does not reach. Operands stand before their parents, so one pass each way is enough.
void KeepReachable(std::vector<Node>* nodes, NodeIndex* root) {
  std::vector<bool> reached(*root + 1, false);
  reached[*root] = true;
  for (NodeIndex index = *root + 1; index-- > 0;) {
    if (reached[index])
      ForEachOperand(&(*nodes)[index].expression, [&](const NodeIndex* operand) { reached[*operand] = true; });
  }
  std::vector<NodeIndex> moved_to(*root + 1, 0);
  NodeIndex kept = 0;
  for (NodeIndex index = 0; index <= *root; ++index) {
    if (!reached[index]) continue;
    ForEachOperand(&(*nodes)[index].expression, [&](NodeIndex* operand) { *operand = moved_to[*operand]; });
    moved_to[index] = kept;
    if (kept != index) (*nodes)[kept] = std::move((*nodes)[index]);
    ++kept;
  }
  nodes->erase(nodes->begin() + kept, nodes->end());
  *root = kept - 1;
}

}  // namespace

Rule Simplify(Rule rule) {
  Simplifier simplifier(std::move(rule.nodes));
  rule.root = simplifier.Run(rule.root);
  rule.nodes = simplifier.TakeNodes();
  KeepReachable(&rule.nodes, &rule.root);
  return rule;
}

}  // namespace sigmatic::ir
