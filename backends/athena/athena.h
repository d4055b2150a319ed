// The Amazon Athena target: SQL of engine version 3, which is Trino's.
#ifndef SIGMATIC_BACKENDS_ATHENA_ATHENA_H_
#define SIGMATIC_BACKENDS_ATHENA_ATHENA_H_

#include <cstddef>
#include <string>

#include "backends/backend.h"

namespace sigmatic::athena {

// The longest query that the service takes, in bytes of UTF-8.
// https://docs.aws.amazon.com/athena/latest/ug/service-limits.html
inline constexpr std::size_t kMaxQueryBytes = 262144;

class AthenaBackend : public backends::Backend {
 public:
  [[nodiscard]] const backends::TargetInfo& info() const override;
  [[nodiscard]] base::Result<std::string> Compile(const fields::MappedRule& rule,
                                                  base::Diagnostics& diagnostics) const override;
};

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_ATHENA_H_
