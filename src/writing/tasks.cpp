// What a draft still lacks, and what has moved below it.
#include <youju/writing/printing.h>

#include <algorithm>
#include <map>

namespace youju::writing {
namespace {

using BlocksOf = std::map<std::string, std::vector<std::string>>;

void add_once(std::vector<std::string>& texts, const std::string& text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

// The ledger on whose records an indicator is measured, "" if it is declared or computed.
std::string ledger_of(const indicator::IndicatorSet& indicators, const std::string& name) {
  const indicator::Indicator* found = indicators.find(name);
  if (found == nullptr) return "";
  const auto* aggregate = std::get_if<indicator::Aggregate>(&found->value);
  return aggregate == nullptr ? "" : aggregate->ledger;
}

}  // namespace

Result<Tasks> Drafts::tasks(const org::Access& access, const Uuid& id) const {
  const Reading reading = TRY(read(access, id, 0));
  const narrative::Document& document = reading.filled.document;
  Tasks tasks;
  tasks.as_of = document.as_of;
  BlocksOf blocks_of;
  std::map<std::pair<std::string, std::string>, std::size_t> moved;
  const std::vector<Block>& blocks = reading.version.content.blocks;
  for (std::size_t index = 0; index < blocks.size(); ++index) {
    const auto [first, after] = reading.filled.places[index];
    if (blocks[index].kind == Block::Kind::generated || first == after) continue;
    for (const narrative::Inline& part : *line_of(document.blocks[first])) {
      const auto* mark = std::get_if<narrative::FigureMark>(&part);
      if (mark == nullptr) continue;
      const std::string name = mark->name.to_string();
      add_once(blocks_of[name], blocks[index].id);
      const Printed* then = find_printed(reading.version.printed, *mark);
      if (then == nullptr || (then->value == mark->value && then->kind == mark->kind)) continue;
      const auto [at, added] = moved.try_emplace({name, then->wording}, tasks.moved.size());
      if (added) {
        tasks.moved.push_back({name,
                               then->wording,
                               mark->title,
                               then->text,
                               mark->text,
                               then->value,
                               mark->value,
                               {}});
      }
      add_once(tasks.moved[at->second].blocks, blocks[index].id);
    }
  }
  for (const narrative::Gap& gap : document.gaps) {
    Gap task;
    task.figure = gap.mark.name.to_string();
    task.title = gap.mark.title;
    task.reason = gap.reason;
    task.ledger = ledger_of(*needs_.figures.indicators(), gap.mark.name.indicator);
    task.blocks = blocks_of[task.figure];
    tasks.gaps.push_back(std::move(task));
  }
  return tasks;
}

Result<std::vector<Printed>> Drafts::printed_now(const org::Access& access, const Uuid& id,
                                                 const Version& a, const Version& b) const {
  const Draft draft = TRY(find(access, id));
  Composed composed = TRY(compose_template(*this, access, draft));
  std::vector<Printed> all = printed_of(TRY(fill_in(*this, access, composed, a.content)));
  for (Printed& each : printed_of(TRY(fill_in(*this, access, composed, b.content)))) {
    if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(std::move(each));
  }
  return all;
}

}  // namespace youju::writing
