// The server's functions for statistics forms.
import { address, madeOrThere, request } from './client';
import type { Page } from './types';
import type * as Wire from './wire';

export type ReturnState = 'filling' | 'submitted' | 'returned' | 'locked';
export type ReturnAct = 'fill' | 'submit' | 'return' | 'lock';

const returnAt = (id: string) => `/api/returns/${encodeURIComponent(id)}`;
const post = (path: string, json: unknown) =>
  request<Wire.FormReturn>(path, { method: 'POST', json });

export const surveys = () => request<Page<Wire.FormEdition>>('/api/surveys');
export const returns = (unit: string) =>
  request<Page<Wire.FormReturnHead>>('/api/returns', { query: { unit } });
// A new return, or the one that is there: its id.
export const openReturn = (survey: string, unit: string, year: number, department: string) =>
  madeOrThere(
    post('/api/returns', { survey, unit, year, ...(department ? { department } : {}) }),
    'forms.exists',
  );
export const oneReturn = (id: string) => request<Wire.FormReturn>(returnAt(id));
export const actOnReturn = (id: string, act: ReturnAct, version: number, reason?: string) =>
  post(`${returnAt(id)}/${act}`, reason === undefined ? { version } : { version, reason });
export const enterCells = (id: string, version: number, entries: Wire.FormEntry[]) =>
  post(`${returnAt(id)}/cells`, { version, entries });
export const explainFinding = (id: string, version: number, finding: string, text: string) =>
  post(`${returnAt(id)}/explain`, { version, finding, text });
export const returnFile = (id: string) => address(`${returnAt(id)}/file`);

const surveyAt = (survey: string) => `/api/surveys/${encodeURIComponent(survey)}`;
// Of the returns below a unit, by region and by department.
export const surveyTotal = (survey: string, unit: string, year: number) =>
  request<Wire.FormRollUp>(`${surveyAt(survey)}/total`, { query: { unit, year } });
// What the ledgers can prove of each form.
export const surveyCoverage = (survey: string, unit: string, year: number) =>
  request<Wire.FormCoverage>(`${surveyAt(survey)}/coverage`, { query: { unit, year } });

// A superior's own workbook. The mapping goes before it in one body; without one it is proposed.
type Of = { unit: string; year: number };
function bookOf(book: Blob, mapping: Blob | string) {
  const csv = new Blob([mapping]);
  return { body: new Blob([csv, book]), mapping_bytes: csv.size || undefined };
}
export function workbookPlaces(survey: string, of: Of, book: Blob, mapping: Blob | string = '') {
  const { body, mapping_bytes } = bookOf(book, mapping);
  return request<Page<Wire.FormPlace>>(`${surveyAt(survey)}/workbook/places`, {
    method: 'POST',
    query: { ...of, mapping_bytes },
    body,
  });
}
export function workbookFile(
  survey: string,
  of: Of,
  book: Blob,
  mapping: Blob | string,
  name: string,
) {
  const { body, mapping_bytes } = bookOf(book, mapping);
  return request<Blob>(`${surveyAt(survey)}/workbook/file`, {
    method: 'POST',
    query: { ...of, mapping_bytes, name },
    body,
    file: true,
  });
}
