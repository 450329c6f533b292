// A file of a pack, or some lines of it, while an administrator changes it: tried on the server a
// moment after each change, kept as the pack's next version.
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import * as api from '../api/api';
import { Problem, problemOf } from '../api/client';
import type { PackFault, PackTried } from '../api/types';
import { t } from './i18n';
import { useScope } from './scope';
import { sayDone, sayFailed } from './toast';

const TRY_MS = 500;

export interface PackPlace {
  pack: string;
  path: string;
  line?: number; // of the part that is changed, from 1; the whole file without it
  lines?: number;
  fresh?: string; // a new part, at the end of the file
}

export interface Cut {
  before: string[];
  part: string;
  after: string[];
}

// The part of a file that is changed, and what stays around it. Empty lines at its end stay.
export function cutPart(text: string, { line, lines = 0, fresh }: Partial<PackPlace>): Cut {
  const all = text.replace(/\n$/, '').split('\n');
  if (fresh !== undefined) return { before: all, part: fresh, after: [] };
  if (line === undefined) return { before: [], part: text, after: [] };
  const part = all.slice(line - 1, line - 1 + lines);
  const rest = all.slice(line - 1 + lines);
  while (part.length > 1 && part.at(-1)?.trim() === '') rest.unshift(part.pop() ?? '');
  return { before: all.slice(0, line - 1), part: part.join('\n'), after: rest };
}

export function joinPart({ before, after }: Cut, part: string): string {
  if (!before.length && !after.length) return part;
  return [...before, part.replace(/\n+$/, ''), ...after].join('\n') + '\n';
}

// A fault within the part, counted from its first line; elsewhere it has no place here.
export function placed(fault: PackFault, file: string, cut: Cut, part: string): PackFault {
  const line = fault.line - cut.before.length;
  const inside = fault.file === file && line >= 1 && line <= part.split('\n').length;
  return inside ? { ...fault, line } : { ...fault, line: 0, column: 0 };
}

export function usePackEdit(place: () => PackPlace | undefined, indicator: () => string) {
  const scope = useScope();
  const text = ref('');
  const cut = shallowRef<Cut>({ before: [], part: '', after: [] });
  const version = ref(0);
  const tried = shallowRef<PackTried>();
  const trying = ref(false);
  const saving = ref(false);
  const error = shallowRef<Problem>();
  const loaded = ref(false);
  const dirty = computed(() => loaded.value && text.value !== cut.value.part);
  const fault = computed(() => {
    const found = tried.value?.fault;
    const at = place();
    return found && at ? placed(found, `${at.pack}/${at.path}`, cut.value, text.value) : undefined;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  async function load(): Promise<void> {
    const at = place();
    loaded.value = false;
    tried.value = error.value = undefined;
    if (!at) return;
    const mine = (latest += 1);
    try {
      const file = await api.packFile(at.pack, at.path);
      if (mine !== latest) return;
      version.value = file.version;
      cut.value = cutPart(file.text, at);
      text.value = cut.value.part;
      if (at.fresh !== undefined) cut.value = { ...cut.value, part: '' };
      loaded.value = true;
      await attempt();
    } catch (thrown) {
      error.value = problemOf(thrown);
    }
  }
  async function attempt(): Promise<void> {
    const at = place();
    if (!at || !loaded.value) return;
    const mine = (latest += 1);
    trying.value = true;
    const asked = {
      path: at.path,
      text: joinPart(cut.value, text.value),
      unit: scope.unit,
      period: scope.text,
    };
    const name = indicator();
    try {
      const answer = await api.tryPackFile(at.pack, name ? { ...asked, indicator: name } : asked);
      if (mine !== latest) return;
      tried.value = answer;
    } catch (thrown) {
      if (mine === latest) sayFailed(thrown);
    }
    if (mine === latest) trying.value = false;
  }
  async function save(): Promise<boolean> {
    const at = place();
    if (!at) return false;
    saving.value = true;
    try {
      const whole = joinPart(cut.value, text.value);
      version.value = (await api.keepPackFile(at.pack, at.path, whole, version.value)).version;
      cut.value = { ...cut.value, part: text.value };
      sayDone(t('web.packs.kept', { version: version.value }));
      return true;
    } catch (thrown) {
      sayFailed(thrown);
      return false;
    } finally {
      saving.value = false;
    }
  }
  function undo(): void {
    text.value = cut.value.part;
  }
  const stays = () => !dirty.value || window.confirm(t('web.packs.leave'));
  onBeforeRouteLeave(stays);
  onBeforeRouteUpdate(
    (to, from) => JSON.stringify(to.query) === JSON.stringify(from.query) || stays(),
  );
  watch(() => JSON.stringify(place()), load, { immediate: true });
  watch([text, () => scope.unit, () => scope.text], () => {
    clearTimeout(timer);
    timer = setTimeout(() => void attempt(), TRY_MS);
  });
  onBeforeUnmount(() => clearTimeout(timer));
  return { text, version, tried, trying, saving, error, loaded, dirty, fault, save, undo, load };
}
