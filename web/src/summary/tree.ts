// A summary as a tree of blocks: what is asked of it without an editor at hand.
import type {
  BlockInput,
  ChipRun,
  DraftBlock,
  DraftContent,
  Run,
  RunInput,
} from '../api/draft_types';

export const isChip = (run: Run): run is ChipRun => 'figure' in run;
export const lineOf = (block: DraftBlock): Run[] => (block.type === 'generated' ? [] : block.line);
export const runText = (run: Run) => (isChip(run) ? run.shown : run.text);
export const plainText = (block: DraftBlock): string =>
  block.type === 'generated' ? block.title : block.line.map(runText).join('');

export function chipsOf(blocks: DraftBlock[]): ChipRun[] {
  return blocks.flatMap((block) => lineOf(block).filter(isChip));
}

// What is sent: without what the server knows better.
export function inputRun(run: Run): RunInput {
  if (isChip(run)) return { figure: run.figure, wording: run.wording };
  return run.strong ? { text: run.text, strong: true } : { text: run.text };
}
export function inputBlock(block: DraftBlock): BlockInput {
  const { id } = block;
  if (block.type === 'generated') return { id, type: 'generated', source: block.source };
  const line = block.line.map(inputRun);
  return block.type === 'heading'
    ? { id, type: 'heading', level: block.level, line }
    : { id, type: 'paragraph', kind: block.kind, line };
}
export const inputOf = (title: string[], blocks: DraftBlock[]): DraftContent => ({
  title,
  blocks: blocks.map(inputBlock),
});
// Two texts say the same if they would be sent alike.
export const sameContent = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

// A new block's name; the server keeps it.
export function newBlockId(random: () => number = Math.random): string {
  let id = 'n-';
  while (id.length < 12) id += Math.floor(random() * 36).toString(36);
  return id;
}
