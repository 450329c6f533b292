// For tests of this room and those above: a small pack with indicators, figures on the ledgers of
// ledger_fixture.h.
#pragma once

#include <youju/indicator/figures.h>
#include <youju/ledger/ledger_fixture.h>

#include <memory>
#include <string>
#include <vector>

namespace youju::indicator {

// The ledgers: talk expects nothing, post is a register, report is expected each month.
inline constexpr const char* figures_talk_yaml = R"(ledger: talk
title: {zh-CN: 讲座台账, en: Talks}
dates: day
fields:
  - {name: topic, title: {zh-CN: 主题, en: Topic}, type: text}
  - name: kind
    title: {zh-CN: 类别, en: Kind}
    type: choice
    choices:
      crop: {zh-CN: 种植, en: Crops}
      health: {zh-CN: 健康, en: Health}
  - {name: heads, title: {zh-CN: 听众, en: Audience}, type: integer, unit: 人次}
  - {name: giver, title: {zh-CN: 主讲单位, en: Given by}, type: party}
name_field: topic
)";
inline constexpr const char* figures_post_yaml = R"(ledger: post
title: {zh-CN: 科普站, en: Posts}
dates: day
fields:
  - {name: title, title: {zh-CN: 名称, en: Name}, type: text}
  - {name: area, title: {zh-CN: 面积, en: Area}, type: decimal, scale: 2, unit: 平方米}
  - {name: ended, title: {zh-CN: 撤销日, en: Ended}, type: date}
  - name: level
    title: {zh-CN: 级别, en: Level}
    type: choice
    choices:
      town: {zh-CN: 镇级, en: Town}
      county: {zh-CN: 县级, en: County}
name_field: title
standing_until: ended
)";
inline constexpr const char* figures_report_yaml = R"(ledger: report
title: {zh-CN: 月报, en: Reports}
dates: day
fields:
  - {name: visits, title: {zh-CN: 入户, en: Visits}, type: integer, unit: 次}
expects: month
)";
inline constexpr const char* figures_yaml = R"(indicators:
  - {id: talks, title: {zh-CN: 讲座, en: Talks}, unit: 场, value: count of talk, by: [kind, giver]}
  - {id: heads, title: {zh-CN: 听众, en: Audience}, unit: 人次, value: sum heads of talk, by: [kind]}
  - {id: top, title: {zh-CN: 最大场, en: Largest}, unit: 人次, value: max heads of talk}
  - {id: givers, title: {zh-CN: 主讲单位, en: Givers}, unit: 家, value: distinct giver of talk}
  - {id: crops, title: {zh-CN: 种植讲座, en: Crops}, unit: 场, value: count of talk where kind = crop}
  - {id: own, title: {zh-CN: 自办, en: Own}, unit: 场, value: count of talk where unit = self}
  - {id: hosted, title: {zh-CN: 合办, en: Hosted}, unit: 场, value: count of talk where host = self}
  - {id: alone, title: {zh-CN: 独办, en: Alone}, unit: 场,
     value: count of talk where host != self and tag != week}
  - {id: opened, title: {zh-CN: 首场, en: First}, value: first day of talk}
  - {id: closed, title: {zh-CN: 末场, en: Last}, value: last day of talk}
  - {id: years, title: {zh-CN: 连续, en: In a row}, unit: 年, value: streak of talk}
  - {id: ever, title: {zh-CN: 累计, en: Ever}, unit: 场, value: count of talk to date}
  - {id: so_far, title: {zh-CN: 至今, en: So far}, unit: 场, value: cumulative(talks), by: [kind]}
  - {id: posts, title: {zh-CN: 科普站, en: Posts}, unit: 个, value: count of post standing}
  - {id: area, title: {zh-CN: 面积, en: Area}, unit: 平方米, value: latest area by title of post,
     by: [level]}
  - {id: visits, title: {zh-CN: 入户, en: Visits}, unit: 次, value: sum visits of report}
  - {id: crop_share, title: {zh-CN: 占比, en: Share}, unit: "%", value: 'share(crops, talks)'}
  - {id: per_talk, title: {zh-CN: 场均, en: Each}, unit: 人次/场, decimals: 1,
     value: 'ratio(heads, talks)'}
  - {id: place, title: {zh-CN: 位次, en: Place}, value: rank(talks)}
  - {id: double, title: {zh-CN: 合计, en: Both}, unit: 场, value: talks + crops}
  - {id: lack, title: {zh-CN: 缺额, en: Lacking}, unit: 场, value: target(talks) - talks}
  - {id: goal, title: {zh-CN: 目标, en: Goal}, unit: 场, value: target(talks)}
  - {id: third, title: {zh-CN: 三分, en: A third}, unit: 场, decimals: 3, value: crops / 3 * 1.5}
  - {id: per_wan, title: {zh-CN: 每万, en: In 10 000}, unit: 人次, decimals: 3,
     value: 'ratio(talks, heads) * 10000'}
  - {id: twice_area, title: {zh-CN: 两倍, en: Twice}, unit: 平方米, value: area + area}
  - {id: net, title: {zh-CN: 净数, en: Net}, unit: 场, value: talks - crops + own}
  - {id: members, title: {zh-CN: 会员, en: Members}, unit: 人, value: declared, rollup: sum}
)";

// The pack of these ledgers and indicators, which is loaded after ledger::test_pack().
inline ledger::PackFiles figures_pack() {
  return {"figures",
          {{"indicators/figures.yaml", figures_yaml},
           {"ledgers/post.yaml", figures_post_yaml},
           {"ledgers/report.yaml", figures_report_yaml},
           {"ledgers/talk.yaml", figures_talk_yaml},
           {"pack.yaml", "pack: figures\ntitle: {zh-CN: 指标, en: Figures}\nversion: 1\n"}}};
}

class FiguresTest : public ledger::LedgerTest {
 protected:
  void SetUp() override {
    ledger::LedgerTest::SetUp();
    if (IsSkipped()) return;
    const auto loaded = ledgers_->load_packs(owner_, {ledger::test_pack(), figures_pack()});
    ASSERT_TRUE(loaded) << loaded.error().what << ' ' << loaded.error().where;
    ASSERT_TRUE(database_->migrate(indicator::migrations()));
    auto opened = Figures::open(*ledgers_, clock_);
    ASSERT_TRUE(opened) << opened.error().what << ' ' << opened.error().where;
    figures_ = std::move(*opened);
  }
  void TearDown() override { figures_.reset(); }

  void load(std::string_view ledger, std::string_view csv) {
    const auto report = import_csv(csv, ledger::State::approved, ledger);
    ASSERT_TRUE(report) << report.error().what;
    ASSERT_EQ(report->errors_all, 0)
        << report->errors.front().error.what << ' ' << report->errors.front().error.where;
  }
  void declare(std::string_view csv, Aspect aspect = Aspect::actual) {
    const auto rows = figures_->parse_declarations(csv, "declared.csv", aspect);
    ASSERT_TRUE(rows) << rows.error().what << ' ' << rows.error().where;
    const auto report = figures_->declare(owner_, *rows);
    ASSERT_TRUE(report) << report.error().what;
  }
  Figure figure(std::string_view name) const {
    const auto parsed = FigureName::parse(name);
    EXPECT_TRUE(parsed) << name;
    const auto found = figures_->view(owner_)->figure(*parsed);
    EXPECT_TRUE(found) << name << ' ' << found.error().what;
    return found.value_or(Figure{});
  }
  // The value as text; the reason in round brackets where there is none.
  std::string value(std::string_view name) const {
    const Figure found = figure(name);
    if (found.number() != nullptr) return found.number()->to_string();
    if (found.day() != nullptr) return found.day()->to_string();
    if (found.not_applicable) return "not applicable";
    const auto* nothing = std::get_if<FromNothing>(&found.provenance);
    return nothing == nullptr ? "?" : "(" + std::string(nothing->reason) + ")";
  }

  std::unique_ptr<Figures> figures_;
};

}  // namespace youju::indicator
