#include <youju/reading/date.h>
#include <youju/reading/scan.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::size_t title_bytes_max = 300;  // an open 《 without its end reaches no further
constexpr std::size_t quote_bytes_max = 240;
constexpr std::size_t quote_characters_short = 12;
constexpr std::size_t site_bytes = 240;  // a title of a web page is a short line

// The first character from `at` on that may mean something; `at` goes to it, or to the end of the
// text. Most of a text are characters of three bytes that mean nothing, two of which are passed at
// once as long as that goes.
[[gnu::always_inline]] inline Char next_notable(const Text& text, std::size_t& at) {
  constexpr std::size_t three = 3, piece = 8;
  while (at + piece <= text.all.size()) {
    const auto six = piece_at<std::uint64_t>(text.all.data() + at);
    if (chars::is_three(six)) {
      const unsigned first = chars::number_of(six);
      if (chars::may_be_walked(first)) {
        const Char c = text.char_at(at);
        if (c.kind != Class::plain) return c;
      } else if (chars::is_three(six >> 24U)) {
        const unsigned second = chars::number_of(six >> 24U);
        if (!chars::may_be_walked(second)) at += three;
      }
      at += three;
      continue;
    }
    const Char c = text.char_at(at);
    if (c.kind != Class::plain) return c;
    at += c.bytes;
  }
  while (at < text.all.size()) {
    const Char c = text.char_at(at);
    if (c.kind != Class::plain) return c;
    at += c.bytes;
  }
  return {};
}

// X科协发〔2024〕18号: a name left out, not a number.
bool is_document_number(const Text& text, std::size_t at) {
  constexpr std::size_t name_bytes_max = 30;
  const std::size_t limit = std::min(text.all.size(), at + name_bytes_max);
  for (; at < limit && text.is_han(at); at = text.next(at)) {
    if (text.has(at, "〔") || text.has(at, "［")) return true;
  }
  return text.has(at, "〔") || text.has(at, "［") || text.has(at, "[");
}

}  // namespace

void Scanner::run() {
  const std::size_t size = text_.all.size();
  std::size_t at = 0;
  if (options_.markdown) not_prose_ = markdown_part(text_, 0);
  out_.figures.reserve(std::min<std::size_t>(size / 64, 4096));
  while (true) {
    const Char c = next_notable(text_, at);
    if (at >= size) break;
    if (is_no_prose(at)) {
      leave_out(at);
      continue;
    }
    if (c.kind == Class::stop) {  // of most that is not plain
      if (at > taken_) lost_before(at);
      at += c.bytes;
      continue;
    }
    std::size_t next = at;
    if (c.kind == Class::digit) {  // of most others
      next = ordinary(at);
      if (next > at) {
        at = next;
        continue;
      }
    }
    switch (c.kind) {
      case Class::digit:
      case Class::numeral:
      case Class::placeholder:
        next = numeral(at, c.kind);
        break;
      case Class::percent:
        next = percent(at);
        break;
      case Class::each:
        next = each(at);
        break;
      case Class::first:
        next = first(at);
        break;
      case Class::title:
        next = title(at);
        break;
      case Class::quote:
        quote(at);
        break;
      case Class::line:
        lost_before(at);
        line_ = at + c.bytes;
        break;
      case Class::stop:
      case Class::plain:
        break;
    }
    at = next > at ? next : at + c.bytes;
  }
  lost_before(size);
}

// Goes on behind a part that is no prose.
void Scanner::leave_out(std::size_t& at) {
  lost_before(at);
  at = taken_ = not_prose_.end;
  if (text_.byte(at - 1) == '\n') line_ = at;
  not_prose_ = markdown_part(text_, at);
}

std::size_t Scanner::title(std::size_t at) {
  const std::string_view open = text_.character(at);
  const std::string_view close = open == "《" ? "》" : open == "〔" ? "〕" : "】";
  std::size_t depth = 0;
  const std::size_t limit = std::min(text_.all.size(), at + title_bytes_max);
  if (at < title_end_ || limit <= title_open_) return at;
  bool closed = false;
  for (std::size_t i = at; i < limit; i = text_.next(i)) {
    if (text_.byte(i) == '\n') break;
    if (text_.byte(i) != 0xE3) continue;
    if (text_.has(i, open)) ++depth;
    if (!text_.has(i, close)) continue;
    closed = true;
    if (--depth == 0) {
      title_end_ = i;
      return at;
    }
  }
  if (!closed) title_open_ = limit;  // a row of open marks is looked at once
  return at;
}

void Scanner::quote(std::size_t at) {
  const std::string_view open = text_.character(at);
  const std::string_view close = open == "“" ? "”" : open == "「" ? "」" : "』";
  if (at < quote_end_) return;
  const std::size_t begin = text_.next(at), limit = at + quote_bytes_max;
  const std::string_view near =
      text_.between(begin, std::min(text_.all.size(), limit - 1 + close.size()));
  const std::size_t bytes = find_word(near, close);
  if (bytes == std::string_view::npos) return;
  const std::string_view inside = near.substr(0, bytes);
  if (inside.find('\n') != std::string_view::npos) return;
  quote_begin_ = begin;
  quote_end_ = begin + bytes;
  const auto count = std::count_if(inside.begin(), inside.end(), [](char c) {
    return !chars::goes_on(static_cast<std::uint8_t>(c));
  });
  quote_short_ = static_cast<std::size_t>(count) <= quote_characters_short;
  static const Words kinds(Words::Side::begin,
                           {{0, "总结 通知 方案 意见 办法 规定 条例 纲要 决定 】"}});
  for (std::size_t k = 0;
       !quote_short_ && (k = kinds.seek(inside, k, inside.size())) < inside.size();
       k = Text{inside}.next(k))
    quote_short_ = kinds.has(inside, k);
}

Figure& Scanner::emit(std::size_t begin, std::size_t number_end, std::size_t end) {
  Figure& figure = out_.figures.emplace_back();
  // Of a long text the places of figures are in no cache: fetched now, the next ones are not waited
  // for. A place behind the end is nothing to a prefetch.
  constexpr std::size_t ahead = 4 * sizeof(Figure), line = 64;
  const char* const next = reinterpret_cast<const char*>(&figure) + ahead;
  for (std::size_t i = 0; i < sizeof(Figure); i += line) __builtin_prefetch(next + i, 1);
  figure.begin_byte = static_cast<std::uint32_t>(begin);
  figure.number_end_byte = static_cast<std::uint32_t>(number_end);
  figure.end_byte = static_cast<std::uint32_t>(end);
  taken_ = end;
  return figure;
}

Figure& Scanner::emit(const Candidate& it, Qualifier qualifier) {
  Figure& figure = emit(it.numeral.begin, it.numeral.end, it.end);
  figure.value = it.numeral.value;
  figure.unit = it.unit.unit;
  figure.qualifier = qualifier;
  if (qualifier == Qualifier::exact && is(figure.unit.name, "%"))
    figure.qualifier = qualifier_apart(text_, it.numeral.begin);
  if (qualifier == Qualifier::placeholder) figure.value = {};
  return figure;
}

void Scanner::hole(std::size_t at, std::size_t unit_end) {
  Figure& figure = emit(at, at, at);
  figure.qualifier = Qualifier::missing;
  taken_ = unit_end;
}

std::size_t Scanner::exclude(std::size_t begin, std::size_t end, Reason reason) {
  if (options_.excluded) {
    out_.excluded.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), reason});
  }
  return end;
}

std::size_t Scanner::numeral(std::size_t at, Class kind) {
  if (kind == Class::numeral && !options_.excluded && is_word(at)) return at + 3;
  if (at < title_end_) return exclude(at, read_numeral(text_, at).end, Reason::name);
  if (kind == Class::placeholder) return placeholder(at);
  const std::uint32_t before = text_.signs_before(at);
  if (at - line_ < 32 && (at == line_ || (before & sign::heading_lead) != 0)) {
    if (const std::size_t end = heading_mark(text_, line_, at))
      return exclude(at, end, Reason::heading_number);
  }
  if (kind == Class::numeral || (before & sign::bracket_or_nth) != 0) {
    if (const std::size_t end = enumeration_mark(text_, at))
      return exclude(at, end, Reason::enumeration_mark);
  }
  Candidate it;
  take_number(at, it);
  return formed(it);
}

// 一 in 统一, 三 in 三农: one numeral from 一 to 九 with no unit and nothing beside it that any
// form asks for is a part of a word, whatever the word.
bool Scanner::is_word(std::size_t at) const {
  constexpr std::uint32_t odd_behind = sign::number_goes_on | sign::dated | sign::parts |
                                       sign::ranked | sign::glue_behind | sign::numeral_goes_on |
                                       sign::closes | sign::range | sign::more;
  constexpr std::uint32_t odd_before = sign::heading_lead | sign::bracket_or_nth | sign::ranking;
  const Trait one = text_.trait_at(at);
  const bool several = text_.has(at, "数");  // alone it is no number, also before a unit: 数字
  if ((one.digit < 1 && !several) || at == line_ || (text_.signs_before(at) & odd_before) != 0)
    return false;
  const Trait next = text_.trait_at(at + 3);
  return next.kind == Class::plain && (next.signs & odd_behind) == 0 && text_.is_han(at + 3) &&
         (several ? text_.class_at(at + 3) == Class::plain : !begins_unit(text_, at + 3));
}

// What can follow a number decides which forms are asked at all.
std::size_t Scanner::formed(Candidate& it) {
  const std::size_t at = it.numeral.begin, end = it.numeral.end;
  const auto tried = [&](bool may, std::size_t (Scanner::*form)(std::size_t)) {
    return may ? (this->*form)(at) : at;
  };
  const std::uint32_t behind = it.behind, before = it.before;
  const std::uint8_t mark = text_.byte(end);
  std::size_t next = at;
  if (it.numeral.placeholder || (behind & sign::dated) != 0) {
    next = tried(text_.has(end, "年") || text_.has(end, "月") || text_.has(end, "季度") ||
                     mark == '.' || mark == '-' || mark == '/' || it.numeral.placeholder ||
                     range_mark(text_, end) != 0,
                 &Scanner::date);
  }
  if (next == at) {
    next = tried((behind & sign::parts) != 0 || text_.has(at + 3, "分之") || mark == '/',
                 &Scanner::share);
  }
  if (next == at && it.numeral.chinese)
    next = tried(text_.has(at, "半") || text_.has(at, "一半"), &Scanner::half);
  if (next == at && ((before & sign::ranking) != 0 || (behind & sign::ranked) != 0)) {
    next = tried((before & sign::ranking) != 0 || text_.has(end, "届") || text_.has(end, "等奖") ||
                     text_.has(end, "等功"),
                 &Scanner::ordinal);
  }
  if (next == at && it.numeral.chinese)
    next = tried(text_.has(at, "万") || text_.has(at, "亿"), &Scanner::bare_scale);
  return next == at ? counted(it) : next;
}

bool Scanner::is_site_title() {
  if (site_line_ == line_ + 1) return site_title_;
  site_line_ = line_ + 1;
  std::string_view line = text_.all.substr(line_, site_bytes);
  line = line.substr(0, line.find('\n'));
  site_title_ = says_word(line, "【第") || says_word(line, "范文");
  return site_title_;
}

std::size_t Scanner::date(std::size_t at) {
  const DateFound found = read_date(text_, at);
  if (!found) return at;
  if (at < quote_end_ && quote_short_) return exclude(at, found.end, Reason::name);
  if (at > 0 && text_.byte(at - 1) == '/') return exclude(at, found.end, Reason::code);
  if (is_site_title()) return exclude(at, found.end, Reason::name);
  if (at > 0 && text_.is_letter(at - 1) && text_.byte(at - 1) < 0x80) return at;
  Figure& figure = emit(at, found.number_end, found.end);
  figure.value = found.value;
  figure.unit = found.unit;
  figure.measure = Measure::date;
  if (found.placeholder) {
    figure.qualifier = Qualifier::placeholder;
    figure.value = {};
  }
  return found.end;
}

// 每月两期: the figure begins with 每, and its unit is 期/月.
std::size_t Scanner::each(std::size_t at) {
  static const Words spans(Words::Side::begin, {{0, "年 月 周 天 日 季度 季 学期 星期 旬"}});
  if (at < title_end_) return at;
  std::size_t next = at + 3;
  if (text_.has(next, "个")) next += 3;
  const Words::Hit span = spans.longest(text_.all, next);
  if (!span) return at;
  const std::string_view per = text_.between(next, next + span.bytes);
  next += span.bytes;
  Qualifier qualifier = Qualifier::exact;
  for (const std::string_view least : {"不少于", "至少", "不低于", "不少于 "}) {
    if (!text_.has(next, least)) continue;
    qualifier = Qualifier::at_least;
    next += least.size();
    break;
  }
  next = text_.skip_blanks(next);
  const Class kind = text_.class_at(next);
  if (kind != Class::digit && kind != Class::numeral) return at;
  Candidate it = candidate(next);
  range_behind(it);
  // 每周一访: a deed that is its own measure word, if the text does not end within it.
  if (!it.unit && text_.has(next, "一") && it.numeral.end == next + 3 &&
      text_.is_han(it.numeral.end) && it.numeral.end + 3 <= text_.all.size() &&
      text_.is_clause_end(it.numeral.end + 3)) {
    it.unit.unit.name = text_.character(it.numeral.end);
    it.unit.sort = Sort::things;
    it.unit.begin = it.numeral.end;
    it.unit.end = it.end = it.numeral.end + 3;
  }
  if (!it.unit || it.numeral.broken) return at;
  if (it.unit.sort != Sort::things && it.unit.sort != Sort::time) return at;
  if (text_.has(it.numeral.begin, "一") && text_.has(it.end, "度")) return at;
  if (qualifier == Qualifier::exact) qualifier = qualifier_of(text_, next, it.end, it.numeral.more);
  it.numeral.begin = at;
  it.unit.unit.per = per;
  emit(it, qualifier).measure = Measure::frequency;
  return it.end;
}

std::size_t Scanner::first(std::size_t at) {
  if (at < title_end_ || in_short_quote(at)) return at;
  if (!text_.has(at + 3, "次") && !text_.has(at + 3, "届") && !text_.has(at + 3, "批")) return at;
  if (text_.has(at + 3, "次性") || text_.has(at + 3, "批次")) return at;
  Figure& figure = emit(at, at + 3, at + 6);
  figure.value.form = Value::Form::number;
  figure.value.low = figure.value.high = {1, 0};
  figure.unit.name = text_.between(at + 3, at + 6);
  figure.measure = Measure::ordinal;
  return at + 6;
}

std::size_t Scanner::placeholder(std::size_t at) {
  Numeral it = read_numeral(text_, at);
  if (text_.has(at, "某") && !text_.has(it.end, "名"))
    return exclude(at, it.end, Reason::institution);
  if (const std::size_t next = date(at); next > at) return next;
  if (is_document_number(text_, it.end)) return exclude(at, it.end, Reason::code);
  if (text_.has(at, "×") && text_.is_digit(text_.next(at)))
    return exclude(at, text_.next(at), Reason::technical_term);
  const bool single = it.end - at <= 3 && text_.next(at) >= it.end;
  if (single) {
    const bool latin =
        text_.byte(at) < 0x80 && (text_.is_letter(at + 1) || (at > 0 && text_.is_letter(at - 1)));
    const UnitFound unit = read_unit(text_, it.end);
    if (latin || text_.byte(at) == '*' || text_.byte(at) == '_' ||
        text_.is_digit(text_.previous(at)) || !unit) {
      return exclude(at, it.end, Reason::name);
    }
  }
  Candidate whole;
  whole.numeral = it;
  whole.unit = read_unit(text_, it.end);
  whole.end = whole.unit ? whole.unit.end : it.end;
  if (!whole.unit && text_.is_letter(it.end) && text_.byte(it.end) < 0x80) return it.end;
  const bool measured = text_.has_before(at, "长") || text_.has_before(at, "高") ||
                        text_.has_before(at, "宽") || text_.has_before(at, "达") ||
                        text_.has_before(at, "共") || text_.has_before(at, "为");
  if (at > 0 && text_.byte(at - 1) == '-') return exclude(at, it.end, Reason::code);
  if (text_.has_before(at, "—") && !whole.unit) return exclude(at, it.end, Reason::code);
  if (whole.unit && text_.has(whole.unit.begin, "区"))
    return exclude(at, it.end, Reason::institution);
  if (!whole.unit && !(measured && text_.is_clause_end(it.end))) {
    bool digit = false;
    for (std::size_t i = at; i < it.end; ++i) digit = digit || text_.is_digit(i);
    if (!digit && !it.more) return exclude(at, it.end, Reason::institution);
  }
  if (whole.unit.sort == Sort::place) return exclude(at, it.end, Reason::institution);
  const std::size_t scale = it.more ? it.end - 3 : it.end;
  Figure& figure = emit(whole, Qualifier::placeholder);
  if (figure.unit.scale.empty() &&
      (text_.has_before(scale, "万") || text_.has_before(scale, "亿"))) {
    figure.unit.scale = text_.between(scale - 3, scale);
  }
  return whole.end;
}

}  // namespace youju::reading
