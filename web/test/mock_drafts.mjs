// Summaries that are written, as the interface's contract says, from memory.
import { createHash } from 'node:crypto';
import { Refusal } from './mock.mjs';
import { indicatorList, markOf, summaryOf } from './mock_figures.mjs';

const WRITERS = ['writer', 'leader', 'administrator'];
const LEADERS = ['leader', 'administrator'];
const SAYERS = ['writer', 'reviewer', 'leader', 'administrator'];
const OPEN = ['writing', 'returned'];

const rolesOf = ({ world, login }) => world.people[login].grants.map(({ role }) => role);
const nameOf = ({ world }, login) => world.people[login]?.name ?? login;
const now = () => new Date().toISOString();

function mayOf(ask, draft) {
  const is = (...roles) => rolesOf(ask).some((role) => roles.includes(role));
  const open = OPEN.includes(draft.state);
  return [
    ...(is(...WRITERS) && open ? ['save', 'submit', 'merge'] : []),
    ...(is('reviewer', ...LEADERS) && ['in_review', 'signed'].includes(draft.state)
      ? ['return']
      : []),
    ...(is(...LEADERS) && draft.state === 'in_review' ? ['sign'] : []),
    ...(is(...WRITERS) && draft.state === 'signed' ? ['seal', 'reopen'] : []),
    ...(is(...LEADERS) && draft.state === 'sealed' ? ['reopen'] : []),
    ...(is(...SAYERS) ? ['comment'] : []),
  ];
}

const worded = (mark, wording) =>
  wording.startsWith('over') && mark.value
    ? `${Math.floor(Number(mark.value) / 10) * 10}余${mark.unit}`
    : mark.text;
function chip(ask, { figure, wording }) {
  const mark = markOf(ask, figure);
  const shown = worded(mark, wording);
  const { value, kind, title, unit } = mark;
  const at = { shown, then: shown, value, value_then: value };
  return { figure, wording, ...at, kind, title, unit, moved: false };
}
function made(ask, draft) {
  const tree = summaryOf(ask, draft.unit, draft.period);
  const counts = { table: 0, chart: 0 };
  return tree.blocks
    .filter(({ type }) => type === 'table' || type === 'chart')
    .map((block) => ({
      source: `${block.type}:${(counts[block.type] += 1)}`,
      kind: block.type,
      title: block.title,
      preview: [block],
    }));
}

// The numbers of headings are the server's own.
function blocksOut(ask, draft, version) {
  const all = made(ask, draft);
  const counts = [0, 0, 0, 0];
  const digits = '一二三四五六七八九十';
  return version.blocks.map((block) => {
    if (block.type === 'generated') {
      const found = all.find(({ source }) => source === block.source);
      const { kind, title, preview } = found ?? { kind: 'table', title: '', preview: [] };
      return { ...block, kind, title, present: Boolean(found), preview };
    }
    const line = block.line.map((run) =>
      run.figure ? chip(ask, run) : { text: run.text, strong: Boolean(run.strong) },
    );
    if (block.type === 'paragraph') return { ...block, line };
    counts[block.level - 1] += 1;
    counts.fill(0, block.level);
    const count = counts[block.level - 1];
    const number = [
      `${digits[count - 1]}、`,
      `（${digits[count - 1]}）`,
      `${count}.`,
      `（${count}）`,
    ];
    return { ...block, number: number[block.level - 1], line };
  });
}

function headOut(ask, draft) {
  const last = draft.versions.at(-1);
  return {
    id: draft.id,
    unit: draft.unit,
    unit_name: ask.world.unit(draft.unit)?.short ?? draft.unit,
    period: draft.period,
    period_title: ask.language === 'en' ? draft.period : `${draft.period}年`,
    template: draft.template,
    template_title: '“科技之春”宣传月活动总结',
    title: last.title.join(''),
    state: draft.state,
    version: last.version,
    reason: draft.reason,
    created_by: draft.versions[0].by,
    created: draft.versions[0].at,
    updated_by: last.by,
    updated_name: nameOf(ask, last.by),
    updated: last.at,
    comments: draft.comments.filter(({ resolved }) => !resolved).length,
    sealed_version: draft.seal?.version ?? 0,
    may: mayOf(ask, draft),
  };
}
function draftOut(ask, draft, number) {
  const version = number
    ? draft.versions.find((each) => each.version === Number(number))
    : draft.versions.at(-1);
  if (!version) throw new Refusal(404, 'writing.no_such_version');
  const used = version.blocks.map(({ source }) => source);
  return {
    ...headOut(ask, draft),
    shown_version: version.version,
    title_lines: version.title,
    blocks: blocksOut(ask, draft, version),
    note: version.note,
    saved_by: version.by,
    saved_name: nameOf(ask, version.by),
    saved: version.at,
    as_of: ask.world.as_of,
    saved_as_of: version.as_of,
    frozen: draft.state === 'sealed',
    ...(draft.seal ? { seal: draft.seal } : {}),
    generated: made(ask, draft).map(({ source, kind, title }) => ({
      source,
      kind,
      title,
      used: used.includes(source),
    })),
  };
}

function tell(ask, draft, kind, titles, reason = '') {
  const { version } = draft.versions.at(-1);
  draft.history.push({
    seq: (ask.world.as_of += 1),
    at: now(),
    kind,
    kind_title: titles[ask.language === 'en' ? 1 : 0],
    actor: ask.login,
    name: nameOf(ask, ask.login),
    version,
    reason,
    hash: createHash('sha256').update(`${kind}${version}`).digest('hex'),
  });
  for (const each of ask.world.streams)
    each.write(`event: changed\ndata: {"as_of":${ask.world.as_of}}\n\n`);
}
function push(ask, draft, act, title, blocks, note = '') {
  const version = (draft.versions.at(-1)?.version ?? 0) + 1;
  draft.versions.push({
    version,
    act,
    title,
    blocks,
    note,
    by: ask.login,
    at: now(),
    as_of: ask.world.as_of,
  });
}
const stripRun = (run) =>
  typeof run === 'string' ? { text: run } : { figure: run.figure, wording: '' };
// One that is sealed and one that is written, so that both can be looked at.
export function firstDrafts(world) {
  const play = (login, body, language = 'zh-CN') => ({
    world,
    login,
    language,
    query: {},
    method: 'POST',
    json: () => body,
  });
  const template = 'science-spring';
  begin(play('tongguan_writer', { unit: '610522', period: '2008', template }));
  begin(play('tongguan_writer', { unit: '610522-nyj', period: '2009', template }));
  const [sealed, written] = world.drafts;
  act(play('tongguan_writer', {}), sealed, 'submit');
  act(play('tongguan_leader', {}), sealed, 'sign');
  act(play('tongguan_leader', {}), sealed, 'seal');
  const text = '请补充培训的具体效果。';
  comments(play('tongguan_leader', { block: 'b3', quote: '高度重视', text }), written);
  const { title, blocks } = written.versions[0];
  const longer = structuredClone(blocks);
  longer[2].line.push({ text: '各乡镇积极响应。' });
  save(play('tongguan_writer', { version: 1, title, blocks: longer }), written);
}
function begin(ask) {
  const { unit, period, template = 'science-spring' } = ask.json();
  const { world } = ask;
  const known = world.drafts.find(
    (each) => each.unit === unit && each.period === period && each.template === template,
  );
  if (known) throw new Refusal(409, 'writing.exists', [], {}, { id: known.id });
  const tree = summaryOf(ask, unit, period);
  const counts = { table: 0, chart: 0 };
  const blocks = tree.blocks.map((block, index) => {
    const id = `b${index + 1}`;
    if (block.type === 'table' || block.type === 'chart') {
      return { id, type: 'generated', source: `${block.type}:${(counts[block.type] += 1)}` };
    }
    const line = block.line.map(stripRun);
    return block.type === 'heading'
      ? { id, type: 'heading', level: block.level, line }
      : { id, type: 'paragraph', kind: block.kind, line };
  });
  const id = `d${world.drafts.length + 1}`;
  const draft = { id, unit, period, template, state: 'writing', reason: '' };
  Object.assign(draft, { versions: [], comments: [], history: [] });
  world.drafts.push(draft);
  push(ask, draft, 'create', tree.title, blocks);
  tell(ask, draft, 'writing.create', ['新建', 'Begun']);
  return { status: 201, body: draftOut(ask, draft) };
}

function save(ask, draft) {
  const { version, title, blocks, note } = ask.json();
  const last = draft.versions.at(-1);
  if (!OPEN.includes(draft.state)) throw new Refusal(409, 'writing.wrong_state');
  if (version !== last.version) {
    const { by, at } = last;
    const fields = { version: String(last.version), by, name: nameOf(ask, by), at };
    throw new Refusal(409, 'writing.version_conflict', [], {}, fields);
  }
  if (JSON.stringify([title, blocks]) !== JSON.stringify([last.title, last.blocks])) {
    push(ask, draft, 'save', title, blocks, note);
    tell(ask, draft, 'writing.save', ['保存', 'Saved']);
  }
  return draftOut(ask, draft);
}
const ACTS = {
  submit: ['in_review', ['提交审核', 'Submitted']],
  return: ['returned', ['退回', 'Returned']],
  sign: ['signed', ['签发', 'Signed']],
  seal: ['sealed', ['用印', 'Sealed']],
  reopen: ['writing', ['重新打开', 'Reopened']],
};
function act(ask, draft, which) {
  const { reason = '' } = ask.json();
  if (!mayOf(ask, draft).includes(which)) throw new Refusal(409, 'writing.wrong_state');
  const [state, titles] = ACTS[which];
  const last = draft.versions.at(-1);
  draft.state = state;
  draft.reason = reason;
  if (which === 'sign') draft.signed = { signed_by: ask.login, signed: now() };
  if (which === 'reopen') push(ask, draft, 'reopen', last.title, last.blocks);
  if (which === 'seal') {
    const digest = createHash('sha256').update(draft.id).digest('hex');
    draft.seal = {
      version: last.version,
      by: ask.login,
      name: nameOf(ask, ask.login),
      at: now(),
      as_of: ask.world.as_of,
      chain: digest,
      ...draft.signed,
      signed_name: nameOf(ask, draft.signed.signed_by),
      files: ['docx', 'pdf', 'html'].map((form) => ({ form, digest, bytes: 48_123 })),
    };
  }
  tell(ask, draft, `writing.${which}`, titles, reason);
  return draftOut(ask, draft);
}

function comments(ask, draft, which, what) {
  if (ask.method === 'GET') return { rows: draft.comments };
  if (!which) {
    const { block, quote = '', text } = ask.json();
    const added = {
      id: `c${draft.comments.length + 1}`,
      block,
      quote,
      text,
      version: draft.versions.at(-1).version,
      by: ask.login,
      name: nameOf(ask, ask.login),
      at: now(),
      resolved: false,
      resolved_by: '',
      resolved_at: '',
      block_gone: false,
    };
    draft.comments.push(added);
    tell(ask, draft, 'writing.comment', ['批注', 'Commented']);
    return { status: 201, body: added };
  }
  const found = draft.comments.find(({ id }) => id === which);
  found.resolved = what === 'resolve';
  found.resolved_by = found.resolved ? nameOf(ask, ask.login) : '';
  tell(ask, draft, `writing.comment_${what}`, ['处理批注', 'Comment settled']);
  return found;
}

function tasks(ask, draft) {
  const blocks = blocksOut(ask, draft, draft.versions.at(-1));
  const gaps = blocks.flatMap(({ id, line = [] }) =>
    line
      .filter(({ kind }) => kind === 'missing')
      .map(({ figure, title }) => ({
        figure,
        title,
        reason: ask.language === 'en' ? 'Not reported.' : '没有上报。',
        ledger: figure.startsWith('income') ? '' : 'training',
        ledger_title: '培训',
        block: id,
        blocks: [id],
      })),
  );
  return { as_of: ask.world.as_of, gaps, moved: [] };
}
function diff(ask, draft) {
  const [from, to] = [ask.query.from, ask.query.to].map((number) =>
    draftOut(ask, draft, number ?? draft.versions.at(-1).version),
  );
  const parts = (block, change) =>
    (block?.line ?? []).map((run) =>
      run.figure
        ? { change, figure: run.figure, wording: run.wording, text: run.shown }
        : { change, text: run.text },
    );
  const blocks = to.blocks.map((block) => {
    const was = from.blocks.find(({ id }) => id === block.id);
    const same = JSON.stringify(was) === JSON.stringify(block);
    const change = !was ? 'added' : same ? 'same' : 'changed';
    return {
      id: block.id,
      change,
      type: block.type,
      from: parts(was, same ? 'same' : 'removed'),
      to: parts(block, same ? 'same' : 'added'),
    };
  });
  return {
    from: from.shown_version,
    to: to.shown_version,
    title_changed: from.title_lines.join() !== to.title_lines.join(),
    title_from: from.title_lines,
    title_to: to.title_lines,
    blocks,
  };
}

export function figureChoices(ask) {
  const { q = '', unit, period, figure } = ask.query;
  const choice = (name, each) => {
    const mark = markOf(ask, name);
    const over = worded(mark, 'over 10');
    return {
      figure: name,
      title: each.title,
      indicator: each.name,
      indicator_title: each.title,
      unit_of_measure: mark.unit,
      kind: mark.kind,
      value: mark.value,
      period,
      period_title: `${name.split('@')[2]}年`,
      wordings: [
        { wording: 'exact', text: mark.text, usual: true },
        ...(over === mark.text ? [] : [{ wording: 'over 10', text: over, usual: false }]),
      ],
      fields: each.fields,
    };
  };
  const all = indicatorList(ask).rows;
  if (figure) {
    const each = all.find(({ name }) => figure.startsWith(`${name}@`));
    return { as_of: ask.world.as_of, more: false, rows: [choice(figure, each)] };
  }
  const found = all.filter(({ name, title }) => name.includes(q) || title.includes(q));
  const rows = found.map((each) => choice(`${each.name}@${unit}@${period}`, each));
  return { as_of: ask.world.as_of, more: false, rows };
}

export function drafts(ask) {
  const [, id, part, which, what] = ask.path;
  const { world } = ask;
  if (!id) {
    if (ask.method === 'POST') return begin(ask);
    const { unit, period } = ask.query;
    const rows = world.drafts
      .filter((each) => (!unit || each.unit === unit) && (!period || each.period === period))
      .map((each) => headOut(ask, each));
    return { rows, next: '' };
  }
  const draft = world.drafts.find((each) => each.id === id);
  if (!draft) throw new Refusal(404, 'writing.no_such_draft');
  switch (part) {
    case undefined:
      return ask.method === 'PUT' ? save(ask, draft) : draftOut(ask, draft, ask.query.version);
    case 'versions':
      return {
        next: '',
        rows: draft.versions
          .map((each) => ({
            ...each,
            name: nameOf(ask, each.by),
            seq: each.as_of,
            sealed: draft.seal?.version === each.version,
          }))
          .reverse(),
      };
    case 'diff':
      return diff(ask, draft);
    case 'history':
      return { rows: draft.history };
    case 'tasks':
      return tasks(ask, draft);
    case 'comments':
      return comments(ask, draft, which, what);
    case 'merge':
      return which ? draftOut(ask, draft) : mergeOf(ask, draft);
    default:
      if (part in ACTS) return act(ask, draft, part);
      throw new Refusal(404, 'http.no_page');
  }
}
// Whatever file comes: its first line of text was changed by hand.
function mergeOf(ask, draft) {
  const last = draftOut(ask, draft);
  const block = last.blocks.find(({ type, line }) => type === 'paragraph' && line.length > 1);
  const { line } = block;
  const runs = line.map(({ text, shown, figure, wording, title }) =>
    figure ? { text: shown, figure, wording, title } : { text },
  );
  const part = (change) => (run) =>
    run.figure
      ? { change: 'same', figure: run.figure, wording: run.wording, text: run.shown }
      : { change, text: run.text };
  return {
    upload: 'u1',
    file_name: ask.query.name,
    base_version: last.version,
    version: last.version,
    unplaced: [],
    unchanged: last.blocks.length - 1,
    undecided: 1,
    changes: [
      {
        id: 'c1',
        kind: 'changed',
        block: block.id,
        after: '',
        conflict: true,
        take: '',
        level: 0,
        base: runs,
        mine: runs,
        theirs: runs,
        base_parts: line.map(part('same')),
        theirs_parts: [...line.map(part('same')), { change: 'added', text: '（手工补充）' }],
        figures: [
          {
            index: 1,
            figure: line[1].figure,
            wording: '',
            title: line[1].title,
            printed: line[1].shown,
            found: '99场次',
            today: line[1].shown,
            verdict: 'overwritten',
            take: '',
          },
        ],
      },
    ],
  };
}
