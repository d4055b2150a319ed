#include "compiler/eval/rule_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/eval/evaluate.h"
#include "compiler/eval/event_buffer.h"
#include "compiler/eval/event_reader.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"
#include "tests/compiler/eval/rule_builder.h"
#include "tests/corpus.h"

namespace sigmatic::eval {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::uint32_t> Match(const std::vector<ir::Rule>& rules, std::string_view json) {
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* event = buffer.Parse(json, &error);
  EXPECT_NE(event, nullptr) << json;
  if (event == nullptr) return {};
  const RuleSet set(rules);
  RuleSet::Scratch scratch(set);
  std::vector<std::uint32_t> matching = {99};
  set.Match(*event, &scratch, &matching);
  return matching;
}

TEST(RuleSetTest, NoRules) { EXPECT_THAT(Match({}, R"({"a":1})"), IsEmpty()); }

TEST(RuleSetTest, SaysWhichRulesMatch) {
  std::vector<ir::Rule> rules;
  for (const std::string_view value : {"one", "two", "ONE", "o*"}) {
    RuleBuilder builder;
    builder.Match("a", value);
    rules.push_back(builder.rule());
  }
  RuleBuilder negation;
  negation.Not(negation.Match("a", "one"));
  rules.push_back(negation.rule());
  EXPECT_THAT(Match(rules, R"({"a":"One"})"), ElementsAre(0, 2, 3));
  EXPECT_THAT(Match(rules, R"({"a":["two","x"]})"), ElementsAre(1, 4));
  EXPECT_THAT(Match(rules, "{}"), ElementsAre(4));
  EXPECT_THAT(Match(rules, "[]"), ElementsAre(4));
}

TEST(RuleSetTest, FoldingsOfAnotherLength) {
  RuleBuilder builder;
  builder.Match("a", "kk");
  EXPECT_THAT(Match({builder.rule()}, "{\"a\":\"\xE2\x84\xAA\xE2\x84\xAA\"}"), ElementsAre(0));  // two KELVIN SIGNs
  RuleBuilder other;
  other.Match("a", "\xE2\x84\xAA");
  EXPECT_THAT(Match({other.rule()}, R"({"a":"k"})"), ElementsAre(0));
}

TEST(RuleSetTest, OwnKeysWinAlsoAmongManyFields) {
  RuleBuilder dotted;
  dotted.Match("a.b", "1");
  RuleBuilder outer;
  outer.Add(ir::Exists{outer.Field("a")});
  const std::vector<ir::Rule> rules = {dotted.rule(), outer.rule()};
  EXPECT_THAT(Match(rules, R"({"a":{"b":1},"a.b":2})"), ElementsAre(1));
  EXPECT_THAT(Match(rules, R"({"a.b":1})"), ElementsAre(0));
  EXPECT_THAT(Match(rules, R"({"a":[{"b":2},{"b":[[1]]}]})"), ElementsAre(0, 1));
}

TEST(RuleSetTest, ForgetsTheEventBefore) {
  RuleBuilder builder;
  builder.Or({builder.Match("a", "x"), builder.Match("a", "*y*"), builder.Add(ir::Keyword{MakePattern("*z*")})});
  const std::vector<ir::Rule> rules = {builder.rule()};
  const RuleSet set(rules);
  RuleSet::Scratch scratch(set);
  EventBuffer buffer;
  EventBuffer::Error error;
  std::vector<std::uint32_t> matching;
  for (const auto& [json, holds] : {std::pair<std::string_view, bool>{R"({"a":"x"})", true},
                                    {"{}", false},
                                    {R"({"a":"yyy"})", true},
                                    {R"({"a":"b"})", false},
                                    {R"({"b":["z"]})", true},
                                    {R"({"b":[""]})", false}}) {
    set.Match(*buffer.Parse(json, &error), &scratch, &matching);
    EXPECT_EQ(!matching.empty(), holds) << json;
  }
}

// Random rules and events over so few names and values that leaves are often true.
class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::string Event() {
    std::string json = "{";
    for (std::size_t i = Below(5); i > 0; --i) {
      if (json.size() > 1) json += ",";
      json += "\"" + std::string(Field()) + "\":" + Json(3);
    }
    return json + "}";
  }

  ir::Rule Rule() {
    RuleBuilder builder;
    Node(&builder, 3);
    return builder.rule();
  }

 private:
  std::size_t Below(std::size_t bound) { return random_() % bound; }

  template <std::size_t n>
  std::string_view OneOf(const std::array<std::string_view, n>& items) {
    return items.at(Below(n));
  }

  std::string_view Field() {
    static constexpr std::array<std::string_view, 7> kNames = {"a", "b", "c", "a.b", "a.b.c", "b.a", ""};
    return OneOf(kNames);
  }

  std::string Json(int depth) {
    static constexpr std::array<std::string_view, 22> kScalars = {"null",
                                                                  "true",
                                                                  "false",
                                                                  "0",
                                                                  "1",
                                                                  "1.0",
                                                                  "10",
                                                                  "-1",
                                                                  "1e1",
                                                                  "\"\"",
                                                                  "\"a\"",
                                                                  "\"A\"",
                                                                  "\"ab\"",
                                                                  "\"1\"",
                                                                  "\"true\"",
                                                                  "\"k\"",
                                                                  "\"\xE2\x84\xAA\"",
                                                                  "\"\xC3\x89\"",
                                                                  R"("b\nab")",
                                                                  "\"10.0.0.1\"",
                                                                  "\"2023-07-10T11:45:59Z\"",
                                                                  "1688989559"};
    switch (depth > 0 ? Below(6) : 5) {
      case 0: {
        std::string json = "[";
        for (std::size_t i = Below(4); i > 0; --i) json += (json.size() > 1 ? "," : "") + Json(depth - 1);
        return json + "]";
      }
      case 1:
      case 2: {
        static constexpr std::array<std::string_view, 4> kKeys = {"a", "b", "c", "a.b"};
        std::string json = "{";
        for (std::size_t i = Below(3); i > 0; --i) {
          json += (json.size() > 1 ? "," : "") + ("\"" + std::string(OneOf(kKeys)) + "\":" + Json(depth - 1));
        }
        return json + "}";
      }
      default:
        return std::string(OneOf(kScalars));
    }
  }

  ir::NodeIndex Node(RuleBuilder* builder, int depth) {
    switch (depth > 0 ? Below(5) : 4) {
      case 0:
        return builder->And(Nodes(builder, depth - 1));
      case 1:
      case 2:
        return builder->Or(Nodes(builder, depth - 1));
      case 3: {
        const ir::NodeIndex operand = Node(builder, depth - 1);
        return builder->Not(operand);
      }
      default:
        return Leaf(builder);
    }
  }

  std::vector<ir::NodeIndex> Nodes(RuleBuilder* builder, int depth) {
    std::vector<ir::NodeIndex> nodes;
    for (std::size_t i = Below(5); i > 0; --i) nodes.push_back(Node(builder, depth));
    return nodes;
  }

  ir::NodeIndex Leaf(RuleBuilder* builder) {
    static constexpr std::array<std::string_view, 23> kPatterns = {
        "",   "a",  "A",   "ab", "1", "1.0", "true", "k",   "\xE2\x84\xAA", "\xC3\xA9", "{}",        "{\"a\":1}",
        "a*", "*b", "*A*", "*",  "?", "?*",  "*1*",  "b*b", "*\"a\"*",      "*k",       "*\xC3\xA9*"};
    static constexpr std::array<std::string_view, 6> kRegexes = {"a", "^a", "B$", "^[0-9]+$", ".", "^$"};
    static constexpr std::array<std::string_view, 5> kNumbers = {"0", "1", "10", "-1", "1688989559"};
    const ir::FieldIndex field = builder->Field(Field());
    const bool cased = Below(4) == 0;
    switch (Below(16)) {
      case 0:
        return builder->Regex(Field(), OneOf(kRegexes), {.ignore_case = Below(2) == 0});
      case 1:
        return builder->Number(Field(), OneOf(kNumbers));
      case 2:
        return builder->Add(ir::BooleanEquals{field, Below(2) == 0});
      case 3:
        return builder->Add(ir::IsNull{field});
      case 4:
        return builder->Add(ir::Exists{field});
      case 5:
        return builder->Compare(Field(), static_cast<ir::Comparison>(Below(4)), OneOf(kNumbers));
      case 6:
        return builder->Add(ir::InNetwork{field, ir::Network{false, {10}, 8}});
      case 7: {
        const ir::FieldIndex right = builder->Field(Field());
        return builder->Add(ir::FieldCompare{field, right, static_cast<ir::FieldRelation>(Below(4)), cased});
      }
      case 8:
        return builder->Add(ir::TimePartCompare{field, static_cast<ir::TimePart>(Below(6)),
                                                static_cast<ir::TimeComparison>(Below(5)),
                                                static_cast<std::int64_t>(Below(30))});
      case 9:
        return builder->Add(ir::Keyword{MakePattern("*" + std::string(OneOf(kPatterns)) + "*", cased)});
      case 10:
        return builder->Add(ir::KeywordRegex{MakeRegex(OneOf(kRegexes))});
      case 11:
        return builder->Add(ir::Constant{Below(2) == 0});
      default:
        return builder->Match(Field(), OneOf(kPatterns), cased);
    }
  }

  std::mt19937 random_;
};

// Both evaluators on all events of one round.
void ExpectAgreement(const std::vector<ir::Rule>& rules, const RuleSet& set, RuleSet::Scratch* scratch,
                     const Value& event, std::string_view text) {
  std::vector<std::uint32_t> expected;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (Evaluate(rules[i], event)) expected.push_back(static_cast<std::uint32_t>(i));
  }
  std::vector<std::uint32_t> matching;
  set.Match(event, scratch, &matching);
  EXPECT_EQ(matching, expected) << text;
}

TEST(RuleSetTest, AgreesWithTheReference) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Generator generator(seed);
  EventBuffer buffer;
  EventBuffer::Error error;
  for (int round = 0; round < 60; ++round) {
    std::vector<ir::Rule> rules;
    rules.reserve(30);
    for (int i = 0; i < 30; ++i) rules.push_back(generator.Rule());
    const RuleSet set(rules);
    RuleSet::Scratch scratch(set);
    for (int i = 0; i < 40; ++i) {
      const std::string json = generator.Event();
      const Value* event = buffer.Parse(json, &error);
      ASSERT_NE(event, nullptr) << json;
      ExpectAgreement(rules, set, &scratch, *event, json);
      if (HasFailure()) return;
    }
  }
}

// The rules for AWS on real CloudTrail logs.
TEST(RuleSetTest, AgreesWithTheReferenceOnRealRulesAndLogs) {
  const std::filesystem::path rule_folder = tests::CorpusFolder("sigmahq/rules/cloud/aws");
  const std::filesystem::path event_folder = tests::CorpusFolder("cloudtrail");
  if (rule_folder.empty() || event_folder.empty()) {
    GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/rules/cloud/aws and cloudtrail";
  }
  std::vector<std::unique_ptr<base::SourceFile>> files;
  std::vector<ir::Rule> rules;
  base::Diagnostics diagnostics;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(rule_folder)) {
    if (entry.path().extension() != ".yml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back(
        std::make_unique<base::SourceFile>(entry.path().string(), std::string(std::istreambuf_iterator<char>(in), {})));
    for (const auto& parsed : parse::ParseRules(*files.back(), diagnostics)) {
      if (!parsed) continue;
      if (auto rule = sema::Analyze(*parsed, diagnostics)) rules.push_back(*std::move(rule));
    }
  }
  ASSERT_FALSE(rules.empty());
  const RuleSet set(rules);
  RuleSet::Scratch scratch(set);
  std::string error;
  const auto paths = ExpandEventPaths(event_folder, &error);
  ASSERT_TRUE(paths.has_value()) << error;
  std::size_t count = 0;
  for (const std::string& path : *paths) {
    EventReader reader = EventReader::Open(path);
    for (auto next = reader.ReadNext(); next != EventReader::Next::kEnd; next = reader.ReadNext()) {
      if (next == EventReader::Next::kFault) continue;
      ++count;
      ExpectAgreement(rules, set, &scratch, *reader.event().value, reader.event().text);
      ASSERT_FALSE(HasFailure()) << path;
    }
  }
  std::cout << rules.size() << " rules, " << count << " events\n";
  EXPECT_GT(count, 0U);
}

}  // namespace
}  // namespace sigmatic::eval
