// What the YAML library found wrong, in words that help.
#ifndef SIGMATIC_COMPILER_YAML_SYNTAX_ERROR_H_
#define SIGMATIC_COMPILER_YAML_SYNTAX_ERROR_H_

#include <cstddef>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/yaml/tree_builder.h"

namespace sigmatic::yaml {

// Reports a fault that the library found at `offset` and calls `reason`. The builder knows how far the text was read.
void ReportSyntaxError(const base::SourceFile& file, std::size_t offset, std::string_view reason,
                       const TreeBuilder& builder, base::Diagnostics& diagnostics);

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_COMPILER_YAML_SYNTAX_ERROR_H_
