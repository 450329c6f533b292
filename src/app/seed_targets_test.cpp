// The targets of the four summaries that Youju was asked for, and how far the examples' records
// have come with them: each line of examples/seed-facts.tsv that is a target has its row here.
#include <gtest/gtest.h>
#include <youju/app/load.h>
#include <youju/app/target_sheet.h>
#include <youju/base/file.h>
#include <youju/narrative/pages.h>
#include <youju/narrative/verify.h>
#include <youju/plan/next.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace youju::app {
namespace {

// 2021-03-01 08:00 +08:00: the year of Bao'an's plan is two months old.
constexpr std::int64_t march_2021_ms = 1'614'556'800'000;

struct Row {
  const char *fact, *target, *value;
  const char* now;     // proven by the examples' records; "" = nothing is proven
  const char* before;  // of the year before
  plan::Light light;
  const char* completion;
};

const Row rows[] = {
    {"F087", "alliances_new@440306@2021", "2", "", "2", plan::Light::behind, ""},
    {"F088", "platforms_high_new@440306@2021", "20", "", "32", plan::Light::behind, ""},
    {"F089", "hnte_new@440306@2021", "500", "", "", plan::Light::behind, ""},
    {"F090", "hnte_scale_new@440306@2021", "200", "", "", plan::Light::behind, ""},
    {"F091", "carriers_high_new@440306@2021", "10", "", "15", plan::Light::behind, ""},
    {"F092", "launches_monthly@440306@2021", "2", "", "1.7", plan::Light::behind, "0"},
    {"F093", "contest_edition@440306@2021", "8", "", "7", plan::Light::unknown, ""},
    {"F094", "sci_talents_new@440306@2021", "100", "", "154", plan::Light::behind, ""},
    {"F095", "startup_teams@440306@2021", "3", "", "", plan::Light::behind, ""},
    {"F096", "training_bases_new@440306@2021", "5", "", "13", plan::Light::behind, ""},
    {"F142", "district_rank@210102-bj@2006", "1", "", "", plan::Light::unknown, ""},
    {"F186", "petitions@140426@2020", "0", "0", "", plan::Light::done, ""},
    {"F187", "accidents@140426@2020", "0", "0", "", plan::Light::done, ""},
    {"F188", "criminal_cases@140426@2020", "0", "0", "", plan::Light::done, ""},
};

std::string text(const std::optional<Decimal>& value) { return value ? value->to_string() : ""; }
std::string number(const indicator::Figure& figure) {
  return figure.number() == nullptr ? "" : figure.number()->to_string();
}

class SeedTargets : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::filesystem::temp_directory_path() /
              ("youju-targets-" + Uuid::make(system_clock()).to_string());
    WorkspaceOptions options;
    options.folder = folder_;
    options.create = true;
    auto opened = Workspace::open(options, clock_);
    ASSERT_TRUE(opened) << opened.error().what;
    workspace_ = std::move(*opened);
    for (const char* example : {"baoan-2020", "bajing-street", "licheng-2020", "tongguan-2009"}) {
      const auto loaded =
          load(*workspace_, std::string(YOUJU_SOURCE_DIR "/examples/") + example, {});
      ASSERT_TRUE(loaded) << loaded.error().what << ' ' << loaded.error().where;
    }
  }
  static void TearDownTestSuite() {
    workspace_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  static plan::Target target(const char* name) {
    const auto branch =
        workspace_->plans().branch(workspace_->owner(), *indicator::FigureName::parse(name));
    EXPECT_TRUE(branch) << name << ' ' << branch.error().what;
    return branch ? branch->whole : plan::Target{};
  }

  static inline std::filesystem::path folder_;
  static inline FixedClock clock_{march_2021_ms};
  static inline std::unique_ptr<Workspace> workspace_;
};

TEST_F(SeedTargets, show_their_progress_from_the_records) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.fact);
    const plan::Target found = target(row.target);
    ASSERT_TRUE(found.wanted);
    EXPECT_EQ(text(found.wanted->value), row.value);
    EXPECT_FALSE(found.wanted->source.citation.empty());
    EXPECT_EQ(number(found.now), row.now);
    EXPECT_EQ(found.before ? number(*found.before) : "", row.before);
    EXPECT_EQ(light_name(found.verdict.light), light_name(row.light));
    EXPECT_EQ(text(found.verdict.completion), row.completion);
  }
}

TEST_F(SeedTargets, are_all_looked_at) {
  std::set<std::string> looked_at = {"F086", "F192"};  // years: below
  for (const Row& row : rows) looked_at.insert(row.fact);
  const auto file = read_file(YOUJU_SOURCE_DIR "/examples/seed-facts.tsv", 1 << 20);
  ASSERT_TRUE(file);
  std::string_view rest = *file;
  std::int64_t targets = 0;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.find("\ttarget.") == std::string_view::npos) continue;
    ++targets;
    EXPECT_TRUE(looked_at.contains(std::string(line.substr(0, 4)))) << line;
  }
  EXPECT_EQ(targets, static_cast<std::int64_t>(std::size(rows)));
}

// F086 and F192 are the years that are planned for: the periods of plans.
TEST_F(SeedTargets, stand_in_plans_of_their_years) {
  const plan::Plans& plans = workspace_->plans();
  const auto baoan = plans.read(workspace_->owner(), "440306", Period::year(2021));
  ASSERT_TRUE(baoan);
  EXPECT_EQ(baoan->targets.size(), 10U);
  const auto licheng = plans.read(workspace_->owner(), "140426", Period::year(2021));
  ASSERT_TRUE(licheng);
  ASSERT_EQ(licheng->milestones.size(), 3U);
  EXPECT_NE(licheng->milestones[0].text.find("2021年全国科普日"), std::string::npos);
  EXPECT_EQ(licheng->milestones[0].light, plan::Light::not_due);
}

TEST_F(SeedTargets, of_a_frequency_are_followed_month_by_month) {
  const plan::Target found = target("launches_monthly@440306@2021");
  ASSERT_EQ(found.steps.size(), 12U);
  EXPECT_EQ(found.steps[0].figure, "launches_year@440306@2021-01");
  EXPECT_EQ(found.steps[0].light, plan::Light::late);
  EXPECT_EQ(found.steps[1].light, plan::Light::late);
  EXPECT_EQ(found.steps[2].light, plan::Light::not_due);
}

plan::Draft draft(const plan::Plans& plans, const org::Access& access, const char* unit, int year,
                  plan::DraftRule rule) {
  const auto made = plan::draft_next(plans, access, unit, Period::year(year), rule);
  EXPECT_TRUE(made) << made.error().what;
  return made ? *made : plan::Draft{};
}
const plan::Drafted* find(const plan::Draft& draft, std::string_view indicator) {
  for (const plan::Drafted& each : draft.targets) {
    if (each.indicator->id == indicator) return &each;
  }
  return nullptr;
}

TEST_F(SeedTargets, of_the_next_year_are_drafted_from_what_was_reached) {
  plan::DraftRule rule;
  rule.growth = 10;
  const plan::Plans& plans = workspace_->plans();
  const plan::Draft street = draft(plans, workspace_->owner(), "210102-bj", 2006, rule);
  ASSERT_EQ(street.targets.size(), 6U);
  EXPECT_EQ(street.to, Period::year(2007));
  EXPECT_FALSE(street.so_far);
  const plan::Drafted* lectures = find(street, "lectures");  // 46 were held, 40 were wanted
  ASSERT_NE(lectures, nullptr);
  EXPECT_EQ(text(lectures->value), "51");  // 50.6, rounded up
  EXPECT_EQ(text(lectures->beyond), "6");
  EXPECT_EQ(text(find(street, "district_rank")->value), "1");
  EXPECT_EQ(find(street, "district_rank")->reason, "plan.draft.place");
  rule.basis = plan::DraftRule::Basis::target;
  EXPECT_EQ(
      text(find(draft(plans, workspace_->owner(), "210102-bj", 2006, rule), "lectures")->value),
      "44");
  // What may not happen may not happen next year either.
  for (const plan::Drafted& each :
       draft(plans, workspace_->owner(), "140426", 2020, rule).targets) {
    EXPECT_EQ(text(each.value), "0");
    EXPECT_EQ(direction_name(each.terms.direction), "zero");
  }
  // Bao'an has set its targets for 2021: they stand beside what 2020 would propose.
  const plan::Draft baoan = draft(plans, workspace_->owner(), "440306", 2020, {});
  EXPECT_EQ(text(find(baoan, "alliances_new")->value), "2");
  EXPECT_EQ(text(find(baoan, "alliances_new")->set), "2");
  EXPECT_FALSE(find(baoan, "hnte_new")->value);
  // The seventh contest was held: the next is the eighth, whatever the growth. That of 2021 is not
  // on record yet, so that nobody can tell which will be held in 2022.
  const plan::Draft grown = draft(plans, workspace_->owner(), "440306", 2020, rule);
  EXPECT_EQ(text(find(grown, "contest_edition")->value), "8");
  EXPECT_EQ(find(grown, "contest_edition")->reason, "plan.draft.edition");
  const plan::Draft later = draft(plans, workspace_->owner(), "440306", 2021, rule);
  EXPECT_FALSE(find(later, "contest_edition")->value);
  EXPECT_EQ(find(later, "contest_edition")->reason, "plan.draft.edition_unknown");
  EXPECT_EQ(plan::targets_csv(baoan, "x").find('\n'), plan::targets_csv(baoan, "x").rfind('\n'));
}

TEST_F(SeedTargets, stand_in_a_statement_of_responsibility) {
  const auto sheet =
      target_sheet(*workspace_, workspace_->owner(), "440306", Period::year(2021), Language::zh_cn);
  ASSERT_TRUE(sheet) << sheet.error().what;
  EXPECT_EQ(narrative::figures_of(*sheet).size(), 10U);
  EXPECT_TRUE(sheet->gaps.empty());
  const auto docx = narrative::docx_page(*sheet);
  ASSERT_TRUE(docx);
  const auto view = workspace_->figures().view(workspace_->owner());
  const auto verified = narrative::verify(*docx, *view, nullptr);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->figures.size(), 10U);
  for (const narrative::Checked& each : verified->figures) {
    EXPECT_EQ(each.verdict, narrative::Verdict::same);
  }
}

// The sheet of the street, which the summary calls exceeded: figures of its own records.
TEST_F(SeedTargets, of_the_street_are_exceeded) {
  const std::map<std::string, std::string> beyond = {{"lectures", "6"},
                                                     {"courses", "8"},
                                                     {"volunteer_actions", "18"},
                                                     {"content_changes", "72"},
                                                     {"resident_activities", "5"}};
  for (const auto& [indicator, over] : beyond) {
    SCOPED_TRACE(indicator);
    const plan::Target found = target((indicator + "@210102-bj@2006").c_str());
    EXPECT_EQ(light_name(found.verdict.light), "done");
    EXPECT_EQ(text(found.verdict.beyond), over);
    EXPECT_EQ(found.now.kind, indicator::FigureKind::proven);
  }
}

}  // namespace
}  // namespace youju::app
