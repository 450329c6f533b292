// What the program measures and keeps, changed by an administrator: indicators, templates, ledgers
// and campaigns of the packs; each change is tried before it is kept.
#include <youju/app/pack_work.h>
#include <youju/base/clock.h>
#include <youju/http/route.h>
#include <youju/http/tell.h>
#include <youju/narrative/pages.h>
#include <youju/narrative/template.h>

#include <charconv>

namespace youju::http {
namespace {

namespace js = boost::json;

std::string text_at(const js::object& object, std::string_view name) {
  return std::string(std::string_view(object.at(name).get_string()));
}

ledger::Titles titles_at(const js::object& object, std::string_view name) {
  const js::object& titles = object.at(name).get_object();
  return {text_at(titles, "zh"), text_at(titles, "en")};
}

std::vector<std::string> texts_at(const js::object& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const js::value& each : object.at(name).get_array()) {
    texts.emplace_back(std::string_view(each.get_string()));
  }
  return texts;
}

void tell_titles(JsonWriter& json, const ledger::Titles& titles, std::string_view key) {
  json.key(key).begin_object().member("zh", titles.zh_cn).member("en", titles.en).end_object();
}

template <typename List>
void tell_coded(JsonWriter& json, std::string_view key, const List& list) {
  json.key(key).begin_array();
  for (const auto& each : list) {
    json.begin_object().member("code", each.code);
    tell_titles(json, each.title, "title");
    json.end_object();
  }
  json.end_array();
}

void tell_tags(JsonWriter& json, const std::vector<ledger::Tag>& tags) {
  json.key("tags").begin_array();
  for (const ledger::Tag& tag : tags) {
    json.begin_object().member("code", tag.code);
    tell_titles(json, tag.title, "title");
    json.member("when", tag.when ? tag.when->text() : "").end_object();
  }
  json.end_array();
}

Result<ledger::Tag> tag_of(const js::object& told) {
  ledger::Tag tag{text_at(told, "code"), titles_at(told, "title"), {}};
  const std::string when = told.contains("when") ? text_at(told, "when") : "";
  if (!when.empty()) tag.when = TRY(YearlyDays::parse(when));
  return tag;
}

Result<Response> packs(Call& call) {
  const auto all = TRY(app::pack_overview(call.workspace, call.access));
  JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const app::PackOverview& pack : all) {
    json.begin_object().member("name", pack.head.name);
    json.member("title", pack.head.title.in(call.language));
    json.key("version").number(pack.head.version).key("files").begin_array();
    for (const app::PackFileHead& file : pack.files) {
      json.begin_object().member("path", file.path).key("parts").begin_array();
      for (const auto& part : file.parts) {
        json.begin_object().member("name", part.name);
        json.member("title", part.title.in(call.language));
        json.key("line").number(part.line).key("lines").number(part.lines).end_object();
      }
      json.end_array().end_object();
    }
    json.end_array();
    tell_tags(json, pack.head.tags);
    json.end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

Result<Response> file(Call& call) {
  const auto found =
      TRY(app::pack_text(call.workspace, call.access, call.part("pack"), call.query("path")));
  JsonWriter json;
  json.begin_object().member("text", found.text).key("version").number(found.version).end_object();
  return http::json(json);
}

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// What codes of a ledger and its fields are called: who fills a form sees names.
std::vector<ErrorField> named(const Call& call, std::vector<ErrorField> fields,
                              const ledger::SchemaDraft& draft) {
  const auto schemas = call.ledgers().schemas();
  const ledger::Schema* schema = schemas->find(draft.name);
  if (schema == nullptr) return fields;
  for (ErrorField& each : fields) {
    if (each.name == "ledger" && each.value == schema->name) {
      each.value = schema->title.in(call.language);
    } else if (each.name == "field" && schema->field_index(each.value) >= 0) {
      const auto index = static_cast<std::size_t>(schema->field_index(each.value));
      each.value = schema->fields[index].title.in(call.language);
    }
  }
  return fields;
}

// Where a parser stopped: "pack/path:line:column" in its parts. `field`: of a ledger's design, -1
// if it is not one of them.
void tell_fault(JsonWriter& json, const Call& call, const Error& error,
                const ledger::SchemaDraft* draft) {
  std::string_view file = error.where;
  int numbers[2] = {0, 0};  // line, column
  for (int at = 1; at >= 0; --at) {
    const std::size_t colon = file.rfind(':');
    if (colon == std::string_view::npos) break;
    numbers[at] = number_of(file.substr(colon + 1));
    file = file.substr(0, colon);
  }
  json.key("fault").begin_object().member("file", file);
  json.key("line").number(numbers[0]).key("column").number(numbers[1]);
  int field = draft == nullptr ? -1 : ledger::field_of_line(*draft, numbers[0]);
  if (draft != nullptr && numbers[0] == 0) {
    // What the records say names the field itself.
    for (const ErrorField& given : error.fields) {
      for (std::size_t at = 0; given.name == "field" && at < draft->fields.size(); ++at) {
        if (draft->fields[at].name == given.value) field = static_cast<int>(at);
      }
    }
  }
  json.key("field").number(field).member("id", error.what);
  json.member("title", call.say(error.what, draft == nullptr ? error.fields
                                                             : named(call, error.fields, *draft)));
  json.end_object();
}

// Refused for what it says, not for who says it or where it is said.
bool is_about_the_text(const Error& error) {
  return error.kind != ErrorKind::forbidden && error.what != "app.unknown_pack" &&
         error.what != "app.bad_pack_path";
}

Result<Period> period_of(const Call& call) {
  const std::string text = call.text("period");
  if (text.empty()) return Period::year(call.workspace.clock().today().year());
  return Period::parse(text);
}

// The value that an indicator would have, or the document that a template would make.
Result<void> tell_preview(JsonWriter& json, const Call& call, const app::PackEdit& edit,
                          const app::TriedPacks& tried) {
  const std::string unit = call.text("unit");
  if (unit.empty()) return {};
  if (edit.path.starts_with("templates/")) {
    const auto source =
        TRY(narrative::Template::parse(edit.text, *tried.indicators, *tried.schemas));
    const narrative::Document document = TRY(call.workspace.summarize_by(
        call.access, source, unit, TRY(period_of(call)), Language::zh_cn));
    json.key("document").raw(narrative::json_page(document));
    return {};
  }
  indicator::FigureName name;
  name.indicator = call.text("indicator");
  if (name.indicator.empty() || tried.indicators->find(name.indicator) == nullptr) return {};
  name.unit = unit;
  name.period = TRY(period_of(call));
  const auto view = call.workspace.figures().view(call.access, tried.indicators);
  const indicator::Figure figure = TRY(view->figure(name));
  json.key("figure").begin_object();
  tell_figure_members(json, call, *view, figure);
  tell_figure_ground(json, call, *view, figure);
  json.end_object();
  return {};
}

Result<Response> try_file(Call& call) {
  const app::PackEdit edit{call.part("pack"), call.text("path"), call.text("text")};
  const auto tried = app::try_edit(call.workspace, call.access, edit);
  if (!tried && !is_about_the_text(tried.error())) return fail(tried.error());
  JsonWriter json;
  json.begin_object();
  if (!tried) {
    tell_fault(json, call, tried.error(), nullptr);
  } else if (const auto told = tell_preview(json, call, edit, *tried); !told) {
    // It reads well, but not for this unit and period: a template may name units that are not here.
    json.member("note", call.say(told.error().what, told.error().fields));
  }
  json.end_object();
  return http::json(json);
}

Result<Response> told_version(std::int64_t version) {
  JsonWriter json;
  json.begin_object().key("version").number(version).end_object();
  return http::json(json);
}

Result<Response> keep_file(Call& call) {
  const app::PackEdit edit{call.part("pack"), call.text("path"), call.text("text")};
  return told_version(TRY(app::keep_edit(call.workspace, call.access, edit,
                                         call.body.at("version").to_number<std::int64_t>())));
}

Result<Response> keep_tags(Call& call) {
  app::PackEdit edit{call.part("pack"), "pack.yaml", ""};
  const auto before = TRY(app::pack_text(call.workspace, call.access, edit.pack, edit.path));
  ledger::PackHead head = TRY(ledger::parse_pack_head(TRY(parse_yaml(before.text))));
  head.tags.clear();
  for (const js::value& each : call.body.at("tags").get_array()) {
    head.tags.push_back(TRY(tag_of(each.get_object())));
  }
  edit.text = ledger::pack_head_text(head);
  return told_version(TRY(app::keep_edit(call.workspace, call.access, edit,
                                         call.body.at("version").to_number<std::int64_t>())));
}

// ---- a ledger's design

std::string ledger_path(const Call& call) { return "ledgers/" + call.part("ledger") + ".yaml"; }

void tell_field_design(JsonWriter& json, const ledger::FieldDraft& field) {
  json.begin_object().member("name", field.name);
  tell_titles(json, field.title, "title");
  json.member("type", field.type);
  json.key("required").boolean(field.required).key("private").boolean(field.is_private);
  json.member("scale", field.scale).member("min", field.min).member("max", field.max);
  json.member("measure_unit", field.measure_unit);
  tell_coded(json, "choices", field.choices);
  json.member("ledger", field.ledger);
  tell_titles(json, field.help, "help");
  json.member("party_kind", field.party_kind);
  json.end_object();
}

void tell_design(JsonWriter& json, const ledger::SchemaDraft& draft) {
  json.begin_object().member("name", draft.name);
  tell_titles(json, draft.title, "title");
  tell_texts(json, "systems", draft.systems);
  json.member("dates", draft.dates).key("fields").begin_array();
  for (const ledger::FieldDraft& field : draft.fields) tell_field_design(json, field);
  json.end_array().member("name_field", draft.name_field);
  tell_texts(json, "duplicate_key", draft.duplicate_key);
  json.member("standing_until", draft.standing_until).member("expects", draft.expects);
  json.member("evidence_min", draft.evidence_min).key("review").begin_object();
  json.member("people", draft.review_people).key("author").boolean(draft.review_author);
  json.key("superior").boolean(draft.review_superior).end_object().end_object();
}

ledger::SchemaDraft design_of(const js::object& design) {
  ledger::SchemaDraft draft;
  draft.name = text_at(design, "name");
  draft.title = titles_at(design, "title");
  draft.systems = texts_at(design, "systems");
  draft.dates = text_at(design, "dates");
  for (const js::value& each : design.at("fields").get_array()) {
    const js::object& given = each.get_object();
    ledger::FieldDraft field;
    field.name = text_at(given, "name");
    field.title = titles_at(given, "title");
    field.type = text_at(given, "type");
    field.required = given.at("required").get_bool();
    field.is_private = given.at("private").get_bool();
    field.scale = text_at(given, "scale");
    field.min = text_at(given, "min");
    field.max = text_at(given, "max");
    field.measure_unit = text_at(given, "measure_unit");
    for (const js::value& choice : given.at("choices").get_array()) {
      field.choices.push_back(
          {text_at(choice.get_object(), "code"), titles_at(choice.get_object(), "title")});
    }
    field.ledger = text_at(given, "ledger");
    field.help = titles_at(given, "help");
    field.party_kind = text_at(given, "party_kind");
    draft.fields.push_back(std::move(field));
  }
  draft.name_field = text_at(design, "name_field");
  draft.duplicate_key = texts_at(design, "duplicate_key");
  draft.standing_until = text_at(design, "standing_until");
  draft.expects = text_at(design, "expects");
  draft.evidence_min = text_at(design, "evidence_min");
  const js::object& review = design.at("review").get_object();
  draft.review_people = text_at(review, "people");
  draft.review_author = review.at("author").get_bool();
  draft.review_superior = review.at("superior").get_bool();
  return draft;
}

Result<Response> design(Call& call) {
  const auto found =
      TRY(app::pack_text(call.workspace, call.access, call.part("pack"), ledger_path(call)));
  const ledger::Schema schema =
      TRY(ledger::parse_schema(TRY(parse_yaml(found.text)), call.part("pack")));
  JsonWriter json;
  json.begin_object().key("version").number(found.version).key("design");
  tell_design(json, ledger::draft_of(schema));
  json.end_object();
  return http::json(json);
}

Result<Response> try_design(Call& call) {
  const ledger::SchemaDraft draft = design_of(call.body.at("design").get_object());
  const app::PackEdit edit{call.part("pack"), ledger_path(call), ledger::schema_text(draft)};
  std::int64_t version = call.body.at("version").to_number<std::int64_t>();
  const auto tried = app::try_edit(call.workspace, call.access, edit);
  if (!tried && !is_about_the_text(tried.error())) return fail(tried.error());
  if (tried && call.body.at("keep").get_bool()) {
    version = TRY(app::keep_edit(call.workspace, call.access, edit, version));
  }
  JsonWriter json;
  json.begin_object();
  if (!tried) {
    tell_fault(json, call, tried.error(), &draft);
  } else if (const ledger::Schema* schema = tried->schemas->find(draft.name); schema != nullptr) {
    json.key("ledger");
    tell_ledger(json, call, *schema);
  }
  json.key("version").number(version).end_object();
  return http::json(json);
}

constexpr Parameter of_path[] = {{"path", "text", true}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/packs",
     .sentence = "http.route.packs",
     .output = "Page<Pack>",
     .errors = "org.forbidden",
     .handler = packs},
    {.method = "GET",
     .path = "/api/packs/{pack}/file",
     .sentence = "http.route.pack_file",
     .query = of_path,
     .output = "PackText",
     .errors = "org.forbidden app.unknown_pack app.unknown_pack_file",
     .handler = file},
    {.method = "POST",
     .path = "/api/packs/{pack}/try",
     .sentence = "http.route.pack_try",
     .takes = Takes::json,
     .input = "PackTry",
     .output = "PackTried",
     .errors = "org.forbidden app.unknown_pack app.bad_pack_path",
     .work = Work::slow,
     .handler = try_file},
    {.method = "PUT",
     .path = "/api/packs/{pack}/file",
     .sentence = "http.route.pack_keep",
     .takes = Takes::json,
     .input = "PackKeep",
     .output = "PackVersion",
     .errors = "org.forbidden app.unknown_pack app.bad_pack_path app.pack_changed "
               "app.indicator_in_use schema.field_in_use schema.choice_in_use",
     .work = Work::slow,
     .handler = keep_file},
    {.method = "PUT",
     .path = "/api/packs/{pack}/tags",
     .sentence = "http.route.pack_tags",
     .takes = Takes::json,
     .input = "PackTags",
     .output = "PackVersion",
     .errors = "org.forbidden app.unknown_pack app.pack_changed schema.tag_in_use "
               "yearly.malformed",
     .work = Work::slow,
     .handler = keep_tags},
    {.method = "GET",
     .path = "/api/packs/{pack}/ledgers/{ledger}",
     .sentence = "http.route.design",
     .output = "LedgerDesignTold",
     .errors = "org.forbidden app.unknown_pack app.unknown_pack_file",
     .handler = design},
    {.method = "POST",
     .path = "/api/packs/{pack}/ledgers/{ledger}",
     .sentence = "http.route.design_try",
     .takes = Takes::json,
     .input = "LedgerDesignTry",
     .output = "LedgerDesignTried",
     .errors = "org.forbidden app.unknown_pack app.bad_pack_path app.pack_changed",
     .work = Work::slow,
     .handler = try_design},
};

}  // namespace

std::span<const Route> pack_routes() { return table; }

}  // namespace youju::http
