// What the interface carries, as its contract says. Figures and decimals travel as text.

export type Role = 'clerk' | 'reviewer' | 'writer' | 'leader' | 'auditor' | 'administrator';
export interface Grant {
  role: Role;
  unit: string;
  unit_name?: string;
  on_behalf_of?: string; // whose right it is, while they are away
}
export interface PersonSelf {
  login: string;
  name: string;
  grants: Grant[];
  must_change_password: boolean;
  password_is_old: boolean;
  totp: boolean;
}
export interface Session {
  signed_in: boolean;
  csrf: string;
  person?: PersonSelf;
  policy: { password_min_length: number; idle_minutes: number };
  product: { version: string };
}

export interface FieldFault {
  field: string;
  id: string;
  title: string;
}
export interface ProblemBody {
  type: string;
  id: string;
  title: string;
  status: number;
  where?: string;
  fields?: Record<string, string>;
  errors?: FieldFault[];
}

export interface Rows<T> {
  rows: T[];
}
export interface Page<T> extends Rows<T> {
  next: string;
  total?: number;
}

export type State = 'draft' | 'submitted' | 'approved' | 'returned' | 'withdrawn' | 'merged';
export type May = 'edit' | 'submit' | 'approve' | 'return' | 'correct' | 'withdraw' | 'evidence';
export type RawFields = Record<string, string>;

export interface RecordRow {
  ledger: string;
  id: string;
  version: number;
  state: State;
  unit: string;
  unit_name: string;
  on: string;
  until?: string;
  tags: string[];
  hosts: string[];
  fields: RawFields;
  shown: RawFields;
  evidence: string[];
  author: string;
  updated: string;
  doubles: number;
  may: May[];
}
export interface RecordHead {
  ledger: string;
  ledger_title: string;
  id: string;
  title: string;
  state: State;
  unit_name: string;
  on: string;
  updated: string;
  reason?: string;
}
export interface HistoryEvent {
  seq: number;
  at: string;
  kind: string;
  kind_title: string;
  actor: string;
  version: number;
  reason: string;
  hash: string;
}
export interface EvidenceFile {
  digest: string;
  name: string;
  media: string;
  bytes: number;
}
export interface RecordDetail extends RecordRow {
  history: HistoryEvent[];
  files: EvidenceFile[];
  double_heads: RecordHead[];
  odd: OddValue[];
}
// A number that stands far from the approved past, in a sentence.
export interface OddValue {
  field: string;
  title: string;
}
export interface RecordInput {
  unit: string;
  on: string;
  until?: string;
  tags?: string[];
  hosts?: string[];
  fields: RawFields;
  key?: string;
}
export interface RecordPage extends Page<RecordRow> {
  total: number;
  totals: Record<string, string>;
}

export type FieldType =
  'text' | 'integer' | 'decimal' | 'date' | 'choice' | 'unit' | 'party' | 'record' | 'geo';
export interface CodeTitle {
  code: string;
  title: string;
}
export interface Field {
  name: string;
  title: string;
  type: FieldType;
  required: boolean;
  private: boolean;
  scale: number;
  min?: string | null;
  max?: string | null;
  length_max: number;
  measure_unit: string;
  choices: CodeTitle[];
  ledger: string;
  help: string;
}
export interface Ledger {
  name: string;
  title: string;
  pack: string;
  dates: 'day' | 'span';
  fields: Field[];
  tags: CodeTitle[];
  evidence_min: number;
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

export interface ImportReport {
  rows: number;
  added: number;
  unchanged: number;
  corrected: number;
  possible_doubles: number;
  errors_all: number;
  errors: { where: string; id: string; title: string }[];
  encoding: string;
}

export interface ReviewRow {
  record: RecordRow;
  ledger_title: string;
  doubles: RecordHead[];
  odd: OddValue[];
}
export interface ReviewAnswer {
  id: string;
  ok: boolean;
  error?: { id: string; title: string };
}

export type UnitKind = string;
export interface Unit {
  code: string;
  name: string;
  short: string;
  kind: UnitKind;
  parent: string;
  depth: number;
  size: number;
}
export interface Person {
  login: string;
  name: string;
  grants: Grant[];
  locked: boolean;
  totp: boolean;
  has_password: boolean;
}

export interface Indicator {
  name: string;
  title: string;
  definition: string;
  unit_of_measure: string;
  pack: string;
  kind: string;
  fields: { name: string; title: string }[];
}
export type FigureKind = 'proven' | 'declared' | 'derived' | 'missing';
export interface Figure {
  name: string;
  indicator: string;
  title: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  filter: Record<string, string>;
  value: string;
  qualifier: string;
  kind: FigureKind;
  stated: string;
  unit_of_measure: string;
  provisional: boolean;
  not_applicable: boolean;
  as_of: number;
  compare?: { value: string; growth: string; stated: string };
  rank?: { figure: string; place: string; of: number };
}
export interface FigureRow extends Figure {
  part_title?: string;
}
export interface Figures extends Rows<FigureRow> {
  as_of: number;
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
export interface Provenance {
  kind: 'records' | 'source' | 'figures' | 'nothing';
  records?: number;
  nil_returns?: number;
  incomplete?: number;
  source?: { citation: string; note: string; entered_by: string; entered: string };
  rule?: string;
  operands?: Figure[];
  reason?: string;
}
export interface FigureDetail extends Figure {
  definition: string;
  provenance: Provenance;
}
export interface FigureRecords extends Rows<RecordRow & { contribution: string }> {
  ledger: Ledger;
  total: number;
}

export interface Today {
  period: string; // the year of the figures
  owed: { ledger: string; title: string; unit: string; unit_name: string; period: string }[];
  waiting: { ledger: string; title: string; count: number }[];
  returned: RecordHead[];
  latest: RecordHead[];
  figures: { figure: Figure; series: { period: string; value: string }[] }[];
}

export interface SummaryHead {
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
export interface FigureMark {
  figure: string;
  text: string;
  value: string;
  unit: string;
  title: string;
  kind: FigureKind;
  wording: string;
}
export type Line = (string | FigureMark)[];
export interface ChartBlock {
  type: 'chart';
  kind: 'column' | 'bar' | 'line' | 'pie';
  title: string;
  unit: string;
  categories: string[];
  series: { name: string; points: (FigureMark | null)[] }[];
}
export type Block =
  | { type: 'heading'; level: number; number: string; line: Line }
  | { type: 'paragraph'; kind: 'body' | 'subtitle' | 'note' | 'signature' | 'caption'; line: Line }
  | { type: 'table'; title: string; header: string[]; rows: { line: Line }[][] }
  | ChartBlock
  | { type: 'page_break' };
export interface SummaryDocument {
  unit: string;
  period: string;
  template: string;
  as_of: number;
  chain: string;
  made: string;
  title: string[];
  blocks: Block[];
  gaps: { figure: string; title: string; reason: string }[];
}

export interface Titles {
  zh: string;
  en: string;
}
export interface Coded {
  code: string;
  title: Titles;
}
export interface Pack {
  name: string;
  title: string;
  version: number;
  files: {
    path: string;
    parts: { name: string; title: string; line: number; lines: number }[];
  }[];
  tags: Coded[];
}
export interface PackFault {
  file: string;
  line: number; // from 1; 0 where there is no place
  column: number;
  field: number; // of a ledger's design, from 0; -1 where it is none of them
  id: string;
  title: string;
}
export interface PackTried {
  fault?: PackFault;
  figure?: FigureDetail;
  document?: SummaryDocument;
  note?: string; // why it cannot be shown, though it reads well
}
export interface FieldDesign {
  name: string;
  title: Titles;
  type: FieldType;
  required: boolean;
  private: boolean;
  scale: string;
  min: string;
  max: string;
  measure_unit: string;
  choices: Coded[];
  ledger: string;
  help: Titles;
}
export interface LedgerDesign {
  name: string;
  title: Titles;
  systems: string[];
  dates: 'day' | 'span';
  fields: FieldDesign[];
  name_field: string;
  duplicate_key: string[];
  standing_until: string;
  expects: string;
  evidence_min: string;
}
export interface LedgerDesignTried {
  fault?: PackFault;
  ledger?: Ledger;
  version: number;
}
export interface AuditReport {
  events: number;
  records: number;
  blobs: number;
  head: { seq: number; hash: string };
  faults: { id: string; title: string }[];
}
export interface TrailRow {
  seq: number;
  at: string;
  kind: string;
  kind_title: string;
  actor: string;
  about: string;
}

// Imports in steps.
export interface PlaceFault {
  where: string;
  id: string;
  title: string;
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
  constants: Record<string, string>;
  units: Record<string, string>;
  year: number;
  take_parts: boolean;
  missing: string[];
  remarks: PlaceFault[];
  head: GridRow[];
  merged: GridRange[];
  sample: GridRow[];
}
export interface ImportProposal {
  name: string;
  sheets: ImportSheet[];
}
export interface SheetMapping {
  sheet: number;
  form: string;
  columns: { title: string; target: string; power: number; ticked: string }[];
  constants: Record<string, string>;
  units: Record<string, string>;
  year: number;
  take_parts: boolean;
}
export interface ImportOrder {
  ledger: string;
  unit: string;
  sheets: SheetMapping[];
  state: 'draft' | 'submitted' | 'approved';
  keep_good: boolean;
  accept_findings: boolean;
  remember: boolean;
}
export interface Job {
  id: string;
  kind: string;
  about: string;
  done: number;
  all: number;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  error?: PlaceFault;
}
export interface SheetProof {
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
  proofs: SheetProof[];
  findings: PlaceFault[];
  remarks: PlaceFault[];
  needs_confirmation: boolean;
  entered: boolean;
}
export interface CellFault extends PlaceFault {
  text: string;
}
export interface ImportErrors extends Rows<CellFault> {
  total: number;
  told: number; // as many are kept
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
export interface UndoReport {
  withdrawn: number;
  kept_all: number;
  kept: { id: string; kind: string; kind_title: string; actor: string }[];
}

// The first run.
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
export interface UnitFile {
  all: number;
  added: number;
  rows: Pick<Unit, 'code' | 'name' | 'short' | 'kind' | 'parent'>[];
}
export interface TemplateHead {
  name: string;
  title: string;
}
