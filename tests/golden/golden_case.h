// The cases under golden/ and what the program makes of them today. golden/README.md describes the layout.
#ifndef SIGMATIC_TESTS_GOLDEN_GOLDEN_CASE_H_
#define SIGMATIC_TESTS_GOLDEN_GOLDEN_CASE_H_

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/driver/pipeline.h"

namespace sigmatic::golden {

struct Case {
  std::filesystem::path folder;  // where the expected files are
  std::filesystem::path rule;    // usually rule.yml in the folder
};

// golden/**/rule.yml, and one case for each rule of rules/ (expected files under golden/rules).
std::vector<Case> FindCases();

// What a case produces.
struct Produced {
  driver::RuleFile file;
  std::map<std::string, std::string> texts;  // file name -> content
  // By target: the diagnostics of the refusal; empty where there is a query.
  std::map<std::string, base::Diagnostics> refusals;
  base::Diagnostics test_diagnostics;                     // of rule.test.yml, where the case has one
  std::vector<std::unique_ptr<base::SourceFile>> inputs;  // field maps and tests, which diagnostics point into
};
Produced Produce(const Case& golden_case);

std::filesystem::path SourceFolder();
std::string ReadText(const std::filesystem::path& path);

// Whether what is there is to be rewritten instead of compared: SIGMATIC_UPDATE_GOLDEN=1, never where CI is set.
bool Updating();
void WriteText(const std::filesystem::path& path, const std::string& text);

}  // namespace sigmatic::golden

#endif  // SIGMATIC_TESTS_GOLDEN_GOLDEN_CASE_H_
