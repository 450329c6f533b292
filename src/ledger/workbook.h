// Workbooks as offices really keep them: a title above, a header of one to four rows with merged
// cells, units of measure in words, 合计 and 其中 rows, notes at the foot. `propose` finds the
// table and says which column seems to be which field, and why; a person confirms; `apply` enters
// the rows and proves the sheet by its own totals; `undo_import` takes a whole import back.
//
// The way of a door: Workbook::open → Ledgers::propose → (a person looks at it) →
// Ledgers::apply with dry_run → Ledgers::apply. A mapping that was confirmed once is remembered for
// the same form: Proposal::sheets[i].remembered is then true and nothing needs to be asked.
#pragma once

#include <youju/ledger/ledgers.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace youju::ledger {

// ---- reading

struct GridCell {
  enum class Kind { empty, text, number, date, error };
  Kind kind = Kind::empty;
  std::string text;      // as the sheet shows it, blanks at its ends kept; a date as 2020-03-20
  bool formula = false;  // the text is the stored result of a formula
};
struct GridRow {
  int number = 0;  // 1-based, as the sheet counts; the line of a csv
  bool hidden = false;
  std::vector<GridCell> cells;
};
struct GridRange {  // 1-based, both ends included
  int first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};
struct GridSheet {
  std::string name;  // a csv: its file name without the ending
  bool hidden = false;
  std::vector<GridRange> merged;                      // in order of first_row
  std::vector<std::pair<int, int>> hidden_columns{};  // 1-based, both ends included
};

// An uploaded file as sheets of cells. .xlsx is read as it is, .csv in UTF-8 or GB18030; .xls, .et
// and .ods go through LibreOffice (limits::libreoffice_wait_ms). One thread at a time.
class Workbook {
 public:
  // `bytes` must outlive it. What the bytes are decides, not the name. Errors: "import.too_large",
  // "import.empty", "libreoffice.missing" (where, for .xls, .et and .ods, there is no LibreOffice),
  // "libreoffice.timeout", "libreoffice.failed", those of xlsx, zip, text and csv; with the file's
  // name in `where`.
  static Result<Workbook> open(std::string_view bytes, std::string_view file_name);
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  const std::string& file_name() const;
  const std::string& digest() const;    // SHA-256 of the bytes handed in, hex
  const std::string& encoding() const;  // of a csv
  const std::vector<GridSheet>& sheets() const;
  // Rows with a cell in them, in order; ends early, without error, when `row` returns false.
  Result<void> read(std::size_t sheet,
                    const std::function<Result<bool>(const GridRow&)>& row) const;

 private:
  struct State;
  explicit Workbook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// ---- the mapping

// What one column of the sheet becomes.
struct ColumnMapping {
  std::string title;   // path of titles: "参加人数/其中：女性"; "…#2" for the second of that name
  std::string target;  // name of a field, or key unit on until tags hosts evidence; "": not taken
  // The number in the sheet times 10^power is the number in the ledger: 4 for 万人次 where the
  // ledger counts 人次, -4 for 元 where it keeps 万元.
  int power = 0;
  // The column is a box to tick (√, 是, 1): a ticked one gives the target this value: a choice's or
  // a tag's code. Several such columns may have one target.
  std::string ticked;
};

struct Mapping {
  std::string ledger;
  std::string form;  // fingerprint of the header; "" fits any sheet that has the titles
  std::vector<ColumnMapping> columns;
  // For what the sheet has no column for: target → cell text, as in a file: {"unit", "A1"}.
  std::map<std::string, std::string> constants;
  std::optional<int> year;  // of dates such as 3月5日
  // Spellings of units that people confirmed: "甲镇政府" → "A".
  std::map<std::string, std::string> units;
  bool take_parts = false;  // 其中 rows become records too
};

// As a file for `--map`: YAML (printed as JSON, which is YAML too). Errors of reading: those of
// yaml, "import.unknown_target", with line:column in `where`.
std::string print_mapping(const Mapping& mapping);
Result<Mapping> parse_mapping(std::string_view yaml, const Schema& schema);

// ---- proposing

// A sentence about the file: `what` is a catalogue id, `where` the cell ("Sheet1!C7") or "".
using Remark = Error;

struct ProposedColumn {
  int column = 0;         // 1-based
  std::string letters;    // "C"
  std::string title;      // as in ColumnMapping
  std::string measure;    // unit of measure stated for it: 万人次; ""
  std::string target;     // "" : not mapped
  int score = 0;          // 0..100; below mapping_score_min it is not mapped
  Remark reason;          // why this target, or why none
  std::string runner_up;  // the next best target, for the list a person chooses from
  int runner_up_score = 0;
  int power = 0;
  std::string ticked;
  bool hidden = false;
  std::vector<std::string> samples;  // up to three texts of the column
};
inline constexpr int mapping_score_min = 60;

struct ProposedSheet {
  std::string name;
  std::size_t index = 0;
  bool hidden = false;
  bool has_table = false;
  bool remembered = false;  // the mapping is one that was confirmed for this form
  std::string form;         // fingerprint of the header
  std::string title;        // 2009年全县科普活动统计表
  int header_first = 0, header_last = 0, data_first = 0;  // rows
  std::vector<ProposedColumn> columns;
  Mapping mapping;                   // what would be applied
  std::vector<std::string> missing;  // targets that must be mapped or constant and are not
  std::vector<Remark> remarks;       // hidden things, unit taken from a title, …
  // The rows after the header as they stand, for a preview: at most proposal_rows_max.
  std::vector<GridRow> sample;
};
inline constexpr std::size_t proposal_rows_max = 20;

struct Proposal {
  std::string file_name, digest;
  std::vector<ProposedSheet> sheets;
};

struct ProposeOptions {
  std::string unit;    // code of the subtree in which units are sought; "": everywhere
  bool fresh = false;  // do not use what is remembered
};

// ---- applying

struct SheetMapping {
  std::size_t sheet = 0;
  Mapping mapping;
};

struct CellError {
  Error error;       // `where` is the cell: "Sheet1!C7"; of a.csv "a!C7", its lines being rows
  std::string text;  // what stands in the cell
};

// One figure of a row of totals, recomputed from the rows it speaks of.
struct Proof {
  std::string cell;    // "Sheet1!C12"
  std::string row;     // 合计, 甲镇小计
  std::string column;  // the column's title
  Decimal stated, recomputed;
  bool agrees() const { return stated == recomputed; }
};

struct ApplyOptions {
  std::string unit;  // as in ProposeOptions; records of units outside are errors
  State state = State::submitted;
  bool dry_run = true;
  bool keep_good = false;
  bool add_parties = true;
  bool accept_findings = false;  // a person has seen the findings
  bool remember = true;          // keep the mappings for the next file of the same form
  std::function<void(std::int64_t done, std::int64_t all)> progress;
  std::function<bool()> cancelled;                                       // as in ImportOptions
  std::function<Result<std::string>(const std::string& name)> evidence;  // as in ImportOptions
};

struct ApplyReport {
  std::int64_t rows = 0, added = 0, unchanged = 0, corrected = 0, possible_doubles = 0;
  std::int64_t total_rows = 0, part_rows = 0, note_rows = 0;
  std::vector<CellError> errors;  // at most limits::import_errors_shown_max
  std::int64_t errors_all = 0;
  std::vector<Proof> proofs;  // those that differ first; at most proofs_max
  std::int64_t proofs_all = 0, proofs_differ = 0;
  // What a person must confirm before the rows are entered: totals that differ, a second table
  // that is left out, numbers that stand in merged cells, hidden rows that are taken. At most
  // findings_max.
  std::vector<Remark> findings;
  std::vector<Remark> remarks;      // what was done, for information: 其中 rows left out, formulas
  bool needs_confirmation = false;  // there are findings, and they were not accepted
  bool entered = false;             // something was written
  std::int64_t import_id = 0;       // for undo; 0 if nothing new was entered
};
inline constexpr std::size_t proofs_max = 500, findings_max = 200;

// ---- imports, and taking one back

struct ImportRun {
  std::int64_t id = 0;  // number of its event
  std::string ledger, file_name, digest;
  std::string actor;
  std::int64_t at_ms = 0;
  org::UnitId unit;  // the chosen subtree; its value is -1 if none was chosen
  std::int64_t rows = 0, added = 0, corrected = 0, unchanged = 0;
  std::int64_t undone_ms = 0;  // 0: not undone
  std::string undone_by;
  std::int64_t withdrawn = 0, kept = 0;  // by the undoing
};

struct UndoOptions {
  bool dry_run = false;
  // Take back the others though some records have been changed since; else nothing is taken back.
  bool keep_changed = false;
  std::string reason = {};  // of a person, beside what each record is told anyway
};
struct UndoReport {
  std::int64_t withdrawn = 0;
  // Records that somebody has changed, merged or withdrawn since; they stay as they are. At most
  // limits::import_errors_shown_max of them are named.
  struct Kept {
    Uuid id;
    std::string event;  // "record.correct"
    std::string by;
  };
  std::vector<Kept> kept;
  std::int64_t kept_all = 0;
};

}  // namespace youju::ledger
