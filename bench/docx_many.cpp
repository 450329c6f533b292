// bench_docx_many: the median time, in milliseconds, of writing a document of 20 pages that holds
// 300 figures and two charts.
#include <fmt/core.h>
#include <youju/narrative/pages.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace {

using namespace youju;
using namespace youju::narrative;

constexpr int paragraphs = 100;
constexpr int figures_each = 3;
constexpr int runs = 51;

FigureMark figure(int number) {
  FigureMark mark;
  const Result<indicator::FigureName> name =
      indicator::FigureName::parse(fmt::format("bench_{}@610522@2020", number));
  CHECK(name.has_value());
  mark.name = *name;
  mark.text = fmt::format("{}场", number);
  mark.title = fmt::format("第{}项活动", number);
  mark.unit = "场";
  mark.value = std::to_string(number);
  mark.kind = indicator::FigureKind::proven;
  return mark;
}

Chart chart() {
  Chart chart;
  chart.title = "各月活动（场）";
  chart.unit = "场";
  Chart::Series series;
  series.name = "活动";
  for (int month = 1; month <= 12; ++month) {
    chart.categories.push_back(fmt::format("{}月", month));
    series.points.emplace_back(figure(month));
  }
  chart.series.push_back(std::move(series));
  return chart;
}

// A page has 22 lines of 28 characters: 100 paragraphs of some 120 characters fill 20 pages.
Document document() {
  constexpr const char* sentence = "面向城乡居民开展实用技术培训和科学普及，内容贴近生产生活，";
  Document document;
  document.title = {"年度工作总结"};
  document.unit_code = "610522";
  document.unit_name = "县科学技术协会";
  document.period = Period::year(2020);
  document.made_at = "2020-12-31T00:00:00Z";
  for (int index = 0; index < paragraphs; ++index) {
    Paragraph paragraph;
    for (int part = 0; part < figures_each; ++part) {
      paragraph.line.emplace_back(Text{sentence, false});
      paragraph.line.emplace_back(figure(index * figures_each + part));
    }
    paragraph.line.emplace_back(Text{"，受到群众普遍欢迎。", false});
    document.blocks.emplace_back(std::move(paragraph));
    if (index % 50 == 25) document.blocks.emplace_back(chart());
  }
  return document;
}

}  // namespace

int main() {
  const Document whole = document();
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto began = std::chrono::steady_clock::now();
    const Result<std::string> bytes = docx_page(whole);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    CHECK(bytes.has_value() && !bytes->empty());
    times.push_back(took.count());
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:.3f}\n", times[times.size() / 2]);
}
