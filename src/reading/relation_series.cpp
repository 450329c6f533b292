// Sums of what is told in turn under one name:
// 招生24636人，在校生84036人。小学招生17108人，在校生60766人。初中招生7528人，在校生23270人. The
// figures that are called as one before them, and count in its unit, are its parts if they make it
// to the digit; so are those that open the sentences and clauses behind it, and those outside of
// brackets. What stands beside each part of such a sum and is called alike is a sum as well,
// and is wrong where it is not.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_parts.h>
#include <youju/reading/unit.h>
#include <youju/reading/words.h>

#include <algorithm>
#include <vector>

namespace youju::reading {
namespace {

constexpr std::size_t character = 3, two = 6;
constexpr std::uint32_t reach = 40;                                      // figures behind a whole
constexpr std::size_t series_max = 16;                                   // parts of one
constexpr std::int64_t of_two = 1000, of_two_named = 100, of_more = 20;  // less meets by chance

bool may_add(const Figure& figure) {
  return is_plain(figure) && is_quantity(figure) && !figure.unit.empty() &&
         figure.measure != Measure::share && figure.measure != Measure::duration &&
         figure.unit.name != "%" && figure.unit.name != "百分点" && figure.unit.name != "倍" &&
         figure.value.low.coefficient > 0;
}

// Whether a sum of so many parts is none by chance; round ones are met more often, and those of one
// name less.
bool is_telling(const Figure& whole, std::size_t parts, bool named) {
  return telling_digits(whole) >= (parts > 2 ? of_more : named ? of_two_named : of_two);
}

class Series {
 public:
  Series(const Text& text, Reading& reading, std::span<const UnitKey> units)
      : text_(text),
        reading_(reading),
        units_(units),
        known_(reading.figures.size()),
        names_(reading.figures.size()) {
    for (const Relation& it : reading.relations) {
      if (it.kind != RelationKind::sum) continue;
      known_[it.figures.front()] |= whole;
      for (std::size_t i = 1; i < it.figures.size(); ++i) known_[it.figures[i]] |= part;
    }
  }

  void run() {
    const auto figures = static_cast<std::uint32_t>(reading_.figures.size());
    for (std::uint32_t i = 0; i < figures; ++i) {
      if (!all_.empty() && !are_in_one_paragraph(all_.back().index, i)) add_paragraph();
      const Figure& figure = reading_.figures[i];
      if ((known_[i] & part) == 0 && may_add(figure))
        all_.push_back({i, value_of(figure), same(figure.unit.name, "个")});
    }
    add_paragraph();
  }

 private:
  enum Known : std::uint8_t { whole = 1, part = 2 };
  // Which of the figures of its unit behind a whole are taken for its parts: those of its name,
  // those of its noun, those that have no name, the first of each sentence or clause behind ；, and
  // those of its sentence that stand in no bracket.
  enum class Taken : std::uint8_t { of_name, of_noun, nameless, at_heads, outside };
  // A figure of the paragraph that may be a whole or a part.
  struct Item {
    std::uint32_t index = 0;
    Decimal value;
    bool of_pieces = false;  // counted by 个
  };

  void add_paragraph() {
    for (std::size_t i = 0; i + 2 < all_.size(); ++i)
      if ((known_[all_[i].index] & part) == 0) tell_from(i);
    for (std::size_t i = 2; i < all_.size(); ++i)
      if (known_[all_[i].index] == 0) tell_up_to(i);
    all_.clear();
  }

  // 小学教师32009人，…；初中教师16591人，…。全市教师48600人: those of its noun before it.
  void tell_up_to(std::size_t last) {
    const Item& all = all_[last];
    const std::string_view noun = tail(name_of(all.index));
    if (noun.empty()) return;
    std::vector<std::uint32_t> parts;
    Decimal sum;
    for (std::size_t i = last; i > 0 && sum < all.value;) {
      --i;
      if (all.index - all_[i].index > reach) break;
      if (all_[i].value >= all.value || !may_be_of(all_[i], all) ||
          tail(name_of(all_[i].index)) != noun)
        continue;
      sum = add(sum, all_[i].value).value_or(sum);
      parts.insert(parts.begin(), all_[i].index);
    }
    if (sum == all.value && parts.size() > 1 &&
        is_telling(reading_.figures[all.index], parts.size(), false))
      put(all.index, parts, Verdict::holds);
  }

  bool are_in_one_paragraph(std::uint32_t a, std::uint32_t b) const {
    return !text_.ends_line_between(reading_.figures[a].end_byte, reading_.figures[b].begin_byte);
  }

  // What a figure is called where it stands; of a row, 增加2163万人和521万人, what its first is.
  std::string_view name_of(std::uint32_t i) {
    if (names_[i].data() == nullptr) names_[i] = found_name_of(i);
    return names_[i];
  }
  std::string_view found_name_of(std::uint32_t i) const {
    static const Words leads(Words::Side::begin, {{0, "其中 全县 全市 全区 全省 全国 共有 共 有"}});
    static const Words tails(Words::Side::end,
                             {{0, "为 是 达 达到 共 共有 有 约 分别 分别为 合计 总计 完成 ： 的"}});
    constexpr int row_max = 6;
    for (int k = 0; k < row_max && i > 0 &&
                    reading_.figures[i].begin_byte - reading_.figures[i - 1].end_byte <= character;
         ++k)
      --i;
    return without_end(without_begin(clause_before(text_, reading_, i), leads), tails);
  }

  static std::string_view tail(std::string_view name) {
    return name.size() < two ? std::string_view() : name.substr(name.size() - two);
  }

  // 人 and 名; 小学286所，其中…教学点21个: things may be counted by 个 as well.
  bool counts_like(const Item& one, const Item& other) const {
    const std::uint32_t i = one.index, k = other.index;
    if (same_unit(reading_, units_, i, k) || (units_[i].groups() & units_[k].groups()) != 0)
      return true;
    if (one.of_pieces == other.of_pieces) return false;
    const Figure& named = reading_.figures[one.of_pieces ? k : i];
    if (named.value.low.scale != 0 || !named.unit.per.empty() || !named.unit.scale.empty())
      return false;
    const UnitFound unit = read_unit(Text{named.unit.name}, 0);
    return unit && unit.sort == Sort::things;
  }

  // Whether the one may be a part of the other, whatever they are called.
  bool may_be_of(const Item& some, const Item& all) const {
    const Figure &one = reading_.figures[some.index], &other = reading_.figures[all.index];
    return one.plan == other.plan && (known_[some.index] & part) == 0 &&
           (one.measure == Measure::growth) == (other.measure == Measure::growth) &&
           counts_like(some, all);
  }

  void tell_from(std::size_t first) {
    const Item& all = all_[first];
    like_.clear();
    Decimal sum;
    for (std::size_t i = first + 1; i < all_.size() && all_[i].index <= all.index + reach; ++i) {
      if (all_[i].value >= all.value || !may_be_of(all_[i], all)) continue;
      like_.push_back(all_[i]);
      sum = add(sum, all_[i].value).value_or(sum);
    }
    if (like_.size() < 2 || sum < all.value) return;
    for (const Taken taken :
         {Taken::of_name, Taken::of_noun, Taken::nameless, Taken::at_heads, Taken::outside}) {
      const std::vector<std::uint32_t> parts = parts_of(all, taken);
      if (parts.empty()) continue;
      put(all.index, parts, Verdict::holds);
      tell_beside(first, parts);
      return;
    }
  }

  // The first ones so taken that make it to the digit.
  std::vector<std::uint32_t> parts_of(const Item& all, Taken taken) {
    const std::string_view name = taken <= Taken::of_noun ? name_of(all.index) : std::string_view();
    if (taken <= Taken::of_noun && name.size() < two) return {};
    std::vector<std::uint32_t> parts;
    Decimal sum;
    for (const Item& one : like_) {
      if (!may_take(one.index, all.index, parts.empty() ? all.index : parts.back(), name, taken))
        continue;
      const Result<Decimal> more = add(sum, one.value);
      if (!more || *more > all.value || parts.size() == series_max) break;
      sum = *more;
      parts.push_back(one.index);
      if (sum != all.value || parts.size() < 2) continue;
      return is_telling(reading_.figures[all.index], parts.size(), are_of_one_name(name, parts))
                 ? parts
                 : std::vector<std::uint32_t>();
    }
    return {};
  }

  // 已整改 and 正在整改, 通过 and 未通过.
  static bool are_halves(std::string_view a, std::string_view b) {
    return tail(a) == tail(b) &&
           (complement(a, b) || (says(a, {"已"}) && says(b, {"正在", "尚未", "未"})));
  }

  // 粮食播种面积, 大春播种面积: whether all are called by four characters and more.
  bool are_of_one_name(std::string_view name, const std::vector<std::uint32_t>& parts) {
    // 已整改40项，…，正在整改10项: two halves.
    if (parts.size() == 2 && are_halves(name_of(parts[0]), name_of(parts[1]))) return true;
    if (name.size() < 2 * two) return false;
    const std::string_view noun = name.substr(name.size() - 2 * two);
    return std::all_of(parts.begin(), parts.end(),
                       [&](std::uint32_t i) { return name_of(i).ends_with(noun); });
  }

  bool may_take(std::uint32_t i, std::uint32_t all, std::uint32_t last, std::string_view name,
                Taken taken) {
    switch (taken) {
      case Taken::of_name:
        return name_of(i) == name;
      case Taken::of_noun:
        return tail(name_of(i)) == tail(name);
      case Taken::nameless:
        return tail(name_of(i)).empty();
      case Taken::at_heads:
        return reading_.figures[i].sentence != reading_.figures[last].sentence ||
               says(text_.between(reading_.figures[last].end_byte, reading_.figures[i].begin_byte),
                    {"；", ";"});
      case Taken::outside:
        return (reading_.figures[i].sentence == reading_.figures[all].sentence ||
                goes_on_with_parts(all, i)) &&
               !is_in_bracket(all, i);
    }
    return false;
  }

  // 学校322所。其中，高中3所: whether the sentence after that of the whole parts it.
  bool goes_on_with_parts(std::uint32_t all, std::uint32_t i) const {
    const std::uint32_t sentence = reading_.figures[i].sentence;
    return sentence != nothing && sentence == reading_.figures[all].sentence + 1 &&
           begins(text_.all.substr(text_.skip_blanks(reading_.sentences[sentence].begin_byte)),
                  {"其中"});
  }

  // Whether a bracket that opens behind the one stands open at the other.
  bool is_in_bracket(std::uint32_t all, std::uint32_t i) const {
    const std::string_view between =
        text_.between(reading_.figures[all].end_byte, reading_.figures[i].begin_byte);
    const std::size_t open = between.rfind("（"), close = between.rfind("）");
    return open != std::string_view::npos && (close == std::string_view::npos || close < open);
  }

  // 在校生 beside 招生: the figure of that name that each part has behind it.
  void tell_beside(std::size_t first, const std::vector<std::uint32_t>& parts) {
    constexpr std::uint32_t beside_max = 4;
    for (std::size_t i = first + 1;
         i < all_.size() && all_[i].index < parts.front() && i <= first + beside_max; ++i) {
      const Item& other = all_[i];
      const std::string_view name = name_of(other.index);
      if (known_[other.index] != 0 || name.size() < two) continue;
      std::vector<Item> beside;
      for (std::size_t k = 0; k < parts.size(); ++k) {
        const std::uint32_t end = k + 1 < parts.size() ? parts[k + 1] : parts[k] + beside_max + 1;
        const Item* const only = only_called(parts[k], end, name, other);
        if (only == nullptr) break;
        beside.push_back(*only);
      }
      if (beside.size() == parts.size()) tell_if_near(other, beside);
    }
  }

  // The only one of this name between two figures, or null.
  const Item* only_called(std::uint32_t from, std::uint32_t end, std::string_view name,
                          const Item& all) {
    const Item* found = nullptr;
    auto one =
        std::upper_bound(all_.begin(), all_.end(), from,
                         [](std::uint32_t index, const Item& item) { return index < item.index; });
    for (; one != all_.end() && one->index < end; ++one) {
      if (!may_be_of(*one, all) || tail(name_of(one->index)) != tail(name)) continue;
      if (found != nullptr) return nullptr;
      found = &*one;
    }
    return found;
  }

  void tell_if_near(const Item& all, const std::vector<Item>& of) {
    constexpr int near = 34;
    Decimal sum;
    std::vector<std::uint32_t> parts;
    for (const Item& one : of) {
      sum = add(sum, one.value).value_or(sum);
      parts.push_back(one.index);
    }
    if (sum == all.value) return put(all.index, parts, Verdict::holds);
    const Result<Decimal> lack = subtract(all.value, sum);
    if (lack && within(*lack, all.value, near)) put(all.index, parts, Verdict::fails);
  }

  void put(std::uint32_t all, const std::vector<std::uint32_t>& of, Verdict verdict) {
    put_sum(text_, reading_, all, of, verdict);
    known_[all] |= whole;
    for (const std::uint32_t i : of) known_[i] |= part;
  }

  const Text& text_;
  Reading& reading_;
  const std::span<const UnitKey> units_;
  std::vector<std::uint8_t> known_;      // of each figure, of which sum it is
  std::vector<std::string_view> names_;  // of each that was asked for
  std::vector<Item> all_, like_;         // of the paragraph, and those that may be of one of them
};

}  // namespace

void add_sums_of_series(const Text& text, Reading& reading, std::span<const UnitKey> units) {
  Series(text, reading, units).run();
}

}  // namespace youju::reading
