// Every `re` value of SigmaHQ's rules parses, and RE2 takes what is made of it. Skipped where the rules are not at
// hand: set SIGMATIC_SIGMAHQ to the `rules` folder of a checkout of https://github.com/SigmaHQ/sigma.
#include "tests/corpus.h"

#include <gtest/gtest.h>
#include <re2/re2.h>
#include <yaml-cpp/yaml.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "compiler/regex/analysis.h"
#include "compiler/regex/parser.h"
#include "compiler/regex/re2_syntax.h"

namespace sigmatic::regex {
namespace {

void CollectPatterns(const YAML::Node& node, bool is_regex, std::vector<std::string>* patterns) {
  if (node.IsScalar() && is_regex) patterns->push_back(node.Scalar());
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) CollectPatterns(item, is_regex, patterns);
  }
  if (node.IsMap()) {
    for (const auto& entry : node) {
      CollectPatterns(entry.second, (entry.first.Scalar() + "|").find("|re|") != std::string::npos, patterns);
    }
  }
}

TEST(SigmaHq, EveryRegexParses) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/rules";
  std::vector<std::string> patterns;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml") continue;
    for (const YAML::Node& document : YAML::LoadAllFromFile(entry.path())) {
      CollectPatterns(document["detection"], false, &patterns);
    }
  }
  EXPECT_GT(patterns.size(), 150U);
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kRe2MaxMemory);
  for (const std::string& pattern : patterns) {
    const auto parsed = Parse(pattern, {}, [](std::size_t, std::size_t) { return base::Span{}; });
    if (const auto* error = std::get_if<ParseError>(&parsed)) {
      ADD_FAILURE() << pattern << ": " << error->message;
      continue;
    }
    const auto& regex = std::get<Regex>(parsed);
    EXPECT_TRUE(RE2(ToRe2Syntax(regex), options).ok()) << pattern << " became " << ToRe2Syntax(regex);
    EXPECT_TRUE(UsesWordBoundary(regex) || ToWholeString(regex).has_value()) << pattern;
  }
}

}  // namespace
}  // namespace sigmatic::regex
