#include <youju/indicator/cube_answer.h>
#include <youju/indicator/restated_view.h>

#include <algorithm>
#include <utility>

namespace youju::indicator {
namespace {

class RestatedView : public Cube::View {
 public:
  explicit RestatedView(CubePicture picture) : picture_(std::move(picture)) {}

  std::int64_t as_of() const override { return picture_.as_of; }
  CubeAnswer ask(const CubeQuery& query) const override { return answer(picture_, query); }

  std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                       std::size_t rows) const override {
    std::vector<RecordReference> all = records_behind(picture_, query);
    const std::size_t first = std::min(offset, all.size());
    const std::size_t last = first + std::min(rows, all.size() - first);
    return {all.begin() + static_cast<std::ptrdiff_t>(first),
            all.begin() + static_cast<std::ptrdiff_t>(last)};
  }

  std::vector<ledger::Ledgers::NilReturn> nil_returns(const CubeQuery& query) const override {
    return nil_returns_behind(picture_, query);
  }
  std::vector<std::string> values(const CubeQuery& query, const std::string& field) const override {
    return values_of(picture_, query, field);
  }
  bool has_records(const std::string& ledger, org::UnitId unit,
                   const Period& period) const override {
    Aggregate all;
    all.ledger = ledger;
    return scan(picture_, CubeQuery{&all, unit, period, {}, Day()}).any;
  }

 private:
  CubePicture picture_;
};

}  // namespace

Result<std::shared_ptr<const Cube::View>> restated_view(
    ledger::Ledgers& ledgers, std::shared_ptr<const org::Directory> directory) {
  CubePicture picture;
  picture.as_of = ledgers.head().seq;
  picture.schemas = ledgers.schemas();
  picture.directory = std::move(directory);
  const auto dictionaries = std::make_shared<Dictionaries>();
  picture.dictionaries = dictionaries;
  for (const ledger::Schema& schema : picture.schemas->all()) {
    LedgerWriter writer(schema, *dictionaries);
    TRY(ledgers.scan(schema, [&](const ledger::Record& record) -> Result<void> {
      writer.add(record);
      return {};
    }));
    picture.ledgers[schema.name] = writer.publish();
  }
  picture.nil_returns =
      std::make_shared<const std::vector<ledger::Ledgers::NilReturn>>(ledgers.nil_returns());
  return std::shared_ptr<const Cube::View>(std::make_shared<RestatedView>(std::move(picture)));
}

}  // namespace youju::indicator
