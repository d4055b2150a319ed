// Modifier chains: which modifiers go together, in which order, on which values.
//
// A chain is applied from left to right (Sigma rules specification 2.1.0, section "Value Modifiers"). Each modifier
// finds the value at some stage (as written, a text pattern, a regular expression ...) and either moves it to another
// stage, leaves it there, or cannot work on it. One table says so (chain.cc); a chain that breaks it is an error, never
// a guess.
#ifndef SIGMATIC_COMPILER_SEMA_CHAIN_H_
#define SIGMATIC_COMPILER_SEMA_CHAIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/detection.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/ir/expression.h"
#include "compiler/regex/parser.h"

namespace sigmatic::sema {

// What the item's values are compared as.
enum class Operation : std::uint8_t { kMatch, kRegex, kNetwork, kFieldReference, kExists, kCompare, kTimePart };

enum class Affix : std::uint8_t { kNone, kContains, kStartsWith, kEndsWith };

// A chain that has been found legal, as what it amounts to. The order that is left to matter is that of `encodings`:
// windash comes before them, affixes after them.
struct Chain {
  Operation operation = Operation::kMatch;
  bool all = false;      // every value must match, not just one
  bool negated = false;  // neq: the item as a whole must not match
  bool cased = false;
  bool expand = false;
  bool windash = false;
  bool as_text = false;  // numbers and booleans stand for their text
  Affix affix = Affix::kNone;
  std::vector<ast::Modifier> encodings;
  regex::Flags flags;                              // of kRegex
  std::optional<ir::Comparison> comparison;        // of kCompare; of kTimePart when not equality
  ir::TimePart time_part = ir::TimePart::kMinute;  // of kTimePart
};

// Reports what is wrong with the order, repetition or combination of an item's modifiers, and with modifiers that need
// a field on keywords; nullopt then.
std::optional<Chain> CheckChain(const base::SourceFile& file, const ast::DetectionItem& item,
                                base::Diagnostics& diagnostics);

// Whether each modifier of the item takes this type of value. Reports the first that does not.
bool CheckValueType(const base::SourceFile& file, const ast::DetectionItem& item, const ast::Value& value,
                    base::Diagnostics& diagnostics);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_CHAIN_H_
