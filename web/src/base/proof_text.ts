// A draft with its findings, as it is shown: which stretches of a paragraph are marked, what stands
// for a kind of finding, and the text as it reads when what was accepted is taken over.
import type { Finding, FindingKind, ProofParagraph, Severity } from '../api/proof_types';

// A sign besides the colour, for those who see none, and for print.
export const SIGNS: Record<FindingKind, string> = {
  proven: '✓',
  contradicted: '✗',
  rounded_wrongly: '≈',
  ungrounded: '?',
  missing_number: '□',
  placeholder: '▣',
  arithmetic: 'Σ',
  list_length: '#',
  inconsistent_repeat: '≠',
  unit_mismatch: '⇄',
  period_mismatch: '◷',
  growth: '↗',
  copied: '⧉',
};
const GRAVITY: Severity[] = ['error', 'warning', 'hint', 'none'];

// How loud a finding is: what somebody has settled speaks no more.
export type Look = 'bad' | 'warn' | 'info' | 'good' | 'settled';
export function lookOf(finding: Finding): Look {
  if (finding.kind === 'proven') return 'good';
  if (finding.settled) return 'settled';
  if (finding.severity === 'error') return 'bad';
  return finding.severity === 'warning' ? 'warn' : 'info';
}
export const wants = (finding: Finding) => !finding.settled;
// The gravest first, what is settled last.
export function graver(a: Finding, b: Finding): number {
  return (
    Number(a.settled) - Number(b.settled) ||
    GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity)
  );
}

export interface Stretch {
  text: string;
  findings: Finding[]; // the gravest first; none: plain text
}

// Findings whose places overlap share a mark. Places are counted in code points.
export function stretchesOf(text: string, findings: Finding[]): Stretch[] {
  const points = Array.from(text);
  const parts: Stretch[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ text: points.slice(at, to).join(''), findings: [] });
  };
  const ordered = [...findings].sort((a, b) => a.begin - b.begin || b.end - a.end);
  for (let next = 0; next < ordered.length;) {
    const { begin } = ordered[next]!;
    let { end } = ordered[next]!;
    let after = next + 1;
    while (
      after < ordered.length &&
      (ordered[after]!.begin < end || ordered[after]!.begin === begin)
    ) {
      end = Math.max(end, ordered[after]!.end);
      after += 1;
    }
    plain(begin);
    parts.push({
      text: points.slice(begin, end).join(''),
      findings: ordered.slice(next, after).sort(graver),
    });
    at = end;
    next = after;
  }
  plain(points.length);
  return parts;
}

// What is written in the place of a finding; the unit that stands there already is not told twice.
export function replacement(finding: Finding, after: string): string {
  const { suggestion } = finding;
  if (finding.end > finding.begin) return suggestion;
  for (let size = Math.min(suggestion.length, after.length); size > 0; size -= 1) {
    if (suggestion.endsWith(after.slice(0, size))) return suggestion.slice(0, -size);
  }
  return suggestion;
}

const accepted = (finding: Finding) =>
  finding.decision?.verdict === 'accept' && !finding.decision.outdated && finding.suggestion !== '';
export function isRevised(findings: Finding[]): boolean {
  return findings.some(accepted);
}
// The whole draft with what was accepted.
export function revised(paragraphs: ProofParagraph[], findings: Finding[]): string {
  const lines = paragraphs.map(({ text }, index) => {
    const points = Array.from(text);
    const mine = findings.filter((each) => each.paragraph === index && accepted(each));
    let before = points.length + 1;
    for (const finding of mine.sort((a, b) => b.begin - a.begin)) {
      if (finding.end > before) continue; // one place takes one value
      before = finding.begin;
      const put = replacement(finding, points.slice(finding.end).join(''));
      points.splice(finding.begin, finding.end - finding.begin, put);
    }
    return points.join('');
  });
  return lines.join('\n');
}

// What stands one after the other: a paragraph, or a table of cells with one paragraph or more.
export interface DraftBlockView {
  index: number; // of the paragraph, or of the first one of the table
  rows?: number[][][];
}
export function blocksOf(paragraphs: ProofParagraph[]): DraftBlockView[] {
  const blocks: DraftBlockView[] = [];
  let table = -1;
  paragraphs.forEach((paragraph, index) => {
    if (paragraph.table < 0) {
      table = -1;
      blocks.push({ index });
      return;
    }
    if (paragraph.table !== table) blocks.push({ index, rows: [] });
    table = paragraph.table;
    const rows = blocks.at(-1)!.rows!;
    const row = (rows[paragraph.row] ??= []);
    (row[paragraph.column] ??= []).push(index);
  });
  // Rows and cells that hold nothing are there all the same.
  for (const { rows } of blocks) {
    if (!rows) continue;
    for (let row = 0; row < rows.length; row += 1) {
      const cells = (rows[row] ??= []);
      for (let column = 0; column < cells.length; column += 1) cells[column] ??= [];
    }
  }
  return blocks;
}
