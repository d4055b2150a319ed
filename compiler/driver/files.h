// Finding, reading and writing the files that a command names.
#ifndef SIGMATIC_COMPILER_DRIVER_FILES_H_
#define SIGMATIC_COMPILER_DRIVER_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/result.h"

namespace sigmatic::driver {

// The rule files that the paths stand for: a file as it is, a folder as all its *.yml and *.yaml below it (but
// *.test.yml), sorted, so that output is the same everywhere; `-` is standard input. A file named twice is read once.
// What cannot be read is reported (kFileUnreadable) and left out; so is a folder without a rule (kNoRuleFiles).
std::vector<std::string> FindRuleFiles(const std::vector<std::string>& paths, base::Diagnostics& diagnostics);

// The bytes of a file, or of standard input for `-`. Files beyond `max_bytes` are refused before they are read.
base::Result<std::string> ReadFile(const std::string& path, std::size_t max_bytes, base::Diagnostics& diagnostics);

// Creates the folders on the way, and replaces a file as one step: a reader sees the old text or the new, never half.
// Reports kFileUnwritable.
bool WriteFile(const std::string& path, std::string_view text, base::Diagnostics& diagnostics);

}  // namespace sigmatic::driver

#endif  // SIGMATIC_COMPILER_DRIVER_FILES_H_
