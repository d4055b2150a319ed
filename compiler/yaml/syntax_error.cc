#include "compiler/yaml/syntax_error.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "compiler/base/unicode.h"
#include "compiler/yaml/extent.h"

namespace sigmatic::yaml {
namespace {

struct Explanation {
  std::string message;
  std::string hint;
};

// Whether the last line with text up to `offset` is indented with a tab.
bool IndentedWithTab(std::string_view text, std::size_t offset) {
  if (text.empty()) return false;
  const std::size_t last = text.substr(0, std::min(offset + 1, text.size())).find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return text.substr(0, offset).find('\t') != std::string_view::npos;
  const auto has_tab = [text](std::size_t at) {
    const std::size_t begin = at - ColumnOf(text, at);
    const std::size_t end = std::min(text.find_first_not_of(" \t", begin), text.size());
    return text.substr(begin, end - begin).find('\t') != std::string_view::npos;
  };
  return has_tab(last) || has_tab(std::min(offset, text.size()));
}

// A quoted scalar that is never closed: where it starts. It is the first quote behind what could be read.
std::size_t StartOfOpenQuote(std::string_view text, std::size_t read) {
  for (std::size_t offset = read; offset < text.size(); ++offset) {
    offset = SkipBlanks(text, offset);
    if (offset < text.size() && (text[offset] == '"' || text[offset] == '\'')) return offset;
  }
  return read;
}

bool Says(std::string_view reason, std::string_view message) { return reason.starts_with(message); }

// Whether a `key: ` stands before `offset` on its line.
bool FollowsKey(std::string_view text, std::size_t offset) {
  const std::size_t column = ColumnOf(text, offset);
  return text.substr(offset - column, column).find(": ") != std::string_view::npos;
}

bool SameLine(std::string_view text, std::size_t a, std::size_t b) {
  return text.substr(a, b - std::min(a, b)).find_first_of("\r\n") == std::string_view::npos;
}

// Whether a quoted text ends at `end`, on the line of `offset`: 'it's' is the usual slip.
bool FollowsQuote(std::string_view text, std::size_t end, std::size_t offset) {
  if (end == 0 || end > offset || !SameLine(text, end, offset)) return false;
  return text[end - 1] == '\'' || text[end - 1] == '"';
}

Explanation Explain(std::string_view reason, std::string_view character) {
  using namespace YAML::ErrorMsg;  // NOLINT(google-build-using-namespace): a dozen of its constants
  if (Says(reason, MAP_VALUE)) {
    return {"a `:` stands where no key can be", "check the indentation, and that the line above has its `:`"};
  }
  if (Says(reason, MAP_KEY)) return {"a key stands where none can be", "check the indentation"};
  if (Says(reason, BLOCK_ENTRY)) {
    return {"a `-` list item stands where none can be", "put the list on lines of its own, under its key"};
  }
  if (Says(reason, END_OF_MAP_FLOW))
    return {"a `{` has no matching `}`, or a `,` is missing", "quote texts that start with `{`"};
  if (Says(reason, END_OF_SEQ_FLOW))
    return {"a `[` has no matching `]`, or a `,` is missing", "quote texts that start with `[`"};
  if (Says(reason, FLOW_END))
    return {fmt::format("the `{}` closes nothing", character), "remove it, or quote the text that it belongs to"};
  if (Says(reason, END_OF_MAP)) {
    return {"this line does not continue the map above it", "indent it like the other keys, and give each key a `:`"};
  }
  if (Says(reason, END_OF_SEQ)) {
    return {"this line does not continue the list above it", "start each item with `- `, all equally indented"};
  }
  if (Says(reason, EOF_IN_SCALAR))
    return {"a quoted text is never closed", "add the closing quote; inside single quotes write `''` for `'`"};
  if (Says(reason, DOC_IN_SCALAR)) {
    return {"a quoted text is not closed before the end of the document", "add the closing quote"};
  }
  if (Says(reason, INVALID_ESCAPE) || Says(reason, INVALID_HEX) || Says(reason, INVALID_UNICODE)) {
    return {"a backslash in double quotes starts an escape that YAML does not know",
            "use single quotes, in which backslashes are plain text, or double each backslash"};
  }
  if (Says(reason, UNKNOWN_TOKEN)) {
    return {fmt::format("no YAML value starts with `{}`", character), "quote the text"};
  }
  if (Says(reason, UNKNOWN_ANCHOR)) {
    return {"an alias names an anchor that does not exist", "quote the text if it just starts with `*`"};
  }
  if (Says(reason, ALIAS_NOT_FOUND) || Says(reason, CHAR_IN_ALIAS)) {
    return {"a `*` at the start of a value is an alias in YAML", "quote the text"};
  }
  if (Says(reason, ANCHOR_NOT_FOUND) || Says(reason, CHAR_IN_ANCHOR)) {
    return {"a `&` at the start of a value is an anchor in YAML", "quote the text"};
  }
  if (Says(reason, CHAR_IN_BLOCK)) {
    return {"text follows a `|` or `>` on its line", "start the text on the next line, or quote it"};
  }
  if (Says(reason, TAB_IN_INDENTATION)) return {"a tab is used as indentation", "indent with spaces"};
  return {fmt::format("this is not YAML: {}", reason), ""};
}

}  // namespace

void ReportSyntaxError(const base::SourceFile& file, std::size_t offset, std::string_view reason,
                       const TreeBuilder& builder, base::Diagnostics& diagnostics) {
  const std::string_view text = file.text();
  const bool unclosed_quote =
      Says(reason, YAML::ErrorMsg::EOF_IN_SCALAR) || Says(reason, YAML::ErrorMsg::DOC_IN_SCALAR);
  if (unclosed_quote) offset = StartOfOpenQuote(text, builder.end());
  if (offset >= text.size()) offset = builder.OpenBracket().value_or(text.size());
  std::size_t end = offset;
  if (offset < text.size()) base::DecodeUtf8(text, &end);
  Explanation explanation = Explain(reason, text.substr(offset, end - offset));
  const bool in_block = Says(reason, YAML::ErrorMsg::END_OF_MAP) || Says(reason, YAML::ErrorMsg::END_OF_SEQ);
  if (Says(reason, YAML::ErrorMsg::MAP_VALUE) && FollowsKey(text, offset)) {
    explanation.hint = "quote the text if the `:` belongs to it";
  } else if (in_block && FollowsQuote(text, builder.end(), offset)) {
    explanation = {"text follows the closing quote",
                   R"(Inside single quotes write `''` for `'`, inside double quotes `\"` for `"`.)"};
  } else if (!unclosed_quote && IndentedWithTab(text, offset)) {
    explanation.hint = "the line is indented with a tab, which YAML does not count as indentation: use spaces";
  }
  diagnostics.Report(base::Code::kYamlSyntax, file,
                     base::Span{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(end)},
                     std::move(explanation.message), std::move(explanation.hint));
}

}  // namespace sigmatic::yaml
