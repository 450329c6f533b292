#include <youju/reading/relation_claim.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_rounded.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <numeric>

namespace youju::reading {

namespace {

// What the keys of two plain figures tell: whether they are of one unit, or of none that can be
// added; nothing of units with a bracket, long ones and where one has no unit.
std::optional<bool> adds_by_key(UnitKey part, UnitKey whole) {
  if (!part.is(UnitKey::is_plain) || !whole.is(UnitKey::is_plain)) return false;
  if (part.is(UnitKey::is_long) || whole.is(UnitKey::is_long)) return std::nullopt;
  if (part.bits == whole.bits) return true;
  if ((part.groups() & whole.groups()) != 0) return true;
  const bool odd = whole.is(UnitKey::has_bracket) || part.is_empty() ||
                   (part.groups() != 0 && whole.groups() != 0);
  return odd ? std::nullopt : std::optional(false);
}

}  // namespace

bool adds_to(const Line& line, std::size_t part, std::size_t whole) {
  if (!line.units.empty())
    if (const std::optional<bool> adds =
            adds_by_key(line.units[line.all[part]], line.units[line.all[whole]]))
      return *adds;
  const Figure& a = line.at(part);
  const Figure& b = line.at(whole);
  if (is_plain(a) && is_plain(b) && like_unit(a, b)) return true;
  // 3,260册（盘）: 1,840册 and 1,420盘.
  if (is_plain(a) && is_plain(b) && !a.unit.empty() && says(b.unit.name, {"（", "("}) &&
      says(b.unit.name, {a.unit.name}))
    return true;
  return is_plain(a) && is_plain(b) && a.unit.empty() && !printed_unit(line.text, a).is_zero();
}

bool is_lost(const Line& line, std::size_t part, std::size_t whole) {
  const Figure &a = line.at(part), &b = line.at(whole);
  return a.value.form == Value::Form::none &&
         (like_unit(a, b) ||
          (!a.unit.empty() && says(b.unit.name, {"（", "("}) && says(b.unit.name, {a.unit.name})));
}

bool lacks_like(const Line& line, std::size_t first, std::size_t end, std::size_t like) {
  for (std::size_t i = first; i < end && i < line.size(); ++i)
    if (is_lost(line, i, like)) return true;
  return false;
}

void add_to(const Line& line, Sum& sum, std::size_t i) {
  const Result<Decimal> next = add(sum.value, line.value(i));
  const Result<Decimal> slack = add(sum.slack, printed_unit(line.text, line.at(i)));
  sum.of_yi += line.at(i).unit.scale.empty() ? 0 : 1;
  ++sum.terms;
  if (printed_unit(line.text, line.at(i)).is_zero())
    sum.finest = std::max<int>(sum.finest, line.at(i).value.low.scale);
  sum.known = sum.known && next && slack;
  if (!sum.known) return;
  sum.value = *next;
  sum.slack = *slack;
}

Sum sum_of(const Line& line, std::span<const std::size_t> parts) {
  Sum sum;
  for (const std::size_t i : parts) add_to(line, sum, i);
  return sum;
}

bool makes(const Line& line, const Sum& sum, std::size_t whole) {
  if (!sum.known) return false;
  const Result<Decimal> difference = subtract(line.value(whole), sum.value);
  const Result<Decimal> slack = add(sum.slack, printed_unit(line.text, line.at(whole)));
  if (!difference || !slack) return false;
  // 1.2亿元 of 8000万元 and 4050万元: what is told in 亿元 is rounded beside what is not.
  const bool in_yi = !line.at(whole).unit.scale.empty();
  const bool mixed = sum.of_yi != (in_yi ? sum.terms : 0);
  if (mixed && in_yi) {
    const Result<Decimal> coarse = Decimal(1).shifted(8 - line.at(whole).value.low.scale);
    return coarse && difference->abs() <= *coarse;
  }
  // 820吨 of 700吨 and 120.4吨: what is told in whole ones leaves out less than one.
  if (sum.finest > line.at(whole).value.low.scale && line.at(whole).unit.scale.empty() &&
      sum.of_yi == 0 && printed_unit(line.text, line.at(whole)).is_zero()) {
    const Result<Decimal> one = Decimal(1).shifted(-line.at(whole).value.low.scale);
    if (one && difference->abs() < *one) return true;
  }
  // Each of them is rounded by half of its last place at most.
  const Result<Decimal> twice = multiply(difference->abs(), Decimal(2));
  return twice && *twice <= *slack;
}

void put_sum(const Line& line, std::size_t whole, std::span<const std::size_t> parts,
             Verdict verdict) {
  std::vector<std::uint32_t> figures{line.all[whole]};
  for (const std::size_t i : parts) figures.push_back(line.all[i]);
  Finding finding;
  finding.kind = RelationKind::sum;
  finding.verdict = verdict;
  finding.why = verdict == Verdict::holds  ? "reading.sum_holds"
                : verdict == Verdict::lost ? "reading.part_is_missing"
                                           : "reading.sum_differs";
  if (verdict != Verdict::lost) finding.expected = line.told(whole, sum_of(line, parts).value);
  finding.found = line.at(whole).value.to_string();
  put(line.reading, finding, std::move(figures));
}

void put_sum(const Text& text, Reading& reading, std::uint32_t whole,
             std::span<const std::uint32_t> parts, Verdict verdict) {
  std::vector<std::uint32_t> figures{whole};
  figures.insert(figures.end(), parts.begin(), parts.end());
  const std::vector<Said> said(figures.size());
  Parts places(parts.size());
  std::iota(places.begin(), places.end(), 1);
  put_sum(Line{text, reading, figures, 0, said}, 0, places, verdict);
}

std::int64_t telling_digits(const Figure& figure) {
  std::int64_t digits = figure.value.low.coefficient;
  while (digits != 0 && digits % 10 == 0) digits /= 10;
  return digits;
}

namespace {

// 金牌枚、银牌58枚: a part whose number fell out, of which the unit is left.
bool drops_number(const Line& line, std::span<const std::size_t> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t i) {
    const std::string_view unit = line.at(i).unit.name, words = line.words(i);
    const std::size_t at = unit.empty() ? std::string_view::npos : words.find(unit);
    return at != std::string_view::npos && at > 0 && begins(words.substr(at + unit.size()), {"、"});
  });
}

// 地表水24.09亿m³，地下水8.32亿m³，重复计算5.82亿m³: what two parts have in common is said.
bool counts_twice(const Line& line, std::span<const std::size_t> parts) {
  const auto is_common = [&](std::size_t i) {
    return says(line.words(i), {"重复"}) || says(line.at(i).subject, {"重复"});
  };
  const std::size_t next = parts.back() + 1;
  return std::any_of(parts.begin(), parts.end(), is_common) ||
         (next < line.size() && is_common(next));
}

}  // namespace

void tell_sum(const Line& line, std::size_t whole, std::span<const std::size_t> parts,
              Verdict verdict) {
  const std::size_t first = std::min(whole, parts.front());
  // 235.28亿元，分产业看，29.08亿元、113.74亿元、92.47亿元: each is rounded.
  if (verdict == Verdict::fails && may_be_rounded(line, whole, parts)) verdict = Verdict::holds;
  if (verdict == Verdict::fails &&
      (lacks_like(line, first > 0 ? first - 1 : 0, std::max(whole, parts.back()) + 2, whole) ||
       drops_number(line, parts) || counts_twice(line, parts) ||
       // 社会救助62036万元：城市7912万元；…: its own parts, and others of the whole behind them.
       line.text.has(line.at(parts.back()).end_byte, "：")))
    return;
  put_sum(line, whole, parts, verdict);
}

bool has_share_beside(const Line& line, std::size_t i) {
  return i + 1 < line.size() && is_percent(line.at(i + 1)) &&
         begins(line.words(i + 1), {"，占", "（占"});
}

bool is_change(const Line& line, std::size_t i) {
  const Figure& figure = line.at(i);
  if (ends(line.words(i), {"的"}) && says(line.words(i), {"较", "比"})) return true;
  return figure.measure == Measure::growth || figure.measure == Measure::share ||
         says(line.words(i), {"净增", "比上年", "同比", "较上年", "比去年", "上年同期", "去年同期",
                              "，上年", "，去年", "（上年", "（去年"});
}

std::string_view label(std::string_view words) {
  static const Words heads(Words::Side::begin, {{0, "， 、 ； ： 和 其中 （ 及"}});
  static const Words tails(Words::Side::end, {{0, "为 达 有 共 是 约 各"}});
  // 271.9万人享受低保，其中，城镇
  if (const std::size_t among = words.rfind("其中");
      among != std::string_view::npos && !begins(words, {"）", "，", "。", "；"}))
    words = words.substr(among);
  // 分产业看，第一产业
  if (const std::size_t seen = words.find("看，"); seen != std::string_view::npos)
    words = words.substr(seen + 6);
  while (!words.empty()) {
    const std::size_t head = words[0] == ',' || words[0] == ':' ? 1 : heads.longest(words, 0).bytes;
    words.remove_prefix(head);
    const std::size_t tail = tails.longest(words, words.size()).bytes;
    words.remove_suffix(tail);
    if (head + tail == 0) break;
  }
  return words;
}

bool complement(std::string_view a, std::string_view b) {
  using Begin = Edge<Words::Side::begin>;
  static constexpr Begin pairs[][2] = {
      {"男", "女"},     {"城", "农"},         {"城", "乡"},         {"税", "利"},
      {"公办", "民办"}, {"线上", "线下"},     {"国内", "国外"},     {"境内", "境外"},
      {"省内", "省外"}, {"市内", "市外"},     {"室内", "室外"},     {"校内", "校外"},
      {"本地", "外"},   {"新建", "续建"},     {"理", "文"},         {"公有", "非公"},
      {"国有", "民"},   {"专职", "兼职"},     {"有偿", "无偿"},     {"门诊", "急诊"},
      {"在编", "编外"}, {"单位", "个人"},     {"在职", "退"},       {"已", "未"},
      {"合格", "不合"}, {"成人", "少儿"},     {"中文", "外文"},     {"本地", "境外"},
      {"本市", "外市"}, {"本县", "外县"},     {"户籍", "外来"},     {"户籍", "流动"},
      {"财政", "自筹"}, {"上级", "自筹"},     {"教职", "学生"},     {"一期", "二期"},
      {"纵向", "横向"}, {"职工", "居民"},     {"职工", "城乡居民"}, {"现金", "物资"},
      {"现金", "实物"}, {"本科", "专科"},     {"出口", "进口"},     {"企业", "个人"},
      {"中央", "地方"}, {"住院", "门诊"},     {"国产", "进口"},     {"新书", "重版"},
      {"新书", "再版"}, {"初版", "再版"},     {"成人", "儿童"},     {"有线", "无线"},
      {"早稻", "晚稻"}, {"夏", "秋"},         {"工业", "生活"},     {"货运", "客运"},
      {"进港", "出港"}, {"本省", "省外"},     {"全额", "差额"},     {"长期", "短期"},
      {"春", "秋"},     {"上半年", "下半年"}, {"在职", "离"},       {"立行", "限期"},
      {"当场", "限期"}, {"过夜", "一日"},     {"常驻", "轮驻"},     {"人工", "封山"},
      {"集中", "分散"}, {"固定", "流动"},     {"应届", "往届"},     {"国税", "地税"},
      {"全职", "兼职"}, {"货币", "产权"}};
  // 国有 and 非国有, 达标 and 未达标, 审结 and 未结, 有效 and 无效.
  const auto denies = [](std::string_view one, std::string_view other) {
    constexpr std::size_t character = 3, two = 6;
    if (!begins(one, {"非", "未", "不", "无"}) || one.size() <= character) return false;
    const std::string_view denied = one.substr(character);
    if (one.starts_with("无") && other.starts_with("有"))
      return other.substr(character).starts_with(denied.substr(0, character));
    return other.starts_with(denied.substr(0, two)) ||
           (one.starts_with("未") && denied.size() == character && other.ends_with(denied));
  };
  if (denies(a, b) || denies(b, a)) return true;
  const std::uint64_t first = Begin::at(a), second = Begin::at(b);
  return std::any_of(std::begin(pairs), std::end(pairs), [&](const auto& pair) {
    return (pair[0].stands(a, first) && pair[1].stands(b, second)) ||
           (pair[0].stands(b, second) && pair[1].stands(a, first));
  });
}

bool is_compound(std::string_view whole, std::string_view a, std::string_view b) {
  constexpr std::size_t character = 3;
  if (a.size() < character || b.size() < character || a.substr(character) != b.substr(character))
    return false;
  const std::string_view x = a.substr(0, character), y = b.substr(0, character);
  const auto joined = [&](std::string_view first, std::string_view second) {
    const std::size_t at = whole.rfind(first);
    return at != std::string_view::npos && whole.substr(at + character).starts_with(second);
  };
  return x != y && (joined(x, y) || joined(y, x));
}

bool names_both(std::string_view whole, std::string_view a, std::string_view b) {
  constexpr std::size_t character = 3;
  std::size_t tail = 0;
  while (tail + character < a.size() && tail + character < b.size() &&
         a.substr(a.size() - tail - character) == b.substr(b.size() - tail - character))
    tail += character;
  if (tail == 0) return false;
  const std::string_view x = a.substr(0, a.size() - tail), y = b.substr(0, b.size() - tail);
  const auto listed = [&](std::string_view first, std::string_view second) {
    const std::size_t at = whole.find(first);
    if (at == std::string_view::npos) return false;
    const std::string_view behind = whole.substr(at + first.size());
    return begins(behind, {"、", "和", "与", "及"}) && behind.substr(character).starts_with(second);
  };
  return x != y && (listed(x, y) || listed(y, x));
}

bool is_parallel(std::string_view a, std::string_view b) {
  constexpr std::size_t character = 3, shortest = 6;
  return a.size() == b.size() && a.size() >= shortest && a != b &&
         a.substr(a.size() - character) == b.substr(b.size() - character) && !says(a, {"，"});
}

bool kindred(const Line& line, const Parts& parts) {
  constexpr std::size_t character = 3;
  const std::string_view one = label(line.words(parts.front()));
  if (one.size() < character) return false;
  const auto all = [&](auto same) {
    return std::all_of(parts.begin() + 1, parts.end(), [&](std::size_t i) {
      const std::string_view other = label(line.words(i));
      return other.size() >= character && same(other);
    });
  };
  const std::string_view tail = one.substr(one.size() - character);
  const std::string_view head = one.substr(0, character);
  return all([&](std::string_view other) { return other.ends_with(tail); }) ||
         all([&](std::string_view other) { return other.starts_with(head); });
}

namespace {

// 申请量 of ；申请量中发明, 销售 of 销售结构中，居民; empty where 中 parts nothing.
std::string_view parted_name(std::string_view words) {
  constexpr std::size_t character = 3, two = 6, longest = 30;
  const std::size_t among = words.find("中");
  if (among == std::string_view::npos || among < two) return {};
  std::string_view name = without_marks(words.substr(0, among));
  static const Words tails(Words::Side::end, {{0, "结构 构成 总量 总数 总额 总体 里 当 之"}});
  name.remove_suffix(tails.longest(name, name.size()).bytes);
  if (name.size() < two || name.size() > longest ||
      ends(name, {"活动", "工作", "过程", "会议", "期间", "比赛"}))
    return {};
  // 初中, 集中, 工作中 are no parting: 中 begins no word and the name is a thing that was counted.
  static const Words within(Words::Side::begin,
                            {{0,
                              "中心 中学 中小 中级 中专 中央 中共 中国 中青 中层 中标 中医 中药 "
                              "中型 中等 中期 中旬 中间"},
                             {1, "中国家级 中国家重点 中国家高新"}});
  if (within.longest(words, among).kind == 0 && within.has(words, among)) return {};
  return name.ends_with("量") && name.size() > two ? name.substr(0, name.size() - character) : name;
}

}  // namespace

// 社区 of 社区党组织中, 道路 of 道路项目中.
namespace {
bool is_label_of(std::string_view label, std::string_view name) {
  constexpr std::size_t two = 6;
  static const Words things(Words::Side::end,
                            {{0, "项目 组织 党组织 企业 机构 单位 案件 人员 事件"}});
  const Words::Hit thing = things.longest(name, name.size());
  return label.size() >= two && thing && name.size() == label.size() + thing.bytes &&
         name.starts_with(label);
}
}  // namespace

std::optional<std::size_t> named_among(const Line& line, std::size_t part) {
  const std::string_view name = parted_name(line.words(part));
  if (name.empty()) return std::nullopt;
  const bool answer =
      name == "受访者" || name == "被调查者" || name == "调查对象" || name == "被访者";
  for (std::size_t i = part; i-- > 0;)
    if (adds_to(line, part, i) && line.at(i).measure != Measure::growth &&
        line.value(part) <= line.value(i) &&
        (says(line.words(i), {name}) || (answer && is_answered(line.at(i))) ||
         is_label_of(label(line.words(i)), name)))
      return i;
  return std::nullopt;
}

bool is_parted_by_name(std::string_view words) { return !parted_name(words).empty(); }

std::string_view behind_parted(std::string_view words) {
  constexpr std::string_view among = "中";
  return is_parted_by_name(words) ? words.substr(words.find(among) + among.size()) : words;
}

bool says_by_what(std::string_view words) {
  constexpr std::size_t noun_bytes = 24;
  const std::size_t by = find_word(words, "按");
  if (by != std::string_view::npos) {
    const std::size_t parted =
        std::min({words.find("分，", by), words.find("分：", by), words.find("统计，", by),
                  words.find("划分，", by), words.find("看，", by)});
    return parted != std::string_view::npos && parted - by <= noun_bytes;
  }
  // 分产业看，第一产业; 从收入来源看，
  if (const std::size_t seen = words.find("看，");
      seen <= noun_bytes + 3 && begins(words, {"分", "，分", "；分", "从", "，从"}))
    return true;
  if (!begins(words, {"，分", "；分"}) || begins(words, {"，分别", "；分别"})) return false;
  const std::size_t are = words.find("为");
  return are <= noun_bytes;
}

bool is_rest(std::string_view words) {
  return says(words, {"其他", "其余", "其它", "剩余", "余下", "剩下"});
}

bool is_beside(std::string_view words) {
  return begins(words, {"、", "和", "及", "）、", ")、", "以及", "与"});
}

bool side_by_side(const Line& line, const Parts& parts) {
  return std::all_of(parts.begin() + 1, parts.end(),
                     [&](std::size_t i) { return is_beside(line.words(i)); });
}

// 一年级, 二年级, 三年级: counted off from the first.
bool are_counted_off(const Line& line, const Parts& parts) {
  static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六"};
  if (parts.size() < 3 || parts.size() > std::size(numerals)) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string_view words = label(line.words(parts[i]));
    if (words.starts_with("第")) words.remove_prefix(3);
    if (!words.starts_with(numerals[i]) || words.size() < 6) return false;
  }
  return true;
}

namespace {

// 市级以上88家: parts that go down to 市级 are all of them.
bool is_full_ladder(const Line& line, const Parts& parts, std::size_t whole) {
  const std::string_view last = label(line.words(parts.back()));
  const std::size_t rank = last.find("级");
  return rank != std::string_view::npos && parts.size() > 1 &&
         line.words(whole).find(std::string(last.substr(0, rank)) + "级以上") !=
             std::string_view::npos;
}

// Prizes and levels go on below those that are told, though not those that pay.
bool has_ranks(const Line& line, const Parts& parts) {
  if (says(line.at(parts.front()).unit.name, {"元"})) return false;
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t i) {
    const Said& words = line.words(i);
    return says(words, {"奖"}) || (says(words, {"级"}) && !says(words, {"年级", "班级"}));
  });
}

// 副高2人、讲师5人: grades of a post, below which there may be others.
bool has_grades(const Line& line, const Parts& parts) {
  const auto is_graded = [&](std::size_t i) {
    return ends(label(line.words(i)), {"正高", "副高", "高级", "中级", "教授", "讲师", "研究员",
                                       "技师", "高级工", "中级工", "主任医师", "主治医师"});
  };
  return std::all_of(parts.begin(), parts.end(), is_graded);
}

bool are_people(const Line& line, const Parts& parts) {
  const std::string_view unit = line.at(parts.front()).unit.name;
  return unit == "人" || unit == "名" || unit == "位" || unit == "户";
}

bool are_visits(const Line& line, const Parts& parts) {
  return line.at(parts.front()).unit.name.starts_with("人");
}

// Of people some may be counted twice.
bool may_overlap(const Line& line, const Parts& parts) {
  return are_people(line, parts) || has_ranks(line, parts);
}

// 女12人, 党员18人, 本科以上15人: marks that one may have together.
bool are_marks(const Line& line, const Parts& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t i) {
    return says(line.words(i),
                {"女",   "党员", "团员", "以上", "以下", "学历",   "职称", "民族", "本科",
                 "硕士", "博士", "中级", "高级", "退役", "寄宿",   "留守", "残",   "困难",
                 "骨干", "贫困", "常住", "户籍", "流动", "劳动力", "外出"});
  });
}

// 刑拘816人、逮捕473人、移送起诉928人: stages through which one case or person may go.
bool are_stages(const Line& line, const Parts& parts) {
  static const Words stages(
      Words::Side::end,
      {{0,
        "受理 立案 破案 侦破 破获 告破 刑拘 刑事拘留 拘留 逮捕 批捕 起诉 提起公诉 "
        "移送起诉 判决 审结 结案 执结 办结 宣判 移送"}});
  return std::count_if(parts.begin(), parts.end(), [&](std::size_t i) {
           const std::string_view name = label(line.words(i));
           return stages.longest(name, name.size()).bytes != 0;
         }) > 1;
}

}  // namespace

bool is_pair(const Line& line, const Parts& parts, std::string_view whole) {
  if (parts.size() != 2) return false;
  const std::string_view a = label(line.words(parts[0])), b = label(line.words(parts[1]));
  return complement(a, b) || is_compound(whole, a, b) || names_both(whole, a, b) ||
         (is_parallel(a, b) && !may_overlap(line, parts) && !says(line.words(parts[0]), {"其中"}) &&
          whole.ends_with(a.substr(a.size() - 3)));
}

bool names_how_many(const Line& line, const Parts& parts, std::string_view whole) {
  static constexpr std::string_view numerals[] = {"两", "三", "四", "五", "六"};
  constexpr std::size_t character = 3;
  if (parts.size() < 2 || parts.size() > std::size(numerals) + 1) return false;
  const std::string_view one = label(line.words(parts.front()));
  if (one.size() < 2 * character) return false;
  const std::string_view kind = one.substr(one.size() - character);
  const std::size_t at = whole.find(numerals[parts.size() - 2]);
  return at != std::string_view::npos && whole.substr(at + character).starts_with(kind) &&
         std::all_of(parts.begin(), parts.end(),
                     [&](std::size_t i) { return label(line.words(i)).ends_with(kind); });
}

bool within(const Decimal& lack, const Decimal& all, int percent) {
  const Result<Decimal> some = multiply(lack.abs(), Decimal(100));
  const Result<Decimal> most = multiply(all, Decimal(percent));
  return some && most && *some <= *most;
}

namespace {

// 中央500万元、省级180万元、市县80万元: who pays, from the highest down.
bool are_payers(const Line& line, const Parts& parts) {
  if (parts.size() < 3 || !says(line.at(parts.front()).unit.name, {"元"})) return false;
  const auto pays = [&](std::size_t i) {
    return begins(label(line.words(i)),
                  {"中央", "国家", "省",   "市",   "县",   "区",   "乡",   "镇",   "村",   "财政",
                   "上级", "地方", "自筹", "社会", "群众", "企业", "银行", "本级", "争取", "其他"});
  };
  return std::all_of(parts.begin(), parts.end(), pays);
}

// How much of a whole may lack before its parts are taken for some of many, in percent. What an
// author leaves out behind 其中 is mostly more than a third, or people who have another mark.
int lack_max(const Line& line, const Parts& parts, std::size_t whole, Telling telling) {
  constexpr int third = 34, none = 0;
  const Said& all = line.words(whole);
  const bool beside = side_by_side(line, parts);
  if (is_rest(line.words(parts.back())) || is_pair(line, parts, all)) return third;
  if (parts.size() == 2 && has_grades(line, parts)) return none;
  if (telling == Telling::all && (beside || parts.size() > 2 || !are_marks(line, parts)))
    return third;
  if (is_full_ladder(line, parts, whole) || are_counted_off(line, parts) || are_payers(line, parts))
    return third;
  // Behind 其中 some are left out: 医院72个、卫生院96个 of 1836 institutions. But who tells the
  // small ones one by one leaves out none that are fewer.
  if (parts.size() < 3 || !beside || has_ranks(line, parts) ||
      (are_people(line, parts) && are_marks(line, parts)))
    return none;
  const Result<Decimal> lack = subtract(line.value(whole), sum_of(line, parts).value);
  return lack && std::all_of(parts.begin(), parts.end(),
                             [&](std::size_t i) {
                               const Result<Decimal> twice = multiply(*lack, Decimal(2));
                               return twice && *twice <= line.value(i);
                             })
             ? third
             : none;
}

// 博士9人、硕士38人、本科35人: marks of one kind, of which everybody has one.
bool are_of_one_scale(const Line& line, const Parts& parts) {
  static constexpr std::string_view scales[][9] = {
      {"博士", "硕士", "研究生", "本科", "大专", "专科", "中专", "高中", "初中"},
      {"正高", "副高", "中级", "初级", "高级", "员级", "正高", "副高", "中级"},
  };
  return std::any_of(std::begin(scales), std::end(scales), [&](const auto& scale) {
    return std::all_of(parts.begin(), parts.end(), [&](std::size_t i) {
      const std::string_view words = line.words(i);
      return !says(words, {"以上", "以下", "及"}) &&
             std::any_of(std::begin(scale), std::end(scale),
                         [&](std::string_view step) { return says(words, {step}); });
    });
  });
}

// 平均工资3.28万元，其中国有单位3.51万元: a mean is no sum of what it is for each kind.
bool is_mean(const Line& line, std::size_t whole) {
  return says(line.words(whole),
              {"折合", "平均", "人均", "户均", "亩均", "均价", "单价", "日均", "月均"});
}

// 90分以上的9家，80分以上的21家: whoever is in the one is in the other.
bool are_nested(const Line& line, const Parts& parts) {
  const auto above = std::count_if(parts.begin(), parts.end(),
                                   [&](std::size_t i) { return says(line.words(i), {"以上的"}); });
  if (above > 1) return true;
  // 三、四级手术11264台次，四级手术4135台次
  constexpr std::size_t three = 9;
  for (const std::size_t i : parts) {
    const std::string_view one = label(line.words(i));
    if (one.size() >= three && std::any_of(parts.begin(), parts.end(), [&](std::size_t k) {
          return k != i && without_marks(line.words(k)).ends_with(one);
        }))
      return true;
  }
  return false;
}

// 集装箱212.6万标箱，增长8.7%，其中重箱139.2万标箱、内支线57.4万标箱、外贸航线48.9万标箱: some are
// called as the whole is behind one character that says in what state, and two and more others are
// of one other noun, as of another way to part it. Right behind their whole they are all of one.
bool are_of_two_ways(const Line& line, const Parts& parts, std::size_t whole) {
  constexpr std::size_t character = 3, two = 6;
  const std::string_view unit = line.at(whole).unit.name;
  // 车 of 车辆 counted by 辆.
  const std::string_view subject = line.at(whole).subject;
  const std::string_view thing =
      subject.ends_with(unit) ? subject.substr(0, subject.size() - unit.size()) : subject;
  if (whole + 1 == parts.front()) return false;
  std::string_view other;
  std::size_t own = 0, others = 0;
  for (const std::size_t i : parts) {
    const std::string_view name = label(line.words(i));
    if (name.size() < two) return false;
    const std::string_view tail = name.substr(name.size() - character);
    if (name.size() == two && (thing.ends_with(tail) || unit.ends_with(tail))) {
      ++own;
      continue;
    }
    if (name.size() == two || (others++ > 0 && tail != other)) return false;
    other = tail;
  }
  return own > 0 && others > 1;
}

// 国有控股企业11913亿元，股份制企业27801亿元: who holds it, and how it is set up.
bool are_of_two_owners(const Line& line, const Parts& parts) {
  const auto any = [&](std::string_view word) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::size_t i) { return says(line.words(i), {word}); });
  };
  return any("国有") && any("股份");
}

// 退还用户21.5万元，上缴财政46.8万元: what was done with the one was not done with the other. And
// of people those that are called by what they are, 教师 and 研究生, but not two kinds of one noun.
bool are_apart(const Line& line, const Parts& parts, std::size_t whole) {
  constexpr std::size_t two = 6, character = 3;
  const Figure &a = line.at(parts[0]), &b = line.at(parts[1]);
  const std::string_view one = label(line.words(parts[0])), other = label(line.words(parts[1]));
  if (a.action.size() >= two && b.action.size() >= two && a.action != b.action &&
      one.starts_with(a.action) && other.starts_with(b.action))
    return true;
  // Others that may have two marks: the young, those from the country, those sent.
  static constexpr std::string_view marks[] = {"青",   "少年", "儿童", "老",  "农",
                                               "外籍", "低保", "专",   "代表"};
  return are_people(line, parts) && one.size() >= two && other.size() >= two &&
         !are_marks(line, parts) &&
         !(one.substr(one.size() - character) == other.substr(other.size() - character) &&
           says(line.words(whole), {one.substr(one.size() - character)})) &&
         std::none_of(std::begin(marks), std::end(marks), [&](std::string_view mark) {
           return says(one, {mark}) || says(other, {mark});
         });
}

}  // namespace

bool has_bare_number(const Line& line, const Parts& parts) {
  return std::any_of(parts.begin() + 1, parts.end(), [&](std::size_t i) {
    const std::string_view words = line.words(i);
    for (std::size_t at = words.find_first_of("0123456789"); at < words.size();
         at = words.find_first_of("0123456789", at)) {
      const std::size_t begin = at;
      at = std::min(words.find_first_not_of("0123456789.", at), words.size());
      if (begin > 0 && static_cast<std::uint8_t>(words[begin - 1]) >= 0x80 &&
          begins(words.substr(at), {"，", "、"}))
        return true;
    }
    return false;
  });
}

// Whether parts that do not make their whole must have been meant to. Side by side with 、 or alike
// in name they are of one kind: too much is wrong, and so is what lacks a little. Parted by commas
// they may overlap (其中党员…，女职工…); then only what lies close to the whole is a slip. Far more
// than the whole is another thing.
bool is_a_slip(const Line& line, const Parts& parts, std::size_t whole, Telling telling) {
  if (has_bare_number(line, parts)) return false;
  // 5家企业申报…；申报奖项5项。其中，6家企业…: one of two that is more than what stands farther
  // before is of something else.
  if (parts.size() == 2 && whole + 1 != parts.front() &&
      line.at(whole).sentence != line.at(parts.front()).sentence &&
      std::any_of(parts.begin(), parts.end(),
                  [&](std::size_t i) { return line.value(i) > line.value(whole); }))
    return false;
  // What stands side by side right behind it is of it, though it be far more.
  const bool at_once = parts.size() > 2 && whole + 1 == parts.front() && side_by_side(line, parts);
  const int too_far = at_once ? 160 : 110;
  const Sum sum = sum_of(line, parts);
  if (!sum.known) return false;
  const Decimal all = line.value(whole);
  const Result<Decimal> lack = subtract(all, sum.value);
  if (!lack || is_mean(line, whole) || are_nested(line, parts)) return false;
  if (is_rest(line.words(parts.back())))
    return !lack->is_negative() || within(*lack, line.value(whole), too_far);
  // 527份，其中对工作满意526件，对结果满意519件: each is nearly all of it.
  if (lack->is_negative() && parts.size() == 2 && !is_pair(line, parts, line.words(whole)) &&
      std::all_of(parts.begin(), parts.end(), [&](std::size_t i) {
        const Result<Decimal> left = subtract(line.value(whole), line.value(i));
        return left && !left->is_negative() && within(*left, line.value(whole), 25);
      }))
    return false;
  const bool people = are_people(line, parts) || are_visits(line, parts);
  const bool marks = people && are_marks(line, parts) && !are_of_one_scale(line, parts);
  // 教师中，高级职称48人，一级教师76人，研究生学历14人: some of other marks than the rest.
  if (!lack->is_negative())
    return !line.text.has(line.at(parts.back()).end_byte, "等") &&
           !(marks && !side_by_side(line, parts)) &&
           within(*lack, all, lack_max(line, parts, whole, telling));
  if (are_stages(line, parts) || are_of_two_ways(line, parts, whole) ||
      are_of_two_owners(line, parts))
    return false;
  // Parts are not more than their whole, unless some count twice: people with marks, and two that
  // are told one after the other, 涉农贷款 and 小微贷款.
  const bool pair = is_pair(line, parts, line.words(whole));
  const bool money = says(line.at(whole).unit.name, {"元"});
  const bool loose =
      parts.size() == 2 && (money || are_people(line, parts) || are_visits(line, parts)) &&
      telling != Telling::all && !side_by_side(line, parts) && !are_apart(line, parts, whole);
  if (pair || !(loose || marks)) return within(*lack, all, too_far);
  const bool direct = whole + 1 == parts.front();
  const bool exceeds =
      std::any_of(parts.begin(), parts.end(), [&](std::size_t i) { return line.value(i) > all; });
  return direct && exceeds && within(*lack, all, too_far);
}

}  // namespace youju::reading
