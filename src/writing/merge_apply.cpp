#include <youju/writing/merge.h>

#include <algorithm>
#include <array>

namespace youju::writing {
namespace {

using narrative::Inline;
using narrative::Line;
using narrative::Text;

constexpr std::array<std::string_view, 3> takes = {"", "mine", "theirs"};
constexpr std::array<std::string_view, 3> figure_takes = {"", "chip", "text"};

tl::unexpected<Error> no_such_change(const std::string& id) {
  return fail(ErrorKind::not_found, "writing.no_such_change", {{"change", id}});
}

bool is_undecided(const MergeChange& change) {
  if (change.take == Take::undecided) return true;
  return change.take == Take::theirs &&
         std::any_of(change.figures.begin(), change.figures.end(), [](const MergeFigure& figure) {
           return figure.take == TakeFigure::undecided;
         });
}

// The file's line with the figures as they were decided.
Line decided(const MergeChange& change) {
  Line line = change.theirs;
  for (const MergeFigure& figure : change.figures) {
    if (figure.verdict == MergeFigure::Verdict::removed) continue;
    if (figure.take == TakeFigure::text) line[figure.run] = Text{figure.found, false};
  }
  // One that was removed and shall stay is put where the reader sees it: at the end.
  for (const MergeFigure& figure : change.figures) {
    if (figure.verdict == MergeFigure::Verdict::removed && figure.take == TakeFigure::chip) {
      line.emplace_back(figure.mark);
    }
  }
  Line joined;
  for (Inline& part : line) {
    auto* words = std::get_if<Text>(&part);
    auto* last = joined.empty() ? nullptr : std::get_if<Text>(&joined.back());
    if (words != nullptr && last != nullptr) {
      last->text += words->text;
    } else {
      joined.push_back(std::move(part));
    }
  }
  return joined;
}

class Merger {
 public:
  Merger(const MergeProposal& proposal, const Content& present)
      : proposal_(proposal), content_(present) {}

  Content merge() {
    for (const MergeChange& change : proposal_.changes) {
      if (change.take != Take::theirs) continue;
      switch (change.kind) {
        case MergeChange::Kind::title:
          title(change);
          break;
        case MergeChange::Kind::added:
          add(change);
          break;
        case MergeChange::Kind::changed:
          put(change);
          break;
        case MergeChange::Kind::removed:
          break;  // at the end: new blocks stand behind those that go
      }
    }
    for (const MergeChange& change : proposal_.changes) {
      if (change.kind != MergeChange::Kind::removed || change.take != Take::theirs) continue;
      std::erase_if(content_.blocks, [&](const Block& each) { return each.id == change.block; });
    }
    return std::move(content_);
  }

 private:
  std::vector<Block>::iterator find(std::string_view id) {
    return std::find_if(content_.blocks.begin(), content_.blocks.end(),
                        [&](const Block& each) { return each.id == id; });
  }

  void title(const MergeChange& change) {
    content_.title.clear();
    for (const Inline& line : change.theirs) {
      content_.title.push_back(std::get<Text>(line).text);
    }
  }

  void put(const MergeChange& change) {
    const auto block = find(change.block);
    // Taken out of the draft since, and wanted back as the file has it.
    if (block == content_.blocks.end()) {
      MergeChange again = change;
      again.after = content_.blocks.empty() ? "" : content_.blocks.back().id;
      add(again);
    } else {
      block->line = decided(change);
    }
  }

  void add(const MergeChange& change) {
    Block block;
    block.id = fmt::format("v{}-{}", proposal_.version + 1, ++added_);
    block.kind = change.level > 0 ? Block::Kind::heading : Block::Kind::paragraph;
    block.level = std::max(change.level, 1);
    block.line = decided(change);
    auto at = content_.blocks.begin();
    const std::string& after = change.after == last_after_ ? last_added_ : change.after;
    if (!after.empty()) {
      at = find(after);
      if (at != content_.blocks.end()) ++at;
    }
    last_after_ = change.after;
    last_added_ = block.id;
    content_.blocks.insert(at, std::move(block));
  }

  const MergeProposal& proposal_;
  Content content_;
  int added_ = 0;
  // Several new ones behind one block keep their order.
  std::string last_after_ = "\n", last_added_;
};

}  // namespace

std::size_t MergeProposal::undecided() const {
  return static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), is_undecided));
}

std::string_view take_name(Take take) { return takes[static_cast<std::size_t>(take)]; }
std::string_view take_name(TakeFigure take) { return figure_takes[static_cast<std::size_t>(take)]; }

Result<Take> parse_take(std::string_view text) {
  const auto found = std::find(takes.begin(), takes.end(), text);
  if (found != takes.end()) return static_cast<Take>(found - takes.begin());
  return fail(ErrorKind::bad_input, "writing.unknown_take", {{"text", std::string(text)}});
}

Result<TakeFigure> parse_take_figure(std::string_view text) {
  const auto found = std::find(figure_takes.begin(), figure_takes.end(), text);
  if (found != figure_takes.end()) return static_cast<TakeFigure>(found - figure_takes.begin());
  return fail(ErrorKind::bad_input, "writing.unknown_take", {{"text", std::string(text)}});
}

std::string_view merge_kind_name(MergeChange::Kind kind) {
  constexpr std::array<std::string_view, 4> names = {"changed", "added", "removed", "title"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view verdict_name(MergeFigure::Verdict verdict) {
  constexpr std::array<std::string_view, 3> names = {"overwritten", "reworded", "removed"};
  return names[static_cast<std::size_t>(verdict)];
}

Result<Content> merged(const MergeProposal& proposal, const Content& present,
                       const std::vector<MergeChoice>& choices) {
  MergeProposal chosen = proposal;
  for (const MergeChoice& choice : choices) {
    const auto change =
        std::find_if(chosen.changes.begin(), chosen.changes.end(),
                     [&](const MergeChange& each) { return each.id == choice.change; });
    if (change == chosen.changes.end()) return no_such_change(choice.change);
    if (choice.take != Take::undecided) change->take = choice.take;
    for (const auto& [index, take] : choice.figures) {
      if (index >= change->figures.size()) return no_such_change(choice.change);
      change->figures[index].take = take;
    }
  }
  if (chosen.undecided() > 0) {
    return fail(ErrorKind::bad_input, "writing.merge_undecided",
                {{"changes", std::to_string(chosen.undecided())}});
  }
  return Merger(chosen, present).merge();
}

}  // namespace youju::writing
