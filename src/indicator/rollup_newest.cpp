#include <youju/indicator/rollup_code.h>
#include <youju/indicator/rollup_reader.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

// The newest rows of any number of segments. They are gone through together, for the newest day,
// then for the two before it, then for four: so a segment is looked at no further back than all of
// them have to be, and those without rows of those days not at all.
namespace youju::indicator {
namespace {

constexpr std::uint32_t day_sign = 0x80000000U;

// In the order wanted: by day, in a day by id.
std::uint64_t key_of(std::int32_t day, std::uint32_t id) {
  return std::uint64_t{static_cast<std::uint32_t>(day) ^ day_sign} << 32 | id;
}
std::int32_t day_of(std::uint64_t key) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(key >> 32) ^ day_sign);
}

}  // namespace

struct RollupReader::Found {
  std::uint64_t key = 0;
  const RollupSegment* segment = nullptr;  // null: a row that came since
  std::uint32_t at = 0;                    // among the segment's by_day(), or among those rows
};

// The rows of the greatest keys, of all that are put.
class RollupReader::Newest {
 public:
  Newest(std::size_t wanted, const RollupCodesWanted& wanted_codes)
      : codes(wanted_codes), wanted_(wanted) {
    found_.reserve(2 * std::clamp(wanted, kept_least, kept_least * 8));
  }

  bool takes(std::uint64_t key) const { return key >= least_; }
  bool is_full() const { return found_.size() >= wanted_; }
  void put(const Found& one) {
    found_.push_back(one);
    if (found_.size() / 2 >= std::max(wanted_, kept_least)) cut();
  }
  std::vector<Found> take() {
    if (found_.size() > wanted_) cut();
    std::sort(found_.begin(), found_.end(), later);
    return std::move(found_);
  }

  const RollupCodesWanted& codes;

 private:
  static constexpr std::size_t kept_least = 64;
  static constexpr auto later = [](const Found& a, const Found& b) { return a.key > b.key; };
  void cut() {
    const auto last = found_.begin() + static_cast<std::ptrdiff_t>(wanted_) - 1;
    std::nth_element(found_.begin(), last, found_.end(), later);
    least_ = last->key;
    found_.resize(wanted_);
  }

  std::size_t wanted_;
  std::vector<Found> found_;
  std::uint64_t least_ = 0;
};

// What is left of a part: by_day()[0, left) of its segment, and changes up to a day.
struct RollupReader::Source {
  const RollupRows* rows = nullptr;
  const RollupSegment* segment = nullptr;
  std::uint32_t home = 0;
  std::uint32_t part = 0;
  std::size_t left = 0;
  std::int64_t changed_until = never;
  std::int64_t last_day = never;  // no row that is left is of a later one

  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();
  void find_last_day() {
    last_day = left == 0 ? never : segment->day_at(segment->by_day()[left - 1]);
    last_day = std::max(last_day, changed_until);
  }
};

std::size_t RollupReader::parts_at_most() const {
  std::size_t parts = 0;
  for (std::uint32_t home = node_; home <= last_node_; ++home) {
    parts += state_.nodes[home].rows.load(std::memory_order_acquire)->parts.size();
  }
  return parts;
}

// The parts of a large county are some hundreds, and what is looked at of each lies in memory of
// its own: it is fetched of all together, a line at a time.
std::vector<RollupReader::Source> RollupReader::sources() const {
  std::vector<Source> sources;
  sources.reserve(parts_at_most());
  RollupTouches touches;
  each_part([&](std::uint32_t home, const RollupRows& rows, std::size_t part) {
    Source source;
    source.rows = &rows;
    source.segment = rows.parts[part].segment;
    source.home = home;
    source.part = static_cast<std::uint32_t>(part);
    touches.add(source.segment);
    sources.push_back(source);
  });
  touches.run();
  for (const Source& source : sources) source.segment->fetch_days(query_.after, touches);
  touches.run();
  for (Source& source : sources) {
    const RollupSegment& segment = *source.segment;
    source.left = segment.before_day(query_.after);
    if (source.left == 0) continue;
    touches.add(segment.codes_by_day() + source.left - 1);
    touches.add(segment.ids_by_day() + source.left - 1);
  }
  touches.run();
  for (Source& source : sources) {
    if (source.segment->born() > view_.epoch_) {
      source.changed_until = query_.after - 1;
    } else if (!source.segment->tail().empty()) {
      source.changed_until = std::min(source.segment->tail_last_day(), query_.after - 1);
    }
    if (source.left > 0) source.last_day = source.segment->last_day_of(source.left, query_.after);
    source.last_day = std::max(source.last_day, source.changed_until);
  }
  return sources;
}

// What put_newest() asks first of the changes of a day.
void RollupReader::fetch_changes(const std::vector<Source>& sources, std::int64_t day) const {
  if (day == Source::never) return;
  const auto of_day = static_cast<std::int32_t>(day);
  RollupTouches touches;
  const auto each = [&](auto&& fetch) {
    for (const Source& source : sources) {
      if (source.changed_until < day || source.segment->born() > view_.epoch_) continue;
      fetch(*source.segment);
    }
    touches.run();
  };
  each([&](const RollupSegment& segment) { segment.fetch_bucket(of_day, touches); });
  each([&](const RollupSegment& segment) { segment.fetch_change(of_day, touches); });
}

// What its key and its code tell need not be looked for in the columns.
RollupRow RollupReader::row_of(const Found& one, const RollupCode& code) const {
  const RollupSegment& segment = *one.segment;
  const RollupSegment::Columns& columns = segment.columns();
  const std::size_t at = segment.by_day()[one.at];
  RollupRow row;
  row.day = day_of(one.key);
  row.id = static_cast<std::uint32_t>(one.key);
  row.unit = static_cast<std::uint32_t>(columns[RollupSegment::unit].at(at));
  row.identity = static_cast<std::uint32_t>(columns[RollupSegment::identity].at(at));
  const std::uint8_t of_places = segment.codes_by_day()[one.at];
  std::size_t next = RollupSegment::places;
  for (std::size_t d = 0; d < state_.shape.dimensions.size(); ++d, ++next) {
    row.places[d] = code.step(d) == 0 ? static_cast<std::uint16_t>(columns[next].at(at))
                                      : code.place(d, of_places);
  }
  for (std::size_t m = 0; m < static_cast<std::size_t>(state_.shape.measures); ++m) {
    row.values[m] = columns[next++].at(at);
  }
  return row;
}

std::vector<RollupRow> RollupReader::newest(std::size_t offset, std::size_t count) const {
  if (count == 0 || query_.first >= query_.after) return {};
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max() / 4;
  const std::size_t wanted = std::min(offset, most) + std::min(count, most);
  const RollupCodesWanted codes(state_.shape, query_);
  std::vector<Source> all = sources();
  std::int64_t last = Source::never;
  for (const Source& source : all) last = std::max(last, source.last_day);
  fetch_changes(all, last);
  Newest newest(wanted, codes);
  std::vector<RollupRow> come;
  RollupDifference difference;  // of one source after the other
  for (std::int64_t length = 1; last >= query_.first; length *= 2) {
    const Days days{
        static_cast<std::int32_t>(std::max<std::int64_t>(query_.first, last - length + 1)),
        static_cast<std::int32_t>(last)};
    for (Source& source : all) {
      if (source.last_day >= days.first) put_newest(source, days, come, difference, newest);
    }
    if (newest.is_full()) break;
    last = Source::never;
    for (Source& source : all) {
      if (source.last_day >= days.first) source.find_last_day();
      last = std::max(last, source.last_day);
    }
  }
  std::vector<RollupRow> rows;
  const std::vector<Found> found = newest.take();
  const RollupCode code(state_.shape);
  if (found.size() > offset) rows.reserve(found.size() - offset);
  for (std::size_t i = offset; i < std::min(found.size(), wanted); ++i) {
    const Found& one = found[i];
    rows.push_back(one.segment == nullptr ? come[one.at] : row_of(one, code));
  }
  return rows;
}

void RollupReader::put_newest(Source& source, Days days, std::vector<RollupRow>& come,
                              RollupDifference& difference, Newest& newest) const {
  difference.clear();
  if (source.changed_until >= days.first) {
    each_change(source.home, *source.rows, source.part, days,
                [&](const RollupRow& row, int sign) { difference.take(row, sign); });
    source.changed_until = std::int64_t{days.first} - 1;
  }
  for (const RollupRow& row : difference.come) {
    const std::uint64_t key = key_of(row.day, row.id);
    if (!newest.takes(key) || !fits(row)) continue;
    newest.put({key, nullptr, static_cast<std::uint32_t>(come.size())});
    come.push_back(row);
  }
  put_rows(source, days, difference, newest);
}

void RollupReader::put_rows(Source& source, Days days, const RollupDifference& difference,
                            Newest& newest) const {
  constexpr std::size_t at_once = 64;
  const RollupSegment& segment = *source.segment;
  const bool codes_tell = has_node_ && newest.codes.are_exact();
  const std::size_t before = segment.before_day(days.first);
  const std::uint8_t* const codes = segment.codes_by_day();
  const std::uint32_t* const ids = segment.ids_by_day();
  while (source.left > before) {
    const std::size_t first = std::max(before + at_once, source.left) - at_once;
    std::uint64_t fitting = newest.codes.among(codes + first, source.left - first);
    while (fitting != 0) {
      const auto last = static_cast<std::size_t>(std::bit_width(fitting) - 1);
      fitting ^= std::uint64_t{1} << last;
      const std::size_t at = first + last;
      const std::uint32_t id = ids[at];
      const std::int32_t day =
          days.first == days.last ? days.first : segment.day_at(segment.by_day()[at]);
      const std::uint64_t key = key_of(day, id);
      // Nor any of those before it; and there will be no further round.
      if (!newest.takes(key)) return;
      if (!codes_tell && !place_fits(segment, segment.by_day()[at])) continue;
      if (difference.is_gone(id)) continue;
      newest.put({key, &segment, static_cast<std::uint32_t>(at)});
    }
    source.left = first;
  }
}

bool RollupReader::place_fits(const RollupSegment& segment, std::size_t at) const {
  const auto& columns = segment.columns();
  if (!has_node_) {
    const std::int64_t unit = columns[RollupSegment::unit].at(at);
    if (unit < first_unit_ || unit > last_unit()) return false;
  }
  for (std::size_t d = 0; d < state_.shape.dimensions.size(); ++d) {
    if (query_.places[d] != rollup_any &&
        columns[RollupSegment::places + d].at(at) != query_.places[d]) {
      return false;
    }
  }
  return true;
}

}  // namespace youju::indicator
