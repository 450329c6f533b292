#include <youju/base/limits.h>
#include <youju/narrative/ground.h>

#include <algorithm>
#include <deque>
#include <set>

namespace youju::narrative {
namespace {

class Gatherer {
 public:
  Gatherer(const Document& document, const GroundViews& views)
      : document_(document), views_(views) {}

  std::vector<Ground> gather() {
    for (const FigureMark* mark : figures_of(document_)) want(mark->name);
    while (!wanted_.empty() && grounds_.size() < limits::grounds_max) {
      const indicator::FigureName name = std::move(wanted_.front());
      wanted_.pop_front();
      if (const auto figure = views_.quoted.figure(name)) add(*figure);
    }
    return std::move(grounds_);
  }

 private:
  void want(const indicator::FigureName& name) {
    if (known_.insert(name.to_string()).second) wanted_.push_back(name);
  }

  void add(const indicator::Figure& figure) {
    const Language language = document_.language;
    Ground ground;
    ground.figure = figure.name.to_string();
    ground.title = figure.indicator->title.in(language);
    for (const auto& [field, value] : figure.name.filter) {
      ground.title += " · " + views_.quoted.part_title(figure.name, field, language);
    }
    ground.definition = figure.indicator->definition.in(language);
    ground.kind = indicator::figure_kind_name(figure.kind);
    ground.text = indicator::state(figure, language).text;
    if (const Decimal* number = figure.number()) ground.value = number->to_string();
    if (const Day* day = figure.day()) ground.value = day->to_string();
    ground.unit = figure.unit_of_measure;
    ground.unit_name = views_.quoted.part_title(figure.name, "unit", language);
    ground.period =
        language == Language::en ? figure.name.period.to_string() : figure.name.period.to_chinese();
    if (const auto* records = std::get_if<indicator::FromRecords>(&figure.provenance)) {
      from_records(ground, figure, *records);
    } else if (const auto* source = std::get_if<indicator::FromSource>(&figure.provenance)) {
      ground.citation = source->source.citation;
      ground.note = source->source.note;
    } else if (const auto* operands = std::get_if<indicator::FromFigures>(&figure.provenance)) {
      ground.rule = operands->rule;
      for (const indicator::Figure& operand : operands->operands) {
        ground.operands.push_back(operand.name.to_string());
        want(operand.name);
      }
    } else if (const auto* nothing = std::get_if<indicator::FromNothing>(&figure.provenance)) {
      ground.reason = sentence(nothing->reason, language, {{"part", nothing->part}});
    }
    grounds_.push_back(std::move(ground));
  }

  void from_records(Ground& ground, const indicator::Figure& figure,
                    const indicator::FromRecords& records) {
    ground.records = records.records;
    ground.incomplete = records.incomplete;
    ground.nil_returns = records.nil_returns;
    const std::size_t rows = std::min(limits::ground_records_max, left_);
    const auto references = views_.own.records(figure.name, 0, rows);
    if (!references) {
      ground.hidden = true;
      return;
    }
    for (const indicator::RecordReference& each : *references) {
      if (ground.ledger.empty()) ground.ledger = each.schema->title.in(document_.language);
      ground.shown.push_back({each.id.to_string(), each.on.to_string(),
                              views_.quoted.directory().unit(each.unit).short_name,
                              each.contribution ? each.contribution->to_string() : ""});
    }
    left_ -= ground.shown.size();
  }

  const Document& document_;
  const GroundViews& views_;
  std::vector<Ground> grounds_;
  std::deque<indicator::FigureName> wanted_;
  std::set<std::string> known_;
  std::size_t left_ = limits::ground_records_of_all_max;
};

}  // namespace

std::vector<Ground> grounds_of(const Document& document, const GroundViews& views) {
  return Gatherer(document, views).gather();
}

}  // namespace youju::narrative
