// A Word file that came back: what was changed by hand, and what of it becomes a new version.
#include <youju/base/file.h>
#include <youju/base/limits.h>
#include <youju/http/route.h>
#include <youju/http/tell_draft.h>
#include <youju/writing/difference.h>
#include <youju/writing/merge.h>

namespace youju::http {
namespace {

namespace js = boost::json;
using narrative::FigureMark;

// ---- telling

void tell_mark(JsonWriter& json, const FigureMark& mark) {
  json.member("figure", mark.name.to_string());
  json.member("wording", indicator::to_string(mark.wording)).member("title", mark.title);
}

class ProposalTeller {
 public:
  ProposalTeller(JsonWriter& json, const std::vector<writing::Printed>& now)
      : json_(json), now_(now) {}

  void change(const writing::MergeChange& change) {
    json_.begin_object().member("id", change.id);
    json_.member("kind", writing::merge_kind_name(change.kind)).member("block", change.block);
    json_.member("after", change.after).key("level").number(change.level);
    json_.key("conflict").boolean(change.conflict).member("take", writing::take_name(change.take));
    runs("base", change.base);
    runs("mine", change.mine);
    runs("theirs", change.theirs);
    const writing::LineDifference difference = writing::difference(change.base, change.theirs);
    parts("base_parts", difference.from);
    parts("theirs_parts", difference.to);
    json_.key("figures").begin_array();
    for (std::size_t index = 0; index < change.figures.size(); ++index) {
      const writing::MergeFigure& figure = change.figures[index];
      json_.begin_object().key("index").number(static_cast<std::int64_t>(index));
      json_.member("verdict", writing::verdict_name(figure.verdict));
      tell_mark(json_, figure.mark);
      json_.member("printed", figure.printed).member("found", figure.found);
      json_.member("today", figure.today).member("take", writing::take_name(figure.take));
      json_.end_object();
    }
    json_.end_array().end_object();
  }

 private:
  // What a figure of the version reads as now; of the file's own what was printed.
  const std::string& text_of(const FigureMark& mark) const {
    const writing::Printed* printed = writing::find_printed(now_, mark);
    return printed == nullptr ? mark.text : printed->text;
  }

  void runs(std::string_view key, const narrative::Line& line) {
    json_.key(key).begin_array();
    for (const narrative::Inline& part : line) {
      const auto* mark = std::get_if<FigureMark>(&part);
      json_.begin_object();
      json_.member("text", mark != nullptr ? text_of(*mark) : std::get<narrative::Text>(part).text);
      if (mark != nullptr) tell_mark(json_, *mark);
      json_.end_object();
    }
    json_.end_array();
  }

  void parts(std::string_view key, const std::vector<writing::Piece>& pieces) {
    json_.key(key).begin_array();
    for (const writing::Piece& piece : pieces) {
      json_.begin_object().member("change", writing::change_name(piece.change));
      json_.member("text", piece.mark == nullptr ? piece.text : text_of(*piece.mark));
      if (piece.mark != nullptr) {
        json_.member("figure", piece.mark->name.to_string());
        json_.member("wording", indicator::to_string(piece.mark->wording));
      }
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const std::vector<writing::Printed>& now_;
};

// ---- routes

Result<Response> propose(Call& call) {
  const Uuid id = TRY(call.id());
  writing::Drafts& drafts = call.workspace.drafts();
  const std::string bytes =
      TRY(read_file(call.request.body_file, limits::returned_document_bytes_max));
  // The right is asked before the file is looked into, and a file of somebody else is not kept.
  TRY(drafts.require_writer(call.access, id));
  const auto proposal = TRY(writing::propose_merge(drafts, call.access, id, bytes));
  const std::string digest = TRY(drafts.keep_upload(call.access, id, bytes));
  const auto base = TRY(drafts.version(call.access, id, proposal.base_version));
  const auto present = TRY(drafts.version(call.access, id, proposal.version));
  const auto now = TRY(drafts.printed_now(call.access, id, base, present));
  JsonWriter json;
  json.begin_object().member("upload", digest).member("file_name", call.query("name"));
  json.key("base_version").number(proposal.base_version).key("version").number(proposal.version);
  json.key("unchanged").number(static_cast<std::int64_t>(proposal.unchanged));
  json.key("undecided").number(static_cast<std::int64_t>(proposal.undecided()));
  json.key("unplaced").begin_array();
  for (const std::string& title : proposal.unplaced) json.string(title);
  json.end_array().key("changes").begin_array();
  ProposalTeller teller(json, now);
  for (const writing::MergeChange& each : proposal.changes) teller.change(each);
  json.end_array().end_object();
  return http::json(json);
}

Result<std::vector<writing::MergeChoice>> choices_of(const Call& call) {
  std::vector<writing::MergeChoice> choices;
  for (const js::value& each : call.body.at("choices").get_array()) {
    const js::object& object = each.get_object();
    writing::MergeChoice choice;
    choice.change = object.at("id").get_string();
    choice.take = TRY(writing::parse_take(object.at("take").get_string()));
    if (const js::value* figures = object.if_contains("figures")) {
      for (const js::value& figure : figures->get_array()) {
        const js::object& one = figure.get_object();
        // A negative index becomes one that no change has.
        const js::value& index = one.at("index");
        choice.figures.emplace_back(
            index.is_int64() ? static_cast<std::size_t>(index.get_int64()) : std::string::npos,
            TRY(writing::parse_take_figure(one.at("take").get_string())));
      }
    }
    choices.push_back(std::move(choice));
  }
  return choices;
}

Result<Response> apply(Call& call) {
  const Uuid id = TRY(call.id());
  writing::Drafts& drafts = call.workspace.drafts();
  const std::vector<writing::MergeChoice> choices = TRY(choices_of(call));
  const std::string digest = call.text("upload");
  const std::string bytes = TRY(drafts.upload(call.access, id, digest));
  const int version = TRY(call.version());
  TRY(drafts.require_present(call.access, id, version));
  const auto proposal = TRY(writing::propose_merge(drafts, call.access, id, bytes));
  const auto present = TRY(drafts.version(call.access, id, version));
  const auto content = TRY(writing::merged(proposal, present.content, choices));
  TRY(drafts.save_merged(call.access, id, version, content, call.text("file_name"), digest));
  JsonWriter json;
  TRY(tell_draft(json, call, TRY(drafts.read(call.access, id, 0))));
  return http::json(json);
}

constexpr Parameter file_name[] = {{"name", "text", true}};

constexpr Route table[] = {
    {.method = "POST",
     .path = "/api/drafts/{id}/merge",
     .sentence = "http.route.merge_draft",
     .query = file_name,
     .takes = Takes::upload,
     .output = "MergeProposal",
     .errors = "writing.no_such_draft writing.foreign_document writing.returned_too_long "
               "docx.not_a_docx docx.truncated docx.malformed docx.too_large org.forbidden",
     .work = Work::slow,
     .handler = propose},
    {.method = "POST",
     .path = "/api/drafts/{id}/merge/apply",
     .sentence = "http.route.apply_merge",
     .takes = Takes::json,
     .input = "MergeInput",
     .output = "Draft",
     .errors = "writing.no_such_draft writing.no_such_upload writing.version_conflict "
               "writing.wrong_state writing.merge_undecided writing.no_such_change "
               "writing.unknown_take org.forbidden",
     .work = Work::slow,
     .handler = apply},
};

}  // namespace

std::span<const Route> merge_routes() { return table; }

}  // namespace youju::http
