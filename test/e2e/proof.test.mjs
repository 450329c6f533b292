// Drafts held against the ledger in the browser: pasted and dropped, looked at and decided on,
// found again in the next version, brought in as last year's baseline, checked while one writes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, WIDTHS, addPerson, picture, scratch, serve, youju } from './harness.mjs';
import { PASSWORD, barriers, fits, settled, start } from './workbench_harness.mjs';

const AT = '/proof?unit=610522&period=2009';
const DRAFT = [
  '一、“科技之春”宣传月活动',
  '本届“科技之春”宣传月活动中，悬挂横幅34条，展出展板250块，参加活动的干部和科技人员达   人。',
  '二、其他工作',
  '全县新建气象观测站7座，运行良好；现有科普画廊12处；另有XX户农民受益。',
].join('\n');
let house;
let word;
before(async () => {
  const folder = scratch();
  const data = join(folder, 'data');
  youju(data, 'init');
  youju(data, 'load', join(ROOT, 'examples/tongguan-2009'));
  const roles = { chief: 'leader', filler: 'clerk', admin: 'administrator' };
  for (const [login, role] of Object.entries(roles)) {
    addPerson(data, PASSWORD, login, role, '610522', login === 'chief' ? '负责人' : '填报员');
  }
  word = join(folder, '总结.docx');
  youju(data, 'summarize', '--unit', '610522', '--period', '2009', '-o', word);
  house = await start(await serve(data));
});
after(() => house?.stop());

const mark = (page, text) => page.locator('.paper .mark', { hasText: text });
async function paste(page, text) {
  await page.locator('main textarea').fill(text);
  await page.getByRole('button', { name: /^(核对|Check)$/ }).click();
  await page.locator('.paper .mark').first().waitFor();
}

test('a pasted draft is looked at by keyboard and decided on', async () => {
  const { page, faults, go } = await house.person('chief');
  await go(AT);
  await settled(page);
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'proof-begin');
  await paste(page, DRAFT);
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'proof-report');
  // From one finding to the next; what the draft says stands beside what the ledger has.
  await page.locator('h1').click();
  await page.keyboard.press('n');
  await page.locator('.mark.here').waitFor();
  await page.keyboard.press('p');
  await page.keyboard.press('n');
  await mark(page, '250块').click();
  await page.locator('aside .values', { hasText: '248块' }).waitFor();
  await picture(page, 'proof-finding');
  // The records behind, in the panel that every figure has.
  await page.getByRole('button', { name: '查看依据' }).click();
  await page.locator('dialog .record').first().waitFor();
  await page.keyboard.press('Escape');
  // The report that is asked for again after a change comes late: meanwhile people work on.
  let answer, asked;
  const late = new Promise((resolve) => { answer = resolve; });
  const again = new Promise((resolve) => { asked = resolve; });
  await page.route(/\/api\/proofs\/[^/?]+(\?|$)/, async (route) => {
    if (route.request().method() === 'GET') {
      asked();
      await late;
    }
    await route.continue();
  });
  await page.getByRole('button', { name: '采用台账数', exact: true }).click();
  await again;
  await page.getByRole('button', { name: '复制修改后的文字' }).click();
  const revised = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(revised, /展出展板248块/);
  // A source by the key, a reason by the button.
  await mark(page, '7座').click();
  await page.keyboard.press('d');
  await page.locator('aside input').fill('县气象局2009年公报');
  await page.locator('aside').getByRole('button', { name: '注明来源' }).click();
  await page.locator('.mark.settled', { hasText: '7座' }).waitFor();
  answer();
  await mark(page, 'XX户').click();
  await page.locator('aside').getByRole('button', { name: '不作修改' }).click();
  await page.locator('aside textarea').fill('统计中');
  await page.locator('aside').getByRole('button', { name: '不作修改' }).click();
  await page.locator('.mark.settled', { hasText: 'XX户' }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'proof-decided');
  // One kind alone, then all that is left to do.
  const chips = page.locator('.chip');
  await chips.filter({ hasText: '与台账不符' }).click();
  assert.equal(await page.locator('.paper .mark').count(), 1);
  await chips.filter({ hasText: '全部' }).click();
  await chips.filter({ hasText: '待处理' }).click();
  assert.equal(await page.locator('.mark.settled').count(), 0);
  const [file] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name: '核对网页' }).click()]);
  assert.match(readFileSync(await file.path(), 'utf8'), /县气象局2009年公报/);
  // The next version: moved down and a word more; the decision is there, another number is asked.
  await page.getByRole('button', { name: '另核一稿' }).click();
  await paste(page, `概述\n\n${DRAFT.replace('新建气象', '新建自动气象').replace('12处', '13处')}`);
  await page.locator('.mark.settled', { hasText: '7座' }).click();
  await page.locator('aside .notice', { hasText: '县气象局2009年公报' }).waitFor();
  await page.locator('aside').getByRole('button', { name: '撤回' }).click();
  await page.locator('.mark.info', { hasText: '7座' }).waitFor();
  assert.deepEqual(faults, []);
});

test('a Word file is proven and comes back with comments', async () => {
  const { page, faults, go } = await house.person('chief');
  await go(AT);
  await settled(page);
  await page.locator('main input[type=file]').setInputFiles(word);
  await page.locator('.paper .mark').first().waitFor();
  assert.equal(await page.locator('.mark.bad').count(), 0);
  const [file] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name: '带批注的 Word' }).click()]);
  assert.match(file.suggestedFilename(), /总结（核对）\.docx/);
  // The draft is part of the address.
  await page.reload();
  await page.locator('.paper .mark').first().waitFor();
  assert.deepEqual(faults, []);
});

test('what cannot be read is told, and who may not decide has no buttons', async () => {
  const { page, go } = await house.person('filler');
  await go(AT);
  await settled(page);
  await page.locator('main input[type=file]').setInputFiles(
    { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await page.locator('[role=alert]', { hasText: 'pdf' }).waitFor();
  await paste(page, '全县新建水塔9座。');
  await mark(page, '9座').click();
  assert.equal(await page.locator('aside form, aside .button.primary').count(), 0);
  await page.locator('aside', { hasText: '由撰稿人或负责人提出' }).waitFor();
  await page.getByRole('button', { name: '另核一稿' }).click();
  await page.locator('main textarea').fill('没有数字的一段话。');
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('没有可以核对的数字').waitFor();
});

test("last year's summary becomes the baseline", async () => {
  const { page, faults, go } = await house.person('admin');
  await go('/proof?unit=610522&period=2008');
  await settled(page);
  await paste(page, '2008年，全县悬挂横幅30条，展出展板200块，另有水塔5座。');
  await page.getByRole('button', { name: '登记为申报数字' }).click();
  await page.fill('#baseline-source', '潼关县科协2008年工作总结');
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'proof-baseline');
  await page.locator('dialog button[type=submit]').click();
  await page.locator('.mark.good', { hasText: '200块' }).click();
  await page.getByRole('button', { name: '查看依据' }).click();
  await page.locator('dialog', { hasText: '潼关县科协2008年工作总结' }).waitFor();
  assert.deepEqual(faults, []);
});

test('numbers typed into a summary are checked when the writer pauses', async () => {
  const { page, faults, go } = await house.person('chief');
  await go('/summaries?unit=610522&period=2009');
  const made = await page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/session')).json();
    const answer = await fetch('/api/drafts', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-youju-csrf': csrf },
      body: JSON.stringify({ unit: '610522', period: '2009' }),
    });
    return answer.json();
  });
  await go(`/summaries/drafts/${made.id}`);
  await settled(page);
  await page.locator('.ProseMirror p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.type('本届“科技之春”宣传月活动展出展板250块。');
  await page.locator('.doubted', { hasText: '250块' }).waitFor();
  await page.getByRole('tab', { name: /核对/ }).click();
  await page.locator('[role=tabpanel]', { hasText: '248块' }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'proof-margin');
  assert.deepEqual(faults, []);
});

for (const width of WIDTHS) {
  for (const [locale, theme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
    test(`the page fits at ${width} px, ${locale}, ${theme}`, async () => {
      const { page, faults, go, close } = await house.person('chief', { width, locale, theme });
      await go(AT);
      await settled(page);
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await paste(page, DRAFT);
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, `proof-${locale}-${theme}`);
      await mark(page, '34条').click();
      await page.locator('.finding').waitFor();
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, `proof-one-${locale}-${theme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
