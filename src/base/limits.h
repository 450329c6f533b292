// The bounds of everything that comes from outside, each with its reason. A value over its bound is
// refused with ErrorKind::too_large or a bound error of its room; nothing is cut silently.
#pragma once

#include <cstddef>
#include <cstdint>

namespace youju::limits {

// Files that people hand in.
inline constexpr std::uint64_t evidence_bytes_max = 50ULL << 20;  // a phone video still fits
// A first load up to here is done well within database_wait_ms, for which readers may wait.
inline constexpr std::uint64_t fill_bytes_max = 32ULL << 20;
inline constexpr std::uint64_t import_bytes_max = 200ULL << 20;    // 1M rows of csv
inline constexpr std::uint64_t document_bytes_max = 64ULL << 20;   // a docx with pictures
inline constexpr std::uint64_t http_body_bytes_max = 64ULL << 20;  // door; uploads stream to disk
inline constexpr std::uint64_t http_header_bytes_max = 16ULL << 10;
inline constexpr std::uint64_t http_json_bytes_max = 1ULL << 20;  // a record is some kilobytes
inline constexpr int http_connections_max = 10'000;  // at once; further ones are closed

// Inside zip containers: real office files compress 3 to 20 times; bombs 1000 times and more.
inline constexpr std::uint64_t zip_entry_bytes_max = 512ULL << 20;
inline constexpr std::uint64_t zip_total_bytes_max = 1ULL << 30;
inline constexpr std::uint64_t zip_ratio_max = 200;
inline constexpr std::size_t zip_entries_max = 10'000;

// Tables.
inline constexpr std::size_t csv_columns_max = 512;
inline constexpr std::size_t csv_cell_bytes_max = 64 << 10;
inline constexpr std::size_t import_rows_max = 1'048'576;        // what a sheet of Excel holds
inline constexpr std::size_t filled_sheet_bytes_max = 16 << 20;  // a form, held as a tree
inline constexpr std::size_t superior_places_max = 5000;  // cells of a form that take a value
inline constexpr std::size_t import_errors_shown_max = 200;

// Units.
inline constexpr std::size_t units_of_event_max = 20'000;  // of one event: some two megabytes
inline constexpr std::size_t units_each_max = 200;         // a load of more is told in few events
inline constexpr std::int32_t units_listed_max = 3'000;    // of a larger tree pages get a part
inline constexpr std::size_t units_found_max = 100;
inline constexpr std::int64_t tree_positions_kept_max = 10'000'000;  // in all trees kept: 160 MB

inline constexpr std::size_t reform_units_max = 200;  // named in one reform

// Packs.
inline constexpr std::size_t pack_file_bytes_max = 1 << 20;
inline constexpr int yaml_depth = 12;
inline constexpr int expression_depth = 32;  // brackets and formulas inside formulas
inline constexpr std::size_t ledger_fields_max = 64;
inline constexpr std::size_t template_bytes_max = 512 << 10;
inline constexpr std::size_t figure_reference_bytes_max = 61;  // a Word tag holds 64: "yj:" + this

// Records.
inline constexpr std::size_t text_bytes_max =
    8 << 10;  // of one text field, unless its schema says less
inline constexpr std::int64_t integer_max = 1'000'000'000'000;  // 10^12: more is a slip of units
inline constexpr std::size_t tags_max = 16;
inline constexpr std::size_t hosts_max = 32;
inline constexpr std::size_t evidence_files_max = 64;
// What one looks back over: a large import, and two seconds' worth of records that it changed.
inline constexpr std::size_t past_events_max = 300'000;
inline constexpr std::size_t past_records_max = 50'000;
inline constexpr std::size_t entry_key_bytes_max = 128;

// Summaries that people write.
inline constexpr std::size_t draft_bytes_max = 512 << 10;  // ten times what a county's fills
inline constexpr std::size_t draft_blocks_max = 2'000;
inline constexpr std::size_t draft_block_bytes_max = 32 << 10;  // ten pages without a break
inline constexpr std::size_t draft_title_lines_max = 6;
inline constexpr std::size_t draft_comments_max = 2'000;  // of one draft
inline constexpr std::size_t remark_bytes_max = 4'000;    // a comment, a quotation, a reason
inline constexpr std::size_t figure_choices_max = 50;     // each is asked of the ledger
inline constexpr std::uint64_t returned_document_bytes_max = 16ULL << 20;  // an edited docx

inline constexpr std::size_t ground_records_max = 50;            // of one figure in a page
inline constexpr std::size_t ground_records_of_all_max = 5'000;  // a page of about a megabyte
inline constexpr std::size_t grounds_max = 2'000;

// Plans.
inline constexpr std::size_t plan_text_bytes_max = 1'000;  // a title, a milestone, a source
inline constexpr std::size_t plan_milestones_max = 200;    // of one plan
// Of which one asks what is late: a nation down to its townships, a province down to its villages.
inline constexpr std::size_t late_units_max = 50'000;
inline constexpr std::size_t late_targets_max = 10'000;  // judged, each by a figure

// Drafts that are read.
inline constexpr std::size_t reading_bytes_max = 256 << 20;  // a library of summaries in one file

// Drafts that are held against the ledger, and what people decide on them.
inline constexpr std::uint64_t proof_bytes_max = 16ULL << 20;   // a docx with some pictures
inline constexpr std::size_t proof_decisions_max = 5'000;       // of one unit and period
inline constexpr std::size_t proof_sentence_bytes_max = 2'000;  // kept with a decision
inline constexpr std::size_t kept_proofs_of_a_person_max = 8;
inline constexpr std::uint64_t kept_proof_bytes_max = 512ULL << 20;  // of all people

// Accounts.
inline constexpr std::size_t password_length_max = 128;  // a passphrase; longer is an attack on us
inline constexpr std::size_t sessions_of_a_person_max = 20;  // the oldest gives way
inline constexpr int delegation_days_max = 366;              // longer is a grant
inline constexpr std::size_t delegations_of_a_giver_max = 50;
inline constexpr std::size_t guessed_names_max = 10'000;  // logins and addresses kept in memory
inline constexpr std::size_t trail_text_bytes_max = 200;  // what a browser calls itself

// Imports in steps, and the jobs that carry them out.
inline constexpr std::size_t kept_files_of_a_person_max = 4;
inline constexpr std::uint64_t kept_bytes_max = 2ULL << 30;         // of all people
inline constexpr std::int64_t kept_file_ms = 2LL * 60 * 60 * 1000;  // since it was last used
inline constexpr int jobs_of_a_person_max = 4;                      // waiting or running
inline constexpr std::size_t jobs_kept_max = 500;                   // with those that are over
inline constexpr std::int64_t job_kept_ms = 60LL * 60 * 1000;       // after its end
inline constexpr std::size_t reason_bytes_max = 2000;

// Answers.
inline constexpr std::size_t figure_table_cells_max = 4'000;  // 300 units by 12 months
inline constexpr std::size_t figure_places_max = 100'000;     // asked for: all counties by 30
inline constexpr std::size_t page_rows_max = 500;
inline constexpr int tree_depth_max = 16;
inline constexpr std::size_t peer_address_bytes_max = 45;  // an IPv6 address as text
inline constexpr std::size_t search_bytes_max = 200;       // what one types into a search box

// Waits.
inline constexpr int database_wait_ms = 5'000;
inline constexpr int password_wait_ms = 5'000;  // for one of two places to hash in
inline constexpr int http_idle_ms = 30'000;
inline constexpr int http_body_ms = 120'000;  // an upload over a bad line; one write of an answer
inline constexpr int http_drain_ms = 2'000;   // reading on after an early refusal…
inline constexpr std::uint64_t http_drain_bytes_max = 8ULL << 20;  // …and at most so much
inline constexpr int http_stop_ms = 10'000;                        // requests under way at the end
inline constexpr int libreoffice_wait_ms = 120'000;

}  // namespace youju::limits
