// For tests of this room: random ledgers, units, records and questions.
#pragma once

#include <youju/indicator/cube.h>
#include <youju/ledger/ledger_fixture.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace youju::indicator {

// A world drawn by a seed: two or three ledgers that may have anything a pack can say, a small tree
// whose units come, go and move, and what happens in them.
class CubeHistory {
 public:
  CubeHistory(std::uint64_t seed, ledger::Ledgers& ledgers, const org::Access& owner)
      : random_(seed), ledgers_(ledgers), owner_(owner) {}

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

  // Loads the pack and the units.
  void begin();
  // Something happens: most often to records; seldom what is refused.
  void step();
  // A question that an indicator asks, or seldom one that none does. Its aggregate lives as long as
  // this.
  CubeQuery question();
  const std::string& text_of(const Aggregate* aggregate) const;
  const std::vector<std::string>& ledger_names() const { return names_; }
  org::UnitId any_unit();
  Period any_period();
  // Whether a ledger may hold numbers that 64 bits do not.
  bool is_huge() const { return is_huge_; }

 private:
  struct Asked {
    std::string text;
    Aggregate aggregate;
    std::vector<std::string> by;
  };
  struct Waiting {
    std::string ledger;
    Uuid id;
    int version = 0;
  };
  template <typename T>
  const T& any(const std::vector<T>& all) {
    return all[below(static_cast<std::uint32_t>(all.size()))];
  }
  std::string schema_text(const std::string& name);
  std::string condition_text();
  std::string aggregate_text(const std::string& ledger);
  std::string day_text();
  std::string tags_text();
  ledger::RawRecord raw(const std::string& ledger);
  void enter(const std::string& ledger);
  void import(const std::string& ledger);
  void change(const std::string& ledger);
  void move();

  std::mt19937_64 random_;
  ledger::Ledgers& ledgers_;
  const org::Access& owner_;
  std::vector<std::string> names_;
  std::vector<std::string> codes_;
  std::vector<Asked> asked_;
  std::vector<Waiting> waiting_;  // for approval
  int scale_ = 0;
  bool is_huge_ = false;
  int entered_ = 0;
};

}  // namespace youju::indicator
