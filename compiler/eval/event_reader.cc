#include "compiler/eval/event_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

namespace sigmatic::eval {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// How much of a file is looked at to tell its format. A longer first line is taken to be a whole one.
constexpr std::size_t kDetectionBytes = 64U << 10U;

std::string_view TrimRight(std::string_view text) {
  const std::size_t last = text.find_last_not_of(kWhiteSpace);
  return text.substr(0, last + 1);  // npos + 1 == 0
}

std::uint64_t CountLines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

// Whether a text that ends before a `[` ends in `"Records":`.
bool EndsWithRecordsKey(std::string_view text) {
  text = TrimRight(text);
  if (!text.ends_with(':')) return false;
  text.remove_suffix(1);
  text = TrimRight(text);
  constexpr std::string_view kKey = "\"Records\"";
  if (!text.ends_with(kKey)) return false;
  text.remove_suffix(kKey.size());
  return !text.ends_with('\\');  // else the quote is the middle of a longer key
}

// Whether all brackets and strings of a text are closed within it.
bool IsBalanced(std::string_view text) {
  JsonScanner scanner;
  scanner.Start(0);
  std::size_t position = 0;
  while (true) {
    switch (scanner.Run(text, &position)) {
      case JsonScanner::Stop::kEndOfText:
        return !scanner.IsInsideValue();
      case JsonScanner::Stop::kArray:
        scanner.EnterArray(&position);
        break;
      case JsonScanner::Stop::kComma:
      case JsonScanner::Stop::kClose:
        ++position;
        break;
      case JsonScanner::Stop::kValueEnd:
        break;
    }
  }
}

bool IsEventFile(std::string_view name) {
  constexpr std::array<std::string_view, 4> kExtensions = {".json", ".jsonl", ".ndjson", ".log"};
  if (name.ends_with(".gz")) name.remove_suffix(3);
  return std::any_of(kExtensions.begin(), kExtensions.end(),
                     [name](std::string_view extension) { return name.ends_with(extension); });
}

}  // namespace

EventReader::EventReader(std::string path, std::unique_ptr<ByteSource> source)
    : path_(std::move(path)), source_(Decompress(std::move(source))), values_(std::make_unique<EventBuffer>()) {}

EventReader EventReader::Open(const std::string& path) { return EventReader(path, OpenFile(path)); }
EventReader EventReader::FromStandardInput() { return EventReader("<stdin>", OpenStandardInput()); }
EventReader EventReader::FromMemory(std::string path, std::string bytes, std::size_t chunk) {
  return EventReader(std::move(path), OpenMemory(std::move(bytes), chunk));
}

EventReader::EventReader(EventReader&& other) noexcept = default;
EventReader& EventReader::operator=(EventReader&& other) noexcept = default;
EventReader::~EventReader() = default;

EventReader::Next EventReader::ReadNext() {
  while (true) {
    std::optional<Next> next;
    switch (state_) {
      case State::kStart:
        next = ReadStart();
        break;
      case State::kTop:
        next = ReadTop();
        break;
      case State::kInArray:
        next = ReadElement();
        break;
      case State::kBehindRecords:
        next = ReadObject();
        break;
      case State::kEnd:
        return Next::kEnd;
    }
    if (next) return *next;
  }
}

// The window on the bytes.

std::string_view EventReader::Window() {
  if (bounded_ && (line_end_ < begin_ || line_end_ >= buffer_.size() || buffer_[line_end_] != '\n')) {
    line_end_ = std::min(buffer_.find('\n', std::max(line_end_, begin_)), buffer_.size());
  }
  const std::size_t end = bounded_ ? line_end_ : buffer_.size();
  return {buffer_.data() + begin_, end - begin_};
}

bool EventReader::WindowIsFinal() { return source_ended_ || begin_ + Window().size() < buffer_.size(); }

bool EventReader::ReadMore() {
  if (WindowIsFinal()) return false;
  if (buffer_.size() - begin_ > kMaxEventBytes) {
    // The scanner needs nothing of what it has seen. Brackets are still counted, so that the next record is found.
    oversized_ = true;
    Consume(std::min(scanned_, buffer_.size() - begin_));
  }
  buffer_.erase(0, begin_);
  line_end_ -= std::min(line_end_, begin_);
  begin_ = 0;
  // A long record makes for long reads, so that moving it costs no more than a constant for each byte.
  const std::size_t size = buffer_.size();
  buffer_.resize(size + std::max(kChunkBytes, size));
  const std::size_t count = source_->Read(std::span(buffer_).subspan(size), &source_error_);
  buffer_.resize(size + count);
  if (count == 0) source_ended_ = true;
  return true;
}

void EventReader::Consume(std::size_t size) {
  position_.line += CountLines({buffer_.data() + begin_, size});
  position_.offset += size;
  begin_ += size;
  scanned_ -= std::min(scanned_, size);
}

bool EventReader::SkipWhiteSpace() {
  while (true) {
    const std::string_view window = Window();
    const std::size_t space = window.find_first_not_of(kWhiteSpace);
    Consume(std::min(space, window.size()));
    if (space != std::string_view::npos) return true;
    if (!ReadMore()) return false;
  }
}

// What stands in the file.

std::optional<EventReader::Next> EventReader::ReadStart() {
  while (buffer_.size() < kByteOrderMark.size() && ReadMore()) {
  }
  if (buffer_.starts_with(kByteOrderMark)) {
    begin_ = kByteOrderMark.size();
    position_.offset = begin_;
  }
  if (SkipWhiteSpace()) by_lines_ = LooksLikeLines();
  state_ = State::kTop;
  return std::nullopt;
}

bool EventReader::LooksLikeLines() {
  bounded_ = true;
  line_end_ = begin_;
  while (Window().size() < kDetectionBytes && ReadMore()) {
  }
  const std::string_view first = TrimRight(Window());
  const bool is_whole = WindowIsFinal();
  bounded_ = false;
  if (!is_whole || IsBalanced(first)) return true;
  const std::size_t size = first.size();
  const char last = first.back();
  std::size_t next = std::string_view::npos;
  do {
    next = Window().find_first_not_of(kWhiteSpace, size);
  } while (next == std::string_view::npos && Window().size() < kDetectionBytes && ReadMore());
  if (next == std::string_view::npos) return true;
  return Window()[next] == '{' && std::string_view(":,[").find(last) == std::string_view::npos;
}

std::optional<EventReader::Next> EventReader::ReadTop() {
  bounded_ = false;
  if (!SkipWhiteSpace()) {
    state_ = State::kEnd;
    if (source_error_.empty()) return std::nullopt;
    EventPosition position = position_;
    position.record = 0;
    return Report(position, std::move(source_error_));
  }
  bounded_ = by_lines_;
  line_end_ = begin_;
  scanned_ = 0;
  oversized_ = false;
  record_position_ = position_;
  switch (buffer_[begin_]) {
    case '[':
      Consume(1);
      in_records_ = false;
      may_be_empty_ = true;
      state_ = State::kInArray;
      return std::nullopt;
    case '{':
      scanner_.Start(0);
      in_records_ = false;
      around_.clear();
      object_position_ = position_;
      return ReadObject();
    default:
      return ReadBrokenLine();
  }
}

// The record is all of the line.
EventReader::Next EventReader::ReadBrokenLine() {
  bounded_ = true;
  line_end_ = std::max(line_end_, begin_);
  do {
    scanned_ = Window().size();
  } while (ReadMore());
  return Finish(Window().size(), 0);
}

// An object at the top level, or what follows the elements of its `Records`.
std::optional<EventReader::Next> EventReader::ReadObject() {
  while (true) {
    switch (scanner_.Run(Window(), &scanned_)) {
      case JsonScanner::Stop::kEndOfText:
        if (ReadMore()) break;
        scanned_ = Window().size();
        return in_records_ ? EndRecords() : Finish(scanned_, 0);
      case JsonScanner::Stop::kArray:
        if (oversized_ || !EndsWithRecordsKey(Window().substr(0, scanned_))) {
          scanner_.EnterArray(&scanned_);
          break;
        }
        AppendAround(scanned_ + 1);
        Consume(scanned_ + 1);
        in_records_ = true;
        may_be_empty_ = true;
        state_ = State::kInArray;
        return std::nullopt;
      case JsonScanner::Stop::kValueEnd:
        return in_records_ ? EndRecords() : EndObject();
      case JsonScanner::Stop::kComma:
      case JsonScanner::Stop::kClose:
        ++scanned_;  // the scanner starts inside the object or at its bracket, so it meets neither
        break;
    }
  }
}

std::optional<EventReader::Next> EventReader::EndObject() {
  if (!by_lines_) return Finish(scanned_, 0);
  // Another value may follow on the line. Anything else makes the whole line one broken record, to keep numbers in
  // step.
  while (true) {
    const std::string_view window = Window();
    const std::size_t next = window.find_first_not_of(kWhiteSpace, scanned_);
    if (next != std::string_view::npos) {
      const bool is_value = window[next] == '{' || window[next] == '[';
      return is_value ? Finish(scanned_, 0) : ReadBrokenLine();
    }
    if (!ReadMore()) return Finish(scanned_, 0);
  }
}

// Over the limit it stays over the limit, so that it is refused in the end.
void EventReader::AppendAround(std::size_t size) {
  if (around_.size() <= kMaxEventBytes) around_.append(Window().substr(0, size));
}

std::optional<EventReader::Next> EventReader::EndRecords() {
  AppendAround(scanned_);
  Consume(scanned_);
  state_ = State::kTop;
  EventPosition position = object_position_;
  position.record = 0;
  if (oversized_) return Report(position, "the object around `Records` is larger than 64 MiB without the records");
  EventBuffer::Error error;
  if (values_->Parse(around_, &error) != nullptr) return std::nullopt;
  return Report(position, "the object around `Records` is broken: " + error.message);
}

std::optional<EventReader::Next> EventReader::ReadElement() {
  if (!SkipWhiteSpace()) {
    state_ = State::kTop;
    EventPosition position = position_;
    position.record = 0;
    return Report(position, "the array of events does not end");
  }
  scanner_.Start(0);
  scanned_ = 0;
  oversized_ = false;
  record_position_ = position_;
  while (true) {
    switch (scanner_.Run(Window(), &scanned_)) {
      case JsonScanner::Stop::kEndOfText:
        if (ReadMore()) break;
        return Finish(Window().size(), 0);
      case JsonScanner::Stop::kArray:
        scanner_.EnterArray(&scanned_);
        break;
      case JsonScanner::Stop::kValueEnd:
        break;
      case JsonScanner::Stop::kComma:
        may_be_empty_ = false;
        return Finish(scanned_, 1);
      case JsonScanner::Stop::kClose:
        if (Window()[scanned_] == '}') {  // closes nothing: part of a broken element
          ++scanned_;
          break;
        }
        if (scanned_ == 0 && !oversized_ && may_be_empty_) {
          EndArray();
          return std::nullopt;
        }
        may_be_empty_ = true;
        return Finish(scanned_, 0);
    }
  }
}

void EventReader::EndArray() {
  if (in_records_) {
    scanner_.Start(1);
    scanned_ = 1;
    state_ = State::kBehindRecords;
  } else {
    Consume(1);
    state_ = State::kTop;
  }
}

// What is told.

EventReader::Next EventReader::Finish(std::size_t size, std::size_t separator) {
  const std::string_view text = TrimRight(Window().substr(0, size));
  record_position_.record = ++position_.record;
  Consume(size + separator);
  if (std::exchange(oversized_, false) || text.size() > kMaxEventBytes)
    return Report(record_position_, "the event is larger than 64 MiB");

  EventBuffer::Error error;
  const Value* value = values_->Parse(text, &error);
  if (value == nullptr) {
    EventPosition position = record_position_;
    position.line += CountLines(text.substr(0, error.offset));
    position.offset += error.offset;
    return Report(position, std::move(error.message));
  }
  if (value->kind != Value::Kind::kObject) return Report(record_position_, "an event must be a JSON object");
  event_ = Event{value, text, record_position_};
  return Next::kEvent;
}

EventReader::Next EventReader::Report(EventPosition position, std::string message) {
  fault_ = EventFault{path_, position, std::move(message)};
  return Next::kFault;
}

std::optional<std::vector<std::string>> ExpandEventPaths(const std::string& path, std::string* error) {
  namespace fs = std::filesystem;
  std::error_code code;
  if (!fs::is_directory(path, code)) return std::vector{path};  // also when there is no such file: opening it says so
  std::vector<std::string> files;
  fs::recursive_directory_iterator entry(path, code);
  for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored) && IsEventFile(entry->path().filename().native())) {
      files.push_back(entry->path().native());
    }
  }
  if (code) {
    *error = code.message();
    return std::nullopt;
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace sigmatic::eval
