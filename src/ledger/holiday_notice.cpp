// The yearly notice of days off, as the General Office of the State Council words it since 2008: a
// numbered paragraph a holiday, a sentence of days off, perhaps a sentence of made-up days.
#include <youju/base/text.h>
#include <youju/ledger/almanac.h>

#include <algorithm>
#include <array>

namespace youju::ledger {

namespace {

constexpr std::size_t notice_bytes_max = 32 << 10;
constexpr std::array<std::string_view, 7> weekdays = {"一", "二", "三", "四", "五", "六", "日"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

tl::unexpected<Error> failed(std::string_view what, std::string value) {
  return fail(ErrorKind::bad_input, what, {{"text", std::move(value)}});
}

// Takes words off the front of a sentence.
class Scanner {
 public:
  explicit Scanner(std::string_view rest) : rest_(rest) {}
  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // Digits and the word behind them; 0, and nothing is taken, if they are not there.
  int take_number(std::string_view word) {
    constexpr std::size_t digits_max = 4;
    std::size_t end = 0;
    int number = 0;
    while (end < rest_.size() && end < digits_max && is_digit(rest_[end])) {
      number = number * 10 + (rest_[end++] - '0');
    }
    if (end == 0 || !rest_.substr(end).starts_with(word)) return 0;
    rest_.remove_prefix(end + word.size());
    return number;
  }
  // What stands in brackets here; "" if nothing does.
  std::string_view take_bracket() {
    const std::size_t end = rest_.find(')');
    if (!rest_.starts_with('(') || end == std::string_view::npos) return {};
    const std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return inside;
  }
  void skip() {
    std::size_t at = 0;
    text::next(rest_, at);
    rest_.remove_prefix(at);
  }

 private:
  std::string_view rest_;
};

Result<void> check_weekday(Day day, std::string_view bracket) {
  for (std::size_t at = 0; at < weekdays.size(); ++at) {
    const bool said = bracket.ends_with("周" + std::string(weekdays[at])) ||
                      bracket.ends_with("星期" + std::string(weekdays[at]));
    if (said && weekday(day) != static_cast<int>(at)) {
      return failed("almanac.notice_weekday", day.to_string() + "（" + std::string(bracket) + "）");
    }
  }
  return {};
}

// A date of which the year and the month may be left out; nothing if there is none here.
Result<std::optional<Day>> take_day(Scanner& scanner, int& year, int& month) {
  const Scanner before = scanner;
  const int said_year = scanner.take_number("年");
  const int said_month = scanner.take_number("月");
  const int number = scanner.take_number("日");
  if (number == 0 || (said_month == 0 && month == 0)) {
    scanner = before;
    return std::optional<Day>();
  }
  if (said_year != 0) year = said_year;
  if (said_month != 0) month = said_month;
  const Day day = TRY(Day::from_ymd(year, month, number));
  TRY(check_weekday(day, scanner.take_bracket()));
  return std::optional(day);
}

Result<void> read_sentence(std::string_view sentence, const std::string& holiday, int year,
                           std::vector<AlmanacDays>& found) {
  const bool off = sentence.find("放假") != std::string_view::npos;
  if (!off && sentence.find("上班") == std::string_view::npos) return {};
  const auto kind = off ? AlmanacDays::Kind::off : AlmanacDays::Kind::work;
  int month = 0;
  for (Scanner scanner(sentence); !scanner.at_end();) {
    const auto first = TRY(take_day(scanner, year, month));
    if (!first) {
      scanner.skip();
      continue;
    }
    auto last = first;
    if (scanner.take("至")) last = TRY(take_day(scanner, year, month));
    if (!last) return failed("almanac.no_notice", std::string(sentence));
    found.push_back({kind, TRY(Period::from_days(*first, *last)), holiday});
  }
  return {};
}

// The holiday that a paragraph is about: “一、元旦:” is 元旦. "" if it is about none.
std::string holiday_of(std::string_view paragraph) {
  constexpr std::string_view mark = "、";
  const std::size_t begin = paragraph.find(mark), end = paragraph.find(':');
  constexpr std::size_t numeral_bytes_max = 9, name_bytes_max = 60;
  if (end == std::string_view::npos || begin > numeral_bytes_max || begin > end) return {};
  const std::string_view name = paragraph.substr(begin + mark.size(), end - begin - mark.size());
  return name.size() <= name_bytes_max ? std::string(text::trimmed(name)) : std::string();
}

}  // namespace

Result<std::vector<AlmanacDays>> read_holiday_notice(std::string_view text, int year) {
  if (text.size() > notice_bytes_max) return failed("almanac.no_notice", "");
  std::string plain = text::to_half_width(text);
  std::erase(plain, ' ');
  const std::string other = std::to_string(year) + "年部分节假日";
  const std::size_t title = plain.find("年部分节假日");
  if (title != std::string::npos && plain.find(other) == std::string::npos) {
    return failed("almanac.notice_year", std::to_string(year));
  }
  std::vector<AlmanacDays> found;
  for (const std::string_view line : text::split(plain, '\n')) {
    const std::string holiday = holiday_of(text::trimmed(line));
    if (holiday.empty()) continue;
    std::string_view rest = line.substr(line.find(':') + 1);
    while (!rest.empty()) {
      constexpr std::string_view stop = "。";
      const std::size_t end = std::min(rest.find(stop), rest.size());
      TRY(read_sentence(rest.substr(0, end), holiday, year, found));
      rest.remove_prefix(std::min(end + stop.size(), rest.size()));
    }
  }
  if (found.empty()) return failed("almanac.no_notice", "");
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.days.first() < b.days.first(); });
  return found;
}

}  // namespace youju::ledger
