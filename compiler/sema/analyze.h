// ast::Rule -> ir::Rule: names in conditions resolved, selectors expanded, modifier chains checked and applied, escapes
// and encodings decoded, regexes parsed. Reports every fault of the rule in one run: undefined and unused detections,
// selectors that match nothing, modifiers in an order or on a type that makes no sense, values that no event can have.
#ifndef SIGMATIC_COMPILER_SEMA_ANALYZE_H_
#define SIGMATIC_COMPILER_SEMA_ANALYZE_H_

#include <cstddef>

#include "compiler/ast/rule.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/ir/rule.h"

namespace sigmatic::sema {

inline constexpr std::size_t kMaxExpandedValues = 10000;       // values one item may become by windash and base64offset
inline constexpr std::size_t kMaxSelectorCombinations = 1000;  // conjunctions that `N of` may become
inline constexpr std::size_t kMaxNodes = 200000;               // of the whole expression
inline constexpr std::size_t kMaxDetections = 1000;  // named ones; every selector is matched against each name

// The further faults of a rule that could be read in part only, as far as they do not follow from what is missing.
void CheckIncomplete(const ast::Rule& rule, base::Diagnostics& diagnostics);

// The result is not simplified yet (see ir/simplify.h).
base::Result<ir::Rule> Analyze(const ast::Rule& rule, base::Diagnostics& diagnostics);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_ANALYZE_H_
