// The engine's side of the auditor (test/auditor/auditor.py): applies steps that come as JSON lines
// on standard input to a data folder, and answers each with one JSON line. It holds no rule; what a
// step or a figure means is the business of the rooms on one side and of the auditor on the other.
//
//   youju_auditor_driver FOLDER     a folder that is not there yet
#include <youju/app/workspace.h>
#include <youju/base/file.h>
#include <youju/base/json_writer.h>

#include <boost/json.hpp>
#include <functional>
#include <iostream>
#include <map>

namespace {

namespace json = boost::json;
using youju::Decimal;
using youju::fail;
using youju::JsonWriter;
using youju::Period;
using youju::Result;
using youju::Uuid;
using youju::indicator::Aspect;
using youju::indicator::Figure;
using youju::indicator::FigureName;

constexpr std::size_t records_max = 1000;

class Driver {
 public:
  explicit Driver(std::string folder) : folder_(std::move(folder)) {}

  Result<void> open() {
    workspace_.reset();
    youju::app::WorkspaceOptions options;
    options.folder = folder_;
    options.create = true;
    // However few records there are: the auditor is to see what large ledgers are answered from.
    options.cube.rollups_from = 0;
    workspace_ = TRY(youju::app::Workspace::open(options, clock_));
    return {};
  }

  std::string answer(const json::object& step) {
    const std::string what = text(step, "do");
    JsonWriter out;
    out.begin_object();
    if (what == "ask") {
      ask(step, out);
    } else if (const Result<void> done = act(what, step); !done) {
      out.member("error", done.error().what).member("where", done.error().where);
    }
    out.end_object();
    return out.take();
  }

 private:
  static std::string text(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
  }

  youju::ledger::Ledgers& ledgers() const { return workspace_->ledgers(); }
  youju::org::Access owner() const { return workspace_->owner(); }

  Result<void> act(const std::string& what, const json::object& step) {
    if (what == "clock") {
      clock_.set(step.at("ms").as_int64());
      return {};
    }
    if (what == "open") return open();
    if (what == "rebuild") return ledgers().rebuild(owner());
    if (what == "packs") return packs(step);
    if (what == "units") {
      const auto directory = ledgers().directory();
      return ledgers().load_units(
          owner(), TRY(youju::org::parse_units(text(step, "csv"), "units.csv", directory.get())));
    }
    if (what == "move") return move(step);
    if (what == "nil" || what == "close") return of_period(what, step);
    if (what == "import") return import(step);
    if (what == "declare") return declare(step);
    return change(what, step);
  }

  Result<void> packs(const json::object& step) {
    youju::ledger::PackFiles pack;
    pack.name = text(step, "name");
    for (const auto& [path, content] : step.at("files").as_object()) {
      pack.files.emplace_back(std::string(path), std::string(content.as_string()));
    }
    return workspace_->load_packs(workspace_->owner(), {pack});
  }

  Result<void> move(const json::object& step) {
    const auto directory = ledgers().directory();
    return ledgers().move_unit(owner(), TRY(directory->find(text(step, "unit"))),
                               TRY(directory->find(text(step, "parent"))),
                               TRY(youju::Day::parse(text(step, "day"))), "reform");
  }

  Result<void> of_period(const std::string& what, const json::object& step) {
    const youju::org::UnitId unit = TRY(ledgers().directory()->find(text(step, "unit")));
    const Period period = TRY(Period::parse(text(step, "period")));
    if (what == "close") return ledgers().close(owner(), unit, period);
    return ledgers().file_nil(owner(), text(step, "ledger"), unit, period);
  }

  Result<void> import(const json::object& step) {
    youju::ledger::ImportOptions options;
    options.source = text(step, "source");
    options.state = TRY(youju::ledger::parse_state(text(step, "state")));
    options.keep_good = true;
    TRY(ledgers().import(owner(), text(step, "ledger"), text(step, "csv"), "rows.csv", options));
    return {};
  }

  Result<void> declare(const json::object& step) {
    const Aspect aspect = text(step, "aspect") == "target" ? Aspect::target : Aspect::actual;
    auto& figures = workspace_->figures();
    TRY(figures.declare(
        owner(), TRY(figures.parse_declarations(text(step, "csv"), "declared.csv", aspect))));
    return {};
  }

  static youju::ledger::RawRecord raw(const json::object& step) {
    youju::ledger::RawRecord record;
    record.entry_key = text(step, "key");
    if (const json::value* cells = step.if_contains("cells")) {
      for (const auto& [name, value] : cells->as_object()) {
        record.cells[std::string(name)] = std::string(value.as_string());
      }
    }
    return record;
  }

  Result<void> change(const std::string& what, const json::object& step) {
    const std::string ledger = text(step, "ledger");
    if (what == "enter") {
      TRY(ledgers().enter(owner(), ledger, raw(step)));
      return {};
    }
    const Uuid id = TRY(Uuid::parse(text(step, "id")));
    if (what == "merge" || what == "keep") {
      const Uuid other = TRY(Uuid::parse(text(step, "other_id")));
      if (what == "keep") return ledgers().keep_both(owner(), ledger, id, other, "two facts");
      TRY(ledgers().merge(owner(), ledger, id, other));
      return {};
    }
    const int version = TRY(ledgers().record(owner(), ledger, id)).version;
    if (what == "edit") TRY(ledgers().edit(owner(), ledger, id, version, raw(step)));
    if (what == "correct") TRY(ledgers().correct(owner(), ledger, id, version, raw(step), "slip"));
    if (what == "submit") TRY(ledgers().submit(owner(), ledger, id, version));
    if (what == "approve") TRY(ledgers().approve(owner(), ledger, id, version));
    if (what == "send_back") TRY(ledgers().send_back(owner(), ledger, id, version, "look again"));
    if (what == "withdraw") TRY(ledgers().withdraw(owner(), ledger, id, version, "wrong"));
    return {};
  }

  void ask(const json::object& step, JsonWriter& out) const {
    const auto view = workspace_->figures().view(owner());
    out.key("figures").begin_array();
    for (const json::value& name : step.at("names").as_array()) {
      out.begin_object();
      if (const Result<void> done = tell(*view, std::string(name.as_string()), out); !done) {
        out.member("error", done.error().what);
      }
      out.end_object();
    }
    out.end_array().key("parts").begin_array();
    for (const json::value& split : step.at("parts").as_array()) {
      out.begin_array();
      const auto name = FigureName::parse(std::string(split.at(0).as_string()));
      const auto parts = name ? view->parts(*name, std::string(split.at(1).as_string()))
                              : Result<std::vector<Figure>>(fail(name.error()));
      for (const Figure& part : parts.value_or(std::vector<Figure>{})) {
        out.string(part.name.to_string());
      }
      out.end_array();
    }
    out.end_array();
  }

  static Result<void> tell(youju::indicator::FigureView& view, const std::string& text,
                           JsonWriter& out) {
    const FigureName name = TRY(FigureName::parse(text));
    const Figure figure = TRY(view.figure(name));
    out.member("kind", figure_kind_name(figure.kind));
    if (const Decimal* number = figure.number()) out.member("value", number->to_string());
    if (const youju::Day* day = figure.day()) out.member("value", day->to_string());
    out.member("qualifier", qualifier_name(figure.qualifier));
    out.key("not_applicable").boolean(figure.not_applicable);
    out.key("provisional").boolean(figure.provisional);
    const auto* nothing = std::get_if<youju::indicator::FromNothing>(&figure.provenance);
    out.member("reason", nothing == nullptr ? "" : nothing->reason);
    out.key("records").begin_array();
    for (const auto& record : TRY(view.records(name, 0, records_max))) {
      out.string(record.id.to_string());
    }
    out.end_array();
    return {};
  }

  std::string folder_;
  youju::FixedClock clock_{0};
  std::unique_ptr<youju::app::Workspace> workspace_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: youju_auditor_driver FOLDER\n";
    return 2;
  }
  Driver driver(argv[1]);
  if (const Result<void> opened = driver.open(); !opened) {
    std::cerr << describe(opened.error(), youju::Language::en) << '\n';
    return 4;
  }
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << driver.answer(json::parse(line).as_object()) << std::endl;
  }
  return 0;
}
