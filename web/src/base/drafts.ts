// Drafts of records in the browser's own database.
import { makeShelf } from './database';
import type { Draft } from './outbox';

const shelf = makeShelf<Draft>('youju', 'drafts');

// A copy without Vue's proxies, which the database cannot hold.
const plain = (draft: Draft): Draft => ({
  ...JSON.parse(JSON.stringify({ ...draft, files: [] })),
  files: draft.files.map(({ name, blob, sent }) => ({ name, blob, sent })),
});

export const saveDraft = (draft: Draft) => shelf.put(plain(draft));
export const removeDraft = (id: string) => shelf.remove(id);
export const draftOf = (id: string) => shelf.get(id);

// Newest first.
export async function draftsOf(login: string): Promise<Draft[]> {
  const all = await shelf.all();
  return all.filter((draft) => draft.login === login).sort((a, b) => b.changed - a.changed);
}
