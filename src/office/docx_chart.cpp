#include <youju/office/docx_parts.h>
#include <youju/office/xml_append.h>

#include <array>

namespace youju::office {
namespace {

constexpr std::string_view ns_c = "http://schemas.openxmlformats.org/drawingml/2006/chart";
constexpr std::string_view ns_a = "http://schemas.openxmlformats.org/drawingml/2006/main";

// Calm, and told apart in grey print too: neighbours differ in lightness.
constexpr std::array<std::string_view, 8> colors = {"1F4E79", "C55A11", "7F9DB9", "548235",
                                                    "BF9000", "7F7F7F", "9E480E", "255E91"};
std::string_view color_of(std::size_t index) { return colors[index % colors.size()]; }

// More labels than this overlap each other.
constexpr std::size_t labelled_points_max = 16;

constexpr int category_axis = 111111111;
constexpr int value_axis = 222222222;

// Sizes of letters in hundredths of a point.
constexpr int title_size = 1400;
constexpr int label_size = 1050;

struct Context {
  const DocxChart& chart;
  const DocxFont& font;
};

void append_fill(std::string& out, std::string_view color) {
  add(out, "<a:solidFill><a:srgbClr val=\"", color, "\"/></a:solidFill>");
}

// 21.1.2.3 run properties of DrawingML: fill, latin, ea, in this order.
void append_letters(std::string& out, std::string_view element, const Context& context, int size) {
  add(out, "<a:", element, " lang=\"zh-CN\" sz=\"", size, "\" b=\"0\">");
  append_fill(out, "262626");
  add(out, "<a:latin typeface=\"", Escaped{context.font.latin}, "\"/><a:ea typeface=\"",
      Escaped{context.font.east_asian}, "\"/></a:", element, ">");
}

// 21.2.2.217 c:txPr.
void append_text_properties(std::string& out, const Context& context, int size) {
  out += "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>";
  append_letters(out, "defRPr", context, size);
  out += "</a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>";
}

// 21.2.2.211 c:title.
void append_title(std::string& out, const Context& context, std::string_view text, int size) {
  // rot 0 keeps a unit of measure upright beside its axis.
  out += "<c:title><c:tx><c:rich><a:bodyPr rot=\"0\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr>";
  append_letters(out, "defRPr", context, size);
  out += "</a:pPr><a:r>";
  append_letters(out, "rPr", context, size);
  add(out, "<a:t>", Escaped{text}, "</a:t></a:r></a:p></c:rich></c:tx>",
      "<c:overlay val=\"0\"/></c:title>");
}

// 21.2.2.24 c:cat: names as a cached reference into the embedded workbook.
void append_categories(std::string& out, const DocxChart& chart) {
  const std::size_t count = chart.categories.size();
  add(out, "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$", count + 1,
      "</c:f><c:strCache><c:ptCount val=\"", count, "\"/>");
  for (std::size_t i = 0; i < count; ++i) {
    add(out, "<c:pt idx=\"", i, "\"><c:v>", Escaped{chart.categories[i]}, "</c:v></c:pt>");
  }
  out += "</c:strCache></c:strRef></c:cat>";
}

// 21.2.2.224 c:val: numbers likewise; a missing one has no point.
void append_values(std::string& out, const DocxChart& chart, std::size_t index) {
  const std::size_t count = chart.categories.size();
  const std::string column = chart_column(static_cast<int>(index) + 1);
  add(out, "<c:val><c:numRef><c:f>Sheet1!$", column, "$2:$", column, "$", count + 1,
      "</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"", count, "\"/>");
  const auto& values = chart.series[index].values;
  for (std::size_t i = 0; i < count && i < values.size(); ++i) {
    if (!values[i]) continue;
    add(out, "<c:pt idx=\"", i, "\"><c:v>", std::string_view(values[i]->to_string()),
        "</c:v></c:pt>");
  }
  out += "</c:numCache></c:numRef></c:val>";
}

// 21.2.2.49 c:dLbls. A slice says its name and its figure: the share that Word would compute is no
// figure of the ledger.
void append_labels(std::string& out, const Context& context) {
  const bool pie = context.chart.kind == ChartKind::pie;
  out += "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>";
  append_text_properties(out, context, label_size);
  add(out, "<c:dLblPos val=\"", pie || context.chart.kind != ChartKind::line ? "outEnd" : "t",
      "\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"", pie ? 1 : 0,
      "\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>");
  if (pie) out += "<c:separator>\n</c:separator><c:showLeaderLines val=\"1\"/>";
  out += "</c:dLbls>";
}

// 21.2.2.197 c:spPr of a series: the line of a line chart, the fill of all others.
void append_series_shape(std::string& out, ChartKind kind, std::string_view color) {
  out += "<c:spPr>";
  if (kind == ChartKind::line) {
    out += "<a:ln w=\"28575\" cap=\"rnd\">";
    append_fill(out, color);
    out += "<a:round/></a:ln>";
  } else {
    append_fill(out, color);
  }
  out += "</c:spPr>";
}

// 21.2.2.52 c:dPt: the slices of a pie, each in its colour.
void append_slices(std::string& out, const DocxChart& chart) {
  for (std::size_t i = 0; i < chart.categories.size(); ++i) {
    add(out, "<c:dPt><c:idx val=\"", i, "\"/><c:bubble3D val=\"0\"/><c:spPr>");
    append_fill(out, color_of(i));
    out += "<a:ln w=\"9525\">";
    append_fill(out, "FFFFFF");
    out += "</a:ln></c:spPr></c:dPt>";
  }
}

void append_marker(std::string& out, std::string_view color) {
  out += "<c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr>";
  append_fill(out, color);
  out += "</c:spPr></c:marker>";
}

// 21.2.2.170 c:ser: idx, order, tx, spPr, (invertIfNegative | marker | dPt), dLbls, cat, val,
// smooth; the same order in the three kinds of series that are written here.
void append_series(std::string& out, const Context& context, std::size_t index) {
  const DocxChart& chart = context.chart;
  const std::string column = chart_column(static_cast<int>(index) + 1);
  add(out, "<c:ser><c:idx val=\"", index, "\"/><c:order val=\"", index,
      "\"/><c:tx><c:strRef><c:f>Sheet1!$", column,
      "$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>",
      Escaped{chart.series[index].name}, "</c:v></c:pt></c:strCache></c:strRef></c:tx>");
  if (chart.kind != ChartKind::pie) append_series_shape(out, chart.kind, color_of(index));
  switch (chart.kind) {
    case ChartKind::column:
    case ChartKind::bar:
      out += "<c:invertIfNegative val=\"0\"/>";
      break;
    case ChartKind::line:
      append_marker(out, color_of(index));
      break;
    case ChartKind::pie:
      append_slices(out, chart);
      break;
  }
  const std::size_t points = chart.categories.size() * chart.series.size();
  if (chart.kind == ChartKind::pie || points <= labelled_points_max) append_labels(out, context);
  append_categories(out, chart);
  append_values(out, chart, index);
  if (chart.kind == ChartKind::line) out += "<c:smooth val=\"0\"/>";
  out += "</c:ser>";
}

void append_all_series(std::string& out, const Context& context) {
  for (std::size_t i = 0; i < context.chart.series.size(); ++i) append_series(out, context, i);
}

void append_axis_ids(std::string& out) {
  add(out, "<c:axId val=\"", category_axis, "\"/><c:axId val=\"", value_axis, "\"/>");
}

// 21.2.2.16 c:barChart, 21.2.2.97 c:lineChart, 21.2.2.141 c:pieChart.
void append_plot(std::string& out, const Context& context) {
  switch (context.chart.kind) {
    case ChartKind::column:
    case ChartKind::bar:
      add(out, "<c:barChart><c:barDir val=\"", context.chart.kind == ChartKind::bar ? "bar" : "col",
          "\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>");
      append_all_series(out, context);
      out += "<c:gapWidth val=\"80\"/>";
      append_axis_ids(out);
      out += "</c:barChart>";
      break;
    case ChartKind::line:
      out += "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>";
      append_all_series(out, context);
      out += "<c:marker val=\"1\"/>";
      append_axis_ids(out);
      out += "</c:lineChart>";
      break;
    case ChartKind::pie:
      out += "<c:pieChart><c:varyColors val=\"1\"/>";
      append_all_series(out, context);
      out += "<c:firstSliceAng val=\"0\"/></c:pieChart>";
      break;
  }
}

void append_axis_line(std::string& out, std::string_view color) {
  out += "<c:spPr><a:ln w=\"9525\">";
  append_fill(out, color);
  out += "</a:ln></c:spPr>";
}

bool has_negative(const DocxChart& chart) {
  for (const DocxChartSeries& series : chart.series) {
    for (const std::optional<Decimal>& value : series.values) {
      if (value && *value < Decimal()) return true;
    }
  }
  return false;
}

// 21.2.2.160 c:scaling of the values: the length of a bar is its figure only if it begins at 0.
void append_value_scaling(std::string& out, const DocxChart& chart) {
  out += "<c:scaling><c:orientation val=\"minMax\"/>";
  if (chart.kind != ChartKind::line && !has_negative(chart)) out += "<c:min val=\"0\"/>";
  out += "</c:scaling>";
}

// 21.2.2.25 c:catAx and 21.2.2.226 c:valAx, in the order of EG_AxShared.
void append_axes(std::string& out, const Context& context) {
  const bool bar = context.chart.kind == ChartKind::bar;
  // A bar chart grows upwards from its origin; turned round, the first category stands on top.
  add(out, "<c:catAx><c:axId val=\"", category_axis, "\"/><c:scaling><c:orientation val=\"",
      bar ? "maxMin" : "minMax", "\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"",
      bar ? "l" : "b",
      "\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>"
      "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>");
  append_axis_line(out, "7F7F7F");
  append_text_properties(out, context, label_size);
  add(out, "<c:crossAx val=\"", value_axis,
      "\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>"
      "<c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx><c:valAx><c:axId val=\"",
      value_axis, "\"/>");
  append_value_scaling(out, context.chart);
  add(out, "<c:delete val=\"0\"/><c:axPos val=\"", bar ? "b" : "l", "\"/><c:majorGridlines>");
  append_axis_line(out, "D9D9D9");
  out += "</c:majorGridlines>";
  if (!context.chart.value_title.empty()) {
    append_title(out, context, context.chart.value_title, label_size);
  }
  out +=
      "<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>"
      "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>";
  append_axis_line(out, "D9D9D9");
  append_text_properties(out, context, label_size);
  add(out, "<c:crossAx val=\"", category_axis, "\"/><c:crosses val=\"", bar ? "max" : "autoZero",
      "\"/><c:crossBetween val=\"between\"/></c:valAx>");
}

void append_legend(std::string& out, const Context& context) {
  out += "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>";
  append_text_properties(out, context, label_size);
  out += "</c:legend>";
}

}  // namespace

// 21.2.2.29 c:chartSpace.
std::string docx_chart(const DocxChart& chart, const DocxTheme& theme) {
  const Context context{chart, theme.fonts[static_cast<std::size_t>(theme.styles.front().font)]};
  const bool pie = chart.kind == ChartKind::pie;
  std::string out(xml_declaration);
  out.reserve(8 << 10);
  add(out, "<c:chartSpace xmlns:c=\"", ns_c, "\" xmlns:a=\"", ns_a, "\" xmlns:r=\"", ns_r,
      "\"><c:date1904 val=\"0\"/><c:lang val=\"zh-CN\"/><c:roundedCorners val=\"0\"/><c:chart>");
  std::string title = chart.title;
  // A pie has no axis to carry the unit.
  if (pie && !chart.value_title.empty()) title += "\uFF08" + chart.value_title + "\uFF09";
  if (!title.empty()) append_title(out, context, title, title_size);
  add(out, "<c:autoTitleDeleted val=\"", title.empty() ? 1 : 0, "\"/><c:plotArea><c:layout/>");
  append_plot(out, context);
  if (!pie) append_axes(out, context);
  out += "</c:plotArea>";
  if (!pie && chart.series.size() > 1) append_legend(out, context);
  out +=
      "<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln>"
      "<a:noFill/></a:ln></c:spPr>";
  append_text_properties(out, context, label_size);
  out += "<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>";
  return out;
}

}  // namespace youju::office
