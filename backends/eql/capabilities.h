// What EQL can express, construct by construct, and why not where it cannot.
#ifndef SIGMATIC_BACKENDS_EQL_CAPABILITIES_H_
#define SIGMATIC_BACKENDS_EQL_CAPABILITIES_H_

#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/rule.h"
#include "compiler/legalize/capability.h"

namespace sigmatic::eql {

// The field types that EQL reads. Fields of type `flattened` and everything below them are refused by its verifier
// ("unsupported type [flattened]", https://github.com/elastic/elasticsearch/issues/101985), and keyed sub-fields run
// neither wildcard nor regexp queries
// (https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/flattened).
inline constexpr legalize::FieldTypes kReadable = {fields::FieldType::kText, fields::FieldType::kNumber,
                                                   fields::FieldType::kBoolean, fields::FieldType::kAddress};

namespace internal {

using fields::FieldType;
using legalize::Construct;

inline constexpr legalize::FieldTypes kOnText = {FieldType::kText};
inline constexpr legalize::FieldTypes kNowhere = {};

inline constexpr std::string_view kSyntax = "https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax";
inline constexpr std::string_view kFunctions =
    "https://www.elastic.co/docs/reference/query-languages/eql/eql-function-ref";
inline constexpr std::string_view kRegexSyntax =
    "https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax";
inline constexpr std::string_view kTermQuery =
    "https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-term-query";

inline constexpr std::string_view kUnreadable = "EQL reads no flattened fields and no objects, only single values";
inline constexpr std::string_view kMapACopy =
    "copy the value to a keyword field when the event is ingested, or declare a runtime field in the search, and give "
    "that "
    "field in a field map of your own (--fields)";
inline constexpr std::string_view kTextOnly = "patterns work on keyword fields only";
inline constexpr std::string_view kCompareOrMapACopy =
    "compare with a whole value, or map the field to a keyword field that holds a copy of it";

inline constexpr legalize::CapabilityTable kTable = {{
    {Construct::kStringEquals, kReadable, R"(?f : "v"; in~ for lists and for values with `*` or `?`)", kUnreadable,
     kMapACopy, kSyntax},
    {Construct::kEmptyString, kOnText, R"(?f == "")", "only a keyword field can hold the empty string",
     "use `null` for a field without a value", kSyntax},
    {Construct::kStringPattern, kOnText, R"(?f like~ "v*"; ?f != null for a lone `*`)", kTextOnly, kCompareOrMapACopy,
     kSyntax},
    {Construct::kSingleWildcard, legalize::FieldTypes::All(), R"(?f like~ "a?b")", {}, {}, kSyntax},
    {Construct::kLiteralWildcard,
     legalize::FieldTypes::All(),
     R"(?f in~ ("a*b"); regex beside other wildcards)",
     {},
     {},
     kSyntax},
    {Construct::kCased, legalize::FieldTypes::All(), R"(?f == "v", in, like)", {}, {}, kSyntax},
    // The flag `case_insensitive` of Elasticsearch's queries folds ASCII letters only.
    {Construct::kNonAsciiLetter, legalize::FieldTypes::All(), R"(?f regex "[éÉ].*")", {}, {}, kTermQuery},
    {Construct::kControlCharacter, legalize::FieldTypes::All(), R"("\n", "\u{1b}")", {}, {}, kSyntax},
    {Construct::kRegex, kOnText, R"(?f regex ".*v.*": Lucene's dialect, the whole value)", kTextOnly,
     kCompareOrMapACopy, kRegexSyntax},
    // `regex~` leaves ranges case-sensitive: https://github.com/apache/lucene/issues/14378
    {Construct::kRegexIgnoreCase, legalize::FieldTypes::All(), R"(?f regex "[vV].*")", {}, {}, kRegexSyntax},
    {Construct::kRegexInnerAnchor, legalize::FieldTypes::All(), "written without the anchor", {}, {}, kRegexSyntax},
    {Construct::kRegexLineAnchor,
     kNowhere,
     {},
     "Lucene's regular expressions have no anchors",
     "write the line breaks into the pattern, `(^|\\n)text(\\n|$)`, and leave out the flag `m`",
     kRegexSyntax},
    {Construct::kRegexWordBoundary,
     kNowhere,
     {},
     "Lucene's regular expressions have no assertions",
     "say which characters may stand there, `(^|[^0-9A-Za-z_])word([^0-9A-Za-z_]|$)`",
     kRegexSyntax},
    {Construct::kNumberEquals,
     {FieldType::kText, FieldType::kNumber},
     R"(?f == 5; ?f == "5" on a keyword field)",
     "only number and keyword fields hold numbers",
     kMapACopy,
     kSyntax},
    {Construct::kBooleanEquals,
     {FieldType::kText, FieldType::kBoolean},
     R"(?f == true; ?f : "true" on a keyword field)",
     "only boolean and keyword fields hold booleans",
     kMapACopy,
     kSyntax},
    {Construct::kIsNull, kReadable, "?f == null", kUnreadable, kMapACopy, kSyntax},
    {Construct::kExists, kReadable, "?f != null", kUnreadable, kMapACopy, kSyntax},
    {Construct::kNumberCompare,
     {FieldType::kNumber},
     "?f >= 5",
     "on keyword fields the order is that of the text, where 10 comes before 9",
     "map the field to a number field (`type: number`), or list the values",
     kSyntax},
    {Construct::kNetworkV4,
     {FieldType::kText, FieldType::kAddress},
     R"(cidrMatch(?f, "10.0.0.0/8"); regex over the octets on a keyword field)",
     "only ip and keyword fields hold addresses",
     "map the field to an ip field (`type: address`)",
     kFunctions},
    {Construct::kNetworkV6,
     {FieldType::kAddress},
     R"(cidrMatch(?f, "2001:db8::/32"))",
     "cidrMatch takes fields of type ip only, and IPv6 addresses have too many spellings for a pattern",
     "map the field to an ip field (`type: address`)",
     kFunctions},
    {Construct::kFieldEquals,
     kNowhere,
     {},
     "EQL does not compare a field with a field",
     "compare both with constants, or compute the comparison into a runtime field",
     kSyntax},
    {Construct::kFieldAffix,
     kNowhere,
     {},
     "EQL does not compare a field with a field",
     "compare both with constants, or compute the comparison into a runtime field",
     kSyntax},
    {Construct::kTimePart,
     kNowhere,
     {},
     "EQL has no function that takes a time apart",
     "compute the part into a field of its own when the event is ingested, and compare with that",
     kFunctions},
    {Construct::kKeyword,
     kNowhere,
     {},
     "EQL does not search text fields or whole events",
     "name the fields that may hold the value",
     kSyntax},
    {Construct::kKeywordRegex,
     kNowhere,
     {},
     "EQL does not search text fields or whole events",
     "name the fields that may hold the value",
     kSyntax},
    {Construct::kAlways, legalize::FieldTypes::All(), "true", {}, {}, kSyntax},
    {Construct::kNever, legalize::FieldTypes::All(), "false", {}, {}, kSyntax},
}};

}  // namespace internal

struct Eql {
  static constexpr std::string_view kTitle = "Elastic EQL";
  static constexpr legalize::CapabilityTable kCapabilities = internal::kTable;
  static void CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics);
};

static_assert(legalize::IsTotal(Eql::kCapabilities));

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_CAPABILITIES_H_
