// What the interface carries of summaries that are being written.
import type { Block, FigureKind } from './types';
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

export interface DraftHead {
  id: string;
  unit: string;
  unit_name: string;
  period: string;
  period_title: string;
  template: string;
  template_title: string;
  title: string;
  state: DraftState;
  version: number;
  reason: string; // of the last return or reopening
  created_by: string;
  created: string;
  updated_by: string;
  updated_name: string;
  updated: string;
  comments: number; // open ones
  missing?: number; // figures without a value
  sealed_version: number; // 0: none
  may: DraftAct[];
}
export interface Seal {
  version: number;
  by: string;
  name: string;
  at: string;
  as_of: number;
  chain: string;
  signed_by: string;
  signed_name: string;
  signed: string;
  files: { form: string; digest: string; bytes: number }[];
}
export interface Offered {
  source: string;
  kind: GeneratedBlock['kind'];
  title: string;
  used: boolean;
}
export interface Draft extends DraftHead {
  shown_version: number; // whose content this is
  title_lines: string[];
  blocks: DraftBlock[];
  note: string;
  saved_by: string;
  saved_name: string;
  saved: string;
  as_of: number;
  saved_as_of: number;
  frozen: boolean;
  seal?: Seal;
  generated: Offered[];
}
export interface DraftContent {
  title: string[];
  blocks: BlockInput[];
}

export interface DraftVersion {
  version: number;
  by: string;
  name: string;
  at: string;
  note: string;
  seq: number;
  as_of: number;
  act: 'create' | 'save' | 'merge' | 'reopen';
  sealed: boolean;
}
export type DraftEvent = Wire.DraftEvent;
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

export interface FigureWording {
  wording: string;
  text: string;
  usual: boolean;
}
export interface FigureChoice {
  figure: string;
  title: string;
  indicator: string;
  indicator_title: string;
  unit_of_measure: string;
  kind: FigureKind;
  value: string;
  period: string;
  period_title: string;
  wordings: FigureWording[];
  fields: { name: string; title: string }[];
}

export interface MergeFigure {
  index: number;
  figure: string;
  wording: string;
  title: string;
  printed: string;
  found: string;
  today: string;
  verdict: 'overwritten' | 'reworded' | 'removed';
  take: 'chip' | 'text' | '';
}
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
export interface MergeProposal {
  upload: string;
  file_name: string;
  base_version: number;
  version: number;
  unchanged: number;
  unplaced: string[]; // figures whose place in the file cannot be told
  changes: MergeChange[];
  undecided: number;
}
export interface MergeChoice {
  id: string;
  take: 'mine' | 'theirs';
  figures?: { index: number; take: 'chip' | 'text' }[];
}
