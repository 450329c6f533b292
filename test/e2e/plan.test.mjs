// Plans in the browser: a target set, split down with the sum told while it is typed, followed
// along its path, compared; milestones ticked off; on a phone and on a desk, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { ROOT, WIDTHS, addPerson, picture, scratch, serve, youju } from './harness.mjs';
import { PASSWORD, barriers, fits, settled, start } from './workbench_harness.mjs';

const COUNTY = 'unit=610522&period=2009';
let house;
before(async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init');
  youju(data, 'load', join(ROOT, 'examples/tongguan-2009'));
  for (const [login, name, role] of [
    ['chief', '负责人', 'leader'], ['entry', '填报员', 'clerk'],
  ]) {
    addPerson(data, PASSWORD, login, role, '610522', name);
  }
  house = await start(await serve(data));
});
after(() => house?.stop());

const ask = async (...what) => (await house.ask(...what)).json();
const setting = (value, terms) => ({
  version: 0, terms_version: 0, value, source: '2009年度工作计划', owner: '', reason: '',
  ...(terms ? { terms } : {}),
});
const named = (text) => `/plan/target?of=${encodeURIComponent(text)}`;

test('a leader sets a target, splits it down and ticks a milestone off', async () => {
  const { page, faults, go } = await house.person('chief');
  await go(`/plan?${COUNTY}`);
  await settled(page);
  await page.locator('.empty', { hasText: '没有设定目标' }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.locator('.empty').getByRole('button', { name: '设定目标' }).click();
  await page.locator('dialog input[type=search]').fill('trainings');
  await page.locator('dialog select[size]').selectOption('trainings');
  await page.getByLabel(/^目标值/).fill('10');
  await page.getByLabel('依据').fill('2009年度工作计划');
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'plan-set');
  await page.getByLabel('依据').press('Enter');
  const line = page.locator('.targets .line').first();
  await line.locator('.badge').waitFor();
  await line.locator('a.name').click();
  await page.waitForURL(/\/plan\/target\?of=/);
  await settled(page);

  // The difference is told as it is typed; what does not add up is not kept unless it may differ.
  await page.getByRole('button', { name: '分解', exact: true }).click();
  await page.getByRole('button', { name: '平均拟分' }).click();
  await page.locator('dialog .total.good').waitFor();
  const first = page.locator('dialog tbody input').first();
  await first.fill('7.5');
  await page.locator('dialog .total.warn', { hasText: '超出目标' }).waitFor();
  assert.ok(await page.getByRole('button', { name: /保存 \d+ 个分解数/ }).isDisabled());
  await first.fill('3');
  await first.press('Enter');
  const second = await page.locator('dialog tbody input').nth(1)
    .evaluate((input) => input === document.activeElement);
  assert.ok(second, 'Enter goes on to the next unit');
  await page.getByLabel('各单位合计可以不等于总目标').check();
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'plan-split');
  await page.getByRole('button', { name: /保存 \d+ 个分解数/ }).click();
  await page.locator('.differs', { hasText: '相差' }).waitFor();

  // A figure opens the same panel as everywhere.
  await page.locator('.stand .now').first().click();
  await page.locator('dialog.side').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog.side').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '调整目标' }).click();
  await page.getByLabel(/^目标值/).fill('2000');
  await page.getByLabel('调整理由').fill('追加任务');
  await page.locator('dialog').getByRole('button', { name: '保存' }).click();
  await page.locator('.badge', { hasText: '逾期' }).first().waitFor();

  await go(`/plan?${COUNTY}&view=milestones`);
  await settled(page);
  await page.getByRole('button', { name: '增设节点' }).click();
  await page.getByLabel('节点内容').fill('完成换届');
  await page.locator('dialog').getByRole('button', { name: '保存' }).click();
  const task = page.locator('.task', { hasText: '完成换届' });
  await task.locator('input[type=checkbox]').click();
  await page.getByLabel('完成情况').fill('县科协第五次代表大会');
  await page.locator('dialog').getByRole('button', { name: '标为完成' }).click();
  await task.locator('[data-light=done]').waitFor();
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'plan-milestones');

  // The statement of responsibility says what the plan says.
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载责任书' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), '潼关县科学技术协会2009年目标责任书.docx');
  const kept = join(scratch(), 'sheet.docx');
  await file.saveAs(kept);
  const text = new PizZip(readFileSync(kept)).file('word/document.xml').asText()
    .replace(/<[^>]+>/g, '');
  for (const part of ['2009年目标责任书', '渭南市科学技术协会与潼关县科学技术协会签订本责任书',
    '2009年度工作计划', '不低于2000', '完成换届', '目标分解']) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.deepEqual(faults, []);
});

test('a target is set for a part of an indicator', async () => {
  const { page, faults, go } = await house.person('chief');
  await go('/plan?unit=610522&period=2008');
  await settled(page);
  await page.locator('.empty').getByRole('button', { name: '设定目标' }).click();
  await page.locator('dialog input[type=search]').fill('trainings');
  await page.locator('dialog select[size]').selectOption('trainings');
  await page.locator('dialog summary', { hasText: '只对其中一部分' }).click();
  const part = page.locator('dialog .cuts select').first();
  await part.selectOption({ index: 1 });
  const title = await part.locator('option:checked').textContent();
  await page.getByLabel(/^目标值/).fill('4');
  await page.getByLabel('依据').fill('2008年度工作计划');
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'plan-part');
  await page.getByLabel('依据').press('Enter');
  await page.locator('.targets .line', { hasText: title.trim() }).first().waitFor();
  assert.deepEqual(faults, []);
});

test('who only enters records reads the plan and changes nothing', async () => {
  const { page, faults, go } = await house.person('entry');
  await go(`/plan?${COUNTY}`);
  await settled(page);
  await page.locator('.targets .line').first().waitFor();
  assert.equal(await page.getByRole('button', { name: '设定目标' }).count(), 0);
  await go(named('target.trainings@610522@2009'));
  await settled(page);
  assert.equal(await page.getByRole('button', { name: '分解', exact: true }).count(), 0);
  await go(named('target.trainings@610522@none'));
  await page.locator('.failed').waitFor();
  assert.deepEqual(faults, []);
});

for (const width of WIDTHS) {
  for (const [locale, theme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
    test(`the pages fit at ${width} px, ${locale}, ${theme}`, async () => {
      const { page, faults, go, close } = await house.person('chief', { width, locale, theme });
      const year = new Date().getFullYear();
      const at = `target.lectures@610522@${year}`;
      const present = (await ask(page, 'GET', `/api/targets/${encodeURIComponent(at)}`)).whole;
      if (!present.value) {
        await ask(page, 'PUT', `/api/targets/${encodeURIComponent(at)}`, setting('12'));
        const monthly = encodeURIComponent(`target.trainings@610522@${year}`);
        await ask(page, 'PUT', `/api/targets/${monthly}`,
          setting('2', { direction: 'each', each: 'month' }));
      }
      await go(`/plan?${COUNTY}`);
      await settled(page);
      await page.locator('.turn[aria-expanded]').first().click();
      await page.locator('[style*="--depth: 1"]').first().waitFor();
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, `plan-${locale}-${theme}`);
      // Keyboard: from one tab to the next by the arrow.
      await page.getByRole('tab').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('.task').first().waitFor();
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await page.keyboard.press('ArrowRight');
      await page.locator('.lines .line').first().waitFor();
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      for (const [name, target] of [
        ['target', 'target.trainings@610522@2009'], ['steps', `target.trainings@610522@${year}`],
      ]) {
        await go(named(target));
        await settled(page);
        await fits(page);
        assert.deepEqual(await barriers(page), []);
        await picture(page, `plan-${name}-${locale}-${theme}`);
      }
      await go('/?unit=610522');
      await settled(page);
      await page.locator('.lines .badge.warn, .lines .badge.bad').first().waitFor();
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, `plan-today-${locale}-${theme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
