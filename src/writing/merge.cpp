#include <youju/base/text.h>
#include <youju/narrative/ground.h>
#include <youju/narrative/returned.h>
#include <youju/writing/alignment.h>
#include <youju/writing/choices.h>
#include <youju/writing/colophon.h>
#include <youju/writing/merge.h>
#include <youju/writing/printing.h>

#include <algorithm>
#include <set>

namespace youju::writing {
namespace {

using narrative::FigureMark;
using narrative::Inline;
using narrative::Line;
using narrative::Returned;
using narrative::ReturnedFigure;
using narrative::ReturnedParagraph;
using narrative::Text;

// Of a line only what a content keeps of it: words, names and wordings.
std::string spelled(const Line& line) {
  Block block;
  block.id = "x";
  block.line = line;
  return to_json({{}, {block}});
}

bool same_words(const Line& a, const Line& b) { return spelled(a) == spelled(b); }

void add_words(Line& line, std::string_view words) {
  if (!words.empty()) line.emplace_back(Text{std::string(words), false});
}

// Programs put blanks behind a paragraph, which nobody sees.
void trim_end(Line& line) {
  auto* last = line.empty() ? nullptr : std::get_if<Text>(&line.back());
  if (last == nullptr) return;
  const std::string_view all = last->text;
  const std::string_view kept = text::trimmed(all);
  last->text.resize(kept.empty() ? 0 : static_cast<std::size_t>(kept.end() - all.begin()));
  if (last->text.empty()) line.pop_back();
}

// Emphasis does not come back from a file: words that are otherwise the same keep theirs.
Line plain(const Line& line) {
  Line out;
  for (const Inline& part : line) {
    const auto* words = std::get_if<Text>(&part);
    auto* last = out.empty() ? nullptr : std::get_if<Text>(&out.back());
    if (words == nullptr) {
      out.push_back(part);
    } else if (last != nullptr) {
      last->text += words->text;
    } else {
      out.emplace_back(Text{words->text, false});
    }
  }
  trim_end(out);
  return out;
}

// A line of the version that the file was made from.
struct BaseLine {
  enum class Part { title, block, generated } part = Part::block;
  const Block* block = nullptr;  // of block
  Line line;
};

// A paragraph of the file.
struct TheirLine {
  Line line;                         // all of it
  Line unnumbered;                   // without the number of a heading
  int level = 0;                     // of that number
  std::vector<MergeFigure> figures;  // runs of `line`
};

class Proposer {
 public:
  Proposer(const Drafts& drafts, const Reading& base, const Version& present,
           const Returned& returned, const narrative::GroundViews& views)
      : drafts_(drafts), base_(base), present_(present), returned_(returned), views_(views) {
    for (const Content* content : {&base.version.content, &present.content}) {
      for (const FigureMark* mark : marks_of(*content)) quoted_.insert(mark->name.to_string());
    }
    for (const Block& block : present.content.blocks) {
      if (!block.line.empty()) present_words_.insert(spelled(plain(block.line)));
    }
  }

  Result<MergeProposal> propose() {
    proposal_.base_version = base_.version.number;
    proposal_.version = present_.number;
    read_base();
    read_theirs();
    constexpr std::size_t paragraphs_max = 10'000;  // a book
    if (their_lines_.size() > paragraphs_max) {
      return fail(ErrorKind::too_large, "writing.returned_too_long");
    }
    std::vector<Features> ours, theirs;
    for (const BaseLine& each : base_lines_) ours.push_back(features_of(plain(each.line)));
    for (const TheirLine& each : their_lines_) theirs.push_back(features_of(each.unnumbered));
    partners_ = TRY(align(ours, theirs));
    std::vector<bool> known(their_lines_.size(), false);
    for (const auto& partner : partners_) {
      if (partner) known[*partner] = true;
    }
    title();
    for (std::size_t index = 0; index < base_lines_.size(); ++index) {
      if (base_lines_[index].part == BaseLine::Part::block) block(index);
    }
    added(known);
    std::size_t number = 0;
    for (MergeChange& change : proposal_.changes) change.id = "c" + std::to_string(++number);
    for (const ReturnedFigure& each : returned_.unplaced) proposal_.unplaced.push_back(each.title);
    return std::move(proposal_);
  }

 private:
  // ---- both sides as lines

  void read_base() {
    for (const std::string& line : base_.version.content.title) {
      base_lines_.push_back({BaseLine::Part::title, nullptr, {Text{line, false}}});
    }
    const std::vector<narrative::Block>& blocks = base_.filled.document.blocks;
    for (std::size_t index = 0; index < base_.version.content.blocks.size(); ++index) {
      const Block& block = base_.version.content.blocks[index];
      const auto [first, after] = base_.filled.places[index];
      if (block.kind != Block::Kind::generated) {
        if (!block.line.empty()) {
          base_lines_.push_back({BaseLine::Part::block, &block, block.line});
        }
        continue;
      }
      for (std::size_t each = first; each < after; ++each) generated(blocks[each]);
    }
    narrative::Document colophon;
    colophon.as_of = returned_.as_of;
    colophon.chain_hash = returned_.chain;
    colophon.language = base_.filled.document.language;
    const Seal* seal = base_.seal ? &*base_.seal : nullptr;
    add_colophon(colophon, *drafts_.needs().ledgers.directory(), base_.draft, base_.version.number,
                 seal);
    for (const narrative::Block& each : colophon.blocks) generated(each);
  }

  void generated(const narrative::Block& block) {
    const auto add = [&](Line line) {
      base_lines_.push_back({BaseLine::Part::generated, nullptr, std::move(line)});
    };
    if (const auto* table = std::get_if<narrative::Table>(&block)) {
      if (!table->title.empty()) add({Text{table->title, false}});
    } else if (const Line* line = line_of(block)) {
      add(*line);
    }
  }

  void read_theirs() {
    for (const ReturnedParagraph& paragraph : returned_.paragraphs) {
      if (paragraph.in_table || text::trimmed(paragraph.text).empty()) continue;
      TheirLine one;
      one.level = paragraph.level;
      std::size_t at = 0;
      const std::string_view words = paragraph.text;
      for (const ReturnedFigure& figure : paragraph.figures) {
        const auto mark = mark_of(figure);
        if (!mark) continue;
        add_words(one.line, words.substr(at, figure.begin - at));
        at = figure.end;
        bind(one, figure, *mark);
      }
      add_words(one.line, words.substr(at));
      trim_end(one.line);
      one.unnumbered = without_number(one.line, paragraph.number_bytes);
      their_lines_.push_back(std::move(one));
    }
  }

  static Line without_number(const Line& line, std::size_t bytes) {
    Line rest = line;
    auto* first = rest.empty() ? nullptr : std::get_if<Text>(&rest.front());
    if (bytes == 0 || first == nullptr || first->text.size() < bytes) return rest;
    first->text.erase(0, bytes);
    if (first->text.empty()) rest.erase(rest.begin());
    return rest;
  }

  static std::optional<FigureMark> mark_of(const ReturnedFigure& figure) {
    FigureMark mark;
    const auto name = indicator::FigureName::parse(figure.name);
    const auto wording = indicator::parse_wording(figure.wording, {});
    if (!name || !wording) return std::nullopt;
    mark.name = *name;
    mark.wording = *wording;
    mark.title = figure.title;
    mark.text = figure.printed;
    return mark;
  }

  // The figure is bound again; where another text was typed over it, that is told beside it.
  void bind(TheirLine& line, const ReturnedFigure& figure, FigureMark mark) {
    if (figure.found != figure.printed) {
      MergeFigure one;
      one.printed = figure.printed;
      one.found = figure.found;
      one.run = line.line.size();
      // A file can name any figure: of one that the draft does not quote, only what its reader may
      // see is told.
      indicator::FigureView& view =
          quoted_.contains(mark.name.to_string()) ? views_.quoted : views_.own;
      if (const auto today = view.figure(mark.name)) {
        const Language language = base_.filled.document.language;
        one.today = indicator::state(*today, mark.wording, language).text;
        for (const WordingChoice& each : wordings_of(*today, language)) {
          if (each.text != figure.found) continue;
          one.verdict = MergeFigure::Verdict::reworded;
          one.take = TakeFigure::chip;
          mark.wording = each.wording;
          break;
        }
      }
      one.mark = mark;
      line.figures.push_back(std::move(one));
    }
    line.line.emplace_back(std::move(mark));
  }

  // ---- proposals

  void title() {
    MergeChange change;
    change.kind = MergeChange::Kind::title;
    bool any = false;
    for (std::size_t index = 0; index < base_lines_.size(); ++index) {
      if (base_lines_[index].part != BaseLine::Part::title) continue;
      change.base.push_back(base_lines_[index].line.front());
      if (!partners_[index]) continue;
      any = true;
      std::string line;
      for (const Inline& part : their_lines_[*partners_[index]].line) {
        const auto* mark = std::get_if<FigureMark>(&part);
        line += mark != nullptr ? mark->text : std::get<Text>(part).text;
      }
      change.theirs.emplace_back(Text{std::string(text::trimmed(line)), false});
    }
    for (const std::string& line : present_.content.title) {
      change.mine.emplace_back(Text{line, false});
    }
    if (!any || same_words(change.base, change.theirs)) return;
    settle(std::move(change));
  }

  void block(std::size_t index) {
    const Block& before = *base_lines_[index].block;
    const Block* now = find_block(present_.content, before.id);
    MergeChange change;
    change.block = before.id;
    change.base = plain(before.line);
    if (now != nullptr) change.mine = plain(now->line);
    if (!partners_[index]) {
      change.kind = MergeChange::Kind::removed;
      if (now == nullptr) return;
      if (!same_words(change.base, change.mine)) {
        change.conflict = true;
        change.take = Take::undecided;
      }
      proposal_.changes.push_back(std::move(change));
      return;
    }
    const TheirLine& theirs = their_lines_[*partners_[index]];
    const bool numbered = before.kind == Block::Kind::heading && theirs.level > 0;
    change.theirs = numbered ? theirs.unnumbered : theirs.line;
    change.figures = theirs.figures;
    const std::size_t shift = theirs.line.size() - change.theirs.size();
    for (MergeFigure& figure : change.figures) figure.run -= shift;
    if (same_words(change.base, change.theirs) && change.figures.empty()) {
      ++proposal_.unchanged;
      return;
    }
    removed_figures(change);
    settle(std::move(change));
  }

  static void removed_figures(MergeChange& change) {
    std::multiset<std::string> left;
    for (const Inline& part : change.theirs) {
      if (const auto* mark = std::get_if<FigureMark>(&part)) left.insert(mark->name.to_string());
    }
    for (std::size_t run = 0; run < change.base.size(); ++run) {
      const auto* mark = std::get_if<FigureMark>(&change.base[run]);
      if (mark == nullptr) continue;
      const auto found = left.find(mark->name.to_string());
      if (found != left.end()) {
        left.erase(found);
        continue;
      }
      MergeFigure gone;
      gone.verdict = MergeFigure::Verdict::removed;
      gone.run = run;
      gone.mark = *mark;
      gone.take = TakeFigure::text;
      change.figures.push_back(std::move(gone));
    }
  }

  // Who has changed: the file alone, or both.
  void settle(MergeChange change) {
    const bool only_theirs = same_words(change.base, change.mine);
    if (same_words(change.mine, change.theirs) && change.figures.empty()) {
      ++proposal_.unchanged;
      return;
    }
    change.conflict = !only_theirs;
    change.take = only_theirs ? Take::theirs : Take::undecided;
    for (const MergeFigure& figure : change.figures) {
      if (figure.take == TakeFigure::undecided) change.conflict = true;
    }
    proposal_.changes.push_back(std::move(change));
  }

  void added(const std::vector<bool>& known) {
    std::string after;
    std::vector<std::string> block_of(their_lines_.size());
    for (std::size_t index = 0; index < base_lines_.size(); ++index) {
      if (partners_[index] && base_lines_[index].block != nullptr) {
        block_of[*partners_[index]] = base_lines_[index].block->id;
      }
    }
    for (std::size_t index = 0; index < their_lines_.size(); ++index) {
      if (!block_of[index].empty()) after = block_of[index];
      if (known[index] || stands_already(their_lines_[index])) continue;
      const TheirLine& theirs = their_lines_[index];
      MergeChange change;
      change.kind = MergeChange::Kind::added;
      change.after = after;
      // A heading is short; a long paragraph that begins with 一、 is none.
      constexpr std::size_t heading_characters_max = 40;
      const bool heads = theirs.level > 0 && length_of(theirs.line) <= heading_characters_max;
      change.level = heads ? theirs.level : 0;
      change.theirs = heads ? theirs.unnumbered : theirs.line;
      change.figures = theirs.figures;
      const std::size_t shift = theirs.line.size() - change.theirs.size();
      for (MergeFigure& figure : change.figures) figure.run -= shift;
      for (const MergeFigure& figure : change.figures) {
        if (figure.take == TakeFigure::undecided) change.conflict = true;
      }
      proposal_.changes.push_back(std::move(change));
    }
  }

  static std::size_t length_of(const Line& line) {
    std::size_t length = 0;
    for (const Inline& part : line) {
      const auto* words = std::get_if<Text>(&part);
      length += words == nullptr ? 1 : text::length(words->text);
    }
    return length;
  }

  bool stands_already(const TheirLine& theirs) const {
    return present_words_.contains(spelled(theirs.unnumbered));
  }

  const Drafts& drafts_;
  const Reading& base_;
  const Version& present_;
  const Returned& returned_;
  const narrative::GroundViews& views_;
  std::set<std::string> quoted_;         // figures that the draft has or had
  std::set<std::string> present_words_;  // of each of its blocks
  std::vector<BaseLine> base_lines_;
  std::vector<TheirLine> their_lines_;
  std::vector<std::optional<std::size_t>> partners_;
  MergeProposal proposal_;
};

// Of which version the file was made; a file that was printed from the template alone is held
// against what the draft began with.
Result<int> base_of(const Returned& returned, const Draft& draft) {
  const bool is_ours = returned.manifest && returned.unit == draft.unit &&
                       returned.period == draft.period.to_string() &&
                       returned.template_name == draft.template_name;
  const bool is_of_draft = returned.draft.empty() || returned.draft == draft.id.to_string();
  const int version = returned.draft.empty() ? 1 : returned.draft_version;
  if (is_ours && is_of_draft && version >= 1 && version <= draft.version) return version;
  return fail(ErrorKind::bad_input, "writing.foreign_document",
              {{"unit", returned.unit}, {"period", returned.period}});
}

}  // namespace

Result<MergeProposal> propose_merge(const Drafts& drafts, const org::Access& access, const Uuid& id,
                                    std::string_view bytes) {
  return propose_merge(drafts, access, id, TRY(narrative::read_returned(bytes)));
}

Result<MergeProposal> propose_merge(const Drafts& drafts, const org::Access& access, const Uuid& id,
                                    const Returned& returned) {
  const Draft draft = TRY(drafts.find(access, id));
  const Reading base = TRY(drafts.read(access, id, TRY(base_of(returned, draft))));
  const Version present = TRY(drafts.version(access, id, draft.version));
  const org::UnitId unit = TRY(drafts.needs().ledgers.directory()->find(draft.unit));
  const auto quoted = drafts.view(access, unit);
  const auto own = drafts.needs().figures.view(access);
  const narrative::GroundViews views{*quoted, *own};
  return Proposer(drafts, base, present, returned, views).propose();
}

}  // namespace youju::writing
