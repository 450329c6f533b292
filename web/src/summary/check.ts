// The words of a summary that is being written, held against the ledger when the writer pauses.
// Figures of the summary are the ledger's own; what is checked are the numbers typed by hand.
import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { problemOf } from '../api/client';
import type { DraftBlock } from '../api/draft_types';
import { checkText } from '../api/proof';
import type { Finding } from '../api/proof_types';
import { wants } from '../base/proof_text';
import { isChip, lineOf, runText } from './tree';

const PAUSE_MS = 1200;

export interface Check {
  block: string;
  finding: Finding;
}

// A line a block: where a finding stands tells the block that it is in.
export const textOfBlocks = (blocks: DraftBlock[]): string =>
  blocks.map((block) => lineOf(block).map(runText).join('').replace(/\n/g, ' ')).join('\n');

// Whether the places from `begin` to `end` of the block, in code points, touch a figure.
export function touchesFigure(block: DraftBlock, begin: number, end: number): boolean {
  let at = 0;
  return lineOf(block).some((run) => {
    const from = at;
    at += Array.from(runText(run)).length;
    return isChip(run) && begin < at && end > from;
  });
}

export function checksOf(blocks: DraftBlock[], findings: Finding[]): Check[] {
  return findings.flatMap((finding) => {
    const block = blocks[finding.paragraph];
    if (!block || !wants(finding)) return [];
    if (touchesFigure(block, finding.begin, finding.end)) return [];
    return [{ block: block.id, finding }];
  });
}

export function useCheck(
  blocks: () => DraftBlock[],
  place: () => { unit: string; period: string; template: string } | undefined,
) {
  const checks = shallowRef<Check[]>([]);
  const checking = ref(false);
  const failure = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let last = '';

  async function check(): Promise<void> {
    const where = place();
    const written = blocks();
    const text = textOfBlocks(written);
    if (!where || text === last) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    checking.value = true;
    try {
      const found = text.trim() ? (await checkText(where, text, mine.signal)).findings : [];
      if (running !== mine) return;
      checks.value = checksOf(written, found);
      failure.value = '';
      last = text;
    } catch (thrown) {
      if (running === mine) failure.value = problemOf(thrown).message;
    } finally {
      if (running === mine) checking.value = false;
    }
  }
  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), PAUSE_MS);
  }
  function again(): void {
    last = '';
    later();
  }
  onBeforeUnmount(() => {
    clearTimeout(timer);
    running?.abort();
    running = undefined;
  });
  return { checks, checking, failure, later, again };
}
