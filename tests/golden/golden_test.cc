// Compares what the program writes with golden/ and with the generated pages of docs/. With SIGMATIC_UPDATE_GOLDEN=1 it
// writes them instead (`./dev golden --update`).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "tests/golden/golden_case.h"

namespace sigmatic::golden {
namespace {

namespace fs = std::filesystem;

// Files of a case that are input, not output.
bool IsInput(const std::string& name) {
  return name == "rule.yml" || name == "rule.test.yml" || name.ends_with(".fields.yml");
}

TEST(GoldenTest, EveryCaseProducesItsFilesAndNoOthers) {
  const std::vector<Case> cases = FindCases();
  ASSERT_FALSE(cases.empty());
  for (const Case& golden_case : cases) {
    SCOPED_TRACE(fs::relative(golden_case.folder, SourceFolder()).string() + " (./dev golden --update rewrites it)");
    const Produced produced = Produce(golden_case);
    std::set<std::string> expected;
    if (fs::exists(golden_case.folder)) {
      for (const auto& entry : fs::directory_iterator(golden_case.folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && !IsInput(name)) expected.insert(name);
      }
    }
    if (Updating()) {
      for (const std::string& name : expected) {
        if (!produced.texts.contains(name)) fs::remove(golden_case.folder / name);
      }
      for (const auto& [name, text] : produced.texts) WriteText(golden_case.folder / name, text);
      continue;
    }
    for (const std::string& name : expected) {
      EXPECT_TRUE(produced.texts.contains(name)) << name << " is there, but nothing produces it";
    }
    for (const auto& [name, text] : produced.texts) {
      EXPECT_TRUE(expected.contains(name)) << name << " is produced, but not there";
      EXPECT_EQ(text, ReadText(golden_case.folder / name)) << name;
    }
  }
}

TEST(GoldenTest, TheNamesOfCasesSayWhetherTheRuleHasErrors) {
  for (const Case& golden_case : FindCases()) {
    const std::string name = golden_case.folder.filename().string();
    const Produced produced = Produce(golden_case);
    const bool has_errors = produced.file.diagnostics.HasErrors() || produced.test_diagnostics.HasErrors();
    EXPECT_EQ(name.starts_with("bad_"), has_errors) << golden_case.folder;
    if (name.starts_with("warn_")) {
      EXPECT_FALSE(produced.file.diagnostics.all().empty()) << golden_case.folder;
    }
  }
}

}  // namespace
}  // namespace sigmatic::golden
