#include <youju/app/pack_work.h>
#include <youju/base/limits.h>
#include <youju/base/text.h>
#include <youju/base/yaml.h>
#include <youju/forms/edition.h>
#include <youju/narrative/template.h>

#include <algorithm>
#include <utility>

namespace youju::app {
namespace {

constexpr std::string_view head_path = "pack.yaml";
constexpr std::size_t path_bytes_max = 80;

Result<void> require(const Workspace& workspace, const org::Access& access) {
  const auto tree = workspace.ledgers().directory()->tree(workspace.clock().today());
  return access.require_anywhere(org::Action::manage_packs, *tree);
}

// "ledgers/training.yaml" and the like: a folder that packs have, a plain name, its ending.
bool is_path(std::string_view path) {
  if (path == head_path) return true;
  if (path.size() > path_bytes_max) return false;
  constexpr std::pair<std::string_view, std::string_view> kinds[] = {
      {"ledgers/", ".yaml"}, {"indicators/", ".yaml"}, {"templates/", ".md"}, {"forms/", ".yaml"}};
  for (const auto& [folder, ending] : kinds) {
    if (!path.starts_with(folder) || !path.ends_with(ending)) continue;
    const std::string_view name =
        path.substr(folder.size(), path.size() - folder.size() - ending.size());
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
  }
  return false;
}

Result<ledger::PackFiles> find_pack(const Workspace& workspace, std::string_view name) {
  for (ledger::PackFiles& pack : workspace.ledgers().packs()) {
    if (pack.name == name) return std::move(pack);
  }
  return fail(ErrorKind::not_found, "app.unknown_pack", {{"name", std::string(name)}});
}

void put(ledger::PackFiles& pack, std::string_view path, std::string text) {
  for (auto& [known, its_text] : pack.files) {
    if (known != path) continue;
    its_text = std::move(text);
    return;
  }
  pack.files.emplace_back(path, std::move(text));
  std::sort(pack.files.begin(), pack.files.end());
}

// The pack with the edit in it.
Result<ledger::PackFiles> edited(const Workspace& workspace, const PackEdit& edit) {
  ledger::PackFiles pack = TRY(find_pack(workspace, edit.pack));
  if (!is_path(edit.path)) {
    return fail(ErrorKind::bad_usage, "app.bad_pack_path", {{"path", edit.path}});
  }
  if (edit.text.size() > limits::pack_file_bytes_max) {
    return fail(ErrorKind::too_large, "schema.file_too_large",
                {{"max", std::to_string(limits::pack_file_bytes_max)}});
  }
  put(pack, edit.path, edit.text);
  return pack;
}

bool is_template(std::string_view path) { return path.starts_with("templates/"); }

// A template that reads today and would not any more is named; one that did not read before is left
// alone, unless it is the one that is edited.
Result<void> check_templates(const Workspace& workspace, const std::vector<ledger::PackFiles>& all,
                             const TriedPacks& tried, const PackEdit& edit) {
  const auto indicators = workspace.figures().indicators();
  const auto schemas = workspace.ledgers().schemas();
  for (const ledger::PackFiles& pack : all) {
    for (const auto& [path, text] : pack.files) {
      if (!is_template(path)) continue;
      auto read = narrative::Template::parse(text, *tried.indicators, *tried.schemas);
      if (read) continue;
      const bool is_edited = pack.name == edit.pack && path == edit.path;
      if (!is_edited && !narrative::Template::parse(text, *indicators, *schemas)) continue;
      return fail(std::move(read.error()).at(pack.name + "/" + path));
    }
  }
  return {};
}

Result<void> check_indicators(const Workspace& workspace, const org::Access& access,
                              const TriedPacks& tried) {
  const auto view = workspace.figures().view(access);
  for (const indicator::Indicator& each : view->indicators().all()) {
    if (tried.indicators->find(each.id) != nullptr || !view->is_declared(each.id)) continue;
    return fail(ErrorKind::conflict, "app.indicator_in_use", {{"name", each.id}});
  }
  return {};
}

std::vector<PackFileHead::Part> parts_of(const std::string& text) {
  std::vector<PackFileHead::Part> parts;
  const auto node = parse_yaml(text);
  const YamlNode* list = node ? node->find("indicators") : nullptr;
  if (list == nullptr || !list->is_list()) return parts;
  const int after = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  for (std::size_t at = 0; at < list->items.size(); ++at) {
    const YamlNode& item = list->items[at];
    auto map = YamlMap::of(item);
    if (!map) continue;
    PackFileHead::Part part;
    part.name = map->text_or("id", "").value_or("");
    part.title = ledger::parse_titles(*map, "title").value_or(ledger::Titles{});
    part.line = item.line;
    part.lines = (at + 1 < list->items.size() ? list->items[at + 1].line : after) - item.line;
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

Result<TriedPacks> try_edit(const Workspace& workspace, const org::Access& access,
                            const PackEdit& edit) {
  TRY(require(workspace, access));
  TriedPacks tried;
  tried.changed.push_back(TRY(edited(workspace, edit)));
  std::vector<ledger::PackFiles> all = workspace.ledgers().packs();
  for (ledger::PackFiles& pack : all) {
    if (pack.name == edit.pack) pack = tried.changed.front();
  }
  tried.schemas = TRY(ledger::SchemaSet::parse(all));
  // The records first: that a field holds data says more than that an indicator counts it. What
  // indicators and templates say concerns no record, and need not make the writers wait.
  if (edit.path == head_path || edit.path.starts_with("ledgers/")) {
    TRY(workspace.ledgers().try_packs(access, tried.changed));
  }
  tried.indicators = TRY(indicator::IndicatorSet::parse(all, *tried.schemas));
  TRY(forms::EditionSet::parse(all, *tried.indicators));
  TRY(check_templates(workspace, all, tried, edit));
  TRY(check_indicators(workspace, access, tried));
  return tried;
}

Result<std::int64_t> keep_edit(const Workspace& workspace, const org::Access& access,
                               const PackEdit& edit, std::int64_t version) {
  TRY(require(workspace, access));
  const ledger::PackFiles before = TRY(find_pack(workspace, edit.pack));
  const auto conflict = [&edit] {
    return fail(ErrorKind::conflict, "app.pack_changed", {{"name", edit.pack}});
  };
  if (TRY(ledger::head_of(before)).version != version) return conflict();
  TriedPacks tried = TRY(try_edit(workspace, access, edit));
  ledger::PackFiles& pack = tried.changed.front();
  ledger::PackHead head = TRY(ledger::head_of(pack));
  if (pack.files == before.files) return version;
  head.version = version + 1;
  put(pack, head_path, ledger::pack_head_text(head));
  TRY(workspace.keep_packs(access, tried.changed, before));
  return head.version;
}

Result<std::vector<PackOverview>> pack_overview(const Workspace& workspace,
                                                const org::Access& access) {
  TRY(require(workspace, access));
  std::vector<PackOverview> all;
  for (const ledger::PackFiles& pack : workspace.ledgers().packs()) {
    PackOverview overview;
    overview.head = TRY(ledger::head_of(pack));
    for (const auto& [path, text] : pack.files) {
      PackFileHead file{path, {}};
      if (path.starts_with("indicators/")) file.parts = parts_of(text);
      overview.files.push_back(std::move(file));
    }
    all.push_back(std::move(overview));
  }
  return all;
}

Result<PackText> pack_text(const Workspace& workspace, const org::Access& access,
                           std::string_view pack, std::string_view path) {
  TRY(require(workspace, access));
  const ledger::PackFiles files = TRY(find_pack(workspace, pack));
  const std::string* text = files.find(path);
  if (text == nullptr) {
    return fail(ErrorKind::not_found, "app.unknown_pack_file", {{"path", std::string(path)}});
  }
  return PackText{*text, TRY(ledger::head_of(files)).version};
}

}  // namespace youju::app
