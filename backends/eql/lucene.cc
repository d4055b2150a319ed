#include "backends/eql/lucene.h"

#include <algorithm>
#include <string_view>

#include "compiler/ir/pattern_regex.h"
#include "compiler/regex/analysis.h"
#include "compiler/regex/printer.h"

namespace sigmatic::eql {
namespace {

// Reserved characters, those of the optional operators included, and the anchors of other dialects: a query that
// Elasticsearch runs as a script goes to Java's engine. Lucene takes any character after a backslash as itself, letters
// apart; inside brackets only these few have a meaning (org.apache.lucene.util.automaton.RegExp, parseCharClass).
constexpr std::string_view kReserved = R"re(.?+*|{}[]()"\#@&<>~^$)re";
constexpr std::string_view kReservedInClass = R"(\[]^-)";

constexpr regex::Dialect kLuceneDialect = [] {
  regex::Dialect dialect;
  dialect.append_literal = [](char32_t code_point, std::string* out) {
    regex::AppendEscaped(code_point, kReserved, out);
  };
  dialect.append_class_member = [](char32_t code_point, std::string* out) {
    regex::AppendEscaped(code_point, kReservedInClass, out);
  };
  dialect.group_open = "(";
  dialect.any_but_newline = "[^\n]";
  dialect.any = ".";  // any code point at all (RegExp.makeAnyChar)
  dialect.empty = "()";
  dialect.nothing = "#";  // the empty language
  // No shorthands: `\d` came late and `\s` has another set; and no flag for case: `regex~` leaves ranges as they are.
  return dialect;
}();

void AppendDigits(unsigned first, unsigned last, std::string* out) {
  const auto digit = [](unsigned value) { return static_cast<char>('0' + value); };
  if (first == last) {
    out->push_back(digit(first));
    return;
  }
  *out += {'[', digit(first), '-', digit(last), ']'};
}

// Alternatives for the decimal numbers first ... last, at most 255: "1[6-9]|2[0-9]|3[0-1]".
std::string OctetAlternatives(unsigned first, unsigned last) {
  std::string out;
  for (unsigned tens = first / 10; tens <= last / 10; ++tens) {
    const unsigned low = std::max(first, tens * 10) % 10;
    const unsigned high = std::min(last, tens * 10 + 9) % 10;
    // Neighbouring full decades share one alternative, as far as they have the same hundreds.
    unsigned last_tens = tens;
    if (tens > 0 && low == 0) {
      while (last_tens % 10 < 9 && (last_tens + 1) * 10 + 9 <= last && high == 9) ++last_tens;
    }
    if (!out.empty()) out.push_back('|');
    if (tens >= 10) AppendDigits(tens / 10, tens / 10, &out);
    if (tens > 0) AppendDigits(tens % 10, last_tens % 10, &out);
    AppendDigits(low, high, &out);
    tens = last_tens;
  }
  return out;
}

}  // namespace

std::optional<LucenePattern> LucenePattern::FromRegex(const regex::Regex& regex) {
  const std::optional<regex::Regex> whole = regex::ToWholeString(regex);
  if (!whole) return std::nullopt;
  return LucenePattern(regex::Print(*whole, kLuceneDialect));
}

std::optional<LucenePattern> LucenePattern::FromPattern(const ir::Pattern& pattern) {
  return FromRegex(ir::PatternToRegex(pattern));
}

LucenePattern LucenePattern::FromNetwork(const ir::Network& network) {
  constexpr unsigned kOctets = 4;
  constexpr unsigned kBits = 8;
  std::string text;
  unsigned octet = 0;
  for (; octet < kOctets && (octet + 1) * kBits <= network.prefix_length; ++octet) {
    if (octet > 0) text += R"(\.)";
    text += std::to_string(network.address.at(octet));
  }
  const unsigned split_bits = network.prefix_length % kBits;
  if (split_bits > 0) {
    const unsigned first = network.address.at(octet);
    if (octet > 0) text += R"(\.)";
    text += "(" + OctetAlternatives(first, first + (1U << (kBits - split_bits)) - 1) + ")";
    ++octet;
  }
  if (octet == kOctets) return LucenePattern(std::move(text));
  const std::string any_octet = "(" + OctetAlternatives(0, 255) + ")";
  if (octet == 0) {
    text += any_octet;
    ++octet;
  }
  text += R"((\.)" + any_octet + ")";
  if (kOctets - octet > 1) text += "{" + std::to_string(kOctets - octet) + "}";
  return LucenePattern(std::move(text));
}

std::size_t LucenePattern::Length() const {
  std::size_t units = 0;
  for (const char c : text_) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) ++units;  // the first byte of a code point
    if (byte >= 0xF0) ++units;                 // beyond the basic plane: a surrogate pair
  }
  return units;
}

}  // namespace sigmatic::eql
