// Sums: 其中 with its parts, parts with their 合计; and what is new against what there is.
#include <youju/reading/relation.h>

#include <algorithm>

namespace youju::reading {
namespace {

struct Sum {
  Decimal value;
  bool known = true;
};

Sum sum_of(const Reading& reading, Indices parts) {
  Sum sum;
  for (const std::uint32_t index : parts) {
    const Result<Decimal> next = add(sum.value, reading.figures[index].value.low.decimal());
    if (!next) return {{}, false};
    sum.value = *next;
  }
  return sum;
}

Decimal of(const Reading& reading, std::uint32_t index) {
  return reading.figures[index].value.low.decimal();
}

void tell(Reading& reading, std::uint32_t whole, Indices parts, Verdict verdict) {
  std::vector<std::uint32_t> figures{whole};
  figures.insert(figures.end(), parts.begin(), parts.end());
  Finding finding;
  finding.kind = RelationKind::sum;
  finding.verdict = verdict;
  finding.why = verdict == Verdict::holds  ? "reading.sum_holds"
                : verdict == Verdict::lost ? "reading.part_is_missing"
                                           : "reading.sum_differs";
  if (verdict != Verdict::lost) finding.expected = sum_of(reading, parts).value.to_string();
  finding.found = reading.figures[whole].value.to_string();
  put(reading, finding, std::move(figures));
}

// Parts that follow 其中: as long as the unit is that of the whole, and nothing else is said.
std::size_t parts_behind(const Text& text, const Reading& reading, Indices sentence,
                         std::size_t whole) {
  std::size_t end = whole + 1;
  bool side_by_side = false;
  while (end < sentence.size()) {
    const Figure& part = reading.figures[sentence[end]];
    if (part.unit != reading.figures[sentence[whole]].unit) break;
    if (end > whole + 1) {
      const std::string_view words = words_before(text, reading, sentence[end]);
      if (says(words, {"；", "共", "合计", "总计", "同比", "比上年", "增长", "其中", "累计", "日均",
                       "平均"}))
        break;
      // Parts that stand side by side with 、 do not go on behind a comma.
      const bool mark = words.starts_with("、") || words.starts_with("和");
      if (end == whole + 2) side_by_side = mark;
      if (side_by_side && !mark) break;
    }
    ++end;
  }
  return end;
}

bool has_rest(const Text& text, const Reading& reading, Indices parts) {
  return says(words_before(text, reading, parts.back()), {"其他", "其余", "其它", "剩余"});
}

bool is_change(const Text& text, const Reading& reading, std::uint32_t index) {
  return reading.figures[index].measure == Measure::growth ||
         says(words_before(text, reading, index), {"净增", "比上年", "同比", "较上年", "比去年"});
}

// Whether parts that do not make their whole must have been meant to. Side by side with 、 they
// are of one kind: too much is wrong, and so is less than a quarter that lacks of three and more.
// Parted by commas they may overlap (其中党员…，女职工…) or be some of many; then only what lies
// close to the whole is a slip.
bool is_a_slip(const Text& text, const Reading& reading, Indices parts, const Decimal& lack,
               const Decimal& all) {
  const std::string_view second = words_before(text, reading, parts[1]);
  const bool side_by_side = second.starts_with("、") || second.starts_with("和");
  if (has_rest(text, reading, parts) || (side_by_side && lack.is_negative())) return true;
  if (parts.size() < 3) return false;
  constexpr int quarter = 4, eighth = 8;
  const Result<Decimal> bound = multiply(lack.abs(), Decimal(side_by_side ? quarter : eighth));
  return bound && *bound <= all;
}

void among(const Text& text, Indices sentence, std::size_t whole, Reading& reading) {
  const std::size_t end = parts_behind(text, reading, sentence, whole);
  const Indices parts = sentence.subspan(whole + 1, end - whole - 1);
  if (parts.size() < 2) return;
  const bool lost = std::any_of(parts.begin(), parts.end(), [&](std::uint32_t index) {
    return reading.figures[index].value.form == Value::Form::none;
  });
  if (lost || reading.figures[sentence[whole]].value.form == Value::Form::none) {
    tell(reading, sentence[whole], parts, Verdict::lost);
    return;
  }
  if (!std::all_of(parts.begin(), parts.end(), [&](std::uint32_t index) {
        return same_unit(reading.figures[index], reading.figures[sentence[whole]]);
      })) {
    return;
  }
  const Sum sum = sum_of(reading, parts);
  if (!sum.known) return;
  const Decimal all = of(reading, sentence[whole]);
  Result<Decimal> slack = printed_unit(text, reading.figures[sentence[whole]]);
  for (const std::uint32_t index : parts) {
    if (slack) slack = add(*slack, printed_unit(text, reading.figures[index]));
  }
  const Result<Decimal> difference = subtract(all, sum.value);
  if (slack && difference && difference->abs() <= *slack) {
    tell(reading, sentence[whole], parts, Verdict::holds);
  } else if (difference && is_a_slip(text, reading, parts, *difference, all)) {
    tell(reading, sentence[whole], parts, Verdict::fails);
  }
}

// 甲11名、乙86名，总计97名: all figures of the unit before it, side by side.
void together(const Text& text, Indices sentence, std::size_t whole, Reading& reading) {
  const Figure& all = reading.figures[sentence[whole]];
  std::size_t begin = whole;
  while (begin > 0 && same_unit(reading.figures[sentence[begin - 1]], all)) {
    --begin;
    const std::string_view words = words_before(text, reading, sentence[begin]);
    if (begin < whole && says(words, {"；", "其中", "。"})) break;
    if (begin + 1 < whole && !says(words, {"、"}) && words.size() > 90) break;
  }
  const Indices parts = sentence.subspan(begin, whole - begin);
  if (parts.size() < 2) return;
  if (begin > 0) {  // one of the parts has no value
    const Figure& before = reading.figures[sentence[begin - 1]];
    if (before.value.form == Value::Form::none && before.unit == all.unit) return;
  }
  const Sum sum = sum_of(reading, parts);
  if (!sum.known) return;
  tell(reading, sentence[whole], parts,
       sum.value == of(reading, sentence[whole]) ? Verdict::holds : Verdict::fails);
}

}  // namespace

void add_sums(const Text& text, Indices sentence, Reading& reading) {
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string_view words = words_before(text, reading, sentence[i]);
    if (i > 0 && says(words, {"其中", "分别是", "分别为"})) {
      // The whole is the last figure before it that is no share or growth of it.
      std::size_t whole = i - 1;
      if (whole > 0 && is_change(text, reading, sentence[whole])) {
        while (whole > 0 && is_change(text, reading, sentence[whole])) --whole;
        if (reading.figures[sentence[whole]].unit != reading.figures[sentence[i]].unit) continue;
        std::vector<std::uint32_t> shown{sentence[whole]};
        shown.insert(shown.end(), sentence.begin() + static_cast<std::ptrdiff_t>(i),
                     sentence.end());
        among(text, shown, 0, reading);
        continue;
      }
      among(text, sentence, whole, reading);
    }
    if (i > 1 && says(words, {"总计", "合计"}) && is_plain(reading.figures[sentence[i]])) {
      together(text, sentence, i, reading);
    } else if (i > 1 && words.ends_with("共计") && is_plain(reading.figures[sentence[i]]) &&
               words.size() <= 12) {
      together(text, sentence, i, reading);
    }
  }
}

void add_new_totals(const Text& text, Indices sentence, Reading& reading) {
  for (std::size_t i = 1; i < sentence.size(); ++i) {
    const Figure& total = reading.figures[sentence[i]];
    const Figure& added = reading.figures[sentence[i - 1]];
    if (!same_unit(total, added)) continue;
    const std::string_view words = words_before(text, reading, sentence[i]);
    if (words.size() > 66 || !says(words, {"总量", "总数", "累计"})) continue;
    if (says(words, {"新增", "新建", "新引进", "；"})) continue;
    if (!says(words_before(text, reading, sentence[i - 1]),
              {"新增", "净增", "新建", "新认定", "新引进", "新发展", "新培育"})) {
      continue;
    }
    Finding finding;
    finding.kind = RelationKind::new_total;
    const bool holds = of(reading, sentence[i - 1]) <= of(reading, sentence[i]);
    finding.verdict = holds ? Verdict::holds : Verdict::fails;
    finding.why = holds ? "reading.new_is_in_total" : "reading.new_exceeds_total";
    finding.expected = added.value.to_string();
    finding.found = total.value.to_string();
    put(reading, finding, {sentence[i - 1], sentence[i]});
  }
}

}  // namespace youju::reading
