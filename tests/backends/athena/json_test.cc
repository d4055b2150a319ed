// Fields inside JSON texts.
#include <gtest/gtest.h>

#include "tests/backends/athena/rule_builder.h"

namespace sigmatic::athena {
namespace {

using fields::FieldType;

constexpr std::string_view kElements =
    "any_match(CAST(json_extract(json_query(p, 'lax $.a.b[*][*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)), x -> ";

// The query on one line.
std::string Joined(const std::string& query) {
  std::string line;
  for (const char c : query) {
    if (c == '\n') {
      if (!line.ends_with('(')) line += ' ';
    } else if (c != ' ' || (!line.ends_with(' ') && !line.ends_with('('))) {
      line += c;
    }
  }
  for (std::size_t at = line.find(" )"); at != std::string::npos; at = line.find(" )")) line.erase(at, 1);
  return line;
}

TEST(JsonTest, WholeDocumentIsItsText) {
  RuleBuilder builder;
  builder.Match(builder.Field("p", FieldType::kJson), "*\"Suspended\"*");
  EXPECT_EQ(builder.Where(), "lower(p) LIKE '%\"suspended\"%'");
}

TEST(JsonTest, OneScalarWhereTheMapPromisesIt) {
  RuleBuilder builder;
  builder.Match(builder.Field("p", FieldType::kText, "a.b c"), "V");
  EXPECT_EQ(builder.Where(), "lower(json_extract_scalar(p, '$.a[\"b c\"]')) = 'v'");
  builder.Add(ir::IsNull{builder.Field("p", FieldType::kText, "a")});
  EXPECT_EQ(builder.Where(), "json_extract_scalar(p, '$.a') IS NULL");
  builder.Add(ir::Exists{builder.Field("p", FieldType::kText, "a")});
  EXPECT_EQ(builder.Where(), "json_exists(p, 'lax $.a')");
}

TEST(JsonTest, AnyValueOtherwise) {
  RuleBuilder builder;
  const auto f = builder.Field("p", FieldType::kJson, "a.b");
  builder.Match(f, "V");
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "lower(json_extract_scalar(x, '$')) = 'v')");
  builder.Number(f, "5");
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "json_extract_scalar(x, '$') = '5')");
  builder.Add(ir::BooleanEquals{f, false});
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "lower(json_extract_scalar(x, '$')) = 'false')");
  builder.Or({builder.Match(f, "v"), builder.Match(f, "w")});
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "lower(json_extract_scalar(x, '$')) IN ('v', 'w'))");
}

TEST(JsonTest, ArraysThatTheMapDeclaresAreReadTheSameWay) {
  RuleBuilder builder;
  builder.Match(builder.Field("p", FieldType::kText, "a[].b"), "V");
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "lower(json_extract_scalar(x, '$')) = 'v')");
}

TEST(JsonTest, AKeyOfDigitsIsNoIndex) {
  RuleBuilder builder;
  builder.Match(builder.Field("p", FieldType::kText, "0"), "V");
  EXPECT_EQ(Joined(builder.Where()),
            "any_match(CAST(json_extract(json_query(p, 'lax $.\"0\"[*][*]' WITH ARRAY WRAPPER), '$') AS ARRAY(JSON)), "
            "x -> lower(json_extract_scalar(x, '$')) = 'v')");
}

TEST(JsonTest, ObjectsWhereTheyCanMatch) {
  constexpr std::string_view kNonNulls =
      "any_match(CAST(json_extract(json_query(p, 'lax $.a.b[*]?(@.type() != \"null\")' WITH ARRAY WRAPPER), '$') "
      "AS ARRAY(JSON)), x -> ";
  constexpr std::string_view kText = "COALESCE(json_extract_scalar(x, '$'), json_format(x))";
  RuleBuilder builder;
  const auto f = builder.Field("p", FieldType::kJson, "a.b");
  builder.Match(f, "*V*");
  EXPECT_EQ(Joined(builder.Where()), std::string(kNonNulls) + "lower(" + std::string(kText) + ") LIKE '%v%')");
  builder.Match(f, "*");
  EXPECT_EQ(builder.Where(), "json_exists(p, 'lax $.a.b[*]?(@.type() != \"null\")')");
  builder.Match(f, "{*5}");
  EXPECT_EQ(Joined(builder.Where()), std::string(kNonNulls) + std::string(kText) + " LIKE '{%5}')");
  builder.Regex(f, "a+");
  EXPECT_EQ(Joined(builder.Where()), std::string(kNonNulls) + "regexp_like(" + std::string(kText) + ", 'a+'))");
  builder.Match(f, "v*");
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "lower(json_extract_scalar(x, '$')) LIKE 'v%')");
  builder.Match(f, "*v");
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "lower(json_extract_scalar(x, '$')) LIKE '%v')");
}

TEST(JsonTest, NullAndExists) {
  RuleBuilder builder;
  const auto f = builder.Field("p", FieldType::kJson, "a.b");
  builder.Add(ir::Exists{f});
  EXPECT_EQ(builder.Where(), "json_exists(p, 'lax $.a.b')");
  builder.Not(builder.Add(ir::Exists{f}));
  EXPECT_EQ(builder.Where(), "NOT COALESCE(json_exists(p, 'lax $.a.b'), FALSE)");
  builder.Add(ir::IsNull{f});
  EXPECT_EQ(builder.Where(), "NOT COALESCE(json_exists(p, 'lax $.a.b[*]?(@.type() != \"null\")'), FALSE)");
}

TEST(JsonTest, ComparedWithAnotherField) {
  RuleBuilder builder;
  builder.Add(ir::FieldCompare{builder.Field("f"), builder.Field("p", FieldType::kJson, "a.b"),
                               ir::FieldRelation::kEquals, true});
  EXPECT_EQ(Joined(builder.Where()), std::string(kElements) + "f = json_extract_scalar(x, '$'))");
}

TEST(JsonTest, InsideAnArrayOfStructs) {
  RuleBuilder builder;
  builder.Match(builder.Field("r[].p", FieldType::kText, "a"), "v");
  EXPECT_EQ(builder.Where(), "any_match(r, x -> lower(json_extract_scalar(x.p, '$.a')) = 'v')");
}

}  // namespace
}  // namespace sigmatic::athena
