// Decimals, days, periods, ids and encodings of any text: what is accepted is written in a form
// that reads as the same value, and text that was decoded is UTF-8.
#include <youju/base/calendar.h>
#include <youju/base/decimal.h>
#include <youju/base/id.h>
#include <youju/base/text.h>

namespace youju {
namespace {

void check_decimal(std::string_view text) {
  const Result<Decimal> value = Decimal::parse(text);
  if (!value) return;
  CHECK(Decimal::parse(value->to_string()) == *value);
  CHECK(Decimal::parse(value->to_fixed(Decimal::scale_max)) == *value);
  const Result<Decimal> twice = add(*value, *value);
  if (twice) CHECK(subtract(*twice, *value) == *value);
}

void check_calendar(std::string_view text) {
  if (const Result<Day> day = Day::parse_loosely(text)) {
    CHECK(Day::parse(day->to_string()) == *day);
  }
  const Result<Period> period = Period::parse(text);
  if (!period) return;
  CHECK(Period::parse(period->to_string()) == *period);
  CHECK(!period->to_chinese().empty());
  if (const Result<Period> before = period->previous()) CHECK(before->after() == period->first());
}

void check_text(std::string_view text) {
  if (const Result<std::string> decoded = text::decode(text)) CHECK(text::is_utf8(*decoded));
  CHECK(text::is_utf8(text::xml(text)));
  CHECK(text::is_utf8(text::folded(text)));
  CHECK(text::folded(text::folded(text)) == text::folded(text));
}

}  // namespace
}  // namespace youju

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace youju;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_decimal(text);
  check_calendar(text);
  check_text(text);
  if (const Result<Uuid> id = Uuid::parse(text)) CHECK(id->to_string() == text);
  return 0;
}
