// Rules for the tests of this folder, and their queries.
#ifndef SIGMATIC_TESTS_BACKENDS_CLOUDWATCH_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_CLOUDWATCH_RULE_BUILDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "backends/cloudwatch/cloudwatch.h"
#include "tests/backends/rule_builder.h"

namespace sigmatic::cloudwatch {

using backends::Glob;
using backends::Text;

class RuleBuilder : public backends::RuleBuilder {
 public:
  std::string Compile() { return CompileWith(CloudWatchBackend()); }

  // What stands between `| filter ` and the sorting, with "\n| filter " for each further filter.
  std::string Filter() {
    constexpr std::string_view kBegin = "fields @timestamp, @message\n| filter ";
    constexpr std::string_view kEnd = "\n| sort @timestamp desc\n| limit 10000";
    const std::string query = Compile();
    if (!query.starts_with(kBegin) || !query.ends_with(kEnd)) return "no query: " + query;
    return query.substr(kBegin.size(), query.size() - kBegin.size() - kEnd.size());
  }

  // The messages of a refused rule; empty when it is accepted.
  std::vector<std::string> Refusals() {
    std::vector<std::string> messages;
    Compile();
    for (const base::Diagnostic& diagnostic : diagnostics().all()) messages.push_back(diagnostic.message);
    return messages;
  }
};

}  // namespace sigmatic::cloudwatch

#endif  // SIGMATIC_TESTS_BACKENDS_CLOUDWATCH_RULE_BUILDER_H_
