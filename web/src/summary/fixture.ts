// Small texts for the tests of this folder.
import type { ChipRun, DraftBlock, ParagraphBlock, Run } from '../api/draft_types';

export function chip(figure: string, shown: string, wording = ''): ChipRun {
  return {
    figure,
    wording,
    shown,
    then: shown,
    value: '12',
    value_then: '12',
    kind: 'proven',
    title: figure,
    unit: '',
    moved: false,
  };
}
export const text = (words: string, strong = false): Run => ({ text: words, strong });
export function paragraph(id: string, ...line: (string | Run)[]): ParagraphBlock {
  return {
    id,
    type: 'paragraph',
    kind: 'body',
    line: line.map((run) => (typeof run === 'string' ? text(run) : run)),
  };
}
export const heading = (id: string, level: number, words: string): DraftBlock => ({
  id,
  type: 'heading',
  level,
  number: '',
  line: [text(words)],
});
export const table = (id: string, source: string): DraftBlock => ({
  id,
  type: 'generated',
  source,
  kind: 'table',
  title: source,
  present: true,
  preview: [],
});
