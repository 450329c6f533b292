// Every route, tried as every role, inside and outside of the subtree. A row a route, a letter a
// try; a route that has no row fails the test, so that nobody adds one without saying who may.
#include <youju/http/rights_fixture.h>

#include <set>

namespace youju::http {
namespace {

using R = Rights;
using L = const std::string&;

constexpr std::string_view unit = "unit=610522-gyj";
constexpr std::string_view period = "unit=610522-gyj&period=2009";

constexpr const char* crossed = "&indicator=lectures&rows_by=unit&columns_by=month";
constexpr std::string_view old_version = R"({"version":999})";
constexpr std::string_view old_reason = R"({"version":999,"reason":"x"})";
constexpr std::string_view stale_target =
    R"({"version":999,"terms_version":0,"value":"9","source":"s","owner":"","reason":"r"})";

Try of(std::string_view path, std::string_view query = {}, std::string_view body = {}) {
  return {std::string(path), std::string(query), std::string(body)};
}
const Try a_person = of("managed");

// Inside | outside: c r w l a A, the roles; others: without a right, nobody.
const Row rows[] = {
    // --- one's own account: whoever is signed in
    {"GET /api/session", Over::all, "++++++", "++++++", "++"},
    {"POST /api/session", Over::all, "xxxxxx", "xxxxxx", "xx",
     [](L) {
       return of("", "", R"({"login":"nobody)" + R::serial() + R"(","password":"Wrong-2020"})");
     },
     "account.wrong_password"},
    {"DELETE /api/session", Over::all, "++++++", "++++++", "+S"},
    {"PUT /api/session/password", Over::all, "xxxxxx", "xxxxxx", "xS",
     [](L login) { return of("", "", R"({"old":")" + R::password(login) + R"(","new":"short"})"); },
     "http.fields_wrong"},
    {"GET /api/session/all", Over::all, "++++++", "++++++", "+S"},
    {"DELETE /api/session/all/{session}", Over::all, "xxxxxx", "xxxxxx", "xS",
     [](L) { return of("none"); }, "account.no_such_session"},
    {"POST /api/session/totp", Over::all, "++++++", "++++++", "+S",
     [](L login) { return of("", "", R"({"password":")" + R::password(login) + "\"}"); }},
    {"PUT /api/session/totp", Over::all, "xxxxxx", "xxxxxx", "xS",
     [](L) { return of("", "", R"({"code":"000000"})"); }, "account.wrong_code"},
    {"DELETE /api/session/totp", Over::all, "++++++", "++++++", "+S",
     [](L login) { return of("", "", R"({"password":")" + R::password(login) + "\"}"); }},

    {"GET /api/delegations", Over::all, "++++++", "++++++", "RS"},
    {"POST /api/delegations", Over::all, "++++++", "++++++", "RS",
     [](L login) {
       const std::string role = login.find('-') < 2 ? login.substr(2) : "clerk";
       const std::string where = login.starts_with("n-") ? "100000" : department;
       return of("", "",
                 R"({"receiver":"stand-in","from":"2030-01-01","last":"2030-01-09","role":")" +
                     role + R"(","unit":")" + where + "\"}");
     }},
    {"DELETE /api/delegations/{id}", Over::part, "FFFFF+", "FFFFFF", "RS",
     [](L) { return of(R::a_delegation()); }},

    // --- what everybody with any right may know: which ledgers, indicators, templates, units exist
    {"GET /api/ledgers/{ledger}", Over::part, "++++++", "++++++", "RS",
     [](L) { return of("lecture"); }},
    {"GET /api/indicators", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/templates", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/units", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/units/{code}", Over::all, "++++++", "++++++", "RS",
     [](L) { return of(other_department); }},
    {"GET /api/about", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/events", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/openapi.json", Over::all, "++++++", "++++++", "++"},

    // --- reading: every role, in its subtree
    {"GET /api/ledgers", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", unit); }},
    {"GET /api/ledgers/{ledger}/export", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("lecture", period); }},
    {"GET /api/ledgers/{ledger}/records", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("lecture", unit); }},
    {"GET /api/ledgers/{ledger}/records/{id}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::at_lecture(R::proven().first)); }},
    {"GET /api/ledgers/{ledger}/records/{id}/evidence/{digest}", Over::part, "++++++",
     "FFFFFF", "RS",
     [](L) { return of(R::at_lecture(R::proven().first) + " " + R::proven().second); }},
    {"GET /api/today", Over::part, "++++++", "FFFFFF", "RS", [](L) { return of("", unit); }},
    {"GET /api/review", Over::part, "++++++", "FFFFFF", "RS", [](L) { return of("", unit); }},
    {"GET /api/figures", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", std::string(period) + "&indicators=lectures"); }},
    {"GET /api/figures/{figure}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("lectures@610522-gyj@2009"); }},
    {"GET /api/figures/{figure}/records", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("lectures@610522-gyj@2009"); }},
    {"GET /api/figures/{figure}/change", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("lectures@610522-gyj@2009"); }},
    {"GET /api/figure-places", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", std::string(period) + "&indicators=lectures"); }},
    {"GET /api/summaries", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/summaries/{unit}/{period}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("610522-gyj 2009", "template=county_campaign_summary"); }},
    {"GET /api/summaries/{unit}/{period}/{form}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("610522-gyj 2009 md", "template=county_campaign_summary"); }},

    // --- entering: clerk, reviewer, administrator
    {"POST /api/ledgers/{ledger}/records", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) { return of("lecture", "", R::fields(R::serial())); }},
    {"POST /api/ledgers/{ledger}/import", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) {
       Try attempt = of("lecture", "name=a.csv&unit=610522-gyj");
       attempt.upload = "on,topic,place,attendance\n2009-05-07,t" + R::serial() + ",Hall,3\n";
       return attempt;
     }},
    {"PUT /api/ledgers/{ledger}/records/{id}", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) {
       Try attempt = R::moved("draft");
       attempt.body = R::fields(R::serial());
       attempt.version = "1";
       return attempt;
     }},
    {"POST /api/ledgers/{ledger}/records/{id}/submit", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) { return R::moved("draft"); }},
    {"POST /api/ledgers/{ledger}/records/{id}/evidence", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) {
       Try attempt = of(R::at_lecture(R::lecture_in("draft")), "name=list.txt");
       attempt.upload = "present: 40";
       return attempt;
     }},
    {"POST /api/ledgers/{ledger}/records/{id}/withdraw", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) { return R::moved("draft", R"(,"reason":"twice")"); }},

    // --- judging: reviewer, leader, administrator
    {"POST /api/ledgers/{ledger}/records/{id}/approve", Over::part, "F+F+F+", "FFFFFF", "RS",
     [](L) { return R::moved("submitted"); }},
    {"POST /api/ledgers/{ledger}/records/{id}/return", Over::part, "F+F+F+", "FFFFFF", "RS",
     [](L) { return R::moved("submitted", R"(,"reason":"again")"); }},
    {"POST /api/review", Over::part, "F+F+F+", "FFFFFF", "RS",
     [](L) {
       return of("", "",
                 R"({"action":"approve","records":[{"ledger":"lecture","id":")" +
                     R::lecture_in("submitted") + R"(","version":1}]})");
     }},
    {"POST /api/ledgers/{ledger}/records/{id}/merge", Over::part, "F+F+F+", "FFFFFF", "RS",
     [](L) {
       return of(R::at_lecture(R::lecture_in("submitted")), "",
                 R"({"other":")" + R::lecture_in("submitted") + "\"}");
     }},
    {"POST /api/ledgers/{ledger}/records/{id}/keep", Over::part, "F+F+F+", "FFFFFF", "RS",
     [](L) {
       return of(R::at_lecture(R::lecture_in("submitted")), "",
                 R"({"reason":"two halls","other":")" + R::lecture_in("submitted") + "\"}");
     }},

    // --- correcting what counts: reviewer, administrator
    {"POST /api/ledgers/{ledger}/records/{id}/correct", Over::part, "F+FFF+", "FFFFFF", "RS",
     [](L) { return R::moved("approved", R"(,"reason":"typo","fields":{"attendance":"41"})"); }},

    // --- drafts: read by all; written, discussed, signed by those whose work it is
    {"GET /api/drafts", Over::part, "++++++", "FFFFFF", "RS", [](L) { return of("", unit); }},
    {"GET /api/drafts/{id}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft()); }},
    {"GET /api/drafts/{id}/versions", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft()); }},
    {"GET /api/drafts/{id}/history", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft()); }},
    {"GET /api/drafts/{id}/tasks", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft()); }},
    {"GET /api/drafts/{id}/comments", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft()); }},
    {"GET /api/drafts/{id}/diff", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft()); }},
    {"GET /api/drafts/{id}/file/{form}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_draft() + " md"); }},
    {"POST /api/drafts", Over::part, "FF++F+", "FFFFFF", "RS",
     [](L) { return of("", "", R::draft_of(R::a_year())); }},
    {"PUT /api/drafts/{id}", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", R"({"version":999,"title":["x"],"blocks":[]})"); },
     "writing.version_conflict"},
    {"POST /api/drafts/{id}/comments", Over::part, "FxxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", R"({"block":"none","text":"x"})"); },
     "writing.no_such_block"},
    {"POST /api/drafts/{id}/comments/{comment}/resolve", Over::part, "FxxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft() + " 9"); }, "writing.no_such_comment"},
    {"POST /api/drafts/{id}/comments/{comment}/reopen", Over::part, "FxxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft() + " 9"); }, "writing.no_such_comment"},
    {"POST /api/drafts/{id}/submit", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", old_version); }, "writing.version_conflict"},
    {"POST /api/drafts/{id}/return", Over::part, "FxFxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", old_reason); }, "writing.version_conflict"},
    {"POST /api/drafts/{id}/sign", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", old_version); }, "writing.version_conflict"},
    {"POST /api/drafts/{id}/seal", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", old_version); }, "writing.version_conflict"},
    {"POST /api/drafts/{id}/reopen", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", old_reason); }, "writing.version_conflict"},
    {"POST /api/drafts/{id}/merge", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "name=a.docx"); }, "docx.not_a_docx"},
    // --- proof: read by all, decided on by writers; what others have handed in is not there
    {"POST /api/proofs", Over::part, "++++++", "FFFFFF", "RS",
     [](L) {
       Try attempt = of("", std::string(period) + "&name=a.txt&template=county_campaign_summary");
       attempt.upload = "全局举办讲座3场。";
       return attempt;
     }},
    {"POST /api/proofs/text", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", "", R::text_to_prove); }},
    {"POST /api/proofs/check", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", "", R::text_to_prove); }},
    {"GET /api/proofs/{id}", Over::part, "++++++", "xxxxxx", "RS",
     [](L login) { return of(R::a_proof(login)); }, "proof.no_such_draft"},
    {"DELETE /api/proofs/{id}", Over::part, "++++++", "xxxxxx", "RS",
     [](L login) { return of(R::a_proof(login)); }, "proof.no_such_draft"},
    {"GET /api/proofs/{id}/file/{form}", Over::part, "++++++", "xxxxxx", "RS",
     [](L login) { return of(R::a_proof(login) + " html"); }, "proof.no_such_draft"},
    {"POST /api/proofs/{id}/decisions", Over::part, "FF++F+", "xxxxxx", "RS",
     [](L login) {
       const std::string proof = R::a_proof(login);
       return of(proof, "",
                 R"({"verdict":"ignore","reason":"r","finding":")" +
                     R::a_finding(login, proof) + "\"}");
     },
     "proof.no_such_draft"},
    {"DELETE /api/proofs/{id}/decisions/{decision}", Over::part, "FFxxFx", "NNNNNN", "RS",
     [](L login) { return of(R::a_proof(login) + " none"); }, "proof.no_such_decision"},
    {"POST /api/proofs/{id}/baseline", Over::part, "xxxxxx", "NNNNNN", "RS",
     [](L login) {
       return of(R::a_proof(login), "", R"({"source":"s","findings":["none"]})");
     },
     "proof.no_such_finding"},
    // --- statistics forms: filled by those who work, handed in by who heads them, settled above
    {"GET /api/surveys", Over::part, "++++++", "++++++", "RS", [](L) { return of(""); }},
    {"GET /api/surveys/{survey}/total", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("kp", "unit=610522-gyj&year=2009"); }},
    {"GET /api/surveys/{survey}/coverage", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("kp", "unit=610522-gyj&year=2009"); }},
    {"POST /api/surveys/{survey}/workbook/places", Over::part, "xxxxxx", "FFFFFF", "RS",
     [](L) { return of("kp", "unit=610522-gyj&year=2009"); }, "xlsx.not_an_xlsx"},
    {"POST /api/surveys/{survey}/workbook/file", Over::part, "xxxxxx", "FFFFFF", "RS",
     [](L) { return of("kp", "unit=610522-gyj&year=2009&name=a.xlsx"); }, "xlsx.not_an_xlsx"},
    {"GET /api/returns", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", unit); }},
    {"GET /api/returns/{id}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_return()); }},
    {"GET /api/returns/{id}/file", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of(R::a_return()); }},
    {"POST /api/returns", Over::part, "++++F+", "FFFFFF", "RS",
     [](L) { return of("", "", R::return_of(R::a_later_year())); }},
    {"POST /api/returns/{id}/fill", Over::part, "xxxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_return(), "", old_version); }, "forms.version_conflict"},
    {"POST /api/returns/{id}/cells", Over::part, "xxxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_return(), "", R"({"version":999,"entries":[]})"); },
     "forms.version_conflict"},
    {"POST /api/returns/{id}/explain", Over::part, "xxxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_return(), "", R"({"version":1,"finding":"x","text":"x"})"); },
     "forms.no_finding"},
    {"POST /api/returns/{id}/submit", Over::part, "FxFxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_return(), "", old_version); }, "forms.hard_findings"},
    {"POST /api/returns/{id}/return", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_return(), "", old_reason); }, "forms.version_conflict"},
    {"POST /api/returns/{id}/lock", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_return(), "", old_version); }, "forms.version_conflict"},
    // --- plans: read by all; set by who heads the unit, milestones done by those who work
    {"GET /api/plans", Over::part, "++++++", "FFFFFF", "RS", [](L) { return of("", unit); }},
    {"GET /api/plans/late", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", unit); }},
    {"GET /api/plans/{unit}/{period}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("610522-gyj 2009"); }},
    {"GET /api/plans/{unit}/{period}/sheet/{form}", Over::part, "xxxxxx", "FFFFFF", "RS",
     [](L) { return of("610522-gyj 2008 docx"); }, "app.no_plan"},
    {"PUT /api/plans/{unit}/{period}/title", Over::part, "FFF+F+", "FFFFFF", "RS",
     [](L) { return of("610522-gyj 2009", "", R"({"title":"T)" + R::serial() + "\"}"); }},
    {"POST /api/plans/{unit}/{period}/milestones", Over::part, "FFF+F+", "FFFFFF", "RS",
     [](L) { return of("610522-gyj 2009", "", R"({"text":"t","owner":"","due":""})"); }},
    {"PUT /api/milestones/{id}", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) {
       return of(R::a_milestone(), "", R"({"version":999,"text":"t","owner":"","due":""})");
     },
     "plan.version_conflict"},
    {"DELETE /api/milestones/{id}", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_milestone(), "", old_version); }, "plan.version_conflict"},
    {"POST /api/milestones/{id}/done", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_milestone(), "", R"({"version":999,"done_on":"","note":""})"); },
     "plan.version_conflict"},
    {"GET /api/targets/{target}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("target.lectures@610522-gyj@2009"); }},
    {"PUT /api/targets/{target}", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) { return of("target.lectures@610522-gyj@2009", "", stale_target); },
     "figure.version_conflict"},
    {"DELETE /api/targets/{target}", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) {
       return of("target.lectures@610522-gyj@2009", "",
                 R"({"version":1,"terms_version":1,"reason":"r"})");
     },
     "plan.no_target"},
    {"GET /api/targets/{target}/fields", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("target.lectures@610522-gyj@2009"); }},
    {"GET /api/targets/{target}/siblings", Over::part, "FFFFFF", "FFFFFF", "RS",
     [](L) { return of("target.lectures@610522-gyj@2009"); }},
    {"GET /api/targets/{target}/proposal", Over::part, "xxxxxx", "FFFFFF", "RS",
     [](L) { return of("target.lectures@610522-gyj@2009"); }, "plan.no_target"},
    {"POST /api/targets/{target}/split", Over::part, "FFFxFx", "FFFFFF", "RS",
     [](L) {
       return of("target.lectures@610522-gyj@2009", "",
                 R"({"parts":[],"may_differ":false,"reason":""})");
     },
     "plan.no_target"},
    {"POST /api/drafts/{id}/merge/apply", Over::part, "FFxxFx", "FFFFFF", "RS",
     [](L) { return of(R::a_draft(), "", R"({"version":1,"upload":"00","choices":[]})"); },
     "writing.no_such_upload"},
    {"POST /api/summaries", Over::part, "FF++F+", "FFFFFF", "RS",
     [](L) { return of("", "", R::draft_of(R::a_year())); }},

    // --- figures in tables and by name: every role, in its subtree
    {"GET /api/figure-table", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", std::string(period) + crossed); }},
    {"GET /api/figure-table/{form}", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("csv", std::string(period) + "&indicators=lectures"); }},
    {"GET /api/figure-choices", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", std::string(period) + "&indicator=lectures"); }},

    // --- files that come in: who may enter anywhere; what others have left there is not there
    {"POST /api/import-files", Over::part, "++FFF+", "++FFF+", "RS",
     [](L) {
       Try attempt = of("", "name=a.csv");
       attempt.upload = "on,topic\n";
       return attempt;
     }},
    {"DELETE /api/import-files/{file}", Over::all, "++xxx+", "++xxx+", "RS",
     [](L login) { return of(R::a_kept_file(login)); }, "import.no_such_file"},
    {"GET /api/import-files/{file}/proposal", Over::all, "++FFF+", "++FFF+", "RS",
     [](L login) { return of(R::a_kept_file(login), "ledger=lecture&unit=610522-gyj"); }},
    {"POST /api/import-files/{file}/check", Over::all, "++FFF+", "++FFF+", "RS",
     [](L login) { return of(R::a_kept_file(login), "", R::order()); }},
    {"POST /api/import-files/{file}/enter", Over::all, "++FFF+", "++FFF+", "RS",
     [](L login) { return of(R::a_kept_file(login), "", R::order()); }},
    {"GET /api/import-files/{file}/report", Over::all, "++xxx+", "++xxx+", "RS",
     [](L login) { return of(R::a_job(login, "/check").first); }, "import.no_such_file"},
    {"GET /api/import-files/{file}/errors", Over::all, "++xxx+", "++xxx+", "RS",
     [](L login) { return of(R::a_job(login, "/check").first); }, "import.no_such_file"},
    {"GET /api/jobs", Over::all, "++++++", "++++++", "RS"},
    {"GET /api/jobs/{job}", Over::all, "++xxx+", "++xxx+", "RS",
     [](L login) { return of(R::a_job(login, "/check").second); }, "app.unknown_job"},
    {"DELETE /api/jobs/{job}", Over::all, "++xxx+", "++xxx+", "RS",
     [](L login) { return of(R::a_job(login, "/check").second); }, "app.unknown_job"},
    {"GET /api/imports", Over::part, "++++++", "FFFFFF", "RS",
     [](L) { return of("", unit); }},
    {"POST /api/imports/{import}/undo", Over::part, "++FFF+", "FFFFFF", "RS",
     [](L) { return of(R::an_import(), "", R"({"reason":"r"})"); }},

    // --- packs, and the beginning of a folder
    {"GET /api/packs", Over::all, "FFFFF+", "FFFFFF", "RS"},
    {"GET /api/packs/{pack}/file", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) { return of("common", "path=pack.yaml"); }},
    {"POST /api/packs/{pack}/try", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) { return of("common", "", R"({"path":"ledgers/lecture.yaml","text":"x"})"); }},
    {"PUT /api/packs/{pack}/file", Over::all, "FFFFFx", "FFFFFF", "RS",
     [](L) {
       return of("common", "", R"({"path":"ledgers/lecture.yaml","text":"x","version":999999})");
     },
     "app.pack_changed"},
    {"PUT /api/packs/{pack}/tags", Over::all, "FFFFFx", "FFFFFF", "RS",
     [](L) { return of("common", "", R"({"version":999999,"tags":[]})"); }, "app.pack_changed"},
    {"GET /api/packs/{pack}/ledgers/{ledger}", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) { return of("common lecture"); }},
    {"POST /api/packs/{pack}/ledgers/{ledger}", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) {
       return of("common lecture", "",
                 R"({"version":1,"keep":false,"design":)" + R::a_design() + "}");
     }},
    // --- the days of the year: read by all, kept by who heads the whole
    {"GET /api/almanac", Over::all, "++++++", "++++++", "RS"},
    {"PUT /api/almanac/{year}", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) { return of("2009", "", R"({"version":0,"days":[]})"); }},
    {"POST /api/almanac/{year}/notice", Over::all, "xxxxxx", "xxxxxx", "RS",
     [](L) { return of("2009", "", R"({"text":"none"})"); }, "almanac.no_notice"},

    // --- parties: who may enter records anywhere
    {"GET /api/parties", Over::all, "++FFF+", "++FFF+", "RS", [](L) { return of("", "q=x"); }},
    {"POST /api/parties", Over::all, "++FFF+", "++FFF+", "RS",
     [](L) {
       return of("", "", R"({"name":"P)" + R::serial() + R"(","code":"","kind":"enterprise"})");
     }},
    {"POST /api/founding", Over::all, "xxxxxx", "xxxxxx", "xx",
     [](L) {
       return of("", "",
                 R"({"key":"x","code":"1","unit_name":"U","short":"U","kind":"county",)"
                 R"("login":"new","name":"N","password":"Kepu-2020-0306"})");
     },
     "app.founded_already"},
    {"GET /api/start", Over::all, "FFFFF+", "FFFFFF", "RS"},
    {"GET /api/shipped-packs", Over::all, "FFFFF+", "FFFFFF", "RS"},
    {"POST /api/shipped-packs", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) { return of("", "", R"({"names":["common"]})"); }},
    {"POST /api/unit-files", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) {
       Try attempt = of("", "name=a.csv&dry_run=true");
       attempt.upload = "code,name,short,kind,parent\n610522-u,U,U,department,610522\n";
       return attempt;
     }},

    // --- the folder as a whole
    {"POST /api/audit", Over::all, "FFFF++", "FFFFFF", "RS"},
    {"GET /api/trail", Over::all, "FFFF++", "FFFFFF", "RS"},
    {"GET /api/backup", Over::all, "FFFFF+", "FFFFFF", "RS"},

    // --- units and people of the subtree: administrator
    {"POST /api/units", Over::part, "FFFFF+", "FFFFFF", "RS",
     [](L) {
       const std::string code = "610522-gyj-" + R::serial();
       return of("", "",
                 R"({"name":"Section","short":"Section","kind":"department","parent":"610522-gyj",)"
                 R"("code":")" +
                     code + "\"}");
     }},
    {"POST /api/units/{code}/reform", Over::all, "FFFFF+", "FFFFFF", "RS",
     [](L) {
       return of(other_department, "",
                 R"({"kind":"abolish","day":"2026-01-01","reason":"r","dry_run":true})");
     }},
    {"GET /api/people", Over::all, "FFFFF+", "FFFFF+", "RS"},
    {"PUT /api/people/{login}", Over::part, "FFFFF+", "FFFFFF", "RS",
     [](L) {
       return of(
           "managed", "",
           R"({"name":"n)" + R::serial() + R"(","grants":[{"role":"clerk","unit":"610522-gyj"}]})");
     }},
    {"POST /api/people/{login}/password", Over::part, "FFFFF+", "FFFFFF", "RS",
     [](L) { return a_person; }},
    {"POST /api/people/{login}/unlock", Over::part, "FFFFF+", "FFFFFF", "RS",
     [](L) { return a_person; }},
    {"DELETE /api/people/{login}/totp", Over::part, "FFFFFx", "FFFFFF", "RS",
     [](L) { return a_person; }, "account.totp_off"},
};

TEST_F(Rights, every_route_says_who_may) {
  std::set<std::string> told;
  for (const Row& row : rows) told.insert(std::string(row.route));
  std::set<std::string> there;
  for (const Route& route : routes()) {
    there.insert(std::string(route.method) + " " + std::string(route.path));
  }
  for (const std::string& route : there) {
    EXPECT_TRUE(told.contains(route)) << route << " has no row in rights_test.cpp";
  }
  for (const std::string& route : told) {
    EXPECT_TRUE(there.contains(route)) << "there is no route " << route;
  }
  EXPECT_EQ(told.size(), std::size(rows)) << "a route has two rows";
}

TEST_F(Rights, each_role_may_what_its_row_says) {
  for (const Row& row : rows) {
    const Match found =
        match(row.route.substr(0, row.route.find(' ')), row.route.substr(row.route.find(' ') + 1));
    ASSERT_NE(found.route, nullptr) << row.route;
    const std::string in = row.over == Over::all ? "n-" : "t-";
    const std::string out = row.over == Over::all ? "t-" : "o-";
    std::string inside, outside, others;
    for (const char* role : roles) {
      inside += outcome(row, *found.route, in + role);
      outside += outcome(row, *found.route, out + role);
    }
    others += outcome(row, *found.route, "bare");
    others += outcome(row, *found.route, "");
    EXPECT_EQ(inside, row.inside) << row.route << " inside";
    EXPECT_EQ(outside, row.outside) << row.route << " outside";
    EXPECT_EQ(others, row.others) << row.route << " without a right, and nobody";
  }
}

}  // namespace
}  // namespace youju::http
