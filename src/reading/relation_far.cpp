// Relations over lines and paragraphs: what is totalled up at their end, shares of what was told
// long before, and changes of a thing that is told again. The words must name it, or the number
// make it to the digit.
#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_pair.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <array>

namespace youju::reading {
namespace {

constexpr std::size_t reach = 80;  // figures before one that it may speak of

// What stands in its sentence before a figure, behind the one before it.
std::string_view before(const Text& text, const Reading& reading, std::uint32_t index) {
  constexpr std::size_t bytes_max = 90;
  const Figure& figure = reading.figures[index];
  std::size_t begin = figure.begin_byte > bytes_max ? figure.begin_byte - bytes_max : 0;
  if (index > 0) begin = std::max<std::size_t>(begin, reading.figures[index - 1].end_byte);
  if (figure.sentence != nothing)
    begin = std::max<std::size_t>(begin, reading.sentences[figure.sentence].begin_byte);
  return begin < figure.begin_byte ? text.between(begin, figure.begin_byte) : std::string_view();
}

// A few figures of the reading, wherever they stand, as one line.
struct Picked {
  std::vector<std::uint32_t> all;
  std::vector<Said> said;
  Picked(const Text& text, const Reading& reading, std::vector<std::uint32_t> indices)
      : all(std::move(indices)) {
    for (const std::uint32_t i : all) said.emplace_back(before(text, reading, i));
  }
};

// --- Totals at the end of lines

// 播种面积 of 全县播种面积合计, 自评 of 合计自评: what is totalled up.
std::string_view totalled(std::string_view words) {
  constexpr std::size_t word = 6;
  const std::size_t at = total_at(words);
  if (at == std::string_view::npos) return {};
  static const Words tails(Words::Side::end, {{0, "为 达 共 是 ： 约"}});
  const std::string_view behind = without_end(words.substr(at + word), tails);
  return behind.empty() ? without_marks(words.substr(0, at)) : behind;
}

// 以上三项合计: the number before it says of how many, 0 where none does.
std::size_t said_parts(const Reading& reading, std::uint32_t whole) {
  if (whole == 0) return 0;
  const Figure &count = reading.figures[whole - 1], &total = reading.figures[whole];
  const bool counts =
      is_plain(count) && count.sentence == total.sentence && count.value.low.scale == 0 &&
      count.value.low.coefficient > 1 &&
      count.value.low.coefficient < static_cast<std::int64_t>(reach) &&
      (count.unit.name == "项" || count.unit.name == "个" || count.unit.name == "类");
  return counts ? static_cast<std::size_t>(count.value.low.coefficient) : 0;
}

void tell_total(const Text& text, Reading& reading, std::uint32_t whole) {
  constexpr std::size_t lead_min = 6, fewest = 3;
  constexpr int too_far = 110;
  const Figure& total = reading.figures[whole];
  const std::string_view words = before(text, reading, whole);
  const std::string_view what = says_word(words, "计") ? totalled(words) : std::string_view();
  // 总分95分: of all that has points and is called alike.
  const bool points = total.unit.name == "分" && ends(words, {"总分", "总得分", "总分为"});
  if (what.size() < lead_min && !points) return;
  std::vector<std::uint32_t> figures{whole};
  std::string_view lead;
  std::size_t next = 0;  // the place of the one behind it
  std::uint32_t sentence = total.sentence;
  for (std::uint32_t i = whole; i > 0 && whole - i < reach - 1;) {
    --i;
    const Figure& figure = reading.figures[i];
    if (figure.unit.name != total.unit.name) continue;
    const std::string_view own = without_marks(before(text, reading, i));
    if (own.size() < lead_min || !(points || what.ends_with(own)) || (!lead.empty() && own != lead))
      continue;
    // Each stands in a sentence or clause of its own, and is there.
    if (!same_unit(figure, total) ||
        (figure.sentence == sentence &&
         !says(text.between(figure.end_byte, reading.figures[figures[next]].begin_byte), {"；"})))
      return;
    lead = own;
    sentence = figure.sentence;
    next = 1;
    figures.insert(figures.begin() + 1, i);
  }
  const std::size_t said = said_parts(reading, whole);
  if (figures.size() < fewest || (figures.size() == fewest && said + 1 != fewest)) return;
  const Picked picked(text, reading, figures);
  const Line line{text, reading, picked.all, 0, picked.said};
  Parts parts;
  for (std::size_t i = 1; i < line.size(); ++i) parts.push_back(i);
  const Sum sum = sum_of(line, parts);
  const Result<Decimal> lack = subtract(line.value(0), sum.value);
  if (!sum.known || !lack) return;
  const bool right = makes(line, sum, 0);
  const bool wrong = !right && within(*lack, line.value(0), too_far) &&
                     (said == parts.size() || lack->is_negative());
  if (!right && !wrong) return;
  put_sum(line, 0, parts, right ? Verdict::holds : Verdict::fails);
}

// 货车司机、快递员、外卖配送员三类群体合计1680人; 以上三项合计38.2亿元: the figures of what is
// listed before the number of them, or the last so many; none where one is not there.
std::vector<std::uint32_t> counted_parts(const Text& text, const Reading& reading,
                                         std::uint32_t whole, std::size_t count) {
  constexpr std::size_t item_min = 6;
  constexpr std::uint32_t far = 16;
  static const Words above(Words::Side::end, {{0, "以上 上述 这"}});
  const std::string_view list = before(text, reading, whole - 1);
  std::vector<std::uint32_t> parts;
  const auto fits = [&](std::uint32_t i) {
    const Figure& figure = reading.figures[i];
    return same_unit(figure, reading.figures[whole]) &&
           (figure.measure != Measure::growth ||
            reading.figures[whole].measure == Measure::growth) &&
           !says(before(text, reading, i), {"上年", "去年", "同期"});
  };
  const std::uint32_t last = whole - 1, lowest = last > far ? last - far : 0;
  if (above.has(list, list.size())) {
    for (std::uint32_t i = last; parts.size() < count && i > lowest;)
      if (fits(--i)) parts.insert(parts.begin(), i);
    return parts.size() == count ? parts : std::vector<std::uint32_t>();
  }
  std::string_view rest = behind_stop(list);
  // 决定起诉2036人，不起诉604人。两项合起来2640人: what the sentence before has, if it is as many.
  const std::uint32_t own = reading.figures[whole].sentence;
  if (rest.empty() && own != nothing && reading.figures[last].sentence == own) {
    for (std::uint32_t i = last; i > lowest && reading.figures[i - 1].sentence + 1 >= own;)
      if (fits(--i)) parts.insert(parts.begin(), i);
    return parts.size() == count && reading.figures[parts.back()].sentence != own
               ? parts
               : std::vector<std::uint32_t>();
  }
  while (!rest.empty()) {
    const std::size_t mark = std::min(rest.find("、"), rest.size());
    const std::string_view item = rest.substr(0, mark);
    rest.remove_prefix(std::min(rest.size(), mark + 3));
    std::uint32_t i = last;
    while (i > lowest && !(fits(i - 1) && says(before(text, reading, i - 1), {item}))) --i;
    if (i == lowest || item.size() < item_min) return {};
    parts.push_back(i - 1);
  }
  return parts.size() == count ? parts : std::vector<std::uint32_t>();
}

// 以上四项共减少373万亩: whether the number before it is of those that were told.
bool tells_of_those_above(const Text& text, const Reading& reading, std::uint32_t whole) {
  const std::size_t count = reading.figures[whole - 1].begin_byte;
  return text.has_before(count, "以上") || text.has_before(count, "上述");
}

void tell_counted_total(const Text& text, Reading& reading, std::uint32_t whole) {
  constexpr std::size_t word_bytes = 45;
  const std::size_t count = said_parts(reading, whole);
  if (count < 2) return;  // as mostly
  const std::string_view words = before(text, reading, whole);
  if (words.size() > word_bytes ||
      !(says(words, {"合计", "共计", "总计", "合起来", "加起来", "相加", "合占"}) ||
        (begins(words, {"共"}) && tells_of_those_above(text, reading, whole))) ||
      says(words, {"，", "；"}))
    return;
  std::vector<std::uint32_t> figures = counted_parts(text, reading, whole, count);
  if (figures.empty()) return;
  figures.insert(figures.begin(), whole);
  const Picked picked(text, reading, figures);
  const Line line{text, reading, picked.all, 0, picked.said};
  Parts parts;
  for (std::size_t i = 1; i < line.size(); ++i) parts.push_back(i);
  const Sum sum = sum_of(line, parts);
  const bool right = sum.known && makes(line, sum, 0);
  // Of shares rounding may explain what lacks.
  if (right || (sum.known && !is_percent(line.at(0))))
    put_sum(line, 0, parts, right ? Verdict::holds : Verdict::fails);
}

// --- Shares

// Whether what a share is of is called by the words before this figure: 到账 of 占到账额的.
// 缴存余额 is no 缴存额.
bool is_called_by(std::string_view words, std::string_view of) {
  constexpr std::size_t two = 6;
  static const Words sizes(Words::Side::end, {{0, "总额 总量 总数 总值 额 量 数"}});
  if (says_noun(words, of)) return true;
  const std::size_t size = sizes.longest(of, of.size()).bytes;
  if (size == 0 || of.size() < size + two) return false;
  const std::string_view name = of.substr(0, of.size() - size);
  return size == two ? without_marks(words) == name : words.ends_with(name);
}

// 亡人数由13人减至9人: what it was before it changed is the whole of nothing.
bool is_what_it_was(const Text& text, const Reading& reading, std::uint32_t i) {
  constexpr std::size_t two = 6;
  const std::size_t end = reading.figures[i].end_byte;
  return ends(before(text, reading, i), {"由", "从"}) &&
         begins(text.between(end, std::min(end + two, text.all.size())),
                {"减", "增", "降", "升", "提高", "上升", "下降", "扩", "缩", "压", "发展"});
}

void tell_share(const Text& text, Reading& reading, std::uint32_t result) {
  constexpr std::size_t two = 6, three = 9;
  const std::uint32_t part = result - 1;
  const Figure &stated = reading.figures[result], &some = reading.figures[part];
  if (!is_plain(some) || some.sentence != stated.sentence || some.unit.name == "%") return;
  const Claim claim = claim_of(before(text, reading, result));
  if (claim.form != Claim::Form::part && claim.form != Claim::Form::rate) return;
  const bool rate = claim.form == Claim::Form::rate;
  if (rate && kinship(before(text, reading, part), claim.stem) != 2) return;
  if (is_of_several(claim.named)) return;
  const bool precise = stated.value.low.scale > 0;
  const bool names = claim.of.size() >= three && !begins(claim.of, {"全", "总", "其", "同"});
  for (std::uint32_t i = part; (precise || names) && i > 0 && result - i < reach - 1;) {
    --i;
    const Figure& all = reading.figures[i];
    if (!same_unit(some, all) || all.sentence == stated.sentence) continue;
    if (is_what_it_was(text, reading, i)) continue;
    const bool named = names && is_called_by(before(text, reading, i), claim.of);
    // 占全省的: of what all of it is said to have.
    const bool in_all = precise && claim.of.size() == two && claim.of.starts_with("全") &&
                        says(before(text, reading, i), {claim.of});
    const std::string_view tail =
        all.subject.size() >= two ? all.subject.substr(all.subject.size() - two) : all.subject;
    const bool alike = precise && claim.of.empty() && tail.size() == two &&
                       (some.subject.ends_with(tail) || claim.named.ends_with(tail));
    if (!named && !alike && !in_all) continue;
    const Picked picked(text, reading, {i, part, result});
    const Line line{text, reading, picked.all, 0, picked.said};
    const Ratio ratio{RelationKind::share, 2, 1, 0};
    if (!may_part(line, 1, 0)) continue;
    const std::optional<Decimal> value = share(line, ratio);
    const bool lacks = std::any_of(
        reading.figures.begin() + i, reading.figures.begin() + result, [&](const Figure& figure) {
          return figure.value.form == Value::Form::none && like_unit(figure, some);
        });
    if (!value || !((named && !lacks) || holds_to_the_digit(line, ratio, *value, false))) continue;
    tell_claim(line, ratio);
    return;
  }
}

// --- Changes of a thing that is told again

// Whether two figures name one thing: 同城 and 同城业务量.
bool of_one_thing(const Figure& a, const Figure& b) {
  constexpr std::size_t two = 6;
  static const Words sizes(Words::Side::begin,
                           {{0, "业务 业务量 数 数量 量 总数 总量 总额 额 人数 件数 进出口 出口"}});
  std::string_view one = a.subject, other = b.subject;
  if (one.size() > other.size()) std::swap(one, other);
  constexpr std::size_t three = 9;
  if (one.size() >= three && other.ends_with(one)) return true;  // 准确率 of 暴雨预警准确率
  if (one.size() < two || !other.starts_with(one)) return false;
  const std::string_view rest = other.substr(one.size());
  return rest.empty() || sizes.longest(rest, 0).bytes == rest.size();
}

// What stands before a figure, and before those that it touches: 上年分别为26起和12人.
std::string_view words_of_run(const Text& text, const Reading& reading, std::uint32_t index) {
  constexpr std::size_t joint = 3;
  constexpr int run_max = 8;
  for (int i = 0; i < run_max && index > 0 &&
                  reading.figures[index].begin_byte - reading.figures[index - 1].end_byte <= joint;
       ++i)
    --index;
  return before(text, reading, index);
}

// Whether `then` is told as the same of an earlier time.
bool is_older(const Text& text, const Reading& reading, std::uint32_t then, std::uint32_t now) {
  const Figure &old = reading.figures[then], &young = reading.figures[now];
  const int year = old.period.first.year, other = young.period.first.year;
  if (year != 0 && other != 0 && year != other) return year < other;
  const std::string_view words = words_of_run(text, reading, then);
  // 增长22.7%（2020年分别为2990万件和1.41亿件）
  if (year != 0 && other == 0 && begins(words, {"分别"})) return true;
  return says(words, {"上年分别", "去年分别", "上年同期", "去年同期", "上年为", "去年为", "（上年",
                      "上年仅", "上年只有", "上年不过", "年初为", "当时为", "上年底", "上年末"});
}

// 较常年偏高0.9℃, 比2019年增长12.2%: where the words of a change say what it is held against,
// whether that may be this figure.
bool may_be_base(const Text& text, const Reading& reading, std::uint32_t from,
                 std::uint32_t result) {
  constexpr std::size_t joint = 3;
  const auto says_usual = [](std::string_view words) {
    return says(words, {"常年", "历年", "多年", "历史", "均值"});
  };
  while (result > 0 &&
         reading.figures[result].begin_byte - reading.figures[result - 1].end_byte <= joint)
    --result;
  // A year that is told there is a figure of its own.
  const bool dated = result > 0 && reading.figures[result - 1].measure == Measure::date;
  const std::uint32_t first = dated ? result - 1 : result;
  const std::string_view words = without_marks(before(text, reading, first));
  if (!says(words, {"比", "较"})) return true;
  const int year = dated ? reading.figures[first].value.first.year : 0;
  const int of = reading.figures[from].period.first.year;
  if (year != 0 && of != 0 && ends(words, {"比", "较"})) return year == of;
  return !says_usual(words) || says_usual(words_of_run(text, reading, from));
}

bool may_change(const Figure& figure, const Figure& stated) {
  if (!is_plain(figure) || figure.measure == Measure::growth || figure.plan) return false;
  if (stated.unit.name == "百分点") return figure.unit.name == "%";
  if (figure.unit.name == "%" || figure.unit.name == "百分点" || figure.unit.name == "倍")
    return false;
  return stated.unit.name == "%" || same_unit(figure, stated);
}

// 揽收1862万件，同比增长17%，投递2107万件，同比增长10%，上年同期分别为1594万件和1921万件: the only
// older figure of the same thing nearby.
void tell_change(const Text& text, Reading& reading, std::uint32_t result,
                 const std::vector<bool>& changed_already) {
  constexpr std::uint32_t back = 10, ahead = 8;
  const Figure& stated = reading.figures[result];
  const std::string_view words = words_of_run(text, reading, result);
  if (says(words, {"年均", "环比", "连续", "目标", "计划", "平均", "全省", "全国", "高于", "低于"}))
    return;
  const std::uint32_t first = result > back ? result - back : 0;
  const auto end =
      static_cast<std::uint32_t>(std::min<std::size_t>(reading.figures.size(), result + ahead));
  std::optional<std::uint32_t> to, from;
  for (std::uint32_t i = result; !to && i > first;) {
    --i;
    const Figure& figure = reading.figures[i];
    if (figure.sentence != stated.sentence) break;
    if (may_change(figure, stated) && of_one_thing(figure, stated) &&
        !says(words_of_run(text, reading, i), {"上年", "去年", "同期", "年初"}))
      to = i;
  }
  if (!to) return;
  for (std::uint32_t i = first; i < end; ++i) {
    const Figure& figure = reading.figures[i];
    if (i == *to || !may_change(figure, stated) || !same_unit(figure, reading.figures[*to]) ||
        !of_one_thing(figure, reading.figures[*to]))
      continue;
    const bool older = is_older(text, reading, i, *to) && may_be_base(text, reading, i, result);
    if ((older && from) || (!older && figure.sentence == stated.sentence)) return;
    if (older) from = i;
  }
  if (!from || changed_already[*from]) return;  // which is of another change
  const std::size_t begin =
      std::min(reading.figures[*from].end_byte, reading.figures[*to].end_byte);
  const std::size_t stop = std::max(reading.figures[*from].begin_byte, stated.begin_byte);
  if (text.ends_line_between(begin, stop)) return;
  const Picked picked(text, reading, {*from, *to, result});
  std::array<OwnWords, 3> own;
  const Line line{text, reading, picked.all, 0, picked.said, own};
  // 按可比口径增长: of amounts that were counted otherwise.
  const std::optional<Decimal> computed =
      is_adjusted(line.words(2)) ? std::nullopt : changed(line, {0, 1}, 2);
  if (computed) tell(line, {RelationKind::growth, 2, 1, 0}, *computed);
}

// Where words of totals stand, as few do: sought by what they end with.
class Totals {
 public:
  explicit Totals(std::string_view text) : text_(text) {}
  // The first one that begins at `at` or behind it; it goes on from one place to the next.
  std::size_t next(std::size_t at) {
    std::size_t first = std::string_view::npos;
    for (End& end : ends_) {
      if (end.place < at || !end.known) seek(end, at);
      first = std::min(first, end.place);
    }
    return first;
  }

 private:
  struct End {
    std::string_view word;
    std::size_t place = 0;
    bool known = false;
  };
  void seek(End& end, std::size_t at) const {
    static const Words words(Words::Side::begin, {{0, "合计 总计 共计 合起来 加起来 相加"}});
    constexpr std::size_t character = 3;
    end.known = true;
    for (std::size_t from = at + character; from < text_.size(); from += character) {
      const std::size_t bytes = find_word(text_.substr(from), end.word);
      if (bytes == std::string_view::npos) break;
      from += bytes;
      end.place = from - character;
      if (words.has(text_, end.place)) return;
    }
    end.place = std::string_view::npos;
  }

  std::string_view text_;
  std::array<End, 3> ends_{{{"计"}, {"起来"}, {"加"}}};
};

}  // namespace

void add_far(const Text& text, Reading& reading) {
  const std::size_t figures = reading.figures.size();
  Totals totals(text.all);
  const auto is_total = [&](std::uint32_t i) {
    return totals.next(reading.figures[i - 1].end_byte) < reading.figures[i].begin_byte;
  };
  std::vector<bool> told, in_change;
  for (std::uint32_t i = 1; i < figures; ++i) {
    const Figure& figure = reading.figures[i];
    if (!is_plain(figure) || figure.unit.empty()) continue;
    const bool change = figure.measure == Measure::growth;
    const bool above = tells_of_those_above(text, reading, i);
    if (above && figure.unit.name != "%" && change) tell_counted_total(text, reading, i);
    if (figure.unit.name != "%" && !change) {
      const bool behind = is_total(i);
      if (behind || figure.unit.name == "分") tell_total(text, reading, i);
      if (behind || above) tell_counted_total(text, reading, i);
      continue;
    }
    if (told.empty()) {
      told.resize(figures);
      in_change.resize(figures);
      for (const Relation& relation : reading.relations) {
        told[relation.figures.front()] = true;
        if (relation.kind != RelationKind::growth) continue;
        for (const std::uint32_t of : relation.figures) in_change[of] = true;
      }
    }
    if (!change) tell_counted_total(text, reading, i);
    if (told[i]) continue;
    if (change)
      tell_change(text, reading, i, in_change);
    else
      tell_share(text, reading, i);
  }
}

}  // namespace youju::reading
