#include "compiler/eval/rule_test.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <utility>

#include "compiler/base/json_text.h"
#include "compiler/base/overloaded.h"
#include "compiler/eval/evaluate.h"
#include "compiler/eval/event_buffer.h"
#include "compiler/eval/event_reader.h"
#include "compiler/parse/scalar.h"
#include "compiler/yaml/node.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::eval {
namespace {

using base::Code;

constexpr std::array<std::string_view, 2> kFileKeys = {"rule", "tests"};
constexpr std::array<std::string_view, 4> kTestKeys = {"name", "match", "event", "events_file"};
constexpr std::string_view kRuleExtension = ".yml";
constexpr std::size_t kMaxFailures = 20;  // of one test; an events file can have millions

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

class Parser {
 public:
  Parser(const base::SourceFile& file, base::Diagnostics& diagnostics)
      : file_(file), diagnostics_(diagnostics), errors_before_(diagnostics.error_count()) {}

  base::Result<RuleTestFile> Parse() {
    auto documents = yaml::Read(file_, diagnostics_);
    if (!documents) return base::Failure{};
    if (documents->size() != 1) {
      const base::Span place = documents->empty() ? base::Span{} : (*documents)[1].span;
      Report(Code::kTestWrongType, place, "a test file must be one YAML document");
      return base::Failure{};
    }
    RuleTestFile tests;
    tests.file = &file_;
    ReadFile(documents->front(), &tests);
    if (diagnostics_.error_count() > errors_before_) return base::Failure{};
    return tests;
  }

 private:
  void Report(Code code, base::Span span, std::string message, std::string hint = {}) {
    diagnostics_.Report(code, file_, span, std::move(message), std::move(hint));
  }

  void CheckKeys(const yaml::Node& mapping, std::span<const std::string_view> known) {
    for (const yaml::Entry& entry : mapping.entries) {
      if (std::find(known.begin(), known.end(), entry.key.text) != known.end()) continue;
      const std::string_view nearest = base::NearestName(entry.key.text, known);
      Report(Code::kTestUnknownKey, entry.key.span, "the key " + Quoted(entry.key.text) + " is not known here",
             nearest.empty() ? std::string() : "did you mean " + Quoted(nearest) + "?");
    }
  }

  // A text, or nothing after a report.
  std::optional<std::string> ReadText(std::string_view key, const yaml::Node& node) {
    if (node.kind == yaml::Kind::kScalar && !node.text.empty()) return node.text;
    Report(Code::kTestWrongType, node.span, Quoted(key) + " must be a text");
    return std::nullopt;
  }

  void ReadFile(const yaml::Node& root, RuleTestFile* tests) {
    if (root.kind != yaml::Kind::kMapping) {
      Report(Code::kTestWrongType, root.span, "a test file must be a map with the key `tests`");
      return;
    }
    CheckKeys(root, kFileKeys);
    if (const yaml::Node* rule = yaml::Find(root, "rule")) {
      tests->rule = ReadText("rule", *rule).value_or("");
      tests->rule_span = rule->span;
    }
    const yaml::Node* list = yaml::Find(root, "tests");
    if (list == nullptr) {
      Report(Code::kTestMissingKey, root.span, "the test file has no key `tests`");
    } else if (list->kind != yaml::Kind::kSequence || list->items.empty()) {
      Report(Code::kTestWrongType, list->span, "`tests` must be a list with at least one test");
    } else {
      for (const yaml::Node& item : list->items) ReadTest(item, tests);
    }
  }

  void ReadTest(const yaml::Node& node, RuleTestFile* tests) {
    if (node.kind != yaml::Kind::kMapping) {
      Report(Code::kTestWrongType, node.span, "a test must be a map with the keys `name`, `match` and `event`");
      return;
    }
    CheckKeys(node, kTestKeys);
    RuleTest test;
    test.span = node.span;
    if (const yaml::Node* name = yaml::Find(node, "name")) {
      test.name = ReadText("name", *name).value_or("");
      test.span = name->span;
    } else {
      Report(Code::kTestMissingKey, node.span, "the test has no key `name`");
    }
    if (const yaml::Node* match = yaml::Find(node, "match")) {
      ReadMatch(*match, &test);
    } else {
      Report(Code::kTestMissingKey, test.span, "the test has no key `match`", "write `match: true` or `match: false`");
    }
    const yaml::Node* event = yaml::Find(node, "event");
    const yaml::Node* events_file = yaml::Find(node, "events_file");
    if (event != nullptr && events_file != nullptr) {
      Report(Code::kTestWrongType, events_file->span, "the test has both `event` and `events_file`",
             "keep one of them");
    } else if (event != nullptr) {
      ReadEvent(*event, &test);
    } else if (events_file != nullptr) {
      test.events_file = ReadText("events_file", *events_file).value_or("");
    } else {
      Report(Code::kTestMissingKey, test.span, "the test has neither `event` nor `events_file`");
    }
    tests->tests.push_back(std::move(test));
  }

  void ReadMatch(const yaml::Node& node, RuleTest* test) {
    if (node.kind == yaml::Kind::kScalar) {
      const parse::Scalar scalar = parse::ResolveScalar(node);
      if (const auto* boolean = std::get_if<ast::Boolean>(&scalar)) {
        test->match = boolean->value;
        return;
      }
    } else if (node.kind == yaml::Kind::kSequence) {
      std::vector<NamedRule> names;
      for (const yaml::Node& item : node.items) {
        if (auto name = ReadText("match", item)) names.push_back(NamedRule{*std::move(name), item.span});
      }
      test->match = std::move(names);
      return;
    }
    Report(Code::kTestWrongType, node.span, "`match` must be `true`, `false` or a list of rule ids or titles");
  }

  void ReadEvent(const yaml::Node& node, RuleTest* test) {
    if (node.kind == yaml::Kind::kMapping) {
      AppendJson(node, &test->event);
    } else if (node.kind == yaml::Kind::kScalar && node.style == yaml::ScalarStyle::kString) {
      test->event = node.text;
    } else {
      Report(Code::kTestInvalidEvent, node.span, "`event` must be a map, or a string that holds a JSON object");
      return;
    }
    if (diagnostics_.error_count() > errors_before_) return;  // the JSON text may lack what was reported
    EventBuffer::Error error;
    const Value* value = buffer_.Parse(test->event, &error);
    if (value == nullptr) {
      Report(Code::kTestInvalidEvent, node.span,
             "the event of the test is not valid JSON at byte " + std::to_string(error.offset) + ": " + error.message);
    } else if (value->kind != Value::Kind::kObject) {
      Report(Code::kTestInvalidEvent, node.span, "the JSON text of the event is no object");
    }
  }

  // YAML values by the 1.2 core schema, like the values of rules.
  void AppendJson(const yaml::Node& node, std::string* out) {
    switch (node.kind) {
      case yaml::Kind::kScalar:
        AppendScalar(node, out);
        return;
      case yaml::Kind::kSequence:
        out->push_back('[');
        for (const yaml::Node& item : node.items) {
          if (&item != &node.items.front()) out->push_back(',');
          AppendJson(item, out);
        }
        out->push_back(']');
        return;
      case yaml::Kind::kMapping:
        out->push_back('{');
        for (const yaml::Entry& entry : node.entries) {
          if (&entry != &node.entries.front()) out->push_back(',');
          base::AppendJsonString(entry.key.text, out);
          out->push_back(':');
          AppendJson(entry.value, out);
        }
        out->push_back('}');
        return;
    }
  }

  void AppendScalar(const yaml::Node& node, std::string* out) {
    std::visit(base::Overloaded{
                   [out](const ast::Null&) { out->append("null"); },
                   [out](const ast::Boolean& boolean) { out->append(boolean.value ? "true" : "false"); },
                   [&](const ast::Number& number) { out->append(IsJsonNumber(node.text) ? node.text : number.text); },
                   [out](const ast::String& string) { base::AppendJsonString(string.text, out); },
                   [&](const parse::NotFinite&) {
                     Report(Code::kTestWrongType, node.span, "JSON has no number " + Quoted(node.text),
                            "quote it if it is meant as a text");
                   },
                   [&](const parse::OutOfRange&) {
                     Report(Code::kTestWrongType, node.span, "the number " + Quoted(node.text) + " is too long",
                            "quote it if it is meant as a text");
                   },
               },
               parse::ResolveScalar(node));
  }

  bool IsJsonNumber(std::string_view text) {
    EventBuffer::Error error;
    const Value* value = buffer_.Parse(text, &error);
    return value != nullptr && value->kind == Value::Kind::kNumber;
  }

  const base::SourceFile& file_;
  base::Diagnostics& diagnostics_;
  std::size_t errors_before_;
  EventBuffer buffer_;
};

std::string_view NameOf(const ir::Rule& rule) { return rule.title.empty() ? rule.id : rule.title; }

// Which rules must match: by rule.
std::optional<std::vector<bool>> ExpectedMatches(const RuleTestFile& file, const RuleTest& test,
                                                 std::span<const ir::Rule> rules, base::Diagnostics& diagnostics) {
  if (const bool* all = std::get_if<bool>(&test.match)) return std::vector<bool>(rules.size(), *all);
  std::vector<bool> expected(rules.size());
  bool complete = true;
  for (const NamedRule& named : std::get<std::vector<NamedRule>>(test.match)) {
    bool found = false;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (rules[i].id != named.name && rules[i].title != named.name) continue;
      expected[i] = true;
      found = true;
    }
    if (found) continue;
    complete = false;
    std::vector<std::string_view> names;
    for (const ir::Rule& rule : rules) names.push_back(rule.title);
    const std::string_view nearest = base::NearestName(named.name, names);
    diagnostics.Report(Code::kTestUnknownRule, *file.file, named.span,
                       "the rule file has no rule with the id or title " + Quoted(named.name),
                       nearest.empty() ? std::string() : "did you mean " + Quoted(nearest) + "?");
  }
  if (!complete) return std::nullopt;
  return expected;
}

// Adds a sentence for each rule that does not do as expected. `where` starts it: "", or "record 3: ".
void CheckEvent(const Value& event, std::span<const ir::Rule> rules, const std::vector<bool>& expected,
                std::string_view where, std::vector<std::string>* failures) {
  for (std::size_t i = 0; i < rules.size() && failures->size() < kMaxFailures; ++i) {
    const bool matches = Evaluate(rules[i], event);
    if (matches == expected[i]) continue;
    failures->push_back(std::string(where) + "the rule " + Quoted(NameOf(rules[i])) +
                        (matches ? " matches, and should not" : " does not match, and should"));
  }
}

void CheckEventsFile(const std::string& path, std::span<const ir::Rule> rules, const std::vector<bool>& expected,
                     std::vector<std::string>* failures) {
  EventReader reader = EventReader::Open(path);
  bool is_empty = true;
  while (failures->size() < kMaxFailures) {
    switch (reader.ReadNext()) {
      case EventReader::Next::kEvent: {
        is_empty = false;
        const std::string where = "record " + std::to_string(reader.event().position.record) + ": ";
        CheckEvent(*reader.event().value, rules, expected, where, failures);
        break;
      }
      case EventReader::Next::kFault:
        is_empty = false;
        failures->push_back(path + ":" + std::to_string(reader.fault().position.line) + ": " + reader.fault().message);
        break;
      case EventReader::Next::kEnd:
        if (is_empty) failures->push_back(Quoted(path) + " has no events");
        return;
    }
  }
}

std::string Beside(const base::SourceFile& file, const std::string& path) {
  return (std::filesystem::path(file.path()).parent_path() / path).string();
}

}  // namespace

base::Result<RuleTestFile> ParseRuleTests(const base::SourceFile& file, base::Diagnostics& diagnostics) {
  return Parser(file, diagnostics).Parse();
}

std::string RulePathOf(const RuleTestFile& tests) {
  if (!tests.rule.empty()) return Beside(*tests.file, tests.rule);
  std::string_view path = tests.file->path();
  if (path.ends_with(kTestSuffix)) path.remove_suffix(kTestSuffix.size());
  return std::string(path) + std::string(kRuleExtension);
}

std::string TestPathOf(std::string_view rule_path) {
  if (rule_path.ends_with(kRuleExtension)) rule_path.remove_suffix(kRuleExtension.size());
  return std::string(rule_path) + std::string(kTestSuffix);
}

std::vector<RuleTestResult> RunRuleTests(const RuleTestFile& tests, std::span<const ir::Rule> rules,
                                         base::Diagnostics& diagnostics) {
  std::vector<RuleTestResult> results;
  EventBuffer buffer;
  for (const RuleTest& test : tests.tests) {
    RuleTestResult& result = results.emplace_back();
    result.test = &test;
    const auto expected = ExpectedMatches(tests, test, rules, diagnostics);
    if (!expected) {
      result.failures.emplace_back("it names a rule that is not there");
    } else if (!test.events_file.empty()) {
      CheckEventsFile(Beside(*tests.file, test.events_file), rules, *expected, &result.failures);
    } else {
      EventBuffer::Error error;
      const Value* event = buffer.Parse(test.event, &error);
      if (event == nullptr) {
        result.failures.push_back("the event is not valid JSON: " + error.message);
      } else {
        CheckEvent(*event, rules, *expected, "", &result.failures);
      }
    }
  }
  return results;
}

}  // namespace sigmatic::eval
