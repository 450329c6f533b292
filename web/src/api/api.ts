// The server's functions by name. What they take and give stands in types.ts.
import { address, request, type Ask } from './client';
import type * as T from './types';

const seg = encodeURIComponent;
const recordsAt = (ledger: string) => `/api/ledgers/${seg(ledger)}/records`;
const recordAt = (ledger: string, id: string) => `${recordsAt(ledger)}/${seg(id)}`;
// What takes no input is sent none: a body that nobody reads is refused.
const post = <R>(path: string, json?: unknown, ask: Ask = {}) =>
  request<R>(path, { method: 'POST', json, ...ask });
const put = <R>(path: string, json: unknown, ask: Ask = {}) =>
  request<R>(path, { method: 'PUT', json, ...ask });

export const session = () => request<T.Session>('/api/session');
export const signIn = (login: string, password: string, code?: string) =>
  post<T.Session>('/api/session', code ? { login, password, code } : { login, password });
export const signOut = () => request<void>('/api/session', { method: 'DELETE' });
export const changePassword = (old: string, next: string) =>
  put<T.Session>('/api/session/password', { old, new: next });
export const sessions = () => request<T.Rows<T.SessionHead>>('/api/session/all');
export const endSession = (id: string) =>
  request<void>(`/api/session/all/${seg(id)}`, { method: 'DELETE' });
export const delegations = () => request<T.Delegations>('/api/delegations');
export const delegate = (wanted: T.DelegationInput) =>
  post<T.Delegation>('/api/delegations', wanted);
export const endDelegation = (id: number) =>
  request<void>(`/api/delegations/${id}`, { method: 'DELETE' });
export const totpBegin = (password: string) =>
  post<{ secret: string; uri: string }>('/api/session/totp', { password });
export const totpConfirm = (code: string) =>
  put<{ codes: string[] }>('/api/session/totp', { code });
export const totpRemove = (password: string) =>
  request<void>('/api/session/totp', { method: 'DELETE', json: { password } });

export const today = (unit: string) => request<T.Today>('/api/today', { query: { unit } });
export const almanac = (year: number) =>
  request<T.Almanac>('/api/almanac', { query: { year: String(year) } });
export const keepAlmanac = (year: number, version: number, days: T.AlmanacDays[]) =>
  put<T.Almanac>(`/api/almanac/${year}`, { version, days });
export const readNotice = (year: number, text: string) =>
  post<{ days: T.AlmanacDays[] }>(`/api/almanac/${year}/notice`, { text });
export const parties = (q: string, rows: number) =>
  request<T.Rows<T.Party>>('/api/parties', { query: { q, rows } });
export const addParty = (party: Omit<T.Party, 'value'>) => post<T.Party>('/api/parties', party);
export const ledgers = () => request<T.Rows<T.LedgerHead>>('/api/ledgers');
export const ledger = (name: string) => request<T.Ledger>(`/api/ledgers/${seg(name)}`);

export interface RecordQuery {
  unit?: string | undefined;
  period?: string | undefined;
  state?: string | undefined;
  q?: string | undefined;
  after?: string | undefined;
  rows?: number | undefined;
  fields?: T.RawFields | undefined;
}
export function records(name: string, { fields = {}, ...query }: RecordQuery) {
  const asked: NonNullable<Ask['query']> = { ...query };
  for (const [field, value] of Object.entries(fields)) asked[`f.${field}`] = value;
  return request<T.RecordPage>(recordsAt(name), { query: asked });
}
export const record = (name: string, id: string) => request<T.RecordDetail>(recordAt(name, id));
export const enter = (name: string, input: T.RecordInput, submit: boolean, key: string) =>
  post<T.RecordRow>(recordsAt(name), { ...input, submit }, { key });
export const edit = (
  name: string,
  id: string,
  version: number,
  input: T.RecordInput,
  submit: boolean,
) => put<T.RecordRow>(recordAt(name, id), { ...input, submit }, { version });
export const move = (
  record: { ledger: string; id: string; version: number },
  action: 'submit' | 'approve' | 'return' | 'withdraw',
  reason?: string,
) =>
  post<T.RecordRow>(
    `${recordAt(record.ledger, record.id)}/${action}`,
    reason === undefined ? { version: record.version } : { version: record.version, reason },
    { version: record.version },
  );
export const correct = (
  name: string,
  id: string,
  version: number,
  reason: string,
  changes: Partial<T.RecordInput> & { fields: T.RawFields },
) =>
  post<T.RecordRow>(`${recordAt(name, id)}/correct`, { version, reason, ...changes }, { version });
export const merge = (name: string, id: string, other: string) =>
  post<T.RecordRow>(`${recordAt(name, id)}/merge`, { other });
export const keepBoth = (name: string, id: string, other: string, reason: string) =>
  post<void>(`${recordAt(name, id)}/keep`, { other, reason });

export const addEvidence = (
  name: string,
  id: string,
  file: Blob,
  fileName: string,
  progress: (share: number) => void,
  signal?: AbortSignal,
) =>
  request<T.EvidenceFile>(`${recordAt(name, id)}/evidence`, {
    method: 'POST',
    query: { name: fileName },
    body: file,
    progress,
    ...(signal ? { signal } : {}),
  });
export const evidenceAddress = (name: string, id: string, digest: string) =>
  `${recordAt(name, id)}/evidence/${seg(digest)}`;

export const importRows = (
  name: string,
  query: { unit: string; name: string; dry_run: string; state: string; keep_good: string },
  body: Blob,
  key: string,
  progress: (share: number) => void,
) =>
  request<T.ImportReport>(`/api/ledgers/${seg(name)}/import`, {
    method: 'POST',
    query,
    body,
    key,
    progress,
  });
export const exportAddress = (
  name: string,
  query: { unit: string; period: string; format: string },
) => address(`/api/ledgers/${seg(name)}/export`, query);

export const review = (query: {
  unit?: string | undefined;
  after?: string | undefined;
  rows?: number;
}) => request<T.Page<T.ReviewRow>>('/api/review', { query });
export const judge = (
  action: 'approve' | 'return',
  records: { ledger: string; id: string; version: number }[],
  reason?: string,
) =>
  post<T.Rows<T.ReviewAnswer>>(
    '/api/review',
    reason === undefined ? { action, records } : { action, reason, records },
  );

export const units = (query: { day?: string; find?: string } = {}) =>
  request<T.Units>('/api/units', { query });
// A unit, those above it, and those directly below it.
export const unit = (code: string) => request<T.Units>(`/api/units/${seg(code)}`);
export const addUnit = (unit: Pick<T.Unit, 'code' | 'name' | 'short' | 'kind' | 'parent'>) =>
  post<void>('/api/units', unit);
export const reformUnit = (code: string, reform: T.UnitReform) =>
  post<T.ReformEffect>(`/api/units/${seg(code)}/reform`, reform);
export const people = () => request<T.Rows<T.Person>>('/api/people');
export const savePerson = (login: string, name: string, grants: T.Grant[]) =>
  put<void>(`/api/people/${seg(login)}`, {
    name,
    grants: grants.map(({ role, unit }) => ({ role, unit })),
  });
export const newPassword = (login: string) =>
  post<{ password: string }>(`/api/people/${seg(login)}/password`);

export const indicators = () => request<T.Rows<T.Indicator>>('/api/indicators');
export const figures = (query: {
  unit: string;
  period: string;
  indicators?: string | undefined;
  by?: string | undefined;
  compare?: string | undefined;
  rank?: string | undefined;
}) => request<T.Figures>('/api/figures', { query });
export interface TableQuery {
  unit: string;
  period: string;
  rows_by: string;
  columns_by: string;
}
export const figureTable = (indicator: string, query: TableQuery) =>
  request<T.FigureTable>('/api/figure-table', { query: { indicator, ...query } });
export const figureFile = (form: 'xlsx' | 'csv', indicators: string, query: Partial<TableQuery>) =>
  address(`/api/figure-table/${form}`, { indicators, ...query });
export const figure = (name: string) => request<T.FigureDetail>(`/api/figures/${seg(name)}`);
// What has changed since the end of a day; "yesterday" is one.
export const figureChange = (name: string, since: string, offset: number, rows: number) =>
  request<T.FigureChange>(`/api/figures/${seg(name)}/change`, { query: { since, offset, rows } });
// The places of a unit among all of its kind below a superior, by some indicators.
export const figurePlaces = (query: {
  unit: string;
  period: string;
  indicators: string;
  within: string;
}) => request<T.FigurePlaces>('/api/figure-places', { query });
export const figureRecords = (name: string, offset: number, rows: number) =>
  request<T.FigureRecords>(`/api/figures/${seg(name)}/records`, { query: { offset, rows } });

export const templates = () => request<T.Rows<T.TemplateHead>>('/api/templates');
export const summaries = () => request<T.Rows<T.SummaryHead>>('/api/summaries');
export const summary = (unit: string, period: string, template: string) =>
  request<T.SummaryDocument>(`/api/summaries/${seg(unit)}/${seg(period)}`, { query: { template } });
export const summaryFile = (unit: string, period: string, template: string, suffix: string) =>
  address(`/api/summaries/${seg(unit)}/${seg(period)}/${seg(suffix)}`, { template });

const packAt = (pack: string) => `/api/packs/${seg(pack)}`;
export const packs = () => request<T.Rows<T.Pack>>('/api/packs');
export const packFile = (pack: string, path: string) =>
  request<{ text: string; version: number }>(`${packAt(pack)}/file`, { query: { path } });
export const tryPackFile = (
  pack: string,
  input: { path: string; text: string; unit?: string; period?: string; indicator?: string },
) => post<T.PackTried>(`${packAt(pack)}/try`, input);
export const keepPackFile = (pack: string, path: string, text: string, version: number) =>
  put<{ version: number }>(`${packAt(pack)}/file`, { path, text, version });
export const keepTags = (pack: string, version: number, tags: T.Campaign[]) =>
  put<{ version: number }>(`${packAt(pack)}/tags`, { version, tags });
export const design = (pack: string, ledger: string) =>
  request<{ version: number; design: T.LedgerDesign }>(`${packAt(pack)}/ledgers/${seg(ledger)}`);
export const tryDesign = (pack: string, version: number, design: T.LedgerDesign, keep: boolean) =>
  post<T.LedgerDesignTried>(`${packAt(pack)}/ledgers/${seg(design.name)}`, {
    version,
    design,
    keep,
  });

export const about = () => request<T.About>('/api/about');
export const audit = () => post<T.AuditReport>('/api/audit');
export const trail = (after: string) =>
  request<T.Page<T.TrailRow>>('/api/trail', { query: { after, rows: 50 } });
export const BACKUP = '/api/backup';

// Imports in steps.
const importFile = (id: string) => `/api/import-files/${seg(id)}`;
export const keepImport = (file: File, progress: (share: number) => void) =>
  request<T.KeptFile>('/api/import-files', {
    method: 'POST',
    query: { name: file.name },
    body: file,
    progress,
  });
export const dropImport = (id: string) => request<void>(importFile(id), { method: 'DELETE' });
export const proposeImport = (
  id: string,
  query: { ledger: string; unit: string; fresh?: string | undefined },
) => request<T.ImportProposal>(`${importFile(id)}/proposal`, { query });
export const checkImport = (id: string, order: T.ImportOrder) =>
  post<T.Job>(`${importFile(id)}/check`, order);
export const enterImport = (id: string, order: T.ImportOrder) =>
  post<T.Job>(`${importFile(id)}/enter`, order);
export const importReport = (id: string) => request<T.ImportOutcome>(`${importFile(id)}/report`);
export const importErrors = (id: string, offset: number, rows: number) =>
  request<T.ImportErrors>(`${importFile(id)}/errors`, { query: { offset, rows } });
export const jobs = () => request<T.Rows<T.Job>>('/api/jobs');
export const job = (id: string) => request<T.Job>(`/api/jobs/${seg(id)}`);
export const cancelJob = (id: string) =>
  request<void>(`/api/jobs/${seg(id)}`, { method: 'DELETE' });
export const imports = (query: { unit: string; after?: string; rows?: number }) =>
  request<T.Page<T.ImportRun>>('/api/imports', { query });
export const undoImport = (
  id: number,
  input: { reason?: string; dry_run?: boolean; keep_changed?: boolean },
) => post<T.UndoReport>(`/api/imports/${id}/undo`, input);

// The first run.
export const found = (founding: T.Founding) => post<void>('/api/founding', founding);
export const startState = () => request<T.StartState>('/api/start');
export const shippedPacks = () => request<T.Rows<T.ShippedPack>>('/api/shipped-packs');
export const choosePacks = (names: string[]) => post<void>('/api/shipped-packs', { names });
export const unitFile = (file: File, parent: string, dry: boolean) =>
  request<T.UnitFile>('/api/unit-files', {
    method: 'POST',
    query: { name: file.name, parent, dry_run: String(dry) },
    body: file,
  });
export const planSummary = (unit: string, period: string, template: string) =>
  post<void>('/api/summaries', { unit, period, template });
