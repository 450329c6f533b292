// The one pass over a text that finds its figures: Depth::numbers. Inside this room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/context.h>
#include <youju/reading/passage.h>
#include <youju/reading/reading.h>
#include <youju/reading/words.h>

namespace youju::reading {

class Scanner {
 public:
  Scanner(std::string_view text, const Options& options, Reading& out)
      : text_{text}, options_(options), out_(out) {}
  void run();

 private:
  // Each takes what begins at `at` and returns the place to go on from, or `at` if it is not its.
  std::size_t numeral(std::size_t at, Class kind);
  std::size_t date(std::size_t at);
  std::size_t share(std::size_t at);
  std::size_t portion(Candidate& it, const Numeral& part, const Numeral& parts);
  std::size_t half(std::size_t at);
  std::size_t ordinal(std::size_t at);
  std::size_t ordinals(const Candidate& it);
  std::size_t bare_scale(std::size_t at);
  std::size_t placeholder(std::size_t at);
  std::size_t counted(Candidate& it);
  std::size_t percent(std::size_t at);
  std::size_t each(std::size_t at);
  std::size_t first(std::size_t at);
  std::size_t title(std::size_t at);
  void quote(std::size_t at);
  bool is_no_prose(std::size_t at) const { return at >= not_prose_.begin && at < not_prose_.end; }
  void leave_out(std::size_t& at);
  // A number lost before the mark at `at`: 参与人次。
  void lost_before(std::size_t at);
  void lost_unit(std::size_t at, Words::Hit unit);

  // Digits with a unit, and nothing around that any form or rule asks for.
  std::size_t ordinary(std::size_t at);
  bool is_word(std::size_t at) const;
  // The form that what stands around the candidate allows, else a count; its unit is not read yet.
  std::size_t formed(Candidate& it);
  // Reads the number at `at` into a fresh candidate, and the unit behind it.
  void take_number(std::size_t at, Candidate& it) const;
  void take_unit(Candidate& it) const;
  Candidate candidate(std::size_t at) const;
  bool range_behind(Candidate& it) const;
  void time_and_half(Candidate& it) const;
  void unit_by_place(Candidate& it) const;
  // In scan_beside.cpp.
  void take_sign(Candidate& it) const;
  bool takes_points(Candidate& it) const;
  void take_unit_of_list(Candidate& it) const;
  bool is_site_title();

  Figure& emit(const Candidate& it, Qualifier qualifier);
  Figure& emit(std::size_t begin, std::size_t number_end, std::size_t end);
  void hole(std::size_t at, std::size_t unit_end);
  std::size_t exclude(std::size_t begin, std::size_t end, Reason reason);
  bool in_short_quote(std::size_t at) const { return at < quote_end_ && quote_short_; }

  Text text_;
  const Options& options_;
  Reading& out_;
  std::size_t line_ = 0;       // where the present line begins
  std::size_t title_end_ = 0;  // behind the title, if in one
  std::size_t quote_begin_ = 0, quote_end_ = 0;
  bool quote_short_ = false;
  std::size_t title_open_ = 0;  // up to here no title ends
  std::size_t site_line_ = 0;
  bool site_title_ = false;
  Part not_prose_;         // the next one, of markdown
  std::size_t taken_ = 0;  // up to here figures and exclusions are known
};

}  // namespace youju::reading
