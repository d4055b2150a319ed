#include "compiler/parse/condition_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ast/condition.h"
#include "compiler/yaml/reader.h"
#include "tests/compiler/parse/testing.h"

namespace sigmatic::parse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Parsed {
  std::unique_ptr<base::SourceFile> file;
  base::Diagnostics diagnostics;
  base::Result<ast::Condition> condition = base::Failure{};
};

// Parses a YAML scalar as it stands in a file.
Parsed ParseScalar(std::string yaml_text) {
  Parsed parsed;
  parsed.file = std::make_unique<base::SourceFile>("condition.yml", std::move(yaml_text));
  const base::Result<std::vector<yaml::Node>> documents = yaml::Read(*parsed.file, parsed.diagnostics);
  EXPECT_TRUE(documents.ok() && documents->size() == 1);
  parsed.condition = ParseCondition(*parsed.file, documents->at(0), parsed.diagnostics);
  return parsed;
}

std::string Shown(std::string_view text) {
  const Parsed parsed = ParseScalar(std::string(text));
  if (!parsed.condition.ok()) return "error: " + FirstMessage(parsed.diagnostics);
  return Show(*parsed.condition, parsed.condition->root);
}

TEST(ConditionTest, BindsFromTheTightest) {
  EXPECT_EQ(Shown("a"), "a");
  EXPECT_EQ(Shown("a and b or c and not d"), "or(and(a, b), and(c, not(d)))");
  EXPECT_EQ(Shown("a or b and c or d"), "or(a, and(b, c), d)");
  EXPECT_EQ(Shown("not a and b"), "and(not(a), b)");
  EXPECT_EQ(Shown("not not a"), "not(not(a))");
  EXPECT_EQ(Shown("not (a or b) and (c)"), "and(not(or(a, b)), c)");
  EXPECT_EQ(Shown("(a and b) and c"), "and(and(a, b), c)");
  EXPECT_EQ(Shown("not 1 of a* and all of them"), "and(not(1:a*), all:them)");
}

TEST(ConditionTest, KnowsEveryQuantifier) {
  EXPECT_EQ(Shown("1 of them"), "1:them");
  EXPECT_EQ(Shown("any of selection*"), "1:selection*");
  EXPECT_EQ(Shown("all of *_filter"), "all:*_filter");
  EXPECT_EQ(Shown("3 of sel_*_x*"), "3:sel_*_x*");
  EXPECT_EQ(Shown("1 of selection"), "1:selection");
  EXPECT_EQ(Shown("all of *"), "all:*");
}

TEST(ConditionTest, KeywordsComeInAnyCase) {
  EXPECT_EQ(Shown("a AND b Or NOT c"), "or(and(a, b), not(c))");
  EXPECT_EQ(Shown("ALL OF THEM or Any Of x*"), "or(all:them, 1:x*)");
}

TEST(ConditionTest, NamesMayLookLikeKeywords) {
  EXPECT_EQ(Shown("not_x and and_y or or-z"), "or(and(not_x, and_y), or-z)");
  EXPECT_EQ(Shown("all and them and any and 1 and of1"), "and(all, them, any, 1, of1)");
  EXPECT_EQ(Shown("1selection or 4625 or -x or _y"), "or(1selection, 4625, -x, _y)");
  EXPECT_EQ(Shown("nota"), "nota");
}

TEST(ConditionTest, ParenthesesNeedNoSpaces) {
  EXPECT_EQ(Shown("(a)and(b)or(not(c))"), "or(and(a, b), not(c))");
  EXPECT_EQ(Shown("((a))"), "a");
}

TEST(ConditionTest, NodesKnowTheirPlace) {
  const Parsed parsed = ParseScalar("a and (not b or 1 of c*)");
  ASSERT_TRUE(parsed.condition.ok());
  std::vector<std::string> places;
  for (const ast::ConditionNode& node : parsed.condition->nodes) places.emplace_back(parsed.file->Slice(node.span));
  EXPECT_THAT(places, ElementsAre("a", "b", "not b", "1 of c*", "not b or 1 of c*", "a and (not b or 1 of c*"));
  EXPECT_EQ(parsed.file->Slice(parsed.condition->span), "a and (not b or 1 of c*)");
}

TEST(ConditionTest, ChildrenStandBeforeTheirParents) {
  const Parsed parsed = ParseScalar("not (a and b or c) and (d or not 1 of e*)");
  ASSERT_TRUE(parsed.condition.ok());
  const std::vector<ast::ConditionNode>& nodes = parsed.condition->nodes;
  EXPECT_EQ(parsed.condition->root, nodes.size() - 1);
  for (ast::ConditionIndex i = 0; i < nodes.size(); ++i) {
    if (const auto* node = std::get_if<ast::ConditionAnd>(&nodes[i].node)) {
      for (const ast::ConditionIndex operand : node->operands) EXPECT_LT(operand, i);
    }
    if (const auto* node = std::get_if<ast::ConditionOr>(&nodes[i].node)) {
      for (const ast::ConditionIndex operand : node->operands) EXPECT_LT(operand, i);
    }
    if (const auto* node = std::get_if<ast::ConditionNot>(&nodes[i].node)) {
      EXPECT_LT(node->operand, i);
    }
  }
}

TEST(ConditionTest, PlacesAreExactInQuotesAndWholeElsewhere) {
  EXPECT_THAT(Faults(*ParseScalar("'a b'").file, ParseScalar("'a b'").diagnostics),
              ElementsAre("kConditionSyntax 1:4-1:5"));
  const Parsed folded = ParseScalar(">\n  a and b\n  c\n");
  EXPECT_THAT(Faults(*folded.file, folded.diagnostics), ElementsAre("kConditionSyntax 1:1-3:4"));
  EXPECT_EQ(Shown("a and\n  b"), "and(a, b)");
  const Parsed escaped = ParseScalar(R"("a \x62")");
  EXPECT_THAT(Faults(*escaped.file, escaped.diagnostics), ElementsAre("kConditionSyntax 1:1-1:9"));
}

struct Case {
  std::string text;
  std::string fault;
  std::string message;
};

class ConditionFaultTest : public ::testing::TestWithParam<Case> {};

TEST_P(ConditionFaultTest, SaysWhereAndWhat) {
  const Parsed parsed = ParseScalar(GetParam().text);
  EXPECT_FALSE(parsed.condition.ok());
  EXPECT_THAT(Faults(*parsed.file, parsed.diagnostics), ElementsAre(GetParam().fault));
  EXPECT_THAT(FirstMessage(parsed.diagnostics), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, ConditionFaultTest,
    ::testing::Values(
        Case{"''", "kConditionSyntax 1:1-1:3", "empty"}, Case{"'  '", "kConditionSyntax 1:1-1:5", "empty"},
        Case{"a and", "kConditionSyntax 1:3-1:6", "nothing on its right"},
        Case{"a or )", "kConditionSyntax 1:3-1:5", "nothing on its right"},
        Case{"a AND or b", "kConditionSyntax 1:3-1:6", "`AND` has nothing on its right"},
        Case{"a and not", "kConditionSyntax 1:7-1:10", "`not` has nothing on its right"},
        Case{"and a", "kConditionSyntax 1:1-1:4", "nothing on its left"},
        Case{"(or a)", "kConditionSyntax 1:2-1:4", "nothing on its left"},
        Case{"a and (or b)", "kConditionSyntax 1:8-1:10", "nothing on its left"},
        Case{"a b", "kConditionSyntax 1:3-1:4", "no operator stands before `b`"},
        Case{"a not b", "kConditionSyntax 1:3-1:6", "no operator stands before `not`"},
        Case{"(a) (b)", "kConditionSyntax 1:5-1:6", "no operator stands before `(`"},
        Case{"1 of a* b", "kConditionSyntax 1:9-1:10", "no operator stands before `b`"},
        Case{"(a", "kConditionSyntax 1:1-1:2", "never closed"},
        Case{"a and (b or (c)", "kConditionSyntax 1:7-1:8", "never closed"},
        Case{"a)", "kConditionSyntax 1:2-1:3", "closes nothing"},
        Case{")", "kConditionSyntax 1:1-1:2", "closes nothing"}, Case{"a and ()", "kConditionSyntax 1:7-1:9", "empty"},
        Case{"a && b", "kConditionSyntax 1:3-1:4", "write `and`"},
        Case{"a || b", "kConditionSyntax 1:3-1:4", "write `or`"},
        Case{"a and !b", "kConditionSyntax 1:7-1:8", "write `not`"},
        Case{"a and \"b\"", "kConditionSyntax 1:7-1:8", "without quotes"},
        Case{"a, b", "kConditionSyntax 1:2-1:3", "`,` has no meaning"},
        Case{"a \xE2\x80\x93 b", "kConditionSyntax 1:3-1:4", "has no meaning"},
        Case{"sel*", "kConditionSyntax 1:1-1:5", "1 of sel*"},
        Case{"1 of", "kConditionSyntax 1:1-1:5", "of which detections"},
        Case{"all of and b", "kConditionSyntax 1:1-1:7", "of which detections"},
        Case{"1 of (a*)", "kConditionSyntax 1:1-1:5", "of which detections"},
        Case{"most of them", "kConditionSyntax 1:1-1:5", "no quantifier"},
        Case{"0 of them", "kSelectorCountImpossible 1:1-1:2", "not 1 of"},
        Case{"99999999999999999999999 of them", "kSelectorCountImpossible 1:1-1:24", "more than any rule has"},
        Case{"a | count() > 5", "kConditionAggregation 1:3-1:16", "correlation rule"},
        Case{"a and b | near c", "kConditionAggregation 1:9-1:17", "correlation rule"}));

TEST(ConditionLimitTest, Nesting) {
  const std::string open(kMaxConditionDepth, '(');
  const std::string close(kMaxConditionDepth, ')');
  EXPECT_EQ(Shown("'" + open + "a" + close + "'"), "a");
  EXPECT_THAT(Shown("'(" + open + "a" + close + ")'"), HasSubstr("nested deeper"));
  std::string nots;
  for (std::size_t i = 0; i <= kMaxConditionDepth; ++i) nots += "not ";
  EXPECT_THAT(Shown(nots + "a"), HasSubstr("nested deeper"));
  // Wide is not deep.
  std::string wide = "a";
  for (int i = 0; i < 1000; ++i) wide += " or (not a)";
  EXPECT_EQ(Shown(wide).substr(0, 10), "or(a, not(");
}

TEST(ConditionLimitTest, Length) {
  const Parsed parsed = ParseScalar(std::string(kMaxConditionBytes + 1, 'a'));
  EXPECT_THAT(Faults(*parsed.file, parsed.diagnostics), ElementsAre("kConditionLimit 1:1-1:16386"));
}

// Conditions made at random, printed with parentheses around everything, parse to themselves.
TEST(ConditionPropertyTest, ParsesWhatItPrints) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto pick = [&random](int size) { return std::uniform_int_distribution<int>(0, size - 1)(random); };
  struct Made {
    std::string written;
    std::string shown;
  };
  const auto make = [&pick](const auto& self, int depth) -> Made {
    const int kind = depth == 0 ? pick(2) : pick(5);
    if (kind == 0) {
      const std::string name(1, static_cast<char>('a' + pick(5)));
      return {name, name};
    }
    if (kind == 1) return pick(2) == 0 ? Made{"1 of x*", "1:x*"} : Made{"all of them", "all:them"};
    if (kind == 2) {
      const Made operand = self(self, depth - 1);
      return {"not (" + operand.written + ")", "not(" + operand.shown + ")"};
    }
    const std::string name = kind == 3 ? "and" : "or";
    const Made left = self(self, depth - 1);
    const Made right = self(self, depth - 1);
    return {"(" + left.written + ") " + name + " (" + right.written + ")",
            name + "(" + left.shown + ", " + right.shown + ")"};
  };
  for (int round = 0; round < 300; ++round) {
    const Made made = make(make, 5);
    ASSERT_EQ(Shown(made.written), made.shown);
  }
}

TEST(ConditionPropertyTest, RandomTextParsesOrFails) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::vector<std::string_view> pieces = {"a", "b*", "and",  "or",  "not", "(", ")",        "1",
                                                "0", "of", "them", "all", "|",   "!", "\xC3\xBC", ""};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < round % 12; ++i) {
      text += pieces[std::uniform_int_distribution<std::size_t>(0, pieces.size() - 1)(random)];
      text += ' ';
    }
    base::SourceFile file("condition.yml", "x");
    base::Diagnostics diagnostics;
    yaml::Node node;
    node.text = text;
    const bool ok = ParseCondition(file, node, diagnostics).ok();
    EXPECT_EQ(diagnostics.error_count(), ok ? 0U : 1U) << text;
  }
}

}  // namespace
}  // namespace sigmatic::parse
