// sigmatic completion: completion scripts for shells, made from the options as they are declared, so that they can't
// differ.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/command.h"

namespace sigmatic::driver {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  source <(sigmatic completion bash)                                    # in ~/.bashrc
  sigmatic completion zsh > "${fpath[1]}/_sigmatic"
  sigmatic completion fish > ~/.config/fish/completions/sigmatic.fish)";

struct OptionWords {
  std::vector<std::string> names;    // "-t", "--target"
  std::vector<std::string> choices;  // empty: any text or file
  std::string description;
  bool takes_value = false;
};

struct CommandWords {
  std::string name;
  std::string description;
  std::vector<OptionWords> options;
  std::vector<std::string> choices;  // of positional arguments
};

// The members of a CLI::IsMember check; CLI11 shows them as "{a,b,c}".
std::vector<std::string> Choices(CLI::Option* option) {
  std::vector<std::string> choices;
  const std::string type = option->get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return choices;
  std::string choice;
  for (std::size_t i = open + 1; i <= close; ++i) {
    if (type[i] != ',' && type[i] != '}') {
      choice += type[i];
    } else if (!choice.empty()) {
      choices.push_back(std::exchange(choice, {}));
    }
  }
  return choices;
}

CommandWords Describe(CLI::App* command) {
  CommandWords words{command->get_name(), command->get_description(), {}, {}};
  for (CLI::Option* option : command->get_options()) {
    if (option->get_positional()) {
      words.choices = Choices(option);
      continue;
    }
    OptionWords& described = words.options.emplace_back();
    for (const std::string& name : option->get_snames()) described.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) described.names.push_back("--" + name);
    described.choices = Choices(option);
    described.description = option->get_description();
    described.takes_value = option->get_items_expected_max() > 0;
  }
  return words;
}

// The texts here are the program's own: quotes are all that a shell could trip over.
std::string SingleQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string Bash(const std::vector<CommandWords>& commands) {
  std::string names;
  std::string cases;
  for (const CommandWords& command : commands) {
    names += (names.empty() ? "" : " ") + command.name;
    std::string options;
    std::string values;
    for (const OptionWords& option : command.options) {
      options += fmt::format("{}{}", options.empty() ? "" : " ", fmt::join(option.names, " "));
      if (option.choices.empty()) continue;
      values += fmt::format("        {}) COMPREPLY=($(compgen -W \"{}\" -- \"${{current##*,}}\")); return;;\n",
                            fmt::join(option.names, "|"), fmt::join(option.choices, " "));
    }
    cases += fmt::format("    {})\n      case \"$previous\" in\n{}      esac\n", command.name, values);
    cases += fmt::format(
        "      if [[ \"$current\" == -* ]]; then COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return; fi\n",
        options);
    if (!command.choices.empty()) {
      cases += fmt::format("      COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return;;\n",
                           fmt::join(command.choices, " "));
    } else {
      cases += "      COMPREPLY=($(compgen -f -- \"$current\"));;\n";
    }
  }
  return fmt::format(R"(# bash completion for sigmatic
_sigmatic() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}"
  if [[ $COMP_CWORD -eq 1 ]]; then COMPREPLY=($(compgen -W "{} --help --version" -- "$current")); return; fi
  case "${{COMP_WORDS[1]}}" in
{}  esac
}}
complete -o filenames -F _sigmatic sigmatic
)",
                     names, cases);
}

// zsh reads brackets and colours in descriptions as syntax.
std::string ZshText(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Zsh(const std::vector<CommandWords>& commands) {
  std::string names;
  std::string cases;
  for (const CommandWords& command : commands) {
    names += fmt::format("    {}\n", SingleQuoted(fmt::format("{}:{}", command.name, ZshText(command.description))));
    cases += fmt::format("    {})\n      _arguments \\\n", command.name);
    for (const OptionWords& option : command.options) {
      for (const std::string& name : option.names) {
        std::string spec = fmt::format("{}[{}]", name, ZshText(option.description));
        if (option.takes_value) {
          spec += option.choices.empty() ? ":value:_files" : fmt::format(":value:({})", fmt::join(option.choices, " "));
        }
        cases += fmt::format("        {} \\\n", SingleQuoted(spec));
      }
    }
    cases +=
        fmt::format("        {};;\n", SingleQuoted(command.choices.empty()
                                                       ? std::string("*:file:_files")
                                                       : fmt::format("*:value:({})", fmt::join(command.choices, " "))));
  }
  return fmt::format(R"(#compdef sigmatic
_sigmatic() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
{}  esac
}}
_sigmatic "$@"
)",
                     names, cases);
}

std::string Fish(const std::vector<CommandWords>& commands) {
  std::string script = "# fish completion for sigmatic\n";
  for (const CommandWords& command : commands) {
    script += fmt::format("complete -c sigmatic -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                          SingleQuoted(command.description));
    const std::string condition = SingleQuoted("__fish_seen_subcommand_from " + command.name);
    for (const OptionWords& option : command.options) {
      script += fmt::format("complete -c sigmatic -n {}", condition);
      for (const std::string& name : option.names) {
        script +=
            name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
      }
      if (!option.choices.empty())
        script += fmt::format(" -x -a {}", SingleQuoted(fmt::format("{}", fmt::join(option.choices, " "))));
      if (option.choices.empty() && option.takes_value) script += " -r";
      script += fmt::format(" -d {}\n", SingleQuoted(option.description));
    }
    if (!command.choices.empty()) {
      script += fmt::format("complete -c sigmatic -n {} -f -a {}\n", condition,
                            SingleQuoted(fmt::format("{}", fmt::join(command.choices, " "))));
    }
  }
  return script;
}

}  // namespace

void AddCompletionCommand(CLI::App& app, int* exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("completion", "Print a completion script for a shell");
  command->footer(std::string(kExamples));
  command->add_option("shell", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([shell, exit_code, &app] {
    std::vector<CommandWords> commands;
    for (CLI::App* subcommand : app.get_subcommands(nullptr)) commands.push_back(Describe(subcommand));
    PrintOut(*shell == "bash" ? Bash(commands) : *shell == "zsh" ? Zsh(commands) : Fish(commands));
    *exit_code = static_cast<int>(ExitCode::kSuccess);
  });
}

}  // namespace sigmatic::driver
