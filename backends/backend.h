// A target language, as the driver sees it. Adding one = one folder beside this file and one row in registry.cc.
#ifndef SIGMATIC_BACKENDS_BACKEND_H_
#define SIGMATIC_BACKENDS_BACKEND_H_

#include <span>
#include <string>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/fields/map_fields.h"
#include "compiler/legalize/capability.h"

namespace sigmatic::backends {

// A setting of a field map's `source` section that the target understands.
struct SourceKey {
  std::string_view name;         // "index"
  std::string_view description;  // for --help and the docs
};

struct TargetInfo {
  std::string_view name;             // "splunk": the -t option, folder names
  std::string_view title;            // "Splunk SPL"
  std::string_view extension;        // "spl", without the dot
  std::string_view minimum_version;  // the oldest version of the product the queries are meant for
  std::span<const SourceKey> source_keys;
  const legalize::CapabilityTable& capabilities;
  std::string_view projection;  // Markdown: how the target stores a JSON event, and what that loses
};

class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  [[nodiscard]] virtual const TargetInfo& info() const = 0;

  // A query that is equivalent to the rule over events as the target stores them, without a final newline; or a
  // Failure, with every reason among the diagnostics. Thread-safe.
  [[nodiscard]] virtual base::Result<std::string> Compile(const fields::MappedRule& rule,
                                                          base::Diagnostics& diagnostics) const = 0;
};

// All targets, in the order in which they are listed to users.
std::span<const Backend* const> AllBackends();

// Null for an unknown name.
const Backend* FindBackend(std::string_view name);

}  // namespace sigmatic::backends

#endif  // SIGMATIC_BACKENDS_BACKEND_H_
