// The server's functions for drafts that are held against the ledger.
import { address, request, type Ask } from './client';
import type * as P from './proof_types';

const proofAt = (id: string) => `/api/proofs/${encodeURIComponent(id)}`;
const post = <R>(path: string, json: unknown, ask: Ask = {}) =>
  request<R>(path, { method: 'POST', json, ...ask });

export const proveFile = (
  file: File,
  place: { unit: string; period: string },
  progress: (share: number) => void,
) =>
  request<P.ProofReport>('/api/proofs', {
    method: 'POST',
    query: { ...place, name: file.name },
    body: file,
    progress,
  });
export const proveText = (place: { unit: string; period: string }, text: string) =>
  post<P.ProofReport>('/api/proofs/text', { ...place, text });
export const checkText = (
  place: { unit: string; period: string; template: string },
  text: string,
  signal: AbortSignal,
) =>
  post<P.ProofCheck>(
    '/api/proofs/check',
    { unit: place.unit, period: place.period, template: place.template, text },
    { signal },
  );
export const proof = (id: string) => request<P.ProofReport>(proofAt(id));
export const decide = (id: string, choice: P.ProofChoice) =>
  post<P.ProofReport>(`${proofAt(id)}/decisions`, choice);
export const takeBack = (id: string, decision: string) =>
  request<P.ProofReport>(`${proofAt(id)}/decisions/${encodeURIComponent(decision)}`, {
    method: 'DELETE',
  });
export const declareBaseline = (id: string, source: string, findings: string[]) =>
  post<P.ProofReport>(`${proofAt(id)}/baseline`, { source, findings });
export const proofFile = (id: string, form: string) => address(`${proofAt(id)}/file/${form}`);
