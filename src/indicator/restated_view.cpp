#include <youju/indicator/restated_view.h>
#include <youju/indicator/scan_view.h>

#include <utility>

namespace youju::indicator {

Result<std::shared_ptr<const Cube::View>> restated_view(
    ledger::Ledgers& ledgers, std::shared_ptr<const org::Directory> directory) {
  LedgerWriters writers;  // nothing comes after
  std::shared_ptr<const CubePicture> picture =
      TRY(read_picture(ledgers, std::move(directory), std::make_shared<Dictionaries>(), writers));
  return std::shared_ptr<const Cube::View>(std::make_shared<ScanView>(std::move(picture)));
}

}  // namespace youju::indicator
