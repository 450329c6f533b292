// A view that scans the records of one picture, and how a picture is read from the store. Inside
// this room.
#pragma once

#include <youju/indicator/cube_answer.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace youju::indicator {

// Immutable, thread-safe; every answer costs a time linear in the records of its ledger.
class ScanView : public Cube::View {
 public:
  explicit ScanView(std::shared_ptr<const CubePicture> picture) : picture_(std::move(picture)) {}

  std::int64_t as_of() const override { return picture_->as_of; }
  CubeAnswer ask(const CubeQuery& query) const override;
  std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                       std::size_t rows) const override;
  std::vector<ledger::Ledgers::NilReturn> nil_returns(const CubeQuery& query) const override;
  std::vector<std::string> values(const CubeQuery& query, const std::string& field) const override;
  bool has_records(const std::string& ledger, org::UnitId unit,
                   const Period& period) const override;
  std::shared_ptr<const CubePicture> held() const override { return picture_; }

 protected:
  const CubePicture& picture() const { return *picture_; }

 private:
  // Shared: a view outlives the next picture that a writer publishes.
  std::shared_ptr<const CubePicture> picture_;
};

using LedgerWriters = std::map<std::string, std::unique_ptr<LedgerWriter>, std::less<>>;

// A picture of now but for the rows, with units as in `directory`.
std::shared_ptr<CubePicture> begin_picture(ledger::Ledgers& ledgers,
                                           std::shared_ptr<const org::Directory> directory,
                                           const std::shared_ptr<Dictionaries>& dictionaries);

// All that counts in the store now, with units as in `directory`. `writers` gets the writer of each
// ledger's rows, which use the dictionaries. Reads all approved records: a second for a million.
Result<std::shared_ptr<CubePicture>> read_picture(ledger::Ledgers& ledgers,
                                                  std::shared_ptr<const org::Directory> directory,
                                                  const std::shared_ptr<Dictionaries>& dictionaries,
                                                  LedgerWriters& writers);

}  // namespace youju::indicator
