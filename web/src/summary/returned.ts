// What was decided of a Word file that came back.
import type { MergeChange, MergeChoice, MergeRun, Run } from '../api/draft_types';

// Figures are asked only where the file's words are taken.
const openFigures = ({ take, figures }: MergeChange) =>
  take === 'theirs' ? figures.filter((figure) => !figure.take).length : 0;
export const undecidedIn = (changes: MergeChange[]) =>
  changes.reduce((sum, change) => sum + (change.take ? 0 : 1) + openFigures(change), 0);

export function choicesOf(changes: MergeChange[]): MergeChoice[] {
  return changes.flatMap(({ id, take, figures }): MergeChoice[] => {
    if (!take) return [];
    const decided = figures.flatMap(({ index, take: way }) => (way ? [{ index, take: way }] : []));
    return [take === 'theirs' && decided.length ? { id, take, figures: decided } : { id, take }];
  });
}

// Words and figures of the file as those of a text, so that both can be compared.
export function runsOf(line: MergeRun[]): Run[] {
  return line.map((run) => {
    if (!('figure' in run)) return { text: run.text, strong: false };
    const { figure, wording, title, text } = run;
    const values = { value: '', value_then: '', kind: 'proven' as const, unit: '', moved: false };
    return { figure, wording, title, shown: text, then: text, ...values };
  });
}
