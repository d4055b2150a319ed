// Builds rules for tests without the front end.
#ifndef SIGMATIC_TESTS_COMPILER_EVAL_RULE_BUILDER_H_
#define SIGMATIC_TESTS_COMPILER_EVAL_RULE_BUILDER_H_

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/decimal.h"
#include "compiler/ir/pattern.h"
#include "compiler/ir/rule.h"
#include "compiler/regex/parser.h"

namespace sigmatic::eval {

// `*` and `?` are wildcards, everything else is itself.
inline ir::Pattern MakePattern(std::string_view text, bool cased = false) {
  ir::Pattern pattern;
  pattern.cased = cased;
  for (const char c : text) {
    if (c == '*') {
      pattern.parts.emplace_back(ir::AnyRun{});
    } else if (c == '?') {
      pattern.parts.emplace_back(ir::AnyOne{});
    } else {
      pattern.parts.emplace_back(ir::Literal{std::string(1, c)});
    }
  }
  return ir::Normalize(std::move(pattern));
}

inline regex::Regex MakeRegex(std::string_view text, regex::Flags flags = {}) {
  auto result = regex::Parse(text, flags, [](std::size_t, std::size_t) { return base::Span{}; });
  if (!std::holds_alternative<regex::Regex>(result)) std::abort();
  return std::get<regex::Regex>(std::move(result));
}

class RuleBuilder {
 public:
  ir::FieldIndex Field(std::string_view name) {
    for (std::size_t i = 0; i < rule_.fields.size(); ++i) {
      if (rule_.fields[i].name == name) return static_cast<ir::FieldIndex>(i);
    }
    rule_.fields.push_back(ir::Field{std::string(name), {}});
    return static_cast<ir::FieldIndex>(rule_.fields.size() - 1);
  }

  // The last node added is the root.
  ir::NodeIndex Add(ir::Expression expression) {
    rule_.nodes.push_back(ir::Node{std::move(expression), {}});
    rule_.root = static_cast<ir::NodeIndex>(rule_.nodes.size() - 1);
    return rule_.root;
  }

  ir::NodeIndex Match(std::string_view field, std::string_view pattern, bool cased = false) {
    return Add(ir::StringMatch{Field(field), MakePattern(pattern, cased)});
  }
  ir::NodeIndex Regex(std::string_view field, std::string_view pattern, regex::Flags flags = {}) {
    return Add(ir::RegexMatch{Field(field), MakeRegex(pattern, flags)});
  }
  ir::NodeIndex Number(std::string_view field, std::string_view text) {
    return Add(ir::NumberEquals{Field(field), *base::Decimal::Parse(text), std::string(text)});
  }
  ir::NodeIndex Compare(std::string_view field, ir::Comparison comparison, std::string_view number) {
    return Add(ir::NumberCompare{Field(field), comparison, *base::Decimal::Parse(number)});
  }
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands) { return Add(ir::And{std::move(operands)}); }
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands) { return Add(ir::Or{std::move(operands)}); }
  ir::NodeIndex Not(ir::NodeIndex operand) { return Add(ir::Not{operand}); }

  [[nodiscard]] const ir::Rule& rule() const { return rule_; }

 private:
  ir::Rule rule_;
};

}  // namespace sigmatic::eval

#endif  // SIGMATIC_TESTS_COMPILER_EVAL_RULE_BUILDER_H_
