#include "backends/athena/emit.h"

#include <cstddef>
#include <string_view>
#include <variant>

#include "compiler/base/overloaded.h"

namespace sigmatic::athena {
namespace {

constexpr std::size_t kLineWidth = 100;  // up to which a condition stays on one line
constexpr std::size_t kIndent = 2;

std::string_view Symbol(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::kEqual:
      return " = ";
    case ComparisonOperator::kLess:
      return " < ";
    case ComparisonOperator::kLessOrEqual:
      return " <= ";
    case ComparisonOperator::kGreater:
      return " > ";
    case ComparisonOperator::kGreaterOrEqual:
      return " >= ";
  }
  return " = ";
}

// Everything on one line. Stops early once the text is longer than a line, so that asking whether a condition fits
// costs no more than a line's worth of work.
class LineWriter {
 public:
  LineWriter(std::string* out, std::size_t limit) : out_(out), limit_(limit) {}

  [[nodiscard]] bool Overflows() const { return out_->size() > limit_; }

  void Write(const Value& value) {
    if (Overflows()) return;
    std::visit(base::Overloaded{
                   [&](const Column& column) { WriteName(column.parts); },
                   [&](const StringLiteral& literal) { *out_ += literal.sql(); },
                   [&](const ScalarJsonPath& path) { *out_ += path.sql(); },
                   [&](const Number& number) { *out_ += number.value.ToString(); },
                   [&](const Boolean& boolean) { *out_ += boolean.value ? "TRUE" : "FALSE"; },
                   [&](const Call& call) { Write(call); },
                   [&](const TryCast& cast) {
                     *out_ += "TRY_CAST(";
                     Write(*cast.operand);
                     *out_ += " AS ";
                     *out_ += cast.type;
                     *out_ += ')';
                   },
                   [&](const JsonValues& values) {
                     *out_ += "CAST(json_extract(json_query(";
                     Write(*values.json);
                     *out_ += ", ";
                     *out_ += values.path.sql();
                     *out_ += " WITH ARRAY WRAPPER), '$') AS ARRAY(JSON))";
                   },
                   [&](const ArrayLiteral& array) {
                     *out_ += "ARRAY[";
                     WriteList(array.elements);
                     *out_ += ']';
                   },
               },
               value.node);
  }

  void WriteName(const std::vector<Identifier>& parts) {
    for (const Identifier& part : parts) {
      if (&part != &parts.front()) *out_ += '.';
      *out_ += part.sql();
    }
  }

  void Write(const Condition& condition) {
    if (Overflows()) return;
    std::visit(base::Overloaded{
                   [&](const Comparison& comparison) {
                     Write(comparison.left);
                     *out_ += Symbol(comparison.op);
                     Write(comparison.right);
                   },
                   [&](const InList& list) {
                     Write(list.operand);
                     *out_ += " IN (";
                     WriteList(list.values);
                     *out_ += ')';
                   },
                   [&](const Like& like) {
                     Write(like.operand);
                     *out_ += " LIKE ";
                     *out_ += like.pattern.sql();
                   },
                   [&](const CallCondition& condition_call) { Write(condition_call.call); },
                   [&](const FirstKnown& known) {
                     *out_ += "COALESCE(";
                     Write(*known.first);
                     *out_ += ", ";
                     Write(*known.second);
                     *out_ += ')';
                   },
                   [&](const JsonExists& exists) {
                     *out_ += "json_exists(";
                     Write(exists.json);
                     *out_ += ", ";
                     *out_ += exists.path.sql();
                     *out_ += ')';
                   },
                   [&](const AnyMatch& any) {
                     *out_ += "any_match(";
                     Write(any.array);
                     *out_ += ", ";
                     *out_ += any.parameter.sql();
                     *out_ += " -> ";
                     Write(*any.body);
                     *out_ += ')';
                   },
                   [&](const And& node) { WriteOperands(node.operands, " AND "); },
                   [&](const Or& node) { WriteOperands(node.operands, " OR "); },
                   [&](const Box<Total>& total) { Write(*total); },
               },
               condition.node);
  }

  void Write(const Total& total) {
    if (Overflows()) return;
    std::visit(base::Overloaded{
                   [&](const IsNull& node) {
                     Write(node.operand);
                     *out_ += " IS NULL";
                   },
                   [&](const IsNotNull& node) {
                     Write(node.operand);
                     *out_ += " IS NOT NULL";
                   },
                   [&](const NullAsFalse& node) {
                     *out_ += "COALESCE(";
                     Write(node.condition);
                     *out_ += ", FALSE)";
                   },
                   [&](const Not& node) {
                     *out_ += "NOT ";
                     WriteOperand(*node.operand);
                   },
                   [&](const Constant& node) { *out_ += node.value ? "TRUE" : "FALSE"; },
                   [&](const TotalAnd& node) { WriteOperands(node.operands, " AND "); },
                   [&](const TotalOr& node) { WriteOperands(node.operands, " OR "); },
               },
               total.node);
  }

 private:
  void WriteList(const std::vector<StringLiteral>& values) {
    for (const StringLiteral& value : values) {
      if (Overflows()) return;
      if (&value != &values.front()) *out_ += ", ";
      *out_ += value.sql();
    }
  }

  void Write(const Call& call) {
    *out_ += call.function;
    *out_ += '(';
    for (const Value& argument : call.arguments) {
      if (&argument != &call.arguments.front()) *out_ += ", ";
      Write(argument);
    }
    *out_ += ')';
  }

  template <typename Operand>
  void WriteOperands(const std::vector<Operand>& operands, std::string_view separator) {
    for (const Operand& operand : operands) {
      if (Overflows()) return;
      if (&operand != &operands.front()) *out_ += separator;
      WriteOperand(operand);
    }
  }

  // What has operands of its own stands in parentheses, whatever the precedence.
  template <typename Operand>
  void WriteOperand(const Operand& operand) {
    const bool parentheses = NeedsParentheses(operand);
    if (parentheses) *out_ += '(';
    Write(operand);
    if (parentheses) *out_ += ')';
  }

 public:
  static bool NeedsParentheses(const Total& total) {
    return std::holds_alternative<TotalAnd>(total.node) || std::holds_alternative<TotalOr>(total.node);
  }
  static bool NeedsParentheses(const Condition& condition) {
    if (const auto* total = std::get_if<Box<Total>>(&condition.node)) return NeedsParentheses(**total);
    return std::holds_alternative<And>(condition.node) || std::holds_alternative<Or>(condition.node);
  }

 private:
  std::string* out_;
  std::size_t limit_;
};

// Breaks what is too long for a line: an operand of AND / OR, a value of a list, a function's condition on a line each.
class BlockWriter {
 public:
  explicit BlockWriter(std::string* out) : out_(out) {}

  // The condition of WHERE; each of its operands has a line of its own.
  void WriteWhere(const Condition& condition) {
    *out_ += kWhere;
    if (LineWriter::NeedsParentheses(condition)) {
      Break(condition, kIndent);
    } else {
      Write(condition, kIndent, kWhere.size());
    }
  }

 private:
  static constexpr std::string_view kWhere = "WHERE ";

  // At `indent`, with the first line already begun. `used` is what stands on it.
  template <typename Node>
  void Write(const Node& node, std::size_t indent, std::size_t used) {
    if (!WriteOnLine(node, used)) Break(node, indent);
  }

  template <typename Node>
  bool WriteOnLine(const Node& node, std::size_t used) {
    const std::size_t before = out_->size();
    LineWriter line(out_, before + (used < kLineWidth ? kLineWidth - used : 0));
    line.Write(node);
    if (!line.Overflows()) return true;
    out_->resize(before);
    return false;
  }

  template <typename Node>
  void WriteWhole(const Node& node) {
    LineWriter(out_, std::string::npos).Write(node);
  }

  void Break(const Condition& condition, std::size_t indent) {
    std::visit(base::Overloaded{
                   [&](const Comparison& /*node*/) { WriteWhole(condition); },
                   [&](const InList& list) { Break(list, indent); },
                   [&](const Like& /*node*/) { WriteWhole(condition); },
                   [&](const CallCondition& /*node*/) { WriteWhole(condition); },
                   [&](const FirstKnown& /*node*/) { WriteWhole(condition); },
                   [&](const JsonExists& /*node*/) { WriteWhole(condition); },
                   [&](const AnyMatch& any) { Break(any, indent); },
                   [&](const And& node) { BreakOperands(node.operands, "AND ", indent); },
                   [&](const Or& node) { BreakOperands(node.operands, "OR ", indent); },
                   [&](const Box<Total>& total) { Break(*total, indent); },
               },
               condition.node);
  }

  void Break(const Total& total, std::size_t indent) {
    std::visit(base::Overloaded{
                   [&](const IsNull& /*node*/) { WriteWhole(total); },
                   [&](const IsNotNull& /*node*/) { WriteWhole(total); },
                   [&](const NullAsFalse& node) {
                     *out_ += "COALESCE(";
                     NewLine(indent + kIndent);
                     Write(node.condition, indent + kIndent, indent + kIndent);
                     *out_ += ',';
                     NewLine(indent + kIndent);
                     *out_ += "FALSE";
                     NewLine(indent);
                     *out_ += ')';
                   },
                   [&](const Not& node) {
                     *out_ += "NOT ";
                     WriteOperand(*node.operand, indent);
                   },
                   [&](const Constant& /*node*/) { WriteWhole(total); },
                   [&](const TotalAnd& node) { BreakOperands(node.operands, "AND ", indent); },
                   [&](const TotalOr& node) { BreakOperands(node.operands, "OR ", indent); },
               },
               total.node);
  }

  void Break(const InList& list, std::size_t indent) {
    WriteWhole(list.operand);
    *out_ += " IN (";
    BreakList(list.values, indent);
    *out_ += ')';
  }

  void Break(const AnyMatch& any, std::size_t indent) {
    *out_ += "any_match(";
    if (const auto* array = std::get_if<ArrayLiteral>(&any.array.node)) {
      *out_ += "ARRAY[";
      BreakList(array->elements, indent);
      *out_ += "], ";
      WriteLambda(any, indent);
    } else {
      NewLine(indent + kIndent);
      WriteWhole(any.array);
      *out_ += ',';
      NewLine(indent + kIndent);
      WriteLambda(any, indent + kIndent);
      NewLine(indent);
    }
    *out_ += ')';
  }

  void WriteLambda(const AnyMatch& any, std::size_t indent) {
    *out_ += any.parameter.sql();
    *out_ += " -> ";
    WriteOperand(*any.body, indent);
  }

  void BreakList(const std::vector<StringLiteral>& values, std::size_t indent) {
    for (const StringLiteral& value : values) {
      NewLine(indent + kIndent);
      *out_ += value.sql();
      if (&value != &values.back()) *out_ += ',';
    }
    NewLine(indent);
  }

  template <typename Operand>
  void BreakOperands(const std::vector<Operand>& operands, std::string_view connective, std::size_t indent) {
    for (const Operand& operand : operands) {
      if (&operand != &operands.front()) {
        NewLine(indent);
        *out_ += connective;
      }
      WriteOperand(operand, indent);
    }
  }

  template <typename Operand>
  void WriteOperand(const Operand& operand, std::size_t indent) {
    if (!LineWriter::NeedsParentheses(operand)) {
      Write(operand, indent, indent + kIndent);
      return;
    }
    *out_ += '(';
    if (!WriteOnLine(operand, indent + kIndent)) {
      NewLine(indent + kIndent);
      Break(operand, indent + kIndent);
      NewLine(indent);
    }
    *out_ += ')';
  }

  void NewLine(std::size_t indent) {
    *out_ += '\n';
    out_->append(indent, ' ');
  }

  std::string* out_;
};

}  // namespace

std::string Emit(const Query& query) {
  std::string text = "SELECT *\nFROM ";
  LineWriter(&text, std::string::npos).WriteName(query.table);
  text += '\n';
  BlockWriter(&text).WriteWhere(query.where);
  return text;
}

}  // namespace sigmatic::athena
