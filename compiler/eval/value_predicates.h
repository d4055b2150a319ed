// What the leaves of a rule ask of one value of an event. docs/semantics.md, "Values".
#ifndef SIGMATIC_COMPILER_EVAL_VALUE_PREDICATES_H_
#define SIGMATIC_COMPILER_EVAL_VALUE_PREDICATES_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/eval/value.h"
#include "compiler/ir/expression.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace sigmatic::eval {

// The text in which patterns and regexes look: strings as they are, numbers as the event wrote them, `true` and
// `false`. Nullopt for null, arrays and objects.
std::optional<std::string_view> ScalarText(const Value& value);

// The same, and for an object its compact JSON, which is put into `*storage`.
std::optional<std::string_view> TextOf(const Value& value, std::string* storage);

bool Holds(const ir::NumberEquals& leaf, const Value& value);
bool Holds(const ir::BooleanEquals& leaf, const Value& value);
bool Holds(const ir::NumberCompare& leaf, const Value& value);
bool Holds(const ir::InNetwork& leaf, const Value& value);
bool Holds(const ir::TimePartCompare& leaf, const Value& value);
bool Holds(const ir::FieldCompare& leaf, const Value& left, const Value& right);

// Compiled for many searches. RE2 accepts every regex that the front end does (see regex/re2_syntax.h).
std::unique_ptr<re2::RE2> CompileRegex(const regex::Regex& regex);
bool FindsRegex(const re2::RE2& regex, std::string_view text);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_VALUE_PREDICATES_H_
