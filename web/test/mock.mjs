// A server that answers as the interface's contract says, from memory; for work on the pages and
// for their tests. POST /api/mock {expire|late} plays what a real line does.
import { createHash, randomUUID } from 'node:crypto';
import { correct, delegations, ownSessions, parties } from './mock_account.mjs';
import { csvRows, makeData, PICTURE } from './mock_data.mjs';
import { drafts, figureChoices, firstDrafts } from './mock_drafts.mjs';
import {
  figureDetail,
  figurePlaces,
  figures,
  indicatorList,
  summaries,
  today,
} from './mock_figures.mjs';
import { proofs } from './mock_proof.mjs';
import { people, trail, units } from './mock_settings.mjs';

const PASSWORD = 'Youju-2026';
const PEOPLE = {
  tongguan_clerk: { name: '县科协填报岗', grants: [{ role: 'clerk', unit: '610522' }] },
  tongguan_reviewer: { name: '县科协审核岗', grants: [{ role: 'reviewer', unit: '610522' }] },
  tongguan_writer: {
    name: '县科协撰稿岗',
    grants: [{ role: 'writer', unit: '610522' }],
    totp: true,
  },
  tongguan_leader: { name: '县科协负责人', grants: [{ role: 'leader', unit: '610522' }] },
  second_writer: { name: '县科协撰稿二岗', grants: [{ role: 'writer', unit: '610522' }] },
  admin: { name: '系统管理员', grants: [{ role: 'administrator', unit: '100000' }] },
  newcomer: { name: '新到岗人员', grants: [{ role: 'clerk', unit: '610522' }], must: true },
};
const SENTENCES = {
  'account.wrong_password': ['账号或密码不正确。', 'The account or the password is wrong.'],
  'account.code_needed': ['请输入动态验证码。', 'Please enter the code.'],
  'account.locked': [
    '密码错误次数过多，账号已暂时锁定。',
    'Too many wrong passwords; the account is locked for a while.',
  ],
  'account.sign_in_needed': ['请先登录。', 'Please sign in.'],
  'http.csrf': ['请求缺少校验标记。', 'The request lacks its mark.'],
  'ledger.stale': ['记录已被他人修改，请刷新后再办理。', 'The record was changed by someone else.'],
  'ledger.missing_field': ['请填写必填项。', 'A required field is empty.'],
  'writing.exists': ['总结已经有人撰写。', 'The summary is being written already.'],
  'writing.version_conflict': ['他人已保存新的版本。', 'Someone else has saved a newer version.'],
  'writing.wrong_state': ['总结当前的状态不能这样办理。', 'The summary is in another state.'],
  'http.no_page': ['没有找到。', 'Not found.'],
};

export class Refusal extends Error {
  constructor(status, id, errors = [], headers = {}, fields = {}) {
    super(id);
    Object.assign(this, { status, id, errors, headers, fields });
  }
}

export function makeMock() {
  const data = makeData();
  const world = {
    ...data,
    drafts: [],
    sessions: new Map(),
    keys: new Map(),
    streams: new Set(),
    late: 0,
    as_of: 812,
    people: structuredClone(PEOPLE),
    failed: new Map(),
    unit: (code) => data.units.find((unit) => unit.code === code),
    ledger: (name) => data.ledgers.find((ledger) => ledger.name === name),
  };
  markDoubles(world);
  firstDrafts(world);
  return (request, response) => {
    answer(world, request, response).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  };
}

function markDoubles(world) {
  const waiting = world.records.filter((record) => record.state === 'submitted');
  const [first] = waiting.filter((record) => record.ledger === 'training');
  if (!first) return;
  const copy = structuredClone({ ...first, id: randomUUID(), author: 'village_clerk' });
  copy.fields.trainees = '85';
  world.records.push(copy);
  first.doubles = [copy.id];
  copy.doubles = [first.id];
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

async function answer(world, request, response) {
  const url = new URL(request.url, 'http://mock');
  const english = (request.headers['accept-language'] ?? '').startsWith('en');
  const language = english ? 'en' : 'zh-CN';
  const cookie = /youju_session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const body = await bodyOf(request);
  const ask = {
    world,
    request,
    response,
    url,
    language,
    cookie,
    body,
    method: request.method,
    path: url.pathname.slice('/api/'.length).split('/').map(decodeURIComponent),
    query: Object.fromEntries(url.searchParams),
    login: world.sessions.get(cookie),
    json: () => JSON.parse(body.toString() || '{}'),
  };
  if (world.late) await new Promise((go) => setTimeout(go, world.late));
  try {
    guard(ask);
    const out = route(ask);
    if (out === undefined && !response.headersSent) response.writeHead(204).end();
    else if (out !== undefined && !response.headersSent) {
      response.writeHead(out.status ?? 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(out.status ? out.body : out));
    }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const title = SENTENCES[refusal.id]?.[english ? 1 : 0] ?? refusal.id;
    response.writeHead(refusal.status, {
      'Content-Type': 'application/problem+json',
      ...refusal.headers,
    });
    response.end(
      JSON.stringify({
        type: `urn:youju:error:${refusal.id}`,
        id: refusal.id,
        title,
        status: refusal.status,
        errors: refusal.errors,
        fields: refusal.fields,
      }),
    );
  }
}

function guard({ path, method, login, request, cookie }) {
  if (path[0] === 'mock' || (path[0] === 'session' && path.length === 1)) return;
  if (!login) throw new Refusal(401, 'account.sign_in_needed');
  if (method !== 'GET' && request.headers['x-youju-csrf'] !== `csrf-${cookie}`) {
    throw new Refusal(403, 'http.csrf');
  }
}

function sessionOf(ask, cookie = ask.cookie, login = ask.login) {
  const person = login && ask.world.people[login];
  return {
    signed_in: Boolean(person),
    csrf: `csrf-${cookie ?? ''}`,
    ...(person
      ? {
          person: {
            login,
            name: person.name,
            must_change_password: Boolean(person.must),
            totp: Boolean(person.totp),
            grants: person.grants.map((grant) => ({
              ...grant,
              unit_name: ask.world.unit(grant.unit)?.short,
            })),
          },
        }
      : {}),
    policy: { password_min_length: 10, idle_minutes: 30 },
    product: { version: '0.1.0' },
  };
}

function signIn(ask) {
  const { login, password, code } = ask.json();
  const person = ask.world.people[login];
  const failed = ask.world.failed.get(login) ?? 0;
  if (failed >= 5) throw new Refusal(429, 'account.locked', [], { 'Retry-After': '90' });
  if (!person || password !== (person.password ?? PASSWORD)) {
    ask.world.failed.set(login, failed + 1);
    throw new Refusal(401, 'account.wrong_password');
  }
  if (person.totp && code !== '123456') throw new Refusal(401, 'account.code_needed');
  const cookie = randomUUID().replaceAll('-', '');
  ask.world.sessions.set(cookie, login);
  ask.response.setHeader(
    'Set-Cookie',
    `youju_session=${cookie}; HttpOnly; SameSite=Strict; Path=/`,
  );
  return sessionOf(ask, cookie, login);
}

function session(ask) {
  const [, what] = ask.path;
  const person = ask.world.people[ask.login];
  if (what === 'all') return ownSessions(ask);
  if (what === 'password') {
    const { new: next } = ask.json();
    if (next.length < 10) throw new Refusal(422, 'account.too_short');
    person.password = next;
    person.must = false;
  } else if (what === 'totp') {
    if (ask.method === 'POST') {
      return {
        secret: 'JBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/Youju:admin?secret=JBSWY3DPEHPK3PXP&issuer=Youju',
      };
    }
    person.totp = ask.method === 'PUT';
  } else if (ask.method === 'POST') return signIn(ask);
  else if (ask.method === 'GET') return sessionOf(ask);
  else {
    ask.world.sessions.delete(ask.cookie);
    ask.response.setHeader('Set-Cookie', 'youju_session=; Max-Age=0; Path=/');
  }
  return undefined;
}

function route(ask) {
  const [room, name, part, id] = ask.path;
  const { world } = ask;
  switch (room) {
    case 'mock': {
      const { expire, late } = ask.json();
      if (expire) world.sessions.clear();
      if (late !== undefined) world.late = late;
      return {};
    }
    case 'session':
      return session(ask);
    case 'delegations':
      return delegations(ask);
    case 'events':
      return stream(ask);
    case 'today':
      return today(ask, head);
    case 'parties':
      return parties(ask);
    case 'units':
      return units(ask);
    case 'people':
      return people(ask);
    case 'review':
      return ask.method === 'GET' ? reviewQueue(ask) : judge(ask);
    case 'indicators':
      return indicatorList(ask);
    case 'figures':
      if (!name) return figures(ask);
      if (part === 'change') return figureChange(ask);
      return part === 'records' ? figureRecords(ask) : figureDetail(ask, name);
    case 'figure-places':
      return figurePlaces(ask);
    case 'summaries':
      return summaries(ask);
    case 'drafts':
      return part === 'file' ? file(ask, 'file', 'application/octet-stream') : drafts(ask);
    case 'proofs':
      return proofs(ask);
    case 'figure-choices':
      return figureChoices(ask);
    case 'templates':
      return { rows: [{ name: 'science-spring', title: '“科技之春”宣传月活动总结' }] };
    case 'imports':
      return { rows: world.imports ?? [], next: '' };
    case 'audit':
      return {
        events: 812,
        records: world.records.length,
        blobs: 30,
        head: { seq: 812, hash: '9f86d081884c7d659a2feaa0c55ad015' },
        faults: [],
      };
    case 'trail':
      return trail(ask);
    case 'ledgers':
      if (!name) {
        return {
          rows: world.ledgers.map((ledger) => ({
            name: ledger.name,
            pack: ledger.pack,
            title: ledger.titles[ask.language],
            records: world.records.filter((record) => record.ledger === ledger.name).length,
          })),
        };
      }
      if (!part) return ledgerOut(ask, world.ledger(name));
      if (part === 'import') return importRows(ask);
      if (part === 'export') return file(ask, 'key\r\n', 'text/csv');
      return id ? record(ask) : ask.method === 'GET' ? list(ask) : enter(ask);
    default:
      throw new Refusal(404, 'http.no_page');
  }
}

export function file({ response }, bytes, media) {
  response.writeHead(200, { 'Content-Type': media, 'X-Content-Type-Options': 'nosniff' });
  response.end(bytes);
}
function stream({ world, request, response }) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(': here\n\n');
  world.streams.add(response);
  request.on('close', () => world.streams.delete(response));
}
function changed(world) {
  world.as_of += 1;
  for (const each of world.streams)
    each.write(`event: changed\ndata: {"as_of":${world.as_of}}\n\n`);
}

export function ledgerOut({ language, world, login }, ledger) {
  if (!ledger) throw new Refusal(404, 'http.no_page');
  const clerk = world.people[login].grants.some(({ role }) =>
    ['clerk', 'reviewer', 'administrator'].includes(role),
  );
  const { titles, fields, ...rest } = ledger;
  return {
    ...rest,
    title: titles[language],
    fields: fields.map(({ titles: title, choices, helps, ...field }) => ({
      ...field,
      title: title[language],
      help: helps?.[language] ?? '',
      choices: choices.map(([code, each]) => ({ code, title: each[language] })),
    })),
    tags: world.tags.map(([code, title]) => ({ code, title: title[language] })),
    may: clerk ? ['enter', 'approve'] : [],
  };
}

function shownOf({ world, language }, record) {
  const ledger = world.ledger(record.ledger);
  return Object.fromEntries(
    ledger.fields.map((field) => {
      const raw = record.fields[field.name] ?? '';
      const choice = field.choices.find(([code]) => code === raw);
      if (choice) return [field.name, choice[1][language]];
      return [field.name, field.type === 'unit' ? (world.unit(raw)?.name ?? raw) : raw];
    }),
  );
}
function mayOf(ask, record) {
  const roles = ask.world.people[ask.login].grants.map(({ role }) => role);
  const judges = roles.some((role) => ['reviewer', 'leader', 'administrator'].includes(role));
  const enters = roles.some((role) => ['clerk', 'reviewer', 'administrator'].includes(role));
  const open = ['draft', 'returned'].includes(record.state);
  return [
    ...(enters && open ? ['edit', 'submit', 'withdraw', 'evidence'] : []),
    ...(judges && record.state === 'submitted' ? ['approve', 'return'] : []),
    ...(enters && record.state === 'submitted' ? ['withdraw', 'evidence'] : []),
    ...(enters && record.state === 'approved' ? ['correct', 'evidence'] : []),
  ];
}
export function recordOut(ask, record) {
  const { files, doubles, history, reason, key, ...rest } = record;
  return {
    ...rest,
    unit_name: ask.world.unit(record.unit)?.short ?? record.unit,
    shown: shownOf(ask, record),
    evidence: files.map(({ digest }) => digest),
    doubles: doubles.length,
    may: mayOf(ask, record),
    review_note: '',
  };
}
export function head(ask, record) {
  const ledger = ask.world.ledger(record.ledger);
  return {
    ledger: record.ledger,
    ledger_title: ledger.titles[ask.language],
    id: record.id,
    title: shownOf(ask, record)[ledger.name_field] ?? '',
    state: record.state,
    unit_name: ask.world.unit(record.unit)?.short ?? record.unit,
    on: record.on,
    updated: record.updated,
    ...(record.reason ? { reason: record.reason } : {}),
  };
}
const found = (world, id) => {
  const record = world.records.find((each) => each.id === id);
  if (!record) throw new Refusal(404, 'http.no_page');
  return record;
};

export function below(world, code) {
  const codes = new Set([code]);
  for (const unit of world.units) if (codes.has(unit.parent)) codes.add(unit.code);
  return codes;
}
export function matching(ask, ledger) {
  const { unit, period, state, q } = ask.query;
  const codes = unit ? below(ask.world, unit) : undefined;
  return ask.world.records.filter(
    (record) =>
      record.ledger === ledger &&
      (!codes || codes.has(record.unit)) &&
      (!period || record.on.startsWith(period.slice(0, 4))) &&
      (!state || record.state === state) &&
      (!q || Object.values(shownOf(ask, record)).some((text) => text.includes(q))) &&
      Object.entries(ask.query).every(
        ([name, value]) => !name.startsWith('f.') || record.fields[name.slice(2)] === value,
      ),
  );
}
function list(ask) {
  const all = matching(ask, ask.path[1]);
  const from = Number(ask.query.after ?? 0);
  const rows = all.slice(from, from + Number(ask.query.rows ?? 50));
  const totals = {};
  for (const field of ask.world.ledger(ask.path[1]).fields) {
    if (field.type !== 'integer' && field.type !== 'decimal') continue;
    totals[field.name] = String(
      all.reduce((sum, record) => sum + Number(record.fields[field.name] || 0), 0),
    );
  }
  const next = from + rows.length < all.length ? String(from + rows.length) : '';
  return { rows: rows.map((record) => recordOut(ask, record)), next, total: all.length, totals };
}

function check(ledger, input) {
  const errors = ledger.fields
    .filter((field) => field.required && !input.fields?.[field.name])
    .map((field) => ({
      field: field.name,
      id: 'ledger.missing_field',
      title: `请填写“${field.titles['zh-CN']}”。`,
    }));
  if (input.fields?.topic === '不合格') {
    errors.push({ field: 'topic', id: 'ledger.odd', title: '服务器：主题不合格。' });
  }
  if (errors.length) throw new Refusal(422, 'ledger.missing_field', errors);
}
function event(record, kind, title, actor, reason = '') {
  const hash = createHash('sha256')
    .update(kind + record.id + record.version)
    .digest('hex');
  record.history.push({
    seq: 800 + record.history.length,
    at: new Date().toISOString(),
    kind,
    kind_title: title,
    actor,
    version: record.version,
    reason,
    hash,
  });
  record.updated = new Date().toISOString();
}
function enter(ask) {
  const key = ask.request.headers['idempotency-key'];
  const known = key && ask.world.keys.get(key);
  if (known) return { status: 201, body: recordOut(ask, found(ask.world, known)) };
  const { submit, ...input } = ask.json();
  if (submit) check(ask.world.ledger(ask.path[1]), input);
  const record = {
    ledger: ask.path[1],
    id: randomUUID(),
    key,
    version: 1,
    state: submit ? 'submitted' : 'draft',
    tags: [],
    hosts: [],
    ...input,
    files: [],
    author: ask.login,
    doubles: [],
    reason: '',
    history: [],
  };
  event(record, 'record.enter', submit ? '录入并提交' : '录入', ask.login);
  ask.world.records.unshift(record);
  if (key) ask.world.keys.set(key, record.id);
  changed(ask.world);
  return { status: 201, body: recordOut(ask, record) };
}

const STEPS = {
  submit: ['submitted', '提交'],
  approve: ['approved', '审核通过'],
  return: ['returned', '退回'],
  withdraw: ['withdrawn', '撤回'],
};
function take(ask, record, action, reason) {
  record.state = STEPS[action][0];
  record.version += 1;
  record.reason = action === 'return' ? reason : '';
  event(record, `record.${action}`, STEPS[action][1], ask.login, reason);
}
function record(ask) {
  const {
    world,
    path: [, name, , id, action, digest],
  } = ask;
  const row = found(world, id);
  if (!action && ask.method === 'GET') {
    if (!row.history.length) event(row, 'record.enter', '录入', row.author);
    return {
      ...recordOut(ask, row),
      history: row.history,
      files: row.files,
      odd: [],
      double_heads: row.doubles.map((each) => head(ask, found(world, each))),
    };
  }
  if (action === 'evidence') {
    if (digest) return file(ask, PICTURE, 'image/png');
    const added = {
      digest: createHash('sha256').update(ask.body).digest('hex'),
      name: ask.query.name,
      media: /\.(png|jpe?g)$/.test(ask.query.name) ? 'image/png' : 'text/plain',
      bytes: ask.body.length,
    };
    row.files.push(added);
    changed(world);
    return added;
  }
  const input = ask.json();
  const version = input.version ?? Number(/\d+/.exec(ask.request.headers['if-match'] ?? '')?.[0]);
  if (!Number.isNaN(version) && version !== row.version) throw new Refusal(409, 'ledger.stale');
  if (!action) {
    const { submit, ...content } = input;
    if (submit) check(world.ledger(name), content);
    Object.assign(row, content);
    row.version += 1;
    event(row, 'record.edit', '修改', ask.login);
    if (submit) take(ask, row, 'submit', '');
  } else if (action === 'correct') {
    correct(row, input);
    row.version += 1;
    event(row, 'record.correct', '更正', ask.login, input.reason);
  } else if (action === 'merge' || action === 'keep') {
    const other = found(world, input.other);
    row.doubles = other.doubles = [];
    if (action === 'merge') other.state = 'merged';
  } else {
    if (action === 'submit') check(world.ledger(name), row);
    take(ask, row, action, input.reason);
  }
  changed(world);
  return recordOut(ask, row);
}

function reviewQueue(ask) {
  const codes = ask.query.unit ? below(ask.world, ask.query.unit) : undefined;
  const all = ask.world.records.filter(
    (each) => each.state === 'submitted' && (!codes || codes.has(each.unit)),
  );
  const from = Number(ask.query.after ?? 0);
  const rows = all.slice(from, from + Number(ask.query.rows ?? 50)).map((each) => ({
    record: recordOut(ask, each),
    ledger_title: ask.world.ledger(each.ledger).titles[ask.language],
    odd: [],
    doubles: each.doubles.map((id) => head(ask, found(ask.world, id))),
  }));
  return {
    rows,
    next: from + rows.length < all.length ? String(from + rows.length) : '',
    total: all.length,
  };
}
function judge(ask) {
  const { action, reason, records } = ask.json();
  const rows = records.map(({ id, version }) => {
    const row = found(ask.world, id);
    if (row.version !== version) {
      return { id, ok: false, error: { id: 'ledger.stale', title: SENTENCES['ledger.stale'][0] } };
    }
    take(ask, row, action, reason);
    return { id, ok: true };
  });
  changed(ask.world);
  return { rows };
}

function importRows(ask) {
  const [header, ...rows] = csvRows(ask.body.toString());
  const ledger = ask.world.ledger(ask.path[1]);
  const errors = [];
  rows.forEach((row, index) => {
    const at = header.indexOf('place');
    if (row[at] === '不存在的地点') {
      errors.push({ where: `grid.csv:${index + 2}:place`, id: 'x', title: '服务器：地点有误。' });
    }
  });
  const dry = ask.query.dry_run === 'true';
  if (!dry && !errors.length) {
    for (const row of rows) {
      const value = (name) => row[header.indexOf(name)] ?? '';
      const known = ask.world.records.some((each) => each.key === value('key'));
      if (known) continue;
      const fields = Object.fromEntries(ledger.fields.map(({ name }) => [name, value(name)]));
      ask.world.records.unshift({
        ledger: ledger.name,
        id: randomUUID(),
        key: value('key'),
        version: 1,
        state: ask.query.state,
        unit: value('unit'),
        on: value('on'),
        tags: [],
        hosts: [],
        fields,
        files: [],
        author: ask.login,
        updated: new Date().toISOString(),
        doubles: [],
        reason: '',
        history: [],
      });
    }
    changed(ask.world);
  }
  return {
    rows: rows.length,
    added: errors.length ? 0 : rows.length,
    unchanged: 0,
    corrected: 0,
    possible_doubles: 0,
    errors_all: errors.length,
    errors,
    encoding: 'UTF-8',
  };
}

// Two of the records behind it were approved since.
function figureChange(ask) {
  const now = figureDetail(ask, ask.path[1]);
  const { rows, ledger } = figureRecords({ ...ask, query: { rows: 2 } });
  const added = rows.reduce((all, row) => all + Number(row.contribution), 0);
  const then = { ...now, value: String(Number(now.value) - added) };
  return {
    since: { seq: 700, at: '2026-07-27T23:59:59+08:00' },
    until: { seq: 812, at: '2026-07-28T09:00:00+08:00' },
    now,
    then,
    difference: String(added),
    difference_stated: `+${added}${now.unit_of_measure}`,
    rows: rows.map((row) => ({
      ledger: ledger.name,
      ledger_title: ledger.title,
      id: row.id,
      title: row.shown[ledger.name_field] || row.fields[ledger.name_field],
      unit_name: row.unit_name,
      on: row.on,
      cause: 'approved',
      cause_title: ask.language === 'en' ? 'Approved' : '新通过',
      before: '',
      after: row.contribution,
      at: '2026-07-28T08:30:00+08:00',
      actor: '王审核',
    })),
    total: rows.length,
    out_of_sight: 0,
  };
}

function figureRecords(ask) {
  const detail = figureDetail(ask, ask.path[1]);
  const ledger = ask.world.ledger(detail.ledger);
  const all = matching(
    { ...ask, query: { unit: detail.unit, period: detail.period, state: 'approved' } },
    ledger.name,
  );
  const from = Number(ask.query.offset ?? 0);
  return {
    ledger: ledgerOut(ask, ledger),
    total: all.length,
    rows: all
      .slice(from, from + Number(ask.query.rows ?? 20))
      .map((each) => ({ ...recordOut(ask, each), contribution: each.fields[detail.field] || '1' })),
  };
}
