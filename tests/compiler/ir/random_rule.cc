#include "tests/compiler/ir/random_rule.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "tests/compiler/ir/pattern_text.h"

namespace sigmatic::ir {

Rule RandomRule(std::size_t leaves, std::size_t size, std::mt19937* random) {
  Rule rule;
  rule.fields = {Field{"f", {}}};
  for (std::size_t copy = 0; copy < 2; ++copy) {
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      rule.nodes.push_back(Node{StringMatch{0, PatternFromText(std::to_string(leaf))}, {}});
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    const auto any_node = [&] { return static_cast<NodeIndex>((*random)() % rule.nodes.size()); };
    std::vector<NodeIndex> operands;
    for (std::size_t n = (*random)() % 4; n > 0; --n) operands.push_back(any_node());
    Expression expression;
    switch ((*random)() % 8) {
      case 0:
        expression = Constant{(*random)() % 2 == 0};
        break;
      case 1:
      case 2:
        expression = Not{any_node()};
        break;
      case 3:
      case 4:
        expression = And{operands};
        break;
      default:
        expression = Or{operands};
        break;
    }
    rule.nodes.push_back(Node{std::move(expression), {}});
  }
  rule.root = static_cast<NodeIndex>(rule.nodes.size() - 1);
  return rule;
}

bool EvaluateOn(const Rule& rule, unsigned assignment) {
  std::vector<bool> values;
  for (const Node& node : rule.nodes) {
    const auto value = [&values](NodeIndex operand) { return bool{values[operand]}; };
    bool result = false;
    if (const auto* constant = std::get_if<Constant>(&node.expression)) {
      result = constant->value;
    } else if (const auto* conjunction = std::get_if<And>(&node.expression)) {
      result = std::all_of(conjunction->operands.begin(), conjunction->operands.end(), value);
    } else if (const auto* disjunction = std::get_if<Or>(&node.expression)) {
      result = std::any_of(disjunction->operands.begin(), disjunction->operands.end(), value);
    } else if (const auto* negation = std::get_if<Not>(&node.expression)) {
      result = !value(negation->operand);
    } else {
      const auto& match = std::get<StringMatch>(node.expression);
      result = ((assignment >> std::stoul(std::string(match.pattern.LiteralText()))) & 1U) != 0;
    }
    values.push_back(result);
  }
  return values[rule.root];
}

}  // namespace sigmatic::ir
