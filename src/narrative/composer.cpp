#include <youju/base/text.h>
#include <youju/narrative/composer.h>

#include <algorithm>
#include <utility>

namespace youju::narrative {
namespace {

bool fits(std::strong_ordering order, indicator::Compare op) {
  switch (op) {
    case indicator::Compare::equal:
      return order == 0;
    case indicator::Compare::not_equal:
      return order != 0;
    case indicator::Compare::less:
      return order < 0;
    case indicator::Compare::less_equal:
      return order <= 0;
    case indicator::Compare::greater:
      return order > 0;
    case indicator::Compare::greater_equal:
      return order >= 0;
  }
  return false;
}

// A line ends with the mark it is told to, whatever mark its template put there.
void end_with(Line& line, std::string_view mark) {
  while (!line.empty()) {
    auto* text = std::get_if<Text>(&line.back());
    if (text == nullptr) break;
    for (std::string_view end : {"。", "；", ";", ".", " "}) {
      if (text->text.ends_with(end)) text->text.resize(text->text.size() - end.size());
    }
    if (!text->text.empty()) break;
    line.pop_back();
  }
  line.emplace_back(Text{std::string(mark), false});
}

}  // namespace

Result<bool> Composer::holds(const TemplateCondition& condition) {
  switch (condition.kind) {
    case TemplateCondition::Kind::all:
      for (const TemplateCondition& part : condition.parts) {
        if (!TRY(holds(part))) return false;
      }
      return true;
    case TemplateCondition::Kind::any:
      for (const TemplateCondition& part : condition.parts) {
        if (TRY(holds(part))) return true;
      }
      return false;
    case TemplateCondition::Kind::none:
      return !TRY(holds(condition.parts.front()));
    case TemplateCondition::Kind::records:
      return TRY(figures_.has_records(condition.ledger, request_.unit, request_.period));
    case TemplateCondition::Kind::ground:
      return TRY(ask(condition.figure)).kind != indicator::FigureKind::missing;
    case TemplateCondition::Kind::compare: {
      const indicator::Figure figure = TRY(ask(condition.figure));
      return figure.number() != nullptr &&
             fits(*figure.number() <=> condition.number, condition.op);
    }
  }
  return false;
}

Result<void> Composer::add(const TemplateBlock& block) {
  const auto* head = std::get_if<HeadingBlock>(&block.value);
  if (skip_below_ > 0) {
    if (head == nullptr || head->level > skip_below_) return {};
    skip_below_ = 0;
  }
  if (block.when && !TRY(holds(*block.when))) {
    if (head != nullptr) skip_below_ = head->level;
    return {};
  }
  if (head != nullptr) return heading(*head);
  if (const auto* paragraph = std::get_if<ParagraphBlock>(&block.value)) {
    document_.blocks.emplace_back(Paragraph{Paragraph::Kind::body, TRY(line(paragraph->spans))});
    return {};
  }
  if (const auto* list = std::get_if<PointsBlock>(&block.value)) return points(*list);
  if (const auto* records = std::get_if<TableBlock>(&block.value)) return table(*records);
  if (const auto* picture = std::get_if<ChartBlock>(&block.value)) return chart(*picture);
  if (const auto* wanted = std::get_if<TargetsBlock>(&block.value)) return targets(*wanted);
  if (const auto* figures = std::get_if<AnnexBlock>(&block.value)) return annex(*figures);
  sign();
  return {};
}

Result<void> Composer::heading(const HeadingBlock& block) {
  document_.blocks.emplace_back(Heading{block.level, "", TRY(line(block.spans))});
  return {};
}

// 一是…；二是…；三是…。 Only the points that stand are counted.
Result<void> Composer::points(const PointsBlock& block) {
  std::vector<Line> items;
  for (const PointsBlock::Item& item : block.items) {
    if (item.when && !TRY(holds(*item.when))) continue;
    items.push_back(TRY(line(item.spans)));
  }
  if (items.empty()) return {};
  Line whole;
  for (std::size_t index = 0; index < items.size(); ++index) {
    if (items.size() > 1) {
      whole.emplace_back(Text{
          say("narrative.point", {{"number", text::chinese_numeral(static_cast<int>(index) + 1)}}),
          false});
    }
    end_with(items[index], index + 1 == items.size() ? "。" : "；");
    whole.insert(whole.end(), items[index].begin(), items[index].end());
  }
  document_.blocks.emplace_back(Paragraph{Paragraph::Kind::body, std::move(whole)});
  return {};
}

Result<void> Composer::annex(const AnnexBlock& block) {
  if (used_.empty()) return {};
  document_.blocks.emplace_back(PageBreak{});
  Table table;
  table.title = block.title.empty() ? say("narrative.annex_title") : block.title;
  table.header = {say("narrative.column.number"), say("narrative.column.indicator"),
                  say("narrative.column.value"), say("narrative.column.kind"),
                  say("narrative.column.ground")};
  table.widths = {80, 330, 200, 110, 280};
  table.numeric = {false, false, true, false, false};
  // The annex prints figures too: it works on what the text above has used.
  const std::vector<indicator::Figure> used = used_;
  bool provisional = false;
  for (std::size_t index = 0; index < used.size(); ++index) {
    const indicator::Figure& figure = used[index];
    provisional = provisional || figure.provisional;
    indicator::Wording exact = default_wording(figure);
    exact.rounding = indicator::Wording::Rounding::exact;
    exact.power = 0;
    exact.places = figure.name.aspect == indicator::Aspect::growth ? exact.places : -1;
    if (exact.form == indicator::Form::chinese) exact.form = indicator::Form::plain;
    table.rows.push_back(
        {{Text{std::to_string(index + 1), false}},
         {Text{title_of(figure), false}},
         {TRY(mark(figure, exact))},
         {Text{say("narrative.kind." + std::string(figure_kind_name(figure.kind))), false}},
         {Text{TRY(ground_of(figure)), false}}});
  }
  document_.blocks.emplace_back(std::move(table));
  const auto note = [&](std::string text) {
    document_.blocks.emplace_back(Paragraph{Paragraph::Kind::note, {Text{std::move(text), false}}});
  };
  note(say("narrative.as_of_note", {{"seq", std::to_string(document_.as_of)},
                                    {"hash", document_.chain_hash.substr(0, 16)}}));
  if (provisional) note(say("narrative.provisional_note"));
  if (balanced_) note(say("narrative.balanced_note"));
  gap_list();
  return {};
}

void Composer::gap_list() {
  if (document_.gaps.empty()) return;
  Table table;
  table.title = say("narrative.gaps_title");
  table.header = {say("narrative.column.number"), say("narrative.column.indicator"),
                  say("narrative.column.reason")};
  table.widths = {80, 460, 460};
  table.numeric = {false, false, false};
  for (std::size_t index = 0; index < document_.gaps.size(); ++index) {
    const Gap& gap = document_.gaps[index];
    table.rows.push_back({{Text{std::to_string(index + 1), false}},
                          {Text{gap.mark.title, false}},
                          {Text{gap.reason, false}}});
  }
  document_.blocks.emplace_back(std::move(table));
}

void Composer::sign() {
  const std::string& unit = document_.unit_name;
  document_.blocks.emplace_back(Paragraph{Paragraph::Kind::signature, {Text{unit, false}}});
  indicator::Wording full;
  full.form = indicator::Form::full_date;
  document_.blocks.emplace_back(Paragraph{
      Paragraph::Kind::signature, {Text{indicator::state(request_.issued, full).text, false}}});
}

// Headings without anything below them are taken out.
void Composer::drop_empty_headings() {
  std::vector<Block>& blocks = document_.blocks;
  for (std::size_t index = blocks.size(); index-- > 0;) {
    const auto* head = std::get_if<Heading>(&blocks[index]);
    if (head == nullptr) continue;
    const auto* after =
        index + 1 < blocks.size() ? std::get_if<Heading>(&blocks[index + 1]) : nullptr;
    const bool stops = index + 1 == blocks.size() ||
                       std::holds_alternative<PageBreak>(blocks[index + 1]) ||
                       (after != nullptr && after->level <= head->level);
    if (stops) blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(index));
  }
}

// 一、（一）1.（1）
void Composer::number_headings() {
  std::array<int, 5> counts{};
  for (Block& block : document_.blocks) {
    auto* head = std::get_if<Heading>(&block);
    if (head == nullptr) continue;
    const auto level = static_cast<std::size_t>(head->level);
    ++counts[level];
    std::fill(counts.begin() + static_cast<std::ptrdiff_t>(level) + 1, counts.end(), 0);
    const int number = counts[level];
    switch (head->level) {
      case 1:
        head->number = text::chinese_numeral(number) + "、";
        break;
      case 2:
        head->number = "（" + text::chinese_numeral(number) + "）";
        break;
      case 3:
        head->number = std::to_string(number) + ".";
        break;
      default:
        head->number = "（" + std::to_string(number) + "）";
        break;
    }
  }
}

void Composer::begin(const Clock& clock) {
  const org::Unit& unit = figures_.directory().unit(request_.unit);
  document_.unit_code = unit.code;
  document_.unit_name = unit.name;
  document_.template_name = request_.source->name();
  document_.period = request_.period;
  document_.language = request_.language;
  document_.as_of = figures_.as_of();
  document_.chain_hash = to_hex(ledgers_.head().hash);
  document_.made_at = instant_to_string(clock.now_ms());
}

Result<Document> Composer::compose(const Clock& clock) {
  begin(clock);
  const Template::Body& body = request_.source->body();
  for (const Spans& spans : body.heading) document_.title.push_back(TRY(plain(spans)));
  for (const Spans& spans : body.subtitle) {
    document_.blocks.emplace_back(Paragraph{Paragraph::Kind::subtitle, TRY(line(spans))});
  }
  for (const TemplateBlock& block : body.blocks) TRY(add(block));
  drop_empty_headings();
  number_headings();
  return std::move(document_);
}

std::vector<org::UnitId> quotable(org::UnitId unit, const org::UnitTree& tree) {
  std::vector<org::UnitId> above;
  if (tree.has(unit)) above = tree.path(unit);
  std::erase(above, unit);
  return above;
}

Result<Document> compose(const ComposeRequest& request, indicator::FigureView& figures,
                         const ledger::Ledgers& ledgers, const org::Access& access,
                         const Clock& clock) {
  CHECK(request.source != nullptr);
  // It writes nothing down: who may read the figures may read them in sentences.
  TRY(access.require(org::Action::read, request.unit, *figures.directory().tree(clock.today())));
  return Composer(request, figures, ledgers, access).compose(clock);
}

std::vector<const FigureMark*> figures_of(const Document& document) {
  std::vector<const FigureMark*> marks;
  const auto collect = [&](const Line& line) {
    for (const Inline& part : line) {
      if (const auto* mark = std::get_if<FigureMark>(&part)) marks.push_back(mark);
    }
  };
  for (const Block& block : document.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) collect(heading->line);
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) collect(paragraph->line);
    if (const auto* table = std::get_if<Table>(&block)) {
      for (const auto& row : table->rows) {
        for (const Line& cell : row) collect(cell);
      }
    }
  }
  return marks;
}

}  // namespace youju::narrative
