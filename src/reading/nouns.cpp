// Which noun a number counts: the phrase between the last verb and the number, or the one behind
// the unit. There is no dictionary of nouns: phrases are what verbs and function words leave over.
#include <youju/reading/fact.h>
#include <youju/reading/nouns.h>
#include <youju/reading/unit.h>
#include <youju/reading/verbs.h>
#include <youju/reading/words.h>

namespace youju::reading {
namespace {

using Side = Words::Side;

constexpr std::size_t subject_characters = 12;

// 标的额, 目的地: 的 inside a word.
bool in_word_of(const Text& text, std::size_t at) {
  return text.has_before(at, "标") || text.has_before(at, "目");
}

// “一元剧场”演出: a short name that is quoted is kept with the word behind it.
bool is_of_name(const Text& text, std::size_t begin, std::size_t close, std::size_t end) {
  constexpr std::size_t name_bytes = 24, word_bytes = 12;
  if (end - close - 3 > word_bytes) return false;
  for (std::size_t at = close; at > begin && close - at < name_bytes;) {
    at = text.previous(at);
    if (text.has(at, "“") || text.has(at, "《")) return true;
  }
  return false;
}

}  // namespace

std::string_view phrase(const Text& text, std::size_t begin, std::size_t end) {
  begin = trim_head(text, begin, end);
  const std::size_t trimmed = begin;
  constexpr std::size_t two = 6;  // bytes of two characters
  // 案件中婚姻家庭纠纷; but of a kind, as 职工中高级, the whole is told.
  static const Words cuts(
      Side::begin,
      {{2, "以上 各类 各种 】 \u3000"},
       {1, "等"},
       {3, "的"},
       {4, "” 》"},
       {5, "人口中 案件中 项目中 企业中 人员中 职工中 学生中 党员中 资金中 收入中 支出中 问题中"}});
  for (std::size_t at = begin; (at = cuts.seek(text.all, at, end)) < end; at = text.next(at)) {
    const Words::Hit cut = cuts.longest(text.all, at);
    if (cut.kind == 3) {
      if (at + 3 < end && !in_word_of(text, at)) begin = at + 3;
      continue;
    }
    const std::size_t behind = at + cut.bytes;
    if (!cut || behind + (cut.kind == 5 ? 2 * two : two) > end) continue;
    if (cut.kind == 4 && is_of_name(text, begin, at, end)) continue;
    if (cut.kind == 1 && (text.has(behind, "级") || text.has(behind, "奖") ||
                          (at == begin && !text.has_before(at, "”") && !text.has_before(at, "》"))))
      continue;
    begin = behind;
  }
  if (begin != trimmed) begin = trim_head(text, begin, end);
  // A list is kept whole where it is short: 五保户、军烈属.
  constexpr std::size_t list_bytes = 24;
  if (end - begin > list_bytes) {
    for (std::size_t found = 0; begin + 3 < end; begin += found + 3) {
      found = find_word(text.between(begin, end - 1), "、");
      if (found == std::string_view::npos) break;
    }
  }
  if (end - begin <= subject_characters) return text.between(begin, end);
  std::size_t count = 0;
  std::size_t at = end;
  // Mostly they are of three bytes each.
  constexpr std::size_t piece = 8;
  while (at >= begin + two && at >= piece && count < subject_characters &&
         chars::are_two_threes(piece_at<std::uint64_t>(text.all.data() + at - piece) >> 16U)) {
    at -= two;
    count += 2;
  }
  while (at > begin && count < subject_characters) {
    at = text.previous(at);
    ++count;
  }
  // 城｜镇居民, 市｜级预算: what a word is cut to that began before.
  static const Words ends_of_words(
      Side::begin,
      {{0, "级 镇 业 性 化 型 类 率 者 员 村 区 县 市"},
       {1,
        "镇村 镇级 业务 业主 性别 化工 化学 化肥 类别 员工 村级 村民 区域 区级 县级 县域 "
        "市级 市场 市民 市政 市直 镇区 镇域 村集体 区县"}});
  if (at > begin && ends_of_words.longest(text.all, at).kind == 0 &&
      ends_of_words.has(text.all, at))
    at += 3;
  return text.between(at, end);
}

namespace {

struct VerbPlace {
  std::size_t begin = 0, end = 0;
  bool found = false;
};

}  // namespace

bool is_quoted_open(const Text& text, std::size_t at) {
  return text.has(at, "“") || text.has(at, "《");
}

bool makes_noun(const Text& text, std::size_t at) {
  static const Words suffixes(
      Side::begin,
      {{1,
        "性 型 季 业 处 员 费 者 率 量 器 馆 站 度 期 额 权 面积 金额 总额 总值 时长 周期 人口 "
        "速度 "
        "总时长 总量 总面积 总数 能力 生 式 房 品 商 款 金 物 证 户人均 户均 户亩均 户平均"},
       {0,
        "业务 业主 业绩 业态 业余 业界 业委 业已 业经 费用 处理 处置 器材 期间 额度 站点 员工 生产 "
        "生活 生态 生源 生育 生物 生猪 生态 生存 生命 "
        "房屋 房产 房源 品种 品牌 品质 品类 商品 商户 商业 商务 商标 商会 款项 款物 金额 物资 物业 "
        "物流 物品 物料 物价 物理 物联 物种 物质 证书 证件 证明 证照 证券 员额 处方 处级 处分 器官 "
        "器械 "
        "馆员 馆藏 馆长 馆舍 站长 站台 度假 期刊 期货 期权 期末 权益 权利 权证 权属 生均 生殖 生鲜 "
        "品德 品格 品评 商贸 商家 商铺 商圈 商超 商城 商场 商店 商协 款式 金融 金牌 金属 金银 "
        "金奖 "
        "金丝 金秋 金色 证人 性别 性能 性病 季节 季度 季刊 型号 型材 量具 量表 量刑"}});
  return suffixes.longest(text.all, at).kind == 1;
}

namespace {

// The last strong verb with something behind it, else the last one, else a weak one at the
// beginning.
VerbPlace last_verb(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  VerbPlace best;
  bool quoted = false;
  std::size_t at = begin;
  const Words& known = verbs();
  // The last two characters, where also a verb that is not known is looked for.
  const bool has_tail =
      end >= begin + two && text.next(end - two) == end - two / 2 && text.is_han(end - two);
  const std::size_t tail = has_tail ? end - two : end;
  const auto next = [&](std::size_t from) {
    const std::size_t found = known.seek_or_mark(text.all, from, end);
    return from <= tail && found > tail ? tail : found;
  };
  while ((at = next(at)) < end) {
    if (is_quoted_open(text, at)) quoted = true;
    if (text.has(at, "”") || text.has(at, "》")) quoted = false;
    Words::Hit hit = quoted ? Words::Hit{} : known.longest(text.all, at);
    // What is not known is a verb where the clause ends.
    if (hit.bytes <= 3 && !quoted && at == tail && has_shape_of_verb(text.all.substr(0, end), at))
      hit = {two, plain};
    if (!hit || at + hit.bytes > end || (hit.kind != kept && text.has_before(at, "的"))) {
      at = text.next(at);
      continue;
    }
    if (hit.kind == kept) {
      at += hit.bytes;
      continue;
    }
    const std::size_t behind = at + hit.bytes;
    if (behind < end && makes_noun(text, behind)) {
      at = text.next(behind);
      continue;
    }
    const bool usable =
        hit.kind == strong ? (!best.found || behind < end) : at == begin && hit.bytes >= 3;
    if (!usable) {
      at = behind;
      continue;
    }
    // 率 in 采纳率 makes a noun of the verb.
    if (end - behind == 3 && !text.has_before(end, "案") && !text.has_before(end, "树")) {
      if (!best.found) return best;
      at = behind;
      continue;
    }
    // Verbs in a row are one: 引进培育.
    if (best.found && best.end == at) {
      // 竞赛立项: of the first, which is a noun too.
      const bool of_first =
          behind == end && hit.kind == strong && is_noun_too(text.between(best.begin, best.end));
      if (of_first) best = {at, behind, true};
      if (behind < end) best.end = behind;
    } else {
      best = {at, behind, true};
    }
    at = behind;
  }
  return best;
}

}  // namespace

bool is_part_of_name(const Text& text, std::size_t at, std::size_t limit) {
  static const Words names(Side::end,
                           {{0,
                             "委员会 员 站 点 所 中心 室 馆 班 队 组 基地 平台 机构 "
                             "人员 单位 会 项目 案件 活动 器材 设备 事项 系统 企业 工程"}});
  static const Words deeds(
      Side::end,
      {{0,
        "建成 建立 成立 新建 新设 新增 开展 举办 召开 举行 组织 完成 "
        "实现 获得 荣获 发放 建有 设立 设置 配备 配置 购置 晋升 晋级 入选 入围 参加 加入 "
        "进入 取得 通过 列入"}});
  if (deeds.has(text.all, at)) return false;  // 12个社区建成日间照料中心
  constexpr std::size_t head_bytes = 18;
  std::size_t end = at;
  while (end < limit && end - at <= head_bytes && text.is_han(end) && !text.has(end, "的"))
    end = text.next(end);
  if (end <= at || end - at > head_bytes) return false;
  return (text.is_clause_end(end) || text.has(end, "的")) && names.has(text.all, end);
}

namespace {

// 分流安置, 除险加固: two verbs and nothing else, of which the second is no noun.
bool are_two_verbs(const Text& text, std::size_t begin, std::size_t end, std::size_t verb) {
  const Words::Hit first = verbs().longest(text.all, begin);
  return first && first.kind != kept && verb > 0 && begin + first.bytes + verb == end;
}

// 平均在港停时由: behind 平均 stands what is averaged, three characters and no verb among them.
bool names_average(const Text& text, std::size_t average, std::size_t end) {
  constexpr std::size_t two = 6, four = 12;
  const std::size_t begin = average + two;
  end = trim_tail(text, begin, end);
  if (end < begin + four) return false;
  for (std::size_t at = begin; at < end; at = text.next(at))
    if (!text.is_han(at) || is_verb(text, at, end)) return false;
  return true;
}

// 龋齿率比入园时: but 占比, 供能比 are rates.
bool is_than(const Text& text, std::size_t at, std::size_t end) {
  constexpr std::size_t three = 9;
  static const Words rates(Side::end,
                           {{0, "占 同 环 对 评 可 配 相 类 能 价 之 无 性 速 均 量 正 反 数"}});
  return at + three <= end && !rates.has(text.all, at);
}

// 日活跃用户不足下载量的: a share of what stands behind.
bool is_bound(const Text& text, std::size_t behind, std::size_t end) {
  constexpr std::size_t two = 6;
  return text.has_before(end, "的") && behind + two <= end;
}

// What ends the name of a thing, by kind; 0: words that only begin so.
enum : std::uint8_t { from = 1, each, average, adverb, time, than, bound, place, way };
const Words& name_enders() {
  static const Words words(
      Side::begin,
      {{from,
        "由 从 被 与20 与19 与上年 与去年 与上月 与同期 与年初 比去年 比上年 较去年 较上年 比上届 "
        "较上届 比年初 "
        "较年初 比全省 比全国 比全市 比全县 比全区 比平均 比计划 比任务 比预算 比规定 比19 比20 "
        "较19 较20 是前 是上年 是去年 是上届 是“ 是19 是20 是全国 是全省 是全市 同比 环比 高出 "
        "低于 高于 多于 少于"},
       {than, "比"},
       {place, "在"},
       {way, "以 通过 经过"},
       {0, "以上 以下 以来 以内 以及 以外 以后 以前 以色列"},
       {bound, "不足 不到 不得低于 不得超过 仅达 约占 仅占"},
       {0,
        "在保 在贷 存在 潜在 所在 现在 正在 实在 内在 在校 在册 在园 在岗 在职 在编 在建 在研 在线 "
        "在管 在读 "
        "在训 在籍 在库 在途 在地 在场 在位 在逃 在栏 在播 在产 在教 在孕 在用 在家 在外 在港 在航 "
        "在押 在矫 在案 在档 在租 在售 在院 在营 在孵 集中在"},
       {0,
        "连续率 连续性 连续剧 提前量 提前期 免费率 每股收益 每股净 累计结余 累计余额 累计投资 "
        "累计涨幅"},
       {0, "被告 被子 被褥 被害 被保险 被征地 被监护 被执行 被申请 被调查 被困"},
       {0, "从宽 从严 从业 从事 由来 比例 比赛 比重 比武 比值 比拼 比选 比价 比率 比对"},
       {each, "每"},
       {average, "平均 人均 户均 日均 月均"},
       {adverb,
        "长期 免费 连续 提前 率先 始终 一度 一直 大幅 稳步 力争 预计 现已 累计 首次 至今 自发 自行 "
        "暂时 按时 依旧 依然 仍然 原计划 原定"},
       {time,
        "实际 全年 今年 本年 当年 去年 上年 上年同期 去年同期 上半年 下半年 当日 当天 当月 目前 "
        "现已 "
        "已"}});
  return words;
}

// 居住在城镇的人口, 在此停歇的水鸟数量: where it is stands before the thing.
bool is_attribute(const Text& text, std::size_t at, std::size_t end) {
  constexpr std::size_t two = 6;
  const std::size_t of = text.between(at, end).rfind("的");
  return of != std::string_view::npos && of > two &&
         trim_tail(text, at + of + 3, end) >= at + of + 3 + two;
}

// Where the name of the thing ends before what tells from where, for each of what or how:
// 办证时限由, 救助金每例, 小麦平均亩增产 (unless an amount is named behind it), 老人免费理发,
// 管乐团连续.
std::size_t name_end(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  static const Words amounts(
      Side::end, {{0,
                   "收入 工资 产量 水平 寿命 成绩 得分 价 单产 产值 利润 支出 费 费用 面积 "
                   "工效 率 经费 量 补贴 投资 预期寿命 雨量 气温 工资 津贴 耕地 负担 天数 "
                   "亩产 度 时间 时限 周期 距离 年限 次数 分 增收 时长 价格 金 额"}});
  std::size_t averaged = end, told = end, behind = end;
  for (std::size_t at = begin; (at = name_enders().seek(text.all, at, end)) < end;
       at = text.next(at)) {
    const Words::Hit hit = name_enders().longest(text.all, at);
    if (!hit) continue;
    if (hit.kind == 0) {
      at += hit.bytes - 3;
      continue;
    }
    const bool later = at >= begin + two;
    if (text.has(at, "被") && at + two >= end) continue;  // 棉被, but 稿件被媒体采用
    if (hit.kind == than || hit.kind == bound) {
      if (!later || text.has(at + hit.bytes, "”") ||
          !(hit.kind == than ? is_than(text, at, end) : is_bound(text, at + hit.bytes, end)))
        continue;
      end = at;
      break;
    }
    if (hit.kind == place) {
      // 增量在县域同业中列, but 协会在社区举办讲座.
      const VerbPlace verb = last_verb(text, at + hit.bytes, end);
      if (!later || at + hit.bytes + two > end || (verb.found && verb.end < end)) continue;
      if (is_attribute(text, at, end)) continue;
      end = at;
      break;
    }
    if (hit.kind == way) {  // 民商事案件以调解方式结案
      if (!later || behind_way(text, at, end) == at) continue;
      end = at;
      break;
    }
    if (hit.kind == each || (hit.kind == from && later)) {
      end = at;
      break;
    }
    if (!later || hit.kind == from) continue;
    if (hit.kind == time) {
      // 保险全年开支, 职高部今年
      const std::size_t rest = at + hit.bytes;
      const bool named = text.is_han(text.previous(at)) || text.has_before(at, "》");
      if (named && (trim_tail(text, rest, end) <= rest || is_verb(text, rest, end))) {
        end = at;
        break;
      }
      continue;
    }
    std::size_t& place = hit.kind == average ? averaged : told;
    if (place < at) continue;
    place = at;
    if (hit.kind == adverb) behind = at + hit.bytes;
  }
  if (averaged + two <= end && !amounts.has(text.all, trim_tail(text, begin, end)) &&
      !names_average(text, averaged, end))
    end = averaged;
  if (told + two <= end && (behind + two >= end || is_verb(text, behind, end))) end = told;
  return end;
}

}  // namespace

std::string_view deed_of_part(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6, three = 9, six = 18;
  begin = trim_head(text, begin, end);
  end = trim_tail(text, begin, end);
  if (end < begin + two || end > begin + six) return {};
  for (std::size_t at = begin; at < end; at = text.next(at))
    if (!text.is_han(at) || text.has(at, "的")) return {};
  const std::string_view whole = text.between(begin, end);
  if (whole.size() == two) return is_noun_too(whole) ? whole : std::string_view();
  const Words::Hit first = verbs().longest(text.all, begin);
  const bool acts = first.kind == strong || first.kind == plain;
  if (whole.size() < three + 3 || acts || verb_before(text.all, end) != two ||
      is_of_money(text, end))
    return {};
  return whole;
}

namespace {

// The verb the clause ends with: a plain one, or one that is not known and looks like a verb.
std::size_t verb_at_end(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  const std::string_view before = text.all.substr(0, end);
  if (whole_words_before().longest(before, end).bytes >= two) return 0;  // 特派员
  if (const std::size_t plain = plain_verb_before(before, end); plain > 0) return plain;
  const bool shaped = end >= begin + two && has_shape_of_verb(before, end - two);
  return shaped && verb_before(before, end) <= 3 ? two : 0;
}

// 受理报修, 查处无牌行驶: after these verbs the deed is what they are done with.
bool takes_deed(const Text& text, std::size_t begin, std::size_t verb) {
  static const Words verbs(
      Side::begin, {{1,
                     "提出 受理 接待 接受 查处 查获 办理 处理 发现 开展 组织 实施 进行 提供 "
                     "制止 打击 劝阻 纠正 接到 完成 取缔 严查 整治 调处 化解"}});
  const Words::Hit hit = verbs.longest(text.all, begin);
  return hit && begin + hit.bytes <= verb;
}

// 向县财政争取, 在黄淮麦区推广: whom and where the deed is for is no thing.
bool is_adjunct(std::string_view phrase) {
  constexpr std::size_t two = 6;
  static const Words words(
      Side::begin,
      {{1, "向 给 对 与 同 距 沿 以 在 从 至 因 经"},
       {0,
        "经济 经费 经营 经理 经验 经销 经典 经纪 向导 给水 给排水 对象 对口 对外 对讲 对虾 对联 "
        "对公 同业 同步 同城 同期 同乡 同类 同学 "
        "距离 沿线 沿海 沿江 沿街 沿河 以工代赈 以旧换新 以奖代补 以案 以上 以下 在校 在册 在园 "
        "在岗 在职 在编 在建 在研 在线 在管 在读 在训 在籍 在库 在途 在逃 在栏 在用 在家 在外 在港 "
        "在航 在押 在矫 在档 在售 在院 在孵 在营 从业 从事 从教 从医 至今 因公 因病 因灾 因子 "
        "因素"}});
  const Words::Hit hit = words.longest(phrase, 0);
  return hit.kind == 1 && phrase.size() > two;
}

// 录像播放, 4D影院放映: what the deed before the number was done with. Empty if nothing is left.
// With a short noun the deed itself is counted in acts, and paid or lasts: 酒后驾驶412起.
Nouns before_plain_verb(const Text& text, std::size_t begin, std::size_t end, std::size_t verb,
                        Counted counted) {
  constexpr std::size_t two = 6;
  if (verb + two > end - begin || is_verb(text, begin, end - verb)) return {};
  if (counted == Counted::deeds && end - verb - begin <= two && !is_of_money(text, end)) return {};
  Nouns out = nouns_before(text, begin, end - verb, counted);
  if (out.subject.empty()) return {};
  out.before_verb = out.action.empty();
  if (out.before_verb) out.action = text.between(end - verb, end);
  out.deed = false;
  return out;
}

}  // namespace

bool are_deeds(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6, longest = 24;
  static const Words manners(
      Side::begin,
      {{0,
        "已 已经 均 仍 在 拟 将 再 新 实 应 可 全 全部 成功 重新 当场 免费 及时 主动 自愿 逐步 "
        "陆续 正式 "
        "形式 初步 最终 实际 现场 期满 正在 提前 如期 按期 顺利 相继 依法 集中 统一 自主 直接 公开 "
        "分散 居家 就近 异地 网上 线上 线下 另 又 还 共 合计 累计 现 年内 年底 当年 当月 全年 后 "
        "不 未"}});
  begin = trim_head(text, begin, end);
  end = trim_tail(text, begin, end);
  if (end < begin + two || end - begin > longest) return false;
  // 调处成功, 整改到位: how the deed ended.
  static const Words outcomes(Side::end, {{0, "成功 到位 完毕"}});
  if (const Words::Hit outcome = outcomes.longest(text.all, end);
      begin + two + outcome.bytes <= end)
    end -= outcome.bytes;
  bool acts = false;
  for (std::size_t at = begin; at < end;) {
    const Words::Hit verb = verbs().longest(text.all, at);
    if (verb && verb.kind != kept && verb.bytes >= two && at + verb.bytes <= end) {
      // 带动就业, 避免伤亡: what is done is named behind the verb.
      const bool noun = verb.kind == weak || is_noun_too(text.between(at, at + verb.bytes));
      if (noun && (acts || (at == begin && at + verb.bytes == end))) return false;
      acts = true;
      at += verb.bytes;
    } else if (const Words::Hit manner = manners.longest(text.all, at);
               manner && at + manner.bytes < end) {
      at += manner.bytes;
    } else if (at + two <= end && has_shape_of_verb(text.all.substr(0, end), at)) {
      acts = true;
      at += two;
    } else {
      return false;
    }
  }
  return acts;
}

namespace {

// 人均科普经费2004年为, 支出进度6月底达到: a date behind the thing.
std::size_t before_date(const Text& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t two = 6;
  static const Words dates(Side::end, {{0, "年 月 日 年底 年末 年初 月底 月末 月初 月份"}});
  while (end > begin + two) {
    const Words::Hit date = dates.longest(text.all, end);
    std::size_t at = end - date.bytes;
    if (!date || !text.is_digit(text.previous(at))) return end;
    while (at > begin && text.is_digit(text.previous(at))) at = text.previous(at);
    if (at < begin + two || !text.is_han(text.previous(at))) return end;
    end = at;
  }
  return end;
}

// 争取到中央资金: behind what became of the deed; 到账资金 is a thing.
std::size_t behind_outcome(const Text& text, std::size_t begin, std::size_t end) {
  static const Words outcomes(
      Side::begin, {{1, "到 到了 出了 回了"}, {0, "到账 到位 到期 到场 到会 到校 到岗 到站 到港"}});
  if (!text.has(begin, "到") && !text.has(begin + 3, "了")) return begin;  // as mostly
  const Words::Hit hit = outcomes.longest(text.all, begin);
  return hit.kind == 1 && begin + hit.bytes < end ? begin + hit.bytes : begin;
}

// 非遗项目新入选省级名录: what is put on a list is counted, not the list; where that begins, or
// `end`.
std::size_t put_on_list(const Text& text, std::size_t begin, std::size_t end) {
  static const Words lists(Side::end, {{0,
                                        "名录 名单 目录 计划 规划 范围 试点 台账 清单 项目库 盘子 "
                                        "序列"}});
  static const Words puts(Side::begin, {{0, "新入选 入选 入围 列入 纳入 编入 录入"}});
  if (!lists.has(text.all, end)) return end;
  for (std::size_t at = begin; (at = puts.seek(text.all, at, end)) < end; at = text.next(at))
    if (puts.has(text.all, at)) return at;
  return end;
}

// The verb that is none in a name, and 共有, 设有 before the name.
VerbPlace verb_of_clause(const Text& text, std::size_t begin, std::size_t end) {
  VerbPlace verb = last_verb(text, begin, end);
  if (!verb.found || verb.end >= end || !may_be_in_name(text, verb.end, end)) return verb;
  const std::size_t last = verb.end - verb_before(text.all.substr(0, verb.end), verb.end);
  if (last < verb.begin || !is_in_name(text, last > begin, last, verb.end, end)) return verb;
  // 接收转业士官: of verbs in a row the last is in the name.
  const bool rate = text.has_before(end, "率") || text.has_before(end, "强度");
  if (last > verb.begin && !(rate && is_noun_too(text.between(verb.begin, last))))
    return {verb.begin, last, true};
  verb = last_verb(text, begin, verb.begin);
  const std::size_t from = trim_head(text, begin, end);
  if (!verb.found && text.has(from, "有")) verb = {from, from + 3, true};
  return verb;
}

// What stands before the verb is what is counted, or the deed is.
void name_before_verb(const Text& text, std::size_t begin, std::size_t end, const VerbPlace& verb,
                      Counted counted, Nouns& out) {
  constexpr std::size_t two = 6;
  // 基层宣讲, 易地搬迁: with so short a noun the deed itself is counted.
  const std::size_t from = trim_head(text, begin, verb.begin);
  // 油脂购进, 生猪出栏: what is bought and bred is a thing.
  static const Words of_things(Side::end, {{0,
                                            "播放 出版 开具 收稿 包案 存栏 出栏 购进 收购 销售 "
                                            "实收 应收 录取 报名 入藏 入库 出库 屠宰 占地"}});
  static const Words reached(Side::begin, {{0, "完成 实现 获得 取得 拥有"}});  // 铁路完成26亿人次
  // “两癌”筛查: a short name that is quoted is as short.
  const bool brief =
      verb.begin - from <= two || (verb.begin - from <= 2 * two && is_quoted_open(text, from) &&
                                   text.has_before(verb.begin, "”"));
  const bool deed = verb.end == end && from < verb.begin && brief &&
                    !is_noun_too(text.between(from, verb.begin)) && verb.end - verb.begin == two &&
                    !of_things.has(text.all, end) && !is_of_money(text, end) &&
                    !reached.has(text.all, verb.begin) &&
                    (counted == Counted::deeds || !text.has(verb.begin, "改造"));
  out.subject =
      deed ? text.between(from, end) : phrase(text, begin, trim_tail(text, begin, verb.begin));
  if (!deed && is_adjunct(out.subject)) out.subject = {};
  out.before_verb = !out.subject.empty();
  out.actor = {};
}

// 组织税收入库, 促成项目落地: what came of the thing at the end is none of it.
std::string_view without_result(const Text& text, std::string_view subject, std::size_t end) {
  constexpr std::size_t two = 6;
  static const Words results(Side::end, {{0,
                                          "入库 出库 存栏 出栏 到位 到账 落地 投产 上市 开工 竣工 "
                                          "完工 完成 上岗 就位 到岗 参展 新入库 新开工 新投产"}});
  const std::size_t bytes = results.longest(subject, subject.size()).bytes;
  return bytes > 0 && subject.size() >= bytes + two &&
                 subject.data() + subject.size() == text.all.data() + end
             ? subject.substr(0, subject.size() - bytes)
             : subject;
}

// 危房改造竣工, 经济补助发放: of two verbs that end the clause the first is in the noun.
bool done_last(const Text& text, std::size_t begin, std::size_t end, const VerbPlace& verb) {
  constexpr std::size_t two = 6;
  static const Words nouns(Side::begin, {{0, "登记 申请 编制 来电 来信 来访 注册 为期"}});
  if (verb.end >= end || verb.begin < trim_head(text, begin, end) + two) return false;
  const Words::Hit last = verbs().longest(text.all, verb.end);
  return last.bytes == end - verb.end && last.kind != kept && !nouns.has(text.all, verb.end) &&
         (!is_noun_too(text.between(verb.end, end)) || text.has(verb.end, "支出")) &&
         !takes_deed(text, verb.begin, verb.end);
}

// 毕业生就业率, 供电可靠率: a deed is in the name of a rate, unless it moves the rate.
bool is_rate_of(const Text& text, std::size_t begin, std::size_t end, const VerbPlace& verb) {
  static const Words movers(
      Side::end, {{0, "提高 提升 降低 增加 减少 保持 达到 实现 完成 控制 稳定 促进 推动 带动"}});
  return verb.begin == begin && verb.end < end && text.has_before(end, "率") &&
         !movers.has(text.all, verb.end);
}

// Whether a bracket ends a few characters before.
bool closes_near(const Text& text, std::size_t begin, std::size_t end) {
  for (int near = 4; near > 0 && end > begin; --near) {
    end = text.previous(end);
    if (text.has(end, "）")) return true;
  }
  return false;
}

}  // namespace

namespace {

// What is called by the verb that ends its clause.
void name_by_deed(const Text& text, std::size_t begin, std::size_t end, const VerbPlace& verb,
                  Nouns& out) {
  // 基层法院收案: what came to a court.
  static const Words heads_of_counts(Side::end, {{0, "收案 未结案 新收案"}});
  if (verb.end == end && verb.begin > begin && heads_of_counts.has(text.all, end)) {
    out.subject = phrase(text, begin, end);
    out.actor = {};
  }
  // 离婚登记, 志愿服务: verbs that are as often the head of a name.
  static const Words heads_of_names(Side::end, {{0, "登记 服务 救助 举报 分流 造林 拨款"}});
  const bool whole =
      verb.end == end && heads_of_names.has(text.all, end) &&
      (verb.begin - begin == 6 || (verb.begin > begin + 6 && text.has_before(end, "拨款")));
  if (whole) out.subject = phrase(text, begin, end);
}

}  // namespace

Nouns nouns_before(const Text& text, std::size_t begin, std::size_t end, Counted counted) {
  Nouns out;
  // 应检1,520户，已检1,467户
  constexpr std::size_t two = 6;
  if (end - begin == two && (text.has(begin, "已") || text.has(begin, "应"))) {
    out.action = text.between(begin, end);
    return out;
  }
  begin = behind_measure(text, trim_head(text, begin, end), end);
  // 个贷率（贷款余额比归集余额）为: what a bracket says of the name is none of it.
  if (closes_near(text, begin, end))
    if (const std::size_t named = trim_tail(text, begin, end);
        text.has(named, "（") && named > begin)
      end = named;
  end = name_end(text, begin, end);
  end = trim_tail(text, begin, end);
  if (const std::size_t date = before_date(text, begin, end); date < end)
    end = trim_tail(text, begin, date);
  // 争取到6万元: what came of the deed is none of it.
  constexpr std::size_t one = 3;
  if (end > begin + two && text.has_before(end, "到") &&
      verb_before(text.all.substr(0, end - one), end - one) >= two)
    end -= one;
  if (begin >= end) return out;
  begin = behind_way(text, behind_adverb(text, begin, end), end);
  if (const std::size_t put = put_on_list(text, begin, end); put < end) {
    out.subject = phrase(text, begin, trim_tail(text, begin, put));
    out.action = text.between(put, end);
    return out;
  }
  const std::size_t last = verb_at_end(text, begin, end);
  if (last > 0 && !takes_deed(text, begin, end - last)) {
    if (are_two_verbs(text, begin, end, last)) {
      // 走访慰问4次, but 除险加固3座 is of those that were named.
      (counted == Counted::deeds ? out.subject : out.action) = text.between(begin, end);
      return out;
    }
    const Nouns nouns = before_plain_verb(text, begin, end, last, counted);
    if (!nouns.subject.empty()) return nouns;
  }
  const VerbPlace verb = verb_of_clause(text, begin, end);
  if (!verb.found) {
    out.subject = phrase(text, begin, end);
    return out;
  }
  if (is_rate_of(text, begin, end, verb)) {
    out.subject = phrase(text, begin, end);
    return out;
  }
  out.action = text.between(verb.begin, verb.end);
  out.deed = verb.begin == begin && verb.end == end &&
             verbs().longest(text.all, begin).kind == weak && end - begin >= 6;
  if (verb.begin > begin) out.actor = phrase(text, begin, verb.begin);
  static const Words done(Side::end, {{0, "完成"}});
  const bool of_the_last =
      done.has(text.all, verb.end) && is_verb(text, verb.end, end);  // 完成整改
  if (verb.end < end && !of_the_last)
    out.subject = phrase(text, behind_outcome(text, verb.end, end), end);
  if (verb.end < end && !out.subject.empty()) out.subject = without_result(text, out.subject, end);
  if (done_last(text, begin, end, verb)) {
    out.subject = phrase(text, begin, verb.end);
    out.action = text.between(verb.end, end);
    out.actor = {};
    out.before_verb = true;
  }
  name_by_deed(text, begin, end, verb, out);
  if (out.subject.empty() && verb.begin > begin && !of_the_last)
    name_before_verb(text, begin, end, verb, counted, out);
  return out;
}

}  // namespace youju::reading
