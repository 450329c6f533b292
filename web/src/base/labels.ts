// The words for states, roles and kinds.
import type { DraftState } from '../api/draft_types';
import type { FieldType, FigureKind, PartyKind, Role, State } from '../api/types';
import { t, type MessageId } from './i18n';

const STATES: Record<State, MessageId> = {
  draft: 'web.state.draft',
  submitted: 'web.state.submitted',
  checked: 'web.state.checked',
  approved: 'web.state.approved',
  returned: 'web.state.returned',
  withdrawn: 'web.state.withdrawn',
  merged: 'web.state.merged',
};
const ROLES: Record<Role, MessageId> = {
  clerk: 'web.role.clerk',
  reviewer: 'web.role.reviewer',
  writer: 'web.role.writer',
  leader: 'web.role.leader',
  auditor: 'web.role.auditor',
  administrator: 'web.role.administrator',
};
const FIELD_TYPES: Record<FieldType, MessageId> = {
  text: 'web.field_type.text',
  integer: 'web.field_type.integer',
  decimal: 'web.field_type.decimal',
  date: 'web.field_type.date',
  choice: 'web.field_type.choice',
  unit: 'web.field_type.unit',
  party: 'web.field_type.party',
  record: 'web.field_type.record',
  geo: 'web.field_type.geo',
};
export const FIELD_TYPE_LIST = Object.keys(FIELD_TYPES) as FieldType[];
const PARTY_KINDS: Record<PartyKind, MessageId> = {
  enterprise: 'web.party.enterprise',
  organisation: 'web.party.organisation',
  person: 'web.party.person',
};
export const PARTY_KIND_LIST = Object.keys(PARTY_KINDS) as PartyKind[];
const KINDS: Record<FigureKind, MessageId> = {
  proven: 'web.kind.proven',
  declared: 'web.kind.declared',
  derived: 'web.kind.derived',
  missing: 'web.kind.missing',
};
const DRAFT_STATES: Record<DraftState, MessageId> = {
  writing: 'web.draft_state.writing',
  in_review: 'web.draft_state.in_review',
  returned: 'web.draft_state.returned',
  signed: 'web.draft_state.signed',
  sealed: 'web.draft_state.sealed',
};
const UNIT_KINDS: Record<string, MessageId> = {
  nation: 'web.unit_kind.nation',
  province: 'web.unit_kind.province',
  city: 'web.unit_kind.city',
  county: 'web.unit_kind.county',
  street: 'web.unit_kind.street',
  township: 'web.unit_kind.township',
  community: 'web.unit_kind.community',
  village: 'web.unit_kind.village',
  department: 'web.unit_kind.department',
  society: 'web.unit_kind.society',
  school: 'web.unit_kind.school',
  enterprise: 'web.unit_kind.enterprise',
  park: 'web.unit_kind.park',
  association: 'web.unit_kind.association',
};

// How far below the nation units of divisions stand.
const DEPTHS = ['nation', 'province', 'city', 'county', 'township street', 'village community'];

// The kinds of units two and three steps below one of this kind: those right below are its own
// parts, and further down there are too many for a page.
export function kindsBelow(kind: string): string[] {
  const own = DEPTHS.findIndex((each) => each.split(' ').includes(kind));
  return own < 0 ? [] : DEPTHS.slice(own + 2, own + 4).flatMap((each) => each.split(' '));
}

export const STATE_LIST = Object.keys(STATES) as State[];
export const ROLE_LIST = Object.keys(ROLES) as Role[];
export const UNIT_KIND_LIST = Object.keys(UNIT_KINDS);
export const stateName = (state: State) => t(STATES[state]);
export const roleName = (role: Role) => t(ROLES[role]);
export const draftStateName = (state: DraftState) => t(DRAFT_STATES[state]);
export const kindName = (kind: FigureKind) => t(KINDS[kind]);
export const unitKindName = (kind: string) => {
  const id = UNIT_KINDS[kind];
  return id ? t(id) : kind;
};
export const partyKindName = (kind: PartyKind) => t(PARTY_KINDS[kind]);
export const fieldTypeName = (type: FieldType): string => t(FIELD_TYPES[type]);
