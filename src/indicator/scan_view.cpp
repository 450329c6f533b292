#include <youju/indicator/scan_view.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {

CubeAnswer ScanView::ask(const CubeQuery& query) const { return answer(*picture_, query); }

std::vector<RecordReference> ScanView::records(const CubeQuery& query, std::size_t offset,
                                               std::size_t rows) const {
  std::vector<RecordReference> all = records_behind(*picture_, query);
  const std::size_t first = std::min(offset, all.size());
  const std::size_t last = first + std::min(rows, all.size() - first);
  return {all.begin() + static_cast<std::ptrdiff_t>(first),
          all.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::vector<ledger::Ledgers::NilReturn> ScanView::nil_returns(const CubeQuery& query) const {
  return nil_returns_behind(*picture_, query);
}

std::vector<std::string> ScanView::values(const CubeQuery& query, const std::string& field) const {
  return values_of(*picture_, query, field);
}

bool ScanView::has_records(const std::string& ledger, org::UnitId unit,
                           const Period& period) const {
  Aggregate all;
  all.ledger = ledger;
  return scan(*picture_, CubeQuery{&all, unit, period, {}, Day()}).any;
}

std::shared_ptr<CubePicture> begin_picture(ledger::Ledgers& ledgers,
                                           std::shared_ptr<const org::Directory> directory,
                                           const std::shared_ptr<Dictionaries>& dictionaries) {
  auto picture = std::make_shared<CubePicture>();
  picture->as_of = ledgers.head().seq;
  picture->schemas = ledgers.schemas();
  picture->directory = std::move(directory);
  picture->dictionaries = dictionaries;
  picture->nil_returns =
      std::make_shared<const std::vector<ledger::Ledgers::NilReturn>>(ledgers.nil_returns());
  return picture;
}

Result<std::shared_ptr<CubePicture>> read_picture(ledger::Ledgers& ledgers,
                                                  std::shared_ptr<const org::Directory> directory,
                                                  const std::shared_ptr<Dictionaries>& dictionaries,
                                                  LedgerWriters& writers) {
  auto picture = begin_picture(ledgers, std::move(directory), dictionaries);
  for (const ledger::Schema& schema : picture->schemas->all()) {
    auto writer = std::make_unique<LedgerWriter>(schema, *dictionaries);
    TRY(ledgers.scan(schema, [&](const ledger::Record& record) -> Result<void> {
      writer->add(record);
      return {};
    }));
    picture->ledgers[schema.name] = writer->publish();
    writers[schema.name] = std::move(writer);
  }
  return picture;
}

}  // namespace youju::indicator
