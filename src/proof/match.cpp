#include <youju/base/text.h>
#include <youju/proof/claim.h>
#include <youju/proof/likeness.h>
#include <youju/proof/match.h>

#include <algorithm>
#include <array>
#include <string>

namespace youju::proof {
namespace {

using Aspect = indicator::Aspect;
using Quantity = indicator::Quantity;

constexpr std::size_t candidates_max = 8;
constexpr int words_enough = 31;  // of 60: half of the words in common are chance

// Verbs that say the same of a count.
constexpr std::array<std::string_view, 6> deeds = {
    " 举办 开展 组织 召开 承办 主办 参加 进行 举行 组织开展 共举办 培训 ",
    " 新增 新建 新认定 新成立 成立 新引进 引进 建立 建成 建设 创建 组建 命名 认定 打造 ",
    " 发放 赠送 印发 分发 散发 送 捐赠 下发 配发 ",
    " 累计 累计达 共有 现有 拥有 达 达到 总数 共 共计 已有 ",
    " 获 获得 荣获 取得 评为 夺得 ",
    " 覆盖 受益 惠及 吸引 服务 受众 "};

int class_of_deed(std::string_view action) {
  if (action.empty()) return -1;
  const std::string wanted = " " + std::string(action) + " ";
  for (std::size_t index = 0; index < deeds.size(); ++index) {
    if (deeds[index].find(wanted) != std::string_view::npos) return static_cast<int>(index);
  }
  return -1;
}

// What is wanted: a target, or what a sentence of a plan says.
bool plans(const Saying& saying) { return saying.plan || saying.aspect == Aspect::target; }

// Whether a figure of this aspect can be what the draft measures.
bool fits(const Saying& saying, const reading::Figure& figure, bool in_table) {
  using reading::Measure;
  const bool ratio = saying.indicator->quantity == Quantity::ratio;
  const bool day = saying.indicator->quantity == Quantity::day;
  switch (figure.measure) {
    case Measure::growth:
      return saying.aspect == Aspect::growth || ratio;
    case Measure::rank:
    case Measure::ordinal:
      return saying.aspect == Aspect::rank || saying.indicator->quantity == Quantity::rank ||
             (saying.from_text && !ratio && !day);
    case Measure::date:
      return day;
    case Measure::share:
      return ratio || saying.aspect == Aspect::progress;
    default:
      return saying.aspect != Aspect::growth && saying.aspect != Aspect::rank && !day &&
             saying.indicator->quantity != Quantity::rank &&
             (in_table || plans(saying) == figure.plan);
  }
}

int of_place(const Saying& saying, std::string_view around) {
  if (saying.tag.empty() || around.empty()) return 0;
  return around.find(short_name(saying.tag)) != std::string_view::npos ? 8 : -2;
}

Candidate judge(const Saying& saying, const reading::Figure& figure, const Grams& subject,
                const Grams& with_action, std::string_view around, bool in_table) {
  Candidate candidate;
  candidate.saying = &saying;
  const int words =
      std::max({subject.likeness(saying.of_words), with_action.likeness(saying.of_deed),
                saying.from_text ? 0 : with_action.likeness(saying.of_words)});
  candidate.for_words = words * 60 / 1000;
  switch (likeness(figure.unit.to_string(), saying.unit)) {
    case Likeness::same:
      candidate.for_unit = 20;
      break;
    case Likeness::like:
      candidate.for_unit = 12;
      break;
    case Likeness::unknown:
      candidate.for_unit = 6;
      break;
    case Likeness::other:
      candidate.for_unit = -40;
      candidate.other_unit = true;
      break;
  }
  if (!saying.action.empty() && saying.action == figure.action) {
    candidate.for_action = 10;
  } else {
    const int one = class_of_deed(figure.action);
    const int two = class_of_deed(saying.action);
    if (one >= 0 && one == two) candidate.for_action = 6;
    if (one >= 0 && two >= 0 && one != two) candidate.for_action = -20;
    if (one < 0 || two < 0) candidate.for_action = 3;
  }
  candidate.names_it = subject.likeness(saying.of_title) > 0;
  candidate.by_chance = saying.from_text && candidate.for_action < 6 && !candidate.names_it;
  candidate.for_measure = fits(saying, figure, in_table) ? 10 : 0;
  candidate.for_place = of_place(saying, around);
  candidate.score = candidate.for_words + candidate.for_unit + candidate.for_action +
                    candidate.for_place + candidate.for_measure;
  return candidate;
}

// Words that so many figures share that the verb must be the same too.
bool says_little(std::string_view subject) {
  constexpr std::array<std::string_view, 12> words = {
      "工作", "活动", "任务", "项目", "人员", "群众", "企业", "单位", "作品", "人", "次数", "方面"};
  return std::find(words.begin(), words.end(), subject) != words.end();
}

// Words that name nothing.
bool says_nothing(std::string_view subject) {
  constexpr std::array<std::string_view, 4> words = {"总量", "总数", "数量", "合计"};
  return std::find(words.begin(), words.end(), subject) != words.end();
}

bool same_figure(const Saying& a, const Saying& b) {
  return a.indicator == b.indicator && a.aspect == b.aspect && a.filter == b.filter &&
         a.of_unit == b.of_unit && a.period == b.period;
}

}  // namespace

std::vector<Candidate> candidates(const Vocabulary& vocabulary, const reading::Figure& figure,
                                  std::string_view around, bool in_table) {
  const std::string subject = bare(figure.thing()), part = bare(figure.part);
  if (subject.empty() || says_nothing(subject)) return {};
  const Grams words(subject);
  const Grams with_action(bare(figure.action) + subject);
  std::vector<Candidate> found;
  for (const Saying& saying : vocabulary.sayings()) {
    if (!fits(saying, figure, in_table)) continue;
    // 省级7项 of 项目92项 is no figure of all projects.
    if (saying.words.find(part) == std::string::npos) continue;
    if (says_little(subject) && saying.action != figure.action) continue;
    Candidate candidate = judge(saying, figure, words, with_action, around, in_table);
    if (says_little(subject) && figure.action.empty()) candidate.by_chance = true;
    // Words that fit as a whole are told even where the measure word is of another quantity.
    const bool told = (candidate.score >= score_enough && candidate.for_words >= words_enough) ||
                      (candidate.other_unit && candidate.for_words >= 54);
    if (!told) continue;
    const auto known = std::find_if(found.begin(), found.end(), [&](const Candidate& each) {
      return same_figure(*each.saying, saying);
    });
    if (known == found.end()) {
      found.push_back(candidate);
    } else if (candidate.score > known->score) {
      *known = candidate;
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  if (found.size() > candidates_max) found.resize(candidates_max);
  return found;
}

}  // namespace youju::proof
