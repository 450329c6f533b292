// The browser's own database: it outlives the tab, and holds photographs too.

export interface Shelf<T> {
  put: (value: T) => Promise<void>;
  remove: (id: string) => Promise<void>;
  get: (id: string) => Promise<T | undefined>;
  all: () => Promise<T[]>;
}

// Things with an `id`, in a database of this name. A browser that keeps nothing, such as a private
// window, fails each call.
export function makeShelf<T>(name: string, store: string): Shelf<T> {
  let opened: Promise<IDBDatabase> | undefined;
  function open(): Promise<IDBDatabase> {
    opened ??= new Promise((done, failed) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' });
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error ?? new Error('indexedDB'));
    });
    return opened;
  }
  async function run<R>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<R>,
  ): Promise<R> {
    const transaction = (await open()).transaction(store, mode);
    const request = act(transaction.objectStore(store));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error ?? new Error('indexedDB'));
    });
  }
  return {
    put: async (value) => void (await run('readwrite', (shelf) => shelf.put(value))),
    remove: (id) => run('readwrite', (shelf) => shelf.delete(id)),
    get: (id) => run<T | undefined>('readonly', (shelf) => shelf.get(id)),
    all: () => run<T[]>('readonly', (shelf) => shelf.getAll()),
  };
}
