// The forms of numbers: shares in Chinese, halves, ordinals, bare 万 and 亿, and counts.
#include <youju/reading/scan.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

std::size_t share_tail(const Text& text, std::size_t at, Number& value, bool& more) {
  if (text.has(at, "半")) {
    value.coefficient += 5;
    at += 3;
  } else if (const int digit = chinese_digit(text, at); digit > 0 && !text.has(at, "两")) {
    value.coefficient += digit;
    at += 3;
  }
  if (text.has(at, "多") || text.has(at, "余")) {
    more = true;
    at += 3;
  }
  return at;
}

// 成 in 成立, 成果 is no tenth.
bool tenth_at(const Text& text, std::size_t at) {
  static const Words words(
      Side::begin, {{0,
                     "成立 成为 成果 成员 成长 成功 成本 成熟 成都 成人 成年 成效 成就 成绩 "
                     "成份 成分 成交 成型 成品 成套 成群 成语 成因 成体 成片"}});
  return text.has(at, "成") && !words.has(text.all, at);
}

bool is_party_meeting(const Text& text, std::size_t at, std::size_t end) {
  // 十九大, 党的二十大; 十九届四中全会, 十届十四次全会; 二中、三中全会.
  if (text.has(end, "大")) {
    static const Words words(
        Side::begin,
        {{0,
          "大精神 大报告 大以来 大召开 大代表 大和 大胜利 大提出 大关于 大部署 大、 大， 大。"}});
    return words.has(text.all, end) || text.has_before(at, "党的");
  }
  if (text.has(end, "中、") || text.has(end, "中全会")) return true;
  if (text.has(end, "次全会") || text.has(end, "次全体会议")) return true;
  if (!text.has(end, "届")) return false;
  std::size_t next = end + 3;
  if (text.class_at(next) != Class::numeral) return false;
  next = read_numeral(text, next).end;
  return text.has(next, "中") || text.has(next, "次");
}

// 十四五, 九五, 十三五: a five-year plan, by what follows.
bool is_five_year_plan(const Text& text, std::size_t at, std::size_t end) {
  static const Words words(Side::begin, {{0, "规划 期间 时期 末 计划 以来 开局 收官"}});
  return text.has_before(end, "五") && end - at <= 9 && words.has(text.all, end);
}

// 超过2/3的省, 占总数的1/3; but no day and no number of a document.
bool is_fraction(const Text& text, std::size_t at, std::size_t end) {
  static const Words before(Side::end, {{0, "超过 超 约 近 将近 占 的 达 达到 有 不到 不足 为"}});
  const std::size_t parts = end + 1;
  if (end != at + 1 || text.byte(end) != '/' || !text.is_digit(at) || !text.is_digit(parts) ||
      text.is_digit(parts + 1) || text.byte(at) == '0' || text.byte(at) >= text.byte(parts))
    return false;
  const bool closed = text.has(parts + 1, "的") || text.has(parts + 1, "以上") ||
                      text.has(parts + 1, "左右") || text.is_clause_end(parts + 1);
  return closed && before.has(text.all, text.skip_blanks_before(at));
}

bool rank_before(const Text& text, std::size_t at) {
  static const Words words(
      Side::end,
      {{0,
        "全市 全省 全国 全县 全区 全州 全校 全系统 排名 位居 名列 位列 居 列 排 位次 省会城市 总分 "
        "辖区 首位 荣获 获 获得 取得 团体 总成绩 跃居 由 上升至 上升到 升至 来 以来 夺得 年级 全疆 "
        "全盟 全旗 "
        "全镇 全乡 世界 总量 均 年 赛"}});
  return words.has(text.all, at);
}

// 一对一科技特派员 is one for each; 一对一帮扶 is a way to help.
bool names_person(const Text& text, std::size_t at) {
  constexpr std::size_t name_bytes_max = 24;
  std::size_t end = at;
  while (end - at < name_bytes_max && text.is_han(end)) {
    end = text.next(end);
    if (text.has_before(end, "员") || text.has_before(end, "师")) return !text.has(end, "工");
  }
  return false;
}

bool institution_behind(const Text& text, std::size_t at) {
  static const Words words(Side::begin, {{0,
                                          "书记 责任 时间 线 课堂 产业 方 中学 小学 医院 人民 服务 "
                                          "附属 实验 幼儿园 机床 建筑 工程 师范 "
                                          "轮 手 性 感 次 笔 动力 资源 生产 要务 议题 主题 作者 "
                                          "梯队 信号 现场 民族 步 发起 名录 车间 大队 支队 分"}});
  return words.has(text.all, at);
}

}  // namespace

// 四分之三, 2/3: `part` of so many parts; the last of the two numerals ends it.
std::size_t Scanner::portion(Candidate& it, const Numeral& part, const Numeral& parts) {
  constexpr int places = 2, zeros_max = 12;
  const std::size_t at = it.numeral.begin;
  if (part.value.form != Value::Form::number || parts.value.low.coefficient == 0) return at;
  const Decimal whole = parts.value.low.decimal(), of_it = part.value.low.decimal();
  // 三分之一 is 33.33, 十万分之三 is 0.003.
  const std::optional<int> zeros = power_of_ten(parts);
  const bool exact = zeros && *zeros <= zeros_max;
  const Result<Decimal> hundred = multiply(of_it, Decimal(100));
  const Result<Decimal> value = exact     ? of_it.shifted(2 - *zeros)
                                : hundred ? divide(*hundred, whole, places)
                                          : hundred;
  if (!value || value->coefficient() > 100'000'000) return at;
  const bool more = part.more;
  it.numeral.end = it.end = std::max(part.end, parts.end);
  it.numeral.value.low = {static_cast<std::int64_t>(value->coefficient()), value->scale()};
  it.numeral.value.high = it.numeral.value.low;
  emit(it, qualifier_of(text_, at, it.end, more)).measure = Measure::share;
  return it.end;
}

// 百分之三十五, 四分之三, 三成, 九成五; the unit is %, ‰ or ‱.
std::size_t Scanner::share(std::size_t at) {
  if (text_.has(at, "百分之") || text_.has(at, "千分之") || text_.has(at, "万分之")) {
    const Class kind = text_.class_at(at + 9);
    if (kind != Class::numeral && kind != Class::digit) return at;
    Candidate it;
    it.numeral = read_numeral(text_, at + 9);
    if (it.numeral.value.form == Value::Form::none) return at;
    it.unit.unit.name = text_.has(at, "百") ? "%" : text_.has(at, "千") ? "‰" : "‱";
    it.numeral.begin = at;
    it.end = it.numeral.end;
    emit(it, qualifier_of(text_, at, it.end, it.numeral.more)).measure = Measure::share;
    return it.end;
  }
  Candidate it;
  it.numeral = read_numeral(text_, at);
  if (it.numeral.broken || it.numeral.value.form == Value::Form::none) return at;
  const std::size_t end = it.numeral.end;
  it.unit.unit.name = "%";
  if (text_.has(end, "分之") && text_.class_at(end + 6) == Class::numeral && it.numeral.chinese)
    return portion(it, read_numeral(text_, end + 6), it.numeral);
  if (is_fraction(text_, at, end)) return portion(it, it.numeral, read_numeral(text_, end + 1));
  const Value& value = it.numeral.value;
  if (!tenth_at(text_, end) || value.low.decimal() > Decimal(10)) return at;
  if (value.form != Value::Form::number || in_short_quote(at)) return at;
  shift(it.numeral.value.low, 1);
  bool more = it.numeral.more;
  it.numeral.end = it.end = share_tail(text_, end + 3, it.numeral.value.low, more);
  it.numeral.value.high = it.numeral.value.low;
  emit(it, qualifier_of(text_, at, it.end, more)).measure = Measure::share;
  return it.end;
}

// 半年, 半天, 半个月; 一半, 半数.
std::size_t Scanner::half(std::size_t at) {
  const bool one = text_.has(at, "一半") && !text_.has(at, "一半天");
  if (one || text_.has(at, "半数")) {
    if (text_.has_before(at, "另") ||
        (text_.has_before(at, "过") && one && !text_.has_before(at, "超过")))
      return at;
    Candidate it;
    it.numeral.begin = at;
    it.numeral.end = it.end = at + 6;
    it.numeral.value.form = Value::Form::number;
    it.numeral.value.low = it.numeral.value.high = {50, 0};
    it.unit.unit.name = "%";
    const Qualifier told = qualifier_of(text_, at, it.end, false);
    emit(it, text_.has_before(at, "过") ? Qualifier::at_least : told).measure = Measure::share;
    return it.end;
  }
  if (!text_.has(at, "半")) return at;
  std::size_t unit = at + 3;
  if (text_.has(unit, "个")) unit += 3;
  const bool month = text_.has(unit, "月");
  const bool time =
      month || text_.has(unit, "年") || text_.has(unit, "天") || text_.has(unit, "小时");
  const bool part = text_.has_before(at, "上") || text_.has_before(at, "下") ||
                    text_.has_before(at, "前") || text_.has_before(at, "后") ||
                    text_.has_before(at, "大");
  if (!time || part || text_.has(unit, "年度") || text_.has(unit, "天候")) {
    return exclude(at, at + 3, Reason::fixed_phrase);
  }
  const std::size_t end = unit + (text_.has(unit, "小时") ? 6 : 3);
  Figure& figure = emit(at, at + 3, end);
  figure.value.form = Value::Form::number;
  figure.value.low = figure.value.high = {5, 1};
  figure.unit.name = month ? std::string_view("个月") : text_.between(unit, end);
  figure.qualifier = qualifier_of(text_, at, end, false);
  return end;
}

Candidate Scanner::candidate(std::size_t at) const {
  Candidate it;
  take_number(at, it);
  take_unit(it);
  return it;
}

void Scanner::take_number(std::size_t at, Candidate& it) const {
  read_numeral(text_, at, it.numeral);
  it.end = it.numeral.end;
  it.before = text_.signs_before(at);
  it.behind = text_.signs_at(it.numeral.end);
  it.in_quote = in_short_quote(at);
  it.quoted = at < quote_end_;
  it.quote_begins = at == quote_begin_;
}

void Scanner::take_unit(Candidate& it) const {
  const std::size_t unit = it.numeral.end;
  const std::size_t blank = text_.skip_blanks(unit);
  if (blank == unit || blank - unit > 3) {
    read_unit(text_, unit, it.unit);
  } else {
    read_unit(text_, blank, it.unit);
    if (!it.unit) it.unit.begin = it.unit.end = unit;
  }
  if (it.unit) it.end = it.unit.end;
  // 人次万: the unit's own word stands before 万, which is rare.
  if (it.unit && !it.numeral.more && (text_.has(it.end, "多") || text_.has(it.end, "余"))) {
    const std::size_t behind = it.end + 3;
    // 比上年的57万元多12万元, 比计划的57万元多收12万元 tell by how much.
    static const Words deeds(Words::Side::begin, {{0, "收 支 用 花 缴 出 了 发 投 拨 赚 卖"}});
    const bool differs = text_.class_at(behind) == Class::digit ||
                         deeds.longest(text_.all, behind).bytes > 0 ||
                         (it.unit.sort == Sort::money && begins_deed(text_.all, behind));
    if (!differs && !read_unit(text_, behind) && !text_.has(behind, "种") &&
        !text_.has(behind, "年") &&
        (it.unit.sort == Sort::time || it.unit.sort == Sort::times || it.unit.sort == Sort::money ||
         it.unit.sort == Sort::length || it.unit.sort == Sort::area)) {
      it.numeral.more = true;
      it.end = behind;
    }
  }
  if (it.unit.more) it.numeral.more = true;
}

// 3—5个, 15%—20%, 8至10人: takes the second number too.
bool Scanner::range_behind(Candidate& it) const {
  if (it.numeral.value.form != Value::Form::number) return false;
  const auto second = [&](std::size_t place) -> bool {
    const std::size_t mark = range_mark(text_, place);
    if (mark == 0) return false;
    const Class kind = text_.class_at(place + mark);
    if (kind != Class::digit && kind != Class::numeral) return false;
    Candidate high = candidate(place + mark);
    if (high.numeral.broken || high.numeral.value.form != Value::Form::number) return false;
    if (!high.unit && !(it.numeral.more || high.numeral.more)) return false;
    const bool inner = place > it.numeral.end;
    if (inner && !(high.unit.unit == it.unit.unit)) return false;
    Number low = it.numeral.value.low;
    const bool low_scaled =
        text_.has_before(it.numeral.end, "万") || text_.has_before(it.numeral.end, "亿");
    if (!inner && !low_scaled && text_.has_before(high.numeral.end, "万") &&
        !high.numeral.bare_scale && !shift(low, 4)) {
      return false;
    }
    if (low.decimal() >= high.numeral.value.low.decimal()) return false;
    it.numeral.value.form = Value::Form::range;
    it.numeral.value.low = low;
    it.numeral.value.high = high.numeral.value.low;
    it.numeral.more = it.numeral.more || high.numeral.more;
    it.numeral.end = high.numeral.end;
    it.behind = high.behind;
    it.unit = high.unit;
    it.end = high.end;
    return true;
  };
  if (!it.unit) return second(it.numeral.end);
  return it.end == it.unit.end && second(it.unit.end);
}

// 一年半, 两个半小时, 4分20秒.
void Scanner::time_and_half(Candidate& it) const {
  if (it.numeral.value.form != Value::Form::number || it.numeral.value.low.scale != 0) return;
  if (it.unit && !it.numeral.chinese && text_.is_digit(it.end) &&
      (is(it.unit.unit.name, "分") || is(it.unit.unit.name, "分钟"))) {
    const Numeral seconds = read_numeral(text_, it.end);
    if (seconds.digits > 2 || seconds.broken || !text_.has(seconds.end, "秒")) return;
    if (it.numeral.value.low.coefficient > 10'000) return;
    it.numeral.value.low.coefficient =
        it.numeral.value.low.coefficient * 60 + seconds.value.low.coefficient;
    it.numeral.value.high = it.numeral.value.low;
    it.numeral.end = seconds.end;
    it.behind = text_.signs_at(seconds.end);
    it.unit.unit.name = text_.between(seconds.end, seconds.end + 3);
    it.unit.sort = Sort::time;
    it.unit.end = it.end = seconds.end + 3;
    return;
  }
  std::size_t end = 0;
  if (it.unit && it.unit.sort == Sort::time && text_.has(it.end, "半") &&
      !text_.has(it.end, "半个")) {
    end = it.end + 3;
  } else if (text_.has(it.numeral.end, "个半") || text_.has(it.numeral.end, "半")) {
    const std::size_t unit = it.numeral.end + (text_.has(it.numeral.end, "个") ? 6 : 3);
    if (!text_.has(unit, "小时") && !text_.has(unit, "月")) return;
    end = unit + (text_.has(unit, "小时") ? 6 : 3);
    it.unit = read_unit(text_, unit);
    it.unit.unit.name = text_.has(unit, "小时") ? "小时" : "个月";
    it.unit.sort = Sort::time;
    it.unit.begin = unit;
    it.unit.end = end;
  }
  if (end == 0 || it.numeral.value.low.coefficient > 1'000'000) return;
  it.numeral.value.low = {it.numeral.value.low.coefficient * 10 + 5, 1};
  it.numeral.value.high = it.numeral.value.low;
  it.end = end;
}

// 杆塔86基，, 菊花1.5万枝、, 7群812只: one character between a number and the end of its clause, or
// the next number, is a measure word, whatever it is.
void Scanner::unit_by_place(Candidate& it) const {
  const std::size_t at = it.numeral.end, behind = at + 3;
  if (behind > text_.all.size() || it.unit || it.numeral.chinese || it.numeral.broken ||
      it.in_quote || !text_.is_han(at) || text_.class_at(at) != Class::plain ||
      (it.before & sign::glue_before) != 0)
    return;
  const bool scaled = text_.has_before(at, "万");
  const auto closes = [&](std::size_t end) {
    return text_.is_clause_end(end) || text_.has(end, "\u3000") || text_.is_digit(end);
  };
  // 21万筒菌棒烂了2.7万筒: it is one where it is one again.
  const auto closes_again = [&] {
    constexpr std::size_t near = 60;
    const std::size_t limit = std::min(text_.all.size(), behind + near);
    for (std::size_t next = behind; next + 3 < limit && text_.byte(next) != '\n'; ++next)
      if (text_.has(next, text_.between(at, behind)) && closes(next + 3) &&
          (text_.is_digit(next - 1) || text_.has_before(next, "万")))
        return true;
    return false;
  };
  const bool closed = closes(behind) || (scaled && closes_again());
  static const Words others(Words::Side::begin,
                            {{0,
                              "号 级 型 路 室 式 代 后 版 强 前 内 外 中 上 下 里 间 时 以 为 等 "
                              "的 了 是 和 与 及 或 至 到 多 余 左 右 起 "
                              "者 步 比 成 折 分 又 也 在 将 从 由 于 对 向 按 每 其 各 均 共 计 "
                              "约 近 超 占 有 无 未 已 再 系 "
                              "栋 馆 厂 园 街 巷 院 楼 座 城 社 队 营 团 师 所 站 台 法 案 书 卷 "
                              "章 条 款 令 文 网 卡 码 键 机 车 船 "
                              "人 纸 电 油 酒 米 国 省 市 县 区 乡 镇 村 庄 岛 山 河 湖 江 海 届 "
                              "期 年 月 日 旬 初 末 底 高 低 大 小 新 老"}});
  if (!closed || (others.has(text_.all, at) && !(scaled && text_.has(at, "号")))) return;
  it.unit.unit.name = text_.between(at, behind);
  it.unit.sort = Sort::things;
  it.unit.begin = at;
  it.unit.end = it.end = behind;
}

std::size_t Scanner::counted(Candidate& it) {
  const std::size_t at = it.numeral.begin;
  if (it.numeral.placeholder) return placeholder(at);
  if (it.numeral.chinese && (is_party_meeting(text_, at, it.numeral.end) ||
                             is_five_year_plan(text_, at, it.numeral.end))) {
    return exclude(at, it.numeral.end, Reason::name);
  }
  if (it.numeral.chinese && text_.has(at, "一对一")) {
    if (it.in_quote || !names_person(text_, at + 9)) {
      return exclude(at, at + 9, Reason::fixed_phrase);
    }
    it.numeral.end = it.end = at + 9;
    emit(it, Qualifier::exact);
    return it.end;
  }
  take_unit(it);
  unit_by_place(it);
  range_behind(it);
  time_and_half(it);
  take_sign(it);
  take_unit_of_list(it);
  // 零上访、零事故: each thing of a quoted list is counted, and none is there.
  if (it.numeral.chinese && it.numeral.value.low.coefficient == 0 && !it.numeral.broken &&
      it.numeral.end == at + 3) {
    const bool list = at < quote_end_ && (text_.has(at + 9, "、零") || text_.has_before(at, "、"));
    const bool breakthrough = text_.has(at + 3, "的突破");
    // 辍学率为零, 质量事故为零
    const bool rate = text_.is_clause_end(at + 3) &&
                      (text_.has_before(at, "为") && text_.is_han(text_.previous(at - 3)));
    if (!list && !breakthrough && !rate) return exclude(at, it.numeral.end, Reason::fixed_phrase);
    it.unit = {};
    it.end = it.numeral.end;
    emit(it, Qualifier::exact);
    return it.end;
  }
  if (const std::optional<Reason> reason = not_a_figure(text_, it)) {
    // 11、12号楼: the first of two numbers before one unit.
    const std::size_t mark = it.numeral.end;
    if (!it.unit && !it.numeral.chinese && text_.has(mark, "、") && text_.is_digit(mark + 3)) {
      const Candidate other = candidate(mark + 3);
      if (other.unit && is(other.unit.unit.name, "号楼")) {
        it.unit.unit = other.unit.unit;
        emit(it, Qualifier::exact).measure = Measure::ordinal;
        return it.numeral.end;
      }
    }
    return exclude(at, it.numeral.end, *reason);
  }
  if (!it.unit && text_.has(it.numeral.end, "级")) {  // 8.0级: a magnitude
    it.unit.unit.name = text_.between(it.numeral.end, it.numeral.end + 3);
    it.end = it.numeral.end + 3;
  }
  Figure& figure = emit(it, qualifier_of(text_, at, it.end, it.numeral.more));
  if (is(it.unit.unit.name, "号楼")) figure.measure = Measure::ordinal;
  return it.end;
}

// 第七届, 全市第一, 二十二届高交会, 一等奖.
namespace {

bool in_ranking(const Text& text, std::size_t at) {
  constexpr std::size_t near = 45;
  const std::string_view before = text.between(at > near ? at - near : 0, at);
  return says(before, {"居", "列", "排名", "排行", "进入", "跻身"});
}

}  // namespace

// 第3至5批, 第一到三期
std::size_t Scanner::ordinals(const Candidate& it) {
  static const Words turns(Side::begin, {{0, "届 次 期 批 轮 回 集 版 周 场 讲 册 卷 号 节"}});
  const std::size_t unit = it.numeral.end;
  if (in_short_quote(it.numeral.begin) || !turns.has(text_.all, unit))
    return exclude(it.numeral.begin, unit, Reason::institution);
  Figure& figure = emit(it, Qualifier::exact);
  figure.measure = Measure::ordinal;
  return it.end;
}

std::size_t Scanner::ordinal(std::size_t at) {
  const bool marked = text_.has_before(at, "第");
  Candidate it = candidate(at);
  if (marked && range_behind(it)) return ordinals(it);
  if (it.numeral.broken || it.numeral.value.form != Value::Form::number) return at;
  if (marked && it.numeral.more) {  // 第二多: 多 is what is ranked
    it.numeral.more = false;
    it.numeral.end = it.end = it.numeral.end - 3;
    it.unit = {};
  }
  const std::size_t end = it.numeral.end;
  if ((text_.has(end, "等奖") || text_.has(end, "等功")) && it.numeral.chinese) {
    if (in_short_quote(at)) return at;
    it.unit.unit = {};
    it.unit.unit.name = text_.between(end, end + 3);
    it.end = end + 3;
    emit(it, Qualifier::exact).measure = Measure::rank;
    return it.end;
  }
  if (!marked) {
    // 稳居全省前5
    const bool placed = it.numeral.chinese || in_ranking(text_, at);
    if (text_.has_before(at, "前") && !it.unit && placed && text_.is_clause_end(end)) {
      emit(it, Qualifier::exact).measure = Measure::rank;
      return end;
    }
    if (!text_.has(end, "届") || is_party_meeting(text_, at, end) || !it.numeral.chinese) return at;
    if (text_.has_before(at, "新") && text_.has(at, "一"))  // 新一届委员会
      return exclude(at, end, Reason::fixed_phrase);
    it.unit.unit = {};
    it.unit.unit.name = text_.between(end, end + 3);
    it.end = end + 3;
    emit(it, Qualifier::exact).measure =
        text_.has_before(at, "续") ? Measure::count : Measure::ordinal;
    return it.end;
  }
  if (text_.has(end, "个百年")) return exclude(at, end, Reason::fixed_phrase);
  if (is_party_meeting(text_, at, end) || text_.has(end, "个五年")) {
    exclude(at, end, Reason::name);
    return text_.has(end, "个五年") ? exclude(at, end + 6, Reason::name) : end;
  }
  if (in_short_quote(at)) return exclude(at, end, Reason::name);
  if (text_.has_before(at - 3, "〕")) return exclude(at, end, Reason::code);
  static const Words turns(
      Side::begin, {{1, "届 次 期 批 轮 季 回 集 版 年 学期 周 季度 代 场 个 站 局 遍 辑 卷 册 讲"},
                    {2, "名 位"},
                    {0, "册子 讲堂 讲坛 卷宗"}});
  const bool of_name = text_.has(end, "代") && text_.is_han(end + 3);  // 第二代身份证
  if (const Words::Hit hit = turns.longest(text_.all, end); hit.kind != 0 && !of_name) {
    it.unit.unit = {};
    it.unit.unit.name = text_.between(end, end + hit.bytes);
    it.end = end + hit.bytes;
    emit(it, Qualifier::exact).measure = hit.kind == 1 ? Measure::ordinal : Measure::rank;
    return it.end;
  }
  if (institution_behind(text_, end) ||
      (!rank_before(text_, at - 3) && !text_.is_clause_end(end) && !text_.has(end, "的") &&
       !text_.has(end, "多") && !text_.has(end, "高"))) {
    return exclude(at, end, Reason::institution);
  }
  it.unit = {};
  it.end = end;
  emit(it, Qualifier::exact).measure = Measure::rank;
  return end;
}

}  // namespace youju::reading
