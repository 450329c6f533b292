// One summary on the page of its editor: what the server has, what is written and not saved, and
// how the two come together. The text itself is held by the editor; this asks it.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue';
import * as api from '../api/drafts';
import type { Draft, DraftContent } from '../api/draft_types';
import { problemOf } from '../api/client';
import { showInstant } from '../base/format';
import { t } from '../base/i18n';
import { useLoad } from '../base/load';
import { useSession } from '../base/session';
import { sayDone, sayFailed } from '../base/toast';
import type { Text } from './merge';
import { inputOf, sameContent } from './tree';
import { dropUnsaved, keepUnsaved, unsavedKey, unsavedOf, type Unsaved } from './unsaved';

const KEEP_MS = 400;

export interface Writing {
  content: () => Text;
  put: (title: string[], blocks: Text['blocks']) => void;
  refresh: (blocks: Text['blocks']) => void;
}
export interface Conflict {
  base: Text;
  mine: Text;
  theirs: Text;
  who: string;
  when: string;
  version: number;
}

const textOf = (draft: Draft): Text => ({ title: draft.title_lines, blocks: draft.blocks });
const sentOf = ({ title, blocks }: Text) => inputOf(title, blocks);

export function useDraft(id: string, editor: () => Writing | undefined) {
  const key = unsavedKey(useSession().person?.login ?? '', id);
  const draft = shallowRef<Draft>();
  const start = shallowRef<Text>(); // what the editor begins with
  const found = shallowRef<Unsaved>(); // kept from another time, and not written on
  const base = ref(0); // the version upon which the text is written
  const dirty = ref(false);
  const kept = ref<'no' | 'yes' | 'failed'>('no');
  const saving = ref(false);
  const behind = ref(''); // who has saved a newer version meanwhile
  const conflict = shallowRef<Conflict>();
  let saved: DraftContent | undefined; // what the server has of version `base`
  let timer: ReturnType<typeof setTimeout> | undefined;

  const load = useLoad(
    async () => {
      const next = await api.draft(id);
      await receive(next);
      return next;
    },
    { live: true },
  );
  const writable = computed(() => draft.value?.may.includes('save') ?? false);

  async function receive(next: Draft): Promise<void> {
    const before = draft.value;
    if (!before) {
      const unsaved = await unsavedOf(key);
      base.value = next.version;
      saved = sentOf(textOf(next));
      start.value = textOf(next);
      if (unsaved && !sameContent(sentOf(unsaved), saved)) {
        found.value = unsaved;
        if (next.may.includes('save')) {
          start.value = unsaved;
          base.value = unsaved.version;
          dirty.value = true;
          kept.value = 'yes';
        }
      } else if (unsaved) await dropUnsaved(key);
      draft.value = next;
      return;
    }
    draft.value = next;
    if (next.version === base.value) {
      editor()?.refresh(next.blocks);
      return;
    }
    if (dirty.value) {
      behind.value = next.saved_name || next.saved_by;
      editor()?.refresh(next.blocks);
    } else {
      takeOver(next);
      const who = next.saved_name || next.saved_by;
      if (!saving.value) sayDone(t('web.draft.taken_over', { name: who, version: next.version }));
    }
  }
  // The server's text stands in the editor, and nothing else.
  function takeOver(next: Draft): void {
    draft.value = next;
    base.value = next.version;
    start.value = textOf(next);
    saved = sentOf(textOf(next));
    dirty.value = false;
    behind.value = '';
    editor()?.put(next.title_lines, next.blocks);
  }

  function changed(): void {
    const present = editor()?.content();
    if (!present) return;
    dirty.value = !sameContent(sentOf(present), saved);
    kept.value = 'no';
    clearTimeout(timer);
    timer = setTimeout(() => void keepNow(), KEEP_MS);
  }
  async function keepNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const present = editor()?.content();
    if (!present || !writable.value) return;
    if (!dirty.value) return dropUnsaved(key);
    const done = await keepUnsaved({ id: key, version: base.value, ...present, at: Date.now() });
    kept.value = done ? 'yes' : 'failed';
  }
  const flush = () => {
    if (timer) void keepNow();
  };

  // True when the server has all that is written.
  async function save(note = ''): Promise<boolean> {
    const writing = editor();
    if (!writing || !writable.value) return !dirty.value;
    if (!dirty.value && !note) return true;
    if (saving.value) return false;
    saving.value = true;
    const text = writing.content();
    const sent = sentOf(text);
    try {
      await keepNow();
      const next = await api.saveDraft(id, base.value, sent, note);
      saved = sent;
      base.value = next.version;
      draft.value = next;
      behind.value = '';
      found.value = undefined;
      writing.refresh(next.blocks);
      changed();
      if (!dirty.value) await dropUnsaved(key);
      sayDone(t('web.draft.saved', { version: next.version }));
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.id === 'writing.version_conflict') await meetOther(text);
      else sayFailed(thrown);
      return false;
    } finally {
      saving.value = false;
    }
  }
  async function meetOther(mine: Text): Promise<void> {
    try {
      const [was, now] = await Promise.all([api.draft(id, base.value), api.draft(id)]);
      draft.value = now;
      conflict.value = {
        base: textOf(was),
        mine,
        theirs: textOf(now),
        who: now.saved_name || now.saved_by,
        when: showInstant(now.saved),
        version: now.version,
      };
    } catch (thrown) {
      sayFailed(thrown);
    }
  }
  // What was decided stands upon their version now, and is saved as the next one.
  async function settle(text: Text): Promise<void> {
    if (!conflict.value) return;
    base.value = conflict.value.version;
    saved = sentOf(conflict.value.theirs);
    editor()?.put(text.title, text.blocks);
    changed();
    conflict.value = undefined;
    await save();
  }
  async function discard(): Promise<void> {
    if (!draft.value) return;
    await dropUnsaved(key);
    found.value = undefined;
    kept.value = 'no';
    takeOver(draft.value);
  }
  // After an act, or a file that was merged: what the server answers is the text now.
  function acted(next: Draft): void {
    found.value = undefined;
    if (next.version === base.value) {
      draft.value = next;
      editor()?.refresh(next.blocks);
    } else takeOver(next);
  }

  const hidden = () => document.visibilityState === 'hidden' && flush();
  onMounted(() => {
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', hidden);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', hidden);
    flush();
  });
  watch(writable, (now) => {
    if (!now) dirty.value = false;
  });
  return {
    load,
    draft,
    start,
    found,
    dirty,
    kept,
    saving,
    behind,
    conflict,
    writable,
    changed,
    save,
    settle,
    discard,
    acted,
  };
}
