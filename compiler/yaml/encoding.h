// Checks that a text is what a YAML stream may hold, before the YAML library sees it.
#ifndef SIGMATIC_COMPILER_YAML_ENCODING_H_
#define SIGMATIC_COMPILER_YAML_ENCODING_H_

#include <cstddef>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"

namespace sigmatic::yaml {

// The bytes of a UTF-8 byte order mark at the start of `text`: 3 or 0.
std::size_t ByteOrderMarkSize(std::string_view text);

// Whether the file is UTF-8 made of YAML's printable characters (YAML 1.2.2, production c-printable). Reports the first
// fault: in a file with the wrong encoding, the others would all be the same.
bool CheckEncoding(const base::SourceFile& file, base::Diagnostics& diagnostics);

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_COMPILER_YAML_ENCODING_H_
