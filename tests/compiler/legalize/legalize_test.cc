#include "compiler/legalize/legalize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sigmatic::legalize {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr CapabilityTable MakeTable() {
  CapabilityTable table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = Capability{static_cast<Construct>(i), FieldTypes::All(), "written so", "", "", "a page"};
  }
  table[static_cast<std::size_t>(Construct::kKeyword)] =
      Capability{Construct::kKeyword, {}, "", "it has no such search", "name the field", "a page"};
  table[static_cast<std::size_t>(Construct::kTimePart)] =
      Capability{Construct::kTimePart, {}, "", "it has no clock", "drop it", "a page"};
  table[static_cast<std::size_t>(Construct::kNumberCompare)] =
      Capability{Construct::kNumberCompare, {fields::FieldType::kNumber}, "f < 1",
                 "text is ordered as text", "map it as a number",         "a page"};
  return table;
}

struct Toy {
  static constexpr std::string_view kTitle = "Toy";
  static constexpr CapabilityTable kCapabilities = MakeTable();
  static void CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics) {
    if (std::holds_alternative<ir::IsNull>(node.expression)) {
      diagnostics.Report(base::Code::kTargetCannotExpress, *rule.rule.file, node.span, "no nulls here");
    }
  }
};
static_assert(IsTotal(Toy::kCapabilities));

// Tables with a hole are no tables.
constexpr CapabilityTable WithoutReason() {
  CapabilityTable table = MakeTable();
  table[0].on = {};
  return table;
}
static_assert(!IsTotal(WithoutReason()));
static_assert(!IsTotal(CapabilityTable{}));

class LegalizeTest : public ::testing::Test {
 protected:
  LegalizeTest() {
    rule_.rule.file = &file_;
    rule_.rule.fields.push_back(ir::Field{"size", {}});
    rule_.fields.push_back(fields::MappedField{"size", {{"size", false}}, {}, fields::FieldType::kText, {}});
  }
  ir::NodeIndex Add(ir::Expression expression, base::Span span = {}) {
    rule_.rule.nodes.push_back(ir::Node{std::move(expression), span});
    rule_.rule.root = static_cast<ir::NodeIndex>(rule_.rule.nodes.size() - 1);
    return rule_.rule.root;
  }

  base::SourceFile file_{"rule.yml", "0123456789"};
  fields::MappedRule rule_;
  base::Diagnostics diagnostics_;
};

TEST_F(LegalizeTest, ALegalRulePasses) {
  Add(ir::Exists{0});
  EXPECT_TRUE(Legalize<Toy>(rule_, diagnostics_).ok());
  EXPECT_THAT(diagnostics_.all(), SizeIs(0));
}

TEST_F(LegalizeTest, ReportsEveryRefusalWithPlaceReasonAndWayOut) {
  const auto keyword = Add(ir::Keyword{}, {1, 2});
  const auto compare = Add(ir::NumberCompare{0, ir::Comparison::kLess, base::Decimal::FromInteger(1)}, {3, 4});
  const auto time = Add(ir::TimePartCompare{0, ir::TimePart::kHour, ir::TimeComparison::kEqual, 1}, {5, 6});
  const auto null = Add(ir::IsNull{0}, {7, 8});
  Add(ir::And{{keyword, compare, time, null}});
  EXPECT_FALSE(Legalize<Toy>(rule_, diagnostics_).ok());
  ASSERT_THAT(diagnostics_.all(), SizeIs(4));
  EXPECT_EQ(diagnostics_.all()[0].message, "Toy cannot express a keyword anywhere in the event: it has no such search");
  EXPECT_EQ(diagnostics_.all()[0].hint, "name the field");
  EXPECT_EQ(diagnostics_.all()[0].span, (base::Span{1, 2}));
  EXPECT_EQ(diagnostics_.all()[1].message,
            "Toy cannot express a numeric comparison on `size`, which is text there: text is ordered as text");
  EXPECT_EQ(diagnostics_.all()[2].message, "Toy cannot express a part of a time (on `size`): it has no clock");
  EXPECT_EQ(diagnostics_.all()[3].message, "no nulls here");
}

TEST_F(LegalizeTest, OneCauseIsSaidOncePerLeaf) {
  static constexpr CapabilityTable kTable = [] {
    CapabilityTable table = MakeTable();
    for (const Construct construct : {Construct::kStringPattern, Construct::kSingleWildcard, Construct::kCased}) {
      table[static_cast<std::size_t>(construct)] =
          Capability{construct, {fields::FieldType::kJson}, "x", "it is no document", "map it as one", "a page"};
    }
    return table;
  }();
  Add(ir::StringMatch{0, ir::Pattern{{ir::AnyOne{}}, true}});
  EXPECT_FALSE(CheckRule(rule_, "Toy", kTable, &Toy::CheckLeaf, diagnostics_));
  EXPECT_THAT(diagnostics_.all(), SizeIs(1));
}

TEST_F(LegalizeTest, TheTypeOfTheFieldDecides) {
  rule_.fields[0].type = fields::FieldType::kNumber;
  Add(ir::NumberCompare{0, ir::Comparison::kLess, base::Decimal::FromInteger(1)});
  EXPECT_TRUE(Legalize<Toy>(rule_, diagnostics_).ok());
}

TEST_F(LegalizeTest, NodesThatTheRuleDoesNotUseDoNotMatter) {
  Add(ir::Keyword{});
  Add(ir::Exists{0});
  EXPECT_TRUE(Legalize<Toy>(rule_, diagnostics_).ok());
}

TEST_F(LegalizeTest, BothFieldsOfAComparisonAreAsked) {
  rule_.rule.fields.push_back(ir::Field{"other", {}});
  rule_.fields.push_back(fields::MappedField{"other", {{"other", false}}, {}, fields::FieldType::kObject, {}});
  struct TextOnly {
    static constexpr CapabilityTable Make() {
      CapabilityTable table = MakeTable();
      table[static_cast<std::size_t>(Construct::kFieldEquals)] = Capability{
          Construct::kFieldEquals, {fields::FieldType::kText}, "a = b", "only texts compare", "use a text", "a page"};
      return table;
    }
  };
  static constexpr CapabilityTable kTable = TextOnly::Make();
  Add(ir::FieldCompare{0, 1, ir::FieldRelation::kEquals, false});
  EXPECT_FALSE(CheckRule(rule_, "Toy", kTable, &Toy::CheckLeaf, diagnostics_));
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  EXPECT_THAT(diagnostics_.all()[0].message, HasSubstr("`other`, which is an object there"));
}

}  // namespace
}  // namespace sigmatic::legalize
