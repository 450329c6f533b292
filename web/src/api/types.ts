// What the interface carries: wire.ts, which the server's own description makes, and here what the
// words of a text may be. Figures and decimals travel as text.
import type * as Wire from './wire';

// A type with some of its members told more closely; each of them is there on the wire.
type With<
  Base,
  Closer extends { [Name in keyof Closer]: Name extends keyof Base ? unknown : never },
> = Omit<Base, keyof Closer> & Closer;

export type Role = 'clerk' | 'reviewer' | 'writer' | 'leader' | 'auditor' | 'administrator';
// Given with its role and unit alone; told with the unit's name and, while it is lent, its owner.
export type Grant = With<Wire.GrantInput, { role: Role }> &
  Partial<Pick<Wire.Grant, 'unit_name' | 'on_behalf_of'>>;
export type PersonSelf = With<Wire.Person, { grants: Grant[] }>;
export type SessionHead = Wire.SessionHead;
export type DelegationInput = With<Wire.DelegationInput, { role: Role }>;
export type Delegation = With<
  Wire.Delegation,
  { role: Role; state: 'coming' | 'running' | 'over' | 'ended' }
>;
export type Delegations = With<Wire.Delegations, { rows: Delegation[]; grants: Grant[] }>;
export type Session = With<Wire.Session, { person?: PersonSelf }>;

export type FieldFault = Wire.FieldError;
// Of a failure that may come from a proxy too: only the first four are certain.
export type ProblemBody = Pick<Wire.Problem, 'type' | 'id' | 'title' | 'status'> &
  Partial<Wire.Problem>;

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

export type RecordRow = With<Wire.Record, { state: State; may: May[] }>;
export type RecordHead = With<Wire.RecordHead, { state: State }>;
export type HistoryEvent = Wire.History;
export type EvidenceFile = Wire.File;
export type RecordDetail = With<
  Wire.RecordDetail,
  { state: State; may: May[]; double_heads: RecordHead[] }
>;
export type RecordInput = Omit<Wire.RecordInput, 'submit'>;
// The first page of a list; the following ones have neither total nor totals.
export type RecordPage = With<
  Wire.RecordList,
  { rows: RecordRow[]; total: number; totals: RawFields }
>;
// A number that stands far from the approved past, in a sentence.
export type OddValue = Wire.OddValue;

export type FieldType =
  'text' | 'integer' | 'decimal' | 'date' | 'choice' | 'unit' | 'party' | 'record' | 'geo';
export type CodeTitle = Wire.Choice;
export type Field = With<Wire.Field, { type: FieldType }>;
export type Ledger = With<Wire.Ledger, { dates: 'day' | 'span'; fields: Field[] }>;
export type LedgerHead = Wire.LedgerHead;

export type ImportReport = Wire.ImportReport;

export type ReviewRow = With<Wire.Waiting, { record: RecordRow; doubles: RecordHead[] }>;
export type ReviewAnswer = Wire.ReviewResult;

export type Unit = Wire.Unit;
export type Person = With<Wire.PersonRow, { grants: Grant[] }>;

export type Indicator = Wire.Indicator;
export type FigureKind = 'proven' | 'declared' | 'derived' | 'missing';
export type Figure = With<Wire.Figure, { kind: FigureKind }>;
export type FigureRow = Figure;
export type Figures = With<Wire.FigureList, { rows: FigureRow[] }>;
export type Provenance = With<
  Wire.Ground,
  { kind: 'records' | 'source' | 'figures' | 'nothing'; operands?: Figure[] }
>;
export type FigureDetail = With<Wire.FigureDetail, { kind: FigureKind; provenance: Provenance }>;
// Without records there is no ledger.
export type FigureRecords = With<Wire.FigureRecords, { ledger?: Ledger; rows: RecordRow[] }>;
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

export type Today = With<
  Wire.Today,
  {
    drafts: RecordHead[];
    returned: RecordHead[];
    latest: RecordHead[];
    figures: { figure: Figure; series: Wire.Point[] }[];
  }
>;

export type SummaryHead = Wire.Summary;
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
export type AuditReport = Wire.AuditReport;
export type TrailRow = Wire.TrailRow;
export type TemplateHead = Wire.Template;
