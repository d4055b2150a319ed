#include "backends/cloudwatch/cloudwatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/cloudwatch/capabilities.h"
#include "backends/cloudwatch/emit.h"
#include "backends/cloudwatch/lower.h"
#include "compiler/base/overloaded.h"
#include "compiler/legalize/legalize.h"

namespace sigmatic::cloudwatch {
namespace {

constexpr std::array<backends::SourceKey, 1> kSourceKeys = {{
    {"log_group", "the log group to query; given beside the query, since `SOURCE` works in the API and CLI only"},
}};

constexpr std::string_view kProjection =
    R"(A log event is what Logs Insights discovers in it: one field for each single value, all of them text.

- **Fields.** Objects become dotted names (`userIdentity.type`), a key with dots in it just the same. Elements of arrays are
  fields of their own (`resources.0.ARN`), so a search in all elements is refused where the field map marks the array; on a
  field that the map does not know, an array is as good as absent. At most 200 fields of an event are discovered; the rest
  of a larger event is absent. JSON keys that start with `@` are written with one more: `@@key`.
- **Values.** Numbers and booleans are their text in the event (`5`, `1.0`, `true`), so `f: 5` means the text `5`, not
  `5.0`. Objects and arrays as a whole have no value.
- **Null.** A JSON null counts as absent, which the manual does not state; so `f: null` means absent, and `f|exists: true`
  means a value other than null.
- **Line breaks.** `$` stands for the end of the text. Whether it also stands before a final line break is not documented,
  so equivalence is not claimed for values that end in one.
- **Letters.** Some regex engines hold `s` and `ſ`, `k` and the Kelvin sign, or `i`, `ı` and `İ` for forms of one letter
  where case does not count, and the manual names no engine. Comparisons of two fields ignore case as `tolower` does.
- **Numbers.** `lt`, `lte`, `gt` and `gte` are exact for values of up to 15 significant digits.
- **Addresses.** IPv4 addresses are written without leading zeros.
- **Keywords.** Only with a field map that declares events to be plain text (`keywords: "@message"`, as `raw` does): then the
  line is searched. In JSON it would also find names of fields, and miss values that JSON escapes.
- **Results.** A query returns the newest 10,000 events at most; where it returns that many, ask for a shorter time range.
  Fields are discovered in log groups of the Standard class only.)";

constexpr backends::TargetInfo kInfo = {
    .name = "cloudwatch",
    .title = CloudWatch::kTitle,
    .extension = "cwli",
    .minimum_version = "the service as of 2025",
    .source_keys = kSourceKeys,
    .capabilities = CloudWatch::kCapabilities,
    .projection = kProjection,
};

// A lower bound for what the expression takes as text, cheap and without building it: shared nodes are written out once
// for each parent, so a small rule can mean an enormous query. Counts no further than kEnough.
constexpr std::size_t kEnough = kMaxQueryCharacters + 1;

std::size_t MinimumCharacters(const ir::Rule& rule) {
  std::vector<std::size_t> sizes;
  sizes.reserve(rule.nodes.size());
  const auto sum = [&sizes](const std::vector<ir::NodeIndex>& operands) {
    std::size_t total = 0;
    for (const ir::NodeIndex operand : operands) total = std::min(total + sizes[operand], kEnough);
    return total;
  };
  const auto pattern_size = [](const ir::Pattern& pattern) {
    std::size_t size = 0;
    for (const ir::PatternPart& part : pattern.parts) {
      const auto* literal = std::get_if<ir::Literal>(&part);
      // A character has up to four bytes; a `*` at either end takes no text.
      size += literal == nullptr ? 1 : std::max<std::size_t>(literal->text.size() / 4, 1);
    }
    return std::clamp<std::size_t>(size, 3, kEnough + 2) - 2;
  };
  const auto regex_size = [](const regex::Regex& regex) {
    return std::min(1 + regex.nodes.size() / 4, kEnough);  // every fourth node at least has a character of its own
  };
  for (const ir::Node& node : rule.nodes) {
    sizes.push_back(std::visit(base::Overloaded{
                                   [](const ir::Constant& /*leaf*/) { return std::size_t{1}; },
                                   [&](const ir::And& n) { return sum(n.operands); },
                                   [&](const ir::Or& n) { return sum(n.operands); },
                                   [&](const ir::Not& n) { return sizes[n.operand]; },
                                   [&](const ir::StringMatch& leaf) { return pattern_size(leaf.pattern); },
                                   [&](const ir::RegexMatch& leaf) { return regex_size(leaf.regex); },
                                   [](const ir::NumberEquals& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::BooleanEquals& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::IsNull& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::Exists& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::NumberCompare& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::InNetwork& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::FieldCompare& /*leaf*/) { return std::size_t{1}; },
                                   [](const ir::TimePartCompare& /*leaf*/) { return std::size_t{1}; },
                                   [&](const ir::Keyword& leaf) { return pattern_size(leaf.pattern); },
                                   [&](const ir::KeywordRegex& leaf) { return regex_size(leaf.regex); },
                               },
                               node.expression));
  }
  return sizes.empty() ? 0 : sizes[rule.root];
}

// In UTF-16 units: the API says only "length", and this is the strictest reading.
std::size_t CountCharacters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0U) == 0x80U;
    if (!continues) count += byte >= 0xF0U ? 2 : 1;
  }
  return count;
}

void ReportTooLong(const ir::Rule& rule, base::Diagnostics& diagnostics) {
  diagnostics.Report(base::Code::kQueryTooLong, *rule.file, rule.at(rule.root).span,
                     fmt::format("the query is longer than the {} characters that {} accepts", kMaxQueryCharacters,
                                 CloudWatch::kTitle),
                     "split the rule into several with fewer values each");
}

}  // namespace

const backends::TargetInfo& CloudWatchBackend::info() const { return kInfo; }

base::Result<std::string> CloudWatchBackend::Compile(const fields::MappedRule& rule,
                                                     base::Diagnostics& diagnostics) const {
  const auto legal = legalize::Legalize<CloudWatch>(rule, diagnostics);
  if (!legal) return base::Failure{};
  if (MinimumCharacters(rule.rule) > kMaxQueryCharacters) {
    ReportTooLong(rule.rule, diagnostics);
    return base::Failure{};
  }
  const Query query = Lower(*legal);
  for (const Layout layout : {Layout::kReadable, Layout::kCompact}) {
    std::string text = Emit(query, layout);
    if (CountCharacters(text) <= kMaxQueryCharacters) return text;
  }
  ReportTooLong(rule.rule, diagnostics);
  return base::Failure{};
}

}  // namespace sigmatic::cloudwatch
