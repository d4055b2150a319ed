#include "compiler/eval/byte_source.h"

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace sigmatic::eval {
namespace {

constexpr std::size_t kCompressedChunk = 64U << 10U;

std::string ErrorText(int error) { return std::generic_category().message(error); }

class FileSource : public ByteSource {
 public:
  FileSource(std::FILE* file, bool owned) : file_(file), owned_(owned) {}
  ~FileSource() override {
    if (owned_) (void)std::fclose(file_);
  }

  std::size_t Read(std::span<char> out, std::string* error) override {
    if (ended_) return 0;
    errno = 0;
    const std::size_t count = std::fread(out.data(), 1, out.size(), file_);
    if (count > 0) return count;
    ended_ = true;
    if (std::ferror(file_) != 0) *error = ErrorText(errno);
    return 0;
  }

 private:
  std::FILE* file_;
  bool owned_;
  bool ended_ = false;
};

class FailedSource : public ByteSource {
 public:
  explicit FailedSource(std::string error) : error_(std::move(error)) {}

  std::size_t Read(std::span<char> /*out*/, std::string* error) override {
    if (!error_.empty()) *error = std::exchange(error_, {});
    return 0;
  }

 private:
  std::string error_;
};

class MemorySource : public ByteSource {
 public:
  MemorySource(std::string bytes, std::size_t chunk) : bytes_(std::move(bytes)), chunk_(chunk) {}

  std::size_t Read(std::span<char> out, std::string* /*error*/) override {
    const std::size_t count = std::min({out.size(), chunk_, bytes_.size() - position_});
    std::copy_n(bytes_.data() + position_, count, out.data());
    position_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t chunk_;
  std::size_t position_ = 0;
};

class DecompressingSource : public ByteSource {
 public:
  explicit DecompressingSource(std::unique_ptr<ByteSource> source)
      : source_(std::move(source)), input_(kCompressedChunk) {}
  ~DecompressingSource() override {
    if (mode_ == Mode::kGzip) (void)inflateEnd(&stream_);
  }

  std::size_t Read(std::span<char> out, std::string* error) override {
    if (mode_ == Mode::kUnknown) Detect();
    switch (mode_) {
      case Mode::kPlain:
        return ReadPlain(out, error);
      case Mode::kGzip:
        return ReadGzip(out, error);
      case Mode::kUnknown:
      case Mode::kEnded:
        return 0;
    }
    return 0;
  }

 private:
  enum class Mode : std::uint8_t { kUnknown, kPlain, kGzip, kEnded };

  [[nodiscard]] std::size_t Pending() const { return end_ - begin_; }

  // Whether there is input; reads some if need be.
  bool Refill() {
    if (Pending() > 0) return true;
    begin_ = 0;
    end_ = source_->Read(input_, &source_error_);
    return end_ > 0;
  }

  bool StartsWithMagic() {
    constexpr char kMagic[] = {'\x1f', '\x8b'};  // NOLINT(modernize-avoid-c-arrays)
    while (Pending() < 2) {
      if (begin_ > 0) {
        std::copy(input_.begin() + static_cast<std::ptrdiff_t>(begin_),
                  input_.begin() + static_cast<std::ptrdiff_t>(end_), input_.begin());
        end_ -= std::exchange(begin_, 0);
      }
      const std::size_t count = source_->Read(std::span(input_).subspan(end_), &source_error_);
      if (count == 0) return false;
      end_ += count;
    }
    return std::equal(std::begin(kMagic), std::end(kMagic), input_.begin() + static_cast<std::ptrdiff_t>(begin_));
  }

  void Detect() {
    mode_ = Mode::kPlain;
    if (!StartsWithMagic()) return;
    constexpr int kGzipOnly = 16;  // added to the window size: expect a gzip header
    if (inflateInit2(&stream_, MAX_WBITS + kGzipOnly) == Z_OK) {
      mode_ = Mode::kGzip;
    } else {
      source_error_ = "not enough memory to decompress";
      mode_ = Mode::kEnded;
    }
  }

  std::size_t End(std::string* error, std::string message) {
    if (mode_ == Mode::kGzip) (void)inflateEnd(&stream_);
    mode_ = Mode::kEnded;
    *error = std::move(message);
    return 0;
  }

  std::size_t ReadPlain(std::span<char> out, std::string* error) {
    if (Pending() > 0) {
      const std::size_t count = std::min(Pending(), out.size());
      std::copy_n(input_.begin() + static_cast<std::ptrdiff_t>(begin_), count, out.begin());
      begin_ += count;
      return count;
    }
    if (!source_error_.empty()) return End(error, std::move(source_error_));
    return source_->Read(out, error);
  }

  std::size_t ReadGzip(std::span<char> out, std::string* error) {
    while (true) {
      if (failed_) return End(error, "the gzip data is damaged");
      if (between_members_) {
        if (!StartsWithMagic()) return EndAfterMembers(error);
        between_members_ = false;
        if (inflateReset(&stream_) != Z_OK) return End(error, "not enough memory to decompress");
      }
      if (!Refill()) return End(error, source_error_.empty() ? "the gzip data ends early" : std::move(source_error_));
      stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + begin_);  // NOLINT(*-reinterpret-cast): zlib's type
      stream_.avail_in = static_cast<uInt>(Pending());
      stream_.next_out = reinterpret_cast<Bytef*>(out.data());  // NOLINT(*-reinterpret-cast): zlib's type
      stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(out.size(), 1U << 30U));
      const uInt room = stream_.avail_out;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      begin_ = end_ - stream_.avail_in;
      const std::size_t count = room - stream_.avail_out;
      if (status == Z_STREAM_END) {
        between_members_ = true;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        failed_ = true;
      }
      if (count > 0) return count;
    }
  }

  // Zeros may follow the last member: tapes and some object stores pad with them.
  std::size_t EndAfterMembers(std::string* error) {
    while (Refill()) {
      const auto begin = input_.begin() + static_cast<std::ptrdiff_t>(begin_);
      const auto end = input_.begin() + static_cast<std::ptrdiff_t>(end_);
      if (std::any_of(begin, end, [](char c) { return c != '\0'; }))
        return End(error, "there is something after the gzip data");
      begin_ = end_;
    }
    return End(error, std::move(source_error_));
  }

  std::unique_ptr<ByteSource> source_;
  std::vector<char> input_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string source_error_;
  Mode mode_ = Mode::kUnknown;
  bool between_members_ = false;
  bool failed_ = false;
  z_stream stream_{};
};

}  // namespace

std::unique_ptr<ByteSource> OpenFile(const std::string& path) {
  errno = 0;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return std::make_unique<FailedSource>(ErrorText(errno));
  return std::make_unique<FileSource>(file, true);
}

std::unique_ptr<ByteSource> OpenStandardInput() { return std::make_unique<FileSource>(stdin, false); }

std::unique_ptr<ByteSource> OpenMemory(std::string bytes, std::size_t chunk) {
  return std::make_unique<MemorySource>(std::move(bytes), chunk);
}

std::unique_ptr<ByteSource> Decompress(std::unique_ptr<ByteSource> source) {
  return std::make_unique<DecompressingSource>(std::move(source));
}

}  // namespace sigmatic::eval
