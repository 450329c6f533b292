// The text that is not saved yet, in the browser's own database: an ended session, a lost line or a
// closed tab loses nothing. One text a person and summary.
import type { DraftBlock } from '../api/draft_types';
import { makeShelf } from '../base/database';

export interface Unsaved {
  id: string;
  version: number; // upon which it was written
  title: string[];
  blocks: DraftBlock[];
  at: number;
}

const shelf = makeShelf<Unsaved>('youju-texts', 'texts');
export const unsavedKey = (login: string, draft: string) => `${login}|${draft}`;

export async function keepUnsaved(text: Unsaved): Promise<boolean> {
  try {
    // A copy without proxies, which the database cannot hold.
    await shelf.put(JSON.parse(JSON.stringify(text)) as Unsaved);
    return true;
  } catch {
    return false; // a private window keeps nothing; the page says so
  }
}
export async function unsavedOf(id: string): Promise<Unsaved | undefined> {
  return shelf.get(id).catch(() => undefined);
}
export async function dropUnsaved(id: string): Promise<void> {
  await shelf.remove(id).catch(() => undefined);
}
