#include "compiler/ir/alternatives.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/compiler/ir/pattern_text.h"

namespace sigmatic::ir {
namespace {

using testing::ElementsAre;

TEST(GroupAlternatives, CollectsLiteralsOfOneFieldAndCase) {
  Rule rule;
  rule.fields = {Field{"f", {}}, Field{"g", {}}};
  const auto add = [&rule](Expression expression) { rule.nodes.push_back(Node{std::move(expression), {}}); };
  add(StringMatch{0, PatternFromText("a")});        // 0
  add(StringMatch{1, PatternFromText("b")});        // 1
  add(StringMatch{0, PatternFromText("c*")});       // 2: no literal
  add(StringMatch{0, PatternFromText("d", true)});  // 3: cased
  add(StringMatch{0, PatternFromText("e")});        // 4
  add(IsNull{0});                                   // 5
  add(StringMatch{0, PatternFromText("f", true)});  // 6
  add(StringMatch{0, PatternFromText("")});         // 7
  std::vector<std::vector<NodeIndex>> groups;
  for (const Alternatives& group : GroupAlternatives(rule, Or{{0, 1, 2, 3, 4, 5, 6, 7}})) {
    groups.push_back(group.members);
    EXPECT_EQ(group.IsList(), group.members.size() > 1);
  }
  EXPECT_THAT(groups,
              ElementsAre(ElementsAre(0, 4, 7), ElementsAre(1), ElementsAre(2), ElementsAre(3, 6), ElementsAre(5)));
}

TEST(GroupAlternatives, NothingToGroup) { EXPECT_TRUE(GroupAlternatives(Rule{}, Or{}).empty()); }

}  // namespace
}  // namespace sigmatic::ir
