#include "compiler/eval/substring_search.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sigmatic::eval {
namespace {

using Place = SubstringSearch::Place;

std::set<std::uint32_t> Found(const SubstringSearch& search, std::string_view text) {
  std::set<std::uint32_t> found;
  search.Run(text, [&found](std::uint32_t id) { found.insert(id); });
  return found;
}

TEST(SubstringSearchTest, FindsLiteralsInsideOthers) {
  SubstringSearch search;
  for (const auto& [literal, id] : std::vector<std::pair<std::string_view, std::uint32_t>>{
           {"he", 1}, {"she", 2}, {"his", 3}, {"hers", 4}, {"e", 5}, {"she", 6}}) {
    ASSERT_TRUE(search.Add(literal, Place::kAnywhere, id));
  }
  search.Build();
  EXPECT_EQ(Found(search, "ushers"), (std::set<std::uint32_t>{1, 2, 4, 5, 6}));
  EXPECT_EQ(Found(search, "shis"), (std::set<std::uint32_t>{3}));
  EXPECT_EQ(Found(search, ""), (std::set<std::uint32_t>{}));
}

TEST(SubstringSearchTest, NothingToFind) {
  SubstringSearch search;
  search.Build();
  EXPECT_TRUE(Found(search, "abc").empty());
}

TEST(SubstringSearchTest, RefusesToGrowWithoutBound) {
  SubstringSearch search;
  EXPECT_FALSE(search.Add(std::string(1U << 20U, 'x'), Place::kAnywhere, 1));
  EXPECT_TRUE(search.Add("y", Place::kAnywhere, 2));
  search.Build();
  EXPECT_EQ(Found(search, "xyx"), (std::set<std::uint32_t>{2}));
}

TEST(SubstringSearchTest, AgreesWithFind) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto text = [&random](std::size_t shortest, std::size_t longest) {
    std::string out(shortest + random() % (longest - shortest + 1), ' ');
    for (char& c : out) c = "ab\xFF"[random() % 3];
    return out;
  };
  for (int round = 0; round < 300; ++round) {
    SubstringSearch search;
    std::vector<std::pair<std::string, Place>> literals;
    for (std::uint32_t id = 0; id < 12; ++id) {
      literals.emplace_back(text(1, 5), static_cast<Place>(random() % 3));
      ASSERT_TRUE(search.Add(literals.back().first, literals.back().second, id));
    }
    search.Build();
    for (int i = 0; i < 20; ++i) {
      const std::string haystack = text(0, 12);
      std::set<std::uint32_t> expected;
      for (std::uint32_t id = 0; id < literals.size(); ++id) {
        const auto& [literal, place] = literals[id];
        const bool found = place == Place::kAtStart ? haystack.starts_with(literal)
                           : place == Place::kAtEnd ? haystack.ends_with(literal)
                                                    : haystack.find(literal) != std::string::npos;
        if (found) expected.insert(id);
      }
      EXPECT_EQ(Found(search, haystack), expected) << haystack;
    }
  }
}

}  // namespace
}  // namespace sigmatic::eval
