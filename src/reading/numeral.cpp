#include <youju/reading/digits.h>
#include <youju/reading/numeral.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::int64_t coefficient_max = 999'999'999'999'999'999;
constexpr int digits_max = 18;

// The power of ten of 十百千万亿, or 0.
int power_at(const Text& text, std::size_t at) { return text.trait_at(at).power; }

bool is_more(const Text& text, std::size_t at) { return (text.signs_at(at) & sign::more) != 0; }

// 千 in 千瓦 and 百 in 百分点 belong to the unit, and so does 亿 in 亿元.
bool scale_is_of_unit(const Text& text, std::size_t at) {
  if (text.has(at, "百")) {
    return text.has(at + 3, "分点") || text.has(at + 3, "分之") || text.has(at + 3, "帕");
  }
  if (text.has(at, "千")) {
    const std::size_t unit = at + 3;
    return text.has(unit, "瓦") || text.has(unit, "克") || text.has(unit, "米") ||
           text.has(unit, "伏") || text.has(unit, "卡") || text.has(unit, "帕") ||
           text.has(unit, "分之");
  }
  if (!text.has(at, "亿")) return false;
  const std::size_t money = at + 3;
  return text.has(money, "元") || text.has(money, "美元") || text.has(money, "欧元") ||
         text.has(money, "港元") || text.has(money, "日元") || text.has(money, "英镑") ||
         text.has(money, "瑞士法郎") || text.has(money, "港币") || text.has(money, "人民币");
}

bool add_digit(Number& number, int digit) {
  if (number.coefficient > coefficient_max / 10 - 1) return false;
  number.coefficient = number.coefficient * 10 + digit;
  return true;
}

// The same value with more places.
bool widen(Number& number, std::int32_t scale) {
  for (; number.scale < scale; ++number.scale) {
    if (number.coefficient > coefficient_max / 10) return false;
    number.coefficient *= 10;
  }
  return true;
}

// a + b.
bool add_to(Number& a, const Number& b) {
  Number small = b;
  if (!widen(small, a.scale) || !widen(a, small.scale)) return false;
  if (a.coefficient > coefficient_max - small.coefficient) return false;
  a.coefficient += small.coefficient;
  return true;
}

struct ChineseSum;

class Reader {
 public:
  Reader(const Text& text, std::size_t at, Numeral& out) : text_(text), out_(out) {
    out_.begin = out_.end = at;
  }

  void arabic() {
    Number number;
    if (short_and_plain(number)) return set(number);
    std::size_t at = digits(out_.begin, number);
    at = decimals(at, number);
    if (placeholder_at(at)) return placeholder();
    at = scales(at, number);
    out_.end = at;
    set(number);
  }

  void placeholder() {
    std::size_t at = out_.begin;
    while (true) {
      const Char c = text_.char_at(at);
      if (text_.byte(at) == '.' && text_.class_at(at + 1) == Class::placeholder) {  // XX.X
        ++at;
        continue;
      }
      if (at >= text_.all.size() || text_.has(at, "某")) break;
      if (c.kind != Class::placeholder && c.kind != Class::digit) break;
      at += c.bytes;
    }
    out_.placeholder = true;
    if (at == out_.begin) at = text_.next(at);  // 某
    std::size_t scaled = at;
    if (is_more(text_, scaled)) {
      out_.more = true;
      scaled = text_.next(scaled);
    }
    while ((text_.has(scaled, "万") || text_.has(scaled, "亿")) &&
           !scale_is_of_unit(text_, scaled)) {
      scaled += 3;
    }
    if (is_more(text_, scaled)) {
      out_.more = true;
      scaled = text_.next(scaled);
    }
    out_.end = scaled;
  }

  void chinese();

 private:
  std::size_t chinese_step(std::size_t at, ChineseSum& sum);
  bool placeholder_at(std::size_t at) const {
    if (text_.trait_at(at).kind != Class::placeholder || text_.has(at, "某")) return false;
    // 7×24 is a product, 1x a size; two marks or one at the end are a placeholder.
    const std::size_t next = text_.next(at);
    if (text_.class_at(next) == Class::percent) return true;  // 9x%
    return text_.class_at(next) == Class::placeholder && !text_.has(next, "某");
  }

  // Most numbers: a few digits with nothing behind them that could belong to them.
  bool short_and_plain(Number& number) {
    if (out_.begin + ShortNumber::bytes_needed > text_.all.size()) return false;
    const char* const begin = text_.all.data() + out_.begin;
    ShortNumber said;
    if (!read_short_number(begin, said)) return false;
    const std::size_t end = out_.begin + said.bytes;
    if (chars::goes_on(text_.byte(end)) || (text_.signs_at(end) & sign::number_goes_on) != 0)
      return false;
    number = said.number;
    out_.leading_zero = *begin == '0';
    out_.digits = said.digits;
    out_.grouped = said.grouped;
    out_.end = end;
    return true;
  }
  std::size_t digits(std::size_t at, Number& number) {
    out_.leading_zero = text_.digit(at) == 0;
    int run = 0;
    while (true) {
      const int digit = text_.digit(at);
      if (digit >= 0) {
        if (!add_digit(number, digit)) out_.broken = true;
        ++out_.digits;
        ++run;
        at = text_.next(at);
        continue;
      }
      const std::size_t behind = separator(at);
      if (behind == 0 || run > 3 || (out_.grouped && run != 3)) return at;
      out_.grouped = true;
      run = 0;
      at = behind;
    }
  }
  // Behind a mark of thousands, if exactly three digits follow; else 0.
  std::size_t separator(std::size_t at) const {
    std::size_t mark = 0;
    if (text_.byte(at) == ',' || text_.byte(at) == ' ') {
      mark = 1;
    } else if (text_.has(at, "，")) {
      mark = 3;
    }
    if (mark == 0) return 0;
    std::size_t end = at + mark;
    for (int i = 0; i < 3; ++i) {
      if (!text_.is_digit(end)) return 0;
      end = text_.next(end);
    }
    if (text_.is_digit(end)) return 0;
    // A full-width comma parts clauses more often than thousands.
    if (mark == 3 && text_.byte(at + mark) < 0x80) return 0;
    return at + mark;
  }
  std::size_t decimals(std::size_t at, Number& number) {
    const std::size_t point = text_.byte(at) == '.' ? 1 : text_.has(at, "．") ? 3 : 0;
    if (point == 0 || !text_.is_digit(at + point)) return at;
    std::size_t end = at + point;
    while (text_.is_digit(end)) {
      if (number.scale == Decimal::scale_max || !add_digit(number, text_.digit(end))) {
        out_.broken = true;
        ++number.scale;
      } else {
        ++number.scale;
      }
      end = text_.next(end);
    }
    if (number.scale > Decimal::scale_max) number = {};
    return end;
  }
  // 余, 多, 万, 亿 and what goes on behind them: 12万3千.
  std::size_t scales(std::size_t at, Number& number) {
    int last = 0;
    while (true) {
      const Trait trait = text_.trait_at(at);
      if ((trait.signs & sign::more) != 0) {
        out_.more = true;
        at = text_.next(at);
        continue;
      }
      const int power = trait.power;
      if (power > 1 && !scale_is_of_unit(text_, at)) {
        if (!shift(number, power)) out_.broken = true;
        last = power;
        at += 3;
        continue;
      }
      if (last < 4 || out_.more || !text_.is_digit(at)) return at;
      Number small;
      std::size_t end = at;
      while (text_.is_digit(end)) {
        if (!add_digit(small, text_.digit(end))) return at;
        end = text_.next(end);
      }
      const int small_power = power_at(text_, end);
      if (small_power != 3 && small_power != 2) return at;
      if (!shift(small, small_power) || !add_to(number, small)) out_.broken = true;
      if (!is_more(text_, end + 3)) return end + 3;
      out_.more = true;  // 6万4千余
      return end + 6;
    }
  }
  void set(const Number& number) {
    if (out_.broken) return;
    out_.value.form = Value::Form::number;
    out_.value.low = out_.value.high = number;
  }
  void set_range(std::int64_t low, std::int64_t high) {
    out_.value.form = Value::Form::range;
    out_.value.low = {low, 0};
    out_.value.high = {high, 0};
  }

  Text text_;
  Numeral& out_;
};

// 三五十, 七八, 十五六: two neighbours without a mark are a range.
struct Neighbours {
  std::int64_t low = -1, high = -1;
  std::size_t end = 0;
};
Neighbours neighbours(const Text& text, std::size_t at) {
  Neighbours out;
  std::int64_t base = 0;
  if (text.has(at, "十")) {
    base = 10;
    at += 3;
  }
  const int low = chinese_digit(text, at);
  const int high = low < 1 ? -1 : chinese_digit(text, at + 3);
  if (low < 1 || high <= low || chinese_digit(text, at + 6) >= 0) return out;
  if (high != low + 1 && !(low == 3 && high == 5)) return out;
  std::int64_t scale = 1;
  std::size_t end = at + 6;
  while (power_at(text, end) != 0 && !scale_is_of_unit(text, end)) {
    for (int i = power_at(text, end); i > 0; --i) scale *= 10;
    if (scale > 1'000'000'000'000) return out;
    end += 3;
  }
  out.low = (base + low) * scale;  // 十二三万
  out.high = (base + high) * scale;
  out.end = end;
  return out;
}

// The parts of a Chinese numeral as they come: digits, tens, myriads.
struct ChineseSum {
  std::int64_t total = 0, section = 0, digit = 0, plain = 0;
  int digit_run = 0;
  bool scaled = false, broken = false;

  void add(int value) {
    if (++digit_run > digits_max) {
      broken = true;
      return;
    }
    plain = plain * 10 + value;
    digit = value;
  }
  void multiply(int power) {
    scaled = true;
    digit_run = 0;
    plain = 0;
    if (power < 4) {
      std::int64_t unit = 1;
      for (int i = 0; i < power; ++i) unit *= 10;
      section += (digit != 0 ? digit : 1) * unit;
    } else {
      Number sum{total + section + digit, 0};
      if (sum.coefficient == 0) sum.coefficient = 1;
      if (!shift(sum, power)) {
        broken = true;
        sum = {};
      }
      total = sum.coefficient;
      section = 0;
    }
    if (section > coefficient_max / 4 || total > coefficient_max / 4) {
      broken = true;
      section = total = 0;
    }
    digit = 0;
  }
};

// One step; the place behind it, or `at` itself where the numeral ends.
std::size_t Reader::chinese_step(std::size_t at, ChineseSum& sum) {
  const Trait trait = text_.trait_at(at);
  if (trait.digit >= 0) {
    if (out_.more) return at;
    sum.add(trait.digit);
    return at + 3;
  }
  if (trait.kind != Class::numeral && (trait.signs & sign::more) == 0) return at;
  if (text_.has(at, "廿") || text_.has(at, "卅")) {
    sum.section += text_.has(at, "廿") ? 20 : 30;
    sum.scaled = true;
    return at + 3;
  }
  // 数十, 几百; 十几, 十余, 三百多.
  const bool several = text_.has(at, "数") || text_.has(at, "几");
  if (several && at == out_.begin && power_at(text_, at + 3) != 0) {
    out_.more = true;
    return at + 3;
  }
  if (at != out_.begin && (trait.signs & sign::more) != 0 && !out_.more) {
    out_.more = true;
    return at + 3;
  }
  const int power = trait.power;
  if (power == 0 || scale_is_of_unit(text_, at)) return at;
  if (at == out_.begin) out_.bare_scale = power > 1;
  sum.multiply(power);
  return at + 3;
}

void Reader::chinese() {
  out_.chinese = true;
  if (const Neighbours pair = neighbours(text_, out_.begin); pair.low >= 0) {
    set_range(pair.low, pair.high);
    out_.end = pair.end;
    return;
  }
  ChineseSum sum;
  std::size_t at = out_.begin;
  for (std::size_t next = chinese_step(at, sum); next != at; next = chinese_step(at, sum))
    at = next;
  if (at == out_.begin) {
    out_.broken = true;
    out_.end = text_.next(at);
    return;
  }
  out_.end = at;
  out_.digits = sum.scaled ? 0 : sum.digit_run;
  out_.broken = sum.broken;
  if (!sum.scaled && sum.digit_run > 1) {
    out_.broken = true;  // 二〇〇九 is a year, which dates know; 一二三 is nothing
    return;
  }
  Number number{sum.total + sum.section + sum.digit, 0};
  if (text_.has(at, "点") && chinese_digit(text_, at + 3) >= 0 && !out_.more) {
    at += 3;
    while (chinese_digit(text_, at) >= 0 && number.scale < Decimal::scale_max) {
      if (!add_digit(number, chinese_digit(text_, at))) out_.broken = true;
      ++number.scale;
      at += 3;
    }
    out_.end = at;
  }
  set(number);
}

}  // namespace

std::optional<int> power_of_ten(const Numeral& numeral) {
  const Number& number = numeral.value.low;
  if (numeral.value.form != Value::Form::number || number.scale != 0 || number.coefficient < 10)
    return std::nullopt;
  int power = 0;
  std::int64_t rest = number.coefficient;
  for (; rest % 10 == 0; rest /= 10) ++power;
  return rest == 1 ? std::optional(power) : std::nullopt;
}

bool shift(Number& number, int power) {
  for (; power > 0 && number.scale > 0; --power) --number.scale;
  for (; power > 0; --power) {
    if (number.coefficient > coefficient_max / 10) return false;
    number.coefficient *= 10;
  }
  return true;
}

void read_numeral(const Text& text, std::size_t at, Numeral& into) {
  Reader reader(text, at, into);
  const Class kind = text.class_at(at);
  if (kind == Class::digit) return reader.arabic();
  if (kind == Class::placeholder) return reader.placeholder();
  reader.chinese();
}

Numeral read_numeral(const Text& text, std::size_t at) {
  Numeral out;
  read_numeral(text, at, out);
  return out;
}

}  // namespace youju::reading
