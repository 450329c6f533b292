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
export const edit = (name: string, id: string, version: number, input: T.RecordInput) =>
  put<T.RecordRow>(recordAt(name, id), input, { version });
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

export const units = (day?: string) =>
  request<T.Rows<T.Unit> & { day: string }>('/api/units', { query: { day } });
export const addUnit = (unit: Pick<T.Unit, 'code' | 'name' | 'short' | 'kind' | 'parent'>) =>
  post<void>('/api/units', unit);
export const moveUnit = (code: string, parent: string, day: string, reason: string) =>
  post<void>(`/api/units/${seg(code)}/move`, { parent, day, reason });
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
}) => request<T.Figures>('/api/figures', { query });
export const figure = (name: string) => request<T.FigureDetail>(`/api/figures/${seg(name)}`);
export const figureRecords = (name: string, offset: number, rows: number) =>
  request<T.FigureRecords>(`/api/figures/${seg(name)}/records`, { query: { offset, rows } });

export const summaries = () => request<T.Rows<T.SummaryHead>>('/api/summaries');
export const summary = (unit: string, period: string, template: string) =>
  request<T.SummaryDocument>(`/api/summaries/${seg(unit)}/${seg(period)}`, { query: { template } });
export const summaryFile = (unit: string, period: string, template: string, suffix: string) =>
  address(`/api/summaries/${seg(unit)}/${seg(period)}/${seg(suffix)}`, { template });

export const audit = () => post<T.AuditReport>('/api/audit');
export const trail = (after: string) =>
  request<T.Page<T.TrailRow>>('/api/trail', { query: { after, rows: 50 } });
export const BACKUP = '/api/backup';
