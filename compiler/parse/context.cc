#include "compiler/parse/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "compiler/parse/scalar.h"

namespace sigmatic::parse {

void Context::Report(base::Code code, base::Span span, std::string message, std::string hint) {
  const bool is_error = base::Describe(code).severity == base::Severity::kError;
  if (is_error) ++errors_;
  if (reported_ >= kMaxDiagnostics) {
    hidden_errors_ = hidden_errors_ || is_error;
    return;
  }
  const auto& all = diagnostics_.all();
  const bool known =
      std::any_of(all.end() - static_cast<std::ptrdiff_t>(reported_), all.end(), [&](const base::Diagnostic& earlier) {
        return earlier.code == code && earlier.span == span && earlier.message == message;
      });
  if (known) return;
  diagnostics_.Report(code, file_, span, std::move(message), std::move(hint));
  ++reported_;
}

std::string_view Context::Suggest(std::string_view name, std::span<const std::string_view> candidates) {
  if (++suggestions_ > kMaxSuggestions) return {};
  return base::NearestName(name, candidates);
}

std::string_view KindName(const yaml::Node& node) {
  switch (node.kind) {
    case yaml::Kind::kScalar:
      return IsNull(node) ? "nothing" : "a text";
    case yaml::Kind::kSequence:
      return "a list";
    case yaml::Kind::kMapping:
      return "a map";
  }
  return {};
}

bool IsNull(const yaml::Node& node) {
  return node.kind == yaml::Kind::kScalar && node.style == yaml::ScalarStyle::kPlain && IsNullText(node.text);
}

std::optional<ast::Text> ParseText(Context& context, std::string_view key, const yaml::Node& value) {
  if (value.kind != yaml::Kind::kScalar) {
    context.Report(base::Code::kWrongType, value.span,
                   fmt::format("`{}` is {}, but takes a text", key, KindName(value)),
                   "write it as one text, in quotes if need be");
    return std::nullopt;
  }
  if (IsNull(value)) return std::nullopt;
  return ast::Text{value.text, value.span};
}

ScalarSpans::ScalarSpans(const base::SourceFile& file, const yaml::Node& scalar) : whole_(scalar.span) {
  const std::string_view written = file.Slice(scalar.span);
  if (written == scalar.text) {
    start_ = scalar.span.begin;
  } else if (written.size() == scalar.text.size() + 2 && written.substr(1, scalar.text.size()) == scalar.text) {
    start_ = scalar.span.begin + 1;  // behind the quote
  }
}

base::Span ScalarSpans::Part(std::size_t begin, std::size_t end) const {
  if (!start_) return whole_;
  return base::Span{*start_ + static_cast<std::uint32_t>(begin), *start_ + static_cast<std::uint32_t>(end)};
}

}  // namespace sigmatic::parse
