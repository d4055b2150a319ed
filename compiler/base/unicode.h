// UTF-8 and simple case folding: the only place that knows either.
//
// Sigma compares strings case-insensitively; we take that as Unicode *simple* case folding (CaseFolding.txt, statuses C
// and S): one code point to one code point, so that lengths and `?` keep their meaning.
#ifndef SIGMATIC_COMPILER_BASE_UNICODE_H_
#define SIGMATIC_COMPILER_BASE_UNICODE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sigmatic::base {

// Offset of the first byte that is not valid UTF-8; nullopt when all is valid.
std::optional<std::size_t> FindInvalidUtf8(std::string_view text);

// Decodes the code point that starts at `*offset` of valid UTF-8 and moves the offset behind it.
char32_t DecodeUtf8(std::string_view text, std::size_t* offset);

void AppendUtf8(char32_t code_point, std::string* text);

std::u32string ToCodePoints(std::string_view text);
std::string ToUtf8(std::u32string_view code_points);

// The number of code points in valid UTF-8.
std::size_t CountCodePoints(std::string_view text);

bool IsAscii(std::string_view text);

// The simple case folding of one code point / of a whole string.
char32_t FoldCase(char32_t code_point);
std::string FoldCase(std::string_view text);

// All code points with the same folding, sorted, the given one included: {K, k, KELVIN SIGN} for 'k'.
std::vector<char32_t> CaseVariants(char32_t code_point);

// Whether another code point has the same folding.
bool HasCaseVariants(char32_t code_point);

// Whether two strings have the same folding; no allocation for ASCII.
bool EqualsIgnoringCase(std::string_view a, std::string_view b);

}  // namespace sigmatic::base

#endif  // SIGMATIC_COMPILER_BASE_UNICODE_H_
