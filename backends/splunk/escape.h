// The only place where text becomes SPL. What is in an Escaped can stand in a query as it is.
#ifndef SIGMATIC_BACKENDS_SPLUNK_ESCAPE_H_
#define SIGMATIC_BACKENDS_SPLUNK_ESCAPE_H_

#include <string>
#include <string_view>
#include <utility>

#include "backends/splunk/query.h"

namespace sigmatic::splunk {

class Escaped {
 public:
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit Escaped(std::string text) : text_(std::move(text)) {}

  friend Escaped SearchName(const FieldName& name);
  friend Escaped SearchText(const SearchValue& value);
  friend Escaped SourceText(std::string_view value);
  friend Escaped EvalName(const FieldName& name);
  friend Escaped RegexString(const AnyValueMatches& match);

  std::string text_;
};

// For the `search` command: bare, or between double quotes when it holds more than letters, digits and `_ . : { } @`.
Escaped SearchName(const FieldName& name);

// "text" with `\` and `"` escaped and the wildcards in place; bare when all digits.
Escaped SearchText(const SearchValue& value);

// The value of index=, sourcetype= and the like, as the user gave it; `*` is a wildcard there.
Escaped SourceText(std::string_view value);

// For eval expressions: between single quotes, which are needed as soon as the name has a dot.
// https://help.splunk.com/splunk-enterprise/spl-search-reference/9.2/search-commands/where
Escaped EvalName(const FieldName& name);

// The regex of a match as a PCRE pattern in a string of an eval expression.
//
// Strings are unescaped before PCRE reads them, and pages differ in how (`\\` may reach PCRE as one or as two). So no
// backslash or quotation mark is ever escaped in one: they are written \x5C and \x22, and the only backslashes left
// stand before characters that mean nothing to SPL. The result is the same under every reading.
// https://help.splunk.com/splunk-enterprise/search/search-manual/9.0/expressions-and-predicates/spl-and-regular-expressions
Escaped RegexString(const AnyValueMatches& match);

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_BACKENDS_SPLUNK_ESCAPE_H_
