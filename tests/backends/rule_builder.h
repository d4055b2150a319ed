// Mapped rules for the tests of the backends, made by hand: no parser between the expectation and the backend. Each
// backend's folder has a builder of its own, derived from this one, that compiles with that backend.
#ifndef SIGMATIC_TESTS_BACKENDS_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_RULE_BUILDER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "backends/backend.h"
#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/fields/map_fields.h"
#include "compiler/ir/expression.h"
#include "compiler/regex/parser.h"

namespace sigmatic::backends {

// The text itself, whatever it holds.
ir::Pattern Text(std::string_view text, bool cased = false);

// `*` and `?` are wildcards; a backslash before one of them, or before another backslash, is an escape. Not
// normalized: the order of the wildcards is kept.
ir::Pattern Glob(std::string_view glob, bool cased = false);

// Ends the test program if the expression is wrong.
regex::Regex MakeRegex(std::string_view pattern, regex::Flags flags = {});

// "resources[].ARN": steps between dots, `[]` after an array.
std::vector<fields::PathStep> Path(std::string_view path);

class RuleBuilder {
 public:
  // A field, or the path of one of text.
  class FieldKey {
   public:
    FieldKey(ir::FieldIndex index) : key_(index) {}                      // NOLINT(google-explicit-constructor)
    FieldKey(std::string_view path) : key_(path) {}                      // NOLINT(google-explicit-constructor)
    FieldKey(const char* path) : key_(std::string_view{path}) {}         // NOLINT(google-explicit-constructor)
    FieldKey(const std::string& path) : key_(std::string_view{path}) {}  // NOLINT(google-explicit-constructor)

   private:
    friend class RuleBuilder;
    std::variant<ir::FieldIndex, std::string_view> key_;
  };

  RuleBuilder();

  // The same index for the same path. The field's name is its path without `[]`. `json`: the place in a JSON text.
  ir::FieldIndex Field(std::string_view path, fields::FieldType type = fields::FieldType::kText,
                       std::string_view json = {});

  // Each returns the new node, which is the root until the next one. Nodes and fields have spans of their own.
  ir::NodeIndex Add(ir::Expression expression);
  ir::NodeIndex And(std::vector<ir::NodeIndex> operands) { return Add(ir::And{std::move(operands)}); }
  ir::NodeIndex Or(std::vector<ir::NodeIndex> operands) { return Add(ir::Or{std::move(operands)}); }
  ir::NodeIndex Not(ir::NodeIndex operand) { return Add(ir::Not{operand}); }
  ir::NodeIndex Match(FieldKey field, ir::Pattern pattern);
  ir::NodeIndex Match(FieldKey field, std::string_view glob, bool cased = false);
  ir::NodeIndex Regex(FieldKey field, std::string_view pattern, regex::Flags flags = {});
  ir::NodeIndex Number(FieldKey field, std::string_view text);
  ir::NodeIndex Boolean(FieldKey field, bool value);
  ir::NodeIndex Null(FieldKey field);
  ir::NodeIndex Exists(FieldKey field);
  ir::NodeIndex Compare(FieldKey field, ir::Comparison comparison, std::string_view number);
  ir::NodeIndex Network(FieldKey field, ir::Network network);
  ir::NodeIndex Network(FieldKey field, std::string_view address, std::uint8_t prefix_length);
  ir::NodeIndex Relate(FieldKey left, ir::FieldRelation relation, FieldKey right, bool cased = false);
  ir::NodeIndex Time(FieldKey field, ir::TimePart part, ir::TimeComparison comparison, std::int64_t value);
  ir::NodeIndex Keyword(std::string_view glob) { return Add(ir::Keyword{Glob(glob)}); }
  ir::NodeIndex KeywordRegex(std::string_view pattern) { return Add(ir::KeywordRegex{MakeRegex(pattern)}); }

  fields::MappedRule& rule() { return rule_; }
  fields::MappedField& mapped(ir::FieldIndex field) { return rule_.fields[field]; }

  // The query; the messages, a line each, when the rule is refused.
  std::string CompileWith(const Backend& backend);
  // What the last compilation reported.
  [[nodiscard]] const base::Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  ir::FieldIndex IndexOf(FieldKey field);
  base::Span NextSpan();

  std::shared_ptr<const base::SourceFile> file_;  // shared, for copies of the builder
  fields::MappedRule rule_;
  base::Diagnostics diagnostics_;
  std::vector<std::string> keys_;  // of the fields: path and place in JSON, as given
  std::uint32_t next_offset_ = 0;
};

}  // namespace sigmatic::backends

#endif  // SIGMATIC_TESTS_BACKENDS_RULE_BUILDER_H_
