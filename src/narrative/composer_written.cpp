#include <youju/narrative/composer.h>

#include <utility>

namespace youju::narrative {

Result<FigureMark> Composer::filled(const FigureMark& written) {
  const Result<indicator::Figure> figure = figures_.figure(written.name);
  if (figure) return mark(*figure, written.wording);
  FigureMark gap;
  gap.name = written.name;
  gap.wording = written.wording;
  gap.title = written.name.to_string();
  gap.text = say("figure.gap", {{"title", gap.title}});
  if (used_names_.insert(gap.title).second) {
    document_.gaps.push_back(Gap{gap, say(figure.error().what, figure.error().fields)});
  }
  return gap;
}

Result<Line> Composer::filled(const Line& written) {
  Line line;
  for (const Inline& part : written) {
    if (const auto* figure = std::get_if<FigureMark>(&part)) {
      line.emplace_back(TRY(filled(*figure)));
    } else {
      line.push_back(part);
    }
  }
  return line;
}

Result<void> Composer::fill(const Written& written, Filled& filled_in) {
  std::vector<Block>& blocks = document_.blocks;
  for (const WrittenBlock& block : written.blocks) {
    const std::size_t first = blocks.size();
    if (const auto* heading = std::get_if<Heading>(&block)) {
      blocks.emplace_back(Heading{heading->level, "", TRY(filled(heading->line))});
    } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      blocks.emplace_back(Paragraph{paragraph->kind, TRY(filled(paragraph->line))});
    } else if (const auto* records = std::get_if<Table>(&block)) {
      blocks.emplace_back(*records);
    } else if (const auto* picture = std::get_if<Chart>(&block)) {
      blocks.emplace_back(*picture);
    } else {
      TRY(annex(AnnexBlock{std::get<Annex>(block).title}));
    }
    filled_in.places.emplace_back(first, blocks.size());
  }
  number_headings();
  return {};
}

Result<Filled> Composer::fill(const Written& written, const Clock& clock) {
  begin(clock);
  document_.title = written.title;
  Filled filled_in;
  TRY(fill(written, filled_in));
  filled_in.document = std::move(document_);
  return filled_in;
}

Result<Filled> fill(const Written& written, const ComposeRequest& request,
                    indicator::FigureView& figures, const ledger::Ledgers& ledgers,
                    const org::Access& access, const Clock& clock) {
  CHECK(request.source != nullptr);
  TRY(access.require(org::Action::read, request.unit, *figures.directory().tree(clock.today())));
  return Composer(request, figures, ledgers, access).fill(written, clock);
}

}  // namespace youju::narrative
