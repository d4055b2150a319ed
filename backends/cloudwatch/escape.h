// The pieces of a query that hold text from a rule. Each is a type of its own that only its maker can make, so nothing
// unescaped gets into a query.
#ifndef SIGMATIC_BACKENDS_CLOUDWATCH_ESCAPE_H_
#define SIGMATIC_BACKENDS_CLOUDWATCH_ESCAPE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backends/cloudwatch/query.h"
#include "compiler/fields/field_map.h"
#include "compiler/ir/expression.h"
#include "compiler/regex/tree.h"

namespace sigmatic::cloudwatch {

// How Logs Insights names what it discovers: the keys on the way, joined by dots.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
std::string FieldNameOf(const std::vector<fields::PathStep>& path);

// Whether a field of this name can be written at all: not empty, no backtick and no control character, for which the
// syntax has no escape.
bool IsWritableFieldName(std::string_view name);

// A field in a query: plain, or between backticks.
class FieldReference {
 public:
  static FieldReference To(const Field& field);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit FieldReference(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// A regular expression between slashes.
class RegexLiteral {
 public:
  // Matches the texts of which one of the test's alternatives matches the whole.
  static RegexLiteral For(const PatternTest& test);
  // Matches where the tree does; the tree has no line anchors and no word boundaries.
  static RegexLiteral For(const regex::Regex& regex);
  // Matches what compares as a number: decimal text, the same that JSON has.
  static RegexLiteral ForNumbers();
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit RegexLiteral(std::string pattern);
  std::string text_;
};

// "192.0.2.0/24", between quotes.
class NetworkLiteral {
 public:
  static NetworkLiteral For(const ir::Network& network);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit NetworkLiteral(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_BACKENDS_CLOUDWATCH_ESCAPE_H_
