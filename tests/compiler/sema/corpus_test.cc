// Real rules: all of SigmaHQ's analyze, but for those whose placeholders have no values.
#include "tests/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::sema {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Runs `check(analyzed, diagnostics, path)` on each rule of a folder; returns their number.
template <typename Check>
std::size_t ForEachRule(const std::filesystem::path& folder, const Check& check) {
  std::size_t count = 0;
  for (const std::filesystem::directory_entry& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml") continue;
    const base::SourceFile file(entry.path().string(), ReadFile(entry.path()));
    base::Diagnostics diagnostics;
    for (const base::Result<ast::Rule>& rule : parse::ParseRules(file, diagnostics)) {
      ++count;
      check(rule.ok() && Analyze(*rule, diagnostics).ok(), diagnostics, entry.path().string());
    }
  }
  return count;
}

TEST(CorpusTest, EveryRuleAnalyzes) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/";
  const std::size_t count =
      ForEachRule(folder, [](bool analyzed, const base::Diagnostics& diagnostics, const std::string& path) {
        EXPECT_TRUE(analyzed) << path;
        for (const base::Diagnostic& diagnostic : diagnostics.all()) {
          EXPECT_NE(diagnostic.severity(), base::Severity::kError) << path << ": " << diagnostic.message;
        }
      });
  EXPECT_GE(count, 3000U);
}

TEST(CorpusTest, PlaceholdersAreRefused) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules-placeholder");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/";
  ForEachRule(folder, [](bool analyzed, const base::Diagnostics& diagnostics, const std::string& path) {
    EXPECT_FALSE(analyzed) << path;
    for (const base::Diagnostic& diagnostic : diagnostics.all()) {
      if (diagnostic.severity() != base::Severity::kError) continue;
      EXPECT_EQ(diagnostic.code, base::Code::kPlaceholderWithoutValue) << path << ": " << diagnostic.message;
    }
  });
}

}  // namespace
}  // namespace sigmatic::sema
