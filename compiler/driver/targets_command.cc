// sigmatic targets: the target languages and what each can express. `--format markdown` writes docs/targets/*.md.
#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/legalize/capability.h"
#include "compiler/report/json_writer.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic targets                             the targets
  sigmatic targets eql                         what EQL can and cannot express, and why)";

struct Settings {
  std::vector<std::string> names;
  std::string format = "text";
};

std::string OnText(const legalize::FieldTypes& on) {
  if (on.IsAll()) return "yes";
  if (on.IsEmpty()) return "no";
  std::string text;
  for (std::size_t i = 0; i < fields::kFieldTypeCount; ++i) {
    const auto type = static_cast<fields::FieldType>(i);
    if (on.Contains(type)) text += fmt::format("{}{}", text.empty() ? "on " : ", ", fields::Name(type));
  }
  return text;
}

std::string TableCell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

// A code span that survives backticks in its text.
std::string Code(std::string_view text) {
  if (text.empty()) return {};
  const std::string_view fence = text.find('`') == std::string_view::npos ? "`" : "``";
  const std::string_view pad = fence.size() > 1 ? " " : "";
  return fmt::format("{0}{1}{2}{1}{0}", fence, pad, TableCell(text));
}

void PrintMarkdown(const backends::TargetInfo& info) {
  PrintOut(fmt::format(
      "<!-- Written by `sigmatic targets {} --format markdown`; ./dev golden --update renews it. -->\n", info.name));
  PrintOut(fmt::format("# {}\n\nTarget name `{}`, files `*.{}`; for {}.\n", info.title, info.name, info.extension,
                       info.minimum_version));
  if (!info.source_keys.empty())
    PrintOut("\n## Source settings (`--source KEY=VALUE`)\n\n| key | meaning |\n| --- | --- |\n");
  for (const backends::SourceKey& key : info.source_keys) {
    PrintOut(fmt::format("| `{}` | {} |\n", key.name, TableCell(key.description)));
  }
  PrintOut(fmt::format("\n## How events are seen\n\n{}\n", info.projection));
  PrintOut(
      "\n## What can be expressed\n\nEverything in this table is exact, or refused. \"on …\" names the field types it "
      "works on.\n\n");
  PrintOut(
      "| construct | exact | written as | why not elsewhere, and the way out | source |\n| --- | --- | --- | --- | --- "
      "|\n");
  for (const legalize::Capability& row : info.capabilities) {
    const std::string refusal =
        row.reason.empty() ? std::string() : fmt::format("{}. {}", TableCell(row.reason), TableCell(row.way_out));
    PrintOut(fmt::format("| {} | {} | {} | {} | {} |\n", TableCell(legalize::Title(row.construct)), OnText(row.on),
                         Code(row.idiom), refusal, TableCell(row.source)));
  }
}

void PrintText(const backends::TargetInfo& info) {
  PrintOut(fmt::format("{} ({}): {}\n", info.name, info.title, info.minimum_version));
  for (const backends::SourceKey& key : info.source_keys) {
    PrintOut(fmt::format("  --source {}=…  {}\n", key.name, key.description));
  }
  for (const legalize::Capability& row : info.capabilities) {
    PrintOut(fmt::format("  {:<55} {:<24} {}\n", legalize::Title(row.construct), OnText(row.on), row.idiom));
    if (!row.reason.empty()) PrintOut(fmt::format("      otherwise refused: {}; {}\n", row.reason, row.way_out));
  }
}

void WriteJson(const backends::TargetInfo& info, report::JsonWriter* writer) {
  writer->BeginObject().Field("name", info.name).Field("title", info.title).Field("extension", info.extension);
  writer->Field("minimum_version", info.minimum_version);
  writer->Key("capabilities").BeginArray();
  for (const legalize::Capability& row : info.capabilities) {
    writer->BeginObject().Field("construct", legalize::Title(row.construct)).Field("exact", OnText(row.on));
    writer->FieldOrNull("idiom", row.idiom).FieldOrNull("reason", row.reason).FieldOrNull("way_out", row.way_out);
    writer->Field("source", row.source).EndObject();
  }
  writer->EndArray().EndObject();
}

void Run(const Settings& settings) {
  std::vector<const backends::Backend*> targets;
  for (const std::string& name : settings.names) targets.push_back(backends::FindBackend(name));
  if (targets.empty()) targets.assign(backends::AllBackends().begin(), backends::AllBackends().end());
  if (settings.format == "json") {
    report::JsonWriter writer;
    writer.BeginArray();
    for (const backends::Backend* target : targets) WriteJson(target->info(), &writer);
    writer.EndArray();
    PrintOut(writer.Take() + "\n");
    return;
  }
  for (const backends::Backend* target : targets) {
    if (settings.format == "markdown") {
      PrintMarkdown(target->info());
    } else if (settings.names.empty()) {
      const backends::TargetInfo& info = target->info();
      PrintOut(fmt::format("{:<12} {:<28} .{:<6} {}\n", info.name, info.title, info.extension, info.minimum_version));
    } else {
      PrintText(target->info());
    }
  }
}

}  // namespace

void AddTargetsCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("targets", "List the target languages, or what one can express");
  command->footer(std::string(kExamples));
  std::vector<std::string> known;
  for (const backends::Backend* backend : backends::AllBackends()) known.emplace_back(backend->info().name);
  command->add_option("target", settings->names, "Show what these can express")
      ->check(CLI::IsMember(known))
      ->option_text("TARGET...");
  command->add_option("--format", settings->format, "text, json or markdown")
      ->check(CLI::IsMember({"text", "json", "markdown"}))
      ->capture_default_str();
  command->callback([settings, exit_code] {
    Run(*settings);
    *exit_code = static_cast<int>(ExitCode::kSuccess);
  });
}

}  // namespace sigmatic::driver
