#include <youju/narrative/pairing.h>
#include <youju/narrative/place_chain.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace youju::narrative {
namespace {

// A document of hundreds of pages has some thousands of figures; beyond these bounds nothing is
// looked for, and nothing is told.
constexpr std::size_t entries_max = 8192;
constexpr std::size_t places_max = 1 << 18;
constexpr std::size_t places_of_one_max = 256;
constexpr std::size_t comparisons_max = 1 << 24;

constexpr int certain = 1000;  // of a place known by its tag
constexpr int by_control = 8;  // what a title of the same words counts
constexpr int same_text = 4;   // what the figure's own text counts
constexpr std::string_view untitled;
constexpr std::size_t telling = 2;  // so many words of one side tell that a place is the right one

std::size_t characters(std::string_view text) { return common_beginning(text, text); }

class Pairing {
 public:
  Pairing(const std::vector<Carried>& carried, const std::vector<ManifestEntry>& printed,
          const RunningText& text)
      : carried_(carried), printed_(printed), text_(text), claimed_(carried.size(), false) {
    pairs_.reserve(printed.size());
    for (const ManifestEntry& entry : printed) {
      Pair pair;
      pair.printed = &entry;
      pair.name = entry.name;
      pairs_.push_back(std::move(pair));
    }
  }

  std::vector<Pair> pair() {
    by_tag();
    if (printed_.size() <= entries_max) {
      look_for_places();
      chain_ = best_chain(places_, printed_.size());
      take_chain();
      take_moved();
      take_weak();
    }
    close();
    add_unknown();
    return std::move(pairs_);
  }

 private:
  bool placed(std::size_t entry) const { return pairs_[entry].place != Pair::Place::untold; }

  // Controls keep their id through most programs; where one was renumbered, the next control of the
  // same figure in the order of the document is taken.
  void by_tag() {
    std::map<std::pair<std::string_view, int>, std::size_t> by_id;
    std::map<std::string_view, std::vector<std::size_t>> by_name;  // the next one at the back
    for (std::size_t index = printed_.size(); index-- > 0;) {
      by_id[{printed_[index].name, printed_[index].control}] = index;
      by_name[printed_[index].name].push_back(index);
    }
    for (std::size_t index = 0; index < carried_.size(); ++index) {
      const Carried& control = carried_[index];
      if (control.name.empty()) continue;
      has_tags_ = true;
      const auto entry = by_id.find({control.name, control.control});
      if (entry != by_id.end() && !placed(entry->second)) put(entry->second, index);
    }
    for (std::size_t index = 0; index < carried_.size(); ++index) {
      if (claimed_[index] || carried_[index].name.empty()) continue;
      const auto entries = by_name.find(carried_[index].name);
      if (entries == by_name.end()) continue;
      std::vector<std::size_t>& left = entries->second;
      while (!left.empty() && placed(left.back())) left.pop_back();
      if (!left.empty()) put(left.back(), index);
    }
  }

  // The entry stands in this control.
  void put(std::size_t entry, std::size_t control) {
    const Carried& carried = carried_[control];
    put(entry, carried.text, carried.begin, carried.end);
    claimed_[control] = true;
  }
  void put(std::size_t entry, std::string text, std::size_t begin, std::size_t end) {
    pairs_[entry].place = Pair::Place::here;
    pairs_[entry].text = std::move(text);
    pairs_[entry].begin = begin;
    pairs_[entry].end = end;
    if (begin < end) taken_[begin] = end;
  }

  bool is_taken(std::size_t begin, std::size_t end) const {
    const auto after = taken_.lower_bound(end);
    return after != taken_.begin() && std::prev(after)->second > begin;
  }

  std::size_t fits_before(std::size_t entry, std::size_t begin) const {
    return common_ending(printed_[entry].before, std::string_view(text_.text()).substr(0, begin));
  }
  std::size_t fits_after(std::size_t entry, std::size_t end) const {
    return common_beginning(printed_[entry].after, std::string_view(text_.text()).substr(end));
  }

  void look_for_places() {
    std::map<std::string_view, std::vector<std::size_t>> controls;
    for (std::size_t index = 0; index < carried_.size(); ++index) {
      if (carried_[index].name.empty()) controls[carried_[index].title].push_back(index);
    }
    if (controls[untitled].size() * printed_.size() > comparisons_max) controls.erase(untitled);
    for (std::size_t entry = 0; entry < printed_.size(); ++entry) {
      const Pair& pair = pairs_[entry];
      if (placed(entry)) {
        places_.push_back({entry, pair.begin, pair.end, certain, -1, false, false});
        continue;
      }
      for (const std::string_view title : {std::string_view(printed_[entry].title), untitled}) {
        const auto titled = controls.find(title);
        if (titled != controls.end()) look_at_controls(entry, titled->second);
        if (title.empty()) break;
      }
      look_at_text(entry);
      look_between_words(entry);
      if (places_.size() > places_max) {
        places_.clear();
        return;
      }
    }
  }

  void look_at_controls(std::size_t entry, const std::vector<std::size_t>& controls) {
    for (const std::size_t index : controls) {
      const Carried& control = carried_[index];
      PossiblePlace place{entry, control.begin, control.end, by_control, static_cast<int>(index),
                          false, false};
      const std::size_t before = fits_before(entry, control.begin);
      const std::size_t after = fits_after(entry, control.end);
      const bool same = control.text == printed_[entry].text;
      place.fitness += static_cast<int>(before + after) + (same ? same_text : 0);
      place.weak = !same && before < telling && after < telling;
      // An edited figure is known by words on both sides: half a phrase is soon found elsewhere.
      const bool tells = same ? before + after >= telling : before >= telling && after >= telling;
      if (tells || !control.title.empty()) places_.push_back(place);
    }
  }

  // Everywhere the text stands between words that its neighbours were: `28个` is not found inside
  // `128个`, since the word before it must be the right one.
  void look_at_text(std::size_t entry) {
    const ManifestEntry& printed = printed_[entry];
    const std::string words = without_blanks(printed.text);
    if (words.empty()) return;
    const std::string_view ahead = last_characters(printed.before, telling);
    const std::string pattern =
        std::string(ahead) + words + std::string(first_characters(printed.after, 1));
    const std::size_t least =
        std::min<std::size_t>(4, characters(printed.before) + characters(printed.after));
    const std::string& text = text_.text();
    std::size_t found = 0;
    for (std::size_t at = text.find(pattern); at != std::string::npos;
         at = text.find(pattern, at + 1)) {
      if (++found > places_of_one_max) return;
      const std::size_t begin = at + ahead.size();
      const std::size_t end = begin + words.size();
      const std::size_t fitness = fits_before(entry, begin) + fits_after(entry, end);
      if (fitness < least || is_taken(begin, end)) continue;
      places_.push_back(
          {entry, begin, end, static_cast<int>(fitness) + same_text, -1, false, false});
    }
  }

  // Another text, or none, between the words that stood around the figure.
  void look_between_words(std::size_t entry) {
    constexpr std::size_t more = 36;  // bytes that an edited figure may be longer
    const ManifestEntry& printed = printed_[entry];
    const std::string_view ahead = last_characters(printed.before, 6);
    const std::string_view behind = first_characters(printed.after, 4);
    if (characters(ahead) < 3 || characters(behind) < telling) return;
    const std::string_view text = text_.text();
    const std::string words = without_blanks(printed.text);
    std::size_t found = 0;
    for (std::size_t at = text.find(ahead); at != std::string_view::npos;
         at = text.find(ahead, at + 1)) {
      if (++found > places_of_one_max) return;
      const std::size_t begin = at + ahead.size();
      const std::string_view window = text.substr(begin, words.size() + more + behind.size());
      const std::size_t width = window.find(behind);
      if (width == std::string_view::npos || window.substr(0, width) == words) continue;
      const std::size_t end = begin + width;
      if (is_taken(begin, end) || text_.has_break(begin, end)) continue;
      const auto fitness = static_cast<int>(fits_before(entry, begin) + fits_after(entry, end));
      places_.push_back({entry, begin, end, fitness, -1, true, false});
    }
  }

  void take_chain() {
    for (std::size_t link = 0; link < chain_.size(); ++link) {
      const PossiblePlace& place = places_[chain_[link]];
      if (placed(place.entry)) continue;
      const std::size_t from = link == 0 ? 0 : places_[chain_[link - 1]].end;
      const std::size_t to = link + 1 == chain_.size() ? std::numeric_limits<std::size_t>::max()
                                                       : places_[chain_[link + 1]].begin;
      if (place.weak) {
        weak_.push_back(chain_[link]);
      } else if (!place.edited || is_only_one(place, from, to)) {
        take(place);
      }
    }
  }

  void take_weak() {
    for (const std::size_t index : weak_) {
      if (is_last_of_its_title(places_[index])) take(places_[index]);
    }
  }

  void take(const PossiblePlace& place) {
    if (place.control >= 0) {
      const auto control = static_cast<std::size_t>(place.control);
      if (!claimed_[control]) put(place.entry, control);
      return;
    }
    if (place.begin == place.end) {
      pairs_[place.entry].place = Pair::Place::gone;
      pairs_[place.entry].begin = pairs_[place.entry].end = place.begin;
      return;
    }
    std::string found = text_.text().substr(place.begin, place.end - place.begin);
    if (!place.edited) found = printed_[place.entry].text;  // with its blanks
    put(place.entry, std::move(found), place.begin, place.end);
  }

  // No other text could be the edited figure as well.
  bool is_only_one(const PossiblePlace& chosen, std::size_t from, std::size_t to) const {
    return std::none_of(places_.begin(), places_.end(), [&](const PossiblePlace& other) {
      return other.entry == chosen.entry && other.begin >= from && other.end <= to &&
             (other.begin != chosen.begin || other.end != chosen.end);
    });
  }

  // A title alone tells only if one figure and one control of that title are left.
  bool is_last_of_its_title(const PossiblePlace& place) const {
    const std::string& title = printed_[place.entry].title;
    std::size_t entries = 0;
    std::size_t controls = 0;
    for (std::size_t index = 0; index < printed_.size(); ++index) {
      if (!placed(index) && printed_[index].title == title) ++entries;
    }
    for (std::size_t index = 0; index < carried_.size(); ++index) {
      if (!claimed_[index] && carried_[index].name.empty() && carried_[index].title == title) {
        ++controls;
      }
    }
    return entries == 1 && controls == 1;
  }

  // A sentence that was moved elsewhere breaks the order; a figure in it is told if its text and
  // its words stand in one place only.
  void take_moved() {
    std::map<std::size_t, std::vector<std::size_t>> left;
    for (std::size_t index = 0; index < places_.size(); ++index) {
      const PossiblePlace& place = places_[index];
      if (placed(place.entry) || place.edited || place.weak) continue;
      if (is_taken(place.begin, place.end)) continue;
      const std::size_t words =
          fits_before(place.entry, place.begin) + fits_after(place.entry, place.end);
      if (words >= 6) left[place.entry].push_back(index);
    }
    for (const auto& [entry, choices] : left) {
      std::set<std::size_t> begins;
      for (const std::size_t index : choices) begins.insert(places_[index].begin);
      const PossiblePlace& place = places_[choices.front()];
      if (begins.size() == 1 && !is_taken(place.begin, place.end)) take(place);
    }
  }

  // What is left lies between two figures that follow each other in print and in the document. As
  // many controls as figures there are these figures, in order, if nothing speaks against it. The
  // others were removed if controls have survived and none is left that could be theirs; where none
  // has survived, a text that is not found may have been rewritten as well.
  void close() {
    std::size_t entry = 0;
    std::size_t from = 0;
    for (const std::size_t link : chain_) {
      const PossiblePlace& place = places_[link];
      if (!placed(place.entry)) continue;
      close({entry, place.entry}, {from, place.begin});
      entry = place.entry + 1;
      from = place.end;
    }
    close({entry, printed_.size()}, {from, std::numeric_limits<std::size_t>::max()});
    close_removed();
  }

  // Its title is right, or the text or some words around it are: as many controls as figures do not
  // tell alone, since one sentence may have been taken out and another put in.
  bool could_be(std::size_t entry, const Carried& control) const {
    if (!control.title.empty()) return control.title == printed_[entry].title;
    return control.text == printed_[entry].text || (fits_before(entry, control.begin) >= telling &&
                                                    fits_after(entry, control.end) >= telling);
  }

  struct Range {
    std::size_t begin = 0, end = 0;
  };
  void close(Range entries, Range text) {
    std::vector<std::size_t> left;
    for (std::size_t entry = entries.begin; entry < entries.end; ++entry) {
      if (!placed(entry)) left.push_back(entry);
    }
    if (left.empty()) return;
    std::vector<std::size_t> controls;
    const auto first =
        std::partition_point(carried_.begin(), carried_.end(),
                             [&](const Carried& control) { return control.begin < text.begin; });
    for (auto at = first; at != carried_.end() && at->begin <= text.end; ++at) {
      const auto index = static_cast<std::size_t>(at - carried_.begin());
      if (!claimed_[index] && at->name.empty() && at->end <= text.end) controls.push_back(index);
    }
    const bool fits =
        left.size() == controls.size() && std::equal(left.begin(), left.end(), controls.begin(),
                                                     [&](std::size_t entry, std::size_t control) {
                                                       return could_be(entry, carried_[control]);
                                                     });
    for (std::size_t index = 0; index < left.size(); ++index) {
      pairs_[left[index]].begin = pairs_[left[index]].end = text.begin;
      if (fits) put(left[index], controls[index]);
    }
  }

  void close_removed() {
    std::set<std::string_view> open;
    for (std::size_t index = 0; index < carried_.size() && !has_tags_; ++index) {
      if (!claimed_[index]) open.insert(carried_[index].title);
    }
    const auto in_controls = std::count(claimed_.begin(), claimed_.end(), true);
    if (!has_tags_ && static_cast<std::size_t>(in_controls) * 2 <= printed_.size()) return;
    if (open.count(untitled) > 0) return;
    for (std::size_t entry = 0; entry < printed_.size(); ++entry) {
      if (placed(entry) || open.count(printed_[entry].title) > 0) continue;
      pairs_[entry].place = Pair::Place::gone;
    }
  }

  void add_unknown() {
    for (std::size_t index = 0; index < carried_.size(); ++index) {
      const Carried& control = carried_[index];
      if (claimed_[index] || control.name.empty()) continue;
      Pair pair;
      pair.place = Pair::Place::here;
      pair.name = control.name;
      pair.text = control.text;
      pair.begin = control.begin;
      pair.end = control.end;
      pairs_.push_back(std::move(pair));
    }
    std::stable_sort(pairs_.begin(), pairs_.end(), [](const Pair& a, const Pair& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
  }

  const std::vector<Carried>& carried_;  // by their place in the text
  const std::vector<ManifestEntry>& printed_;
  const RunningText& text_;
  std::vector<Pair> pairs_;
  std::vector<bool> claimed_;                 // controls
  std::map<std::size_t, std::size_t> taken_;  // ranges of the text: begin -> end
  std::vector<PossiblePlace> places_;
  std::vector<std::size_t> chain_, weak_;
  bool has_tags_ = false;
};

}  // namespace

std::vector<Pair> pair_up(const std::vector<Carried>& carried,
                          const std::vector<ManifestEntry>& printed, const RunningText& text) {
  return Pairing(carried, printed, text).pair();
}

}  // namespace youju::narrative
