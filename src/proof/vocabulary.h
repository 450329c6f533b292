// Inside the room: the words by which figures are known. Made of the indicators' titles and
// synonyms, of the choices that part them, and of the sentences in which summaries say them: a
// template is the best teacher of how an office speaks.
#pragma once

#include <youju/indicator/definition.h>
#include <youju/narrative/document.h>
#include <youju/proof/likeness.h>
#include <youju/reading/reading.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::proof {

// One way to say one figure.
struct Saying {
  indicator::Aspect aspect = indicator::Aspect::actual;
  const indicator::Indicator* indicator = nullptr;
  indicator::Filter filter;
  std::string words;    // what is counted, folded: 实用技术培训
  std::string action;   // "" if the title alone says it
  std::string unit;     // measure word
  std::string of_unit;  // the code of another unit whose figure a summary quotes, "" for its own
  std::optional<Period> period;  // of a sentence about another period than its document's
  std::string tag;               // bare title of the campaign that its filter names, "" for none
  bool plan = false;             // of a sentence about what is to come
  bool from_text = false;        // from a sentence, not from a title
  // Of `words`, of `action` with them, and of the indicator's title; made when it is added.
  Grams of_words, of_deed, of_title;
};

class Vocabulary {
 public:
  // `schemas` and `indicators` must outlive it.
  Vocabulary(const indicator::IndicatorSet& indicators, const ledger::SchemaSet& schemas);

  // Learns how a document says its figures.
  void learn(const narrative::Document& document);

  const std::vector<Saying>& sayings() const { return sayings_; }
  // The campaigns that these words name: codes of tags. Names are cut short in prose:
  // “科技之春”宣传月 is 科技之春.
  std::vector<std::string> campaigns_in(std::string_view words) const;

 private:
  const ledger::SchemaSet& schemas_;
  Saying saying_of(const narrative::FigureMark& mark, const narrative::Document& document) const;
  void add(Saying saying);
  std::vector<Saying> sayings_;
};

// The beginning of a campaign's bare title, by which prose calls it.
std::string_view short_name(std::string_view campaign);

// The words of a subject for comparing: folded, without particles that change nothing.
std::string bare(std::string_view words);

}  // namespace youju::proof
