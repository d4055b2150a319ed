#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/base/unicode.h"
#include "compiler/report/diagnostics.h"

namespace sigmatic::report {
namespace {

constexpr std::size_t kMaxLineWidth = 140;  // of a quoted source line; longer ones are cut around the caret
constexpr std::size_t kLeadWidth = 60;      // how much is kept before the caret then

std::string_view ColorOf(base::Severity severity) {
  switch (severity) {
    case base::Severity::kError:
      return "\x1b[1;31m";
    case base::Severity::kWarning:
      return "\x1b[1;35m";
    case base::Severity::kNote:
      return "\x1b[1;36m";
  }
  return {};
}

std::string Paint(std::string_view text, std::string_view style, bool color) {
  return color ? fmt::format("{}{}\x1b[0m", style, text) : std::string(text);
}

// Source text as it may go to a terminal: one column a code point, nothing that moves the cursor or reorders the line.
std::u32string Printable(std::string_view line) {
  if (base::FindInvalidUtf8(line)) return U"(this line is not UTF-8)";
  std::u32string text = base::ToCodePoints(line);
  for (char32_t& c : text) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool reorders = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (c == U'\t') {
      c = U' ';
    } else if (control || reorders) {
      c = U'\uFFFD';
    }
  }
  return text;
}

std::string Excerpt(const base::Diagnostic& diagnostic, bool color) {
  const base::Location begin = diagnostic.file->Locate(diagnostic.span.begin);
  const base::Location end = diagnostic.file->Locate(diagnostic.span.end);
  std::u32string line = Printable(diagnostic.file->Line(begin.line));
  std::size_t caret = std::min<std::size_t>(begin.column - 1, line.size());
  std::size_t length = 1;
  if (end.line == begin.line && end.column > begin.column) length = end.column - begin.column;
  if (end.line > begin.line && line.size() > caret) length = line.size() - caret;
  if (line.size() > kMaxLineWidth) {
    const std::size_t cut = caret > kLeadWidth ? caret - kLeadWidth : 0;
    line = line.substr(cut, kMaxLineWidth);
    caret -= cut;
  }
  length = std::clamp<std::size_t>(length, 1, std::max<std::size_t>(1, line.size() - std::min(caret, line.size())));
  const std::string marker =
      std::string(caret, ' ') + Paint("^" + std::string(length - 1, '~'), ColorOf(diagnostic.severity()), color);
  return fmt::format("{:>5} | {}\n      | {}\n", begin.line, base::ToUtf8(line), marker);
}

// Messages quote the author's text, which may hold anything.
std::string Inline(std::string_view text) { return base::ToUtf8(Printable(text)); }

}  // namespace

std::string ToText(const base::Diagnostic& diagnostic, bool color) {
  std::string text;
  if (diagnostic.file != nullptr) {
    const base::Location begin = diagnostic.file->Locate(diagnostic.span.begin);
    text += Paint(fmt::format("{}:{}:{}: ", diagnostic.file->path(), begin.line, begin.column), "\x1b[1m", color);
  } else {
    text += "sigmatic: ";
  }
  const base::CodeInfo& info = base::Describe(diagnostic.code);
  text += Paint(fmt::format("{}[{}]: ", base::Name(info.severity), info.id), ColorOf(info.severity), color);
  text += Inline(diagnostic.message);
  text += '\n';
  if (diagnostic.file != nullptr) text += Excerpt(diagnostic, color);
  if (!diagnostic.hint.empty()) text += fmt::format("  hint: {}\n", Inline(diagnostic.hint));
  return text;
}

}  // namespace sigmatic::report
