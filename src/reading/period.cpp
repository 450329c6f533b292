// Which period a figure is of, and whether it is planned: said by its sentence, else by the
// headings above it, else by the document.
#include <youju/reading/passage.h>
#include <youju/reading/period_scope.h>
#include <youju/reading/plan.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

struct HeadingState {
  Timespan period;
  bool plan = false;
  bool looks_back = false;  // of what was done, also in a plan
};

class Periods {
 public:
  Periods(const Text& text, const Options& options, Reading& reading)
      : text_(text), options_(options), reading_(reading), plans_(text, reading) {}

  void run() {
    headings();
    document_ = options_.period;
    year_ = document_.last.year;
    if (year_ == 0 && !states_.empty() && has_title()) year_ = states_[0].period.last.year;
    for (std::size_t index = 0; index < reading_.figures.size(); ++index) {
      Figure& figure = reading_.figures[index];
      if (figure.heading != heading_ || figure.sentence != sentence_) begin_sentence(figure);
      const std::string_view words =
          text_.between(std::min<std::size_t>(end_, figure.begin_byte), figure.begin_byte);
      end_ = figure.end_byte;
      is_base_ = false;
      if (figure.measure == Measure::date && figure.value.form != Value::Form::none) {
        if (figure.value.form == Value::Form::number) {
          read_quarter(figure, words);
        } else {
          read_date(index, words);
        }
      } else {
        read_figure(figure, words);
      }
      figure.plan = is_planned(figure, words);
    }
  }

 private:
  void begin_sentence(const Figure& figure) {
    sentence_ = figure.sentence;
    heading_ = figure.heading;
    told_ = before_ = once_ = {};
    of_last_year_ = has_figure_ = once_is_base_ = false;
    bracket_end_ = 0;
    begin_ = end_ = sentence_ == nothing ? 0 : reading_.sentences[sentence_].begin_byte;
    state_ = heading_ == nothing ? HeadingState{} : states_[heading_];
    above_ = state_.period.empty() ? document_ : state_.period;
  }

  void read_date(std::size_t index, std::string_view words) {
    Figure& figure = reading_.figures[index];
    const bool of_another = ends(words, {"去年", "上年"});
    figure.period = completed(figure.value, of_another ? a_year_before(above_, false) : above_);
    of_last_year_ = false;
    const bool is_next = index + 1 < reading_.figures.size() &&
                         reading_.figures[index + 1].sentence == figure.sentence;
    const std::size_t until = is_next ? reading_.figures[index + 1].begin_byte
                              : figure.sentence == nothing
                                  ? text_.all.size()
                                  : std::size_t{reading_.sentences[figure.sentence].end_byte};
    const std::size_t end = std::max<std::size_t>(until, figure.end_byte);
    const Scope scope = scope_of(
        {text_.between(std::min<std::size_t>(begin_, figure.begin_byte), figure.begin_byte),
         text_.between(figure.end_byte, end), has_figure_, is_next});
    once_ = {};
    if (scope == Scope::none) return;
    if (scope == Scope::sentence) {
      told_ = figure.period;
      return;
    }
    once_ = figure.period;
    once_is_base_ = scope == Scope::base;
    bracket_end_ =
        scope == Scope::bracket ? std::min(text_.all.find("）", end), text_.all.size()) : 0;
  }

  // What was told last, else what stands above.
  const Timespan& of_sentence() const { return told_.empty() ? above_ : told_; }

  // 三季度, 前三季度
  void read_quarter(Figure& figure, std::string_view words) {
    const Number& number = figure.value.low;
    const Timespan& of = of_sentence();
    figure.period = of;
    const bool is_one = number.scale == 0 && number.coefficient >= 1 && number.coefficient <= 4;
    if (figure.unit.name != "季度" || !is_one) return;
    if (of.first.year != of.last.year || holds_against_before(words)) return;
    figure.period =
        quarter(static_cast<int>(number.coefficient), words.ends_with("前"), of.first.year);
    told_ = figure.period;
  }

  void read_figure(Figure& figure, std::string_view words) {
    const bool says_year = says_word(words, "年");  // as few do
    tell_parts(words, says_year);
    // What is held against 2009年 is of that year; what was made of it, or by how much it grew,
    // is not.
    const bool in_bracket = figure.begin_byte < bracket_end_;
    const bool is_once = !once_.empty() && (in_bracket || behind_last_stop(words) == 0) &&
                         figure.measure != Measure::growth &&
                         !(once_is_base_ && (figure.measure == Measure::share ||
                                             figure.unit.name == "倍" || words.empty()));
    figure.period = is_once ? once_ : of_sentence();
    is_base_ = is_once && once_is_base_;
    if (!in_bracket) once_ = {};
    has_figure_ = true;
    Ago ago = Ago::no;
    if (says_year) {
      // 去年，培训20场: the whole sentence, until it tells of another time.
      if (before_.empty() && begins(words, {"去年，", "上年，", "上年度，"})) of_last_year_ = true;
      if (says(words, {"今年", "本年"})) of_last_year_ = false;
      if (figure.measure != Measure::growth) ago = ago_of(words);
    }
    is_base_ = is_base_ || ago != Ago::no;
    if (of_last_year_ || ago != Ago::no) {
      figure.period = a_year_before(figure.period, ago == Ago::same_time);
    } else if (!before_.empty() && words.starts_with("、")) {
      figure.period = before_;
    }
    before_ = figure.period;
  }

  // 今年, 上半年, 明年 among the words before a figure: times that no date tells.
  void tell_parts(std::string_view words, bool says_year) {
    const bool of_another = !told_.empty() && told_.first.year != above_.first.year;
    if (of_another && ((says_year && says(words, {"今年", "本年"})) ||
                       (above_.first.year != 0 && says(words, {"目前", "现有", "现在"}))))
      told_ = {};
    if (!says_year) return;
    const Timespan& of = of_sentence();
    if (of.first.year == 0 || of.first.year != of.last.year) return;
    if (says(words, {"明年", "来年"}) && !says(words, {"去年", "上年"})) {
      const auto next = static_cast<std::int16_t>(above_.first.year + 1);
      if (above_.first.year != 0) told_ = {{next, 0, 0}, {next, 0, 0}};
      return;
    }
    const Timespan part = part_of_year(words, of.first.year);
    if (!part.empty()) told_ = part;
  }

  // 到2025年 in the summary of 2024: what is to come. A year far off is of something else.
  bool comes(const Timespan& period) const {
    constexpr int years_max = 5;
    const int ahead = period.first.year - year_;
    return year_ != 0 && ahead > 0 && ahead <= years_max;
  }
  // （2020年为8.9%） in the plan of 2021.
  bool is_past(const Timespan& period) const {
    return year_ != 0 && period.last.year != 0 && period.last.year < year_;
  }

  // Its period is known. Plans are asked of each figure, as they go on from one to the next.
  bool is_planned(const Figure& figure, std::string_view words) {
    const bool intended = plans_.intends(figure, words);
    if (is_past(figure.period) || is_base_) return false;
    return state_.plan || (intended && !state_.looks_back) ||
           (comes(figure.period) && plans_.is_to_come(figure)) ||
           (figure.measure == Measure::date ? plans_.leads(figure) : Plans::is_named(words));
  }

  // The first line, without a number, is the document's name.
  bool has_title() const {
    const Passage& first = reading_.headings.front();
    return first.level == 1 && text_.skip_blanks(0) >= first.begin_byte &&
           !text_.has(first.begin_byte, "一、");
  }

  void headings() {
    states_.resize(reading_.headings.size());
    std::size_t next = 0;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      const Passage& heading = reading_.headings[i];
      HeadingState& state = states_[i];
      if (heading.parent != nothing) {
        state = states_[heading.parent];
      } else if (i > 0) {
        // A title's period holds for what follows, its plan does not.
        state.period = states_[i - 1].period;
      }
      std::size_t end = std::max<std::size_t>(heading.end_byte, heading.begin_byte);
      const std::string_view words = text_.between(heading.begin_byte, end);
      state.plan = state.plan || heading_plans(words);
      state.looks_back = state.looks_back || heading_looks_back(words);
      while (next < reading_.figures.size() &&
             reading_.figures[next].begin_byte < heading.begin_byte)
        ++next;
      for (std::size_t k = next;
           k < reading_.figures.size() && reading_.figures[k].begin_byte < end; ++k) {
        const Figure& figure = reading_.figures[k];
        if (figure.measure != Measure::date || figure.value.first.year == 0) continue;
        if (is_occasion(figure, words, heading.begin_byte)) continue;
        state.period = {figure.value.first, figure.value.last};
        break;
      }
      // 2016年上半年工作总结, 下半年工作计划
      const Timespan of = state.period.empty() ? options_.period : state.period;
      const Timespan part = part_of_year(words, of.first.year);
      if (of.first.year != 0 && !part.empty()) state.period = part;
    }
  }
  // ——2021年1月14日在县人民代表大会上, （2021年1月14日）: the day a report was given, which is not
  // the period it tells of.
  bool is_occasion(const Figure& figure, std::string_view heading, std::size_t begin) const {
    if (figure.value.first.day == 0 || figure.value.first != figure.value.last) return false;
    const std::string_view behind =
        heading.substr(std::min<std::size_t>(figure.end_byte - begin, heading.size()));
    return (behind.starts_with("在") && says(behind, {"会", "上"})) ||
           (behind.starts_with("）") && text_.has_before(figure.begin_byte, "（"));
  }
  static std::size_t behind_last_stop(std::string_view words) {
    static const Words stops(Words::Side::end, {{0, "， ； ： 。 ）"}});
    const Text text{words};
    std::size_t at = words.size();
    while ((at = text.skip_plain_before(at, 0)) > 0 && words[at - 1] != '\n' &&
           !stops.has(words, at))
      at = text.previous(at);
    return at;
  }
  static bool holds_against_before(std::string_view words) {
    return ends(words, {"比", "较", "与", "同", "去年", "上年", "去年第", "上年第"});
  }
  enum class Ago : std::uint8_t { no, year, same_time };
  // Whether what stands before a figure says that it is of last year: 去年同期61.9亿元,
  // 比去年的118批; but not 比去年增加.
  static Ago ago_of(std::string_view words) {
    constexpr std::size_t bytes_max = 90;
    if (words.size() > bytes_max) words.remove_prefix(words.size() - bytes_max);
    words.remove_prefix(behind_last_stop(words));
    static const Words years(Words::Side::end, {{0, "去年 上年 上一年"}});
    std::size_t end = words.size();
    std::size_t year_bytes = 0;
    while (end > 0 && (year_bytes = years.longest(words, end).bytes) == 0) --end;
    if (end == 0) return Ago::no;
    const std::size_t year = end - year_bytes;
    std::string_view rest = words.substr(end);
    if (begins(rest, {"以来", "至今", "起", "结转", "结余", "滚存", "转入", "遗留"}))
      return Ago::no;
    const bool same_time = rest.starts_with("同期") || rest.starts_with("同时期");
    for (const std::string_view word : {"同时期", "同期", "度", "末", "底", "的", "为", "是", "约"})
      if (rest.starts_with(word)) rest.remove_prefix(word.size());
    const bool compares =
        ends(words.substr(0, year), {"比", "较", "与", "同", "和", "于", "超过", "超"});
    if (compares && !rest.empty()) return Ago::no;
    return same_time ? Ago::same_time : Ago::year;
  }
  // Empty where no one year is known. `same_time`: the same months of it.
  static Timespan a_year_before(const Timespan& span, bool same_time) {
    if (span.first.year == 0 || span.first.year != span.last.year) return {};
    Timespan out = same_time ? span : Timespan{};
    out.first.year = out.last.year = span.first.year - 1;
    return out;
  }
  // 3月20日 under a heading of 2020 is 2020-03-20.
  static Timespan completed(const Value& value, const Timespan& above) {
    Timespan out{value.first, value.last};
    if (out.first.year == 0 && above.first.year == above.last.year)
      out.first.year = above.first.year;
    if (out.last.year == 0 && above.first.year == above.last.year) out.last.year = above.first.year;
    return out;
  }

  Text text_;
  const Options& options_;
  Reading& reading_;
  std::vector<HeadingState> states_;
  Timespan document_;
  int year_ = 0;  // the document's last, 0 if it is not known

  // Of the sentence.
  std::uint32_t sentence_ = nothing - 1, heading_ = nothing - 1;  // none yet
  HeadingState state_;
  Timespan above_;                   // by the heading, or the document
  Timespan told_;                    // by a date
  Timespan once_;                    // by a date that tells of the next figure alone
  Timespan before_;                  // of the figure before
  bool once_is_base_ = false;        // and something may be held against it
  bool is_base_ = false;             // the figure is what something is held against
  bool of_last_year_ = false;        // it began with 去年
  bool has_figure_ = false;          // one that is no date
  std::size_t bracket_end_ = 0;      // up to which once_ holds
  std::size_t begin_ = 0, end_ = 0;  // where it begins; the end of the figure before

  Plans plans_;
};

}  // namespace

void add_periods(const Text& text, const Options& options, Reading& reading) {
  Periods(text, options, reading).run();
}

}  // namespace youju::reading
