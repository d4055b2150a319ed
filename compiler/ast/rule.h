// A Sigma detection rule as the author wrote it: what compiler/parse makes of one YAML document.
// Sigma rules specification 2.1.0. Correlation rules and filters get types of their own beside this one.
#ifndef SIGMATIC_COMPILER_AST_RULE_H_
#define SIGMATIC_COMPILER_AST_RULE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/condition.h"
#include "compiler/ast/detection.h"
#include "compiler/base/source_file.h"
#include "compiler/base/span.h"

namespace sigmatic::ast {

// A text of the rule's description with its place. Absent keys have no Text at all.
struct Text {
  std::string text;
  base::Span span;
};

enum class Status : std::uint8_t { kStable, kTest, kExperimental, kDeprecated, kUnsupported };
enum class Level : std::uint8_t { kInformational, kLow, kMedium, kHigh, kCritical };

std::string_view Name(Status status);  // "stable"
std::string_view Name(Level level);    // "high"

struct RelatedRule {
  Text id;
  Text type;  // derived, obsolete, merged, renamed, similar
};

struct LogSource {
  std::optional<Text> category;
  std::optional<Text> product;
  std::optional<Text> service;
  std::optional<Text> definition;
  base::Span span;
};

struct Rule {
  const base::SourceFile* file = nullptr;
  base::Span span;

  Text title;
  std::optional<Text> id;
  std::optional<Text> name;
  std::optional<Text> taxonomy;
  std::vector<RelatedRule> related;
  std::optional<Status> status;
  std::optional<Text> description;
  std::optional<Text> license;
  std::optional<Text> author;
  std::vector<Text> references;
  std::optional<Text> date;
  std::optional<Text> modified;
  std::vector<Text> fields;
  std::vector<Text> false_positives;
  std::optional<Level> level;
  std::vector<Text> tags;
  std::vector<Text> scope;
  LogSource log_source;

  std::vector<NamedDetection> detections;
  std::vector<Condition> conditions;  // one, or the list the author gave; one of them must hold
};

}  // namespace sigmatic::ast

#endif  // SIGMATIC_COMPILER_AST_RULE_H_
