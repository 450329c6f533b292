// A roll-up: sums, counts and exact counts of different identities for any unit of a large tree
// with all below it and any range of days, current with every change. It knows nothing of packs:
// who feeds it turns records into rows of integers.
//
// Units near the root have cells by month (rollup_cells.h, rollup_distinct.h), so that whole months
// cost no look at any row; below, and for single days, the rows of one unit are scanned
// (rollup_rows.h). Every answer is exact.
//
// One thread writes at a time; any number read. A view is a picture at one epoch: it reads the
// present state, and takes back, by the log, what came after its epoch. So the writer never waits
// for a reader, a reader never for the writer but while a unit that it reads is being changed
// (under a microsecond), and a view may be held as long as it is wanted: it costs the changes
// since, in memory and in the time of its questions.
#pragma once

#include <youju/base/result.h>
#include <youju/indicator/rollup_log.h>
#include <youju/indicator/rollup_shape.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace youju::indicator {

struct RollupState;

// Must not outlive its roll-up. Any thread may use it; copies are cheap.
class RollupView {
 public:
  // The store's sequence at which the picture was taken.
  std::int64_t as_of() const { return seq_; }

  RollupTotals totals(const RollupQuery& query) const;
  // totals() for all values, at once, of the dimensions in shape.planes[kind]; the query's places
  // do not matter. Cells follow each other as the planes do (the last dimension fastest), each 1 +
  // measures integers, rows first; with `by_month` each is one for every month of the axis from the
  // query's first to its last, and the query's days are whole months. False: a total does not fit
  // into 64 bits, ask for it alone.
  bool table(const RollupQuery& query, std::size_t kind, bool by_month,
             std::vector<std::int64_t>& cells) const;
  // totals() of all units that stand `depth` steps below the root and in the query's unit, in
  // preorder, at once: each 1 + measures integers, rows first. For whole calendar years and the
  // planes of RollupShape::planes_beside. False: it is not of these, or a total does not fit into
  // 64 bits; ask for each unit alone.
  bool beside(const RollupQuery& query, int depth, std::vector<std::int64_t>& cells) const;
  // How many different identities, rows that name nobody left out.
  std::int64_t distinct(const RollupQuery& query) const;
  // The least and the greatest value of a measure; looks at every row. Nothing without rows. Rows
  // whose measure `given` is 0 are left out, if there is such a measure.
  std::optional<RollupExtremes> extremes(const RollupQuery& query, int measure,
                                         int given = -1) const;
  // The rows behind a figure, newest day first, in a day the greatest id first.
  std::vector<RollupRow> newest(const RollupQuery& query, std::size_t offset,
                                std::size_t count) const;

  // False of a bare roll-up (rollup_bare.h): then only what follows may be asked.
  bool has_rows() const;
  // totals() from cells alone; nothing where those cannot tell.
  std::optional<RollupTotals> totals_of_cells(const RollupQuery& query) const;

 private:
  friend class BareRollupWriter;
  friend class Rollup;
  friend class RollupReader;
  RollupView(const RollupState& state, RollupLog::Pin pin, std::uint64_t epoch);

  const RollupState* state_;
  RollupLog::Pin pin_;
  std::uint64_t epoch_;
  std::int64_t seq_ = 0;
  const RollupLog::Chunk* chunk_;  // that holds the next epoch, or will
};

class Rollup {
 public:
  struct Change {
    std::optional<RollupRow> before;  // as it was given when it was added
    std::optional<RollupRow> after;
  };
  struct BuildOrder {
    std::vector<RollupRow> rows;
    std::int64_t seq = 0;  // of the store, with all rows in it
    int threads = 1;
    // Told 0..100 from the calling thread; may be empty.
    std::function<void(int percent)> progress;
  };

  // Rows of units outside the tree and places outside the shape are bugs of the caller.
  static std::unique_ptr<Rollup> build(RollupTree tree, const RollupShape& shape, BuildOrder order);

  // Reads a snapshot of the same shape and tree, made of the store that `store` names. Errors:
  // "snapshot.not_there", "snapshot.damaged", "snapshot.of_another_store", "snapshot.outdated" (its
  // format, shape or tree is another): each time the roll-up is to be built from the store.
  static Result<std::unique_ptr<Rollup>> restore(const std::filesystem::path& file, RollupTree tree,
                                                 const RollupShape& shape, const std::string& store,
                                                 int threads);

  ~Rollup();
  Rollup(const Rollup&) = delete;
  Rollup& operator=(const Rollup&) = delete;

  // All changes of one transaction, seen together. One thread at a time; with some hundred changes
  // it calls a second one to its help, if there is a processor. Microseconds each.
  void apply(std::span<const Change> changes, std::int64_t seq);

  // The same of a bare one.
  void apply_to_cells(std::span<const Change> changes, std::int64_t seq);

  RollupView view() const;
  // Bytes held, those included that wait for views to be dropped.
  std::int64_t memory_bytes() const;

  // Writes the rows of a view to a file that is whole or absent after a crash. May run beside the
  // writer. Errors of base/file.h. The rest of the store's log, from the view's as_of() on, is to
  // be applied after restore().
  Result<void> write_snapshot(const std::filesystem::path& file, const std::string& store) const;

 private:
  friend class BareRollupMaker;
  explicit Rollup(std::unique_ptr<RollupState> state);
  std::unique_ptr<RollupState> state_;
};

}  // namespace youju::indicator
