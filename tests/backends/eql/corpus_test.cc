// SigmaHQ's rules through all phases: each becomes a query or a refusal with a way out, and each query reads back by
// the grammar of EQL, with total conditions below every `not`.
#include "tests/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "backends/eql/eql.h"
#include "compiler/fields/field_map.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/simplify.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::eql {
namespace {

std::string Read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Reads a query by the grammar, as far as this target writes it; shares nothing with the emitter.
class Reader {
 public:
  explicit Reader(std::string_view query) : rest_(query) {}

  // Empty when all is well, else what is wrong and where.
  std::string Fault() {
    Expect("any where ");
    Condition(false);
    if (fault_.empty() && !rest_.empty()) Fail("text after the end");
    return fault_;
  }

 private:
  void Fail(std::string_view what) {
    if (fault_.empty()) fault_ = std::string(what) + " at: " + std::string(rest_.substr(0, 60));
  }

  bool Take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void Expect(std::string_view token) {
    if (!Take(token)) Fail("expected `" + std::string(token) + "`");
  }

  // `a and b and c`, or all with `or`, never mixed without parentheses.
  void Condition(bool total) {
    const std::size_t outer_guards = guards_.size();
    std::string_view connective;
    while (fault_.empty()) {
      const std::string not_null = Operand(total);
      std::string_view next;
      for (const std::string_view candidate : {" and", " or"}) {
        if (Take(std::string(candidate) + " ") || Take(std::string(candidate) + "\n  ")) next = candidate;
      }
      if (next.empty()) break;
      if (!connective.empty() && next != connective) Fail("mixed connectives");
      connective = next;
      if (!not_null.empty() && next == " and") guards_.push_back(not_null);
    }
    guards_.resize(outer_guards);
  }

  // The field, when the operand is `?field != null`.
  std::string Operand(bool total) {
    if (Take("not ")) {
      Operand(true);
      return {};
    }
    if (Take("(")) {
      Condition(total);
      Expect(")");
      return {};
    }
    if (Take("true") || Take("false")) return {};
    const std::string_view before = rest_;
    const std::string field = Test();
    const std::string_view test = before.substr(0, before.size() - rest_.size());
    if (test == field + " != null") return field;
    const bool guarded = std::find(guards_.begin(), guards_.end(), field) != guards_.end();
    if (total && !guarded && test != field + " == null") Fail("a test of " + field + " below `not` without a guard");
    return {};
  }

  std::string Field() {
    const std::string_view before = rest_;
    ReadField();
    return std::string(before.substr(0, before.size() - rest_.size()));
  }

  void ReadField() {
    Expect("?");
    do {
      if (Take("`")) {
        const std::size_t end = rest_.find('`');
        if (end == std::string_view::npos) return Fail("a backtick does not close");
        rest_.remove_prefix(end + 1);
      } else {
        std::size_t size = 0;
        while (size < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 ||
                                       rest_[size] == '_' || rest_[size] == '@')) {
          ++size;
        }
        if (size == 0) return Fail("expected a name");
        rest_.remove_prefix(size);
      }
    } while (Take("."));
  }

  // The field that is tested.
  std::string Test() {
    if (Take("cidrMatch(")) {
      std::string field = Field();
      while (Take(", ")) String();
      Expect(")");
      return field;
    }
    std::string field = Field();
    Comparison();
    return field;
  }

  void Comparison() {
    for (const std::string_view match : {" like~ ", " like ", " regex "}) {
      if (!Take(match)) continue;
      if (rest_.starts_with("(")) return List();
      return Literal();
    }
    for (const std::string_view match : {" in~ ", " in "}) {
      if (Take(match)) return List();
    }
    for (const std::string_view match : {" : ", " == ", " != ", " <= ", " >= ", " < ", " > "}) {
      if (Take(match)) return Literal();
    }
    Fail("expected an operator");
  }

  void List() {
    Expect("(");
    do {
      Literal();
    } while (Take(", "));
    Expect(")");
  }

  void Literal() {
    if (rest_.starts_with("\"")) return String();
    if (Take("null") || Take("true") || Take("false")) return;
    const std::size_t size = rest_.find_first_not_of("-0123456789.");
    if (size == 0) return Fail("expected a literal");
    rest_.remove_prefix(std::min(size, rest_.size()));
  }

  void String() {
    if (Take("\"\"\"")) {
      const std::size_t end = rest_.find("\"\"\"");
      if (end == std::string_view::npos || rest_.substr(0, end).find('\n') != std::string_view::npos) {
        return Fail("a raw string does not close");
      }
      rest_.remove_prefix(end + 3);
      return;
    }
    Expect("\"");
    while (!rest_.empty() && rest_.front() != '"') {
      if (static_cast<unsigned char>(rest_.front()) < 0x20) return Fail("a control character");
      if (Take("\\")) {
        if (rest_.empty() || std::string_view("\"\\nrtu").find(rest_.front()) == std::string_view::npos) {
          return Fail("an unknown escape");
        }
      }
      rest_.remove_prefix(1);
    }
    Expect("\"");
  }

  std::string_view rest_;
  std::vector<std::string> guards_;  // fields known to be mapped where the reader stands
  std::string fault_;
};

TEST(CorpusTest, EveryRuleIsCompiledOrRefused) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/rules";
    // A debug build takes long for all of them.
#ifdef NDEBUG
  constexpr std::size_t kStride = 1;
#else
  constexpr std::size_t kStride = 3;
#endif
  std::size_t position = 0;
  std::size_t queries = 0;
  std::size_t refusals = 0;
  const EqlBackend backend;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml" || position++ % kStride != 0) continue;
    const base::SourceFile file(entry.path().string(), Read(entry.path()));
    base::Diagnostics front_end;
    for (const auto& ast : parse::ParseRules(file, front_end)) {
      if (!ast) continue;
      const auto analyzed = sema::Analyze(*ast, front_end);
      if (!analyzed) continue;
      const ir::Rule rule = ir::Simplify(*analyzed);
      base::Diagnostics diagnostics;
      const auto mapped = fields::MapFields(rule, fields::ChooseBuiltInMap("eql", rule.log_source), {}, diagnostics);
      const auto query = mapped ? backend.Compile(*mapped, diagnostics) : base::Result<std::string>(base::Failure{});
      if (query) {
        ++queries;
        EXPECT_EQ(Reader(*query).Fault(), "") << entry.path() << "\n" << *query;
      } else {
        ++refusals;
        ASSERT_TRUE(diagnostics.HasErrors()) << entry.path();
        for (const base::Diagnostic& diagnostic : diagnostics.all()) {
          EXPECT_FALSE(diagnostic.hint.empty()) << entry.path() << ": " << diagnostic.message;
        }
      }
    }
  }
  std::cout << queries << " queries, " << refusals << " refusals\n";
  EXPECT_GT(queries, refusals * 10);
}

}  // namespace
}  // namespace sigmatic::eql
