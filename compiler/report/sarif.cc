#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/report/diagnostics.h"

namespace sigmatic::report {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kInformation = "https://github.com/sigmatic/sigmatic";

// A path as a relative or absolute URI reference (RFC 3986): everything outside the unreserved set and '/' is escaped.
std::string ToUri(std::string_view path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

void WriteRules(std::span<const base::Code> codes, JsonWriter* writer) {
  writer->Key("rules").BeginArray();
  for (const base::Code code : codes) {
    const base::CodeInfo& info = base::Describe(code);
    writer->BeginObject().Field("id", info.id).Field("name", info.name.substr(1));
    writer->Key("shortDescription").BeginObject().Field("text", info.title).EndObject();
    writer->Key("defaultConfiguration").BeginObject().Field("level", base::Name(info.severity)).EndObject();
    writer->EndObject();
  }
  writer->EndArray();
}

void WriteLocation(const base::Diagnostic& diagnostic, JsonWriter* writer) {
  const base::Location begin = diagnostic.file->Locate(diagnostic.span.begin);
  const base::Location end = diagnostic.file->Locate(diagnostic.span.end);
  writer->Key("locations").BeginArray().BeginObject().Key("physicalLocation").BeginObject();
  writer->Key("artifactLocation").BeginObject().Field("uri", ToUri(diagnostic.file->path())).EndObject();
  writer->Key("region").BeginObject();
  writer->Key("startLine").Number(begin.line).Key("startColumn").Number(begin.column);
  writer->Key("endLine").Number(end.line).Key("endColumn").Number(end.column);
  writer->EndObject().EndObject().EndObject().EndArray();
}

}  // namespace

std::string ToSarif(std::span<const base::Diagnostic> diagnostics, std::string_view version) {
  std::vector<base::Code> codes;
  for (const base::Diagnostic& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());

  JsonWriter writer;
  writer.BeginObject().Field("$schema", kSchema).Field("version", "2.1.0");
  writer.Key("runs").BeginArray().BeginObject();
  writer.Key("tool").BeginObject().Key("driver").BeginObject();
  writer.Field("name", "sigmatic").Field("version", version).Field("informationUri", kInformation);
  WriteRules(codes, &writer);
  writer.EndObject().EndObject();
  writer.Field("columnKind", "unicodeCodePoints");
  writer.Key("results").BeginArray();
  for (const base::Diagnostic& diagnostic : diagnostics) {
    const base::CodeInfo& info = base::Describe(diagnostic.code);
    const auto index = std::lower_bound(codes.begin(), codes.end(), diagnostic.code) - codes.begin();
    writer.BeginObject().Field("ruleId", info.id).Key("ruleIndex").Number(static_cast<std::size_t>(index));
    writer.Field("level", base::Name(info.severity));
    const std::string text =
        diagnostic.hint.empty() ? diagnostic.message : diagnostic.message + "\nHint: " + diagnostic.hint;
    writer.Key("message").BeginObject().Field("text", text).EndObject();
    if (diagnostic.file != nullptr) WriteLocation(diagnostic, &writer);
    writer.EndObject();
  }
  writer.EndArray().EndObject().EndArray().EndObject();
  return writer.Take();
}

}  // namespace sigmatic::report
