#include <youju/base/json_writer.h>
#include <youju/narrative/pages.h>

namespace youju::narrative {
namespace {

class Printer {
 public:
  std::string print(const Document& document) {
    json_.begin_object();
    json_.member("unit", document.unit_code).member("period", document.period.to_string());
    json_.member("template", document.template_name);
    json_.key("as_of").number(document.as_of);
    json_.member("chain", document.chain_hash).member("made", document.made_at);
    json_.key("title").begin_array();
    for (const std::string& line : document.title) json_.string(line);
    json_.end_array().key("blocks").raw(json_blocks(document.blocks));
    json_.key("gaps").begin_array();
    for (const Gap& gap : document.gaps) {
      json_.begin_object();
      json_.member("figure", gap.mark.name.to_string()).member("title", gap.mark.title);
      json_.member("reason", gap.reason).end_object();
    }
    json_.end_array().end_object();
    return json_.take() + "\n";
  }

  std::string print(std::span<const Block> blocks) {
    json_.begin_array();
    for (const Block& block : blocks) {
      json_.begin_object();
      std::visit([this](const auto& each) { print(each); }, block);
      json_.end_object();
    }
    json_.end_array();
    return json_.take();
  }

 private:
  // A figure stands inside its text as an object.
  void figure(const FigureMark& mark) {
    json_.begin_object();
    json_.member("figure", mark.name.to_string()).member("text", mark.text);
    json_.member("value", mark.value).member("unit", mark.unit).member("title", mark.title);
    json_.member("kind", figure_kind_name(mark.kind));
    json_.member("wording", indicator::to_string(mark.wording)).end_object();
  }

  void line(std::string_view key, const Line& line) {
    json_.key(key).begin_array();
    for (const Inline& part : line) {
      if (const auto* mark = std::get_if<FigureMark>(&part)) {
        figure(*mark);
      } else {
        json_.string(std::get<Text>(part).text);
      }
    }
    json_.end_array();
  }

  void print(const Heading& heading) {
    json_.member("type", "heading").key("level").number(heading.level);
    json_.member("number", heading.number);
    line("line", heading.line);
  }

  void print(const Paragraph& paragraph) {
    constexpr std::string_view kinds[] = {"body", "subtitle", "note", "signature", "caption"};
    json_.member("type", "paragraph");
    json_.member("kind", kinds[static_cast<std::size_t>(paragraph.kind)]);
    line("line", paragraph.line);
  }

  void print(const Table& table) {
    json_.member("type", "table").member("title", table.title).key("header").begin_array();
    for (const std::string& title : table.header) json_.string(title);
    json_.end_array().key("rows").begin_array();
    for (const std::vector<Line>& row : table.rows) {
      json_.begin_array();
      for (const Line& cell : row) {
        json_.begin_object();
        line("line", cell);
        json_.end_object();
      }
      json_.end_array();
    }
    json_.end_array();
  }

  void print(const Chart& chart) {
    constexpr std::string_view kinds[] = {"column", "bar", "line", "pie"};
    json_.member("type", "chart").member("kind", kinds[static_cast<std::size_t>(chart.kind)]);
    json_.member("title", chart.title).member("unit", chart.unit).key("categories").begin_array();
    for (const std::string& category : chart.categories) json_.string(category);
    json_.end_array().key("series").begin_array();
    for (const Chart::Series& series : chart.series) {
      json_.begin_object().member("name", series.name).key("points").begin_array();
      for (const auto& point : series.points) {
        if (point) {
          figure(*point);
        } else {
          json_.null();
        }
      }
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void print(const PageBreak&) { json_.member("type", "page_break"); }

  JsonWriter json_;
};

}  // namespace

std::string json_page(const Document& document) { return Printer().print(document); }
std::string json_blocks(std::span<const Block> blocks) { return Printer().print(blocks); }

}  // namespace youju::narrative
