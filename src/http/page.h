// A plain page, written piece by piece; everything that comes from data is escaped here. Inside
// this room.
#pragma once

#include <youju/base/catalogue.h>

#include <string>
#include <string_view>
#include <vector>

namespace youju::http {

class Page {
 public:
  Page(Language language, std::string_view title);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void link(std::string_view address, std::string_view text);
  // Names and values, one a line; an empty value is shown as "—".
  void begin_facts();
  void fact(std::string_view name, std::string_view value);
  void end_facts();
  // On a phone a row is a card: each cell on a line of its own behind the title of its column.
  void begin_table(std::vector<std::string> header);
  void begin_row();
  void cell(std::string_view text);
  void number(std::string_view text);
  void cell_link(std::string_view address, std::string_view text);
  void end_row();
  void end_table();
  std::string finish();

 private:
  void element(std::string_view tag, std::string_view text);
  void open_cell(std::string_view extra);
  std::string out_;
  std::vector<std::string> header_;  // of the present table
  std::size_t column_ = 0;           // of the next cell
};

}  // namespace youju::http
