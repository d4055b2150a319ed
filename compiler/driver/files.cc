#include "compiler/driver/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <unordered_set>

namespace sigmatic::driver {
namespace {

namespace fs = std::filesystem;

bool IsRuleFile(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.ends_with(".test.yml") || name.ends_with(".test.yaml")) return false;
  return name.ends_with(".yml") || name.ends_with(".yaml");
}

std::string Reason(int error) { return std::generic_category().message(error); }

void ReportUnreadable(const std::string& path, const std::string& reason, base::Diagnostics& diagnostics) {
  diagnostics.Report(base::Code::kFileUnreadable, fmt::format("cannot read `{}`: {}", path, reason));
}

std::vector<std::string> RuleFilesBelow(const std::string& folder, base::Diagnostics& diagnostics) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (const fs::recursive_directory_iterator end; !error && walk != end; walk.increment(error)) {
    std::error_code ignored;  // an entry that vanished meanwhile is no regular file
    if (IsRuleFile(walk->path()) && walk->is_regular_file(ignored)) files.push_back(walk->path().string());
  }
  if (error) ReportUnreadable(folder, error.message(), diagnostics);
  std::sort(files.begin(), files.end());
  return files;
}

// Closes the descriptor at the end of the scope; standard input stays open.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDIN_FILENO) close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

std::vector<std::string> FindRuleFiles(const std::vector<std::string>& paths, base::Diagnostics& diagnostics) {
  std::vector<std::string> files;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string path) {
    if (seen.insert(path).second) files.push_back(std::move(path));
  };
  for (const std::string& path : paths) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      std::vector<std::string> below = RuleFilesBelow(path, diagnostics);
      if (below.empty()) {
        diagnostics.Report(base::Code::kNoRuleFiles, fmt::format("folder `{}` holds no rule files", path),
                           "rule files are named *.yml or *.yaml");
      }
      for (std::string& file : below) add(std::move(file));
    } else {
      add(path);
    }
  }
  return files;
}

base::Result<std::string> ReadFile(const std::string& path, std::size_t max_bytes, base::Diagnostics& diagnostics) {
  const Descriptor file(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) {
    ReportUnreadable(path, Reason(errno), diagnostics);
    return base::Failure{};
  }
  struct stat status {};
  std::string text;
  if (fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode)) {
    const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    text.reserve(std::min(size, max_bytes) + 1);
  }
  std::array<char, 65536> chunk;  // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills it
  while (true) {
    const ssize_t count = read(file.number(), chunk.data(), chunk.size());
    if (count == 0) return text;
    if (count < 0) {
      if (errno == EINTR) continue;
      ReportUnreadable(path, Reason(errno), diagnostics);
      return base::Failure{};
    }
    text.append(chunk.data(), static_cast<std::size_t>(count));
    if (text.size() > max_bytes) {
      ReportUnreadable(path, fmt::format("it is larger than {} bytes", max_bytes), diagnostics);
      return base::Failure{};
    }
  }
}

bool WriteFile(const std::string& path, std::string_view text, base::Diagnostics& diagnostics) {
  const auto fail = [&](const std::string& reason) {
    diagnostics.Report(base::Code::kFileUnwritable, fmt::format("cannot write `{}`: {}", path, reason));
    return false;
  };
  std::error_code error;
  const fs::path target(path);
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) return fail(error.message());
  const std::string temporary = fmt::format("{}.{}.tmp", path, getpid());
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (file == nullptr) return fail(Reason(errno));
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed) {
    const std::string reason = Reason(errno);
    std::remove(temporary.c_str());
    return fail(reason);
  }
  fs::rename(temporary, path, error);
  if (error) {
    std::remove(temporary.c_str());
    return fail(error.message());
  }
  return true;
}

}  // namespace sigmatic::driver
