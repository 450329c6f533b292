// What is looked at: a unit with all below it, and a period. The same on every page, remembered,
// and part of the address, so that a link shows what its sender saw.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import * as api from '../api/api';
import type { Unit } from '../api/types';
import { keep, readKept } from './kept';
import { parsePeriod, periodText, thisYear, type Period } from './period';
import { useSession } from './session';

export const useScope = defineStore('scope', () => {
  const units = shallowRef<Unit[]>([]);
  const unit = ref(readKept('unit', ''));
  const period = ref<Period>(parsePeriod(readKept('period', '')) ?? thisYear());
  let asked: Promise<void> | undefined;

  const byCode = computed(() => new Map(units.value.map((each) => [each.code, each])));
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
    return found ? found.short || found.name : code;
  }
  async function load(): Promise<void> {
    units.value = (await api.units()).rows;
    // What is remembered may be out of reach for who is signed in now.
    if (byCode.value.has(unit.value)) return;
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
    keep('unit', code);
  }
  function setPeriod(next: Period): void {
    period.value = next;
    keep('period', periodText(next));
  }
  return {
    units,
    unit,
    period,
    byCode,
    name,
    overAll,
    text,
    nameOf,
    ready,
    reload: load,
    forget,
    setUnit,
    setPeriod,
  };
});
