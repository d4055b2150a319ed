// Rules for the tests of this folder, and their queries.
#ifndef SIGMATIC_TESTS_BACKENDS_EQL_RULE_BUILDER_H_
#define SIGMATIC_TESTS_BACKENDS_EQL_RULE_BUILDER_H_

#include <string>

#include "backends/eql/eql.h"
#include "tests/backends/rule_builder.h"

namespace sigmatic::eql {

using backends::Glob;
using backends::Text;

class RuleBuilder : public backends::RuleBuilder {
 public:
  std::string Compile() { return CompileWith(EqlBackend()); }
};

}  // namespace sigmatic::eql

#endif  // SIGMATIC_TESTS_BACKENDS_EQL_RULE_BUILDER_H_
