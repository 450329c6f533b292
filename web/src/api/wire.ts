// Made from the OpenAPI document of the server by tools/api_types.py: do not edit. What the words
// of a text may be, types.ts says.

export interface Problem {
  type: string;
  id: string;
  title: string;
  status: number;
  where: string;
  fields: { [name: string]: string };
  errors: FieldError[];
}

export interface FieldError {
  field: string;
  id: string;
  title: string;
}

export interface Grant {
  role: string;
  unit: string;
  unit_name: string;
  on_behalf_of: string;
}

export interface GrantInput {
  role: string;
  unit: string;
}

export interface Person {
  login: string;
  name: string;
  grants: Grant[];
  must_change_password: boolean;
  password_is_old: boolean;
  totp: boolean;
}

export interface Policy {
  password_min_length: number;
  idle_minutes: number;
}

export interface Product {
  version: string;
}

export interface Session {
  signed_in: boolean;
  csrf: string;
  person?: Person;
  policy: Policy;
  product: Product;
}

export interface SignIn {
  login: string;
  password: string;
  code?: string;
}

export interface PasswordChange {
  old: string;
  new: string;
}

export interface Password {
  password: string;
}

export interface Totp {
  secret: string;
  uri: string;
}

export interface Code {
  code: string;
}

export interface RecoveryCodes {
  codes: string[];
}

export interface SessionHead {
  id: string;
  address: string;
  agent: string;
  signed_in: string;
  seen: string;
  is_this: boolean;
}

export interface Delegation {
  id: number;
  giver: string;
  giver_name: string;
  receiver: string;
  receiver_name: string;
  role: string;
  unit: string;
  unit_name: string;
  from: string;
  last: string;
  state: string;
}

export interface DelegationInput {
  receiver: string;
  role: string;
  unit: string;
  from: string;
  last: string;
}

export interface Colleague {
  login: string;
  name: string;
}

export interface Delegations {
  day: string;
  rows: Delegation[];
  grants: Grant[];
  colleagues: Colleague[];
}

export interface PersonRow {
  login: string;
  name: string;
  grants: Grant[];
  has_password: boolean;
  locked: boolean;
  totp: boolean;
  signed_in: string;
}

export interface PersonInput {
  name: string;
  grants: GrantInput[];
}

export interface TrailRow {
  seq: number;
  at: string;
  kind: string;
  kind_title: string;
  actor: string;
  name: string;
  address: string;
  about: string;
  fields: { [name: string]: string };
}

export interface Unit {
  code: string;
  name: string;
  short: string;
  kind: string;
  parent: string;
  depth: number;
  size: number;
  mine: boolean;
}

export interface Units {
  day: string;
  whole: boolean;
  rows: Unit[];
  above: Unit[];
}

export interface UnitInput {
  code: string;
  name: string;
  short: string;
  kind: string;
  parent: string;
}

export interface UnitReform {
  kind: string;
  into?: string;
  others?: string[];
  code?: string;
  name?: string;
  short?: string;
  unit_kind?: string;
  day: string;
  reason: string;
  dry_run: boolean;
}

export interface IssuedChange {
  draft: string;
  summary: string;
  unit: string;
  period: string;
  figure: string;
  title: string;
  printed: string;
  before: string;
  after: string;
}

export interface ReformEffect {
  units: number;
  looked_at: number;
  out_of_sight: number;
  issued: IssuedChange[];
}

export interface Choice {
  code: string;
  title: string;
}

export interface Field {
  name: string;
  title: string;
  type: string;
  required: boolean;
  private: boolean;
  scale: number;
  min: string;
  max: string;
  length_max: number;
  measure_unit: string;
  choices: Choice[];
  ledger: string;
  help: string;
  party_kind: string;
}

export interface Party {
  name: string;
  code: string;
  kind: string;
  value: string;
}

export interface PartyAdd {
  name: string;
  code: string;
  kind: string;
}

export interface ReviewRule {
  people: number;
  author: boolean;
  superior: boolean;
}

export interface Ledger {
  name: string;
  title: string;
  pack: string;
  dates: string;
  fields: Field[];
  tags: Choice[];
  evidence_min: number;
  review: ReviewRule;
  expects: string;
  duplicate_key: string[];
  name_field: string;
  may: string[];
}

export interface LedgerHead {
  name: string;
  title: string;
  pack: string;
  records: number;
}

export interface Record {
  ledger: string;
  id: string;
  version: number;
  state: string;
  unit: string;
  unit_name: string;
  on: string;
  until: string;
  tags: string[];
  hosts: string[];
  fields: { [name: string]: string };
  shown: { [name: string]: string };
  evidence: string[];
  author: string;
  updated: string;
  doubles: number;
  may: string[];
  review_note: string;
  contribution?: string;
}

export interface RecordHead {
  ledger: string;
  ledger_title: string;
  id: string;
  title: string;
  state: string;
  unit_name: string;
  on: string;
  updated: string;
  reason: string;
}

export interface RecordList {
  rows: Record[];
  next: string;
  total?: number;
  totals?: { [name: string]: string };
}

export interface History {
  seq: number;
  at: string;
  kind: string;
  kind_title: string;
  actor: string;
  name: string;
  version: number;
  reason: string;
  hash: string;
}

export interface File {
  digest: string;
  name: string;
  media: string;
  bytes: number;
}

export interface RecordDetail extends Record {
  history: History[];
  files: File[];
  double_heads: RecordHead[];
  odd: OddValue[];
}

export interface RecordInput {
  unit: string;
  on: string;
  until?: string;
  tags?: string[];
  hosts?: string[];
  fields: { [name: string]: string };
  submit?: boolean;
}

export interface Version {
  version: number;
}

export interface Reason {
  version: number;
  reason: string;
}

export interface Correction {
  version: number;
  reason: string;
  fields: { [name: string]: string };
  unit?: string;
  on?: string;
  until?: string;
  tags?: string[];
  hosts?: string[];
}

export interface Other {
  other: string;
}

export interface OtherReason {
  other: string;
  reason: string;
}

export interface PlaceError {
  where: string;
  id: string;
  title: string;
}

export interface ImportReport {
  rows: number;
  added: number;
  unchanged: number;
  corrected: number;
  possible_doubles: number;
  errors_all: number;
  errors: PlaceError[];
  encoding: string;
}

export interface KeptFile {
  id: string;
  name: string;
  bytes: number;
}

export interface GridRow {
  number: number;
  hidden: boolean;
  cells: string[];
}

export interface GridRange {
  first_row: number;
  first_column: number;
  last_row: number;
  last_column: number;
}

export interface ImportColumn {
  column: number;
  letters: string;
  title: string;
  measure: string;
  target: string;
  score: number;
  reason: string;
  runner_up: string;
  runner_up_score: number;
  power: number;
  ticked: string;
  hidden: boolean;
  samples: string[];
}

export interface ImportSheet {
  sheet: number;
  name: string;
  hidden: boolean;
  has_table: boolean;
  remembered: boolean;
  form: string;
  title: string;
  header_first: number;
  header_last: number;
  data_first: number;
  columns: ImportColumn[];
  constants: { [name: string]: string };
  units: { [name: string]: string };
  year: number;
  take_parts: boolean;
  missing: string[];
  remarks: PlaceError[];
  head: GridRow[];
  merged: GridRange[];
  sample: GridRow[];
}

export interface ImportProposal {
  name: string;
  sheets: ImportSheet[];
}

export interface ColumnMapping {
  title: string;
  target: string;
  power?: number;
  ticked?: string;
}

export interface SheetMapping {
  sheet: number;
  form?: string;
  columns: ColumnMapping[];
  constants?: { [name: string]: string };
  units?: { [name: string]: string };
  year?: number;
  take_parts?: boolean;
}

export interface ImportOrder {
  ledger: string;
  unit: string;
  sheets: SheetMapping[];
  state?: string;
  keep_good?: boolean;
  accept_findings?: boolean;
  remember?: boolean;
}

export interface Proof {
  cell: string;
  row: string;
  column: string;
  stated: string;
  recomputed: string;
  agrees: boolean;
}

export interface ImportOutcome {
  ledger: string;
  dry_run: boolean;
  rows: number;
  added: number;
  unchanged: number;
  corrected: number;
  possible_doubles: number;
  total_rows: number;
  part_rows: number;
  note_rows: number;
  errors_all: number;
  proofs_all: number;
  proofs_differ: number;
  import: number;
  proofs: Proof[];
  findings: PlaceError[];
  remarks: PlaceError[];
  needs_confirmation: boolean;
  entered: boolean;
}

export interface CellError {
  where: string;
  id: string;
  title: string;
  text: string;
}

export interface ImportErrors {
  rows: CellError[];
  total: number;
  told: number;
}

export interface Job {
  id: string;
  kind: string;
  about: string;
  done: number;
  all: number;
  state: string;
  error?: PlaceError;
}

export interface ImportRun {
  id: number;
  ledger: string;
  ledger_title: string;
  file: string;
  actor: string;
  actor_name: string;
  at: string;
  unit: string;
  unit_name: string;
  rows: number;
  added: number;
  corrected: number;
  unchanged: number;
  withdrawn: number;
  kept: number;
  undone: string;
  undone_by: string;
  may_undo: boolean;
}

export interface UndoInput {
  reason?: string;
  dry_run?: boolean;
  keep_changed?: boolean;
}

export interface KeptRecord {
  id: string;
  kind: string;
  kind_title: string;
  actor: string;
  name: string;
}

export interface UndoReport {
  withdrawn: number;
  kept_all: number;
  kept: KeptRecord[];
}

export interface Founding {
  key: string;
  code: string;
  unit_name: string;
  short: string;
  kind: string;
  login: string;
  name: string;
  password: string;
}

export interface StartState {
  packs: string[];
  ledgers: number;
  units: number;
  imports: number;
  records: number;
  people: number;
  summaries: number;
  declared: number;
}

export interface ShippedPack {
  name: string;
  title: string;
  uses: string[];
  loaded: boolean;
  ledgers: string[];
  templates: string[];
  indicators: number;
}

export interface PackNames {
  names: string[];
}

export interface UnitFile {
  all: number;
  added: number;
  rows: UnitInput[];
}

export interface SummaryPlan {
  unit: string;
  period: string;
  template: string;
}

export interface OddValue {
  field: string;
  title: string;
}

export interface Waiting {
  record: Record;
  ledger_title: string;
  doubles: RecordHead[];
  odd: OddValue[];
}

export interface ReviewList {
  rows: Waiting[];
  next: string;
  total: number;
}

export interface Chosen {
  ledger: string;
  id: string;
  version: number;
}

export interface ReviewInput {
  action: string;
  reason?: string;
  records: Chosen[];
}

export interface ReviewResult {
  id: string;
  ok: boolean;
  error?: FieldError;
}

export interface Named {
  name: string;
  title: string;
}

export interface Indicator {
  name: string;
  title: string;
  definition: string;
  unit_of_measure: string;
  pack: string;
  kind: string;
  fields: Named[];
}

export interface Comparison {
  figure: string;
  value: string;
  stated: string;
  growth: string;
  growth_stated: string;
}

export interface Figure {
  name: string;
  indicator: string;
  aspect: string;
  title: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  filter: { [name: string]: string };
  value: string;
  qualifier: string;
  kind: string;
  stated: string;
  unit_of_measure: string;
  provisional: boolean;
  not_applicable: boolean;
  as_of: number;
  part_title?: string;
  compare?: Comparison;
  rank?: Rank;
}

export interface FigureList {
  as_of: number;
  rows: Figure[];
}

export interface FigureTableLine {
  title: string;
  total: Figure;
  cells?: Figure[];
}

export interface FigureTable {
  as_of: number;
  whole: Figure;
  columns: FigureTableLine[];
  rows: FigureTableLine[];
}

export interface Rank {
  figure: string;
  place: string;
  of: number;
}

export interface Source {
  citation: string;
  note: string;
  entered_by: string;
  entered: string;
}

export interface Ground {
  kind: string;
  records?: number;
  nil_returns?: number;
  incomplete?: number;
  source?: Source;
  rule?: string;
  operands?: Figure[];
  out_of_sight?: number;
  reason?: string;
}

export interface FigureDetail extends Figure {
  definition: string;
  provenance: Ground;
}

export interface FigureRecords {
  ledger?: Ledger;
  rows: Record[];
  total: number;
}

export interface FigurePlace {
  own: Figure;
  place: number;
  of: number;
  best?: Figure;
}

export interface FigurePlaces {
  as_of: number;
  within: string;
  rows: FigurePlace[];
}

export interface Moment {
  seq: number;
  at: string;
}

export interface ChangedRecord {
  ledger: string;
  ledger_title: string;
  id: string;
  title: string;
  unit_name: string;
  on: string;
  cause: string;
  cause_title: string;
  before: string;
  after: string;
  at: string;
  actor: string;
}

export interface FigureChange {
  since: Moment;
  until: Moment;
  now: Figure;
  then: Figure;
  difference: string;
  difference_stated: string;
  rows: ChangedRecord[];
  total: number;
  out_of_sight: number;
}

export interface Titles {
  zh: string;
  en: string;
}

export interface Coded {
  code: string;
  title: Titles;
}

export interface PackPart {
  name: string;
  title: string;
  line: number;
  lines: number;
}

export interface PackFile {
  path: string;
  parts: PackPart[];
}

export interface Pack {
  name: string;
  title: string;
  version: number;
  files: PackFile[];
  tags: Campaign[];
}

export interface PackText {
  text: string;
  version: number;
}

export interface PackTry {
  path: string;
  text: string;
  unit?: string;
  period?: string;
  indicator?: string;
}

export interface PackFault {
  file: string;
  line: number;
  column: number;
  field: number;
  id: string;
  title: string;
}

export interface PackTried {
  fault?: PackFault;
  figure?: FigureDetail;
  document?: Document;
  note?: string;
}

export interface PackKeep {
  path: string;
  text: string;
  version: number;
}

export interface PackVersion {
  version: number;
}

export interface Campaign {
  code: string;
  title: Titles;
  when?: string;
}

export interface PackTags {
  version: number;
  tags: Campaign[];
}

export interface FieldDesign {
  name: string;
  title: Titles;
  type: string;
  required: boolean;
  private: boolean;
  scale: string;
  min: string;
  max: string;
  measure_unit: string;
  choices: Coded[];
  ledger: string;
  help: Titles;
  party_kind: string;
}

export interface ReviewDesign {
  people: string;
  author: boolean;
  superior: boolean;
}

export interface LedgerDesign {
  name: string;
  title: Titles;
  systems: string[];
  dates: string;
  fields: FieldDesign[];
  name_field: string;
  duplicate_key: string[];
  standing_until: string;
  expects: string;
  evidence_min: string;
  review: ReviewDesign;
}

export interface LedgerDesignTold {
  version: number;
  design: LedgerDesign;
}

export interface LedgerDesignTry {
  version: number;
  design: LedgerDesign;
  keep: boolean;
}

export interface LedgerDesignTried {
  fault?: PackFault;
  ledger?: Ledger;
  version: number;
}

export interface Point {
  period: string;
  value: string;
}

export interface TodayFigure {
  figure: Figure;
  series: Point[];
}

export interface Owed {
  ledger: string;
  title: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
}

export interface WaitingCount {
  ledger: string;
  title: string;
  count: number;
  mine: number;
}

export interface AlmanacDays {
  kind: string;
  first: string;
  last: string;
  name: string;
}

export interface AlmanacDaysList {
  days: AlmanacDays[];
}

export interface CampaignDays {
  code: string;
  title: string;
  first: string;
  last: string;
  of_notice: boolean;
}

export interface Almanac {
  year: number;
  version: number;
  days: AlmanacDays[];
  campaigns: CampaignDays[];
  tags: Choice[];
}

export interface AlmanacKeep {
  version: number;
  days: AlmanacDays[];
}

export interface AlmanacNotice {
  text: string;
}

export interface ComingDays {
  code: string;
  title: string;
  first: string;
  last: string;
  days: number;
  work_days: number;
}

export interface Today {
  day: string;
  period: string;
  period_title: string;
  owed: Owed[];
  waiting: WaitingCount[];
  drafts: RecordHead[];
  returned: RecordHead[];
  latest: RecordHead[];
  figures: TodayFigure[];
  late: PlanLate;
  holiday: string;
  coming: ComingDays[];
}

export interface Summary {
  unit: string;
  unit_name: string;
  title: string;
  period: string;
  template: string;
  records: number;
  proven: number;
  declared: number;
  derived: number;
  missing: number;
}

export interface DraftHead {
  id: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  template: string;
  template_title: string;
  title: string;
  state: string;
  version: number;
  reason: string;
  created_by: string;
  created: string;
  updated_by: string;
  updated_name: string;
  updated: string;
  comments: number;
  sealed_version: number;
  may: string[];
}

export interface Draft extends DraftHead {
  shown_version: number;
  title_lines: string[];
  blocks: DraftBlock[];
  note: string;
  saved_by: string;
  saved_name: string;
  saved: string;
  as_of: number;
  saved_as_of: number;
  frozen: boolean;
  generated: DraftOffer[];
  seal?: Seal;
}

export interface DraftBlock {
  id: string;
  type: string;
  level?: number;
  number?: string;
  kind?: string;
  line?: DraftRun[];
  source?: string;
  title?: string;
  present?: boolean;
  preview?: Document[];
}

export interface DraftRun {
  text?: string;
  strong?: boolean;
  figure?: string;
  wording?: string;
  shown?: string;
  then?: string;
  value?: string;
  value_then?: string;
  kind?: string;
  title?: string;
  unit?: string;
  moved?: boolean;
}

export interface DraftOffer {
  source: string;
  kind: string;
  title: string;
  used: boolean;
}

export interface Seal {
  version: number;
  by: string;
  name: string;
  at: string;
  as_of: number;
  chain: string;
  signed_by: string;
  signed_name: string;
  signed: string;
  files: SealedFile[];
}

export interface SealedFile {
  form: string;
  digest: string;
  bytes: number;
}

export interface DraftNew {
  unit: string;
  period: string;
  template?: string;
}

export interface DraftInput {
  version?: number;
  title: string[];
  blocks: DraftBlockInput[];
  note?: string;
}

export interface DraftBlockInput {
  id?: string;
  type: string;
  level?: number;
  kind?: string;
  line?: DraftRunInput[];
  source?: string;
}

export interface DraftRunInput {
  text?: string;
  strong?: boolean;
  figure?: string;
  wording?: string;
}

export interface DraftVersion {
  version: number;
  by: string;
  name: string;
  at: string;
  note: string;
  seq: number;
  as_of: number;
  act: string;
  sealed: boolean;
}

export interface DraftTasks {
  as_of: number;
  gaps: DraftGap[];
  moved: DraftMoved[];
}

export interface DraftGap {
  figure: string;
  title: string;
  reason: string;
  ledger: string;
  ledger_title: string;
  block: string;
  blocks: string[];
}

export interface DraftMoved {
  figure: string;
  wording: string;
  title: string;
  then: string;
  now: string;
  value_then: string;
  value_now: string;
  block: string;
  blocks: string[];
}

export interface DraftComment {
  id: string;
  block: string;
  quote: string;
  text: string;
  version: number;
  by: string;
  name: string;
  at: string;
  resolved: boolean;
  resolved_by: string;
  resolved_at: string;
  block_gone: boolean;
}

export interface DraftCommentInput {
  block: string;
  quote?: string;
  text: string;
}

export interface ProofText {
  unit: string;
  period: string;
  template?: string;
  name?: string;
  text: string;
}

export interface ProofParagraph {
  text: string;
  outline: number;
  table: number;
  row: number;
  column: number;
}

export interface ProofDecision {
  key: string;
  verdict: string;
  title: string;
  source: string;
  reason: string;
  by: string;
  by_name: string;
  at: string;
  outdated: boolean;
}

export interface ProofFinding {
  key: string;
  kind: string;
  kind_title: string;
  severity: string;
  paragraph: number;
  begin: number;
  end: number;
  said: string;
  subject: string;
  sentence: string;
  claimed: string;
  reason: string;
  suggestion: string;
  figure: string;
  title: string;
  truth: string;
  value: string;
  figure_kind: string;
  score: number;
  words: string;
  by_mark: boolean;
  settled: boolean;
  baseline: boolean;
  decision?: ProofDecision;
  may: string[];
}

export interface ProofCheck {
  as_of: number;
  figures: number;
  findings: ProofFinding[];
}

export interface ProofReport extends ProofCheck {
  id: string;
  name: string;
  kind: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  forms: string[];
  paragraphs: ProofParagraph[];
}

export interface ProofChoice {
  finding: string;
  verdict: string;
  source?: string;
  reason?: string;
  figure?: string;
}

export interface ProofBaseline {
  source: string;
  findings: string[];
}

export interface DraftDiff {
  from: number;
  to: number;
  title_changed: boolean;
  title_from: string[];
  title_to: string[];
  blocks: DraftDiffBlock[];
}

export interface DraftDiffBlock {
  id: string;
  change: string;
  type: string;
  kind: string;
  level: number;
  source: string;
  from: DiffPart[];
  to: DiffPart[];
}

export interface DiffPart {
  change: string;
  text: string;
  figure?: string;
  wording?: string;
  value?: string;
  other_text?: string;
  other_value?: string;
  now_text?: string;
  now_value?: string;
}

export interface FigureChoices {
  as_of: number;
  rows: FigureChoice[];
  more: boolean;
}

export interface FigureChoice {
  figure: string;
  title: string;
  indicator: string;
  indicator_title: string;
  unit_of_measure: string;
  kind: string;
  value: string;
  period: string;
  period_title: string;
  wordings: WordingChoice[];
  fields: Named[];
}

export interface WordingChoice {
  wording: string;
  text: string;
  usual: boolean;
}

export interface MergeProposal {
  upload: string;
  file_name: string;
  base_version: number;
  version: number;
  unchanged: number;
  undecided: number;
  unplaced: string[];
  changes: MergeChange[];
}

export interface MergeChange {
  id: string;
  kind: string;
  block: string;
  after: string;
  level: number;
  conflict: boolean;
  take: string;
  base: MergeRun[];
  mine: MergeRun[];
  theirs: MergeRun[];
  base_parts: DiffPart[];
  theirs_parts: DiffPart[];
  figures: MergeFigure[];
}

export interface MergeRun {
  text: string;
  figure?: string;
  wording?: string;
  title?: string;
}

export interface MergeFigure {
  index: number;
  verdict: string;
  figure: string;
  wording: string;
  title: string;
  printed: string;
  found: string;
  today: string;
  take: string;
}

export interface MergeInput {
  version: number;
  upload: string;
  file_name?: string;
  choices: MergeChoice[];
}

export interface MergeChoice {
  id: string;
  take: string;
  figures?: MergeFigureChoice[];
}

export interface MergeFigureChoice {
  index: number;
  take: string;
}

export interface FormDepartment {
  code: string;
  title: string;
}

export interface FormEdition {
  survey: string;
  edition: string;
  title: string;
  first_year: number;
  last_year: number;
  confirmed: boolean;
  note: string;
  departments: FormDepartment[];
}

export interface FormReturnHead {
  id: string;
  survey: string;
  edition: string;
  title: string;
  unit: string;
  unit_name: string;
  department: string;
  department_title: string;
  year: number;
  state: string;
  version: number;
  reason: string;
  updated_name: string;
  updated: string;
  submitted_name: string;
  submitted: string;
  locked_name: string;
  locked: string;
  may: string[];
}

export interface FormReturn extends FormReturnHead {
  confirmed: boolean;
  note: string;
  nothing: string;
  as_of: number;
  forms: FormTable[];
  findings: FormFinding[];
}

export interface FormTable {
  form: string;
  code: string;
  title: string;
  cells: FormCell[];
}

export interface FormValue {
  state: string;
  value: string;
}

export interface FormCell {
  item: string;
  code: string;
  title: string;
  unit: string;
  level: number;
  decimals: number;
  stock: boolean;
  required: boolean;
  confirmed: boolean;
  state: string;
  value: string;
  origin: string;
  source: string;
  figures: string[];
  as_of: number;
  by: string;
  at: string;
  moved: boolean;
  from_ledger: boolean;
  ledger: FormValue;
  ledger_reason: string;
  last: FormValue;
}

export interface FormFinding {
  key: string;
  strength: string;
  message: string;
  relation: string;
  items: string[];
  explanation: string;
}

export interface FormOpening {
  survey: string;
  unit: string;
  year: number;
  department?: string;
}

export interface FormEntry {
  item: string;
  state: string;
  value?: string;
  source?: string;
}

export interface FormEntries {
  version: number;
  entries: FormEntry[];
}

export interface FormExplanation {
  version: number;
  finding: string;
  text: string;
}

export interface FormLine {
  code: string;
  name: string;
  returns: number;
  cells: { [name: string]: string };
}

export interface FormUnit {
  code: string;
  name: string;
}

export interface FormPlace {
  sheet: string;
  cell: string;
  take: string;
  power: number;
  label: string;
  title: string;
  unit: string;
  value: FormValue;
  reason: string;
  figures: string[];
}

export interface FormItem {
  form: string;
  form_title: string;
  item: string;
  title: string;
  unit: string;
  level: number;
}

export interface FormRollUp {
  title: string;
  items: FormItem[];
  regions: FormLine[];
  departments: FormLine[];
  total: FormLine;
  own?: FormLine;
  not_handed_in: FormUnit[];
}

export interface FormCoverageRow extends FormItem {
  from_ledger: boolean;
  ledger: FormValue;
  reason: string;
  figures: string[];
}

export interface FormCoverage {
  title: string;
  as_of: number;
  nothing: string;
  rows: FormCoverageRow[];
}

export interface PlanHead {
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  title: string;
  targets: number;
  milestones: number;
}

export interface Plan extends PlanHead {
  on: string;
  as_of: number;
  may: string[];
  rows: PlanTarget[];
  tasks: PlanMilestone[];
}

export interface PlanTitle {
  title: string;
}

export interface PlanTerms {
  direction: string;
  each?: string;
  counted?: string;
  due?: string;
  shares?: string[];
}

export interface PlanStep {
  period: string;
  period_title: string;
  figure: string;
  now: string;
  why: string;
  expected: string;
  light: string;
}

export interface PlanTarget {
  name: string;
  indicator: string;
  title: string;
  cut: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  unit_of_measure: string;
  unit_of_one: string;
  decimals: number;
  value: string;
  qualifier: string;
  source: string;
  note: string;
  owner: string;
  owner_title: string;
  version: number;
  terms_version: number;
  terms: PlanTerms;
  counted_title: string;
  law: string;
  above: string;
  above_name: string;
  now: Figure;
  before?: Figure;
  light: string;
  reason: string;
  expected: string;
  forecast: string;
  completion: string;
  beyond: string;
  lacking: string;
  steps: PlanStep[];
  parts: number;
  parts_sum: string;
  difference: string;
  may: string[];
}

export interface PlanPoint {
  period: string;
  period_title: string;
  figure: string;
  expected: string;
  now: string;
}

export interface PlanBranch {
  on: string;
  whole: PlanTarget;
  rows: PlanTarget[];
}

export interface PlanDetail extends PlanBranch {
  points: PlanPoint[];
}

export interface PlanSetting {
  version: number;
  terms_version: number;
  value: string;
  qualifier?: string;
  source: string;
  owner: string;
  reason: string;
  terms?: PlanTerms;
}

export interface PlanRemoval {
  version: number;
  terms_version: number;
  reason: string;
}

export interface PlanPart {
  unit: string;
  value: string;
  version?: number;
}

export interface PlanSplitting {
  parts: PlanPart[];
  may_differ: boolean;
  reason: string;
}

export interface PlanMilestone {
  id: string;
  unit: string;
  unit_name: string;
  period: string;
  text: string;
  owner: string;
  owner_title: string;
  due: string;
  done_on: string;
  note: string;
  version: number;
  updated_name: string;
  updated: string;
  light: string;
  may: string[];
}

export interface PlanMilestoneInput {
  text: string;
  owner: string;
  due: string;
}

export interface PlanMilestoneChange extends PlanMilestoneInput {
  version: number;
}

export interface PlanDone {
  version: number;
  done_on: string;
  note: string;
}

export interface PlanField {
  name: string;
  title: string;
  choices: Named[];
}

export interface PlanLate {
  on: string;
  rows: PlanTarget[];
  rows_all: number;
  tasks: PlanMilestone[];
  tasks_all: number;
  whole: boolean;
}

export interface Template {
  name: string;
  title: string;
}

export interface Head {
  seq: number;
  hash: string;
}

export interface Fault {
  id: string;
  title: string;
}

export interface AuditReport {
  events: number;
  records: number;
  blobs: number;
  head: Head;
  faults: Fault[];
}

export interface About {
  version: string;
  as_of: number;
  hash: string;
  packs: Named[];
  units: number;
  people: number;
  figure_bytes: number;
}

export type Document = object;
