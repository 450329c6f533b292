// What a writer needs beside the draft: two versions side by side, figures to choose from.
#include <youju/base/limits.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/writing/choices.h>
#include <youju/writing/difference.h>

#include <algorithm>
#include <charconv>

namespace youju::http {
namespace {

// ---- two versions

class DifferenceTeller {
 public:
  DifferenceTeller(JsonWriter& json, const writing::Version& from, const writing::Version& to,
                   const std::vector<writing::Printed>& now)
      : json_(json), from_(from), to_(to), now_(now) {}

  void tell() {
    json_.begin_object().key("from").number(from_.number).key("to").number(to_.number);
    json_.key("title_changed").boolean(from_.content.title != to_.content.title);
    tell_texts(json_, "title_from", from_.content.title);
    tell_texts(json_, "title_to", to_.content.title);
    json_.key("blocks").begin_array();
    for (const writing::BlockDifference& each : writing::difference(from_, to_)) block(each);
    json_.end_array().end_object();
  }

 private:
  void block(const writing::BlockDifference& difference) {
    const writing::Block& one = difference.to != nullptr ? *difference.to : *difference.from;
    json_.begin_object().member("id", one.id);
    json_.member("change", writing::change_name(difference.change));
    json_.member("type", writing::block_kind_name(one.kind));
    json_.member("kind", one.kind == writing::Block::Kind::paragraph
                             ? writing::paragraph_kind_name(one.paragraph)
                             : "");
    json_.key("level").number(one.level).member("source", one.source);
    pieces("from", difference.line.from, from_, to_);
    pieces("to", difference.line.to, to_, from_);
    json_.end_object();
  }

  void pieces(std::string_view key, const std::vector<writing::Piece>& pieces,
              const writing::Version& own, const writing::Version& other) {
    json_.key(key).begin_array();
    for (const writing::Piece& piece : pieces) {
      json_.begin_object().member("change", writing::change_name(piece.change));
      if (piece.mark == nullptr) {
        json_.member("text", piece.text);
      } else {
        figure(*piece.mark, own, other);
      }
      json_.end_object();
    }
    json_.end_array();
  }

  void figure(const narrative::FigureMark& mark, const writing::Version& own,
              const writing::Version& other) {
    const auto text = [&](const writing::Printed* printed) {
      return printed == nullptr ? std::string() : printed->text;
    };
    const auto value = [&](const writing::Printed* printed) {
      return printed == nullptr ? std::string() : printed->value;
    };
    const writing::Printed* here = writing::find_printed(own.printed, mark);
    const writing::Printed* there = writing::find_printed(other.printed, mark);
    const writing::Printed* today = writing::find_printed(now_, mark);
    json_.member("figure", mark.name.to_string());
    json_.member("wording", indicator::to_string(mark.wording));
    json_.member("text", text(here)).member("value", value(here));
    json_.member("other_text", text(there)).member("other_value", value(there));
    json_.member("now_text", text(today)).member("now_value", value(today));
  }

  JsonWriter& json_;
  const writing::Version& from_;
  const writing::Version& to_;
  const std::vector<writing::Printed>& now_;
};

Result<int> version_number(const Call& call, std::string_view name) {
  if (!call.has(name)) return 0;
  const std::string text = call.query(name);
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && value > 0) {
    return value;
  }
  return fail(ErrorKind::bad_usage, "http.bad_parameter",
              {{"parameter", std::string(name)}, {"value", text}});
}

Result<Response> difference(Call& call) {
  const Uuid id = TRY(call.id());
  const writing::Drafts& drafts = call.workspace.drafts();
  const writing::Version to = TRY(drafts.version(call.access, id, TRY(version_number(call, "to"))));
  const int asked = TRY(version_number(call, "from"));
  const writing::Version from =
      TRY(drafts.version(call.access, id, asked > 0 ? asked : std::max(1, to.number - 1)));
  const std::vector<writing::Printed> now = TRY(drafts.printed_now(call.access, id, from, to));
  JsonWriter json;
  DifferenceTeller(json, from, to, now).tell();
  return http::json(json);
}

// ---- figures to choose from

Result<writing::ChoiceQuery> choice_query(const Call& call) {
  writing::ChoiceQuery query;
  query.unit = call.ledgers().directory()->unit(TRY(call.unit())).code;
  query.period =
      call.has("period") ? TRY(call.period()) : Period::year(call.workspace.clock().today().year());
  query.contains = call.query("q");
  if (query.contains.size() > limits::search_bytes_max) {
    return fail(ErrorKind::too_large, "ledger.search_too_long",
                {{"max", std::to_string(limits::search_bytes_max)}});
  }
  query.indicator = call.query("indicator");
  if (call.has("aspect")) query.aspect = TRY(writing::parse_aspect(call.query("aspect")));
  query.filter = TRY(writing::parse_filter(call.query("filter")));
  query.by = call.query("by");
  constexpr std::size_t usual_rows = 20;
  query.rows = call.has("rows") ? TRY(call.rows()) : usual_rows;
  return query;
}

void tell_choice(JsonWriter& json, const Call& call, const writing::FigureChoice& choice) {
  const indicator::Figure& figure = choice.figure;
  json.begin_object().member("figure", figure.name.to_string()).member("title", choice.title);
  json.member("indicator", figure.name.indicator);
  json.member("indicator_title", figure.indicator->title.in(call.language));
  json.member("unit_of_measure", figure.unit_of_measure);
  json.member("kind", indicator::figure_kind_name(figure.kind)).member("value", value_of(figure));
  json.member("period", figure.name.period.to_string());
  json.member("period_title", period_title(call, figure.name.period));
  json.key("wordings").begin_array();
  for (const writing::WordingChoice& each : choice.wordings) {
    json.begin_object().member("wording", indicator::to_string(each.wording));
    json.member("text", each.text).key("usual").boolean(each.usual).end_object();
  }
  json.end_array();
  tell_filter_fields(json, call, *figure.indicator);
  json.end_object();
}

Result<Response> choices(Call& call) {
  const writing::ChoiceQuery query = TRY(choice_query(call));
  const auto view = call.workspace.figures().view(call.access);
  // Documents are written in Chinese, whatever the language of the page.
  const writing::FigureChoices found = TRY(writing::figure_choices(*view, query, Language::zh_cn));
  JsonWriter json;
  json.begin_object().key("as_of").number(view->as_of()).key("rows").begin_array();
  for (const writing::FigureChoice& each : found.rows) tell_choice(json, call, each);
  json.end_array().key("more").boolean(found.more).end_object();
  return http::json(json);
}

constexpr Parameter two_versions[] = {{"from", "integer"}, {"to", "integer"}};
constexpr Parameter choice_parameters[] = {
    {"unit", "unit"},   {"period", "period"}, {"q", "text"},  {"indicator", "text"},
    {"aspect", "text"}, {"filter", "text"},   {"by", "text"}, {"rows", "integer"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/drafts/{id}/diff",
     .sentence = "http.route.draft_diff",
     .query = two_versions,
     .output = "DraftDiff",
     .errors = "writing.no_such_draft writing.no_such_version",
     .work = Work::slow,
     .handler = difference},
    {.method = "GET",
     .path = "/api/figure-choices",
     .sentence = "http.route.figure_choices",
     .query = choice_parameters,
     .output = "FigureChoices",
     .errors = "org.unknown_unit org.forbidden figure.unknown_indicator figure.bad_filter "
               "figure.name_too_long writing.unknown_aspect writing.bad_filter "
               "writing.by_needs_indicator",
     .work = Work::slow,
     .handler = choices},
};

}  // namespace

std::span<const Route> writing_routes() { return table; }

}  // namespace youju::http
