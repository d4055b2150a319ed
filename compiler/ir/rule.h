// A rule after analysis: its description and one expression.
#ifndef SIGMATIC_COMPILER_IR_RULE_H_
#define SIGMATIC_COMPILER_IR_RULE_H_

#include <string>
#include <vector>

#include "compiler/base/source_file.h"
#include "compiler/base/span.h"
#include "compiler/ir/expression.h"

namespace sigmatic::ir {

// A field the rule reads. Each name occurs once.
struct Field {
  std::string name;  // as the rule has it: a literal key, or a dotted path
  base::Span span;   // where it is first used
};

struct LogSource {  // empty texts where the rule says nothing
  std::string category;
  std::string product;
  std::string service;
};

// Children stand before their parents in `nodes`, so one pass in order visits operands first. A node may have several
// parents. Depth is bounded by the parsers' limits, so recursion over it is safe.
struct Rule {
  const base::SourceFile* file = nullptr;  // outlives the rule
  base::Span span;                         // the whole document

  std::string id;  // empty when the rule has none
  std::string title;
  std::string level;  // "high"; empty when the rule has none
  std::vector<std::string> tags;
  LogSource log_source;
  base::Span log_source_span;

  std::vector<Field> fields;
  std::vector<Node> nodes;
  NodeIndex root = 0;  // the conditions of the rule, joined by or

  [[nodiscard]] const Node& at(NodeIndex index) const { return nodes[index]; }
};

}  // namespace sigmatic::ir

#endif  // SIGMATIC_COMPILER_IR_RULE_H_
