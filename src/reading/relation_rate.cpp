// Rates, and what was done of a task: of what they are is told by their own name.
#include <youju/reading/relation_parts.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

namespace youju::reading {
bool has_its_own(std::string_view done, std::string_view due, std::string_view rate) {
  constexpr std::size_t character = 3;
  for (std::size_t at = 0; at + character <= rate.size(); at += character) {
    const std::string_view one = rate.substr(at, character);
    if (says(done, {one}) && !says(due, {one}) &&
        !begins(one,
                {"，", "业", "人", "员", "学", "生", "民", "家", "项", "数", "年", "总", "不"}))
      return true;
  }
  return false;
}

namespace {

// 应收120万元，实收118万元; 受理96件，审结89件: the words of the two say that the one is of the
// other.
bool is_done_of_due(const Line& line, std::size_t part, std::string_view stem) {
  constexpr std::size_t short_bytes = 27, said_bytes = 27;
  std::size_t due = part;
  while (due > 0 && line.at(due - 1).unit.name == "%") --due;
  if (due == 0 || !same_unit(line.at(part), line.at(due - 1))) return false;
  const Said& done = line.words(part);
  if (!begins(done, {"，", ",", "　"}) || done.size() > said_bytes) return false;
  return (done.size() <= short_bytes && has_its_own(done, line.words(due - 1), stem)) ||
         (says(line.words(due - 1), {"应", "计划", "任务", "目标"}) &&
          says(done, {"实", "已", "完成", "到"}));
}

// 教师186人，本科以上学历171人，学历达标率: the rate begins with what the part has and the whole
// has not.
bool names_part(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  if (part <= line.first || part + 1 >= line.size() || !may_part(line, part, part - 1) ||
      !same_unit(line.at(part), line.at(part - 1)))
    return false;
  const std::string_view rate = without_marks(line.words(part + 1));
  // 康复政策知晓率 is of whoever was asked.
  if (says(rate, {"知晓", "满意", "认可", "好评", "覆盖", "普及"})) return false;
  return rate.size() > 2 * two && says(without_marks(line.words(part)), {rate.substr(0, two)}) &&
         !says(line.words(part - 1), {rate.substr(0, two)});
}

// 遇险98人，获救96人，救助成功率: the rate has a character that the part has and the whole has not.
bool shares_character(const Line& line, std::size_t part, std::string_view rate) {
  constexpr std::size_t short_bytes = 15, character = 3;
  if (part <= line.first || !same_unit(line.at(part), line.at(part - 1)) ||
      line.value(part) > line.value(part - 1) || rate.size() < 2 * character)
    return false;
  const Said& done = line.words(part);
  return begins(done, {"，"}) && done.size() <= short_bytes && !says(done, {"；", "、"}) &&
         has_its_own(done, line.words(part - 1), rate.substr(0, rate.size() - character));
}

// 预算500万元，支出475万元，预算执行率: the rate names what the figure before the part is of.
bool names_whole(const Line& line, std::size_t part) {
  constexpr std::size_t two = 6;
  if (part <= line.first || part + 1 >= line.size() || !may_part(line, part, part - 1) ||
      says(line.words(part), {"其中"}))
    return false;
  const std::string_view subject = line.at(part - 1).subject;
  const std::string_view rate = without_marks(line.words(part + 1));
  // 企业科协836个，高校科协74个，科协覆盖率: both are called so.
  if (subject.size() >= two && begins(rate, {subject.substr(subject.size() - two)}))
    return line.words(part).find(subject.substr(subject.size() - two)) == std::string_view::npos;
  // 预算安排经费320万元，实际支出304万元.
  return rate.size() > 2 * two && says(line.words(part - 1), {rate.substr(0, two)}) &&
         says(line.words(part), {"实际", "已", "完成", "执行", "支出", "到位"}) &&
         !says(line.words(part), {rate.substr(0, two)});
}

// 下达任务2,180套，实际开工2,316套: more was done than was asked for.
bool exceeds_its_aim(const Line& line, std::size_t part, std::size_t whole) {
  return like_unit(line.at(part), line.at(whole)) && !line.value(whole).is_zero() &&
         says(line.words(whole), {"任务", "计划", "目标", "下达", "应"}) &&
         !says(line.words(whole), {"超"});
}

// 床位2,400张，入住1,680人，入住率70%: how much of what there is room for is taken, told in another
// unit.
bool of_capacity(const Line& line, std::size_t result, const Claim& claim) {
  constexpr std::size_t short_bytes = 36;
  if (result < line.first + 2) return false;
  const std::size_t part = result - 1, whole = result - 2;
  static constexpr std::string_view uses[] = {"入住", "使用", "上座", "出租",
                                              "利用", "入驻", "到位", "入托"};
  const Said& words = line.words(part);
  // 床位28张，平均每天入托19人，使用率: what there is room for is used in whatever way.
  const bool room = says(line.words(whole),
                         {"床位", "床铺", "铺位", "座位", "席位", "泊位", "车位", "工位", "摊位"});
  if (std::find(std::begin(uses), std::end(uses), claim.stem) == std::end(uses) ||
      !is_plain(line.at(part)) || !is_plain(line.at(whole)) || line.at(whole).unit.name == "%" ||
      says(line.at(whole).unit.name, {"元"}) || line.value(part) > line.value(whole) ||
      !begins(words, {"，"}) || words.size() > short_bytes || says(words, {"；"}))
    return false;
  const Ratio ratio{RelationKind::share, result, part, whole};
  const bool used = room && std::any_of(std::begin(uses), std::end(uses),
                                        [&](std::string_view use) { return says(words, {use}); });
  if ((used || kinship(words, claim.stem) == 2) && line.at(result).unit.name == "%") {
    tell_claim(line, ratio);
    return true;
  }
  return tell_if_holds(line, ratio, Tie::tried);
}

// 受理264人，批捕193人，不捕71人: what makes with the part another figure of the sentence is the
// other part of that.
std::size_t with_sibling(const Line& line, std::size_t part, std::size_t whole) {
  const Result<Decimal> both = add(line.value(part), line.value(whole));
  for (std::size_t i = line.first; both && i < whole; ++i)
    if (like_unit(line.at(i), line.at(part)) && line.value(i) == *both) return i;
  return whole;
}

// 签约674户，签约率98.8%（应签682户）, 收缴率95%，应收30万元: the whole stands behind the rate.
bool is_told_behind(const Line& line, std::size_t part, std::size_t result, bool sure) {
  if (result + 1 >= line.size() || !same_unit(line.at(part), line.at(result + 1))) return false;
  const Said& words = line.words(result + 1);
  if (begins(words, {"（应", "(应", "（计划", "（任务", "，应", "（总"})) return true;
  const std::size_t behind = line.at(result + 1).end_byte;
  return sure && begins(words, {"（", "("}) && may_part(line, part, result + 1) &&
         !says(words, {"其中", "上年", "去年", "同期", "比", "较"}) &&
         (line.text.has(behind, "）") || line.text.has(behind, ")"));
}

// What a rate is of whose part is known: what is due, else the nearest that may be.
std::optional<std::size_t> whole_of_rate(const Line& line, std::size_t result, std::size_t part,
                                         std::string_view stem, bool sure) {
  // 总人口45.6万人，上年末45.3万人；城镇人口11.9万人、乡村33.7万人，城镇化率: of what both make.
  if (const std::size_t sum = whole_of_any_part(line, part); sure && sum != part) return sum;
  const std::vector<std::size_t> all = operands(line, result);
  std::optional<std::size_t> whole = first_that(all, [&](std::size_t i) {
    return i > part && says(line.words(i), {"应"}) && may_part(line, part, i);
  });
  if (whole) return whole;
  whole = first_that(all, [&](std::size_t i) {
    return i < part && (may_part(line, part, i) || exceeds_its_aim(line, part, i));
  });
  if (whole) whole = with_sibling(line, part, *whole);
  if (!whole || *whole < line.first) return std::nullopt;
  const std::string_view whole_words = without_marks(line.words(*whole));
  if (kinship(whole_words, stem) == 2 && !says(whole_words, {"应", "需", "待", "计划"}))
    return std::nullopt;
  // 应征收1024户、建筑面积11.8万平方米; 合同额1,126万元，同比增加143万元: what was told by the way.
  const bool due = is_due(line.words(*whole));
  std::size_t alike = 0;
  for (std::size_t i = line.first; i < part; ++i)
    alike += like_unit(line.at(i), line.at(part)) ? 1 : 0;
  // 高二年级1080名学生参加考试，九科全部合格的有1015人，合格率: the only one of its unit.
  const bool only = sure && alike == 1 && part + 1 == result;
  const auto aside = [&](std::size_t i) {
    return line.at(i).unit.name == "%" || line.at(i).measure == Measure::growth ||
           ((due || only) && !like_unit(line.at(i), line.at(part)));
  };
  std::size_t before = part - 1;
  while (before > *whole && aside(before)) --before;
  const bool sibling = before > *whole && with_sibling(line, part, before) == *whole;
  if (before != *whole && !sibling && whole_of_part(line, before) != *whole) return std::nullopt;
  // 课题214项，其中甲96项、乙71项；结题178项，结题率: a ； closes what was said of the whole by the
  // way, if the part is most of it.
  const bool most = line.value(part).shifted(1).value_or(Decimal(0)) >=
                    multiply(line.value(*whole), Decimal(6)).value_or(line.value(*whole));
  // 学员由186人增加到231人，增幅24.2%；取得证书219人.
  bool leads = true;
  for (std::size_t i = line.first; i < *whole; ++i)
    leads = leads && (!like_unit(line.at(i), line.at(part)) ||
                      (i + 1 == *whole && ends(line.words(*whole), {"到", "至"})));
  const bool closes =
      sure && *whole + 1 < part && (due || (leads && most)) && line.words(part).starts_with("；");
  for (std::size_t i = *whole + 1; i <= result; ++i)
    if (!(closes && i == part) && says(line.words(i), {"；", ";"})) return std::nullopt;
  // 再就业1,800人，困难人员就业420人，失业率: another deed stands between.
  for (std::size_t i = part + 1; i < result; ++i)
    if (same_unit(line.at(i), line.at(part)) && !is_undone(line.words(i)) &&
        !says(line.words(i), {"其余", "其他", "剩余"}) && with_sibling(line, part, i) == i &&
        (whole_of_any_part(line, i) == i ||
         whole_of_any_part(line, i) != whole_of_any_part(line, part)))
      return std::nullopt;
  if (result - part > 3 || says(line.words(part), {"新增", "同比"})) return std::nullopt;
  return whole;
}

// 防治面积1.5万亩，无公害防治率: of those only that were done so.
bool is_of_some(const Line& line, std::size_t result, std::size_t part, std::string_view stem) {
  const std::string_view rate = without_marks(line.words(result));
  const std::size_t deed = rate.find(stem);
  static const Words ways(
      Words::Side::end,
      {{0, "无公害 优质 集中 机械 绿色 有效 提前 免费 重点 首次 二次 主动 当场"}});
  return deed != std::string_view::npos && ways.has(rate.substr(0, deed), deed) &&
         !says(line.words(part), {rate.substr(0, deed)});
}

}  // namespace

bool is_of_kind_untold(const Line& line, std::size_t result, std::string_view stem) {
  constexpr std::size_t character = 3, two = 6;
  static const Words common(
      Words::Side::begin,
      {{0,
        "其中 全年 年度 总体 综合 全部 任务 计划 目标 的 后 实际 按期 总 均 全市 全县 全区 全省 "
        "全镇 全乡 当年 年 平均 案件 问题 事项 项目 资金 当期 期末 累计 初次 一次 整体 已"}});
  const std::string_view rate = without_marks(line.words(result));
  const std::size_t deed = rate.find(stem);
  if (deed == std::string_view::npos) return false;
  const std::string_view kind = without_begin(rate.substr(0, deed), common);
  if (kind.size() < two) return false;
  const std::size_t begin = line.at(line.first).begin_byte - line.words(line.first).size();
  const auto end = static_cast<std::size_t>(rate.data() - line.text.all.data());
  if (begin >= end) return false;
  const std::string_view told = line.text.between(begin, end);
  const std::string_view last = kind.substr(kind.size() - two);
  return told.find(last.substr(0, character)) == std::string_view::npos &&
         told.find(last.substr(character)) == std::string_view::npos;
}

namespace {

// 概算2.38亿元，决算2.32亿元，节约671万元，节约率: of what it was to cost, if that makes it.
bool tell_saved(const Line& line, std::size_t result, std::size_t part, std::string_view stem) {
  if (!says(stem, {"节约", "节支", "节省", "核减", "审减"})) return false;
  const std::vector<std::size_t> all = operands(line, result);
  return std::any_of(all.begin(), all.end(), [&](std::size_t whole) {
    return may_part(line, part, whole) &&
           says(line.words(whole), {"概算", "预算", "估算", "控制价", "限价", "送审"}) &&
           tell_if_holds(line, {RelationKind::share, result, part, whole});
  });
}

}  // namespace

void tell_rate(const Line& line, std::size_t result, const Claim& claim) {
  // 毛入学率 is of those of an age, whoever came.
  // 出栏率 is of what there was a year ago, 毕业率 of those who came years ago.
  // 差额比例 is of what was to be chosen, and by how much the candidates were more.
  if (says(line.words(result), {"毛入", "出栏", "毕业", "差额"}) || is_of_fewer(line, result))
    return;
  const std::vector<std::size_t> all = operands(line, result);
  const auto akin = [&](std::size_t i) { return kinship(line.words(i), claim.stem); };
  const bool denied = claim.denied || begins(claim.stem, {"不", "未"});
  // The part that is most like the rate, the nearest of those.
  std::optional<std::size_t> part = first_that(all, [&](std::size_t i) {
    return akin(i) == 2 && (denied || !is_undone(line.words(i))) && !is_due(line.words(i));
  });
  if (!part) {
    part = first_that(all, [&](std::size_t i) { return is_done_of_due(line, i, claim.stem); });
  }
  // 存栏21万羽中免疫20.58万羽；存栏16000头，已打疫苗15840头，免疫面: what stands behind the ； is
  // meant.
  if (part && *part + 1 < result && is_done_of_due(line, result - 1, claim.stem) &&
      says(line.text.between(line.at(*part).end_byte, line.at(result - 1).begin_byte), {"；"}))
    part = result - 1;
  const bool sure = part && akin(*part) == 2;
  if (!part && !all.empty()) part = all.front();
  if (!part) return;
  if (*part + 1 == result && is_told_behind(line, *part, result, sure)) {
    tell_claim(line, {RelationKind::share, result, *part, result + 1});
    return;
  }
  // 实习生312名、学员157名: what is told side by side is not of each other.
  const bool beside = begins(line.words(*part), {"、", "和", "及", "与"});
  const bool some =
      !beside && *part + 1 == result &&
      (is_some_of(line, *part) || names_whole(line, *part) || names_part(line, *part) ||
       shares_character(line, *part, without_marks(line.words(result))));
  if (tell_saved(line, result, *part, claim.stem)) return;
  for (const std::size_t whole : all) {
    if (whole != *part && (may_part(line, *part, whole) || exceeds_its_aim(line, *part, whole)) &&
        tell_if_holds(line, {RelationKind::share, result, *part, whole}))
      return;
  }
  if (any_two(line, result, all, !sure)) return;
  // 宫颈癌检查中，检出4,210人，检出率.
  if (sure && *part + 1 == result)
    if (const std::optional<std::size_t> named = named_among(line, *part)) {
      tell_claim(line, {RelationKind::share, result, *part, *named});
      return;
    }
  if (of_capacity(line, result, claim)) return;
  // 已办结45件，办结率93.8%，满意率100%: the second rate is of something else.
  const bool another = std::any_of(
      line.all.begin() + static_cast<std::ptrdiff_t>(*part),
      line.all.begin() + static_cast<std::ptrdiff_t>(result),
      [&](std::uint32_t figure) { return line.reading.figures[figure].unit.name == "%"; });
  const bool done = !another && is_done_of_due(line, *part, claim.stem);
  if (!(sure || some || done) || *part < line.first) return;
  // 主办12件，会办24件，办复率: two that make a third are parts of that, and 不合格6件 is what the
  // rate leaves out.
  if ((!sure && whole_of_any_part(line, *part) != *part) ||
      (!denied && is_undone(line.words(*part))))
    return;
  // A change by the way, 缩短至, or figures of the same deed are no whole.
  if (ends(line.words(*part), {"至", "到", "为"}) &&
      !ends(line.words(*part), {"实到", "报到", "收到", "签到", "接到"}))
    return;
  if (is_of_some(line, result, *part, claim.stem) || is_of_kind_untold(line, result, claim.stem))
    return;
  if (const std::optional<std::size_t> whole = whole_of_rate(line, result, *part, claim.stem, sure);
      whole && !covers_others(line, result, *whole))
    tell_claim(line, {RelationKind::share, result, *part, *whole});
}

void tell_rate_if_holds(const Line& line, std::size_t result, const Claim& claim) {
  const std::vector<std::size_t> all = operands(line, result);
  for (const std::size_t part : all) {
    if (kinship(line.words(part), claim.stem) != 2 || is_undone(line.words(part))) continue;
    for (const std::size_t whole : all)
      if (whole != part && may_part(line, part, whole) &&
          tell_if_holds(line, {RelationKind::share, result, part, whole}))
        return;
  }
}

namespace {

// 3.5万亩高标准农田建设任务: the number is what is to be done of the noun behind it.
bool is_aim_of(const Line& line, std::size_t i) {
  constexpr std::size_t noun_bytes = 36;
  const std::size_t begin = line.at(i).end_byte;
  const std::string_view behind =
      line.text.between(begin, std::min<std::size_t>(begin + noun_bytes, line.text.all.size()));
  const std::size_t task =
      std::min({behind.find("任务"), behind.find("计划"), behind.find("目标")});
  return task != std::string_view::npos &&
         !says(behind.substr(0, task), {"，", "；", "。", "、", "的", "完成"});
}

}  // namespace

void tell_task(const Line& line, std::size_t result) {
  const std::vector<std::size_t> all = operands(line, result);
  const Sought aims[]{"计划", "任务", "目标", "指标", "下达", "应", "原定"};
  const auto has_mate = [&](std::size_t i) {
    return std::any_of(all.begin(), all.end(), [&](std::size_t other) {
      return other != i && same_unit(line.at(other), line.at(i));
    });
  };
  // 原定800例，做了923例，超出计划123例: what goes beyond it is no aim, and is not what was done.
  const auto is_aim = [&](std::size_t i) {
    return says(line.words(i), aims) &&
           (line.at(i).plan || !says(line.words(i), {"超出", "超过", "超额", "超计划"}));
  };
  const auto goes_beyond = [&](std::size_t i) {
    return line.at(i).measure == Measure::growth && says(line.words(i), {"超出计划", "超计划"});
  };
  // What is told right before is what was done of it.
  std::optional<std::size_t> aim = first_that(all, [&](std::size_t i) {
    return i + 1 < result && (is_aim(i) || is_aim_of(line, i)) &&
           same_unit(line.at(i), line.at(result - 1));
  });
  if (!aim) aim = first_that(all, [&](std::size_t i) { return is_aim(i) && has_mate(i); });
  if (!aim) aim = first_that(all, [&](std::size_t i) { return is_aim_of(line, i) && has_mate(i); });
  if (!aim) aim = first_that(all, is_aim);
  if (!aim || all.empty()) {
    tell_rate(line, result, {Claim::Form::rate, "完成", false, {}, {}});
    return;
  }
  const auto may_be_done = [&](std::size_t i) {
    return i != *aim && same_unit(line.at(i), line.at(*aim)) && !goes_beyond(i);
  };
  for (const std::size_t i : all)
    if (may_be_done(i) && tell_if_holds(line, {RelationKind::share, result, i, *aim})) return;
  const std::optional<std::size_t> done = first_that(all, may_be_done);
  if (!done) return;
  const Ratio ratio{RelationKind::share, result, *done, *aim};
  if (tell_if_holds(line, ratio)) return;
  if (any_two(line, result, all, false)) return;
  std::size_t first = std::min(*done, *aim), between = 0;
  for (std::size_t i = first; i < result; ++i)
    between += line.at(i).unit.name == "%" || goes_beyond(i) ? 0 : 1;
  // 今年3.5万亩建设任务分布在6个乡镇。已平整2.8万亩，占任务的80%.
  const bool told = *done + 1 == result && *done >= line.first && *aim < line.first &&
                    says(line.words(result), {"占任务", "完成任务", "占计划"}) &&
                    is_aim_of(line, *aim);
  // 今年下达任务1200套，到10月底已动工。实际开工1260套，任务完成率105%: of the one aim before it.
  const auto is_mate = [&](std::size_t i) {
    return i != *done && is_aim(i) && same_unit(line.at(i), line.at(*done));
  };
  const bool of_only = *done + 1 == result && *done >= line.first && is_aim(*aim) &&
                       std::count_if(all.begin(), all.end(), is_mate) == 1 &&
                       says(line.words(result), {"任务完成", "计划完成", "完成任务", "完成计划"});
  const bool near = told || of_only || (between == 2 && first >= line.first);
  if (near) tell_claim(line, ratio);
}

}  // namespace youju::reading
