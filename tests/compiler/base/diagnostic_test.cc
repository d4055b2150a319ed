#include "compiler/base/diagnostic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/source_file.h"

namespace sigmatic::base {
namespace {

using ::testing::ElementsAre;
using ::testing::MatchesRegex;

std::vector<std::string> Messages(const Diagnostics& diagnostics) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : diagnostics.all()) messages.push_back(diagnostic.message);
  return messages;
}

TEST(CodesTest, AreUniqueAndWellFormed) {
  std::set<std::string_view> ids;
  for (const CodeInfo& info : AllCodes()) {
    EXPECT_TRUE(ids.insert(info.id).second) << info.id;
    EXPECT_THAT(std::string(info.id), MatchesRegex("SG[1-8][0-9][0-9][0-9]"));
    EXPECT_THAT(std::string(info.name), MatchesRegex("k[A-Z][A-Za-z0-9]+"));
    EXPECT_FALSE(info.title.empty());
    EXPECT_NE(info.title.back(), '.') << info.title;
    EXPECT_EQ(&Describe(info.code), &info);
  }
  EXPECT_FALSE(ids.empty());
}

TEST(DiagnosticsTest, CountsErrors) {
  const SourceFile file("a.yml", "text");
  Diagnostics diagnostics;
  EXPECT_FALSE(diagnostics.HasErrors());
  diagnostics.Report(Code::kFileUnreadable, file, {0, 1}, "one");
  diagnostics.Report(Code::kFileUnreadable, "two", "do something");
  EXPECT_TRUE(diagnostics.HasErrors());
  EXPECT_EQ(diagnostics.error_count(), 2U);
  EXPECT_EQ(diagnostics.warning_count(), 0U);
  EXPECT_EQ(diagnostics.all()[0].file, &file);
  EXPECT_EQ(diagnostics.all()[1].file, nullptr);
  EXPECT_EQ(diagnostics.all()[1].hint, "do something");
}

TEST(DiagnosticsTest, SortsByFileThenPositionAndKeepsTies) {
  const SourceFile first("b.yml", "text");
  const SourceFile second("a.yml", "text");
  Diagnostics diagnostics;
  diagnostics.Report(Code::kFileUnreadable, first, {3, 4}, "3");
  diagnostics.Report(Code::kFileUnreadable, second, {0, 1}, "second 0");
  diagnostics.Report(Code::kFileUnreadable, first, {1, 2}, "1");
  diagnostics.Report(Code::kFileUnreadable, first, {1, 4}, "1 again");
  diagnostics.SortByPosition();
  EXPECT_THAT(Messages(diagnostics), ElementsAre("1", "1 again", "3", "second 0"));
}

TEST(DiagnosticsTest, AppendMovesEverythingAndTheCounts) {
  Diagnostics a;
  Diagnostics b;
  a.Report(Code::kFileUnreadable, "a");
  b.Report(Code::kFileUnreadable, "b");
  a.Append(std::move(b));
  EXPECT_THAT(Messages(a), ElementsAre("a", "b"));
  EXPECT_EQ(a.error_count(), 2U);
}

TEST(NearestNameTest, FindsWhatWasMeant) {
  constexpr std::array<std::string_view, 4> kNames = {"contains", "startswith", "endswith", "re"};
  EXPECT_EQ(NearestName("contain", kNames), "contains");
  EXPECT_EQ(NearestName("CONTAINS", kNames), "contains");
  EXPECT_EQ(NearestName("satrtswith", kNames), "startswith");  // two letters changed places
  EXPECT_EQ(NearestName("er", kNames), "re");
  EXPECT_EQ(NearestName("base64", kNames), "");
  EXPECT_EQ(NearestName("", kNames), "");
  EXPECT_EQ(NearestName(std::string(100000, 'a'), kNames), "");
}

}  // namespace
}  // namespace sigmatic::base
