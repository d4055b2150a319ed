// sigmatic fields: the field maps that come with the program, and what is in them.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"
#include "compiler/fields/field_map.h"
#include "compiler/report/json_writer.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  sigmatic fields                              the maps
  sigmatic fields cloudtrail -t eql            the fields of one map
  sigmatic fields cloudtrail -t eql --source-text > my-map.yml     a map to start your own from)";

struct Settings {
  std::string name;
  TargetOption targets;
  std::string format = "text";
  bool source_text = false;
  ColorOption color;
};

std::string PathText(const fields::FieldEntry& entry) {
  std::string text;
  const auto append = [&text](const std::vector<fields::PathStep>& path, std::string_view first) {
    std::string_view separator = first;
    for (const fields::PathStep& step : path) {
      text += fmt::format("{}{}{}", separator, step.name, step.array ? "[]" : "");
      separator = ".";
    }
  };
  append(entry.path, "");
  append(entry.json, " > ");
  if (entry.is_prefix) text += ".*";
  return text;
}

std::string LogSourceText(const fields::FieldMap& map) {
  std::string text;
  for (const ir::LogSource& log_source : map.log_sources) {
    std::string one;
    for (const std::string* part : {&log_source.product, &log_source.service, &log_source.category}) {
      if (!part->empty()) one += (one.empty() ? "" : "/") + *part;
    }
    text += (text.empty() ? "" : ", ") + one;
  }
  return text.empty() ? "any other" : text;
}

void PrintEntries(const fields::FieldMap& map) {
  PrintOut(fmt::format("{} on {}: {}\n", map.name, map.target, map.title));
  if (!map.description.empty()) PrintOut(map.description + (map.description.ends_with('\n') ? "" : "\n"));
  for (const auto& [key, value] : map.source) PrintOut(fmt::format("  source {}={}\n", key, value));
  if (map.pass_through) PrintOut("  other fields keep their names, as text\n");
  for (const fields::FieldEntry& entry : map.entries) {
    PrintOut(fmt::format("  {:<60} {:<70} {}\n", entry.field + (entry.is_prefix ? ".*" : ""), PathText(entry),
                         fields::Name(entry.type)));
  }
}

void WriteJson(const fields::FieldMap& map, bool entries, report::JsonWriter* writer) {
  writer->BeginObject().Field("name", map.name).Field("target", map.target).Field("title", map.title);
  writer->Field("log_sources", LogSourceText(map));
  writer->Key("source").BeginObject();
  for (const auto& [key, value] : map.source) writer->Field(key, value);
  writer->EndObject();
  writer->Key("pass_through").Boolean(map.pass_through);
  if (entries) {
    writer->Key("fields").BeginArray();
    for (const fields::FieldEntry& entry : map.entries) {
      writer->BeginObject().Field("field", entry.field + (entry.is_prefix ? ".*" : ""));
      writer->Field("path", PathText(entry)).Field("type", fields::Name(entry.type)).EndObject();
    }
    writer->EndArray();
  }
  writer->EndObject();
}

ExitCode Run(const Settings& settings) {
  std::vector<const backends::Backend*> targets = settings.targets.Backends();
  std::vector<const fields::FieldMap*> maps;
  std::string source_texts;
  std::vector<std::string_view> names;
  for (const fields::BuiltInMap& map : fields::BuiltInMaps()) {
    names.push_back(map.name);
    bool wanted = targets.empty();
    for (const backends::Backend* target : targets) wanted = wanted || target->info().name == map.target;
    if (!wanted || (!settings.name.empty() && map.name != settings.name)) continue;
    maps.push_back(fields::FindBuiltInMap(map.target, map.name));
    source_texts += map.text;
  }
  if (maps.empty()) {
    base::Diagnostics diagnostics;
    const std::string_view nearest = base::NearestName(settings.name, names);
    diagnostics.Report(base::Code::kFieldMapNameUnknown,
                       fmt::format("there is no built-in field map `{}` there", settings.name),
                       nearest.empty() ? std::string() : fmt::format("did you mean `{}`?", nearest));
    Print(diagnostics, settings.color);
    return ExitCode::kUsage;
  }
  if (settings.source_text) {
    PrintOut(source_texts);
  } else if (settings.format == "json") {
    report::JsonWriter writer;
    writer.BeginArray();
    for (const fields::FieldMap* map : maps) WriteJson(*map, !settings.name.empty(), &writer);
    writer.EndArray();
    PrintOut(writer.Take() + "\n");
  } else if (!settings.name.empty()) {
    for (const fields::FieldMap* map : maps) PrintEntries(*map);
  } else {
    PrintOut(fmt::format("{:<12} {:<12} {:<24} {:>6}  {}\n", "target", "map", "log sources", "fields", "title"));
    for (const fields::FieldMap* map : maps) {
      PrintOut(fmt::format("{:<12} {:<12} {:<24} {:>6}  {}\n", map->target, map->name, LogSourceText(*map),
                           map->entries.size(), map->title));
    }
  }
  return ExitCode::kSuccess;
}

}  // namespace

void AddFieldsCommand(CLI::App& app, int* exit_code) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("fields", "List the built-in field maps, or the fields of one");
  command->footer(std::string(kExamples));
  command->add_option("map", settings->name, "Show the fields of this map")->option_text("MAP");
  settings->targets.AddTo(*command, false);
  command->add_option("--format", settings->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_flag("--source-text", settings->source_text, "Print the map's own YAML");
  settings->color.AddTo(*command);
  command->callback([settings, exit_code] { *exit_code = static_cast<int>(Run(*settings)); });
}

}  // namespace sigmatic::driver
