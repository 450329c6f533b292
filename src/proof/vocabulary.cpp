#include <youju/base/text.h>
#include <youju/proof/vocabulary.h>

#include <algorithm>
#include <array>

namespace youju::proof {
namespace {

// Without them a subject is the same subject.
constexpr std::array<std::string_view, 8> particles = {"的",   "了",   "各类", "各级",
                                                       "全年", "全县", "全区", "全市"};
// What an indicator's title begins or ends with that a sentence says by its verb or its number.
constexpr std::array<std::string_view, 9> endings = {"总数", "数量", "人次", "个数", "家数",
                                                     "场次", "次数", "总量", "数"};

std::string without_ending(std::string words) {
  for (const std::string_view ending : endings) {
    if (words.size() > ending.size() && words.ends_with(ending)) {
      words.resize(words.size() - ending.size());
      break;
    }
  }
  return words;
}

const ledger::Schema* schema_of(const indicator::Indicator& indicator,
                                const ledger::SchemaSet& schemas) {
  const auto* aggregate = std::get_if<indicator::Aggregate>(&indicator.value);
  return aggregate == nullptr ? nullptr : schemas.find(aggregate->ledger);
}

// A line as text, and where its figures stand in it.
struct Spoken {
  std::string text;
  std::vector<std::pair<std::size_t, const narrative::FigureMark*>> marks;
};
Spoken spoken(const narrative::Line& line) {
  Spoken all;
  for (const narrative::Inline& part : line) {
    if (const auto* words = std::get_if<narrative::Text>(&part)) {
      all.text += words->text;
    } else {
      const auto& mark = std::get<narrative::FigureMark>(part);
      all.marks.emplace_back(all.text.size(), &mark);
      all.text += mark.text;
    }
  }
  return all;
}

}  // namespace

std::string_view short_name(std::string_view campaign) {
  constexpr std::size_t name_bytes = 12;  // four characters
  return campaign.substr(0, name_bytes);
}

std::string bare(std::string_view words) {
  std::string text = text::folded(words);
  for (const std::string_view particle : particles) {
    for (std::size_t at = text.find(particle); at != std::string::npos;
         at = text.find(particle, at)) {
      text.erase(at, particle.size());
    }
  }
  return text;
}

Vocabulary::Vocabulary(const indicator::IndicatorSet& indicators, const ledger::SchemaSet& schemas)
    : schemas_(schemas) {
  for (const indicator::Indicator& each : indicators.all()) {
    std::vector<std::string> names = {each.title.zh_cn};
    names.insert(names.end(), each.also.begin(), each.also.end());
    const ledger::Schema* schema = schema_of(each, schemas);
    for (const std::string& name : names) {
      Saying saying;
      saying.indicator = &each;
      saying.words = without_ending(bare(name));
      saying.unit = each.unit;
      add(saying);
      if (schema == nullptr) continue;
      for (const std::string& by : each.by) {
        const int index = schema->field_index(by);
        if (index < 0) continue;
        const ledger::Field& field = schema->fields[static_cast<std::size_t>(index)];
        for (const ledger::Choice& choice : field.choices) {
          Saying part = saying;
          part.filter = {{by, choice.code}};
          part.words = bare(choice.title.zh_cn) + saying.words;
          add(std::move(part));
        }
      }
    }
  }
}

std::vector<std::string> Vocabulary::campaigns_in(std::string_view words) const {
  std::vector<std::string> named;
  for (const ledger::Tag& tag : schemas_.tags()) {
    const std::string title = bare(tag.title.zh_cn);
    if (!title.empty() && words.find(short_name(title)) != std::string_view::npos) {
      named.push_back(tag.code);
    }
  }
  return named;
}

void Vocabulary::add(Saying saying) {
  if (saying.words.empty()) return;
  const auto same = [&](const Saying& known) {
    return known.indicator == saying.indicator && known.aspect == saying.aspect &&
           known.words == saying.words && known.filter == saying.filter &&
           known.action == saying.action && known.unit == saying.unit &&
           known.of_unit == saying.of_unit && known.plan == saying.plan &&
           known.period == saying.period;
  };
  if (std::any_of(sayings_.begin(), sayings_.end(), same)) return;
  saying.of_words = Grams(saying.words);
  saying.of_title = Grams(bare(saying.indicator->title.zh_cn));
  saying.of_deed = Grams(bare(saying.action) + saying.words);
  sayings_.push_back(std::move(saying));
}

Saying Vocabulary::saying_of(const narrative::FigureMark& mark,
                             const narrative::Document& document) const {
  Saying saying;
  saying.aspect = mark.name.aspect;
  for (const Saying& known : sayings_) {
    if (known.indicator->id == mark.name.indicator) saying.indicator = known.indicator;
  }
  saying.filter = mark.name.filter;
  for (const auto& [field, code] : saying.filter) {
    const ledger::Tag* tag = field == "tag" ? schemas_.tag(code) : nullptr;
    if (tag != nullptr) saying.tag = bare(tag->title.zh_cn);
  }
  saying.unit = mark.unit;
  if (mark.name.unit != document.unit_code) saying.of_unit = mark.name.unit;
  if (!(mark.name.period == document.period)) saying.period = mark.name.period;
  saying.from_text = true;
  return saying;
}

void Vocabulary::learn(const narrative::Document& document) {
  // All of it is read as one text, since a heading may say what a sentence under it counts.
  Spoken all;
  const auto take = [&](const narrative::Line& line, std::string_view before) {
    Spoken one = spoken(line);
    all.text += before;
    for (auto& [at, mark] : one.marks) all.marks.emplace_back(all.text.size() + at, mark);
    all.text += one.text;
    all.text += '\n';
  };
  for (const narrative::FigureMark* mark : narrative::figures_of(document)) {
    Saying titled = saying_of(*mark, document);
    if (titled.indicator == nullptr) continue;
    titled.words = bare(mark->title);
    add(std::move(titled));
  }
  for (const narrative::Block& block : document.blocks) {
    if (const auto* heading = std::get_if<narrative::Heading>(&block)) {
      take(heading->line, heading->number);
    } else if (const auto* paragraph = std::get_if<narrative::Paragraph>(&block)) {
      take(paragraph->line, "");
    }
  }
  reading::Options options;
  options.depth = reading::Depth::facts;
  const reading::Reading read = reading::read(all.text, options);
  std::size_t next = 0;
  for (const auto& [at, mark] : all.marks) {
    while (next < read.figures.size() && read.figures[next].end_byte <= at) ++next;
    if (next == read.figures.size()) break;
    const reading::Figure& figure = read.figures[next];
    if (figure.begin_byte > at + mark->text.size()) continue;
    Saying saying = saying_of(*mark, document);
    if (saying.indicator == nullptr) continue;
    saying.words = bare(figure.thing());
    saying.action = figure.action;
    saying.plan = figure.plan;
    saying.unit = figure.unit.to_string();
    add(std::move(saying));
  }
}

}  // namespace youju::proof
