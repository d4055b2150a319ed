// Rules for the tests of this folder, and their queries.
#ifndef SIGMATIC_TESTS_BACKENDS_ATHENA_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_ATHENA_RULE_BUILDER_H_

#include <string>
#include <string_view>

#include "backends/athena/athena.h"
#include "tests/backends/rule_builder.h"

namespace sigmatic::athena {

using backends::Glob;
using backends::Path;

class RuleBuilder : public backends::RuleBuilder {
 public:
  RuleBuilder() { rule().source = {{"table", "events"}}; }

  std::string Compile() { return CompileWith(AthenaBackend()); }

  // The WHERE clause alone; the messages when the rule is refused.
  std::string Where() {
    constexpr std::string_view kHead = "SELECT *\nFROM events\nWHERE ";
    const std::string query = Compile();
    return query.starts_with(kHead) ? query.substr(kHead.size()) : query;
  }
};

}  // namespace sigmatic::athena

#endif  // SIGMATIC_TESTS_BACKENDS_ATHENA_RULE_BUILDER_H_
