#include <youju/writing/printing.h>

#include <algorithm>
#include <set>

namespace youju::writing {
namespace {

narrative::WrittenBlock written_of(const Block& block) {
  if (block.kind == Block::Kind::heading) return narrative::Heading{block.level, "", block.line};
  return narrative::Paragraph{block.paragraph, block.line};
}

}  // namespace

Result<Composed> compose_template(const Drafts& drafts, const org::Access& access,
                                  const Draft& draft) {
  const Needs& needs = drafts.needs();
  Composed composed;
  composed.source =
      std::make_unique<narrative::Template>(TRY(needs.find_template(draft.template_name)));
  composed.request.source = composed.source.get();
  composed.request.unit = TRY(needs.ledgers.directory()->find(draft.unit));
  composed.request.period = draft.period;
  composed.request.issued = std::min(needs.clock.today(), draft.period.last());
  composed.figures = drafts.view(access, composed.request.unit);
  composed.parts = take_apart(TRY(narrative::compose(composed.request, *composed.figures,
                                                     needs.ledgers, access, needs.clock)),
                              1);
  return composed;
}

Result<Reading> fill_in(const Drafts& drafts, const org::Access& access, Composed& composed,
                        const Content& content) {
  Reading reading;
  narrative::Written written;
  written.title = content.title;
  std::set<std::string> used;
  for (const Block& block : content.blocks) {
    if (block.kind != Block::Kind::generated) {
      reading.present.push_back(true);
      reading.title_of_generated.emplace_back();
      written.blocks.push_back(written_of(block));
      continue;
    }
    const Generated* generated = find_generated(composed.parts.generated, block.source);
    used.insert(block.source);
    reading.present.push_back(generated != nullptr);
    reading.title_of_generated.push_back(generated == nullptr ? "" : generated->title);
    if (generated != nullptr) written.blocks.push_back(generated->block);
  }
  const Needs& needs = drafts.needs();
  reading.filled = TRY(narrative::fill(written, composed.request, *composed.figures, needs.ledgers,
                                       access, needs.clock));
  // A place for every block, an empty one for what is no longer made.
  std::vector<std::pair<std::size_t, std::size_t>> places;
  std::size_t next = 0;
  std::size_t end = 0;
  for (const bool present : reading.present) {
    places.push_back(present ? reading.filled.places[next++] : std::pair(end, end));
    end = places.back().second;
  }
  reading.filled.places = std::move(places);
  for (const Generated& each : composed.parts.generated) {
    reading.offers.push_back({each.source, each.title, used.contains(each.source)});
  }
  return reading;
}

const narrative::Line* line_of(const narrative::Block& block) {
  if (const auto* heading = std::get_if<narrative::Heading>(&block)) return &heading->line;
  if (const auto* paragraph = std::get_if<narrative::Paragraph>(&block)) return &paragraph->line;
  return nullptr;
}

std::vector<Printed> printed_of(const Reading& reading) {
  std::vector<Printed> printed;
  std::set<std::pair<std::string, std::string>> known;
  for (const narrative::Block& block : reading.filled.document.blocks) {
    const narrative::Line* line = line_of(block);
    if (line == nullptr) continue;
    for (const narrative::Inline& part : *line) {
      const auto* mark = std::get_if<narrative::FigureMark>(&part);
      if (mark == nullptr) continue;
      Printed one{mark->name.to_string(), indicator::to_string(mark->wording), mark->text,
                  mark->value, mark->kind};
      if (known.emplace(one.figure, one.wording).second) printed.push_back(std::move(one));
    }
  }
  return printed;
}

}  // namespace youju::writing
