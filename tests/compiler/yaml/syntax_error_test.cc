#include "compiler/yaml/syntax_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/compiler/yaml/testing.h"

namespace sigmatic::yaml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Case {
  std::string text;
  std::string place;
  std::string message;  // a part of the message or hint
};

class SyntaxErrorTest : public ::testing::TestWithParam<Case> {};

TEST_P(SyntaxErrorTest, SaysWhereAndWhat) {
  const ReadResult result = ReadText(GetParam().text);
  EXPECT_FALSE(result.ok);
  ASSERT_THAT(CodesAndPlaces(result), ElementsAre("SG1004 " + GetParam().place));
  const base::Diagnostic& diagnostic = result.diagnostics.all()[0];
  EXPECT_THAT(diagnostic.message + " " + diagnostic.hint, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(All, SyntaxErrorTest,
                         ::testing::Values(Case{"a: b: c\n", "1:5-1:6", "quote the text"},                  //
                                           Case{"a: b\n c: d\n", "2:3-2:4", "indentation"},                 //
                                           Case{"a:\n\tb: c\n", "2:3-2:4", "tab"},                          //
                                           Case{"a: b\n\t\tc: d\n", "2:1-2:2", "tab"},                      //
                                           Case{"a: - b\n", "1:4-1:5", "lines of its own"},                 //
                                           Case{"a:\n  - b\n c\n", "3:2-3:3", "does not continue"},         //
                                           Case{"a:\n    b: 1\n  c: 2\n", "3:3-3:4", "does not continue"},  //
                                           Case{"a: [1, 2\nb: c\n", "2:2-2:3", "no matching `]`"},          //
                                           Case{"a: {b: c\n", "1:4-1:5", "no matching `}`"},                //
                                           Case{"a: ]\n", "1:4-1:5", "closes nothing"},                     //
                                           Case{"a: \"foo\nb: c\n", "1:4-1:5", "never closed"},             //
                                           Case{"a: 'foo\nb: c\n", "1:4-1:5", "never closed"},              //
                                           Case{"a: \"x\n---\ny\"\n", "1:4-1:5", "not closed"},             //
                                           Case{"a: 'it's'\nb: c\n", "1:8-1:9", "`''` for `'`"},            //
                                           Case{"a: \"C:\\Windows\"\n", "1:9-1:10", "single quotes"},       //
                                           Case{"a: %x\n", "1:4-1:5", "`%`"},                               //
                                           Case{"a: \xC3\xBC @\nb: @x\n", "2:4-2:5", "`@`"},                //
                                           Case{"a: *.exe\n", "1:4-1:5", "anchor that does not exist"},     //
                                           Case{"a: * \n", "1:5-1:6", "alias in YAML"},                     //
                                           Case{"a: |x\n  b\n", "1:5-1:6", "next line"}));

TEST(SyntaxErrorTest, CountsAByteOrderMark) {
  EXPECT_THAT(CodesAndPlaces(ReadText("\xEF\xBB\xBF"
                                      "a: b: c\n")),
              ElementsAre("SG1004 1:6-1:7"));
}

TEST(SyntaxErrorTest, SeesWhatTheLibraryLetsPass) {
  EXPECT_THAT(CodesAndPlaces(ReadText("a: b\nfoo\n")), ElementsAre("SG1004 2:1-2:4"));  // a key without its colon
  EXPECT_THAT(CodesAndPlaces(ReadText("- a\nb: c\n")), ElementsAre("SG1004 2:1-2:2"));  // two values in one document
  EXPECT_THAT(CodesAndPlaces(ReadText("[a, b] c\n")), ElementsAre("SG1004 1:8-1:9"));
  EXPECT_THAT(CodesAndPlaces(ReadText("\"a\"\n\"b\"\n")), ElementsAre("SG1004 2:1-2:2"));
  EXPECT_THAT(CodesAndPlaces(ReadText("a: b\n...\nc: d\n")), SizeIs(0));  // which is allowed
}

}  // namespace
}  // namespace sigmatic::yaml
