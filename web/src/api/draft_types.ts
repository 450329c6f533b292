// What the interface carries of summaries that are being written.
import type { Block, FigureKind, With } from './types';
import type * as Wire from './wire';

export type DraftState = 'writing' | 'in_review' | 'returned' | 'signed' | 'sealed';
export type DraftAct =
  'save' | 'submit' | 'return' | 'sign' | 'seal' | 'reopen' | 'comment' | 'merge';
export type ParagraphKind = 'body' | 'subtitle' | 'note' | 'signature' | 'caption';

export interface TextRun {
  text: string;
  strong: boolean;
}
// A figure in the text: its wording is the writer's, its words and its value are the ledger's.
export interface ChipRun {
  figure: string;
  wording: string; // "" = the usual one of the indicator
  shown: string;
  then: string; // when this version was saved
  value: string;
  value_then: string;
  kind: FigureKind;
  title: string;
  unit: string; // of measure
  moved: boolean;
}
export type Run = TextRun | ChipRun;

export interface HeadingBlock {
  id: string;
  type: 'heading';
  level: number;
  number: string;
  line: Run[];
}
export interface ParagraphBlock {
  id: string;
  type: 'paragraph';
  kind: ParagraphKind;
  line: Run[];
}
// A table, a chart or an annex that the template makes.
export interface GeneratedBlock {
  id: string;
  type: 'generated';
  source: string;
  kind: 'table' | 'chart' | 'annex';
  title: string;
  present: boolean;
  preview: Block[];
}
export type DraftBlock = HeadingBlock | ParagraphBlock | GeneratedBlock;

export type RunInput = { text: string; strong?: true } | { figure: string; wording: string };
export type BlockInput =
  | { id: string; type: 'heading'; level: number; line: RunInput[] }
  | { id: string; type: 'paragraph'; kind: ParagraphKind; line: RunInput[] }
  | { id: string; type: 'generated'; source: string };

export type DraftHead = With<Wire.DraftHead, { state: DraftState; may: DraftAct[] }>;
export type Seal = Wire.Seal;
export type Offered = With<Wire.DraftOffer, { kind: GeneratedBlock['kind'] }>;
export type Draft = DraftHead &
  With<Omit<Wire.Draft, keyof Wire.DraftHead>, { blocks: DraftBlock[]; generated: Offered[] }>;
export interface DraftContent {
  title: string[];
  blocks: BlockInput[];
}

export type DraftVersion = With<Wire.DraftVersion, { act: 'create' | 'save' | 'merge' | 'reopen' }>;
export type DraftTasks = Wire.DraftTasks;
export type DraftComment = Wire.DraftComment;

export type DiffPart =
  | { change: 'same' | 'added' | 'removed'; text: string }
  | {
      change: 'same' | 'added' | 'removed' | 'moved';
      figure: string;
      wording: string;
      text: string;
      other_text?: string;
      now_text?: string;
    };
export interface DiffBlock {
  id: string;
  change: 'same' | 'added' | 'removed' | 'changed' | 'moved';
  type: DraftBlock['type'];
  kind?: string;
  level?: number;
  from: DiffPart[];
  to: DiffPart[];
}
export interface DraftDiff {
  from: number;
  to: number;
  title_changed: boolean;
  title_from: string[];
  title_to: string[];
  blocks: DiffBlock[];
}

export type FigureWording = Wire.WordingChoice;
export type FigureChoice = With<Wire.FigureChoice, { kind: FigureKind }>;

export type MergeFigure = With<
  Wire.MergeFigure,
  { verdict: 'overwritten' | 'reworded' | 'removed'; take: 'chip' | 'text' | '' }
>;
export type MergeRun =
  { text: string } | { text: string; figure: string; wording: string; title: string };
export interface MergeChange {
  id: string;
  kind: 'changed' | 'added' | 'removed' | 'title';
  block: string;
  after: string; // of what is new: the block before it
  level: number; // of what is new: of a heading, else 0
  conflict: boolean;
  take: 'mine' | 'theirs' | '';
  base: MergeRun[];
  mine: MergeRun[];
  theirs: MergeRun[];
  base_parts: DiffPart[];
  theirs_parts: DiffPart[];
  figures: MergeFigure[];
}
// `unplaced`: figures whose place in the file cannot be told.
export type MergeProposal = With<Wire.MergeProposal, { changes: MergeChange[] }>;
export interface MergeChoice {
  id: string;
  take: 'mine' | 'theirs';
  figures?: { index: number; take: 'chip' | 'text' }[];
}
