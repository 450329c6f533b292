// The server's functions for plans: targets, their terms, splitting, milestones.
import { address, newKey, request } from './client';
import type { FigureRow, Page, With } from './types';
import type * as Wire from './wire';

export type Light = 'not_due' | 'on_track' | 'behind' | 'late' | 'done' | 'unknown';
export type Direction = 'at_least' | 'at_most' | 'zero' | 'each';
export type Part = 'week' | 'month' | 'quarter' | 'half' | 'year';
export type Terms = With<Required<Wire.PlanTerms>, { direction: Direction; each: Part | '' }>;
export type Step = With<Wire.PlanStep, { light: Light }>;
// "" as a light: nothing is wanted.
export type Target = With<
  Wire.PlanTarget,
  {
    terms: Terms;
    light: Light | '';
    law: 'adds' | 'stands' | 'level';
    now: FigureRow;
    steps: Step[];
    may: ('set' | 'split' | 'compare')[];
  }
>;
export type Milestone = With<Wire.PlanMilestone, { light: Light; may: ('set' | 'done')[] }>;
export type PlanHead = Wire.PlanHead;
export type Plan = With<Wire.Plan, { rows: Target[]; tasks: Milestone[]; may: ('set' | 'done')[] }>;
export type Branch = With<Wire.PlanBranch, { whole: Target; rows: Target[] }>;
export type Detail = With<Wire.PlanDetail, { whole: Target; rows: Target[] }>;
export type Late = With<Wire.PlanLate, { rows: Target[]; tasks: Milestone[] }>;
export type Setting = With<Wire.PlanSetting, { terms: Terms }>;

const planAt = (unit: string, period: string) =>
  `/api/plans/${encodeURIComponent(unit)}/${encodeURIComponent(period)}`;
const targetAt = (name: string) => `/api/targets/${encodeURIComponent(name)}`;
const milestoneAt = (id: string) => `/api/milestones/${encodeURIComponent(id)}`;

// Of the unit alone.
export const plansOf = (unit: string) =>
  request<Page<PlanHead>>('/api/plans', { query: { unit, below: 'false' } });
export const latePlans = (unit: string) => request<Late>('/api/plans/late', { query: { unit } });
export const plan = (unit: string, period: string) => request<Plan>(planAt(unit, period));
export const namePlan = (unit: string, period: string, title: string) =>
  request<Plan>(`${planAt(unit, period)}/title`, { method: 'PUT', json: { title } });
export const planSheet = (unit: string, period: string) =>
  address(`${planAt(unit, period)}/sheet/docx`);
export const target = (name: string) => request<Detail>(targetAt(name));
// The fields by which a target can be set for a part of its indicator.
export const targetFields = (name: string) =>
  request<Page<Wire.PlanField>>(`${targetAt(name)}/fields`);
export const siblings = (name: string) => request<Branch>(`${targetAt(name)}/siblings`);
export const setTarget = (name: string, json: Setting) =>
  request<Detail>(targetAt(name), { method: 'PUT', json });
export const removeTarget = (name: string, json: Wire.PlanRemoval) =>
  request<undefined>(targetAt(name), { method: 'DELETE', json });
export const proposal = (name: string, like: 'even' | 'before') =>
  request<Page<Wire.PlanPart>>(`${targetAt(name)}/proposal`, { query: { like } });
export const splitTarget = (name: string, json: Wire.PlanSplitting) =>
  request<Detail>(`${targetAt(name)}/split`, { method: 'POST', json });
export const addMilestone = (
  unit: string,
  period: string,
  json: Wire.PlanMilestoneInput,
  key = newKey(),
) => request<Milestone>(`${planAt(unit, period)}/milestones`, { method: 'POST', json, key });
export const changeMilestone = (id: string, json: Wire.PlanMilestoneChange) =>
  request<Milestone>(milestoneAt(id), { method: 'PUT', json });
export const dropMilestone = (id: string, version: number) =>
  request<undefined>(milestoneAt(id), { method: 'DELETE', json: { version } });
export const finishMilestone = (id: string, version: number, done_on: string, note: string) =>
  request<Milestone>(`${milestoneAt(id)}/done`, {
    method: 'POST',
    json: { version, done_on, note },
  });
