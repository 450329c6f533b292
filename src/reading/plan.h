// What is meant to be done and is not done yet: by the kind of document (工作要点, a notice behind
// 通知如下), by a heading (下一步), by a sentence (力争) or by a year that is to come. Inside this
// room.
#pragma once

#include <youju/reading/chars.h>
#include <youju/reading/reading.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace youju::reading {

// Whether what stands under such a heading is intended: 下一步打算.
bool heading_plans(std::string_view heading);
// Whether it tells of what was: 工作回顾, 基本情况, also in a plan.
bool heading_looks_back(std::string_view heading);

class Plans {
 public:
  // `reading` has its sentences and headings; both must outlive this. Costs a look at the first
  // lines and at where what follows may be announced.
  Plans(const Text& text, const Reading& reading);
  // Whether a sentence, or the document as a whole, intends the figure. Figures are asked in their
  // order. `words`: its sentence behind the figure before.
  bool intends(const Figure& figure, std::string_view words);
  // Whether the words before a figure call it a plan: 年度任务, 控制指标为.
  static bool is_named(std::string_view words);
  // Whether nothing in its sentence tells that what is of a year to come is done: 截至2025年4月底.
  bool is_to_come(const Figure& figure) const;
  // Whether a date leads in what is intended: 2025年，计划新建8家.
  bool leads(const Figure& date) const;

 private:
  void read_document();
  bool sentence_intends(const Figure& figure);

  Text text_;
  const Reading& reading_;
  std::size_t from_ = std::string_view::npos;  // where what the document intends begins

  // Of the sentence that was asked last.
  std::size_t looked_ = 0;
  std::uint32_t sentence_ = nothing;
  bool intended_ = false, looks_back_ = false;
};

}  // namespace youju::reading
