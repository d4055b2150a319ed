// One leaf of the rule on one SQL value.
#ifndef SIGMATIC_BACKENDS_ATHENA_LEAF_H_
#define SIGMATIC_BACKENDS_ATHENA_LEAF_H_

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "backends/athena/query.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/expression.h"

namespace sigmatic::athena {

// A leaf that compares the values of one field. Points into the rule.
struct ValueLeaf {
  ir::FieldIndex field;
  std::variant<const ir::StringMatch*, const ir::RegexMatch*, const ir::NumberEquals*, const ir::BooleanEquals*,
               const ir::NumberCompare*, const ir::InNetwork*, const ir::TimePartCompare*>
      test;
};

// Nullopt for connectives and for other leaves.
std::optional<ValueLeaf> AsValueLeaf(const ir::Expression& expression);

// Whether the leaf can be a member of `IN (...)` on the field, and whether it compares code points there.
bool IsListable(const ValueLeaf& leaf, const fields::MappedField& field);
bool IsCased(const ValueLeaf& leaf);

// Whether every text satisfies the leaf.
bool IsAnyText(const ValueLeaf& leaf);

// Whether the text of an object, `{...}`, can satisfy the leaf.
bool CanMatchObject(const ValueLeaf& leaf);

// The bytes of text that the leaf brings into the query, roughly.
std::size_t TextBytes(const ValueLeaf& leaf);

// The value passes one of the leaves, which are all on `field`: a disjunction of one or more conditions.
std::vector<Condition> OnValue(const Value& value, const fields::MappedField& field,
                               const std::vector<ValueLeaf>& leaves);

// A whole-text pattern, or a search, on a text.
Condition OnText(const Value& text, const ir::Pattern& pattern);
Condition OnText(const Value& text, const regex::Regex& regex);

// The relation between two texts.
Condition CompareTexts(const Value& left, const Value& right, const ir::FieldCompare& leaf);

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_LEAF_H_
