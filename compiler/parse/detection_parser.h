// The `detection` section of a rule -> named detections and conditions. Sigma rules specification, section "Detection".
#ifndef SIGMATIC_COMPILER_PARSE_DETECTION_PARSER_H_
#define SIGMATIC_COMPILER_PARSE_DETECTION_PARSER_H_

#include "compiler/ast/rule.h"
#include "compiler/parse/context.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

// Fills `rule->detections` and `rule->conditions` from the entry `detection`. Reports: a section that is no
// map, has no condition or no detections; values that are maps or lists of lists; unknown modifiers; `timeframe`.
void ParseDetectionSection(Context& context, const yaml::Entry& entry, ast::Rule* rule);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_DETECTION_PARSER_H_
