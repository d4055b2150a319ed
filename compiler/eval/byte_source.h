// Where the bytes of an event file come from: a file, standard input or memory; decompressed on the way when they are
// gzip.
#ifndef SIGMATIC_COMPILER_EVAL_BYTE_SOURCE_H_
#define SIGMATIC_COMPILER_EVAL_BYTE_SOURCE_H_

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace sigmatic::eval {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // Fills the front of `out` (not empty) and returns how much; 0 at the end, and after that always. An end that is a
  // fault says so in `*error`: the first time only, and after all bytes that came before it.
  virtual std::size_t Read(std::span<char> out, std::string* error) = 0;
};

// An unreadable file is a source that fails at once.
std::unique_ptr<ByteSource> OpenFile(const std::string& path);
std::unique_ptr<ByteSource> OpenStandardInput();

// Hands out at most `chunk` bytes at a time.
std::unique_ptr<ByteSource> OpenMemory(std::string bytes, std::size_t chunk);

// What `source` holds, inflated if it starts with the magic bytes of gzip (RFC 1952), all members of it.
std::unique_ptr<ByteSource> Decompress(std::unique_ptr<ByteSource> source);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_BYTE_SOURCE_H_
