#include "backends/athena/athena.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "backends/athena/capabilities.h"
#include "backends/athena/emit.h"
#include "backends/athena/lower.h"
#include "backends/athena/query.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::athena {
namespace {

constexpr std::array<backends::SourceKey, 3> kSourceKeys = {{
    {"catalog", "data catalog of the table; needs a database"},
    {"database", "database of the table; left out, the one that the query runs in"},
    {"table", "table or view with the events; must be set"},
}};

constexpr std::string_view kProjection =
    R"(A query sees what the table holds, column by column as the field map types them.

- **text**: a STRING column or struct member, or one scalar value at a path inside a JSON text. Numbers and booleans are
  their JSON text there (`f: 5` looks for the text `5`). In a column, JSON null and an absent key are both NULL: `exists`
  is false for an explicit null. At a path, `exists` tells them apart; an array or object, or an array on the way, where
  the field map promises a scalar reads as null.
- **json**: a STRING column with a JSON document. As a whole it is its text, as the table's SerDe wrote it. Below it, a path
  continues into arrays and an array at the end gives each element, as everywhere in Sigma; `exists` tells null from absent
  there. Numbers and booleans are their text, objects compact JSON with their members in order. What is lost: numbers with a
  fraction or an exponent have the shortest text of their double (`1e3` is `1000.0`); an array directly inside an array is
  taken apart at the end of a path, though not three deep, and not on the way. Of equal keys the last one counts, below a
  path that the map types as text the first one.
- **number**: BIGINT, INTEGER or DECIMAL columns; on DOUBLE columns the comparison is one of doubles.
- Column and member names are lower case; JSON keys keep their case.
- Comparisons without regard to case are `lower(f) = 'v'`. For ASCII letters this is simple case folding with two
  exceptions: U+017F (long s) does not equal `s`, and U+0130 (capital I with dot) equals `i`. Between two fields
  (`fieldref`) it is lower() on both sides, which leaves apart the few letters with two lower-case forms.
- Numbers in texts are compared as decimals with 18 digits after the point; further digits are rounded.
- A time in digits (epoch seconds or milliseconds) has no sign and no fraction, and lies before the year 5138.
)";

std::string_view SourceValue(const fields::MappedRule& rule, std::string_view key) {
  for (const auto& [name, value] : rule.source) {
    if (name == key) return value;
  }
  return {};
}

// The table's name, catalog and database first; nullopt when a part is missing, which has been reported.
std::optional<std::vector<Identifier>> TableOf(const fields::MappedRule& rule, base::Diagnostics& diagnostics) {
  const std::string_view catalog = SourceValue(rule, "catalog");
  const std::string_view database = SourceValue(rule, "database");
  const std::string_view table = SourceValue(rule, "table");
  const auto report = [&](std::string_view missing) {
    diagnostics.Report(base::Code::kFieldMapInvalid,
                       fmt::format("the source of the field map `{}` names no `{}`", rule.map_name, missing),
                       fmt::format("set `{}` in the `source` section of the map, or on the command line", missing));
    return std::nullopt;
  };
  if (table.empty()) return report("table");
  if (!catalog.empty() && database.empty()) return report("database");
  std::vector<Identifier> name;
  for (const std::string_view part : {catalog, database, table}) {
    if (!part.empty()) name.push_back(Identifier::Of(part));
  }
  return name;
}

}  // namespace

const backends::TargetInfo& AthenaBackend::info() const {
  static const backends::TargetInfo target_info = {"athena",    "Athena SQL",          "sql",      "engine version 3",
                                                   kSourceKeys, Athena::kCapabilities, kProjection};
  return target_info;
}

base::Result<std::string> AthenaBackend::Compile(const fields::MappedRule& rule, base::Diagnostics& diagnostics) const {
  auto table = TableOf(rule, diagnostics);
  const auto legal = legalize::Legalize<Athena>(rule, diagnostics);
  if (!legal || !table) return base::Failure{};
  std::string query;
  if (auto condition = Lower(*legal, kMaxQueryBytes)) query = Emit(Query{*std::move(table), *std::move(condition)});
  if (query.empty() || query.size() > kMaxQueryBytes) {
    diagnostics.Report(base::Code::kQueryTooLong, *rule.rule.file, rule.rule.span,
                       fmt::format("the query is longer than the {} bytes that Athena accepts", kMaxQueryBytes),
                       "split the rule into several, or move its values into a table");
    return base::Failure{};
  }
  return query;
}

}  // namespace sigmatic::athena
