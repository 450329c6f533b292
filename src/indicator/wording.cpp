#include <youju/base/text.h>
#include <youju/indicator/wording.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::array<std::pair<std::string_view, Qualifier>, 6> qualifiers = {{
    {"exact", Qualifier::exact},
    {"at_least", Qualifier::at_least},
    {"at_most", Qualifier::at_most},
    {"about", Qualifier::about},
    {"missing", Qualifier::missing},
    {"not_applicable", Qualifier::not_applicable},
}};

constexpr std::array<std::pair<std::string_view, Form>, 9> forms = {{
    {"plain", Form::plain},
    {"number", Form::number},
    {"ordinal", Form::ordinal},
    {"rank", Form::rank},
    {"date", Form::date},
    {"full_date", Form::full_date},
    {"chinese", Form::chinese},
    {"growth", Form::growth},
    {"bare_growth", Form::bare_growth},
}};

// GB/T 15835-2011: only 万 and 亿 stand with Arabic digits, never 千 or 百.
constexpr std::array<std::pair<std::string_view, int>, 2> scales = {{{"万", 4}, {"亿", 8}}};

std::string_view scale_word(int power) {
  for (const auto& [word, each] : scales) {
    if (each == power) return word;
  }
  return "";
}

// The multiple of `step` that a rounding leads to. Steps are positive and a quotient has fewer
// digits than its dividend, so neither operation can overflow.
Decimal round_to_step(const Decimal& value, const Decimal& step, Rounding rounding) {
  const Result<Decimal> times = divide(value, step, 0, rounding);
  CHECK(times.has_value());
  const Result<Decimal> rounded = multiply(*times, step);
  CHECK(rounded.has_value());
  return *rounded;
}

// The number as digits: scaled, with the asked decimals or as many as it has.
std::string digits(const Decimal& value, const Wording& wording, int decimals) {
  const Result<Decimal> scaled = value.shifted(-wording.power);
  const Decimal& shown = scaled ? *scaled : value;
  if (wording.places >= 0) return shown.to_fixed(wording.places);
  const int most = wording.power > 0 ? Decimal::scale_max : std::max(decimals, shown.scale());
  return shown.rounded(most).to_string();
}

struct Approximated {
  Decimal value;
  Qualifier qualifier = Qualifier::exact;
};

Approximated approximate(const Decimal& value, const Wording& wording, Qualifier declared) {
  Approximated result{value, declared};
  switch (wording.rounding) {
    case Wording::Rounding::exact:
      if (wording.places >= 0) {
        result.value = value.rounded(wording.places - wording.power);
      }
      return result;
    case Wording::Rounding::over: {
      const Decimal down = round_to_step(value, wording.step, Rounding::down);
      // Less than one step: 余 would say "more than nothing".
      if (down.is_zero() || down == value) return result;
      return {down, Qualifier::at_least};
    }
    case Wording::Rounding::about: {
      const Decimal near = round_to_step(value, wording.step, Rounding::half_up);
      if (near.is_zero() || near == value) return result;
      return {near, Qualifier::about};
    }
  }
  return result;
}

std::string chinese_count(const Decimal& value, const std::string& otherwise) {
  const Result<std::int64_t> whole = value.to_int64();
  if (!whole || *whole < 0 || *whole > 99) return otherwise;
  if (*whole == 0) return "零";
  if (*whole == 2) return "两";
  return text::chinese_numeral(static_cast<int>(*whole));
}

// Ranks up to ten are written in Chinese numerals in official prose, later ones in digits.
std::string rank_text(const Decimal& value) {
  const Result<std::int64_t> place = value.to_int64();
  if (place && *place >= 1 && *place <= 10) {
    return "第" + text::chinese_numeral(static_cast<int>(*place));
  }
  return "第" + value.to_string();
}

std::string growth_text(const Decimal& value, const Wording& wording, std::string_view unit,
                        int decimals) {
  Wording places = wording;
  if (places.places < 0) places.places = decimals;
  const Decimal shown = value.rounded(places.places);
  const std::string number = shown.abs().to_string() + std::string(unit);
  if (wording.form == Form::bare_growth) return (shown.is_negative() ? "-" : "") + number;
  if (shown.is_zero()) return "持平";
  return (shown.is_negative() ? "下降" : "增长") + number;
}

std::string plain_text(const Approximated& said, const Wording& wording, std::string_view unit,
                       int decimals) {
  std::string number = digits(said.value, wording, decimals);
  const std::string_view scale = scale_word(wording.power);
  std::string text;
  if (said.qualifier == Qualifier::about) text += "约";
  if (said.qualifier == Qualifier::at_most) text += "不超过";
  if (wording.form == Form::chinese) number = chinese_count(said.value, number);
  text += number;
  // 860多万 but 492万余: 多 stands before the scale, 余 behind it.
  if (said.qualifier != Qualifier::at_least) {
    text += scale;
  } else if (wording.duo) {
    text += "多" + std::string(scale);
  } else {
    text += std::string(scale) + "余";
  }
  if (wording.form != Form::number) text += unit;
  return text;
}

// ---- reading a wording

using Words = std::vector<std::string>;

Words words_of(std::string_view part) {
  Words words;
  for (std::string_view word : text::split(part, ' ')) {
    if (!text::trimmed(word).empty()) words.emplace_back(text::trimmed(word));
  }
  return words;
}

std::optional<int> small_number(const std::string& text) {
  if (text.size() != 1 || text[0] < '0' || text[0] > '8') return std::nullopt;
  return text[0] - '0';
}

// "in 万 1" from `at` on. True if it was understood.
bool read_scale(const Words& words, std::size_t at, Wording& wording) {
  if (words.size() < at + 2 || words.size() > at + 3 || words[at] != "in") return false;
  const auto scale = std::find_if(scales.begin(), scales.end(),
                                  [&](const auto& each) { return each.first == words[at + 1]; });
  if (scale == scales.end()) return false;
  wording.power = scale->second;
  if (words.size() == at + 2) return true;
  const std::optional<int> places = small_number(words[at + 2]);
  if (!places) return false;
  wording.places = *places;
  return true;
}

// "over 100 多 in 万", "about 1000".
bool read_rounding(const Words& words, Wording& wording) {
  if (words.size() < 2) return false;
  const Result<Decimal> step = Decimal::parse(words[1]);
  if (!step || step->is_negative() || step->is_zero()) return false;
  wording.rounding = words[0] == "over" ? Wording::Rounding::over : Wording::Rounding::about;
  wording.step = *step;
  wording.duo = false;
  std::size_t at = 2;
  if (at < words.size() && words[at] == "多" && words[0] == "over") {
    wording.duo = true;
    ++at;
  }
  return at == words.size() || read_scale(words, at, wording);
}

bool read_part(const Words& words, Wording& wording) {
  if (words.size() == 1) {
    if (words[0] == "exact") {
      wording.rounding = Wording::Rounding::exact;
      wording.power = 0;
      wording.places = -1;
      return true;
    }
    for (const auto& [name, form] : forms) {
      if (name != words[0]) continue;
      wording.form = form;
      return true;
    }
    return false;
  }
  if (words[0] == "over" || words[0] == "about") return read_rounding(words, wording);
  if (words[0] == "in") return read_scale(words, 0, wording);
  if (words[0] == "unit" && words.size() == 2) {
    wording.unit = words[1];
    return true;
  }
  if (words[0] == "places" && words.size() == 2 && small_number(words[1])) {
    wording.places = *small_number(words[1]);
    return true;
  }
  return false;
}

}  // namespace

std::string_view qualifier_name(Qualifier qualifier) {
  for (const auto& [name, each] : qualifiers) {
    if (each == qualifier) return name;
  }
  return "";
}

Result<Qualifier> parse_qualifier(std::string_view text) {
  for (const auto& [name, each] : qualifiers) {
    if (name == text) return each;
  }
  return fail(ErrorKind::bad_input, "figure.unknown_qualifier", {{"text", std::string(text)}});
}

Result<Wording> parse_wording(std::string_view text, const Wording& base) {
  Wording wording = base;
  for (std::string_view part : text::split(text, ',')) {
    const Words words = words_of(part);
    if (words.empty() || !read_part(words, wording)) {
      return fail(ErrorKind::bad_input, "wording.malformed",
                  {{"text", std::string(text::trimmed(part))}});
    }
  }
  return wording;
}

std::string to_string(const Wording& wording) {
  std::vector<std::string> parts;
  std::string scale;
  if (wording.power > 0) {
    scale = "in " + std::string(scale_word(wording.power));
    if (wording.places >= 0) scale += fmt::format(" {}", wording.places);
  }
  if (wording.rounding != Wording::Rounding::exact) {
    std::string part = wording.rounding == Wording::Rounding::over ? "over " : "about ";
    part += wording.step.to_string();
    if (wording.duo) part += " 多";
    if (!scale.empty()) part += " " + scale;
    parts.push_back(part);
  } else if (!scale.empty()) {
    parts.push_back(scale);
  }
  if (wording.power == 0 && wording.places >= 0) {
    parts.push_back(fmt::format("places {}", wording.places));
  }
  if (!wording.unit.empty()) parts.push_back("unit " + wording.unit);
  for (const auto& [name, form] : forms) {
    if (form == wording.form && form != Form::plain) parts.emplace_back(name);
  }
  if (parts.empty()) return "exact";
  return fmt::format("{}", fmt::join(parts, ", "));
}

Stated state(const Decimal& value, const Wording& wording, std::string_view unit, int decimals,
             Qualifier declared) {
  if (!wording.unit.empty()) unit = wording.unit;
  switch (wording.form) {
    case Form::ordinal:
      return {"第" + value.to_string() + std::string(unit), value, declared};
    case Form::rank:
      return {rank_text(value), value, declared};
    case Form::growth:
    case Form::bare_growth:
      return {growth_text(value, wording, unit, decimals), value, declared};
    default: {
      const Approximated said = approximate(value, wording, declared);
      return {plain_text(said, wording, unit, decimals), said.value, said.qualifier};
    }
  }
}

Stated state(Day day, const Wording& wording) {
  std::string text = fmt::format("{}月{}日", day.month(), day.day());
  if (wording.form == Form::full_date) text = fmt::format("{}年{}", day.year(), text);
  return {std::move(text), Decimal{}, Qualifier::exact};
}

Result<std::vector<Decimal>> balance(const Decimal& total, const std::vector<Decimal>& parts,
                                     const Decimal& step) {
  CHECK(!step.is_zero() && !step.is_negative());
  Decimal sum;
  std::vector<Decimal> printed;
  std::vector<Decimal> remainders;
  Decimal printed_sum;
  for (const Decimal& part : parts) {
    sum = TRY(add(sum, part));
    Decimal down = round_to_step(part, step, Rounding::down);
    if (part < down) down = TRY(subtract(down, step));
    printed_sum = TRY(add(printed_sum, down));
    remainders.push_back(TRY(subtract(part, down)));
    printed.push_back(down);
  }
  if (sum != total) {
    return fail(ErrorKind::bad_input, "wording.parts_do_not_sum",
                {{"sum", sum.to_string()}, {"total", total.to_string()}});
  }
  const Decimal wanted = round_to_step(total, step, Rounding::half_up);
  const Decimal missing = TRY(divide(TRY(subtract(wanted, printed_sum)), step, 0));
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  const auto count = static_cast<std::size_t>(TRY(missing.to_int64()));
  for (std::size_t index = 0; index < count && index < order.size(); ++index) {
    printed[order[index]] = TRY(add(printed[order[index]], step));
  }
  return printed;
}

}  // namespace youju::indicator
