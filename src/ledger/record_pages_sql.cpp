// Many records of a table, in one order or another.
#include <youju/ledger/record_table.h>
#include <youju/store/database.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>

namespace youju::ledger {

namespace {

// As the index of those that are not approved has it: see make_list_indexes().
std::string in_state(State state) {
  return state == State::approved ? "state = ?" : "state = ? AND state <> 'approved'";
}

bool is_open(const std::optional<State>& state) { return state && *state != State::approved; }

// A place in a list is the day and the id, written as one: by day, in a day by id.
constexpr std::size_t day_size = 10;  // "2020-03-20"

bool is_among(RecordTable::Units units, std::int64_t unit) {
  const org::UnitId wanted{static_cast<std::int32_t>(unit)};
  return std::binary_search(units.begin(), units.end(), wanted);
}

// What each question of a page asks, and in which order. The index by day has no state: to ask it
// for the approved, which are most, would read each record that is passed over.
std::string page_sql(const RecordTable::Page& page) {
  std::string sql = "on_day >= ? AND on_day < ? AND (on_day < ? OR (on_day = ? AND id < ?))";
  if (is_open(page.state)) sql += " AND " + in_state(*page.state);
  return sql + " ORDER BY on_day DESC, id DESC";
}

// Binds it from `index` on; the index behind.
int bind_page(store::Statement& row, int index, const RecordTable::Page& page) {
  const std::string after = page.after_on.to_string();
  row.bind(index, page.first.to_string()).bind(index + 1, page.until.to_string());
  row.bind(index + 2, after).bind(index + 3, after).bind(index + 4, page.after_id);
  index += 5;
  if (is_open(page.state)) row.bind(index++, state_name(*page.state));
  return index;
}

// The greatest places of all that are put.
class Latest {
 public:
  explicit Latest(std::size_t wanted) : wanted_(wanted) {}

  bool takes(const std::string& place) const {
    return places_.size() < wanted_ || place > places_.front();
  }
  void put(std::string place) {
    if (places_.size() == wanted_) {
      std::pop_heap(places_.begin(), places_.end(), std::greater<>());
      places_.pop_back();
    }
    places_.push_back(std::move(place));
    std::push_heap(places_.begin(), places_.end(), std::greater<>());
  }
  // No place of an earlier day is taken any more; "" while any is.
  std::string first_day() const {
    return places_.size() < wanted_ ? std::string() : places_.front().substr(0, day_size);
  }
  std::vector<std::string> take() {
    std::sort_heap(places_.begin(), places_.end(), std::greater<>());
    return std::move(places_);
  }

 private:
  std::size_t wanted_;
  std::vector<std::string> places_;  // a heap, its least in front
};

}  // namespace

std::vector<org::UnitId> few_units(const org::UnitTree& tree, org::UnitId below) {
  constexpr std::int32_t small_share = 8;
  const auto subtree = tree.subtree(below);
  std::vector<org::UnitId> units;
  if (subtree.after - subtree.first > tree.size() / small_share) return units;
  for (std::int32_t at = subtree.first; at < subtree.after; ++at) units.push_back(tree.at(at));
  std::sort(units.begin(), units.end());
  return units;
}

Result<void> RecordTable::each_in_state(
    State wanted, Units units, const std::function<Result<void>(const Record&)>& each_record) {
  store::Statement& row = transaction_.prepare(
      "SELECT " + (units.empty() ? columns_ : std::string("id, unit")) + " FROM " +
      schema_.table() + " WHERE " + in_state(wanted) + " ORDER BY id");
  row.bind(0, state_name(wanted));
  while (TRY(row.step())) {
    if (units.empty()) {
      TRY(each_record(TRY(read(row))));
    } else if (is_among(units, row.integer(1))) {
      TRY(each_record(TRY(get(TRY(Uuid::parse(row.text(0)))))));
    }
  }
  return {};
}

Result<void> RecordTable::each_between(const Page& page, const EachUntilFalse& each_until_false) {
  if (!page.units.empty()) return each_of_units(page, each_until_false);
  store::Statement& row = transaction_.prepare("SELECT " + columns_ + " FROM " + schema_.table() +
                                               " WHERE " + page_sql(page));
  bind_page(row, 0, page);
  while (TRY(row.step())) {
    if (TRY(each_until_false(TRY(read(row))))) continue;
    row.reset();
    break;
  }
  return {};
}

// A page of a county is found soonest in the index by unit, one of a province in that by day, where
// one of thirty rows is of it; unless it has none. So the days are gone through first, for about as
// long as asking each unit takes.
Result<void> RecordTable::each_of_units(Page page, const EachUntilFalse& each_until_false) {
  // Rows that are passed in the time of one unit asked. Its records that are not approved are
  // found among all it has.
  const std::int64_t rows_of_unit = is_open(page.state) ? 64 : 4;
  const std::int64_t rows_max = page.by_unit
                                    ? rows_of_unit * static_cast<std::int64_t>(page.units.size())
                                    : std::numeric_limits<std::int64_t>::max();
  store::Statement& row = transaction_.prepare("SELECT on_day, id, unit FROM " + schema_.table() +
                                               " WHERE " + page_sql(page) + " LIMIT ?");
  row.bind(bind_page(row, 0, page), rows_max);
  std::int64_t rows = 0;
  for (; TRY(row.step()); ++rows) {
    if (rows + 1 == rows_max) {
      page.after_on = TRY(Day::parse(row.text(0)));
      page.after_id = row.text(1);
    }
    if (!is_among(page.units, row.integer(2))) continue;
    if (TRY(each_until_false(TRY(get(TRY(Uuid::parse(row.text(1)))))))) continue;
    row.reset();
    return {};
  }
  if (rows < rows_max) return {};
  constexpr std::size_t first_chunk = 256, chunk_max = std::size_t{1} << 16;
  for (std::size_t wanted = first_chunk;; wanted = std::min(4 * wanted, chunk_max)) {
    const auto places = TRY(latest_of_units(page, wanted));
    for (const std::string& place : places) {
      if (!TRY(each_until_false(TRY(get(TRY(Uuid::parse(place.substr(day_size)))))))) return {};
    }
    if (places.size() < wanted) return {};
    page.after_on = TRY(Day::parse(places.back().substr(0, day_size)));
    page.after_id = places.back().substr(day_size);
  }
}

Result<std::vector<std::string>> RecordTable::latest_of_units(const Page& page,
                                                              std::size_t wanted) {
  store::Statement& row = transaction_.prepare("SELECT on_day, id FROM " + schema_.table() +
                                               " WHERE unit = ? AND " + page_sql(page));
  Latest latest(wanted);
  bind_page(row, 1, page);
  for (const org::UnitId unit : page.units) {
    row.bind(0, std::int64_t{unit.value});
    if (const std::string first = latest.first_day(); !first.empty()) row.bind(1, first);
    while (TRY(row.step())) {
      std::string place = std::string(row.text(0)) + std::string(row.text(1));
      if (!latest.takes(place)) {
        row.reset();
        break;
      }
      latest.put(std::move(place));
    }
  }
  return latest.take();
}

}  // namespace youju::ledger
