#include <youju/base/hash.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/proof/cells.h>
#include <youju/proof/claim.h>
#include <youju/proof/draft_words.h>
#include <youju/proof/match.h>
#include <youju/proof/neighbours.h>
#include <youju/proof/proof.h>

#include <algorithm>
#include <utility>

namespace youju::proof {

using indicator::Figure;
using indicator::FigureName;

struct Words::State {
  Vocabulary vocabulary;
};

Words::Words(const indicator::IndicatorSet& indicators, const ledger::SchemaSet& schemas)
    : state_(std::make_unique<State>(State{Vocabulary(indicators, schemas)})) {}
Words::~Words() = default;
Words::Words(Words&&) noexcept = default;
Words& Words::operator=(Words&&) noexcept = default;
void Words::learn(const narrative::Document& document) { state_->vocabulary.learn(document); }

namespace {

// At most so many bytes of whole characters.
std::string_view beginning_of(std::string_view words, std::size_t bytes_max) {
  if (words.size() <= bytes_max) return words;
  while (bytes_max > 0 && (static_cast<unsigned char>(words[bytes_max]) & 0xC0) == 0x80) {
    --bytes_max;
  }
  return words.substr(0, bytes_max);
}

}  // namespace

class Prover {
 public:
  Prover(const Request& request, const Words& words, indicator::FigureView& figures)
      : request_(request),
        draft_(*request.draft),
        vocabulary_(words.state_->vocabulary),
        figures_(figures),
        cells_(draft_) {}

  Result<Proof> run() {
    reading::Options options;
    options.depth = reading::Depth::relations;
    options.markdown = draft_.kind == DraftKind::markdown;
    read_ = reading::read(draft_.text, options);
    proof_.as_of = figures_.as_of();
    proof_.figures = read_.figures.size();
    for (const reading::Figure& figure : read_.figures) TRY(judge(figure));
    for (const DraftMark& mark : draft_.marks) TRY(judge_mark(mark));
    for (const reading::Relation& relation : read_.relations) relate(relation);
    std::stable_sort(proof_.findings.begin(), proof_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.begin < b.begin; });
    for (Finding& finding : proof_.findings) identify(finding);
    spare_neighbours(proof_.findings);
    return std::move(proof_);
  }

 private:
  // A candidate with the figure that stands behind it.
  struct Ground {
    Figure figure;
    Match match;
    std::string unit;  // measure word that the words go with
    bool other_unit = false;
    bool by_chance = false;  // see Candidate
    bool named = false;
    bool other_period = false;  // of the report's period, where the sentence says another
  };

  std::string_view words(std::size_t begin, std::size_t end) const {
    return std::string_view(draft_.text).substr(begin, end - begin);
  }

  Finding begin(const reading::Figure& figure, FindingKind kind) const {
    Finding finding;
    finding.kind = kind;
    finding.begin = figure.begin_byte;
    finding.end = figure.end_byte;
    finding.said = words(figure.begin_byte, figure.end_byte);
    finding.unit = figure.unit.to_string();
    finding.subject = figure.thing();
    if (const auto claim = claim_of(figure, words(figure.begin_byte, figure.number_end_byte));
        claim && claim->low == claim->high) {
      finding.claimed = claim->low.to_string();
      finding.qualifier = qualifier_of(claim->qualifier);
    }
    return finding;
  }

  // The sentence around a finding, and the key made of what it says; its place has no part in it.
  void identify(Finding& finding) const {
    const auto after = std::upper_bound(
        read_.sentences.begin(), read_.sentences.end(), finding.begin,
        [](std::size_t byte, const reading::Passage& each) { return byte < each.begin_byte; });
    std::size_t begin = paragraph_of(finding.begin)->begin;
    std::size_t end = paragraph_of(finding.begin)->end;
    if (after != read_.sentences.begin() && std::prev(after)->end_byte >= finding.begin) {
      begin = std::max<std::size_t>(begin, std::prev(after)->begin_byte);
      end = std::min<std::size_t>(end, std::prev(after)->end_byte);
    }
    std::string around(words(begin, std::max(begin, end)));
    if (const DraftParagraph* place = paragraph_of(finding.begin); place->table >= 0) {
      const Cell cell = cells_.at(*place);
      for (const std::string* head : {&cell.column, &cell.row}) {
        if (!head->empty()) around.insert(0, *head + " ");
      }
    }
    // A text without any full stop is still one that can be kept with a decision.
    finding.sentence = text::trimmed(beginning_of(around, limits::proof_sentence_bytes_max));
    std::string all(is_of_one_figure(finding.kind) ? "figure" : finding_kind_name(finding.kind));
    for (const std::string& part : {said_of(finding), finding.subject, finding.sentence}) {
      all += '\0';
      all += bare(part);
    }
    finding.key = "f" + fingerprint(all);  // never looks like an option: -f
  }

  // A figure of ours in which no number stands any more.
  Result<void> judge_mark(const DraftMark& mark) {
    const auto read = std::find_if(
        read_.figures.begin(), read_.figures.end(), [&](const reading::Figure& figure) {
          return mark.begin < figure.end_byte && figure.begin_byte < mark.end && !is_hole(figure);
        });
    if (read != read_.figures.end()) return {};
    const auto name = FigureName::parse(mark.figure);
    if (!name) return {};
    Ground ground;
    if (auto asked = TRY(ask(*name))) ground.figure = std::move(*asked);
    // What is missing in the ledger too is a gap of the document, which its list of gaps tells.
    if (ground.figure.number() == nullptr) return {};
    const std::string_view said = words(mark.begin, mark.end);
    Finding finding;
    finding.kind = FindingKind::missing_number;
    finding.begin = mark.begin;
    finding.end = mark.end;
    finding.said = said;
    ground.match = {100, "", true};
    this->name(finding, ground);
    // 持平, or a rank in words, is a value without a number.
    if (says_the_same(said, ground.figure)) finding.kind = FindingKind::proven;
    finding.reason = finding.kind == FindingKind::proven ? "proof.holds" : "proof.missing_known";
    tell(finding, ground);
    // A hole that the sentence shows by itself is one and the same.
    std::erase_if(proof_.findings, [&](const Finding& each) {
      return each.kind == FindingKind::missing_number && each.begin >= mark.begin &&
             each.begin <= mark.end;
    });
    proof_.findings.push_back(std::move(finding));
    return {};
  }

  bool says_the_same(std::string_view said, const Figure& figure) const {
    using indicator::Form;
    for (const Form form : {Form::plain, Form::number, Form::ordinal, Form::rank, Form::chinese,
                            Form::growth, Form::bare_growth}) {
      indicator::Wording wording = indicator::default_wording(figure);
      wording.form = form;
      if (said == state(figure, wording, Language::zh_cn).text) return true;
    }
    return said == state(figure, Language::zh_cn).text;
  }

  static bool is_hole(const reading::Figure& figure) {
    return figure.qualifier == reading::Qualifier::missing ||
           figure.qualifier == reading::Qualifier::placeholder;
  }

  // Dates, ordinals and spans of time are told of events; only where the file itself names a figure
  // are they held against one.
  static bool is_measured(const reading::Figure& figure) {
    using reading::Measure;
    return figure.measure != Measure::date && figure.measure != Measure::ordinal &&
           figure.measure != Measure::duration && !is_span_of_time(figure.unit.to_string());
  }

  Result<void> judge(const reading::Figure& read) {
    if (is_phrase(words(read.begin_byte, read.end_byte))) return {};
    reading::Figure figure = read;
    Cell cell;
    std::string subject;
    scope_ = {request_.unit, request_.period, false, campaign_of(read)};
    if (const DraftParagraph* place = paragraph_of(read.begin_byte); place->table >= 0) {
      // What a figure of a summary rests on is told beside it, and is no figure of the summary.
      if (tells_ground(words(place->begin, place->end))) return {};
      // 参与人次 is a label; where a number lacks, the cell begins with its unit.
      if (figure.qualifier == reading::Qualifier::missing && read.begin_byte > place->begin) {
        return {};
      }
      cell = cells_.at(*place);
      subject = subject_of(cell);
      if (!subject.empty()) {
        figure.subject = subject;
        figure.part = figure.action = {};
      }
      if (figure.unit.empty()) figure.unit.name = cell.unit;
      figure.period = {};  // a sentence above the table is not about its cells
    }
    std::vector<Ground> grounds = TRY(grounds_of(figure));
    if (is_hole(figure)) {
      add_hole(figure, grounds);
      return {};
    }
    const auto claim = claim_of(figure, words(figure.begin_byte, figure.number_end_byte));
    if (!claim) {
      if (!grounds.empty() && grounds.front().match.by_mark) judge_day(figure, grounds.front());
      return {};
    }
    if (grounds.empty()) {
      add_ungrounded(figure);
      return {};
    }
    settle(figure, *claim, grounds);
    return {};
  }

  // Of figures that the words fit equally well, the one that agrees is meant.
  void settle(const reading::Figure& figure, const Claim& claim, std::vector<Ground>& grounds) {
    constexpr int as_good = 3;
    const Ground* best = nullptr;
    Holding best_holding = Holding::contradicts;
    for (const Ground& ground : grounds) {
      if (ground.other_unit || ground.figure.number() == nullptr) continue;
      if (best != nullptr && ground.match.score + as_good < best->match.score) break;
      const auto holding = holds(claim, ground);
      if (!holding) continue;
      const bool better =
          best == nullptr || (best_holding != Holding::holds && *holding == Holding::holds);
      if (!better) continue;
      best = &ground;
      best_holding = *holding;
    }
    if (best == nullptr) return settle_without_value(figure, claim, grounds);
    if (best_holding != Holding::holds) {
      // A part that agrees is what was meant: 2 of the fair, where 36 were held in the year.
      if (const Ground* part = part_that_holds(claim, *best, grounds)) {
        best = part;
        best_holding = Holding::holds;
      } else if (best->by_chance) {
        return add_ungrounded(figure);
      }
    }
    Finding finding = begin(figure, FindingKind::proven);
    name(finding, *best);
    switch (best_holding) {
      case Holding::holds:
        finding.reason = "proof.holds";
        if (best->other_period) {
          finding.kind = FindingKind::period_mismatch;
          finding.reason = "proof.other_period";
          finding.fields.push_back({"period", request_.period.to_chinese()});
        }
        break;
      case Holding::rounded:
        finding.kind = FindingKind::rounded_wrongly;
        finding.reason = "proof.rounded";
        break;
      case Holding::overstated:
        finding.kind = FindingKind::rounded_wrongly;
        finding.reason = "proof.overstated";
        break;
      case Holding::understated:
        finding.kind = FindingKind::rounded_wrongly;
        finding.reason = "proof.understated";
        break;
      case Holding::contradicts:
        finding.kind = FindingKind::contradicted;
        finding.reason = "proof.contradicts";
        break;
    }
    tell(finding, *best);
    proof_.findings.push_back(std::move(finding));
  }

  static const Ground* part_that_holds(const Claim& claim, const Ground& whole,
                                       const std::vector<Ground>& grounds) {
    const FigureName& name = whole.figure.name;
    for (const Ground& ground : grounds) {
      const FigureName& other = ground.figure.name;
      const bool same = other.indicator == name.indicator && other.aspect == name.aspect &&
                        other.unit == name.unit && other.period == name.period;
      if (!same || ground.other_unit || ground.figure.number() == nullptr) continue;
      if (holds(claim, ground) == Holding::holds) return &ground;
    }
    return nullptr;
  }

  void add_ungrounded(const reading::Figure& figure) {
    if (!wants_ground(figure)) return;
    Finding finding = begin(figure, FindingKind::ungrounded);
    finding.reason = "proof.no_indicator";
    proof_.findings.push_back(std::move(finding));
  }

  void settle_without_value(const reading::Figure& figure, const Claim& claim,
                            const std::vector<Ground>& grounds) {
    for (const Ground& ground : grounds) {
      if (!ground.other_unit || ground.figure.number() == nullptr) continue;
      // Two things may be told by the same words, each in its measure: 5类14000册图书.
      if (!(claim.low == *ground.figure.number())) continue;
      Finding finding = begin(figure, FindingKind::unit_mismatch);
      name(finding, ground);
      finding.reason = "proof.unit_only";
      finding.fields.push_back({"measure", ground.figure.unit_of_measure});
      tell(finding, ground);
      proof_.findings.push_back(std::move(finding));
      return;
    }
    if (!is_measured(figure)) return;
    Finding finding = begin(figure, FindingKind::ungrounded);
    name(finding, grounds.front());
    finding.reason = "proof.nothing_reported";
    tell(finding, grounds.front());
    proof_.findings.push_back(std::move(finding));
  }

  void judge_day(const reading::Figure& figure, const Ground& ground) {
    const Day* day = ground.figure.day();
    const reading::Moment& said = figure.value.first;
    if (day == nullptr || figure.value.form != reading::Value::Form::date) return;
    const bool same = (said.year == 0 || said.year == day->year()) &&
                      (said.month == 0 || said.month == day->month()) &&
                      (said.day == 0 || said.day == day->day());
    Finding finding = begin(figure, same ? FindingKind::proven : FindingKind::contradicted);
    name(finding, ground);
    finding.reason = same ? "proof.holds" : "proof.contradicts";
    tell(finding, ground);
    proof_.findings.push_back(std::move(finding));
  }

  static constexpr int score_of_a_bare_hole = 80;
  void add_hole(const reading::Figure& figure, const std::vector<Ground>& grounds) {
    const bool missing = figure.qualifier == reading::Qualifier::missing;
    Finding finding =
        begin(figure, missing ? FindingKind::missing_number : FindingKind::placeholder);
    // Where the number should stand.
    if (missing) finding.end = finding.begin;
    finding.reason = missing ? "proof.missing" : "proof.placeholder";
    const auto known = std::find_if(grounds.begin(), grounds.end(), [&](const Ground& each) {
      // Where no unit says what is missing, the words must be almost those of the figure.
      const bool sure =
          each.match.by_mark || !figure.unit.empty() || each.match.score >= score_of_a_bare_hole;
      return sure && !each.other_unit && !each.by_chance && each.figure.number() != nullptr;
    });
    if (known != grounds.end()) {
      name(finding, *known);
      finding.reason = missing ? "proof.missing_known" : "proof.placeholder_known";
      tell(finding, *known);
    }
    proof_.findings.push_back(std::move(finding));
  }

  // A row of a month or of a unit below tells the figures of that month or unit; what they are is
  // said by the column. Every other row tells what it counts.
  std::string subject_of(const Cell& cell) {
    if (cell.row.empty() || cell.column.empty()) return cell.row + cell.column;
    if (const auto period = period_of(cell.row)) {
      scope_.period = *period;
      scope_.by_table = true;
      return cell.column;
    }
    for (const org::Unit& unit : figures_.directory().units()) {
      if (unit.name != cell.row && unit.short_name != cell.row) continue;
      scope_.unit = unit.code;
      scope_.by_table = true;
      return cell.column;
    }
    return cell.row + cell.column;
  }

  // 3月, 2020年3月, 一季度: in the year of the report if none is said.
  std::optional<Period> period_of(const std::string& head) const {
    const reading::Reading read = reading::read(head);
    if (read.figures.size() != 1) return std::nullopt;
    const reading::Figure& figure = read.figures.front();
    const bool whole = figure.begin_byte == 0 && figure.end_byte == head.size();
    if (!whole || figure.value.form != reading::Value::Form::date) return std::nullopt;
    reading::Moment moment = figure.value.first;
    if (moment.year == 0) moment.year = static_cast<std::int16_t>(request_.period.first().year());
    const auto period = Period::parse(moment.to_string());
    return period ? std::optional<Period>(*period) : std::nullopt;
  }

  // ---- the figures that may be meant

  Result<std::vector<Ground>> grounds_of(const reading::Figure& figure) {
    std::vector<Ground> grounds;
    if (const DraftMark* mark = mark_of(figure)) {
      const auto name = FigureName::parse(mark->figure);
      if (name) {
        if (auto asked = TRY(ask(*name))) {
          Ground ground;
          ground.unit = asked->unit_of_measure;
          ground.other_unit = likeness(figure.unit.to_string(), ground.unit) == Likeness::other &&
                              figure.measure != reading::Measure::growth;
          ground.figure = std::move(*asked);
          ground.match = {100, "", true};
          grounds.push_back(std::move(ground));
          return grounds;
        }
      }
    }
    if (!is_measured(figure) || is_part_of_a_unit(figure)) return grounds;
    for (const Candidate& candidate : candidates(vocabulary_, figure, around_of(figure),
                                                 paragraph_of(figure.begin_byte)->table >= 0)) {
      for (const Period& period : periods_of(figure, *candidate.saying)) {
        FigureName name;
        name.aspect = candidate.saying->aspect;
        name.indicator = candidate.saying->indicator->id;
        name.unit = candidate.saying->of_unit.empty() ? scope_.unit : candidate.saying->of_unit;
        name.period = period;
        name.filter = candidate.saying->filter;
        Ground ground;
        ground.unit = candidate.saying->unit;
        ground.other_unit = candidate.other_unit;
        ground.by_chance = candidate.by_chance;
        ground.named = candidate.names_it;
        ground.other_period = says_other_year(figure) && period == request_.period;
        ground.match = {candidate.score, candidate.saying->words, false};
        if (TRY(add_of_campaign(name, ground, grounds))) continue;
        auto asked = TRY(ask(name));
        if (!asked) continue;
        ground.figure = std::move(*asked);
        grounds.push_back(std::move(ground));
      }
    }
    std::stable_sort(grounds.begin(), grounds.end(), [](const Ground& a, const Ground& b) {
      return a.match.score > b.match.score;
    });
    return grounds;
  }

  // Where a campaign is spoken of, its own figure is meant rather than that of the whole, and never
  // that of another campaign. True if the name is of another one.
  Result<bool> add_of_campaign(FigureName name, Ground ground, std::vector<Ground>& grounds) {
    if (scope_.campaign.empty() || name.unit != scope_.unit) return false;
    const auto tag = std::find_if(name.filter.begin(), name.filter.end(),
                                  [](const auto& each) { return each.first == "tag"; });
    if (tag != name.filter.end() && tag->second == scope_.campaign) return false;
    const bool of_another = tag != name.filter.end();
    if (of_another) {
      tag->second = scope_.campaign;
    } else {
      name.filter.emplace_back("tag", scope_.campaign);
      std::sort(name.filter.begin(), name.filter.end());
    }
    auto asked = TRY(ask(name));
    if (!asked || asked->number() == nullptr) return of_another;
    ground.by_chance = !ground.named;  // no sentence was learned that says it so
    constexpr int nearer = 2;          // the whole is still as good if it is what agrees
    ground.match.score += of_another ? 0 : nearer;
    ground.figure = std::move(*asked);
    grounds.push_back(std::move(ground));
    return of_another;
  }

  // The one campaign that the paragraph names; else one before it under the same heading; else the
  // headings. "" where none is named, or several are.
  std::string campaign_of(const reading::Figure& figure) const {
    const DraftParagraph* place = paragraph_of(figure.begin_byte);
    const std::size_t floor =
        figure.heading < read_.headings.size() ? read_.headings[figure.heading].end_byte : 0;
    constexpr int paragraphs_max = 8;  // what stands further above is about something else
    for (int looked = 0; looked < paragraphs_max; ++looked) {
      const auto named = vocabulary_.campaigns_in(bare(words(place->begin, place->end)));
      if (!named.empty()) return named.size() == 1 ? named.front() : "";
      if (place == draft_.paragraphs.data() || std::prev(place)->begin < floor) break;
      --place;
    }
    for (std::uint32_t at = figure.heading; at < read_.headings.size();
         at = read_.headings[at].parent) {
      const auto named = vocabulary_.campaigns_in(
          bare(words(read_.headings[at].begin_byte, read_.headings[at].end_byte)));
      if (!named.empty()) return named.size() == 1 ? named.front() : "";
    }
    return "";
  }

  const DraftMark* mark_of(const reading::Figure& figure) const {
    for (const DraftMark& mark : draft_.marks) {
      if (mark.begin < figure.end_byte && figure.begin_byte < mark.end) return &mark;
    }
    return nullptr;
  }

  // The paragraph and the headings above it.
  std::string around_of(const reading::Figure& figure) const {
    const DraftParagraph* place = paragraph_of(figure.begin_byte);
    std::string around = bare(words(place->begin, place->end));
    for (std::uint32_t at = figure.heading; at < read_.headings.size();
         at = read_.headings[at].parent) {
      around += bare(words(read_.headings[at].begin_byte, read_.headings[at].end_byte));
    }
    return around;
  }

  // The period of the words that were learned, what the report is of, what the sentence says: a day
  // in a sentence is more often that of an event than the period of its figures. Another year than
  // the report's is meant as it is said.
  std::vector<Period> periods_of(const reading::Figure& figure, const Saying& saying) const {
    if (scope_.by_table) return {scope_.period};
    std::vector<Period> periods;
    const auto put = [&](const Period& period) {
      if (std::find(periods.begin(), periods.end(), period) == periods.end()) {
        periods.push_back(period);
      }
    };
    const auto said = Period::parse(figure.period.to_string());
    if (saying.period) put(*saying.period);
    if (says_other_year(figure)) put(*said);
    put(request_.period);
    if (said) put(*said);
    return periods;
  }

  bool says_other_year(const reading::Figure& figure) const {
    const auto said = Period::parse(figure.period.to_string());
    return said && !said->overlaps(request_.period);
  }

  const DraftParagraph* paragraph_of(std::size_t at) const {
    const auto after = std::upper_bound(
        draft_.paragraphs.begin(), draft_.paragraphs.end(), at,
        [](std::size_t byte, const DraftParagraph& each) { return byte < each.begin; });
    return &*std::prev(after);
  }

  // Whether a figure without any indicator is one that somebody could ask a source of.
  bool wants_ground(const reading::Figure& figure) const {
    const DraftParagraph* place = paragraph_of(figure.begin_byte);
    const bool label = place->table >= 0 && (place->row == 0 || place->column == 0);
    return is_measured(figure) && figure.measure != reading::Measure::rank && !figure.plan &&
           place->outline == 0 && !label && !parts_a_text(figure.subject) &&
           !is_part_of_a_name(figure) && !is_part_of_a_unit(figure);
  }

  // 五十亩 of 五十亩村: the beginning of a unit's name.
  bool is_part_of_a_unit(const reading::Figure& figure) const {
    const std::string_view said = words(figure.begin_byte, figure.end_byte);
    for (const org::Unit& unit : figures_.directory().units()) {
      if (text::starts_with(unit.short_name.empty() ? unit.name : unit.short_name, said))
        return true;
    }
    return false;
  }

  // 5亿元 of 年营收5亿元以上企业: a bound that belongs to the name of what is counted.
  bool is_part_of_a_name(const reading::Figure& figure) const {
    const DraftParagraph* place = paragraph_of(figure.begin_byte);
    const std::string_view after = words(figure.end_byte, place->end);
    if (makes_a_bound(after)) return true;
    const std::string around = bare(words(place->begin, place->end));
    const std::string said = bare(words(figure.begin_byte, figure.end_byte));
    for (const Saying& saying : vocabulary_.sayings()) {
      const std::size_t at = saying.words.find(said);
      if (at == std::string::npos || saying.words == said) continue;
      // With what follows it in the name, so that no other 5亿元 is taken for it.
      if (around.find(saying.words.substr(at, said.size() + 6)) != std::string::npos) return true;
    }
    return false;
  }

  // None where it may not be read or is not known here.
  Result<std::optional<Figure>> ask(const FigureName& name) {
    Result<Figure> figure = figures_.figure(name);
    if (figure) return std::optional<Figure>(std::move(*figure));
    const ErrorKind kind = figure.error().kind;
    if (kind == ErrorKind::corrupt || kind == ErrorKind::busy) {
      return fail(std::move(figure.error()));
    }
    return std::optional<Figure>();
  }

  static std::optional<Holding> holds(const Claim& claim, const Ground& ground) {
    const int power = measure_of(ground.figure.unit_of_measure).power;
    const auto truth = ground.figure.number()->shifted(power);
    if (!truth) return std::nullopt;
    // A fall of 3 % is told as 下降3%.
    const Decimal value =
        ground.figure.name.aspect == indicator::Aspect::growth ? truth->abs() : *truth;
    return hold(claim, value, ground.figure.qualifier);
  }

  void name(Finding& finding, const Ground& ground) const {
    finding.name = ground.figure.name;
    finding.title = ground.figure.indicator->title.in(request_.language);
    finding.figure_kind = ground.figure.kind;
    finding.match = ground.match;
  }

  void tell(Finding& finding, const Ground& ground) const {
    if (const Decimal* number = ground.figure.number()) {
      finding.value = number->to_string();
    } else if (const Day* day = ground.figure.day()) {
      finding.value = day->to_string();
    }
    if (!finding.value.empty()) finding.truth = state(ground.figure, request_.language).text;
    finding.fields.push_back({"title", finding.title});
    finding.fields.push_back({"said", finding.said});
    finding.fields.push_back({"truth", finding.truth});
    if (finding.kind != FindingKind::proven) finding.suggestion = finding.truth;
  }

  // ---- what the draft says of its own figures

  // Where one of its figures is known to be wrong, that is why they do not go together; where all
  // are proven, they need not.
  bool is_told_already(const reading::Relation& relation) const {
    std::size_t proven = 0;
    for (const std::uint32_t index : relation.figures) {
      const reading::Figure& figure = read_.figures[index];
      for (const Finding& finding : proof_.findings) {
        if (finding.begin != figure.begin_byte || finding.kind == FindingKind::ungrounded) continue;
        if (finding.kind != FindingKind::proven) return true;
        ++proven;
      }
    }
    return proven > 0 && proven == relation.figures.size();
  }

  void relate(const reading::Relation& relation) {
    using reading::RelationKind;
    using reading::Verdict;
    if (relation.verdict != Verdict::fails && relation.verdict != Verdict::suspicious) return;
    if (is_told_already(relation)) return;
    FindingKind kind = FindingKind::arithmetic;
    switch (relation.kind) {
      case RelationKind::sum:
      case RelationKind::share:
      case RelationKind::new_total:
        kind = FindingKind::arithmetic;
        break;
      case RelationKind::list_length:
        kind = FindingKind::list_length;
        break;
      case RelationKind::growth:
        kind = FindingKind::growth;
        break;
      case RelationKind::repeat:
        kind = FindingKind::inconsistent_repeat;
        break;
      case RelationKind::near_copy:
        kind = FindingKind::copied;
        break;
    }
    Finding finding;
    finding.kind = kind;
    finding.begin = relation.begin_byte;
    finding.end = relation.end_byte;
    if (!relation.figures.empty()) {
      const reading::Figure& first = read_.figures[relation.figures.front()];
      finding.begin = first.begin_byte;
      finding.end = first.end_byte;
      finding.subject = first.thing();
    }
    finding.said = words(finding.begin, finding.end);
    finding.reason = relation.why;
    finding.fields = {
        {"expected", relation.expected}, {"found", relation.found}, {"said", finding.said}};
    finding.suggestion = relation.expected;
    proof_.findings.push_back(std::move(finding));
  }

  const Request& request_;
  const Draft& draft_;
  const Vocabulary& vocabulary_;
  indicator::FigureView& figures_;
  Cells cells_;
  // Whose figures are meant where the sentence, or the cell, names no other.
  struct Scope {
    std::string unit;
    Period period;
    bool by_table = false;
    std::string campaign;  // code of a tag; "" for none
  };
  Scope scope_;
  reading::Reading read_;
  Proof proof_;
};

Result<Proof> prove(const Request& request, const Words& words, indicator::FigureView& figures) {
  return Prover(request, words, figures).run();
}

}  // namespace youju::proof
