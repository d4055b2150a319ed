#include "compiler/sema/chain.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/compiler/sema/rule_text.h"

namespace sigmatic::sema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The key `chain` ("f|contains", or "|re" for keywords) with as many values of a fitting type as asked for.
class ChainText {
 public:
  explicit ChainText(std::string_view key) : file_("rule.yml", "") {
    std::size_t begin = key.find('|');
    if (begin != 0) item_.field = std::string(key.substr(0, begin));
    while (begin != std::string_view::npos) {
      const std::size_t end = key.find('|', begin + 1);
      const std::string_view name = key.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1);
      const std::optional<ast::Modifier> modifier = ast::FindModifier(name);
      EXPECT_TRUE(modifier) << name;
      if (modifier) item_.modifiers.push_back({*modifier, {}});
      begin = end;
    }
  }

  std::optional<Chain> Check() { return CheckChain(file_, item_, diagnostics_); }

  // "kCode: message (hint)", empty when the chain is legal.
  std::string Fault() {
    if (Check()) return {};
    const base::Diagnostic& fault = diagnostics_.all().at(0);
    EXPECT_EQ(diagnostics_.all().size(), 1U);
    return fmt::format("{}: {} ({})", base::Describe(fault.code).name, fault.message, fault.hint);
  }

 private:
  base::SourceFile file_;
  ast::DetectionItem item_;
  base::Diagnostics diagnostics_;
};

std::string Fault(std::string_view key) { return ChainText(key).Fault(); }

TEST(ChainTest, LegalChains) {
  for (const char* key : {
           "f",
           "f|all",
           "f|neq",
           "f|all|neq",
           "f|neq|all",
           // Text.
           "f|contains",
           "f|startswith",
           "f|endswith",
           "f|cased",
           "f|contains|all",
           "f|all|contains",
           "f|neq|contains",
           "f|contains|neq",
           "f|contains|cased",
           "f|cased|contains",
           "f|startswith|cased",
           "f|cased|endswith|all",
           "f|windash",
           "f|windash|contains",
           "f|contains|windash",
           "f|contains|windash|all",
           "f|contains|all|windash",
           "f|windash|contains|all",
           "f|windash|cased",
           "f|cased|windash",
           "f|endswith|windash|neq",
           // Encodings.
           "f|base64",
           "f|base64|contains",
           "f|base64|cased|contains",
           "f|cased|base64",
           "f|base64offset",
           "f|base64offset|contains",
           "f|base64offset|contains|all",
           "f|utf16|base64",
           "f|utf16le|base64",
           "f|utf16be|base64offset|contains",
           "f|wide|base64offset|contains",
           "f|wide|all|base64",
           "f|windash|wide|base64offset|contains",
           "f|windash|base64",
           "f|base64|base64offset|contains",
           "f|base64|startswith",
           // Regular expressions.
           "f|re",
           "f|re|i",
           "f|re|m",
           "f|re|s",
           "f|re|i|m|s",
           "f|re|s|i",
           "f|re|ignorecase|multiline|dotall",
           "f|re|contains",
           "f|re|i|startswith",
           "f|re|endswith|i",
           "f|re|all",
           "f|all|re",
           "f|re|neq",
           "f|re|all|i",
           // Types of their own.
           "f|cidr",
           "f|cidr|all",
           "f|cidr|neq",
           "f|exists",
           "f|fieldref",
           "f|fieldref|neq",
           "f|fieldref|contains",
           "f|fieldref|startswith",
           "f|fieldref|endswith|cased",
           "f|fieldref|cased|neq",
           "f|fieldref|all",
           "f|lt",
           "f|lte",
           "f|gt",
           "f|gte",
           "f|lt|neq",
           "f|gt|all",
           // Times.
           "f|minute",
           "f|hour",
           "f|day",
           "f|week",
           "f|month",
           "f|year",
           "f|hour|gte",
           "f|hour|lt|all",
           "f|year|neq",
           "f|day|lte|neq",
           "f|month|gt",
           // Placeholders.
           "f|expand",
           "f|expand|contains",
           "f|contains|expand",
           "f|re|expand",
           "f|cidr|expand",
           "f|expand|base64",
           "f|contains|all|expand",
           // Keywords.
           "|all",
           "|contains",
           "|contains|all",
           "|cased",
           "|re",
           "|re|i",
           "|re|contains",
           "|all|re",
           "|windash",
           "|base64offset|contains",
           "|wide|base64",
           "|neq",
           "|expand",
       }) {
    EXPECT_EQ(Fault(key), "") << key;
  }
}

TEST(ChainTest, WhatItAmountsTo) {
  const std::optional<Chain> text = ChainText("f|windash|wide|base64offset|contains|cased|all|neq").Check();
  ASSERT_TRUE(text);
  EXPECT_EQ(text->operation, Operation::kMatch);
  EXPECT_EQ(text->affix, Affix::kContains);
  EXPECT_THAT(text->encodings, ElementsAre(ast::Modifier::kUtf16Le, ast::Modifier::kBase64Offset));
  EXPECT_TRUE(text->windash && text->cased && text->all && text->negated && text->as_text);
  EXPECT_FALSE(text->expand);

  const std::optional<Chain> regex = ChainText("f|re|i|s|endswith").Check();
  ASSERT_TRUE(regex);
  EXPECT_EQ(regex->operation, Operation::kRegex);
  EXPECT_EQ(regex->affix, Affix::kEndsWith);
  EXPECT_TRUE(regex->flags.ignore_case && regex->flags.dot_all);
  EXPECT_FALSE(regex->flags.multi_line);

  const std::optional<Chain> time = ChainText("f|month|lte").Check();
  ASSERT_TRUE(time);
  EXPECT_EQ(time->operation, Operation::kTimePart);
  EXPECT_EQ(time->time_part, ir::TimePart::kMonth);
  EXPECT_EQ(time->comparison, ir::Comparison::kLessOrEqual);

  const std::optional<Chain> number = ChainText("f|gt").Check();
  ASSERT_TRUE(number);
  EXPECT_EQ(number->operation, Operation::kCompare);
  EXPECT_EQ(number->comparison, ir::Comparison::kGreater);

  EXPECT_EQ(ChainText("f|cidr").Check()->operation, Operation::kNetwork);
  EXPECT_EQ(ChainText("f|exists").Check()->operation, Operation::kExists);
  EXPECT_EQ(ChainText("f|fieldref").Check()->operation, Operation::kFieldReference);
  EXPECT_FALSE(ChainText("f|all|neq").Check()->as_text) << "numbers stay numbers";
}

TEST(ChainTest, WrongOrderIsToldTheRightOne) {
  EXPECT_EQ(Fault("f|contains|re"), "kModifierConflict: `re` cannot follow `contains` (write `re|contains`)");
  EXPECT_EQ(Fault("f|startswith|fieldref"),
            "kModifierConflict: `fieldref` cannot follow `startswith` (write `fieldref|startswith`)");
  EXPECT_EQ(Fault("f|cased|fieldref"), "kModifierConflict: `fieldref` cannot follow `cased` (write `fieldref|cased`)");
  EXPECT_EQ(Fault("f|contains|base64"),
            "kModifierConflict: `base64` cannot follow `contains` (write `base64|contains`)");
  EXPECT_EQ(Fault("f|contains|base64offset"),
            "kModifierConflict: `base64offset` cannot follow `contains` (write `base64offset|contains`)");
  EXPECT_EQ(Fault("f|base64|wide"), "kModifierConflict: `utf16le` cannot follow `base64` (write `utf16le|base64`)");
  EXPECT_EQ(Fault("f|base64|windash"), "kModifierConflict: `windash` cannot follow `base64` (write `windash|base64`)");
  EXPECT_EQ(Fault("f|gte|hour"), "kModifierConflict: `hour` cannot follow `gte` (write `hour|gte`)");
  EXPECT_EQ(Fault("f|i|re"), "kModifierConflict: `i` must follow `re` (write `re|i`)");
  EXPECT_EQ(Fault("f|contains|all|re"), "kModifierConflict: `re` cannot follow `contains` (write `re|contains`)")
      << "`all` is not what stands in the way";
}

TEST(ChainTest, SenselessCombinations) {
  EXPECT_THAT(Fault("f|re|cased"), HasSubstr("kModifierConflict: `cased` cannot follow `re` (drop `cased`"));
  EXPECT_THAT(Fault("f|startswith|endswith"), HasSubstr("`endswith` cannot follow `startswith` (keep one of them"));
  EXPECT_THAT(Fault("f|contains|startswith"), HasSubstr("keep one of them"));
  EXPECT_THAT(Fault("f|gt|lt"), HasSubstr("`lt` cannot follow `gt` (give each bound an item of its own"));
  EXPECT_EQ(Fault("f|cidr|contains"),
            "kModifierConflict: `contains` cannot follow `cidr` (after `cidr` may come `expand`, `all` and `neq`)");
  EXPECT_THAT(Fault("f|hour|contains"),
              HasSubstr("(after `hour` may come `expand`, `gt`, `gte`, `lt`, `lte`, `all` and `neq`)"));
  EXPECT_THAT(
      Fault("f|re|windash"),
      HasSubstr(
          "(after `re` may come `contains`, `endswith`, `expand`, `i`, `m`, `s`, `startswith`, `all` and `neq`)"));
}

TEST(ChainTest, IllegalPairs) {
  for (const char* key : {
           "f|re|base64",
           "f|re|base64offset",
           "f|re|wide",
           "f|re|cidr",
           "f|re|fieldref",
           "f|re|lt",
           "f|re|hour",
           "f|re|windash",
           "f|re|re|i",
           "f|cidr|re",
           "f|cidr|i",
           "f|cidr|cased",
           "f|cidr|windash",
           "f|cidr|base64",
           "f|cidr|fieldref",
           "f|cidr|gt",
           "f|cidr|startswith",
           "f|fieldref|re",
           "f|fieldref|windash",
           "f|fieldref|base64",
           "f|fieldref|lt",
           "f|fieldref|hour",
           "f|fieldref|i",
           "f|lt|contains",
           "f|lt|cased",
           "f|lt|re",
           "f|lt|cidr",
           "f|lt|hour",
           "f|lt|windash",
           "f|lt|gte",
           "f|lt|fieldref",
           "f|lt|base64",
           "f|hour|minute",
           "f|hour|re",
           "f|hour|cased",
           "f|hour|cidr",
           "f|hour|lt|gt",
           "f|hour|base64",
           "f|year|startswith",
           "f|cased|re",
           "f|cased|cidr",
           "f|cased|lt",
           "f|cased|hour",
           "f|windash|re",
           "f|windash|cidr",
           "f|windash|fieldref",
           "f|windash|lt",
           "f|contains|cidr",
           "f|contains|lt",
           "f|contains|hour",
           "f|contains|endswith",
           "f|endswith|contains",
           "f|endswith|wide",
           "f|base64|re",
           "f|base64|cidr",
           "f|base64|lt",
           "f|base64|fieldref",
           "f|base64offset|utf16",
           "f|wide|utf16",
           "f|utf16|utf16be",
           "f|wide|contains",
           "f|wide|cased",
           "f|wide|windash",
           "f|wide|re",
           "f|m",
           "f|s",
           "f|contains|i",
           "f|all|m",
       }) {
    EXPECT_FALSE(ChainText(key).Check()) << key;
    EXPECT_THAT(Fault(key), testing::AnyOf(HasSubstr("kModifierConflict"), HasSubstr("kRepeatedModifier"))) << key;
  }
}

TEST(ChainTest, ExistsStandsAlone) {
  EXPECT_EQ(Fault("f|exists|neq"),
            "kModifierConflict: `neq` cannot follow `exists` (`exists` stands alone: write `exists: false` for "
            "`exists|neq: true`)");
  for (const char* key : {"f|exists|all", "f|all|exists", "f|neq|exists", "f|expand|exists", "f|exists|contains",
                          "f|contains|exists", "f|exists|cased", "f|exists|re", "f|re|exists", "f|exists|hour"}) {
    EXPECT_THAT(Fault(key), HasSubstr("kModifierConflict")) << key;
    EXPECT_THAT(Fault(key), HasSubstr("`exists`")) << key;
  }
}

TEST(ChainTest, Repetition) {
  EXPECT_EQ(Fault("f|contains|contains"), "kRepeatedModifier: `contains` is given twice (drop one of them)");
  EXPECT_EQ(Fault("f|wide|utf16le|base64"), "kRepeatedModifier: `utf16le` is given twice (drop one of them)")
      << "aliases count";
  for (const char* key : {"f|all|contains|all", "f|neq|neq", "f|re|i|ignorecase", "f|cased|cased", "f|base64|base64",
                          "f|lt|lt", "f|hour|hour", "f|exists|exists", "f|expand|expand"}) {
    EXPECT_THAT(Fault(key), HasSubstr("kRepeatedModifier")) << key;
  }
}

TEST(ChainTest, Utf16NeedsBase64) {
  EXPECT_EQ(Fault("f|wide"),
            "kUtf16WithoutBase64: `utf16le` makes bytes that no field holds as text "
            "(encode them: `utf16le|base64`, or `utf16le|base64offset|contains`)");
  EXPECT_THAT(Fault("f|utf16|all"), HasSubstr("kUtf16WithoutBase64: `utf16` makes"));
  EXPECT_THAT(Fault("f|windash|utf16be"), HasSubstr("kUtf16WithoutBase64: `utf16be` makes"));
}

TEST(ChainTest, AliasesAreNamedAsWritten) {
  EXPECT_THAT(AnalyzeItem("f|wide: a").messages(), ElementsAre(HasSubstr("6:7: `wide` makes bytes")));
  EXPECT_THAT(AnalyzeItem("f|base64|wide: a").messages(), ElementsAre(HasSubstr("(write `wide|base64`)")));
}

TEST(ChainTest, KeywordsHaveNoField) {
  for (const char* key : {"|startswith", "|endswith", "|exists", "|fieldref", "|cidr", "|lt", "|lte", "|gt", "|gte",
                          "|minute", "|hour", "|day", "|week", "|month", "|year", "|re|startswith"}) {
    EXPECT_THAT(Fault(key), HasSubstr("kModifierNeedsField")) << key;
  }
  EXPECT_EQ(Fault("|cidr"),
            "kModifierNeedsField: `cidr` needs a field: keywords are searched for anywhere in the event "
            "(write `field|cidr`, or drop the modifier)");
}

TEST(ChainTest, TypesOfValues) {
  const auto codes = [](const char* item) { return AnalyzeItem(item).codes(); };
  for (const char* name :
       {"contains",    "startswith", "endswith", "cased",  "windash", "base64",   "base64offset|contains",
        "wide|base64", "re",         "re|i",     "expand", "cidr",    "fieldref", "lt",
        "lte",         "gt",         "gte",      "minute", "hour",    "day",      "week",
        "month",       "year",       "exists"}) {
    EXPECT_THAT(codes(fmt::format("f|{}: null", name).c_str()), ElementsAre("kModifierValueType")) << name;
  }
  for (const char* name : {"cidr", "fieldref", "lt", "hour"}) {
    EXPECT_THAT(codes(fmt::format("f|{}: true", name).c_str()), ElementsAre("kModifierValueType")) << name;
  }
  for (const char* name : {"cidr", "fieldref", "exists"}) {
    EXPECT_THAT(codes(fmt::format("f|{}: 10", name).c_str()), ElementsAre("kModifierValueType")) << name;
  }
  EXPECT_THAT(codes("f|exists: 'true'"), ElementsAre("kModifierValueType"));
  EXPECT_THAT(codes("f|neq: null"), IsEmpty());
  EXPECT_THAT(codes("f|all: [null, 1]"), IsEmpty());
  EXPECT_THAT(
      AnalyzeItem("f|cidr: 10").messages(),
      ElementsAre("6:13: `cidr` takes a network as a string, but this is a number (put quotes around the value)"));
  EXPECT_THAT(
      AnalyzeItem("f|exists: 'yes'").messages(),
      ElementsAre("6:15: `exists` takes a boolean, but this is a string (write `true` or `false` without quotes)"));
}

TEST(ChainTest, EachValueIsChecked) {
  EXPECT_THAT(AnalyzeItem("f|cidr: [1, 10.0.0.0/8, true, null]").codes(),
              ElementsAre("kModifierValueType", "kModifierValueType", "kModifierValueType"));
}

}  // namespace
}  // namespace sigmatic::sema
