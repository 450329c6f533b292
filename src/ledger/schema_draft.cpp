#include <youju/base/limits.h>
#include <youju/ledger/schema_draft.h>
#include <youju/ledger/schema_field.h>

namespace youju::ledger {
namespace {

// A scalar between quotation marks, so that no text can be anything else than a text.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string titles(const Titles& title) {
  return "{zh-CN: " + in_quotes(title.zh_cn) + ", en: " + in_quotes(title.en) + "}";
}

std::string list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ", ";
    out += in_quotes(text);
  }
  return out + "]";
}

void add(std::string& out, std::string_view key, const std::string& text) {
  if (!text.empty()) out += ", " + std::string(key) + ": " + in_quotes(text);
}

std::string field_text(const FieldDraft& field) {
  std::string out = "{name: " + in_quotes(field.name) + ", title: " + titles(field.title) +
                    ", type: " + in_quotes(field.type);
  if (field.required) out += ", required: yes";
  if (field.is_private) out += ", private: yes";
  add(out, "scale", field.scale);
  add(out, "unit", field.measure_unit);
  add(out, "min", field.min);
  add(out, "max", field.max);
  add(out, "ledger", field.ledger);
  if (field.type == "party") add(out, "kind", field.party_kind);
  if (!field.choices.empty()) {
    std::string choices;
    for (const ChoiceDraft& choice : field.choices) {
      if (!choices.empty()) choices += ", ";
      choices += in_quotes(choice.code) + ": " + titles(choice.title);
    }
    out += ", choices: {" + choices + "}";
  }
  if (!field.help.zh_cn.empty() || !field.help.en.empty()) out += ", help: " + titles(field.help);
  return out + "}";
}

std::string rhythm(const std::optional<PeriodKind>& expects) {
  if (!expects) return "";
  if (*expects == PeriodKind::month) return "month";
  return *expects == PeriodKind::quarter ? "quarter" : "year";
}

FieldDraft draft_of_field(const Field& field) {
  FieldDraft draft{field.name,
                   field.title,
                   std::string(field_type_name(field.type)),
                   field.required,
                   field.is_private,
                   {},
                   {},
                   {},
                   field.measure_unit,
                   {},
                   field.ledger,
                   field.help,
                   {}};
  if (field.type == FieldType::party && field.party_kind != Field().party_kind) {
    draft.party_kind = org::party_kind_name(field.party_kind);
  }
  for (const Choice& choice : field.choices) draft.choices.push_back({choice.code, choice.title});
  if (field.type == FieldType::decimal) draft.scale = std::to_string(field.scale);
  // What a number may be when nothing is said is left unsaid again.
  if (field.min && *field.min != Decimal(0)) draft.min = field.min->to_string();
  if (field.max && *field.max != Decimal(limits::integer_max)) draft.max = field.max->to_string();
  if (field.day_min) draft.min = field.day_min->to_string();
  if (field.day_max) draft.max = field.day_max->to_string();
  if (field.type == FieldType::text && field.length_max != Field().length_max) {
    draft.max = std::to_string(field.length_max);
  }
  return draft;
}

// What is as in every ledger is left unsaid.
std::string review_line(const SchemaDraft& draft) {
  std::string said;
  const auto add_said = [&said](std::string_view text) {
    if (!said.empty()) said += ", ";
    said += text;
  };
  if (!draft.review_people.empty() && draft.review_people != "1") {
    add_said("people: " + in_quotes(draft.review_people));
  }
  if (!draft.review_author) add_said("author: no");
  if (draft.review_superior) add_said("superior: yes");
  return said.empty() ? said : "review: {" + said + "}\n";
}

// The lines before the first field: schema_text() writes them all, always.
constexpr int lines_before_fields = 5;

}  // namespace

SchemaDraft draft_of(const Schema& schema) {
  SchemaDraft draft;
  draft.name = schema.name;
  draft.title = schema.title;
  draft.systems = schema.systems;
  draft.dates = schema.dates == Dates::span ? "span" : "day";
  for (const Field& field : schema.fields) draft.fields.push_back(draft_of_field(field));
  const auto name_of = [&](int index) {
    return index < 0 ? std::string() : schema.fields[static_cast<std::size_t>(index)].name;
  };
  draft.name_field = name_of(schema.name_field);
  draft.duplicate_key = schema.duplicate_key;
  draft.standing_until = name_of(schema.standing_until);
  draft.expects = rhythm(schema.expects);
  if (schema.evidence_min > 0) draft.evidence_min = std::to_string(schema.evidence_min);
  draft.review_people = std::to_string(schema.review.people);
  draft.review_author = schema.review.author;
  draft.review_superior = schema.review.superior;
  return draft;
}

std::string schema_text(const SchemaDraft& draft) {
  std::string out = "ledger: " + in_quotes(draft.name) + "\n";
  out += "title: " + titles(draft.title) + "\n";
  out += "systems: " + list(draft.systems) + "\n";
  out += "dates: " + in_quotes(draft.dates) + "\nfields:\n";
  for (const FieldDraft& field : draft.fields) out += "  - " + field_text(field) + "\n";
  const auto line = [&out](std::string_view key, const std::string& text) {
    if (!text.empty()) out += std::string(key) + ": " + in_quotes(text) + "\n";
  };
  line("name_field", draft.name_field);
  if (!draft.duplicate_key.empty()) out += "duplicate_key: " + list(draft.duplicate_key) + "\n";
  line("standing_until", draft.standing_until);
  line("expects", draft.expects);
  line("evidence_min", draft.evidence_min);
  out += review_line(draft);
  return out;
}

int field_of_line(const SchemaDraft& draft, int line) {
  const int index = line - lines_before_fields - 1;
  return index >= 0 && index < static_cast<int>(draft.fields.size()) ? index : -1;
}

std::string pack_head_text(const PackHead& head) {
  std::string out = "pack: " + in_quotes(head.name) + "\ntitle: " + titles(head.title) +
                    "\nversion: " + std::to_string(head.version) + "\nuses: " + list(head.uses) +
                    "\n";
  if (!head.tags.empty()) out += "tags:\n";
  for (const Tag& tag : head.tags) {
    std::string told = titles(tag.title);
    if (tag.when) told.insert(told.size() - 1, ", when: " + in_quotes(tag.when->text()));
    out += "  " + in_quotes(tag.code) + ": " + told + "\n";
  }
  if (!head.measures.empty()) out += "measures:\n";
  for (const auto& [unit, name] : head.measures) {
    out += "  " + in_quotes(unit) + ": " + in_quotes(name) + "\n";
  }
  return out;
}

}  // namespace youju::ledger
