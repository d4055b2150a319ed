// The fast evaluator: many rules over a stream of events. Says the same as Evaluate() for each rule, which tests check.
//
// All rules become one program. A field that several rules read is looked up once an event, a leaf that several rules
// share is evaluated at most once, lists of strings are hash tables, and a rule is looked at only when the event has a
// value that the rule cannot do without (one of its literals, or else a field).
#ifndef SIGMATIC_COMPILER_EVAL_RULE_SET_H_
#define SIGMATIC_COMPILER_EVAL_RULE_SET_H_

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/eval/value.h"
#include "compiler/ir/rule.h"

namespace sigmatic::eval {

struct RuleProgram;  // rule_program.h

class RuleSet {
 public:
  // The rules need not outlive the set.
  explicit RuleSet(std::span<const ir::Rule> rules);
  RuleSet(RuleSet&& other) noexcept;
  RuleSet& operator=(RuleSet&& other) noexcept;
  ~RuleSet();

  // Working memory of one thread for one rule set, which outlives it; reused from event to event.
  class Scratch {
   public:
    explicit Scratch(const RuleSet& rules);
    Scratch(Scratch&& other) noexcept;
    Scratch& operator=(Scratch&& other) noexcept;
    ~Scratch();

    struct State;  // rule_set.cc

   private:
    friend class RuleSet;
    std::unique_ptr<State> state_;
  };

  // Replaces `*matching` by the indices of the rules that are true on the event, ascending. Safe to call from several
  // threads, each with its own scratch.
  void Match(const Value& event, Scratch* scratch, std::vector<std::uint32_t>* matching) const;

 private:
  std::unique_ptr<const RuleProgram> program_;
};

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_RULE_SET_H_
