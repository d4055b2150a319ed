#include "tests/backends/rule_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iostream>

#include "compiler/base/decimal.h"
#include "compiler/base/ip_address.h"
#include "compiler/base/overloaded.h"

namespace sigmatic::backends {
namespace {

[[noreturn]] void Fail(std::string_view reason, std::string_view text) {
  std::cerr << reason << ": " << text << "\n";
  std::abort();
}

base::Decimal Decimal(std::string_view text) {
  const auto number = base::Decimal::Parse(text);
  if (!number) Fail("no number", text);
  return *number;
}

}  // namespace

ir::Pattern Text(std::string_view text, bool cased) {
  ir::Pattern pattern;
  pattern.cased = cased;
  if (!text.empty()) pattern.parts.emplace_back(ir::Literal{std::string(text)});
  return pattern;
}

ir::Pattern Glob(std::string_view glob, bool cased) {
  constexpr std::string_view kEscapable = "*?\\";
  ir::Pattern pattern;
  pattern.cased = cased;
  for (std::size_t i = 0; i < glob.size(); ++i) {
    if (glob[i] == '*') {
      pattern.parts.emplace_back(ir::AnyRun{});
    } else if (glob[i] == '?') {
      pattern.parts.emplace_back(ir::AnyOne{});
    } else {
      const bool escape =
          glob[i] == '\\' && i + 1 < glob.size() && kEscapable.find(glob[i + 1]) != std::string_view::npos;
      if (escape) ++i;
      if (pattern.parts.empty() || !std::holds_alternative<ir::Literal>(pattern.parts.back())) {
        pattern.parts.emplace_back(ir::Literal{});
      }
      std::get<ir::Literal>(pattern.parts.back()).text += glob[i];
    }
  }
  return pattern;
}

regex::Regex MakeRegex(std::string_view pattern, regex::Flags flags) {
  auto result = regex::Parse(pattern, flags, [](std::size_t, std::size_t) { return base::Span{}; });
  if (!std::holds_alternative<regex::Regex>(result)) Fail("no regular expression", pattern);
  return std::get<regex::Regex>(std::move(result));
}

std::vector<fields::PathStep> Path(std::string_view path) {
  std::vector<fields::PathStep> steps;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    std::string_view name = path.substr(0, end);
    const bool array = name.ends_with("[]");
    if (array) name.remove_suffix(2);
    steps.push_back(fields::PathStep{std::string(name), array});
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return steps;
}

RuleBuilder::RuleBuilder()
    : file_(std::make_shared<const base::SourceFile>("rule.yml", std::string(1000, ' '))) {  // room for the spans
  rule_.rule.file = file_.get();
  rule_.map_name = "test";
}

ir::FieldIndex RuleBuilder::Field(std::string_view path, fields::FieldType type, std::string_view json) {
  std::string key(path);
  if (!json.empty()) key.append(" ").append(json);
  const auto known = std::find(keys_.begin(), keys_.end(), key);
  if (known != keys_.end()) return static_cast<ir::FieldIndex>(known - keys_.begin());

  fields::MappedField field;
  field.type = type;
  field.path = Path(path);
  field.json = Path(json);
  field.span = NextSpan();
  for (const auto* steps : {&field.path, &field.json}) {
    for (const fields::PathStep& step : *steps) {
      if (!field.name.empty()) field.name += '.';
      field.name += step.name;
    }
  }
  keys_.push_back(std::move(key));
  rule_.rule.fields.push_back(ir::Field{field.name, field.span});
  rule_.fields.push_back(std::move(field));
  return static_cast<ir::FieldIndex>(rule_.fields.size() - 1);
}

ir::FieldIndex RuleBuilder::IndexOf(FieldKey field) {
  return std::visit(base::Overloaded{
                        [](ir::FieldIndex index) { return index; },
                        [this](std::string_view path) { return Field(path); },
                    },
                    field.key_);
}

base::Span RuleBuilder::NextSpan() {
  const std::uint32_t begin = next_offset_++;
  return base::Span{begin, next_offset_};
}

ir::NodeIndex RuleBuilder::Add(ir::Expression expression) {
  rule_.rule.nodes.push_back(ir::Node{std::move(expression), NextSpan()});
  rule_.rule.root = static_cast<ir::NodeIndex>(rule_.rule.nodes.size() - 1);
  return rule_.rule.root;
}

ir::NodeIndex RuleBuilder::Match(FieldKey field, ir::Pattern pattern) {
  return Add(ir::StringMatch{IndexOf(field), std::move(pattern)});
}
ir::NodeIndex RuleBuilder::Match(FieldKey field, std::string_view glob, bool cased) {
  return Match(field, Glob(glob, cased));
}
ir::NodeIndex RuleBuilder::Regex(FieldKey field, std::string_view pattern, regex::Flags flags) {
  return Add(ir::RegexMatch{IndexOf(field), MakeRegex(pattern, flags)});
}
ir::NodeIndex RuleBuilder::Number(FieldKey field, std::string_view text) {
  return Add(ir::NumberEquals{IndexOf(field), Decimal(text), std::string(text)});
}
ir::NodeIndex RuleBuilder::Boolean(FieldKey field, bool value) { return Add(ir::BooleanEquals{IndexOf(field), value}); }
ir::NodeIndex RuleBuilder::Null(FieldKey field) { return Add(ir::IsNull{IndexOf(field)}); }
ir::NodeIndex RuleBuilder::Exists(FieldKey field) { return Add(ir::Exists{IndexOf(field)}); }
ir::NodeIndex RuleBuilder::Compare(FieldKey field, ir::Comparison comparison, std::string_view number) {
  return Add(ir::NumberCompare{IndexOf(field), comparison, Decimal(number)});
}
ir::NodeIndex RuleBuilder::Network(FieldKey field, ir::Network network) {
  return Add(ir::InNetwork{IndexOf(field), network});
}
ir::NodeIndex RuleBuilder::Network(FieldKey field, std::string_view address, std::uint8_t prefix_length) {
  const auto parsed = base::ParseAddress(address);
  if (!parsed) Fail("no address", address);
  return Network(field, ir::Network{parsed->v6, parsed->bytes, prefix_length});
}
ir::NodeIndex RuleBuilder::Relate(FieldKey left, ir::FieldRelation relation, FieldKey right, bool cased) {
  const ir::FieldIndex left_field = IndexOf(left);
  return Add(ir::FieldCompare{left_field, IndexOf(right), relation, cased});
}
ir::NodeIndex RuleBuilder::Time(FieldKey field, ir::TimePart part, ir::TimeComparison comparison, std::int64_t value) {
  return Add(ir::TimePartCompare{IndexOf(field), part, comparison, value});
}

std::string RuleBuilder::CompileWith(const Backend& backend) {
  diagnostics_ = {};
  const auto query = backend.Compile(rule_, diagnostics_);
  if (query) return *query;
  std::string messages;
  for (const base::Diagnostic& diagnostic : diagnostics_.all()) messages += diagnostic.message + "\n";
  return messages;
}

}  // namespace sigmatic::backends
