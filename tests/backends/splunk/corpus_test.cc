// Real rules: all of SigmaHQ's compile or are refused for a stated reason, and every query is well-formed.
#include "tests/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>

#include "backends/splunk/splunk.h"
#include "compiler/fields/field_map.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/simplify.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::splunk {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// What is wrong with a query's shape: quotes, parentheses, commands, characters. A little lexer of its own.
std::optional<std::string> FaultOf(std::string_view query) {
  int depth = 0;
  int commands = 1;
  for (std::size_t i = 0; i < query.size(); ++i) {
    const char c = query[i];
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return "control character";
    if (c == '`') return "backtick";
    if (c == '[') return "subsearch";
    if (c == '!') {  // only in `where`, between a field and the text null
      if (commands == 1 || !query.substr(i).starts_with(R"(!="null")")) return "!=";
    }
    if (c == '(') ++depth;
    if (c == ')' && --depth < 0) return "unbalanced )";
    if (c == '|') {
      ++commands;
      if (depth != 0 || !query.substr(i).starts_with("| where ")) return "command";
    }
    if (c == '\'') {
      i = query.find('\'', i + 1);
      if (i == std::string_view::npos) return "unbalanced '";
    } else if (c == '"') {
      for (++i; i < query.size() && query[i] != '"'; ++i) {
        if (query[i] == '\n' || query[i] == '`') return "character in quotes";
        if (query[i] == '\\') {
          ++i;
          if (commands > 1 && (query[i] == '\\' || query[i] == '"')) return "doubled escape in a regex";
        }
      }
      if (i >= query.size()) return "unbalanced quotation mark";
    }
  }
  if (depth != 0) return "unbalanced (";
  if (commands > 2) return "more than one where";
  return std::nullopt;
}

TEST(CorpusTest, EveryRuleCompilesOrIsRefusedForAReason) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/rules";
  std::size_t compiled = 0;
  std::size_t with_where = 0;
  std::map<std::string, std::size_t> refusals;
  const SplunkBackend backend;
  for (const std::filesystem::directory_entry& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml") continue;
    const base::SourceFile file(entry.path().string(), ReadFile(entry.path()));
    base::Diagnostics front_end;
    for (const base::Result<ast::Rule>& parsed : parse::ParseRules(file, front_end)) {
      if (!parsed.ok()) continue;
      auto analyzed = sema::Analyze(*parsed, front_end);
      if (!analyzed) continue;
      const ir::Rule rule = ir::Simplify(*std::move(analyzed));
      base::Diagnostics diagnostics;
      const auto mapped = fields::MapFields(rule, fields::ChooseBuiltInMap("splunk", rule.log_source), {}, diagnostics);
      const auto query = mapped ? backend.Compile(*mapped, diagnostics) : base::Result<std::string>(base::Failure{});
      if (!query) {
        for (const base::Diagnostic& diagnostic : diagnostics.all()) ++refusals[diagnostic.message];
        continue;
      }
      ++compiled;
      if (query->find("\n| where ") != std::string::npos) ++with_where;
      const auto fault = FaultOf(*query);
      EXPECT_FALSE(fault.has_value()) << *fault << " in the query of " << entry.path() << "\n" << *query;
      if (std::getenv("SIGMATIC_SHOW_QUERIES") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
        printf("### %s\n%s\n", entry.path().c_str(), query->c_str());
      }
    }
  }
  printf("compiled %zu, with a where command %zu\n", compiled, with_where);
  for (const auto& [message, count] : refusals) printf("refused %zu: %s\n", count, message.c_str());
  EXPECT_GT(compiled, 3000U);
}

TEST(CorpusTest, TheLexerFindsFaults) {
  for (const char* query : {"f=\"a", "f=\"a\" | where (", "f!=\"a\"", "f=`a`", "f=[search x]", "f=\"a\nb\"", "(f=1))",
                            "f=1 | where 1=1 | where 1=1", "f=1 | stats count", "f=1\n| where match('f',\"a\\\\b\")"}) {
    EXPECT_TRUE(FaultOf(query).has_value()) << query;
  }
  EXPECT_FALSE(FaultOf("f=\"a|[(\\\"\" (g=1 OR NOT h=2)\n| where isnull('f')").has_value());
}

}  // namespace
}  // namespace sigmatic::splunk
