#include "compiler/ast/detection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace sigmatic::ast {
namespace {

using ::testing::IsSupersetOf;

TEST(ModifierTest, EveryNameIsFoundAgain) {
  EXPECT_EQ(Name(Modifier::kAll), "all");
  EXPECT_EQ(Name(Modifier::kYear), "year");
  EXPECT_EQ(Name(Modifier::kMultiLine), "m");
  for (const std::string_view name : ModifierNames()) {
    const std::optional<Modifier> modifier = FindModifier(name);
    ASSERT_TRUE(modifier.has_value()) << name;
    EXPECT_EQ(FindModifier(Name(*modifier)), modifier) << name;
  }
}

TEST(ModifierTest, AliasesMeanTheirModifier) {
  EXPECT_EQ(FindModifier("wide"), Modifier::kUtf16Le);
  EXPECT_EQ(FindModifier("dotall"), Modifier::kDotAll);
  EXPECT_EQ(FindModifier("ignorecase"), Modifier::kIgnoreCase);
  EXPECT_EQ(FindModifier("multiline"), Modifier::kMultiLine);
  EXPECT_THAT(ModifierNames(), IsSupersetOf({"wide", "dotall", "contains", "base64offset"}));
}

TEST(ModifierTest, NamesAreLowerCaseAndWhole) {
  EXPECT_EQ(FindModifier("Contains"), std::nullopt);
  EXPECT_EQ(FindModifier("contain"), std::nullopt);
  EXPECT_EQ(FindModifier(""), std::nullopt);
}

}  // namespace
}  // namespace sigmatic::ast
