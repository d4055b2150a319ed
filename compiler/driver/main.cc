// The program: declares the commands, runs the one that was asked for.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "compiler/driver/command.h"
#include "compiler/driver/outcome.h"

namespace sigmatic::driver {
namespace {

constexpr const char* kFooter = R"(Start here:
  sigmatic compile -t splunk rule.yml          one rule, one language
  sigmatic compile -t all -o out rules/        a folder, all languages
  sigmatic eval -r rules/ events.json.gz       which events the rules match
  sigmatic test rules/                         the rules' own tests
`sigmatic COMMAND --help` shows the options and examples of a command.)";

int Run(int argc, char** argv) {
  int exit_code = static_cast<int>(ExitCode::kSuccess);
  CLI::App app(
      "Compiles Sigma rules into equivalent queries for Splunk, Elastic, CloudWatch Logs Insights and Athena,\n"
      "or says exactly why it can't.");
  app.name("sigmatic");
  app.set_version_flag("--version", "sigmatic " + std::string(Version()));
  app.require_subcommand(1);
  app.footer(kFooter);
  AddCompileCommand(app, &exit_code);
  AddCheckCommand(app, &exit_code);
  AddEvalCommand(app, &exit_code);
  AddTestCommand(app, &exit_code);
  AddExplainCommand(app, &exit_code);
  AddFieldsCommand(app, &exit_code);
  AddTargetsCommand(app, &exit_code);
  AddCompletionCommand(app, &exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);  // --help, --version
    app.exit(error);
    return static_cast<int>(asked ? ExitCode::kSuccess : ExitCode::kUsage);
  }
  if (std::fflush(stdout) != 0) {
    std::perror("sigmatic: cannot write to standard output");
    return static_cast<int>(ExitCode::kUnreadable);
  }
  return exit_code;
}

}  // namespace
}  // namespace sigmatic::driver

int main(int argc, char** argv) {
  try {
    return sigmatic::driver::Run(argc, argv);
  } catch (const std::exception& error) {  // out of memory, in all likelihood
    std::fputs("sigmatic: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
    return static_cast<int>(sigmatic::driver::ExitCode::kUnreadable);
  }
}
