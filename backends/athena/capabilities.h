// What Athena can express exactly, and the target's name for the legalizer.
#ifndef SIGMATIC_BACKENDS_ATHENA_CAPABILITIES_H_
#define SIGMATIC_BACKENDS_ATHENA_CAPABILITIES_H_

#include <string_view>

#include "compiler/legalize/legalize.h"

namespace sigmatic::athena {

namespace capabilities {

using fields::FieldType;
using legalize::Capability;
using legalize::Construct;
using legalize::FieldTypes;

// Texts are what tables over JSON logs hold: STRING columns, and JSON documents in them.
inline constexpr FieldTypes kTexts = {FieldType::kText, FieldType::kJson};

inline constexpr std::string_view kComparison = "https://trino.io/docs/current/functions/comparison.html";
inline constexpr std::string_view kRegexp = "https://trino.io/docs/current/functions/regexp.html";
inline constexpr std::string_view kStrings = "https://trino.io/docs/current/functions/string.html";
inline constexpr std::string_view kNetworks = "https://trino.io/docs/current/functions/ipaddress.html";
inline constexpr std::string_view kConversion = "https://trino.io/docs/current/functions/conversion.html";
inline constexpr std::string_view kTimes = "https://trino.io/docs/current/functions/datetime.html";
inline constexpr std::string_view kJsonFunctions = "https://trino.io/docs/current/functions/json.html";
inline constexpr std::string_view kLiterals = "https://trino.io/docs/current/language/types.html#varchar";
inline constexpr std::string_view kTable = "https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html";

inline constexpr std::string_view kNoText = "the column does not hold text, and comparing it with text fails";
inline constexpr std::string_view kUseText =
    "compare the column with a value of its own type, or give the field the type text in the field map";

constexpr Capability OnTexts(Construct construct, std::string_view idiom, std::string_view source) {
  return {construct, kTexts, idiom, kNoText, kUseText, source};
}

}  // namespace capabilities

struct Athena {
  static constexpr std::string_view kTitle = "Athena SQL";

  static constexpr legalize::CapabilityTable kCapabilities = {{
      capabilities::OnTexts(legalize::Construct::kStringEquals, "lower(f) = 'v', lower(f) IN ('v', 'w')",
                            capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kEmptyString, "f = ''", capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kStringPattern,
                            "lower(f) LIKE 'a%b', many: any_match(ARRAY['a', 'b'], x -> strpos(lower(f), x) > 0)",
                            capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kSingleWildcard, "lower(f) LIKE 'a_b'", capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kLiteralWildcard, "lower(f) = 'a*b'", capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kCased, "f = 'V'", capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kNonAsciiLetter, "regexp_like(f, '[\xC3\x89\xC3\xA9]')",
                            capabilities::kRegexp),
      capabilities::OnTexts(legalize::Construct::kControlCharacter, "U&'\\000A'", capabilities::kLiterals),
      capabilities::OnTexts(legalize::Construct::kRegex, "regexp_like(f, 'ab+')", capabilities::kRegexp),
      capabilities::OnTexts(legalize::Construct::kRegexIgnoreCase, "regexp_like(lower(f), 'ab+')",
                            capabilities::kRegexp),
      capabilities::OnTexts(legalize::Construct::kRegexInnerAnchor, "regexp_like(f, '(?:^|a)b')",
                            capabilities::kRegexp),
      capabilities::OnTexts(legalize::Construct::kRegexLineAnchor, "look-arounds for \\n", capabilities::kRegexp),
      capabilities::OnTexts(legalize::Construct::kRegexWordBoundary, "look-arounds for \\w", capabilities::kRegexp),
      {legalize::Construct::kNumberEquals,
       {fields::FieldType::kText, fields::FieldType::kJson, fields::FieldType::kNumber},
       "f = '5' on text, f = 5 on a number",
       "the column holds neither text nor a number",
       "give the field the type text or number in the field map",
       capabilities::kComparison},
      {legalize::Construct::kBooleanEquals,
       {fields::FieldType::kText, fields::FieldType::kJson, fields::FieldType::kBoolean},
       "lower(f) = 'true' on text, f = TRUE on a boolean",
       "the column holds neither text nor a boolean",
       "give the field the type text or boolean in the field map",
       capabilities::kComparison},
      {legalize::Construct::kIsNull,
       {fields::FieldType::kText, fields::FieldType::kJson, fields::FieldType::kNumber, fields::FieldType::kBoolean,
        fields::FieldType::kAddress, fields::FieldType::kObject},
       "f IS NULL",
       "`flattened` is a type of Elasticsearch, which no Athena column has",
       "give the field the type json in the field map",
       capabilities::kComparison},
      {legalize::Construct::kExists,
       {fields::FieldType::kText, fields::FieldType::kJson, fields::FieldType::kNumber, fields::FieldType::kBoolean,
        fields::FieldType::kAddress, fields::FieldType::kObject},
       "f IS NOT NULL, json_exists(column, 'lax $.f')",
       "`flattened` is a type of Elasticsearch, which no Athena column has",
       "give the field the type json in the field map",
       capabilities::kJsonFunctions},
      {legalize::Construct::kNumberCompare,
       {fields::FieldType::kText, fields::FieldType::kJson, fields::FieldType::kNumber},
       "TRY_CAST(f AS DECIMAL(38, 18)) > 5 where f is decimal text, f > 5 on a number",
       "the column holds neither text nor a number",
       "give the field the type text or number in the field map",
       capabilities::kConversion},
      capabilities::OnTexts(legalize::Construct::kNetworkV4,
                            "regexp_like(f, '^[0-9.]+\\z') AND contains('10.0.0.0/8', TRY_CAST(f AS IPADDRESS))",
                            capabilities::kNetworks),
      capabilities::OnTexts(
          legalize::Construct::kNetworkV6,
          "regexp_like(f, '^[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\\z') AND contains('2001:db8::/32', TRY_CAST(f AS IPADDRESS))",
          capabilities::kNetworks),
      capabilities::OnTexts(legalize::Construct::kFieldEquals, "lower(f) = lower(g)", capabilities::kComparison),
      capabilities::OnTexts(legalize::Construct::kFieldAffix,
                            "starts_with(lower(f), lower(g)), strpos(lower(f), lower(g)) > 0, "
                            "starts_with(reverse(lower(f)), reverse(lower(g)))",
                            capabilities::kStrings),
      capabilities::OnTexts(legalize::Construct::kTimePart, "hour(TRY_CAST(... AS TIMESTAMP)) = 5",
                            capabilities::kTimes),
      {legalize::Construct::kKeyword,
       {fields::FieldType::kText},
       "lower(message) LIKE '%v%', where the field map names a column with the whole event as `keywords`",
       "a table has no column with the whole event, and SQL has no search over all columns",
       "name the fields that may hold the value, or a column with the whole event as plain text as `keywords` in the "
       "field map",
       capabilities::kTable},
      {legalize::Construct::kKeywordRegex,
       {fields::FieldType::kText},
       "regexp_like(message, 'v'), where the field map names a column with the whole event as `keywords`",
       "a table has no column with the whole event, and SQL has no search over all columns",
       "name the fields that may hold the value, or a column with the whole event as plain text as `keywords` in the "
       "field map",
       capabilities::kTable},
      {legalize::Construct::kAlways, legalize::FieldTypes::All(), "TRUE", "", "", capabilities::kLiterals},
      {legalize::Construct::kNever, legalize::FieldTypes::All(), "FALSE", "", "", capabilities::kLiterals},
  }};

  // What depends on more than the type of the field: keywords without a column for them, comparisons with a JSON
  // document as a whole, and numbers beyond what can be compared exactly.
  static void CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics);
};
static_assert(legalize::IsTotal(Athena::kCapabilities));

}  // namespace sigmatic::athena

#endif  // SIGMATIC_BACKENDS_ATHENA_CAPABILITIES_H_
