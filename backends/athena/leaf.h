// One leaf of the rule on one SQL value.
#ifndef SIGMATIC_BACKENDS_ATHENA_LEAF_H_
#define SIGMATIC_BACKENDS_ATHENA_LEAF_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "backends/athena/query.h"
#include "backends/athena/values.h"
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

// How several leaves of an Or that are alike are written as one condition.
enum class ListKind : std::uint8_t {
  kWhole,     // f IN ('a', 'b')
  kContains,  // any_match(ARRAY['a', 'b'], x -> strpos(f, x) > 0), and so on
  kStartsWith,
  kEndsWith,
  kPattern,
  kNetworkV4,  // … AND any_match(ARRAY['10.0.0.0/8', '127.0.0.0/8'], x -> contains(x, …))
  kNetworkV6,
};
inline constexpr std::size_t kListKindCount = 7;
// Nullopt for a leaf that has no list on this field.
std::optional<ListKind> ListKindOf(const ValueLeaf& leaf, const fields::MappedField& field);

// Whether so many leaves of a kind become a list. A few patterns read better as LIKE … OR; many are slower that way,
// and some 800 are too many for one query (observed on Trino 483: "Query exceeded maximum filters").
bool MakesList(ListKind kind, std::size_t leaves);

// Whether the leaf compares code points.
bool IsCased(const ValueLeaf& leaf);

// Whether every text satisfies the leaf.
bool IsAnyText(const ValueLeaf& leaf);

// Whether the text of an object, `{...}`, can satisfy the leaf.
bool CanMatchObject(const ValueLeaf& leaf);

// The bytes of text that the leaf brings into the query, roughly.
std::size_t TextBytes(const ValueLeaf& leaf);

// The value passes one of the leaves, which are all on `field`: a disjunction of one or more conditions. Leaves that
// make a list and agree in IsCased() become one condition.
std::vector<Condition> OnValue(const Value& value, const fields::MappedField& field,
                               const std::vector<ValueLeaf>& leaves, Values& values);

// A whole-text pattern, or a search, on a text.
Condition OnText(const Value& text, const ir::Pattern& pattern);
Condition OnText(const Value& text, const regex::Regex& regex);

// The relation between two texts.
Condition CompareTexts(const Value& left, const Value& right, const ir::FieldCompare& leaf);

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_LEAF_H_
