#include <youju/base/parallel.h>
#include <youju/base/section_file.h>
#include <youju/indicator/rollup_reader.h>
#include <youju/indicator/snapshot_error.h>

#include <algorithm>
#include <atomic>

// The first section of a snapshot (base/section_file.h) tells store, sequence, shape and the units
// with cells; the others hold the rows of consecutive units, column by column as they stand in
// memory, and their order by day.
namespace youju::indicator {
namespace {

constexpr std::string_view format = "youju rollup 3\n";
constexpr std::size_t section_bytes_wished = 8 << 20;

// Of shape and tree: a snapshot of others is of no use.
Digest signature(const RollupTree& tree, const RollupShape& shape) {
  ByteWriter writer;
  for (const std::uint16_t size : shape.dimensions) writer.put(size);
  for (const std::uint8_t plane : shape.planes) writer.put(plane);
  const std::array<std::int32_t, 6> rest{
      shape.measures, shape.identities ? 1 : 0, shape.identity_dimension, shape.first_month,
      shape.months,   shape.cell_depth};
  writer.put(rest);
  writer.put(shape.cell_rows);
  Hasher hasher;
  hasher.update(writer.take());
  for (const auto* units : {&tree.parent, &tree.last}) {
    hasher.update({reinterpret_cast<const char*>(units->data()), units->size() * 4});
  }
  return hasher.finish();
}

void put_segment(const RollupKey& low, const RollupSegment& segment, const RollupShape& shape,
                 ByteWriter& writer) {
  writer.put(low.unit);
  writer.put(low.day);
  writer.put(low.id);
  writer.put(std::uint64_t{segment.rows()});
  for (std::size_t i = 0; i < RollupSegment::columns_of(shape); ++i) {
    const RollupColumn& column = segment.columns()[i];
    writer.put(static_cast<std::uint8_t>(column.width()));
    writer.put(column.base());
    const auto bytes = column.bytes(segment.rows());
    writer.put_bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
  const auto by_day = std::as_bytes(segment.by_day());
  writer.put_bytes({reinterpret_cast<const char*>(by_day.data()), by_day.size()});
}

// The rows of a home as a view has them.
void put_home(const RollupView& view, RollupState& state, std::uint32_t home, ByteWriter& writer) {
  const RollupQuery query{state.nodes[home].unit, 0, 0, {}};
  const RollupReader reader(view, query);
  const RollupRows& rows = *state.nodes[home].rows.load(std::memory_order_acquire);
  writer.put(static_cast<std::uint32_t>(rows.parts.size()));
  for (std::size_t part = 0; part < rows.parts.size(); ++part) {
    const RollupSegment& segment = *rows.parts[part].segment;
    RollupDifference difference;
    bool changed = false;
    reader.each_change(home, rows, part, {}, [&](const RollupRow& row, int sign) {
      difference.take(row, sign);
      changed = true;
    });
    if (!changed) {
      put_segment(rows.parts[part].low, segment, state.shape, writer);
      continue;
    }
    put_segment(rows.parts[part].low,
                RollupSegment(state.made, segment, difference, state.shape, 0), state.shape,
                writer);
  }
}

bool get_segment(ByteReader& reader, RollupState& state, RollupRows& rows) {
  RollupKey low;
  low.unit = reader.get<std::uint32_t>();
  low.day = reader.get<std::int32_t>();
  low.id = reader.get<std::uint32_t>();
  const auto count = reader.get<std::uint64_t>();
  if (count > RollupSegment::rows_most) return false;
  RollupSegment::Columns columns;
  for (std::size_t i = 0; i < RollupSegment::columns_of(state.shape); ++i) {
    const auto width = reader.get<std::uint8_t>();
    const auto base = reader.get<std::int64_t>();
    const std::string_view bytes = reader.get_bytes();
    if (!reader.good() || width > 8 || bytes.size() != width * count) return false;
    columns[i].restore(state.made, width, base, count,
                       reinterpret_cast<const std::byte*>(bytes.data()));
  }
  const std::string_view bytes = reader.get_bytes();
  std::vector<std::uint16_t> by_day(count);
  if (!reader.good() || bytes.size() != count * sizeof(std::uint16_t)) return false;
  bytes.copy(reinterpret_cast<char*>(by_day.data()), bytes.size());
  if (std::any_of(by_day.begin(), by_day.end(), [&](auto row) { return row >= count; })) {
    return false;
  }
  auto segment = RollupSegment::make(state.made, columns, by_day, state.shape);
  if (!segment->is_in_order()) return false;
  rows.parts.push_back({low, segment.release()});
  return true;
}

// A section of rows: the first home, how many homes, and each home's segments.
bool get_homes(std::string_view bytes, RollupState& state) {
  ByteReader reader(bytes);
  const auto first = reader.get<std::uint32_t>();
  const auto count = reader.get<std::uint32_t>();
  if (!reader.good() || std::uint64_t{first} + count > state.nodes.size()) return false;
  for (std::uint32_t home = first; home < first + count; ++home) {
    auto rows = std::make_unique<RollupRows>();
    const auto parts = reader.get<std::uint32_t>();
    std::int64_t memory = 0;
    bool good = reader.good() && parts > 0;
    for (std::uint32_t i = 0; i < parts && good; ++i) {
      good = get_segment(reader, state, *rows);
      if (good) memory += rows->parts.back().segment->memory_bytes();
    }
    memory += rows->memory_bytes();
    state.memory += memory;
    if (state.nodes[home].rows.load() != nullptr) good = false;
    if (good) {
      state.nodes[home].rows.store(rows.release());
    } else {
      for (const auto& part : rows->parts) delete part.segment;
      return false;
    }
  }
  return reader.at_end();
}

}  // namespace

Result<void> Rollup::write_snapshot(const std::filesystem::path& file,
                                    const std::string& store) const {
  const RollupView picture = view();
  const auto out = TRY(SectionWriter::create(file, format));
  ByteWriter writer;
  writer.put_bytes(store);
  writer.put(picture.as_of());
  writer.put(signature(state_->tree, state_->shape));
  writer.put(static_cast<std::uint32_t>(state_->nodes.size()));
  for (const RollupUnit& node : state_->nodes) writer.put(node.unit);
  TRY(out->add(writer.take()));
  const auto count = static_cast<std::uint32_t>(state_->nodes.size());
  for (std::uint32_t home = 0; home < count;) {
    const std::uint32_t first = home;
    ByteWriter homes;
    while (home < count && homes.size() < section_bytes_wished) {
      put_home(picture, *state_, home++, homes);
    }
    writer.put(first);
    writer.put(home - first);
    TRY(out->add(writer.take() + homes.take()));
  }
  return out->finish();
}

Result<std::unique_ptr<Rollup>> Rollup::restore(const std::filesystem::path& file, RollupTree tree,
                                                const RollupShape& shape, const std::string& store,
                                                int threads) {
  const auto refuse = [&](ErrorKind kind, std::string_view what) {
    return fail(kind, what, {}, file.string());
  };
  const auto opened = SectionReader::open(file, format);
  if (!opened) return fail(snapshot_error(opened.error()));
  const SectionReader& in = **opened;
  if (in.count() == 0) return refuse(ErrorKind::corrupt, "snapshot.damaged");
  const Result<std::string> head = in.section(0);
  if (!head) return fail(snapshot_error(head.error()));
  ByteReader reader(*head);
  if (reader.get_bytes() != store) return refuse(ErrorKind::conflict, "snapshot.of_another_store");
  const auto seq = reader.get<std::int64_t>();
  if (reader.get<Digest>() != signature(tree, shape)) {
    return refuse(ErrorKind::conflict, "snapshot.outdated");
  }
  std::vector<std::uint32_t> units(reader.get<std::uint32_t>() & 0xffff);
  for (std::uint32_t& unit : units) unit = reader.get<std::uint32_t>();
  if (!reader.at_end()) return refuse(ErrorKind::corrupt, "snapshot.damaged");
  auto state = std::make_unique<RollupState>(std::move(tree), shape, seq);
  state->make_nodes_of(units);
  std::atomic<bool> damaged = false;
  in_parallel(threads, in.count() - 1, [&](std::size_t i) {
    const Result<std::string> bytes = in.section(i + 1);
    if (!bytes || !get_homes(*bytes, *state)) damaged = true;
  });
  for (const RollupUnit& node : state->nodes) {
    damaged = damaged || node.rows.load() == nullptr;
  }
  if (damaged) return refuse(ErrorKind::corrupt, "snapshot.damaged");
  state->fill(threads, nullptr);
  return std::unique_ptr<Rollup>(new Rollup(std::move(state)));
}

}  // namespace youju::indicator
