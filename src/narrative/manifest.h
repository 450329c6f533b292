// What was printed, as it travels inside a .docx: one entry a figure, by the id of its content
// control and by the words around it, and one a point of a chart. Read back by verify(), also where
// another program has thrown the tags away. Inside this room.
#pragma once

#include <youju/narrative/document.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

// Of a figure in the text. `before` and `after` are the words around it without their blanks, at
// most Manifest::characters_before and _after; fewer at the ends of the document.
struct ManifestEntry {
  int control = 0;
  std::string name, wording, title, text, value;
  std::string before, after;
};
// A chart prints values alone, without a unit of measure.
struct ManifestPoint {
  std::string category, name, value;
};
struct ManifestSeries {
  std::string name;
  std::vector<ManifestPoint> points;  // gaps are left out
};
struct ManifestChart {
  std::string title;
  std::vector<ManifestSeries> series;
};
struct ManifestContent {
  std::string unit, period, template_name, chain;
  std::string draft;      // of a document that people wrote, "" for others
  int draft_version = 0;  // that was printed
  std::int64_t as_of = 0;
  Language language = Language::zh_cn;
  std::vector<ManifestEntry> figures;  // in the order of the document
  std::vector<ManifestChart> charts;
};

class Manifest {
 public:
  static constexpr std::string_view item_guid = "{6C2D7A52-5F0B-4E57-9A0E-79756A750001}";
  static constexpr std::size_t characters_before = 12;
  static constexpr std::size_t characters_after = 6;

  explicit Manifest(const Document& document) : document_(document) {}
  // All that is printed is told in its order: say() for words, add() for figures, which returns the
  // entry's place for number(), where the control's id is known only later.
  void say(std::string_view words);
  std::size_t add(const FigureMark& mark, int control = 0);
  void number(std::size_t entry, int control) { entries_[entry].figure.control = control; }
  void add(const Chart& chart);
  std::string xml() const;

 private:
  struct Entry {
    ManifestEntry figure;
    std::size_t begin = 0, end = 0;  // in text_
  };
  const Document& document_;
  std::vector<Entry> entries_;
  std::string text_;  // all words so far, without blanks
  std::string charts_;
};

// False if this XML is not our manifest.
bool parse_manifest(std::string_view xml, ManifestContent& content);

}  // namespace youju::narrative
