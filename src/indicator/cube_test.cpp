#include <gtest/gtest.h>
#include <youju/indicator/cube_history.h>
#include <youju/indicator/figures.h>
#include <youju/store/database.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <deque>

namespace youju::indicator {
namespace {

// What the tables themselves say, in SQL that knows nothing of cubes: how many records are behind a
// figure, and its value.
class Naive {
 public:
  Naive(store::Database& database, const org::Directory& directory,
        const ledger::SchemaSet& schemas)
      : snapshot_(database.read()), directory_(directory), schemas_(schemas) {}

  std::string count(const CubeQuery& query) const {
    return first_value("SELECT count(*) FROM (" + rows(query, true) + ")");
  }

  // "" where there is none; nothing where SQL is not asked.
  std::optional<std::string> value(const CubeQuery& query) const {
    const Aggregate& aggregate = *query.aggregate;
    const std::string field = number_of(aggregate);
    switch (aggregate.kind) {
      case AggregateKind::count:
        return count(query);
      case AggregateKind::sum:
        return first_value("SELECT coalesce(sum(" + field + "), 0) FROM (" + rows(query, true) +
                           ")");
      case AggregateKind::max:
        return first_value("SELECT max(" + field + ") FROM (" + rows(query, true) + ")");
      case AggregateKind::distinct:
        return first_value("SELECT count(DISTINCT " + aggregate.field + ") FROM (" +
                           rows(query, true) + ")");
      case AggregateKind::first_day:
      case AggregateKind::last_day:
        return first_value(std::string("SELECT ") +
                           (aggregate.kind == AggregateKind::last_day ? "max" : "min") +
                           "(on_day) FROM (" + rows(query, true) + ")");
      case AggregateKind::latest: {
        const std::string key = aggregate.key.empty() ? "unit" : aggregate.key;
        // Records without the key are of one key together.
        return first_value("SELECT coalesce(sum(" + field +
                           "), 0) FROM (SELECT *, row_number() OVER "
                           "(PARTITION BY " +
                           key + " ORDER BY on_day DESC, id DESC) AS nth FROM (" +
                           rows(query, false) + ") WHERE " + aggregate.field +
                           " IS NOT NULL) "
                           "WHERE nth = 1" +
                           filters(query));
      }
      case AggregateKind::streak:
        return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  const ledger::Schema& schema(const CubeQuery& query) const {
    return *schemas_.find(query.aggregate->ledger);
  }
  static std::string quoted(const std::string& text) { return "'" + text + "'"; }

  // As a whole number at the field's scale.
  std::string number_of(const Aggregate& aggregate) const {
    const ledger::Schema& schema = *schemas_.find(aggregate.ledger);
    const int index = schema.field_index(aggregate.field);
    if (index < 0) return "0";
    const ledger::Field& field = schema.fields[static_cast<std::size_t>(index)];
    if (field.type != ledger::FieldType::decimal) return aggregate.field;
    return "CAST(round(CAST(" + field.name + " AS REAL) * 1" +
           std::string(static_cast<std::size_t>(field.scale), '0') + ") AS INTEGER)";
  }

  // The edges from the record's unit up to a root on a day.
  static std::string chain(const std::string& day) {
    const std::string of_day =
        "e.from_day <= " + day + " AND (e.until_day IS NULL OR e.until_day > " + day + ")";
    return "WITH RECURSIVE up(unit, parent) AS (SELECT e.unit, e.parent FROM unit_edge AS e WHERE "
           "e.unit = r.unit AND " +
           of_day +
           " UNION ALL SELECT e.unit, e.parent FROM up JOIN "
           "unit_edge AS e ON e.unit = up.parent AND " +
           of_day + ")";
  }
  static std::string stands(const std::string& day) {
    return "EXISTS (" + chain(day) + " SELECT 1 FROM up WHERE parent IS NULL)";
  }

  std::string rows(const CubeQuery& query, bool filtered) const {
    const Aggregate& aggregate = *query.aggregate;
    const std::string last = quoted(query.period.last().to_string());
    const bool looks_back = aggregate.time != TimeMode::during ||
                            aggregate.kind == AggregateKind::latest ||
                            aggregate.kind == AggregateKind::streak;
    std::string sql = "SELECT * FROM rec_" + aggregate.ledger +
                      " AS r WHERE state = 'approved' AND " + "on_day <= " + last;
    if (!looks_back) sql += " AND on_day >= " + quoted(query.period.first().to_string());
    if (aggregate.time == TimeMode::standing && schema(query).standing_until >= 0) {
      sql += " AND (ended IS NULL OR ended > " + last + ")";
    }
    // By the tree of the last day; what stands no longer, by that of its own day.
    const auto is_below = [&](const std::string& day) {
      return stands(day) + " AND EXISTS (" + chain(day) +
             " SELECT 1 FROM up WHERE unit = " + std::to_string(query.unit.value) + ")";
    };
    sql += " AND CASE WHEN " + stands(last) + " THEN " + is_below(last) + " ELSE " +
           is_below("r.on_day") + " END";
    sql += " AND " + condition(aggregate.where, query);
    if (filtered) sql += filters(query);
    return sql;
  }

  std::string filters(const CubeQuery& query) const {
    std::string sql;
    for (const auto& [field, value] : query.filter) {
      Condition is;
      is.kind = field == "tag" ? Condition::Kind::tag : Condition::Kind::in;
      is.field = field;
      is.values = {value};
      sql += " AND " + condition(is, query);
    }
    return sql;
  }

  std::string literal(const std::string& field, const std::string& value,
                      const CubeQuery& query) const {
    const int index = schema(query).field_index(field);
    const auto type = index < 0 ? ledger::FieldType::date
                                : schema(query).fields[static_cast<std::size_t>(index)].type;
    if (type == ledger::FieldType::unit) return std::to_string(directory_.find(value)->value);
    const bool is_text = type != ledger::FieldType::integer && type != ledger::FieldType::party;
    return is_text ? quoted(value) : value;
  }

  std::string condition(const Condition& condition, const CubeQuery& query) const {
    using Kind = Condition::Kind;
    const std::string field = condition.field == "on" ? "on_day" : condition.field;
    const auto joined = [&](const std::string& word, const std::string& start) {
      std::string sql = start;
      for (const Condition& part : condition.parts) sql += word + this->condition(part, query);
      return "(" + sql + ")";
    };
    static const char* const operators[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    switch (condition.kind) {
      case Kind::always:
        return "1";
      case Kind::all:
        return joined(" AND ", "1");
      case Kind::any:
        return joined(" OR ", "0");
      case Kind::none:
        return "NOT " + joined(" OR ", "0");
      case Kind::compare:
        return "coalesce(" + field + operators[static_cast<int>(condition.op)] +
               literal(condition.field, condition.values.front(), query) + ", 0)";
      case Kind::in: {
        std::string values;
        for (const std::string& value : condition.values) {
          values += (values.empty() ? "" : ", ") + literal(condition.field, value, query);
        }
        return "coalesce(" + field + " IN (" + values + "), 0)";
      }
      case Kind::given:
        return field + " IS NOT NULL";
      case Kind::missing:
        return field + " IS NULL";
      case Kind::tag:
        return "(';' || tags || ';') LIKE '%;" + condition.values.front() + ";%'";
      case Kind::unit_self:
        return "unit = " + std::to_string(query.unit.value);
      case Kind::host_self:
        return "(';' || hosts || ';') LIKE '%;" + std::to_string(query.unit.value) + ";%'";
    }
    return "0";
  }

  std::string first_value(const std::string& sql) const {
    store::Statement& statement = snapshot_->prepare(sql);
    const Result<bool> row = statement.step();
    CHECK(row.has_value());
    const std::string text = *row && !statement.is_null(0) ? std::string(statement.text(0)) : "";
    statement.reset();
    return text;
  }

  std::unique_ptr<store::Transaction> snapshot_;
  const org::Directory& directory_;
  const ledger::SchemaSet& schemas_;
};

std::string text_of(const CubeAnswer& answer) {
  std::string text;
  if (const auto* const number = std::get_if<Decimal>(&answer.value)) text = number->to_string();
  if (const auto* const day = std::get_if<Day>(&answer.value)) text = day->to_string();
  return text + " absence " + std::to_string(static_cast<int>(answer.absence)) + " part " +
         answer.part + " records " + std::to_string(answer.records) + " incomplete " +
         std::to_string(answer.incomplete) + " nil " + std::to_string(answer.nil_returns);
}

std::string text_of(const std::vector<RecordReference>& references) {
  std::string text;
  for (const RecordReference& one : references) {
    text += one.schema->name + ' ' + one.id.to_string() + ' ' + std::to_string(one.unit.value) +
            ' ' + one.on.to_string() + ' ' +
            (one.contribution ? one.contribution->to_string() : "-") + '\n';
  }
  return text;
}

std::string text_of(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += value + ' ';
  return text;
}

// One store, one cube with roll-ups that follows it, and views that are kept.
class World {
 public:
  explicit World(std::uint64_t seed) : history_(seed, open(), owner_) {
    history_.begin();
    if (testing::Test::HasFatalFailure()) return;
    cube_ = *make_cube(*ledgers_, clock_, CubeOptions{.rollups_from = 0});
  }
  ~World() { cube_.reset(); }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void run_sequence() {
    for (std::uint32_t steps = 1 + history_.below(10); steps > 0; --steps) history_.step();
    ASSERT_LE(cube_->view()->as_of(), ledgers_->head().seq);
    // Another room with the same store, whose cube has never seen a change and scans.
    const auto other = *ledger::Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    const auto scanning = *make_cube(*other, clock_, CubeOptions{.rollups_from = std::nullopt});
    const auto view = cube_->view();
    for (int question = 0; question < 12; ++question) {
      const CubeQuery query = history_.question();
      SCOPED_TRACE(history_.text_of(query.aggregate) + " of " + std::to_string(query.unit.value) +
                   " in " + query.period.to_string() + " today " + query.today.to_string() +
                   filter_text(query));
      expect_same(*view, *scanning->view(), query);
      ASSERT_FALSE(testing::Test::HasFatalFailure());
      if (!history_.is_huge()) expect_same(*view, query);
      ASSERT_FALSE(testing::Test::HasFatalFailure());
      if (history_.one_in(20)) kept_.push_back({view, query, text_of(view->ask(query))});
    }
    for (const Kept& kept : kept_) ASSERT_EQ(text_of(kept.view->ask(kept.query)), kept.answer);
    while (kept_.size() > 6) kept_.pop_front();
  }

 private:
  struct Kept {
    std::shared_ptr<const Cube::View> view;
    CubeQuery query;
    std::string answer;
  };

  ledger::Ledgers& open() {
    database_ = *store::Database::open(store::Options{.url = (folder_.path() / "t.db").string()});
    CHECK(database_->migrate(org::migrations()).has_value());
    CHECK(database_->migrate(ledger::migrations()).has_value());
    CHECK(database_->migrate(indicator::migrations()).has_value());
    ledgers_ = *ledger::Ledgers::open(*database_, blobs_, clock_, HashKind::sha256);
    return *ledgers_;
  }

  static std::string filter_text(const CubeQuery& query) {
    std::string text;
    for (const auto& [field, value] : query.filter) text += ' ' + field + '=' + value;
    return text;
  }

  void expect_same(const Cube::View& view, const Cube::View& scanning, const CubeQuery& query) {
    ASSERT_EQ(text_of(view.ask(query)), text_of(scanning.ask(query)));
    const std::size_t offset = history_.below(4);
    const std::size_t rows = history_.below(9);
    ASSERT_EQ(text_of(view.records(query, offset, rows)),
              text_of(scanning.records(query, offset, rows)));
    for (const char* const field : {"kind", "level", "tag", "giver"}) {
      if (!history_.one_in(3)) continue;
      ASSERT_EQ(text_of(view.values(query, field)), text_of(scanning.values(query, field)))
          << field;
    }
    ASSERT_EQ(view.nil_returns(query).size(), scanning.nil_returns(query).size());
    const std::string& name = query.aggregate->ledger;
    ASSERT_EQ(view.has_records(name, query.unit, query.period),
              scanning.has_records(name, query.unit, query.period));
  }

  // Against SQL; what an answer says beside its number is not asked.
  void expect_same(const Cube::View& view, const CubeQuery& query) {
    const CubeAnswer answer = view.ask(query);
    const auto schemas = ledgers_->schemas();
    const auto directory = ledgers_->directory();
    const Naive naive(*database_, *directory, *schemas);
    if (query.aggregate->kind != AggregateKind::latest) {
      ASSERT_EQ(std::to_string(answer.records), naive.count(query));
    }
    const std::optional<std::string> wanted = naive.value(query);
    if (!wanted || answer.absence != Absence::none) return;
    if (const auto* const day = std::get_if<Day>(&answer.value)) {
      ASSERT_EQ(day->to_string(), *wanted);
      return;
    }
    const int field = schemas->find(query.aggregate->ledger)->field_index(query.aggregate->field);
    const bool is_count = query.aggregate->kind == AggregateKind::count ||
                          query.aggregate->kind == AggregateKind::distinct || field < 0;
    const int scale =
        is_count
            ? 0
            : schemas->find(query.aggregate->ledger)->fields[static_cast<std::size_t>(field)].scale;
    const Result<Decimal> shifted = std::get<Decimal>(answer.value).shifted(scale);
    ASSERT_TRUE(shifted);
    ASSERT_EQ(shifted->to_string(), *wanted);
  }

  store::TestFolder folder_;
  FixedClock clock_{1606780800000};  // 2020-12-01
  org::Access owner_ = org::Access::everywhere("owner");
  store::BlobStore blobs_{folder_.path() / "blobs"};
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ledger::Ledgers> ledgers_;
  CubeHistory history_;
  std::unique_ptr<Cube> cube_;
  std::deque<Kept> kept_;
};

// YOUJU_CUBE_SEQUENCES=100000 is the slow mode; YOUJU_CUBE_SEED draws others.
std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  std::uint64_t number = otherwise;
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), number);
  return number;
}

TEST(Cube, says_the_same_from_roll_ups_rows_and_sql_after_random_histories) {
  constexpr std::uint64_t sequences_of_a_world = 40;
  const std::uint64_t wanted = number_of("YOUJU_CUBE_SEQUENCES", 2000);
  const std::uint64_t seed = number_of("YOUJU_CUBE_SEED", 1);
  for (std::uint64_t sequence = 0; sequence < wanted;) {
    const std::uint64_t world_seed = seed + sequence / sequences_of_a_world;
    SCOPED_TRACE("seed " + std::to_string(world_seed));
    World world(world_seed);
    ASSERT_FALSE(HasFatalFailure());
    for (std::uint64_t n = 0; n < sequences_of_a_world; ++n, ++sequence) {
      world.run_sequence();
      ASSERT_FALSE(HasFatalFailure()) << "sequence " << n;
    }
  }
}

}  // namespace
}  // namespace youju::indicator
