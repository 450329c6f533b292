#include <youju/http/shape.h>
#include <youju/http/shapes_almanac.h>
#include <youju/http/shapes_draft.h>
#include <youju/http/shapes_figure.h>
#include <youju/http/shapes_form.h>
#include <youju/http/shapes_pack.h>
#include <youju/http/shapes_plan.h>
#include <youju/http/shapes_proof.h>

namespace youju::http {
namespace {

constexpr Member error_members[] = {{"type", "text"},          {"id", "text"},    {"title", "text"},
                                    {"status", "integer"},     {"where", "text"}, {"fields", "map"},
                                    {"errors", "FieldError[]"}};
constexpr Member field_error_members[] = {{"field", "text"}, {"id", "text"}, {"title", "text"}};

// --- people
constexpr Member grant_members[] = {
    {"role", "text"}, {"unit", "text"}, {"unit_name", "text"}, {"on_behalf_of", "text"}};
constexpr Member grant_input_members[] = {{"role", "text"}, {"unit", "text"}};
constexpr Member person_members[] = {{"login", "text"},
                                     {"name", "text"},
                                     {"grants", "Grant[]"},
                                     {"must_change_password", "boolean"},
                                     {"password_is_old", "boolean"},
                                     {"totp", "boolean"}};
constexpr Member policy_members[] = {{"password_min_length", "integer"},
                                     {"idle_minutes", "integer"}};
constexpr Member session_members[] = {{"signed_in", "boolean"},
                                      {"csrf", "text"},
                                      {"person", "Person", true},
                                      {"policy", "Policy"},
                                      {"product", "Product"}};
constexpr Member product_members[] = {{"version", "text"}};
constexpr Member sign_in_members[] = {
    {"login", "text"}, {"password", "text"}, {"code", "text", true}};
constexpr Member password_change_members[] = {{"old", "text"}, {"new", "text"}};
constexpr Member password_members[] = {{"password", "text"}};
constexpr Member totp_members[] = {{"secret", "text"}, {"uri", "text"}};
constexpr Member code_members[] = {{"code", "text"}};
constexpr Member session_head_members[] = {{"id", "text"},    {"address", "text"},
                                           {"agent", "text"}, {"signed_in", "text"},
                                           {"seen", "text"},  {"is_this", "boolean"}};
constexpr Member recovery_members[] = {{"codes", "texts"}};
constexpr Member delegation_members[] = {
    {"id", "integer"},         {"giver", "text"}, {"giver_name", "text"}, {"receiver", "text"},
    {"receiver_name", "text"}, {"role", "text"},  {"unit", "text"},       {"unit_name", "text"},
    {"from", "text"},          {"last", "text"},  {"state", "text"}};
constexpr Member delegation_input_members[] = {
    {"receiver", "text"}, {"role", "text"}, {"unit", "text"}, {"from", "text"}, {"last", "text"}};
constexpr Member colleague_members[] = {{"login", "text"}, {"name", "text"}};
constexpr Member delegations_members[] = {{"day", "text"},
                                          {"rows", "Delegation[]"},
                                          {"grants", "Grant[]"},
                                          {"colleagues", "Colleague[]"}};
constexpr Member person_row_members[] = {
    {"login", "text"},     {"name", "text"},    {"grants", "Grant[]"}, {"has_password", "boolean"},
    {"locked", "boolean"}, {"totp", "boolean"}, {"signed_in", "text"}};
constexpr Member person_input_members[] = {{"name", "text"}, {"grants", "GrantInput[]"}};
constexpr Member trail_members[] = {{"seq", "integer"},     {"at", "text"},    {"kind", "text"},
                                    {"kind_title", "text"}, {"actor", "text"}, {"name", "text"},
                                    {"address", "text"},    {"about", "text"}, {"fields", "map"}};

// --- units
constexpr Member unit_members[] = {{"code", "text"},    {"name", "text"},   {"short", "text"},
                                   {"kind", "text"},    {"parent", "text"}, {"depth", "integer"},
                                   {"size", "integer"}, {"mine", "boolean"}};
constexpr Member units_members[] = {
    {"day", "text"}, {"whole", "boolean"}, {"rows", "Unit[]"}, {"above", "Unit[]"}};
constexpr Member unit_input_members[] = {
    {"code", "text"}, {"name", "text"}, {"short", "text"}, {"kind", "text"}, {"parent", "text"}};
constexpr Member unit_reform_members[] = {{"kind", "text"},
                                          {"into", "text", true},
                                          {"others", "texts", true},
                                          {"code", "text", true},
                                          {"name", "text", true},
                                          {"short", "text", true},
                                          {"unit_kind", "text", true},
                                          {"day", "text"},
                                          {"reason", "text"},
                                          {"dry_run", "boolean"}};
constexpr Member issued_change_members[] = {
    {"draft", "text"},   {"summary", "text"}, {"unit", "text"},
    {"period", "text"},  {"figure", "text"},  {"title", "text"},
    {"printed", "text"}, {"before", "text"},  {"after", "text"}};
constexpr Member reform_effect_members[] = {{"units", "integer"},
                                            {"looked_at", "integer"},
                                            {"out_of_sight", "integer"},
                                            {"issued", "IssuedChange[]"}};

// --- ledgers and records
constexpr Member choice_members[] = {{"code", "text"}, {"title", "text"}};
constexpr Member field_members[] = {
    {"name", "text"},         {"title", "text"},       {"type", "text"},
    {"required", "boolean"},  {"private", "boolean"},  {"scale", "integer"},
    {"min", "text"},          {"max", "text"},         {"length_max", "integer"},
    {"measure_unit", "text"}, {"choices", "Choice[]"}, {"ledger", "text"},
    {"help", "text"},         {"party_kind", "text"}};
constexpr Member party_members[] = {
    {"name", "text"}, {"code", "text"}, {"kind", "text"}, {"value", "text"}};
constexpr Member party_add_members[] = {{"name", "text"}, {"code", "text"}, {"kind", "text"}};
constexpr Member review_rule_members[] = {
    {"people", "integer"}, {"author", "boolean"}, {"superior", "boolean"}};
constexpr Member ledger_members[] = {{"name", "text"},
                                     {"title", "text"},
                                     {"pack", "text"},
                                     {"dates", "text"},
                                     {"fields", "Field[]"},
                                     {"tags", "Choice[]"},
                                     {"evidence_min", "integer"},
                                     {"review", "ReviewRule"},
                                     {"expects", "text"},
                                     {"duplicate_key", "texts"},
                                     {"name_field", "text"},
                                     {"may", "texts"}};
constexpr Member ledger_head_members[] = {
    {"name", "text"}, {"title", "text"}, {"pack", "text"}, {"records", "integer"}};
constexpr Member record_members[] = {{"ledger", "text"},
                                     {"id", "text"},
                                     {"version", "integer"},
                                     {"state", "text"},
                                     {"unit", "text"},
                                     {"unit_name", "text"},
                                     {"on", "text"},
                                     {"until", "text"},
                                     {"tags", "texts"},
                                     {"hosts", "texts"},
                                     {"fields", "map"},
                                     {"shown", "map"},
                                     {"evidence", "texts"},
                                     {"author", "text"},
                                     {"updated", "text"},
                                     {"doubles", "integer"},
                                     {"may", "texts"},
                                     {"review_note", "text"},
                                     {"contribution", "text", true}};
constexpr Member record_head_members[] = {
    {"ledger", "text"}, {"ledger_title", "text"}, {"id", "text"},
    {"title", "text"},  {"state", "text"},        {"unit_name", "text"},
    {"on", "text"},     {"updated", "text"},      {"reason", "text"}};
constexpr Member record_list_members[] = {
    {"rows", "Record[]"}, {"next", "text"}, {"total", "integer", true}, {"totals", "map", true}};
constexpr Member history_members[] = {{"seq", "integer"},     {"at", "text"},     {"kind", "text"},
                                      {"kind_title", "text"}, {"actor", "text"},  {"name", "text"},
                                      {"version", "integer"}, {"reason", "text"}, {"hash", "text"}};
constexpr Member file_members[] = {
    {"digest", "text"}, {"name", "text"}, {"media", "text"}, {"bytes", "integer"}};
constexpr Member record_detail_members[] = {{"history", "History[]"},
                                            {"files", "File[]"},
                                            {"double_heads", "RecordHead[]"},
                                            {"odd", "OddValue[]"}};
constexpr Member record_input_members[] = {{"unit", "text"},           {"on", "text"},
                                           {"until", "text", true},    {"tags", "texts", true},
                                           {"hosts", "texts", true},   {"fields", "map"},
                                           {"submit", "boolean", true}};
constexpr Member version_members[] = {{"version", "integer"}};
constexpr Member reason_members[] = {{"version", "integer"}, {"reason", "text"}};
// What is not named stays as it is.
constexpr Member correction_members[] = {{"version", "integer"},  {"reason", "text"},
                                         {"fields", "map"},       {"unit", "text", true},
                                         {"on", "text", true},    {"until", "text", true},
                                         {"tags", "texts", true}, {"hosts", "texts", true}};
constexpr Member other_members[] = {{"other", "text"}};
constexpr Member other_reason_members[] = {{"other", "text"}, {"reason", "text"}};
constexpr Member place_error_members[] = {{"where", "text"}, {"id", "text"}, {"title", "text"}};
constexpr Member import_members[] = {{"rows", "integer"},
                                     {"added", "integer"},
                                     {"unchanged", "integer"},
                                     {"corrected", "integer"},
                                     {"possible_doubles", "integer"},
                                     {"errors_all", "integer"},
                                     {"errors", "PlaceError[]"},
                                     {"encoding", "text"}};

// --- workbooks in steps
constexpr Member kept_file_members[] = {{"id", "text"}, {"name", "text"}, {"bytes", "integer"}};
constexpr Member grid_row_members[] = {
    {"number", "integer"}, {"hidden", "boolean"}, {"cells", "texts"}};
constexpr Member grid_range_members[] = {{"first_row", "integer"},
                                         {"first_column", "integer"},
                                         {"last_row", "integer"},
                                         {"last_column", "integer"}};
constexpr Member import_column_members[] = {
    {"column", "integer"}, {"letters", "text"},   {"title", "text"},
    {"measure", "text"},   {"target", "text"},    {"score", "integer"},
    {"reason", "text"},    {"runner_up", "text"}, {"runner_up_score", "integer"},
    {"power", "integer"},  {"ticked", "text"},    {"hidden", "boolean"},
    {"samples", "texts"}};
constexpr Member import_sheet_members[] = {{"sheet", "integer"},
                                           {"name", "text"},
                                           {"hidden", "boolean"},
                                           {"has_table", "boolean"},
                                           {"remembered", "boolean"},
                                           {"form", "text"},
                                           {"title", "text"},
                                           {"header_first", "integer"},
                                           {"header_last", "integer"},
                                           {"data_first", "integer"},
                                           {"columns", "ImportColumn[]"},
                                           {"constants", "map"},
                                           {"units", "map"},
                                           {"year", "integer"},
                                           {"take_parts", "boolean"},
                                           {"missing", "texts"},
                                           {"remarks", "PlaceError[]"},
                                           {"head", "GridRow[]"},
                                           {"merged", "GridRange[]"},
                                           {"sample", "GridRow[]"}};
constexpr Member import_proposal_members[] = {{"name", "text"}, {"sheets", "ImportSheet[]"}};
constexpr Member column_mapping_members[] = {
    {"title", "text"}, {"target", "text"}, {"power", "integer", true}, {"ticked", "text", true}};
constexpr Member sheet_mapping_members[] = {
    {"sheet", "integer"},           {"form", "text", true}, {"columns", "ColumnMapping[]"},
    {"constants", "map", true},     {"units", "map", true}, {"year", "integer", true},
    {"take_parts", "boolean", true}};
constexpr Member import_order_members[] = {{"ledger", "text"},
                                           {"unit", "text"},
                                           {"sheets", "SheetMapping[]"},
                                           {"state", "text", true},
                                           {"keep_good", "boolean", true},
                                           {"accept_findings", "boolean", true},
                                           {"remember", "boolean", true}};
constexpr Member proof_members[] = {{"cell", "text"},       {"row", "text"},
                                    {"column", "text"},     {"stated", "text"},
                                    {"recomputed", "text"}, {"agrees", "boolean"}};
constexpr Member import_outcome_members[] = {{"ledger", "text"},
                                             {"dry_run", "boolean"},
                                             {"rows", "integer"},
                                             {"added", "integer"},
                                             {"unchanged", "integer"},
                                             {"corrected", "integer"},
                                             {"possible_doubles", "integer"},
                                             {"total_rows", "integer"},
                                             {"part_rows", "integer"},
                                             {"note_rows", "integer"},
                                             {"errors_all", "integer"},
                                             {"proofs_all", "integer"},
                                             {"proofs_differ", "integer"},
                                             {"import", "integer"},
                                             {"proofs", "Proof[]"},
                                             {"findings", "PlaceError[]"},
                                             {"remarks", "PlaceError[]"},
                                             {"needs_confirmation", "boolean"},
                                             {"entered", "boolean"}};
constexpr Member cell_error_members[] = {
    {"where", "text"}, {"id", "text"}, {"title", "text"}, {"text", "text"}};
constexpr Member import_errors_members[] = {
    {"rows", "CellError[]"}, {"total", "integer"}, {"told", "integer"}};
constexpr Member job_members[] = {{"id", "text"},
                                  {"kind", "text"},
                                  {"about", "text"},
                                  {"done", "integer"},
                                  {"all", "integer"},
                                  {"state", "text"},
                                  {"error", "PlaceError", true}};
constexpr Member import_run_members[] = {
    {"id", "integer"},        {"ledger", "text"},       {"ledger_title", "text"},
    {"file", "text"},         {"actor", "text"},        {"actor_name", "text"},
    {"at", "text"},           {"unit", "text"},         {"unit_name", "text"},
    {"rows", "integer"},      {"added", "integer"},     {"corrected", "integer"},
    {"unchanged", "integer"}, {"withdrawn", "integer"}, {"kept", "integer"},
    {"undone", "text"},       {"undone_by", "text"},    {"may_undo", "boolean"}};
constexpr Member undo_input_members[] = {
    {"reason", "text", true}, {"dry_run", "boolean", true}, {"keep_changed", "boolean", true}};
constexpr Member kept_record_members[] = {
    {"id", "text"}, {"kind", "text"}, {"kind_title", "text"}, {"actor", "text"}, {"name", "text"}};
constexpr Member undo_report_members[] = {
    {"withdrawn", "integer"}, {"kept_all", "integer"}, {"kept", "KeptRecord[]"}};

// --- the first run
constexpr Member founding_members[] = {
    {"key", "text"},  {"code", "text"},  {"unit_name", "text"}, {"short", "text"},
    {"kind", "text"}, {"login", "text"}, {"name", "text"},      {"password", "text"}};
constexpr Member start_state_members[] = {{"packs", "texts"},       {"ledgers", "integer"},
                                          {"units", "integer"},     {"imports", "integer"},
                                          {"records", "integer"},   {"people", "integer"},
                                          {"summaries", "integer"}, {"declared", "integer"}};
constexpr Member shipped_pack_members[] = {
    {"name", "text"},     {"title", "text"},      {"uses", "texts"},        {"loaded", "boolean"},
    {"ledgers", "texts"}, {"templates", "texts"}, {"indicators", "integer"}};
constexpr Member pack_names_members[] = {{"names", "texts"}};
constexpr Member unit_file_members[] = {
    {"all", "integer"}, {"added", "integer"}, {"rows", "UnitInput[]"}};
constexpr Member summary_plan_members[] = {
    {"unit", "text"}, {"period", "text"}, {"template", "text"}};
constexpr Member odd_members[] = {{"field", "text"}, {"title", "text"}};
constexpr Member waiting_members[] = {{"record", "Record"},
                                      {"ledger_title", "text"},
                                      {"doubles", "RecordHead[]"},
                                      {"odd", "OddValue[]"}};
constexpr Member review_list_members[] = {
    {"rows", "Waiting[]"}, {"next", "text"}, {"total", "integer"}};
constexpr Member chosen_members[] = {{"ledger", "text"}, {"id", "text"}, {"version", "integer"}};
constexpr Member review_input_members[] = {
    {"action", "text"}, {"reason", "text", true}, {"records", "Chosen[]"}};
constexpr Member review_result_members[] = {
    {"id", "text"}, {"ok", "boolean"}, {"error", "FieldError", true}};

// --- the start page
constexpr Member point_members[] = {{"period", "text"}, {"value", "text"}};
constexpr Member today_figure_members[] = {{"figure", "Figure"}, {"series", "Point[]"}};
constexpr Member owed_members[] = {{"ledger", "text"}, {"title", "text"},
                                   {"unit", "text"},   {"unit_name", "text"},
                                   {"period", "text"}, {"period_title", "text"}};
constexpr Member waiting_count_members[] = {
    {"ledger", "text"}, {"title", "text"}, {"count", "integer"}, {"mine", "integer"}};
constexpr Member today_members[] = {{"day", "text"},
                                    {"period", "text"},
                                    {"period_title", "text"},
                                    {"owed", "Owed[]"},
                                    {"waiting", "WaitingCount[]"},
                                    {"drafts", "RecordHead[]"},
                                    {"returned", "RecordHead[]"},
                                    {"latest", "RecordHead[]"},
                                    {"figures", "TodayFigure[]"},
                                    {"late", "PlanLate"},
                                    {"holiday", "text"},
                                    {"coming", "ComingDays[]"}};

// --- summaries, the folder as a whole
constexpr Member summary_members[] = {
    {"unit", "text"},       {"unit_name", "text"},  {"title", "text"},     {"period", "text"},
    {"template", "text"},   {"records", "integer"}, {"proven", "integer"}, {"declared", "integer"},
    {"derived", "integer"}, {"missing", "integer"}};
constexpr Member template_members[] = {{"name", "text"}, {"title", "text"}};
constexpr Member head_members[] = {{"seq", "integer"}, {"hash", "text"}};
constexpr Member fault_members[] = {{"id", "text"}, {"title", "text"}};
constexpr Member audit_members[] = {{"events", "integer"},
                                    {"records", "integer"},
                                    {"blobs", "integer"},
                                    {"head", "Head"},
                                    {"faults", "Fault[]"}};
constexpr Member about_members[] = {
    {"version", "text"},  {"as_of", "integer"},  {"hash", "text"},           {"packs", "Named[]"},
    {"units", "integer"}, {"people", "integer"}, {"figure_bytes", "integer"}};
// The document tree is described by doc/formats; here it is only an object.
constexpr Member no_members[] = {{"", ""}};

constexpr Shape all[] = {
    {"Problem", error_members},
    {"FieldError", field_error_members},
    {"Grant", grant_members},
    {"GrantInput", grant_input_members},
    {"Person", person_members},
    {"Policy", policy_members},
    {"Product", product_members},
    {"Session", session_members},
    {"SignIn", sign_in_members},
    {"PasswordChange", password_change_members},
    {"Password", password_members},
    {"Totp", totp_members},
    {"Code", code_members},
    {"RecoveryCodes", recovery_members},
    {"SessionHead", session_head_members},
    {"Delegation", delegation_members},
    {"DelegationInput", delegation_input_members},
    {"Colleague", colleague_members},
    {"Delegations", delegations_members},
    {"PersonRow", person_row_members},
    {"PersonInput", person_input_members},
    {"TrailRow", trail_members},
    {"Unit", unit_members},
    {"Units", units_members},
    {"UnitInput", unit_input_members},
    {"UnitReform", unit_reform_members},
    {"IssuedChange", issued_change_members},
    {"ReformEffect", reform_effect_members},
    {"Choice", choice_members},
    {"Field", field_members},
    {"Party", party_members},
    {"PartyAdd", party_add_members},
    {"ReviewRule", review_rule_members},
    {"Ledger", ledger_members},
    {"LedgerHead", ledger_head_members},
    {"Record", record_members},
    {"RecordHead", record_head_members},
    {"RecordList", record_list_members},
    {"History", history_members},
    {"File", file_members},
    {"RecordDetail", record_detail_members, "Record"},
    {"RecordInput", record_input_members},
    {"Version", version_members},
    {"Reason", reason_members},
    {"Correction", correction_members},
    {"Other", other_members},
    {"OtherReason", other_reason_members},
    {"PlaceError", place_error_members},
    {"ImportReport", import_members},
    {"KeptFile", kept_file_members},
    {"GridRow", grid_row_members},
    {"GridRange", grid_range_members},
    {"ImportColumn", import_column_members},
    {"ImportSheet", import_sheet_members},
    {"ImportProposal", import_proposal_members},
    {"ColumnMapping", column_mapping_members},
    {"SheetMapping", sheet_mapping_members},
    {"ImportOrder", import_order_members},
    {"Proof", proof_members},
    {"ImportOutcome", import_outcome_members},
    {"CellError", cell_error_members},
    {"ImportErrors", import_errors_members},
    {"Job", job_members},
    {"ImportRun", import_run_members},
    {"UndoInput", undo_input_members},
    {"KeptRecord", kept_record_members},
    {"UndoReport", undo_report_members},
    {"Founding", founding_members},
    {"StartState", start_state_members},
    {"ShippedPack", shipped_pack_members},
    {"PackNames", pack_names_members},
    {"UnitFile", unit_file_members},
    {"SummaryPlan", summary_plan_members},
    {"OddValue", odd_members},
    {"Waiting", waiting_members},
    {"ReviewList", review_list_members},
    {"Chosen", chosen_members},
    {"ReviewInput", review_input_members},
    {"ReviewResult", review_result_members},
    {"Named", named_members},
    {"Indicator", indicator_members},
    {"Comparison", compare_members},
    {"Figure", figure_members},
    {"FigureList", figure_list_members},
    {"FigureTableLine", table_line_members},
    {"FigureTable", figure_table_members},
    {"Rank", rank_members},
    {"Source", source_members},
    {"Ground", ground_members},
    {"FigureDetail", figure_detail_members, "Figure"},
    {"FigureRecords", figure_records_members},
    {"FigurePlace", figure_place_members},
    {"FigurePlaces", figure_places_members},
    {"Moment", moment_members},
    {"ChangedRecord", changed_record_members},
    {"FigureChange", figure_change_members},
    {"Titles", titles_members},
    {"Coded", coded_members},
    {"PackPart", pack_part_members},
    {"PackFile", pack_file_members},
    {"Pack", pack_members},
    {"PackText", pack_text_members},
    {"PackTry", pack_try_members},
    {"PackFault", pack_fault_members},
    {"PackTried", pack_tried_members},
    {"PackKeep", pack_keep_members},
    {"PackVersion", pack_version_members},
    {"Campaign", campaign_members},
    {"PackTags", pack_tags_members},
    {"FieldDesign", field_design_members},
    {"ReviewDesign", review_design_members},
    {"LedgerDesign", design_members},
    {"LedgerDesignTold", design_told_members},
    {"LedgerDesignTry", design_try_members},
    {"LedgerDesignTried", design_tried_members},
    {"Point", point_members},
    {"TodayFigure", today_figure_members},
    {"Owed", owed_members},
    {"WaitingCount", waiting_count_members},
    {"AlmanacDays", almanac_days_members},
    {"AlmanacDaysList", almanac_days_list_members},
    {"CampaignDays", campaign_days_members},
    {"Almanac", almanac_members},
    {"AlmanacKeep", almanac_keep_members},
    {"AlmanacNotice", almanac_notice_members},
    {"ComingDays", coming_days_members},
    {"Today", today_members},
    {"Summary", summary_members},
    {"DraftHead", draft_head_members},
    {"Draft", draft_members, "DraftHead"},
    {"DraftBlock", draft_block_members},
    {"DraftRun", draft_run_members},
    {"DraftOffer", draft_offer_members},
    {"Seal", seal_members},
    {"SealedFile", sealed_file_members},
    {"DraftNew", draft_new_members},
    {"DraftInput", draft_input_members},
    {"DraftBlockInput", draft_block_input_members},
    {"DraftRunInput", draft_run_input_members},
    {"DraftVersion", draft_version_members},
    {"DraftTasks", draft_tasks_members},
    {"DraftGap", draft_gap_members},
    {"DraftMoved", draft_moved_members},
    {"DraftComment", draft_comment_members},
    {"DraftCommentInput", draft_comment_input_members},
    {"ProofText", proof_text_members},
    {"ProofParagraph", proof_paragraph_members},
    {"ProofDecision", proof_decision_members},
    {"ProofFinding", proof_finding_members},
    {"ProofCheck", proof_check_members},
    {"ProofReport", proof_report_members, "ProofCheck"},
    {"ProofChoice", proof_choice_members},
    {"ProofBaseline", proof_baseline_members},
    {"DraftDiff", draft_diff_members},
    {"DraftDiffBlock", draft_diff_block_members},
    {"DiffPart", diff_part_members},
    {"FigureChoices", figure_choices_members},
    {"FigureChoice", figure_choice_members},
    {"WordingChoice", wording_choice_members},
    {"MergeProposal", merge_proposal_members},
    {"MergeChange", merge_change_members},
    {"MergeRun", merge_run_members},
    {"MergeFigure", merge_figure_members},
    {"MergeInput", merge_input_members},
    {"MergeChoice", merge_choice_members},
    {"MergeFigureChoice", merge_figure_choice_members},
    {"FormDepartment", form_department_members},
    {"FormEdition", form_edition_members},
    {"FormReturnHead", form_return_head_members},
    {"FormReturn", form_return_members, "FormReturnHead"},
    {"FormTable", form_table_members},
    {"FormValue", form_value_members},
    {"FormCell", form_cell_members},
    {"FormFinding", form_finding_members},
    {"FormOpening", form_opening_members},
    {"FormEntry", form_entry_members},
    {"FormEntries", form_entries_members},
    {"FormExplanation", form_explanation_members},
    {"FormLine", form_line_members},
    {"FormUnit", form_unit_members},
    {"FormPlace", form_place_members},
    {"FormItem", form_item_members},
    {"FormRollUp", form_roll_up_members},
    {"FormCoverageRow", form_coverage_row_members, "FormItem"},
    {"FormCoverage", form_coverage_members},
    {"PlanHead", plan_head_members},
    {"Plan", plan_members, "PlanHead"},
    {"PlanTitle", plan_title_members},
    {"PlanTerms", plan_terms_members},
    {"PlanStep", plan_step_members},
    {"PlanTarget", plan_target_members},
    {"PlanPoint", plan_point_members},
    {"PlanBranch", plan_branch_members},
    {"PlanDetail", plan_detail_members, "PlanBranch"},
    {"PlanSetting", plan_setting_members},
    {"PlanRemoval", plan_removal_members},
    {"PlanPart", plan_part_members},
    {"PlanSplitting", plan_splitting_members},
    {"PlanMilestone", plan_milestone_members},
    {"PlanMilestoneInput", plan_milestone_input_members},
    {"PlanMilestoneChange", plan_milestone_change_members, "PlanMilestoneInput"},
    {"PlanDone", plan_done_members},
    {"PlanField", plan_field_members},
    {"PlanLate", plan_late_members},
    {"Template", template_members},
    {"Head", head_members},
    {"Fault", fault_members},
    {"AuditReport", audit_members},
    {"About", about_members},
    {"Document", std::span(no_members).first(0)},
};

}  // namespace

std::span<const Shape> shapes() { return all; }

const Shape* find_shape(std::string_view name) {
  for (const Shape& shape : all) {
    if (shape.name == name) return &shape;
  }
  return nullptr;
}

}  // namespace youju::http
