// The drafts of one data folder: one a unit, period and template, made from the template, written
// on, reviewed, signed and sealed. Every acting function asks the Access first, writes its event
// and its projection in one transaction, and is durable when it returns. Thread-safe.
//
// The events of a draft carry its id as their record: draft.create .save .merge .reopen (with the
// content of a version), .submit .return .sign .seal, .comment .resolve .unresolve.
#pragma once

#include <youju/base/clock.h>
#include <youju/indicator/figures.h>
#include <youju/ledger/ledgers.h>
#include <youju/narrative/written.h>
#include <youju/writing/draft.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::writing {

std::vector<store::Migration> migrations();

// What this room is given by the one that wires it.
struct Needs {
  ledger::Ledgers& ledgers;
  indicator::Figures& figures;
  store::BlobStore& blobs;
  const Clock& clock;
  // Errors: "app.unknown_template", or what is wrong with it.
  std::function<Result<narrative::Template>(std::string_view name)> find_template;
};

// A version as it reads now: each block with its figures in words.
struct Reading {
  Draft draft;
  Version version;
  std::optional<Seal> seal;   // of this version
  narrative::Filled filled;   // places: of the blocks that are there, see `present`
  std::vector<bool> present;  // of each block: the template still makes it
  std::vector<std::string> title_of_generated;  // of each block, "" for written ones
  struct Offer {
    std::string source, title;
    bool used = false;
  };
  std::vector<Offer> offers;  // all that the template generates now
};

// A missing figure, to be entered or declared.
struct Gap {
  std::string figure, title, reason;
  std::string ledger;  // where its records are entered; "": it is declared with a source
  std::vector<std::string> blocks;
};
// A figure that reads otherwise than when the version was saved.
struct Moved {
  std::string figure, wording, title;
  std::string text_then, text_now, value_then, value_now;
  std::vector<std::string> blocks;
};
struct Tasks {
  std::int64_t as_of = 0;
  std::vector<Gap> gaps;
  std::vector<Moved> moved;
};

class Drafts {
 public:
  explicit Drafts(Needs needs);

  // Action::write_summary. Errors: "writing.exists" (field id).
  Result<Uuid> create(const org::Access& access, std::string_view unit, const Period& period,
                      std::string_view template_name);
  // What may be read of the subtree, the last changed first, at most limits::page_rows_max.
  struct ListQuery {
    org::UnitId unit;
    std::optional<Period> period;
    std::optional<State> state;
  };
  Result<std::vector<Draft>> list(const org::Access& access, const ListQuery& query) const;
  // The last sealed version of every summary that may be read, the last changed first.
  struct Issued {
    Draft draft;
    Seal seal;
  };
  Result<std::vector<Issued>> issued(const org::Access& access) const;
  // Error: "writing.no_such_draft".
  Result<Draft> find(const org::Access& access, const Uuid& id) const;
  // `version` 0: the present one. Error: "writing.no_such_version".
  Result<Reading> read(const org::Access& access, const Uuid& id, int version) const;
  Result<Version> version(const org::Access& access, const Uuid& id, int version) const;
  // Newest first, without their content.
  Result<std::vector<Version>> versions(const org::Access& access, const Uuid& id) const;
  Result<std::vector<ledger::Event>> history(const org::Access& access, const Uuid& id) const;
  Result<Tasks> tasks(const org::Access& access, const Uuid& id) const;

  // What the figures of two versions read as now.
  Result<std::vector<Printed>> printed_now(const org::Access& access, const Uuid& id,
                                           const Version& a, const Version& b) const;

  // A new version on top of `version`, which must be the present one: else
  // "writing.version_conflict" (fields version, by, name, at), and nothing is lost. The same
  // content changes nothing. Figures that neither the draft nor its template has are those the
  // writer may see. Errors: those of parse_content, "figure.unknown_indicator",
  // "writing.wrong_state".
  Result<int> save(const org::Access& access, const Uuid& id, int version,
                   std::string_view content_json, std::string_view note);
  // The same for a content that a returned file was merged into; the file is told by its digest.
  Result<int> save_merged(const org::Access& access, const Uuid& id, int version,
                          const Content& content, std::string_view file_name,
                          std::string_view digest);

  // ---- workflow (workflow.cpp). Errors: "writing.wrong_state", "writing.version_conflict",
  // "writing.reason_needed".
  Result<void> submit(const org::Access& access, const Uuid& id, int version);
  Result<void> send_back(const org::Access& access, const Uuid& id, int version,
                         std::string_view reason);
  Result<void> sign(const org::Access& access, const Uuid& id, int version);
  // Makes the files of the signed version and keeps them for ever. Error:
  // "writing.moved_since_signed" if a figure no longer reads as it was signed.
  Result<void> seal(const org::Access& access, const Uuid& id, int version);
  Result<void> reopen(const org::Access& access, const Uuid& id, int version,
                      std::string_view reason);
  // What this person may do with it now: save submit return sign seal reopen comment.
  std::vector<std::string> may(const org::Access& access, const Draft& draft) const;

  // ---- comments (comments.cpp). Errors: "writing.no_such_block", "writing.no_such_comment",
  // "writing.remark_needed", "writing.too_many_comments".
  Result<std::vector<Comment>> comments(const org::Access& access, const Uuid& id) const;
  Result<int> comment(const org::Access& access, const Uuid& id, std::string_view block,
                      std::string_view quote, std::string_view text);
  Result<void> resolve(const org::Access& access, const Uuid& id, int comment, bool resolved);

  // ---- files (files.cpp)
  // A version as a document: of a sealed one the tree as it is now printed is never asked, its
  // files are.
  Result<narrative::Document> document(const org::Access& access, const Uuid& id,
                                       int version) const;
  Result<std::optional<Seal>> seal_of(const org::Access& access, const Uuid& id, int version) const;
  Result<std::string> sealed_file(const Seal& seal, std::string_view form) const;
  // Whether this person may change the draft, before a file is looked into; and whether this is
  // its present version ("writing.version_conflict").
  Result<void> require_writer(const org::Access& access, const Uuid& id) const;
  Result<void> require_present(const org::Access& access, const Uuid& id, int version) const;
  // A file that came back, kept until it is merged, and read again by its digest. Error:
  // "writing.no_such_upload".
  Result<std::string> keep_upload(const org::Access& access, const Uuid& id,
                                  std::string_view bytes);
  Result<std::string> upload(const org::Access& access, const Uuid& id,
                             std::string_view digest) const;

  // ---- the log is the truth (audit.cpp)
  // Every table against a replay of the events, and the sealed files; Action::audit.
  Result<std::vector<ledger::Ledgers::Fault>> audit(const org::Access& access) const;
  // Throws the tables away and makes them again from the events; Action::manage_packs.
  Result<void> rebuild(const org::Access& access);

  // The figures of documents about this unit, also those that its template quotes of units above.
  std::unique_ptr<indicator::FigureView> view(const org::Access& access, org::UnitId unit) const;
  const Needs& needs() const { return needs_; }

 private:
  // One act on a draft: in which states, by which right, told by which event.
  struct Deed {
    std::string_view kind;  // "save"
    org::Action action;
    std::vector<State> from;
    std::string payload;
    bool makes_version = false;
  };
  std::shared_ptr<const org::UnitTree> tree() const;
  Result<void> require(const org::Access& access, org::Action action, const Draft& draft) const;
  bool allows(const org::Access& access, org::Action action, const Draft& draft) const;
  Result<Reading> render(const org::Access& access, Draft draft, Version version) const;
  Result<Version> stored_version(const Uuid& id, int version) const;
  Result<void> require_visible(const org::Access& access, const Draft& draft, const Content& before,
                               const Content& after) const;
  Result<int> save_content(const org::Access& access, const Uuid& id, int version,
                           const Content& content, Deed deed,
                           const std::vector<std::pair<std::string, std::string>>& members);
  Result<int> act(const org::Access& access, const Uuid& id, int version, const Deed& deed);
  Error conflict(const Draft& draft) const;

  Needs needs_;
};

}  // namespace youju::writing
