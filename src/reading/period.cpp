// Which period a figure is of, and whether it is planned: said by its sentence, else by the
// headings above it, else by the document.
#include <youju/reading/passage.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// 工作计划, 下一步, 明年…: what stands under such a heading is intended.
bool heading_plans(std::string_view heading) {
  const bool intends = says(heading, {"计划", "打算", "下一步", "明年", "下步", "今后", "展望",
                                      "工作安排", "工作思路", "工作目标", "目标任务", "工作谋划",
                                      "重点任务", "下阶段", "来年", "下年度", "工作设想"});
  return intends && !says(heading, {"完成情况", "执行情况", "工作总结和", "总结及", "总结暨",
                                    "落实情况", "完成了"});
}

// 计划, 力争, 拟: what a sentence says behind them is intended. Those of kind 0 only look so.
const Words& plan_words() {
  static const Words words(
      Words::Side::begin,
      {{1,
        "力争 计划新 计划举 计划开 计划建 计划完 计划打 计划组 计划培 ，计划 。计划 拟 预计 争取到 "
        "争取在 明年 下一步 将新 将举 将建 将开 "
        "到年底达 争创 力求 目标为 目标是 年计划 年，计划 年将 年拟 年预计 年力争 目标："},
       {0, "模拟 虚拟 草拟 拟定 拟订 拟人"}});
  return words;
}

struct HeadingState {
  Timespan period;
  bool plan = false;
};

class Periods {
 public:
  Periods(const Text& text, const Options& options, Reading& reading)
      : text_(text), options_(options), reading_(reading) {}

  void run() {
    headings();
    document_ = options_.period;
    Timespan told, before;  // by a date of the sentence; of the figure before
    bool of_last_year = false;
    std::uint32_t sentence = nothing, heading = nothing;
    std::size_t end = 0;  // of the figure before in the sentence, or where the sentence begins
    for (Figure& figure : reading_.figures) {
      if (figure.heading != heading || figure.sentence != sentence) {
        told = before = {};
        of_last_year = false;
        end = figure.sentence == nothing ? 0 : reading_.sentences[figure.sentence].begin_byte;
      }
      sentence = figure.sentence;
      heading = figure.heading;
      const HeadingState state = heading == nothing ? HeadingState{} : states_[heading];
      figure.plan = state.plan || plans(figure);
      const Timespan above = !state.period.empty() ? state.period : document_;
      const std::string_view words =
          text_.between(std::min<std::size_t>(end, figure.begin_byte), figure.begin_byte);
      end = figure.end_byte;
      if (figure.measure == Measure::date && figure.value.form != Value::Form::none &&
          figure.value.form != Value::Form::number) {
        const bool of_another = ends(words, {"去年", "上年"});
        told = completed(figure.value, of_another ? a_year_before(above, false) : above);
        of_last_year = false;
        figure.period = told;
        continue;
      }
      figure.period = told.empty() ? above : told;
      Ago ago = Ago::no;
      if (says_word(words, "年")) {  // as few do
        // 去年，培训20场: the whole sentence, until it tells of another time.
        if (before.empty() && begins(words, {"去年，", "上年，", "上年度，"})) of_last_year = true;
        if (says(words, {"今年", "本年"})) of_last_year = false;
        if (figure.measure != Measure::growth) ago = ago_of(words);
      }
      if (of_last_year || ago != Ago::no) {
        figure.period = a_year_before(figure.period, ago == Ago::same_time);
      } else if (!before.empty() && words.starts_with("、")) {
        figure.period = before;
      }
      before = figure.period;
    }
  }

 private:
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
      state.plan = state.plan || heading_plans(text_.between(heading.begin_byte, end));
      while (next < reading_.figures.size() &&
             reading_.figures[next].begin_byte < heading.begin_byte)
        ++next;
      for (std::size_t k = next;
           k < reading_.figures.size() && reading_.figures[k].begin_byte < end; ++k) {
        const Figure& figure = reading_.figures[k];
        if (figure.measure != Measure::date || figure.value.first.year == 0) continue;
        state.period = {figure.value.first, figure.value.last};
        break;
      }
    }
  }
  // Each sentence is looked at once, up to its last figure.
  bool plans(const Figure& figure) {
    if (figure.sentence == nothing) return false;
    const std::size_t begin = reading_.sentences[figure.sentence].begin_byte;
    if (looked_ < begin || figure.sentence != looked_sentence_) {
      looked_ = begin;
      looked_sentence_ = figure.sentence;
      intended_ = text_.has(begin, "计划");
    }
    const Words& words = plan_words();
    while (!intended_) {
      looked_ = words.seek(text_.all, looked_, figure.begin_byte);
      if (looked_ >= figure.begin_byte) break;
      const Words::Hit hit = words.longest(text_.all, looked_);
      if (hit) intended_ = hit.kind == 1;
      looked_ = hit ? looked_ + hit.bytes : text_.next(looked_);
    }
    return intended_;
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
  std::size_t looked_ = 0;
  std::uint32_t looked_sentence_ = nothing;
  bool intended_ = false;
};

}  // namespace

void add_periods(const Text& text, const Options& options, Reading& reading) {
  Periods(text, options, reading).run();
}

}  // namespace youju::reading
