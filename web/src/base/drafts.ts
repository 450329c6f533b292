// Drafts in the browser's own database, which holds photographs too and outlives the tab.
import type { Draft } from './outbox';

const NAME = 'youju';
const STORE = 'drafts';
let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('indexedDB'));
  });
  return opened;
}

async function run<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode);
  const request = act(transaction.objectStore(STORE));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error ?? new Error('indexedDB'));
  });
}

// A copy without Vue's proxies, which the database cannot hold.
const plain = (draft: Draft): Draft => ({
  ...JSON.parse(JSON.stringify({ ...draft, files: [] })),
  files: draft.files.map(({ name, blob, sent }) => ({ name, blob, sent })),
});

export async function saveDraft(draft: Draft): Promise<void> {
  await run('readwrite', (store) => store.put(plain(draft)));
}

export async function removeDraft(id: string): Promise<void> {
  await run('readwrite', (store) => store.delete(id));
}

export async function draftOf(id: string): Promise<Draft | undefined> {
  return run<Draft | undefined>('readonly', (store) => store.get(id));
}

// Newest first.
export async function draftsOf(login: string): Promise<Draft[]> {
  const all = await run<Draft[]>('readonly', (store) => store.getAll());
  return all.filter((draft) => draft.login === login).sort((a, b) => b.changed - a.changed);
}
