// Reads events from files as they come: one JSON value a line (NDJSON), values one after the other (pretty-printed or
// not), an array of events, or CloudTrail's {"Records": [...]}; each also as gzip. The memory it takes is bounded by
// the largest single event, not by the file.
//
// Formats are told apart by content, never by name:
// - Gzip by its magic bytes. A UTF-8 byte order mark is skipped, CRLF is white space like any other.
// - An array at the top level: its elements are the events. An object at the top level with a key `Records` (written
//   without escapes) whose value is an array: the elements of that array are the events, and the object itself is none.
//   Any other object is one event.
// - By lines or not: if the first line that is not blank closes every bracket that it opens, or the next one starts an
//   object where the first leaves no room for one, then a line break ends an event, broken or not. Otherwise values may
//   span lines.
//
// Record numbers count from 1 through the whole file. A broken event has a number too, so in NDJSON without blank lines
// the number is the line. After a fault, reading goes on behind the broken line or element.
#ifndef SIGMATIC_COMPILER_EVAL_EVENT_READER_H_
#define SIGMATIC_COMPILER_EVAL_EVENT_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/eval/byte_source.h"
#include "compiler/eval/event_buffer.h"
#include "compiler/eval/json_scanner.h"
#include "compiler/eval/value.h"

namespace sigmatic::eval {

// A place in what the file holds; for gzip that is the inflated text.
struct EventPosition {
  std::uint64_t record = 0;  // from 1; 0 where no record is meant but the file
  std::uint64_t line = 1;    // from 1
  std::uint64_t offset = 0;  // bytes
};

struct Event {
  const Value* value = nullptr;  // an object
  std::string_view text;         // as the file has it
  EventPosition position;
};

// Something in an event file that is no event. A type of its own, since the file is not kept in memory as a SourceFile
// is.
struct EventFault {
  std::string path;
  EventPosition position;
  std::string message;
};

class EventReader {
 public:
  // A file that cannot be opened is reported by the first call of Next().
  static EventReader Open(const std::string& path);
  static EventReader FromStandardInput();  // path: "<stdin>"
  // `path` is used in faults only. At most `chunk` bytes are looked at at a time.
  static EventReader FromMemory(std::string path, std::string bytes, std::size_t chunk = kChunkBytes);

  EventReader(EventReader&& other) noexcept;
  EventReader& operator=(EventReader&& other) noexcept;
  ~EventReader();

  enum class Next : std::uint8_t { kEvent, kFault, kEnd };

  // Moves on. What event() or fault() gave before is no longer valid.
  Next ReadNext();

  [[nodiscard]] const Event& event() const { return event_; }       // after kEvent
  [[nodiscard]] const EventFault& fault() const { return fault_; }  // after kFault

  static constexpr std::size_t kChunkBytes = 256U << 10U;

 private:
  // Where the reader stands between two events.
  enum class State : std::uint8_t { kStart, kTop, kInArray, kBehindRecords, kEnd };

  EventReader(std::string path, std::unique_ptr<ByteSource> source);

  // Each either has something to tell the caller, or has moved the reader on and returns nullopt.
  std::optional<Next> ReadStart();
  std::optional<Next> ReadTop();
  std::optional<Next> ReadObject();
  std::optional<Next> ReadElement();
  std::optional<Next> EndObject();
  std::optional<Next> EndRecords();
  void AppendAround(std::size_t size);
  void EndArray();
  Next ReadBrokenLine();

  // The record is the next `size` bytes: parses it, and moves behind it and `separator` more bytes.
  Next Finish(std::size_t size, std::size_t separator);
  Next Report(EventPosition position, std::string message);

  // The unread bytes, up to the end of the line where that ends a record.
  std::string_view Window();
  bool WindowIsFinal();  // there will be no more of it
  bool ReadMore();       // makes the window longer; false when it is final
  void Consume(std::size_t size);
  bool SkipWhiteSpace();  // false when the window ends before anything else
  bool LooksLikeLines();

  std::string path_;
  std::unique_ptr<ByteSource> source_;
  std::string source_error_;
  bool source_ended_ = false;

  std::string buffer_;
  std::size_t begin_ = 0;     // of the unread bytes
  std::size_t line_end_ = 0;  // known to be a line break, or how far we have looked for one
  std::size_t scanned_ = 0;   // how far the current record has been scanned, from begin_
  EventPosition position_;    // of begin_

  State state_ = State::kStart;
  bool by_lines_ = false;
  bool bounded_ = false;           // the current record ends with its line
  bool oversized_ = false;         // the current record is over the limit; what was scanned of it has been dropped
  bool in_records_ = false;        // the current array is the value of `Records`
  bool may_be_empty_ = false;      // nothing before the array's end is no missing element
  std::string around_;             // the object around `Records`, without the elements
  EventPosition object_position_;  // where the current object at the top level starts
  EventPosition record_position_;  // where the current record starts

  JsonScanner scanner_;
  std::unique_ptr<EventBuffer> values_;
  Event event_;
  EventFault fault_;
};

// The event files in a folder and below, sorted: *.json, *.jsonl, *.ndjson, *.log, each also with .gz. A path that is
// no folder stands for itself. Nullopt, with `*error` set, when a folder cannot be read.
std::optional<std::vector<std::string>> ExpandEventPaths(const std::string& path, std::string* error);

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_EVENT_READER_H_
