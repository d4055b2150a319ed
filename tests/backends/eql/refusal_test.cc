#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/backends/eql/rule_builder.h"

namespace sigmatic::eql {
namespace {

using fields::FieldType;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// One error, with a hint.
::testing::AssertionResult IsRefusedOnce(RuleBuilder& rule) {
  const std::string result = rule.Compile();
  const auto& all = rule.diagnostics().all();
  if (all.size() == 1 && !all.front().hint.empty()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << all.size() << " diagnostics: " << result;
}

// Every kind of leaf on every type: a query where the type is in the list, else exactly one refusal.
class LeafOnTypeTest : public ::testing::TestWithParam<FieldType> {};

constexpr std::array kAllTypes = {FieldType::kText,      FieldType::kNumber, FieldType::kBoolean, FieldType::kAddress,
                                  FieldType::kFlattened, FieldType::kJson,   FieldType::kObject};

TEST_P(LeafOnTypeTest, IsCompiledOrRefused) {
  const FieldType type = GetParam();
  const auto expect = [type](const char* leaf, legalize::FieldTypes accepted, auto add) {
    SCOPED_TRACE(leaf);
    RuleBuilder rule;
    add(rule, rule.Field("f", type));
    if (accepted.Contains(type)) {
      EXPECT_THAT(rule.Compile(), StartsWith("any where "));
      EXPECT_FALSE(rule.diagnostics().HasErrors());
    } else {
      EXPECT_TRUE(IsRefusedOnce(rule));
    }
  };
  using F = ir::FieldIndex;
  using R = RuleBuilder&;
  expect("whole number as string", {FieldType::kText, FieldType::kNumber}, [](R r, F f) { r.Match(f, Text("5")); });
  expect("true as string", {FieldType::kText, FieldType::kBoolean}, [](R r, F f) { r.Match(f, Text("true")); });
  expect("address as string", {FieldType::kText, FieldType::kAddress}, [](R r, F f) { r.Match(f, Text("192.0.2.1")); });
  expect("word", {FieldType::kText}, [](R r, F f) { r.Match(f, Text("word")); });
  expect("empty", {FieldType::kText}, [](R r, F f) { r.Match(f, Text("")); });
  expect("wildcards", {FieldType::kText}, [](R r, F f) { r.Match(f, Glob("a*b?c")); });
  expect("cased wildcards", {FieldType::kText}, [](R r, F f) { r.Match(f, Glob("a*", true)); });
  expect("literal star", {FieldType::kText}, [](R r, F f) { r.Match(f, Glob("a\\**")); });
  expect("regex", {FieldType::kText}, [](R r, F f) { r.Regex(f, "^a"); });
  expect("number", {FieldType::kText, FieldType::kNumber}, [](R r, F f) { r.Number(f, "5"); });
  expect("boolean", {FieldType::kText, FieldType::kBoolean}, [](R r, F f) { r.Add(ir::BooleanEquals{f, true}); });
  const legalize::FieldTypes readable = {FieldType::kText, FieldType::kNumber, FieldType::kBoolean,
                                         FieldType::kAddress};
  expect("null", readable, [](R r, F f) { r.Add(ir::IsNull{f}); });
  expect("exists", readable, [](R r, F f) { r.Add(ir::Exists{f}); });
  expect("comparison", {FieldType::kNumber}, [](R r, F f) { r.Compare(f, ir::Comparison::kLess, "5"); });
  expect("IPv4 network", {FieldType::kText, FieldType::kAddress}, [](R r, F f) { r.Network(f, "10.0.0.0", 8); });
  expect("IPv6 network", {FieldType::kAddress}, [](R r, F f) { r.Network(f, "2001:db8::", 32); });
  expect("fields equal", {}, [](R r, F f) { r.Add(ir::FieldCompare{f, f, ir::FieldRelation::kEquals, false}); });
  expect("field affix", {}, [](R r, F f) { r.Add(ir::FieldCompare{f, f, ir::FieldRelation::kContains, false}); });
  expect("hour", {}, [](R r, F f) {
    r.Add(ir::TimePartCompare{f, ir::TimePart::kHour, ir::TimeComparison::kEqual, 5});
  });
}

INSTANTIATE_TEST_SUITE_P(AllTypes, LeafOnTypeTest, ::testing::ValuesIn(kAllTypes),
                         [](const auto& test) { return std::string(Name(test.param)); });

TEST(RefusalTest, Keywords) {
  RuleBuilder text;
  text.Add(ir::Keyword{Glob("*a*")});
  EXPECT_TRUE(IsRefusedOnce(text));
  RuleBuilder regex;
  auto parsed = regex::Parse("a", {}, [](std::size_t, std::size_t) { return base::Span{}; });
  regex.Add(ir::KeywordRegex{std::get<regex::Regex>(std::move(parsed))});
  EXPECT_TRUE(IsRefusedOnce(regex));
}

TEST(RefusalTest, AssertionsOfRegexes) {
  RuleBuilder boundary;
  boundary.Regex(boundary.Field("f"), R"(\bcmd\b)");
  EXPECT_TRUE(IsRefusedOnce(boundary));
  RuleBuilder line;
  line.Regex(line.Field("f"), "^cmd$", regex::Flags{false, true, false});
  EXPECT_TRUE(IsRefusedOnce(line));
}

TEST(RefusalTest, FlattenedFieldsNameTheirReason) {
  RuleBuilder rule;
  rule.Match(rule.Field("requestParameters.userName", FieldType::kFlattened), Text("x"));
  EXPECT_THAT(rule.Compile(), HasSubstr("`requestParameters.userName`, which is a flattened field there"));
}

TEST(RefusalTest, NumbersThatAFieldCannotTellApart) {
  for (const char* number : {"9007199254740993", "-9007199254740993", "0.12345678901234567", "1e400"}) {
    SCOPED_TRACE(number);
    RuleBuilder rule;
    const auto n = rule.Field("n", FieldType::kNumber);
    rule.Number(n, number);
    EXPECT_TRUE(IsRefusedOnce(rule));
    rule.Compare(n, ir::Comparison::kLess, number);
    EXPECT_TRUE(IsRefusedOnce(rule));
  }
}

TEST(RefusalTest, TextsThatOnlyLookLikeTheNumber) {
  for (const char* text : {"05", "5.0", "+5", "5 ", "-0", "0x5", "1e3"}) {
    SCOPED_TRACE(text);
    RuleBuilder rule;
    rule.Match(rule.Field("n", FieldType::kNumber), Text(text));
    EXPECT_TRUE(IsRefusedOnce(rule));
  }
}

TEST(RefusalTest, CasedTextsThatNoBooleanHas) {
  RuleBuilder rule;
  rule.Match(rule.Field("b", FieldType::kBoolean), Text("True", true));
  EXPECT_TRUE(IsRefusedOnce(rule));
}

TEST(RefusalTest, AddressTextsWithOtherSpellings) {
  for (const char* text : {"2001:db8::1", "010.0.0.1", "AWS Internal"}) {
    SCOPED_TRACE(text);
    RuleBuilder rule;
    rule.Match(rule.Field("a", FieldType::kAddress), Text(text));
    EXPECT_TRUE(IsRefusedOnce(rule));
  }
}

TEST(RefusalTest, LongPatterns) {
  RuleBuilder fits;
  fits.Match(fits.Field("f"), Glob(std::string(996, '1') + "\\**", true));  // 996 digits, \*, .*
  EXPECT_THAT(fits.Compile(), StartsWith("any where "));
  RuleBuilder too_long;
  too_long.Match(too_long.Field("f"), Glob(std::string(997, '1') + "\\**", true));
  EXPECT_TRUE(IsRefusedOnce(too_long));
  EXPECT_EQ(too_long.diagnostics().all().front().code, base::Code::kPatternTooLong);
  EXPECT_THAT(too_long.Compile(), HasSubstr("1001 characters"));
}

TEST(RefusalTest, AllReasonsInOneRun) {
  RuleBuilder rule;
  const auto f = rule.Field("f", FieldType::kFlattened);
  rule.And({rule.Match(f, Text("a")), rule.Compare(f, ir::Comparison::kLess, "1"), rule.Add(ir::Keyword{Glob("*k*")})});
  rule.Compile();
  EXPECT_EQ(rule.diagnostics().error_count(), 3U);
}

// Twenty levels of `x or x` are a million leaves when they are written out.
TEST(RefusalTest, SharedNodesThatExplode) {
  RuleBuilder rule;
  auto node = rule.Match(rule.Field("f"), Text("a"));
  for (int i = 0; i < 100; ++i) node = i % 2 == 0 ? rule.And({node, node}) : rule.Or({node, node});
  EXPECT_TRUE(IsRefusedOnce(rule));
  EXPECT_EQ(rule.diagnostics().all().front().code, base::Code::kQueryTooLong);
}

}  // namespace
}  // namespace sigmatic::eql
