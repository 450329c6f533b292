// Any bytes are read, in time that grows with their number, and what is found lies inside them.
#include <youju/reading/reading.h>

#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace youju::reading;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Reading all = read(text, {.depth = Depth::relations, .excluded = true, .markdown = true});
  std::uint32_t last = 0;
  for (const Figure& figure : all.figures) {
    CHECK(last <= figure.begin_byte && figure.begin_byte <= figure.number_end_byte);
    CHECK(figure.number_end_byte <= figure.end_byte && figure.end_byte <= size);
    const bool lost =
        figure.qualifier == Qualifier::missing || figure.qualifier == Qualifier::placeholder;
    CHECK(lost == (figure.value.form == Value::Form::none));
    CHECK(figure.sentence < all.sentences.size());
    // A subject is a piece of the text.
    const std::size_t subject =
        figure.subject.empty() ? 0 : static_cast<std::size_t>(figure.subject.data() - text.data());
    CHECK(subject + figure.subject.size() <= size);
    last = figure.begin_byte;
  }
  for (const Relation& relation : all.relations) {
    CHECK(!relation.figures.empty() && relation.begin_byte <= relation.end_byte);
    CHECK(relation.end_byte <= size);
    for (const std::uint32_t figure : relation.figures) CHECK(figure < all.figures.size());
  }
  // The cheap depth finds the same; but it reads no English mark as a Chinese one.
  if (text.find_first_of(",;:()!?.") != std::string_view::npos) return 0;
  const Reading cheap = read(text, {.depth = Depth::numbers, .markdown = true});
  CHECK(cheap.figures.size() == all.figures.size());
  for (std::size_t i = 0; i < cheap.figures.size(); ++i) {
    CHECK(cheap.figures[i].begin_byte == all.figures[i].begin_byte);
    CHECK(cheap.figures[i].value.to_string() == all.figures[i].value.to_string());
    CHECK(cheap.figures[i].unit == all.figures[i].unit);
  }
  return 0;
}
