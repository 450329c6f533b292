#include <youju/indicator/past_view.h>
#include <youju/indicator/scan_view.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace youju::indicator {

namespace {

using TouchedIds = std::map<std::string, std::unordered_set<Uuid>, std::less<>>;  // by ledger

TouchedIds touched_ids(const ledger::Past& past) {
  TouchedIds ids;
  for (const auto& touched : past.records) ids[touched.schema->name].insert(touched.id);
  return ids;
}

// The chunks in which `stays` decides over each row that counts; those of which all rows stay are
// shared, those of which none does are left out.
template <typename Stays>
LedgerRows some_of(const LedgerRows& rows, const Stays& stays) {
  LedgerRows some;
  some.schema = rows.schema;
  for (const auto& chunk : rows.chunks) {
    std::vector<bool> alive = chunk->alive;
    for (std::size_t row = 0; row < alive.size(); ++row) {
      if (alive[row] && !stays(chunk->ids[row])) alive[row] = false;
    }
    if (alive == chunk->alive) {
      some.chunks.push_back(chunk);
    } else if (std::find(alive.begin(), alive.end(), true) != alive.end()) {
      auto changed = std::make_shared<Chunk>(*chunk);
      changed->alive = std::move(alive);
      some.chunks.push_back(std::move(changed));
    }
  }
  return some;
}

auto key_of(const ledger::Ledgers::NilReturn& nil) {
  return std::make_tuple(nil.ledger, nil.unit.value, nil.period.first().number(),
                         nil.period.after().number());
}

class PastView : public ScanView {
 public:
  PastView(std::shared_ptr<const CubePicture> picture, std::shared_ptr<const Cube::View> present,
           std::set<std::string, std::less<>> changed, bool moved)
      : ScanView(std::move(picture)),
        present_(std::move(present)),
        changed_(std::move(changed)),
        moved_(moved) {}

  CubeAnswer ask(const CubeQuery& query) const override {
    return is_as_now(query) ? present_->ask(query) : ScanView::ask(query);
  }
  std::vector<RecordReference> records(const CubeQuery& query, std::size_t offset,
                                       std::size_t rows) const override {
    return is_as_now(query) ? present_->records(query, offset, rows)
                            : ScanView::records(query, offset, rows);
  }
  std::vector<std::string> values(const CubeQuery& query, const std::string& field) const override {
    return is_as_now(query) ? present_->values(query, field) : ScanView::values(query, field);
  }

 private:
  bool is_as_now(const CubeQuery& query) const {
    return !moved_ && !changed_.contains(query.aggregate->ledger);
  }

  std::shared_ptr<const Cube::View> present_;
  std::set<std::string, std::less<>> changed_;  // ledgers
  bool moved_;                                  // units stand otherwise
};

}  // namespace

std::shared_ptr<const CubePicture> picture_before(const CubePicture& picture,
                                                  const ledger::Past& past) {
  auto before = std::make_shared<CubePicture>(picture);
  before->as_of = past.moment.seq;
  if (past.directory != nullptr) before->directory = past.directory;
  std::map<std::string, std::unique_ptr<LedgerWriter>, std::less<>> writers;
  for (const auto& [ledger, ids] : touched_ids(past)) {
    LedgerRows& rows = before->ledgers.at(ledger);
    rows = some_of(rows, [&](const Uuid& id) { return !ids.contains(id); });
    writers[ledger] = std::make_unique<LedgerWriter>(*rows.schema, *picture.dictionaries);
  }
  for (const auto& touched : past.records) {
    if (touched.counted) writers.at(touched.schema->name)->add(*touched.counted);
  }
  for (const auto& [ledger, writer] : writers) {
    LedgerRows& rows = before->ledgers.at(ledger);
    const LedgerRows then = writer->publish();
    rows.chunks.insert(rows.chunks.end(), then.chunks.begin(), then.chunks.end());
  }
  if (!past.nil_later.empty()) {
    std::set<decltype(key_of(past.nil_later.front()))> later;
    for (const auto& nil : past.nil_later) later.insert(key_of(nil));
    auto nil_returns =
        std::make_shared<std::vector<ledger::Ledgers::NilReturn>>(*picture.nil_returns);
    std::erase_if(*nil_returns, [&](const auto& nil) { return later.contains(key_of(nil)); });
    before->nil_returns = std::move(nil_returns);
  }
  return before;
}

std::shared_ptr<const CubePicture> touched_alone(const CubePicture& picture,
                                                 const ledger::Past& past) {
  auto alone = std::make_shared<CubePicture>(picture);
  alone->ledgers.clear();
  for (const auto& [ledger, ids] : touched_ids(past)) {
    alone->ledgers[ledger] =
        some_of(picture.ledgers.at(ledger), [&](const Uuid& id) { return ids.contains(id); });
  }
  return alone;
}

std::shared_ptr<const Cube::View> view_before(std::shared_ptr<const Cube::View> present,
                                              const ledger::Past& past) {
  std::set<std::string, std::less<>> changed;
  for (const auto& touched : past.records) changed.insert(touched.schema->name);
  for (const auto& nil : past.nil_later) changed.insert(nil.ledger);
  std::shared_ptr<const CubePicture> picture = picture_before(*present->held(), past);
  return std::make_shared<PastView>(std::move(picture), std::move(present), std::move(changed),
                                    past.directory != nullptr);
}

}  // namespace youju::indicator
