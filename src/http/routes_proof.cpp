// Drafts held against the ledger: handed in or pasted, looked at, decided on, fetched again with
// comments; and the proof of a text that is being written, which keeps nothing.
#include <youju/app/prove.h>
#include <youju/base/clock.h>
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/http/document_file.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/proof/report.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace youju::http {
namespace {

namespace js = boost::json;
using app::KeptDraft;
using proof::Finding;
using proof::Verdict;

constexpr std::array all_verdicts = {Verdict::accept, Verdict::declare, Verdict::ignore};

// ---- telling

class Teller {
 public:
  Teller(JsonWriter& json, const Call& call, const KeptDraft& kept)
      : json_(json), call_(call), kept_(kept), draft_(*kept.draft) {}

  // The members of "ProofCheck", inside an object that is open.
  Result<void> check(const proof::Proof& proof) {
    TRY(find_rights());
    json_.key("as_of").number(proof.as_of);
    json_.key("figures").number(static_cast<std::int64_t>(proof.figures));
    json_.key("findings").begin_array();
    for (const Finding& finding : proof.findings) tell(finding);
    json_.end_array();
    return {};
  }

  Result<void> report(const proof::Proof& proof) {
    const auto directory = call_.ledgers().directory();
    json_.begin_object().member("id", kept_.id).member("name", kept_.name);
    json_.member("kind", kind_name()).member("unit", kept_.unit);
    json_.member("unit_name", directory->unit(TRY(directory->find(kept_.unit))).name);
    json_.member("period", kept_.period.to_string());
    json_.member("period_title", period_title(call_, kept_.period));
    tell_texts(json_, "forms",
               draft_.docx.empty() ? std::vector<std::string>{"html"}
                                   : std::vector<std::string>{"docx", "html"});
    json_.key("paragraphs").begin_array();
    for (const proof::DraftParagraph& each : draft_.paragraphs) {
      json_.begin_object().member("text", words(each.begin, each.end));
      json_.key("outline").number(each.outline).key("table").number(each.table);
      json_.key("row").number(each.row).key("column").number(each.column).end_object();
    }
    json_.end_array();
    TRY(check(proof));
    json_.end_object();
    return {};
  }

 private:
  std::string_view words(std::size_t begin, std::size_t end) const {
    return std::string_view(draft_.text).substr(begin, end - begin);
  }

  std::string_view kind_name() const {
    switch (draft_.kind) {
      case proof::DraftKind::docx:
        return "docx";
      case proof::DraftKind::html:
        return "html";
      case proof::DraftKind::markdown:
        return "md";
      default:
        return "txt";
    }
  }

  Result<void> find_rights() {
    const auto directory = call_.ledgers().directory();
    const org::UnitId unit = TRY(directory->find(kept_.unit));
    const auto tree = directory->tree(call_.workspace.clock().today());
    may_decide_ = call_.access.require(org::Action::write_summary, unit, *tree).has_value();
    may_declare_ = call_.access.require(org::Action::declare_figure, unit, *tree).has_value();
    return {};
  }

  void tell(const Finding& finding) {
    json_.begin_object().member("key", finding.key);
    json_.member("kind", finding_kind_name(finding.kind));
    json_.member("kind_title", kind_title(finding.kind, call_.language));
    json_.member("severity", severity_name(severity_of(finding.kind)));
    tell_place(finding);
    json_.member("said", said_of(finding)).member("subject", finding.subject);
    json_.member("sentence", finding.sentence).member("claimed", finding.claimed);
    json_.member("reason", reason_of(finding, call_.language));
    json_.member("suggestion", finding.suggestion);
    json_.member("figure", finding.name ? finding.name->to_string() : "");
    json_.member("title", finding.title).member("truth", finding.truth);
    json_.member("value", finding.value);
    json_.member("figure_kind", indicator::figure_kind_name(finding.figure_kind));
    json_.key("score").number(finding.match ? finding.match->score : 0);
    json_.member("words", finding.match ? finding.match->words : "");
    json_.key("by_mark").boolean(finding.match && finding.match->by_mark);
    json_.key("settled").boolean(finding.is_settled());
    json_.key("baseline").boolean(may_declare_ && is_baseline(finding));
    if (finding.decision) tell_decision(finding);
    std::vector<std::string> may;
    for (const Verdict verdict : all_verdicts) {
      const bool right = verdict == Verdict::declare ? may_declare_ : may_decide_;
      if (right && allows(finding, verdict)) may.emplace_back(verdict_name(verdict));
    }
    if (may_decide_ && finding.decision) may.emplace_back("undo");
    tell_texts(json_, "may", may);
    json_.end_object();
  }

  void tell_place(const Finding& finding) {
    // By place, as findings are: the one that a finding stands in is this one or a later one.
    while (paragraph_ + 1 < draft_.paragraphs.size() &&
           draft_.paragraphs[paragraph_ + 1].begin <= finding.begin) {
      ++paragraph_;
    }
    std::size_t begin = finding.begin;
    std::size_t end = finding.end;
    std::size_t from = 0;
    if (paragraph_ < draft_.paragraphs.size()) {
      const proof::DraftParagraph& place = draft_.paragraphs[paragraph_];
      from = place.begin;
      begin = std::clamp(begin, place.begin, place.end);
      end = std::clamp(end, begin, place.end);
    }
    const auto first = static_cast<std::int64_t>(text::length(words(from, begin)));
    json_.key("paragraph").number(static_cast<std::int64_t>(paragraph_)).key("begin").number(first);
    json_.key("end").number(first + static_cast<std::int64_t>(text::length(words(begin, end))));
  }

  void tell_decision(const Finding& finding) {
    const proof::Decision& decision = *finding.decision;
    const org::Person* person = call_.ledgers().directory()->person(decision.by);
    json_.key("decision").begin_object().member("key", decision.key);
    json_.member("verdict", verdict_name(decision.verdict));
    json_.member("title", verdict_title(decision.verdict, call_.language));
    json_.member("source", decision.source).member("reason", decision.reason);
    json_.member("by", decision.by);
    json_.member("by_name", person == nullptr ? decision.by : person->name);
    json_.member("at", instant_to_string(decision.at_ms));
    json_.key("outdated").boolean(finding.outdated).end_object();
  }

  JsonWriter& json_;
  const Call& call_;
  const KeptDraft& kept_;
  const proof::Draft& draft_;
  bool may_decide_ = false, may_declare_ = false;
  std::size_t paragraph_ = 0;
};

// ---- routes

Result<proof::Proof> prove(const Call& call, const KeptDraft& kept) {
  app::ProveRequest request;
  request.draft = kept.draft.get();
  request.unit = kept.unit;
  request.period = kept.period;
  request.template_name = kept.template_name;
  request.language = call.language;
  return app::prove(call.workspace, call.access, request);
}

Result<Response> report(const Call& call, const KeptDraft& kept, int status) {
  const proof::Proof found = TRY(prove(call, kept));
  JsonWriter json;
  TRY(Teller(json, call, kept).report(found));
  return http::json(json, status);
}

Result<KeptDraft> kept_draft(const Call& call) {
  return call.workspace.proofs().find(call.access.login(), call.part("id"));
}

Result<KeptDraft> read(const Call& call, std::string_view bytes, KeptDraft draft) {
  TRY(app::require_prover(call.workspace, call.access, draft.unit));
  draft.draft = std::make_shared<const proof::Draft>(TRY(proof::read_draft(bytes, draft.name)));
  return draft;
}

Result<Response> upload(Call& call) {
  KeptDraft draft;
  draft.name = call.query("name");
  draft.unit = call.query("unit");
  draft.period = TRY(call.period());
  draft.template_name = call.query("template");
  TRY(app::require_prover(call.workspace, call.access, draft.unit));
  const std::string bytes = TRY(read_file(call.request.body_file, limits::proof_bytes_max));
  draft = TRY(read(call, bytes, std::move(draft)));
  return report(call, TRY(call.workspace.proofs().keep(call.access.login(), std::move(draft))),
                201);
}

Result<KeptDraft> pasted(const Call& call) {
  KeptDraft draft;
  draft.name = call.text("name");
  draft.unit = call.text("unit");
  draft.period = TRY(Period::parse(call.text("period")));
  draft.template_name = call.text("template");
  return read(call, call.text("text"), std::move(draft));
}

Result<Response> paste(Call& call) {
  KeptDraft draft = TRY(pasted(call));
  return report(call, TRY(call.workspace.proofs().keep(call.access.login(), std::move(draft))),
                201);
}

Result<Response> check(Call& call) {
  const KeptDraft draft = TRY(pasted(call));
  const proof::Proof found = TRY(prove(call, draft));
  JsonWriter json;
  json.begin_object();
  TRY(Teller(json, call, draft).check(found));
  json.end_object();
  return http::json(json);
}

Result<Response> show(Call& call) { return report(call, TRY(kept_draft(call)), 200); }

Result<Response> drop(Call& call) {
  TRY(call.workspace.proofs().drop(call.access.login(), call.part("id")));
  return no_content();
}

Result<Response> decide(Call& call) {
  const KeptDraft kept = TRY(kept_draft(call));
  const proof::Proof found = TRY(prove(call, kept));
  const std::string key = call.text("finding");
  const auto finding = std::find_if(found.findings.begin(), found.findings.end(),
                                    [&](const Finding& each) { return each.key == key; });
  if (finding == found.findings.end()) {
    return fail(ErrorKind::not_found, "proof.no_such_finding", {{"key", key}});
  }
  proof::Choice choice;
  choice.verdict = TRY(proof::parse_verdict(call.text("verdict")));
  choice.source = call.text("source");
  choice.reason = call.text("reason");
  if (!call.text("figure").empty()) {
    choice.figure = TRY(indicator::FigureName::parse(call.text("figure")));
  }
  TRY(call.workspace.decisions().decide(call.access, kept.unit, kept.period, *finding, choice));
  return report(call, kept, 200);
}

Result<Response> baseline(Call& call) {
  const KeptDraft kept = TRY(kept_draft(call));
  const proof::Proof found = TRY(prove(call, kept));
  std::vector<const Finding*> chosen;
  for (const js::value& each : call.body.at("findings").get_array()) {
    const std::string_view key = each.get_string();
    const auto finding = std::find_if(found.findings.begin(), found.findings.end(),
                                      [&](const Finding& one) { return one.key == key; });
    if (finding == found.findings.end()) {
      return fail(ErrorKind::not_found, "proof.no_such_finding", {{"key", std::string(key)}});
    }
    chosen.push_back(&*finding);
  }
  TRY(call.workspace.decisions().declare_baseline(call.access, chosen, call.text("source")));
  return report(call, kept, 200);
}

Result<Response> take_back(Call& call) {
  const KeptDraft kept = TRY(kept_draft(call));
  TRY(call.workspace.decisions().take_back(call.access, kept.unit, kept.period,
                                           call.part("decision")));
  return report(call, kept, 200);
}

Result<Response> file(Call& call) {
  const KeptDraft kept = TRY(kept_draft(call));
  const std::string& form = call.part("form");
  const proof::Proof found = TRY(prove(call, kept));
  const std::string stem = std::filesystem::path(kept.name).stem().string();
  const std::string title =
      call.say("http.proof_title", {{"name", stem.empty() ? call.say("http.proof_pasted") : stem}});
  Response response;
  response.type = type_of_form(form);
  response.file_name = title + "." + form;
  if (form == "html") {
    response.body = proof::html_report(*kept.draft, found, title, call.language);
  } else if (form == "docx") {
    const org::Person* person = call.ledgers().directory()->person(call.access.login());
    response.body = TRY(proof::docx_report(*kept.draft, found,
                                           {person == nullptr ? call.access.login() : person->name,
                                            instant_to_string(call.workspace.clock().now_ms())},
                                           call.language));
  } else {
    return fail(ErrorKind::not_found, "http.no_page", {{"path", call.request.path}});
  }
  return response;
}

constexpr Parameter upload_query[] = {{"name", "text", true},
                                      {"unit", "unit", true},
                                      {"period", "period", true},
                                      {"template", "text"}};

constexpr std::string_view draft_faults =
    "draft.too_large draft.unknown_kind text.unknown_encoding docx.not_a_docx docx.truncated "
    "docx.malformed docx.too_large org.unknown_unit app.unknown_template org.forbidden";

constexpr Route table[] = {
    {.method = "POST",
     .path = "/api/proofs",
     .sentence = "http.route.prove_file",
     .query = upload_query,
     .takes = Takes::upload,
     .output = "ProofReport",
     .status = 201,
     .errors = draft_faults,
     .work = Work::slow,
     .handler = upload},
    {.method = "POST",
     .path = "/api/proofs/text",
     .sentence = "http.route.prove_text",
     .takes = Takes::json,
     .input = "ProofText",
     .output = "ProofReport",
     .status = 201,
     .errors = draft_faults,
     .work = Work::slow,
     .handler = paste},
    {.method = "POST",
     .path = "/api/proofs/check",
     .sentence = "http.route.prove_check",
     .takes = Takes::json,
     .input = "ProofText",
     .output = "ProofCheck",
     .errors = draft_faults,
     .work = Work::slow,
     .handler = check},
    {.method = "GET",
     .path = "/api/proofs/{id}",
     .sentence = "http.route.proof",
     .output = "ProofReport",
     .errors = "proof.no_such_draft",
     .work = Work::slow,
     .handler = show},
    {.method = "DELETE",
     .path = "/api/proofs/{id}",
     .sentence = "http.route.drop_proof",
     .status = 204,
     .errors = "proof.no_such_draft",
     .handler = drop},
    {.method = "POST",
     .path = "/api/proofs/{id}/decisions",
     .sentence = "http.route.decide_finding",
     .takes = Takes::json,
     .input = "ProofChoice",
     .output = "ProofReport",
     .errors = "proof.no_such_draft proof.no_such_finding proof.unknown_verdict "
               "proof.nothing_to_decide proof.cannot_accept proof.cannot_declare "
               "proof.source_needed proof.reason_needed proof.remark_too_long "
               "proof.too_many_decisions figure.bad_name figure.unknown_indicator "
               "figure.not_declarable org.forbidden",
     .work = Work::slow,
     .handler = decide},
    {.method = "POST",
     .path = "/api/proofs/{id}/baseline",
     .sentence = "http.route.declare_baseline",
     .takes = Takes::json,
     .input = "ProofBaseline",
     .output = "ProofReport",
     .errors = "proof.no_such_draft proof.no_such_finding proof.cannot_declare "
               "proof.source_needed proof.remark_too_long figure.not_declarable org.forbidden",
     .work = Work::slow,
     .handler = baseline},
    {.method = "DELETE",
     .path = "/api/proofs/{id}/decisions/{decision}",
     .sentence = "http.route.undecide_finding",
     .output = "ProofReport",
     .errors = "proof.no_such_draft proof.no_such_decision org.forbidden",
     .work = Work::slow,
     .handler = take_back},
    {.method = "GET",
     .path = "/api/proofs/{id}/file/{form}",
     .sentence = "http.route.proof_file",
     .output = "file",
     .errors = "proof.no_such_draft proof.not_a_docx",
     .work = Work::slow,
     .handler = file},
};

}  // namespace

std::span<const Route> proof_routes() { return table; }

}  // namespace youju::http
