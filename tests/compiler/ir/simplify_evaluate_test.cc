// Simplify against the reference evaluator: the same value on every event, whatever the leaves are.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/eval/evaluate.h"
#include "compiler/eval/event_buffer.h"
#include "compiler/ir/print.h"
#include "compiler/ir/simplify.h"
#include "compiler/regex/parser.h"
#include "tests/compiler/ir/pattern_text.h"
#include "tests/compiler/ir/random_rule.h"

namespace sigmatic::ir {
namespace {

regex::Regex ParseRegex(std::string_view pattern) {
  auto parsed = regex::Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
  return std::get<regex::Regex>(std::move(parsed));
}

Expression RandomLeaf(std::mt19937* random) {
  const auto pick = [random](std::size_t count) { return static_cast<std::uint32_t>((*random)() % count); };
  const FieldIndex field = pick(2);
  const std::array patterns = {"a", "A", "*", "", "a*", "?", "5", "*a*", "10.0.0.1"};
  switch (pick(10)) {
    case 0:
      return RegexMatch{field, ParseRegex(pick(2) == 0 ? "^a" : "(?i)a")};
    case 1:
      return NumberEquals{field, base::Decimal::FromInteger(5), pick(2) == 0 ? "5" : "5.0"};
    case 2:
      return BooleanEquals{field, pick(2) == 0};
    case 3:
      return IsNull{field};
    case 4:
      return Exists{field};
    case 5:
      return NumberCompare{field, pick(2) == 0 ? Comparison::kLess : Comparison::kGreaterOrEqual,
                           base::Decimal::FromInteger(5)};
    case 6:
      return InNetwork{field, Network{false, {10, 0, 0, 0}, static_cast<std::uint8_t>(pick(2) == 0 ? 8 : 31)}};
    case 7:
      return FieldCompare{field, 1 - field, FieldRelation::kStartsWith, pick(2) == 0};
    default:
      return StringMatch{field, PatternFromText(patterns.at(pick(patterns.size())), pick(2) == 0)};
  }
}

TEST(SimplifyAndEvaluate, AgreeOnRandomRules) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::array values = {"",     "null", "\"a\"",        "\"A\"", "5",        "\"5\"",        "\"5.0\"",  "true",
                             "\"\"", "[]",   "[null,\"a\"]", "4",     "\"true\"", "\"10.0.0.1\"", "{\"x\":1}"};
  std::vector<std::string> events;
  for (const std::string f : values) {
    for (const std::string g : values) {
      std::string event = f.empty() ? "" : "\"f\":" + f;
      if (!g.empty()) event += (event.empty() ? "" : ",") + ("\"g\":" + g);
      events.push_back("{" + event + "}");
    }
  }
  eval::EventBuffer buffer;
  int found = 0;
  for (int i = 0; i < 200; ++i) {
    constexpr std::size_t kLeaves = 6;
    Rule rule = RandomRule(kLeaves, 1 + random() % 15, &random);
    rule.fields = {Field{"f", {}}, Field{"g", {}}};
    for (std::size_t leaf = 0; leaf < 2 * kLeaves; ++leaf) rule.nodes[leaf].expression = RandomLeaf(&random);
    const Rule simple = Simplify(rule);
    for (const std::string& event : events) {
      eval::EventBuffer::Error error;
      const eval::Value* value = buffer.Parse(event, &error);
      ASSERT_NE(value, nullptr) << event << ": " << error.message;
      const bool expected = eval::Evaluate(rule, *value);
      found += expected ? 1 : 0;
      ASSERT_EQ(eval::Evaluate(simple, *value), expected) << event << " on\n"
                                                          << Print(rule) << "became\n"
                                                          << Print(simple);
    }
  }
  EXPECT_GT(found, 0);
}

}  // namespace
}  // namespace sigmatic::ir
