#include <youju/base/file.h>
#include <youju/base/json_writer.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/cli/commands.h>
#include <youju/reading/reading.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace youju::cli {
namespace {

Result<std::string> standard_input() {
  std::string bytes;
  std::array<char, 64 << 10> buffer{};
  while (true) {
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), stdin);
    if (count == 0) return bytes;
    bytes.append(buffer.data(), count);
    if (bytes.size() > limits::reading_bytes_max) {
      return fail(ErrorKind::too_large, "file.too_large",
                  {{"limit", std::to_string(limits::reading_bytes_max)}}, "-");
    }
  }
}

// Code points before a byte, for bytes that are asked for in no particular order: each is counted
// from the last of the places whose count is known.
class Positions {
 public:
  explicit Positions(std::string_view text) : text_(text) {
    std::size_t points = 0;
    for (std::size_t at = 0; at <= text.size(); at += step) {
      known_.push_back(points);
      points += count(at, std::min(at + step, text.size()));
    }
  }
  std::int64_t of(std::size_t byte) const {
    const std::size_t place = byte / step;
    return static_cast<std::int64_t>(known_[place] + count(place * step, byte));
  }

 private:
  static constexpr std::size_t step = 256;  // bytes
  std::size_t count(std::size_t from, std::size_t to) const {
    return static_cast<std::size_t>(
        std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(from),
                      text_.begin() + static_cast<std::ptrdiff_t>(to),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
  }

  std::string_view text_;
  std::vector<std::size_t> known_;  // points before each `step` bytes
};

class Printer {
 public:
  Printer(const std::string& file, std::string_view text, const reading::Reading& reading)
      : file_(file), text_(text), reading_(reading), positions_(text) {}

  void figures() {
    for (const reading::Figure& figure : reading_.figures) figure_line(figure);
  }
  void excluded() {
    for (const reading::Excluded& one : reading_.excluded) {
      begin(one.begin_byte, one.end_byte);
      json_.member("text", slice(one.begin_byte, one.end_byte));
      json_.member("excluded", name_of(one.reason));
      end();
    }
  }
  void relations() {
    for (const reading::Relation& relation : reading_.relations) {
      begin(relation.begin_byte, relation.end_byte);
      json_.member("relation", name_of(relation.kind));
      json_.member("verdict", name_of(relation.verdict));
      json_.key("figures").begin_array();
      for (const std::uint32_t index : relation.figures) json_.number(index);
      json_.end_array();
      json_.member("expected", relation.expected);
      json_.member("found", relation.found);
      json_.member("why", relation.why);
      end();
    }
  }

 private:
  void begin(std::size_t from, std::size_t to) {
    json_.begin_object();
    json_.member("doc", file_);
    json_.key("start").number(positions_.of(from));
    json_.key("end").number(positions_.of(to));
  }
  void end() {
    json_.end_object();
    json_.take_into(line_);
    fmt::print("{}\n", line_);
  }
  std::string_view slice(std::size_t from, std::size_t to) const {
    return text_.substr(from, to - from);
  }
  // A sentence, or what stands around the figure in one that is none to be read: told whole for
  // each of its figures, a line of megabytes would be told in terabytes.
  std::string shown(const reading::Passage& sentence, const reading::Figure& figure) const {
    constexpr std::size_t whole_bytes_max = 2000, around_bytes = 600;
    std::size_t from = sentence.begin_byte, to = sentence.end_byte;
    const auto inside = [&](std::size_t at) {
      return (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U;
    };
    if (to - from <= whole_bytes_max) return std::string(text::trimmed(slice(from, to)));
    if (figure.begin_byte > from + around_bytes) from = figure.begin_byte - around_bytes;
    if (figure.end_byte + around_bytes < to) to = figure.end_byte + around_bytes;
    while (from < figure.begin_byte && inside(from)) ++from;
    while (to > figure.end_byte && to < text_.size() && inside(to)) --to;
    return (from > sentence.begin_byte ? "…" : "") + std::string(text::trimmed(slice(from, to))) +
           (to < sentence.end_byte ? "…" : "");
  }
  // The headings above, the outermost first.
  std::string path(std::uint32_t heading) const {
    std::string out;
    for (int depth = 0; heading != reading::nothing && depth < 8; ++depth) {
      const reading::Passage& one = reading_.headings[heading];
      if (!out.empty()) out.insert(0, " / ");
      out.insert(0, text::trimmed(slice(one.begin_byte, one.end_byte)));
      heading = one.parent;
    }
    return out;
  }
  void figure_line(const reading::Figure& figure) {
    begin(figure.begin_byte, figure.end_byte);
    json_.member("text", slice(figure.begin_byte, figure.end_byte));
    json_.key("value");
    if (figure.value.form == reading::Value::Form::none) {
      json_.null();
    } else {
      json_.string(figure.value.to_string());
    }
    json_.member("unit", figure.unit.to_string());
    json_.member("qualifier", name_of(figure.qualifier));
    json_.member("measure", name_of(figure.measure));
    json_.member("action", figure.action);
    json_.member("subject", figure.thing());
    json_.member("period", figure.period.to_string());
    json_.member("actor", figure.actor);
    json_.key("plan").boolean(figure.plan);
    if (figure.sentence != reading::nothing) {
      json_.member("sentence", shown(reading_.sentences[figure.sentence], figure));
    } else {
      json_.member("sentence", "");
    }
    json_.member("heading", path(figure.heading));
    end();
  }

  const std::string& file_;
  std::string_view text_;
  const reading::Reading& reading_;
  Positions positions_;
  JsonWriter json_;
  std::string line_;
};

}  // namespace

Outcome read_document(const Global&, const ReadArguments& arguments) {
  const bool piped = arguments.file == "-";
  const std::string bytes =
      TRY(piped ? standard_input() : read_file(arguments.file, limits::reading_bytes_max));
  Result<std::string> text = text::decode(bytes);
  if (!text) return fail(std::move(text.error()).at(arguments.file));
  reading::Options options;
  options.depth = arguments.relations ? reading::Depth::relations : reading::Depth::facts;
  options.excluded = arguments.all;
  options.markdown = arguments.file.ends_with(".md");
  const reading::Reading reading = reading::read(*text, options);
  Printer printer(arguments.file, *text, reading);
  printer.figures();
  if (arguments.all) printer.excluded();
  if (arguments.relations) printer.relations();
  return 0;
}

}  // namespace youju::cli
