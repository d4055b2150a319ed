#include "compiler/parse/rule_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/parse/collection.h"
#include "compiler/parse/context.h"
#include "compiler/parse/detection_parser.h"
#include "compiler/parse/metadata_parser.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::parse {
namespace {

using base::Code;

constexpr std::array<std::string_view, 19> kKeys = {
    "title",   "id",     "name",       "taxonomy",  "related",  "status", "description",
    "license", "author", "references", "date",      "modified", "fields", "falsepositives",
    "level",   "tags",   "scope",      "logsource", "detection"};

// The specification allows keys of one's own, so only what looks like a slip is worth a word.
void CheckUnknownKey(Context& context, const yaml::Node& key) {
  const std::string_view nearest = context.Suggest(key.text, kKeys);
  if (nearest.empty()) return;
  context.Report(Code::kUnknownKey, key.span, fmt::format("rules have no key `{}`; it is ignored", key.text),
                 fmt::format("did you mean `{}`?", nearest));
}

// Where to point when a key is missing: at the first key there is.
base::Span StartOf(const yaml::Node& document) {
  return document.entries.empty() ? document.span : document.entries.front().key.span;
}

void CheckRequiredKeys(Context& context, const yaml::Node& document, const ast::Rule& rule) {
  const auto require = [&context, &document](std::string_view key, std::string hint) {
    const yaml::Node* value = yaml::Find(document, key);
    if (value == nullptr) {
      context.Report(Code::kMissingKey, StartOf(document), fmt::format("the rule has no `{}`", key), std::move(hint));
    }
    return value;
  };
  const yaml::Node* title = require("title", "add one that says in a few words what the rule finds");
  if (title != nullptr && title->kind == yaml::Kind::kScalar && rule.title.text.empty()) {
    context.Report(Code::kMissingKey, title->span, "the title is empty", "say in a few words what the rule finds");
  }
  require("logsource", "add one with a `category`, a `product` or a `service`");
  require("detection", "add one with what to look for and a `condition`");
}

ParsedDocument ParseRule(Context& context, const yaml::Node& document) {
  const std::size_t errors = context.error_count();
  ParsedDocument parsed;
  ast::Rule& rule = parsed.rule;
  rule.file = &context.file();
  rule.span = document.span;
  if (document.kind != yaml::Kind::kMapping) {
    context.Report(Code::kNotARule, document.span, fmt::format("the document is {}, not a rule", KindName(document)),
                   "a rule is a map with `title`, `logsource` and `detection`");
    return parsed;
  }
  for (const yaml::Entry& entry : document.entries) {
    if (entry.key.text == "detection") {
      ParseDetectionSection(context, entry, &rule);
    } else if (!ParseMetadata(context, entry, &rule)) {
      CheckUnknownKey(context, entry.key);
    }
  }
  CheckRequiredKeys(context, document, rule);
  parsed.complete = context.error_count() == errors;
  return parsed;
}

// What tells a document of another kind from the others.
ParsedDocument NameOnly(const base::SourceFile& file, const yaml::Node& document) {
  ParsedDocument parsed;
  parsed.rule.file = &file;
  parsed.rule.span = document.span;
  if (const yaml::Node* title = yaml::Find(document, "title")) parsed.rule.title = ast::Text{title->text, title->span};
  if (const yaml::Node* id = yaml::Find(document, "id")) parsed.rule.id = ast::Text{id->text, id->span};
  return parsed;
}

// The other kinds of Sigma documents. Whether `document` was one.
bool RefuseOtherKinds(Context& context, const yaml::Node& document) {
  for (const yaml::Entry& entry : document.entries) {
    if (entry.key.text == "correlation") {
      context.Report(Code::kCorrelationNotSupported, entry.key.span,
                     "correlation rules are not supported by this version",
                     "take it out of the file; the rules that it refers to can be compiled one by one");
      return true;
    }
    if (entry.key.text == "filter") {
      context.Report(Code::kFilterNotSupported, entry.key.span, "filters are not supported by this version",
                     "add the filter's detections to the rules, with `and not` in their conditions");
      return true;
    }
  }
  return false;
}

bool HasErrorWithin(const base::Diagnostics& diagnostics, base::Span span) {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [span](const base::Diagnostic& diagnostic) {
    return diagnostic.severity() == base::Severity::kError && diagnostic.span.begin >= span.begin &&
           diagnostic.span.begin < span.end;
  });
}

std::vector<ParsedDocument> ParseAll(const base::SourceFile& file, bool with_other_kinds,
                                     base::Diagnostics& diagnostics) {
  std::vector<ParsedDocument> parsed;
  base::Diagnostics yaml_diagnostics;
  const base::Result<std::vector<yaml::Node>> documents = yaml::Read(file, yaml_diagnostics);
  const bool merging = documents.ok() && HasActions(*documents);
  Context context(file, diagnostics);
  const auto parse = [&](const yaml::Node& document) {
    if (RefuseOtherKinds(context, document)) {
      if (with_other_kinds) parsed.push_back(NameOnly(file, document));
      return;
    }
    parsed.push_back(ParseRule(context, document));
    // The tree of a document with YAML faults is not all that the author wrote.
    const bool damaged = merging ? yaml_diagnostics.HasErrors() : HasErrorWithin(yaml_diagnostics, document.span);
    if (damaged) parsed.back().complete = false;
  };
  if (merging) {
    MergeCollection(context, *documents, parse);
  } else if (documents.ok()) {
    for (const yaml::Node& document : *documents) parse(document);
  }
  if (context.has_hidden_errors()) {
    diagnostics.Report(Code::kTooManyFaults, file, base::Span{},
                       fmt::format("the file has more than {} faults; only the first are shown", kMaxDiagnostics),
                       "mend these first");
  }
  diagnostics.Append(std::move(yaml_diagnostics));
  return parsed;
}

}  // namespace

std::vector<ParsedDocument> ParseDocuments(const base::SourceFile& file, base::Diagnostics& diagnostics) {
  return ParseAll(file, true, diagnostics);
}

std::vector<base::Result<ast::Rule>> ParseRules(const base::SourceFile& file, base::Diagnostics& diagnostics) {
  std::vector<base::Result<ast::Rule>> rules;
  for (ParsedDocument& document : ParseAll(file, false, diagnostics)) {
    if (document.complete) {
      rules.emplace_back(std::move(document.rule));
    } else {
      rules.emplace_back(base::Failure{});
    }
  }
  return rules;
}

}  // namespace sigmatic::parse
