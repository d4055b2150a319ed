#include "backends/splunk/idioms.h"

#include <fmt/format.h>

#include <string_view>

#include "backends/splunk/escape.h"
#include "compiler/base/ip_address.h"

namespace sigmatic::splunk {
namespace {

// https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/multivalue-eval-functions:
// mvfind gives the index of the first value with a match, and NULL when there is none; mvfilter keeps the values for
// which an expression over that one field holds, and gives NULL when none is left. Both take single values as well.
// Comparison functions: cidrmatch, match, if, case.
// https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/comparison-and-conditional-functions

// What counts as a number. tonumber alone might also take other bases, spaces or words like `inf`.
constexpr std::string_view kNumber = R"("^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?\z")";

// Four decimal octets without leading zeros. Without this guard cidrmatch might also take networks or abbreviations.
constexpr std::string_view kOctet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
// Keeps IPv4, zones and prefix lengths out.
constexpr std::string_view kAddressV6 = R"("^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\z")";

std::string_view Operator(ir::Comparison comparison) {
  switch (comparison) {
    case ir::Comparison::kLess:
      return "<";
    case ir::Comparison::kLessOrEqual:
      return "<=";
    case ir::Comparison::kGreater:
      return ">";
    case ir::Comparison::kGreaterOrEqual:
      return ">=";
  }
  return {};
}

std::string_view Operator(ir::TimeComparison comparison) {
  switch (comparison) {
    case ir::TimeComparison::kEqual:
      return "=";
    case ir::TimeComparison::kLess:
      return "<";
    case ir::TimeComparison::kLessOrEqual:
      return "<=";
    case ir::TimeComparison::kGreater:
      return ">";
    case ir::TimeComparison::kGreaterOrEqual:
      return ">=";
  }
  return {};
}

std::string AddressGuard(bool v6) {
  return v6 ? std::string(kAddressV6) : fmt::format(R"("^{0}([.]{0}){{3}}\z")", kOctet);
}

std::string Text(const ir::Network& network) {
  return fmt::format("{}/{}", base::FormatAddress(base::IpAddress{network.v6, network.address}), network.prefix_length);
}

// Texts compare as texts only when they do not look like numbers (`1` and `1.0` are equal otherwise), so both sides get
// a character in front.
std::string SameText(std::string_view a, std::string_view b) { return fmt::format(R"(("=".{})=("=".{}))", a, b); }

// ISO 8601 texts as the semantics page defines them: a day that exists, then perhaps a time and a zone, 64 characters
// at most.
constexpr std::string_view kDate =
    "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)";
constexpr std::string_view kClock =
    "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.][0-9]+)?)?(Z|[-+]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?";
// At most 15 digits count, so that a double holds the number exactly.
constexpr std::string_view kEpoch = R"("^0{0,49}[0-9]{1,15}\z")";

bool NeedsClock(ir::TimePart part) { return part == ir::TimePart::kHour || part == ir::TimePart::kMinute; }

// The part of a text that has passed the ISO guard. The week is computed by way of noon in the reader's time zone,
// which no change of the clock skips or moves to another day.
// https://docs.splunk.com/Documentation/Splunk/9.3.2/SearchReference/Commontimeformatvariables
std::string PartOfText(std::string_view field, ir::TimePart part) {
  switch (part) {
    case ir::TimePart::kMinute:
      return fmt::format("substr({},15,2)", field);
    case ir::TimePart::kHour:
      return fmt::format("substr({},12,2)", field);
    case ir::TimePart::kDay:
      return fmt::format("substr({},9,2)", field);
    case ir::TimePart::kMonth:
      return fmt::format("substr({},6,2)", field);
    case ir::TimePart::kYear:
      return fmt::format("substr({},1,4)", field);
    case ir::TimePart::kWeek:
      return fmt::format(R"(strftime(strptime(substr({},1,10)." 12:00","%Y-%m-%d %H:%M"),"%V"))", field);
  }
  return {};
}

// The part of epoch seconds, or milliseconds from 10^11 on, in UTC. strftime knows only the reader's time zone, so the
// parts of the calendar are read from local noon on the day with the same number. It is counted from a day since which
// no zone has moved by twelve hours: Samoa, the last to cross the date line, did so at the end of 2011.
std::string PartOfEpoch(std::string_view field, ir::TimePart part) {
  const std::string seconds = fmt::format("if(tonumber({0})<100000000000,tonumber({0}),tonumber({0})/1000)", field);
  const auto calendar = [&seconds](std::string_view format) {
    return fmt::format(R"(strftime(strptime("2012-01-01 12:00","%Y-%m-%d %H:%M")+86400*(floor({}/86400)-15340),"{}"))",
                       seconds, format);
  };
  switch (part) {
    case ir::TimePart::kMinute:
      return fmt::format("floor({}/60)%60", seconds);
    case ir::TimePart::kHour:
      return fmt::format("floor({}/3600)%24", seconds);
    case ir::TimePart::kDay:
      return calendar("%d");
    case ir::TimePart::kMonth:
      return calendar("%m");
    case ir::TimePart::kYear:
      return calendar("%Y");
    case ir::TimePart::kWeek:
      return calendar("%V");
  }
  return {};
}

std::string Presence(std::string_view value, bool negated) {
  return fmt::format("{}({})", negated ? "isnull" : "isnotnull", value);
}

// if() takes its last argument when the condition is NULL, as it is when a field is missing.
std::string Truth(std::string_view condition, bool negated) {
  return fmt::format("if({},1,0)={}", condition, negated ? 0 : 1);
}

}  // namespace

std::string Write(const AnyValueMatches& leaf, bool negated) {
  return Presence(fmt::format("mvfind({},{})", EvalName(leaf.field).text(), RegexString(leaf).text()), negated);
}

std::string Write(const AnyNumber& leaf, bool negated) {
  const Escaped name = EvalName(leaf.field);
  return Presence(fmt::format("mvfilter(match({0},{1}) AND tonumber({0}){2}{3})", name.text(), kNumber,
                              Operator(leaf.comparison), leaf.bound.ToString()),
                  negated);
}

std::string Write(const AnyAddress& leaf, bool negated) {
  const Escaped name = EvalName(leaf.field);
  std::string tests;
  for (const ir::Network& network : leaf.networks) {
    if (!tests.empty()) tests += " OR ";
    tests += fmt::format("cidrmatch(\"{}\",{})", Text(network), name.text());
  }
  if (leaf.networks.size() > 1) tests = fmt::format("({})", tests);
  return Presence(
      fmt::format("mvfilter(match({},{}) AND {})", name.text(), AddressGuard(leaf.networks.front().v6), tests),
      negated);
}

std::string Write(const FieldPresent& leaf, bool negated) { return Presence(EvalName(leaf.field).text(), negated); }

std::string Write(const FieldsRelate& leaf, bool negated) {
  const std::string left = EvalName(leaf.left).text();
  const std::string right = EvalName(leaf.right).text();
  const auto folded = [&leaf](const std::string& text) { return leaf.cased ? text : fmt::format("lower({})", text); };
  std::string relation;
  switch (leaf.relation) {
    case ir::FieldRelation::kEquals:
    case ir::FieldRelation::kContains:
      relation = SameText(folded(left), folded(right));
      break;
    case ir::FieldRelation::kStartsWith:
      relation = fmt::format("(len({0})=0 OR {1})", right,
                             SameText(fmt::format("substr({},1,len({}))", folded(left), right), folded(right)));
      break;
    case ir::FieldRelation::kEndsWith:
      relation = fmt::format(
          "(len({0})=0 OR (len({1})>=len({0}) AND {2}))", right, left,
          SameText(fmt::format("substr({0},len({1})-len({2})+1)", folded(left), left, right), folded(right)));
      break;
  }
  return Truth(fmt::format(R"({}!="null" AND {}!="null" AND {})", left, right, relation), negated);
}

std::string Write(const TimePartRelates& leaf, bool negated) {
  const std::string name = EvalName(leaf.field).text();
  const std::string iso = NeedsClock(leaf.part) ? fmt::format(R"("^(?=.{{1,64}}\z){}{}\z")", kDate, kClock)
                                                : fmt::format(R"("^(?=.{{1,64}}\z){}({})?\z")", kDate, kClock);
  // The last year that a text can have, 9999, ends the epoch numbers too.
  const std::string part = fmt::format("case(match({0},{1}),{2},match({0},{3}) AND tonumber({0})<253402300800000,{4})",
                                       name, iso, PartOfText(name, leaf.part), kEpoch, PartOfEpoch(name, leaf.part));
  return Truth(fmt::format("tonumber({}){}{}", part, Operator(leaf.comparison), leaf.value), negated);
}

std::string Write(const Constant& leaf, bool negated) { return leaf.value != negated ? "1=1" : "1=0"; }

}  // namespace sigmatic::splunk
