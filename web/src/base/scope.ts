// What is looked at: a unit with all below it, and a period. The same on every page, remembered,
// and part of the address, so that a link shows what its sender saw.
//
// Of a small tree all units are here; of a large one those near one's own, and more as they are
// opened, found or named.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import * as api from '../api/api';
import type { Unit, Units } from '../api/types';
import { keep, readKept } from './kept';
import { parsePeriod, periodText, thisYear, type Period } from './period';
import { useSession } from './session';
import { childrenOf, foundRows, pathOf, type UnitRow } from './unit_tree';

export const useScope = defineStore('scope', () => {
  const units = shallowRef<Unit[]>([]);
  const whole = ref(true);
  const unit = ref(readKept('unit', ''));
  const period = ref<Period>(parsePeriod(readKept('period', '')) ?? thisYear());
  let asked: Promise<void> | undefined;
  const opened = new Map<string, Promise<void>>(); // units whose children are here, or on their way
  const looked = new Set<string>();

  const byCode = computed(() => new Map(units.value.map((each) => [each.code, each])));
  const below = computed(() => childrenOf(units.value));
  const name = computed(() => nameOf(unit.value));
  // An administrator of a root of the tree: what concerns everybody is theirs.
  const overAll = computed(() =>
    (useSession().person?.grants ?? []).some(
      (grant) => grant.role === 'administrator' && byCode.value.get(grant.unit)?.parent === '',
    ),
  );
  const text = computed(() => periodText(period.value));

  function nameOf(code: string): string {
    const found = byCode.value.get(code);
    if (!found && code && !whole.value) void open(code);
    return found ? found.short || found.name : code;
  }
  function take(more: Units): void {
    const all = new Map(byCode.value);
    for (const each of [...more.above, ...more.rows]) all.set(each.code, each);
    units.value = [...all.values()];
  }
  // Brings a unit with those above it and directly below it; what cannot be had is left out.
  function open(code: string): Promise<void> {
    if (whole.value || !code) return Promise.resolve();
    let coming = opened.get(code);
    if (!coming) {
      coming = api.unit(code).then(take, () => undefined);
      opened.set(code, coming);
    }
    return coming;
  }
  // Units by what is typed of their names, with the names of those above.
  async function find(typed: string): Promise<UnitRow[]> {
    if (whole.value) return foundRows(units.value, byCode.value, typed);
    const found = await api.units({ find: typed });
    take(found);
    return found.rows.map((each) => ({ unit: each, path: pathOf(each, byCode.value) }));
  }
  // Brings the units that are called so, for who types names into cells.
  function look(typed: string): void {
    if (whole.value || looked.has(typed)) return;
    looked.add(typed);
    void find(typed).catch(() => looked.delete(typed));
  }

  async function load(): Promise<void> {
    const found = await api.units();
    opened.clear();
    looked.clear();
    whole.value = found.whole;
    units.value = found.rows;
    if (!byCode.value.has(unit.value)) await open(unit.value);
    // What is remembered may be out of reach for who is signed in now.
    if (byCode.value.has(unit.value)) return open(unit.value);
    const granted = useSession().person?.grants.map((grant) => grant.unit) ?? [];
    unit.value = granted.find((code) => byCode.value.has(code)) ?? units.value[0]?.code ?? '';
  }
  // Asks once; several pages may call it.
  function ready(): Promise<void> {
    asked ??= load().catch((thrown: unknown) => {
      asked = undefined;
      throw thrown;
    });
    return asked;
  }
  function forget(): void {
    asked = undefined;
    units.value = [];
  }
  function setUnit(code: string): void {
    unit.value = code;
    void open(code);
    keep('unit', code);
  }
  function setPeriod(next: Period): void {
    period.value = next;
    keep('period', periodText(next));
  }
  return {
    units,
    whole,
    unit,
    period,
    byCode,
    below,
    name,
    overAll,
    text,
    nameOf,
    open,
    find,
    look,
    ready,
    reload: load,
    forget,
    setUnit,
    setPeriod,
  };
});
