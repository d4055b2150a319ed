#include "compiler/sema/network.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "compiler/base/ip_address.h"

namespace sigmatic::sema {
namespace {

std::optional<std::uint8_t> ParsePrefixLength(std::string_view text, std::uint32_t longest) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (value > longest) return std::nullopt;
  return static_cast<std::uint8_t>(value);
}

base::IpAddress ClearHostBits(base::IpAddress address, std::uint32_t prefix_length) {
  for (std::uint32_t i = 0; i < address.bytes.size(); ++i) {
    const std::uint32_t kept = prefix_length > 8 * i ? prefix_length - 8 * i : 0;
    if (kept < 8) address.bytes.at(i) = static_cast<std::uint8_t>(address.bytes.at(i) & (0xFF00U >> kept));
  }
  return address;
}

}  // namespace

std::variant<ir::Network, NetworkFault> ParseNetwork(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<base::IpAddress> address = base::ParseAddress(text.substr(0, slash));
  if (!address) {
    return NetworkFault{base::Code::kInvalidNetwork, fmt::format("`{}` is no IP network", text),
                        "write an IPv4 or IPv6 network such as `10.0.0.0/8` or `2001:db8::/32`"};
  }
  const std::uint32_t longest = address->v6 ? 128 : 32;
  std::uint32_t prefix_length = longest;
  if (slash != std::string_view::npos) {
    const std::optional<std::uint8_t> parsed = ParsePrefixLength(text.substr(slash + 1), longest);
    if (!parsed) {
      return NetworkFault{base::Code::kInvalidNetwork,
                          fmt::format("`{}` is no prefix length of an {} network", text.substr(slash + 1),
                                      address->v6 ? "IPv6" : "IPv4"),
                          fmt::format("write a number from 0 to {}", longest)};
    }
    prefix_length = *parsed;
  }
  const base::IpAddress network = ClearHostBits(*address, prefix_length);
  if (network != *address) {
    return NetworkFault{base::Code::kNetworkHostBits,
                        fmt::format("`{}` has bits set behind its prefix of {} bits", text, prefix_length),
                        fmt::format("the network is `{}/{}`; the address alone is `{}`", base::FormatAddress(network),
                                    prefix_length, base::FormatAddress(*address))};
  }
  return ir::Network{network.v6, network.bytes, static_cast<std::uint8_t>(prefix_length)};
}

}  // namespace sigmatic::sema
