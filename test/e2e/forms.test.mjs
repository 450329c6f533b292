// Statistics forms in the browser: begun, filled from the ledgers and by hand, checked at the
// cells, explained, handed in, locked; on a phone and on a desk, in both languages, by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { ROOT, WIDTHS, addPerson, picture, scratch, serve, youju } from './harness.mjs';
import { PASSWORD, barriers, fits, settled, start } from './workbench_harness.mjs';
import { xlsx } from './xlsx.mjs';

let house;
before(async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init', '--pack', 'science-statistics');
  youju(data, 'load', join(ROOT, 'examples/tongguan-2009'));
  addPerson(data, PASSWORD, 'chief', 'leader', '610522', '负责人');
  addPerson(data, PASSWORD, 'city', 'leader', '610500', '市级负责人');
  house = await start(await serve(data));
});
after(() => house?.stop());

// Every mandatory cell that is blank gets the sign of "there is no such thing".
async function sayNothingElsewhere(page) {
  const tabs = page.locator('[role=tab]');
  for (let tab = 0; tab < await tabs.count(); tab += 1) {
    await tabs.nth(tab).click();
    const inputs = page.locator('li.cell input');
    for (let at = 0; at < await inputs.count(); at += 1) {
      if (!await inputs.nth(at).inputValue()) await inputs.nth(at).fill('-');
    }
  }
}

test('a county fills its return and hands it in', async () => {
  const { page, faults, go } = await house.person('chief');
  await go('/forms?unit=610522');
  await settled(page);
  await page.fill('#form-year', '2009');
  await page.selectOption('#form-department', '02');
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'forms');
  await page.locator('#form-year').press('Enter');
  await page.waitForURL(/\/forms\/[0-9a-f-]{36}/);
  await settled(page);
  await page.getByRole('button', { name: '从台账取数' }).click();
  await page.getByRole('tab', { name: /KP-005/ }).click();
  await page.locator('#cell-training_n .number', { hasText: '22' }).waitFor();
  await page.getByRole('tab', { name: /KP-001/ }).click();
  await page.locator('#cell-staff_ft input').fill('3');
  await page.locator('#cell-staff_ft_degree input').fill('4');
  await page.fill('#form-source', '2009年度人员名册');
  await page.locator('#form-source').press('Enter');
  // The message of the audit relation stands at the cell.
  await page.locator('#cell-staff_ft_degree .notice.bad').waitFor();
  await picture(page, 'form_fault');
  await page.locator('#cell-staff_ft_degree input').fill('2');
  await page.getByRole('tab', { name: /KP-003/ }).click();
  await page.locator('#cell-raised input').fill('12');
  await page.locator('#cell-raised_own input').fill('12');
  await page.locator('#cell-spent input').fill('3');
  await page.locator('#cell-spent_activity input').fill('3');
  await page.getByRole('tab', { name: /KP-005/ }).click();
  await page.locator('#cell-contest_people input').fill('132');
  await sayNothingElsewhere(page);
  await page.getByRole('button', { name: /保存 \d+ 项/ }).click();
  await page.getByRole('tab', { name: /KP-003/ }).click();
  await page.locator('#cell-spent .notice.warn').waitFor();
  await page.locator('#cell-spent').getByRole('button', { name: '填写说明' }).click();
  await page.fill('#reason-text', '项目跨年实施');
  await page.getByRole('button', { name: '保存说明' }).click();
  await page.locator('#cell-spent .said').waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('button', { name: '报送' }).click();
  await page.locator('.badge', { hasText: '已报送' }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /导出/ }).click(),
  ]);
  assert.match(file.suggestedFilename(), /kp-610522-2009\.xlsx/);
  await page.getByRole('button', { name: '退回' }).click();
  await page.fill('#reason-text', '请核对人员数');
  await page.locator('dialog').getByRole('button', { name: '退回' }).click();
  await page.locator('.notice', { hasText: '请核对人员数' }).waitFor();
  await page.getByRole('button', { name: '报送' }).click();
  await page.getByRole('button', { name: '锁定' }).click();
  await page.locator('.badge', { hasText: '已锁定' }).waitFor();
  assert.equal(await page.locator('li.cell input').count(), 0);
  assert.deepEqual(faults, []);
});

// A superior's table: what it calls by a name that is known here, and what it does not.
function superiorTable() {
  const file = join(scratch(), '上级附表.xlsx');
  writeFileSync(file, xlsx([
    ['2009年科普工作情况统计表', '', ''], ['项目', '单位', '数量'],
    ['举办培训', '次', ''], ['举办讲座', '场', ''], ['其他事项', '项', ''],
  ], [], '附表1'));
  return file;
}
async function download(page, click, name) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  const kept = join(scratch(), name);
  await file.saveAs(kept);
  return { name: file.suggestedFilename(), bytes: readFileSync(kept) };
}

test('the ledgers prove cells, returns add up, and a superior\'s workbook is filled', async () => {
  const { page, faults, go } = await house.person('city');
  await go('/forms?unit=610522&view=coverage');
  await settled(page);
  await page.fill('#forms-year', '2009');
  await page.locator('#forms-year').press('Enter');
  const training = page.locator('li.cell', { hasText: '培训' }).filter({ hasText: '22' }).first();
  await training.locator('a.figure', { hasText: '22' }).click();
  await page.locator('dialog.side').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog.side').waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: '汇总' }).click();
  await page.locator('.empty', { hasText: '还没有报送' }).waitFor();
  await go('/forms?unit=610500&view=totals');
  await settled(page);
  await page.fill('#forms-year', '2009');
  await page.locator('#forms-year').press('Enter');
  await page.locator('thead th', { hasText: '潼关县科学技术协会' }).waitFor();
  await page.getByLabel('按部门').check();
  await page.locator('thead th', { hasText: /科协|科学技术协会/ }).first().waitFor();
  assert.deepEqual(await barriers(page), []);

  await go('/forms?unit=610522&view=superior');
  await settled(page);
  await page.fill('#forms-year', '2009');
  await page.locator('#forms-year').press('Enter');
  await page.locator('input[type=file]').first().setInputFiles(superiorTable());
  const line = page.locator('.places li', { hasText: 'C3' });
  await line.locator('a.figure', { hasText: '20' }).waitFor();
  // A cell that no row names is added by hand, and another is left out.
  await page.getByRole('button', { name: '增加一格' }).click();
  await page.getByLabel('单元格').fill('c5');
  await page.locator('dialog input[type=search]').fill('trainings');
  await page.locator('dialog select[size]').selectOption('trainings');
  assert.deepEqual(await barriers(page), []);
  await picture(page, 'superior-add');
  await page.locator('dialog').getByRole('button', { name: '确定' }).click();
  await page.locator('.places li', { hasText: 'C5' }).locator('a.figure').waitFor();
  await page.getByRole('button', { name: /不填 .*C4/ }).click();
  assert.equal(await page.locator('.places li').count(), 2);
  const mapping = await download(page,
    () => page.getByRole('button', { name: '下载对应表' }).click(), 'mapping.csv');
  assert.match(mapping.bytes.toString(), /附表1,C5,trainings,0/);
  const filled = await download(page,
    () => page.getByRole('button', { name: '下载填好的表格' }).click(), 'filled.xlsx');
  assert.equal(filled.name, '上级附表-已填.xlsx');
  const sheet = new PizZip(filled.bytes).file('xl/s1.xml').asText();
  assert.match(sheet, /<c r="C3"[^>]*><v>20<\/v>/);
  assert.match(sheet, /<c r="C5"[^>]*><v>20<\/v>/);
  assert.doesNotMatch(sheet, /<c r="C4"[^>]*><v>/);
  // The mapping that was kept fills the next workbook the same way.
  await page.locator('input[type=file]').first().setInputFiles(superiorTable());
  await page.locator('.places li', { hasText: 'C4' }).waitFor();
  await page.locator('input[type=file]').last().setInputFiles({
    name: 'mapping.csv', mimeType: 'text/csv', buffer: mapping.bytes,
  });
  await page.locator('.places li', { hasText: 'C5' }).waitFor();
  assert.equal(await page.locator('.places li').count(), 2);
  // What is no workbook says so.
  await page.locator('input[type=file]').first().setInputFiles({
    name: 'a.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no workbook'),
  });
  await page.locator('.notice.bad').waitFor();
  assert.deepEqual(faults, []);
});

for (const width of WIDTHS) {
  for (const [locale, theme] of [['zh-CN', 'light'], ['en-GB', 'dark']]) {
    test(`the pages fit at ${width} px, ${locale}, ${theme}`, async () => {
      const { page, faults, go, close } = await house.person('city', { width, locale, theme });
      await go('/forms?unit=610522');
      await settled(page);
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      const year = 2010 + WIDTHS.indexOf(width) * 2 + Number(theme === 'dark');
      await page.fill('#form-year', String(year));
      await page.locator('#form-year').press('Enter');
      await page.waitForURL(/\/forms\/[0-9a-f-]{36}/);
      await settled(page);
      await page.getByRole('tab').nth(4).click();
      await page.locator('li.cell input').first().fill('5');
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, `form-${locale}-${theme}`);
      // Keyboard: from one form to the next by the arrow, on into the panel by Tab.
      await page.getByRole('tab').nth(4).focus();
      await page.keyboard.press('ArrowLeft');
      assert.match(await page.locator('[role=tab][aria-selected=true]').textContent(), /KP-004/);
      await page.keyboard.press('Tab');
      const role = await page.evaluate(() => document.activeElement?.getAttribute('role'));
      assert.equal(role, 'tabpanel');
      for (const [view, unit] of [['coverage', 610522], ['totals', 610500], ['superior', 610522]]) {
        await go(`/forms?unit=${unit}&view=${view}`);
        await settled(page);
        await page.fill('#forms-year', '2009');
        await page.locator('#forms-year').press('Enter');
        if (view === 'superior') {
          await page.locator('input[type=file]').first().setInputFiles(superiorTable());
          await page.locator('.places li').first().waitFor();
        } else {
          await page.locator(view === 'totals' ? 'tbody td.number' : 'li.cell').first().waitFor();
        }
        await settled(page);
        await fits(page);
        assert.deepEqual(await barriers(page), []);
        await picture(page, `forms-${view}-${locale}-${theme}`);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
