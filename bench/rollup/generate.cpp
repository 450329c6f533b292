#include "generate.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>

#include "nation.h"
#include "skew.h"

namespace rollup_bench {
namespace {

constexpr std::uint32_t enterprises = 2'000'000;
constexpr int years = 6;  // from 2020

struct CalendarDay {
  int year, month, day, month_number;
  double weight;
};

// Years grow, months have their seasons, and on weekends there is less.
std::vector<CalendarDay> calendar() {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  constexpr std::array<double, years> of_year{0.6, 0.8, 1.0, 1.1, 1.2, 1.3};
  constexpr std::array<double, 12> of_month{0.6, 0.6, 1, 1, 1.1, 1.1, 0.8, 0.8, 1.1, 1.1, 1.4, 1.4};
  std::vector<CalendarDay> days;
  for (int year = 0; year < years; ++year) {
    for (int month = 0; month < 12; ++month) {
      const int length = lengths[month] + (month == 1 && year % 4 == 0 ? 1 : 0);
      for (int day = 1; day <= length; ++day) {
        const bool weekend = (days.size() + 2) % 7 >= 5;
        days.push_back({2020 + year, month + 1, day, year * 12 + month,
                        of_year[year] * of_month[month] * (weekend ? 0.4 : 1)});
      }
    }
  }
  return days;
}

struct World {
  Nation nation;
  std::vector<std::uint32_t> counties;
  std::vector<std::vector<std::uint32_t>> townships, villages;  // of each county
  std::vector<std::vector<std::uint32_t>> at_home;              // enterprises of each county
  Weighted county, type{zipf(8, 0.5)}, category{zipf(30, 0.6)};
};

// Which county is the largest is chance; the sizes fall by Zipf's law with 0.8.
std::vector<double> county_weights(std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  Chance chance(seed * 77 + 5);
  for (std::size_t i = count - 1; i > 0; --i) {
    std::swap(order[i], order[chance.below(static_cast<std::uint32_t>(i + 1))]);
  }
  const std::vector<double> falling = zipf(count, 0.8);
  std::vector<double> weights(count);
  for (std::size_t i = 0; i < count; ++i) weights[order[i]] = falling[i];
  return weights;
}

World make_world(const GenerateOrder& order) {
  Nation nation = read_nation(order.tree);
  std::vector<std::uint32_t> counties = nation.at(Nation::county);
  World world{std::move(nation),
              counties,
              {},
              {},
              {},
              Weighted(county_weights(counties.size(), order.seed))};
  for (const std::uint32_t county : counties) {
    auto& townships = world.townships.emplace_back();
    auto& villages = world.villages.emplace_back();
    for (std::uint32_t unit = county + 1; unit <= world.nation.last[county]; ++unit) {
      (world.nation.level[unit] == Nation::township ? townships : villages).push_back(unit);
    }
  }
  world.at_home.resize(counties.size());
  Chance chance(order.seed * 991 + 9);
  for (std::uint32_t enterprise = 1; enterprise <= enterprises; ++enterprise) {
    world.at_home[world.county.pick(chance.share())].push_back(enterprise);
  }
  return world;
}

struct Drawn {
  std::size_t county;
  std::uint32_t unit, type, category, audience, copies, enterprise, state;
};

std::uint32_t biased(const std::vector<std::uint32_t>& from, double share) {
  return from[static_cast<std::size_t>(share * share * static_cast<double>(from.size()))];
}

Drawn draw(const World& world, Chance& chance) {
  Drawn drawn{};
  drawn.county = world.county.pick(chance.share());
  const double where = chance.share();
  const double which = chance.share();
  const auto& villages = world.villages[drawn.county];
  const auto& townships = world.townships[drawn.county];
  drawn.unit = world.counties[drawn.county];
  if (where < 0.7 && !villages.empty()) {
    drawn.unit = biased(villages, which);
  } else if (where < 0.9 && !townships.empty()) {
    drawn.unit = biased(townships, which);
  }
  drawn.type = world.type.pick(chance.share());
  drawn.category = world.category.pick(chance.share());
  drawn.audience = static_cast<std::uint32_t>(exponential(4.0 + 1.1 * chance.normal())) + 1;
  if (chance.share() >= 0.6) {
    drawn.copies = static_cast<std::uint32_t>(exponential(3.5 + 1.5 * chance.normal())) + 1;
  }
  const double home = chance.share();
  const double enterprise = chance.share();
  const auto& at_home = world.at_home[drawn.county];
  drawn.enterprise = home < 0.95 && !at_home.empty()
                         ? biased(at_home, enterprise)
                         : 1 + static_cast<std::uint32_t>(enterprise * enterprises);
  const double state = chance.share();
  drawn.state = state < 0.90 ? 2 : state < 0.95 ? 1 : state < 0.98 ? 0 : 3;
  return drawn;
}

void write_tree(const Nation& nation, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << "id,parent,level,last,code\n";
  for (std::uint32_t unit = 0; unit < nation.size(); ++unit) {
    out << fmt::format("{},{},{},{},{}\n", unit,
                       unit == 0 ? -1 : static_cast<std::int64_t>(nation.parent[unit]),
                       nation.level[unit], nation.last[unit], nation.code[unit]);
  }
  if (!out.flush()) throw std::runtime_error(file.string() + ": cannot be written");
}

// Days hold their share of the records exactly; records come in the order of their days.
std::vector<std::uint64_t> write_records(const World& world, const GenerateOrder& order,
                                         const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << "id,org,prov,city,county,day,mon,type,cat,aud,copies,ent,state\n";
  const std::vector<CalendarDay> days = calendar();
  double all = 0;
  for (const CalendarDay& day : days) all += day.weight;
  std::vector<std::uint64_t> approved(world.counties.size());
  Chance chance(order.seed * 1000003 + 17);
  double until = 0;
  std::uint64_t id = 0;
  fmt::memory_buffer text;
  for (const CalendarDay& day : days) {
    until += day.weight;
    const auto end = static_cast<std::uint64_t>(until / all * static_cast<double>(order.records));
    for (; id < end;) {
      const Drawn drawn = draw(world, chance);
      if (drawn.state == 2) ++approved[drawn.county];
      const std::uint32_t county = world.counties[drawn.county];
      fmt::format_to(std::back_inserter(text),
                     FMT_STRING("{},{},{},{},{},{}-{:02}-{:02},{},{},{},{},{},{},{}\n"), ++id,
                     drawn.unit, world.nation.above(county, Nation::province),
                     world.nation.above(county, Nation::city), county, day.year, day.month, day.day,
                     day.month_number, drawn.type, drawn.category, drawn.audience, drawn.copies,
                     drawn.enterprise, drawn.state);
    }
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    text.clear();
  }
  if (!out.flush()) throw std::runtime_error(file.string() + ": cannot be written");
  return approved;
}

// The units that the questions are asked of: a county of middling size with many siblings, the
// largest county, the province with the most counties.
void write_questions(const World& world, const std::vector<std::uint64_t>& approved,
                     const std::filesystem::path& file) {
  const Nation& nation = world.nation;
  std::vector<std::size_t> by_size(approved.size());
  std::iota(by_size.begin(), by_size.end(), 0);
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](std::size_t a, std::size_t b) { return approved[a] > approved[b]; });
  const auto siblings = [&](std::uint32_t county) {
    return std::count_if(world.counties.begin(), world.counties.end(), [&](std::uint32_t other) {
      return nation.parent[other] == nation.parent[county];
    });
  };
  std::uint32_t middling = world.counties[by_size[by_size.size() / 2]];
  for (std::size_t i = by_size.size() / 2; i < by_size.size(); ++i) {
    if (siblings(world.counties[by_size[i]]) < 12) continue;
    middling = world.counties[by_size[i]];
    break;
  }
  std::vector<std::uint32_t> of_province(nation.size());
  for (const std::uint32_t county : world.counties)
    ++of_province[nation.above(county, nation.province)];
  const auto province = static_cast<std::uint32_t>(
      std::max_element(of_province.begin(), of_province.end()) - of_province.begin());
  std::ofstream out(file, std::ios::binary);
  out << fmt::format(
      "records {}\ncounty {}\ncounty_last {}\ntop {}\ncity {}\ncity_last {}\nprovince {}\n"
      "province_last {}\nprovince_of_county {}\n",
      std::accumulate(approved.begin(), approved.end(), std::uint64_t{0}), middling,
      nation.last[middling], world.counties[by_size[0]], nation.parent[middling],
      nation.last[nation.parent[middling]], province, nation.last[province],
      nation.above(middling, nation.province));
  if (!out.flush()) throw std::runtime_error(file.string() + ": cannot be written");
}

}  // namespace

void generate(const GenerateOrder& order) {
  std::filesystem::create_directories(order.out);
  const World world = make_world(order);
  write_tree(world.nation, order.out / "tree.csv");
  const std::vector<std::uint64_t> approved =
      write_records(world, order, order.out / "records.csv");
  write_questions(world, approved, order.out / "questions.txt");
}

}  // namespace rollup_bench
