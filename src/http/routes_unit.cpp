// Units: the tree, a part of a large one, and its changes.
#include <youju/app/reform_effect.h>
#include <youju/base/limits.h>
#include <youju/http/problem.h>
#include <youju/http/route.h>
#include <youju/org/unit_search.h>

#include <algorithm>
#include <set>

namespace youju::http {
namespace {

// Units of one day as the interface tells them.
class Teller {
 public:
  Teller(const Call& call, Day day)
      : call_(call),
        day_(day),
        directory_(call.ledgers().directory()),
        tree_(directory_->tree(day)) {}

  const org::Directory& directory() const { return *directory_; }
  const org::UnitTree& tree() const { return *tree_; }

  // `above`: those above the rows that are not rows themselves.
  Result<Response> answer(const std::vector<org::UnitId>& rows, bool is_whole) {
    JsonWriter json;
    json.begin_object().member("day", day_.to_string()).key("whole").boolean(is_whole);
    json.key("rows").begin_array();
    for (const org::UnitId unit : rows) tell(json, unit);
    json.end_array().key("above").begin_array();
    if (!is_whole) {
      std::set<std::int32_t> above;
      for (const org::UnitId unit : rows) {
        for (const org::UnitId each : tree_->path(unit)) above.insert(tree_->position(each));
      }
      for (const org::UnitId unit : rows) above.erase(tree_->position(unit));
      for (const std::int32_t position : above) tell(json, tree_->at(position));
    }
    json.end_array().end_object();
    return http::json(json);
  }

 private:
  void tell(JsonWriter& json, org::UnitId id) const {
    const org::Unit& unit = directory_->unit(id);
    const auto parent = tree_->parent(id);
    const auto subtree = tree_->subtree(id);
    json.begin_object().member("code", unit.code).member("name", unit.name);
    json.member("short", unit.short_name).member("kind", org::unit_kind_name(unit.kind));
    json.member("parent", parent ? directory_->unit(*parent).code : "");
    json.key("depth").number(static_cast<std::int64_t>(tree_->path(id).size()) - 1);
    json.key("size").number(subtree.after - subtree.first);
    json.key("mine").boolean(call_.access.require(org::Action::read, id, *tree_).has_value());
    json.end_object();
  }

  const Call& call_;
  Day day_;
  // Shared: both may be replaced while they are told.
  std::shared_ptr<const org::Directory> directory_;
  std::shared_ptr<const org::UnitTree> tree_;
};

Result<Day> day_of(const Call& call) {
  return call.has("day") ? Day::parse(call.query("day")) : call.workspace.clock().today();
}

// Of a large tree: the roots with what is directly below them, and the same of one's own units.
std::vector<org::UnitId> near_ones(const Call& call, const org::UnitTree& tree) {
  std::set<std::int32_t> positions;
  const auto open = [&](org::UnitId unit) {
    for (const org::UnitId each : tree.path(unit)) positions.insert(tree.position(each));
    for (const org::UnitId each : tree.children(unit)) positions.insert(tree.position(each));
  };
  for (std::int32_t at = 0; at < tree.size(); at = tree.subtree(tree.at(at)).after) {
    open(tree.at(at));
  }
  for (const org::Grant& grant : call.access.grants()) {
    if (tree.has(grant.scope)) open(grant.scope);
  }
  std::vector<org::UnitId> units;
  units.reserve(positions.size());
  for (const std::int32_t position : positions) units.push_back(tree.at(position));
  return units;
}

Result<Response> units(Call& call) {
  Teller teller(call, TRY(day_of(call)));
  const org::UnitTree& tree = teller.tree();
  if (call.has("find")) {
    return teller.answer(
        org::find_units(teller.directory(), tree, call.query("find"), limits::units_found_max),
        false);
  }
  if (tree.size() > limits::units_listed_max) return teller.answer(near_ones(call, tree), false);
  std::vector<org::UnitId> all;
  all.reserve(static_cast<std::size_t>(tree.size()));
  for (std::int32_t position = 0; position < tree.size(); ++position) {
    all.push_back(tree.at(position));
  }
  return teller.answer(all, true);
}

// A unit with what is directly below it.
Result<Response> unit(Call& call) {
  Teller teller(call, TRY(day_of(call)));
  const org::UnitId unit = TRY(teller.directory().find(call.part("code")));
  if (!teller.tree().has(unit)) {
    return fail(ErrorKind::not_found, "org.unknown_unit", {{"code", call.part("code")}});
  }
  std::vector<org::UnitId> rows = teller.tree().children(unit);
  rows.insert(rows.begin(), unit);
  return teller.answer(rows, false);
}

Result<Response> add_unit(Call& call) {
  org::UnitRow row;
  row.code = call.text("code");
  row.name = call.text("name");
  row.short_name = call.text("short");
  row.kind = TRY(org::parse_unit_kind(call.text("kind")));
  row.parent = call.text("parent");
  if (call.ledgers().directory()->find(row.code)) {
    return fail(ErrorKind::conflict, "org.duplicate_code", {{"code", row.code}});
  }
  TRY(call.ledgers().load_units(call.access, {row}));
  Response response = no_content();
  response.status = 201;
  return response;
}

Result<ledger::Reform> reform_of(const Call& call) {
  const auto directory = call.ledgers().directory();
  ledger::Reform reform;
  reform.kind = TRY(ledger::parse_reform_kind(call.text("kind")));
  reform.unit = call.part("code");
  reform.into = call.text("into");
  if (call.body.contains("others")) {
    for (const auto& code : call.body.at("others").get_array()) {
      reform.others.emplace_back(std::string_view(code.get_string()));
    }
  }
  reform.day = TRY(Day::parse(call.text("day")));
  reform.reason = call.text("reason");
  reform.named.code = call.text("code");
  reform.named.name = call.text("name");
  reform.named.short_name = call.text("short");
  const std::string kind = call.text("unit_kind");
  // A new name, or a part that is split off, is of the same kind if nothing is said.
  reform.named.kind = kind.empty() ? directory->unit(TRY(directory->find(reform.unit))).kind
                                   : TRY(org::parse_unit_kind(kind));
  return reform;
}

// In a dry run what would change; else it is done, and no figure is looked at.
Result<Response> reform_unit(Call& call) {
  const ledger::Reform reform = TRY(reform_of(call));
  app::ReformEffect effect;
  if (call.body.at("dry_run").get_bool()) {
    effect = TRY(app::reform_effect(call.workspace, call.access, reform));
  } else {
    TRY(call.ledgers().reform(call.access, reform));
  }
  JsonWriter json;
  json.begin_object().key("units").number(effect.units);
  json.key("looked_at").number(effect.looked_at);
  json.key("out_of_sight").number(effect.out_of_sight).key("issued").begin_array();
  for (const auto& each : effect.issued) {
    json.begin_object().member("draft", each.draft).member("summary", each.summary);
    json.member("unit", each.unit).member("period", each.period).member("figure", each.figure);
    json.member("title", each.title).member("printed", each.printed);
    json.member("before", each.before).member("after", each.after).end_object();
  }
  json.end_array().end_object();
  return http::json(json);
}

constexpr Parameter tree_query[] = {{"day", "day"}, {"find", "text"}};
constexpr Parameter on_day[] = {{"day", "day"}};

constexpr Route table[] = {
    {.method = "GET",
     .path = "/api/units",
     .sentence = "http.route.units",
     .query = tree_query,
     .output = "Units",
     .handler = units},
    {.method = "GET",
     .path = "/api/units/{code}",
     .sentence = "http.route.unit",
     .query = on_day,
     .output = "Units",
     .errors = "org.unknown_unit",
     .handler = unit},
    {.method = "POST",
     .path = "/api/units",
     .sentence = "http.route.add_unit",
     .takes = Takes::json,
     .input = "UnitInput",
     .status = 201,
     .errors = "org.duplicate_code org.bad_code org.unknown_unit org.forbidden",
     .work = Work::slow,
     .handler = add_unit},
    {.method = "POST",
     .path = "/api/units/{code}/reform",
     .sentence = "http.route.reform_unit",
     .takes = Takes::json,
     .input = "UnitReform",
     .output = "ReformEffect",
     .errors = "org.unknown_unit org.unknown_reform org.not_standing org.unit_loop org.root_stays "
               "org.changes_nothing org.changes_later org.has_children org.not_a_child "
               "org.rename_ahead org.reason_needed org.into_needed org.duplicate_code "
               "org.reform_too_large ledger.reform_closed org.forbidden",
     .work = Work::slow,
     .handler = reform_unit},
};

}  // namespace

std::span<const Route> unit_routes() { return table; }

}  // namespace youju::http
