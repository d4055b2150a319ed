// IP addresses as text: the one reader that the rules' `cidr` values and the events' addresses share.
#ifndef SIGMATIC_COMPILER_BASE_IP_ADDRESS_H_
#define SIGMATIC_COMPILER_BASE_IP_ADDRESS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sigmatic::base {

struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  // network byte order; IPv4 uses the first four, the others are zero

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// Reads the whole of `text` as an address; nullopt for anything else, surrounding space included.
// IPv4: four decimal octets without leading zeros, which some programs read as octal (RFC 6943, section 3.1.1).
// IPv6: the text forms of RFC 4291, section 2.2: `::` once, the last 32 bits also as a dotted quad; no zone (`%eth0`).
// An IPv4-mapped IPv6 address (::ffff:192.0.2.1) is an IPv6 address.
std::optional<IpAddress> ParseAddress(std::string_view text);

// The canonical text: RFC 5952, section 4, for IPv6.
std::string FormatAddress(const IpAddress& address);

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_IP_ADDRESS_H_
