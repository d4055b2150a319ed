#include "compiler/ast/rule.h"

namespace sigmatic::ast {

std::string_view Name(Status status) {
  switch (status) {
    case Status::kStable:
      return "stable";
    case Status::kTest:
      return "test";
    case Status::kExperimental:
      return "experimental";
    case Status::kDeprecated:
      return "deprecated";
    case Status::kUnsupported:
      return "unsupported";
  }
  return {};
}

std::string_view Name(Level level) {
  switch (level) {
    case Level::kInformational:
      return "informational";
    case Level::kLow:
      return "low";
    case Level::kMedium:
      return "medium";
    case Level::kHigh:
      return "high";
    case Level::kCritical:
      return "critical";
  }
  return {};
}

}  // namespace sigmatic::ast
