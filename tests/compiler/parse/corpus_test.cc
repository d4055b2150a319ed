// SigmaHQ's rules are the measure of what real rules look like: all of them parse, without noise.
#include "tests/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "compiler/parse/rule_parser.h"
#include "tests/compiler/parse/testing.h"

namespace sigmatic::parse {
namespace {

using ::testing::IsEmpty;

TEST(CorpusTest, EveryRuleOfSigmaHqParses) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/";
  std::size_t rules = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    const ParseResult result = Parse(text.str());
    EXPECT_THAT(Faults(result), IsEmpty()) << entry.path() << ": " << FirstMessage(result);
    for (const auto& rule : result.rules) EXPECT_TRUE(rule.ok()) << entry.path();
    rules += result.rules.size();
  }
  EXPECT_GT(rules, 3000U);
}

}  // namespace
}  // namespace sigmatic::parse
