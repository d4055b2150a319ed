// YAML documents -> rules.
//
// In: a source file. Out: the detection rules in it, with `action: global / reset / repeat` already merged. Reports
// every structural fault (unknown and duplicate keys with the nearest known name, wrong types, missing titles, bad
// dates and ids, modifiers that do not exist, conditions that do not parse) in one run. Correlations and filters are
// refused with a diagnostic of their own.
#ifndef SIGMATIC_COMPILER_PARSE_RULE_PARSER_H_
#define SIGMATIC_COMPILER_PARSE_RULE_PARSER_H_

#include <vector>

#include "compiler/ast/rule.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/base/source_file.h"

namespace sigmatic::parse {

// One entry per document that is meant to be a rule: the rule, or a Failure when it has faults that keep it from being
// analyzed (they have been reported). The file outlives the rules.
std::vector<base::Result<ast::Rule>> ParseRules(const base::SourceFile& file, base::Diagnostics& diagnostics);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_RULE_PARSER_H_
