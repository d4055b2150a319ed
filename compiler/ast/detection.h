// Detections as the author wrote them: maps, lists, modifier chains in order, nothing applied yet.
// Sigma rules specification, section "Detection"; Sigma modifiers appendix.
#ifndef SIGMATIC_COMPILER_AST_DETECTION_H_
#define SIGMATIC_COMPILER_AST_DETECTION_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/decimal.h"
#include "compiler/base/span.h"

namespace sigmatic::ast {

struct Null {};
struct Boolean {
  bool value = false;
};
struct Number {
  base::Decimal value;
  std::string
      text;  // its decimal text: as written where that is plain decimal ("1.50"), else normalized (0x10 is "16")
};
struct String {
  std::string text;  // Sigma's own escapes (\*, \?, \\) still in it
};

struct Value {
  std::variant<Null, Boolean, Number, String> value;
  base::Span span;
};

enum class Modifier : std::uint8_t {
#define SIGMATIC_MODIFIER(enumerator, name) enumerator,
#define SIGMATIC_MODIFIER_ALIAS(enumerator, name)
#include "compiler/ast/modifiers.def"
#undef SIGMATIC_MODIFIER
#undef SIGMATIC_MODIFIER_ALIAS
};

// The name in the specification ("startswith").
std::string_view Name(Modifier modifier);
// Nullopt for an unknown name. Names are lower case.
std::optional<Modifier> FindModifier(std::string_view name);
// All names, aliases included, for "did you mean".
std::span<const std::string_view> ModifierNames();

struct AppliedModifier {
  Modifier modifier;
  base::Span span;  // the name in the key
};

// `field|modifier|...: value(s)`, or keywords when there is no field.
struct DetectionItem {
  std::optional<std::string> field;
  base::Span field_span;  // the field's name; for keywords, the key or the list
  std::vector<AppliedModifier> modifiers;
  std::vector<Value> values;  // empty for an empty list
  bool is_list = false;       // a YAML list, even of one value
  base::Span span;            // the values
};

struct Detection;

// A map: every item must match.
struct AllOf {
  std::vector<DetectionItem> items;
};
// A list: one of its members must match. Neighbouring scalars of a list form one member (keywords).
struct AnyOf {
  std::vector<Detection> alternatives;
};

struct Detection {
  std::variant<AllOf, AnyOf> shape;
  base::Span span;
};

// A named search identifier in the `detection` section.
struct NamedDetection {
  std::string name;
  base::Span name_span;
  Detection detection;
};

}  // namespace sigmatic::ast

#endif  // SIGMATIC_COMPILER_AST_DETECTION_H_
