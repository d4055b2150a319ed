#include "compiler/yaml/reader.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <istream>
#include <streambuf>
#include <string_view>
#include <utility>

#include "compiler/yaml/encoding.h"
#include "compiler/yaml/syntax_error.h"
#include "compiler/yaml/tree_builder.h"

namespace sigmatic::yaml {
namespace {

// Hands the text to the library in pieces and stops when much text has led to no event: the library keeps the tokens of
// a whole `[...]` in memory, a hundred bytes for each byte of text.
class TextBuffer : public std::streambuf {
 public:
  TextBuffer(std::string_view text, const TreeBuilder& builder) : rest_(text), builder_(builder) {}

  [[nodiscard]] bool exhausted() const { return exhausted_; }

 protected:
  int_type underflow() override {
    constexpr std::size_t kPiece = 8192;
    if (builder_.event_count() != event_count_) {
      event_count_ = builder_.event_count();
      without_event_ = 0;
    }
    if (without_event_ > kMaxTokenBytes) {
      exhausted_ = true;
      throw Abort();
    }
    if (rest_.empty()) return traits_type::eof();
    const std::size_t size = std::min(rest_.size(), kPiece);
    // The interface wants `char*`, but nothing writes into it: putting back differing characters is not overridden.
    char* begin = const_cast<char*>(rest_.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + size);
    rest_.remove_prefix(size);
    without_event_ += size;
    return traits_type::to_int_type(*begin);
  }

 private:
  std::string_view rest_;
  const TreeBuilder& builder_;
  std::size_t event_count_ = 0;
  std::size_t without_event_ = 0;
  bool exhausted_ = false;
};

void ReportTokenLimit(const base::SourceFile& file, const TreeBuilder& builder, base::Diagnostics& diagnostics) {
  const auto at = static_cast<std::uint32_t>(std::min(builder.end(), file.text().size()));
  diagnostics.Report(
      base::Code::kYamlLimit, file, base::Span{at, at},
      fmt::format("one value, or all between one pair of brackets, is longer than {} kB", kMaxTokenBytes / 1024),
      "write lists with one `- item` a line instead of in brackets");
}

// Whether the whole text was read. What went wrong has been reported.
bool Build(const base::SourceFile& file, TreeBuilder& builder, base::Diagnostics& diagnostics) {
  TextBuffer buffer(file.text().substr(ByteOrderMarkSize(file.text())), builder);
  try {
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return true;
  } catch (const Abort&) {
    if (buffer.exhausted()) ReportTokenLimit(file, builder, diagnostics);
  } catch (const YAML::Exception& error) {
    ReportSyntaxError(file, builder.OffsetOf(error.mark), error.msg, builder, diagnostics);
  } catch (const std::exception& error) {
    ReportSyntaxError(file, builder.end(), error.what(), builder, diagnostics);
  }
  return false;
}

}  // namespace

base::Result<std::vector<Node>> Read(const base::SourceFile& file, base::Diagnostics& diagnostics) {
  if (file.text().size() > kMaxFileBytes) {
    diagnostics.Report(base::Code::kYamlLimit, file, base::Span{},
                       fmt::format("the file is larger than {} MB", kMaxFileBytes >> 20U),
                       "split it into several files");
    return base::Failure{};
  }
  if (!CheckEncoding(file, diagnostics)) return base::Failure{};
  TreeBuilder builder(file, diagnostics);
  if (!Build(file, builder, diagnostics)) return base::Failure{};
  return std::move(builder.documents());
}

}  // namespace sigmatic::yaml
