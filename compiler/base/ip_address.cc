#include "compiler/base/ip_address.h"

#include <algorithm>
#include <cstddef>

namespace sigmatic::base {
namespace {

constexpr std::size_t kGroups = 8;  // of an IPv6 address, 16 bits each

std::optional<std::uint32_t> HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return std::nullopt;
}

// The part before the next `separator`, which is taken off `rest` too; the whole of it when there is none.
std::string_view TakeUntil(char separator, std::string_view* rest) {
  const std::size_t end = rest->find(separator);
  const std::string_view part = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  return part;
}

std::optional<std::uint8_t> ParseOctet(std::string_view text) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (value > 255) return std::nullopt;
  return static_cast<std::uint8_t>(value);
}

std::optional<std::array<std::uint8_t, 4>> ParseDottedQuad(std::string_view text) {
  if (std::count(text.begin(), text.end(), '.') != 3) return std::nullopt;
  std::array<std::uint8_t, 4> octets{};
  for (std::uint8_t& octet : octets) {
    const std::optional<std::uint8_t> value = ParseOctet(TakeUntil('.', &text));
    if (!value) return std::nullopt;
    octet = *value;
  }
  return octets;
}

// A run of groups without `::`, the last one possibly a dotted quad (`may_end_in_quad`).
class GroupList {
 public:
  bool Parse(std::string_view text, bool may_end_in_quad) {
    if (text.empty()) return true;
    if (text.back() == ':') return false;
    while (!text.empty()) {
      const std::string_view part = TakeUntil(':', &text);
      const bool quad = may_end_in_quad && text.empty() && part.find('.') != std::string_view::npos;
      if (!(quad ? AddQuad(part) : AddGroup(part))) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint16_t at(std::size_t index) const { return groups_.at(index); }

 private:
  bool Add(std::uint32_t group) {
    if (size_ == kGroups) return false;
    groups_.at(size_++) = static_cast<std::uint16_t>(group);
    return true;
  }

  bool AddGroup(std::string_view text) {
    if (text.empty() || text.size() > 4) return false;
    std::uint32_t value = 0;
    for (const char c : text) {
      const std::optional<std::uint32_t> digit = HexDigit(c);
      if (!digit) return false;
      value = value * 16 + *digit;
    }
    return Add(value);
  }

  bool AddQuad(std::string_view text) {
    const std::optional<std::array<std::uint8_t, 4>> quad = ParseDottedQuad(text);
    return quad && Add((*quad)[0] * 256U + (*quad)[1]) && Add((*quad)[2] * 256U + (*quad)[3]);
  }

  std::array<std::uint16_t, kGroups> groups_{};
  std::size_t size_ = 0;
};

void SetGroup(IpAddress* address, std::size_t index, std::uint16_t group) {
  address->bytes.at(2 * index) = static_cast<std::uint8_t>(group >> 8U);
  address->bytes.at(2 * index + 1) = static_cast<std::uint8_t>(group & 0xFFU);
}

std::uint32_t GetGroup(const IpAddress& address, std::size_t index) {
  return address.bytes.at(2 * index) * 256U + address.bytes.at(2 * index + 1);
}

std::optional<IpAddress> ParseV6(std::string_view text) {
  const std::size_t gap = text.find("::");
  const bool has_gap = gap != std::string_view::npos;
  GroupList head;
  GroupList tail;
  if (!head.Parse(text.substr(0, gap), !has_gap)) return std::nullopt;
  if (has_gap && !tail.Parse(text.substr(gap + 2), true)) return std::nullopt;
  const std::size_t given = head.size() + tail.size();
  // `::` stands for at least one group.
  if (has_gap ? given >= kGroups : given != kGroups) return std::nullopt;
  IpAddress address;
  address.v6 = true;
  for (std::size_t i = 0; i < head.size(); ++i) SetGroup(&address, i, head.at(i));
  for (std::size_t i = 0; i < tail.size(); ++i) SetGroup(&address, kGroups - tail.size() + i, tail.at(i));
  return address;
}

void AppendHex(std::uint32_t group, std::string* text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  bool leading = true;
  for (std::uint32_t shift = 16; shift > 0;) {
    shift -= 4;
    const std::uint32_t digit = (group >> shift) & 0xFU;
    if (digit == 0 && leading && shift > 0) continue;
    leading = false;
    text->push_back(kDigits[digit]);
  }
}

std::string FormatV6(const IpAddress& address) {
  // The longest run of zero groups, the first of equal ones, and at least two, becomes `::`.
  std::size_t gap_begin = kGroups;
  std::size_t gap_size = 1;
  for (std::size_t i = 0; i < kGroups;) {
    std::size_t end = i;
    while (end < kGroups && GetGroup(address, end) == 0) ++end;
    if (end - i > gap_size) {
      gap_begin = i;
      gap_size = end - i;
    }
    i = std::max(end, i + 1);
  }
  std::string text;
  for (std::size_t i = 0; i < kGroups;) {
    if (i == gap_begin) {
      text += "::";
      i += gap_size;
      continue;
    }
    if (!text.empty() && text.back() != ':') text.push_back(':');
    AppendHex(GetGroup(address, i), &text);
    ++i;
  }
  return text;
}

}  // namespace

std::optional<IpAddress> ParseAddress(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return ParseV6(text);
  const std::optional<std::array<std::uint8_t, 4>> quad = ParseDottedQuad(text);
  if (!quad) return std::nullopt;
  IpAddress address;
  std::copy(quad->begin(), quad->end(), address.bytes.begin());
  return address;
}

std::string FormatAddress(const IpAddress& address) {
  if (address.v6) return FormatV6(address);
  std::string text;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0) text.push_back('.');
    text += std::to_string(address.bytes.at(i));
  }
  return text;
}

}  // namespace sigmatic::base
