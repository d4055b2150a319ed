#include "backends/splunk/splunk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/splunk/capabilities.h"
#include "backends/splunk/emit.h"
#include "backends/splunk/lower.h"

namespace sigmatic::splunk {
namespace {

constexpr std::array<backends::SourceKey, 4> kSourceKeys = {{
    {"index", "the index that holds the events; `*` for all"},
    {"sourcetype", "the source type of the events"},
    {"source", "the input they came from"},
    {"host", "the host they came from"},
}};

constexpr std::string_view kProjection =
    R"(Splunk keeps an event as its JSON text and extracts fields from it when a search runs (`KV_MODE = json`).

- Every value is a text. Numbers and booleans are their JSON text, so `f: 5` means the text `5`; `5.0` is another value.
- JSON's null reads as the text `null`. The two are taken for one another: `f: null` holds for both and for a missing
  field, no string, wildcard or regular expression matches either, and a rule that asks for the text `null` is refused.
- Nested keys are joined with dots. An array's elements are the values of a field whose name has `{}` at that place
  (`resources{}.ARN`); the field map says where the source has arrays. An array where the map has none is not seen, nor
  a single value where the map has an array. An empty array leaves no field, so `exists` is false on it.
- An object has no field of its own, only its members have: comparisons of a whole object are refused.
- Keys with the name of a default field of Splunk (`host`, `source`, `sourcetype`, `index`, `_time`, ...) are hidden.
- Events longer than the extraction limits (`[kv] maxchars` and `limit`, `[spath] extraction_cutoff` in limits.conf)
  lose fields: raise the limits above the longest event, 256 KiB for CloudTrail.
- Values are looked up in the index by the words of the JSON text, so the source writes JSON without needless escapes
  (`\u003c` for `<`), as CloudTrail does.
- Numeric comparisons compute with doubles: a number with more than 15 digits counts as the nearest double.
- A time that is a number is a text here: it is read as epoch seconds or milliseconds when it is all digits. Where the
  reader's time zone has crossed the date line (Samoa and Tokelau in 2011, the Line and Phoenix Islands in 1995), the
  day, week, month and year of earlier ones are those of the day beside. The week of a date text needs a year that
  `strptime` takes.
- Two fields compare in any case by `lower()`: letters with two small forms (`σ` and `ς`) stay different.
- Letters outside ASCII need the UTF-8 mode of PCRE, in which Splunk is taken to run it.
- Keywords search the text of the event. That is exact for a line of plain text; in JSON they would find keys as well,
  so a field map names the text only where it is plain.
)";

bool IsSourceKey(std::string_view key) {
  return std::any_of(kSourceKeys.begin(), kSourceKeys.end(),
                     [key](const backends::SourceKey& known) { return known.name == key; });
}

// The leaves of the expression as a tree, in which a shared node counts at each place.
std::size_t CountLeaves(const ir::Rule& rule) {
  std::vector<std::size_t> counts;
  counts.reserve(rule.nodes.size());
  const auto sum = [&counts](const std::vector<ir::NodeIndex>& operands) {
    std::size_t total = 0;
    for (const ir::NodeIndex operand : operands) total = std::min(total + counts[operand], kMaxLeaves + 1);
    return total;
  };
  for (const ir::Node& node : rule.nodes) {
    if (const auto* conjunction = std::get_if<ir::And>(&node.expression)) {
      counts.push_back(sum(conjunction->operands));
    } else if (const auto* disjunction = std::get_if<ir::Or>(&node.expression)) {
      counts.push_back(sum(disjunction->operands));
    } else if (const auto* negation = std::get_if<ir::Not>(&node.expression)) {
      counts.push_back(counts[negation->operand]);
    } else {
      counts.push_back(1);
    }
  }
  return counts[rule.root];
}

bool CheckSource(const fields::MappedRule& rule, base::Diagnostics& diagnostics) {
  bool good = true;
  for (const auto& [key, value] : rule.source) {
    const bool printable = std::none_of(value.begin(), value.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '`';
    });
    if (!IsSourceKey(key)) {
      diagnostics.Report(base::Code::kTargetCannotExpress, fmt::format("Splunk has no source setting `{}`", key),
                         "settings are index, sourcetype, source and host");
      good = false;
    } else if (value.empty() || !printable) {
      diagnostics.Report(base::Code::kTargetCannotExpress,
                         fmt::format("the source setting `{}` has no usable value", key),
                         "give it a name, `*` for any");
      good = false;
    }
  }
  return good;
}

}  // namespace

const backends::TargetInfo& SplunkBackend::info() const {
  static const backends::TargetInfo kInfo = {"splunk",    "Splunk SPL",          "spl",      "Splunk Enterprise 8.0",
                                             kSourceKeys, Target::kCapabilities, kProjection};
  return kInfo;
}

base::Result<std::string> SplunkBackend::Compile(const fields::MappedRule& rule, base::Diagnostics& diagnostics) const {
  if (!CheckSource(rule, diagnostics)) return base::Failure{};
  if (CountLeaves(rule.rule) > kMaxLeaves) {
    diagnostics.Report(base::Code::kQueryTooLong, *rule.rule.file, rule.rule.span,
                       fmt::format("the query would have more than {} comparisons", kMaxLeaves),
                       "split the rule, or shorten the lists that its condition repeats");
    return base::Failure{};
  }
  auto legal = legalize::Legalize<Target>(rule, diagnostics);
  if (!legal) return base::Failure{};
  return Emit(Lower(*legal));
}

}  // namespace sigmatic::splunk
