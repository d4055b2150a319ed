#include "backends/splunk/field_name.h"

#include <algorithm>
#include <array>

namespace sigmatic::splunk {
namespace {

// Time modifiers, search modifiers and operators.
// https://docs.splunk.com/Documentation/Splunk/9.3.2/SearchReference/SearchTimeModifiers
// https://docs.splunk.com/Documentation/Splunk/9.3.2/SearchReference/Search ("Search modifiers")
constexpr std::array<std::string_view, 40> kSteeringNames = {
    "AND",
    "IN",
    "NOT",
    "OR",
    "XOR",
    "_index_earliest",
    "_index_latest",
    "daysago",
    "earliest",
    "enddaysago",
    "endhoursago",
    "endminutesago",
    "endmonthsago",
    "endtime",
    "endtimeu",
    "eventtype",
    "eventtypetag",
    "host",
    "hosttag",
    "hoursago",
    "index",
    "latest",
    "minutesago",
    "monthsago",
    "savedsearch",
    "savedsplunk",
    "searchtimespandays",
    "searchtimespanhours",
    "searchtimespanminutes",
    "searchtimespanmonths",
    "source",
    "sourcetype",
    "splunk_server",
    "splunk_server_group",
    "startdaysago",
    "starthoursago",
    "starttime",
    "starttimeu",
    "tag",
    "timeformat",
};
static_assert(std::is_sorted(kSteeringNames.begin(), kSteeringNames.end()));

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

FieldName NativeName(const std::vector<fields::PathStep>& path) {
  FieldName name;
  for (const fields::PathStep& step : path) {
    if (!name.text.empty()) name.text += '.';
    name.text += step.name;
    if (step.array) name.text += "{}";
  }
  return name;
}

bool IsMultivalue(const std::vector<fields::PathStep>& path) {
  return std::any_of(path.begin(), path.end(), [](const fields::PathStep& step) { return step.array; });
}

bool IsWritable(std::string_view name) {
  if (name.empty() || name.front() == ' ' || name.back() == ' ') return false;
  return std::none_of(name.begin(), name.end(), [](char c) {
    return IsControl(c) || std::string_view("\"'`\\*").find(c) != std::string_view::npos;
  });
}

bool SearchTakesAsField(std::string_view name) {
  return !std::binary_search(kSteeringNames.begin(), kSteeringNames.end(), name) && !name.starts_with("tag::");
}

}  // namespace sigmatic::splunk
