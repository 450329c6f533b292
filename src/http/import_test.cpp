// Workbooks in steps over the interface: the way through, rights, hostile files, forged ids, jobs
// that are cancelled, and what is left when the program dies between two steps.
#include <youju/app/start.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/http/api_fixture.h>
#include <youju/http/shape.h>

#include <boost/json/serialize.hpp>
#include <chrono>
#include <thread>

namespace youju::http {
namespace {

namespace js = boost::json;

class ImportApi : public ApiTest {
 protected:
  static constexpr const char* talks =
      "2009 talks,,,\n"
      "Date,Topic,Place,Attendance\n"
      "2009-06-01,Bees,Hall,30\n"
      "2009-06-08,Clouds,Hall,40\n";

  static Response upload(const std::string& login, const std::string& target,
                         const std::string& bytes) {
    Request request = ImportApi::request(login, "POST", target);
    request.body_file = folder_ / ("upload-" + unguessable_id());
    EXPECT_TRUE(write_file(request.body_file, bytes));
    Response response = answer(*workspace_, request);
    std::error_code ignored;
    std::filesystem::remove(request.body_file, ignored);
    return response;
  }
  static std::string keep(const std::string& login, const std::string& bytes,
                          const std::string& name = "talks.csv") {
    const Response response = upload(login, "/api/import-files?name=" + name, bytes);
    EXPECT_EQ(response.status, 201) << response.body;
    const js::value kept = js::parse(response.body);
    EXPECT_TRUE(check_shape(kept, "KeptFile"));
    return std::string(kept.at("id").as_string());
  }
  static js::value proposal(const std::string& login, const std::string& id) {
    const js::value found = parsed(ask(
        login, "GET", "/api/import-files/" + id + "/proposal?ledger=lecture&unit=" + department));
    const auto fits = check_shape(found, "ImportProposal");
    EXPECT_TRUE(fits) << fits.error().where;
    return found;
  }
  // The mapping of the proposal's first sheet, as it was proposed.
  static std::string order(const js::value& proposal, const std::string& more = "") {
    const js::object& sheet = proposal.at("sheets").as_array().front().as_object();
    js::array columns;
    for (const js::value& each : sheet.at("columns").as_array()) {
      columns.push_back(js::object{{"title", each.at("title")},
                                   {"target", each.at("target")},
                                   {"power", each.at("power")},
                                   {"ticked", each.at("ticked")}});
    }
    const js::object mapping{{"sheet", sheet.at("sheet")},
                             {"form", sheet.at("form")},
                             {"columns", columns},
                             {"constants", sheet.at("constants")}};
    return R"({"ledger":"lecture","unit":")" + std::string(department) + R"(","sheets":[)" +
           js::serialize(mapping) + "]" + more + "}";
  }
  // Begins a job and waits for its end.
  static js::value run(const std::string& login, const std::string& target,
                       const std::string& body) {
    const Response begun = ask(login, "POST", target, body);
    EXPECT_EQ(begun.status, 202) << begun.body;
    const std::string id(js::parse(begun.body).at("id").as_string());
    for (int turn = 0; turn < 2000; ++turn) {
      const js::value job = parsed(ask(login, "GET", "/api/jobs/" + id));
      EXPECT_TRUE(check_shape(job, "Job"));
      const auto state = job.at("state").as_string();
      if (state != "waiting" && state != "running") return job;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "the job does not end";
    return {};
  }
  static std::int64_t lectures(const std::string& login = "c-leader") {
    return parsed(ask(login, "GET", "/api/ledgers/lecture/records?unit=" + std::string(department)))
        .at("total")
        .as_int64();
  }
  static std::int64_t live() {
    std::int64_t count = 0;
    const js::value all =
        parsed(ask("c-leader", "GET",
                   "/api/ledgers/lecture/records?rows=500&unit=" + std::string(department)));
    for (const js::value& row : all.at("rows").as_array()) {
      count += row.at("state").as_string() == "withdrawn" ? 0 : 1;
    }
    return count;
  }
};

TEST_F(ImportApi, a_sheet_comes_in_by_steps_and_goes_again) {
  const std::int64_t before = live();
  const std::string id = keep("t-reviewer", talks);
  const std::string at = "/api/import-files/" + id;
  const js::value found = proposal("t-reviewer", id);
  const js::object& sheet = found.at("sheets").as_array().front().as_object();
  EXPECT_EQ(sheet.at("header_first").as_int64(), 2);
  EXPECT_EQ(sheet.at("head").as_array().size(), 2U);
  EXPECT_EQ(sheet.at("columns").as_array().front().at("target").as_string(), "on");
  EXPECT_TRUE(sheet.at("missing").as_array().empty()) << js::serialize(found);
  EXPECT_EQ(problem(ask("t-reviewer", "GET", at + "/report")), "import.not_checked");

  EXPECT_EQ(run("t-reviewer", at + "/check", order(found)).at("state").as_string(), "done");
  const js::value tried = parsed(ask("t-reviewer", "GET", at + "/report"));
  EXPECT_TRUE(check_shape(tried, "ImportOutcome"));
  EXPECT_EQ(tried.at("rows").as_int64(), 2);
  EXPECT_EQ(tried.at("errors_all").as_int64(), 0) << js::serialize(tried);
  EXPECT_FALSE(tried.at("entered").as_bool());
  EXPECT_EQ(live(), before);

  EXPECT_EQ(run("t-reviewer", at + "/enter", order(found, R"(,"state":"approved")")).at("state"),
            "done");
  const js::value done = parsed(ask("t-reviewer", "GET", at + "/report"));
  EXPECT_TRUE(done.at("entered").as_bool()) << js::serialize(done);
  EXPECT_EQ(live(), before + 2);
  // The next file of the same form needs no confirmation.
  const std::string next = keep("t-reviewer", std::string(talks) + "2009-06-09,Stars,Hall,7\n");
  EXPECT_TRUE(
      proposal("t-reviewer", next).at("sheets").as_array().front().at("remembered").as_bool());

  const std::string number = std::to_string(done.at("import").as_int64());
  const js::value runs = parsed(ask("t-reviewer", "GET", "/api/imports?unit=610522-gyj"));
  EXPECT_TRUE(check_shape(runs, "Page<ImportRun>"));
  const js::object& first = runs.at("rows").as_array().front().as_object();
  EXPECT_EQ(std::to_string(first.at("id").as_int64()), number);
  EXPECT_EQ(first.at("actor").as_string(), "t-reviewer");
  EXPECT_TRUE(first.at("may_undo").as_bool());

  const std::string undo = "/api/imports/" + number + "/undo";
  EXPECT_EQ(problem(ask("t-reviewer", "POST", undo, "{}")), "ledger.reason_needed");
  EXPECT_EQ(problem(ask("t-leader", "POST", undo, R"({"reason":"x"})")), "org.forbidden");
  const js::value trial = parsed(ask("t-reviewer", "POST", undo, R"({"dry_run":true})"));
  EXPECT_TRUE(check_shape(trial, "UndoReport"));
  EXPECT_EQ(trial.at("withdrawn").as_int64(), 2);
  EXPECT_EQ(live(), before + 2);
  parsed(ask("t-reviewer", "POST", undo, R"({"reason":"the wrong file"})"));
  EXPECT_EQ(live(), before);
  EXPECT_EQ(problem(ask("t-reviewer", "POST", undo, R"({"reason":"again"})")),
            "import.undone_already");
}

TEST_F(ImportApi, an_undo_is_refused_while_a_record_was_changed_since) {
  const std::string id = keep("t-reviewer",
                              "Date,Topic,Place,Attendance\n2009-07-01,Moss,Hall,30\n"
                              "2009-07-02,Fern,Hall,31\n");
  const std::string at = "/api/import-files/" + id;
  run("t-reviewer", at + "/enter", order(proposal("t-reviewer", id), R"(,"state":"approved")"));
  const js::value done = parsed(ask("t-reviewer", "GET", at + "/report"));
  const js::value rows =
      parsed(ask("t-reviewer", "GET", "/api/ledgers/lecture/records?q=Moss&unit=610522-gyj"));
  const std::string record(rows.at("rows").as_array().front().at("id").as_string());
  parsed(ask("t-reviewer", "POST", "/api/ledgers/lecture/records/" + record + "/correct",
             R"({"version":1,"reason":"counted again","fields":{"attendance":"33"}})"));
  const std::string undo = "/api/imports/" + std::to_string(done.at("import").as_int64()) + "/undo";
  const auto head = workspace_->ledgers().head().seq;
  EXPECT_EQ(problem(ask("t-reviewer", "POST", undo, R"({"reason":"x"})")), "import.changed_since");
  EXPECT_EQ(workspace_->ledgers().head().seq, head);
  const js::value kept =
      parsed(ask("t-reviewer", "POST", undo, R"({"reason":"x","keep_changed":true})"));
  EXPECT_EQ(kept.at("withdrawn").as_int64(), 1);
  EXPECT_EQ(kept.at("kept").as_array().front().at("id").as_string(), record);
}

TEST_F(ImportApi, faults_are_told_at_their_cells_page_by_page) {
  std::string bytes = "Date,Topic,Place,Attendance\n";
  for (int row = 0; row < 130; ++row) bytes += "2009-06-01,Bees,Hall,many\n";
  const std::string id = keep("t-clerk", bytes);
  const std::string at = "/api/import-files/" + id;
  const js::value found = proposal("t-clerk", id);
  std::string body = order(found);
  // Attendance that is no number is not mapped by itself: the person says so.
  const std::size_t place = body.find(R"("title":"Attendance","target":"")");
  if (place != std::string::npos)
    body.replace(place, 34, R"("title":"Attendance","target":"attendance")");
  EXPECT_EQ(run("t-clerk", at + "/check", body).at("state").as_string(), "done");
  const js::value first = parsed(ask("t-clerk", "GET", at + "/errors?rows=50"));
  EXPECT_TRUE(check_shape(first, "ImportErrors"));
  EXPECT_EQ(first.at("total").as_int64(), 130) << js::serialize(first);
  EXPECT_EQ(first.at("rows").as_array().size(), 50U);
  EXPECT_EQ(first.at("rows").as_array().front().at("where").as_string(), "talks!D2");
  EXPECT_EQ(first.at("rows").as_array().front().at("text").as_string(), "many");
  const js::value last = parsed(ask("t-clerk", "GET", at + "/errors?rows=50&offset=100"));
  EXPECT_EQ(last.at("rows").as_array().size(), 30U);
  EXPECT_TRUE(
      parsed(ask("t-clerk", "GET", at + "/errors?offset=9999")).at("rows").as_array().empty());
}

TEST_F(ImportApi, a_file_is_good_for_nobody_else) {
  const std::string id = keep("t-clerk", talks);
  const std::string at = "/api/import-files/" + id;
  const std::string body = order(proposal("t-clerk", id));
  const std::pair<const char*, std::string> deeds[] = {{"GET", at + "/proposal?ledger=lecture"},
                                                       {"POST", at + "/check"},
                                                       {"POST", at + "/enter"},
                                                       {"GET", at + "/report"},
                                                       {"GET", at + "/errors"},
                                                       {"DELETE", at}};
  for (const std::string login : {"t-reviewer", "n-administrator"}) {
    for (const auto& [method, target] : deeds) {
      const std::string given = std::string(method) == "POST" ? body : "";
      EXPECT_EQ(problem(ask(login, method, target, given)), "import.no_such_file")
          << login << " " << target;
    }
  }
  for (const std::string& forged : {std::string("x"), std::string("..%2F..%2Fyouju.db"),
                                    std::string(32, '0'), std::string(5000, 'a')}) {
    EXPECT_EQ(problem(ask("t-clerk", "GET", "/api/import-files/" + forged + "/report")),
              "import.no_such_file");
    EXPECT_EQ(problem(ask("t-clerk", "GET", "/api/jobs/" + forged)), "app.unknown_job");
    EXPECT_EQ(problem(ask("t-clerk", "DELETE", "/api/jobs/" + forged)), "app.unknown_job");
    EXPECT_GE(
        ask("t-clerk", "POST", "/api/imports/" + forged + "/undo", R"({"reason":"x"})").status,
        400);
  }
  const js::value job = run("t-clerk", at + "/check", body);
  const std::string of_clerk = "/api/jobs/" + std::string(job.at("id").as_string());
  EXPECT_EQ(problem(ask("n-administrator", "GET", of_clerk)), "app.unknown_job");
  EXPECT_EQ(problem(ask("n-administrator", "DELETE", of_clerk)), "app.unknown_job");
  EXPECT_EQ(ask("t-clerk", "DELETE", at).status, 204);
  EXPECT_EQ(problem(ask("t-clerk", "GET", at + "/report")), "import.no_such_file");
}

TEST_F(ImportApi, each_role_imports_where_it_may_enter_records) {
  for (const char* role : {"clerk", "reviewer", "writer", "leader", "auditor", "administrator"}) {
    const std::string login = std::string("n-") + role;
    const bool may = std::string("clerk reviewer administrator").find(role) != std::string::npos;
    const Response kept = upload(login, "/api/import-files?name=a.csv", talks);
    EXPECT_EQ(kept.status, may ? 201 : 403) << role;
  }
  // A clerk of one department: another's sheet is refused, row by row, and nothing is entered.
  const std::string id = keep("t-clerk", talks);
  const std::string at = "/api/import-files/" + id;
  EXPECT_EQ(problem(ask("t-clerk", "GET",
                        at + "/proposal?ledger=lecture&unit=" + std::string(other_department))),
            "org.forbidden");
  std::string body = order(proposal("t-clerk", id));
  for (std::size_t place; (place = body.find(department)) != std::string::npos;) {
    body.replace(place, std::string(department).size(), other_department);
  }
  const auto head = workspace_->ledgers().head().seq;
  run("t-clerk", at + "/enter", body);
  const js::value refused = parsed(ask("t-clerk", "GET", at + "/report"));
  EXPECT_EQ(refused.at("errors_all").as_int64(), 2) << js::serialize(refused);
  EXPECT_FALSE(refused.at("entered").as_bool());
  EXPECT_EQ(workspace_->ledgers().head().seq, head);
  // And approving by an import needs the right to approve.
  run("t-clerk", at + "/enter", order(proposal("t-clerk", id), R"(,"state":"approved")"));
  EXPECT_FALSE(parsed(ask("t-clerk", "GET", at + "/report")).at("entered").as_bool());
}

TEST_F(ImportApi, hostile_files_and_orders_are_refused_and_change_nothing) {
  const auto head = workspace_->ledgers().head().seq;
  const std::string zip_head("PK\x03\x04", 4);
  const std::pair<std::string, const char*> files[] = {
      {"", "import.empty"},
      {"   \n \n", "import.empty"},
      {zip_head + std::string(500, '\x01'), ""},
      {std::string("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) + std::string(2000, 'x'), ""},
      {std::string("\xff\xfe\x00\x01\x02", 5), ""}};
  for (const auto& [bytes, wanted] : files) {
    const std::string id = keep("t-clerk", bytes, "%E8%A1%A8.xlsx");
    const Response response =
        ask("t-clerk", "GET", "/api/import-files/" + id + "/proposal?ledger=lecture");
    EXPECT_GE(response.status, 400);
    if (*wanted != '\0') {
      EXPECT_EQ(problem(response), wanted);
    }
  }
  const std::string id = keep("t-clerk", talks);
  const std::string at = "/api/import-files/" + id;
  const std::string sound = order(proposal("t-clerk", id));
  const auto with_sheet = [](const std::string& sheet) {
    return R"({"ledger":"lecture","unit":"","sheets":[{"sheet":0,)" + sheet + "}]}";
  };
  const std::pair<std::string, const char*> orders[] = {
      {R"({"ledger":"nothing","unit":"","sheets":[]})", "ledger.unknown_ledger"},
      {with_sheet(R"("columns":[{"title":"Date","target":"DROP TABLE"}])"),
       "import.unknown_target"},
      {with_sheet(R"("columns":[{"title":"Date","target":"on","power":99999999999}])"),
       "import.wrong_power"},
      {with_sheet(R"("columns":[],"year":-5)"), ""},
      {R"({"ledger":"lecture","unit":"","sheets":"all"})", "http.member_type"}};
  for (const auto& [body, wanted] : orders) {
    const Response response = ask("t-clerk", "POST", at + "/check", body);
    EXPECT_GE(response.status, 400) << body;
    if (*wanted != '\0') {
      EXPECT_EQ(problem(response), wanted) << body;
    }
  }
  // A sheet that is not there, and a unit: the job says so.
  EXPECT_EQ(run("t-clerk", at + "/check",
                R"({"ledger":"lecture","unit":"","sheets":[{"sheet":77,"columns":[]}]})")
                .at("error")
                .at("id")
                .as_string(),
            "import.no_such_sheet");
  EXPECT_EQ(run("t-clerk", at + "/check", R"({"ledger":"lecture","unit":"no","sheets":[]})")
                .at("error")
                .at("id")
                .as_string(),
            "org.unknown_unit");
  EXPECT_EQ(workspace_->ledgers().head().seq, head);
  EXPECT_EQ(run("t-clerk", at + "/check", sound).at("state").as_string(), "done");
}

TEST_F(ImportApi, files_are_bounded_in_number_and_the_oldest_gives_way) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i <= limits::kept_files_of_a_person_max; ++i) {
    ids.push_back(keep("c-clerk", talks));
  }
  EXPECT_EQ(problem(ask("c-clerk", "GET", "/api/import-files/" + ids.front() + "/report")),
            "import.no_such_file");
  EXPECT_EQ(problem(ask("c-clerk", "GET", "/api/import-files/" + ids.back() + "/report")),
            "import.not_checked");
}

TEST_F(ImportApi, a_cancelled_import_leaves_nothing) {
  std::string bytes = "Date,Topic,Place,Attendance\n";
  for (int row = 0; row < 30000; ++row) {
    bytes += "2009-06-01,Topic " + std::to_string(row) + ",Hall,1\n";
  }
  const std::string id = keep("c-reviewer", bytes);
  const std::string at = "/api/import-files/" + id;
  const std::string body = order(proposal("c-reviewer", id));
  const auto head = workspace_->ledgers().head().seq;
  const js::value begun = parsed(ask("c-reviewer", "POST", at + "/enter", body));
  const std::string job = "/api/jobs/" + std::string(begun.at("id").as_string());
  // While it runs the file cannot be taken twice.
  EXPECT_EQ(problem(ask("c-reviewer", "POST", at + "/enter", body)), "import.file_busy");
  EXPECT_EQ(problem(ask("c-reviewer", "DELETE", at)), "import.file_busy");
  EXPECT_EQ(ask("c-reviewer", "DELETE", job).status, 204);
  std::string state;
  for (int turn = 0; turn < 4000 && (state.empty() || state == "running" || state == "waiting");
       ++turn) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    state = parsed(ask("c-reviewer", "GET", job)).at("state").as_string();
  }
  EXPECT_EQ(state, "cancelled");
  EXPECT_EQ(workspace_->ledgers().head().seq, head);
  EXPECT_EQ(problem(ask("c-reviewer", "GET", at + "/report")), "import.not_checked");
  // It can be tried again.
  EXPECT_EQ(run("c-reviewer", at + "/check", body).at("state").as_string(), "done");
}

// The program ends between two steps, or in the middle of one: the files are gone, the ledger is as
// it was, and the next program does not know the old ids.
TEST_F(ImportApi, what_dies_between_two_steps_is_not_half_done) {
  std::string bytes = "Date,Topic,Place,Attendance\n";
  for (int row = 0; row < 20000; ++row) {
    bytes += "2009-06-02,Theme " + std::to_string(row) + ",Hall,1\n";
  }
  const std::string id = keep("n-reviewer", bytes);
  const std::string at = "/api/import-files/" + id;
  const std::string body = order(proposal("n-reviewer", id));
  const auto head = workspace_->ledgers().head().seq;
  parsed(ask("n-reviewer", "POST", at + "/enter", body));
  workspace_.reset();
  app::WorkspaceOptions options;
  options.folder = folder_;
  auto opened = app::Workspace::open(options, system_clock());
  ASSERT_TRUE(opened) << opened.error().what;
  workspace_ = std::move(*opened);
  EXPECT_EQ(workspace_->ledgers().head().seq, head);
  EXPECT_EQ(problem(ask("n-reviewer", "POST", at + "/enter", body)), "import.no_such_file");
  EXPECT_TRUE(parsed(ask("n-reviewer", "GET", "/api/jobs")).at("rows").as_array().empty());
  const auto audit = workspace_->ledgers().audit(workspace_->owner(), nullptr);
  ASSERT_TRUE(audit);
  EXPECT_TRUE(audit->faults.empty());
}

TEST_F(ImportApi, packs_units_and_summaries_are_the_administrators) {
  const std::string names = R"({"names":["street-association"]})";
  const std::string plan = R"({"unit":"610522","period":"2009","template":"county_year_summary"})";
  for (const char* login :
       {"n-clerk", "n-reviewer", "n-writer", "n-leader", "n-auditor", "c-administrator"}) {
    EXPECT_EQ(problem(ask(login, "GET", "/api/start")), "org.forbidden") << login;
    EXPECT_EQ(problem(ask(login, "GET", "/api/shipped-packs")), "org.forbidden") << login;
    EXPECT_EQ(problem(ask(login, "POST", "/api/shipped-packs", names)), "org.forbidden") << login;
    EXPECT_EQ(problem(upload(login, "/api/unit-files?name=a.csv", "name\nX\n")), "org.forbidden")
        << login;
  }
  EXPECT_EQ(problem(ask("n-clerk", "POST", "/api/summaries", plan)), "org.forbidden");
  EXPECT_EQ(problem(ask("n-administrator", "POST", "/api/shipped-packs", R"({"names":["../x"]})")),
            "app.unknown_pack");
  EXPECT_EQ(ask("n-administrator", "POST", "/api/shipped-packs", names).status, 204);
  EXPECT_EQ(ask("n-administrator", "POST", "/api/summaries", plan).status, 204);
  EXPECT_EQ(problem(ask("n-administrator", "POST", "/api/summaries",
                        R"({"unit":"610522","period":"2009","template":"nothing"})")),
            "app.unknown_template");
  // Titles of people's own, names in the place of codes, numbers given where there are none.
  const std::string units =
      "\xe5\x8d\x95\xe4\xbd\x8d\xe5\x90\x8d\xe7\xa7\xb0,\xe7\xb1\xbb\xe5\x88\xab,"
      "\xe4\xb8\x8a\xe7\xba\xa7\xe5\x8d\x95\xe4\xbd\x8d\nAlpha,township,\nBeta,village,Alpha\n";
  const std::string target = "/api/unit-files?name=a.csv&parent=610522";
  const js::value looked = parsed(upload("n-administrator", target + "&dry_run=true", units));
  EXPECT_TRUE(check_shape(looked, "UnitFile"));
  EXPECT_EQ(looked.at("added").as_int64(), 2);
  const js::value taken = parsed(upload("n-administrator", target, units));
  EXPECT_EQ(taken.at("rows").as_array()[1].at("parent").as_string(),
            taken.at("rows").as_array()[0].at("code").as_string());
  EXPECT_EQ(parsed(upload("n-administrator", target, units)).at("added").as_int64(), 0);
  EXPECT_EQ(problem(upload("n-administrator", target, "a,b\n1,2\n")), "app.no_unit_column");
  EXPECT_EQ(problem(upload("n-administrator", target, "name,parent\nX,nowhere\n")),
            "org.unknown_parent");
  // Somebody can sign in here: nobody founds anything, whatever key they have.
  const std::string founding =
      R"({"key":")" + workspace_->founding_key() +
      R"(","code":"X","unit_name":"X","short":"X","kind":"county","login":"x","name":"x",)"
      R"("password":"Shan-Shui-1958"})";
  EXPECT_EQ(problem(ask("", "POST", "/api/founding", founding)), "app.founded_already");
}

TEST(Founding, makes_the_first_administrator_for_who_has_the_key) {
  const auto folder = std::filesystem::temp_directory_path() / ("youju-found-" + unguessable_id());
  app::WorkspaceOptions options;
  options.folder = folder;
  options.create = true;
  auto workspace = app::Workspace::open(options, system_clock());
  ASSERT_TRUE(workspace);
  const auto ask = [&](const std::string& key, const std::string& password) {
    Request request;
    request.method = "POST";
    request.path = "/api/founding";
    request.language = "en";
    request.content_type = "application/json";
    request.body = R"({"key":")" + key +
                   R"(","code":"999901","unit_name":"Demo","short":"Demo","kind":"county",)"
                   R"("login":"admin","name":"Li","password":")" +
                   password + R"("})";
    return answer(**workspace, request);
  };
  EXPECT_EQ(ask("guessed", "Shan-Shui-1958").status, 403);
  EXPECT_EQ(ask("", "Shan-Shui-1958").status, 403);
  EXPECT_TRUE((*workspace)->ledgers().directory()->units().empty());
  const std::string key = (*workspace)->founding_key();
  // A password that is too weak is told field by field, and the next try goes on.
  const Response weak = ask(key, "1");
  EXPECT_EQ(weak.status, 422) << weak.body;
  EXPECT_EQ(js::parse(weak.body).at("errors").as_array().front().at("field").as_string(),
            "password");
  EXPECT_EQ(ask(key, "Shan-Shui-1958").status, 204);
  EXPECT_EQ(ask(key, "Shan-Shui-1958").status, 409);
  org::Accounts::Attempt attempt;
  attempt.login = "admin";
  attempt.password = "Shan-Shui-1958";
  EXPECT_TRUE((*workspace)->accounts().sign_in(attempt));
  const auto access = (*workspace)->ledgers().directory()->access("admin");
  ASSERT_TRUE(access);
  EXPECT_TRUE(app::packs_to_choose(**workspace, *access));
  EXPECT_TRUE(app::choose_packs(**workspace, *access, {"county-association"}));
  const auto state = app::start_state(**workspace, *access);
  ASSERT_TRUE(state);
  EXPECT_EQ(state->packs.size(), 2U);
  EXPECT_EQ(state->units, 1);
  workspace->reset();
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace youju::http
