// The clause of a figure: what stands before its number, up to a mark or the figure before it.
#include <youju/reading/fact.h>

#include <algorithm>

namespace youju::reading {

// 贫困发生率由2014年的23.6%: a date does not part the clause.
std::size_t limit_of(const Reading& reading, std::size_t index) {
  constexpr std::size_t near = 9;
  std::size_t before = index;
  while (before > 0 && reading.figures[before - 1].measure == Measure::date &&
         reading.figures[before].begin_byte - reading.figures[before - 1].end_byte <= near) {
    --before;
  }
  return before == 0 ? 0 : reading.figures[before - 1].end_byte;
}

namespace {

// 【增长】营业收入5.26亿元: whether a heading in brackets ends at `at`, that opens what it heads.
bool ends_heading(const Text& text, std::size_t at, std::size_t lowest) {
  if (!text.has(at, "】")) return false;
  const std::size_t open = text.all.substr(0, at).rfind("【");
  if (open == std::string_view::npos || open < lowest) return false;
  if (open == lowest) return open == 0 || text.byte(open - 1) == '\n';
  const Class kind = text.trait_at(text.previous(open)).kind;
  return kind == Class::stop || kind == Class::line;
}

}  // namespace

Clause clause_of(const Text& text, const Reading& reading, std::size_t index) {
  Clause out;
  out.number = reading.figures[index].begin_byte;
  const std::size_t limit = out.limit = limit_of(reading, index);
  std::size_t lowest = out.number > clause_bytes_max ? out.number - clause_bytes_max : 0;
  if (limit > lowest) lowest = limit;
  std::size_t at = out.number;
  std::size_t depth = 0;
  out.signs = 0;
  while ((at = text.skip_plain_before(at, lowest)) > lowest) {
    const std::size_t previous = text.previous(at);
    const Trait trait = text.trait_at(previous);
    out.signs |= chars::goes_on(text.byte(previous)) ? ~std::uint32_t{0} : trait.signs;
    constexpr std::uint32_t pairs = sign::pair_begins | sign::pair_ends;
    if ((trait.signs & pairs) != 0) {
      if ((trait.signs & sign::pair_ends) != 0)
        ++depth;
      else if (depth > 0)
        --depth;
    }
    const Class kind = trait.kind;
    const bool parallel = (trait.signs & sign::beside) != 0;  // parts no clauses
    if (depth == 0 && !parallel && (kind == Class::stop || kind == Class::line)) break;
    if (ends_heading(text, previous, lowest)) break;
    at = previous;
  }
  if (at < lowest) at = lowest;
  out.listed = index > 0 && at == limit && (out.number - limit < 3 || text.has(limit, "、"));
  out.begin = text.skip_blanks(at);
  return out;
}

}  // namespace youju::reading
