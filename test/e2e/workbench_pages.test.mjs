// Every page of the workbench on a phone and on a desk, light and dark, in Chinese and in English:
// it fits, its console is clean, axe finds nothing serious, and its picture is kept for people.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { picture, WIDTHS } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const AT = 'unit=610522&period=2009';
const PAGES = {
  today: '/',
  ledgers: '/ledgers',
  drafts: '/ledgers/drafts',
  ledger: `/ledgers/training?${AT}`,
  ledger_empty: `/ledgers/lecture?${AT}`,
  entry: '/ledgers/training/new',
  grid: '/ledgers/training/grid',
  import: '/ledgers/training/import',
  imports: '/imports',
  review: `/review?${AT}`,
  figures: `/figures?${AT}`,
  figures_split: `/figures?${AT}&of=trainings,trainees&by=unit&yoy=1`,
  figure: `/figures?${AT}&figure=trainees@610522@2009`,
  summaries: '/summaries',
  summary: '/summaries/610522/2009?template=science-spring',
  draft: '/summaries/drafts/d2',
  draft_sealed: '/summaries/drafts/d1',
  account: '/settings/account',
  units: '/settings/units',
  people: '/settings/people',
  about: '/settings/about',
  not_found: '/nowhere/at-all',
};
// looks.test.mjs has all four, with the real server.
const LOOKS = [
  { locale: 'zh-CN', theme: 'light' },
  { locale: 'en-GB', theme: 'dark' },
];
let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

// Words of the page itself, data apart, are of one language: no Chinese in an English page's
// buttons.
async function speaks(page, locale) {
  if (locale !== 'en-GB') return;
  const mixed = await page.evaluate(() =>
    [...document.querySelectorAll('button:not(.name, .title, .gap, [aria-haspopup]), nav a, h2')]
      .filter((each) => !each.closest(
        'table, article, .tree, aside, dialog, main li, [lang=zh-CN]:not(html)'))
      .map((each) => each.textContent.trim())
      .filter((text) => /[\u3400-\u9fff]/.test(text) && text !== '中文'));
  assert.deepEqual(mixed, [], page.url());
}

for (const width of WIDTHS) {
  for (const { locale, theme } of LOOKS) {
    describe(`${width} px, ${locale}, ${theme}`, () => {
      test('the sign-in page', async () => {
        const { page, faults, go, close } = await house.person(undefined, { width, locale, theme });
        await go('/sign-in');
        await page.locator('form').waitFor();
        await fits(page);
        assert.deepEqual(await barriers(page), []);
        await picture(page, `sign_in-${locale}-${theme}`);
        assert.deepEqual(faults, []);
        await close();
      });
      test('every page', async () => {
        const { page, faults, go, close } = await house.person('admin', { width, locale, theme });
        const found = [];
        for (const [name, path] of Object.entries(PAGES)) {
          await go(path);
          await settled(page);
          if (name === 'figure') await page.locator('dialog .lines a').first().waitFor();
          await fits(page);
          found.push(...await barriers(page));
          await speaks(page, locale);
          await picture(page, `${name}-${locale}-${theme}`);
        }
        await go(`/ledgers/training?${AT}&state=submitted`);
        await settled(page);
        const record = 'main a[href*="/ledgers/training/"][href*="-4"]:visible';
        await page.locator(record).first().click();
        await page.locator('.history').waitFor();
        await fits(page);
        found.push(...await barriers(page));
        await picture(page, `record-${locale}-${theme}`);
        assert.deepEqual(found, []);
        assert.deepEqual(faults, []);
        await close();
      });
    });
  }
}
