// A Word file that came back is held against the version it was made from and against the draft as
// it is now: what people changed by hand becomes proposals. Changed words stay, figures are bound
// to the ledger again, and what both sides changed, or a figure that was typed over with another
// number, is left to a person to decide.
//
// The order of paragraphs, tables and charts of the file is not looked at: those are the draft's.
#pragma once

#include <youju/narrative/returned.h>
#include <youju/writing/drafts.h>

#include <string>
#include <utility>
#include <vector>

namespace youju::writing {

enum class Take { undecided, mine, theirs };      // the draft's words or the file's
enum class TakeFigure { undecided, chip, text };  // the live figure or what was typed

// A figure that the file has otherwise than it was printed.
struct MergeFigure {
  enum class Verdict {
    overwritten,  // another number was typed over it
    reworded,     // the same value in other words: the figure takes that wording
    removed,      // of the version's block, no longer in the file's
  };
  Verdict verdict = Verdict::overwritten;
  std::size_t run = 0;  // of `theirs`; of a removed one of `base`
  narrative::FigureMark mark;
  std::string printed, found, today;
  TakeFigure take = TakeFigure::undecided;
};

struct MergeChange {
  enum class Kind { changed, added, removed, title };
  std::string id;  // "c1", the same for the same file and versions
  Kind kind = Kind::changed;
  std::string block;  // of changed and removed
  std::string after;  // of added: behind this block, "" = at the beginning
  int level = 0;      // of added: a heading of this level, 0 = a paragraph
  bool conflict = false;
  Take take = Take::theirs;
  narrative::Line base, mine, theirs;  // a title is one run a line
  std::vector<MergeFigure> figures;
};

struct MergeProposal {
  int base_version = 0, version = 0;
  std::size_t unchanged = 0;  // blocks
  std::vector<MergeChange> changes;
  std::vector<std::string> unplaced;  // titles of figures whose place cannot be told
  std::size_t undecided() const;
};

struct MergeChoice {
  std::string change;
  Take take = Take::undecided;
  std::vector<std::pair<std::size_t, TakeFigure>> figures;  // by index of MergeChange::figures
};

std::string_view take_name(Take take);           // "" mine theirs
std::string_view take_name(TakeFigure take);     // "" chip text
Result<Take> parse_take(std::string_view text);  // "writing.unknown_take"
Result<TakeFigure> parse_take_figure(std::string_view text);
std::string_view merge_kind_name(MergeChange::Kind kind);
std::string_view verdict_name(MergeFigure::Verdict verdict);

// Writes nothing. Errors: those of office::read_docx; "writing.foreign_document" (no file of ours,
// or of another unit, period, template or draft), "writing.returned_too_long".
Result<MergeProposal> propose_merge(const Drafts& drafts, const org::Access& access, const Uuid& id,
                                    std::string_view bytes);
Result<MergeProposal> propose_merge(const Drafts& drafts, const org::Access& access, const Uuid& id,
                                    const narrative::Returned& returned);

// The draft's content with what was chosen; a change without a choice is taken as proposed. Errors:
// "writing.merge_undecided" (field changes), "writing.no_such_change".
Result<Content> merged(const MergeProposal& proposal, const Content& present,
                       const std::vector<MergeChoice>& choices);

}  // namespace youju::writing
