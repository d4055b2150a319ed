// SigmaHQ's rules through all phases. Each must become a query or a refusal, and each query must hold together: its
// regex literals are expressions, its parentheses close, `not` stands before total conditions only.
#include "tests/corpus.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "backends/cloudwatch/cloudwatch.h"
#include "compiler/base/unicode.h"
#include "compiler/fields/field_map.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/simplify.h"
#include "compiler/parse/rule_parser.h"
#include "compiler/sema/analyze.h"

namespace sigmatic::cloudwatch {
namespace {

std::string Read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The fault of a query; empty when there is none. A reader of its own, sharing nothing with the emitter.
class Checker {
 public:
  explicit Checker(std::string_view query) : query_(query) {}

  std::string Fault() {
    if (base::CountCodePoints(query_) > kMaxQueryCharacters) return "too long";
    while (fault_.empty() && position_ < query_.size()) Step();
    if (fault_.empty() && depth_ != 0) fault_ = "parentheses do not close";
    return fault_;
  }

 private:
  void Step() {
    const char c = query_[position_];
    if (c == '/') {
      Regex();
    } else if (c == '`' || c == '"') {
      const std::size_t end = query_.find(c, position_ + 1);
      if (end == std::string_view::npos) fault_ = "a quote does not close";
      position_ = end + 1;
    } else if (query_.substr(position_).starts_with("not ")) {
      position_ += 4;
      const std::string_view rest = query_.substr(position_);
      if (!rest.starts_with("ispresent(") && !rest.starts_with("(")) fault_ = "not before a test";
    } else {
      if (c == '(') ++depth_;
      if (c == ')' && --depth_ < 0) fault_ = "a parenthesis closes twice";
      if (c == '#') fault_ = "a comment";
      if (static_cast<unsigned char>(c) < 0x20 && c != '\n') fault_ = "a control character";
      ++position_;
    }
  }

  void Regex() {
    const std::size_t begin = ++position_;
    while (position_ < query_.size() && query_[position_] != '/') {
      if (query_[position_] == '\n') fault_ = "a line break in an expression";
      position_ += query_[position_] == '\\' ? std::size_t{2} : std::size_t{1};
    }
    if (position_ >= query_.size()) {
      fault_ = "an expression does not close";
      return;
    }
    const RE2 regex(query_.substr(begin, position_ - begin), RE2::Quiet);
    if (!regex.ok()) fault_ = regex.error();
    ++position_;
  }

  std::string_view query_;
  std::size_t position_ = 0;
  int depth_ = 0;
  std::string fault_;
};

TEST(CorpusTest, EveryRuleBecomesASoundQueryOrARefusal) {
  const std::filesystem::path folder = tests::CorpusFolder("sigmahq/rules");
  if (folder.empty()) GTEST_SKIP() << "no corpus: SIGMATIC_CORPUS names no folder with sigmahq/rules";
  std::size_t compiled = 0;
  std::size_t refused = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yml") continue;
    const base::SourceFile file(entry.path().string(), Read(entry.path()));
    base::Diagnostics diagnostics;
    for (const auto& parsed : parse::ParseRules(file, diagnostics)) {
      if (!parsed) continue;
      auto analyzed = sema::Analyze(*parsed, diagnostics);
      if (!analyzed) continue;
      const ir::Rule rule = ir::Simplify(*std::move(analyzed));
      const fields::FieldMap& map = fields::ChooseBuiltInMap("cloudwatch", rule.log_source);
      const auto mapped = fields::MapFields(rule, map, {}, diagnostics);
      if (!mapped) {
        ++refused;
        continue;
      }
      const std::size_t errors = diagnostics.error_count();
      const auto query = CloudWatchBackend().Compile(*mapped, diagnostics);
      if (!query) {
        EXPECT_GT(diagnostics.error_count(), errors) << entry.path() << " is refused without a reason";
        ++refused;
        continue;
      }
      EXPECT_EQ(Checker(*query).Fault(), "") << entry.path() << "\n" << *query;
      ++compiled;
    }
  }
  std::cout << compiled << " rules compiled, " << refused << " refused\n";
  EXPECT_GT(compiled, 2900U);
}

}  // namespace
}  // namespace sigmatic::cloudwatch
