// Statistics forms as packs declare them (doc/packs.md, "Statistics forms"). A survey has editions,
// each for some years of data; an edition has forms, a form has items, and an item one cell of the
// sheet. The key of an item is (survey, edition, id): official codes change their meaning between
// editions, so our own id is what stays, and the concordance says where even that is not to be
// compared.
// Immutable once parsed; thread-safe.
#pragma once

#include <youju/forms/formula.h>
#include <youju/indicator/definition.h>
#include <youju/ledger/schema.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::forms {

struct Item {
  std::string id;
  std::string code;  // the official one of this edition; "" if it is not known
  ledger::Titles title;
  std::string unit;               // of measure
  int level = 0;                  // 其中: how far it is set in below the item that it is a part of
  bool is_stock = false;          // as of the year's end; else of the whole year
  bool required = true;           // must not be blank when the return is handed in
  bool adds = true;               // may be summed over units
  bool confirmed = false;         // the pack's author has seen it in the official form
  int decimals = 0;               // of the printed value; rounded half up, in the export only
  std::optional<Formula> source;  // of figures; none: declared by hand
  std::string source_text;
  int row = 0, column = 0;  // of its value in the sheet, from 1
};

// How a form stands on its sheet. Cells that no item has: rows above and below the table.
struct Layout {
  struct Text {
    int row = 0, column = 0, last_row = 0, last_column = 0;  // merged if it spans more than one
    std::string style;                                       // title, head, note, plain, right
    std::string text;  // {unit} {year} {department} {day} stand for those of the return
  };
  std::string sheet;
  std::vector<int> widths;  // of columns from A, in characters
  int head_row = 0;         // of the table's headings: name, code, unit, value
  int first_row = 0;        // of the first item that names no cell
  int name_column = 1, code_column = 2, unit_column = 3, value_column = 4;
  std::vector<std::string> heads;  // of those four columns
  std::vector<Text> texts;
};

struct Form {
  std::string id, code;  // kp_001, "KP-001"
  ledger::Titles title;
  Layout layout;
  std::vector<Item> items;
};

enum class Strength { hard, soft };
std::string_view strength_name(Strength strength);

struct Rule {
  std::string id;
  Strength strength = Strength::hard;
  ledger::Titles message;
  std::string text;  // as the pack has it
  Relation relation;
  std::vector<std::string> each;  // items that `it` stands for, one after the other; empty: none
  bool confirmed = false;
};

// The relation of a rule for one item that `it` stands for.
Relation relation_for(const Rule& rule, std::string_view it);

struct Department {
  std::string code;
  ledger::Titles title;
};

struct Comparable {
  std::string id;   // here
  std::string was;  // in the edition before
  bool is_comparable = true;
  ledger::Titles note;
};

struct Edition {
  std::string survey, name;  // "kp", "2016"
  std::string pack;
  ledger::Titles title;
  int first_year = 0, last_year = 0;  // of data; last 9999: until another follows
  std::string follows;                // name of the edition before, or ""
  bool confirmed = false;
  ledger::Titles note;                     // what is not confirmed, and by what it can be
  std::string issuer, approver, approval;  // as printed in the corner of each form
  std::string nothing = "-";               // printed where there is no such thing
  std::vector<Department> departments;
  std::vector<Form> forms;
  std::vector<Rule> rules;
  std::vector<Comparable> concordance;

  const Item* item(std::string_view id) const;
  const Form* form_of(std::string_view item) const;
  const Department* department(std::string_view code) const;
};

// All editions of all loaded packs.
class EditionSet {
 public:
  // Reads `forms/*.yaml` of the packs. Errors: "forms.bad_name", "forms.duplicate_item",
  // "forms.unknown_item", "forms.unknown_indicator", "forms.bad_filter", "forms.unit_differs",
  // "forms.bad_address", "forms.cell_taken", "forms.example_needed", "forms.example_fails",
  // "forms.years_overlap", "forms.unknown_edition", …, those of yaml and of formulas; `where` is
  // "pack/forms/x.yaml:line:column".
  static Result<std::shared_ptr<const EditionSet>> parse(
      const std::vector<ledger::PackFiles>& packs, const indicator::IndicatorSet& indicators);

  const std::vector<Edition>& all() const { return editions_; }  // by survey and first year
  // Null if there is none.
  const Edition* find(std::string_view survey, std::string_view name) const;
  const Edition* of_year(std::string_view survey, int year) const;
  // Which item of `other` an item of `edition` can be compared with; "" if with none. Both are of
  // one survey; goes from edition to edition.
  std::string comparable(const Edition& edition, std::string_view item, const Edition& other) const;

 private:
  std::vector<Edition> editions_;
};

}  // namespace youju::forms
