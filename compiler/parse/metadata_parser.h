// Everything of a rule except its detections. Sigma rules specification 2.1.0, section "Components".
#ifndef SIGMATIC_COMPILER_PARSE_METADATA_PARSER_H_
#define SIGMATIC_COMPILER_PARSE_METADATA_PARSER_H_

#include "compiler/ast/rule.h"
#include "compiler/parse/context.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

// Whether `key` is one of the specification's keys of a rule that this parser knows; then the value is put into `rule`,
// or what is wrong with it is reported. An empty value counts as an absent key.
bool ParseMetadata(Context& context, const yaml::Entry& entry, ast::Rule* rule);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_METADATA_PARSER_H_
