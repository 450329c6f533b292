// A ledger's definition on its way back to text: what a person edits in a form, and the YAML that a
// pack keeps of it. Nothing is checked here; parse_schema() of the text says what is wrong, and
// field_of_line() which field it is wrong about.
#pragma once

#include <youju/ledger/schema.h>

#include <string>
#include <vector>

namespace youju::ledger {

struct ChoiceDraft {
  std::string code;
  Titles title;
};

// Texts as they were typed; "" is what parse_schema() takes when the key is not there.
struct FieldDraft {
  std::string name;
  Titles title;
  std::string type = "text";
  bool required = false, is_private = false;
  std::string scale, min, max, measure_unit;
  std::vector<ChoiceDraft> choices;
  std::string ledger;
  Titles help;
  std::string party_kind;
};

struct SchemaDraft {
  std::string name;
  Titles title;
  std::vector<std::string> systems;
  std::string dates = "day";
  std::vector<FieldDraft> fields;
  std::string name_field;
  std::vector<std::string> duplicate_key;
  std::string standing_until, expects, evidence_min;
  std::string review_people;  // "0", "1", "2"; "" is 1
  bool review_author = true, review_superior = false;
};

SchemaDraft draft_of(const Schema& schema);
// The YAML of a draft: one line a field, so that a line tells the field. Comments of the file it
// may come from are not kept.
std::string schema_text(const SchemaDraft& draft);
// The index of the field that stands on this line (from 1) of schema_text(); -1 if none does.
int field_of_line(const SchemaDraft& draft, int line);
// The YAML of pack.yaml, likewise.
std::string pack_head_text(const PackHead& head);

}  // namespace youju::ledger
