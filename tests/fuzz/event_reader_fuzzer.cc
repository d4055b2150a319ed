// Any bytes as an event file: what the reader says must not depend on how the bytes come in, record numbers must count
// up, and all that it calls an event must be an object at the place that it names.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/eval/event_reader.h"

namespace sigmatic::eval {
namespace {

std::string Describe(std::string_view bytes, std::size_t chunk) {
  const bool is_plain = !bytes.starts_with("\x1f\x8b");
  EventReader reader = EventReader::FromMemory("events", std::string(bytes), chunk);
  std::string out;
  std::uint64_t record = 0;
  for (auto next = reader.ReadNext(); next != EventReader::Next::kEnd; next = reader.ReadNext()) {
    const bool is_event = next == EventReader::Next::kEvent;
    const EventPosition& position = is_event ? reader.event().position : reader.fault().position;
    if (is_event) {
      if (reader.event().value->kind != Value::Kind::kObject) std::abort();
      if (is_plain && !bytes.substr(position.offset).starts_with(reader.event().text)) std::abort();
    }
    if (is_plain) {
      const auto before = bytes.substr(0, position.offset);
      if (position.line != 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'))) std::abort();
    }
    if (position.record != 0 && position.record != ++record) std::abort();
    out += std::to_string(position.record) + " " + std::to_string(position.offset) + " ";
    out += is_event ? std::string(reader.event().text) : reader.fault().message;
    out += "\n";
  }
  return out;
}

}  // namespace
}  // namespace sigmatic::eval

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sigmatic::eval::Describe;
  using sigmatic::eval::EventReader;
  const std::string_view bytes(reinterpret_cast<const char*>(data),
                               size);  // NOLINT(*-reinterpret-cast): bytes are characters
  const std::string whole = Describe(bytes, EventReader::kChunkBytes);
  if (Describe(bytes, 1) != whole || Describe(bytes, 7) != whole) std::abort();
  return 0;
}
