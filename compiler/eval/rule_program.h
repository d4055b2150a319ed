// Many rules as one program, for rule_set.cc to run.
#ifndef SIGMATIC_COMPILER_EVAL_RULE_PROGRAM_H_
#define SIGMATIC_COMPILER_EVAL_RULE_PROGRAM_H_

#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "compiler/eval/field_trie.h"
#include "compiler/eval/substring_search.h"
#include "compiler/ir/rule.h"

namespace sigmatic::eval {

using ProgramIndex = std::uint32_t;  // of a node
using RuleIndex = std::uint32_t;     // as the caller counts them

// A field of its own kind: all scalar leaves of the event, where keywords look.
inline constexpr ir::FieldIndex kAllLeaves = 0;

// Some text of the field matches.
struct TextLeaf {
  enum class Shape : std::uint8_t {
    kAnything,    // `*`
    kStartsWith,  // the literal, then `*`
    kEndsWith,
    kContains,
    kPattern,
  };
  ir::FieldIndex field = 0;
  Shape shape = Shape::kPattern;
  bool cased = false;   // looks at the texts themselves, otherwise at their foldings
  std::string literal;  // the longest one, folded unless cased
  ir::Pattern pattern;  // its literals folded unless cased; itself cased, so that nothing is folded twice
};
struct RegexLeaf {
  ir::FieldIndex field = 0;
  std::unique_ptr<re2::RE2> regex;
};
// Fields are those of the program.
using ProgramLeaf = std::variant<TextLeaf, RegexLeaf, ir::NumberEquals, ir::BooleanEquals, ir::IsNull, ir::Exists,
                                 ir::NumberCompare, ir::InNetwork, ir::FieldCompare, ir::TimePartCompare>;

struct ProgramNode {
  enum class Kind : std::uint8_t {
    kFalse,
    kTrue,
    kAnd,
    kOr,
    kNot,
    kLookup,  // a string or a list of strings: set by the look-up of the field's values, otherwise false
    kSearch,  // part of a text of a field: set by a search in all of its texts, otherwise false
    kLeaf,
  };
  Kind kind = Kind::kFalse;
  std::uint32_t first = 0;  // kAnd, kOr: into operands; kNot: the operand; kSearch: into searches; kLeaf: into leaves
  std::uint32_t count = 0;  // kAnd, kOr
};

// What follows when a field has a certain text.
struct LiteralHit {
  std::vector<ProgramIndex> nodes;  // become true
  std::vector<RuleIndex> rules;     // are worth a look
};

struct LiteralTable {
  StringMap<LiteralHit> hits;
  std::size_t longest = 0;
  bool has_json = false;  // some literal could be the JSON text of an object
};

struct ProgramField {
  std::string name;
  LiteralTable folded;
  LiteralTable cased;
  std::vector<RuleIndex> rules;  // are worth a look when the field is there
};

// All literals that are looked for in the texts of one field. Their ids are nodes.
struct FieldSearch {
  ir::FieldIndex field = 0;
  bool cased = false;
  SubstringSearch search;
};

struct RuleProgram {
  FieldTrie trie;
  std::vector<ProgramField> fields;
  std::vector<ProgramNode> nodes;  // operands before their parents
  std::vector<ProgramIndex> operands;
  std::vector<ProgramLeaf> leaves;
  std::vector<FieldSearch> searches;
  std::vector<ProgramIndex> roots;       // by rule
  std::vector<RuleIndex> unconditional;  // rules that may be true on any event
};

std::unique_ptr<const RuleProgram> CompileRules(std::span<const ir::Rule> rules);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_RULE_PROGRAM_H_
