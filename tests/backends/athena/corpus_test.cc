// Takes real rules to SQL and checks what holds for every query.
#include "tests/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "backends/athena/athena.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/field_map.h"
#include "compiler/ir/simplify.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::athena {
namespace {

// Outside of strings and quoted names: parentheses pair up, and nothing but these three follows a NOT.
void ExpectWellFormed(const std::string& query) {
  int depth = 0;
  for (std::size_t i = 0; i < query.size(); ++i) {
    if (query[i] == '\'' || query[i] == '"') {
      i = query.find(query[i], i + 1);
      ASSERT_NE(i, std::string::npos) << query;
    } else if (query[i] == '(') {
      ++depth;
    } else if (query[i] == ')') {
      ASSERT_GT(depth--, 0) << query;
    } else if (query.compare(i, 4, "NOT ") == 0) {
      const std::string_view rest = std::string_view(query).substr(i + 4);
      EXPECT_TRUE(rest.starts_with("COALESCE(") || rest.starts_with("(") || rest.starts_with("NULL")) << query;
    }
  }
  EXPECT_EQ(depth, 0) << query;
}

TEST(CorpusTest, EveryRuleCompilesOrIsRefused) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/rules";
  std::size_t compiled = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const base::SourceFile file(entry.path().string(), std::string(std::istreambuf_iterator<char>(in), {}));
    base::Diagnostics diagnostics;
    for (const auto& rule : parse::ParseRules(file, diagnostics)) {
      if (!rule) continue;
      auto analyzed = sema::Analyze(*rule, diagnostics);
      if (!analyzed) continue;
      const ir::Rule simplified = ir::Simplify(*std::move(analyzed));
      const auto mapped =
          fields::MapFields(simplified, fields::ChooseBuiltInMap("athena", simplified.log_source), {}, diagnostics);
      if (!mapped) continue;
      const auto query = AthenaBackend().Compile(*mapped, diagnostics);
      EXPECT_TRUE(query.ok() || diagnostics.HasErrors()) << entry.path();
      if (!query) continue;
      ++compiled;
      ExpectWellFormed(*query);
    }
  }
  EXPECT_GT(compiled, 0U);
}

}  // namespace
}  // namespace sigmatic::athena
