// What the subcommands share: options of one name and meaning, colours, and printing of diagnostics.
#ifndef SIGMATIC_COMPILER_DRIVER_COMMAND_H_
#define SIGMATIC_COMPILER_DRIVER_COMMAND_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "backends/backend.h"
#include "compiler/base/diagnostic.h"
#include "compiler/driver/outcome.h"
#include "compiler/driver/pipeline.h"

namespace sigmatic::driver {

std::string_view Version();  // "0.1.0"

// Adds one subcommand; running it sets `*exit_code`. Called in the order of `sigmatic --help`.
void AddCompileCommand(CLI::App& app, int* exit_code);
void AddCheckCommand(CLI::App& app, int* exit_code);
void AddEvalCommand(CLI::App& app, int* exit_code);
void AddTestCommand(CLI::App& app, int* exit_code);
void AddExplainCommand(CLI::App& app, int* exit_code);
void AddFieldsCommand(CLI::App& app, int* exit_code);
void AddTargetsCommand(CLI::App& app, int* exit_code);
void AddCompletionCommand(CLI::App& app, int* exit_code);

// The positional argument PATH...: rule files, folders, `-`.
void AddRulePaths(CLI::App& command, std::vector<std::string>* paths);

// --color auto|always|never. `auto`: when the stream is a terminal and NO_COLOR is not set (https://no-color.org).
struct ColorOption {
  std::string when = "auto";
  void AddTo(CLI::App& command);
  [[nodiscard]] bool UseOn(int file_descriptor) const;
};

// -t NAME[,NAME…] or all.
struct TargetOption {
  std::vector<std::string> names;
  void AddTo(CLI::App& command, bool required);
  // In the order of the registry, without repetition.
  [[nodiscard]] std::vector<const backends::Backend*> Backends() const;
};

// --fields FILE, --map NAME, --source KEY=VALUE, --pass-unknown-fields.
class FieldMapOptions {
 public:
  void AddTo(CLI::App& command);
  // Reads the files; reports what is wrong with them. The result points into this object.
  base::Result<CompileOptions> Load(base::Diagnostics& diagnostics);

 private:
  struct OwnMap {
    std::unique_ptr<base::SourceFile> source;
    fields::FieldMap map;
  };
  std::vector<std::string> files_;
  std::string map_name_;
  std::vector<std::string> overrides_;
  bool pass_unknown_fields_ = false;
  std::vector<OwnMap> own_maps_;
};

// Diagnostics as text on standard error, at once. Returns what they mean for the exit code.
ExitCode Print(const base::Diagnostics& diagnostics, const ColorOption& color);

// kUnreadable when a file could not be read or written, kFindings for other errors, else kSuccess.
ExitCode Judge(const base::Diagnostics& diagnostics);

// Writes all of it to standard output.
void PrintOut(std::string_view text);

}  // namespace sigmatic::driver

#endif  // SIGMATIC_COMPILER_DRIVER_COMMAND_H_
