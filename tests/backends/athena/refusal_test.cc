// What is refused, and that the refusal says why and what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "backends/athena/capabilities.h"
#include "tests/backends/athena/rule_builder.h"

namespace sigmatic::athena {
namespace {

using fields::FieldType;
using ::testing::HasSubstr;

constexpr FieldType kAllTypes[] = {FieldType::kText,      FieldType::kNumber, FieldType::kBoolean, FieldType::kAddress,
                                   FieldType::kFlattened, FieldType::kJson,   FieldType::kObject};

// The one message about a leaf on a field of a type; empty when it is accepted.
template <typename MakeLeaf>
std::string RefusalOf(FieldType type, const MakeLeaf& make_leaf) {
  RuleBuilder builder;
  const auto field = builder.Field("f", type);
  make_leaf(builder, field);
  builder.Compile();
  if (builder.diagnostics().all().empty()) return {};
  const base::Diagnostic& diagnostic = builder.diagnostics().all().front();
  EXPECT_EQ(diagnostic.code, base::Code::kTargetCannotExpress);
  EXPECT_FALSE(diagnostic.hint.empty());
  return diagnostic.message;
}

template <typename MakeLeaf>
void ExpectAcceptedOn(const std::vector<FieldType>& types, const MakeLeaf& make_leaf) {
  for (const FieldType type : kAllTypes) {
    const bool accepted = std::find(types.begin(), types.end(), type) != types.end();
    const std::string message = RefusalOf(type, make_leaf);
    if (accepted) {
      EXPECT_EQ(message, "") << Name(type);
    } else {
      EXPECT_THAT(message, HasSubstr("`f`")) << Name(type);
    }
  }
}

const std::vector<FieldType> kTexts = {FieldType::kText, FieldType::kJson};

TEST(RefusalTest, Strings) {
  for (const std::string_view pattern : {"v", "", "a*", "a?", "a\\*", "\xC3\xA9", "\n"}) {
    ExpectAcceptedOn(kTexts, [&](RuleBuilder& builder, ir::FieldIndex f) { builder.Match(f, pattern); });
    ExpectAcceptedOn(kTexts, [&](RuleBuilder& builder, ir::FieldIndex f) { builder.Match(f, pattern, true); });
  }
}

TEST(RefusalTest, Regexes) {
  for (const std::string_view pattern : {"a", "(?i)a", "(?:^|a)b", "(?m)^a", "\\ba"}) {
    ExpectAcceptedOn(kTexts, [&](RuleBuilder& builder, ir::FieldIndex f) { builder.Regex(f, pattern); });
  }
}

TEST(RefusalTest, NumbersAndBooleans) {
  const std::vector<FieldType> numbers = {FieldType::kText, FieldType::kJson, FieldType::kNumber};
  ExpectAcceptedOn(numbers, [](RuleBuilder& builder, ir::FieldIndex f) { builder.Number(f, "5"); });
  ExpectAcceptedOn(numbers,
                   [](RuleBuilder& builder, ir::FieldIndex f) { builder.Compare(f, ir::Comparison::kLess, "5"); });
  ExpectAcceptedOn({FieldType::kText, FieldType::kJson, FieldType::kBoolean},
                   [](RuleBuilder& builder, ir::FieldIndex f) {
                     builder.Add(ir::BooleanEquals{f, true});
                   });
}

TEST(RefusalTest, NullAndExistence) {
  const std::vector<FieldType> all_but_flattened = {FieldType::kText,    FieldType::kNumber, FieldType::kBoolean,
                                                    FieldType::kAddress, FieldType::kJson,   FieldType::kObject};
  ExpectAcceptedOn(all_but_flattened, [](RuleBuilder& builder, ir::FieldIndex f) { builder.Add(ir::IsNull{f}); });
  ExpectAcceptedOn(all_but_flattened, [](RuleBuilder& builder, ir::FieldIndex f) { builder.Add(ir::Exists{f}); });
}

TEST(RefusalTest, NetworksAndTimes) {
  ExpectAcceptedOn(kTexts, [](RuleBuilder& builder, ir::FieldIndex f) { builder.Add(ir::InNetwork{f, {}}); });
  ExpectAcceptedOn(kTexts, [](RuleBuilder& builder, ir::FieldIndex f) {
    ir::Network network;
    network.v6 = true;
    builder.Add(ir::InNetwork{f, network});
  });
  ExpectAcceptedOn(kTexts, [](RuleBuilder& builder, ir::FieldIndex f) {
    builder.Add(ir::TimePartCompare{f, ir::TimePart::kHour, ir::TimeComparison::kEqual, 5});
  });
}

TEST(RefusalTest, NumbersThatNoDecimalHolds) {
  const auto compared_with = [](FieldType type, std::string_view number) {
    return RefusalOf(
        type, [&](RuleBuilder& builder, ir::FieldIndex f) { builder.Compare(f, ir::Comparison::kLess, number); });
  };
  EXPECT_EQ(compared_with(FieldType::kText, "999999999999999999"), "");
  EXPECT_THAT(compared_with(FieldType::kText, "1000000000000000000"), HasSubstr("cannot compare `f`"));
  EXPECT_EQ(compared_with(FieldType::kText, "-0.000000000000000001"), "");
  EXPECT_THAT(compared_with(FieldType::kNumber, "0.0000000000000000001"), HasSubstr("cannot compare `f`"));
  // As a text, a number may be as long as it likes.
  EXPECT_EQ(RefusalOf(FieldType::kText,
                      [](RuleBuilder& builder, ir::FieldIndex f) { builder.Number(f, std::string(50, '9')); }),
            "");
  EXPECT_THAT(RefusalOf(FieldType::kNumber,
                        [](RuleBuilder& builder, ir::FieldIndex f) { builder.Number(f, std::string(50, '9')); }),
              HasSubstr("cannot compare `f`"));
}

TEST(RefusalTest, FieldsAreComparedAsTexts) {
  for (const ir::FieldRelation relation : {ir::FieldRelation::kEquals, ir::FieldRelation::kContains}) {
    ExpectAcceptedOn({FieldType::kText}, [&](RuleBuilder& builder, ir::FieldIndex f) {
      builder.Add(ir::FieldCompare{f, builder.Field("g"), relation, false});
    });
    ExpectAcceptedOn({FieldType::kText}, [&](RuleBuilder& builder, ir::FieldIndex f) {
      builder.Add(ir::FieldCompare{builder.Field("g"), f, relation, false});
    });
  }
}

TEST(RefusalTest, KeywordsNeedAColumnForThem) {
  RuleBuilder builder;
  builder.Or({builder.Keyword("*a*"), builder.KeywordRegex("a")});
  const std::string messages = builder.Compile();
  EXPECT_EQ(builder.diagnostics().error_count(), 2U);
  EXPECT_THAT(messages, HasSubstr("Athena SQL cannot express a keyword anywhere in the event"));
  EXPECT_THAT(messages, HasSubstr("Athena SQL cannot express a regular expression anywhere in the event"));
}

TEST(RefusalTest, AllReasonsInOneRun) {
  RuleBuilder builder;
  const auto number = builder.Field("n", FieldType::kNumber);
  const auto object = builder.Field("o", FieldType::kObject);
  builder.And({builder.Match(number, "a"), builder.Match(object, "b"), builder.Keyword("*a*")});
  builder.rule().source = {};
  builder.Compile();
  EXPECT_EQ(builder.diagnostics().error_count(), 4U);  // the table too
}

}  // namespace
}  // namespace sigmatic::athena
