#include "compiler/yaml/tree_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/yaml/encoding.h"
#include "compiler/yaml/extent.h"
#include "compiler/yaml/reader.h"

namespace sigmatic::yaml {
namespace {

constexpr std::string_view kCorePrefix = "tag:yaml.org,2002:";
constexpr std::string_view kStringTag = "tag:yaml.org,2002:str";

// Adds up the nodes and text of a tree; stops when they are over the limits.
void Measure(const Node& node, std::size_t* nodes, std::size_t* bytes) {
  ++*nodes;
  *bytes += node.text.size();
  for (const Node& item : node.items) {
    if (*nodes > kMaxAliasedNodes || *bytes > kMaxAliasedBytes) return;
    Measure(item, nodes, bytes);
  }
  for (const Entry& entry : node.entries) {
    if (*nodes > kMaxAliasedNodes || *bytes > kMaxAliasedBytes) return;
    Measure(entry.key, nodes, bytes);
    Measure(entry.value, nodes, bytes);
  }
}

std::size_t Depth(const Node& node) {
  std::size_t depth = 0;
  for (const Node& item : node.items) depth = std::max(depth, Depth(item));
  for (const Entry& entry : node.entries) depth = std::max(depth, Depth(entry.value));
  return depth + 1;
}

// The spellings of null that the library has already read (YAML 1.2.2, section 10.3.2).
std::string_view NullWordAt(std::string_view text, std::size_t offset) {
  constexpr std::array<std::string_view, 4> kWords = {"null", "Null", "NULL", "~"};
  for (const std::string_view word : kWords) {
    if (text.substr(offset).starts_with(word)) return word;
  }
  return {};
}

}  // namespace

TreeBuilder::TreeBuilder(const base::SourceFile& file, base::Diagnostics& diagnostics)
    : file_(file), text_(file.text()), mark_base_(ByteOrderMarkSize(file.text())), diagnostics_(diagnostics) {}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  ++event_count_;
  if (++document_count_ > kMaxDocuments) {
    const std::size_t offset = OffsetOf(mark);
    ReportLimit(SpanOf(offset, offset), fmt::format("the file has more than {} documents", kMaxDocuments),
                "split it into several files");
  }
  const std::size_t begin = OffsetOf(mark);
  // The library starts a new document wherever the one before cannot go on.
  if (document_count_ > 1 && !text_.substr(begin).starts_with("---") &&
      text_.substr(end_, begin - std::min(begin, end_)).find("...") == std::string_view::npos) {
    ReportFault(base::Code::kYamlSyntax, SpanOf(begin, begin + 1), "this does not continue what stands above it",
                "a document is one map; start further documents with a line `---`");
    throw Abort();
  }
  anchors_.clear();
  end_ = begin;
}

void TreeBuilder::OnDocumentEnd() {
  ++event_count_;
  const bool empty = root_.kind == Kind::kScalar && root_.style == ScalarStyle::kPlain && root_.text.empty();
  if (!empty) documents_.push_back(std::move(root_));
  root_ = Node();
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  ++event_count_;
  // The library tells `key: null` and `key:` alike. For an absent value it gives the place of whatever comes next, or,
  // where even the colon is missing, that of the key.
  const std::size_t start = OffsetOf(mark);
  const Properties properties = start < end_ ? Properties{end_, end_} : SkipProperties(text_, start);
  CountNode(properties.content);
  const std::string_view word = start < end_ ? std::string_view() : NullWordAt(text_, properties.content);
  Node node;
  if (!word.empty() && IsInFrame(properties.content)) {
    node.text = word;
    node.span = SpanOf(properties.content, properties.content + word.size());
  } else if (properties.end > start && start >= end_) {
    node.span = SpanOf(properties.end, properties.end);
  } else {
    const std::size_t place = PlaceOfAbsent(start);
    node.span = SpanOf(place, place);
    CheckColon(node.span);
  }
  Place(std::move(node), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  ++event_count_;
  const std::size_t begin = OffsetOf(mark);
  const base::Span span = SpanOf(begin, EndOfAlias(text_, begin));
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    ReportFault(base::Code::kRecursiveAlias, span,
                fmt::format("the alias `{}` stands inside the node that it names", file_.Slice(span)),
                "write out what is meant");
    Node node;
    node.span = span;
    Place(std::move(node), 0);
    return;
  }
  const Anchored& anchored = found->second;
  if (!anchored || !aliased_.Take(*anchored)) {
    ReportLimit(
        span,
        fmt::format("the file's aliases stand for more than {} nodes or {} bytes", kMaxAliasedNodes, kMaxAliasedBytes),
        "write the values out, or use fewer of them");
  }
  if (frames_.size() + Depth(*anchored) > kMaxDepth) {
    ReportLimit(span, fmt::format("the alias makes the nesting deeper than {} levels", kMaxDepth),
                "rules need fewer than ten levels");
  }
  Node copy = *anchored;
  copy.span = span;
  Place(std::move(copy), 0);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  ++event_count_;
  const std::size_t start = OffsetOf(mark);
  const Properties properties = SkipProperties(text_, start);
  CountNode(properties.content);
  Node node;
  node.text = value;
  if (tag == "?") {
    node.style = ScalarStyle::kPlain;
  } else if (tag == "!" || tag == kStringTag) {
    node.style = ScalarStyle::kString;
  } else {
    CheckTag(tag, Kind::kScalar, start, properties.end);
  }
  const char first = properties.content < text_.size() ? text_[properties.content] : '\0';
  const bool delimited = first == '\'' || first == '"' || first == '|' || first == '>';
  if (value.empty() && !delimited) {
    node.span = SpanOf(properties.end, properties.end);  // a tag without a value
  } else {
    const std::size_t end = EndOfScalar(text_, properties.content, value);
    if (end == std::string_view::npos) {
      ReportFault(base::Code::kYamlSyntax, SpanOf(properties.content, properties.content + 1),
                  "a quoted text is never closed", "add the closing quote");
      throw Abort();
    }
    node.span = SpanOf(properties.content, end);
  }
  Place(std::move(node), anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
  Open(Kind::kSequence, mark, tag, anchor, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnSequenceEnd() { Close(); }

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style) {
  Open(Kind::kMapping, mark, tag, anchor, style == YAML::EmitterStyle::Flow);
}

void TreeBuilder::OnMapEnd() { Close(); }

std::optional<std::size_t> TreeBuilder::OpenBracket() const {
  const auto frame =
      std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& open) { return open.closer != '\0'; });
  if (frame == frames_.rend()) return std::nullopt;
  return frame->node.span.begin;
}

std::size_t TreeBuilder::OffsetOf(const YAML::Mark& mark) const {
  if (mark.pos < 0) return text_.size();
  return std::min(mark_base_ + static_cast<std::size_t>(mark.pos), text_.size());
}

void TreeBuilder::Open(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, bool flow) {
  ++event_count_;
  const std::size_t start = OffsetOf(mark);
  const Properties properties = SkipProperties(text_, start);
  const std::size_t begin = flow ? properties.content : (tag == "?" && anchor == 0 ? start : properties.content);
  CountNode(begin);
  if (frames_.size() >= kMaxDepth) {
    ReportLimit(SpanOf(begin, begin + 1), fmt::format("the nesting is deeper than {} levels", kMaxDepth),
                "rules need fewer than ten levels");
  }
  if (tag != "?" && tag != "!") CheckTag(tag, kind, start, properties.end);
  Frame frame;
  frame.node.kind = kind;
  frame.node.span = SpanOf(begin, begin);
  frame.anchor = anchor;
  const char bracket = begin < text_.size() ? text_[begin] : '\0';
  if (flow && kind == Kind::kSequence && bracket == '[') frame.closer = ']';
  if (flow && kind == Kind::kMapping && bracket == '{') frame.closer = '}';
  frames_.push_back(std::move(frame));
  end_ = frames_.back().closer == '\0' ? begin : begin + 1;
}

void TreeBuilder::Close() {
  ++event_count_;
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (frame.closer != '\0') {
    std::size_t closer = SkipBlanks(text_, end_);
    while (closer < text_.size() && text_[closer] == ',') closer = SkipBlanks(text_, closer + 1);
    if (closer < text_.size() && text_[closer] == frame.closer) end_ = closer + 1;
  }
  frame.node.span = SpanOf(frame.node.span.begin, end_);
  Place(std::move(frame.node), frame.anchor);
}

void TreeBuilder::Place(Node node, YAML::anchor_t anchor) {
  end_ = std::max<std::size_t>(end_, node.span.end);
  if (anchor != 0) Remember(anchor, node);
  if (frames_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = frames_.back();
  if (frame.node.kind == Kind::kSequence) {
    frame.node.items.push_back(std::move(node));
  } else if (!frame.has_key) {
    PlaceKey(frame, std::move(node));
  } else {
    if (!frame.discard) frame.node.entries.push_back(Entry{std::move(frame.key), std::move(node)});
    frame.has_key = false;
    frame.discard = false;
  }
}

void TreeBuilder::PlaceKey(Frame& frame, Node key) {
  frame.has_key = true;
  if (key.kind != Kind::kScalar) {
    ReportFault(base::Code::kKeyNotScalar, key.span, "a key is a list or a map", "keys are plain or quoted text");
    frame.discard = true;
  } else if (key.style == ScalarStyle::kPlain && key.text == "<<") {
    ReportFault(base::Code::kMergeKey, key.span, "the merge key `<<` is not part of YAML 1.2",
                "write the entries out, or quote the key if it is a name");
    frame.discard = true;
  } else if (const std::optional<base::Span> first = FindKey(frame, key)) {
    ReportFault(base::Code::kDuplicateKey, key.span,
                fmt::format("the key `{}` already stands on line {}", key.text, file_.Locate(first->begin).line),
                "remove one of them, or join their values in one list");
    frame.discard = true;
  }
  frame.key = std::move(key);
}

std::optional<base::Span> TreeBuilder::FindKey(Frame& frame, const Node& key) {
  constexpr std::size_t kSmall = 16;  // up to here, comparing with each is faster than hashing
  const std::vector<Entry>& entries = frame.node.entries;
  if (entries.size() <= kSmall) {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&key](const Entry& entry) { return entry.key.text == key.text; });
    if (found == entries.end()) return std::nullopt;
    return found->key.span;
  }
  if (frame.key_spans.empty()) {
    for (const Entry& entry : entries) frame.key_spans.emplace(entry.key.text, entry.key.span);
  }
  const auto [found, inserted] = frame.key_spans.emplace(key.text, key.span);
  if (inserted) return std::nullopt;
  return found->second;
}

void TreeBuilder::Remember(YAML::anchor_t anchor, const Node& node) {
  if (++anchor_count_ > kMaxAnchors) {
    ReportLimit(node.span, fmt::format("the file has more than {} anchors", kMaxAnchors), "remove those not used");
  }
  anchors_[anchor] = anchored_.Take(node) ? Anchored(node) : std::nullopt;
}

bool TreeBuilder::AtKey() const {
  return !frames_.empty() && frames_.back().node.kind == Kind::kMapping && !frames_.back().has_key;
}

// An absent value stands right behind the `:` or `-` that announces it.
std::size_t TreeBuilder::PlaceOfAbsent(std::size_t mark) const {
  if (frames_.empty() || AtKey() || (frames_.back().node.kind == Kind::kSequence && frames_.back().closer != '\0')) {
    return std::max(mark, end_);
  }
  const char indicator = frames_.back().node.kind == Kind::kMapping ? ':' : '-';
  const std::size_t place = SkipBlanks(text_, end_);
  return place < text_.size() && text_[place] == indicator ? place + 1 : end_;
}

// `key` on a line of its own: the library takes it for `key:`.
void TreeBuilder::CheckColon(base::Span absent) {
  const bool value_of_block = !frames_.empty() && frames_.back().has_key && frames_.back().closer == '\0';
  if (!value_of_block || (absent.begin > 0 && text_[absent.begin - 1] == ':')) return;
  const base::Span key = frames_.back().key.span;
  ReportFault(base::Code::kYamlSyntax, key, fmt::format("the key `{}` has no `:`", file_.Slice(key)),
              "write `key: value`");
}

// Whether a scalar at `offset` belongs to the innermost collection: inside a block collection everything is indented
// further than the collection itself, its keys apart.
bool TreeBuilder::IsInFrame(std::size_t offset) const {
  if (AtKey()) return true;
  for (const Frame& frame : frames_) {
    if (frame.closer != '\0') return true;
  }
  return frames_.empty() || ColumnOf(text_, offset) > ColumnOf(text_, frames_.back().node.span.begin);
}

base::Span TreeBuilder::SpanOf(std::size_t begin, std::size_t end) const {
  const auto clip = [this](std::size_t offset) { return static_cast<std::uint32_t>(std::min(offset, text_.size())); };
  return base::Span{clip(begin), clip(std::max(begin, end))};
}

void TreeBuilder::CheckTag(std::string_view tag, Kind kind, std::size_t mark, std::size_t end) {
  constexpr std::array<std::string_view, 5> kScalarTags = {"str", "int", "float", "bool", "null"};
  if (tag.starts_with(kCorePrefix)) {
    const std::string_view name = tag.substr(kCorePrefix.size());
    const bool known = kind == Kind::kScalar
                           ? std::find(kScalarTags.begin(), kScalarTags.end(), name) != kScalarTags.end()
                           : name == (kind == Kind::kSequence ? "seq" : "map");
    if (known) return;
  }
  // An anchor may stand before or behind the tag.
  const std::size_t begin = std::min(text_.find('!', mark), end);
  const base::Span span = SpanOf(begin, begin < text_.size() ? std::min(EndOfAlias(text_, begin), end) : end);
  ReportFault(base::Code::kUnknownTag, span, fmt::format("the tag `{}` does not fit here", file_.Slice(span)),
              "remove it: rules need no tags; to mark a text as text, quote it");
}

void TreeBuilder::CountNode(std::size_t offset) {
  if (++node_count_ > kMaxNodes) {
    ReportLimit(SpanOf(offset, offset), fmt::format("the file has more than {} YAML nodes", kMaxNodes),
                "split it into several files");
  }
}

void TreeBuilder::ReportFault(base::Code code, base::Span span, std::string message, std::string hint) {
  diagnostics_.Report(code, file_, span, std::move(message), std::move(hint));
  if (++fault_count_ >= kMaxFaults) {
    ReportLimit(span, fmt::format("the file has {} faults or more", kMaxFaults), "the rest of it has not been read");
  }
}

void TreeBuilder::ReportLimit(base::Span span, std::string message, std::string hint) {
  diagnostics_.Report(base::Code::kYamlLimit, file_, span, std::move(message), std::move(hint));
  throw Abort();
}

bool TreeBuilder::Budget::Take(const Node& node) {
  std::size_t more_nodes = 0;
  std::size_t more_bytes = 0;
  Measure(node, &more_nodes, &more_bytes);
  if (nodes + more_nodes > kMaxAliasedNodes || bytes + more_bytes > kMaxAliasedBytes) return false;
  nodes += more_nodes;
  bytes += more_bytes;
  return true;
}

}  // namespace sigmatic::yaml
