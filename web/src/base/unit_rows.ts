// The rows of a list of units: an open tree, or what a search finds. What is not here yet comes as
// it is opened or typed.
import { computed, ref, shallowRef, watch } from 'vue';
import { useScope } from './scope';
import { seenRows, type UnitRow } from './unit_tree';

const TYPING_MS = 200;

export function useUnitRows() {
  const scope = useScope();
  const typed = ref('');
  const open = ref(new Set<string>());
  const searching = ref(false);
  const found = shallowRef<UnitRow[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rows = computed(() =>
    typed.value.trim() ? found.value : seenRows(scope.below, open.value),
  );

  async function search(asked: string): Promise<void> {
    try {
      const rows = await scope.find(asked);
      if (typed.value === asked) found.value = rows;
    } catch {
      if (typed.value === asked) found.value = [];
    } finally {
      if (typed.value === asked) searching.value = false;
    }
  }
  watch([typed, () => scope.whole && scope.units], ([now]) => {
    clearTimeout(timer);
    searching.value = Boolean(now.trim());
    if (!now.trim()) return;
    if (scope.whole) void search(now);
    else timer = setTimeout(() => void search(now), TYPING_MS);
  });
  function toggle(code: string): void {
    const next = new Set(open.value);
    if (!next.delete(code)) {
      next.add(code);
      void scope.open(code);
    }
    open.value = next;
  }
  return { typed, open, rows, toggle, searching };
}
