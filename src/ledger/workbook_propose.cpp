// What a sheet seems to say: which column is which field, with a reason and a score for each.
#include <youju/base/text.h>
#include <youju/ledger/import_run.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/workbook_cells.h>
#include <youju/ledger/workbook_guess.h>
#include <youju/office/xlsx_reader.h>
#include <youju/store/database.h>

#include <algorithm>

namespace youju::ledger {

namespace {

constexpr std::size_t probe_rows = 200;  // of data, by whose content guesses are judged
constexpr std::size_t samples_max = 3;
constexpr std::size_t sample_bytes_max = 60;
// Guesses that lie so near to each other are no guesses.
constexpr int clear_by = 5;
constexpr int score_max = 100, score_tick = 90;

std::string letters_of(int column) {
  std::string address = office::cell_address(1, column);
  address.pop_back();
  return address;
}

std::string short_of(std::string_view text) {
  if (text.size() <= sample_bytes_max) return std::string(text);
  std::size_t byte = 0, end = 0;
  while (byte < sample_bytes_max) {
    end = byte;
    text::next(text, byte);
  }
  return std::string(text.substr(0, end)) + "…";
}

Remark remark(std::string_view what, std::vector<ErrorField> fields = {}, std::string where = {}) {
  return Remark{ErrorKind::bad_input, std::string(what), std::move(where), std::move(fields)};
}

struct Guess {
  int score = 0;
  int target = 0;
  int power = 0;
  std::string ticked;
  Remark reason;
};

class Proposer {
 public:
  struct Ground {
    const Workbook& workbook;
    const Schema& schema;
    const SchemaSet& schemas;
    const UnitNames& units;
    const ProposeOptions& options;
  };
  Proposer(const Ground& ground, const TitleBook& titles)
      : ground_(ground), titles_(titles), reader_(ground.schema, ground.schemas, ground.units) {}

  Result<ProposedSheet> sheet(std::size_t index, store::Transaction& transaction) {
    const GridSheet& grid = ground_.workbook.sheets()[index];
    ProposedSheet out;
    out.name = grid.name;
    out.index = index;
    out.hidden = grid.hidden;
    if (grid.hidden) out.remarks.push_back(remark("import.hidden_sheet", {{"sheet", grid.name}}));
    const KnownTitle known = [this](const std::vector<std::string>& path) {
      return titles_.known(path);
    };
    auto found = TRY(find_table(ground_.workbook, index, known));
    if (!found) {
      out.remarks.push_back(remark("import.no_table", {{"sheet", grid.name}}));
      return out;
    }
    table_ = std::move(*found);
    out.has_table = true;
    out.form = table_.form;
    out.title = table_.title;
    out.header_first = table_.header_first;
    out.header_last = table_.header_last;
    TRY(read_rows(out));
    guess_columns(out);
    out.mapping.ledger = ground_.schema.name;
    out.mapping.form = table_.form;
    out.mapping.year = table_.year;
    if (!ground_.options.fresh) TRY(remember(out, transaction));
    set_constants(out);
    if (!out.remembered) {
      for (const ProposedColumn& one : out.columns) {
        out.mapping.columns.push_back({one.title, one.target, one.power, one.ticked});
      }
    }
    name_missing(out);
    return out;
  }

 private:
  Result<void> read_rows(ProposedSheet& out) {
    columns_.assign(table_.columns.size(), {});
    std::size_t rows = 0;
    return read_table(ground_.workbook, table_, [&](const SheetRow& row) -> Result<bool> {
      if (out.data_first == 0) out.data_first = row.number;
      if (out.sample.size() < proposal_rows_max) {
        GridRow sample{row.number, row.hidden, {}};
        for (const SheetCell& cell : row.cells) {
          sample.cells.push_back({cell.kind, short_of(cell.text), cell.formula});
        }
        out.sample.push_back(std::move(sample));
      }
      if (row.kind != RowKind::data) return true;
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        const SheetCell& cell = row.cells[static_cast<std::size_t>(table_.columns[i].column) - 1];
        if (!cell.is_empty() && !cell.filled) columns_[i].push_back(cell);
      }
      return ++rows < probe_rows;
    });
  }

  // The factor between what the column counts in and what the field does; nothing if they measure
  // different things.
  std::optional<int> power_of(const Field& field, const TableColumn& column) const {
    const auto wanted = words::measure_of(field.measure_unit).value_or(words::Measure{});
    if (column.measure) {
      if (!words::same_base(column.measure->base, wanted.base)) return std::nullopt;
      return column.measure->power - wanted.power;
    }
    // A line above speaks of the columns that measure the same.
    for (const words::Measure& one : table_.measures) {
      if (one.base == wanted.base ||
          (words::same_base(one.base, wanted.base) && !one.base.empty() && !wanted.base.empty())) {
        return one.power - wanted.power;
      }
    }
    return 0;
  }

  std::optional<Guess> guess(std::size_t index, int target) const {
    const TableColumn& column = table_.columns[index];
    const TitleBook::Match match = titles_.match(target, column.path, column.of_which);
    constexpr int worth_looking = 40;
    if (match.score < worth_looking) return std::nullopt;
    Guess out{match.score, target, 0, "", {}};
    const bool is_field = target >= 0;
    const Field* field =
        is_field ? &ground_.schema.fields[static_cast<std::size_t>(target)] : nullptr;
    const bool numeric =
        is_field && (field->type == FieldType::integer || field->type == FieldType::decimal);
    bool measure_differs = false;
    if (numeric) {
      const auto power = power_of(*field, column);
      measure_differs = !power;
      out.power = power.value_or(0);
      if (measure_differs) out.score -= 40;
      if (power && column.measure) out.score += 8;
      if (column.rate && match.by != TitleBook::Match::By::title) out.score -= 40;
    }
    const CellReader::Rules rules{out.power, table_.year ? table_.year : std::optional(2000),
                                  nullptr};
    std::size_t fitting = 0;
    const auto& cells = columns_[index];
    for (const SheetCell& cell : cells) fitting += reader_.fits(target, cell, rules) ? 1U : 0U;
    const bool contradicts = !cells.empty() && fitting * 2 < cells.size();
    if (contradicts) out.score -= 35;
    if (!cells.empty() && fitting * 5 >= cells.size() * 4) out.score += 5;
    out.score = std::clamp(out.score, 0, score_max);
    out.reason = reason_of(target, match, contradicts, measure_differs);
    return out;
  }

  std::string title_of(int target) const {
    return target < 0 ? target_title(target, Language::zh_cn)
                      : ground_.schema.fields[static_cast<std::size_t>(target)].title.zh_cn;
  }

  Remark reason_of(int target, const TitleBook::Match& match, bool contradicts,
                   bool measure_differs) const {
    const std::string title = title_of(target);
    if (measure_differs) return remark("import.reason_measure", {{"target", title}});
    if (contradicts) return remark("import.reason_content", {{"target", title}});
    switch (match.by) {
      case TitleBook::Match::By::title:
        return remark("import.reason_title", {{"target", title}});
      case TitleBook::Match::By::synonym:
        return remark("import.reason_synonym", {{"target", title}});
      case TitleBook::Match::By::likeness:
      case TitleBook::Match::By::none:
        break;
    }
    return remark("import.reason_likeness",
                  {{"target", title}, {"score", std::to_string(match.score)}});
  }

  // A column of ticks below the name of a choice or of a tag.
  std::optional<Guess> guess_tick(std::size_t index) const {
    const auto& cells = columns_[index];
    const bool ticks = !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const auto& c) {
      return words::tick_of(c.text).has_value() || words::is_placeholder(c.text);
    });
    if (!ticks) return std::nullopt;
    const std::string name = text::folded(table_.columns[index].path.back());
    const auto found = [&](int target, const std::string& code, const Titles& title) {
      return Guess{score_tick, target, 0, code,
                   remark("import.reason_tick", {{"target", title.zh_cn}})};
    };
    for (std::size_t i = 0; i < ground_.schema.fields.size(); ++i) {
      for (const Choice& one : ground_.schema.fields[i].choices) {
        if (text::folded(one.title.zh_cn) == name || one.code == name) {
          return found(static_cast<int>(i), one.code, one.title);
        }
      }
    }
    for (const Tag& tag : ground_.schemas.tags()) {
      if (text::folded(tag.title.zh_cn) == name || tag.code == name) {
        return found(Target::tags, tag.code, tag.title);
      }
    }
    return std::nullopt;
  }

  // Keys tell rows apart: each has one, none twice, and they are more than a counting of rows.
  bool can_be_key(std::size_t index) const {
    std::vector<std::string> keys;
    bool counts = true;
    for (const SheetCell& cell : columns_[index]) {
      keys.emplace_back(text::trimmed(cell.text));
      counts = counts && keys.back() == std::to_string(keys.size());
    }
    std::sort(keys.begin(), keys.end());
    return !keys.empty() && !counts && std::adjacent_find(keys.begin(), keys.end()) == keys.end();
  }

  std::vector<Guess> guesses_of(std::size_t index) const {
    std::vector<Guess> guesses;
    if (table_.columns[index].row_number) return guesses;
    if (auto tick = guess_tick(index)) guesses.push_back(std::move(*tick));
    for (const int target : titles_.targets()) {
      if (target == Target::key && !can_be_key(index)) continue;
      if (auto one = guess(index, target)) guesses.push_back(std::move(*one));
    }
    std::stable_sort(guesses.begin(), guesses.end(),
                     [](const Guess& a, const Guess& b) { return a.score > b.score; });
    return guesses;
  }

  // Whether another column fits the target as well: then neither is taken without being asked.
  static bool contested(const std::vector<std::vector<Guess>>& all, std::size_t index) {
    const Guess& mine = all[index].front();
    for (std::size_t other = 0; other < all.size(); ++other) {
      if (other == index || all[other].empty()) continue;
      const Guess& its = all[other].front();
      if (its.target != mine.target || !its.ticked.empty() || !mine.ticked.empty()) continue;
      if (mine.score < its.score + clear_by &&
          !(mine.score == score_max && its.score < score_max)) {
        return true;
      }
    }
    return false;
  }

  void guess_columns(ProposedSheet& out) {
    std::vector<std::vector<Guess>> all;
    all.reserve(table_.columns.size());
    for (std::size_t i = 0; i < table_.columns.size(); ++i) all.push_back(guesses_of(i));
    const auto& hidden = ground_.workbook.sheets()[out.index].hidden_columns;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const TableColumn& column = table_.columns[i];
      ProposedColumn one;
      one.column = column.column;
      one.letters = letters_of(column.column);
      one.title = column.title;
      if (column.measure) one.measure = column.measure->text;
      for (const SheetCell& cell : columns_[i]) {
        if (one.samples.size() < samples_max) one.samples.push_back(short_of(cell.text));
      }
      one.hidden = std::any_of(hidden.begin(), hidden.end(), [&](const auto& range) {
        return range.first <= column.column && column.column <= range.second;
      });
      if (one.hidden) {
        out.remarks.push_back(
            remark("import.hidden_column", {{"column", column.title}, {"letters", one.letters}}));
      }
      decide(all, i, one);
      out.columns.push_back(std::move(one));
    }
  }

  void decide(const std::vector<std::vector<Guess>>& all, std::size_t index,
              ProposedColumn& out) const {
    const std::vector<Guess>& guesses = all[index];
    if (table_.columns[index].row_number) {
      out.reason = remark("import.reason_row_number");
      return;
    }
    if (guesses.empty()) {
      out.reason = remark("import.reason_none");
      return;
    }
    const Guess& best = guesses.front();
    const bool has_next = guesses.size() > 1;
    if (has_next) {
      out.runner_up = target_name(ground_.schema, guesses[1].target);
      out.runner_up_score = guesses[1].score;
    }
    out.score = best.score;
    out.reason = best.reason;
    const bool close = has_next && guesses[1].score + clear_by > best.score &&
                       !(best.score == score_max && guesses[1].score < score_max);
    if (best.score < mapping_score_min) {
      demote(out, best);
    } else if (close) {
      out.reason = remark("import.reason_ambiguous", {{"first", title_of(best.target)},
                                                      {"second", title_of(guesses[1].target)}});
      demote(out, best);
    } else if (contested(all, index)) {
      out.reason = remark("import.reason_contested", {{"target", title_of(best.target)}});
      demote(out, best);
    } else {
      out.target = target_name(ground_.schema, best.target);
      out.power = best.power;
      out.ticked = best.ticked;
    }
  }

  // What is not certain enough stands first in the list a person chooses from.
  void demote(ProposedColumn& out, const Guess& best) const {
    out.runner_up = target_name(ground_.schema, best.target);
    out.runner_up_score = best.score;
  }

  Result<void> remember(ProposedSheet& out, store::Transaction& transaction) {
    const auto stored =
        TRY(find_mapping(transaction, {ground_.schema.name, table_.form, ground_.options.unit}));
    if (!stored) return {};
    auto mapping = parse_mapping(stored->mapping, ground_.schema);
    // The ledger may have changed since: then the person is asked again.
    if (!mapping) return {};
    if (!stored->of_this_unit) mapping->constants.erase("unit");
    out.mapping = std::move(*mapping);
    if (table_.year) out.mapping.year = table_.year;
    out.remembered = true;
    for (ProposedColumn& column : out.columns) {
      for (const ColumnMapping& one : out.mapping.columns) {
        if (one.title != column.title) continue;
        column.target = one.target;
        column.power = one.power;
        column.ticked = one.ticked;
        column.score = score_max;
        column.reason = remark("import.reason_remembered");
      }
    }
    return {};
  }

  static bool maps(const ProposedSheet& out, std::string_view target) {
    return std::any_of(out.columns.begin(), out.columns.end(),
                       [&](const ProposedColumn& one) { return one.target == target; });
  }

  // The unit of a sheet without such a column: what a line above says, the sheet's name, the unit
  // that was chosen.
  void set_constants(ProposedSheet& out) {
    if (table_.year) {
      out.remarks.push_back(
          remark("import.year_of_title", {{"year", std::to_string(*table_.year)}}));
    }
    if (maps(out, "unit")) return;
    const auto take = [&](std::string_view spelling, std::string_view what) {
      const UnitNames::Found found = ground_.units.find(spelling);
      if (spelling.empty() || found.code.empty()) return false;
      out.mapping.constants["unit"] = found.code;
      out.remarks.push_back(remark(what, {{"unit", std::string(spelling)}, {"code", found.code}}));
      return true;
    };
    if (take(table_.reporter, "import.unit_of_line")) return;
    if (take(out.name, "import.unit_of_sheet")) return;
    if (out.mapping.constants.contains("unit")) return;
    take(ground_.options.unit, "import.unit_chosen");
  }

  void name_missing(ProposedSheet& out) const {
    const auto demand = [&](std::string_view target) {
      if (maps(out, target) || out.mapping.constants.contains(std::string(target))) return;
      out.missing.emplace_back(target);
    };
    demand("unit");
    demand("on");
    for (const Field& field : ground_.schema.fields) {
      if (field.required) demand(field.name);
    }
  }

  const Ground& ground_;
  const TitleBook& titles_;
  CellReader reader_;
  FoundTable table_;
  std::vector<std::vector<SheetCell>> columns_;  // what stands in each, from the first rows
};

}  // namespace

Result<Proposal> Ledgers::propose(const org::Access& access, std::string_view ledger,
                                  const Workbook& workbook, const ProposeOptions& options) const {
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  const auto directory = this->directory();
  std::optional<org::UnitId> root;
  if (!options.unit.empty()) {
    root = TRY(directory->find(options.unit));
    TRY(state_->require(access, org::Action::enter_record, *root));
  }
  const UnitNames units(*directory, state_->clock.today(), root);
  const TitleBook titles(*schema);
  const Proposer::Ground ground{workbook, *schema, *schemas, units, options};
  Proposal proposal{workbook.file_name(), workbook.digest(), {}};
  const auto transaction = state_->database.read();
  for (std::size_t i = 0; i < workbook.sheets().size(); ++i) {
    proposal.sheets.push_back(TRY(Proposer(ground, titles).sheet(i, *transaction)));
  }
  return proposal;
}

}  // namespace youju::ledger
