// What a YAML scalar means: YAML 1.2.2, section 10.3 "Core Schema", with exact numbers.
#ifndef SIGMATIC_COMPILER_PARSE_SCALAR_H_
#define SIGMATIC_COMPILER_PARSE_SCALAR_H_

#include <cstddef>
#include <string_view>
#include <variant>

#include "compiler/ast/detection.h"
#include "compiler/yaml/node.h"

namespace sigmatic::parse {

// Beyond this many digits a number is a slip (a hash like 1e999 without quotes; 256-bit integers have 78), and its
// decimal text would be huge.
inline constexpr std::size_t kMaxNumberDigits = 100;

struct NotFinite {};   // .inf, .nan
struct OutOfRange {};  // a number with more than kMaxNumberDigits digits when written out

using Scalar = std::variant<ast::Null, ast::Boolean, ast::Number, ast::String, NotFinite, OutOfRange>;

// Takes a scalar node; quoted ones are strings.
Scalar ResolveScalar(const yaml::Node& scalar);

bool IsNullText(std::string_view text);

// What YAML 1.1 (https://yaml.org/type/, "Language-Independent Types"), which most Sigma tools still speak, makes of a
// plain scalar when that differs from the core schema: "a boolean", say. Empty when both agree.
std::string_view Yaml11Meaning(std::string_view text);

}  // namespace sigmatic::parse

#endif  // SIGMATIC_COMPILER_PARSE_SCALAR_H_
