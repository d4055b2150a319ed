#include "compiler/base/diagnostic.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

namespace sigmatic::base {
namespace {

constexpr std::array kCodes = {
#define SIGMATIC_DIAGNOSTIC(name, code, severity, title) CodeInfo{Code::name, code, #name, Severity::severity, title},
#include "compiler/base/diagnostics.def"
#undef SIGMATIC_DIAGNOSTIC
};

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Optimal string alignment distance, rows kept for the transposition step.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = LowerAscii(a[i - 1]) == LowerAscii(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && LowerAscii(a[i - 1]) == LowerAscii(b[j - 2]) &&
                           LowerAscii(a[i - 2]) == LowerAscii(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

}  // namespace

const CodeInfo& Describe(Code code) { return kCodes.at(static_cast<std::size_t>(code)); }

std::span<const CodeInfo> AllCodes() { return kCodes; }

std::string_view Name(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return {};
}

void Diagnostics::Report(Code code, const SourceFile& file, Span span, std::string message, std::string hint) {
  Add(Diagnostic{code, &file, span, std::move(message), std::move(hint)});
}

void Diagnostics::Report(Code code, std::string message, std::string hint) {
  Add(Diagnostic{code, nullptr, Span{}, std::move(message), std::move(hint)});
}

void Diagnostics::Add(Diagnostic diagnostic) {
  const Severity severity = diagnostic.severity();
  if (severity == Severity::kError) ++errors_;
  if (severity == Severity::kWarning) ++warnings_;
  diagnostics_.push_back(std::move(diagnostic));
}

void Diagnostics::SortByPosition() {
  std::vector<const SourceFile*> order;
  for (const Diagnostic& diagnostic : diagnostics_) {
    if (std::find(order.begin(), order.end(), diagnostic.file) == order.end()) order.push_back(diagnostic.file);
  }
  const auto rank = [&order](const SourceFile* file) { return std::find(order.begin(), order.end(), file); };
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [&rank](const Diagnostic& a, const Diagnostic& b) {
    if (a.file != b.file) return rank(a.file) < rank(b.file);
    return a.span.begin < b.span.begin;
  });
}

void Diagnostics::Append(Diagnostics&& other) {
  errors_ += other.errors_;
  warnings_ += other.warnings_;
  diagnostics_.insert(diagnostics_.end(), std::make_move_iterator(other.diagnostics_.begin()),
                      std::make_move_iterator(other.diagnostics_.end()));
  other = Diagnostics();
}

std::string_view NearestName(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestName = 100;  // the distance is quadratic, and longer names are no typing slips
  if (name.empty() || name.size() > kLongestName) return {};
  const std::size_t allowed = std::max<std::size_t>(1, name.size() / 3);
  std::string_view best;
  std::size_t best_distance = allowed + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t longer = std::max(candidate.size(), name.size());
    if (longer - std::min(candidate.size(), name.size()) >= best_distance) continue;
    const std::size_t distance = Distance(name, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace sigmatic::base
