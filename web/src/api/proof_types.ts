// What the interface carries of drafts that are held against the ledger; see types.ts.
import type { FigureKind, With } from './types';
import type * as Wire from './wire';

export type FindingKind =
  | 'proven'
  | 'contradicted'
  | 'rounded_wrongly'
  | 'ungrounded'
  | 'missing_number'
  | 'placeholder'
  | 'arithmetic'
  | 'list_length'
  | 'inconsistent_repeat'
  | 'unit_mismatch'
  | 'period_mismatch'
  | 'growth'
  | 'copied';
export type Severity = 'none' | 'hint' | 'warning' | 'error';
export type Verdict = 'accept' | 'declare' | 'ignore';
export type Decision = With<Wire.ProofDecision, { verdict: Verdict }>;
export type Finding = With<
  Wire.ProofFinding,
  {
    kind: FindingKind;
    severity: Severity;
    figure_kind: FigureKind;
    decision?: Decision;
    may: (Verdict | 'undo')[];
  }
>;
export type ProofParagraph = Wire.ProofParagraph;
export type ProofCheck = With<Wire.ProofCheck, { findings: Finding[] }>;
export type ProofReport = With<Wire.ProofReport, { findings: Finding[] }>;
export type ProofChoice = With<Wire.ProofChoice, { verdict: Verdict }>;
