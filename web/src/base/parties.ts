// Parties found by a part of their name or code while it is typed: asked for when typing pauses,
// and never an answer to what was typed before.
import { onBeforeUnmount, ref, type Ref } from 'vue';
import * as api from '../api/api';
import { problemOf } from '../api/client';
import type { Party } from '../api/types';
import { sayFailed } from './toast';

const ROWS = 8;
const WAIT_MS = 250;

export interface PartySearch {
  found: Ref<Party[]>;
  asked: Ref<string>; // the part that `found` answers
  search: (part: string) => void;
  forget: () => void; // what was found: a new one is known now
}

export function useParties(): PartySearch {
  const found = ref<Party[]>([]);
  const asked = ref('');
  let wanted = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function ask(part: string): Promise<void> {
    try {
      const { rows } = part ? await api.parties(part, ROWS) : { rows: [] };
      if (part !== wanted) return;
      found.value = rows;
      asked.value = part;
    } catch (thrown) {
      // What is typed is good without a line too.
      if (!problemOf(thrown).offline) sayFailed(thrown);
    }
  }
  function search(text: string): void {
    const part = text.trim();
    if (part === wanted) return;
    wanted = part;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(part), WAIT_MS);
  }
  function forget(): void {
    clearTimeout(timer);
    wanted = '\0';
    found.value = [];
    asked.value = '';
  }
  onBeforeUnmount(forget);
  return { found, asked, search, forget };
}
