#include "compiler/driver/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace sigmatic::driver {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    folder_ = fs::temp_directory_path() /
              ("sigmatic_files_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "b");
  }
  ~FilesTest() override { fs::remove_all(folder_); }
  std::string Write(const std::string& name, const std::string& text = "x") {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  fs::path folder_;
  base::Diagnostics diagnostics_;
};

TEST_F(FilesTest, AFolderIsItsRulesSortedWithoutTests) {
  const std::string second = Write("b/x.yaml");
  const std::string first = Write("a.yml");
  Write("a.test.yml");
  Write("notes.txt");
  EXPECT_THAT(FindRuleFiles({folder_.string()}, diagnostics_), ElementsAre(first, second));
  EXPECT_THAT(diagnostics_.all(), IsEmpty());
}

TEST_F(FilesTest, AFileIsTakenAsItIsAndOnlyOnce) {
  const std::string odd = Write("rule.txt");
  EXPECT_THAT(FindRuleFiles({odd, "-", odd}, diagnostics_), ElementsAre(odd, "-"));
}

TEST_F(FilesTest, AFolderWithoutRulesIsSaid) {
  EXPECT_THAT(FindRuleFiles({(folder_ / "b").string()}, diagnostics_), IsEmpty());
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  EXPECT_EQ(diagnostics_.all()[0].code, base::Code::kNoRuleFiles);
}

TEST_F(FilesTest, ReadsBytesAsTheyAre) {
  const std::string bytes("a\0\r\n\xff", 5);
  const auto text = ReadFile(Write("f", bytes), 5, diagnostics_);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, bytes);
}

TEST_F(FilesTest, UnreadableAndOversizedFilesAreReported) {
  EXPECT_FALSE(ReadFile((folder_ / "none").string(), 10, diagnostics_).ok());
  EXPECT_FALSE(ReadFile(folder_.string(), 10, diagnostics_).ok()) << "a folder";
  EXPECT_FALSE(ReadFile(Write("f", "123456"), 5, diagnostics_).ok());
  ASSERT_THAT(diagnostics_.all(), SizeIs(3));
  EXPECT_THAT(diagnostics_.all()[2].message, HasSubstr("larger than 5 bytes"));
}

TEST_F(FilesTest, WritesThroughNewFoldersAndLeavesNoTraces) {
  const fs::path path = folder_ / "c/d/q.sql";
  EXPECT_TRUE(WriteFile(path.string(), "one", diagnostics_));
  EXPECT_TRUE(WriteFile(path.string(), "two", diagnostics_));
  EXPECT_EQ(*ReadFile(path.string(), 10, diagnostics_), "two");
  EXPECT_EQ(std::distance(fs::directory_iterator(path.parent_path()), {}), 1);
}

TEST_F(FilesTest, AFileThatCannotBeWrittenIsReported) {
  const std::string file = Write("f");
  EXPECT_FALSE(WriteFile(file + "/below", "x", diagnostics_));
  ASSERT_THAT(diagnostics_.all(), SizeIs(1));
  EXPECT_EQ(diagnostics_.all()[0].code, base::Code::kFileUnwritable);
}

}  // namespace
}  // namespace sigmatic::driver
