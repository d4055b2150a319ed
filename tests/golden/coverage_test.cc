// Nothing the program can say or do goes without a golden case: every diagnostic, every modifier, and every construct
// on every target. What can't have a case is listed here with its reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "backends/backend.h"
#include "compiler/ast/detection.h"
#include "compiler/base/diagnostic.h"
#include "compiler/legalize/classify.h"
#include "tests/golden/golden_case.h"

namespace sigmatic::golden {
namespace {

const std::map<base::Code, std::string>& CodesWithoutACase() {
  using base::Code;
  static const std::map<Code, std::string> kExempt = {
      {Code::kFileUnreadable, "needs a file that is not there: tests/cli"},
      {Code::kNoRuleFiles, "needs an empty folder: tests/cli"},
      {Code::kFileUnwritable, "needs a folder that cannot be written: tests/cli"},
      {Code::kTooManyFaults, "takes a thousand faults: tests/compiler/parse"},
      {Code::kFieldMapNameUnknown, "a fault of the command line: tests/cli"},
  };
  return kExempt;
}

// By construct, for every target.
const std::map<legalize::Construct, std::string>& ConstructsWithoutACase() {
  using legalize::Construct;
  static const std::map<Construct, std::string> kExempt = {
      {Construct::kAlways, "no text of a rule means it; rules built in code do: tests/backends"},
      {Construct::kNever, "no text of a rule means it; rules built in code do: tests/backends"},
  };
  return kExempt;
}

struct Coverage {
  std::set<base::Code> codes;
  std::string rule_texts;
  std::map<std::string, std::set<legalize::Construct>> accepted;  // by target
  std::map<std::string, std::set<legalize::Construct>> refused;
};

Coverage Measure() {
  Coverage coverage;
  for (const Case& golden_case : FindCases()) {
    const Produced produced = Produce(golden_case);
    coverage.rule_texts += ReadText(golden_case.rule);
    for (const base::Diagnostic& diagnostic : produced.file.diagnostics.all()) coverage.codes.insert(diagnostic.code);
    for (const base::Diagnostic& diagnostic : produced.test_diagnostics.all()) coverage.codes.insert(diagnostic.code);
    for (const auto& [target, diagnostics] : produced.refusals) {
      for (const base::Diagnostic& diagnostic : diagnostics.all()) coverage.codes.insert(diagnostic.code);
    }
    if (produced.file.rules.size() != 1 || !produced.file.rules[0].rule) continue;
    for (const ir::Node& node : produced.file.rules[0].rule->nodes) {
      const legalize::ConstructSet constructs = legalize::Classify(node.expression);
      for (std::size_t i = 0; i < legalize::kConstructCount; ++i) {
        const auto construct = static_cast<legalize::Construct>(i);
        if (!constructs.Contains(construct)) continue;
        for (const auto& [target, diagnostics] : produced.refusals) {
          (diagnostics.HasErrors() ? coverage.refused : coverage.accepted)[target].insert(construct);
        }
      }
    }
  }
  return coverage;
}

class CoverageTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { coverage_ = new Coverage(Measure()); }
  static void TearDownTestSuite() { delete coverage_; }
  static Coverage* coverage_;
};
Coverage* CoverageTest::coverage_ = nullptr;

TEST_F(CoverageTest, EveryDiagnosticHasACase) {
  for (const base::CodeInfo& info : base::AllCodes()) {
    const bool exempt = CodesWithoutACase().contains(info.code);
    EXPECT_NE(exempt, coverage_->codes.contains(info.code))
        << info.id << " " << info.name << (exempt ? " has a case and needs no exemption" : " has no case");
  }
}

TEST_F(CoverageTest, EveryModifierHasACase) {
  for (const std::string_view name : ast::ModifierNames()) {
    const std::string in_key = "|" + std::string(name);
    const bool found = coverage_->rule_texts.find(in_key + ":") != std::string::npos ||
                       coverage_->rule_texts.find(in_key + "|") != std::string::npos ||
                       coverage_->rule_texts.find(in_key + "'") != std::string::npos;
    EXPECT_TRUE(found) << name;
  }
}

TEST_F(CoverageTest, EveryConstructIsShownOnEveryTarget) {
  for (const backends::Backend* backend : backends::AllBackends()) {
    const backends::TargetInfo& info = backend->info();
    const std::string target(info.name);
    for (const legalize::Capability& row : info.capabilities) {
      if (ConstructsWithoutACase().contains(row.construct)) {
        EXPECT_FALSE(coverage_->accepted[target].contains(row.construct)) << "has a case and needs no exemption";
        continue;
      }
      if (!row.on.IsEmpty()) {
        EXPECT_TRUE(coverage_->accepted[target].contains(row.construct))
            << target << " has no query with " << legalize::Title(row.construct);
      }
      if (!row.on.IsAll()) {
        EXPECT_TRUE(coverage_->refused[target].contains(row.construct))
            << target << " has no refusal of " << legalize::Title(row.construct);
      }
    }
  }
}

}  // namespace
}  // namespace sigmatic::golden
