// What Splunk can express, with the reasons and the ways out.
#ifndef SIGMATIC_BACKENDS_SPLUNK_CAPABILITIES_H_
#define SIGMATIC_BACKENDS_SPLUNK_CAPABILITIES_H_

#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/fields/map_fields.h"
#include "compiler/legalize/capability.h"

namespace sigmatic::splunk {

// The fields that Splunk extracts: texts, whatever the JSON type. Objects have no field of their own, only their
// members.
inline constexpr legalize::FieldTypes kExtracted = {fields::FieldType::kText, fields::FieldType::kNumber,
                                                    fields::FieldType::kBoolean, fields::FieldType::kAddress};

inline constexpr std::string_view kNotExtracted =
    "it extracts a field for each member of an object and none for the object itself, nor for what is inside a text";
inline constexpr std::string_view kUseMembers =
    "name the member that the value stands in (`requestParameters.policy`), or all members in turn";

inline constexpr std::string_view kNotPlainText =
    "keywords look into values only, and the event's text holds the field names and JSON's punctuation as well";
inline constexpr std::string_view kUsePlainText =
    "name the fields to look into; or use a map whose `keywords` names a field with the plain text";

inline constexpr std::string_view kPageSearch =
    "https://docs.splunk.com/Documentation/Splunk/9.3.2/SearchReference/Search";
inline constexpr std::string_view kPageRegex =
    "https://help.splunk.com/splunk-enterprise/search/search-manual/9.0/expressions-and-predicates/"
    "spl-and-regular-expressions";
inline constexpr std::string_view kPageMultivalue =
    "https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/multivalue-eval-functions";
inline constexpr std::string_view kPageWildcards =
    "https://docs.splunk.com/Documentation/Splunk/8.0.2/Search/Wildcards";
inline constexpr std::string_view kPageBackslashes =
    "https://help.splunk.com/splunk-enterprise/search/search-manual/9.4/search-primer/backslashes";
inline constexpr std::string_view kPageInformational =
    "https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/informational-functions";
inline constexpr std::string_view kPageComparison =
    "https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/"
    "comparison-and-conditional-functions";
inline constexpr std::string_view kPageTimeFormat =
    "https://docs.splunk.com/Documentation/Splunk/9.3.2/SearchReference/Commontimeformatvariables";
inline constexpr std::string_view kPageSearchCompare =
    "https://docs.splunk.com/Documentation/SCS/latest/SearchReference/SearchCommandSyntaxDetails";

struct Target {
  static constexpr std::string_view kTitle = "Splunk SPL";

  static constexpr legalize::CapabilityTable kCapabilities = {{
      {legalize::Construct::kStringEquals, kExtracted, R"spl(field="value", field IN ("a", "b"))spl", kNotExtracted,
       kUseMembers, kPageSearch},
      {legalize::Construct::kEmptyString, kExtracted, R"spl(isnotnull(mvfind('field',"^\z")))spl", kNotExtracted,
       kUseMembers, kPageMultivalue},
      {legalize::Construct::kStringPattern, kExtracted,
       R"spl(field="*value*"; a wildcard inside becomes isnotnull(mvfind('field',"(?i)^a[\s\S]*b\z")))spl",
       kNotExtracted, kUseMembers, kPageWildcards},
      {legalize::Construct::kSingleWildcard,
       legalize::FieldTypes::All(),
       R"spl(isnotnull(mvfind('field',"(?i)^a[\s\S]b\z")))spl",
       {},
       {},
       kPageWildcards},
      {legalize::Construct::kLiteralWildcard,
       legalize::FieldTypes::All(),
       R"spl(isnotnull(mvfind('field',"(?i)^a\*b\z")))spl",
       {},
       {},
       kPageBackslashes},
      {legalize::Construct::kCased,
       legalize::FieldTypes::All(),
       R"spl(isnotnull(mvfind('field',"^Value\z")))spl",
       {},
       {},
       kPageMultivalue},
      {legalize::Construct::kNonAsciiLetter,
       legalize::FieldTypes::All(),
       R"spl(isnotnull(mvfind('field',"^[Éé]t[Éé]\z")))spl",
       {},
       {},
       kPageRegex},
      {legalize::Construct::kControlCharacter,
       legalize::FieldTypes::All(),
       R"spl(isnotnull(mvfind('field',"(?i)a\x0Ab")))spl",
       {},
       {},
       kPageRegex},
      {legalize::Construct::kRegex, kExtracted, R"spl(isnotnull(mvfind('field',"regex")))spl", kNotExtracted,
       kUseMembers, kPageRegex},
      {legalize::Construct::kRegexIgnoreCase, legalize::FieldTypes::All(), "(?i)", {}, {}, kPageRegex},
      {legalize::Construct::kRegexInnerAnchor, legalize::FieldTypes::All(), "as in PCRE", {}, {}, kPageRegex},
      {legalize::Construct::kRegexLineAnchor, legalize::FieldTypes::All(), "(?m:^) and (?m:$)", {}, {}, kPageRegex},
      {legalize::Construct::kRegexWordBoundary, legalize::FieldTypes::All(), R"spl(\b)spl", {}, {}, kPageRegex},
      {legalize::Construct::kNumberEquals, kExtracted, "field=5 (texts are compared)", kNotExtracted, kUseMembers,
       kPageSearchCompare},
      {legalize::Construct::kBooleanEquals, kExtracted, R"spl(field="true")spl", kNotExtracted, kUseMembers,
       kPageInformational},
      {legalize::Construct::kIsNull, kExtracted, R"spl(isnull(mvfind('field',"^(?!null\z)")))spl", kNotExtracted,
       "name a member that is always there instead of the object", kPageMultivalue},
      {legalize::Construct::kExists, kExtracted, "isnotnull('field')", kNotExtracted,
       "name a member that is always there instead of the object", kPageInformational},
      {legalize::Construct::kNumberCompare, kExtracted,
       R"spl(isnotnull(mvfilter(match('field',"<number>") AND tonumber('field')<5)))spl", kNotExtracted, kUseMembers,
       kPageMultivalue},
      {legalize::Construct::kNetworkV4, kExtracted,
       R"spl(isnotnull(mvfilter(match('field',"<address>") AND cidrmatch("10.0.0.0/8",'field'))))spl", kNotExtracted,
       kUseMembers, kPageComparison},
      {legalize::Construct::kNetworkV6, kExtracted,
       R"spl(isnotnull(mvfilter(match('field',"<address>") AND cidrmatch("fe80::/10",'field'))))spl", kNotExtracted,
       kUseMembers, kPageComparison},
      {legalize::Construct::kFieldEquals, kExtracted, R"spl(if(("=".lower('a'))=("=".lower('b')),1,0)=1)spl",
       kNotExtracted, kUseMembers, kPageComparison},
      {legalize::Construct::kFieldAffix, kExtracted,
       R"spl(if(("=".substr(lower('a'),1,len('b')))=("=".lower('b')),1,0)=1; at the start or the end only)spl",
       kNotExtracted, kUseMembers, kPageComparison},
      {legalize::Construct::kTimePart, kExtracted,
       R"spl(if(tonumber(case(match('field',"<ISO 8601>"),substr('field',12,2),…))=5,1,0)=1)spl", kNotExtracted,
       kUseMembers, kPageTimeFormat},
      {legalize::Construct::kKeyword, legalize::FieldTypes::All(), R"spl(isnotnull(mvfind('_raw',"(?i)value")))spl",
       kNotPlainText, kUsePlainText, kPageMultivalue},
      {legalize::Construct::kKeywordRegex, legalize::FieldTypes::All(), R"spl(isnotnull(mvfind('_raw',"regex")))spl",
       kNotPlainText, kUsePlainText, kPageMultivalue},
      {legalize::Construct::kAlways, legalize::FieldTypes::All(), "the source alone", {}, {}, kPageWildcards},
      {legalize::Construct::kNever, legalize::FieldTypes::All(), "where 1=0", {}, {}, kPageComparison},
  }};

  // Refuses field names that cannot be quoted, the text `null`, numbers that a double cannot tell apart, comparisons of
  // fields with several values, and keywords where no field holds the event's text.
  static void CheckLeaf(const fields::MappedRule& rule, const ir::Node& leaf, base::Diagnostics& diagnostics);
};
static_assert(legalize::IsTotal(Target::kCapabilities));

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_CAPABILITIES_H_
