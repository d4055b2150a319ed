#include "compiler/eval/value_predicates.h"

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "compiler/base/decimal.h"
#include "compiler/base/ip_address.h"
#include "compiler/base/unicode.h"
#include "compiler/eval/time_part.h"
#include "compiler/regex/re2_syntax.h"

namespace sigmatic::eval {
namespace {

bool Compare(const base::Decimal& left, ir::Comparison comparison, const base::Decimal& right) {
  switch (comparison) {
    case ir::Comparison::kLess:
      return left < right;
    case ir::Comparison::kLessOrEqual:
      return left <= right;
    case ir::Comparison::kGreater:
      return left > right;
    case ir::Comparison::kGreaterOrEqual:
      return left >= right;
  }
  return false;
}

bool Compare(std::int64_t left, ir::TimeComparison comparison, std::int64_t right) {
  switch (comparison) {
    case ir::TimeComparison::kEqual:
      return left == right;
    case ir::TimeComparison::kLess:
      return left < right;
    case ir::TimeComparison::kLessOrEqual:
      return left <= right;
    case ir::TimeComparison::kGreater:
      return left > right;
    case ir::TimeComparison::kGreaterOrEqual:
      return left >= right;
  }
  return false;
}

bool InRelation(std::string_view left, std::string_view right, ir::FieldRelation relation) {
  switch (relation) {
    case ir::FieldRelation::kEquals:
      return left == right;
    case ir::FieldRelation::kStartsWith:
      return left.starts_with(right);
    case ir::FieldRelation::kEndsWith:
      return left.ends_with(right);
    case ir::FieldRelation::kContains:
      return left.find(right) != std::string_view::npos;
  }
  return false;
}

bool InNetwork(const base::IpAddress& address, const ir::Network& network) {
  if (address.v6 != network.v6) return false;
  std::size_t bits = network.prefix_length;
  for (std::size_t i = 0; bits > 0 && i < address.bytes.size(); ++i) {
    const std::size_t used = bits < 8 ? bits : 8;
    const unsigned mask = 0xFFU << (8 - used) & 0xFFU;
    if (((address.bytes[i] ^ network.address[i]) & mask) != 0) return false;
    bits -= used;
  }
  return true;
}

}  // namespace

std::optional<std::string_view> ScalarText(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kFalse:
      return "false";
    case Value::Kind::kTrue:
      return "true";
    case Value::Kind::kNumber:
    case Value::Kind::kString:
      return value.text();
    case Value::Kind::kNull:
    case Value::Kind::kArray:
    case Value::Kind::kObject:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string_view> TextOf(const Value& value, std::string* storage) {
  if (value.kind != Value::Kind::kObject) return ScalarText(value);
  storage->clear();
  AppendCompactJson(value, storage);
  return *storage;
}

bool Holds(const ir::NumberEquals& leaf, const Value& value) {
  if (value.kind == Value::Kind::kString) return value.text() == leaf.text;
  if (value.kind != Value::Kind::kNumber) return false;
  if (value.text() == leaf.text) return true;
  const auto decimal = base::Decimal::Parse(value.text());
  return decimal && *decimal == leaf.value;
}

bool Holds(const ir::BooleanEquals& leaf, const Value& value) {
  if (value.kind == Value::Kind::kString) return base::EqualsIgnoringCase(value.text(), leaf.value ? "true" : "false");
  return value.kind == (leaf.value ? Value::Kind::kTrue : Value::Kind::kFalse);
}

bool Holds(const ir::NumberCompare& leaf, const Value& value) {
  if (value.kind != Value::Kind::kNumber && value.kind != Value::Kind::kString) return false;
  const auto decimal = base::Decimal::Parse(value.text());
  return decimal && Compare(*decimal, leaf.comparison, leaf.value);
}

bool Holds(const ir::InNetwork& leaf, const Value& value) {
  if (value.kind != Value::Kind::kString) return false;
  const auto address = base::ParseAddress(value.text());
  return address && InNetwork(*address, leaf.network);
}

bool Holds(const ir::TimePartCompare& leaf, const Value& value) {
  const auto part = TimePartOf(value, leaf.part);
  return part && Compare(*part, leaf.comparison, leaf.value);
}

bool Holds(const ir::FieldCompare& leaf, const Value& left, const Value& right) {
  const auto left_text = ScalarText(left);
  const auto right_text = ScalarText(right);
  if (!left_text || !right_text) return false;
  if (leaf.cased) return InRelation(*left_text, *right_text, leaf.relation);
  return InRelation(base::FoldCase(*left_text), base::FoldCase(*right_text), leaf.relation);
}

std::unique_ptr<re2::RE2> CompileRegex(const regex::Regex& regex) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(regex::kRe2MaxMemory);
  return std::make_unique<re2::RE2>(regex::ToRe2Syntax(regex), options);
}

bool FindsRegex(const re2::RE2& regex, std::string_view text) {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

}  // namespace sigmatic::eval
