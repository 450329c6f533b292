// The rows of a cube on disk, by which a start need not read every record out of the store, and the
// cells of its roll-ups, by which the first figures need not look at every row. A cache of one
// machine: what is in doubt is not used, and losing it loses nothing. Inside this room.
#pragma once

#include <youju/base/hash.h>
#include <youju/base/section_file.h>
#include <youju/indicator/cube_cells.h>
#include <youju/indicator/cube_scan.h>
#include <youju/indicator/scan_view.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace youju::indicator {

class CubeSnapshot {
 public:
  // Writes the rows of a picture and, of the same sequence, what roll-ups there are; `at` is the
  // place of the log that both stand for. Any thread may, beside the writer. Errors and failures of
  // base/file.h.
  static Result<void> write(const std::filesystem::path& file, const CubePicture& picture,
                            const Rollups& rollups, const ledger::ChainHead& at);

  // Reads the head. Errors: "snapshot.not_there", "snapshot.damaged", "snapshot.outdated" (another
  // format).
  static Result<std::unique_ptr<CubeSnapshot>> open(const std::filesystem::path& file,
                                                    const ledger::SchemaSet& schemas);
  const ledger::ChainHead& at() const { return at_; }
  // Whether its rows are of these ledgers and fields; what follows is for one that fits.
  bool fits() const { return fits_; }
  std::int64_t rows() const;
  // Reads all rows and cells; nothing may stand in the dictionaries, the writers and the cells yet.
  // `units` is how many there are. Error: "snapshot.damaged", and then what was filled is of no
  // use.
  Result<void> restore(std::size_t units, int threads, Dictionaries& dictionaries,
                       LedgerWriters& writers, CubeCells& cells) const;

 private:
  struct Part;
  explicit CubeSnapshot(std::unique_ptr<SectionReader> file) : file_(std::move(file)) {}
  Result<void> read_head(const ledger::SchemaSet& schemas);
  bool read_part(std::string&& bytes, std::size_t units, Part& part, CubeCells& cells) const;
  bool is_sound(const CellColumn& column, std::size_t rows, const ledger::Field& field,
                std::size_t units) const;
  bool read_chunk(ByteReader& reader, const ledger::Schema& schema, std::size_t units,
                  Chunk& chunk) const;
  bool read_rows(ByteReader& reader, std::size_t units, Part& part) const;

  struct Ledger {
    const ledger::Schema* schema = nullptr;
    std::uint64_t rows = 0;
  };
  std::unique_ptr<SectionReader> file_;
  ledger::ChainHead at_;
  bool fits_ = false;
  std::array<std::uint64_t, 5> counts_{};  // of the dictionaries, in their order
  std::vector<Ledger> ledgers_;
};

}  // namespace youju::indicator
