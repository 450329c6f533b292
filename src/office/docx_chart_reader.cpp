#include <youju/base/limits.h>
#include <youju/office/docx_chart_reader.h>
#include <youju/office/sax.h>

#include <charconv>

namespace youju::office {
namespace {

// A chart with more than these says nothing to anybody.
constexpr std::size_t points_max = 1024;
constexpr std::size_t series_max = 64;

class Handler : public XmlHandler {
 public:
  DocxChartContent content;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view local = local_name(name);
    ++depth_;
    if (local == "ser") {
      in_series_ = content.series.size() < series_max;
      if (in_series_) content.series.emplace_back();
      series_depth_ = depth_;
    } else if (in_series_ && depth_ == series_depth_ + 1 &&
               (local == "tx" || local == "cat" || local == "val")) {
      part_ = local == "tx" ? Part::name : local == "cat" ? Part::category : Part::value;
      part_depth_ = depth_;
    } else if (local == "plotArea") {
      in_plot_ = true;
    } else if (local == "pt") {
      const std::string_view index = attributes.get("idx");
      point_ = points_max;
      std::from_chars(index.data(), index.data() + index.size(), point_);
    } else if (local == "v" || (local == "t" && !in_plot_ && in_title_)) {
      in_text_ = true;
    } else if (local == "title") {
      in_title_ = true;
    }
  }

  void end(std::string_view name) override {
    const std::string_view local = local_name(name);
    if (local == "v" || local == "t") in_text_ = false;
    if (local == "title") in_title_ = false;
    if (local == "plotArea") in_plot_ = false;
    if (local == "ser") in_series_ = false;
    if (depth_ == part_depth_) {
      part_ = Part::none;
      part_depth_ = 0;
    }
    --depth_;
  }

  void text(std::string_view piece) override {
    if (!in_text_) return;
    if (std::string* target = target_of_text()) *target += piece;
  }

 private:
  enum class Part { none, name, category, value };

  std::string* target_of_text() {
    if (!in_series_) return in_title_ && !in_plot_ ? &content.title : nullptr;
    if (content.series.empty()) return nullptr;
    DocxChartContent::Series& series = content.series.back();
    switch (part_) {
      case Part::name:
        return &series.name;
      case Part::category:
        // All series of a chart share their categories; the first says what they are called.
        return content.series.size() == 1 ? place(content.categories) : nullptr;
      case Part::value:
        return place(series.values);
      case Part::none:
        break;
    }
    return nullptr;
  }

  std::string* place(std::vector<std::string>& values) const {
    if (point_ >= points_max) return nullptr;
    if (values.size() <= point_) values.resize(point_ + 1);
    return &values[point_];
  }

  Part part_ = Part::none;
  std::size_t depth_ = 0, series_depth_ = 0, part_depth_ = 0, point_ = points_max;
  bool in_series_ = false, in_plot_ = false, in_title_ = false, in_text_ = false;
};

}  // namespace

Result<DocxChartContent> read_docx_chart(const ZipReader& zip, const std::string& part) {
  Handler handler;
  XmlParser parser(handler, {"docx.malformed", part, true});
  std::uint64_t unpacked = 0;
  TRY(zip.stream(part, [&](std::string_view piece) -> Result<void> {
    unpacked += piece.size();
    if (unpacked > limits::document_bytes_max) {
      return fail(ErrorKind::too_large, "docx.too_large",
                  {{"max", std::to_string(limits::document_bytes_max)}});
    }
    return parser.feed(piece);
  }));
  TRY(parser.finish());
  DocxChartContent& content = handler.content;
  for (DocxChartContent::Series& series : content.series) {
    if (series.values.size() > content.categories.size()) {
      content.categories.resize(series.values.size());
    }
  }
  for (DocxChartContent::Series& series : content.series) {
    series.values.resize(content.categories.size());
  }
  return std::move(content);
}

}  // namespace youju::office
