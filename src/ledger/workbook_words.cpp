#include <youju/base/calendar.h>
#include <youju/base/text.h>
#include <youju/ledger/workbook_words.h>

#include <algorithm>
#include <array>

namespace youju::ledger::words {

namespace {

using Words = std::vector<std::string_view>;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

template <typename List>
bool is_one_of(std::string_view text, const List& list) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (std::size_t byte = 0; byte < text.size();) {
    const char32_t c = text::next(text, byte);
    if (c != ' ' && c != U'\u3000' && c != '\t' && c != '\r' && c != '\n' && c != U'\u00A0') {
      text::append(out, c);
    }
  }
  return out;
}

struct Scale {
  std::string_view word;
  int power;
};
// The longest first: 百万 is no 百.
constexpr std::array<Scale, 7> scales = {
    {{"百万", 6}, {"千万", 7}, {"十万", 5}, {"万", 4}, {"亿", 8}, {"千", 3}, {"百", 2}}};
constexpr std::string_view bases[] = {
    "人次", "人",   "元",     "人民币", "场次", "场",   "次",   "个",   "家",   "项",   "件",
    "份",   "册",   "本",     "篇",     "块",   "期",   "条",   "张",   "幅",   "台",   "套",
    "辆",   "座",   "处",     "所",     "户",   "名",   "位",   "天",   "小时", "分钟", "公里",
    "千米", "米",   "平方米", "亩",     "公顷", "吨",   "千克", "公斤", "株",   "头",   "只",
    "支",   "队",   "批",     "批次",   "课时", "学时", "期次", "版",   "部",   "集",   "种",
    "届",   "人天", "点击",   "阅读量", "人年", "页",   "%"};

std::string_view stripped(std::string_view text, std::string_view from, std::string_view to) {
  if (text.starts_with(from)) text.remove_prefix(from.size());
  if (ends_with(text, to)) text.remove_suffix(to.size());
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Total total_of(std::string_view label) {
  static constexpr std::string_view grand[] = {"合计",     "总计",   "共计", "总数", "累计",
                                               "全部合计", "总合计", "计",   "total"};
  static constexpr std::string_view part[] = {"小计", "分计", "subtotal", "本页小计"};
  const std::string word = text::folded(label);
  if (is_one_of(word, grand)) return Total::grand;
  if (is_one_of(word, part) || ends_with(word, "小计")) return Total::part;
  constexpr std::size_t label_bytes_max = 60;
  if (word.size() > label_bytes_max) return Total::none;
  const auto whole = {"全县", "全市", "全区", "全省", "全镇", "全国", "全年", "本表"};
  const bool of_all = std::any_of(whole.begin(), whole.end(),
                                  [&](std::string_view one) { return word.starts_with(one); });
  if (ends_with(word, "合计") || ends_with(word, "总计") || ends_with(word, "共计")) {
    return of_all ? Total::grand : Total::part;
  }
  // 合计（万元）, 合计12场: what follows is no name.
  for (const std::string_view head : {"合计", "总计", "小计"}) {
    if (!word.starts_with(head)) continue;
    const std::string_view rest = std::string_view(word).substr(head.size());
    if (!is_digit(rest.front()) && !measure_of(rest)) continue;
    return head == "小计" ? Total::part : Total::grand;
  }
  return Total::none;
}

bool is_part(std::string_view label, std::string_view* rest) {
  std::string_view word = text::trimmed(label);
  for (const std::string_view mark : {"其中", "#", "＃", "of which"}) {
    if (!word.starts_with(mark)) continue;
    word.remove_prefix(mark.size());
    for (const std::string_view colon : {"：", ":", "，", ","}) {
      if (word.starts_with(colon)) word.remove_prefix(colon.size());
    }
    if (rest != nullptr) *rest = text::trimmed(word);
    return true;
  }
  return false;
}

bool is_note(std::string_view label) {
  const std::string tight = without_blanks(text::to_half_width(label));
  static constexpr std::string_view heads[] = {
      "注",       "备注",     "说明",     "填表说明", "填表人",   "填报人",
      "制表人",   "制表",     "审核人",   "审核",     "负责人",   "单位负责人",
      "联系人",   "联系电话", "电话",     "填报日期", "填表日期", "报送日期",
      "报出日期", "制表日期", "制表时间", "填表时间", "主管领导", "note"};
  for (const std::string_view head : heads) {
    if (!tight.starts_with(head)) continue;
    const std::string_view after = std::string_view(tight).substr(head.size());
    if (after.starts_with(":") || after.starts_with("(签") || after.starts_with("(盖")) return true;
    if (head == "注" && !after.empty() && is_digit(after.front())) return true;
  }
  return false;
}

bool is_section(std::string_view label) {
  const std::string tight = without_blanks(text::to_half_width(label));
  static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五",
                                                  "六", "七", "八", "九", "十"};
  std::string_view rest = tight;
  if (rest.starts_with("(")) rest.remove_prefix(1);
  bool numbered = false;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view one : numerals) {
      if (!rest.starts_with(one)) continue;
      rest.remove_prefix(one.size());
      more = numbered = true;
    }
  }
  return numbered && (rest.starts_with("、") || rest.starts_with(")") || rest.starts_with("."));
}

int indent_of(std::string_view label) {
  int halves = 0;
  for (std::size_t byte = 0; byte < label.size();) {
    const char32_t c = text::next(label, byte);
    if (c == U'\u3000') {
      halves += 2;
    } else if (c == ' ' || c == U'\u00A0') {
      ++halves;
    } else if (c == '\t') {
      halves += 4;
    } else {
      break;
    }
  }
  return halves;
}

bool is_row_number(std::string_view title) {
  static constexpr std::string_view names[] = {"序号", "序", "顺序号", "行次", "no", "号"};
  return is_one_of(text::folded(title), names);
}

bool is_rate(std::string_view title) {
  const std::string word = text::folded(title);
  static constexpr std::string_view marks[] = {"比例", "占比", "比重", "率",   "平均",
                                               "人均", "均值", "同比", "环比", "名次"};
  return title.find('%') != std::string_view::npos ||
         std::any_of(std::begin(marks), std::end(marks),
                     [&](std::string_view mark) { return word.find(mark) != std::string::npos; });
}

std::optional<bool> tick_of(std::string_view text) {
  static constexpr std::string_view yes[] = {"√",   "✓",  "✔",  "☑", "■",   "●",
                                             "○是", "是", "有", "y", "yes", "v"};
  static constexpr std::string_view no[] = {"×", "✗", "✘", "□", "☐", "否", "n", "no", "x"};
  std::string word = without_blanks(text::to_half_width(text));
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (is_one_of(word, yes) || word == "1" || word == "true") return true;
  if (is_one_of(word, no) || word == "0" || word == "false" || word == "无") return false;
  return std::nullopt;
}

bool is_placeholder(std::string_view text) {
  static constexpr std::string_view marks[] = {"-",  "--", "—",  "——", "/",
                                               "\\", "–",  "无", "―",  "*"};
  return is_one_of(without_blanks(text::to_half_width(text)), marks);
}

std::optional<Measure> measure_of(std::string_view text) {
  const std::string tight = without_blanks(text::to_half_width(text));
  Measure measure{0, tight, tight};
  if (is_one_of(std::string_view(tight), bases)) return measure;
  for (const Scale& scale : scales) {
    if (!tight.starts_with(scale.word)) continue;
    const std::string_view base = std::string_view(tight).substr(scale.word.size());
    if (!base.empty() && !is_one_of(base, bases)) return std::nullopt;
    return Measure{scale.power, std::string(base), tight};
  }
  return std::nullopt;
}

bool same_base(std::string_view a, std::string_view b) {
  static constexpr std::array<std::array<std::string_view, 3>, 4> groups = {
      {{"人次", "人", "名"}, {"场次", "场", "次"}, {"元", "人民币", "元"}, {"个", "家", "所"}}};
  if (a == b || a.empty() || b.empty()) return true;
  return std::any_of(groups.begin(), groups.end(),
                     [&](const auto& group) { return is_one_of(a, group) && is_one_of(b, group); });
}

TitleParts split_title(std::string_view title) {
  TitleParts parts{without_blanks(text::to_half_width(title)), std::nullopt};
  std::string& rest = parts.title;
  const std::size_t open = rest.rfind('(');
  if (open != std::string::npos && ends_with(rest, ")")) {
    std::string_view inside = std::string_view(rest).substr(open + 1);
    inside.remove_suffix(1);
    inside = stripped(stripped(inside, "单位:", ""), "单位", "");
    parts.measure = measure_of(inside);
    if (parts.measure) rest.resize(open);
  } else if (const std::size_t slash = rest.rfind('/'); slash != std::string::npos) {
    parts.measure = measure_of(std::string_view(rest).substr(slash + 1));
    if (parts.measure) rest.resize(slash);
  } else if (const std::size_t colon = rest.rfind("单位:"); colon != std::string::npos) {
    parts.measure =
        measure_of(std::string_view(rest).substr(colon + std::string_view("单位:").size()));
    if (parts.measure && colon > 0) rest.resize(colon);
  }
  return parts;
}

std::vector<Measure> measures_of_line(std::string_view line) {
  const std::string tight = without_blanks(text::to_half_width(line));
  std::vector<Measure> measures;
  constexpr std::string_view mark = "单位:";
  for (std::size_t at = tight.find(mark); at != std::string::npos; at = tight.find(mark, at + 1)) {
    std::string_view rest = std::string_view(tight).substr(at + mark.size());
    rest = rest.substr(0, rest.find_first_of(":)"));
    for (const std::string_view one : split_list(rest)) {
      if (auto measure = measure_of(one)) measures.push_back(std::move(*measure));
    }
  }
  return measures;
}

std::string_view reporter_of_line(std::string_view line) {
  for (const std::string_view head :
       {"填报单位", "填表单位", "报送单位", "上报单位", "单位名称", "单位（盖章）", "单位(盖章)"}) {
    const std::size_t at = line.find(head);
    if (at == std::string_view::npos) continue;
    std::string_view rest = line.substr(at + head.size());
    for (const std::string_view seal : {"（盖章）", "(盖章)", "（公章）", "(公章)", "（章）"}) {
      if (text::trimmed(rest).starts_with(seal)) rest = text::trimmed(rest).substr(seal.size());
    }
    rest = text::trimmed(rest);
    if (rest.starts_with("：")) {
      rest.remove_prefix(std::string_view("：").size());
    } else if (rest.starts_with(":")) {
      rest.remove_prefix(1);
    } else {
      continue;
    }
    rest = text::trimmed(rest);
    // What stands behind it in the same line is parted by blanks.
    const std::size_t end = std::min(rest.find("  "), rest.find("\u3000"));
    return text::trimmed(rest.substr(0, end));
  }
  // 单位：甲镇 names who reports, unless it names a unit of measure.
  std::string_view rest = text::trimmed(line);
  for (const std::string_view head : {"单位：", "单位:"}) {
    if (!rest.starts_with(head) || !measures_of_line(line).empty()) continue;
    rest = text::trimmed(rest.substr(head.size()));
    return text::trimmed(rest.substr(0, std::min(rest.find("  "), rest.find("\u3000"))));
  }
  return {};
}

std::optional<int> year_of(std::string_view title) {
  static constexpr std::string_view digits[] = {"〇", "一", "二", "三", "四", "五",
                                                "六", "七", "八", "九", "○"};
  std::string plain = text::to_half_width(title);
  for (std::size_t i = 0; i < std::size(digits); ++i) {
    const std::string digit = std::to_string(i % 10);
    for (std::size_t at = plain.find(digits[i]); at != std::string::npos;
         at = plain.find(digits[i], at + 1)) {
      plain.replace(at, digits[i].size(), digit);
    }
  }
  constexpr std::string_view year = "年";
  for (std::size_t at = plain.find(year); at != std::string::npos; at = plain.find(year, at + 1)) {
    if (at < 4) continue;
    int value = 0;
    bool sound = at == 4 || !is_digit(plain[at - 5]);
    for (std::size_t i = at - 4; i < at; ++i) {
      sound = sound && is_digit(plain[i]);
      value = value * 10 + (plain[i] - '0');
    }
    if (sound && value >= 1949 && value <= 2199) return value;
  }
  return std::nullopt;
}

std::optional<WrittenNumber> number_of(std::string_view text) {
  std::string tight = without_blanks(text::to_half_width(text));
  std::string_view rest = tight;
  for (const std::string_view sign : {"￥", "¥"}) {
    if (rest.starts_with(sign)) rest.remove_prefix(sign.size());
  }
  std::string plain;
  if (rest.starts_with("-") || rest.starts_with("+")) {
    if (rest.front() == '-') plain += '-';
    rest.remove_prefix(1);
  }
  std::size_t at = 0, group = 0;
  bool point = false, grouped = false;
  for (; at < rest.size() && (is_digit(rest[at]) || rest[at] == '.' || rest[at] == ','); ++at) {
    if (rest[at] == ',') {
      // 1,270 but not 12,70: behind a separator stand groups of three.
      if (point || (grouped ? group != 3 : group == 0 || group > 3)) return std::nullopt;
      grouped = true;
      group = 0;
      continue;
    }
    if (rest[at] == '.') {
      if (point || (grouped && group != 3)) return std::nullopt;
      point = true;
    }
    if (!point) ++group;
    plain += rest[at];
  }
  if (grouped && !point && group != 3) return std::nullopt;
  const auto value = Decimal::parse(plain);
  if (!value) return std::nullopt;
  WrittenNumber number{*value, std::nullopt};
  if (at == rest.size()) return number;
  number.measure = measure_of(rest.substr(at));
  if (!number.measure) return std::nullopt;
  return number;
}

const std::vector<Words>& fixed_synonyms() {
  static const std::vector<Words> lists = {
      {"编号", "记录编号", "项目编号", "登记号", "key"},
      {"单位",     "单位名称", "填报单位", "报送单位", "主办单位", "举办单位", "实施单位",
       "组织单位", "责任单位", "所属单位", "所在单位", "乡镇",     "乡镇名称", "镇街",
       "镇乡",     "乡镇街道", "镇街道",   "街道",     "社区",     "村社区",   "村居",
       "地区",     "县区",     "县市区",   "所属镇街", "所属乡镇", "开展单位", "unit"},
      {"日期", "时间", "活动时间", "活动日期", "举办时间", "举办日期", "开展时间", "开展日期",
       "培训时间", "培训日期", "实施时间", "讲座时间", "开始日期", "开始时间", "起始日期",
       "起始时间", "起止时间", "起止日期", "date"},
      {"结束日期", "结束时间", "截止日期", "截止时间", "终止时间", "终止日期", "至"},
      {"标签", "专项活动", "所属专项", "tags"},
      {"联合主办单位", "联办单位", "共同主办", "协办单位", "合办单位", "联合单位", "hosts"},
      {"佐证材料", "附件", "证明材料", "evidence"}};
  return lists;
}

const std::vector<Words>& field_synonyms() {
  static const std::vector<Words> lists = {
      {"人次",     "人数",     "参加人数", "参加人次", "参与人数", "参与人次",
       "受众人数", "受众人次", "受益人数", "参训人数", "参训人次", "受训人数",
       "受训人次", "培训人数", "培训人次", "听众人数", "听众",     "观众",
       "观众人次", "参观人数", "服务人数", "服务人次", "惠及人数"},
      {"经费", "金额", "投入", "投入经费", "经费投入", "活动经费", "资金", "投入资金", "费用",
       "支出"},
      {"主题", "名称", "活动名称", "活动主题", "内容", "活动内容", "培训主题", "培训内容",
       "培训名称", "题目", "讲座题目", "讲座名称", "项目名称"},
      {"地点", "场所", "活动地点", "举办地点", "培训地点", "地址"},
      {"类别", "类型", "种类", "活动类别", "活动类型", "培训类别", "培训类型"},
      {"承办方", "承办单位", "承办", "主讲单位", "授课单位"},
      {"主讲人", "授课人", "授课老师", "主讲", "讲师", "专家"},
      {"备注", "说明", "note"}};
  return lists;
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t byte = 0; byte < text.size();) {
    const std::size_t here = byte;
    const char32_t c = text::next(text, byte);
    if (c != U'、' && c != U'，' && c != ',' && c != ';' && c != U'；' && c != '\n' && c != '/') {
      continue;
    }
    parts.push_back(text::trimmed(text.substr(start, here - start)));
    start = byte;
  }
  parts.push_back(text::trimmed(text.substr(start)));
  std::erase(parts, std::string_view());
  return parts;
}

namespace {

// One day: 2009.3.5, 20090305, 3月5日 with the year, and what calendar.h reads by itself.
std::optional<Day> day_of(std::string_view text, std::optional<int> year) {
  if (const auto day = Day::parse_loosely(text)) return *day;
  if (!year) return std::nullopt;
  const std::string head = std::to_string(*year);
  const bool month_first = text.find("月") != std::string_view::npos ||
                           text.find('.') != std::string_view::npos ||
                           text.find('/') != std::string_view::npos;
  if (!month_first) return std::nullopt;
  for (const std::string_view between : {"年", ".", "/"}) {
    if (const auto day = Day::parse_loosely(head + std::string(between) + std::string(text))) {
      return *day;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Days> days_of(std::string_view text, std::optional<int> year) {
  const std::string tight = without_blanks(text::to_half_width(text));
  if (const auto day = day_of(tight, year)) return Days{day->to_string(), day->to_string()};
  for (const std::string_view mark : {"至", "到", "—", "–", "~", "―", "-"}) {
    for (std::size_t at = tight.find(mark); at != std::string::npos;
         at = tight.find(mark, at + mark.size())) {
      std::string left = tight.substr(0, at), right = tight.substr(at + mark.size());
      while (right.starts_with(mark)) right.erase(0, mark.size());
      auto first = day_of(left, year);
      // 9月1-7日: the day's sign stands once.
      if (!first) first = day_of(left + "日", year);
      if (!first) continue;
      auto last = day_of(right, first->year());
      if (!last) last = day_of(std::to_string(first->month()) + "月" + right, first->year());
      if (last) return Days{first->to_string(), last->to_string()};
    }
  }
  return std::nullopt;
}

}  // namespace youju::ledger::words
