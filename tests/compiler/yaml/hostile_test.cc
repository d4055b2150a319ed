// Input made to exhaust time, memory or the stack: each must end in a diagnostic, quickly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "compiler/yaml/reader.h"
#include "tests/compiler/yaml/testing.h"

namespace sigmatic::yaml {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string Repeat(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

class HostileTest : public ::testing::TestWithParam<std::string> {};

TEST_P(HostileTest, IsRefusedQuickly) {
  const auto start = std::chrono::steady_clock::now();
  const ReadResult result = ReadText(Repeat(GetParam(), 300000 / GetParam().size()));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  EXPECT_TRUE(result.diagnostics.HasErrors());
  EXPECT_LE(result.diagnostics.all().size(), kMaxFaults + 1);
  EXPECT_LT(seconds.count(), 3.0);  // a debug build on a busy machine; a release build takes 0.1 s
}

INSTANTIATE_TEST_SUITE_P(All, HostileTest,
                         ::testing::Values("[", "{", "[\n", "{a: ", "- ", "? ", "&a ", "&a [", "!a ", "- !x a\n",
                                           "a: 1\n", "'", "\"\\", "*", "*a ", "%", "|", "]", "[a: b,", "{a,", "[1,",
                                           ",", "---\n", "--- a\n", "- <<: a\n", "- &a [*a]\n", "\t", "a: b\r",
                                           "a:\n\t", "? a\n: - "));

TEST(LimitTest, Depth) {
  EXPECT_TRUE(ReadText(Repeat("[", kMaxDepth) + Repeat("]", kMaxDepth)).ok);
  EXPECT_THAT(CodesAndPlaces(ReadText(Repeat("[", kMaxDepth + 1) + Repeat("]", kMaxDepth + 1))),
              ElementsAre("SG1005 1:65-1:66"));
}

TEST(LimitTest, DepthThroughAliases) {
  const std::string deep = Repeat("[", 40) + "x" + Repeat("]", 40);
  const ReadResult result = ReadText("a: &a " + deep + "\nb: " + Repeat("[", 40) + "*a" + Repeat("]", 40) + "\n");
  EXPECT_THAT(CodesAndPlaces(result), ElementsAre("SG1005 2:44-2:46"));
}

TEST(LimitTest, AliasesThatGrowExponentially) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + Repeat(", " + before, 9) + "]\n";
  }
  EXPECT_THAT(CodesAndPlaces(ReadText(text)), ElementsAre(StartsWith("SG1005 ")));
}

TEST(LimitTest, AliasesOfALongText) {
  const std::string text = "a: &a '" + std::string(100000, 'x') + "'\nb:\n" + Repeat("- *a\n", 100);
  EXPECT_THAT(CodesAndPlaces(ReadText(text)), ElementsAre(StartsWith("SG1005 ")));
}

TEST(LimitTest, LengthOfOneValue) {
  EXPECT_TRUE(ReadText("a: " + std::string(200000, 'x')).ok);
  EXPECT_THAT(CodesAndPlaces(ReadText("a: " + std::string(2 * kMaxTokenBytes, 'x'))),
              ElementsAre(StartsWith("SG1005 ")));
  // Many values of any total length are fine.
  EXPECT_TRUE(ReadText(Repeat("- " + std::string(100000, 'x') + "\n", 10)).ok);
}

TEST(LimitTest, FileSize) {
  EXPECT_THAT(CodesAndPlaces(ReadText(std::string(kMaxFileBytes + 1, ' '))), ElementsAre("SG1005 1:1-1:1"));
}

TEST(LimitTest, Documents) {
  EXPECT_TRUE(ReadText(Repeat("--- a\n", kMaxDocuments)).ok);
  EXPECT_THAT(CodesAndPlaces(ReadText(Repeat("--- a\n", kMaxDocuments + 1))), ElementsAre("SG1005 10001:1-10001:1"));
}

TEST(LimitTest, Faults) {
  EXPECT_THAT(CodesAndPlaces(ReadText("a: 1\n" + Repeat("a: 2\n", 500))), SizeIs(kMaxFaults + 1));
}

// Whatever the text: no crash, and either a tree or a diagnostic.
TEST(HostileTest, RandomTextIsReadOrRefused) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view kPieces = "ab: -?[]{},&*!|>'\"%@`#\n\n\n  \t~<\\.\r";
  std::uniform_int_distribution<std::size_t> pick(0, kPieces.size() - 1);
  for (int round = 0; round < 3000; ++round) {
    std::string text(static_cast<std::size_t>(round % 60), ' ');
    for (char& c : text) c = kPieces[pick(random)];
    const ReadResult result = ReadText(text);
    EXPECT_TRUE(result.ok || result.diagnostics.HasErrors()) << text;
    for (const base::Diagnostic& diagnostic : result.diagnostics.all()) {
      EXPECT_LE(diagnostic.span.begin, diagnostic.span.end) << text;
      EXPECT_LE(diagnostic.span.end, text.size()) << text;
    }
  }
}

}  // namespace
}  // namespace sigmatic::yaml
