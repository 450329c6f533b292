#include <youju/indicator/cube_cells.h>

#include <atomic>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::size_t bytes_of_section = 4 << 20;

void put_condition(const Condition& condition, ByteWriter& out) {
  out.put(condition.kind);
  out.put_bytes(condition.field);
  out.put(condition.op);
  out.put(std::uint64_t{condition.values.size()});
  for (const std::string& value : condition.values) out.put_bytes(value);
  out.put(std::uint64_t{condition.parts.size()});
  for (const Condition& part : condition.parts) put_condition(part, out);
}

// Of all that cells hang on: cells of another plan, tree or shape are of no use.
Digest signature(const CubePlan& plan, const CubeUnits& units,
                 const std::vector<RollupShape>& shapes) {
  ByteWriter out;
  for (const CubeDimension& dimension : plan.dimensions) {
    out.put(dimension.column);
    out.put(dimension.size);
  }
  for (const Condition& condition : plan.conditions) put_condition(condition, out);
  for (const CubeSlice& slice : plan.slices) {
    out.put(std::uint64_t{slice.condition});
    out.put(std::uint64_t{slice.measures.size()});
    for (const CubeSlice::Measure& measure : slice.measures) {
      out.put(measure.column);
      out.put(std::uint8_t{measure.given});
    }
    out.put(slice.identity);
    out.put(slice.kind);
    out.put(slice.key);
  }
  for (const RollupShape& shape : shapes) {
    for (const std::uint16_t size : shape.dimensions) out.put(size);
    for (const std::uint8_t plane : shape.planes) out.put(plane);
    out.put(shape.measures);
    out.put(shape.first_month);
    out.put(shape.months);
    out.put(shape.cell_depth);
  }
  Hasher hasher;
  hasher.update(out.take());
  const RollupTree& tree = units.tree();
  for (const auto* places : {&tree.parent, &tree.last}) {
    hasher.update({reinterpret_cast<const char*>(places->data()), places->size() * 4});
  }
  for (std::uint32_t place = 0; place < tree.parent.size(); ++place) {
    out.put(units.unit(place).value);
  }
  hasher.update(out.take());
  return hasher.finish();
}

template <typename T>
std::vector<T> get_many(ByteReader& in) {
  const auto count = in.get<std::uint64_t>();
  if (count > in.left() / sizeof(T)) {
    static_cast<void>(in.next(in.left() + 1));  // no longer good
    return {};
  }
  std::vector<T> values(count);
  for (T& value : values) value = in.get<T>();
  return values;
}

template <typename Values>
void put_many(const Values& values, ByteWriter& out) {
  out.put(std::uint64_t{values.size()});
  for (const auto& value : values) out.put(value);
}

struct Stray {
  std::int64_t unit;
  std::int64_t count;
};

void put_reports(const CubeReports& reports, ByteWriter& out) {
  out.put(std::uint8_t{reports.outside});
  std::uint64_t many = 0;
  for (const auto& block : reports.blocks) many += block == nullptr ? 0 : 1;
  out.put(many);
  for (std::uint32_t at = 0; at < reports.blocks.size(); ++at) {
    if (reports.blocks[at] == nullptr) continue;
    out.put(at);
    out.put(*reports.blocks[at]);
  }
}

bool get_reports(ByteReader& in, CubeReports& reports) {
  reports.outside = in.get<std::uint8_t>() != 0;
  for (auto left = in.get<std::uint64_t>(); left > 0 && in.good(); --left) {
    const auto at = in.get<std::uint32_t>();
    if (at >= reports.blocks.size()) return false;
    reports.blocks[at] = std::make_shared<const CubeReports::Block>(in.get<CubeReports::Block>());
  }
  return in.good();
}

void put_ledger(const CubeRollups& rollups, ByteWriter& out) {
  std::vector<RollupShape> shapes;
  for (const auto& slice : rollups.slices) {
    shapes.push_back(BareRollupWriter(*slice.view).shape());
  }
  const int tags = rollups.plan->dimension("tag");
  out.put(signature(*rollups.plan, *rollups.units, shapes));
  out.put(rollups.reports.first_month);
  out.put(rollups.reports.months);
  out.put(tags < 0 ? std::uint16_t{0} : shapes.front().dimensions[static_cast<std::size_t>(tags)]);
  put_many(*rollups.tag_sets, out);
  put_many(rollups.unfit, out);
  out.put(std::uint64_t{rollups.strays.size()});
  for (const auto& [unit, count] : rollups.strays) out.put(Stray{unit.value, count});
  put_many(rollups.shared_keys, out);
  for (const auto& slice : rollups.slices) {
    const BareRollupWriter writer(*slice.view);
    out.put(std::uint8_t{writer.outside()});
    put_many(writer.units(), out);
  }
  put_reports(rollups.reports, out);
}

}  // namespace

// Only what has roll-ups is written.
std::string cells_head(const Rollups& rollups) {
  ByteWriter out;
  std::uint32_t many = 0;
  for (const auto& [name, own] : rollups) many += own == nullptr ? 0 : 1;
  out.put(many);
  for (const auto& [name, own] : rollups) {
    if (own == nullptr) continue;
    ByteWriter ledger;
    put_ledger(*own, ledger);
    out.put_bytes(name);
    out.put_bytes(ledger.take());
  }
  return out.take();
}

Result<void> write_cells(const Rollups& rollups, std::uint8_t kind, SectionWriter& out) {
  std::uint32_t number = 0;
  for (const auto& [name, own] : rollups) {
    if (own == nullptr) continue;
    for (std::uint32_t slice = 0; slice < own->slices.size(); ++slice) {
      const BareRollupWriter writer(*own->slices[slice].view);
      const auto units = static_cast<std::uint32_t>(writer.units().size());
      for (std::uint32_t unit = 0; unit < units;) {
        const std::uint32_t first = unit;
        ByteWriter cells;
        while (unit < units && cells.size() < bytes_of_section) writer.put(unit++, cells);
        ByteWriter head;
        head.put(kind);
        head.put(number);
        head.put(slice);
        head.put(first);
        head.put(unit - first);
        TRY(out.add(head.take() + cells.take()));
      }
    }
    ++number;
  }
  return {};
}

struct CubeCells::Ledger {
  std::string name;
  CubeFeed::Bare bare;
  struct Slice {
    std::unique_ptr<BareRollupMaker> maker;
    std::size_t units = 0;
    std::atomic<std::size_t> found{0};
  };
  std::vector<std::unique_ptr<Slice>> slices;
};

CubeCells::CubeCells(const CubePlans& plans, std::shared_ptr<const CubeUnits> units,
                     std::int64_t seq)
    : plans_(plans), units_(std::move(units)), seq_(seq) {}
CubeCells::~CubeCells() = default;

bool CubeCells::get_head(std::string_view bytes) {
  ByteReader in(bytes);
  for (auto left = in.get<std::uint32_t>(); left > 0 && in.good(); --left) {
    auto ledger = std::make_unique<Ledger>();
    ledger->name = in.get_bytes();
    ByteReader own(in.get_bytes());
    const auto plan = plans_.find(ledger->name);
    ledgers_.emplace_back();
    if (units_ == nullptr || plan == plans_.end()) continue;
    CubeFeed::Bare& bare = ledger->bare;
    const auto wanted = own.get<Digest>();
    bare.room.first_month = own.get<std::int32_t>();
    bare.room.months = own.get<int>();
    bare.room.tag_sets = own.get<std::uint16_t>();
    if (bare.room.months <= 0 || bare.room.months > rollup_months_max) return false;
    std::vector<RollupShape> shapes;
    for (const CubeSlice& slice : plan->second->slices) {
      shapes.push_back(CubeFeed::shape(*plan->second, slice, bare.room, *units_));
    }
    if (signature(*plan->second, *units_, shapes) != wanted) continue;
    bare.tag_sets = get_many<Cell>(own);
    for (const int column : get_many<int>(own)) bare.unfit.insert(column);
    for (const Stray& stray : get_many<Stray>(own)) {
      bare.strays[org::UnitId{static_cast<std::int32_t>(stray.unit)}] = stray.count;
    }
    bare.shared_keys = get_many<std::int64_t>(own);
    for (const RollupShape& shape : shapes) {
      auto slice = std::make_unique<Ledger::Slice>();
      const bool outside = own.get<std::uint8_t>() != 0;
      const auto units = get_many<std::uint32_t>(own);
      slice->units = units.size();
      slice->maker = std::make_unique<BareRollupMaker>(units_->tree(), shape, units, outside, seq_);
      if (!slice->maker->fits()) return false;
      ledger->slices.push_back(std::move(slice));
    }
    bare.reports.blocks.resize(CubeFeed::report_blocks(*units_));
    const bool good = get_reports(own, bare.reports) && own.at_end() &&
                      bare.shared_keys.size() == shapes.size() &&
                      bare.tag_sets.size() <= bare.room.tag_sets;
    if (!good) return false;
    ledgers_.back() = std::move(ledger);
  }
  return in.at_end();
}

bool CubeCells::get(ByteReader& in) {
  const auto number = in.get<std::uint32_t>();
  const auto slice = in.get<std::uint32_t>();
  const auto first = in.get<std::uint32_t>();
  const auto count = in.get<std::uint32_t>();
  if (number >= ledgers_.size()) return false;
  if (ledgers_[number] == nullptr) return true;
  if (slice >= ledgers_[number]->slices.size()) return false;
  Ledger::Slice& own = *ledgers_[number]->slices[slice];
  if (std::uint64_t{first} + count > own.units) return false;
  for (std::uint32_t unit = first; unit < first + count; ++unit) {
    if (!own.maker->get(unit, in)) return false;
  }
  own.found += count;
  return in.at_end();
}

bool CubeCells::finish(std::int64_t records_min, const Clock& clock,
                       std::map<std::string, std::unique_ptr<CubeFeed>, std::less<>>& feeds) {
  for (const auto& ledger : ledgers_) {
    if (ledger == nullptr) continue;
    for (const auto& slice : ledger->slices) {
      if (slice->found != slice->units) return false;
      ledger->bare.rollups.push_back(slice->maker->finish());
    }
    auto feed = std::make_unique<CubeFeed>(plans_.at(ledger->name), units_, records_min, clock);
    feed->restore(std::move(ledger->bare));
    feeds[ledger->name] = std::move(feed);
  }
  return true;
}

}  // namespace youju::indicator
