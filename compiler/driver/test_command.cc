// sigmatic test: run the tests that come with rules.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/driver/files.h"
#include "compiler/eval/rule_test.h"
#include "compiler/report/json_writer.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic test rules/                         every rule that has a .test.yml beside it
  sigmatic test --format junit rules/ > tests.xml

docs/rule-tests.md describes the files. Exit codes: 0 all passed, 1 failures or faults, 2 usage, 3 unreadable input.)";

struct Settings {
  std::vector<std::string> paths;
  std::string format = "text";
  ColorOption color;
};

struct TestOutcome {
  std::string name;
  std::vector<std::string> failures;
};

// What one test file came to.
struct Suite {
  std::string path;
  std::string rule_path;
  std::vector<TestOutcome> tests;
  std::vector<std::string> faults;  // why it could not be run at all
  [[nodiscard]] std::size_t FailureCount() const {
    const auto failed =
        std::count_if(tests.begin(), tests.end(), [](const TestOutcome& test) { return !test.failures.empty(); });
    return static_cast<std::size_t>(failed) + (faults.empty() ? 0 : 1);
  }
};

bool IsTestFile(std::string_view path) { return path.ends_with(eval::kTestSuffix); }

// The test files that the paths stand for; rules without tests are counted, not silently passed over.
std::vector<std::string> FindTestFiles(const std::vector<std::string>& paths, std::size_t* untested,
                                       base::Diagnostics& diagnostics) {
  std::vector<std::string> rules;
  std::vector<std::string> tests;
  for (const std::string& path : paths) (IsTestFile(path) ? tests : rules).push_back(path);
  for (const std::string& rule : FindRuleFiles(rules, diagnostics)) {
    std::error_code error;
    std::string test = eval::TestPathOf(rule);
    if (std::filesystem::exists(test, error)) {
      tests.push_back(std::move(test));
    } else if (std::filesystem::exists(rule, error)) {
      ++*untested;
    } else {
      diagnostics.Report(base::Code::kFileUnreadable, fmt::format("cannot read `{}`: no such file", rule));
    }
  }
  return tests;
}

// Reports what is at fault, and says so in the suite as well, so that no report of results looks complete without it.
void AddFaults(const base::Diagnostics& diagnostics, const Settings& settings, Suite* suite, Outcome* outcome) {
  outcome->Add(Print(diagnostics, settings.color));
  for (const base::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() == base::Severity::kError) suite->faults.push_back(diagnostic.message);
  }
}

Suite RunFile(const std::string& path, const Settings& settings, Outcome* outcome) {
  Suite suite;
  suite.path = path;
  base::Diagnostics diagnostics;
  auto text = ReadFile(path, yaml::kMaxFileBytes, diagnostics);
  if (!text) {
    AddFaults(diagnostics, settings, &suite, outcome);
    return suite;
  }
  const base::SourceFile source(path, *std::move(text));
  const auto tests = eval::ParseRuleTests(source, diagnostics);
  if (!tests) {
    AddFaults(diagnostics, settings, &suite, outcome);
    return suite;
  }
  suite.rule_path = eval::RulePathOf(*tests);
  auto rule_text = ReadFile(suite.rule_path, yaml::kMaxFileBytes, diagnostics);
  if (!rule_text) {
    AddFaults(diagnostics, settings, &suite, outcome);
    return suite;
  }
  RuleFile file = LoadRules(suite.rule_path, *std::move(rule_text));
  std::vector<ir::Rule> rules;
  for (LoadedRule& loaded : file.rules) {
    if (loaded.rule) rules.push_back(*std::move(loaded.rule));
  }
  for (eval::RuleTestResult& result : eval::RunRuleTests(*tests, rules, diagnostics)) {
    suite.tests.push_back(TestOutcome{result.test->name, std::move(result.failures)});
  }
  diagnostics.Append(std::move(file.diagnostics));
  AddFaults(diagnostics, settings, &suite, outcome);
  return suite;
}

std::string ToText(const std::vector<Suite>& suites, std::size_t untested, bool color) {
  std::string text;
  std::size_t count = 0;
  std::size_t failed = 0;
  const auto word = [color](bool passed) {
    if (!color) return passed ? "ok  " : "FAIL";
    return passed ? "\x1b[32mok  \x1b[0m" : "\x1b[1;31mFAIL\x1b[0m";
  };
  for (const Suite& suite : suites) {
    text += fmt::format("{}\n", suite.path);
    for (const TestOutcome& test : suite.tests) {
      ++count;
      text += fmt::format("  {} {}\n", word(test.failures.empty()), test.name);
      for (const std::string& failure : test.failures) text += fmt::format("         {}\n", failure);
    }
    for (const std::string& fault : suite.faults) text += fmt::format("  {} {}\n", word(false), fault);
    failed += suite.FailureCount();
  }
  text += fmt::format("{} tests in {} files, {} failed", count, suites.size(), failed);
  if (untested > 0) text += fmt::format("; {} rule files have no tests", untested);
  return text + "\n";
}

std::string ToJson(const std::vector<Suite>& suites, std::size_t untested) {
  report::JsonWriter writer;
  writer.BeginObject().Key("files").BeginArray();
  for (const Suite& suite : suites) {
    writer.BeginObject().Field("path", suite.path).FieldOrNull("rule", suite.rule_path);
    writer.Key("faults").BeginArray();
    for (const std::string& fault : suite.faults) writer.String(fault);
    writer.EndArray().Key("tests").BeginArray();
    for (const TestOutcome& test : suite.tests) {
      writer.BeginObject().Field("name", test.name).Key("passed").Boolean(test.failures.empty());
      writer.Key("failures").BeginArray();
      for (const std::string& failure : test.failures) writer.String(failure);
      writer.EndArray().EndObject();
    }
    writer.EndArray().EndObject();
  }
  writer.EndArray().Key("rule_files_without_tests").Number(untested).EndObject();
  return writer.Take() + "\n";
}

void AddFailure(pugi::xml_node test_case, const std::vector<std::string>& messages) {
  if (messages.empty()) return;
  pugi::xml_node failure = test_case.append_child("failure");
  failure.append_attribute("message") = messages.front().c_str();
  failure.text() = fmt::format("{}", fmt::join(messages, "\n")).c_str();
}

// The JUnit format as continuous integration systems read it (https://github.com/testmoapp/junitxml).
std::string ToJunit(const std::vector<Suite>& suites) {
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("testsuites");
  std::size_t count = 0;
  std::size_t failed = 0;
  for (const Suite& suite : suites) {
    const std::size_t cases = suite.tests.size() + (suite.faults.empty() ? 0 : 1);
    pugi::xml_node node = root.append_child("testsuite");
    node.append_attribute("name") = suite.path.c_str();
    node.append_attribute("tests") = cases;
    node.append_attribute("failures") = suite.FailureCount();
    for (const TestOutcome& test : suite.tests) {
      pugi::xml_node test_case = node.append_child("testcase");
      test_case.append_attribute("name") = test.name.c_str();
      test_case.append_attribute("classname") = suite.path.c_str();
      AddFailure(test_case, test.failures);
    }
    if (!suite.faults.empty()) {
      pugi::xml_node test_case = node.append_child("testcase");
      test_case.append_attribute("name") = "the files can be read";
      test_case.append_attribute("classname") = suite.path.c_str();
      AddFailure(test_case, suite.faults);
    }
    count += cases;
    failed += suite.FailureCount();
  }
  root.append_attribute("tests") = count;
  root.append_attribute("failures") = failed;
  std::ostringstream stream;
  document.save(stream, "  ");
  return stream.str();
}

ExitCode Run(const Settings& settings) {
  Outcome outcome;
  base::Diagnostics setup;
  std::size_t untested = 0;
  const std::vector<std::string> files = FindTestFiles(settings.paths, &untested, setup);
  outcome.Add(Print(setup, settings.color));
  std::vector<Suite> suites;
  for (const std::string& file : files) {
    suites.push_back(RunFile(file, settings, &outcome));
    if (suites.back().FailureCount() > 0) outcome.Add(ExitCode::kFindings);
  }
  if (settings.format == "json") {
    PrintOut(ToJson(suites, untested));
  } else if (settings.format == "junit") {
    PrintOut(ToJunit(suites));
  } else {
    PrintOut(ToText(suites, untested, settings.color.UseOn(STDOUT_FILENO)));
  }
  return static_cast<ExitCode>(outcome.exit_code());
}

}  // namespace

void AddTestCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("test", "Run the tests that come with rules");
  command->footer(std::string(kExamples));
  command->add_option("paths", settings->paths, "Rule files, test files, or folders of them")
      ->required()
      ->option_text("PATH...");
  command->add_option("--format", settings->format, "text, json or junit")
      ->check(CLI::IsMember({"text", "json", "junit"}))
      ->capture_default_str();
  settings->color.AddTo(*command);
  command->callback([settings, exit_code] { *exit_code = static_cast<int>(Run(*settings)); });
}

}  // namespace sigmatic::driver
