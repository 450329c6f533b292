// Tables of figures, odd values and changes of packs, asked as people ask them.
#include <youju/base/file.h>
#include <youju/http/api_fixture.h>
#include <youju/http/shape.h>

#include <boost/json/serialize.hpp>

namespace youju::http {
namespace {

namespace js = boost::json;

class DeskApi : public ApiTest {
 protected:
  static std::string text_of(const js::value& value) { return std::string(value.as_string()); }
  static js::value pack_file(const std::string& pack, const std::string& path) {
    return parsed(ask("n-administrator", "GET", "/api/packs/" + pack + "/file?path=" + path));
  }
  static std::string body(const js::object& members) { return js::serialize(members); }
};

TEST_F(DeskApi, a_figure_is_split_twice_with_totals_of_the_server) {
  const js::value table = parsed(
      ask("c-leader", "GET",
          "/api/figure-table?indicator=materials_given&period=2009&rows_by=unit&columns_by=month"));
  ASSERT_TRUE(check_shape(table, "FigureTable"));
  ASSERT_FALSE(table.at("rows").as_array().empty());
  const js::value& row = table.at("rows").as_array().front();
  EXPECT_EQ(row.at("cells").as_array().size(), table.at("columns").as_array().size());
  // The same figure, asked alone, says the same.
  const js::value& total = row.at("total");
  const js::value alone =
      parsed(ask("c-leader", "GET", "/api/figures/" + text_of(total.at("name"))));
  EXPECT_EQ(alone.at("value"), total.at("value"));
  EXPECT_EQ(
      problem(ask("c-leader", "GET",
                  "/api/figure-table?indicator=materials_given&rows_by=month&columns_by=quarter")),
      "figure.bad_table");
  EXPECT_EQ(problem(ask("t-leader", "GET",
                        "/api/figure-table?indicator=materials_given&unit=610522&rows_by=unit&"
                        "columns_by=month")),
            "org.forbidden");
}

TEST_F(DeskApi, tables_of_figures_go_out_as_files) {
  for (const char* query :
       {"indicators=trainees&rows_by=unit&columns_by=month",
        "indicators=trainees,trainings&rows_by=unit", "indicators=trainees", ""}) {
    for (const char* form : {"xlsx", "csv"}) {
      const Response response = ask(
          "c-leader", "GET", std::string("/api/figure-table/") + form + "?period=2009&" + query);
      ASSERT_EQ(response.status, 200) << query << response.body;
      const auto bytes = read_file(response.body_file, 1 << 20);
      ASSERT_TRUE(bytes);
      EXPECT_EQ(bytes->substr(0, 2), *form == 'x' ? "PK" : "\xEF\xBB") << query;
      std::filesystem::remove(response.body_file);
    }
  }
}

TEST_F(DeskApi, a_figure_says_its_place_among_its_siblings) {
  const js::value list = parsed(
      ask("c-leader", "GET",
          "/api/figures?unit=610522&period=2009&indicators=materials_given&by=unit&rank=true"));
  bool ranked = false;
  for (const js::value& row : list.at("rows").as_array()) {
    const js::value* rank = row.as_object().if_contains("rank");
    if (rank == nullptr) continue;
    ranked = true;
    EXPECT_GE(rank->at("of").as_int64(), 2);
  }
  EXPECT_TRUE(ranked);
}

TEST_F(DeskApi, a_unit_is_told_its_places_and_who_may_see_it_the_greatest) {
  const std::string asked =
      "/api/figure-places?period=2009&indicators=materials_given,trainings&unit=610522-nyj";
  const js::value seen = parsed(ask("c-leader", "GET", asked));
  ASSERT_TRUE(check_shape(seen, "FigurePlaces"));
  EXPECT_EQ(text_of(seen.at("within")), county);
  ASSERT_EQ(seen.at("rows").as_array().size(), 2U);
  const js::value& first = seen.at("rows").as_array().front();
  // As its rank says it.
  const js::value rank =
      parsed(ask("c-leader", "GET", "/api/figures/rank.materials_given@610522-nyj@2009"));
  EXPECT_EQ(std::to_string(first.at("place").as_int64()), text_of(rank.at("value")));
  EXPECT_GE(first.at("of").as_int64(), 2);
  EXPECT_FALSE(text_of(first.at("best").at("value")).empty());
  // Below a superior further above there are at least as many.
  const js::value wider = parsed(ask("c-leader", "GET", asked + "&within=610000"));
  EXPECT_GE(wider.at("rows").as_array().front().at("of").as_int64(), first.at("of").as_int64());
  person("farmer", "leader", "610522-nyj");
  const js::value own = parsed(ask("farmer", "GET", asked));
  const js::object& told = own.at("rows").as_array().front().as_object();
  EXPECT_EQ(told.at("place"), first.at("place"));
  const bool is_best = first.at("place").as_int64() == 1;
  EXPECT_EQ(told.contains("best"), is_best);
}

TEST_F(DeskApi, a_figure_tells_what_has_changed_in_it_and_by_which_records) {
  const std::string name = "/api/figures/materials_given@610522-nyj@2009/change";
  const js::value all = parsed(ask("c-leader", "GET", name + "?since=0&rows=2"));
  ASSERT_TRUE(check_shape(all, "FigureChange"));
  EXPECT_EQ(text_of(all.at("then").at("kind")), "missing");
  EXPECT_EQ(all.at("rows").as_array().size(), 2U);
  EXPECT_GT(all.at("total").as_int64(), 2);
  const js::value& first = all.at("rows").as_array().front();
  EXPECT_EQ(text_of(first.at("cause")), "approved");
  EXPECT_EQ(text_of(first.at("cause_title")), "Approved");
  EXPECT_FALSE(text_of(first.at("after")).empty());
  const js::value none = parsed(
      ask("c-leader", "GET", name + "?since=" + std::to_string(workspace_->ledgers().head().seq)));
  EXPECT_EQ(text_of(none.at("difference")), "0");
  EXPECT_TRUE(none.at("rows").as_array().empty());
  EXPECT_EQ(problem(ask("t-leader", "GET", name)), "org.forbidden");
}

TEST_F(DeskApi, a_number_far_from_the_past_is_pointed_out_with_both_values) {
  const std::string at = "/api/ledgers/lecture/records";
  const auto enter = [&](const std::string& day, const std::string& heads) {
    const Response entered = ask("c-administrator", "POST", at,
                                 R"({"unit":")" + std::string(department) + R"(","on":")" + day +
                                     R"(","submit":true,"fields":{"topic":"Talk of )" + day +
                                     R"(","place":"Hall","attendance":")" + heads + R"("}})");
    EXPECT_EQ(entered.status, 201) << entered.body;
    return js::parse(entered.body);
  };
  for (int i = 1; i <= 9; ++i) {
    const js::value record = enter("2009-0" + std::to_string(i) + "-11", std::to_string(50 + i));
    const std::string version = std::to_string(record.at("version").as_int64());
    ASSERT_EQ(ask("c-reviewer", "POST", at + "/" + text_of(record.at("id")) + "/approve",
                  R"({"version":)" + version + "}")
                  .status,
              200);
  }
  const js::value odd = enter("2009-11-11", "5500");
  const js::value detail = parsed(ask("c-reviewer", "GET", at + "/" + text_of(odd.at("id"))));
  ASSERT_EQ(detail.at("odd").as_array().size(), 1U);
  const std::string title = text_of(detail.at("odd").as_array()[0].at("title"));
  EXPECT_NE(title.find("5500"), std::string::npos) << title;
  EXPECT_NE(title.find("55"), std::string::npos) << title;
  const js::value queue = parsed(ask("c-reviewer", "GET", "/api/review?rows=500"));
  bool seen = false;
  for (const js::value& row : queue.at("rows").as_array()) {
    if (row.at("record").at("id") == odd.at("id")) seen = row.at("odd").as_array().size() == 1;
  }
  EXPECT_TRUE(seen);
}

TEST_F(DeskApi, packs_are_seen_and_changed_by_the_administrator_of_all_alone) {
  for (const char* login : {"n-clerk", "n-reviewer", "n-writer", "n-leader", "n-auditor",
                            "c-administrator", "t-administrator"}) {
    EXPECT_EQ(problem(ask(login, "GET", "/api/packs")), "org.forbidden") << login;
    EXPECT_EQ(problem(ask(login, "GET", "/api/packs/common/file?path=pack.yaml")), "org.forbidden");
    EXPECT_EQ(problem(ask(login, "POST", "/api/packs/common/try",
                          R"({"path":"pack.yaml","text":"pack: common"})")),
              "org.forbidden");
    EXPECT_EQ(problem(ask(login, "PUT", "/api/packs/common/file",
                          R"({"path":"pack.yaml","text":"pack: common","version":1})")),
              "org.forbidden");
    EXPECT_EQ(problem(ask(login, "PUT", "/api/packs/common/tags", R"({"version":1,"tags":[]})")),
              "org.forbidden");
    EXPECT_EQ(problem(ask(login, "GET", "/api/packs/common/ledgers/lecture")), "org.forbidden");
  }
  EXPECT_EQ(problem(ask("n-administrator", "PUT", "/api/packs/common/file",
                        R"({"path":"../../etc/passwd","text":"x","version":1})")),
            "app.bad_pack_path");
}

TEST_F(DeskApi, an_indicator_is_tried_with_its_value_and_kept_as_a_version) {
  const std::string path = "indicators/activities.yaml";
  const js::value before = pack_file("common", path);
  std::string text = text_of(before.at("text"));
  const std::string formula = "sum trainees of training where held = own";
  const std::size_t at = text.find(formula);
  ASSERT_NE(at, std::string::npos);
  // A slip: the parser says where.
  std::string wrong = text;
  wrong.replace(at, formula.size(), "sum trainee of training where held = own");
  js::value tried = parsed(ask("n-administrator", "POST", "/api/packs/common/try",
                               body({{"path", path}, {"text", wrong}})));
  ASSERT_TRUE(check_shape(tried, "PackTried"));
  const js::value& fault = tried.at("fault");
  EXPECT_EQ(fault.at("id").as_string(), "indicator.unknown_field");
  EXPECT_EQ(fault.at("file").as_string(), "common/" + path);
  EXPECT_EQ(fault.at("line").as_int64(), 1 + std::count(text.begin(), text.begin() + at, '\n'));
  EXPECT_GT(fault.at("column").as_int64(), 1);
  EXPECT_EQ(
      problem(ask("n-administrator", "PUT", "/api/packs/common/file",
                  body({{"path", path}, {"text", wrong}, {"version", before.at("version")}}))),
      "indicator.unknown_field");
  // Another definition: its value is shown before it is kept, and counts afterwards.
  text.replace(at, formula.size(), "count of training where trainees >= 0");
  tried = parsed(ask("n-administrator", "POST", "/api/packs/common/try",
                     body({{"path", path},
                           {"text", text},
                           {"unit", county},
                           {"period", "2009"},
                           {"indicator", "trainees"}})));
  ASSERT_TRUE(check_shape(tried, "PackTried"));
  const std::string previewed = text_of(tried.at("figure").at("value"));
  const auto value = [&] {
    return text_of(
        parsed(ask("n-administrator", "GET", "/api/figures/trainees@610522@2009")).at("value"));
  };
  EXPECT_NE(value(), previewed);
  const js::value kept =
      parsed(ask("n-administrator", "PUT", "/api/packs/common/file",
                 body({{"path", path}, {"text", text}, {"version", before.at("version")}})));
  EXPECT_EQ(kept.at("version").as_int64(), before.at("version").as_int64() + 1);
  EXPECT_EQ(value(), previewed);
  // Who edited the older version is told so, and a pack that is loaded again does not undo it.
  EXPECT_EQ(
      problem(ask("n-administrator", "PUT", "/api/packs/common/file",
                  body({{"path", path}, {"text", wrong}, {"version", before.at("version")}}))),
      "app.pack_changed");
  ASSERT_TRUE(app::load(*workspace_, YOUJU_SOURCE_DIR "/examples/tongguan-2009", nullptr));
  EXPECT_EQ(value(), previewed);
  EXPECT_EQ(parsed(ask("n-administrator", "POST", "/api/audit")).at("faults").as_array().size(),
            0U);
}

TEST_F(DeskApi, a_template_is_tried_with_the_document_it_makes) {
  const std::string pack = "county-association";
  const std::string path = "templates/county_campaign_summary.md";
  const std::string text = text_of(pack_file(pack, path).at("text"));
  const std::string at = "/api/packs/" + pack + "/try";
  js::value tried =
      parsed(ask("n-administrator", "POST", at,
                 body({{"path", path}, {"text", text}, {"unit", county}, {"period", "2009"}})));
  ASSERT_TRUE(tried.as_object().contains("document")) << js::serialize(tried);
  EXPECT_FALSE(tried.at("document").at("blocks").as_array().empty());
  tried = parsed(ask("n-administrator", "POST", at,
                     body({{"path", path}, {"text", text + "\n{nothing_like_this}\n"}})));
  EXPECT_GT(tried.at("fault").at("line").as_int64(), 1) << js::serialize(tried);
}

TEST_F(DeskApi, a_ledger_is_designed_and_what_would_lose_data_is_refused) {
  const std::string at = "/api/packs/common/ledgers/training";
  const js::value told = parsed(ask("n-administrator", "GET", at));
  js::object asked = {
      {"version", told.at("version")}, {"design", told.at("design")}, {"keep", false}};
  js::array& fields = asked["design"].as_object()["fields"].as_array();
  js::object added = fields.front().as_object();
  added["name"] = "weather";
  added["title"] = {{"zh", "天气"}, {"en", "Weather"}};
  added["required"] = false;
  fields.push_back(added);
  js::value tried = parsed(ask("n-administrator", "POST", at, js::serialize(asked)));
  ASSERT_TRUE(check_shape(tried, "LedgerDesignTried"));
  EXPECT_EQ(tried.at("ledger").at("fields").as_array().back().at("name").as_string(), "weather");
  asked["keep"] = true;
  tried = parsed(ask("n-administrator", "POST", at, js::serialize(asked)));
  EXPECT_EQ(tried.at("version").as_int64(), told.at("version").as_int64() + 1);
  const js::value ledger = parsed(ask("n-administrator", "GET", "/api/ledgers/training"));
  EXPECT_EQ(ledger.at("fields").as_array().back().at("name").as_string(), "weather");
  // A field with data cannot go, nor can a wrong bound be kept: the field is named.
  asked["version"] = tried.at("version");
  js::array& kept = asked["design"].as_object()["fields"].as_array();
  const js::array whole = kept;
  kept.erase(std::find_if(kept.begin(), kept.end(), [](const js::value& each) {
    return each.at("name").as_string() == "place";
  }));
  tried = parsed(ask("n-administrator", "POST", at, js::serialize(asked)));
  EXPECT_EQ(tried.at("fault").at("id").as_string(), "schema.field_in_use");
  asked["design"].as_object()["fields"] = whole;
  asked["design"].as_object()["fields"].as_array()[0].as_object()["max"] = "none";
  tried = parsed(ask("n-administrator", "POST", at, js::serialize(asked)));
  EXPECT_EQ(tried.at("fault").at("id").as_string(), "schema.bad_bounds");
  EXPECT_EQ(tried.at("fault").at("field").as_int64(), 0);
}

TEST_F(DeskApi, the_days_of_a_year_are_kept_and_told_on_the_start_page) {
  const js::value before = parsed(ask("n-administrator", "GET", "/api/almanac?year=2031"));
  ASSERT_TRUE(check_shape(before, "Almanac"));
  EXPECT_EQ(before.at("version").as_int64(), 0);
  bool workers = false;
  for (const js::value& each : before.at("campaigns").as_array()) {
    if (each.at("code").as_string() != "workers_day") continue;
    workers = each.at("first").as_string() == "2031-05-30" && !each.at("of_notice").as_bool();
  }
  EXPECT_TRUE(workers) << "the pack says when it is";
  const js::value notice =
      parsed(ask("n-administrator", "POST", "/api/almanac/2031/notice",
                 R"({"text":"一、元旦：1月1日（周三）放假。1月4日（周六）上班。"})"));
  ASSERT_TRUE(check_shape(notice, "AlmanacDaysList"));
  js::object asked = {{"version", 0}, {"days", notice.at("days")}};
  asked["days"].as_array().push_back({{"kind", "campaign"},
                                      {"first", "2031-05-28"},
                                      {"last", "2031-06-01"},
                                      {"name", "workers_day"}});
  const js::value kept =
      parsed(ask("n-administrator", "PUT", "/api/almanac/2031", js::serialize(asked)));
  ASSERT_TRUE(check_shape(kept, "Almanac"));
  EXPECT_EQ(kept.at("days").as_array().size(), 3U);
  EXPECT_GT(kept.at("version").as_int64(), 0);
  const auto put = [&](const js::object& body) {
    return problem(ask("n-administrator", "PUT", "/api/almanac/2031", js::serialize(body)));
  };
  EXPECT_EQ(put(asked), "almanac.changed") << "of the version before";
  asked["version"] = kept.at("version");
  asked["days"].as_array()[0].as_object()["last"] = "2030-12-01";
  EXPECT_EQ(put(asked), "period.backwards");
  EXPECT_EQ(problem(ask("n-administrator", "GET", "/api/almanac?year=2500")),
            "almanac.year_out_of_range");
  EXPECT_EQ(problem(ask("n-administrator", "PUT", "/api/almanac/20x1", js::serialize(asked))),
            "almanac.year_out_of_range");
  // The start page tells what comes next, and how many days and working days are left.
  const js::value today = parsed(ask("n-clerk", "GET", "/api/today"));
  ASSERT_TRUE(check_shape(today, "Today"));
  const js::array& coming = today.at("coming").as_array();
  ASSERT_FALSE(coming.empty());
  EXPECT_LE(coming[0].at("work_days").as_int64(), coming[0].at("days").as_int64());
}

TEST_F(DeskApi, parties_are_found_by_a_part_and_made_known) {
  const auto found = [&](const std::string& part) {
    const js::value told = parsed(ask("n-clerk", "GET", "/api/parties?rows=5&q=" + part));
    EXPECT_TRUE(check_shape(told, "Page<Party>"));
    std::string all;
    for (const js::value& each : told.at("rows").as_array()) {
      all += std::string(each.at("value").as_string()) + " ";
    }
    return all;
  };
  const auto add = [&](const char* name, const char* code, const char* kind) {
    const js::object body = {{"name", name}, {"code", code}, {"kind", kind}};
    const auto told = ask("n-clerk", "POST", "/api/parties", js::serialize(body));
    return told.status == 200 ? std::string(parsed(told).at("kind").as_string()) : problem(told);
  };
  EXPECT_EQ(found("Huang"), "");
  EXPECT_EQ(add("Huanghe Orchard", "91610522MA6Y0AB123", "enterprise"), "enterprise");
  EXPECT_EQ(add("Huanghe Association", "", "organisation"), "organisation");
  EXPECT_EQ(add("Huang San", "", "person"), "person");
  EXPECT_EQ(found("huang"), "Huanghe Orchard Huanghe Association ");
  EXPECT_EQ(found("orchard"), "Huanghe Orchard ");
  EXPECT_EQ(found("91610522ma"), "Huanghe Orchard ");
  EXPECT_EQ(found("huangsan"), "Huang San ") << "people are found by their whole name";
  EXPECT_EQ(add("Huanghe Orchard", "", "enterprise"), "ledger.party_known");
  EXPECT_EQ(add("Other", "91610522MA6Y0AB123", "enterprise"), "ledger.party_known");
  EXPECT_EQ(add("Other", "9161", "enterprise"), "ledger.party_code");
  EXPECT_EQ(add("Li Si", "91610522MA6Y0AB124", "person"), "ledger.party_code");
  EXPECT_EQ(add(" Other", "", "enterprise"), "ledger.party_name");
  EXPECT_EQ(add("Other", "", "club"), "org.unknown_party_kind");
}

TEST_F(DeskApi, campaigns_are_added_and_those_in_use_stay) {
  const js::value packs = parsed(ask("n-administrator", "GET", "/api/packs"));
  ASSERT_TRUE(check_shape(packs, "Page<Pack>"));
  for (const js::value& pack : packs.at("rows").as_array()) {
    if (pack.at("name").as_string() != "common") continue;
    js::object asked = {{"version", pack.at("version")}, {"tags", pack.at("tags")}};
    asked["tags"].as_array().push_back(
        {{"code", "space_day"}, {"title", {{"zh", "中国航天日"}, {"en", "Space day"}}}});
    const js::value kept =
        parsed(ask("n-administrator", "PUT", "/api/packs/common/tags", js::serialize(asked)));
    const js::value ledger = parsed(ask("n-administrator", "GET", "/api/ledgers/lecture"));
    bool there = false;
    for (const js::value& tag : ledger.at("tags").as_array()) {
      there = there || tag.at("code").as_string() == "space_day";
    }
    EXPECT_TRUE(there);
    asked["version"] = kept.at("version");
    // One that indicators count, or records bear, stays.
    asked["tags"] = js::array();
    EXPECT_EQ(
        problem(ask("n-administrator", "PUT", "/api/packs/common/tags", js::serialize(asked))),
        "schema.tag_in_use");
    EXPECT_EQ(parsed(ask("n-administrator", "GET", "/api/ledgers/lecture")).at("tags"),
              ledger.at("tags"));
  }
}

}  // namespace
}  // namespace youju::http
