// Tests that come with a rule: events, and whether the rule matches them. Written in YAML beside the rule, as
// `<rule>.test.yml`; docs/rule-tests.md describes the format.
#ifndef SIGMATIC_COMPILER_EVAL_RULE_TEST_H_
#define SIGMATIC_COMPILER_EVAL_RULE_TEST_H_

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/base/source_file.h"
#include "compiler/base/span.h"
#include "compiler/ir/rule.h"

namespace sigmatic::eval {

inline constexpr std::string_view kTestSuffix = ".test.yml";

struct NamedRule {
  std::string name;  // an id or a title
  base::Span span;
};

struct RuleTest {
  std::string name;
  base::Span span;
  // True: every rule of the file matches. False: none. A list: exactly these.
  std::variant<bool, std::vector<NamedRule>> match;
  std::string event;        // JSON text; empty when there is a file
  std::string events_file;  // as written, relative to the test file
};

struct RuleTestFile {
  const base::SourceFile* file = nullptr;  // outlives the tests
  std::string rule;                        // as written, relative to the test file; empty: the default
  base::Span rule_span;
  std::vector<RuleTest> tests;
};

// Reports what is wrong with the file, with its place. Fails when there is nothing to run or something was at fault.
base::Result<RuleTestFile> ParseRuleTests(const base::SourceFile& file, base::Diagnostics& diagnostics);

// The file that holds the rule: the one named, else the test's own path with `.yml` for `.test.yml`.
std::string RulePathOf(const RuleTestFile& tests);

// "dir/rule.test.yml" for "dir/rule.yml".
std::string TestPathOf(std::string_view rule_path);

struct RuleTestResult {
  const RuleTest* test = nullptr;
  std::vector<std::string> failures;  // one sentence each; empty: passed

  [[nodiscard]] bool passed() const { return failures.empty(); }
};

// Runs the tests with the reference evaluator, one result a test, in order. `rules` are those of the rule file. Reports
// names of rules that are not among them; such a test fails.
std::vector<RuleTestResult> RunRuleTests(const RuleTestFile& tests, std::span<const ir::Rule> rules,
                                         base::Diagnostics& diagnostics);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_RULE_TEST_H_
