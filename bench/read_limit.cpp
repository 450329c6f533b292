// bench_read_limit FILE: the least that reading figures can cost. One scalar pass that decodes
// UTF-8, looks every character up in a table of classes, and finds and values the runs of numerals,
// Arabic and Chinese; no unit, no qualifier, nothing is kept but a count and a sum.
#include <array>
#include <string_view>

#include "pass.h"

namespace {

// Classes of characters: other, a digit 0..9, 十 百 千 as powers of ten, 万 亿, the point, the
// comma.
enum : std::uint8_t { other = 0, digit = 16, power = 32, myriad = 48, point = 64, comma = 65 };

std::array<std::uint8_t, 0x10000> classes() {
  std::array<std::uint8_t, 0x10000> of{};
  for (std::uint8_t i = 0; i < 10; ++i) of['0' + i] = of[0xFF10 + i] = digit + i;
  constexpr std::u16string_view chinese = u"零一二三四五六七八九";
  for (std::size_t i = 0; i < chinese.size(); ++i)
    of[chinese[i]] = static_cast<std::uint8_t>(digit + i);
  of[u'〇'] = digit;
  of[u'两'] = digit + 2;
  of[u'十'] = power + 1;
  of[u'百'] = power + 2;
  of[u'千'] = power + 3;
  of[u'万'] = myriad + 4;
  of[u'亿'] = myriad + 8;
  of['.'] = point;
  of[','] = comma;
  return of;
}

constexpr std::array<std::int64_t, 9> tens = {1,      10,      100,      1000,     10000,
                                              100000, 1000000, 10000000, 100000000};

struct Run {
  std::int64_t total = 0, section = 0, number = 0;
  bool fraction = false, any = false;

  void take(std::uint8_t kind) {
    switch (kind & 0xF0) {
      case digit:
        number = number * 10 + (kind & 15);
        any = true;
        break;
      case power:
        section += (number == 0 ? 1 : number) * tens[kind & 15];
        number = 0;
        any = true;
        break;
      case myriad:
        total += (section + number) * tens[kind & 15];
        section = number = 0;
        any = true;
        break;
      default:
        fraction |= kind == point;
    }
  }
  std::int64_t value() const { return total + section + number; }
};

std::uint64_t runs_of(std::string_view text, const std::array<std::uint8_t, 0x10000>& of) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = at + text.size();
  std::uint64_t runs = 0, sum = 0;
  Run run;
  while (at < end) {
    std::uint32_t character = *at;
    if (character < 0x80) {
      ++at;
    } else if (character >= 0xE0 && character < 0xF0 && end - at >= 3) {
      character = (character & 15) << 12 | (at[1] & 63U) << 6 | (at[2] & 63U);
      at += 3;
    } else if (character >= 0xC0 && character < 0xE0 && end - at >= 2) {
      character = (character & 31) << 6 | (at[1] & 63U);
      at += 2;
    } else {
      at += character >= 0xF0 && end - at >= 4 ? 4 : 1;
      character = 0;
    }
    const std::uint8_t kind = of[character];
    if (kind >= digit && (kind < point || run.any)) {
      run.take(kind);
    } else if (run.any) {
      ++runs;
      sum += static_cast<std::uint64_t>(run.value());
      run = Run{};
    }
  }
  return runs + (sum & 1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string text = youju::bench::text_of(argv[1]);
  const auto of = classes();
  youju::bench::measure([&] { return runs_of(text, of); });
}
