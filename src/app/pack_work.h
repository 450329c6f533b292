// Changing packs while they are in use: one file of a pack is tried as it would stand with all
// others, and kept as the pack's next version. Every function asks Action::manage_packs at the
// root: packs concern everybody. What is kept is the event "pack.load" with the whole pack, like a
// pack that was loaded from a folder, so every version stands in the log with who made it.
#pragma once

#include <youju/app/workspace.h>
#include <youju/ledger/schema_draft.h>

#include <memory>
#include <string>
#include <vector>

namespace youju::app {

// A file of a pack as it shall become; a path that is not there yet makes a new file. Paths:
// ledgers/NAME.yaml, indicators/NAME.yaml, templates/NAME.md, pack.yaml.
struct PackEdit {
  std::string pack, path, text;
};

// All packs as they would stand.
struct TriedPacks {
  std::vector<ledger::PackFiles> changed;
  std::shared_ptr<const ledger::SchemaSet> schemas;           // shared: views outlive the trial
  std::shared_ptr<const indicator::IndicatorSet> indicators;  // likewise
};

// Tries an edit: all packs are parsed, templates too (one that reads today must read afterwards,
// and the edited one must), an indicator that has declared figures must stay, and the records must
// fit. Errors: those of SchemaSet, IndicatorSet, Template and Ledgers::load_packs, with `where` =
// "pack/path:line:column"; "app.unknown_pack", "app.bad_pack_path", "app.indicator_in_use".
Result<TriedPacks> try_edit(const Workspace& workspace, const org::Access& access,
                            const PackEdit& edit);

// Keeps it. `version` is the one that was edited ("app.pack_changed" if there is a newer one);
// gives the new one.
Result<std::int64_t> keep_edit(const Workspace& workspace, const org::Access& access,
                               const PackEdit& edit, std::int64_t version);

// A pack for people: its head and its files. Error: "org.forbidden".
struct PackFileHead {
  std::string path;
  struct Part {  // an indicator of a file of indicators
    std::string name;
    ledger::Titles title;
    int line = 0, lines = 0;  // from 1
  };
  std::vector<Part> parts;
};
struct PackOverview {
  ledger::PackHead head;
  std::vector<PackFileHead> files;
};
Result<std::vector<PackOverview>> pack_overview(const Workspace& workspace,
                                                const org::Access& access);
// Errors: "app.unknown_pack", "app.unknown_pack_file".
struct PackText {
  std::string text;
  std::int64_t version = 1;
};
Result<PackText> pack_text(const Workspace& workspace, const org::Access& access,
                           std::string_view pack, std::string_view path);

}  // namespace youju::app
