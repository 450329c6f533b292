#include <youju/app/target_sheet.h>
#include <youju/base/hash.h>
#include <youju/base/text.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace youju::app {
namespace {

using narrative::FigureMark;
using narrative::Line;
using narrative::Paragraph;
using narrative::Text;

// A text that is there already is not added again.
void add_once(std::vector<std::string>& texts, std::string text) {
  if (text.empty() || std::find(texts.begin(), texts.end(), text) != texts.end()) return;
  texts.push_back(std::move(text));
}

class Sheet {
 public:
  Sheet(const Workspace& workspace, const org::Access& access, plan::Reading reading,
        Language language)
      : workspace_(workspace),
        access_(access),
        reading_(std::move(reading)),
        language_(language),
        directory_(workspace.ledgers().directory()),
        view_(workspace.figures().view(access)) {}

  Result<narrative::Document> print() {
    begin();
    opening();
    if (!reading_.targets.empty()) {
      heading("app.sheet.targets");
      TRY(targets());
    }
    TRY(parts());
    milestones();
    heading("app.sheet.shares");
    shares();
    heading("app.sheet.duties");
    for (const char* duty : {"app.sheet.duty_deliver", "app.sheet.duty_record",
                             "app.sheet.duty_change", "app.sheet.duty_check"}) {
      paragraph(say(duty));
    }
    heading("app.sheet.signatures");
    signatures();
    return std::move(document_);
  }

 private:
  std::string say(std::string_view id, const std::vector<ErrorField>& fields = {}) const {
    return sentence(id, language_, fields);
  }
  std::string shown(Day day) const {
    if (language_ != Language::zh_cn) return day.to_string();
    indicator::Wording full;
    full.form = indicator::Form::full_date;
    return indicator::state(day, full).text;
  }
  std::string unit_name(const std::string& code) const {
    const Result<org::UnitId> unit = directory_->find(code);
    return unit ? directory_->unit(*unit).name : code;
  }
  std::string owner(const std::string& given) const {
    return given.empty() ? say("app.sheet.no_owner") : workspace_.plans().owner_title(given);
  }
  // In a table: the year is that of the title, if the period lies in one.
  std::string due(const std::optional<Day>& given) const {
    const Period& period = reading_.head.period;
    const Day day = given.value_or(period.last());
    const bool one_year = period.first().year() == period.last().year();
    if (language_ != Language::zh_cn || !one_year) return shown(day);
    indicator::Wording short_form;
    short_form.form = indicator::Form::date;
    return indicator::state(day, short_form).text;
  }
  void paragraph(std::string text) {
    document_.blocks.emplace_back(Paragraph{Paragraph::Kind::body, {Text{std::move(text), false}}});
  }
  void heading(std::string_view id) {
    ++headings_;
    const std::string number =
        language_ == Language::zh_cn ? text::chinese_numeral(headings_) : std::to_string(headings_);
    document_.blocks.emplace_back(narrative::Heading{
        1, say("app.sheet.heading", {{"number", number}}), {Text{say(id), false}}});
  }
  narrative::Table table(const std::vector<std::string>& columns, std::vector<int> widths) const {
    narrative::Table table;
    for (const std::string& column : columns) table.header.push_back(say("app.sheet." + column));
    table.numeric.assign(columns.size(), false);
    table.widths = std::move(widths);
    return table;
  }
  static Line cell(std::string text) { return {Text{std::move(text), false}}; }

  void begin() {
    const Period& period = reading_.head.period;
    const auto tree = directory_->tree(std::min(workspace_.clock().today(), period.last()));
    const Result<org::UnitId> unit = directory_->find(reading_.head.unit);
    if (unit && tree->has(*unit)) {
      if (const auto parent = tree->parent(*unit)) above_ = directory_->unit(*parent).name;
    }
    document_.unit_code = reading_.head.unit;
    document_.unit_name = unit_name(reading_.head.unit);
    document_.template_name = "target_sheet";
    document_.period = period;
    document_.language = language_;
    document_.as_of = view_->as_of();
    document_.chain_hash = to_hex(workspace_.ledgers().head().hash);
    document_.made_at = instant_to_string(workspace_.clock().now_ms());
    document_.title = {document_.unit_name, say("app.sheet.title", {{"period", said(period)}})};
    if (language_ != Language::zh_cn) {
      document_.title = {document_.unit_name + ": " + document_.title.back()};
    }
  }
  std::string said(const Period& period) const {
    return language_ == Language::zh_cn ? period.to_chinese() : period.to_string();
  }

  // What for, between whom, from when to when, and on what ground.
  void opening() {
    const Period& period = reading_.head.period;
    const std::vector<ErrorField> fields = {{"above", above_},
                                            {"unit", document_.unit_name},
                                            {"period", said(period)},
                                            {"first", shown(period.first())},
                                            {"last", shown(period.last())}};
    paragraph(say(above_.empty() ? "app.sheet.opening_alone" : "app.sheet.opening", fields));
    std::vector<std::string> sources;
    for (const plan::Target& target : reading_.targets) {
      add_once(sources, target.wanted->source.citation);
    }
    if (!reading_.head.title.empty()) add_once(sources, reading_.head.title);
    if (sources.empty()) return;
    paragraph(say("app.sheet.grounds",
                  {{"sources", fmt::format("{}", fmt::join(sources, say("app.sheet.and")))}}));
  }

  std::string title_of(const plan::Target& target) const {
    std::string title = target.indicator->title.in(language_);
    std::string details;
    for (const auto& [field, value] : target.name.filter) {
      details += (details.empty() ? "" : say("app.sheet.and")) +
                 view_->part_title(target.name, field, language_);
    }
    if (details.empty()) return title;
    return say("narrative.title_with_details", {{"title", title}, {"details", details}});
  }

  Result<Line> value(const plan::Target& target) const {
    const indicator::Figure figure = TRY(view_->figure(target.name));
    FigureMark mark;
    mark.name = figure.name;
    mark.wording = default_wording(figure);
    if (target.indicator->quantity == indicator::Quantity::rank) {
      mark.wording.form = indicator::Form::rank;
    }
    // 每月 2期 and not 每月 2期/月.
    const indicator::Indicator* counted = reading_.indicators->find(target.terms.counted);
    if (target.terms.each && counted != nullptr) mark.wording.unit = counted->unit;
    mark.title = say("narrative.title_with_details",
                     {{"title", title_of(target)}, {"details", say("narrative.aspect_target")}});
    mark.unit = figure.unit_of_measure;
    mark.kind = figure.kind;
    mark.text = indicator::state(figure, mark.wording, language_).text;
    if (const Decimal* number = figure.number()) mark.value = number->to_string();
    return Line{std::move(mark)};
  }

  Result<void> targets() {
    narrative::Table table = this->table({"column.number", "column.target", "column.how",
                                          "column.value", "column.due", "column.owner"},
                                         {70, 330, 130, 130, 140, 200});
    table.numeric[3] = true;
    for (const plan::Target& target : reading_.targets) {
      table.rows.push_back({cell(std::to_string(table.rows.size() + 1)), cell(title_of(target)),
                            cell(say(plan::meaning_of(target.terms, *target.indicator))),
                            TRY(value(target)), cell(due(target.terms.due)),
                            cell(owner(target.wanted->owner))});
    }
    document_.blocks.emplace_back(std::move(table));
    return {};
  }

  // The units below that have their part, target by target.
  Result<void> parts() {
    narrative::Table table = this->table(
        {"column.number", "column.target", "column.unit", "column.value"}, {70, 400, 350, 180});
    table.numeric[3] = true;
    std::vector<std::string> differences;
    for (std::size_t index = 0; index < reading_.targets.size(); ++index) {
      const plan::Target& whole = reading_.targets[index];
      if (whole.parts == 0) continue;
      const plan::Branch branch = TRY(workspace_.plans().branch(access_, whole.name, reading_.on));
      for (const plan::Target& part : branch.parts) {
        if (!part.wanted) continue;
        table.rows.push_back({cell(std::to_string(index + 1)), cell(title_of(whole)),
                              cell(unit_name(part.name.unit)), TRY(value(part))});
      }
      if (whole.difference && !whole.difference->is_zero()) {
        differences.push_back(
            say("app.sheet.difference", {{"number", std::to_string(index + 1)},
                                         {"sum", whole.parts_sum->to_string()},
                                         {"value", whole.wanted->value->to_string()},
                                         {"difference", whole.difference->to_string()}}));
      }
    }
    if (table.rows.empty()) return {};
    heading("app.sheet.parts");
    document_.blocks.emplace_back(std::move(table));
    for (std::string& text : differences) {
      document_.blocks.emplace_back(
          Paragraph{Paragraph::Kind::note, {Text{std::move(text), false}}});
    }
    return {};
  }

  void milestones() {
    if (reading_.milestones.empty()) return;
    heading("app.sheet.milestones");
    narrative::Table table = this->table(
        {"column.number", "column.milestone", "column.due", "column.owner"}, {70, 500, 200, 230});
    for (const plan::Milestone& each : reading_.milestones) {
      table.rows.push_back({cell(std::to_string(table.rows.size() + 1)), cell(each.text),
                            cell(due(each.due)), cell(owner(each.owner))});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  // Who answers for what, by the numbers of the tables above.
  void shares() {
    const auto numbers = [&](const auto& all, const auto& its_owner, const std::string& name) {
      std::string text;
      for (std::size_t index = 0; index < all.size(); ++index) {
        if (owner(its_owner(all[index])) != name) continue;
        text += (text.empty() ? "" : say("app.sheet.and")) + std::to_string(index + 1);
      }
      return text;
    };
    const auto of_target = [](const plan::Target& each) { return each.wanted->owner; };
    const auto of_milestone = [](const plan::Milestone& each) { return each.owner; };
    for (const std::string& name : owners()) {
      const std::string targets = numbers(reading_.targets, of_target, name);
      const std::string milestones = numbers(reading_.milestones, of_milestone, name);
      const char* id = milestones.empty() ? "app.sheet.share_targets"
                       : targets.empty()  ? "app.sheet.share_milestones"
                                          : "app.sheet.share_both";
      paragraph(say(id, {{"owner", name}, {"targets", targets}, {"milestones", milestones}}));
    }
  }
  std::vector<std::string> owners() const {
    std::vector<std::string> owners;
    for (const plan::Target& each : reading_.targets) add_once(owners, owner(each.wanted->owner));
    for (const plan::Milestone& each : reading_.milestones) add_once(owners, owner(each.owner));
    return owners;
  }

  void signatures() {
    narrative::Table table = this->table(
        {"column.side", "column.signer", "column.signature", "column.date"}, {170, 330, 280, 220});
    table.to_sign = true;
    const auto row = [&](std::string_view side, const std::string& name) {
      table.rows.push_back(
          {cell(say(side)), cell(name), cell(""), cell(say("app.sheet.blank_date"))});
    };
    if (!above_.empty()) row("app.sheet.side_above", above_);
    row("app.sheet.side_unit", document_.unit_name);
    for (const std::string& name : owners()) {
      if (name != document_.unit_name && name != say("app.sheet.no_owner")) {
        row("app.sheet.side_owner", name);
      }
    }
    document_.blocks.emplace_back(std::move(table));
  }

  const Workspace& workspace_;
  const org::Access& access_;
  plan::Reading reading_;
  Language language_;
  std::shared_ptr<const org::Directory> directory_;  // of one moment, like the reading
  std::unique_ptr<indicator::FigureView> view_;
  narrative::Document document_;
  std::string above_;  // the name of the unit above, "" at the top
  int headings_ = 0;
};

}  // namespace

Result<narrative::Document> target_sheet(const Workspace& workspace, const org::Access& access,
                                         std::string_view unit, const Period& period,
                                         Language language) {
  plan::Reading reading = TRY(workspace.plans().read(access, unit, period));
  if (reading.targets.empty() && reading.milestones.empty()) {
    return fail(ErrorKind::not_found, "app.no_plan",
                {{"unit", std::string(unit)}, {"period", period.to_string()}});
  }
  return Sheet(workspace, access, std::move(reading), language).print();
}

}  // namespace youju::app
