#include "compiler/sema/network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "compiler/base/ip_address.h"

namespace sigmatic::sema {
namespace {

using ::testing::HasSubstr;

std::string Parsed(std::string_view text) {
  const std::variant<ir::Network, NetworkFault> parsed = ParseNetwork(text);
  if (const auto* fault = std::get_if<NetworkFault>(&parsed)) return std::string(base::Describe(fault->code).name);
  const auto& network = std::get<ir::Network>(parsed);
  return base::FormatAddress({network.v6, network.address}) + "/" + std::to_string(network.prefix_length);
}

TEST(NetworkTest, Networks) {
  EXPECT_EQ(Parsed("10.0.0.0/8"), "10.0.0.0/8");
  EXPECT_EQ(Parsed("0.0.0.0/0"), "0.0.0.0/0");
  EXPECT_EQ(Parsed("192.168.1.128/25"), "192.168.1.128/25");
  EXPECT_EQ(Parsed("192.168.1.1/32"), "192.168.1.1/32");
  EXPECT_EQ(Parsed("::/0"), "::/0");
  EXPECT_EQ(Parsed("fe80::/10"), "fe80::/10");
  EXPECT_EQ(Parsed("2001:DB8::/32"), "2001:db8::/32");
  EXPECT_EQ(Parsed("::ffff:0:0/96"), "::ffff:0:0/96");
}

TEST(NetworkTest, AnAddressIsANetworkOfOne) {
  EXPECT_EQ(Parsed("192.0.2.1"), "192.0.2.1/32");
  EXPECT_EQ(Parsed("::1"), "::1/128");
}

TEST(NetworkTest, NoNetworks) {
  for (const char* text :
       {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/8 ", "10/8",
        "10.0.0.0/255.0.0.0", "10.0.0.0/8/8", "::/129", "::/1000", "localhost", "10.*", "010.0.0.0/8"}) {
    EXPECT_EQ(Parsed(text), "kInvalidNetwork") << text;
  }
}

TEST(NetworkTest, HostBits) {
  EXPECT_EQ(Parsed("10.0.0.1/8"), "kNetworkHostBits");
  EXPECT_EQ(Parsed("192.168.1.129/25"), "kNetworkHostBits");
  EXPECT_EQ(Parsed("1.0.0.0/0"), "kNetworkHostBits");
  EXPECT_EQ(Parsed("2001:db8::1/64"), "kNetworkHostBits");
  EXPECT_EQ(Parsed("fe00::/6"), "kNetworkHostBits");
  EXPECT_THAT(std::get<NetworkFault>(ParseNetwork("192.168.1.129/25")).hint, HasSubstr("`192.168.1.128/25`"));
  EXPECT_THAT(std::get<NetworkFault>(ParseNetwork("2001:db8::1/64")).hint, HasSubstr("`2001:db8::/64`"));
}

}  // namespace
}  // namespace sigmatic::sema
