// What Logs Insights QL can express exactly, with the vendor's page for each row.
//
// Standing rule: only what the manual shows is used. Where it is silent (the regex engine, how `=` treats 1 and "1",
// what a test says about a missing field) the idiom is chosen so that every plausible answer gives the same result;
// where no such idiom exists, the construct is refused, or the silence is stated in the projection (cloudwatch.cc).
#ifndef SIGMATIC_BACKENDS_CLOUDWATCH_CAPABILITIES_H_
#define SIGMATIC_BACKENDS_CLOUDWATCH_CAPABILITIES_H_

#include <cstddef>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/fields/map_fields.h"
#include "compiler/legalize/capability.h"

namespace sigmatic::cloudwatch {

namespace pages {
inline constexpr std::string_view kSyntax =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html";
inline constexpr std::string_view kFilter =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html";
inline constexpr std::string_view kFunctions =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html";
inline constexpr std::string_view kFields =
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html";
}  // namespace pages

// For legalize::Legal.
struct CloudWatch {
  static constexpr std::string_view kTitle = "CloudWatch Logs Insights";

  // Fields that hold one value. Whatever the field map calls them, Logs Insights has them as text.
  static constexpr legalize::FieldTypes kValues = {fields::FieldType::kText, fields::FieldType::kNumber,
                                                   fields::FieldType::kBoolean, fields::FieldType::kAddress};
  static constexpr std::string_view kNoValue =
      "it discovers the single values in an event, not whole objects, arrays or JSON documents";
  static constexpr std::string_view kUseMember = "compare a member of it, as in `requestParameters.bucketName`";

  static constexpr legalize::CapabilityTable kCapabilities = {{
      {legalize::Construct::kStringEquals, kValues, "f like /(?i)^value$/", kNoValue, kUseMember, pages::kFilter},
      // Not isempty(): that is true of a missing field too.
      {legalize::Construct::kEmptyString, kValues, "ispresent(f) and f like /^$/", kNoValue, kUseMember,
       pages::kFilter},
      {legalize::Construct::kStringPattern, kValues, R"(f like /(?i)^begin[\s\S]*end$/)", kNoValue, kUseMember,
       pages::kFilter},
      {legalize::Construct::kSingleWildcard,
       legalize::FieldTypes::All(),
       R"(f like /(?i)^a[\s\S]b$/)",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kLiteralWildcard,
       legalize::FieldTypes::All(),
       R"(f like /^\*\?$/)",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kCased, legalize::FieldTypes::All(), "f like /^Value$/", {}, {}, pages::kFilter},
      {legalize::Construct::kNonAsciiLetter,
       legalize::FieldTypes::All(),
       "f like /(?i)^caf[Éé]$/",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kControlCharacter,
       legalize::FieldTypes::All(),
       R"(f like /^\x07$/)",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kRegex, kValues, "f like /expression/", kNoValue, kUseMember, pages::kFilter},
      {legalize::Construct::kRegexIgnoreCase,
       legalize::FieldTypes::All(),
       "f like /(?i)expression/",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kRegexInnerAnchor, legalize::FieldTypes::All(), "f like /(^a|b)c/", {}, {}, pages::kFilter},
      {legalize::Construct::kRegexLineAnchor,
       {},
       {},
       "its manual documents `^` and `$` for the whole text only",
       R"(without `m`: write the line break, as in `(^|\n)word`)",
       pages::kFilter},
      {legalize::Construct::kRegexWordBoundary,
       {},
       {},
       R"(its manual documents no `\b`)",
       "write out what may stand beside the word, as in `(^|[^0-9A-Za-z_])word([^0-9A-Za-z_]|$)`",
       pages::kFilter},
      {legalize::Construct::kNumberEquals, kValues, "f like /^5$/", kNoValue, kUseMember, pages::kFilter},
      {legalize::Construct::kBooleanEquals, kValues, "f like /(?i)^true$/", kNoValue, kUseMember, pages::kFilter},
      {legalize::Construct::kIsNull, kValues, "not ispresent(f)",
       "it discovers the single values in an event, and does not say when a whole object is present",
       "test a member of it, as in `requestParameters.bucketName: null`", pages::kFunctions},
      {legalize::Construct::kExists, kValues, "ispresent(f)",
       "it discovers the single values in an event, and does not say when a whole object is present",
       "test a member of it, as in `requestParameters.bucketName|exists: true`", pages::kFunctions},
      // The page on datetime functions compares a text cut out of the message: `statusCode >= 400`.
      {legalize::Construct::kNumberCompare, kValues, "f like /^-?[0-9]+…$/ and f < 5", kNoValue, kUseMember,
       pages::kFunctions},
      {legalize::Construct::kNetworkV4, kValues, R"(isIpv4InSubnet(f, "192.0.2.0/24"))", kNoValue, kUseMember,
       pages::kFunctions},
      {legalize::Construct::kNetworkV6, kValues, R"(isIpv6InSubnet(f, "2001:db8::/32"))", kNoValue, kUseMember,
       pages::kFunctions},
      {legalize::Construct::kFieldEquals, kValues, "ispresent(f) and ispresent(g) and tolower(f) = tolower(g)",
       kNoValue, kUseMember, pages::kFunctions},
      {legalize::Construct::kFieldAffix, kValues,
       "ispresent(f) and ispresent(g) and strcontains(tolower(f), tolower(g)) = 1", kNoValue, kUseMember,
       pages::kFunctions},
      {legalize::Construct::kTimePart,
       {},
       {},
       "no function takes a part out of a time that may be ISO 8601 text as well as an epoch number",
       "where the field is ISO 8601 text, compare its digits, as in `eventTime|re: T2[0-3]:`",
       pages::kFunctions},
      // In JSON events it would also find names of fields: CheckLeaf refuses those.
      {legalize::Construct::kKeyword,
       legalize::FieldTypes::All(),
       "@message like /(?i)word/ (plain text only)",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kKeywordRegex,
       legalize::FieldTypes::All(),
       "@message like /expression/ (plain text only)",
       {},
       {},
       pages::kFilter},
      {legalize::Construct::kAlways, legalize::FieldTypes::All(), "ispresent(@message)", {}, {}, pages::kFields},
      {legalize::Construct::kNever, legalize::FieldTypes::All(), "not ispresent(@message)", {}, {}, pages::kFields},
  }};

  static constexpr const legalize::Capability& Row(legalize::Construct construct) {
    return kCapabilities[static_cast<std::size_t>(construct)];
  }

  // Refuses what depends on the field or the value itself: arrays, places inside JSON texts, names that cannot be
  // written, keywords without a text to search, numbers beyond exact comparison.
  static void CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics);
};

// Numbers of up to this many significant digits stay apart and in order when read as IEEE 754 doubles (DBL_DIG).
inline constexpr std::size_t kMaxSignificantDigits = 15;
inline constexpr std::size_t kMaxNumberCharacters = 40;

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_BACKENDS_CLOUDWATCH_CAPABILITIES_H_
