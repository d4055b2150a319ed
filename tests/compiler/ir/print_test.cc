#include "compiler/ir/print.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "compiler/regex/parser.h"
#include "tests/compiler/ir/pattern_text.h"

namespace sigmatic::ir {
namespace {

std::string Printed(Expression expression) {
  Rule rule;
  rule.fields = {Field{"eventName", {}}, Field{"a b.\"c\"", {}}};
  rule.nodes = {Node{std::move(expression), {}}};
  return Print(rule);
}

regex::Regex ParseRegex(std::string_view pattern) {
  auto parsed = regex::Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
  return std::get<regex::Regex>(std::move(parsed));
}

base::Decimal Number(std::string_view text) { return *base::Decimal::Parse(text); }

TEST(Print, Strings) {
  EXPECT_EQ(Printed(StringMatch{0, PatternFromText("X")}), "eventName equals \"X\"\n");
  EXPECT_EQ(Printed(StringMatch{0, PatternFromText("")}), "eventName equals \"\"\n");
  EXPECT_EQ(Printed(StringMatch{0, PatternFromText("ab*c?")}), "eventName matches \"ab*c?\"\n");
  EXPECT_EQ(Printed(StringMatch{0, PatternFromText("X", true)}), "eventName equals \"X\" (cased)\n");
  EXPECT_EQ(Printed(StringMatch{0, Pattern{{Literal{"a*b?"}}, false}}), "eventName equals \"a\\*b\\?\"\n");
  EXPECT_EQ(Printed(StringMatch{0, Pattern{{Literal{"\"\\\n\x01\xC3\xA9"}}, false}}),
            "eventName equals \"\\\"\\\\\\n\\x01\xC3\xA9\"\n");
  EXPECT_EQ(Printed(StringMatch{1, PatternFromText("X")}), "\"a b.\\\"c\\\"\" equals \"X\"\n");
}

TEST(Print, OtherLeaves) {
  EXPECT_EQ(Printed(RegexMatch{0, ParseRegex("^a/\\d+$")}), "eventName finds /^a\\/\\d+$/\n");
  EXPECT_EQ(Printed(NumberEquals{0, Number("1.50"), "1.50"}), "eventName = 1.50\n");
  EXPECT_EQ(Printed(BooleanEquals{0, true}), "eventName = true\n");
  EXPECT_EQ(Printed(IsNull{0}), "eventName is null\n");
  EXPECT_EQ(Printed(Exists{0}), "eventName exists\n");
  EXPECT_EQ(Printed(NumberCompare{0, Comparison::kGreaterOrEqual, Number("5")}), "eventName >= 5\n");
  EXPECT_EQ(Printed(InNetwork{0, Network{false, {10, 0, 0, 0}, 8}}), "eventName in 10.0.0.0/8\n");
  EXPECT_EQ(Printed(InNetwork{0, Network{true, {0x20, 0x01, 0x0d, 0xb8}, 32}}), "eventName in 2001:db8::/32\n");
  EXPECT_EQ(Printed(FieldCompare{0, 1, FieldRelation::kStartsWith, true}),
            "eventName starts with field \"a b.\\\"c\\\"\" (cased)\n");
  EXPECT_EQ(Printed(TimePartCompare{0, TimePart::kHour, TimeComparison::kLess, 8}), "hour of eventName < 8\n");
  EXPECT_EQ(Printed(Keyword{PatternFromText("*x*")}), "any value matches \"*x*\"\n");
  EXPECT_EQ(Printed(KeywordRegex{ParseRegex("(?i)x")}), "any value finds /(?i)x/\n");
  EXPECT_EQ(Printed(Constant{true}), "always\n");
  EXPECT_EQ(Printed(Constant{false}), "never\n");
}

}  // namespace
}  // namespace sigmatic::ir
