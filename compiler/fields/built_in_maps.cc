#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/embedded_maps.h"
#include "compiler/fields/field_map.h"

namespace sigmatic::fields {
namespace {

// A map is parsed when a rule first needs it: one rule for one target should not pay for all the others.
struct LoadedMap {
  std::once_flag once;
  std::unique_ptr<base::SourceFile> file;
  FieldMap map;
};

const FieldMap& Load(std::size_t index) {
  static std::vector<LoadedMap> loaded(BuiltInMaps().size());
  LoadedMap& entry = loaded[index];
  std::call_once(entry.once, [&entry, index] {
    const BuiltInMap& source = BuiltInMaps()[index];
    entry.file = std::make_unique<base::SourceFile>(std::string(source.path), std::string(source.text));
    base::Diagnostics diagnostics;
    auto map = ParseFieldMap(*entry.file, diagnostics);
    if (!map) {
      // Not a user's input: a test parses every built-in map.
      std::fputs("sigmatic: a built-in field map is not valid\n", stderr);
      std::abort();
    }
    entry.map = *std::move(map);
  });
  return entry.map;
}

}  // namespace

std::span<const BuiltInMap> BuiltInMaps() { return EmbeddedMaps(); }

const FieldMap* FindBuiltInMap(std::string_view target, std::string_view name) {
  const auto maps = BuiltInMaps();
  for (std::size_t i = 0; i < maps.size(); ++i) {
    if (maps[i].target == target && maps[i].name == name) return &Load(i);
  }
  return nullptr;
}

const FieldMap& ChooseBuiltInMap(std::string_view target, const ir::LogSource& log_source) {
  const auto maps = BuiltInMaps();
  const FieldMap* best = nullptr;
  int best_fit = 0;
  const FieldMap* raw = nullptr;
  for (std::size_t i = 0; i < maps.size(); ++i) {
    if (maps[i].target != target) continue;
    const FieldMap& map = Load(i);
    if (map.log_sources.empty()) raw = &map;
    for (const ir::LogSource& wanted : map.log_sources) {
      const int fit = Fit(wanted, log_source).value_or(0);
      if (fit > best_fit) {
        best = &map;
        best_fit = fit;
      }
    }
  }
  if (best == nullptr) best = raw;
  if (best == nullptr) {
    std::fputs("sigmatic: a target has no raw field map\n", stderr);  // a test asks for one per target
    std::abort();
  }
  return *best;
}

}  // namespace sigmatic::fields
