// Values -> literals of the query: the only place that escapes.
// https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-strings
#ifndef SIGMATIC_BACKENDS_EQL_QUOTE_H_
#define SIGMATIC_BACKENDS_EQL_QUOTE_H_

#include <string_view>

#include "backends/eql/lucene.h"
#include "backends/eql/query.h"
#include "compiler/base/decimal.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/expression.h"

namespace sigmatic::eql {

// Whether `like` can say the pattern: it has no escape for `*` and `?`, and the translation to a wildcard query uses
// U+0001 as its own escape (org.elasticsearch.xpack.eql.util.StringUtils.toLikePattern).
bool FitsLike(const ir::Pattern& pattern);

class Quoter {
 public:
  // Always optional (`?name`): a field without a mapping is no error then. Backticks around segments that are no plain
  // identifiers.
  static FieldName Field(const fields::MappedField& field);

  static StringLiteral String(std::string_view text);
  static LikeLiteral Like(const ir::Pattern& pattern);  // only when FitsLike()
  static RegexLiteral Regex(const LucenePattern& pattern);
  static NumberLiteral Number(const base::Decimal& value);
  static NetworkLiteral Network(const ir::Network& network);
  static NetworkLiteral Address(std::string_view address);  // the network of one IPv4 address
};

}  // namespace sigmatic::eql

#endif  // SIGMATIC_BACKENDS_EQL_QUOTE_H_
