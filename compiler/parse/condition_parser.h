// Condition text -> ast::Condition. Grammar of the Sigma rules specification, section "Condition": precedence from the
// tightest: `x of`, `not`, `and`, `or`; operators in any case; names may start like a keyword (`not_x`).
// Aggregation pipes (`| count() > 5`) are Sigma 1 and refused with a hint to correlation rules.
#ifndef SIGMATIC_COMPILER_PARSE_CONDITION_PARSER_H_
#define SIGMATIC_COMPILER_PARSE_CONDITION_PARSER_H_

#include <cstddef>
#include <optional>

#include "compiler/ast/condition.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/base/source_file.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

class Context;

inline constexpr std::size_t kMaxConditionBytes = 16384;
inline constexpr std::size_t kMaxConditionDepth = 100;  // nesting of parentheses and `not`

// Takes the scalar that holds the condition; spans of the result are exact when the scalar is written on one line
// without escapes, else the whole scalar.
base::Result<ast::Condition> ParseCondition(const base::SourceFile& file, const yaml::Node& scalar,
                                            base::Diagnostics& diagnostics);

// The same for the parser of a whole rule.
std::optional<ast::Condition> ParseCondition(Context& context, const yaml::Node& scalar);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_CONDITION_PARSER_H_
