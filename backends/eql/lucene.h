// Regular expressions in Lucene's dialect, as EQL's `regex` passes them to the regexp query: with all optional
// operators on, against the whole value. https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax
#ifndef SIGMATIC_BACKENDS_EQL_LUCENE_H_
#define SIGMATIC_BACKENDS_EQL_LUCENE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "compiler/ir/expression.h"
#include "compiler/regex/tree.h"

namespace sigmatic::eql {

// The default of index.max_regex_length; Elasticsearch refuses longer patterns.
// https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-regexp-query
inline constexpr std::size_t kMaxPatternLength = 1000;

// A pattern as Lucene reads it, not yet quoted for EQL. Any code point may stand in it, also a newline.
class LucenePattern {
 public:
  // Matches the whole of the texts in which the regex is found. Nullopt: it has word boundaries or line anchors, or is
  // too large without its anchors.
  static std::optional<LucenePattern> FromRegex(const regex::Regex& regex);
  static std::optional<LucenePattern> FromPattern(const ir::Pattern& pattern);

  // Matches the dotted quads inside an IPv4 network, octets without leading zeros.
  static LucenePattern FromNetwork(const ir::Network& network);

  [[nodiscard]] const std::string& text() const { return text_; }

  // In UTF-16 code units, which is what Elasticsearch counts.
  [[nodiscard]] std::size_t Length() const;

 private:
  explicit LucenePattern(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_LUCENE_H_
