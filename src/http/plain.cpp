#include <youju/app/overview.h>
#include <youju/base/text.h>
#include <youju/http/page.h>
#include <youju/http/plain.h>
#include <youju/http/tell.h>
#include <youju/http/url.h>
#include <youju/narrative/pages.h>

#include <charconv>
#include <vector>

namespace youju::http {
namespace {

constexpr std::size_t rows_of_a_page = 100;

// 2020-03-20 14:05 of an instant.
std::string minute_of(std::int64_t at_ms) {
  std::string text = instant_to_string(at_ms).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string figure_address(std::string_view name) { return "/plain/figure?name=" + encoded(name); }

constexpr std::string_view html = "text/html; charset=utf-8";

Response given(std::string_view type, std::string body) {
  Response response;
  response.type = std::string(type);
  response.body = std::move(body);
  return response;
}

// One request, answered in the language it asks for.
class Answerer {
 public:
  Answerer(const app::Workspace& workspace, const Request& request, const org::Access& access)
      : workspace_(workspace),
        request_(request),
        language_(text::starts_with(request.language, "en") ? Language::en : Language::zh_cn),
        access_(access) {}

  Response answer() {
    if (request_.method != "GET" && request_.method != "HEAD") {
      return failure(Error{ErrorKind::bad_usage, "http.method", "", {}}, 405);
    }
    Result<Response> response = route();
    if (response) return std::move(*response);
    return failure(response.error(), http_status(response.error().kind));
  }

 private:
  Result<Response> route() {
    const std::vector<std::string_view> parts = text::split(request_.path, '/');
    if (request_.path == "/plain") return associations();
    if (request_.path == "/plain/figure") return figure();
    if (parts.size() == 5 && parts[2] == "summary") return summary(parts[3], parts[4]);
    if (parts.size() == 5 && parts[2] == "record") return record(parts[3], parts[4]);
    if (parts.size() == 6 && parts[2] == "record") return evidence(parts[3], parts[4], parts[5]);
    return fail(ErrorKind::not_found, "http.no_page", {{"path", request_.path}});
  }

  Response failure(const Error& error, int status) const {
    Page page(language_, sentence("http.failed", language_));
    page.heading(sentence("http.failed", language_));
    page.paragraph(describe(error, language_));
    page.link("/plain", sentence("http.back", language_));
    Response response = given(html, page.finish());
    response.status = status;
    return response;
  }

  std::string say(std::string_view id, const std::vector<ErrorField>& fields = {}) const {
    return sentence(id, language_, fields);
  }

  Result<Response> associations() {
    Page page(language_, say("http.title"));
    page.heading(say("http.title"));
    page.paragraph(say("http.about"));
    page.begin_table({say("cli.column_association"), say("cli.column_period"),
                      say("cli.column_records"), say("cli.column_proven"),
                      say("cli.column_declared"), say("cli.column_derived"),
                      say("cli.column_missing"), say("cli.column_document")});
    for (const app::OverviewRow& row : TRY(app::overview(workspace_, access_))) {
      const std::string address =
          "/plain/summary/" + row.association.unit + "/" + row.association.period.to_string();
      page.begin_row();
      page.cell_link(address, row.association.name);
      page.cell(row.association.period.to_string());
      for (std::int64_t number :
           {row.records, row.proven, row.declared, row.derived, row.missing}) {
        page.number(std::to_string(number));
      }
      page.cell_link(address + ".docx", say("http.word_file"));
      page.end_row();
    }
    page.end_table();
    return given(html, page.finish());
  }

  Result<Response> summary(std::string_view unit, std::string_view period) {
    const bool word = period.ends_with(".docx");
    if (word) period.remove_suffix(5);
    Result<narrative::Document> composed =
        workspace_.summarize(access_, unit, TRY(Period::parse(period)), "", Language::zh_cn);
    // Without a template there is no such page; nothing is wrong with the request.
    if (!composed && composed.error().what == "app.template_needed") {
      return fail(ErrorKind::not_found, "http.no_summary", {{"unit", std::string(unit)}});
    }
    const narrative::Document document = TRY(std::move(composed));
    if (word) {
      Response response =
          given("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                TRY(narrative::docx_page(document)));
      response.file_name = document.title.front() + ".docx";
      return response;
    }
    return given(html, narrative::html_page(document, [](const narrative::FigureMark& mark) {
                   return figure_address(mark.name.to_string());
                 }));
  }

  static std::string measured(const std::string& value, const std::string& unit) {
    return value.empty() || unit.empty() ? value : value + " " + unit;
  }

  Result<Response> figure() {
    const auto name = TRY(indicator::FigureName::parse(query_value(request_.query, "name")));
    const auto view = workspace_.figures().view(access_);
    const indicator::Figure found = TRY(view->figure(name));
    const std::string title = found.indicator->title.in(language_);
    Page page(language_, title);
    page.heading(title);
    page.begin_facts();
    page.fact(say("cli.column_stated"), indicator::state(found, language_).text);
    page.fact(say("cli.column_value"),
              measured(value_of(found), indicator::measure_beside(found, language_)));
    page.fact(say("cli.column_kind"),
              say("narrative.kind." + std::string(figure_kind_name(found.kind))));
    page.fact(say("cli.column_unit"), view->part_title(found.name, "unit", language_));
    page.fact(say("cli.column_period"), found.name.period.to_chinese());
    page.fact(say("cli.definition"), found.indicator->definition.in(language_));
    page.fact(say("cli.column_figure"), found.name.to_string());
    page.fact(say("cli.column_as_of"), std::to_string(found.as_of));
    provenance(page, found);
    for (const auto& nil : TRY(view->nil_returns(name))) {
      page.fact(say("cli.nil_return"),
                view->directory().unit(nil.unit).name + " " + nil.period.to_string());
    }
    page.end_facts();
    operands(page, found);
    TRY(records(page, *view, found));
    for (const app::Association& each : workspace_.associations()) {
      if (each.unit != name.unit) continue;
      page.link("/plain/summary/" + name.unit + "/" + name.period.to_string(),
                say("http.to_summary"));
      break;
    }
    page.link("/plain", say("http.back"));
    return given(html, page.finish());
  }

  void provenance(Page& page, const indicator::Figure& figure) const {
    if (const auto* source = std::get_if<indicator::FromSource>(&figure.provenance)) {
      page.fact(say("cli.source"), source->source.citation);
      page.fact(say("cli.entered_by"), source->source.entered_by);
      if (!source->source.note.empty()) page.fact(say("cli.note"), source->source.note);
    }
    if (const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance)) {
      page.fact(say("cli.reason"), say(nothing->reason, {{"part", nothing->part}}));
    }
    if (const auto* from = std::get_if<indicator::FromRecords>(&figure.provenance)) {
      page.fact(say("cli.column_records"), std::to_string(from->records));
    }
  }

  void operands(Page& page, const indicator::Figure& figure) const {
    const auto* from = std::get_if<indicator::FromFigures>(&figure.provenance);
    if (from == nullptr) return;
    page.begin_table({say("cli.operand"), say("cli.column_value")});
    for (const indicator::Figure& operand : from->operands) {
      page.begin_row();
      page.cell_link(
          figure_address(operand.name.to_string()),
          operand.indicator->title.in(language_) + " " + operand.name.period.to_string());
      page.number(value_of(operand));
      page.end_row();
    }
    page.end_table();
  }

  // The records behind the figure, newest first, a page at a time.
  Result<void> records(Page& page, indicator::FigureView& view, const indicator::Figure& figure) {
    std::size_t offset = 0;
    const std::string from = query_value(request_.query, "from");
    std::from_chars(from.data(), from.data() + from.size(), offset);
    const auto references = TRY(view.records(figure.name, offset, rows_of_a_page));
    if (references.empty()) return {};
    const ledger::Schema& schema = *references.front().schema;
    std::vector<std::string> header = {say("cli.column_on"), say("cli.column_unit")};
    for (const ledger::Field& field : schema.fields) {
      if (!field.is_private) header.push_back(field.title.in(language_));
    }
    header.push_back(say("cli.column_contribution"));
    page.begin_table(header);
    for (const indicator::RecordReference& reference : references) {
      TRY(row(page, reference));
    }
    page.end_table();
    const std::string address = figure_address(figure.name.to_string()) + "&from=";
    if (offset >= rows_of_a_page) {
      page.link(address + std::to_string(offset - rows_of_a_page), say("http.newer"));
    }
    if (references.size() == rows_of_a_page) {
      page.link(address + std::to_string(offset + rows_of_a_page), say("http.older"));
    }
    return {};
  }

  Result<void> row(Page& page, const indicator::RecordReference& reference) const {
    const ledger::Schema& schema = *reference.schema;
    const ledger::Ledgers& ledgers = workspace_.ledgers();
    const ledger::Record record = TRY(ledgers.record(access_, schema.name, reference.id));
    page.begin_row();
    page.cell_link("/plain/record/" + schema.name + "/" + reference.id.to_string(),
                   reference.on.to_string());
    page.cell(ledgers.directory()->unit(reference.unit).short_name);
    for (std::size_t index = 0; index < schema.fields.size(); ++index) {
      const ledger::Field& field = schema.fields[index];
      if (field.is_private) continue;
      const std::string shown = ledgers.show(field, record.values[index], language_);
      const bool numeric =
          field.type == ledger::FieldType::integer || field.type == ledger::FieldType::decimal;
      if (numeric) {
        page.number(shown);
      } else {
        page.cell(shown);
      }
    }
    page.number(reference.contribution ? reference.contribution->to_string() : "1");
    page.end_row();
    return {};
  }

  Result<Response> record(std::string_view ledger, std::string_view id_text) {
    const ledger::Ledgers& ledgers = workspace_.ledgers();
    const Uuid id = TRY(Uuid::parse(id_text));
    const ledger::Record record = TRY(ledgers.record(access_, ledger, id));
    const auto schemas = ledgers.schemas();
    const ledger::Schema* schema = schemas->find(ledger);
    Page page(language_, schema->title.in(language_));
    page.heading(schema->title.in(language_));
    page.begin_facts();
    page.fact(say("cli.column_on"), record.on.to_string());
    page.fact(say("cli.column_unit"), ledgers.directory()->unit(record.unit).name);
    for (std::size_t index = 0; index < schema->fields.size(); ++index) {
      const ledger::Field& field = schema->fields[index];
      if (field.is_private) continue;
      const ledger::Measure measure = schemas->measure(field.measure_unit);
      const auto* const number = std::get_if<Decimal>(&record.values[index]);
      page.fact(
          field.title.in(language_),
          measured(ledgers.show(field, record.values[index], language_),
                   number == nullptr ? measure.in(language_) : measure.of(*number, language_)));
    }
    page.end_facts();
    const std::string address =
        "/plain/record/" + std::string(ledger) + "/" + std::string(id_text) + "/";
    for (const auto& file : TRY(ledgers.evidence_of(access_, ledger, id))) {
      page.link(address + file.digest, say("http.evidence", {{"name", file.file_name}}));
    }
    page.begin_table({say("http.event"), say("http.event_time"), say("http.event_kind"),
                      say("http.event_actor"), say("http.event_hash")});
    for (const ledger::Event& event : TRY(ledgers.history(access_, id))) {
      page.begin_row();
      page.number(std::to_string(event.seq));
      page.cell(minute_of(event.at_ms));
      page.cell(say(ledger::event_title_id(event)));
      page.cell(name_of(*ledgers.directory(), event.actor, language_));
      page.cell(to_hex(event.hash).substr(0, 16));
      page.end_row();
    }
    page.end_table();
    page.link("/plain", say("http.back"));
    return given(html, page.finish());
  }

  // Never shown in the page itself: what people hand in may hold anything.
  Result<Response> evidence(std::string_view ledger, std::string_view id_text,
                            std::string_view digest) {
    const ledger::Ledgers& ledgers = workspace_.ledgers();
    const Uuid id = TRY(Uuid::parse(id_text));
    std::string bytes = TRY(ledgers.evidence_bytes(access_, ledger, id, digest));
    const auto file = TRY(ledgers.evidence_file(digest));
    CHECK(file.has_value());
    Response response = given(file->media, std::move(bytes));
    response.file_name = file->file_name;
    return response;
  }

  const app::Workspace& workspace_;
  const Request& request_;
  Language language_;
  org::Access access_;
};

}  // namespace

Response plain_page(const app::Workspace& workspace, const Request& request,
                    const org::Access& access) {
  return Answerer(workspace, request, access).answer();
}

}  // namespace youju::http
