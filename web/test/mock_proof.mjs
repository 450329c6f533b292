// Drafts held against the mock's figures: every number with a measure is found, and said to be
// right, wrong or without ground. What is decided is kept with the draft.
import { randomUUID } from 'node:crypto';
import { file, Refusal } from './mock.mjs';
import { indicatorList, markOf } from './mock_figures.mjs';

const KINDS = {
  proven: ['none', '已证实', 'Proven'],
  contradicted: ['error', '与台账不符', 'Contradicted'],
  ungrounded: ['hint', '无台账依据', 'No ground'],
};
const VERDICTS = {
  accept: ['采用台账数', "Take the ledger's value"],
  declare: ['注明来源', 'Declared with a source'],
  ignore: ['不作修改', 'Left as it is'],
};
const DECIDERS = ['writer', 'leader', 'administrator'];
const pairs = (text) => Array.from(text, (_, at) => text.slice(at, at + 2)).slice(0, -1);

// Of the indicators with this measure the one whose title has most in common with the words.
function nearest(ask, words, unit) {
  const near = (title) => pairs(title).filter((pair) => words.includes(pair)).length;
  const [best] = indicatorList({ ...ask, language: 'zh-CN' })
    .rows.filter((each) => each.unit_of_measure === unit)
    .map((each) => ({ each, score: near(each.title) }))
    .sort((a, b) => b.score - a.score);
  return best?.score ? best : undefined;
}

function findingOf(ask, draft, paragraph, found) {
  const { world, login, language } = ask;
  const line = draft.paragraphs[paragraph].text;
  const [said, claimed, unit] = found;
  const words = line
    .slice(0, found.index)
    .split(/[，。；]/)
    .at(-1);
  const match = nearest(ask, words, unit);
  const figure = match ? `${match.each.name}@${draft.unit}@${draft.period}` : '';
  const mark = figure ? markOf(ask, figure) : undefined;
  const known = mark && mark.kind !== 'missing';
  const kind = !known ? 'ungrounded' : mark.value === claimed ? 'proven' : 'contradicted';
  const key = `${paragraph}-${found.index}`;
  const decision = draft.decisions.get(key);
  const [severity, zh, en] = KINDS[kind];
  const english = language === 'en';
  const reasons = {
    proven: ['与台账一致。', 'As the ledger says.'],
    contradicted: [`台账为${mark?.text}。`, `The ledger says ${mark?.text}.`],
    ungrounded: ['没有找到相应的台账数。', 'No figure of the ledger was found.'],
  };
  const decides = world.people[login].grants.some(({ role }) => DECIDERS.includes(role));
  const verdicts = {
    proven: [],
    contradicted: ['accept', 'ignore'],
    ungrounded: ['declare', 'ignore'],
  };
  const begin = Array.from(line.slice(0, found.index)).length;
  return {
    key,
    kind,
    kind_title: english ? en : zh,
    severity,
    paragraph,
    begin,
    end: begin + Array.from(said).length,
    said,
    subject: words,
    sentence: line,
    claimed,
    reason: reasons[kind][english ? 1 : 0],
    suggestion: kind === 'contradicted' ? mark.text : '',
    figure,
    title: mark?.title ?? '',
    truth: known ? mark.text : '',
    value: mark?.value ?? '',
    figure_kind: mark?.kind ?? 'missing',
    score: match?.score ?? 0,
    words,
    by_mark: false,
    settled: kind === 'proven' || Boolean(decision),
    baseline: decides && kind === 'ungrounded' && figure !== '',
    ...(decision
      ? { decision: { ...decision, title: VERDICTS[decision.verdict][english ? 1 : 0] } }
      : {}),
    may: decides ? [...verdicts[kind], ...(decision ? ['undo'] : [])] : [],
  };
}

function checked(ask, draft) {
  const findings = draft.paragraphs.flatMap(({ text }, paragraph) =>
    [...text.matchAll(/(\d+)(场次|人次|场|件|份|次|元)/g)].map((found) =>
      findingOf(ask, draft, paragraph, found),
    ),
  );
  return { as_of: ask.world.as_of, figures: findings.length, findings };
}
function report(ask, draft) {
  const { world, language } = ask;
  const { decisions, ...told } = draft;
  return {
    ...told,
    unit_name: world.unit(draft.unit)?.name ?? draft.unit,
    period_title: language === 'en' ? draft.period : `${draft.period}年`,
    ...checked(ask, draft),
  };
}

function draftOf({ unit, period, name = '' }, text) {
  const lines = text.split('\n').filter((line) => line.trim());
  return {
    id: randomUUID(),
    name,
    kind: 'txt',
    unit,
    period,
    forms: ['html'],
    paragraphs: lines.map((line) => ({ text: line, outline: 0, table: 0, row: 0, column: 0 })),
    decisions: new Map(),
  };
}
function decide(ask, draft, key, { verdict, source = '', reason = '' }) {
  const finding = checked(ask, draft).findings.find((each) => each.key === key);
  if (!finding) throw new Refusal(404, 'proof.no_such_finding');
  if (!finding.may.includes(verdict)) throw new Refusal(422, `proof.cannot_${verdict}`);
  const by = { by: ask.login, by_name: ask.world.people[ask.login].name };
  const at = new Date().toISOString();
  draft.decisions.set(key, { key, verdict, source, reason, ...by, at, outdated: false });
}

export function proofs(ask) {
  const [, id, part, which] = ask.path;
  const { world, method } = ask;
  world.proofs ??= new Map();
  if (id === 'check') return checked(ask, draftOf(ask.json(), ask.json().text));
  if (method === 'POST' && !part) {
    // Of a file its bytes as text: what the mock is tried with.
    const draft =
      id === 'text' ? draftOf(ask.json(), ask.json().text) : draftOf(ask.query, String(ask.body));
    world.proofs.set(draft.id, draft);
    return { status: 201, body: report(ask, draft) };
  }
  const draft = world.proofs.get(id);
  if (!draft) throw new Refusal(404, 'proof.no_such_draft');
  if (part === 'file') return file(ask, 'file', 'text/html');
  if (part === 'baseline') {
    const { findings, source } = ask.json();
    for (const key of findings) decide(ask, draft, key, { verdict: 'declare', source });
  } else if (part === 'decisions' && method === 'POST') {
    decide(ask, draft, ask.json().finding, ask.json());
  } else if (part === 'decisions') draft.decisions.delete(which);
  else if (method === 'DELETE') {
    world.proofs.delete(id);
    return undefined;
  }
  return report(ask, draft);
}
