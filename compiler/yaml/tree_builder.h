// Builds located trees from the YAML library's events, and enforces the limits in reader.h.
#ifndef SIGMATIC_COMPILER_YAML_TREE_BUILDER_H_
#define SIGMATIC_COMPILER_YAML_TREE_BUILDER_H_

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/base/diagnostic.h"
#include "compiler/base/source_file.h"
#include "compiler/base/span.h"
#include "compiler/yaml/node.h"

namespace sigmatic::yaml {

// Thrown through the library to stop it, after the reason has been reported.
struct Abort {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const base::SourceFile& file, base::Diagnostics& diagnostics);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override;
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

  std::vector<Node>& documents() { return documents_; }

  // Behind what has been built so far.
  [[nodiscard]] std::size_t end() const { return end_; }
  // Where the innermost `[` or `{` that is still open stands.
  [[nodiscard]] std::optional<std::size_t> OpenBracket() const;
  // The number of events so far: whether the library gets anywhere.
  [[nodiscard]] std::size_t event_count() const { return event_count_; }

  // A mark of the library as a byte of the file.
  [[nodiscard]] std::size_t OffsetOf(const YAML::Mark& mark) const;

 private:
  // A collection whose end has not been seen.
  struct Frame {
    Node node;
    YAML::anchor_t anchor = 0;
    char closer = '\0';    // ']' or '}'; none for block collections and for `[key: value]`
    bool has_key = false;  // mappings: a key waits for its value
    bool discard = false;  // ... and is at fault, so that the entry is left out
    Node key;
    std::unordered_map<std::string, base::Span> key_spans;  // built for large mappings only
  };
  // What an anchor names; nothing when it is too large to be copied.
  using Anchored = std::optional<Node>;

  void Open(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, bool flow);
  void Close();
  void Place(Node node, YAML::anchor_t anchor);
  void PlaceKey(Frame& frame, Node key);
  // The span of an earlier key with the same text.
  static std::optional<base::Span> FindKey(Frame& frame, const Node& key);
  void Remember(YAML::anchor_t anchor, const Node& node);

  [[nodiscard]] bool AtKey() const;
  [[nodiscard]] std::size_t PlaceOfAbsent(std::size_t mark) const;
  [[nodiscard]] bool IsInFrame(std::size_t offset) const;
  [[nodiscard]] base::Span SpanOf(std::size_t begin, std::size_t end) const;
  void CheckTag(std::string_view tag, Kind kind, std::size_t mark, std::size_t end);
  void CountNode(std::size_t offset);
  void CheckColon(base::Span absent);
  void ReportFault(base::Code code, base::Span span, std::string message, std::string hint);
  [[noreturn]] void ReportLimit(base::Span span, std::string message, std::string hint);

  const base::SourceFile& file_;
  std::string_view text_;
  std::size_t mark_base_;  // the library does not count a byte order mark
  base::Diagnostics& diagnostics_;

  std::vector<Frame> frames_;
  Node root_;
  std::vector<Node> documents_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;  // of the current document
  std::size_t end_ = 0;
  std::size_t event_count_ = 0;
  std::size_t node_count_ = 0;
  std::size_t document_count_ = 0;
  std::size_t anchor_count_ = 0;
  std::size_t fault_count_ = 0;

  // What copies have taken so far. Keeping anchored nodes and expanding aliases have a budget each.
  struct Budget {
    std::size_t nodes = 0;
    std::size_t bytes = 0;
    // Takes the cost of a copy of `node`, unless that is too much.
    bool Take(const Node& node);
  };
  Budget anchored_;
  Budget aliased_;
};

}  // namespace sigmatic::yaml

#endif  // SIGMATIC_COMPILER_YAML_TREE_BUILDER_H_
