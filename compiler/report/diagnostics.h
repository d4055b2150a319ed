// Diagnostics as text for people, and as JSON and SARIF 2.1.0 for programs.
#ifndef SIGMATIC_COMPILER_REPORT_DIAGNOSTICS_H_
#define SIGMATIC_COMPILER_REPORT_DIAGNOSTICS_H_

#include <span>
#include <string>
#include <string_view>

#include "compiler/base/diagnostic.h"
#include "compiler/report/json_writer.h"

namespace sigmatic::report {

// One diagnostic with its line, a caret and the hint; ends with a newline. `color`: ANSI colours.
//
//   rules/x.yml:7:9: error[SG2004]: …
//      7 |         evntName: ConsoleLogin
//        |         ^~~~~~~~
//     hint: did you mean `eventName`?
std::string ToText(const base::Diagnostic& diagnostic, bool color);

// {"code","severity","message","hint","file","line","column","end_line","end_column"}; no file: the last five are null.
void WriteJson(const base::Diagnostic& diagnostic, JsonWriter* writer);

// A JSON array of all of them.
std::string ToJson(std::span<const base::Diagnostic> diagnostics);

// A SARIF 2.1.0 log with one run (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Columns count Unicode code points.
std::string ToSarif(std::span<const base::Diagnostic> diagnostics, std::string_view version);

}  // namespace sigmatic::report

#endif  // SIGMATIC_COMPILER_REPORT_DIAGNOSTICS_H_
