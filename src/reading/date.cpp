#include <youju/reading/date.h>
#include <youju/reading/digits.h>
#include <youju/reading/numeral.h>

namespace youju::reading {
namespace {

constexpr int year_first = 1900, year_last = 2199;

struct Part {
  int value = -1;
  int digits = 0;
  bool chinese = false;
  std::size_t end = 0;
};

// 12, 十二, 二〇〇九; value -1 if there is none.
Part part_at(const Text& text, std::size_t at) {
  Part out;
  out.end = at;
  if (text.has(at, "元月")) {  // 2013年元月20日
    out.value = 1;
    out.digits = 1;
    out.chinese = true;
    out.end = at + 3;
    return out;
  }
  const bool near = at + sizeof(std::uint64_t) <= text.all.size();
  const Digits digits = near ? digits_at(text.all.data() + at) : Digits{};
  if (text.is_digit(at)) {
    out.value = 0;
    const std::size_t behind = at + static_cast<std::size_t>(digits.count);
    if (digits.count < 5 && !chars::goes_on(text.byte(behind))) {  // wide ones go on below
      out.value = static_cast<int>(digits.value);
      out.digits = digits.count;
      out.end = behind;
    }
    while (text.is_digit(out.end) && out.digits < 5) {
      out.value = out.value * 10 + text.digit(out.end);
      ++out.digits;
      out.end = text.next(out.end);
    }
    // 08年: no number of years is written so.
    if (out.digits == 2 && out.value > 0 && out.value < 10 && text.has(out.end, "年")) {
      out.value += 2000;
      out.digits = 4;
    }
    return out;
  }
  if (text.class_at(at) != Class::numeral) return out;
  out.chinese = true;
  int plain = 0;
  std::size_t end = at;
  while (chinese_digit(text, end) >= 0 && out.digits < 5) {
    plain = plain * 10 + chinese_digit(text, end);
    ++out.digits;
    end += 3;
  }
  if (out.digits == 4) {
    out.value = plain;
    out.end = end;
    return out;
  }
  const Numeral numeral = read_numeral(text, at);
  if (numeral.broken || numeral.more || numeral.value.form != Value::Form::number) return out;
  if (numeral.value.low.scale != 0 || numeral.value.low.coefficient > 31) return out;
  out.value = static_cast<int>(numeral.value.low.coefficient);
  out.digits = out.value > 9 ? 2 : 1;
  out.end = numeral.end;
  return out;
}

bool is_year(const Part& part) {
  return part.digits == 4 && part.value >= year_first && part.value <= year_last;
}
bool is_month(const Part& part) { return part.digits <= 2 && part.value >= 1 && part.value <= 12; }
bool is_day(const Part& part) { return part.digits <= 2 && part.value >= 1 && part.value <= 31; }

// What may not follow the mark of a year, a month or a day.
bool year_goes_on(const Text& text, std::size_t at) { return text.has(at, "级"); }

struct One {
  Moment moment;
  std::size_t number_end = 0, end = 0;
  int level = -1;  // 0 year, 1 month, 2 day: the last part said
  int first = -1;  // the first part said
};

void take(One& one, int level, int value, const Part& part, std::size_t end) {
  if (level == 0) one.moment.year = static_cast<std::int16_t>(value);
  if (level == 1) one.moment.month = static_cast<std::int8_t>(value);
  if (level == 2) one.moment.day = static_cast<std::int8_t>(value);
  one.level = level;
  if (one.first < 0) one.first = level;
  one.number_end = part.end;
  one.end = end;
}

// 2020.3.20, 2020-03-20, 2020/3/20, of which the year is read.
One dotted(const Text& text, const Part& year) {
  One one;
  if (!is_year(year) || year.chinese) return one;
  const std::uint8_t mark = text.byte(year.end);
  if (mark != '.' && mark != '-' && mark != '/') return one;
  const Part month = part_at(text, year.end + 1);
  if (!is_month(month) || month.chinese || text.byte(month.end) != mark) return one;
  const Part day = part_at(text, month.end + 1);
  if (!is_day(day) || day.chinese || text.is_digit(day.end)) return one;
  take(one, 0, year.value, year, year.end);
  take(one, 1, month.value, month, month.end);
  take(one, 2, day.value, day, day.end);
  return one;
}

// A date that begins with this part.
One one_of(const Text& text, Part part, bool bare_day) {
  One one = dotted(text, part);
  if (one.level >= 0) return one;
  if (is_year(part) && text.has(part.end, "年") && !year_goes_on(text, part.end + 3)) {
    take(one, 0, part.value, part, part.end + 3);
    part = part_at(text, one.end);
  }
  if (is_month(part) && text.has(part.end, "月") && (one.level == 0 || one.level < 0)) {
    take(one, 1, part.value, part, part.end + 3);
    part = part_at(text, one.end);
    if (is_day(part) && (text.has(part.end, "日") || text.has(part.end, "号"))) {
      take(one, 2, part.value, part, part.end + 3);
    }
    return one;
  }
  if (bare_day && one.level < 0 && is_day(part) &&
      (text.has(part.end, "日") || text.has(part.end, "号"))) {
    take(one, 2, part.value, part, part.end + 3);
  }
  return one;
}

One one_at(const Text& text, std::size_t at, bool bare_day) {
  return one_of(text, part_at(text, at), bare_day);
}

std::string_view unit_of(const One& one) {
  if (one.level == 0) return "年";
  if (one.level == 1) return "月";
  return one.first == 2 ? "日" : "";
}

void put(DateFound& out, const Moment& first, const One& last) {
  out.value.form = first == last.moment ? Value::Form::date : Value::Form::dates;
  out.value.first = first;
  out.value.last = last.moment;
  out.unit.name = first.month != 0 && last.level == 2 ? std::string_view() : unit_of(last);
  out.number_end = last.number_end;
  out.end = last.end;
}

// 1-11月, 2016-2020年: the first end has no mark of its own.
bool open_range(const Text& text, Part part, DateFound& out) {
  // 2020年1-11月 has its year before.
  Moment head;
  if (is_year(part) && text.has(part.end, "年")) {
    head.year = static_cast<std::int16_t>(part.value);
    part = part_at(text, part.end + 3);
  }
  if (part.value < 0) return false;
  const std::size_t mark = range_mark(text, part.end);
  if (mark == 0) return false;
  const One last = one_at(text, part.end + mark, true);
  if (last.level < 0 || last.first != last.level) return false;
  Moment first = head;
  One end = last;
  if (last.level == 0 && is_year(part)) {
    first.year = static_cast<std::int16_t>(part.value);
  } else if (last.level == 1 && is_month(part)) {
    first.month = static_cast<std::int8_t>(part.value);
    end.moment.year = head.year;
  } else {
    return false;
  }
  put(out, first, end);
  return true;
}

// 三季度, 第三季度, 前三季度; 2020年 before it is a date of its own.
bool quarter(const Text& text, const Part& part, DateFound& out) {
  if (part.value < 1 || part.value > 4 || !text.has(part.end, "季度")) return false;
  out.value.form = Value::Form::number;
  out.value.low = out.value.high = {part.value, 0};
  out.unit.name = text.between(part.end, part.end + 6);
  out.number_end = part.end;
  out.end = part.end + 6;
  return true;
}

// 20xx年, XX年XX月: a placeholder for a year.
bool placeholder(const Text& text, std::size_t at, DateFound& out) {
  if (!text.is_digit(at) && text.class_at(at) != Class::placeholder) return false;
  std::size_t end = at;
  bool any = false;
  int count = 0;
  while (count < 5) {
    const Class kind = text.class_at(end);
    if (kind == Class::placeholder && !text.has(end, "某")) {
      any = true;
    } else if (kind != Class::digit) {
      break;
    }
    ++count;
    end = text.next(end);
  }
  if (!any || count < 2) return false;
  const bool year = text.has(end, "年");
  if (!year && !text.has(end, "月")) return false;
  if (!year && count > 2) return false;
  out.placeholder = true;
  out.unit.name = text.between(end, end + 3);
  out.number_end = end;
  out.end = end + 3;
  return true;
}

}  // namespace

DateFound read_date(const Text& text, std::size_t at) {
  DateFound out;
  out.begin = out.end = at;
  const Part part = part_at(text, at);
  const bool may_be_lost = part.digits == 0 || text.class_at(part.end) == Class::placeholder;
  if (may_be_lost && placeholder(text, at, out)) return out;
  if (open_range(text, part, out)) return out;
  if (quarter(text, part, out)) return out;
  const One first = one_of(text, part, false);
  if (first.level < 0) return out;
  if (first.level == 1 && first.first == 1 && text.has(first.end, "份额")) return out;
  put(out, first.moment, first);
  const std::size_t mark = range_mark(text, first.end);
  if (mark == 0) return out;
  One last = one_at(text, first.end + mark, first.level == 2);
  if (last.level < 0 || last.level != first.level) return out;
  if (last.first > 0 && last.moment.year == 0) last.moment.year = first.moment.year;
  if (last.first > 1 && last.moment.month == 0) last.moment.month = first.moment.month;
  put(out, first.moment, last);
  return out;
}

}  // namespace youju::reading
