// One request to the server: the CSRF header, the language, problems as one class, and signing in
// again in place when a session has ended, so that what was being done goes on.
import { language, t } from '../base/i18n';
import type { FieldFault, ProblemBody } from './types';

export class Problem extends Error {
  constructor(
    readonly id: string,
    message: string,
    readonly status: number,
    readonly errors: FieldFault[] = [],
    readonly fields: Record<string, string> = {},
    readonly retryAfter = 0,
  ) {
    super(message);
  }
  // The line is down, or the server does not answer: worth trying again as it is.
  get offline(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  console.error(thrown);
  return new Problem('web.unexpected', t('web.error.unexpected'), -1);
}

// The id of what was made, or of what was there already, which the problem of that kind names.
export async function madeOrThere(made: Promise<{ id: string }>, there: string): Promise<string> {
  try {
    return (await made).id;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.id === there && thrown.fields.id) {
      return thrown.fields.id;
    }
    throw thrown;
  }
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string | number | undefined>;
  json?: unknown;
  body?: Blob | string;
  version?: number; // If-Match
  key?: string; // Idempotency-Key
  progress?: (share: number) => void; // of what is sent
  file?: boolean; // the answer is a file, a Blob
  signal?: AbortSignal;
}

interface Hooks {
  csrf: () => string;
  signInAgain: () => Promise<void>;
  refresh: () => Promise<void>;
}
let hooks: Hooks = { csrf: () => '', signInAgain: async () => {}, refresh: async () => {} };
export function setHooks(given: Hooks): void {
  hooks = given;
}

export function address(path: string, query: Ask['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') given.set(name, String(value));
  }
  const text = given.toString();
  return text ? `${path}?${text}` : path;
}

interface Answer {
  status: number;
  text: string;
  file?: Blob | undefined;
  retryAfter: string;
}

function headersOf(ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': language.value };
  if (ask.json !== undefined) headers['Content-Type'] = 'application/json';
  else if (ask.body !== undefined) headers['Content-Type'] = 'application/octet-stream';
  if (ask.method && ask.method !== 'GET') headers['X-Youju-CSRF'] = hooks.csrf();
  if (ask.version !== undefined) headers['If-Match'] = `"${ask.version}"`;
  if (ask.key) headers['Idempotency-Key'] = ask.key;
  return headers;
}

const bodyOf = (ask: Ask) => (ask.json === undefined ? ask.body : JSON.stringify(ask.json));

async function viaFetch(path: string, ask: Ask): Promise<Answer> {
  const response = await fetch(address(path, ask.query), {
    method: ask.method ?? 'GET',
    headers: headersOf(ask),
    body: bodyOf(ask) ?? null,
    signal: ask.signal ?? null,
    credentials: 'same-origin',
  });
  const isFile = ask.file === true && response.ok;
  return {
    status: response.status,
    text: isFile ? '' : await response.text(),
    file: isFile ? await response.blob() : undefined,
    retryAfter: response.headers.get('Retry-After') ?? '',
  };
}

// fetch does not say how much of an upload has gone out.
function viaUpload(path: string, ask: Ask): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(ask.method ?? 'POST', address(path, ask.query));
    for (const [name, value] of Object.entries(headersOf(ask)))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) ask.progress?.(event.loaded / event.total);
    };
    request.onload = () =>
      done({
        status: request.status,
        text: request.responseText,
        retryAfter: request.getResponseHeader('Retry-After') ?? '',
      });
    request.onerror = () => failed(new TypeError('upload failed'));
    request.onabort = () => failed(new DOMException('aborted', 'AbortError'));
    ask.signal?.addEventListener('abort', () => request.abort());
    request.send(bodyOf(ask) ?? null);
  });
}

function problemIn(answer: Answer): Problem {
  try {
    const body = JSON.parse(answer.text) as ProblemBody;
    if (typeof body.title === 'string' && typeof body.id === 'string') {
      return new Problem(
        body.id,
        body.title,
        answer.status,
        body.errors ?? [],
        body.fields ?? {},
        Number(answer.retryAfter) || 0,
      );
    }
  } catch {
    // Not the server's own words; a gateway may have answered.
  }
  return new Problem('web.status', t('web.error.status', { status: answer.status }), answer.status);
}

async function once(path: string, ask: Ask): Promise<Answer> {
  try {
    return await (ask.progress ? viaUpload(path, ask) : viaFetch(path, ask));
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new Problem('web.offline', t('web.error.offline'), 0);
  }
}

export async function request<T>(path: string, ask: Ask = {}): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await once(path, ask);
    if (answer.status < 400) {
      return (answer.file ?? (answer.text ? JSON.parse(answer.text) : undefined)) as T;
    }
    const problem = problemIn(answer);
    if (attempt < 2 && problem.id === 'account.sign_in_needed') await hooks.signInAgain();
    else if (attempt < 2 && problem.id === 'http.csrf') await hooks.refresh();
    else throw problem;
  }
}

export function newKey(): string {
  // randomUUID is there on secure pages only; a desk in a local network may have none.
  const known = crypto as Partial<Crypto>;
  if (known.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
