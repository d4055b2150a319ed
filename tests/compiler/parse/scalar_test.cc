#include "compiler/parse/scalar.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "compiler/base/overloaded.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {
namespace {

std::string Resolve(std::string_view text, yaml::ScalarStyle style = yaml::ScalarStyle::kPlain) {
  yaml::Node node;
  node.text = text;
  node.style = style;
  return std::visit(base::Overloaded{
                        [](const ast::Null&) { return std::string("null"); },
                        [](const ast::Boolean& value) { return std::string(value.value ? "true" : "false"); },
                        [](const ast::Number& value) {
                          return value.text == value.value.ToString()
                                     ? "number " + value.text
                                     : "number " + value.text + " = " + value.value.ToString();
                        },
                        [](const ast::String& value) { return "text " + value.text; },
                        [](const NotFinite&) { return std::string("not finite"); },
                        [](const OutOfRange&) { return std::string("out of range"); },
                    },
                    ResolveScalar(node));
}

// YAML 1.2.2, section 10.3.2 "Tag Resolution".
TEST(ScalarTest, ResolvesTheCoreSchema) {
  for (const std::string_view text : {"", "~", "null", "Null", "NULL"}) EXPECT_EQ(Resolve(text), "null") << text;
  for (const std::string_view text : {"true", "True", "TRUE"}) EXPECT_EQ(Resolve(text), "true") << text;
  for (const std::string_view text : {"false", "False", "FALSE"}) EXPECT_EQ(Resolve(text), "false") << text;
  for (const std::string_view text :
       {"nULL", "tRUE", "yes",   "No",  "on",  "y",   "0b1",  "1_000", "1:20",  "2001-12-14", "-",   "+",
        ".",    "..",   "-.",    "e1",  ".e1", "1e",  "1e+",  "0x",    "0o",    "0o8",        "0xg", "-0x1",
        "+0o7", "0X1",  "1.2.3", "1 2", "--1", "+-1", ".Nan", ".iNF",  "-.nan", "0x1.5",      "1,5", "\xC3\xBC"}) {
    EXPECT_EQ(Resolve(text), "text " + std::string(text));
  }
  for (const std::string_view text : {".inf", "-.inf", "+.Inf", ".INF", ".nan", ".NaN", ".NAN"}) {
    EXPECT_EQ(Resolve(text), "not finite") << text;
  }
}

TEST(ScalarTest, PlainDecimalsKeepTheirText) {
  EXPECT_EQ(Resolve("0"), "number 0");
  EXPECT_EQ(Resolve("4625"), "number 4625");
  EXPECT_EQ(Resolve("-12"), "number -12");
  EXPECT_EQ(Resolve("-0"), "number -0 = 0");
  EXPECT_EQ(Resolve("1.50"), "number 1.50 = 1.5");
  EXPECT_EQ(Resolve("0.0"), "number 0.0 = 0");
  EXPECT_EQ(Resolve("123456789012345678901234567890"), "number 123456789012345678901234567890");
}

TEST(ScalarTest, OtherNumbersAreNormalized) {
  EXPECT_EQ(Resolve("0x10"), "number 16");
  EXPECT_EQ(Resolve("0xfFfFfFfFfFfFfFfF"), "number 18446744073709551615");
  EXPECT_EQ(Resolve("0x10000000000000000"), "number 18446744073709551616");
  EXPECT_EQ(Resolve("0x0"), "number 0");
  EXPECT_EQ(Resolve("0o17"), "number 15");
  EXPECT_EQ(Resolve("007"), "number 7");
  EXPECT_EQ(Resolve("-007.50"), "number -7.5");
  EXPECT_EQ(Resolve("+5"), "number 5");
  EXPECT_EQ(Resolve("1."), "number 1");
  EXPECT_EQ(Resolve(".5"), "number 0.5");
  EXPECT_EQ(Resolve("-.5"), "number -0.5");
  EXPECT_EQ(Resolve("1e3"), "number 1000");
  EXPECT_EQ(Resolve("1.5E+3"), "number 1500");
  EXPECT_EQ(Resolve("25e-1"), "number 2.5");
}

TEST(ScalarTest, HugeNumbersAreRefused) {
  EXPECT_EQ(Resolve("1e100").substr(0, 8), "number 1");
  EXPECT_EQ(Resolve("1e101"), "out of range");
  EXPECT_EQ(Resolve("1e-101"), "out of range");
  EXPECT_EQ(Resolve("1e99999999999999999999"), "out of range");
  EXPECT_EQ(Resolve(std::string(100, '9')).substr(0, 8), "number 9");
  EXPECT_EQ(Resolve(std::string(101, '9')), "out of range");
  EXPECT_EQ(Resolve("0x" + std::string(10000, 'f')), "out of range");
}

TEST(ScalarTest, QuotedScalarsAreTexts) {
  EXPECT_EQ(Resolve("5", yaml::ScalarStyle::kString), "text 5");
  EXPECT_EQ(Resolve("", yaml::ScalarStyle::kString), "text ");
  EXPECT_EQ(Resolve("null", yaml::ScalarStyle::kString), "text null");
}

// https://yaml.org/type/bool.html, int.html, float.html, timestamp.html, value.html
TEST(Yaml11Test, KnowsWhatYaml11ReadsDifferently) {
  for (const std::string_view text :
       {"y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "off", "OFF", "oFf"}) {
    EXPECT_EQ(Yaml11Meaning(text), "a boolean") << text;
  }
  for (const std::string_view text : {"0777", "00", "-010", "+07", "0_7"})
    EXPECT_EQ(Yaml11Meaning(text), "an octal number") << text;
  for (const std::string_view text : {"1:20", "-190:20:30", "20:30.15", "0:0"}) {
    EXPECT_EQ(Yaml11Meaning(text), "a number in base 60") << text;
  }
  for (const std::string_view text : {"1_000", "+1_0", "1_0.5"}) EXPECT_EQ(Yaml11Meaning(text), "a number") << text;
  for (const std::string_view text : {"0b101", "-0b1_1"}) EXPECT_EQ(Yaml11Meaning(text), "a binary number") << text;
  for (const std::string_view text : {"0xdead_beef", "-0x1F"})
    EXPECT_EQ(Yaml11Meaning(text), "a hexadecimal number") << text;
  for (const std::string_view text : {"2001-12-14", "2001-12-14T21:59:43Z", "2001-12-14 21:59:43"}) {
    EXPECT_EQ(Yaml11Meaning(text), "a date") << text;
  }
  for (const std::string_view text : {"0o17", "1e3", "1.5e3", "12e03"})
    EXPECT_EQ(Yaml11Meaning(text), "a text") << text;
  EXPECT_EQ(Yaml11Meaning("="), "a special value");
}

TEST(Yaml11Test, IsSilentWhereBothAgree) {
  for (const std::string_view text : {"",     "~",    "true",    "null",        "nope",         "one",   "off-by-one",
                                      "0",    "7",    "10",      "-5",          "+5",           "1.5",   "1.5e+3",
                                      ".5",   "0x1F", "089",     "1.2.3.4",     "10.0.0.0/8",   "::1",   "fe80::1",
                                      "1:60", "1:2:", ":1",      "10:61",       "12:34:56:ab",  "C:\\x", "_1",
                                      "1_",   "a_b",  "2001-12", "2001-12-14x", "2001-12-14Tx", "0b12",  "0xg",
                                      "==",   "-",    ".inf",    "127.0.0.1:80"}) {
    if (text == "1_") continue;  // YAML 1.1's grammar has it as a number
    EXPECT_EQ(Yaml11Meaning(text), "") << text;
  }
}

}  // namespace
}  // namespace sigmatic::parse
