// A summary that is being written, as values: its versions, its comments, its seals.
#pragma once

#include <youju/base/hash.h>
#include <youju/base/id.h>
#include <youju/writing/content.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace youju::writing {

// writing → in_review → returned or signed → sealed; back to writing with a reason and a new
// version. The content can change in writing and returned only.
enum class State { writing, in_review, returned, approved, sealed };
std::string_view state_name(State state);          // "signed" for approved
Result<State> parse_state(std::string_view text);  // "writing.unknown_state"

// How a figure read at a moment: when a version was saved, signed or sealed.
struct Printed {
  std::string figure, wording;  // as in to_string()
  std::string text, value;
  indicator::FigureKind kind = indicator::FigureKind::missing;
  friend bool operator==(const Printed&, const Printed&) = default;
};
// Null if the figure was not printed in this wording.
const Printed* find_printed(const std::vector<Printed>& printed, const narrative::FigureMark& mark);

// Who signed, and what the figures read as then.
struct Signature {
  std::string by;
  std::int64_t at_ms = 0;
  std::vector<Printed> printed;
};

struct Draft {
  Uuid id;
  std::string unit;  // code
  Period period;
  std::string template_name;
  State state = State::writing;
  int version = 1;
  std::string title;   // in one line
  std::string reason;  // of the last return or reopening, until it is handed in again
  std::string created_by, updated_by;
  std::int64_t created_ms = 0, updated_ms = 0;
  std::optional<Signature> signature;  // of the present version
  int sealed_version = 0;              // the last one that was sealed; 0: none yet
  std::int64_t open_comments = 0;
};

struct Version {
  int number = 1;
  std::string by;
  std::int64_t at_ms = 0;
  std::string act;         // create, save, merge, reopen
  std::string note;        // what its author says of it; of reopen the reason
  std::int64_t seq = 0;    // of its event
  std::int64_t as_of = 0;  // of its figures
  Content content;
  std::vector<Printed> printed;
};

// A version that no longer changes: its files are kept as they were made.
struct Seal {
  struct File {
    std::string form;  // docx html md json
    std::string digest;
    std::int64_t bytes = 0;
  };
  int version = 0;
  std::string by, signed_by;
  std::int64_t at_ms = 0, signed_ms = 0;
  std::int64_t as_of = 0;
  std::string chain_hash;  // hex: the head of the chain that the documents name
  std::vector<File> files;
  std::vector<Printed> printed;
  // Where the sealed tree (json) has each block of the content: [first, after) of its blocks.
  std::vector<std::pair<std::size_t, std::size_t>> places;
};

struct Comment {
  int number = 0;  // within its draft, from 1
  std::string block;
  std::string quote;  // the words it is about, "" = the whole block
  std::string text;
  int version = 0;  // that it was made on
  std::string by;
  std::int64_t at_ms = 0;
  bool resolved = false;
  std::string resolved_by;  // who resolved or reopened it last
  std::int64_t resolved_ms = 0;
};

}  // namespace youju::writing
