#include "compiler/eval/rule_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"
#include "compiler/eval/field_lookup.h"
#include "compiler/eval/rule_program.h"
#include "compiler/eval/value_predicates.h"
#include "compiler/ir/pattern.h"

namespace sigmatic::eval {
namespace {

// A value's text and, once somebody asks, its folding.
struct FieldText {
  std::string_view text;
  std::string json;  // holds the text of an object
  std::string folded;
  bool is_folded = false;
};

// The texts of a field's values. Entries are kept from event to event for their memory.
struct FieldTexts {
  std::vector<FieldText> entries;
  std::size_t count = 0;
  std::uint64_t epoch = 0;  // of the event they belong to
};

// Puts the folding into `*folded`. False for a text that is not ASCII, which is left to base::FoldCase.
bool FoldAscii(std::string_view text, std::string* folded) {
  folded->resize(text.size());
  unsigned char all = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    all |= byte;
    const bool is_upper = static_cast<unsigned char>(byte - 'A') < 26;
    (*folded)[i] = static_cast<char>(is_upper ? byte | 0x20U : byte);
  }
  return (all & 0x80U) == 0;
}

void Fold(std::string_view text, std::string* folded) {
  if (!FoldAscii(text, folded)) *folded = base::FoldCase(text);
}

}  // namespace

struct RuleSet::Scratch::State {
  explicit State(const RuleProgram& program)
      : fields(program.fields.size()),
        texts(program.fields.size()),
        node_states(program.nodes.size(), 0),
        rule_epochs(program.roots.size(), 0),
        search_epochs(program.searches.size(), 0) {}

  // What is known of the event. A node's state is 2 * epoch + its truth, if it was evaluated in this epoch.
  std::vector<FieldValues> fields;
  std::vector<FieldTexts> texts;
  std::vector<std::uint32_t> found;  // fields that the event has
  std::vector<std::uint64_t> node_states;
  std::vector<std::uint64_t> rule_epochs;
  std::vector<std::uint64_t> search_epochs;
  std::uint64_t epoch = 0;
  std::vector<RuleIndex> candidates;
  std::string folded;
  std::string json;
};

namespace {

// One event against the program.
class Run {
 public:
  Run(const RuleProgram& program, const Value& event, RuleSet::Scratch::State* state)
      : program_(program), event_(event), state_(*state) {}

  void Match(std::vector<std::uint32_t>* matching) {
    Start();
    program_.trie.Collect(event_, &state_.fields, &state_.found);
    for (const std::uint32_t field : state_.found) LookUp(field);
    AddCandidates(program_.unconditional);
    for (const RuleIndex rule : state_.candidates) {
      if (IsTrue(program_.roots[rule])) matching->push_back(rule);
    }
    std::sort(matching->begin(), matching->end());
  }

 private:
  void Start() {
    ++state_.epoch;
    state_.candidates.clear();
    state_.found.push_back(kAllLeaves);
    for (const std::uint32_t field : state_.found) {
      state_.fields[field].found = false;
      state_.fields[field].values.clear();
    }
    state_.found.clear();
  }

  void AddCandidates(const std::vector<RuleIndex>& rules) {
    for (const RuleIndex rule : rules) {
      if (state_.rule_epochs[rule] == state_.epoch) continue;
      state_.rule_epochs[rule] = state_.epoch;
      state_.candidates.push_back(rule);
    }
  }

  void LookUp(std::uint32_t index) {
    const ProgramField& field = program_.fields[index];
    AddCandidates(field.rules);
    if (field.folded.hits.empty() && field.cased.hits.empty()) return;
    for (const Value& value : state_.fields[index].values) {
      std::optional<std::string_view> text = ScalarText(value);
      if (value.kind == Value::Kind::kObject && (field.folded.has_json || field.cased.has_json)) {
        text = TextOf(value, &state_.json);
      }
      if (!text) continue;
      if (text->size() <= field.cased.longest) LookUp(*text, field.cased);
      constexpr std::size_t kMostShrinkage = 3;  // a folding is at least a third as long in UTF-8: U+212A becomes k
      if (text->size() > kMostShrinkage * field.folded.longest) continue;
      Fold(*text, &state_.folded);
      LookUp(state_.folded, field.folded);
    }
  }

  void LookUp(std::string_view text, const LiteralTable& table) {
    const auto hit = table.hits.find(text);
    if (hit == table.hits.end()) return;
    for (const ProgramIndex node : hit->second.nodes) SetTrue(node);
    AddCandidates(hit->second.rules);
  }

  void SetTrue(ProgramIndex node) { state_.node_states[node] = 2 * state_.epoch + 1; }

  // Once an event.
  void Search(std::uint32_t index) {
    if (state_.search_epochs[index] == state_.epoch) return;
    state_.search_epochs[index] = state_.epoch;
    const FieldSearch& search = program_.searches[index];
    FieldTexts& texts = Texts(search.field);
    for (std::size_t i = 0; i < texts.count; ++i) {
      search.search.Run(TextFor(search.cased, &texts.entries[i]), [this](std::uint32_t node) { SetTrue(node); });
    }
  }

  bool IsTrue(ProgramIndex index) {
    const std::uint64_t known = state_.node_states[index];
    if (known / 2 == state_.epoch) return known % 2 != 0;
    const ProgramNode& node = program_.nodes[index];
    if (node.kind == ProgramNode::Kind::kSearch) {
      Search(node.first);
      return state_.node_states[index] / 2 == state_.epoch;  // what the search has not found stays as it was
    }
    const bool truth = Evaluate(node);
    state_.node_states[index] = 2 * state_.epoch + (truth ? 1 : 0);
    return truth;
  }

  bool Evaluate(const ProgramNode& node) {
    const auto is_true = [this](ProgramIndex operand) { return IsTrue(operand); };
    const auto first = program_.operands.begin() + node.first;
    switch (node.kind) {
      case ProgramNode::Kind::kFalse:
      case ProgramNode::Kind::kLookup:
      case ProgramNode::Kind::kSearch:
        return false;
      case ProgramNode::Kind::kTrue:
        return true;
      case ProgramNode::Kind::kAnd:
        return std::all_of(first, first + node.count, is_true);
      case ProgramNode::Kind::kOr:
        return std::any_of(first, first + node.count, is_true);
      case ProgramNode::Kind::kNot:
        return !IsTrue(node.first);
      case ProgramNode::Kind::kLeaf:
        return std::visit(base::Overloaded{
                              [this](const TextLeaf& leaf) { return AnyText(leaf); },
                              [this](const RegexLeaf& leaf) {
                                const FieldTexts& texts = Texts(leaf.field);
                                return std::any_of(
                                    texts.entries.begin(),
                                    texts.entries.begin() + static_cast<std::ptrdiff_t>(texts.count),
                                    [&leaf](const FieldText& entry) { return FindsRegex(*leaf.regex, entry.text); });
                              },
                              [this](const ir::NumberEquals& leaf) { return AnyValueHolds(leaf); },
                              [this](const ir::BooleanEquals& leaf) { return AnyValueHolds(leaf); },
                              [this](const ir::IsNull& leaf) {
                                const std::vector<Value>& values = state_.fields[leaf.field].values;
                                return std::all_of(values.begin(), values.end(),
                                                   [](const Value& value) { return value.kind == Value::Kind::kNull; });
                              },
                              [this](const ir::Exists& leaf) { return state_.fields[leaf.field].found; },
                              [this](const ir::NumberCompare& leaf) { return AnyValueHolds(leaf); },
                              [this](const ir::InNetwork& leaf) { return AnyValueHolds(leaf); },
                              [this](const ir::FieldCompare& leaf) { return AnyPairHolds(leaf); },
                              [this](const ir::TimePartCompare& leaf) { return AnyValueHolds(leaf); },
                          },
                          program_.leaves[node.first]);
    }
    return false;
  }

  template <typename Leaf>
  bool AnyValueHolds(const Leaf& leaf) {
    const std::vector<Value>& values = state_.fields[leaf.field].values;
    return std::any_of(values.begin(), values.end(), [&leaf](const Value& value) { return Holds(leaf, value); });
  }

  bool AnyPairHolds(const ir::FieldCompare& leaf) {
    const std::vector<Value>& lefts = state_.fields[leaf.left].values;
    const std::vector<Value>& rights = state_.fields[leaf.right].values;
    return std::any_of(lefts.begin(), lefts.end(), [&](const Value& left) {
      return std::any_of(rights.begin(), rights.end(), [&](const Value& right) { return Holds(leaf, left, right); });
    });
  }

  FieldTexts& Texts(ir::FieldIndex field) {
    FieldTexts& texts = state_.texts[field];
    if (texts.epoch == state_.epoch) return texts;
    texts.epoch = state_.epoch;
    texts.count = 0;
    std::vector<Value>& values = state_.fields[field].values;
    if (field == kAllLeaves) AppendScalarLeaves(event_, &values);
    if (texts.entries.size() < values.size()) texts.entries.resize(values.size());
    for (const Value& value : values) {
      FieldText& entry = texts.entries[texts.count];
      const auto text = TextOf(value, &entry.json);
      if (!text) continue;
      entry.text = *text;
      entry.is_folded = false;
      ++texts.count;
    }
    return texts;
  }

  bool AnyText(const TextLeaf& leaf) {
    FieldTexts& texts = Texts(leaf.field);
    for (std::size_t i = 0; i < texts.count; ++i) {
      if (TextMatches(leaf, TextFor(leaf.cased, &texts.entries[i]))) return true;
    }
    return false;
  }

  static std::string_view TextFor(bool cased, FieldText* entry) {
    if (cased) return entry->text;
    if (!entry->is_folded) Fold(entry->text, &entry->folded);
    entry->is_folded = true;
    return entry->folded;
  }

  static bool TextMatches(const TextLeaf& leaf, std::string_view text) {
    switch (leaf.shape) {
      case TextLeaf::Shape::kAnything:
        return true;
      case TextLeaf::Shape::kStartsWith:
        return text.starts_with(leaf.literal);
      case TextLeaf::Shape::kEndsWith:
        return text.ends_with(leaf.literal);
      case TextLeaf::Shape::kContains:
        return text.size() >= leaf.literal.size() &&
               memmem(text.data(), text.size(), leaf.literal.data(), leaf.literal.size()) != nullptr;
      case TextLeaf::Shape::kPattern:
        return ir::Matches(leaf.pattern, text);
    }
    return false;
  }

  const RuleProgram& program_;
  const Value& event_;
  RuleSet::Scratch::State& state_;
};

}  // namespace

RuleSet::RuleSet(std::span<const ir::Rule> rules) : program_(CompileRules(rules)) {}
RuleSet::RuleSet(RuleSet&& other) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&& other) noexcept = default;
RuleSet::~RuleSet() = default;

RuleSet::Scratch::Scratch(const RuleSet& rules) : state_(std::make_unique<State>(*rules.program_)) {}
RuleSet::Scratch::Scratch(Scratch&& other) noexcept = default;
RuleSet::Scratch& RuleSet::Scratch::operator=(Scratch&& other) noexcept = default;
RuleSet::Scratch::~Scratch() = default;

void RuleSet::Match(const Value& event, Scratch* scratch, std::vector<std::uint32_t>* matching) const {
  matching->clear();
  Run(*program_, event, scratch->state_.get()).Match(matching);
}

}  // namespace sigmatic::eval
