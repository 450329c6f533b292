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
  rows: Unit[];
}

export interface UnitInput {
  code: string;
  name: string;
  short: string;
  kind: string;
  parent: string;
}

export interface UnitMove {
  parent: string;
  day: string;
  reason: string;
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
}

export interface Ledger {
  name: string;
  title: string;
  pack: string;
  dates: string;
  fields: Field[];
  tags: Choice[];
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
  packs: string[];
  units: number;
  people: number;
  figure_bytes: number;
}

export type Document = object;

export interface OddValue {
  field: string;
  title: string;
}

export interface Rank {
  figure: string;
  place: string;
  of: number;
}
