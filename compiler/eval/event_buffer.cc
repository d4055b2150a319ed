#include "compiler/eval/event_buffer.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/base/unicode.h"

namespace sigmatic::eval {
namespace {

namespace ondemand = simdjson::ondemand;

// What is kept for the next event; after a larger one the memory goes back.
constexpr std::size_t kRetainedBytes = 4U << 20U;
// Objects up to this size are checked for duplicate keys by comparing all pairs that may be equal.
constexpr std::size_t kSmallObject = 64;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Removes a run of digits from the front; false when there is none.
bool SkipDigits(std::string_view* text) {
  const std::size_t before = text->size();
  while (!text->empty() && IsDigit(text->front())) text->remove_prefix(1);
  return text->size() < before;
}

// number = [ "-" ] ( "0" / digit1-9 *DIGIT ) [ "." 1*DIGIT ] [ e [ "-" / "+" ] 1*DIGIT ]   RFC 8259, section 6
bool IsJsonNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.starts_with('0')) {
    text.remove_prefix(1);
  } else if (!SkipDigits(&text)) {
    return false;
  }
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!SkipDigits(&text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!SkipDigits(&text)) return false;
  }
  return text.empty();
}

std::string_view TrimRight(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return text.substr(0, last + 1);  // npos + 1 == 0
}

// simdjson turns a lone low surrogate's escape into three bytes that are no UTF-8.
bool ContainsSurrogate(std::string_view text) {
  for (std::size_t i = text.find('\xED'); i != std::string_view::npos; i = text.find('\xED', i + 1)) {
    if (i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xA0) return true;
  }
  return false;
}

// Memory for the values of one event. Blocks double, and the largest stays: soon one block holds any usual event.
class Arena {
 public:
  void Clear() {
    used_ = 0;
    if (blocks_.empty()) return;
    std::swap(blocks_.front(), blocks_.back());
    blocks_.resize(blocks_.front().size <= kRetainedBytes ? 1 : 0);
  }

  template <typename T>
  const T* Copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(sizeof(T) % kAlignment == 0 && alignof(T) <= kAlignment);
    if (items.empty()) return nullptr;
    T* copy = static_cast<T*>(Allocate(items.size_bytes()));
    std::uninitialized_copy(items.begin(), items.end(), copy);
    return copy;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> data;  // NOLINT(modernize-avoid-c-arrays): a vector would clear it first
    std::size_t size = 0;
  };

  void* Allocate(std::size_t bytes) {
    if (blocks_.empty() || blocks_.back().size - used_ < bytes) {
      constexpr std::size_t kFirstBlock = 64U << 10U;
      const std::size_t doubled = blocks_.empty() ? kFirstBlock : blocks_.back().size * 2;
      const std::size_t size = std::max(doubled, bytes);
      blocks_.push_back(
          Block{std::unique_ptr<std::byte[]>(new std::byte[size]), size});  // NOLINT(modernize-avoid-c-arrays)
      used_ = 0;
    }
    void* place = blocks_.back().data.get() + used_;
    used_ += bytes;
    return place;
  }

  static constexpr std::size_t kAlignment = 8;  // all items are multiples of it, so that no gaps are needed

  std::vector<Block> blocks_;
  std::size_t used_ = 0;  // of the last block
};

// Drops members whose key comes again later, from `begin` on. The order of the others stays.
void DropEarlierDuplicates(std::vector<Member>* members, std::size_t begin) {
  const auto first = members->begin() + static_cast<std::ptrdiff_t>(begin);
  const auto count = members->size() - begin;
  std::vector<bool> dropped;
  const auto drop = [&dropped, count](std::size_t index) {
    dropped.resize(count);
    dropped[index] = true;
  };
  if (count <= kSmallObject) {
    std::uint64_t seen = 0;  // one bit for each class of keys: equal bits may be equal keys
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view key = first[static_cast<std::ptrdiff_t>(i)].key;
      const auto edge =
          key.empty() ? 0U : static_cast<unsigned char>(key.back()) * 7U + static_cast<unsigned char>(key.front());
      const std::uint64_t bit = std::uint64_t{1} << ((edge + key.size() * 13U) % 64U);
      if ((seen & bit) != 0) {
        for (std::size_t j = 0; j < i; ++j) {
          if (first[static_cast<std::ptrdiff_t>(j)].key == key) drop(j);
        }
      }
      seen |= bit;
    }
  } else {
    std::unordered_map<std::string_view, std::size_t> last;
    last.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto [place, is_new] = last.try_emplace(first[static_cast<std::ptrdiff_t>(i)].key, i);
      if (!is_new) drop(std::exchange(place->second, i));
    }
  }
  if (dropped.empty()) return;
  std::size_t kept = begin;
  for (std::size_t i = 0; i < count; ++i) {
    if (!dropped[i]) (*members)[kept++] = (*members)[begin + i];
  }
  members->resize(kept);
}

}  // namespace

struct EventBuffer::State {
  std::string padded;  // '[', the text, ']' and simdjson's padding
  std::size_t text_size = 0;
  std::unique_ptr<ondemand::parser> parser;
  std::size_t parser_capacity = 0;
  Arena arena;
  std::vector<Value> elements;  // of the arrays that are open, innermost last
  std::vector<Member> members;  // of the objects that are open
  Value root;
  Error error;
  std::size_t depth = 0;

  bool Parse(std::string_view json);

 private:
  bool ReserveParser(std::size_t size);
  bool ReadRoot(ondemand::document& document);
  bool ReadValue(ondemand::value value, Value* out);
  bool ReadString(simdjson::simdjson_result<std::string_view> result, std::string_view* out);
  bool ReadScalar(ondemand::value value, Value* out);
  bool ReadArray(ondemand::value value, Value* out);
  bool ReadObject(ondemand::value value, Value* out);

  // Both set the error and return false. The offset counts from the start of the caller's text.
  bool Fail(std::size_t offset, std::string message);
  bool Fail(simdjson::error_code code);
  [[nodiscard]] std::size_t OffsetOf(const char* place) const;
  [[nodiscard]] std::size_t CurrentOffset() const;

  // Where simdjson stands, for errors that have no better place.
  ondemand::document* document_ = nullptr;
  bool has_unicode_escapes_ = false;
};

std::size_t EventBuffer::State::OffsetOf(const char* place) const {
  const auto offset = place - padded.data() - 1;
  return std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text_size);
}

std::size_t EventBuffer::State::CurrentOffset() const {
  const char* place = nullptr;
  if (document_ == nullptr || document_->current_location().get(place) != simdjson::SUCCESS) return text_size;
  return OffsetOf(place);
}

bool EventBuffer::State::Fail(std::size_t offset, std::string message) {
  error = Error{std::min(offset, text_size), std::move(message)};
  return false;
}

bool EventBuffer::State::Fail(simdjson::error_code code) {
  const std::size_t offset = CurrentOffset();
  const std::string_view text(padded.data() + 1, text_size);
  switch (code) {
    case simdjson::UTF8_ERROR:
      return Fail(base::FindInvalidUtf8(text).value_or(0), "invalid UTF-8");
    case simdjson::UNESCAPED_CHARS:
      return Fail(0, "a control character in a string is not escaped");
    case simdjson::UNCLOSED_STRING:
      return Fail(text_size, "a string does not end");
    case simdjson::STRING_ERROR:
      return Fail(offset, "a string has an escape that JSON does not know");
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return Fail(offset, "an array or object does not end");
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY:
      return Fail(0, "not enough memory for the event");
    default:
      return Fail(offset, "this is no JSON value");
  }
}

bool EventBuffer::State::ReserveParser(std::size_t size) {
  if (parser != nullptr && size <= parser_capacity && (parser_capacity <= kRetainedBytes || size > kRetainedBytes))
    return true;
  constexpr std::size_t kSmallest = 64U << 10U;
  parser = std::make_unique<ondemand::parser>(2 * kMaxEventBytes);
  parser_capacity = std::max(kSmallest, size + size / 2);
  // Two levels beyond our own limit: the array around the text, and the level at which the limit is noticed.
  return parser->allocate(parser_capacity, kMaxEventDepth + 2) == simdjson::SUCCESS;
}

bool EventBuffer::State::Parse(std::string_view json) {
  arena.Clear();
  elements.clear();
  members.clear();
  document_ = nullptr;
  depth = 0;
  if (elements.capacity() * sizeof(Value) > kRetainedBytes) elements = {};
  if (members.capacity() * sizeof(Member) > kRetainedBytes) members = {};
  if (padded.capacity() > kRetainedBytes) padded = {};
  text_size = json.size();
  if (json.size() > kMaxEventBytes) return Fail(kMaxEventBytes, "an event has more than 64 MiB");

  // A text is one JSON value exactly if `[text]` is an array of one element. So a lone scalar needs no way of its own.
  padded.clear();
  padded.reserve(json.size() + 2 + simdjson::SIMDJSON_PADDING);
  padded.push_back('[');
  padded.append(json);
  padded.push_back(']');
  const std::size_t size = padded.size();
  padded.append(simdjson::SIMDJSON_PADDING, '\0');
  if (!ReserveParser(size)) return Fail(simdjson::MEMALLOC);

  ondemand::document document;
  const auto failure = parser->iterate(padded.data(), size, padded.size()).get(document);
  if (failure != simdjson::SUCCESS) return Fail(failure);
  document_ = &document;
  has_unicode_escapes_ = json.find("\\u") != std::string_view::npos;
  const bool good = ReadRoot(document);
  document_ = nullptr;
  return good;
}

bool EventBuffer::State::ReadRoot(ondemand::document& document) {
  ondemand::array array;
  if (const auto failure = document.get_array().get(array)) return Fail(failure);
  std::size_t count = 0;
  for (auto element : array) {
    ondemand::value value;
    if (const auto failure = element.get(value)) return Fail(failure);
    if (++count > 1) return Fail(simdjson::TAPE_ERROR);
    if (!ReadValue(value, &root)) return false;
  }
  if (count == 0) return Fail(text_size, "there is no JSON value");
  // simdjson has no other way to say that it has seen everything.
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return Fail(simdjson::TAPE_ERROR);
  return true;
}

bool EventBuffer::State::ReadValue(ondemand::value value, Value* out) {
  ondemand::json_type type{};
  if (const auto failure = value.type().get(type)) return Fail(failure);
  switch (type) {
    case ondemand::json_type::array:
    case ondemand::json_type::object: {
      if (depth == kMaxEventDepth) return Fail(OffsetOf(value.raw_json_token().data()), "nested too deeply");
      ++depth;
      const bool good = type == ondemand::json_type::array ? ReadArray(value, out) : ReadObject(value, out);
      --depth;
      return good;
    }
    case ondemand::json_type::string: {
      std::string_view text;
      if (!ReadString(value.get_string(), &text)) return false;
      out->kind = Value::Kind::kString;
      out->size = static_cast<std::uint32_t>(text.size());
      out->text_data = text.data();
      return true;
    }
    case ondemand::json_type::number:
    case ondemand::json_type::boolean:
    case ondemand::json_type::null:
      return ReadScalar(value, out);
  }
  return Fail(simdjson::TAPE_ERROR);
}

bool EventBuffer::State::ReadString(simdjson::simdjson_result<std::string_view> result, std::string_view* out) {
  if (const auto failure = std::move(result).get(*out)) return Fail(failure);
  if (has_unicode_escapes_ && ContainsSurrogate(*out)) {
    return Fail(CurrentOffset(), "a string has half of a surrogate pair, which is no character");
  }
  return true;
}

// Numbers, true, false and null: looked at only after simdjson has found where they end, since it does not check them
// before it converts them.
bool EventBuffer::State::ReadScalar(ondemand::value value, Value* out) {
  const std::string_view token = TrimRight(value.raw_json_token());
  if (token == "true") {
    out->kind = Value::Kind::kTrue;
  } else if (token == "false") {
    out->kind = Value::Kind::kFalse;
  } else if (token == "null") {
    out->kind = Value::Kind::kNull;
  } else if (IsJsonNumber(token)) {
    out->kind = Value::Kind::kNumber;
    out->size = static_cast<std::uint32_t>(token.size());
    out->text_data = token.data();
    return true;
  } else {
    return Fail(OffsetOf(token.data()), "neither a number nor true, false or null");
  }
  out->size = 0;
  out->text_data = nullptr;
  return true;
}

bool EventBuffer::State::ReadArray(ondemand::value value, Value* out) {
  ondemand::array array;
  if (const auto failure = value.get_array().get(array)) return Fail(failure);
  const std::size_t begin = elements.size();
  for (auto result : array) {
    ondemand::value element;
    if (const auto failure = result.get(element)) return Fail(failure);
    Value child;
    if (!ReadValue(element, &child)) return false;
    elements.push_back(child);
  }
  const std::span<const Value> read(elements.data() + begin, elements.size() - begin);
  out->kind = Value::Kind::kArray;
  out->size = static_cast<std::uint32_t>(read.size());
  out->element_data = arena.Copy(read);
  elements.resize(begin);
  return true;
}

bool EventBuffer::State::ReadObject(ondemand::value value, Value* out) {
  ondemand::object object;
  if (const auto failure = value.get_object().get(object)) return Fail(failure);
  const std::size_t begin = members.size();
  for (auto result : object) {
    ondemand::field field;
    if (const auto failure = std::move(result).get(field)) return Fail(failure);
    Member member;
    if (!ReadString(field.unescaped_key(), &member.key)) return false;
    if (!ReadValue(field.value(), &member.value)) return false;
    members.push_back(member);
  }
  DropEarlierDuplicates(&members, begin);
  const std::span<const Member> read(members.data() + begin, members.size() - begin);
  out->kind = Value::Kind::kObject;
  out->size = static_cast<std::uint32_t>(read.size());
  out->member_data = arena.Copy(read);
  members.resize(begin);
  return true;
}

EventBuffer::EventBuffer() : state_(std::make_unique<State>()) {}
EventBuffer::~EventBuffer() = default;

const Value* EventBuffer::Parse(std::string_view json, Error* error) {
  if (state_->Parse(json)) return &state_->root;
  *error = std::move(state_->error);
  return nullptr;
}

}  // namespace sigmatic::eval
