#include "compiler/report/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"

namespace sigmatic::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr base::Code kCode = base::Code::kTargetCannotExpress;  // SG6001, an error

base::Diagnostics One(const base::SourceFile& file, base::Span span, std::string message = "wrong",
                      std::string hint = "right") {
  base::Diagnostics diagnostics;
  diagnostics.Report(kCode, file, span, std::move(message), std::move(hint));
  return diagnostics;
}

TEST(DiagnosticTextTest, ShowsPlaceCodeLineCaretAndHint) {
  const base::SourceFile file("r.yml", "a: 1\nbad: 2\n");
  EXPECT_EQ(ToText(One(file, {5, 8}).all()[0], false),
            "r.yml:2:1: error[SG6001]: wrong\n"
            "    2 | bad: 2\n"
            "      | ^~~\n"
            "  hint: right\n");
}

TEST(DiagnosticTextTest, ColumnsCountCodePoints) {
  const base::SourceFile file("r.yml", "\u00E9\u00E9: x");
  EXPECT_EQ(ToText(One(file, {6, 7}, "m", "").all()[0], false),
            "r.yml:1:5: error[SG6001]: m\n"
            "    1 | \u00E9\u00E9: x\n"
            "      |     ^\n");
}

TEST(DiagnosticTextTest, ASpanOverSeveralLinesIsMarkedToTheEndOfTheFirst) {
  const base::SourceFile file("r.yml", "ab cd\nef");
  EXPECT_THAT(ToText(One(file, {3, 8}).all()[0], false), HasSubstr("      |    ^~\n"));
}

TEST(DiagnosticTextTest, ThePlaceMayBeTheEndOfTheFile) {
  const base::SourceFile file("r.yml", "ab\n");
  EXPECT_THAT(ToText(One(file, {3, 3}).all()[0], false), HasSubstr("r.yml:2:1:"));
  const base::SourceFile empty("e.yml", "");
  EXPECT_THAT(ToText(One(empty, {0, 0}).all()[0], false), HasSubstr("e.yml:1:1:"));
}

TEST(DiagnosticTextTest, LongLinesAreCutAroundTheCaret) {
  const base::SourceFile file("r.yml", std::string(5000, 'x') + "HERE" + std::string(5000, 'y'));
  const std::string text = ToText(One(file, {5000, 5004}).all()[0], false);
  EXPECT_THAT(text, HasSubstr("xxHEREyy"));
  EXPECT_LT(text.size(), 500U);
}

TEST(DiagnosticTextTest, NothingOfTheSourceSteersTheTerminal) {
  const base::SourceFile file("r.yml", "a\x1b[2Jb\u202Ec");
  const std::string text = ToText(One(file, {0, 1}, "value `\x1b[31m`").all()[0], false);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\u202E")));
  EXPECT_THAT(ToText(One(file, {0, 1}).all()[0], true), HasSubstr("\x1b[1;31m"));
}

TEST(DiagnosticTextTest, NoFileNoExcerpt) {
  base::Diagnostics diagnostics;
  diagnostics.Report(kCode, "no such thing");
  EXPECT_EQ(ToText(diagnostics.all()[0], false), "sigmatic: error[SG6001]: no such thing\n");
}

TEST(DiagnosticJsonTest, HoldsEverything) {
  const base::SourceFile file("r.yml", "a: 1\nbad: 2\n");
  EXPECT_EQ(
      ToJson(One(file, {5, 8}, "say \"x\"", "").all()),
      R"([{"code":"SG6001","severity":"error","message":"say \"x\"","hint":null,"file":"r.yml","line":2,"column":1,)"
      R"("end_line":2,"end_column":4}])");
}

TEST(DiagnosticSarifTest, HoldsRuleLevelAndRegion) {
  const base::SourceFile file("a b/r%.yml", "a: 1\nbad: 2\n");
  const std::string sarif = ToSarif(One(file, {5, 8}).all(), "9.9");
  EXPECT_THAT(sarif, HasSubstr(R"("version":"2.1.0")"));
  EXPECT_THAT(sarif, HasSubstr(R"("ruleId":"SG6001","ruleIndex":0,"level":"error")"));
  EXPECT_THAT(sarif, HasSubstr(R"("uri":"a%20b/r%25.yml")"));
  EXPECT_THAT(sarif, HasSubstr(R"("startLine":2,"startColumn":1,"endLine":2,"endColumn":4)"));
  EXPECT_THAT(sarif, HasSubstr(R"("text":"wrong\nHint: right")"));
}

}  // namespace
}  // namespace sigmatic::report
