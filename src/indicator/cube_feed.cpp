#include <youju/base/parallel.h>
#include <youju/indicator/cube_feed.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::size_t tag_sets_max = 4096;
constexpr std::size_t threads_from_rows = 100000;
constexpr std::int64_t records_of_large = 100000;
constexpr int months_least = 60;

int month_of(Day day) { return day.year() * 12 + day.month() - 1; }
Day first_day(int month) { return *Day::from_ymd(month / 12, month % 12 + 1, 1); }

Hit hit_of(const LedgerRows& rows, std::uint32_t row) {
  return {rows.chunks[row / Chunk::rows_max].get(),
          static_cast<std::uint32_t>(row % Chunk::rows_max)};
}

template <typename F>
void each_row(const LedgerRows& rows, F&& use) {
  for (std::size_t chunk = 0; chunk < rows.chunks.size(); ++chunk) {
    for (std::uint32_t row = 0; row < rows.chunks[chunk]->rows(); ++row) {
      if (!rows.chunks[chunk]->alive[row]) continue;
      use(static_cast<std::uint32_t>(chunk * Chunk::rows_max + row),
          Hit{rows.chunks[chunk].get(), row});
    }
  }
}

}  // namespace

// Turns rows of the ledger into rows of one slice.
class CubeFeed::Reader {
 public:
  Reader(CubeFeed& feed, const CubePicture& picture, const ledger::Schema& schema,
         std::size_t slice, std::set<int>& unfit)
      : feed_(feed),
        dictionaries_(*picture.dictionaries),
        schema_(schema),
        slice_(feed.plan_->slices[slice]),
        identities_(feed.identities_[slice]),
        unfit_(unfit) {
    if (slice_.condition != 0) {
      test_.emplace(picture, schema, feed.plan_->conditions[slice_.condition]);
    }
  }

  bool fits(const Hit& hit) const { return !test_ || test_->fits(hit); }

  // Of a row that fits.
  RollupRow row(std::uint32_t number, const Hit& hit) {
    RollupRow row;
    row.id = number;
    row.unit = feed_.units_->place(org::UnitId{hit.unit()});
    row.day = hit.day();
    for (std::size_t d = 0; d < feed_.plan_->dimensions.size(); ++d) {
      row.places[d] = place(feed_.plan_->dimensions[d], hit);
    }
    for (std::size_t m = 0; m < slice_.measures.size(); ++m) {
      row.values[m] = value(slice_.measures[m], hit);
    }
    if (slice_.identity != CubeSlice::nobody) row.identity = identity(cell(hit, slice_.identity));
    return row;
  }

  // A step up; nothing if it lies after the axis, where no question is answered. What lies before
  // it is there from its first day on.
  std::optional<RollupRow> up(std::uint32_t number, const Hit& hit) {
    return placed(row(number, hit), hit.day());
  }
  // The step down of the same row on another day. What it says of the whole stays said.
  std::optional<RollupRow> down(std::uint32_t number, const Hit& hit, std::int32_t day) {
    RollupRow step = row(number, hit);
    step.id |= down_bit;
    for (std::size_t m = 0; m < slice_.measures.size(); ++m) {
      const bool stays =
          slice_.kind == CubeSlice::Kind::latest && slice_.measures[m] == CubeSlice::every;
      step.values[m] = stays ? 0 : -step.values[m];
    }
    return placed(step, day);
  }
  // The step down at the end that a row of a register has, but not before it came.
  std::optional<RollupRow> ended(std::uint32_t number, const Hit& hit) {
    const Cell end = cell(hit, schema_.standing_until);
    if (end == missing_cell) return std::nullopt;
    return down(number, hit, std::max(hit.day(), static_cast<std::int32_t>(end)));
  }
  // Of latest: a row that has a value, in the chain of its key.
  std::optional<std::pair<Cell, CubeChains::Link>> link(std::uint32_t number,
                                                        const Hit& hit) const {
    if (cell(hit, slice_.measures.front().column) == missing_cell) return std::nullopt;
    return std::pair(cell(hit, slice_.key),
                     CubeChains::Link{hit.day(), hit.id(), number, hit.unit()});
  }

 private:
  static constexpr std::uint32_t down_bit = 1U << 31;

  std::optional<RollupRow> placed(RollupRow step, std::int32_t day) const {
    CHECK((step.id & ~down_bit) < down_bit);
    step.day = std::max(day, first_day(feed_.room_.first_month).number());
    if (step.day >= first_day(feed_.room_.first_month + feed_.room_.months).number())
      return std::nullopt;
    return step;
  }

  Cell cell(const Hit& hit, int column) const {
    if (column < 0) return hit.unit();
    return hit.chunk->cell(hit.row, static_cast<std::size_t>(column), schema_.fields.size());
  }

  std::uint16_t place(const CubeDimension& dimension, const Hit& hit) const {
    if (dimension.column == CubeDimension::tags) {
      const auto found = feed_.tag_places_.find(hit.chunk->tag_sets[hit.row]);
      return found == feed_.tag_places_.end() ? std::uint16_t{0} : found->second;
    }
    const Cell choice = cell(hit, dimension.column);
    return static_cast<std::uint16_t>(choice == missing_cell ? dimension.size - 1 : choice);
  }

  std::int64_t value(const CubeSlice::Measure& measure, const Hit& hit) {
    if (measure == CubeSlice::every) return 1;
    const Cell found = cell(hit, measure.column);
    if (measure.given) return found == missing_cell ? 0 : 1;
    if (found == missing_cell) return 0;
    const ledger::Field& field = schema_.fields[static_cast<std::size_t>(measure.column)];
    if (field.type == ledger::FieldType::integer) return found;
    const Decimal number = number_in(field, found, dictionaries_);
    Int128 scaled = number.coefficient();
    int scale = number.scale();
    for (; scale > field.scale && scaled % 10 == 0; --scale) scaled /= 10;
    bool fits = scale <= field.scale;
    for (; scale < field.scale && fits; ++scale) {
      fits = scaled <= std::numeric_limits<std::int64_t>::max() &&
             scaled > std::numeric_limits<std::int64_t>::min();
      scaled *= 10;
    }
    if (!fits || scaled > std::numeric_limits<std::int64_t>::max() ||
        scaled <= std::numeric_limits<std::int64_t>::min()) {
      unfit_.insert(measure.column);
      return 0;
    }
    return static_cast<std::int64_t>(scaled);
  }

  std::uint32_t identity(Cell value) {
    if (value == missing_cell) return 0;
    const auto next = static_cast<std::uint32_t>(identities_.size() + 1);
    return identities_.emplace(value, next).first->second;
  }

  CubeFeed& feed_;
  const Dictionaries& dictionaries_;
  const ledger::Schema& schema_;
  const CubeSlice& slice_;
  std::unordered_map<Cell, std::uint32_t>& identities_;
  std::set<int>& unfit_;
  std::optional<RowTest> test_;
};

CubeFeed::CubeFeed(std::shared_ptr<const CubePlan> plan, std::shared_ptr<const CubeUnits> units,
                   std::int64_t records_min, const Clock& clock)
    : plan_(std::move(plan)), units_(std::move(units)), records_min_(records_min), clock_(clock) {}

void CubeFeed::apply(const CubePicture& picture, std::span<const Step> steps, std::int64_t seq) {
  if (gave_up_) return;
  if (is_bare_) {
    apply_to_cells(picture, steps, seq);
    return;
  }
  const LedgerRows& rows = picture.ledgers.at(plan_->schema->name);
  for (const Step& step : steps) records_ += step.added ? 1 : -1;
  const auto many = static_cast<std::size_t>(std::max<std::int64_t>(records_ / 4, 64));
  bool anew = current_ == nullptr || steps.size() > many || !find_tag_places(rows, steps);
  for (const Step& step : steps) {
    anew = anew || (step.added && !fits_axis(hit_of(rows, step.row).day()));
  }
  if (anew) {
    build(picture, seq);
    return;
  }
  auto next = std::make_shared<CubeRollups>(*current_);
  for (std::size_t slice = 0; slice < rollups_.size(); ++slice) {
    Reader reader(*this, picture, *rows.schema, slice, next->unfit);
    const std::vector<Rollup::Change> changes = changes_of(rows, steps, reader, slice);
    if (changes.empty()) continue;
    next->shared_keys[slice] = chains_[slice].shared_keys();
    rollups_[slice]->apply(changes, seq);
    next->slices[slice].view = std::make_shared<const RollupView>(rollups_[slice]->view());
  }
  for (const Step& step : steps) {
    const Hit hit = hit_of(rows, step.row);
    count_stray(*next, hit, step.added ? 1 : -1);
    if (!rows.schema->expects) continue;
    const std::optional<Uint128> changed = report(next->reports, hit, step.added ? 1 : -1);
    if (!changed) continue;
    const std::uint32_t place = units_->place(org::UnitId{hit.unit()});
    auto& block = next->reports.blocks[place / CubeReports::block_units];
    auto copy = block == nullptr ? std::make_shared<CubeReports::Block>()
                                 : std::make_shared<CubeReports::Block>(*block);
    (*copy)[place % CubeReports::block_units] ^= *changed;
    block = std::move(copy);
  }
  set_tag_sets(*next);
  current_ = std::move(next);
}

void CubeFeed::apply_to_cells(const CubePicture& picture, std::span<const Step> steps,
                              std::int64_t seq) {
  const LedgerRows& rows = picture.ledgers.at(plan_->schema->name);
  bool fits = find_tag_places(rows, steps);
  for (const Step& step : steps) {
    fits = fits && (!step.added || fits_axis(hit_of(rows, step.row).day()));
  }
  if (!fits) {
    gave_up_ = true;
    current_ = nullptr;
    return;
  }
  auto next = std::make_shared<CubeRollups>(*current_);
  for (std::size_t slice = 0; slice < rollups_.size(); ++slice) {
    // Which rows stand beside one in its chain is not known.
    if (plan_->slices[slice].kind == CubeSlice::Kind::latest) {
      next->shared_keys[slice] = 1;
      continue;
    }
    Reader reader(*this, picture, *rows.schema, slice, next->unfit);
    rollups_[slice]->apply_to_cells(changes_of(rows, steps, reader, slice), seq);
    next->slices[slice].view = std::make_shared<const RollupView>(rollups_[slice]->view());
  }
  for (const Step& step : steps) count_stray(*next, hit_of(rows, step.row), step.added ? 1 : -1);
  // Nor is how many rows a unit has in a month.
  if (rows.schema->expects) next->reports.outside = true;
  set_tag_sets(*next);
  current_ = std::move(next);
}

// In the order of the steps: a row that has come and gone within them is taken back in its turn.
std::vector<Rollup::Change> CubeFeed::changes_of(const LedgerRows& rows,
                                                 std::span<const Step> steps, Reader& reader,
                                                 std::size_t slice) {
  std::vector<Rollup::Change> changes;
  const auto change = [&](bool added, std::optional<RollupRow> row) {
    if (!row) return;
    Rollup::Change& made = changes.emplace_back();
    (added ? made.after : made.before) = row;
  };
  const auto replaced = [&](bool added, const CubeChains::Link& older, std::int32_t day) {
    change(added, reader.down(older.row, hit_of(rows, older.row), day));
  };
  const CubeSlice::Kind kind = plan_->slices[slice].kind;
  for (const Step& step : steps) {
    const Hit hit = hit_of(rows, step.row);
    if (!reader.fits(hit)) continue;
    if (kind == CubeSlice::Kind::rows) {
      change(step.added, reader.row(step.row, hit));
      continue;
    }
    change(step.added, reader.up(step.row, hit));
    if (kind == CubeSlice::Kind::standing) {
      change(step.added, reader.ended(step.row, hit));
      continue;
    }
    const auto found = reader.link(step.row, hit);
    if (!found) continue;
    const auto& [key, link] = *found;
    CubeChains& chains = chains_[slice];
    const auto beside = step.added ? chains.add(key, link) : chains.remove(key, link);
    // What replaced the older one while this one was not there; then what does with it.
    const auto alone = [&] {
      if (beside.before && beside.after) replaced(!step.added, *beside.before, beside.after->day);
    };
    if (step.added) alone();
    if (beside.before) replaced(step.added, *beside.before, link.day);
    if (beside.after) replaced(step.added, link, beside.after->day);
    if (!step.added) alone();
  }
  return changes;
}

// All at once: makes the chains too.
std::vector<RollupRow> CubeFeed::rows_of(const LedgerRows& rows, Reader& reader,
                                         std::size_t slice) {
  std::vector<RollupRow> made;
  const auto put = [&](const std::optional<RollupRow>& row) {
    if (row) made.push_back(*row);
  };
  const CubeSlice::Kind kind = plan_->slices[slice].kind;
  CubeChains& chains = chains_[slice];
  each_row(rows, [&](std::uint32_t number, const Hit& hit) {
    if (!reader.fits(hit)) return;
    if (kind == CubeSlice::Kind::rows) {
      made.push_back(reader.row(number, hit));
      return;
    }
    put(reader.up(number, hit));
    if (kind == CubeSlice::Kind::standing) put(reader.ended(number, hit));
    if (kind != CubeSlice::Kind::latest) return;
    if (const auto link = reader.link(number, hit)) chains.add(link->first, link->second);
  });
  chains.each([&](const CubeChains::Link& link, const CubeChains::Link* next) {
    if (next != nullptr) put(reader.down(link.row, hit_of(rows, link.row), next->day));
  });
  return made;
}

void CubeFeed::build(const CubePicture& picture, std::int64_t seq,
                     const std::atomic<bool>* stopping) {
  const LedgerRows& rows = picture.ledgers.at(plan_->schema->name);
  current_ = nullptr;
  rollups_.clear();
  tag_places_.clear();
  month_records_.clear();
  identities_.assign(plan_->slices.size(), {});
  chains_.clear();
  chains_.resize(plan_->slices.size());
  records_ = 0;
  each_row(rows, [&](std::uint32_t, const Hit&) { ++records_; });
  if (records_ < records_min_ || gave_up_) return;
  set_axis(rows);
  // Places in the order in which the sets were first seen; twice the room for those that come.
  auto sets = std::make_shared<std::vector<Cell>>();
  if (plan_->dimension("tag") >= 0) {
    each_row(rows, [&](std::uint32_t, const Hit& hit) {
      const Cell set = hit.chunk->tag_sets[hit.row];
      if (tag_places_.emplace(set, static_cast<std::uint16_t>(sets->size())).second) {
        sets->push_back(set);
      }
    });
    gave_up_ = sets->size() > tag_sets_max;
    if (gave_up_) return;
    room_.tag_sets = static_cast<std::uint16_t>(std::min(sets->size() * 2 + 8, 2 * tag_sets_max));
  }
  auto next = std::make_shared<CubeRollups>();
  next->plan = plan_;
  next->units = units_;
  next->tag_sets = std::move(sets);
  const int threads = static_cast<std::size_t>(records_) < threads_from_rows ? 1 : processors();
  for (std::size_t slice = 0; slice < plan_->slices.size(); ++slice) {
    if (stopping != nullptr && *stopping) return;
    Reader reader(*this, picture, *rows.schema, slice, next->unfit);
    Rollup::BuildOrder order;
    order.seq = seq;
    order.threads = threads;
    order.rows = rows_of(rows, reader, slice);
    rollups_.push_back(Rollup::build(
        units_->tree(), shape(*plan_, plan_->slices[slice], room_, *units_), std::move(order)));
    next->slices.push_back(
        {rollups_.back(), std::make_shared<const RollupView>(rollups_.back()->view())});
    next->shared_keys.push_back(chains_[slice].shared_keys());
  }
  next->reports.first_month = room_.first_month;
  next->reports.months = room_.months;
  std::vector<std::shared_ptr<CubeReports::Block>> blocks(report_blocks(*units_));
  each_row(rows, [&](std::uint32_t, const Hit& hit) {
    count_stray(*next, hit, 1);
    if (!rows.schema->expects) return;
    const std::optional<Uint128> changed = report(next->reports, hit, 1);
    if (!changed) return;
    const std::uint32_t place = units_->place(org::UnitId{hit.unit()});
    auto& block = blocks[place / CubeReports::block_units];
    if (block == nullptr) block = std::make_shared<CubeReports::Block>();
    (*block)[place % CubeReports::block_units] ^= *changed;
  });
  next->reports.blocks.assign(blocks.begin(), blocks.end());
  current_ = std::move(next);
}

// From the oldest record, but five years at least, to the end of the year after the newest one's,
// or of the next year at most.
void CubeFeed::set_axis(const LedgerRows& rows) {
  const int now = clock_.today().year();
  int first = (now + 1) * 12 + 11;
  int last_year = 0;
  each_row(rows, [&](std::uint32_t, const Hit& hit) {
    const Day day = Day::from_number(hit.day());
    if (day.year() > now + 1) return;
    first = std::min(first, month_of(day));
    last_year = std::max(last_year, day.year());
  });
  const int last = std::min(last_year == 0 ? now : last_year, now) * 12 + 23;
  first = std::min(first, last - months_least + 1);
  room_.first_month = std::max(first, last - rollup_months_max + 1);
  room_.months = last - room_.first_month + 1;
}

// Whether a new row of that day leaves the axis as it is. What is newer wants a new axis, unless it
// lies in times to come; what is older, if there is room and the ledger is not large. Rows outside
// of the axis are scanned.
bool CubeFeed::fits_axis(std::int32_t day) const {
  const Day on = Day::from_number(day);
  const int month = month_of(on);
  const int after = room_.first_month + room_.months;
  if (month >= after) return on.year() > clock_.today().year() + 1;
  return month >= room_.first_month || month < after - rollup_months_max ||
         records_ > records_of_large;
}

// Gives sets of tags that are new their places. False: there is no room.
bool CubeFeed::find_tag_places(const LedgerRows& rows, std::span<const Step> steps) {
  if (plan_->dimension("tag") < 0) return true;
  for (const Step& step : steps) {
    const Hit hit = hit_of(rows, step.row);
    const auto next = static_cast<std::uint16_t>(tag_places_.size());
    tag_places_.emplace(hit.chunk->tag_sets[hit.row], next);
  }
  return tag_places_.size() <= room_.tag_sets;
}

// The month in which the unit now has its first record, or no record any more, if there is one.
std::optional<Uint128> CubeFeed::report(CubeReports& reports, const Hit& hit, int sign) {
  const int month = month_of(Day::from_number(hit.day())) - room_.first_month;
  if (month < 0 || month >= room_.months) {
    reports.outside = true;
    return std::nullopt;
  }
  const std::uint64_t unit = units_->place(org::UnitId{hit.unit()});
  const std::uint64_t key = unit * rollup_months_max + static_cast<unsigned>(month);
  std::uint32_t& count = month_records_[key];
  count += static_cast<std::uint32_t>(sign);
  const bool changed = sign > 0 ? count == 1 : count == 0;
  if (count == 0) month_records_.erase(key);
  if (!changed) return std::nullopt;
  return Uint128{1} << month;
}

void CubeFeed::count_stray(CubeRollups& rollups, const Hit& hit, int sign) const {
  const org::UnitId unit{hit.unit()};
  if (units_->stands(unit, Day::from_number(hit.day()))) return;
  std::int64_t& count = rollups.strays[unit];
  count += sign;
  if (count == 0) rollups.strays.erase(unit);
}

std::int64_t CubeFeed::memory_bytes() const {
  std::size_t bytes = 0;
  for (const auto& rollup : rollups_) bytes += static_cast<std::size_t>(rollup->memory_bytes());
  // A number and what it is found by.
  const std::size_t node = 2 * sizeof(std::uint64_t) + hash_node_bytes;
  for (const auto& identities : identities_) bytes += identities.size() * node;
  for (const CubeChains& chains : chains_) bytes += static_cast<std::size_t>(chains.memory_bytes());
  bytes += (month_records_.size() + tag_places_.size()) * node;
  if (current_ == nullptr) return static_cast<std::int64_t>(bytes);
  const auto& blocks = current_->reports.blocks;
  const auto kept = static_cast<std::size_t>(
      std::count_if(blocks.begin(), blocks.end(), [](const auto& it) { return it != nullptr; }));
  return static_cast<std::int64_t>(bytes + blocks.capacity() * sizeof(blocks.front()) +
                                   kept * sizeof(CubeReports::Block));
}

}  // namespace youju::indicator
