// A correction names what is changed, and nothing else: what somebody else has written meanwhile is
// not written over by a form that was opened before.
import type { RecordInput, RecordRow } from '../api/types';

type Changes = Partial<RecordInput> & { fields: Record<string, string> };

const differ = (a: string[] = [], b: string[] = []) =>
  [...a].sort().join('\n') !== [...b].sort().join('\n');

export function changesOf(before: RecordRow, now: RecordInput): Changes {
  const changes: Changes = { fields: {} };
  for (const [name, value] of Object.entries(now.fields)) {
    if (value !== (before.fields[name] ?? '')) changes.fields[name] = value;
  }
  if (now.unit !== before.unit) changes.unit = now.unit;
  if (now.on !== before.on) changes.on = now.on;
  if ((now.until ?? '') !== (before.until ?? '')) changes.until = now.until ?? '';
  if (differ(now.tags, before.tags)) changes.tags = now.tags ?? [];
  if (differ(now.hosts, before.hosts)) changes.hosts = now.hosts ?? [];
  return changes;
}
