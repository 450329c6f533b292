// Figures and a summary of the mock's records.
import { below, file, head as headOf } from './mock.mjs';

const INDICATORS = [
  {
    name: 'trainings',
    ledger: 'training',
    field: '',
    titles: ['培训场次', 'Trainings held'],
    unit: '场次',
  },
  {
    name: 'trainees',
    ledger: 'training',
    field: 'trainees',
    titles: ['受训人次', 'Trainees'],
    unit: '人次',
  },
  {
    name: 'campaign_events',
    ledger: 'campaign_event',
    field: '',
    titles: ['科普宣传活动场次', 'Campaign events'],
    unit: '场',
  },
  {
    name: 'attendance',
    ledger: 'campaign_event',
    field: 'attendance',
    titles: ['参与群众人次', 'Public taking part'],
    unit: '人次',
  },
  {
    name: 'entries',
    ledger: 'contest_entry',
    field: '',
    titles: ['青少年竞赛参赛作品数', 'Contest entries'],
    unit: '件',
  },
  {
    name: 'materials',
    ledger: 'material_issue',
    field: 'copies',
    titles: ['发放科普资料份数', 'Copies of material issued'],
    unit: '份',
  },
  {
    name: 'visits',
    ledger: 'visit',
    field: '',
    titles: ['下乡服务次数', 'Visits to villages'],
    unit: '次',
  },
  {
    name: 'income',
    ledger: '',
    field: '',
    titles: ['农民人均纯收入增加额', 'Rise of farmers\u2019 net income per head'],
    unit: '元',
  },
];
const index = (language) => (language === 'en' ? 1 : 0);

function valueOf(world, each, unit, keep = () => true) {
  if (!each.ledger) return undefined;
  const codes = below(world, unit);
  const rows = world.records.filter(
    (record) =>
      record.ledger === each.ledger &&
      record.state === 'approved' &&
      codes.has(record.unit) &&
      keep(record),
  );
  if (!each.field) return rows.length ? String(rows.length) : undefined;
  const sum = rows.reduce((all, record) => all + Number(record.fields[each.field] || 0), 0);
  return sum ? String(sum) : undefined;
}
function figure({ world, language }, each, unit, period, part = '', keep) {
  const value = valueOf(
    world,
    each,
    unit,
    (record) => record.on.startsWith(period.slice(0, 4)) && (!keep || keep(record)),
  );
  return {
    name: `${each.name}@${unit}@${period}${part}`,
    indicator: each.name,
    title: each.titles[index(language)],
    unit,
    unit_name: world.unit(unit)?.short ?? unit,
    period,
    period_title: language === 'en' ? period : `${period}年`,
    filter: {},
    value: value ?? '',
    qualifier: 'exact',
    kind: value === undefined ? 'missing' : 'proven',
    stated: value === undefined ? '' : `${value}${each.unit}`,
    unit_of_measure: each.unit,
    provisional: false,
    not_applicable: false,
    as_of: world.as_of,
    ...(value
      ? {
          compare: {
            value: String(Math.round(Number(value) * 0.88)),
            growth: '0.136',
            stated: '增长13.6%',
          },
        }
      : {}),
  };
}
export function indicatorList({ world, language }) {
  return {
    rows: INDICATORS.map((each) => ({
      name: each.name,
      title: each.titles[index(language)],
      definition:
        language === 'en'
          ? 'Approved records of the ledger in the period.'
          : '报告期内审核通过的台账记录汇总。',
      unit_of_measure: each.unit,
      pack: 'common',
      kind: each.field ? 'sum' : 'count',
      fields:
        world
          .ledger(each.ledger)
          ?.fields.filter((field) => field.type === 'choice')
          .map((field) => ({ name: field.name, title: field.titles[language] })) ?? [],
    })),
  };
}
export function figures(ask) {
  const { world, query, language } = ask;
  const names = query.indicators?.split(',') ?? INDICATORS.map(({ name }) => name);
  const chosen = INDICATORS.filter(({ name }) => names.includes(name));
  const rows = chosen.flatMap((each) => {
    if (query.by === 'unit') {
      return world.units
        .filter((unit) => unit.parent === query.unit)
        .map((unit) => ({
          ...figure(ask, each, unit.code, query.period),
          part_title: unit.short,
        }));
    }
    if (query.by === 'month') {
      return Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0')).map(
        (month) => ({
          ...figure(
            ask,
            each,
            query.unit,
            `${query.period.slice(0, 4)}-${month}`,
            '',
            (record) => record.on.slice(5, 7) === month,
          ),
          part_title: language === 'en' ? month : `${Number(month)}月`,
        }),
      );
    }
    if (query.by) {
      const field = world.ledger(each.ledger).fields.find(({ name }) => name === query.by);
      return field.choices.map(([code, title]) => ({
        ...figure(
          ask,
          each,
          query.unit,
          query.period,
          `?${query.by}=${code}`,
          (record) => record.fields[query.by] === code,
        ),
        part_title: title[language],
      }));
    }
    return [figure(ask, each, query.unit, query.period)];
  });
  if (query.compare !== 'yoy') for (const row of rows) delete row.compare;
  return { as_of: world.as_of, rows };
}
export function figurePlaces(ask) {
  const { world, query } = ask;
  const rows = INDICATORS.filter(({ name }) => query.indicators.split(',').includes(name));
  return {
    as_of: world.as_of,
    within: query.within,
    rows: rows.map((each) => {
      const own = figure(ask, each, query.unit, query.period);
      return { own, place: 2, of: 107, best: { ...own, value: String(Number(own.value) * 2) } };
    }),
  };
}
export function figureDetail(ask, name) {
  const [indicator, unit, period] = name.split(/[@?]/);
  const each = INDICATORS.find((known) => known.name === indicator);
  const found = figure(ask, each, unit, period);
  const missing = found.kind === 'missing';
  return {
    ...found,
    name,
    ledger: each.ledger,
    field: each.field,
    definition:
      ask.language === 'en'
        ? 'Approved records of the ledger in the period.'
        : '报告期内审核通过的台账记录汇总。',
    provenance: missing
      ? { kind: 'nothing', reason: ask.language === 'en' ? 'Not reported.' : '没有上报。' }
      : { kind: 'records', records: 18, nil_returns: 0, incomplete: each.field ? 2 : 0 },
  };
}
export function today(ask) {
  const { world } = ask;
  const is = (state) => world.records.filter((record) => record.state === state);
  const waiting = world.ledgers
    .map((ledger) => ({
      ledger: ledger.name,
      title: ledger.titles[ask.language],
      count: is('submitted').filter((record) => record.ledger === ledger.name).length,
    }))
    .map((row) => ({ ...row, mine: row.count }))
    .filter(({ count }) => count > 0);
  const judges = world.people[ask.login].grants.some(({ role }) => role !== 'clerk');
  return {
    period: '2009',
    holiday: '',
    coming: [
      {
        code: 'science_day',
        title: world.tags.find(([code]) => code === 'science_day')[1][ask.language],
        first: '2026-09-19',
        last: '2026-09-19',
        days: 12,
        work_days: 8,
      },
    ],
    owed: world.units.slice(8, 11).map((unit) => ({
      ledger: 'training',
      unit: unit.code,
      unit_name: unit.short,
      title: world.ledger('training').titles[ask.language],
      period: '2009-04',
    })),
    waiting: judges ? waiting : [],
    late: { on: '2009-10-01', rows: [], rows_all: 0, tasks: [], tasks_all: 0 },
    returned: is('returned')
      .slice(0, 3)
      .map((record) =>
        headOf(ask, { ...record, reason: record.reason || '签到表缺第二页，请补充。' }),
      ),
    latest: [...world.records]
      .sort((a, b) => (a.updated < b.updated ? 1 : -1))
      .slice(0, 6)
      .map((record) => headOf(ask, record)),
    figures: INDICATORS.slice(0, 6).map((each) => ({
      figure: figure(ask, each, '610522', '2009'),
      series: [3, 9, 14, 12, 18, 21].map((value, at) => ({
        period: `2009-0${at + 1}`,
        value: String(value),
      })),
    })),
  };
}
// A printing of a figure by its name.
export function markOf(ask, name) {
  const [indicator, unit, period] = name.split(/[@?]/);
  const each = INDICATORS.find((known) => known.name === indicator);
  const found = figure({ ...ask, language: 'zh-CN' }, each, unit, period);
  return {
    figure: name,
    text: found.kind === 'missing' ? '【缺：' + found.title + '】' : found.stated,
    value: found.value,
    unit: found.unit_of_measure,
    title: found.title,
    kind: found.kind,
    wording: 'exact',
  };
}
export function summaryOf(ask, unit, period) {
  const mark = (name) => markOf(ask, `${name}@${unit}@${period}`);
  const paragraph = (...line) => ({ type: 'paragraph', kind: 'body', line });
  return {
    unit,
    period,
    template: 'science-spring',
    as_of: 812,
    chain: '9f86d081',
    made: '2026-01-20T08:00:00Z',
    title: ['潼关县2009年“科技之春”', '宣传月活动总结'],
    blocks: [
      paragraph(
        '今年3月，我县以“科技助农增收、携手建设新潼关”为主题，认真组织开展第十七届“科技之春”宣传月活动。全县共举办各类培训',
        mark('trainings'),
        '，培训群众',
        mark('trainees'),
        '，现将有关情况总结如下：',
      ),
      { type: 'heading', level: 1, number: '一、', line: ['加强领导，周密部署'] },
      paragraph(
        '县委、县政府高度重视，成立领导小组，印发实施方案，共开展科普宣传活动',
        mark('campaign_events'),
        '，参与群众',
        mark('attendance'),
        '。',
      ),
      { type: 'heading', level: 1, number: '二、', line: ['突出重点，注重实效'] },
      { type: 'heading', level: 2, number: '（一）', line: ['实用技术培训'] },
      paragraph(
        '组织科技人员下乡服务',
        mark('visits'),
        '，发放科普资料',
        mark('materials'),
        '，收到青少年竞赛作品',
        mark('entries'),
        '，农民人均纯收入增加',
        mark('income'),
        '。',
      ),
      {
        type: 'table',
        title: '宣传月主要数字',
        header: ['项目', '数量'],
        rows: INDICATORS.slice(0, 4).map((each) => [
          { line: [each.titles[0]] },
          { line: [mark(each.name)] },
        ]),
      },
      {
        type: 'chart',
        kind: 'column',
        title: '各类活动',
        unit: '场次',
        categories: ['培训', '宣传', '下乡'],
        series: [
          { name: '2009年', points: [mark('trainings'), mark('campaign_events'), mark('visits')] },
        ],
      },
      { type: 'paragraph', kind: 'signature', line: ['潼关县科学技术协会'] },
    ],
    gaps: [
      {
        figure: mark('income').figure,
        title: '农民人均纯收入增加额',
        reason: '没有申报，也没有台账可以证明。',
      },
    ],
  };
}
export function summaries(ask) {
  const [, unit, period] = ask.path;
  if (!unit) {
    return {
      rows: [
        {
          unit: '610522',
          unit_name: '潼关县科协',
          title: '潼关县2009年“科技之春”宣传月活动总结',
          period: '2009',
          template: 'science-spring',
          records: 454,
          proven: 61,
          declared: 4,
          derived: 9,
          missing: 2,
        },
      ],
    };
  }
  if (/\.\w+$/.test(period)) return file(ask, 'file', 'application/octet-stream');
  return summaryOf(ask, unit, period);
}
