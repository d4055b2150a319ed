// The CloudWatch Logs Insights target.
#ifndef SIGMATIC_BACKENDS_CLOUDWATCH_CLOUDWATCH_H_
#define SIGMATIC_BACKENDS_CLOUDWATCH_CLOUDWATCH_H_

#include <cstddef>
#include <string>

#include "backends/backend.h"

namespace sigmatic::cloudwatch {

// The longest query text that the service takes, in characters.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryDefinition.html
inline constexpr std::size_t kMaxQueryCharacters = 10000;

class CloudWatchBackend final : public backends::Backend {
 public:
  [[nodiscard]] const backends::TargetInfo& info() const override;
  [[nodiscard]] base::Result<std::string> Compile(const fields::MappedRule& rule,
                                                  base::Diagnostics& diagnostics) const override;
};

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_BACKENDS_CLOUDWATCH_CLOUDWATCH_H_
