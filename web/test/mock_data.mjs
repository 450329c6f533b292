// The data that the mock answers with: one of the repository's own examples, read from its csv
// files and packs, so that pages are tried with real names, real lengths and real gaps.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const EXAMPLE = 'examples/tongguan-2009';
const LEDGERS = [
  'training',
  'campaign_event',
  'contest_entry',
  'material_issue',
  'visit',
  'lecture',
];

export function csvRows(text) {
  const rows = [];
  let row = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (text[at + 1] === '"') row[row.length - 1] += text[(at += 1)];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') row.push('');
    else if (c === '\n') {
      rows.push(row);
      row = [''];
    } else if (c !== '\r') row[row.length - 1] += c;
  }
  if (row.length > 1 || row[0]) rows.push(row);
  return rows;
}
function objects(text) {
  const [head, ...rows] = csvRows(text);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

// The little of YAML that the packs use inside braces: {a: b, c: {d: 'e'}}.
function flow(text) {
  let at = 0;
  const blank = () => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  function scalar(ends) {
    blank();
    if (text[at] === "'" || text[at] === '"') {
      const end = text.indexOf(text[at], at + 1);
      const value = text.slice(at + 1, end);
      at = end + 1;
      return value;
    }
    const start = at;
    while (at < text.length && !ends.includes(text[at])) at += 1;
    return text.slice(start, at).trim();
  }
  function list() {
    const items = [];
    for (at += 1; text[at] !== ']'; blank()) {
      items.push(scalar(',]'));
      if (text[at] === ',') at += 1;
    }
    at += 1;
    return items;
  }
  function value() {
    blank();
    if (text[at] === '[') return list();
    if (text[at] !== '{') return scalar(',}');
    const map = {};
    at += 1;
    for (blank(); text[at] !== '}'; blank()) {
      const key = scalar(':');
      at += 1;
      map[key] = value();
      blank();
      if (text[at] === ',') at += 1;
    }
    at += 1;
    return map;
  }
  return value();
}

function packOf(text) {
  const lines = text.split('\n');
  const top = (name) => {
    const line = lines.find((each) => each.startsWith(`${name}:`));
    return line ? flow(line.slice(name.length + 1).trim()) : undefined;
  };
  const fields = lines
    .filter((line) => line.startsWith('  - {'))
    .map((line) => flow(line.slice(4)));
  return { top, fields };
}

const tags = read('packs/common/pack.yaml')
  .split('\n')
  .filter((line) => /^ {2}[a-z_]+: \{/.test(line))
  .map((line) => [line.trim().split(':')[0], flow(line.slice(line.indexOf('{')))]);

function ledgerOf(name) {
  const { top, fields } = packOf(read(`packs/common/ledgers/${name}.yaml`));
  return {
    name,
    titles: top('title'),
    pack: 'common',
    dates: top('dates') || 'day',
    fields: fields.map((field) => ({
      name: field.name,
      titles: field.title,
      type: field.type,
      required: field.required === 'yes',
      private: field.private === 'yes',
      scale: Number(field.scale ?? 0),
      min: field.type === 'text' ? null : (field.min ?? null),
      max: field.type === 'text' ? null : (field.max ?? null),
      length_max: field.type === 'text' ? Number(field.max ?? 500) : 500,
      measure_unit: field.unit ?? '',
      choices: Object.entries(field.choices ?? {}),
      ledger: field.ledger ?? '',
      party_kind: field.type === 'party' ? (field.kind ?? 'enterprise') : '',
      helps: field.help,
    })),
    evidence_min: name === 'training' ? 1 : 0,
    review: { people: 1, author: true, superior: false },
    expects: '',
    name_field: top('name_field') ?? '',
    duplicate_key: top('duplicate_key') ?? [],
  };
}

export function makeData() {
  const units = objects(read(`${EXAMPLE}/units.csv`));
  const ledgers = LEDGERS.map(ledgerOf);
  const records = [];
  for (const ledger of ledgers) {
    let rows = [];
    try {
      rows = objects(read(`${EXAMPLE}/records/${ledger.name}.csv`));
    } catch {
      // A ledger that has no records yet.
    }
    rows.forEach((row, index) => records.push(recordOf(ledger, row, index)));
  }
  return { units, ledgers, records, tags };
}

const STATES = [
  'approved',
  'approved',
  'approved',
  'submitted',
  'approved',
  'returned',
  'submitted',
];
function recordOf(ledger, row, index) {
  const fields = Object.fromEntries(ledger.fields.map(({ name }) => [name, row[name] ?? '']));
  const hash = createHash('sha256').update(row.key).digest('hex');
  const id = hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-a$4-$5');
  return {
    ledger: ledger.name,
    id,
    key: row.key,
    version: 1,
    state: STATES[index % STATES.length],
    unit: row.unit,
    on: row.on,
    until: row.until || undefined,
    tags: (row.tags ?? '').split(';').filter(Boolean),
    hosts: [],
    fields,
    files: (row.evidence ?? '')
      .split(';')
      .filter(Boolean)
      .map((name) => ({
        digest: createHash('sha256').update(name).digest('hex'),
        name,
        media: 'text/plain',
        bytes: 1834,
      })),
    author: 'tongguan_clerk',
    updated: `${row.on}T09:30:00Z`,
    doubles: [],
    reason: '',
    history: [],
  };
}

export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgaPiPH42UahqoBgDm' +
    '0VaZ5nRHKAAAAABJRU5ErkJggg==',
  'base64',
);
