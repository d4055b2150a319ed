// docs/diagnostics.md has a section for each diagnostic, in order, and shows a message that a golden case really gives.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "tests/golden/golden_case.h"

namespace sigmatic::golden {
namespace {

std::filesystem::path PagePath() { return SourceFolder() / "docs/diagnostics.md"; }

std::string Heading(const base::CodeInfo& info) { return fmt::format("## {} {}\n", info.id, info.title); }

// As the page shows them: without the place, which depends on the rest of the rule.
std::string Shown(const base::Diagnostic& diagnostic) {
  std::string text = fmt::format("{}[{}]: {}\n", base::Name(diagnostic.severity()), base::Describe(diagnostic.code).id,
                                 diagnostic.message);
  if (!diagnostic.hint.empty()) text += fmt::format("  hint: {}\n", diagnostic.hint);
  return text;
}

// By code, in the order of the cases; those made for diagnostics before the others.
std::map<base::Code, std::vector<std::string>> MessagesOfCases() {
  std::map<base::Code, std::vector<std::string>> by_code;
  std::map<base::Code, std::vector<std::string>> others;
  for (const Case& golden_case : FindCases()) {
    const Produced produced = Produce(golden_case);
    const bool is_made_for_it = golden_case.folder.parent_path().filename() == "diagnostics";
    const auto add = [&](const base::Diagnostics& diagnostics) {
      for (const base::Diagnostic& diagnostic : diagnostics.all()) {
        (is_made_for_it ? by_code : others)[diagnostic.code].push_back(Shown(diagnostic));
      }
    };
    add(produced.file.diagnostics);
    add(produced.test_diagnostics);
    for (const auto& [target, diagnostics] : produced.refusals) add(diagnostics);
  }
  for (auto& [code, messages] : others) {
    by_code[code].insert(by_code[code].end(), messages.begin(), messages.end());
  }
  return by_code;
}

struct Block {
  std::size_t begin = std::string::npos;
  std::size_t size = 0;
};

// The text within the section's fence ```text.
Block FindMessage(std::string_view page, std::size_t section) {
  constexpr std::string_view kFence = "```text\n";
  const std::size_t next_section = page.find("\n## ", section);
  const std::size_t fence = page.find(kFence, section);
  if (fence == std::string_view::npos || fence > next_section) return {};
  const std::size_t begin = fence + kFence.size();
  return Block{begin, page.find("```", begin) - begin};
}

TEST(DiagnosticsPageTest, EveryDiagnosticHasItsSectionInOrder) {
  const std::string page = ReadText(PagePath());
  std::size_t at = 0;
  for (const base::CodeInfo& info : base::AllCodes()) {
    const std::size_t section = page.find(Heading(info));
    ASSERT_NE(section, std::string::npos) << "no section " << Heading(info);
    EXPECT_GT(section, at) << info.id << " stands too early";
    at = section;
  }
}

TEST(DiagnosticsPageTest, EverySectionShowsAMessageOfACase) {
  std::string page = ReadText(PagePath());
  const std::map<base::Code, std::vector<std::string>> messages = MessagesOfCases();
  for (const base::CodeInfo& info : base::AllCodes()) {
    const auto found = messages.find(info.code);
    const std::size_t section = page.find(Heading(info));
    if (found == messages.end() || section == std::string::npos) continue;
    const Block block = FindMessage(page, section);
    if (block.begin == std::string::npos) {
      ADD_FAILURE() << info.id << " shows no message";
      continue;
    }
    const std::string shown = page.substr(block.begin, block.size);
    const bool is_real = std::find(found->second.begin(), found->second.end(), shown) != found->second.end();
    if (is_real) continue;
    if (Updating()) {
      page.replace(block.begin, block.size, found->second.front());
    } else {
      ADD_FAILURE() << info.id << ": no case gives this message (./dev golden --update rewrites it):\n" << shown;
    }
  }
  if (Updating()) WriteText(PagePath(), page);
}

}  // namespace
}  // namespace sigmatic::golden
