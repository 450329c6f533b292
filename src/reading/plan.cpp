#include <youju/base/text.h>
#include <youju/reading/plan.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

using Side = Words::Side;

enum : std::uint8_t { other = 0, meant = 1, done = 2 };

// 力争, 拟, 定于: what a sentence says behind them is intended, until it tells what was done.
// 完成计划 and 模拟 only look so.
const Words& plan_words() {
  static const Words words(
      Side::begin,
      {{meant,
        "力争 计划新 计划举 计划开 计划建 计划完 计划打 计划组 计划培 计划招收 计划招生 计划招聘 "
        "计划招录 计划发 计划引 计划扩 计划接 "
        "计划改 计划安 计划实 计划硬 计划供 计划种 计划选 计划争 计划增 计划购 计划修 计划推 "
        "计划抽 "
        "原计划 规划解 ，计划 。计划 拟 预计 争取年 "
        "争取在 明年 下一步 将新 将举 将建 将开 将于 将再 "
        "到年底达 要确保 要力争 下半年要 下半年，要 年打算 打算： 工作打算 争创 力求 目标为 目标是 "
        "年计划 年，计划 年将 定于 会议决定 会议议定 决定自 决定从 年底前再 下月重点 下月计划 "
        "下月安排 下半年安排 下步安排 我们承诺 "
        "下季度 下学期 下一年 下个月 怎么干 年安排： 工作安排： 预算安排： 主要目标： 工作计划： "
        "发展预期 预期目标 要达到 要翻 "
        "要压到 要再 要让 要完成 ，一要 按照规划 "
        "年拟 年预计 年力争 目标："},
       {done, "，已 ，实际 ，实有 ，实完成 ，现已 ，目前 ，截至"},
       {other,
        "模拟 虚拟 草拟 拟定 拟订 拟人 完成年计划 完成全年计划 完成年度计划 完成计划 占年计划 "
        "占全年计划 占计划 为年计划 为全年计划 为计划 达年计划 超年计划 计划生育 ，计划生育 "
        "。计划生育 年计划生育 年，计划生育"}});
  return words;
}

// Where the first line that is no blank begins, from `at` on.
std::size_t line_at(const Text& text, std::size_t at) {
  while (at < text.all.size()) {
    const std::size_t words = text.skip_blanks(at);
    if (words < text.all.size() && text.byte(words) != '\n' && text.byte(words) != '\r') return at;
    at = std::min(text.all.size(), words + 1);
  }
  return at;
}

std::size_t line_end(const Text& text, std::size_t at) {
  return std::min(text.all.find('\n', at), text.all.size());
}

// 工作要点（讨论稿）: a title without the bracket behind it and without blanks.
std::string_view title_of(std::string_view line) {
  line = text::trimmed(line);
  if (line.ends_with("）")) {
    const std::size_t open = line.rfind("（");
    if (open != std::string_view::npos && open > 0) line = line.substr(0, open);
  }
  return line;
}

// 执行情况, 总结: a title or an announcement of what was done.
bool tells_of_past(std::string_view words) {
  return says(words, {"总结",   "情况",   "报告",   "通报", "结果", "名单", "公示", "表彰",
                      "成绩",   "纪实",   "回顾",   "成效", "统计", "汇报", "简报", "小结",
                      "工作及", "工作和", "工作与", "公布", "命名", "认定", "授予", "批复"});
}

bool title_plans(std::string_view title) {
  return ends(title, {"工作要点", "要点", "计划", "安排", "打算", "方案", "规划", "规划纲要",
                      "工作思路", "任务书", "安排意见", "工作目标"}) &&
         !tells_of_past(title);
}

bool title_announces(std::string_view title) {
  return ends(title, {"通知", "通告", "公告", "令", "函"}) && !tells_of_past(title);
}

// What a line says of what follows it: 现通知如下： and 会议议定以下事项： what is meant,
// 现将评选结果公告如下： what was done.
std::uint8_t announced(std::string_view line) {
  line = text::trimmed(line);
  if (ends(line, {"会议议定：", "议定以下事项：", "议定事项：", "会议决定：", "决定以下事项：",
                  "议定事项如下："}))
    return meant;
  if (!ends(line, {"如下：", "如下。", "如下:"})) return other;
  constexpr std::size_t bytes_max = 75;
  if (line.size() > bytes_max) line.remove_prefix(line.size() - bytes_max);
  if (const std::size_t stop = line.rfind("。", line.size() - 4); stop != std::string_view::npos)
    line.remove_prefix(stop);
  if (tells_of_past(line) || says(line, {"已", "结束"})) return done;
  return says(line, {"通知", "通告", "公告", "部署", "安排", "命令"}) ? meant : other;
}

}  // namespace

bool heading_plans(std::string_view heading) {
  // 科学素质行动计划, 科技计划项目: a name.
  const bool names =
      says(heading, {"行动计划", "计划项目", "科技计划", "火炬计划", "星火计划", "计划生育"});
  const bool intends =
      (!names && says_word(heading, "计划")) ||
      says(heading,
           {"工作计划", "打算",     "下一步",   "明年",     "下步",     "今后",      "展望",
            "工作安排", "工作思路", "工作目标", "目标任务", "工作谋划", "重点任务",  "下阶段",
            "来年",     "下年度",   "工作设想", "下月",     "整改承诺", "下半年安排"}) ||
      ends(title_of(heading), {"主要目标", "预期目标", "发展目标", "总体目标"});
  return intends && !says(heading, {"完成情况", "执行情况", "总结和", "总结与", "总结及", "总结暨",
                                    "小结", "工作及", "落实情况", "完成了"});
}

bool heading_looks_back(std::string_view heading) {
  return says(heading, {"回顾", "总结", "成效", "基本情况", "现状", "完成情况", "执行情况",
                        "工作情况", "落实情况", "发展基础", "背景"});
}

Plans::Plans(const Text& text, const Reading& reading) : text_(text), reading_(reading) {
  read_document();
}

void Plans::read_document() {
  constexpr int title_lines = 3, lines_max = 40;
  std::size_t at = line_at(text_, 0);
  bool titles = true;
  std::size_t notice = text_.all.size();  // where what it announces begins, if nothing says so
  for (int i = 0; i < lines_max && at < text_.all.size(); ++i) {
    const std::size_t end = line_end(text_, at);
    const std::string_view line = text_.between(at, end);
    titles = titles && i < title_lines && !says(line, {"。", "，", "；"});
    if (titles) {
      const std::string_view title = title_of(line);
      const bool orders = title_announces(title) && says(title, {"下达", "分解"}) &&
                          says(title, {"任务", "计划", "指标"});
      if (title_plans(title) || orders) {
        from_ = end;
        return;
      }
      if (title_announces(title)) notice = end;
    }
    const std::uint8_t what = announced(line);
    if (what == meant) from_ = end;
    if (what != other) return;
    at = line_at(text_, end);
  }
  if (notice < text_.all.size()) from_ = notice;
}

bool Plans::intends(const Figure& figure, std::string_view words) {
  const bool by_sentence = sentence_intends(figure);
  if (by_sentence || figure.begin_byte < from_) return by_sentence;
  // In a plan too some things are told that were done: 去年, 截至10月底, 现有的46块.
  static const Words stops(Side::end, {{0, "。 ；"}});
  const std::size_t at = behind_last(words, stops);
  if (at > 0) looks_back_ = false;
  const Said clause(words.substr(at));
  looks_back_ = looks_back_ || says(clause, {"去年", "上年", "以来", "截至", "目前", "已有", "已建",
                                             "已完成", "此前", "前期", "往年", "近年"});
  return !looks_back_ && !says(clause, {"现有", "已"});
}

bool Plans::is_named(std::string_view words) {
  static const Words stops(Side::end, {{0, "， ； ： 。 ） ｜"}});
  static const Words plans(
      Side::end,
      {{0,
        "计划 任务 目标 指标 任务数 计划数 目标数 采购预算 年初预算 任务为 任务是 计划为 "
        "计划是 目标为 目标是 指标为 指标是 预算为"}});
  while (words.ends_with(' ')) words.remove_suffix(1);
  const std::size_t bytes = plans.longest(words, words.size()).bytes;
  if (bytes == 0) return false;
  std::size_t at = words.size() - bytes;
  while (at > 0 && words[at - 1] != '\n' && !stops.has(words, at)) at = Text{words}.previous(at);
  // 完成年度计划, 比目标: what was done is held against it. 其中星火计划 is a name.
  const std::string_view clause = words.substr(at);
  return !says(clause, {"完成", "其中", "结转"}) &&
         !begins(clause, {"占", "为", "达", "比", "较", "超", "实现", "距", "低于", "高于", "按",
                          "未达", "相当", "欠"});
}

bool Plans::is_to_come(const Figure& figure) const {
  if (figure.sentence == nothing) return true;
  const std::size_t begin = reading_.sentences[figure.sentence].begin_byte;
  return !says(text_.between(begin, std::max<std::size_t>(begin, figure.end_byte)),
               {"截至", "截止", "已", "目前"});
}

// 2025年，计划…: a date is planned with what is said right behind it.
bool Plans::leads(const Figure& date) const {
  const Words& words = plan_words();
  std::size_t at = date.end_byte >= 3 ? date.end_byte - 3 : date.end_byte;  // 年计划
  for (int i = 0; i < 3 && at < text_.all.size(); ++i, at = text_.next(at)) {
    if (words.longest(text_.all, at).kind == meant) return true;
  }
  return false;
}

// Each sentence is looked at once, up to its last figure.
bool Plans::sentence_intends(const Figure& figure) {
  if (figure.sentence == nothing) return false;
  const Passage& sentence = reading_.sentences[figure.sentence];
  const std::size_t begin = sentence.begin_byte;
  if (looked_ < begin || figure.sentence != sentence_) {
    looked_ = begin;
    sentence_ = figure.sentence;
    looks_back_ = false;
    intended_ = text_.has(begin, "计划") && !text_.has(begin, "计划生育");
  }
  const Words& words = plan_words();
  for (;;) {
    looked_ = words.seek(text_.all, looked_, figure.begin_byte);
    if (looked_ >= figure.begin_byte) break;
    const Words::Hit hit = words.longest(text_.all, looked_);
    if (hit && hit.kind != other) intended_ = hit.kind == meant;
    looked_ = hit ? looked_ + hit.bytes : text_.next(looked_);
  }
  return intended_;
}

}  // namespace youju::reading
