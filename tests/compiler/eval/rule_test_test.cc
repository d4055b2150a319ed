#include "compiler/eval/rule_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/compiler/eval/rule_builder.h"

namespace sigmatic::eval {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "<code name> <line>" for each diagnostic.
std::vector<std::string> Faults(std::string_view yaml) {
  const base::SourceFile file("a.test.yml", std::string(yaml));
  base::Diagnostics diagnostics;
  EXPECT_FALSE(ParseRuleTests(file, diagnostics).ok());
  std::vector<std::string> out;
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    EXPECT_FALSE(diagnostic.message.empty());
    out.push_back(std::string(base::Describe(diagnostic.code).name) + " " +
                  std::to_string(file.Locate(diagnostic.span.begin).line));
  }
  return out;
}

// The JSON text of an event written in YAML.
std::string EventText(std::string_view event) {
  const base::SourceFile file("a.test.yml", "tests:\n- name: x\n  match: true\n  event: " + std::string(event) + "\n");
  base::Diagnostics diagnostics;
  const auto tests = ParseRuleTests(file, diagnostics);
  for (const base::Diagnostic& diagnostic : diagnostics.all()) ADD_FAILURE() << diagnostic.message;
  return tests ? tests->tests.front().event : "";
}

ir::Rule RuleOn(std::string_view title, std::string_view id, std::string_view value) {
  RuleBuilder builder;
  builder.Match("a", value);
  ir::Rule rule = builder.rule();
  rule.title = title;
  rule.id = id;
  return rule;
}

struct Outcome {
  std::vector<std::string> failures;  // by test, sentences joined by "; "
  std::vector<std::string> diagnostics;
};

Outcome RunTests(const std::string& path, std::string_view yaml, const std::vector<ir::Rule>& rules) {
  const base::SourceFile file(path, std::string(yaml));
  base::Diagnostics diagnostics;
  const auto tests = ParseRuleTests(file, diagnostics);
  Outcome outcome;
  if (tests) {
    for (const RuleTestResult& result : RunRuleTests(*tests, rules, diagnostics)) {
      EXPECT_EQ(result.passed(), result.failures.empty());
      std::string all;
      for (const std::string& failure : result.failures) all += (all.empty() ? "" : "; ") + failure;
      outcome.failures.push_back(all);
    }
  }
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    outcome.diagnostics.push_back(std::string(base::Describe(diagnostic.code).name) + ": " + diagnostic.message);
  }
  return outcome;
}

TEST(RuleTestTest, EventsFollowTheCoreSchema) {
  EXPECT_EQ(EventText("{a: 1, b: 1.50, c: true, d: yes, e: null, f: ~, g: , h: \"5\", i: [x, {}], j: {k.l: -1}}"),
            R"({"a":1,"b":1.50,"c":true,"d":"yes","e":null,"f":null,"g":null,"h":"5","i":["x",{}],"j":{"k.l":-1}})");
  EXPECT_EQ(EventText("{a: 0x1F, b: +5, c: 007, d: 1e3, e: .5, f: 123456789012345678901234567890}"),
            R"({"a":31,"b":5,"c":7,"d":1e3,"e":0.5,"f":123456789012345678901234567890})");
  EXPECT_EQ(EventText("{a: \"quote \\\" and \\\\ and \\u00e9\\n\", 1: x}"),
            "{\"a\":\"quote \\\" and \\\\ and \xC3\xA9\\n\",\"1\":\"x\"}");
}

TEST(RuleTestTest, AnEventMayBeJsonText) {
  EXPECT_EQ(EventText("'{\"a\": 1.0}'"), "{\"a\": 1.0}");
  EXPECT_EQ(EventText("|\n    {\"a\": 2}"), "{\"a\": 2}\n");
}

TEST(RuleTestTest, ReportsFaultsOfTheFile) {
  EXPECT_THAT(Faults("tests: []\n"), ElementsAre("kTestWrongType 1"));
  EXPECT_THAT(Faults("- 1\n"), ElementsAre("kTestWrongType 1"));
  EXPECT_THAT(Faults(""), ElementsAre("kTestWrongType 1"));
  EXPECT_THAT(Faults("tests: [{name: a, match: true, event: {}}]\n---\n{}\n"), ElementsAre("kTestWrongType 3"));
  EXPECT_THAT(Faults("rule: a.yml\n"), ElementsAre("kTestMissingKey 1"));
  EXPECT_THAT(Faults("test:\n- name: x\n"), ElementsAre("kTestUnknownKey 1", "kTestMissingKey 1"));
}

TEST(RuleTestTest, ReportsAllFaultsOfAllTests) {
  EXPECT_THAT(Faults("tests:\n"
                     "- name: a\n"
                     "  match: maybe\n"
                     "  event: {}\n"
                     "- nam: b\n"
                     "  match: true\n"
                     "- name: c\n"
                     "  event: [1]\n"
                     "- name: d\n"
                     "  match: true\n"
                     "  event: {}\n"
                     "  events_file: x\n"
                     "- just text\n"),
              ElementsAre("kTestWrongType 3", "kTestUnknownKey 5", "kTestMissingKey 5", "kTestMissingKey 5",
                          "kTestMissingKey 7", "kTestInvalidEvent 8", "kTestWrongType 12", "kTestWrongType 13"));
}

TEST(RuleTestTest, ReportsEventsThatAreNoJsonObject) {
  for (const std::string_view event : {"'{\"a\": }'", "'[1]'", "'5'", "5", "''", "[{a: 1}]", "", "plain"}) {
    EXPECT_THAT(Faults("tests:\n- name: a\n  match: true\n  event: " + std::string(event) + "\n"),
                ElementsAre("kTestInvalidEvent 4"))
        << event;
  }
  EXPECT_THAT(Faults("tests:\n- name: a\n  match: true\n  event: {a: .inf}\n"), ElementsAre("kTestWrongType 4"));
}

TEST(RuleTestTest, OneRule) {
  const Outcome outcome = RunTests("a.test.yml",
                                   "tests:\n"
                                   "- {name: p, match: true, event: {a: x}}\n"
                                   "- {name: q, match: false, event: {a: x}}\n"
                                   "- {name: r, match: false, event: {a: y}}\n"
                                   "- {name: s, match: true, event: {a: y}}\n",
                                   {RuleOn("X", "", "x")});
  EXPECT_THAT(outcome.failures,
              ElementsAre("", "the rule `X` matches, and should not", "", "the rule `X` does not match, and should"));
  EXPECT_THAT(outcome.diagnostics, IsEmpty());
}

TEST(RuleTestTest, SeveralRules) {
  const Outcome outcome = RunTests("a.test.yml",
                                   "tests:\n"
                                   "- {name: p, match: [X, id-2], event: {a: [x, y]}}\n"
                                   "- {name: q, match: [X], event: {a: [x, y]}}\n"
                                   "- {name: r, match: [], event: {a: z}}\n"
                                   "- {name: s, match: true, event: {a: x}}\n"
                                   "- {name: t, match: [Z], event: {a: x}}\n",
                                   {RuleOn("X", "", "x"), RuleOn("Y", "id-2", "y")});
  EXPECT_THAT(outcome.failures, ElementsAre("", "the rule `Y` matches, and should not", "",
                                            "the rule `Y` does not match, and should", HasSubstr("not there")));
  EXPECT_THAT(outcome.diagnostics,
              ElementsAre(HasSubstr("kTestUnknownRule: the rule file has no rule with the id or title `Z`")));
}

TEST(RuleTestTest, EventsFiles) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(::testing::TempDir()) / "sigmatic_rule_test_test";
  fs::create_directories(folder);
  std::ofstream(folder / "events.ndjson") << "{\"a\":\"x\"}\n{\"a\":\"y\"}\n{\"a\"}\n";
  std::ofstream(folder / "empty.ndjson") << "\n";
  const Outcome outcome = RunTests((folder / "a.test.yml").string(),
                                   "tests:\n"
                                   "- {name: p, match: true, events_file: events.ndjson}\n"
                                   "- {name: q, match: true, events_file: empty.ndjson}\n"
                                   "- {name: r, match: true, events_file: none.ndjson}\n",
                                   {RuleOn("X", "", "x")});
  ASSERT_EQ(outcome.failures.size(), 3U);
  EXPECT_THAT(outcome.failures[0], HasSubstr("record 2: the rule `X` does not match, and should; "));
  EXPECT_THAT(outcome.failures[0], HasSubstr("events.ndjson:3: "));
  EXPECT_THAT(outcome.failures[1], HasSubstr("has no events"));
  EXPECT_THAT(outcome.failures[2], HasSubstr("none.ndjson"));
  fs::remove_all(folder);
}

TEST(RuleTestTest, Paths) {
  const base::SourceFile file("dir/a.test.yml", "");
  RuleTestFile tests;
  tests.file = &file;
  EXPECT_EQ(RulePathOf(tests), "dir/a.yml");
  tests.rule = "../b.yml";
  EXPECT_EQ(RulePathOf(tests), "dir/../b.yml");
  EXPECT_EQ(TestPathOf("dir/a.yml"), "dir/a.test.yml");
}

}  // namespace
}  // namespace sigmatic::eval
