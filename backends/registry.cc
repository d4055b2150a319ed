// The targets, one row each. A new one: a folder beside this file, an include and a row here.
#include <array>

#include "backends/athena/athena.h"
#include "backends/backend.h"
#include "backends/cloudwatch/cloudwatch.h"
#include "backends/eql/eql.h"
#include "backends/splunk/splunk.h"

namespace sigmatic::backends {

std::span<const Backend* const> AllBackends() {
  static const splunk::SplunkBackend kSplunk;
  static const eql::EqlBackend kEql;
  static const cloudwatch::CloudWatchBackend kCloudWatch;
  static const athena::AthenaBackend kAthena;
  static const std::array<const Backend*, 4> kAll = {&kSplunk, &kEql, &kCloudWatch, &kAthena};
  return kAll;
}

const Backend* FindBackend(std::string_view name) {
  for (const Backend* backend : AllBackends()) {
    if (backend->info().name == name) return backend;
  }
  return nullptr;
}

}  // namespace sigmatic::backends
