#include "compiler/driver/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace sigmatic::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kTwo = R"(title: First
id: 0b2fda1b-7c6c-4f0c-9d3e-1f2a3b4c5d6e
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventName: ConsoleLogin}
  condition: selection
---
title: Second
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventName: ConsoleLogin}
  condition: selectoin
)";

TEST(PipelineTest, AFaultyRuleDoesNotHideTheOthers) {
  const RuleFile file = LoadRules("two.yml", kTwo);
  ASSERT_THAT(file.rules, SizeIs(2));
  EXPECT_TRUE(file.rules[0].rule.has_value());
  EXPECT_EQ(file.rules[0].id, "0b2fda1b-7c6c-4f0c-9d3e-1f2a3b4c5d6e");
  EXPECT_FALSE(file.rules[1].rule.has_value());
  EXPECT_EQ(file.rules[1].title, "Second") << "what is known of it is kept";
  EXPECT_EQ(file.diagnostics.error_count(), 1U);
}

TEST(PipelineTest, AFileThatIsNotYamlCountsAsOneRule) {
  const RuleFile file = LoadRules("x.yml", "a: [");
  ASSERT_THAT(file.rules, SizeIs(1));
  EXPECT_FALSE(file.rules[0].rule.has_value());
  EXPECT_TRUE(file.diagnostics.HasErrors());
}

TEST(PipelineTest, AFileWithoutARuleIsSaid) {
  for (const char* text : {"", "# nothing\n", "---\n---\n"}) {
    const RuleFile file = LoadRules("x.yml", text);
    EXPECT_THAT(file.rules, SizeIs(1)) << text;
    EXPECT_EQ(file.diagnostics.error_count(), 1U) << text;
  }
}

TEST(PipelineTest, OneRunShowsFaultsOfStructureAndOfMeaning) {
  const RuleFile file = LoadRules("x.yml", R"(title: Both
id: 0b2fda1b-7c6c-4f0c-9d3e-1f2a3b4c5d6e
logsource: {product: t}
detection:
  a: {f|contans: x}
  b: {g|re: '('}
  condition: a and b and c
)");
  EXPECT_EQ(file.diagnostics.error_count(), 3U) << "the modifier, the expression, the name";
  EXPECT_EQ(file.rules[0].id, "0b2fda1b-7c6c-4f0c-9d3e-1f2a3b4c5d6e");
}

TEST(PipelineTest, DocumentsOfOtherKindsAreNotLost) {
  const RuleFile file = LoadRules("x.yml", "title: Many\ncorrelation: {type: event_count}\n");
  ASSERT_THAT(file.rules, SizeIs(1));
  EXPECT_EQ(file.rules[0].title, "Many");
  EXPECT_FALSE(file.rules[0].rule.has_value());
}

TEST(PipelineTest, EveryTargetCompilesTheFirstRule) {
  const RuleFile file = LoadRules("two.yml", kTwo);
  for (const backends::Backend* backend : backends::AllBackends()) {
    base::Diagnostics diagnostics;
    const auto query = CompileRule(*file.rules[0].rule, *backend, {}, diagnostics);
    ASSERT_TRUE(query.ok()) << backend->info().name;
    EXPECT_THAT(*query, HasSubstr("onsole")) << backend->info().name;
    EXPECT_THAT(diagnostics.all(), IsEmpty());
  }
}

TEST(PipelineTest, TheUsersMapComesFirstThenTheNamedOneThenTheLogSources) {
  const RuleFile file = LoadRules("two.yml", kTwo);
  const backends::Backend& athena = *backends::FindBackend("athena");
  CompileOptions options;
  EXPECT_EQ(ChooseFieldMap(*file.rules[0].rule, athena, options).name, "cloudtrail");
  options.map_name = "raw";
  EXPECT_EQ(ChooseFieldMap(*file.rules[0].rule, athena, options).name, "raw");
  fields::FieldMap own;
  own.target = "athena";
  own.name = "own";
  own.log_sources.push_back(ir::LogSource{"", "windows", ""});
  options.field_maps.push_back(&own);
  EXPECT_EQ(ChooseFieldMap(*file.rules[0].rule, athena, options).name, "raw") << "meant for another log source";
  own.log_sources.clear();
  EXPECT_EQ(ChooseFieldMap(*file.rules[0].rule, athena, options).name, "own");
}

TEST(RegistryTest, NamesAreUniqueAndFound) {
  for (const backends::Backend* backend : backends::AllBackends()) {
    EXPECT_EQ(backends::FindBackend(backend->info().name), backend);
    EXPECT_FALSE(backend->info().projection.empty());
  }
  EXPECT_EQ(backends::FindBackend("sql"), nullptr);
}

}  // namespace
}  // namespace sigmatic::driver
