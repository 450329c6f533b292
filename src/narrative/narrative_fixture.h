// For tests of this room: documents composed from the pack of figures_fixture.h, and a document
// that holds every kind of block. Inside this room.
#pragma once

#include <youju/indicator/figures_fixture.h>
#include <youju/narrative/compose.h>
#include <youju/narrative/pages.h>

#include <string>
#include <string_view>

namespace youju::narrative {

// Two towns, three villages, two years; the county is 610522.
inline constexpr const char* talks_csv =
    "key,unit,on,tags,hosts,topic,kind,heads,giver\n"
    "1,A1,2020-01-10,spring,B,果树,crop,1234,果业公司\n"
    "2,A2,2020-03-20,,,蔬菜,crop,,果业公司\n"
    "3,A,2020-06-01,week;spring,,健康,health,567,县医院\n"
    "4,B1,2020-12-31,,,慢病,health,890,县医院\n"
    "5,A1,2019-05-05,,,果树,crop,80,果业公司\n";

inline std::string with_head(std::string_view body) {
  return "---\ntemplate: test\ntitle: {zh-CN: 测试, en: Test}\n---\n# 总结\n\n" + std::string(body);
}

inline FigureMark mark_of(std::string_view name, std::string_view text, std::string_view value = "",
                          std::string_view title = "讲座") {
  FigureMark mark;
  mark.name = indicator::FigureName::parse(name).value();
  mark.text = text;
  mark.value = value;
  mark.title = title;
  mark.kind = indicator::FigureKind::proven;
  return mark;
}

inline Paragraph paragraph_of(Line line) { return {Paragraph::Kind::body, std::move(line)}; }

inline std::string plain(const Line& line) {
  std::string text;
  for (const Inline& part : line) {
    const auto* mark = std::get_if<FigureMark>(&part);
    text += mark != nullptr ? mark->text : std::get<Text>(part).text;
  }
  return text;
}

// The document's headings and paragraphs, one a line; "[table]", "[chart]", "[break]" for others.
inline std::string outline(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      out += std::string(static_cast<std::size_t>(heading->level), '#') + heading->number +
             plain(heading->line);
    } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      out += plain(paragraph->line);
    } else if (std::holds_alternative<Table>(block)) {
      out += "[table]";
    } else {
      out += std::holds_alternative<Chart>(block) ? "[chart]" : "[break]";
    }
    out += '\n';
  }
  return out;
}

class NarrativeTest : public indicator::FiguresTest {
 protected:
  void SetUp() override {
    indicator::FiguresTest::SetUp();
    // The year that is summed up has ended, so that it is compared with the whole year before.
    constexpr std::int64_t first_of_2021 = 1609459200000;  // 08:00 +08:00
    clock_.set(first_of_2021);
  }

  Result<Document> composed(std::string_view body, std::string_view unit_code = "610522",
                            std::string_view period = "2020", Language language = Language::zh_cn) {
    const auto schemas = ledgers_->schemas();
    const auto indicators = figures_->indicators();
    const Template source = TRY(Template::parse(with_head(body), *indicators, *schemas));
    const auto view = figures_->view(owner_);
    ComposeRequest request;
    request.source = &source;
    request.unit = unit(unit_code);
    request.period = TRY(Period::parse(period));
    request.issued = TRY(Day::parse("2020-12-31"));
    request.language = language;
    return compose(request, *view, *ledgers_, owner_, clock_);
  }
  // What the template becomes; the error's id in round brackets where it becomes nothing.
  std::string prose(std::string_view body, std::string_view unit_code = "610522") {
    const Result<Document> document = composed(body, unit_code);
    return document ? outline(*document) : "(" + document.error().what + ")";
  }
};

}  // namespace youju::narrative
