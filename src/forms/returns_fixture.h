// For tests: a survey of one form over the units and talks of the indicators' tests.
#pragma once

#include <gtest/gtest.h>
#include <youju/forms/projection.h>
#include <youju/forms/returns.h>
#include <youju/indicator/figures_fixture.h>
#include <youju/store/database.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::forms {

inline constexpr const char* talks_csv =
    "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
    "1,A1,2020-01-10,,,果树,crop,1234,果业公司\n"
    "2,A2,2020-03-20,,,蔬菜,crop,200,果业公司\n"
    "3,B1,2020-12-31,,,慢病,health,890,县医院\n";

inline constexpr const char* edition_yaml = R"(survey: s
edition: '2019'
title: {zh-CN: 调查, en: Survey}
from: 2019
issuer: 科技部
departments:
  - {code: '02', title: {zh-CN: 科协, en: Associations}}
  - {code: '05', title: {zh-CN: 农业, en: Agriculture}}
forms:
  - form: f
    code: F-1
    title: {zh-CN: 活动, en: Activities}
    layout:
      sheet: F-1
      widths: [30, 8, 8, 12]
      head_row: 2
      heads: [指标, 代码, 单位, 数量]
      texts:
        - {at: 'A1:D1', style: title, text: '{unit}{year}年活动'}
    items:
      - {id: n, code: K1, title: {zh-CN: 讲座, en: Talks}, unit: 场, value: talks}
      - {id: people, code: K2, title: {zh-CN: 听众, en: Audience}, unit: 人次, value: heads}
      - {id: crop, code: K3, title: {zh-CN: 其中种植, en: Crops}, unit: 人次, level: 1,
         value: heads where kind = crop}
      - {id: money, code: K4, title: {zh-CN: 经费, en: Money}, unit: 万元, value: declared}
      - {id: none_ever, code: K5, title: {zh-CN: 国际, en: Abroad}, unit: 次, value: declared,
         required: no}
rules:
  - rule: part
    strength: hard
    check: crop <= people
    message: {zh-CN: 其中项过大。, en: Too large a part.}
    passes: {crop: 1, people: 1}
    fails: {crop: 2, people: 1}
  - rule: dear
    strength: soft
    check: money <= n
    message: {zh-CN: 经费偏高。, en: Dear.}
    passes: {money: 1, n: 1}
    fails: {money: 2, n: 1}
  - rule: change
    strength: soft
    each: [money]
    check: it <= 2 * last(it)
    message: {zh-CN: 变动过大。, en: A large change.}
    passes: {it: 1, last(it): 1}
    fails: {it: 3, last(it): 1}
)";

class ReturnsTest : public indicator::FiguresTest {
 protected:
  void SetUp() override {
    indicator::FiguresTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(database_->migrate(migrations()));
    load("talk", talks_csv);
    ledger::PackFiles pack;
    pack.name = "survey";
    pack.files = {{"forms/s.yaml", edition_yaml},
                  {"pack.yaml",
                   "pack: survey\ntitle: {zh-CN: 调查, en: Survey}\nversion: 1\n"
                   "uses: []\ntags: {}\n"}};
    const auto loaded = ledgers_->load_packs(owner_, {pack});
    ASSERT_TRUE(loaded) << loaded.error().what << ' ' << loaded.error().where;
    ASSERT_TRUE(figures_->refresh());
    for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor"}) {
      org::Person person;
      person.login = person.name = role;
      person.grants.push_back({*org::parse_role(role), unit("A")});
      ASSERT_TRUE(ledgers_->grant(owner_, {person}));
    }
    returns_ = std::make_unique<Returns>(Needs{*ledgers_, *figures_, clock_});
  }

  org::Access as(std::string_view login) const { return *ledgers_->directory()->access(login); }
  Uuid opened(const char* code = "A", int year = 2020, const char* department = "02") {
    const auto id = returns_->open(owner_, {"s", code, department, year});
    EXPECT_TRUE(id) << id.error().what << ' ' << id.error().where;
    return id.value_or(Uuid());
  }
  int version(const Uuid& id) const { return returns_->find(owner_, id)->version; }
  void enter(const Uuid& id, std::vector<Entry> entries) {
    const auto made = returns_->enter(owner_, id, version(id), entries);
    ASSERT_TRUE(made) << made.error().what << ' ' << made.error().where;
  }
  Reading reading(const Uuid& id) const {
    auto read = returns_->read(owner_, id);
    EXPECT_TRUE(read) << read.error().what << ' ' << read.error().where;
    return read ? std::move(*read) : Reading{};
  }
  std::string value(const Uuid& id, std::string_view item) const {
    const Reading now = reading(id);
    const CellNow* cell = now.cell(item);
    if (cell == nullptr || cell->printed.state == CellState::missing) return "missing";
    return cell->printed.state == CellState::none ? "none" : cell->printed.number.to_string();
  }
  std::vector<std::string> findings(const Uuid& id) const {
    std::vector<std::string> keys;
    for (const Finding& each : reading(id).findings) keys.push_back(each.key);
    return keys;
  }
  template <typename T>
  static std::string error_of(const Result<T>& result) {
    return result ? "" : result.error().what;
  }
  // Handed in, with nothing to be said against it.
  Uuid handed_in(const char* code, const char* department, const char* money) {
    const Uuid id = opened(code, 2020, department);
    EXPECT_TRUE(returns_->fill(owner_, id, 1));
    enter(id, {{"money", CellState::number, money, "决算表"}});
    for (const std::string& key : findings(id)) {
      EXPECT_TRUE(returns_->explain(owner_, id, version(id), key, "已核实"));
    }
    const auto in = returns_->submit(owner_, id, version(id));
    EXPECT_TRUE(in) << in.error().what;
    return id;
  }

  std::unique_ptr<Returns> returns_;
};

}  // namespace youju::forms
