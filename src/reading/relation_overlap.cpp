#include <youju/reading/relation_overlap.h>
#include <youju/reading/relation_share.h>
#include <youju/reading/words.h>

#include <algorithm>

namespace youju::reading {
namespace {

// （与赈灾捐款有交叉）, 两项同时享受的1765人: behind the parts it is said that some are counted
// twice.
bool says_overlap(const Line& line, const Parts& parts) {
  constexpr std::size_t note_bytes = 90;
  const std::size_t last = parts.back(), behind = line.at(last).end_byte;
  if (says(line.words(last), {"同时"}) ||
      (last + 1 < line.size() && says(line.words(last + 1), {"同时", "交叉", "重复", "兼任"})))
    return true;
  const std::string_view note =
      line.text.between(behind, std::min<std::size_t>(behind + note_bytes, line.text.all.size()));
  // 因尾数取舍，各项相加与总数不等: the text says itself why they differ.
  if (says(note, {"尾数", "四舍五入", "舍入", "取整"})) return true;
  return begins(note, {"（", "("}) &&
         says(note.substr(0, std::min(note.find("）"), note.find(')'))),
              {"交叉", "重复", "重叠", "兼", "双重"});
}

// 通公交的206个，占87.7%；有幼儿园的74个，占31.5%: shares that are more than all together say that
// one may be counted with several.
bool have_more_than_all(const Line& line, const Parts& parts) {
  constexpr int all = 105;
  Decimal shares;
  for (const std::size_t i : parts) {
    if (!has_share_beside(line, i)) return false;
    const Result<Decimal> more = add(shares, line.value(i + 1));
    if (!more) return false;
    shares = *more;
  }
  return shares > Decimal(all);
}

// 早稻7.12万吨、晚稻4.03万吨，两季合计占总产量的94.5%: the text says how much of the whole they
// are.
bool says_their_share(const Line& line, const Parts& parts) {
  static constexpr std::string_view numerals[] = {"两", "三", "四", "五", "六", "七"};
  constexpr std::size_t character = 3;
  std::size_t next = parts.back() + 1;
  // 三项 may be a figure of its own.
  const bool counted = next + 1 < line.size() && line.at(next).unit.name != "%" &&
                       line.value(next) == Decimal(static_cast<int>(parts.size()));
  if (counted) ++next;
  if (next >= line.size() || !is_percent(line.at(next))) return false;
  std::string_view words = line.words(next);
  const std::size_t share = words.find("占");
  if (share == std::string_view::npos) return false;
  words = behind_stop(words.substr(0, share));
  // 前三的公司合计占 is of others.
  if (counted || begins(words, {"合计", "共计", "总计", "共", "合", "以上", "上述", "这"}))
    return true;
  if (parts.size() < 2 || parts.size() > std::size(numerals) + 1) return false;
  return words.size() > character && words.starts_with(numerals[parts.size() - 2]);
}

// 规模场214个，其中生猪场17个；已配套设施的规模场208个，配套率97.2%: what has a rate of its own was
// done with the things of the whole, and is no kind of them.
bool has_deed_with_rate(const Line& line, const Parts& parts, std::size_t whole) {
  if (sum_of(line, parts).value < line.value(whole) || is_pair(line, parts, line.words(whole)))
    return false;
  return std::any_of(parts.begin(), parts.end(), [&](std::size_t i) {
    const std::size_t result = i + 1;
    if (result >= line.size() || !is_percent(line.at(result))) return false;
    const Claim claim = claim_of(line.words(result));
    const Ratio ratio{RelationKind::share, result, i, whole};
    const std::optional<Decimal> computed = share(line, ratio);
    return claim.form == Claim::Form::rate && kinship(line.words(i), claim.stem) > 0 && computed &&
           holds(line, ratio, *computed);
  });
}

}  // namespace

bool need_not_make(const Line& line, const Parts& parts, std::size_t whole) {
  return says_overlap(line, parts) || have_more_than_all(line, parts) ||
         says_their_share(line, parts) || has_deed_with_rate(line, parts, whole);
}

bool is_called_as(const Line& line, std::size_t part, std::size_t other) {
  constexpr std::size_t two = 6;
  const std::string_view name = label(line.words(other));
  return name.size() >= two && label(line.words(part)) == name;
}

}  // namespace youju::reading
