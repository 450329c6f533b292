#include <youju/base/result.h>
#include <youju/reading/context.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

// Whether one of these literals stands there; each is compared in line.
template <std::size_t... Sizes>
[[gnu::always_inline]] inline bool any_before(const Text& text, std::size_t at,
                                              const char (&... words)[Sizes]) {
  return (text.has_before(at, {words, Sizes - 1}) || ...);
}
template <std::size_t... Sizes>
[[gnu::always_inline]] inline bool any_at(const Text& text, std::size_t at,
                                          const char (&... words)[Sizes]) {
  return (text.has(at, {words, Sizes - 1}) || ...);
}

bool is_one(const Numeral& numeral) {
  return numeral.chinese && !numeral.more && numeral.end - numeral.begin == 3 &&
         numeral.value.form == Value::Form::number && numeral.value.low.coefficient == 1;
}

// What stands before a numeral that is only a part of a word: 统一, 之一, 万一, 每一天.
bool word_before(const Text& text, std::size_t at) {
  static const Words words(Side::end,
                           {{0,
                             "统 唯 之 专 划 单 逐 合 归 如 进 下 这 那 哪 另 每 同 某 任何 没有 "
                             "礼拜 星期 周 新的 又 再上 "
                             "以 退 更 若 初 不 独 无 首屈 最后 不落 迈上 拧成 连成 打成 融为"}});
  return words.has(text.all, at);
}

// Slogans that look like a number of things: 三个代表, 八项规定, 五位一体.
bool slogan_behind(const Text& text, std::size_t at) {
  static const Words words(
      Side::begin,
      {{0,
        "个代表 个务必 个意识 个自信 个维护 个全面 个确立 个一 个文明 个结合 个百年 个伟大 个责任 "
        "个先锋 "
        "个倡导 个不 个坚持 个服务 个带头 项规定 项铁规 位一体 年规划 年计划 年行动 年义务 年一贯 "
        "年攻坚 年制 步走 句半 口之家 日游 部曲 条红线 条禁令 本账 季 分天下 次开发 次创业 次函数 "
        "节期间 次供水 次污染 次利用 次元 天两头 天打鱼 天晒网 个指头 年磨 年树木 部委 网融合 "
        "年改革 "
        "年提升"}});
  return words.has(text.all, at);
}

// A place: 五十亩村, 八里庄, 三门镇.
bool place_behind(const Text& text, const Candidate& it) {
  if (!it.numeral.chinese || !it.unit || is(it.unit.unit.name, "个") ||
      is(it.unit.unit.name, "条")) {
    return false;
  }
  static constexpr std::string_view units[] = {"亩", "里", "家", "台", "口", "间",
                                               "门", "棵", "层", "道", "面"};
  if (std::find(std::begin(units), std::end(units), it.unit.unit.name) == std::end(units))
    return false;
  if (any_at(text, it.end, "村民", "村组", "村干", "村委")) return false;
  return any_at(text, it.end, "村", "镇", "庄", "沟", "岭", "屯", "桥", "堡", "店乡", "路", "街",
                "（村", "(村");
}

// Classifiers that count real things even behind 一: persons, machines, buildings.
bool counts_real_things(std::string_view unit) {
  static const Words words(
      Side::begin, {{0, "名 位 台 眼 辆 栋 座 所 幅 艘 架 头 匹 户 盏 间 家 处 套 幢 例 枚 株"}});
  return words.longest(unit, 0).bytes == unit.size();
}

// 召开一次, 举办一期: an act that is counted.
bool act_before(const Text& text, std::size_t at) {
  static const Words words(
      Side::end,
      {{0,
        "举办 召开 举行 组织 开展 新建 建成 购置 购买 设立 配备 添置 共 仅 只 了 过 各 有 "
        "推选 评选 选派 聘请 荣获 获 获得 出版 编印"}});
  return words.has(text.all, at);
}

bool abstract_behind(const Text& text, std::size_t at) {
  static const Words words(
      Side::begin, {{1, "新 更 大 良好 重要 重大 崭新 强 高 全新 较 个性 生动 硬 系列"},
                    {0,
                     "大学 大型 大棚 大桥 大坝 大院 大户 大妈 大娘 大爷 大专 新生 新兵 新党员 "
                     "高级 高校 高中 高三 高工 强直"}});
  return words.longest(text.all, at).kind == 1;
}

// 一 with a measure word is a figure when a real thing is counted.
bool one_counts(const Text& text, const Candidate& it) {
  const std::size_t begin = it.numeral.begin;
  if (word_before(text, begin)) return false;
  switch (it.unit.sort) {
    case Sort::times:
      return true;
    case Sort::time:
      if (any_at(text, it.end, "来", "度", "中", "代", "线", "时", "到", "样", "如")) return false;
      if (is(it.unit.unit.name, "个月") && any_at(text, it.end, "内", "以内", "之内")) return true;
      return any_before(text, begin, "期", "时", "满", "长", "了", "达", "为", "续", "延",
                        "未来") ||
             qualifier_of(text, begin, it.end, false) != Qualifier::exact;
    case Sort::money:
    case Sort::quantity:
    case Sort::length:
    case Sort::area:
    case Sort::percent:
    case Sort::points:
      return qualifier_of(text, begin, it.end, false) != Qualifier::exact ||
             any_before(text, begin, "达", "长", "共", "提高", "为");
    case Sort::place:
      return false;
    case Sort::things:
      break;
  }
  const std::string_view unit = it.unit.unit.name;
  if (text.class_at(it.end) == Class::numeral) return false;  // 一户一策
  const bool ends = text.is_clause_end(it.end);
  if (ends) {
    if (any_at(text, it.numeral.end, "起", "样", "面", "道", "把", "片", "层", "步", "方", "路",
               "批", "体", "点", "口", "声", "股", "行", "边", "场", "线", "代", "味", "种",
               "类")) {
      return false;
    }
    return text.is_han(text.previous(begin)) || text.is_letter(begin - 1) ||
           text.has_before(begin, "”") || text.has_before(begin, "》");
  }
  const bool latin = text.byte(it.end) < 0x80 && text.is_letter(it.end);  // 一台B超
  if (!text.is_han(it.end) && !latin && !text.has(it.end, "“") && !text.has(it.end, "《"))
    return false;
  if (counts_real_things(unit)) return !abstract_behind(text, it.end);
  return any_at(text, it.numeral.end, "次", "场", "期", "部", "册", "篇", "届") &&
         act_before(text, begin) && !abstract_behind(text, it.end) &&
         !any_at(text, it.end, "性", "次", "又");
}

// 千方百计, 三心二意: numerals and characters in turn, no measure words.
bool idiom(const Text& text, const Numeral& it) {
  const std::size_t second = it.begin + 6;
  static const Words whole(Side::begin, {{0, "数学 数据 数字 数量 数控 数码"}});  // 数学两个
  if (it.end != it.begin + 3 || whole.has(text.all, it.begin)) return false;
  if (text.class_at(second) == Class::numeral && text.is_han(it.begin + 3) &&
      text.is_han(second + 3)) {
    return !read_unit(text, it.begin + 3) ||
           text.character(it.begin + 3) == text.character(second + 3);
  }
  return false;
}

bool idiom_second(const Text& text, const Numeral& it) {
  if (it.begin < 6 || it.end != it.begin + 3) return false;
  const std::size_t first = it.begin - 6;
  if (text.class_at(first) != Class::numeral || !text.is_han(first + 3)) return false;
  if (text.class_at(first + 3) == Class::numeral) return false;
  return idiom(text, read_numeral(text, first));
}

// 每十万人拥有16.8台: what another number is told for.
bool is_base(const Text& text, const Candidate& it) {
  return any_before(text, it.numeral.begin, "每") && power_of_ten(it.numeral) &&
         it.unit.sort != Sort::money;
}

// 一期工程, 二期5,100万元: a stage of works, not a number of issues.
bool is_stage(const Text& text, const Candidate& it) {
  constexpr std::int64_t stages_max = 5;
  if (!is(it.unit.unit.name, "期") || it.numeral.value.form != Value::Form::number ||
      it.numeral.value.low.coefficient > stages_max)
    return false;
  const bool listed = any_before(text, it.numeral.begin, "、", "，", "中");
  return (listed && text.is_digit(it.end)) ||
         any_at(text, it.end, "工程", "项目", "建设", "扩建") ||
         any_before(text, it.numeral.begin, "工程", "号线", "园区");
}

// 水井、大坪两村: a list of names stands before.
bool ends_list(const Text& text, std::size_t at) {
  constexpr std::size_t name_bytes = 15;
  std::size_t begin = at;
  while (begin > 0 && at - begin < name_bytes && text.is_han(text.previous(begin)))
    begin = text.previous(begin);
  return at >= begin + 6 && text.has_before(begin, "、");
}

// 三届二次会议; 一、二类人员, 二类占11.5%: what a session or a class is called.
std::optional<Reason> number_of_name(const Text& text, const Candidate& it) {
  const Numeral& numeral = it.numeral;
  if (is(it.unit.unit.name, "次") && any_before(text, numeral.begin, "届")) return Reason::name;
  if (is(it.unit.unit.name, "类") &&
      (any_before(text, numeral.begin, "一、", "二、") || any_at(text, it.end, "占")))
    return Reason::technical_term;
  return std::nullopt;
}

std::optional<Reason> chinese_word(const Text& text, const Candidate& it) {
  const Numeral& numeral = it.numeral;
  if (numeral.broken) return Reason::fixed_phrase;
  if (is_stage(text, it)) return Reason::name;
  if (!it.unit && numeral.more && !numeral.bare_scale && numeral.value.low.coefficient > 10 &&
      !it.in_quote) {
    return std::nullopt;  // 四万多人民
  }
  if (!it.unit) return Reason::fixed_phrase;
  if (is(it.unit.unit.name, "字") && text.has(numeral.begin, "十字")) return Reason::fixed_phrase;
  if (is(it.unit.unit.name, "班") && text.has(it.end, "倒")) return Reason::fixed_phrase;
  if (is(it.unit.unit.name, "次") && any_at(text, it.end, "产业")) return Reason::technical_term;
  if (const std::optional<Reason> reason = number_of_name(text, it)) return reason;
  if (is(it.unit.unit.name, "晚") && any_before(text, numeral.begin, "周", "星期"))
    return Reason::fixed_phrase;
  if (is(it.unit.unit.name, "分") &&
      !any_before(text, numeral.begin, "得", "加", "扣", "均", "满", "评", "分")) {
    return Reason::fixed_phrase;
  }
  // 一年比一年多, 云顶山一家就占: of no number of years and no number of houses.
  if (text.has(numeral.begin, "一") && numeral.end == numeral.begin + 3 &&
      (any_before(text, numeral.begin, "年比", "天比", "届比", "次比", "家比") ||
       any_at(text, it.end, "就占", "就达", "便占", "即占", "独占")))
    return Reason::fixed_phrase;
  if (it.quoted && is(it.unit.unit.name, "个") && text.is_han(it.end) &&
      text.is_clause_end(it.end + 6)) {
    return Reason::fixed_phrase;
  }
  if (it.in_quote && !(it.quote_begins && it.unit.sort == Sort::length))
    return Reason::fixed_phrase;
  if (slogan_behind(text, numeral.end)) return Reason::fixed_phrase;
  if (is_base(text, it)) return Reason::technical_term;
  if (place_behind(text, it)) return Reason::institution;
  if (idiom(text, numeral) || idiom_second(text, numeral)) return Reason::fixed_phrase;
  if (text.has(it.end, "半") && it.unit.sort != Sort::time) return Reason::fixed_phrase;
  if (text.has(it.end, "之") && !any_at(text, it.end, "之内", "之间", "之多", "之差"))
    return Reason::fixed_phrase;
  if (any_before(text, numeral.begin, "统", "唯", "之", "万")) return Reason::fixed_phrase;
  if (any_before(text, numeral.begin, "周", "星期", "礼拜") && numeral.value.low.coefficient < 7 &&
      !text.has(numeral.begin, "两") && !it.unit) {
    return Reason::fixed_phrase;
  }
  if (numeral.bare_scale && !numeral.more) {
    const bool claim = any_before(text, numeral.begin, "上", "近", "超", "过", "逾", "达", "约",
                                  "破", "成", "数") &&
                       numeral.value.low.coefficient >= 100;
    const bool bound =
        (it.unit.sort == Sort::area || it.unit.sort == Sort::money) && text.has(it.end, "以上");
    if (!claim && !bound && !(it.unit.sort == Sort::length && text.has(it.numeral.end, "米")))
      return Reason::fixed_phrase;
  }
  if (any_at(text, it.end, "难求")) return Reason::fixed_phrase;  // 一票难求
  if (is_one(numeral) && !one_counts(text, it)) return Reason::fixed_phrase;
  if (is(it.unit.unit.name, "类") && text.has(it.end, "以上")) return Reason::technical_term;
  if (it.unit.sort == Sort::quantity && is(it.unit.unit.name, "分") &&
      text.has(numeral.begin, "十")) {
    return Reason::fixed_phrase;
  }
  if (numeral.value.low.coefficient == 0 && numeral.value.form == Value::Form::number) {
    return Reason::fixed_phrase;
  }
  if (it.unit.sort == Sort::place && !is(it.unit.unit.name, "部分") && !numeral.more &&
      numeral.value.low.coefficient < 10 &&
      !(text.has(numeral.begin, "两") && ends_list(text, numeral.begin))) {
    return Reason::fixed_phrase;
  }
  return std::nullopt;
}

bool is_year_number(const Numeral& numeral) {
  return numeral.digits == 4 && numeral.value.form == Value::Form::number &&
         numeral.value.low.scale == 0 && numeral.value.low.coefficient >= 1900 &&
         numeral.value.low.coefficient < 2200;
}

// 布设AED680台，: two capitals and more name a thing that is counted, if nothing follows.
bool named_in_capitals(const Text& text, const Candidate& it) {
  const std::size_t begin = it.numeral.begin;
  std::size_t letters = 0;
  while (letters < begin && text.byte(begin - 1 - letters) >= 'A' &&
         text.byte(begin - 1 - letters) <= 'Z' && letters < 8)
    ++letters;
  return letters > 1 && text.is_han(text.previous(begin - letters)) && it.unit &&
         it.unit.sort == Sort::things && it.numeral.value.low.scale == 0 &&
         text.is_clause_end(it.end);
}

// What makes digits a part of something else: letters, sums, products, ratios, clock times.
bool is_glued(const Text& text, const Candidate& it) {
  const std::size_t begin = it.numeral.begin, end = it.numeral.end;
  if ((it.before & sign::glue_before) != 0) {
    const std::uint8_t before = text.byte(begin - 1);
    // CT3.9万例 counts, PM2.5, G60 and K1218段 do not.
    const bool counted = it.unit && it.unit.sort == Sort::things && begin > 1 &&
                         text.is_letter(begin - 2) && it.numeral.value.low.coefficient >= 1000;
    if (before < 0x80 && text.is_letter(begin - 1) && !counted && !named_in_capitals(text, it))
      return true;
    // 桥涵23座/816延米 counts both.
    const bool both = before == '/' && it.unit && text.is_han(text.previous(begin - 1)) &&
                      !power_of_ten(it.numeral);
    if (!both &&
        (before == '+' || before == '/' || before == '#' || before == '=' || before == '@'))
      return true;
    if (before == ':' && begin > 1 && text.is_digit(begin - 2)) return true;
    if (any_before(text, begin, "∶", "·", "＋")) return true;
    if (text.has_before(begin, "×") && !it.unit) return true;
    if (before == '.' && begin > 1 && (text.is_digit(begin - 2) || text.is_letter(begin - 2)))
      return true;
    if (before == '-' && begin > 1 && text.is_letter(begin - 2)) return true;
  }
  if (begin > 3 && any_before(text, begin, "：") && text.is_digit(begin - 4) &&
      any_before(text, begin - 4, "比", "按"))
    return true;  // 按4：6分担
  if ((it.behind & sign::glue_behind) == 0) return false;
  const bool measured = it.numeral.value.low.scale > 0 && text.is_letter(end + 1) &&
                        text.is_han(text.previous(begin));  // 0.35NTU
  if (!it.unit && text.is_letter(end) && !measured) return true;
  const std::uint8_t behind = text.byte(end);
  if (behind == '+' || behind == '@' || behind == '#') return true;
  if (behind == ':' && text.is_digit(end + 1)) return true;
  if (any_at(text, end, "∶", "×", "·", "＋")) return true;
  // 男女比例为51：49
  return !it.unit && text.has(end, "：") && text.is_digit(end + 3);
}

// Telephone, street and other codes.
bool is_code(const Text& text, const Candidate& it) {
  const Numeral& numeral = it.numeral;
  if (numeral.chinese || numeral.grouped || numeral.more) return false;
  if (numeral.leading_zero && numeral.digits > 1) return true;
  if ((it.before & sign::code_before) != 0 &&
      any_before(text, numeral.begin, "电话", "电话：", "热线", "热线：", "邮编", "邮编：", "号码",
                 "手机：", "QQ：", "（电话）")) {
    return !it.unit;
  }
  if (numeral.begin > 1 && text.byte(numeral.begin - 1) == '-' &&
      (text.is_digit(numeral.begin - 2) || text.is_letter(numeral.begin - 2)) && !it.unit) {
    return true;
  }
  if (numeral.digits >= 7 && !it.unit && numeral.value.low.scale == 0) return true;
  return text.has(numeral.end, "号") &&
         !any_at(text, numeral.end, "号楼", "号线", "号机组", "号井");
}

// 1小时4分17秒: the minutes of a time that was run.
bool minutes_of_hours(const Text& text, const Candidate& it) {
  constexpr std::size_t behind_digit = 7;
  const std::size_t begin = it.numeral.begin;
  return begin > behind_digit && any_before(text, begin, "小时") &&
         text.is_digit(begin - behind_digit) &&
         (is(it.unit.unit.name, "秒") || any_at(text, it.numeral.end, "分"));
}

// 15分钟健身圈
bool circle_behind(const Text& text, std::size_t at) {
  constexpr std::size_t name_bytes = 21;
  for (std::size_t end = at; end < at + name_bytes && text.is_han(end); end = text.next(end))
    if (text.has(end, "圈")) return true;
  return false;
}

// （以女性为100，男性对女性的比例）: what an index is told for.
bool is_index_base(const Text& text, const Numeral& numeral) {
  constexpr std::size_t far = 36;
  const std::size_t from = numeral.begin > far ? numeral.begin - far : 0;
  const std::string_view before = text.between(from, numeral.begin);
  const std::size_t by = before.rfind("以");
  return any_before(text, numeral.begin, "为") && power_of_ten(numeral) == 2 &&
         by != std::string_view::npos && text.has_before(from + by, "（") &&
         before.find("，", by) == std::string_view::npos;
}

// A number with a unit that is none: 110千伏变电站, 7×24小时.
std::optional<Reason> measured_word(const Text& text, const Candidate& it) {
  const Numeral& numeral = it.numeral;
  const std::string_view unit = it.unit.unit.name;
  const bool goes_on = text.is_han(it.end) || text.is_digit(it.end);  // 110千伏7座
  if (goes_on && (is(unit, "千伏") || is(unit, "伏"))) return Reason::technical_term;
  if (is(unit, "对") && text.is_digit(it.end)) return Reason::technical_term;
  if (it.unit.sort == Sort::things && is_base(text, it)) return Reason::technical_term;
  if (is(unit, "公斤") && text.has(it.end, "级")) return Reason::technical_term;
  if (is(unit, "排") && any_at(text, it.end, "螺旋", "CT")) return Reason::technical_term;
  if (is(unit, "小时") && numeral.value.low == Number{24, 0} && text.is_han(it.end) &&
      any_at(text, it.end, "自助", "热线", "专线", "便利", "值班制", "值班电", "营业厅"))
    return Reason::technical_term;
  if (is(unit, "小时") && (text.has(it.end, "0") || text.is_digit(it.end)) &&
      text.has(read_numeral(text, it.end).end, "分")) {
    return Reason::technical_term;  // 1小时04分35秒: a time that was run
  }
  if (minutes_of_hours(text, it)) return Reason::technical_term;
  if (is(unit, "分钟") && circle_behind(text, it.end)) return Reason::name;
  if (it.unit.sort == Sort::time && any_before(text, numeral.begin, "×", "7*", "7x", "7X"))
    return Reason::technical_term;  // 7×24小时
  if (numeral.value.form == Value::Form::range && numeral.value.low.coefficient == 0 &&
      it.unit.sort == Sort::time && !is(unit, "岁")) {
    return Reason::technical_term;
  }
  if (is(unit, "岁") && numeral.value.low.coefficient == 0 &&
      numeral.value.form != Value::Form::range)
    return Reason::technical_term;
  return std::nullopt;
}

std::optional<Reason> arabic_word(const Text& text, const Candidate& it) {
  const Numeral& numeral = it.numeral;
  if (numeral.broken) return Reason::code;
  if (any_at(text, numeral.end, "/10万", "/万", "/千") && !is_glued(text, it))
    return std::nullopt;  // 死亡率11.2/10万
  if (is_glued(text, it)) return Reason::technical_term;
  if (is_code(text, it)) return Reason::code;
  if (it.in_quote) return Reason::name;
  if (any_at(text, numeral.end, "号线", "号机组", "号井")) return Reason::name;
  if (it.unit) return measured_word(text, it);
  if (is_year_number(numeral)) return Reason::name;
  if (text.has(numeral.end, "级") && numeral.value.low.scale > 0 &&
      (any_before(text, numeral.begin, "发生", "为") ||
       any_at(text, numeral.end, "级以上", "级及以上", "级以下", "级地震", "级左右") ||
       ((text.is_clause_end(numeral.end + 3) || text.has(numeral.end + 3, "的")) &&
        !any_before(text, numeral.begin, "到", "至")))) {
    return std::nullopt;
  }
  // 风力达7级
  if (text.has(numeral.end, "级") && any_before(text, numeral.begin, "达")) return std::nullopt;
  if (any_at(text, numeral.end, "级", "型", "路", "班", "室", "栋", "式", "代", "后", "版"))
    return Reason::technical_term;
  if (is_base(text, it)) return Reason::technical_term;  // 每10万人口
  const bool scaled = numeral.value.low.coefficient >= 10000 &&
                      !text.has_before(numeral.end, "0") &&
                      (text.has_before(numeral.end, "万") || text.has_before(numeral.end, "亿"));
  if (numeral.more || numeral.grouped || scaled) return std::nullopt;
  // 资助58项目: counted without a measure word.
  static const Words verbs(
      Side::end, {{0, "组织 新增 覆盖 资助 涉及 惠及 扶持 带动 走访 服务 建成 新建 举办 开展"}});
  if (text.is_han(numeral.end) && numeral.digits <= 4 && numeral.value.low.scale == 0 &&
      verbs.has(text.all, numeral.begin)) {
    return std::nullopt;
  }
  const bool ends = text.is_clause_end(numeral.end) || text.is_letter(numeral.end);
  // 系数由0.48提高到0.52, 由普查的106.74下降为105.20
  if (!ends && numeral.value.low.scale > 0 &&
      (any_before(text, numeral.begin, "由", "从") ||
       (any_before(text, numeral.begin, "的") &&
        any_at(text, numeral.end, "下降", "上升", "提高", "降", "升", "增加", "减少"))))
    return std::nullopt;
  if (is_index_base(text, numeral)) return Reason::technical_term;
  if (!ends) return Reason::technical_term;
  if (numeral.value.low.scale > 0 && text.is_han(text.previous(numeral.begin))) return std::nullopt;
  if (any_before(text, numeral.begin, "达", "为", "共", "计", "达到", "系数", "指数", "数为"))
    return std::nullopt;
  return Reason::technical_term;
}

}  // namespace

Qualifier qualifier_of(const Text& text, std::size_t begin, std::size_t end, bool more) {
  static const Words before(
      Side::end,
      {{1,
        "超过 超出 超 高于 逾 突破 不少于 不低于 不得少于 不得低于 不应少于 不应低于 不能少于 "
        "不能低于 至少 不下 不下于 高达于 多达 大于"},
       {2,
        "约 大约 约为 约达 约占 不得超过 不应超过 近 将近 接近 不足 不到 不超过 低于 少于 控制在 "
        "不高于 不多于 大概 小于 "
        "没有超过 没有突破 未超过 未突破 不得高于"},
       {0,
        "最近 附近 制约 节约 签约 预约 条约 合约 履约 违约 经过 通过 不过 超过了 邻近 就近 远近 "
        "公约 相约 爽约 失约 商超 B超 反超 赶超 高超 靠近 亲近 临近"}});
  static const Words behind(Side::begin, {{1, "以上 之多 有余 及以上 出头"},
                                          {2, "左右 上下 以内 以下 之内 内外 上下浮动"}});
  // Scanner::ordinary asks only where these signs are.
  static const bool told =
      before.are_told_by(sign::qualifies) && behind.are_told_by(sign::qualifies_behind);
  CHECK(told);
  if (more) return Qualifier::at_least;
  if (const Words::Hit hit = behind.longest(text.all, end)) {
    return hit.kind == 1 ? Qualifier::at_least : Qualifier::about;
  }
  const std::size_t place = text.skip_blanks_before(begin);
  if (text.has_before(place, "上") && !text.has_before(place, "以上")) {
    const std::string_view numeral = text.character(begin);
    if (numeral == "万" || numeral == "千" || numeral == "百" || numeral == "亿")
      return Qualifier::at_least;
  }
  // 产值过千万元
  if (text.has_before(place, "过") &&
      (text.has(begin, "千万") || text.has(begin, "百万") || text.has(begin, "亿")))
    return Qualifier::at_least;
  const Words::Hit hit = before.longest(text.all, place);
  if (hit.kind == 1) return Qualifier::at_least;
  return hit.kind == 2 ? Qualifier::about : Qualifier::exact;
}

Qualifier qualifier_apart(const Text& text, std::size_t begin) {
  constexpr std::size_t far = 36;
  static const Words words(Side::begin, {{1, "不得低于 不低于 不少于 超过 超出 逾"},
                                         {2, "约占 不足 不到 不得超过 不超过 不及 近"},
                                         {0, "近年 近期 近日 近三 近两 近五 近代 不足之"}});
  if (!text.has_before(begin, "的")) return Qualifier::exact;
  for (std::size_t at = begin - 3; at > 0 && begin - at < far;) {
    at = text.previous(at);
    if (!text.is_han(at)) break;
    const Words::Hit hit = words.longest(text.all, at);
    if (hit && hit.kind != 0) return hit.kind == 1 ? Qualifier::at_least : Qualifier::about;
  }
  return Qualifier::exact;
}

std::optional<Reason> not_a_figure(const Text& text, const Candidate& candidate) {
  // 七十年代
  if (is(candidate.unit.unit.name, "年") && any_at(text, candidate.end, "代") &&
      !any_at(text, candidate.end, "代表", "代理", "代码"))
    return Reason::name;
  return candidate.numeral.chinese ? chinese_word(text, candidate) : arabic_word(text, candidate);
}

std::size_t heading_mark(const Text& text, std::size_t line, std::size_t at) {
  std::size_t begin = text.skip_blanks(line);
  while (text.byte(begin) == '#' || text.byte(begin) == '*' || text.byte(begin) == '>') ++begin;
  begin = text.skip_blanks(begin);
  const bool bracket = text.has(begin, "（") || text.has(begin, "(");
  if (bracket) begin = text.next(begin);
  const bool part = text.has(begin, "第");
  if (part) begin += 3;
  if (begin != at) return 0;
  std::size_t end = at;
  int count = 0;
  const Class kind = text.class_at(at);
  while (count < 4 && text.class_at(end) == kind) {
    end = text.next(end);
    ++count;
  }
  if (kind == Class::digit && count > 2) return 0;
  if (part) return any_at(text, end, "部分", "章", "篇", "节", "，", ",", "、") ? end : 0;
  if (text.has(end, "）") || text.has(end, ")")) return end;
  if (bracket) return 0;
  if (text.has(end, "、")) return end;
  if (text.byte(end) == '.' || text.has(end, "．")) {
    const std::size_t behind = end + (text.byte(end) == '.' ? 1 : 3);
    std::size_t month = behind;
    while (month < behind + 6 && text.is_digit(month)) month = text.next(month);
    if (month > behind && text.has(month, "月")) return end;  // 1．1月8日前
    return text.is_digit(behind) && !text.is_digit(text.next(behind)) &&
                   text.byte(behind + 1) == ' '
               ? end
           : text.is_digit(behind) ? 0
                                   : end;
  }
  return 0;
}

std::size_t enumeration_mark(const Text& text, std::size_t at) {
  // Most numerals of one character have neither 是, 要 or 则 behind them nor anything before.
  if ((text.signs_before(at) & sign::bracket_or_nth) == 0) {
    const std::size_t next = at + 3;
    if ((text.signs_at(next) & sign::numeral_goes_on) == 0 && text.class_at(next) != Class::numeral)
      return 0;
  }
  const Class kind = text.class_at(at);
  std::size_t end = at;
  int count = 0;
  while (count < 3 && text.class_at(end) == kind) {
    end = text.next(end);
    ++count;
  }
  const bool bracket = text.has_before(at, "（") || text.has_before(at, "(");
  if (bracket && (text.has(end, "）") || text.has(end, ")")) && count <= 2) return end;
  const bool third = text.has_before(at, "第");
  const bool tells = third || (kind == Class::numeral &&
                               (text.has(end, "是") || text.has(end, "要") || text.has(end, "则")));
  if (!tells) return 0;
  const std::size_t before = third ? at - 3 : at;
  const std::size_t place = text.skip_blanks_before(before);
  const bool begins = place == 0 || text.class_at(text.previous(place)) == Class::stop ||
                      text.class_at(text.previous(place)) == Class::line ||
                      text.has_before(place, "—") || text.has_before(place, "）") ||
                      text.has_before(place, ")");
  if (!begins) return 0;
  if (third) return any_at(text, end, "，", ",", "、", "：") ? end : 0;
  if (kind == Class::numeral && (text.has(end, "是") || text.has(end, "要") || text.has(end, "则")))
    return end;
  return 0;
}

}  // namespace youju::reading
