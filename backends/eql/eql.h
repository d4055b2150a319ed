// The Elastic EQL target: event queries for Elasticsearch's EQL search and Elastic Security's rules.
#ifndef SIGMATIC_BACKENDS_EQL_EQL_H_
#define SIGMATIC_BACKENDS_EQL_EQL_H_

#include <cstddef>
#include <string>

#include "backends/backend.h"

namespace sigmatic::eql {

// Leaves and connectives of one query. A rule's nodes can be shared, and the query repeats them; SigmaHQ's largest rule
// has some thousand.
inline constexpr std::size_t kMaxQueryNodes = 200000;

class EqlBackend : public backends::Backend {
 public:
  [[nodiscard]] const backends::TargetInfo& info() const override;
  [[nodiscard]] base::Result<std::string> Compile(const fields::MappedRule& rule,
                                                  base::Diagnostics& diagnostics) const override;
};

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_EQL_H_
