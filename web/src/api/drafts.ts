// The server's functions for summaries that are being written.
import { address, madeOrThere, request, type Ask } from './client';
import { figureName } from '../base/figure_name';
import type * as D from './draft_types';
import type { HistoryEvent, Page, Rows } from './types';

const draftAt = (id: string) => `/api/drafts/${encodeURIComponent(id)}`;
const post = <R>(path: string, json?: unknown, ask: Ask = {}) =>
  request<R>(path, { method: 'POST', json, ...ask });

export const templates = () => request<Rows<{ name: string; title: string }>>('/api/templates');
export const drafts = (unit?: string) =>
  request<Page<D.DraftHead>>('/api/drafts', { query: { unit } });
export const draftsFor = (unit: string, period: string) =>
  request<Page<D.DraftHead>>('/api/drafts', { query: { unit, period } });
// A new draft, or the one that somebody has begun: its id.
export const beginDraft = (unit: string, period: string, template: string, key: string) =>
  madeOrThere(
    post<D.Draft>('/api/drafts', { unit, period, ...(template ? { template } : {}) }, { key }),
    'writing.exists',
  );
export const draft = (id: string, version?: number) =>
  request<D.Draft>(draftAt(id), { query: { version } });
export const saveDraft = (id: string, version: number, content: D.DraftContent, note = '') =>
  request<D.Draft>(draftAt(id), {
    method: 'PUT',
    json: { version, ...content, ...(note ? { note } : {}) },
    version,
  });
export const actOnDraft = (
  id: string,
  act: 'submit' | 'sign' | 'seal' | 'return' | 'reopen',
  version: number,
  reason?: string,
) =>
  post<D.Draft>(`${draftAt(id)}/${act}`, reason === undefined ? { version } : { version, reason });

export const draftVersions = (id: string) =>
  request<Page<D.DraftVersion>>(`${draftAt(id)}/versions`);
export const draftDiff = (id: string, from: number, to: number) =>
  request<D.DraftDiff>(`${draftAt(id)}/diff`, { query: { from, to } });
export const draftHistory = (id: string) => request<Rows<HistoryEvent>>(`${draftAt(id)}/history`);
export const draftTasks = (id: string) => request<D.DraftTasks>(`${draftAt(id)}/tasks`);

export const draftComments = (id: string) =>
  request<Rows<D.DraftComment>>(`${draftAt(id)}/comments`);
export const comment = (id: string, block: string, quote: string, text: string, key: string) =>
  post<D.DraftComment>(
    `${draftAt(id)}/comments`,
    quote ? { block, quote, text } : { block, text },
    { key },
  );
export const settleComment = (id: string, comment: string, act: 'resolve' | 'reopen') =>
  post<D.DraftComment>(`${draftAt(id)}/comments/${encodeURIComponent(comment)}/${act}`);

export const draftFile = (id: string, form: string, version?: number) =>
  address(`${draftAt(id)}/file/${form}`, { version });
export const readEdited = (id: string, file: File, progress: (share: number) => void) =>
  request<D.MergeProposal>(`${draftAt(id)}/merge`, {
    method: 'POST',
    query: { name: file.name },
    body: file,
    progress,
  });
export const applyMerge = (
  id: string,
  { version, upload, file_name }: D.MergeProposal,
  choices: D.MergeChoice[],
) => post<D.Draft>(`${draftAt(id)}/merge/apply`, { version, upload, file_name, choices });

export interface FigureQuery {
  unit: string;
  period: string;
  q?: string | undefined;
  indicator?: string | undefined;
  aspect?: string | undefined;
  filter?: string | undefined;
  by?: string | undefined;
  rows?: number;
}
export const figureChoices = (query: FigureQuery) =>
  request<Rows<D.FigureChoice> & { as_of: number; more: boolean }>('/api/figure-choices', {
    query: { ...query },
  });
// One figure with the wordings that make sense for it. Nothing if it is none of that name.
export async function choiceOf(figure: string): Promise<D.FigureChoice | undefined> {
  const name = figureName(figure);
  if (!name) return undefined;
  return (await figureChoices({ ...name, rows: 50 })).rows.find((row) => row.figure === figure);
}
