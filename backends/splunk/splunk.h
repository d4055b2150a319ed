// The Splunk target: searches in SPL.
#ifndef SIGMATIC_BACKENDS_SPLUNK_SPLUNK_H_
#define SIGMATIC_BACKENDS_SPLUNK_SPLUNK_H_

#include <cstddef>
#include <string>

#include "backends/backend.h"

namespace sigmatic::splunk {

// Leaves of one query. Splunk states no limit; this one keeps a condition that repeats long lists from taking all
// memory.
inline constexpr std::size_t kMaxLeaves = 100000;

class SplunkBackend final : public backends::Backend {
 public:
  [[nodiscard]] const backends::TargetInfo& info() const override;
  [[nodiscard]] base::Result<std::string> Compile(const fields::MappedRule& rule,
                                                  base::Diagnostics& diagnostics) const override;
};

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_SPLUNK_H_
