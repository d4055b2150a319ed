#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/compiler/sema/rule_text.h"

namespace sigmatic::sema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string OnlyCode(const Analysis& analysis) {
  return analysis.codes().size() == 1 ? analysis.codes().front() : testing::PrintToString(analysis.messages());
}

TEST(DetectionTest, ValuesByType) {
  EXPECT_EQ(ExpressionOf("f: abc"), R"(f = "abc")");
  EXPECT_EQ(ExpressionOf("f: ''"), R"(f = "")");
  EXPECT_EQ(ExpressionOf("f: 5"), "f = 5");
  EXPECT_EQ(ExpressionOf("f: '5'"), R"(f = "5")");
  EXPECT_EQ(ExpressionOf("f: 9007199254740993"), "f = 9007199254740993");
  EXPECT_EQ(ExpressionOf("f: true"), "f = true");
  EXPECT_EQ(ExpressionOf("f: null"), "f is null");
  EXPECT_EQ(ExpressionOf("f:"), "f is null");
  EXPECT_EQ(ExpressionOf("f: '*'"), R"(f = "*")");
  EXPECT_EQ(ExpressionOf(R"(f: 'C:\\*\a\*')"), R"(f = "C:\*\a\*")") << "backslash, wildcard, literal star";
}

TEST(DetectionTest, ListsMapsAndNesting) {
  EXPECT_EQ(ExpressionOf("f: [a, 5, null]"), R"((f = "a" or f = 5 or f is null))");
  EXPECT_EQ(ExpressionOf("f: [a]"), R"(f = "a")");
  EXPECT_EQ(ExpressionOf("f|all: [a, b]"), R"((f = "a" and f = "b"))");
  EXPECT_EQ(Analysis("  s:\n    f: a\n    g: [b, c]\n  condition: s\n").expression(),
            R"((f = "a" and (g = "b" or g = "c")))");
  EXPECT_EQ(Analysis("  s:\n    - f: a\n      g: b\n    - h: c\n  condition: s\n").expression(),
            R"(((f = "a" and g = "b") or h = "c"))");
}

TEST(DetectionTest, FieldNamesAreKeptVerbatim) {
  const Analysis analysis("  s:\n    a.b-C d: 1\n    a.b-c d: 2\n  condition: s\n");
  EXPECT_EQ(analysis.expression(), "(a.b-C d = 1 and a.b-c d = 2)");
  ASSERT_EQ(analysis.rule()->fields.size(), 2U);
  EXPECT_EQ(analysis.Slice(analysis.rule()->fields[0].span), "a.b-C d");
}

TEST(DetectionTest, Affixes) {
  EXPECT_EQ(ExpressionOf("f|contains: a"), R"(f = "*a*")");
  EXPECT_EQ(ExpressionOf("f|startswith: a"), R"(f = "a*")");
  EXPECT_EQ(ExpressionOf("f|endswith: a"), R"(f = "*a")");
  EXPECT_EQ(ExpressionOf("f|contains: '*a*'"), R"(f = "*a*")") << "no doubled wildcards";
  EXPECT_EQ(ExpressionOf("f|contains: '?a'"), R"(f = "?*a*")") << "at least one character before";
  EXPECT_EQ(ExpressionOf(R"(f|endswith: '\*a')"), R"(f = "*\*a")");
  EXPECT_EQ(ExpressionOf(R"(f|startswith: 'a\')"), R"(f = "a\*")")
      << "the backslash does not escape the added wildcard";
  EXPECT_EQ(ExpressionOf("f|contains: [a, b]"), R"((f = "*a*" or f = "*b*"))");
  EXPECT_EQ(ExpressionOf("f|contains|all: [a, b]"), R"((f = "*a*" and f = "*b*"))");
}

TEST(DetectionTest, ModifiersMakeNumbersAndBooleansText) {
  EXPECT_EQ(ExpressionOf("f|contains: 5"), R"(f = "*5*")");
  EXPECT_EQ(ExpressionOf("f|startswith: 0x10"), R"(f = "16*")");
  EXPECT_EQ(ExpressionOf("f|endswith: true"), R"(f = "*true")");
  EXPECT_EQ(ExpressionOf("f|cased: 5"), R"(f == "5")");
  EXPECT_EQ(ExpressionOf("f|re: 5"), "f ~ /5/");
  EXPECT_EQ(ExpressionOf("f|base64: 5"), R"(f = "NQ==")");
}

TEST(DetectionTest, EmptyValueWithAffixMatchesEverything) {
  for (const char* item : {"f|contains: ''", "f|startswith: ''", "f|endswith: ''"}) {
    const Analysis analysis = AnalyzeItem(item);
    EXPECT_EQ(analysis.expression(), R"(f = "*")") << item;
    EXPECT_EQ(OnlyCode(analysis), "kMatchesEveryValue") << item;
  }
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|re: ''")), "kMatchesEveryValue");
  EXPECT_THAT(AnalyzeItem("f|contains: '*'").codes(), IsEmpty()) << "written out, it is meant";
}

TEST(DetectionTest, Cased) {
  EXPECT_EQ(ExpressionOf("f|cased: aB*"), R"(f == "aB*")");
  EXPECT_EQ(ExpressionOf("f|contains|cased: A"), R"(f == "*A*")");
  EXPECT_EQ(ExpressionOf("f|cased|endswith: [A, b]"), R"((f == "*A" or f == "*b"))");
  EXPECT_EQ(ExpressionOf("f|base64|cased: cmd"), R"(f == "Y21k")");
  EXPECT_EQ(ExpressionOf("f|cased|base64: cmd"), R"(f == "Y21k")");
}

TEST(DetectionTest, NotEqualNegatesTheWholeItem) {
  EXPECT_EQ(ExpressionOf("f|neq: a"), R"(not f = "a")");
  EXPECT_EQ(ExpressionOf("f|neq: [a, 5]"), R"(not (f = "a" or f = 5))");
  EXPECT_EQ(ExpressionOf("f|contains|all|neq: [a, b]"), R"(not (f = "*a*" and f = "*b*"))");
  EXPECT_EQ(ExpressionOf("f|neq: null"), "not f is null");
  EXPECT_EQ(ExpressionOf("f|windash|neq: -a"), R"(not (f = "-a" or f = "/a" or f = "–a" or f = "—a" or f = "―a"))");
  EXPECT_EQ(ExpressionOf("f|re|neq: a"), "not f ~ /a/");
}

TEST(DetectionTest, WindashStaysOrUnderAll) {
  EXPECT_EQ(ExpressionOf("f|contains|windash: ' -a '"),
            R"((f = "* -a *" or f = "* /a *" or f = "* –a *" or f = "* —a *" or f = "* ―a *"))");
  EXPECT_EQ(ExpressionOf("f|windash|contains|all: [-a, b]"),
            R"(((f = "*-a*" or f = "*/a*" or f = "*–a*" or f = "*—a*" or f = "*―a*") and f = "*b*"))");
}

TEST(DetectionTest, Base64) {
  EXPECT_EQ(ExpressionOf("f|base64: foobar"), R"(f = "Zm9vYmFy")");
  EXPECT_EQ(ExpressionOf("f|base64|contains: foobar"), R"(f = "*Zm9vYmFy*")");
  EXPECT_EQ(ExpressionOf("f|base64offset|contains: foobar"),
            R"((f = "*Zm9vYmFy*" or f = "*Zvb2Jhc*" or f = "*mb29iYX*"))");
  EXPECT_EQ(ExpressionOf(R"(f|base64: foo\*bar)"), R"(f = "Zm9vKmJhcg==")") << "the escape is decoded first";
  EXPECT_EQ(ExpressionOf("f|wide|base64: cmd"), R"(f = "YwBtAGQA")");
  EXPECT_EQ(ExpressionOf("f|utf16le|base64: cmd"), R"(f = "YwBtAGQA")");
  EXPECT_EQ(ExpressionOf("f|utf16be|base64: cmd"), R"(f = "AGMAbQBk")");
  EXPECT_EQ(ExpressionOf("f|utf16|base64: cmd"), R"(f = "//5jAG0AZAA=")");
  EXPECT_EQ(ExpressionOf("f|wide|base64offset|contains: IEX"),
            R"((f = "*SQBFAFgA*" or f = "*kARQBYA*" or f = "*JAEUAWA*"))");
  EXPECT_EQ(ExpressionOf("f|windash|base64: -n"),
            R"((f = "LW4=" or f = "L24=" or f = "4oCTbg==" or f = "4oCUbg==" or f = "4oCVbg=="))");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|base64: 'a*b'")), "kWildcardInEncodedValue");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|wide|base64: 'a?'")), "kWildcardInEncodedValue");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|base64offset|contains: a")), "kValueTooShortToEncode");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|base64offset: foobar")), "kOffsetWithoutContains");
}

TEST(DetectionTest, Regex) {
  EXPECT_EQ(ExpressionOf("f|re: a.b"), "f ~ /a.b/");
  EXPECT_EQ(ExpressionOf("f|re|i: a"), "f ~ /~a/");
  EXPECT_EQ(ExpressionOf("f|re|s: a.b"), "f ~ /a(?s:.)b/");
  EXPECT_EQ(ExpressionOf("f|re|m: '^a$'"), "f ~ /^a$/");
  EXPECT_EQ(ExpressionOf("f|re: '^a$'"), R"(f ~ /\Aa\Z/)");
  EXPECT_EQ(ExpressionOf("f|re|all: [a, b]"), "(f ~ /a/ and f ~ /b/)");
  EXPECT_EQ(ExpressionOf(R"(f|re: 'a\*b')"), "f ~ /a*b/") << "the regular expression's escapes, not Sigma's";
}

// `.*` at an end of what is searched for changes nothing.
TEST(DetectionTest, RegexWithAffix) {
  EXPECT_EQ(ExpressionOf("f|re|contains: a|b"), "f ~ /(a|b)/");
  EXPECT_EQ(ExpressionOf("f|re|startswith: a|b"), "f ~ /(a|b)/");
  EXPECT_EQ(ExpressionOf("f|re|endswith: ab"), "f ~ /ab/");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|re|endswith: ab")), "kAffixOnRegex");
}

TEST(DetectionTest, RegexFaultsPointIntoThePattern) {
  const Analysis quoted = AnalyzeItem("f|re: 'ab(?=c)'");
  EXPECT_EQ(OnlyCode(quoted), "kInvalidRegex");
  EXPECT_THAT(quoted.Slice(quoted.diagnostics().all().at(0).span), testing::StartsWith("(?="));
  const Analysis escaped = AnalyzeItem(R"x(f|re: "a\x62(?=c)")x");
  EXPECT_EQ(OnlyCode(escaped), "kInvalidRegex");
  EXPECT_EQ(escaped.Slice(escaped.diagnostics().all().at(0).span), R"x("a\x62(?=c)")x");
}

TEST(DetectionTest, Cidr) {
  EXPECT_EQ(ExpressionOf("f|cidr: 10.0.0.0/8"), "f in 10.0.0.0/8");
  EXPECT_EQ(ExpressionOf("f|cidr: ['::1', 192.0.2.1]"), "(f in ::1/128 or f in 192.0.2.1/32)");
  EXPECT_EQ(ExpressionOf("f|cidr|neq: [10.0.0.0/8, 'fe80::/10']"), "not (f in 10.0.0.0/8 or f in fe80::/10)");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|cidr: 10.0.0.1/8")), "kNetworkHostBits");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|cidr: 10.0.*")), "kInvalidNetwork");
}

TEST(DetectionTest, FieldReferences) {
  EXPECT_EQ(ExpressionOf("f|fieldref: g"), "f equals g");
  EXPECT_EQ(ExpressionOf("f|fieldref|startswith: g"), "f starts with g");
  EXPECT_EQ(ExpressionOf("f|fieldref|endswith: g"), "f ends with g");
  EXPECT_EQ(ExpressionOf("f|fieldref|contains|cased: [g, h]"), "(f contains g cased or f contains h cased)");
  EXPECT_EQ(ExpressionOf("f|fieldref|neq: g"), "not f equals g");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|fieldref: 'g*'")), "kInvalidFieldReference");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|fieldref: ''")), "kInvalidFieldReference");
  const Analysis analysis = AnalyzeItem("f|fieldref: g.h");
  ASSERT_EQ(analysis.rule()->fields.size(), 2U);
  EXPECT_EQ(analysis.Slice(analysis.rule()->fields[1].span), "g.h");
}

TEST(DetectionTest, Exists) {
  EXPECT_EQ(ExpressionOf("f|exists: true"), "f exists");
  EXPECT_EQ(ExpressionOf("f|exists: false"), "not f exists");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|exists: [true, false]")), "kExistsTakesOneBoolean");
}

TEST(DetectionTest, Comparisons) {
  EXPECT_EQ(ExpressionOf("f|lt: 5"), "f < 5");
  EXPECT_EQ(ExpressionOf("f|lte: -1.50"), "f <= -1.5");
  EXPECT_EQ(ExpressionOf("f|gt: 9007199254740993"), "f > 9007199254740993");
  EXPECT_EQ(ExpressionOf("f|gte: '5'"), "f >= 5") << "a quoted number is one";
  EXPECT_EQ(ExpressionOf("f|gt: [1, 2]"), "(f > 1 or f > 2)");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|gt: five")), "kModifierValueType");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|gt: ''")), "kModifierValueType");
}

TEST(DetectionTest, TimeParts) {
  EXPECT_EQ(ExpressionOf("f|minute: 0"), "minute(f) = 0");
  EXPECT_EQ(ExpressionOf("f|hour: [22, 23]"), "(hour(f) = 22 or hour(f) = 23)");
  EXPECT_EQ(ExpressionOf("f|hour|gte: 5"), "hour(f) >= 5");
  EXPECT_EQ(ExpressionOf("f|day|lt: '31'"), "day(f) < 31");
  EXPECT_EQ(ExpressionOf("f|week|lte: 53"), "week(f) <= 53");
  EXPECT_EQ(ExpressionOf("f|month|gt: 12"), "month(f) > 12");
  EXPECT_EQ(ExpressionOf("f|year|neq: 2024"), "not year(f) = 2024");
  EXPECT_EQ(ExpressionOf("f|hour: 5.0"), "hour(f) = 5");
  for (const char* item :
       {"f|minute: 60", "f|minute: -1", "f|hour: 24", "f|day: 0", "f|day: 32", "f|week: 0", "f|week: 54", "f|month: 0",
        "f|month: 13", "f|year: 10000", "f|hour|gte: 24", "f|hour: 99999999999999999999"}) {
    EXPECT_EQ(OnlyCode(AnalyzeItem(item)), "kTimePartOutOfRange") << item;
  }
  for (const char* item : {"f|hour: 5.5", "f|hour: noon", "f|hour: '5*'"}) {
    EXPECT_EQ(OnlyCode(AnalyzeItem(item)), "kModifierValueType") << item;
  }
}

TEST(DetectionTest, Placeholders) {
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|expand: '%Administrators%'")), "kPlaceholderWithoutValue");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|contains|expand: 'a%x%b'")), "kPlaceholderWithoutValue");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|re|expand: '^%x%$'")), "kPlaceholderWithoutValue");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|cidr|expand: '%nets%'")), "kPlaceholderWithoutValue");
  EXPECT_EQ(ExpressionOf("f: '%Administrators%'"), R"(f = "%Administrators%")") << "without expand it is plain text";
  EXPECT_EQ(ExpressionOf(R"(f|expand: '100\%\*')"), R"(f = "100%\*")");
  EXPECT_EQ(ExpressionOf("f|expand: '100%'"), R"(f = "100%")");
}

TEST(DetectionTest, Keywords) {
  EXPECT_EQ(Analysis("  k:\n    - a\n    - 5\n    - true\n  condition: k\n").expression(),
            R"((any = "*a*" or any = "*5*" or any = "*true*"))");
  EXPECT_EQ(Analysis("  k:\n    '|all':\n      - a\n      - ' -b '\n  condition: k\n").expression(),
            R"((any = "*a*" and any = "* -b *"))");
  EXPECT_EQ(Analysis("  k:\n    '|re|i':\n      - a\n  condition: k\n").expression(), "any ~ /~a/");
  EXPECT_EQ(Analysis("  k:\n    '|contains':\n      - a\n  condition: k\n").expression(), R"(any = "*a*")");
  EXPECT_EQ(Analysis("  k:\n    '|cased':\n      - A?\n  condition: k\n").expression(), R"(any == "*A?*")");
  EXPECT_EQ(Analysis("  k:\n    - a\n    - f: b\n  condition: k\n").expression(), R"((any = "*a*" or f = "b"))");
  EXPECT_EQ(OnlyCode(Analysis("  k:\n    - null\n  condition: k\n")), "kNullKeyword");
  EXPECT_EQ(OnlyCode(Analysis("  k:\n    - ''\n  condition: k\n")), "kMatchesEveryValue");
}

TEST(DetectionTest, Lists) {
  EXPECT_EQ(OnlyCode(AnalyzeItem("f: []")), "kEmptyValueList");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f: [a, b, a]")), "kDuplicateValue");
  EXPECT_THAT(AnalyzeItem("f: [a, b, a]").messages(), ElementsAre(HasSubstr("`a` stands in this list twice")));
  EXPECT_THAT(AnalyzeItem("f: [5, '5', A, a, null, 'null', true]").codes(), IsEmpty()) << "types and case differ";
  EXPECT_EQ(OnlyCode(AnalyzeItem("f: [null, null]")), "kDuplicateValue");
  EXPECT_EQ(OnlyCode(AnalyzeItem("f|contains|all: a")), "kAllWithOneValue");
  EXPECT_EQ(ExpressionOf("f|contains|all: a"), R"(f = "*a*")");
}

TEST(DetectionTest, AllFaultsInOneRun) {
  const Analysis analysis(
      "  s:\n    f|contains|re: a\n    g|cidr: [x, 10.0.0.1/8]\n    h|hour: 24\n  t:\n    i|wide: a\n  condition: s "
      "and u\n");
  EXPECT_THAT(analysis.codes(),
              testing::UnorderedElementsAre("kModifierConflict", "kInvalidNetwork", "kNetworkHostBits",
                                            "kTimePartOutOfRange", "kUtf16WithoutBase64", "kUndefinedDetection"));
  EXPECT_EQ(analysis.expression(), "refused");
}

TEST(DetectionTest, SpansOfNodes) {
  const Analysis analysis("  s:\n    f|contains|neq: [a, 'b']\n  condition: not s\n");
  const ir::Rule& rule = *analysis.rule();
  const auto slice = [&](ir::NodeIndex index) { return analysis.Slice(rule.at(index).span); };
  const auto& outer = std::get<ir::Not>(rule.at(rule.root).expression);
  EXPECT_THAT(slice(rule.root), HasSubstr("not"));
  const auto& negation = std::get<ir::Not>(rule.at(outer.operand).expression);
  const auto& any = std::get<ir::Or>(rule.at(negation.operand).expression);
  EXPECT_EQ(slice(any.operands[0]), "a");
  EXPECT_EQ(slice(any.operands[1]), "'b'");
}

TEST(DetectionTest, Metadata) {
  const Analysis analysis(
      "  s:\n    f: a\n  condition: s\nid: 5af54681-df95-4c26-854f-2565e13cfab0\nlevel: high\ntags:\n  - "
      "attack.t1078\n");
  const ir::Rule& rule = *analysis.rule();
  EXPECT_EQ(rule.title, "Test");
  EXPECT_EQ(rule.id, "5af54681-df95-4c26-854f-2565e13cfab0");
  EXPECT_EQ(rule.level, "high");
  EXPECT_THAT(rule.tags, ElementsAre("attack.t1078"));
  EXPECT_EQ(rule.log_source.product, "test");
  EXPECT_EQ(rule.log_source.service, "");
  EXPECT_THAT(analysis.Slice(rule.log_source_span), HasSubstr("product"));
}

// The examples of the Sigma rules specification 2.1.0.
TEST(DetectionTest, ExamplesOfTheSpecification) {
  EXPECT_EQ(
      Analysis("  keywords:\n    - 'EVILSERVICE'\n    - 'svchost.exe -n evil'\n  condition: keywords\n").expression(),
      R"((any = "*EVILSERVICE*" or any = "*svchost.exe -n evil*"))");
  EXPECT_EQ(
      Analysis("  selection:\n    - Image|endswith: '\\example.exe'\n    - Description|contains: 'Test executable'\n"
               "  condition: selection\n")
          .expression(),
      R"((Image = "*\example.exe" or Description = "*Test executable*"))");
  EXPECT_EQ(
      Analysis(
          "  selection:\n    EventLog: Security\n    EventID:\n      - 517\n      - 1102\n  condition: selection\n")
          .expression(),
      R"((EventLog = "Security" and (EventID = 517 or EventID = 1102)))");
  EXPECT_EQ(Analysis("  selection:\n    EventID: 4738\n  filter:\n    PasswordLastSet: null\n  condition: selection "
                     "and not filter\n")
                .expression(),
            "(EventID = 4738 and not PasswordLastSet is null)");
  EXPECT_EQ(Analysis("  selection:\n    EventID: 4738\n    PasswordLastSet|exists: true\n  condition: selection\n")
                .expression(),
            "(EventID = 4738 and PasswordLastSet exists)");
  EXPECT_EQ(Analysis("  keywords_cmdlet:\n    '|all':\n      - 'OabVirtualDirectory'\n      - ' -ExternalUrl '\n  "
                     "condition: keywords_cmdlet\n")
                .expression(),
            R"((any = "*OabVirtualDirectory*" and any = "* -ExternalUrl *"))");
}

}  // namespace
}  // namespace sigmatic::sema
