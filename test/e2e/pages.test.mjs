// The circle of a figure as a reader meets it: from the list of associations to a summary, by a
// click on a number to the figure, and on to the record behind it, at both widths.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { browse, picture, ROOT, scratch, serve, WIDTHS, youju } from './harness.mjs';

const EXAMPLES = {
  'baoan-2020': { unit: '440306', period: '2020' },
  'tongguan-2009': { unit: '610522', period: '2009' },
  'bajing-street': { unit: '210102-bj', period: '2006' },
  'licheng-2020': { unit: '140426', period: '2020' },
};
let server;
let browser;

before(async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init');
  for (const name of Object.keys(EXAMPLES)) youju(data, 'load', join(ROOT, 'examples', name));
  server = await serve(data);
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// A page whose console and network must stay clean.
async function open(width, options = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 }, locale: 'zh-CN', ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
}

// Nothing that people must read may stand outside the window: the page itself never scrolls
// sideways (a wide table may, inside its own box).
async function fits(page) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} is ${wide} px wider than the window`);
}

for (const width of WIDTHS) {
  describe(`at ${width} px`, () => {
    test('the list names the four associations', async () => {
      const { page, faults, close } = await open(width);
      await page.goto(`${server.address}/plain`);
      for (const { unit, period } of Object.values(EXAMPLES)) {
        await page.locator(`a[href="/plain/summary/${unit}/${period}"]`).waitFor();
      }
      await fits(page);
      await picture(page, 'associations');
      assert.deepEqual(faults, []);
      await close();
    });

    for (const [name, { unit, period }] of Object.entries(EXAMPLES)) {
      test(`${name}: from a number to the record behind it`, async () => {
        const { page, faults, close } = await open(width);
        await page.goto(`${server.address}/plain`);
        await page.locator(`a[href="/plain/summary/${unit}/${period}"]`).click();
        await fits(page);
        await picture(page, `summary-${name}`);
        const figures = page.locator('data.figure');
        assert.ok((await figures.count()) > 20, `${await figures.count()} figures to click`);

        // The first figure that stands on records: its own page shows the value that the markup of
        // the summary carries.
        const proven = page.locator('data.figure[data-kind="proven"]').first();
        const value = await proven.getAttribute('value');
        await proven.locator('xpath=ancestor-or-self::a | .//a').first().click();
        await page.waitForURL('**/figure?**');
        const shown = await page.locator('body').innerText();
        assert.ok(shown.includes(value), `${value} is not on ${page.url()}`);
        await fits(page);
        await picture(page, `figure-${name}`);

        await page.locator('a[href^="/plain/record/"]').first().click();
        await page.waitForURL('**/record/**');
        await fits(page);
        await picture(page, `record-${name}`);
        await page.getByText('录入并计入', { exact: true }).first().waitFor();
        assert.deepEqual(faults, []);
        await close();
      });
    }
  });
}

test('every number of a summary leads to a page that knows it', async () => {
  const { page, close } = await open(WIDTHS[1]);
  await page.goto(`${server.address}/plain/summary/610522/2009`);
  const all = await page.$$eval('a[href^="/plain/figure?"]', (found) => found.map((a) => a.href));
  const links = new Set(all);
  assert.ok(links.size > 50);
  for (const link of links) {
    const answer = await page.request.get(link);
    assert.equal(answer.status(), 200, link);
  }
  await close();
});

test('the Word file of a summary is downloaded under its title', async () => {
  const { page, close } = await open(WIDTHS[1]);
  await page.goto(`${server.address}/plain`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href="/plain/summary/610522/2009.docx"]').click(),
  ]);
  assert.match(download.suggestedFilename(), /[\u4e00-\u9fff]+.*\.docx$/);
  const file = await download.path();
  assert.ok(statSync(file).size > 10_000);
  assert.equal(readFileSync(file).subarray(0, 2).toString(), 'PK');
  await close();
});

test('English readers get English around the Chinese data', async () => {
  const { page, close } = await open(WIDTHS[1], { locale: 'en-US' });
  await page.goto(`${server.address}/plain`);
  assert.match(await page.locator('h1').innerText(), /^Youju/);
  await close();
});

test('a page that is not there says so and leads back', async () => {
  const { page, close } = await open(WIDTHS[0]);
  const answer = await page.goto(`${server.address}/plain/no/such/page`);
  assert.equal(answer.status(), 404);
  await page.locator('a[href="/plain"]').click();
  await page.locator('table').waitFor();
  await close();
});
