// What the interface carries: wire.ts, which the server's own description makes, and here what the
// words of a text may be. Figures and decimals travel as text.
import type { Late } from './plans';
import type * as Wire from './wire';

// A type with some of its members told more closely; each of them is there on the wire.
export type With<
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

export type State =
  'draft' | 'submitted' | 'checked' | 'approved' | 'returned' | 'withdrawn' | 'merged';
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
export type PartyKind = 'enterprise' | 'organisation' | 'person';
export type Party = With<Wire.Party, { kind: PartyKind }>;
export type Field = With<Wire.Field, { type: FieldType; party_kind: PartyKind | '' }>;
export type Ledger = With<Wire.Ledger, { dates: 'day' | 'span'; fields: Field[] }>;
export type LedgerHead = Wire.LedgerHead;

export type ImportReport = Wire.ImportReport;

export type ReviewRow = With<Wire.Waiting, { record: RecordRow; doubles: RecordHead[] }>;
export type ReviewAnswer = Wire.ReviewResult;

export type Unit = Wire.Unit;
export type Units = Wire.Units;
export type UnitReform = Wire.UnitReform;
export type ReformEffect = Wire.ReformEffect;
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
export type ChangedRecord = Wire.ChangedRecord;
export type FigureChange = With<Wire.FigureChange, { now: Figure; then: Figure }>;
export type FigurePlace = With<Wire.FigurePlace, { own: Figure; best?: Figure }>;
export type FigurePlaces = With<Wire.FigurePlaces, { rows: FigurePlace[] }>;
export type FigureTableLine = With<Wire.FigureTableLine, { total: Figure; cells?: Figure[] }>;
export type FigureTable = With<
  Wire.FigureTable,
  { whole: Figure; columns: FigureTableLine[]; rows: FigureTableLine[] }
>;

export type Today = With<
  Wire.Today,
  {
    drafts: RecordHead[];
    returned: RecordHead[];
    latest: RecordHead[];
    figures: { figure: Figure; series: Wire.Point[] }[];
    late: Late;
  }
>;

export type AlmanacDays = With<Wire.AlmanacDays, { kind: 'off' | 'work' | 'campaign' }>;
export type Almanac = With<Wire.Almanac, { days: AlmanacDays[] }>;

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

export type Titles = Wire.Titles;
export type Campaign = Wire.Campaign;
export type Pack = Wire.Pack;
export type PackFault = Wire.PackFault;
export type PackTried = With<Wire.PackTried, { figure?: FigureDetail; document?: SummaryDocument }>;
export type FieldDesign = With<Wire.FieldDesign, { type: FieldType }>;
export type LedgerDesign = With<
  Wire.LedgerDesign,
  { dates: 'day' | 'span'; fields: FieldDesign[] }
>;
export type LedgerDesignTried = With<Wire.LedgerDesignTried, { ledger?: Ledger }>;

// Imports in steps.
export type PlaceFault = Wire.PlaceError;
export type KeptFile = Wire.KeptFile;
export type GridRow = Wire.GridRow;
export type GridRange = Wire.GridRange;
export type ImportColumn = Wire.ImportColumn;
export type ImportSheet = Wire.ImportSheet;
export type ImportProposal = Wire.ImportProposal;
export type SheetMapping = Required<
  With<Wire.SheetMapping, { columns: Required<Wire.ColumnMapping>[] }>
>;
export type ImportOrder = Required<
  With<Wire.ImportOrder, { state: 'draft' | 'submitted' | 'approved'; sheets: SheetMapping[] }>
>;
export type Job = With<
  Wire.Job,
  { state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' }
>;
export type SheetProof = Wire.Proof;
export type ImportOutcome = Wire.ImportOutcome;
export type CellFault = Wire.CellError;
export type ImportErrors = Wire.ImportErrors;
export type ImportRun = Wire.ImportRun;
export type UndoReport = Wire.UndoReport;

// The first run.
export type Founding = Wire.Founding;
export type StartState = Wire.StartState;
export type ShippedPack = Wire.ShippedPack;
export type UnitFile = Wire.UnitFile;
export type AuditReport = Wire.AuditReport;
export type TrailRow = Wire.TrailRow;
export type About = Wire.About;
export type TemplateHead = Wire.Template;
