// Numbers that are not there: 产值共亿元, 同比增长%, 人次万, 信息员万多人, 达   人.
#include <youju/reading/scan.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

// What before 万 or 亿 makes it a number of its own: 上万, 近亿元, 数万.
bool claims_scale(const Text& text, std::size_t at) {
  static const Words words(
      Side::end, {{0, "上 近 超 过 逾 数 几 破 约 每 千 百 十 超过 突破 接近 不足 不到"}});
  return words.has(text.all, at);
}

// 亿元企业, 万元户, 亿级: a class of things, no number lost.
bool names_class(const Text& text, std::size_t at) {
  static const Words words(Side::begin, {{0,
                                          "企业 村 镇 项目 以上 级 户 大关 楼 GDP 产值 工业 工程 "
                                          "俱乐部 产业 富翁 桥 里 人次 元GDP"}});
  return words.has(text.all, at);
}

// A verb or noun before a unit that must have had a number between.
bool wants_number(const Text& text, std::size_t at) {
  static const Words words(Side::end,
                           {{0,
                             "达 达到 共 约 近 超 超过 为 有 计 逾 至 到 仅 突破 增长 "
                             "下降 提高 降低 增加 减少 上升 合计 累计 "
                             "总计 共计 投入 投资 资金 金额 产值 收入 实现 完成 增速 "
                             "增幅 占 率 比重 比例 了 将近 不足 同比 总量 拥有量 人均 户均 平均 "
                             "净增 缩短 增收 捐款 募捐 每人 每户 每天 调至 超警戒"}});
  return words.has(text.all, at);
}

// 元, 吨, 小时 at the end of a clause are units even without a word that asks for a number, if they
// make no word with what stands before: 单元, 玉米, 春天.
bool stands_alone(const Text& text, std::size_t unit, std::size_t before) {
  static const Words sure(Side::begin, {{0, "元 吨 天 米 倍 岁 小时 分钟 亩"}});
  static const Words makes_words(
      Side::end,
      {{0,
        "单 公 美 日 欧 港 多 状 纪 开 复 还 春 夏 秋 冬 今 明 昨 每 整 白 阴 晴 雨 雪 聊 航 露 当 "
        "前 后 全 蓝 "
        "那 这 某 半 热 冷 玉 大 小 稻 厘 毫 方 千 虾 糯 粟 黑 纳 年 守 周 加 成 翻 学 课 田 人民 "
        "韩 澳 一 二 三 "
        "四 五 六 七 八 九 十 百 万 亿 几 数 两 余 个 的 在 是 有 为 第 卢 法 英 元 零 上 下 按 "
        "二次"}});
  // 送去米、面、油: rice, and no metres.
  static const Words food(Side::begin,
                          {{0, "米、面 米、油 米、粮 米、肉 米、菜 米、奶 米和面 米和油"}});
  if (food.has(text.all, unit)) return false;
  return sure.has(text.all, unit) && !makes_words.has(text.all, before);
}

// 4D影院放映1,460场，球幕影院场; 签约项目个: the unit stands behind a noun, where without a number
// it would mean nothing. It is that of the figure before, in the next clause, or 个.
bool ends_a_row(const std::vector<Figure>& figures, const Text& text, std::size_t begin,
                std::size_t end) {
  constexpr std::size_t clause_bytes = 30;
  static const Words pronouns(Side::end,
                              {{0, "各 这 那 哪 整 逐 一 几 两 数 单 半 每 某 多 分 好 此"}});
  if (text.has(begin, "个") && end == begin + 3) return !pronouns.has(text.all, begin);
  static const Words words(
      Side::end, {{0,
                   "现 市 广 操 农 立 当 登 专 国 大 住 农 客 用 门 商 报 入 出 场 讲 窗 姓 著 知 "
                   "报 提 签 单 署 题 一 多 本 全 分 中 总 内 外 线 事 选 立 课 单 长 短 学 日 定 "
                   "周 假 工 汛 花 工 任"}});
  if (figures.empty() || words.has(text.all, begin)) return false;
  const Figure& last = figures.back();
  if (last.unit.name != text.between(begin, end) || last.end_byte + clause_bytes < begin ||
      last.end_byte + 9 > begin || !text.has(last.end_byte, "，"))
    return false;
  return !says(text.between(last.end_byte + 3, begin), {"，", "；", "。", "、", "\n"});
}

// 亿元以上, 亿元以下 of things.
bool is_bound(const Text& text, std::size_t at) {
  const UnitFound unit = read_unit(text, at);
  if (!unit || (!text.has(unit.end, "以上") && !text.has(unit.end, "以下"))) return false;
  const std::size_t behind = unit.end + 6;
  return text.is_han(behind) || text.has(behind, "“");
}

}  // namespace

// 万 and 亿 with no digit before.
std::size_t Scanner::bare_scale(std::size_t at) {
  if (!text_.has(at, "万") && !text_.has(at, "亿")) return at;
  if (in_short_quote(at)) return at;
  Candidate it;
  it.numeral = read_numeral(text_, at);
  const bool money = text_.has(at, "亿") && it.numeral.end <= at + 3 && !it.numeral.bare_scale;
  const std::size_t end = money ? at + 3 : it.numeral.end;
  if (!it.numeral.bare_scale && !money) return at;
  if (text_.class_at(text_.previous(at)) == Class::placeholder) return at;
  const std::size_t before = text_.skip_blanks_before(at);
  const bool parallel =
      text_.has_before(before, "、") || text_.has_before(before, "：") || before < at;
  const bool han = before > 0 && (text_.is_han(text_.previous(before)) ||
                                  text_.has_before(before, "”") || parallel);
  const bool bound = money && before > taken_ && is_bound(text_, at);  // 亿元以上项目
  if (bound || claims_scale(text_, before)) {
    if (!money || text_.has_before(before, "每")) return at;
    it.numeral.value.form = Value::Form::number;  // 近亿元 is about one 亿元
    it.numeral.value.low = it.numeral.value.high = {1, 0};
    it.numeral.end = at;
    it.unit = read_unit(text_, at);
    it.end = it.unit.end;
    emit(it, qualifier_of(text_, at, it.end, false));
    return it.end;
  }
  if (!han || before <= taken_) return at;
  const bool little_more = it.numeral.more && text_.has_before(it.numeral.end, "余");
  if (little_more) return at;  // 万余元 is ten thousand and more
  const UnitFound unit = read_unit(text_, money ? at : end);
  const std::size_t behind = unit ? unit.end : end;
  const bool bounded = text_.has(behind, "以内") || text_.has(behind, "以上") ||
                       text_.has(behind, "左右") || text_.has(behind, "的");
  const bool ends = text_.is_clause_end(behind) || (bounded && wants_number(text_, before));
  if (!unit && !ends) return at;
  if (parallel && (!ends || unit.unit.name.size() < 6) && unit.sort != Sort::money) return at;
  const bool idiom =
      is(unit.unit.name, "家") || is(unit.unit.name, "户") || is(unit.unit.name, "里");
  if (idiom && !it.numeral.more && !wants_number(text_, before)) return at;
  if (unit && names_class(text_, unit.end) && !ends) return at;
  if (!it.numeral.more && !ends && !wants_number(text_, before) && unit.sort != Sort::money)
    return at;
  Unit told = unit.unit;
  told.scale = text_.between(at, at + 3);
  if (!unit) {  // 参与人次万: the unit came first
    if (!text_.has_before(before, "人次")) return at;
    told.name = text_.between(before - 6, before);
  }
  hole(at, unit ? unit.end : end);
  out_.figures.back().unit = told;
  return unit ? unit.end : end;
}

std::size_t Scanner::percent(std::size_t at) {
  if (at < title_end_ || at <= taken_) return at;
  const std::size_t before = text_.skip_blanks_before(at);
  const bool listed =
      text_.has_before(before, "、") && !out_.figures.empty() && taken_ + 3 >= before;
  if (before == 0 || !(listed || text_.is_han(text_.previous(before)))) return at;
  if (text_.class_at(text_.previous(before)) == Class::numeral) return at;
  const std::size_t end = text_.next(at);
  hole(at, end);
  out_.figures.back().unit.name = text_.has(at, "‰") ? "‰" : "%";
  return end;
}

namespace {

// Units before the end of a clause: 1 need no word before them, 2 and 3 do.
const Words& lost_units() {
  static const Words units(
      Side::end, {{1,
                   "人次 场次 家次 件次 辆次 册次 平方米 平方公里 公里 万元 个百分点 公顷 立方米 "
                   "千瓦时 余人 余份 余册 余家 余场 "
                   "余名 余万 余次 余条 余户 余元 余人次 余场次 余件 多人 多份 多家 多名 人(次) "
                   "人（次） 个工作日 个月 ℃ 毫米 千瓦 公斤"},
                  {3, "元 吨 斤 米 亩 天 岁 小时 分钟 倍 分 件 次 个学时 学时 课时 吨/工 千米 年"},
                  {2, "人 家 名 个 份 册 场 户 条 项 期 篇 台 所 座 套 部 张"}});
  return units;
}

}  // namespace

// Before the end of a clause: 培训人次。 达   人， 增长个百分点；
void Scanner::lost_before(std::size_t at) {
  if (at <= taken_ || at < title_end_ || in_short_quote(at)) return;
  if (const Words::Hit unit = lost_units().longest(text_.all, at)) lost_unit(at, unit);
}

void Scanner::lost_unit(std::size_t at, Words::Hit hit) {
  std::size_t begin = at - hit.bytes;
  if (begin < taken_ || (begin == taken_ && hit.kind == 3)) return;  // 30斤米
  const std::size_t before = text_.skip_blanks_before(begin);
  const Class kind = text_.class_at(text_.previous(before));
  if (kind != Class::plain || before == 0 || !text_.is_han(text_.previous(before))) return;
  const bool gap = before < begin;
  const bool alone = hit.kind == 3 && !gap && stands_alone(text_, begin, before);
  const bool in_row = hit.kind == 2 && ends_a_row(out_.figures, text_, begin, at);
  if (hit.kind != 1 && !gap && !alone && !in_row && !wants_number(text_, before)) return;
  if (hit.kind == 3 && !gap &&
      (text_.has_before(before, "在") || text_.has_before(before, "有") ||
       text_.has_before(before, "为") || text_.has_before(before, "多"))) {
    return;
  }
  // 近期，科普达人，: a word, and no number lost in it.
  static const Words whole(Side::end, {{0, "近期 近年 达人"}});
  if (!gap && whole.has(text_.all, at)) return;
  if (hit.kind == 2 && !gap && !ends_a_row(out_.figures, text_, begin, at)) {
    static const Words claims(Side::end,
                              {{0, "达 达到 共 约 累计 合计 总计 近 超过 仅 增至 降至 突破"}});
    if (!claims.has(text_.all, before)) return;
  }
  std::size_t unit = begin;
  if (text_.has(unit, "余") || text_.has(unit, "多")) unit += 3;
  Unit told;
  if (text_.has(unit, "万") || text_.has(unit, "亿")) {
    told.scale = text_.between(unit, unit + 3);
    unit += 3;
  }
  const UnitFound found = read_unit(text_, unit);
  if (!found) return;
  told.name = found.unit.name;
  hole(begin, at);
  out_.figures.back().unit = told;
}

}  // namespace youju::reading
