#include <string>

#include "compiler/report/diagnostics.h"

namespace sigmatic::report {

void WriteJson(const base::Diagnostic& diagnostic, JsonWriter* writer) {
  const base::CodeInfo& info = base::Describe(diagnostic.code);
  writer->BeginObject();
  writer->Field("code", info.id);
  writer->Field("severity", base::Name(info.severity));
  writer->Field("message", diagnostic.message);
  writer->FieldOrNull("hint", diagnostic.hint);
  if (diagnostic.file != nullptr) {
    const base::Location begin = diagnostic.file->Locate(diagnostic.span.begin);
    const base::Location end = diagnostic.file->Locate(diagnostic.span.end);
    writer->Field("file", diagnostic.file->path());
    writer->Key("line").Number(begin.line).Key("column").Number(begin.column);
    writer->Key("end_line").Number(end.line).Key("end_column").Number(end.column);
  } else {
    for (const std::string_view key : {"file", "line", "column", "end_line", "end_column"}) writer->Key(key).Null();
  }
  writer->EndObject();
}

std::string ToJson(std::span<const base::Diagnostic> diagnostics) {
  JsonWriter writer;
  writer.BeginArray();
  for (const base::Diagnostic& diagnostic : diagnostics) WriteJson(diagnostic, &writer);
  writer.EndArray();
  return writer.Take();
}

}  // namespace sigmatic::report
