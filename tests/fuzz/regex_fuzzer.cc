// Any pattern parses or is refused; what is accepted compiles in RE2, and its rewrites agree with the reference
// matcher. The input: one byte of flags, the pattern, a NUL, the text.
#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/base/unicode.h"
#include "compiler/regex/analysis.h"
#include "compiler/regex/parser.h"
#include "compiler/regex/re2_syntax.h"
#include "tests/compiler/regex/reference_matcher.h"

namespace {

constexpr std::size_t kMaxTextBytes = 60;  // the reference matcher's limit, and it is slow
constexpr std::size_t kMaxNodes = 2000;

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sigmatic;  // NOLINT(google-build-using-namespace): the whole program is about it
  if (size == 0) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const regex::Flags flags{(data[0] & 1U) != 0, (data[0] & 2U) != 0, (data[0] & 4U) != 0};
  const std::string_view pattern = input.substr(0, input.find('\0'));
  const std::string_view text = pattern.size() < input.size() ? input.substr(pattern.size() + 1) : std::string_view();

  const auto parsed = regex::Parse(pattern, flags, [](std::size_t begin, std::size_t end) {
    return base::Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  });
  if (const auto* error = std::get_if<regex::ParseError>(&parsed)) {
    Require(error->length > 0 && !error->message.empty());
    Require(error->offset <= pattern.size());
    return 0;
  }
  const auto& tree = std::get<regex::Regex>(parsed);
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(regex::kRe2MaxMemory);
  const RE2 re2(regex::ToRe2Syntax(tree), options);
  Require(re2.ok());
  const std::optional<regex::Regex> whole = regex::ToWholeString(tree);
  if (text.size() > kMaxTextBytes || base::FindInvalidUtf8(text).has_value() || tree.nodes.size() > kMaxNodes) return 0;
  const bool expected = regex::ReferenceSearch(tree, text);
  Require(RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), re2) == expected);
  if (whole.has_value()) Require(regex::ReferenceMatchWhole(*whole, text) == expected);
  const regex::Regex expanded = regex::CaseExpand(tree, regex::Folding::kUnicode);
  Require(!regex::UsesIgnoreCase(expanded));
  Require(regex::ReferenceSearch(expanded, text) == expected);
  return 0;
}
