#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/narrative/template_body.h>

#include <utility>

namespace youju::narrative {
namespace {

struct Line {
  int number = 0;
  std::string_view text;  // without trailing blanks
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  int number = 0;
  for (std::string_view line : text::split(text, '\n')) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
      line.remove_suffix(1);
    }
    lines.push_back({++number, line});
  }
  return lines;
}

class Reader {
 public:
  Reader(std::string_view text, const SpanReader& spans) : lines_(lines_of(text)), spans_(spans) {}

  Result<std::unique_ptr<Template::Body>> read() {
    TRY(front_matter());
    while (next_ < lines_.size()) {
      if (lines_[next_].text.empty()) {
        ++next_;
        continue;
      }
      TRY(block());
    }
    if (when_) return fail(ErrorKind::bad_input, "template.when_without_block", {}, when_place_);
    if (body_->heading.empty()) return fail(ErrorKind::bad_input, "template.no_title", {}, "1:1");
    return std::move(body_);
  }

 private:
  // The YAML between the first two lines of three hyphens.
  Result<void> front_matter() {
    if (lines_.empty() || lines_[0].text != "---") {
      return fail(ErrorKind::bad_input, "template.no_head", {}, "1:1");
    }
    // A line of its own keeps the line numbers of the YAML those of the file.
    std::string yaml = "\n";
    std::size_t end = 1;
    while (end < lines_.size() && lines_[end].text != "---") {
      yaml += std::string(lines_[end].text) + "\n";
      ++end;
    }
    if (end == lines_.size()) return fail(ErrorKind::bad_input, "template.no_head", {}, "1:1");
    const YamlNode root = TRY(parse_yaml(yaml));
    YamlMap map = TRY(YamlMap::of(root));
    body_->name = TRY(map.text("template"));
    body_->title = TRY(ledger::parse_titles(map, "title"));
    TRY(map.finish());
    next_ = end + 1;
    return {};
  }

  Result<void> block() {
    const Line line = lines_[next_];
    if (text::starts_with(line.text, "@")) return directive(line);
    if (text::starts_with(line.text, "#")) return heading(line);
    return paragraph();
  }

  Result<void> heading(const Line& line) {
    ++next_;
    // All marks and nothing else counts as too many of them.
    const std::size_t marks = line.text.find_first_not_of('#');
    if (marks == 1 && text::starts_with(line.text, "#- ")) {
      body_->subtitle.push_back(TRY(spans_.spans(line.text.substr(3), line.number, 4)));
      return {};
    }
    if (marks > 5 || line.text[marks] != ' ') {
      return fail(ErrorKind::bad_input, "template.bad_heading", {},
                  fmt::format("{}:1", line.number));
    }
    std::string_view text = line.text.substr(marks + 1);
    int column = static_cast<int>(marks) + 2;
    if (marks > 1) {
      add(HeadingBlock{static_cast<int>(marks) - 1, TRY(spans_.spans(text, line.number, column))});
      return {};
    }
    if (!body_->heading.empty()) {
      return fail(ErrorKind::bad_input, "template.second_title", {},
                  fmt::format("{}:1", line.number));
    }
    for (;;) {
      const std::size_t slash = text.find(" / ");
      const std::string_view part = text.substr(0, slash);
      body_->heading.push_back(TRY(spans_.spans(part, line.number, column)));
      if (slash == std::string_view::npos) return {};
      column += static_cast<int>(text::length(part)) + 3;
      text = text.substr(slash + 3);
    }
  }

  // Lines up to the next blank line or directive are one paragraph.
  Result<void> paragraph() {
    ParagraphBlock block;
    while (next_ < lines_.size() && !lines_[next_].text.empty() && lines_[next_].text[0] != '@' &&
           lines_[next_].text[0] != '#') {
      const Line& line = lines_[next_++];
      Spans spans = TRY(spans_.spans(line.text, line.number, 1));
      block.spans.insert(block.spans.end(), std::make_move_iterator(spans.begin()),
                         std::make_move_iterator(spans.end()));
    }
    add(std::move(block));
    return {};
  }

  Result<void> directive(const Line& line) {
    ++next_;
    const std::size_t space = line.text.find(' ');
    const std::string_view name =
        line.text.substr(1, space == std::string_view::npos ? std::string_view::npos : space - 1);
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view{} : line.text.substr(space + 1);
    const int column = static_cast<int>(name.size()) + 3;
    if (name == "when") {
      when_ = TRY(spans_.condition(rest, line.number, column));
      when_place_ = fmt::format("{}:1", line.number);
      return {};
    }
    if (name == "points") return points(line);
    if (name == "table") {
      add(TRY(spans_.table(rest, line.number, column)));
    } else if (name == "chart") {
      add(TRY(spans_.chart(rest, line.number, column)));
    } else if (name == "targets") {
      add(TRY(spans_.targets(rest, line.number, column)));
    } else if (name == "annex") {
      std::string_view title = text::trimmed(rest);
      if (title.size() >= 2 && title.front() == '"' && title.back() == '"') {
        title = title.substr(1, title.size() - 2);
      }
      add(AnnexBlock{std::string(title)});
    } else if (name == "sign") {
      add(SignBlock{});
    } else {
      return fail(ErrorKind::bad_input, "template.unknown_directive", {{"name", std::string(name)}},
                  fmt::format("{}:1", line.number));
    }
    return {};
  }

  Result<void> points(const Line& head) {
    PointsBlock block;
    while (next_ < lines_.size() && text::starts_with(lines_[next_].text, "- ")) {
      const Line& line = lines_[next_++];
      PointsBlock::Item item;
      std::string_view text = line.text.substr(2);
      int column = 3;
      if (text::starts_with(text, "? ")) {
        const std::size_t colon = text.find(" : ");
        if (colon == std::string_view::npos) {
          return fail(ErrorKind::bad_input, "template.point_needs_colon", {},
                      fmt::format("{}:{}", line.number, column));
        }
        item.when = TRY(spans_.condition(text.substr(2, colon - 2), line.number, column + 2));
        column += static_cast<int>(text::length(text.substr(0, colon))) + 3;
        text = text.substr(colon + 3);
      }
      item.spans = TRY(spans_.spans(text, line.number, column));
      block.items.push_back(std::move(item));
    }
    if (block.items.empty()) {
      return fail(ErrorKind::bad_input, "template.no_points", {}, fmt::format("{}:1", head.number));
    }
    add(std::move(block));
    return {};
  }

  void add(TemplateBlockValue value) {
    body_->blocks.push_back(TemplateBlock{std::exchange(when_, std::nullopt), std::move(value)});
  }

  std::vector<Line> lines_;
  const SpanReader& spans_;
  std::size_t next_ = 0;
  std::unique_ptr<Template::Body> body_ = std::make_unique<Template::Body>();
  std::optional<TemplateCondition> when_;
  std::string when_place_;
};

}  // namespace

Template::Template(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;
const std::string& Template::name() const { return body_->name; }
const ledger::Titles& Template::title() const { return body_->title; }
const Template::Body& Template::body() const { return *body_; }

Result<Template> Template::parse(std::string_view text, const indicator::IndicatorSet& indicators,
                                 const ledger::SchemaSet& schemas) {
  if (text.size() > limits::template_bytes_max) {
    return fail(ErrorKind::too_large, "template.too_large",
                {{"limit", std::to_string(limits::template_bytes_max)}});
  }
  const SpanReader spans(indicators, schemas);
  return Template(TRY(Reader(text, spans).read()));
}

}  // namespace youju::narrative
