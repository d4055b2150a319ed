// Rules as short texts in, expressions as short texts out.
#ifndef SIGMATIC_TESTS_COMPILER_SEMA_RULE_TEXT_H_
#define SIGMATIC_TESTS_COMPILER_SEMA_RULE_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/ir/rule.h"

namespace sigmatic::sema {

// A pattern in Sigma's own notation, with the necessary escapes only.
std::string Text(const ir::Pattern& pattern);

// An expression on one line: `f = "a*"`, `f == "A"` when cased, `f = 5`, `f is null`, `not (a = 1 and b = 2)`, `f ~
// /x/`.
std::string Text(const ir::Rule& rule);
std::string Text(const ir::Rule& rule, ir::NodeIndex index);

// A regular expression's tree, with every group written out where there is more than one part.
std::string Text(const regex::Regex& regex);

// What became of a rule.
class Analysis {
 public:
  // `detection` is the text of the `detection` section, indented by two spaces.
  explicit Analysis(std::string_view detection);

  // The expression; "refused" when there is none.
  [[nodiscard]] std::string expression() const;
  [[nodiscard]] const std::optional<ir::Rule>& rule() const { return rule_; }
  // Names of the codes reported, in the order of the text.
  [[nodiscard]] std::vector<std::string> codes() const;
  // "line:column: message (hint)" of all, in the order of the text.
  [[nodiscard]] std::vector<std::string> messages() const;
  // The part of the rule's text that a node, or a diagnostic, points at.
  [[nodiscard]] std::string_view Slice(base::Span span) const { return file_.Slice(span); }
  [[nodiscard]] const base::Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  base::SourceFile file_;
  base::Diagnostics diagnostics_;
  std::optional<ir::Rule> rule_;
};

// The analysis of a rule with the one detection item `item`, say "f|contains: a".
Analysis AnalyzeItem(std::string_view item);
// Its expression.
std::string ExpressionOf(std::string_view item);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_TESTS_COMPILER_SEMA_RULE_TEXT_H_
