#include "backends/athena/capabilities.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <variant>

#include "backends/athena/lower.h"
#include "compiler/base/overloaded.h"

namespace sigmatic::athena {
namespace {

class LeafChecker {
 public:
  LeafChecker(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics)
      : rule_(rule), node_(node), diagnostics_(diagnostics) {}

  void CheckKeyword(legalize::Construct construct) {
    if (!rule_.keyword_text.empty()) return;
    const legalize::Capability& row = Athena::kCapabilities.at(static_cast<std::size_t>(construct));
    Refuse(fmt::format("{} cannot express {}: {}", Athena::kTitle, legalize::Title(construct), row.reason),
           row.way_out);
  }

  void CheckComparedField(ir::FieldIndex index) {
    const fields::MappedField& field = rule_.field(index);
    if (field.type != fields::FieldType::kJson || !field.json.empty()) return;
    Refuse(fmt::format(
               "{} cannot compare `{}` with another field: the column holds a JSON document, which equals no value",
               Athena::kTitle, field.name),
           "compare a value inside the document");
  }

  void CheckNumber(ir::FieldIndex index, const base::Decimal& value) {
    const fields::MappedField& field = rule_.field(index);
    if (IsExactDecimal(value)) return;
    Refuse(
        fmt::format(
            "{} cannot compare `{}` with {} exactly: its decimals have 18 digits after the point and as many before it",
            Athena::kTitle, field.name, value.ToString().substr(0, kMostDigitsShown)),
        "compare with a number of fewer digits");
  }

 private:
  static constexpr std::size_t kMostDigitsShown = 60;

  void Refuse(std::string message, std::string_view hint) {
    diagnostics_.Report(base::Code::kTargetCannotExpress, *rule_.rule.file, node_.span, std::move(message),
                        std::string(hint));
  }

  const fields::MappedRule& rule_;
  const ir::Node& node_;
  base::Diagnostics& diagnostics_;
};

}  // namespace

void Athena::CheckLeaf(const fields::MappedRule& rule, const ir::Node& node, base::Diagnostics& diagnostics) {
  LeafChecker checker(rule, node, diagnostics);
  std::visit(base::Overloaded{
                 [](const ir::Constant& /*leaf*/) {},
                 [](const ir::And& /*node*/) {},
                 [](const ir::Or& /*node*/) {},
                 [](const ir::Not& /*node*/) {},
                 [](const ir::StringMatch& /*leaf*/) {},
                 [](const ir::RegexMatch& /*leaf*/) {},
                 [&](const ir::NumberEquals& leaf) {
                   // Elsewhere it is a comparison of texts, of any length.
                   if (rule.field(leaf.field).type == fields::FieldType::kNumber)
                     checker.CheckNumber(leaf.field, leaf.value);
                 },
                 [](const ir::BooleanEquals& /*leaf*/) {},
                 [](const ir::IsNull& /*leaf*/) {},
                 [](const ir::Exists& /*leaf*/) {},
                 [&](const ir::NumberCompare& leaf) { checker.CheckNumber(leaf.field, leaf.value); },
                 [](const ir::InNetwork& /*leaf*/) {},
                 [&](const ir::FieldCompare& leaf) {
                   checker.CheckComparedField(leaf.left);
                   checker.CheckComparedField(leaf.right);
                 },
                 [](const ir::TimePartCompare& /*leaf*/) {},
                 [&](const ir::Keyword& /*leaf*/) { checker.CheckKeyword(legalize::Construct::kKeyword); },
                 [&](const ir::KeywordRegex& /*leaf*/) { checker.CheckKeyword(legalize::Construct::kKeywordRegex); },
             },
             node.expression);
}

}  // namespace sigmatic::athena
