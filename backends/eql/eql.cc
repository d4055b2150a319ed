#include "backends/eql/eql.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/eql/capabilities.h"
#include "backends/eql/emit.h"
#include "backends/eql/lower.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::eql {
namespace {

constexpr std::array kSourceKeys = {
    backends::SourceKey{"index",
                        "the indices to search; for the request or the rule around the query, which names none"},
};

constexpr std::string_view kProjection =
    R"(An event is a document as its index mappings keep it.

- **Types.** A field of type `text` in the field map is an Elasticsearch `keyword` (or `wildcard`, `constant_keyword`): it
  holds strings, and numbers and booleans as the text that the document has for them, so `f: 5` means the text `5` there.
  `number` is `long` or `double`, shown in its shortest decimal form; `boolean` is `boolean`; `address` is `ip`, which
  keeps no other text, and makes an IPv4-mapped IPv6 address the IPv4 address. Objects exist only as their fields.
- **Null.** A missing field, JSON null, `[]` and `[null]` are the same. `exists` is exact when the source sends no explicit
  nulls. The empty string is a value, unless an ingest pipeline removes it; Elastic's AWS integration removes empty strings,
  nulls and empty containers.
- **Long values.** A keyword field does not index what is longer than its `ignore_above` (1,024 characters in most
  integrations), so such a value counts as missing.
- **Arrays** are several values of a field. The members of one object in an array are not tied together.
- **Case.** Elasticsearch folds ASCII letters. Letters outside ASCII are written as classes; what stays out is that U+017F and
  U+212A fold to `s` and `k`.
- **Unmapped fields** count as missing: every field is optional (`?f`).

An EQL search returns 10 events unless the request sets `size`.)";

constexpr backends::TargetInfo kInfo = {
    "eql", "Elastic EQL", "eql", "Elasticsearch 8.0", kSourceKeys, Eql::kCapabilities, kProjection,
};

// Nodes of the expression as a tree, saturated just above the limit. Children stand before their parents.
std::size_t TreeSize(const ir::Rule& rule) {
  std::vector<std::size_t> sizes;
  sizes.reserve(rule.nodes.size());
  for (const ir::Node& node : rule.nodes) {
    std::size_t size = 1;
    const auto add = [&](ir::NodeIndex operand) { size = std::min(size + sizes[operand], kMaxQueryNodes + 1); };
    if (const auto* conjunction = std::get_if<ir::And>(&node.expression)) {
      std::for_each(conjunction->operands.begin(), conjunction->operands.end(), add);
    } else if (const auto* disjunction = std::get_if<ir::Or>(&node.expression)) {
      std::for_each(disjunction->operands.begin(), disjunction->operands.end(), add);
    } else if (const auto* negation = std::get_if<ir::Not>(&node.expression)) {
      add(negation->operand);
    }
    sizes.push_back(size);
  }
  return sizes[rule.root];
}

}  // namespace

const backends::TargetInfo& EqlBackend::info() const { return kInfo; }

base::Result<std::string> EqlBackend::Compile(const fields::MappedRule& rule, base::Diagnostics& diagnostics) const {
  if (TreeSize(rule.rule) > kMaxQueryNodes) {
    diagnostics.Report(base::Code::kQueryTooLong, *rule.rule.file, rule.rule.span,
                       fmt::format("the query would have more than {} conditions", kMaxQueryNodes),
                       "split the rule into several");
    return base::Failure{};
  }
  const auto legal = legalize::Legalize<Eql>(rule, diagnostics);
  if (!legal) return base::Failure{};
  return Emit(Lower(*legal));
}

}  // namespace sigmatic::eql
