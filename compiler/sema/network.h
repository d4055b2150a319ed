// The values of the `cidr` modifier. Sigma modifiers appendix 2.1.0, section "IP (Internet Protocol) Modifiers".
#ifndef SIGMATIC_COMPILER_SEMA_NETWORK_H_
#define SIGMATIC_COMPILER_SEMA_NETWORK_H_

#include <string>
#include <string_view>
#include <variant>

#include "compiler/base/diagnostic.h"
#include "compiler/ir/expression.h"

namespace sigmatic::sema {

struct NetworkFault {
  base::Code code;  // kInvalidNetwork or kNetworkHostBits
  std::string message;
  std::string hint;
};

// "address/prefix length", IPv4 or IPv6; an address alone is the network of that one address. Host bits must be zero:
// set ones mean that address and length contradict each other, and either could be the slip.
std::variant<ir::Network, NetworkFault> ParseNetwork(std::string_view text);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_NETWORK_H_
