// A county of the examples fills, checks, hands in and locks its statistics forms through HTTP.
#include <youju/app/load.h>
#include <youju/base/file.h>
#include <youju/http/api_fixture.h>

#include <boost/json/serialize.hpp>
#include <map>

namespace youju::http {
namespace {

namespace js = boost::json;

class FormApi : public ApiTest {
 protected:
  static void SetUpTestSuite() {
    ApiTest::SetUpTestSuite();
    const auto packs = app::find_packs({"science-statistics"}, {});
    ASSERT_TRUE(packs);
    const auto loaded = workspace_->load_packs(workspace_->owner(), *packs);
    ASSERT_TRUE(loaded) << loaded.error().what << ' ' << loaded.error().where;
  }

  static js::value done(const char* method, const std::string& path, const std::string& body) {
    const Response response = ask("n-administrator", method, path, body);
    EXPECT_LT(response.status, 300) << path << ' ' << response.body;
    return parsed(response);
  }
  static const js::object& cell(const js::value& told, std::string_view item) {
    for (const js::value& form : told.at("forms").as_array()) {
      for (const js::value& each : form.at("cells").as_array()) {
        if (each.at("item").as_string() == item) return each.as_object();
      }
    }
    static const js::object none;
    return none;
  }
  static std::string version_in(const js::value& told) {
    return R"({"version":)" + std::to_string(told.at("version").as_int64());
  }
};

// What nobody proves is entered with its source; what is not there is said to be not there.
std::string entries(const js::value& told) {
  const std::map<std::string, std::string> numbers = {{"staff_ft", "4"},
                                                      {"staff_ft_degree", "3"},
                                                      {"staff_ft_female", "2"},
                                                      {"staff_pt", "55"},
                                                      {"staff_pt_months", "60"},
                                                      {"staff_pt_rural", "40"},
                                                      {"raised", "12"},
                                                      {"raised_gov", "10"},
                                                      {"raised_gov_earmarked", "5"},
                                                      {"raised_own", "2"},
                                                      {"spent", "3"},
                                                      {"spent_admin", "1"},
                                                      {"spent_activity", "2"},
                                                      {"contest_people", "132"}};
  js::array all;
  for (const js::value& finding : told.at("findings").as_array()) {
    const std::string item(finding.at("items").as_array().front().as_string());
    const auto at = numbers.find(item);
    if (at == numbers.end()) {
      all.push_back({{"item", item}, {"state", "none"}});
    } else {
      all.push_back({{"item", item},
                     {"state", "number"},
                     {"value", at->second},
                     {"source", "2009年度部门决算"}});
    }
  }
  return js::serialize(all);
}

TEST_F(FormApi, takes_a_county_from_its_ledgers_to_the_sheet) {
  js::value told = done("POST", "/api/returns",
                        R"({"survey":"kp","unit":"610522","year":2009,"department":"02"})");
  const std::string at = "/api/returns/" + std::string(told.at("id").as_string());
  EXPECT_EQ(told.at("edition").as_string(), "2013");
  told = done("POST", at + "/fill", version_in(told) + "}");
  EXPECT_EQ(cell(told, "training_n").at("value").as_string(), "22");
  EXPECT_EQ(cell(told, "training_n").at("origin").as_string(), "figures");
  EXPECT_EQ(cell(told, "training_n").at("figures").as_array().front().as_string(),
            "kp_trainings@610522@2009");
  EXPECT_EQ(cell(told, "week_n").at("value").as_string(), "0");
  EXPECT_EQ(cell(told, "lecture_n").at("state").as_string(), "missing");
  EXPECT_EQ(problem(ask("n-administrator", "POST", at + "/submit", version_in(told) + "}")),
            "forms.hard_findings");

  told = done("POST", at + "/cells", version_in(told) + R"(,"entries":)" + entries(told) + "}");
  ASSERT_EQ(told.at("findings").as_array().size(), 1U) << js::serialize(told.at("findings"));
  EXPECT_EQ(told.at("findings").at(0).at("key").as_string(), "w02_spent");
  EXPECT_EQ(problem(ask("n-administrator", "POST", at + "/submit", version_in(told) + "}")),
            "forms.explanation_needed");
  told = done("POST", at + "/explain",
              version_in(told) + R"(,"finding":"w02_spent","text":"项目跨年实施"})");
  told = done("POST", at + "/submit", version_in(told) + "}");
  EXPECT_EQ(told.at("state").as_string(), "submitted");
  told = done("POST", at + "/lock", version_in(told) + "}");
  EXPECT_EQ(told.at("state").as_string(), "locked");

  const Response file = ask("n-administrator", "GET", at + "/file");
  ASSERT_EQ(file.status, 200);
  EXPECT_TRUE(file.body.starts_with("PK"));
  EXPECT_EQ(file.file_name, "kp-610522-2009.xlsx");

  const js::value sum = done("GET", "/api/surveys/kp/total?unit=610500&year=2009", "");
  EXPECT_EQ(sum.at("total").at("cells").at("staff_ft").as_string(), "4");
  EXPECT_EQ(sum.at("regions").at(0).at("code").as_string(), county);
  EXPECT_EQ(sum.at("departments").at(0).at("code").as_string(), "02");
  const auto audited = workspace_->returns().audit(workspace_->owner());
  ASSERT_TRUE(audited);
  EXPECT_TRUE(audited->empty());
}

TEST_F(FormApi, says_what_the_ledgers_can_prove) {
  const js::value told = done("GET", "/api/surveys/kp/coverage?unit=610522&year=2009", "");
  for (const js::value& row : told.at("rows").as_array()) {
    if (row.at("item").as_string() != "training_n") continue;
    EXPECT_TRUE(row.at("from_ledger").as_bool());
    EXPECT_EQ(row.at("ledger").at("value").as_string(), "22");
    EXPECT_EQ(row.at("figures").at(0).as_string(), "kp_trainings@610522@2009");
    EXPECT_EQ(row.at("form").as_string(), "KP-005");
    return;
  }
  FAIL() << "training_n";
}

// What a superior sends may be the form itself, blank.
TEST_F(FormApi, fills_a_workbook_of_a_superior_by_its_mapping) {
  const js::value blank =
      done("POST", "/api/returns", R"({"survey":"kp","unit":"610500","year":2010})");
  const std::string id(blank.at("id").as_string());
  const std::string book = ask("n-administrator", "GET", "/api/returns/" + id + "/file").body;
  const auto sent = [&](const std::string& path, const std::string& mapping,
                        const std::string& bytes) {
    const std::string length =
        mapping.empty() ? "" : "&mapping_bytes=" + std::to_string(mapping.size());
    Request request = FormApi::request(
        "c-clerk", "POST", "/api/surveys/kp/workbook/" + path + "?unit=610522&year=2009" + length);
    if (path == "file") request.query += "&name=t.xlsx";
    request.body_file = folder_ / "workbook";
    EXPECT_TRUE(write_file(request.body_file, mapping + bytes));
    return answer(*workspace_, request);
  };
  const js::value proposed = parsed(sent("places", "", book));
  std::string mapping = "sheet,cell,take,power\n", sheet;
  for (const js::value& place : proposed.at("rows").as_array()) {
    if (place.at("take").as_string() != "training_n") continue;
    EXPECT_EQ(place.at("value").at("value").as_string(), "22");
    sheet = place.at("sheet").as_string();
    mapping += sheet + "," + std::string(place.at("cell").as_string()) + ",trainings,0\n";
  }
  ASSERT_NE(sheet, "") << js::serialize(proposed);
  const js::value mapped = parsed(sent("places", mapping, book));
  ASSERT_EQ(mapped.at("rows").as_array().size(), 1U);
  EXPECT_EQ(mapped.at("rows").at(0).at("value").at("value").as_string(), "20");
  const Response file = sent("file", mapping, book);
  ASSERT_EQ(file.status, 200) << file.body;
  EXPECT_EQ(file.file_name, "t.xlsx");
  EXPECT_TRUE(file.body.starts_with("PK"));
  // What was filled is found as it was before.
  EXPECT_EQ(parsed(sent("places", mapping, file.body)), mapped);

  EXPECT_EQ(problem(sent("places", "sheet,cell,take\nX,C3,trainings\n", book)),
            "forms.no_such_sheet");
  EXPECT_EQ(problem(sent("places", "sheet,cell,take\n" + sheet + ",C3,nothing\n", book)),
            "forms.unknown_take");
  EXPECT_EQ(problem(sent("file", "", "no workbook")), "xlsx.not_an_xlsx");
  Request cut = FormApi::request("c-clerk", "POST",
                                 "/api/surveys/kp/workbook/places?unit=610522&year=2009"
                                 "&mapping_bytes=99999999");
  cut.body_file = folder_ / "workbook";
  ASSERT_TRUE(write_file(cut.body_file, book));
  EXPECT_EQ(problem(answer(*workspace_, cut)), "http.bad_parameter");
}

}  // namespace
}  // namespace youju::http
