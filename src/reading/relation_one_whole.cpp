// Shares of one whole, told one after the other:
// 火灾4942起。…东区、北区发生1074起、923起，分别占总数的21.7%、18.7%;
// 总人口43000人。另有…。男性22448人，占52%；14岁以下14104人，占33%. What one of them leaves open
// the others decide: the number that makes them all is what they are of, however far before them it
// stands, and of three and more the one that it does not make is wrong.
#include <youju/reading/relation_around.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

constexpr std::uint32_t reach = 24;     // figures before the first part
constexpr std::uint32_t far = 60;       // in the paragraphs before
constexpr std::size_t shares_max = 16;  // of one whole
constexpr std::uint32_t aside_max = 3;  // figures between two of them
constexpr std::size_t three = 3;

// A share and what it is told of.
struct Shared {
  std::uint32_t result = 0, part = 0;
};

bool may_be_part(const Figure& figure) {
  return is_plain(figure) && is_quantity(figure) && !figure.unit.empty() &&
         figure.measure != Measure::growth && figure.measure != Measure::share &&
         figure.unit.name != "%";
}

// ，占总数的: of all that is parted, whatever that is.
bool is_of_all(std::string_view words) {
  static const Words leads(Words::Side::begin,
                           {{0, "， , （ ( 分别 各 依次 约 均 都 两者 三者 四者 五者 所"}});
  static const Words alls(Words::Side::begin,
                          {{0,
                            "比 比例 比重 总数 总人数 总量 总额 总人口 全部 全体 总体 其中 的 为 "
                            "是 达 分别 约 ： 近"}});
  words = without_begin(words, leads);
  if (!words.starts_with("占")) return false;
  words.remove_prefix(std::string_view("占").size());
  return without_begin(words, alls).empty();
}

class OneWhole {
 public:
  OneWhole(const Text& text, Reading& reading, std::span<const UnitKey> units)
      : text_(text), reading_(reading), units_(units), whole_(reading.figures.size(), nothing) {
    for (const Relation& it : reading.relations) {
      if (it.kind != RelationKind::share || it.figures.size() != three) continue;
      whole_[it.figures[0]] = it.verdict == Verdict::holds ? it.figures[2] : refuted;
    }
  }

  void run(Indices relative) {
    for (std::size_t k = 0; k < relative.size();) {
      const std::size_t row = row_at(relative.subspan(k));
      const std::uint32_t first = relative[k];
      add(first, row);
      k += std::max<std::size_t>(row, 1);
    }
    finish();
  }

 private:
  static constexpr std::uint32_t refuted = nothing - 1;  // a share that was said to fail

  std::string_view between(std::uint32_t before, std::uint32_t behind) const {
    return text_.between(reading_.figures[before].end_byte, reading_.figures[behind].begin_byte);
  }

  // How many shares stand in a row from the first on: 21.7%、18.7%和10.8%.
  std::size_t row_at(Indices relative) const {
    constexpr std::size_t joint = 3;
    const auto is_share = [&](std::uint32_t i) {
      return is_percent(reading_.figures[i]) && reading_.figures[i].measure != Measure::growth;
    };
    if (!is_share(relative.front())) return 0;
    std::size_t count = 1;
    while (count < relative.size() && count < shares_max &&
           relative[count] == relative[count - 1] + 1 && is_share(relative[count]) &&
           between(relative[count - 1], relative[count]).size() <= joint)
      ++count;
    return count;
  }

  // Takes the shares of a row for the next ones, if they are of all.
  void add(std::uint32_t first, std::size_t row) {
    if (row == 0 || first < row || !is_of_all(between(first - 1, first))) return;
    const std::vector<std::uint32_t> parts = parts_before(first, row);
    if (parts.empty()) return;
    for (const std::uint32_t i : parts)
      if (says(clause_before(text_, reading_, i), {"其中", "上年", "去年"})) return;
    if (!shared_.empty() && !goes_on(parts.front())) finish();
    for (std::size_t i = 0; i < row; ++i)
      shared_.push_back({first + static_cast<std::uint32_t>(i), parts[i]});
  }

  // The parts of so many shares: right before them, or each with its change behind it:
  // 基础18.9亿元，增长15.4%；应用46.2亿元，增长8.1%。二者所占比重分别为.
  std::vector<std::uint32_t> parts_before(std::uint32_t first, std::size_t count) const {
    std::vector<std::uint32_t> parts;
    const std::uint32_t lowest = first > reach ? first - reach : 0;
    for (std::uint32_t i = first; i > lowest && parts.size() < count;) {
      const Figure& figure = reading_.figures[--i];
      if (count > 1 && figure.measure == Measure::growth) continue;
      if (!may_be_part(figure) ||
          (!parts.empty() && !same_unit(reading_, units_, i, parts.front())) ||
          text_.ends_line_between(figure.end_byte, reading_.figures[first].begin_byte))
        return {};
      parts.insert(parts.begin(), i);
    }
    const bool one = count == 1 && !parts.empty() &&
                     reading_.figures[parts[0]].sentence != reading_.figures[first].sentence;
    return one || parts.size() < count ? std::vector<std::uint32_t>() : parts;
  }

  // Whether the part is told next to the last ones and counts what they count.
  bool goes_on(std::uint32_t part) const {
    const Shared& last = shared_.back();
    return shared_.size() < shares_max && part > last.result && part - last.result <= aside_max &&
           same_unit(reading_, units_, last.part, part) &&
           !text_.ends_line_between(reading_.figures[last.result].end_byte,
                                    reading_.figures[part].begin_byte);
  }

  void finish() {
    if (shared_.size() > 1) tell();
    for (const Shared& one : shared_) tell_of_known(one);
    shared_.clear();
  }

  // 进出口1285亿元，…一般贸易占78.0%。…⏎民营企业进出口776.2亿元，占60.4%: of what others before it
  // were of, in whatever paragraph, if it is made to the digit.
  void tell_of_known(const Shared& one) {
    constexpr std::size_t wholes_max = 6;
    const std::uint32_t known = whole_[one.result];
    if (known == nothing && reading_.figures[one.result].value.low.scale > 0)
      for (const std::uint32_t whole : wholes_)
        if (whole < one.part && like_unit(reading_.figures[whole], reading_.figures[one.part]) &&
            value_of(reading_.figures[one.part]) <= value_of(reading_.figures[whole]) &&
            makes(one, whole))
          return put_share(one, whole);
    if (known == nothing || known == refuted || (!wholes_.empty() && wholes_.front() == known))
      return;
    wholes_.insert(wholes_.begin(), known);
    if (wholes_.size() > wholes_max) wholes_.pop_back();
  }

  void tell() {
    const std::uint32_t first = shared_.front().part;
    std::uint32_t best = nothing;
    std::size_t most = 1;
    // Farther off, in another paragraph, only what makes three and more of them.
    const std::uint32_t farthest = shared_.size() < three ? reach : far;
    for (std::uint32_t i = first; i > 0 && first - i < farthest;) {
      const Figure& figure = reading_.figures[--i];
      const bool beside =
          first - i < reach &&
          !text_.ends_line_between(figure.end_byte, reading_.figures[first].begin_byte);
      if (!beside && (shared_.size() < three || most > 1)) break;
      if (!may_be_part(figure) || figure.plan || !like_unit(figure, reading_.figures[first]) ||
          says(clause_before(text_, reading_, i), {"上年", "去年", "同期"}))
        continue;
      const std::size_t made = count_made(i);
      if (made <= most || (!beside && made < shared_.size())) continue;
      best = i;
      most = made;
    }
    if (best == nothing) return;
    // Of three and more the one that differs is wrong; more of them are of something else.
    const bool sure = most + 1 == shared_.size() && most >= three - 1;
    for (const Shared& one : shared_) {
      if (whole_[one.result] != nothing) continue;
      if (makes(one, best) || sure) put_share(one, best);
    }
  }

  // How many of the shares this whole makes to the digit; none if it is smaller than a part.
  std::size_t count_made(std::uint32_t whole) {
    std::size_t made = 0;
    for (const Shared& one : shared_) {
      if (value_of(reading_.figures[one.part]) > value_of(reading_.figures[whole])) return 0;
      made += makes(one, whole) ? 1 : 0;
    }
    return made;
  }

  bool makes(const Shared& one, std::uint32_t whole) {
    const std::vector<std::uint32_t> all{whole, one.part, one.result};
    const std::vector<Said> said(all.size());
    const Line line{text_, reading_, all, 0, said};
    const Ratio ratio{RelationKind::share, 2, 1, 0};
    const std::optional<Decimal> computed = share(line, ratio);
    return computed && holds(line, ratio, *computed) &&
           holds_to_the_digit(line, ratio, *computed, true);
  }

  void put_share(const Shared& one, std::uint32_t whole) {
    const std::vector<std::uint32_t> all{whole, one.part, one.result};
    const std::vector<Said> said(all.size());
    tell_claim(Line{text_, reading_, all, 0, said}, {RelationKind::share, 2, 1, 0});
    whole_[one.result] = whole;
  }

  const Text& text_;
  Reading& reading_;
  const std::span<const UnitKey> units_;
  std::vector<std::uint32_t> whole_;   // of each share that is told
  std::vector<std::uint32_t> wholes_;  // the last ones that shares were told of
  std::vector<Shared> shared_;         // the last ones, as far as they may be of one whole
};

}  // namespace

void add_shares_of_one_whole(const Text& text, Reading& reading, Indices relative,
                             std::span<const UnitKey> units) {
  OneWhole(text, reading, units).run(relative);
}

}  // namespace youju::reading
