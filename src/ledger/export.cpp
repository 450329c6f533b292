#include <youju/base/csv.h>
#include <youju/base/file.h>
#include <youju/base/text.h>
#include <youju/ledger/ledgers_state.h>
#include <youju/ledger/record_check.h>
#include <youju/ledger/record_table.h>
#include <youju/ledger/value.h>
#include <youju/office/xlsx_writer.h>
#include <youju/store/database.h>

#include <unordered_map>

namespace youju::ledger {

namespace {

constexpr int width_narrow = 12, width_wide = 28;

// The columns of an exported file: those that an import reads, less the private fields.
std::vector<int> exported_targets(const Schema& schema) {
  std::vector<int> targets = {Target::key, Target::unit, Target::on};
  if (schema.dates == Dates::span) targets.push_back(Target::until);
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (!schema.fields[i].is_private) targets.push_back(static_cast<int>(i));
  }
  for (int target : {Target::tags, Target::hosts, Target::evidence}) targets.push_back(target);
  return targets;
}

class Exporter {
 public:
  Exporter(const Ledgers& ledgers, const Ledgers::Interior& state, const Schema& schema,
           Language language)
      : ledgers_(ledgers),
        state_(state),
        schema_(schema),
        directory_(state.directory_now()),
        language_(language),
        targets_(exported_targets(schema)) {}

  std::vector<std::string> header() const {
    std::vector<std::string> cells;
    cells.reserve(targets_.size());
    for (int target : targets_) {
      cells.push_back(target < 0
                          ? target_title(target, language_)
                          : schema_.fields[static_cast<std::size_t>(target)].title.in(language_));
    }
    return cells;
  }
  std::vector<int> widths() const {
    std::vector<int> widths;
    for (int target : targets_) {
      const bool wide = target >= 0 &&
                        (schema_.fields[static_cast<std::size_t>(target)].type == FieldType::text ||
                         schema_.fields[static_cast<std::size_t>(target)].type == FieldType::party);
      widths.push_back(wide ? width_wide : width_narrow);
    }
    return widths;
  }

  Result<std::vector<office::XlsxValue>> cells(store::Transaction& transaction,
                                               const Record& record) {
    std::vector<office::XlsxValue> cells;
    for (int target : targets_) {
      if (target >= 0) {
        cells.push_back(TRY(value_cell(transaction, record, static_cast<std::size_t>(target))));
      } else {
        cells.push_back(TRY(fixed_cell(transaction, record, target)));
      }
    }
    return cells;
  }

 private:
  Result<office::XlsxValue> fixed_cell(store::Transaction& transaction, const Record& record,
                                       int target) {
    std::string text;
    const auto add = [&text](const std::string& part) {
      if (!text.empty()) text += ';';
      text += part;
    };
    switch (target) {
      case Target::key:
        return office::XlsxValue(record.entry_key);
      case Target::on:
        return office::XlsxValue(office::XlsxDate{record.on.to_string()});
      case Target::unit:
        return office::XlsxValue(directory_->unit(record.unit).code);
      case Target::until:
        if (!record.until) return office::XlsxValue();
        return office::XlsxValue(office::XlsxDate{record.until->to_string()});
      case Target::tags:
        for (const std::string& tag : record.tags) add(tag);
        break;
      case Target::hosts:
        for (org::UnitId host : record.hosts) add(directory_->unit(host).code);
        break;
      default:
        for (const std::string& digest : record.evidence) {
          const auto file = TRY(find_evidence(transaction, digest));
          add(file ? file->file_name : digest);
        }
    }
    if (text.empty()) return office::XlsxValue();
    return office::XlsxValue(std::move(text));
  }

  Result<office::XlsxValue> value_cell(store::Transaction& transaction, const Record& record,
                                       std::size_t index) {
    const Field& field = schema_.fields[index];
    const Value& value = record.values[index];
    if (is_missing(value)) return office::XlsxValue();
    if (const auto* number = std::get_if<Decimal>(&value)) return office::XlsxValue(*number);
    if (const auto* day = std::get_if<Day>(&value)) {
      return office::XlsxValue(office::XlsxDate{day->to_string()});
    }
    if (const auto* unit = std::get_if<org::UnitId>(&value)) {
      return office::XlsxValue(directory_->unit(*unit).code);
    }
    if (const auto* id = std::get_if<Uuid>(&value)) {
      // As an import finds it again: by its key.
      const Schema* other = state_.schemas_now()->find(field.ledger);
      if (other == nullptr) return office::XlsxValue(id->to_string());
      auto pointed = RecordTable(transaction, *other).get(*id);
      return office::XlsxValue(pointed ? pointed->entry_key : id->to_string());
    }
    return office::XlsxValue(ledgers_.show(field, value, language_));
  }

  const Ledgers& ledgers_;
  const Ledgers::Interior& state_;
  const Schema& schema_;
  std::shared_ptr<const org::Directory> directory_;  // shared: the picture the export began with
  Language language_;
  std::vector<int> targets_;
};

std::string csv_cell(const office::XlsxValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<Decimal>(&value)) return number->to_string();
  if (const auto* date = std::get_if<office::XlsxDate>(&value)) return date->iso;
  return {};
}

}  // namespace

Result<std::int64_t> Ledgers::export_to(const org::Access& access, std::string_view ledger,
                                        org::UnitId unit, const Period& period,
                                        const std::filesystem::path& path,
                                        Language language) const {
  const std::string extension = path.extension().string();
  if (extension != ".xlsx" && extension != ".csv") {
    return fail(ErrorKind::bad_usage, "ledger.wrong_file_type", {{"name", path.string()}});
  }
  const auto schemas = this->schemas();
  const Schema* schema = TRY(Interior::schema(*schemas, ledger));
  TRY(state_->require(access, org::Action::read, unit));
  const auto tree = directory()->tree(state_->clock.today());
  if (!tree->has(unit)) return fail(ErrorKind::not_found, "org.unknown_unit", {{"code", ""}});
  const auto subtree = tree->subtree(unit);
  const auto units = few_units(*tree, unit);
  Exporter exporter(*this, *state_, *schema, language);
  const auto transaction = state_->database.read();

  std::optional<office::XlsxWriter> sheet;
  std::string csv;
  if (extension == ".xlsx") {
    sheet = TRY(office::XlsxWriter::create(path));
    sheet->begin_sheet(schema->title.in(language), exporter.header(), exporter.widths());
  } else {
    text::append(csv, U'\uFEFF');  // without the mark, Excel in China reads UTF-8 as GBK
    append_csv_row(csv, exporter.header(), true);
  }
  std::int64_t rows = 0;
  const auto take = [&](const Record& record) -> Result<bool> {
    if (record.state != State::approved || !tree->has(record.unit) ||
        !subtree.contains(tree->position(record.unit))) {
      return true;
    }
    const auto cells = TRY(exporter.cells(*transaction, record));
    if (sheet) {
      sheet->row(cells);
    } else {
      std::vector<std::string> texts;
      texts.reserve(cells.size());
      for (const office::XlsxValue& cell : cells) texts.push_back(csv_cell(cell));
      append_csv_row(csv, texts, true);
    }
    ++rows;
    return true;
  };
  TRY(RecordTable(*transaction, *schema)
          .each_between(
              {period.first(), period.after(), period.last(), "g", units, {}, state_->is_by_unit},
              take));
  if (sheet) {
    TRY(sheet->finish());
  } else {
    TRY(write_file(path, csv));
  }
  return rows;
}

}  // namespace youju::ledger
