// What differs between two lines, word by word, in the form in which the server tells what differs
// between two versions. A figure is one word: it differs when it names another figure or is worded
// otherwise.
import type { DiffPart, DraftBlock, Run } from '../api/draft_types';
import { isChip, lineOf, plainText } from './tree';

interface Step<T> {
  change: 'same' | 'added' | 'removed';
  item: T;
}

// Latin words and numbers are words, every other character is one.
const WORDS = /[A-Za-z0-9]+(?:[.,][0-9]+)*|[^]/gu;
// Two characters that agree between changes do so by chance; nobody reads them as kept.
const CHANCE_MAX = 2;
// Cells of the table of the search; what needs more is told as replaced.
const CELLS_MAX = 4_000_000;

// The fewest removals and additions.
export function steps<T>(before: T[], after: T[], same: (a: T, b: T) => boolean): Step<T>[] {
  let start = 0;
  const is = (a: number, b: number) => same(before[a] as T, after[b] as T);
  while (start < before.length && start < after.length && is(start, start)) start += 1;
  let [n, m] = [before.length, after.length];
  while (n > start && m > start && is(n - 1, m - 1)) [n, m] = [n - 1, m - 1];
  const kept = (items: T[]) => items.map((item): Step<T> => ({ change: 'same', item }));
  return [
    ...kept(after.slice(0, start)),
    ...between(before.slice(start, n), after.slice(start, m), same),
    ...kept(after.slice(m)),
  ];
}

function between<T>(before: T[], after: T[], same: (a: T, b: T) => boolean): Step<T>[] {
  const [n, m] = [before.length, after.length];
  const found: Step<T>[] = [];
  const wide = m + 1;
  const huge = (n + 1) * wide > CELLS_MAX;
  // common[a * wide + b]: how much of what follows can stay.
  const common = new Uint16Array(huge ? 0 : (n + 1) * wide);
  const cell = (a: number, b: number) => common[a * wide + b] ?? 0;
  for (let a = huge ? -1 : n - 1; a >= 0; a -= 1) {
    for (let b = m - 1; b >= 0; b -= 1) {
      common[a * wide + b] = same(before[a] as T, after[b] as T)
        ? cell(a + 1, b + 1) + 1
        : Math.max(cell(a + 1, b), cell(a, b + 1));
    }
  }
  let [a, b] = [0, 0];
  while (a < n || b < m) {
    if (!huge && a < n && b < m && same(before[a] as T, after[b] as T)) {
      found.push({ change: 'same', item: after[b] as T });
      [a, b] = [a + 1, b + 1];
    } else if (a < n && (huge || b >= m || cell(a + 1, b) >= cell(a, b + 1))) {
      found.push({ change: 'removed', item: before[a] as T });
      a += 1;
    } else {
      found.push({ change: 'added', item: after[b] as T });
      b += 1;
    }
  }
  return found;
}

const words = (line: Run[]): Run[] =>
  line.flatMap((run): Run[] =>
    isChip(run) ? [run] : (run.text.match(WORDS) ?? []).map((text) => ({ ...run, text })),
  );
function sameWord(a: Run, b: Run): boolean {
  if (isChip(a)) return isChip(b) && a.figure === b.figure && a.wording === b.wording;
  return !isChip(b) && a.text === b.text && a.strong === b.strong;
}

// A short stretch that agrees between two changes is part of the change.
function withoutChance(all: Step<Run>[]): Step<Run>[] {
  const runs: Step<Run>[][] = [];
  for (const step of all) {
    const last = runs.at(-1);
    if (last?.[0]?.change === step.change) last.push(step);
    else runs.push([step]);
  }
  return runs.flatMap((run, index) => {
    const chance =
      run[0]?.change === 'same' &&
      index > 0 &&
      index < runs.length - 1 &&
      run.length <= CHANCE_MAX &&
      run.every(({ item }) => !isChip(item));
    return chance
      ? run.flatMap(({ item }): Step<Run>[] => [
          { change: 'removed', item },
          { change: 'added', item },
        ])
      : run;
  });
}

function partOf(change: 'same' | 'added' | 'removed', run: Run): DiffPart {
  if (!isChip(run)) return { change, text: run.text };
  return { change, figure: run.figure, wording: run.wording, text: run.shown };
}
function joined(parts: DiffPart[], part: DiffPart): DiffPart[] {
  const last = parts.at(-1);
  if (last && last.change === part.change && !('figure' in last) && !('figure' in part)) {
    last.text += part.text;
  } else parts.push(part);
  return parts;
}

export function diffLines(before: Run[], after: Run[]): { from: DiffPart[]; to: DiffPart[] } {
  const all = withoutChance(steps(words(before), words(after), sameWord));
  const side = (other: 'added' | 'removed') =>
    all
      .filter(({ change }) => change !== other)
      .map(({ change, item }) => partOf(change, item))
      .reduce(joined, [] as DiffPart[]);
  return { from: side('added'), to: side('removed') };
}

export function diffBlocks(
  before: DraftBlock | undefined,
  after: DraftBlock | undefined,
): { from: DiffPart[]; to: DiffPart[] } {
  const line = (block: DraftBlock | undefined): Run[] => {
    if (!block) return [];
    return block.type === 'generated' ? [{ text: plainText(block), strong: false }] : lineOf(block);
  };
  return diffLines(line(before), line(after));
}

// Both sides in one line: what was taken out stands before what came in its place. Neither side
// says where in a kept stretch the other one has changed, so it is walked character by character.
export function interleaved(from: DiffPart[], to: DiffPart[]): DiffPart[] {
  const units = (parts: DiffPart[]) =>
    parts.flatMap((part): DiffPart[] =>
      'figure' in part ? [part] : [...part.text].map((text) => ({ ...part, text })),
    );
  const [old, fresh] = [units(from), units(to)];
  const out: DiffPart[] = [];
  let index = 0;
  for (const part of fresh) {
    if (part.change !== 'added') {
      while (old[index]?.change === 'removed') out.push(old[index++] as DiffPart);
      index += 1;
    } else if (out.at(-1)?.change !== 'added') {
      while (old[index]?.change === 'removed') out.push(old[index++] as DiffPart);
    }
    out.push(part);
  }
  out.push(...old.slice(index));
  return out.map((part) => ({ ...part })).reduce(joined, [] as DiffPart[]);
}
