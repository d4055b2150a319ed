#include "compiler/regex/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <array>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "compiler/regex/builder.h"
#include "compiler/regex/checks.h"
#include "compiler/regex/re2_syntax.h"
#include "tests/compiler/regex/generate.h"
#include "tests/compiler/regex/reference_matcher.h"

namespace sigmatic::regex {
namespace {

using testing::HasSubstr;

base::Span PlaceBehind100(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(100 + begin), static_cast<std::uint32_t>(100 + end)};
}

Regex MustParse(std::string_view pattern, Flags flags = {}) {
  auto parsed = Parse(pattern, flags, PlaceBehind100);
  if (const auto* error = std::get_if<ParseError>(&parsed)) {
    ADD_FAILURE() << pattern << ": " << error->message;
    return Regex{{Node{Empty{}, {}}}, 0};
  }
  return std::get<Regex>(std::move(parsed));
}

// The tree in prefix form, one letter a kind, so that expectations show structure.
std::string Show(const Regex& regex, NodeIndex index);

std::string ShowAll(const Regex& regex, const std::vector<NodeIndex>& nodes) {
  std::string text;
  for (const NodeIndex node : nodes) text += (text.empty() ? "" : " ") + Show(regex, node);
  return text;
}

std::string Character(char32_t c) {
  return c > ' ' && c < 0x7F ? std::string(1, static_cast<char>(c)) : "U" + std::to_string(std::uint32_t{c});
}

std::string Show(const Regex& regex, NodeIndex index) {
  const auto& node = regex.at(index).node;
  if (std::holds_alternative<Empty>(node)) return "empty";
  if (const auto* literal = std::get_if<Literal>(&node)) {
    return Character(literal->code_point) + (literal->ignore_case ? "/i" : "");
  }
  if (const auto* set = std::get_if<Class>(&node)) {
    std::string text = set->negated ? "[^" : "[";
    for (const CodePointRange& range : set->ranges) {
      text += Character(range.first) + (range.first == range.last ? "" : "-" + Character(range.last));
    }
    return text + (set->ignore_case ? "]/i" : "]");
  }
  if (const auto* any = std::get_if<AnyCharacter>(&node)) return any->newline ? "any" : "dot";
  if (const auto* sequence = std::get_if<Concatenation>(&node)) return "(cat " + ShowAll(regex, sequence->parts) + ")";
  if (const auto* choice = std::get_if<Alternation>(&node)) return "(or " + ShowAll(regex, choice->branches) + ")";
  if (const auto* loop = std::get_if<Repetition>(&node)) {
    return "(" + std::to_string(loop->minimum) + ".." + (loop->maximum ? std::to_string(*loop->maximum) : "") +
           (loop->lazy ? "lazy " : " ") + Show(regex, loop->operand) + ")";
  }
  const std::array names = {"start", "end", "very-end", "line-start", "line-end", "word", "not-word"};
  return names.at(static_cast<std::size_t>(std::get<Assertion>(node).kind));
}

std::string Tree(std::string_view pattern, Flags flags = {}) {
  const Regex regex = MustParse(pattern, flags);
  return Show(regex, regex.root);
}

TEST(RegexParser, Structure) {
  EXPECT_EQ(Tree(""), "empty");
  EXPECT_EQ(Tree("a"), "a");
  EXPECT_EQ(Tree("ab|c"), "(or (cat a b) c)");
  EXPECT_EQ(Tree("a|"), "(or a empty)");
  EXPECT_EQ(Tree("(a)(?:b(?<name>c))(?P<n2>d)(?'q'e)"), "(cat a b c d e)");
  EXPECT_EQ(Tree("a(b|(c|d))"), "(cat a (or b c d))");
  EXPECT_EQ(Tree("()a()"), "a");
  EXPECT_EQ(Tree("^a$"), "(cat start a end)");
  EXPECT_EQ(Tree("\\Aa\\z"), "(cat start a very-end)");
  EXPECT_EQ(Tree("\\b\\B"), "(cat word not-word)");
  EXPECT_EQ(Tree("a b"), "(cat a U32 b)");  // white space is itself
  EXPECT_EQ(Tree("\xC3\xA9"), "U233");
}

TEST(RegexParser, Quantifiers) {
  EXPECT_EQ(Tree("a*b+c?"), "(cat (0.. a) (1.. b) (0..1 c))");
  EXPECT_EQ(Tree("a*?b+?c??"), "(cat (0..lazy a) (1..lazy b) (0..1lazy c))");
  EXPECT_EQ(Tree("a{2}b{2,}c{2,3}d{0,1000}"), "(cat (2..2 a) (2.. b) (2..3 c) (0..1000 d))");
  EXPECT_EQ(Tree("(?:ab)*"), "(0.. (cat a b))");
  EXPECT_EQ(Tree("a{1}"), "a");
  EXPECT_EQ(Tree("a{0}"), "empty");
  EXPECT_EQ(Tree("()*"), "empty");
  EXPECT_EQ(Tree("(?:a*)*"), "(0.. (0.. a))");
  EXPECT_EQ(Tree("(^|a)+"), "(1.. (or start a))");
}

TEST(RegexParser, BraceThatIsNoQuantifierIsACharacter) {
  EXPECT_EQ(Tree("{"), "{");
  EXPECT_EQ(Tree("a{"), "(cat a {)");
  EXPECT_EQ(Tree("a{}"), "(cat a { })");
  EXPECT_EQ(Tree("a{x}"), "(cat a { x })");
  EXPECT_EQ(Tree("a{,}"), "(cat a { , })");
  EXPECT_EQ(Tree("a{1"), "(cat a { 1)");
  EXPECT_EQ(Tree("a{1,2"), "(cat a { 1 , 2)");
  EXPECT_EQ(Tree("a{ 1}"), "(cat a { U32 1 })");
  EXPECT_EQ(Tree("]}"), "(cat ] })");
}

TEST(RegexParser, Escapes) {
  EXPECT_EQ(Tree("\\.\\*\\\\\\/\\-\\_\\ "), "(cat . * \\ / - _ U32)");
  EXPECT_EQ(Tree("\\t\\n\\r\\f"), "(cat U9 U10 U13 U12)");
  EXPECT_EQ(Tree("\\x41\\x{1F600}\\u00e9"), "(cat A U128512 U233)");
  EXPECT_EQ(Tree("\\d\\D"), "(cat [0-9] [^0-9])");
  EXPECT_EQ(Tree("\\w\\W"), "(cat [0-9A-Z_a-z] [^0-9A-Z_a-z])");
  EXPECT_EQ(Tree("\\s\\S"), "(cat [U9-U13U32] [^U9-U13U32])");
  EXPECT_EQ(Tree("\\v"), "[U10-U13U133U8232-U8233]");
  EXPECT_EQ(Tree("\\\xC3\xA9"), "U233");
}

TEST(RegexParser, Classes) {
  EXPECT_EQ(Tree("[abc]"), "[a-c]");
  EXPECT_EQ(Tree("[^a]"), "[^a]");
  EXPECT_EQ(Tree("[a]"), "a");
  EXPECT_EQ(Tree("[z-za-b]"), "[a-bz]");
  EXPECT_EQ(Tree("[]a]"), "[]a]");
  EXPECT_EQ(Tree("[^]a]"), "[^]a]");
  EXPECT_EQ(Tree("[-a]"), "[-a]");
  EXPECT_EQ(Tree("[a-]"), "[-a]");
  EXPECT_EQ(Tree("[a\\-z]"), "[-az]");
  EXPECT_EQ(Tree("[[.*$]"), "[$*.[]");
  EXPECT_EQ(Tree("[\\d.]"), "[.0-9]");
  EXPECT_EQ(Tree("[\\]\\\\]"), "[\\-]]");
  EXPECT_EQ(Tree("[\\bx]"), "[U8x]");
  EXPECT_EQ(Tree("[[:alpha:]_]"), "[A-Z_a-z]");
  EXPECT_EQ(Tree("[[:^digit:]]"), "[^0-9]");
  EXPECT_EQ(Tree("[:a]"), "[:a]");
  EXPECT_EQ(Tree("[\\s\\S]"), "any");
  EXPECT_EQ(Tree("[^\\n]"), "dot");
  EXPECT_EQ(Tree("[\\W\\d]"), "[^A-Z_a-z]");
  EXPECT_EQ(Tree("[\\w-]"), "[-0-9A-Z_a-z]");
}

TEST(RegexParser, CaretInTheMiddleOfAClassIsACharacter) {
  const Regex regex = MustParse("[a^]");
  EXPECT_TRUE(ReferenceSearch(regex, "^"));
  EXPECT_FALSE(ReferenceSearch(regex, "b"));
}

TEST(RegexParser, Flags) {
  EXPECT_EQ(Tree("a1", Flags{.ignore_case = true}), "(cat a/i 1)");
  EXPECT_EQ(Tree("(?i)a1"), "(cat a/i 1)");
  EXPECT_EQ(Tree("(?i:a)b"), "(cat a/i b)");
  EXPECT_EQ(Tree("(a(?i)b|c)d"), "(cat (or (cat a b/i) c/i) d)");  // to the end of the group, as in PCRE
  EXPECT_EQ(Tree("(?i)a(?-i)b"), "(cat a/i b)");
  EXPECT_EQ(Tree("(?is-m:a.)."), "(cat a/i any dot)");
  EXPECT_EQ(Tree("(?m)^a$"), "(cat line-start a line-end)");
  EXPECT_EQ(Tree("^a$", Flags{.multi_line = true}), "(cat line-start a line-end)");
  EXPECT_EQ(Tree("(?s)."), "any");
  EXPECT_EQ(Tree("."), "dot");
  EXPECT_EQ(Tree("[a-z0]", Flags{.ignore_case = true}), "[0a-z]/i");
  EXPECT_EQ(Tree("[0-9]", Flags{.ignore_case = true}), "[0-9]");
  EXPECT_EQ(Tree("[\\da]", Flags{.ignore_case = true}), "[0-9a]/i");
  // \w does not take U+017F and U+212A, even without regard to case; `k` does take U+212A.
  EXPECT_EQ(Tree("[\\w\xC3\xA9]", Flags{.ignore_case = true}), "[0-9A-Z_a-zU201U233]");
  EXPECT_EQ(Tree("[[:upper:]]", Flags{.ignore_case = true}), "[A-Za-z]");
  EXPECT_EQ(Tree("\\w", Flags{.ignore_case = true}), "[0-9A-Z_a-z]");
}

TEST(RegexParser, SpansArePlacedInTheFile) {
  const Regex regex = MustParse("ab(?:c|d)+");
  const auto& sequence = std::get<Concatenation>(regex.at(regex.root).node);
  EXPECT_EQ(regex.at(regex.root).span, (base::Span{100, 110}));
  EXPECT_EQ(regex.at(sequence.parts[1]).span, (base::Span{101, 102}));
  EXPECT_EQ(regex.at(sequence.parts[2]).span, (base::Span{102, 110}));
}

struct Refusal {
  std::string pattern;
  std::size_t offset;
  std::size_t length;
  std::string message;  // a part of it
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.pattern; }

class RegexRefusals : public testing::TestWithParam<Refusal> {};

TEST_P(RegexRefusals, NameTheConstruct) {
  const auto parsed = Parse(GetParam().pattern, {}, PlaceBehind100);
  const auto* error = std::get_if<ParseError>(&parsed);
  ASSERT_NE(error, nullptr) << "accepted";
  EXPECT_THAT(error->message, HasSubstr(GetParam().message));
  EXPECT_EQ(error->offset, GetParam().offset);
  EXPECT_EQ(error->length, GetParam().length);
}

INSTANTIATE_TEST_SUITE_P(
    All, RegexRefusals,
    testing::Values(
        Refusal{"a(?=b)", 1, 3, "look-ahead `(?=`"}, Refusal{"(?!b)", 0, 3, "negative look-ahead `(?!`"},
        Refusal{"(?<=b)", 0, 4, "look-behind `(?<=`"}, Refusal{"(?<!b)", 0, 4, "negative look-behind `(?<!`"},
        Refusal{"(?>a)", 0, 3, "atomic group `(?>`"}, Refusal{"(?(1)a|b)", 0, 3, "conditional group `(?(`"},
        Refusal{"(?|a|b)", 0, 3, "branch reset group"}, Refusal{"(?#x)", 0, 3, "comment `(?#`"},
        Refusal{"(?P=n)", 0, 4, "back-reference `(?P=`"}, Refusal{"(?R)", 0, 3, "recursion `(?R`"},
        Refusal{"(a)(?1)", 5, 1, "recursion `(?1`"}, Refusal{"(*UTF)a", 0, 2, "control verb `(*`"},
        Refusal{"(a)\\1", 3, 2, "back-reference `\\1`"}, Refusal{"\\k<n>", 0, 2, "back-reference `\\k`"},
        Refusal{"\\g{1}", 0, 2, "back-reference `\\g`"}, Refusal{"\\p{L}", 0, 2, "Unicode property `\\p`"},
        Refusal{"\\q", 0, 2, "unknown escape `\\q`"}, Refusal{"\\Z", 0, 2, "`\\Z`"},
        Refusal{"\\0", 0, 2, "octal escape"}, Refusal{"\\x4", 0, 2, "`\\x`"}, Refusal{"\\x{110000}", 0, 2, "`\\x`"},
        Refusal{"\\x{D800}", 0, 2, "`\\x`"}, Refusal{"\\x{}", 0, 2, "`\\x`"}, Refusal{"\\x{41", 0, 2, "`\\x`"},
        Refusal{"\\uD800", 0, 2, "`\\u`"}, Refusal{"ab\\", 2, 1, "single `\\`"},
        Refusal{"a++", 1, 2, "possessive quantifier `++`"}, Refusal{"a{2}+", 1, 4, "possessive quantifier `{2}+`"},
        Refusal{"a**", 1, 2, "`**` is one quantifier behind another"}, Refusal{"a{2}{3}", 1, 6, "`{2}{3}`"},
        Refusal{"a+?*", 1, 3, "`+?*`"}, Refusal{"*a", 0, 1, "nothing to repeat before `*`"},
        Refusal{"a|+", 2, 1, "nothing to repeat before `+`"}, Refusal{"({2})", 1, 3, "nothing to repeat before `{2}`"},
        Refusal{"^*", 1, 1, "`*` repeats `^`"}, Refusal{"a\\b+", 3, 1, "`+` repeats `\\b`"},
        Refusal{"(?i)*", 4, 1, "`*` repeats `(?i)`"}, Refusal{"a{3,2}", 1, 5, "bounds of `{3,2}` are reversed"},
        Refusal{"a{1001}", 1, 6, "more than 1000"}, Refusal{"a{99999999999}", 1, 13, "more than 1000"},
        Refusal{"a{,3}", 1, 4, "`{,3}`"}, Refusal{"(?:(?:a{10}){10}){11}", 0, 21, "more than 1000 times"},
        Refusal{"(a", 0, 1, "group `(` is never closed"}, Refusal{"(?i", 0, 1, "group `(` is never closed"},
        Refusal{"a)", 1, 1, "`)` has no `(`"}, Refusal{"a[b", 1, 1, "bracket `[` is never closed"},
        Refusal{"[]", 0, 1, "bracket `[` is never closed"}, Refusal{"[z-a]", 1, 3, "range `z-a` is reversed"},
        Refusal{"[\\w-z]", 1, 4, "range `\\w-z`"}, Refusal{"[a-\\d]", 1, 4, "range `a-\\d`"},
        Refusal{"[^\\s\\S]", 0, 7, "takes no character"}, Refusal{"[[:foo:]]", 1, 7, "unknown class `[:foo:]`"},
        Refusal{"[[.a.]]", 1, 5, "collating element"}, Refusal{"[\\q]", 1, 2, "unknown escape `\\q`"},
        Refusal{"(?x)a", 2, 1, "unknown flag `x`"}, Refusal{"(?<1a>b)", 0, 5, "name of the group"},
        Refusal{"(?<a", 0, 4, "name of the group"}, Refusal{"(?m)^", 4, 1, "under the flag `m`"},
        Refusal{"(?m)^a*$", 4, 1, "under the flag `m`"}, Refusal{"a^", 0, 2, "no text can match"},
        Refusal{"$a", 0, 2, "no text can match"}, Refusal{"a\xFF", 1, 1, "not valid UTF-8"}));

TEST(RegexParser, EveryRefusalHasAHintOrNeedsNone) {
  const auto parsed = Parse("a(?=b)", {}, PlaceBehind100);
  EXPECT_THAT(std::get<ParseError>(parsed).hint, HasSubstr("a filter"));
}

TEST(RegexParser, Limits) {
  EXPECT_TRUE(std::holds_alternative<Regex>(Parse(std::string(kMaxPatternBytes, 'a'), {}, PlaceBehind100)));
  EXPECT_TRUE(std::holds_alternative<ParseError>(Parse(std::string(kMaxPatternBytes + 1, 'a'), {}, PlaceBehind100)));
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_TRUE(std::holds_alternative<Regex>(Parse(nested(kMaxNesting), {}, PlaceBehind100)));
  EXPECT_TRUE(std::holds_alternative<ParseError>(Parse(nested(kMaxNesting + 1), {}, PlaceBehind100)));
  EXPECT_TRUE(std::holds_alternative<ParseError>(Parse(std::string(kMaxPatternBytes, '('), {}, PlaceBehind100)));
  std::string many;
  while (many.size() + 8 < kMaxPatternBytes) many += ".{1000}";
  EXPECT_TRUE(std::holds_alternative<ParseError>(Parse(many, {}, PlaceBehind100)));
}

// Whatever is accepted must compile within kRe2MaxMemory, and to no more instructions than were counted.
TEST(RegexParser, AcceptedPatternsFitIntoRe2) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> atoms = {"a",
                                          "\xC3\xA9",
                                          ".",
                                          "[^a]",
                                          R"([^\x{100}\x{1000}\x{10000}])",
                                          "(?s:.)",
                                          R"([\x{7f}-\x{10010}])",
                                          "\\W",
                                          "(?i:k)",
                                          "(?i:[a-\xC3\xBF])",
                                          "$",
                                          ""};
  const std::vector<std::string> quantifiers = {"*", "{7}", "{0,30}", "{100}", "{3,}", "{1000}"};
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(kRe2MaxMemory);
  int accepted = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string pattern = RandomPattern(1 + random() % 16, atoms, quantifiers, &random);
    const auto parsed = Parse(pattern, {}, PlaceBehind100);
    const auto* regex = std::get_if<Regex>(&parsed);
    if (regex == nullptr) continue;
    ++accepted;
    const RE2 re2(ToRe2Syntax(*regex), options);
    ASSERT_TRUE(re2.ok()) << pattern << ": " << re2.error();
    if (pattern.find('$') == std::string::npos) {
      constexpr std::size_t kFixed = 20;  // for the search loop and the match itself
      ASSERT_LE(static_cast<std::size_t>(re2.ProgramSize()), ExpandedSize(*regex) + kFixed) << pattern;
    }
  }
  EXPECT_GT(accepted, 30);
}

}  // namespace
}  // namespace sigmatic::regex
