#include "compiler/eval/value.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace sigmatic::eval {
namespace {

TEST(ValueTest, WritesTheShortestEscapes) {
  constexpr std::string_view kText("\"\\/\b\f\n\r\t\x01\x1f\x7f\xC3\xA9\0", 14);
  Value value;
  value.kind = Value::Kind::kString;
  value.size = static_cast<std::uint32_t>(kText.size());
  value.text_data = kText.data();
  std::string out = "before ";
  AppendCompactJson(value, &out);
  EXPECT_EQ(out, "before \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xC3\xA9\\u0000\"");
}

}  // namespace
}  // namespace sigmatic::eval
