#include <youju/indicator/cube_history.h>

#include <algorithm>

namespace youju::indicator {
namespace {

const std::vector<std::string> kinds{"crop", "health", "craft", "law"};
const std::vector<std::string> levels{"town", "county"};
const std::vector<std::string> tags{"spring", "week"};
const std::vector<std::string> givers{"甲公司", "乙公司", "丙学会", "丁学校", "戊协会"};

}  // namespace

std::string CubeHistory::schema_text(const std::string& name) {
  std::string text =
      "ledger: " + name + "\ntitle: {zh-CN: 台账, en: Ledger}\ndates: day\nfields:\n";
  text += "  - {name: topic, title: {zh-CN: 主题, en: Topic}, type: text}\n";
  for (const auto& [field, choices] : {std::pair("kind", kinds), std::pair("level", levels)}) {
    text += std::string("  - name: ") + field + "\n    title: {zh-CN: 类, en: Kind}\n" +
            "    type: choice\n    choices:\n";
    for (const std::string& code : choices) text += "      " + code + ": {zh-CN: 类, en: Kind}\n";
  }
  text += "  - {name: heads, title: {zh-CN: 人次, en: Heads}, type: integer, min: -1000000}\n";
  text += "  - {name: fee, title: {zh-CN: 经费, en: Cost}, type: decimal, min: -1000000, scale: " +
          std::to_string(scale_) + "}\n";
  text += "  - {name: giver, title: {zh-CN: 承办方, en: Giver}, type: party}\n";
  text += "  - {name: place, title: {zh-CN: 地点, en: Place}, type: unit}\n";
  text += "  - {name: ended, title: {zh-CN: 止, en: Ended}, type: date}\n";
  text += "name_field: topic\n";
  if (one_in(2)) text += "standing_until: ended\n";
  if (one_in(2)) {
    text += "expects: " + any(std::vector<std::string>{"month", "quarter", "year"}) + "\n";
  }
  return text;
}

std::string CubeHistory::condition_text() {
  switch (below(14)) {
    case 0:
      return "kind = " + any(kinds);
    case 1:
      return "kind != " + any(kinds);
    case 2:
      return "kind in (crop, law)";
    case 3:
      return "tag = " + any(tags);
    case 4:
      return "not tag = " + any(tags);
    case 5:
      return "heads >= " + std::to_string(below(60));
    case 6:
      return "giver given";
    case 7:
      return "kind missing";
    case 8:
      return "unit = self";
    case 9:
      return "host = self";
    case 10:
      return "on >= " + day_text();
    case 11:
      return "(kind = crop or kind missing)";
    case 12:
      return "(level = town or heads < 10)";
    default:
      return "level = " + any(levels);
  }
}

std::string CubeHistory::aggregate_text(const std::string& ledger) {
  std::string text;
  switch (below(9)) {
    case 0:
    case 1:
      text = "count of ";
      break;
    case 2:
    case 3:
      text = "sum " + std::string(one_in(2) ? "fee" : "heads") + " of ";
      break;
    case 4:
      text = "max " + std::string(one_in(2) ? "fee" : "heads") + " of ";
      break;
    case 5:
      text =
          "distinct " + any(std::vector<std::string>{"giver", "place", "kind", "topic"}) + " of ";
      break;
    case 6:
      text = std::string(one_in(2) ? "first" : "last") + " day of ";
      break;
    case 7:
      text = "streak of ";
      break;
    default:
      text = "latest " + std::string(one_in(2) ? "fee" : "heads") +
             (one_in(2) ? " by topic of " : " of ");
  }
  text += ledger;
  if (one_in(5))
    text += " to date";
  else if (one_in(6))
    text += " standing";
  if (one_in(2)) text += " where " + condition_text();
  if (text.find(" where ") != std::string::npos && one_in(3)) text += " and " + condition_text();
  return text;
}

void CubeHistory::begin() {
  std::vector<std::pair<std::string, std::string>> files;
  scale_ = static_cast<int>(below(5));
  is_huge_ = one_in(6);
  std::string indicators = "indicators:\n";
  for (const char* const name : {"one", "two", "three"}) {
    if (names_.size() == 2 && one_in(2)) break;
    names_.emplace_back(name);
    files.emplace_back("ledgers/" + names_.back() + ".yaml", schema_text(names_.back()));
    for (int number = 0; number < 8;) {
      Asked asked{aggregate_text(name), {}, {}};
      for (const char* const field : {"kind", "level", "giver", "place"}) {
        if (one_in(3)) asked.by.emplace_back(field);
      }
      const Result<Expression> parsed = parse_expression(asked.text, 1, 1);
      ASSERT_TRUE(parsed) << asked.text << ' ' << parsed.error().what;
      asked.aggregate = std::get<Aggregate>(*parsed);
      // Some are asked by nobody's pack: then the rows are scanned.
      if (!one_in(6)) {
        indicators += "  - {id: " + std::string(name) + std::to_string(number) +
                      ", title: {zh-CN: 数, en: N}, unit: 个, value: \"" + asked.text + "\", by: [";
        for (const std::string& field : asked.by) indicators += field + ", ";
        indicators += "]}\n";
      }
      asked_.push_back(std::move(asked));
      ++number;
    }
  }
  files.emplace_back("indicators/all.yaml", indicators);
  files.emplace_back("pack.yaml",
                     "pack: drawn\ntitle: {zh-CN: 抽, en: Drawn}\nversion: 1\ntags:\n"
                     "  spring: {zh-CN: 春, en: Spring}\n  week: {zh-CN: 周, en: Week}\n");
  std::sort(files.begin(), files.end());
  const auto loaded = ledgers_.load_packs(owner_, {{"drawn", files}});
  ASSERT_TRUE(loaded) << loaded.error().what << ' ' << loaded.error().where;
  std::string csv = "code,name,short,kind,parent,from,until\n";
  const std::uint32_t count = 4 + below(9);
  std::vector<std::string> parents;  // that never end
  for (std::uint32_t unit = 0; unit < count; ++unit) {
    const std::string code = "U" + std::to_string(unit);
    const bool ends = unit > 1 && one_in(6);
    csv += code + ",单位" + code + "," + code + ",association,";
    if (unit > 0 && !one_in(12)) csv += any(parents);
    csv += ends ? ",,20" + std::to_string(17 + below(3)) + "-07-01\n"
                : std::string(unit > 0 && one_in(8) ? ",2018-03-01,\n" : ",,\n");
    codes_.push_back(code);
    if (csv.ends_with(",,\n")) parents.push_back(code);
  }
  const auto units = org::parse_units(csv, "units.csv");
  ASSERT_TRUE(units) << units.error().what << csv;
  const auto added = ledgers_.load_units(owner_, *units);
  ASSERT_TRUE(added) << added.error().what;
}

// Often the first or the last day of a month: there periods begin and end.
std::string CubeHistory::day_text() {
  const int year = static_cast<int>(one_in(30) ? 1950 + below(200) : 2016 + below(5));
  const auto month = static_cast<int>(1 + below(12));
  const auto day = static_cast<int>(one_in(3) ? 1 : 1 + below(28));
  if (!one_in(4)) return Day::from_ymd(year, month, day)->to_string();
  return Day::from_ymd(year + month / 12, month % 12 + 1, 1)->plus(-1).to_string();
}

std::string CubeHistory::tags_text() {
  std::string text;
  for (const std::string& tag : tags) {
    if (one_in(3)) text += text.empty() ? tag : ";" + tag;
  }
  return text;
}

ledger::RawRecord CubeHistory::raw(const std::string& ledger) {
  ledger::RawRecord raw;
  raw.entry_key = ledger + std::to_string(entered_++);
  raw.cells["unit"] = any(codes_);
  raw.cells["on"] = day_text();
  raw.cells["topic"] = "题" + std::to_string(below(5));
  if (!one_in(5)) raw.cells["kind"] = any(kinds);
  if (!one_in(5)) raw.cells["level"] = any(levels);
  if (!one_in(5)) raw.cells["heads"] = std::to_string(static_cast<int>(below(100)) - 10);
  if (!one_in(4)) {
    std::string fee = std::to_string(below(1000));
    if (scale_ > 0 && one_in(2)) fee += "." + std::string(below(2), '0') + std::to_string(below(9));
    if (is_huge_ && one_in(40)) fee = "123456789012345678901234567";
    raw.cells["fee"] = scale_ < 2 ? fee.substr(0, fee.find('.')) : fee;
  }
  if (!one_in(4)) raw.cells["giver"] = any(givers);
  if (!one_in(3)) raw.cells["place"] = any(codes_);
  if (one_in(3)) raw.cells["ended"] = day_text();
  if (one_in(3)) raw.cells["tags"] = tags_text();
  if (one_in(4)) raw.cells["hosts"] = any(codes_);
  return raw;
}

void CubeHistory::enter(const std::string& ledger) {
  const auto entered = ledgers_.enter(owner_, ledger, raw(ledger));
  if (!entered) return;
  const auto submitted = ledgers_.submit(owner_, ledger, entered->id, entered->version);
  if (!submitted) return;
  waiting_.push_back({ledger, submitted->id, submitted->version});
  if (one_in(4)) return;
  const std::size_t which =
      one_in(3) ? below(static_cast<std::uint32_t>(waiting_.size())) : waiting_.size() - 1;
  const Waiting chosen = waiting_[which];
  waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(which));
  static_cast<void>(ledgers_.approve(owner_, chosen.ledger, chosen.id, chosen.version));
}

// A file with records that are new, and now and then one that was there with other values.
void CubeHistory::import(const std::string& ledger) {
  std::string csv = "topic,kind,level,heads,fee,giver,place,ended,unit,on,tags\n";
  const std::uint32_t count = one_in(20) ? 200 : 1 + below(8);
  for (std::uint32_t row = 0; row < count; ++row) {
    ledger::RawRecord one = raw(ledger);
    for (const char* const column :
         {"topic", "kind", "level", "heads", "fee", "giver", "place", "ended", "unit", "on"}) {
      csv += one.cells[column] + ',';
    }
    csv += one.cells["tags"] + '\n';
  }
  ledger::ImportOptions options;
  options.source = "import:" + std::to_string(one_in(5) ? 0 : entered_);
  options.state = ledger::State::approved;
  options.keep_good = true;
  static_cast<void>(ledgers_.import(owner_, ledger, csv, "drawn.csv", options));
}

void CubeHistory::change(const std::string& ledger) {
  std::vector<ledger::Record> records;
  const auto schemas = ledgers_.schemas();
  ASSERT_TRUE(ledgers_.scan(*schemas->find(ledger), [&](const ledger::Record& one) -> Result<void> {
    records.push_back(one);
    return {};
  }));
  if (records.empty()) return;
  const ledger::Record& record = any(records);
  const std::uint32_t what = below(8);
  if (what < 4) {
    ledger::RawRecord changes = raw(ledger);
    for (const char* const column : {"unit", "on", "kind", "heads", "fee", "giver", "topic"}) {
      if (one_in(2)) changes.cells.erase(column);
    }
    static_cast<void>(ledgers_.correct(owner_, ledger, record.id, record.version, changes, "更正"));
  } else if (what < 7) {
    static_cast<void>(ledgers_.withdraw(owner_, ledger, record.id, record.version, "撤回"));
  } else {
    static_cast<void>(ledgers_.merge(owner_, ledger, record.id, any(records).id));
  }
}

void CubeHistory::move() {
  const Result<Day> day = Day::parse(day_text());
  ASSERT_TRUE(day);
  static_cast<void>(ledgers_.move_unit(owner_, any_unit(), any_unit(), *day, "区划调整"));
}

void CubeHistory::step() {
  const std::string& ledger = any(names_);
  const std::uint32_t what = below(100);
  if (what < 30) {
    enter(ledger);
  } else if (what < 50) {
    import(ledger);
  } else if (what < 86) {
    change(ledger);
  } else if (what < 94) {
    static_cast<void>(ledgers_.file_nil(owner_, ledger, any_unit(), any_period()));
  } else if (what < 96) {
    static_cast<void>(ledgers_.close(owner_, any_unit(), any_period()));
  } else {
    move();
  }
}

org::UnitId CubeHistory::any_unit() { return *ledgers_.directory()->find(any(codes_)); }

Period CubeHistory::any_period() {
  const std::uint32_t year = 2016 + below(5);
  const std::string text = std::to_string(year);
  switch (below(6)) {
    case 0:
      return *Period::parse(text + "-Q" + std::to_string(1 + below(4)));
    case 1: {
      const std::uint32_t month = 1 + below(12);
      return *Period::parse(text + (month < 10 ? "-0" : "-") + std::to_string(month));
    }
    case 2:
      return *Period::parse(text + "-H" + std::to_string(1 + below(2)));
    case 3: {
      Day a = *Day::parse(day_text());
      Day b = *Day::parse(day_text());
      if (b < a) std::swap(a, b);
      return *Period::from_days(a, b);
    }
    case 4:
      return *Period::parse(text + ".." + std::to_string(year + 1 + below(2)));
    default:
      return *Period::parse(text);
  }
}

CubeQuery CubeHistory::question() {
  const Asked& asked = any(asked_);
  CubeQuery query{&asked.aggregate, any_unit(), any_period(), {}, *Day::parse(day_text())};
  if (one_in(2)) query.today = *Day::parse("2020-12-01");
  if (one_in(5)) query.unit = *ledgers_.directory()->find("U0");
  for (const std::string& field : asked.by) {
    if (!one_in(3)) continue;
    if (field == "kind") query.filter.emplace_back(field, one_in(9) ? "none" : any(kinds));
    if (field == "level") query.filter.emplace_back(field, any(levels));
    if (field == "giver") query.filter.emplace_back(field, std::to_string(1 + below(5)));
    if (field == "place") query.filter.emplace_back(field, any(codes_));
  }
  if (one_in(5)) query.filter.emplace_back("tag", any(tags));
  return query;
}

const std::string& CubeHistory::text_of(const Aggregate* aggregate) const {
  return std::find_if(asked_.begin(), asked_.end(),
                      [&](const Asked& asked) { return &asked.aggregate == aggregate; })
      ->text;
}

}  // namespace youju::indicator
