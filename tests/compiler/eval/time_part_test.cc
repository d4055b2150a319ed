#include "compiler/eval/time_part.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/eval/event_buffer.h"

namespace sigmatic::eval {
namespace {

using ir::TimePart;

std::optional<std::int64_t> Part(std::string_view json, TimePart part) {
  EventBuffer buffer;
  EventBuffer::Error error;
  const Value* value = buffer.Parse(json, &error);
  EXPECT_NE(value, nullptr) << json;
  return value == nullptr ? std::nullopt : TimePartOf(*value, part);
}

std::optional<std::int64_t> TextPart(std::string_view text, TimePart part) {
  return Part("\"" + std::string(text) + "\"", part);
}

TEST(TimePartTest, ReadsIso8601AsWritten) {
  for (const std::string_view text : {"2023-07-10T11:45:59Z", "2023-07-10 11:45", "2023-07-10T11:45:00.123456789+05:30",
                                      "2023-07-10T11:45:60-0800", "2023-07-10T11:45+01", "2023-07-10T11:45Z"}) {
    EXPECT_EQ(TextPart(text, TimePart::kMinute), 45) << text;
    EXPECT_EQ(TextPart(text, TimePart::kHour), 11) << text;
    EXPECT_EQ(TextPart(text, TimePart::kDay), 10) << text;
    EXPECT_EQ(TextPart(text, TimePart::kWeek), 28) << text;
    EXPECT_EQ(TextPart(text, TimePart::kMonth), 7) << text;
    EXPECT_EQ(TextPart(text, TimePart::kYear), 2023) << text;
  }
}

TEST(TimePartTest, ADateHasNoTime) {
  EXPECT_EQ(TextPart("2024-02-29", TimePart::kDay), 29);
  EXPECT_EQ(TextPart("2024-02-29", TimePart::kWeek), 9);
  EXPECT_EQ(TextPart("2024-02-29", TimePart::kHour), std::nullopt);
  EXPECT_EQ(TextPart("2024-02-29", TimePart::kMinute), std::nullopt);
}

TEST(TimePartTest, RefusesOtherTexts) {
  for (const std::string_view text : {"",
                                      "2023",
                                      "-2023",
                                      "2023-07",
                                      "2023-13-01",
                                      "2023-00-01",
                                      "2023-02-29",
                                      "2023-07-32",
                                      "2023-07-10T",
                                      "2023-07-10T24:00",
                                      "2023-07-10T11",
                                      "2023-07-10T11:60",
                                      "2023-07-10T11:45:61",
                                      "2023-07-10T11:45:00.",
                                      "2023-07-10T11:45:00,5",
                                      "2023-07-10t11:45",
                                      "2023-07-10T11:45z",
                                      "2023-07-10T11:45:00+25:00",
                                      "2023-07-10T11:45 ",
                                      " 2023-07-10",
                                      "2023-7-10",
                                      "20230710T114500Z",
                                      "10/07/2023",
                                      "2023-07-10T11:45:00+1",
                                      "2023-07-10T11:45+01:",
                                      "1.5",
                                      "1e3"}) {
    EXPECT_EQ(TextPart(text, TimePart::kMonth), text == "2023" ? std::optional<std::int64_t>(1) : std::nullopt) << text;
  }
}

TEST(TimePartTest, ReadsEpochSeconds) {
  // 2023-07-10T11:45:59Z
  for (const std::string_view json :
       {"1688989559", "\"1688989559\"", "1688989559.999", "1.688989559e9", "1688989559000"}) {
    EXPECT_EQ(Part(json, TimePart::kMinute), 45) << json;
    EXPECT_EQ(Part(json, TimePart::kHour), 11) << json;
    EXPECT_EQ(Part(json, TimePart::kDay), 10) << json;
    EXPECT_EQ(Part(json, TimePart::kWeek), 28) << json;
    EXPECT_EQ(Part(json, TimePart::kMonth), 7) << json;
    EXPECT_EQ(Part(json, TimePart::kYear), 2023) << json;
  }
}

TEST(TimePartTest, RoundsDownwards) {
  EXPECT_EQ(Part("-0.5", TimePart::kYear), 1969);
  EXPECT_EQ(Part("-0.5", TimePart::kMinute), 59);
  EXPECT_EQ(Part("0", TimePart::kYear), 1970);
  EXPECT_EQ(Part("-0", TimePart::kYear), 1970);
  EXPECT_EQ(Part("-100000000001", TimePart::kYear), 1966);  // milliseconds
}

TEST(TimePartTest, SecondsEndAtTenToTheEleventh) {
  EXPECT_EQ(Part("99999999999", TimePart::kYear), 5138);
  EXPECT_EQ(Part("99999999999.5", TimePart::kYear), 5138);
  EXPECT_EQ(Part("100000000000", TimePart::kYear), 1973);
}

TEST(TimePartTest, TimesOutsideTheCalendarHaveNoParts) {
  EXPECT_EQ(Part("253402300799999", TimePart::kYear), 9999);
  EXPECT_EQ(Part("253402300800000", TimePart::kYear), std::nullopt);
  EXPECT_EQ(Part("1e99", TimePart::kYear), std::nullopt);
  EXPECT_EQ(Part("1e999999999", TimePart::kYear), std::nullopt);
  EXPECT_EQ(Part("-99999999999", TimePart::kYear), std::nullopt);
}

TEST(TimePartTest, WeeksAreThoseOfIso8601) {
  EXPECT_EQ(TextPart("2021-01-03", TimePart::kWeek), 53);  // a Sunday, still in 2020's last week
  EXPECT_EQ(TextPart("2021-01-04", TimePart::kWeek), 1);
  EXPECT_EQ(TextPart("2018-12-31", TimePart::kWeek), 1);  // a Monday, already in 2019's first week
  EXPECT_EQ(TextPart("2015-12-31", TimePart::kWeek), 53);
  EXPECT_EQ(TextPart("2016-01-01", TimePart::kWeek), 53);
}

TEST(TimePartTest, OtherValuesAreNoTimes) {
  for (const std::string_view json : {"null", "true", "{}", "[]"}) EXPECT_EQ(Part(json, TimePart::kYear), std::nullopt);
}

}  // namespace
}  // namespace sigmatic::eval
