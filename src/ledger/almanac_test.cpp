#include <youju/ledger/almanac.h>
#include <youju/ledger/ledger_fixture.h>

namespace youju::ledger {
namespace {

using Kind = AlmanacDays::Kind;

// As it was published for 2026.
constexpr std::string_view notice =
    "国务院办公厅关于2026年部分节假日安排的通知\n各省、自治区、直辖市人民政府：\n"
    "　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n"
    "二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。"
    "2月14日（周六）、2月28日（周六）上班。\n"
    "三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n"
    "四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n"
    "五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n"
    "六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n"
    "七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、"
    "10月10日（周六）上班。\n"
    "节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。\n";

std::string told(const Result<std::vector<AlmanacDays>>& days) {
  if (!days) return days.error().what;
  std::string all;
  for (const AlmanacDays& each : *days) {
    all += std::string(almanac_kind_name(each.kind)) + " " + each.days.to_string() + " " +
           each.name + "\n";
  }
  return all;
}

TEST(HolidayNotice, is_read_as_it_is_published) {
  EXPECT_EQ(told(read_holiday_notice(notice, 2026)),
            "off 2026-01-01..2026-01-03 元旦\nwork 2026-01-04 元旦\nwork 2026-02-14 春节\n"
            "off 2026-02-15..2026-02-23 春节\nwork 2026-02-28 春节\n"
            "off 2026-04-04..2026-04-06 清明节\noff 2026-05-01..2026-05-05 劳动节\n"
            "work 2026-05-09 劳动节\noff 2026-06-19..2026-06-21 端午节\nwork 2026-09-20 国庆节\n"
            "off 2026-09-25..2026-09-27 中秋节\noff 2026-10-01..2026-10-07 国庆节\n"
            "work 2026-10-10 国庆节\n");
  EXPECT_EQ(told(read_holiday_notice(
                "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n"
                "二、国庆节、中秋节：9月29日（星期五）至10月6日放假调休。10月7日、8日上班。",
                2023)),
            "off 2022-12-31..2023-01-02 元旦\noff 2023-09-29..2023-10-06 国庆节、中秋节\n"
            "work 2023-10-07 国庆节、中秋节\nwork 2023-10-08 国庆节、中秋节\n");
}

TEST(HolidayNotice, is_refused_where_it_cannot_be_of_that_year) {
  EXPECT_EQ(told(read_holiday_notice(notice, 2025)), "almanac.notice_year");
  EXPECT_EQ(told(read_holiday_notice("一、元旦：1月1日（周三）放假。", 2026)),
            "almanac.notice_weekday");
  EXPECT_EQ(told(read_holiday_notice("一、元旦：2月30日放假。", 2026)), "day.out_of_range");
  EXPECT_EQ(told(read_holiday_notice("一、元旦：1月3日至放假。", 2026)), "almanac.no_notice");
  EXPECT_EQ(told(read_holiday_notice("一、元旦：1月3日至1日放假。", 2026)), "period.backwards");
  for (const char* none : {"", "放假", "一、元旦：放假三天。", "元旦：1月1日放假", "："}) {
    EXPECT_EQ(told(read_holiday_notice(none, 2026)), "almanac.no_notice") << none;
  }
}

class AlmanacTest : public LedgerTest {
 protected:
  static AlmanacDays days(Kind kind, const char* period, const char* name) {
    return {kind, *Period::parse(period), name};
  }
  std::string keep(std::int64_t version, std::vector<AlmanacDays> given, int year = 2020) {
    const auto kept = ledgers_->keep_almanac(owner_, {year, version, std::move(given)});
    return kept ? "" : kept.error().what;
  }
};
YOUJU_ON_BOTH(AlmanacTest);

TEST_P(AlmanacTest, is_kept_by_the_log_and_made_again_from_it) {
  EXPECT_EQ(ledgers_->almanac()->year(2020).version, 0);
  const std::vector<AlmanacDays> given = {days(Kind::work, "2020-10-10", ""),
                                          days(Kind::off, "2020-10-01..2020-10-08", "国庆节")};
  EXPECT_EQ(keep(0, given), "");
  const AlmanacYear kept = ledgers_->almanac()->year(2020);
  EXPECT_EQ(kept.version, ledgers_->head().seq);
  ASSERT_EQ(kept.days.size(), 2U);
  EXPECT_EQ(kept.days[0].name, "国庆节") << "in the order of the year";
  EXPECT_EQ(keep(0, {}), "almanac.changed") << "somebody else was quicker";
  EXPECT_EQ(keep(kept.version, given), "");
  EXPECT_EQ(ledgers_->head().seq, kept.version) << "the same again is no event";
  const auto worked = ledgers_->almanac()->work_days();
  EXPECT_FALSE(worked.is_worked(*Day::parse("2020-10-08")));
  EXPECT_TRUE(worked.is_worked(*Day::parse("2020-10-10")));
  EXPECT_EQ(ledgers_->almanac()->of_day(*Day::parse("2020-10-03"))->name, "国庆节");
  EXPECT_EQ(ledgers_->almanac()->of_day(*Day::parse("2020-10-09")), nullptr);
  ASSERT_TRUE(ledgers_->rebuild(owner_));
  EXPECT_EQ(ledgers_->almanac()->year(2020).days, kept.days);
  const auto report = ledgers_->audit(owner_, {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->faults.empty());
  EXPECT_EQ(keep(kept.version, {}), "") << "and can be emptied";
}

TEST_P(AlmanacTest, refuses_what_no_year_can_be) {
  const auto one = [this](Kind kind, const char* period, const char* name) {
    return keep(0, {days(kind, period, name)});
  };
  EXPECT_EQ(one(Kind::off, "2021-10-01", "国庆节"), "almanac.other_year");
  EXPECT_EQ(one(Kind::off, "2020-10-01", ""), "almanac.name_needed");
  EXPECT_EQ(one(Kind::off, "2020-10-01", "国庆\n节"), "almanac.bad_name");
  EXPECT_EQ(one(Kind::off, "2020-07-01..2020-09-01", "暑假"), "almanac.too_long");
  EXPECT_EQ(one(Kind::campaign, "2020-09-19", "no_such"), "almanac.unknown_campaign");
  EXPECT_EQ(keep(0, {days(Kind::off, "2020-10-01..2020-10-08", "国庆节"),
                     days(Kind::work, "2020-10-08", "")}),
            "almanac.overlap");
  EXPECT_EQ(keep(0, {}, 1900), "almanac.year_out_of_range");
  EXPECT_EQ(keep(0, {}, 2199), "almanac.year_out_of_range");
  const auto refused = ledgers_->keep_almanac(
      org::Access("a", {{org::Role::administrator, unit("A")}}), {2020, 0, {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "org.forbidden") << "it concerns everybody";
}

TEST_P(AlmanacTest, knows_when_campaigns_are_held_and_what_comes_next) {
  PackFiles pack{"days",
                 {{"pack.yaml",
                   "pack: days\ntitle: {zh-CN: 日子, en: Days}\ntags:\n"
                   "  workers: {zh-CN: 科技工作者日, en: Workers, when: 05-30}\n"
                   "  science: {zh-CN: 科普日, en: Science, when: third saturday of 09}\n"
                   "  march: {zh-CN: 科技之春, en: Spring}\n"
                   "  winter: {zh-CN: 三下乡, en: Winter, when: 12-20..01-20}\n"}}};
  ASSERT_TRUE(ledgers_->load_packs(owner_, {pack}));
  EXPECT_EQ(keep(0, {days(Kind::campaign, "2020-09-19..2020-09-25", "science"),
                     days(Kind::campaign, "2020-03", "march")}),
            "");
  const auto told_by = [this](const char* today) {
    std::string all;
    const auto schemas = ledgers_->schemas();
    for (const CampaignDays& each : ledgers_->almanac()->coming(*schemas, *Day::parse(today))) {
      all += each.tag->code + (each.of_notice ? "! " : " ") + each.days.first().to_string() + "\n";
    }
    return all;
  };
  EXPECT_EQ(told_by("2020-05-31"), "science! 2020-09-19\nwinter 2020-12-20\nworkers 2021-05-30\n");
  EXPECT_EQ(told_by("2020-09-25").substr(0, 8), "science!") << "until its last day";
  EXPECT_EQ(told_by("2020-01-10"),
            "winter 2019-12-20\nmarch! 2020-03-01\nworkers 2020-05-30\nscience! 2020-09-19\n");
  EXPECT_EQ(told_by("2020-09-26"), "winter 2020-12-20\nworkers 2021-05-30\nscience 2021-09-18\n");
}

TEST(PackHead, says_when_a_campaign_is_held) {
  const std::string text =
      "pack: p\ntitle: {zh-CN: 包, en: P}\ntags:\n  day: {zh-CN: 日, en: D, when: WHEN}\n";
  const auto head = [&](std::string when) {
    std::string asked = text;
    asked.replace(asked.find("WHEN"), 4, when);
    return parse_pack_head(*parse_yaml(asked));
  };
  ASSERT_TRUE(head("third saturday of 09"));
  EXPECT_EQ(head("05-30")->tags[0].when->text(), "05-30");
  EXPECT_EQ(head("30 May").error().what, "yearly.malformed");
  EXPECT_EQ(head("30 May").error().where.substr(0, 2), "4:");
}

}  // namespace
}  // namespace youju::ledger
