#include "compiler/base/ip_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace sigmatic::base {
namespace {

std::string Canonical(std::string_view text) {
  const std::optional<IpAddress> address = ParseAddress(text);
  return address ? FormatAddress(*address) : "none";
}

TEST(IpAddressTest, ReadsDottedQuads) {
  const std::optional<IpAddress> address = ParseAddress("192.0.2.255");
  ASSERT_TRUE(address);
  EXPECT_FALSE(address->v6);
  EXPECT_EQ(address->bytes, (std::array<std::uint8_t, 16>{192, 0, 2, 255}));
  EXPECT_EQ(Canonical("0.0.0.0"), "0.0.0.0");
  EXPECT_EQ(Canonical("255.255.255.255"), "255.255.255.255");
}

TEST(IpAddressTest, RefusesWhatIsNoDottedQuad) {
  for (const char* text :
       {"",         ".",        "...",        "1.2.3",    "1.2.3.4.5",  "1.2.3.256", "1.2.3.-4",
        "01.2.3.4", "1.2.3.00", "1.2.3.4 ",   " 1.2.3.4", "1.2.3.4/32", "0x1.2.3.4", "1.2.3.",
        ".1.2.3",   "1..2.3",   "1.2.3.1000", "16909060", "1.2.3.4\n",  "a.b.c.d",   "1.2.3.\xD9\xA4"}) {
    EXPECT_EQ(ParseAddress(text), std::nullopt) << text;
  }
}

TEST(IpAddressTest, ReadsV6) {
  const std::optional<IpAddress> address = ParseAddress("2001:DB8:0:1:2:3:4:aBcD");
  ASSERT_TRUE(address);
  EXPECT_TRUE(address->v6);
  EXPECT_EQ(address->bytes,
            (std::array<std::uint8_t, 16>{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0xab, 0xcd}));
}

TEST(IpAddressTest, FormatsAsRfc5952) {
  EXPECT_EQ(Canonical("::"), "::");
  EXPECT_EQ(Canonical("::1"), "::1");
  EXPECT_EQ(Canonical("1::"), "1::");
  EXPECT_EQ(Canonical("fe80::0001"), "fe80::1");
  EXPECT_EQ(Canonical("2001:db8:0:0:0:0:0:1"), "2001:db8::1");
  EXPECT_EQ(Canonical("2001:db8::1:0:0:1"), "2001:db8::1:0:0:1");
  EXPECT_EQ(Canonical("2001:0:0:1:0:0:0:1"), "2001:0:0:1::1");
  EXPECT_EQ(Canonical("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1") << "a single zero group stays";
  EXPECT_EQ(Canonical("1:2:3:4:5:6:7::"), "1:2:3:4:5:6:7:0");
  EXPECT_EQ(Canonical("::2:3:4:5:6:7:8"), "0:2:3:4:5:6:7:8");
  EXPECT_EQ(Canonical("0:0:3:4:5:6:0:0"), "::3:4:5:6:0:0") << "the first of equal runs";
}

TEST(IpAddressTest, ReadsAnEmbeddedDottedQuad) {
  EXPECT_EQ(Canonical("::ffff:192.0.2.1"), "::ffff:c000:201");
  EXPECT_EQ(Canonical("::1.2.3.4"), "::102:304");
  EXPECT_EQ(Canonical("64:ff9b::255.255.255.255"), "64:ff9b::ffff:ffff");
  EXPECT_EQ(Canonical("1:2:3:4:5:6:1.2.3.4"), "1:2:3:4:5:6:102:304");
  EXPECT_TRUE(ParseAddress("::ffff:192.0.2.1")->v6);
}

TEST(IpAddressTest, RefusesWhatIsNoV6) {
  for (const char* text : {":",
                           ":::",
                           "1",
                           "1:2",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7:8::",
                           "::1:2:3:4:5:6:7:8",
                           "1::2::3",
                           "1:2:3:4:5:6:7:",
                           ":1:2:3:4:5:6:7",
                           "::12345",
                           "::g",
                           "fe80::1%eth0",
                           "::1/128",
                           "[::1]",
                           "::1.2.3",
                           "::1.2.3.256",
                           "1.2.3.4::",
                           "::1.2.3.4:5",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "1:::2",
                           "::1 ",
                           "1.2.3.4:80",
                           "::-1"}) {
    EXPECT_EQ(ParseAddress(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace sigmatic::base
