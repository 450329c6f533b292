// Every page of the router, from the real server with the four examples, as it looks to people: at
// both widths, in both languages, light and dark, it fits, its console is clean, axe finds nothing
// serious, and in English nothing but data is Chinese. What pages do is asked elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, WIDTHS, addPerson, picture, scratch, serve, youju } from './harness.mjs';
import {
  PASSWORD, barriers, darkBarriers, fits, lighten, settled, start,
} from './workbench_harness.mjs';

const AT = 'unit=610522&period=2009';
const TRAININGS = '/ledgers/training';
// The routes and what is visited of each; {x} is made before.
const PAGES = {
  '/': `/?unit=610522`,
  '/ledgers': '/ledgers',
  '/ledgers/drafts': '/ledgers/drafts',
  '/ledgers/:ledger': `${TRAININGS}?${AT}`,
  '/ledgers/:ledger/new': `${TRAININGS}/new?unit=610522`,
  '/ledgers/:ledger/grid': `${TRAININGS}/grid?unit=610522`,
  '/ledgers/:ledger/import': `${TRAININGS}/import?unit=610522`,
  '/ledgers/:ledger/:id': `${TRAININGS}/{record}`,
  '/ledgers/:ledger/:id/edit': `${TRAININGS}/{waiting}/edit`,
  '/ledgers/:ledger/:id/correct': `${TRAININGS}/{record}/correct`,
  '/imports': '/imports?unit=610522',
  '/start': '/start',
  '/review': '/review?unit=610522',
  '/figures': `/figures?${AT}&of=materials_given,lectures&by=unit&yoy=1`,
  '/plan': '/plan?unit=210102-bj&period=2006',
  '/plan/target': '/plan/target?of=target.lectures%40210102-bj%402006',
  '/summaries': '/summaries',
  '/summaries/drafts/:id': '/summaries/drafts/{draft}',
  '/summaries/:unit/:period': '/summaries/610522/2009?template=county_campaign_summary',
  '/proof': `/proof?${AT}`,
  '/forms': '/forms?unit=610522',
  '/forms/:id': '/forms/{return}',
  '/settings/account': '/settings/account',
  '/settings/units': '/settings/units',
  '/settings/people': '/settings/people',
  '/settings/ledgers': '/settings/ledgers?pack=common&of=training',
  '/settings/indicators': `/settings/indicators?of=trainees&${AT}`,
  '/settings/templates': '/settings/templates?of=common/templates/association_year_summary.md',
  '/settings/calendar': '/settings/calendar',
  '/settings/campaigns': '/settings/campaigns',
  '/settings/audit': '/settings/audit',
  '/settings/backup': '/settings/backup',
  '/settings/about': '/settings/about',
  '/:rest(.*)*': '/nowhere/at-all',
};
// Those of strangers, and /settings, which only leads on.
const OTHERS = ['/sign-in', '/begin', '/settings'];

let house;
let empty; // a folder in which there is nobody yet
const made = {};
before(async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init', '--pack', 'science-statistics');
  for (const name of readdirSync(join(ROOT, 'examples'))) {
    if (!name.includes('.')) youju(data, '--quiet', 'load', join(ROOT, 'examples', name));
  }
  addPerson(data, PASSWORD, 'admin', 'administrator', '100000', '管理员');
  house = await start(await serve(data));
  const nobody = join(scratch(), 'data');
  youju(nobody, 'init');
  empty = await start(await serve(nobody));
  const { page, close } = await house.person('admin');
  const ask = async (...what) => (await house.ask(page, ...what)).json();
  made.record = (await ask('GET', `/api${TRAININGS}/records?${AT}&rows=1`)).rows[0].id;
  made.waiting = (await ask('POST', `/api${TRAININGS}/records`, {
    unit: '610522', on: '2009-11-03', until: '2009-11-03', fields: { topic: '冬季果园管理',
      kind: 'apple', held: 'own', place: '代字营乡', trainees: '60', sessions: '1' } })).id;
  made.draft = (await ask('POST', '/api/drafts', {
    unit: '610522', period: '2009', template: 'county_campaign_summary' })).id;
  made.return = (await ask('POST', '/api/returns', {
    survey: 'kp', unit: '610522', year: 2009, department: '02' })).id;
  made.names = (await ask('GET', '/api/units')).rows.flatMap((unit) => [unit.name, unit.short])
    .sort((a, b) => b.length - a.length);
  await close();
});
after(async () => {
  await house?.stop();
  await empty?.stop();
});

test('every route is visited', () => {
  const source = readFileSync(join(ROOT, 'web/src/router.ts'), 'utf8');
  const routes = [...source.matchAll(/^( +)path: '([^']*)'/gm)]
    .map(([, indent, path]) => (indent.length > 4 ? `/settings/${path}` : path))
    .filter((path) => path !== '/settings/' && !OTHERS.includes(path));
  assert.deepEqual(routes.sort(), Object.keys(PAGES).sort());
});

// Chinese words of what says what to do and what something is; names of units and what documents
// say are data.
const mixed = (page) => page.evaluate((names) => {
  const chinese = /[\u3400-\u9fff]/;
  const bare = (text) => names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  const where = 'button, nav a, h2, h3, label, legend, th, dt, summary, .empty, .notice';
  const document_of = '.paper, .ProseMirror, [lang=zh-CN]:not(html)';
  return [...document.querySelectorAll(where)]
    .filter((each) => !each.closest(document_of))
    .filter((each) => chinese.test(bare(each.textContent)) && each.checkVisibility())
    .map((each) => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 40)}`);
}, made.names);

for (const width of WIDTHS) {
  for (const locale of ['zh-CN', 'en-GB']) {
    test(`every page at ${width} px, ${locale}`, async () => {
      const found = [];
      for (const theme of ['light', 'dark']) {
        for (const [where, path] of [[house, '/sign-in'], [empty, '/begin']]) {
          const stranger = await where.person(undefined, { width, locale, theme });
          await stranger.go(path);
          await stranger.page.locator('form').waitFor();
          await fits(stranger.page);
          found.push(...await barriers(stranger.page));
          if (locale === 'en-GB') found.push(...await mixed(stranger.page));
          await picture(stranger.page, `look${path.replace(/\W+/g, '_')}-${locale}-${theme}`);
          assert.deepEqual(stranger.faults, []);
          await stranger.close();
        }
      }
      const { page, faults, go, close } = await house.person('admin', { width, locale });
      for (const [route, path] of Object.entries(PAGES)) {
        await go(path.replace(/\{(\w+)\}/, (_, name) => made[name]));
        await settled(page);
        await fits(page);
        found.push(...await barriers(page));
        if (locale === 'en-GB') {
          found.push(...(await mixed(page)).map((words) => `${route} ${words}`));
        }
        const name = `look${route.replace(/\W+/g, '_')}-${locale}`;
        await picture(page, `${name}-light`);
        found.push(...await darkBarriers(page));
        await picture(page, `${name}-dark`);
        await lighten(page);
      }
      assert.deepEqual(found, []);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
