// The encoding modifiers, on bytes. Sigma modifiers appendix 2.1.0, section "Encoding".
#ifndef SIGMATIC_COMPILER_SEMA_ENCODINGS_H_
#define SIGMATIC_COMPILER_SEMA_ENCODINGS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sigmatic::sema {

// RFC 4648, section 4, padded.
std::string EncodeBase64(std::string_view bytes);

// How `bytes` show up inside a longer Base64 text, by the number of bytes before them modulo 3: only the characters
// that these bytes alone determine. At the ends, a character that shares its six bits with a neighbouring byte is left
// out. A member is empty when no character is determined: always for no bytes, for one byte at the second alignment.
std::array<std::string, 3> EncodeBase64AtOffsets(std::string_view bytes);

enum class Utf16Form : std::uint8_t {
  kLittleEndian,          // utf16le, wide
  kBigEndian,             // utf16be
  kLittleEndianWithMark,  // utf16: the byte order mark FF FE first
};
// Takes valid UTF-8; code points beyond U+FFFF become surrogate pairs.
std::string EncodeUtf16(std::string_view utf8, Utf16Form form);

}  // namespace sigmatic::sema

#endif  // SIGMATIC_COMPILER_SEMA_ENCODINGS_H_
