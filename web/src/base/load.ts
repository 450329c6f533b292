// What a page asks of the server: loading, there, or failed. While it is asked again, what was
// there stays on the screen, so nothing jumps; an answer that is overtaken by a newer question is
// dropped.
import {
  onBeforeUnmount,
  ref,
  shallowRef,
  watch,
  type Ref,
  type ShallowRef,
  type WatchSource,
} from 'vue';
import { Problem, problemOf } from '../api/client';
import { onChanged } from '../api/live';
import { language } from './i18n';

export interface Load<T> {
  data: ShallowRef<T | undefined>;
  error: ShallowRef<Problem | undefined>;
  loading: Ref<boolean>;
  reload: () => Promise<void>;
}

export function useLoad<T>(
  ask: () => Promise<T>,
  { on = [], live = false }: { on?: WatchSource[]; live?: boolean } = {},
): Load<T> {
  const data = shallowRef<T>();
  const error = shallowRef<Problem>();
  const loading = ref(false);
  let latest = 0;
  async function reload(): Promise<void> {
    const mine = (latest += 1);
    loading.value = true;
    try {
      const answer = await ask();
      if (mine !== latest) return;
      data.value = answer;
      error.value = undefined;
    } catch (thrown) {
      if (mine !== latest) return;
      error.value = problemOf(thrown);
    }
    loading.value = false;
  }
  watch([language, ...on], reload, { immediate: true });
  if (live) onBeforeUnmount(onChanged(() => void reload()));
  onBeforeUnmount(() => (latest += 1));
  return { data, error, loading, reload };
}
