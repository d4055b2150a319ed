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

// One document of a file. The file outlives the rule.
struct ParsedDocument {
  ast::Rule rule;         // as far as it could be read
  bool complete = false;  // otherwise faults have been reported, and the rule lacks what they are about
};

// All documents, in order. A document of another kind (a correlation rule, a filter) is incomplete, with its title and
// id.
std::vector<ParsedDocument> ParseDocuments(const base::SourceFile& file, base::Diagnostics& diagnostics);

// The same for those who need whole rules only: a Failure for each that is incomplete, documents of other kinds left
// out.
std::vector<base::Result<ast::Rule>> ParseRules(const base::SourceFile& file, base::Diagnostics& diagnostics);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_RULE_PARSER_H_
