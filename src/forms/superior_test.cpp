#include <youju/forms/returns_fixture.h>
#include <youju/forms/superior.h>
#include <youju/office/xlsx_form.h>
#include <youju/office/xlsx_reader.h>

namespace youju::forms {
namespace {

class SuperiorTest : public ReturnsTest {
 protected:
  // A sheet of plain texts and numbers; "" is an empty cell.
  static std::string workbook(const std::vector<std::vector<std::string>>& rows) {
    office::FormSheet sheet;
    sheet.name = "附表1";
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < rows[row].size(); ++column) {
        if (rows[row][column].empty()) continue;
        office::FormCell cell;
        cell.row = static_cast<int>(row) + 1;
        cell.column = static_cast<int>(column) + 1;
        cell.value = rows[row][column];
        sheet.cells.push_back(std::move(cell));
      }
    }
    const auto made = office::xlsx_form({sheet});
    EXPECT_TRUE(made);
    return made.value_or("");
  }
  static std::string cell(const std::string& bytes, int row, int column) {
    const auto reader = office::XlsxReader::open(bytes);
    std::string text;
    EXPECT_TRUE(reader->read(0, [&](const office::XlsxRow& each) -> Result<void> {
      const auto at = static_cast<std::size_t>(column) - 1;
      if (each.number == row && at < each.cells.size()) text = each.cells[at].text;
      return {};
    }));
    return text;
  }
  std::vector<std::string> proposed(const std::string& bytes, int year = 2020) const {
    const auto all = propose_places(*returns_, owner_, {"s", "A", year}, bytes);
    EXPECT_TRUE(all) << all.error().what;
    std::vector<std::string> lines;
    for (const PlaceNow& each : *all) {
      lines.push_back(
          each.place.cell + " " + each.place.take + " " + std::to_string(each.place.power) + " " +
          (each.value.state == CellState::number ? each.value.number.to_string() : each.reason));
    }
    return lines;
  }
};

TEST_P(SuperiorTest, rows_that_name_something_known_are_proposed) {
  const std::string bytes = workbook({{"2020年工作情况统计表"},
                                      {"序号", "项目", "计量单位", "上年数", "本年数"},
                                      {"1", "1.讲座", "场", "", ""},
                                      {"2", "听众（万人次）", "", "", ""},
                                      {"3", "其中：种植", "人次", "", ""},
                                      {"4", "不相干的事项", "个", "", ""},
                                      {"5", "经费", "元", "", ""},
                                      {"6", "K4", "万元", "", ""}});
  // 经费 is known in 万元 only, and is not filled into a cell of 元.
  EXPECT_EQ(proposed(bytes),
            (std::vector<std::string>{"E3 n 0 2", "E4 people 4 0.1434", "E5 crop 0 1434",
                                      "E8 money 0 forms.cell_blank"}));
}

TEST_P(SuperiorTest, cells_take_the_return_where_there_is_one) {
  const Uuid id = opened();
  ASSERT_TRUE(returns_->fill(owner_, id, 1));
  enter(id,
        {{"n", CellState::number, "7", "核实后"}, {"money", CellState::number, "12", "决算表"}});
  const std::string bytes = workbook({{"项目", "数量"}, {"讲座", ""}, {"经费", ""}, {"国际", ""}});
  const auto places = parse_places(
      "sheet,cell,take,power,note\n附表1,B2,n,,\n附表1,B3,money,4,\n附表1,B4,none_ever,0,x\n"
      "附表1,D1,growth.talks,,\n附表1,D2,heads,,\n附表1,D3,,,\n");
  ASSERT_TRUE(places) << places.error().what;
  ASSERT_EQ(places->size(), 5U);
  const auto now = places_now(*returns_, owner_, {"s", "A", 2020}, bytes, *places);
  ASSERT_TRUE(now) << now.error().what << now.error().where;
  const auto filled = fill_places(bytes, *now, "-");
  ASSERT_TRUE(filled) << filled.error().what;
  EXPECT_EQ(cell(*filled, 2, 2), "7");
  EXPECT_EQ(cell(*filled, 3, 2), "0.0012");
  EXPECT_EQ(cell(*filled, 4, 2), "");  // nobody has filled it
  EXPECT_EQ((*now)[2].reason, "forms.cell_blank");
  EXPECT_EQ(cell(*filled, 1, 4), "");  // nothing is known of the year before
  EXPECT_EQ(cell(*filled, 2, 4), "1434");
  EXPECT_EQ((*now)[4].figures, std::vector<std::string>{"heads@A@2020"});
}

TEST_P(SuperiorTest, a_year_of_no_edition_has_indicators_all_the_same) {
  const std::string bytes = workbook({{"讲座", ""}});
  EXPECT_EQ(proposed(bytes, 2018).size(), proposed(bytes, 2020).size());
}

TEST_P(SuperiorTest, mappings_that_are_wrong_say_where) {
  EXPECT_EQ(error_of(parse_places("a,b\n")), "forms.mapping_header");
  const auto line = parse_places("sheet,cell,take,power\n附表1,B2,n,9\n");
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().what, "forms.mapping_line");
  EXPECT_EQ(line.error().where, "2");
  const std::string bytes = workbook({{"讲座", ""}});
  const auto error = [&](const Place& place) {
    const auto now = places_now(*returns_, owner_, {"s", "A", 2020}, bytes, {place});
    return now ? "" : now.error().what + " " + now.error().where;
  };
  EXPECT_EQ(error({"附表1", "B1", "nothing_such", 0}), "forms.unknown_take 附表1!B1");
  EXPECT_EQ(error({"附表2", "B1", "n", 0}), "forms.no_such_sheet 附表2!B1");
  EXPECT_EQ(error({"附表1", "B", "n", 0}), "forms.bad_address 附表1!B");
  EXPECT_EQ(error_of(propose_places(*returns_, owner_, {"s", "A", 2020}, "no workbook")),
            "xlsx.not_an_xlsx");
}

TEST_P(SuperiorTest, who_may_not_read_a_unit_fills_nothing_of_it) {
  const std::string bytes = workbook({{"讲座", ""}});
  EXPECT_EQ(error_of(propose_places(*returns_, as("clerk"), {"s", "B", 2020}, bytes)),
            "org.forbidden");
}

INSTANTIATE_TEST_SUITE_P(Sqlite, SuperiorTest, testing::Values(store::Dialect::sqlite),
                         store::back_end_name);

}  // namespace
}  // namespace youju::forms
