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
  // Names and values, one a line.
  void begin_facts();
  void fact(std::string_view name, std::string_view value);
  void end_facts();
  void begin_table(const std::vector<std::string>& header);
  void begin_row();
  void cell(std::string_view text);
  void number(std::string_view text);
  void cell_link(std::string_view address, std::string_view text);
  void end_row();
  void end_table();
  std::string finish();

 private:
  void element(std::string_view tag, std::string_view text);
  std::string out_;
};

}  // namespace youju::http
