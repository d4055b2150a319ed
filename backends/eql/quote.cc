#include "backends/eql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <variant>

#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"
#include "compiler/base/unicode.h"

namespace sigmatic::eql {
namespace {

// Keywords of the grammar, those of older versions too (EqlBase.g4); such names need backticks.
constexpr std::array<std::string_view, 22> kKeywords = {
    "and",  "any", "by", "false", "fork", "in",     "join",     "like", "maxspan", "missing", "not",
    "null", "of",  "or", "regex", "runs", "sample", "sequence", "true", "until",   "where",   "with"};

bool IsIdentifier(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@';
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (name.empty() || !is_letter(name.front())) return false;
  const auto fits = [&](char c) { return (is_letter(c) && c != '@') || is_digit(c); };
  if (!std::all_of(name.begin() + 1, name.end(), fits)) return false;
  return std::none_of(kKeywords.begin(), kKeywords.end(),
                      [name](std::string_view keyword) { return base::EqualsIgnoringCase(name, keyword); });
}

void AppendBackticked(std::string_view name, std::string* out) {
  out->push_back('`');
  for (const char c : name) {
    if (c == '`') out->push_back('`');
    out->push_back(c);
  }
  out->push_back('`');
}

// Characters that a reader of the query would not see, or that would turn its text around. The page asks for escapes
// here.
bool IsInvisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

void AppendEscaped(std::string_view text, std::string* out) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t c = base::DecodeUtf8(text, &offset);
    if (c == '"' || c == '\\') {
      out->push_back('\\');
      out->push_back(static_cast<char>(c));
    } else if (c == '\n') {
      *out += "\\n";
    } else if (c == '\r') {
      *out += "\\r";
    } else if (c == '\t') {
      *out += "\\t";
    } else if (IsInvisible(c)) {
      fmt::format_to(std::back_inserter(*out), "\\u{{{:02x}}}", static_cast<std::uint32_t>(c));
    } else {
      out->append(text, begin, offset - begin);
    }
  }
}

std::string QuoteText(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  out.push_back('"');
  AppendEscaped(text, &out);
  out.push_back('"');
  return out;
}

// Backslashes are the punctuation of patterns; raw strings leave them single.
bool IsClearerRaw(std::string_view text) {
  if (text.find('\\') == std::string_view::npos || text.find('"') != std::string_view::npos) return false;
  for (std::size_t offset = 0; offset < text.size();) {
    if (IsInvisible(base::DecodeUtf8(text, &offset))) return false;
  }
  return true;
}

}  // namespace

bool FitsLike(const ir::Pattern& pattern) {
  using std::string_view_literals::operator""sv;
  return std::all_of(pattern.parts.begin(), pattern.parts.end(), [](const ir::PatternPart& part) {
    const auto* literal = std::get_if<ir::Literal>(&part);
    return literal == nullptr || literal->text.find_first_of("*?\x01"sv) == std::string::npos;
  });
}

FieldName Quoter::Field(const fields::MappedField& field) {
  std::string out = "?";
  for (const std::vector<fields::PathStep>* steps : {&field.path, &field.json}) {
    for (const fields::PathStep& step : *steps) {
      if (out.size() > 1) out.push_back('.');
      if (IsIdentifier(step.name)) {
        out += step.name;
      } else {
        AppendBackticked(step.name, &out);
      }
    }
  }
  return FieldName(std::move(out));
}

StringLiteral Quoter::String(std::string_view text) { return StringLiteral(QuoteText(text)); }

LikeLiteral Quoter::Like(const ir::Pattern& pattern) {
  std::string out = "\"";
  for (const ir::PatternPart& part : pattern.parts) {
    std::visit(base::Overloaded{
                   [&out](const ir::Literal& literal) { AppendEscaped(literal.text, &out); },
                   [&out](const ir::AnyRun& /*part*/) { out.push_back('*'); },
                   [&out](const ir::AnyOne& /*part*/) { out.push_back('?'); },
               },
               part);
  }
  out.push_back('"');
  return LikeLiteral(std::move(out));
}

RegexLiteral Quoter::Regex(const LucenePattern& pattern) {
  if (IsClearerRaw(pattern.text())) return RegexLiteral(R"(""")" + pattern.text() + R"(""")");
  return RegexLiteral(QuoteText(pattern.text()));
}

NumberLiteral Quoter::Number(const base::Decimal& value) { return NumberLiteral(value.ToString()); }

NetworkLiteral Quoter::Network(const ir::Network& network) {
  const base::IpAddress address{network.v6, network.address};
  return NetworkLiteral(fmt::format("\"{}/{}\"", base::FormatAddress(address), network.prefix_length));
}

NetworkLiteral Quoter::Address(std::string_view address) { return NetworkLiteral(fmt::format("\"{}/32\"", address)); }

}  // namespace sigmatic::eql
