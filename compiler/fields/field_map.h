// How one data source looks on one target: which name, type and place a Sigma field has there. Maps are data
// (rules/fields/<target>/<name>.yml), built into the program and loadable from a file; docs/field-maps.md describes the
// format.
#ifndef SIGMATIC_COMPILER_FIELDS_FIELD_MAP_H_
#define SIGMATIC_COMPILER_FIELDS_FIELD_MAP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/base/decimal.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"
#include "compiler/base/source_file.h"
#include "compiler/ir/rule.h"

namespace sigmatic::fields {

// How the target stores a field, as far as it decides which comparisons are possible. Each target's page says what each
// means there.
enum class FieldType : std::uint8_t {
  kText,       // strings; numbers and booleans as their JSON text
  kNumber,     // stored and compared as a number
  kBoolean,    // stored and compared as a boolean
  kAddress,    // stored as an IP address
  kFlattened,  // Elasticsearch `flattened`: every leaf an unanalyzed string, only some queries work on it
  kJson,       // inside (or the whole of) a JSON document that the target stores as text
  kObject,     // an object or array of which the target has only the parts
};
inline constexpr std::size_t kFieldTypeCount = 7;
std::string_view Name(FieldType type);  // "text", as in the files

// One segment of the way to a value. `array`: the target holds an array of these here.
struct PathStep {
  std::string name;
  bool array = false;

  friend bool operator==(const PathStep&, const PathStep&) = default;
};

// What one value of the source becomes on the target.
struct ValueMapping {
  std::string from;
  std::variant<bool, base::Decimal, std::string> to;
};

struct FieldEntry {
  std::string field;           // Sigma's name; for a prefix entry without its `.*`
  bool is_prefix = false;      // stands for all fields below it; their remaining segments are appended
  std::vector<PathStep> path;  // native: columns, struct members, ECS names; ends where `json` begins
  std::vector<PathStep> json;  // inside a JSON text or flattened field: keys in their own case. With the type kText the
                               // map promises one scalar there
  FieldType type = FieldType::kText;
  std::vector<ValueMapping>
      values;       // not empty: the source sends just these values (docs/field-maps.md, "Value mappings")
  base::Span span;  // of the entry, in the map's own file
};

struct FieldMap {
  std::string target;  // "athena"
  std::string name;    // "cloudtrail", "raw"
  std::string title;
  std::string description;
  std::vector<ir::LogSource> log_sources;  // rules it is chosen for; empty: any other rule
  std::vector<std::pair<std::string, std::string>>
      source;                          // index, sourcetype, log group, table …: the target's own keys
  std::vector<PathStep> keyword_text;  // the field that holds the whole event as plain text; empty: none does
  bool pass_through = false;           // whether a field without an entry keeps its name, as text
  std::vector<FieldEntry> entries;     // sorted by field; an exact entry before the prefix entry of the same name

  // The entry for a field: the exact one, else the longest prefix entry; null when the map does not know it.
  [[nodiscard]] const FieldEntry* Find(std::string_view field) const;

  // Whether the map may be used for rules on a log source: one of its own agrees, or it names none.
  [[nodiscard]] bool Fits(const ir::LogSource& log_source) const;
};

// How many attributes of `wanted` the log source shares; nullopt when one contradicts.
std::optional<int> Fit(const ir::LogSource& wanted, const ir::LogSource& log_source);

// Reads a map. Faults of the file are reported with their place in it.
base::Result<FieldMap> ParseFieldMap(const base::SourceFile& file, base::Diagnostics& diagnostics);

// The maps that come with the program, as their source text; parsed when first asked for.
struct BuiltInMap {
  std::string_view target;
  std::string_view name;
  std::string_view path;  // "rules/fields/athena/cloudtrail.yml"
  std::string_view text;
};
std::span<const BuiltInMap> BuiltInMaps();

// The built-in map that fits a rule's log source on a target: the most specific one, else the target's `raw` map.
// Parsed once and kept; safe to call from several threads.
const FieldMap& ChooseBuiltInMap(std::string_view target, const ir::LogSource& log_source);
// By name; null when there is none.
const FieldMap* FindBuiltInMap(std::string_view target, std::string_view name);

}  // namespace sigmatic::fields

#endif  // SIGMATIC_COMPILER_FIELDS_FIELD_MAP_H_
