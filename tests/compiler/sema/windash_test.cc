#include "compiler/sema/windash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/sema/sigma_string.h"
#include "tests/compiler/sema/rule_text.h"

namespace sigmatic::sema {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Expanded(std::string_view text) {
  std::vector<std::string> texts;
  for (const ir::Pattern& pattern : ExpandOptionDashes(ParseSigmaString(text))) texts.push_back(Text(pattern));
  return texts;
}

TEST(WindashTest, EachDashOfAnOption) {
  EXPECT_THAT(Expanded("-f"), ElementsAre("-f", "/f", "–f", "—f", "―f"));
  EXPECT_THAT(Expanded("/f"), UnorderedElementsAre("-f", "/f", "–f", "—f", "―f"));
  EXPECT_THAT(Expanded("cmd -f"), UnorderedElementsAre("cmd -f", "cmd /f", "cmd –f", "cmd —f", "cmd ―f"));
}

TEST(WindashTest, DashesInsideAndAfterWordsStay) {
  for (const char* text : {"param-name", "a/b", "f-", "-", "--", "- f", "-.f", "x-f", "_-f", "9-f", "C:/"}) {
    EXPECT_THAT(Expanded(text), ElementsAre(text));
  }
  EXPECT_THAT(Expanded("-param-name"),
              ElementsAre("-param-name", "/param-name", "–param-name", "—param-name", "―param-name"));
}

TEST(WindashTest, TheLastOfSeveralDashes) {
  EXPECT_THAT(Expanded("--f"), ElementsAre("--f", "-/f", "-–f", "-—f", "-―f"));
}

TEST(WindashTest, AllCombinations) {
  const std::vector<std::string> expanded = Expanded("-a /b");
  EXPECT_THAT(expanded, SizeIs(25));
  EXPECT_THAT(expanded, testing::Contains("-a -b"));
  EXPECT_THAT(expanded, testing::Contains("-a /b"));
  EXPECT_THAT(expanded, testing::Contains("—a ―b"));
  EXPECT_THAT(Expanded("-a -b -c"), SizeIs(125));
}

TEST(WindashTest, WildcardsAreNoWords) {
  EXPECT_THAT(Expanded("a*-f"), SizeIs(5));
  EXPECT_THAT(Expanded("?-f*"), SizeIs(5));
  EXPECT_THAT(Expanded("-*f"), ElementsAre("-*f"));
  EXPECT_THAT(Expanded("-?"), ElementsAre("-?"));
}

TEST(WindashTest, WordsAreAscii) {
  EXPECT_THAT(Expanded("é-f"), SizeIs(5));
  EXPECT_THAT(Expanded("-é"), ElementsAre("-é"));
  EXPECT_THAT(Expanded("–f"), ElementsAre("–f")) << "other dashes are no starting point";
}

TEST(WindashTest, NothingToDo) {
  EXPECT_THAT(Expanded(""), ElementsAre(""));
  EXPECT_THAT(Expanded("*"), ElementsAre("*"));
  EXPECT_EQ(CountOptionDashes(ParseSigmaString("-a*-b?/c -d-e")), 4U);
}

}  // namespace
}  // namespace sigmatic::sema
