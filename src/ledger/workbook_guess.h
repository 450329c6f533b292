// How well a column of a sheet fits a target of a ledger, and why. Inner header of the room.
#pragma once

#include <youju/ledger/record_check.h>
#include <youju/ledger/workbook_table.h>

#include <string>
#include <vector>

namespace youju::ledger {

class TitleBook {
 public:
  explicit TitleBook(const Schema& schema);

  struct Match {
    int score = 0;  // 0..100
    enum class By { none, title, synonym, likeness } by = By::none;
  };
  // By titles alone.
  Match match(int target, const std::vector<std::string>& path, bool of_which) const;
  // The best of all targets.
  int known(const std::vector<std::string>& path) const;
  const std::vector<int>& targets() const { return targets_; }

 private:
  struct Names {
    std::vector<std::string> own;    // folded: title in both languages, name
    std::vector<std::size_t> lists;  // of words::field_synonyms that hold one of them
  };
  Match match_one(const Names& names, int target, const std::string& form) const;

  std::vector<int> targets_;
  std::vector<Names> names_;  // by index of targets_
};

// Likeness of two folded titles, 0..100: pairs of characters that both have.
int likeness(std::string_view a, std::string_view b);

}  // namespace youju::ledger
