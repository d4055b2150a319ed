// Rules for the tests of this folder, and their queries.
#ifndef SIGMATIC_TESTS_BACKENDS_SPLUNK_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_SPLUNK_RULE_BUILDER_H_

#include <string>

#include "backends/splunk/splunk.h"
#include "tests/backends/rule_builder.h"

namespace sigmatic::splunk {

using backends::Glob;
using backends::MakeRegex;
using backends::Text;

class RuleBuilder : public backends::RuleBuilder {
 public:
  // The query; or the messages, one a line, each after "refused: ".
  std::string Compile() {
    std::string query = CompileWith(SplunkBackend());
    if (!diagnostics().HasErrors()) return query;
    std::string messages;
    for (const base::Diagnostic& diagnostic : diagnostics().all()) {
      messages += "refused: " + diagnostic.message + "\n";
      if (diagnostic.hint.empty()) messages += "(no hint)\n";
    }
    return messages;
  }
};

}  // namespace sigmatic::splunk

#endif  // SIGMATIC_TESTS_BACKENDS_SPLUNK_RULE_BUILDER_H_
