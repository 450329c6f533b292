// The drafts of who is signed in, and sending them when the line is back.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import * as api from '../api/api';
import { problemOf } from '../api/client';
import type { RecordRow } from '../api/types';
import { draftsOf, removeDraft, saveDraft } from './drafts';
import { send, type Draft, type Sender } from './outbox';
import { useSession } from './session';

const RETRY_MS = 30_000;

export const useOutbox = defineStore('outbox', () => {
  const drafts = shallowRef<Draft[]>([]);
  const queued = computed(() => drafts.value.filter((draft) => draft.state === 'queued'));
  let sending: Promise<void> | undefined;
  const underway = new Set<string>(); // drafts that are being sent right now
  let started = false;

  async function refresh(): Promise<void> {
    const login = useSession().person?.login;
    try {
      drafts.value = login ? await draftsOf(login) : [];
    } catch {
      drafts.value = []; // a browser that keeps nothing, such as a private window
    }
  }
  async function keepDraft(draft: Draft): Promise<void> {
    draft.changed = Date.now();
    await saveDraft(draft);
    await refresh();
  }
  async function drop(id: string): Promise<void> {
    await removeDraft(id);
    await refresh();
  }
  function sender(progress: (name: string, share: number) => void): Sender {
    return {
      enter: api.enter,
      edit: api.edit,
      record: api.record,
      submit: (row) => api.move(row, 'submit'),
      addEvidence: (ledger, id, file) =>
        api.addEvidence(ledger, id, file.blob, file.name, (share) => progress(file.name, share)),
    };
  }
  // Sends one draft now; it is removed once the server has all of it.
  async function sendNow(
    draft: Draft,
    progress: (name: string, share: number) => void = () => {},
  ): Promise<RecordRow> {
    underway.add(draft.id);
    try {
      const row = await send(draft, sender(progress), saveDraft);
      await drop(draft.id);
      return row;
    } finally {
      underway.delete(draft.id);
    }
  }
  async function sendAll(): Promise<void> {
    await refresh();
    for (const draft of queued.value) {
      if (underway.has(draft.id)) continue;
      try {
        await sendNow(draft);
      } catch (thrown) {
        const problem = problemOf(thrown);
        if (problem.offline) return;
        await keepDraft({ ...draft, state: 'refused', refusal: problem.message });
      }
    }
  }
  // One round at a time; a second call waits for the first.
  function sendQueued(): Promise<void> {
    sending ??= sendAll().finally(() => (sending = undefined));
    return sending;
  }
  function start(): void {
    void refresh().then(sendQueued);
    if (started) return;
    started = true;
    window.addEventListener('online', () => void sendQueued());
    setInterval(() => {
      if (queued.value.length > 0 && navigator.onLine) void sendQueued();
    }, RETRY_MS);
  }
  return { drafts, queued, refresh, keepDraft, drop, sendNow, sendQueued, start };
});
