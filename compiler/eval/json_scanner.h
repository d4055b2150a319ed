// Finds where JSON values end without reading them: keeps count of brackets outside of strings. What it finds to be one
// value may still be no JSON; the EventBuffer decides that.
#ifndef SIGMATIC_COMPILER_EVAL_JSON_SCANNER_H_
#define SIGMATIC_COMPILER_EVAL_JSON_SCANNER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sigmatic::eval {

class JsonScanner {
 public:
  enum class Stop : std::uint8_t {
    kEndOfText,  // nothing more to see: call again with a longer text
    kArray,      // at a `[` one level deep; continue with EnterArray()
    kValueEnd,   // behind the bracket that closed the outermost value
    kComma,      // at a comma on the outermost level
    kClose,      // at a bracket that closes what surrounds the outermost level
  };

  // Starts anew, inside `depth` brackets.
  void Start(std::size_t depth) {
    depth_ = depth;
    in_string_ = false;
    backslashes_ = 0;
  }

  // Goes on at `*position` of `text`. The two may move together between calls, when bytes before the position are
  // dropped.
  Stop Run(std::string_view text, std::size_t* position);

  void EnterArray(std::size_t* position) {
    ++depth_;
    ++*position;
  }

  [[nodiscard]] bool IsInsideValue() const { return depth_ > 0 || in_string_; }

 private:
  bool SkipString(std::string_view text, std::size_t* position);

  std::size_t depth_ = 0;
  bool in_string_ = false;
  std::size_t backslashes_ = 0;  // directly before the position, inside a string
};

}  // namespace sigmatic::eval

#endif  // SIGMATIC_COMPILER_EVAL_JSON_SCANNER_H_
