// Records on their way to the server. A draft is kept in the browser with every change; what is to
// be sent is sent step by step, and each step done is noted, so that a lost line costs no step
// twice.
import type { RecordInput, RecordRow } from '../api/types';

export interface DraftFile {
  name: string;
  blob: Blob;
  sent: boolean;
}
export interface Draft {
  id: string; // also the Idempotency-Key of its entry
  login: string; // whose it is; another person at the same browser does not see it
  ledger: string;
  ledger_title: string;
  title: string; // what its author knows it by
  input: RecordInput;
  files: DraftFile[];
  submit: boolean; // hand it over for review once it is entered
  state: 'editing' | 'queued' | 'refused';
  refusal: string; // the server's sentence
  record?: { id: string; version: number; entered: boolean }; // once the server knows it
  changed: number; // milliseconds
}

// The part of the interface that sending needs.
export interface Sender {
  enter(ledger: string, input: RecordInput, submit: boolean, key: string): Promise<RecordRow>;
  edit(
    ledger: string,
    id: string,
    version: number,
    input: RecordInput,
    submit: boolean,
  ): Promise<RecordRow>;
  addEvidence(ledger: string, id: string, file: DraftFile): Promise<unknown>;
  record(ledger: string, id: string): Promise<RecordRow>;
  submit(row: { ledger: string; id: string; version: number }): Promise<RecordRow>;
}

// Sends what has not been sent yet; `save` keeps the draft after each step. A record without new
// files is handed over in the step that brings it, which leaves nothing when it is refused. One
// with files is entered first, then gets its evidence, and is handed over last: evidence may be
// required for that.
export async function send(
  draft: Draft,
  sender: Sender,
  save: (draft: Draft) => Promise<void>,
): Promise<RecordRow> {
  let row: RecordRow | undefined;
  const waiting = draft.files.filter((file) => !file.sent);
  const submit = draft.submit && waiting.length === 0;
  if (!draft.record) {
    row = await sender.enter(draft.ledger, draft.input, submit, draft.id);
  } else if (!draft.record.entered) {
    const { id, version } = draft.record;
    row = await sender.edit(draft.ledger, id, version, draft.input, submit);
  }
  if (row) {
    draft.record = { id: row.id, version: row.version, entered: true };
    await save(draft);
  }
  const id = draft.record?.id ?? '';
  for (const file of waiting) {
    await sender.addEvidence(draft.ledger, id, file);
    file.sent = true;
    await save(draft);
  }
  if (!row || waiting.length > 0) {
    row = await sender.record(draft.ledger, id);
    // If handing over is refused, what is mended then starts from this version.
    draft.record = { id, version: row.version, entered: true };
    await save(draft);
  }
  const open = row.state === 'draft' || row.state === 'returned';
  return draft.submit && open ? sender.submit(row) : row;
}
