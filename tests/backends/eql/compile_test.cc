#include <gtest/gtest.h>

#include "tests/backends/eql/rule_builder.h"

namespace sigmatic::eql {
namespace {

using fields::FieldType;

TEST(CompileTest, LiteralsIgnoreCaseWithColon) {
  RuleBuilder rule;
  rule.Match(rule.Field("event.action"), Text("ConsoleLogin"));
  EXPECT_EQ(rule.Compile(), R"(any where ?event.action : "ConsoleLogin")");
}

TEST(CompileTest, CasedLiteralsUseEquals) {
  RuleBuilder rule;
  rule.Match(rule.Field("f"), Text("Root", true));
  EXPECT_EQ(rule.Compile(), R"(any where ?f == "Root")");
}

TEST(CompileTest, LiteralStarsAndQuestionMarksStayLiteral) {
  RuleBuilder star;
  star.Match(star.Field("f"), Text("a*b"));
  EXPECT_EQ(star.Compile(), R"(any where ?f in~ ("a*b"))");
  RuleBuilder question_mark;
  question_mark.Match(question_mark.Field("f"), Text("a?"));
  EXPECT_EQ(question_mark.Compile(), R"(any where ?f in~ ("a?"))");
  RuleBuilder cased;
  cased.Match(cased.Field("f"), Text("a?", true));
  EXPECT_EQ(cased.Compile(), R"(any where ?f == "a?")");
}

TEST(CompileTest, ListsOfLiterals) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  rule.Or({rule.Match(f, Text("a")), rule.Match(f, Text("b*")), rule.Match(f, Text("c"))});
  EXPECT_EQ(rule.Compile(), R"(any where ?f in~ ("a", "b*", "c"))");
  RuleBuilder cased;
  const auto g = cased.Field("g");
  cased.Or({cased.Match(g, Text("a", true)), cased.Match(g, Text("b", true))});
  EXPECT_EQ(cased.Compile(), R"(any where ?g in ("a", "b"))");
}

TEST(CompileTest, ListsAreByFieldAndCase) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  rule.Or(
      {rule.Match(f, Text("a")), rule.Match(g, Text("b")), rule.Match(f, Text("c", true)), rule.Match(f, Text("d"))});
  EXPECT_EQ(rule.Compile(), "any where ?f in~ (\"a\", \"d\") or\n  ?g : \"b\" or\n  ?f == \"c\"");
}

TEST(CompileTest, Wildcards) {
  RuleBuilder rule;
  rule.Match(rule.Field("f"), Glob("*\\\\cmd.exe?"));
  EXPECT_EQ(rule.Compile(), R"(any where ?f like~ "*\\cmd.exe?")");
  RuleBuilder cased;
  cased.Match(cased.Field("f"), Glob("A*", true));
  EXPECT_EQ(cased.Compile(), R"(any where ?f like "A*")");
  RuleBuilder list;
  const auto f = list.Field("f");
  list.Or({list.Match(f, Glob("a*")), list.Match(f, Text("c")), list.Match(f, Glob("*b"))});
  EXPECT_EQ(list.Compile(), "any where ?f like~ (\"a*\", \"*b\") or\n  ?f : \"c\"");
}

TEST(CompileTest, LoneStarIsAnyValue) {
  RuleBuilder rule;
  rule.Match(rule.Field("f"), Glob("*"));
  EXPECT_EQ(rule.Compile(), "any where ?f != null");
}

TEST(CompileTest, LiteralWildcardBesideWildcardNeedsRegex) {
  RuleBuilder rule;
  rule.Match(rule.Field("f"), Glob("a\\*1*"));
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex """[Aa]\*1.*""")");
  RuleBuilder cased;
  cased.Match(cased.Field("f"), Glob("a\\?b?", true));
  EXPECT_EQ(cased.Compile(), R"(any where ?f regex """a\?b.""")");
}

// `like` uses U+0001 inside Elasticsearch.
TEST(CompileTest, EscapeCharacterOfLikeNeedsRegex) {
  RuleBuilder rule;
  rule.Match(rule.Field("f"), Glob("*\x01\x02"));
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex ".*\u{01}\u{02}")");
}

TEST(CompileTest, LettersOutsideAsciiBecomeClasses) {
  RuleBuilder literal;
  literal.Match(literal.Field("f"), Text("Ré"));
  EXPECT_EQ(literal.Compile(), R"(any where ?f regex "[Rr][Éé]")");
  RuleBuilder cased;
  cased.Match(cased.Field("f"), Text("Ré", true));
  EXPECT_EQ(cased.Compile(), R"(any where ?f == "Ré")");
  RuleBuilder without_case;
  without_case.Match(without_case.Field("f"), Glob("根*"));
  EXPECT_EQ(without_case.Compile(), R"(any where ?f like~ "根*")");
}

TEST(CompileTest, EmptyString) {
  RuleBuilder rule;
  rule.Match(rule.Field("f"), Text(""));
  EXPECT_EQ(rule.Compile(), R"(any where ?f == "")");
}

TEST(CompileTest, NullAndExistence) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  rule.Add(ir::IsNull{f});
  EXPECT_EQ(rule.Compile(), "any where ?f == null");
  const auto exists = rule.Add(ir::Exists{f});
  EXPECT_EQ(rule.Compile(), "any where ?f != null");
  rule.Not(exists);
  EXPECT_EQ(rule.Compile(), "any where ?f == null");
  rule.Not(rule.Add(ir::IsNull{f}));
  EXPECT_EQ(rule.Compile(), "any where ?f != null");
}

TEST(CompileTest, NumbersByFieldType) {
  RuleBuilder rule;
  const auto text = rule.Field("t");
  const auto number = rule.Field("n", FieldType::kNumber);
  rule.Number(text, "5");
  EXPECT_EQ(rule.Compile(), R"(any where ?t == "5")");
  rule.Number(number, "5");
  EXPECT_EQ(rule.Compile(), "any where ?n == 5");
  rule.Number(number, "-1.50");
  EXPECT_EQ(rule.Compile(), "any where ?n == -1.5");
  rule.Number(number, "9007199254740992");
  EXPECT_EQ(rule.Compile(), "any where ?n == 9007199254740992");
  rule.Or({rule.Number(number, "1"), rule.Number(number, "2")});
  EXPECT_EQ(rule.Compile(), "any where ?n in (1, 2)");
  rule.Match(number, Text("4688"));
  EXPECT_EQ(rule.Compile(), "any where ?n == 4688");
}

TEST(CompileTest, NumberComparisons) {
  RuleBuilder rule;
  const auto n = rule.Field("n", FieldType::kNumber);
  rule.Compare(n, ir::Comparison::kLess, "5");
  EXPECT_EQ(rule.Compile(), "any where ?n < 5");
  rule.Compare(n, ir::Comparison::kLessOrEqual, "5");
  EXPECT_EQ(rule.Compile(), "any where ?n <= 5");
  rule.Compare(n, ir::Comparison::kGreater, "0.25");
  EXPECT_EQ(rule.Compile(), "any where ?n > 0.25");
  rule.Compare(n, ir::Comparison::kGreaterOrEqual, "-3");
  EXPECT_EQ(rule.Compile(), "any where ?n >= -3");
}

TEST(CompileTest, BooleansByFieldType) {
  RuleBuilder rule;
  const auto text = rule.Field("t");
  const auto boolean = rule.Field("b", FieldType::kBoolean);
  rule.Add(ir::BooleanEquals{text, true});
  EXPECT_EQ(rule.Compile(), R"(any where ?t : "true")");
  rule.Add(ir::BooleanEquals{boolean, true});
  EXPECT_EQ(rule.Compile(), "any where ?b == true");
  rule.Add(ir::BooleanEquals{boolean, false});
  EXPECT_EQ(rule.Compile(), "any where ?b == false");
  rule.Match(boolean, Text("FALSE"));
  EXPECT_EQ(rule.Compile(), "any where ?b == false");
  rule.Match(boolean, Text("true", true));
  EXPECT_EQ(rule.Compile(), "any where ?b == true");
}

TEST(CompileTest, NetworksOnAddressFields) {
  RuleBuilder rule;
  const auto ip = rule.Field("source.ip", FieldType::kAddress);
  rule.Network(ip, "10.0.0.0", 8);
  EXPECT_EQ(rule.Compile(), R"(any where cidrMatch(?source.ip, "10.0.0.0/8"))");
  rule.Or({rule.Network(ip, "10.0.0.0", 8), rule.Network(ip, "2001:db8::", 32)});
  EXPECT_EQ(rule.Compile(), R"(any where cidrMatch(?source.ip, "10.0.0.0/8", "2001:db8::/32"))");
  rule.Match(ip, Text("192.0.2.1"));
  EXPECT_EQ(rule.Compile(), R"(any where cidrMatch(?source.ip, "192.0.2.1/32"))");
}

TEST(CompileTest, NetworksOnTextFields) {
  RuleBuilder rule;
  rule.Network(rule.Field("f"), "192.168.1.0", 24);
  EXPECT_EQ(rule.Compile(),
            R"eql(any where ?f regex """192\.168\.1(\.([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))""")eql");
}

TEST(CompileTest, RegexesMatchTheWholeValue) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  rule.Regex(f, "ab+c");
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex ".*ab+c.*")");
  rule.Regex(f, "^a.c$");
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex "a[^\n]c\n?")");
  rule.Regex(f, R"(^a\.b\z)");
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex """a\.b""")");
  rule.Or({rule.Regex(f, "^a"), rule.Regex(f, "^b")});
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex ("a.*", "b.*"))");
}

TEST(CompileTest, AnchorsInsideAreResolved) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  rule.Regex(f, "(^|/)etc");
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex "(()|.*/)etc.*")");
}

TEST(CompileTest, RegexesThatIgnoreCaseListTheCases) {
  RuleBuilder rule;
  rule.Regex(rule.Field("f"), "^[a-c]x", regex::Flags{true, false, false});
  EXPECT_EQ(rule.Compile(), R"(any where ?f regex "[A-Ca-c][Xx].*")");
}

TEST(CompileTest, NegatedLeavesAreGuarded) {
  RuleBuilder rule;
  rule.Not(rule.Match(rule.Field("f"), Text("v")));
  EXPECT_EQ(rule.Compile(), R"(any where not (?f != null and ?f : "v"))");
}

TEST(CompileTest, PositiveLeavesBesideNegatedOnesAreBare) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  const auto positive = rule.Match(f, Text("a"));
  const auto filter = rule.Or({rule.Match(g, Text("b")), rule.Match(g, Glob("c*"))});
  rule.And({positive, rule.Not(filter)});
  EXPECT_EQ(rule.Compile(),
            "any where ?f : \"a\" and\n"
            "  not (?g != null and (?g : \"b\" or ?g like~ \"c*\"))");
}

// `not (a and not b)`: a null b would make the inner `not` null, however many negations stand outside.
TEST(CompileTest, EverythingBelowANotIsGuarded) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  const auto inner = rule.Not(rule.Match(g, Text("b")));
  rule.Not(rule.And({rule.Match(f, Text("a")), inner}));
  EXPECT_EQ(rule.Compile(), R"(any where not (?f != null and ?f : "a" and not (?g != null and ?g : "b")))");
}

TEST(CompileTest, ListsBelowANotShareAGuard) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  rule.Not(rule.Or({rule.Match(f, Text("a")), rule.Match(f, Text("b"))}));
  EXPECT_EQ(rule.Compile(), R"(any where not (?f != null and ?f in~ ("a", "b")))");
}

TEST(CompileTest, TestsOfOneFieldShareAGuard) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  rule.Not(rule.And({rule.Match(f, Glob("a*")), rule.Match(g, Text("x")), rule.Match(f, Glob("*b"))}));
  EXPECT_EQ(rule.Compile(),
            R"(any where not (?f != null and ?f like~ "a*" and ?f like~ "*b" and ?g != null and ?g : "x"))");
  rule.Not(rule.Or({rule.Match(f, Glob("a*")), rule.Match(g, Text("x")), rule.Match(f, Text("b"))}));
  EXPECT_EQ(rule.Compile(),
            R"(any where not ((?f != null and (?f like~ "a*" or ?f : "b")) or (?g != null and ?g : "x")))");
  const auto either = rule.Or({rule.Match(f, Glob("a*")), rule.Match(f, Text("b"))});
  rule.Not(rule.And({either, rule.Match(f, Glob("*c"))}));
  EXPECT_EQ(rule.Compile(),
            R"(any where not (?f != null and (?f like~ "a*" or ?f : "b") and ?f != null and ?f like~ "*c"))");
}

TEST(CompileTest, NullChecksNeedNoGuard) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  rule.Not(rule.And({rule.Add(ir::IsNull{f}), rule.Match(g, Text("x"))}));
  EXPECT_EQ(rule.Compile(), R"(any where not (?f == null and ?g != null and ?g : "x"))");
}

TEST(CompileTest, MixedConnectivesAreInParentheses) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  const auto h = rule.Field("h");
  const auto either = rule.Or({rule.Match(f, Text("1")), rule.Match(g, Text("2"))});
  rule.And({either, rule.Match(h, Text("3"))});
  EXPECT_EQ(rule.Compile(), "any where (?f : \"1\" or ?g : \"2\") and\n  ?h : \"3\"");
  const auto both = rule.And({rule.Match(f, Text("1")), rule.Match(g, Text("2"))});
  rule.Or({both, rule.Match(h, Text("3"))});
  EXPECT_EQ(rule.Compile(), "any where (?f : \"1\" and ?g : \"2\") or\n  ?h : \"3\"");
}

TEST(CompileTest, Constants) {
  RuleBuilder rule;
  const auto always = rule.Add(ir::Constant{true});
  EXPECT_EQ(rule.Compile(), "any where true");
  rule.Not(always);
  EXPECT_EQ(rule.Compile(), "any where not true");
  rule.Add(ir::Constant{false});
  EXPECT_EQ(rule.Compile(), "any where false");
}

TEST(CompileTest, SharedNodesAreRepeated) {
  RuleBuilder rule;
  const auto f = rule.Field("f");
  const auto g = rule.Field("g");
  const auto shared = rule.Match(f, Text("a"));
  const auto both = rule.And({shared, rule.Match(g, Text("b"))});
  rule.Or({both, rule.Not(shared)});
  EXPECT_EQ(rule.Compile(), "any where (?f : \"a\" and ?g : \"b\") or\n  not (?f != null and ?f : \"a\")");
}

TEST(CompileTest, InfoDescribesTheTarget) {
  const backends::TargetInfo& info = EqlBackend().info();
  EXPECT_EQ(info.name, "eql");
  EXPECT_EQ(info.title, "Elastic EQL");
  EXPECT_EQ(info.extension, "eql");
  EXPECT_NE(info.projection.find("null"), std::string_view::npos);
}

}  // namespace
}  // namespace sigmatic::eql
