// The desk of those who look and those who configure, on the real server: figures by two splits,
// beside another unit and by rank; odd values; indicators, ledgers, templates and campaigns changed
// in the browser; audit and backup.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { addPerson, picture, ROOT, scratch, serve, WIDTHS, youju } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const password = 'Shan-Shui-1958';
const AT = 'unit=610522&period=2009';
const GIVEN = 'materials_given';
let house;
before(async () => {
  const data = join(scratch(), 'data');
  youju(data, 'init');
  youju(data, '--quiet', 'load', join(ROOT, 'examples/tongguan-2009'));
  const people = [['admin', 'administrator', '100000'], ['county', 'administrator', '610522'],
    ['reviewer', 'reviewer', '610522']];
  for (const [login, role, unit] of people) {
    addPerson(data, password, login, role, unit);
  }
  house = await start(await serve(data));
});
after(() => house?.stop());

const person = (login, how = {}) => house.person(login, { password, ...how });
const ask = ({ page }, ...what) => house.ask(page, ...what);
const asked = async (who, path) => (await ask(who, 'GET', path)).json();
async function good(who, name) {
  await settled(who.page);
  await fits(who.page);
  const found = await barriers(who.page);
  assert.deepEqual(found, []);
  await picture(who.page, `desk_${name}`);
  assert.deepEqual(who.faults, []);
}
const shown = (text) => text.replace(/[,\u202f\u00a0]/g, '').trim();

for (const width of WIDTHS) {
  describe(`${width} px`, () => {
    test('a figure stands by units and months, with totals of the server', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      await go(`/figures?${AT}&of=${GIVEN}&by=unit`);
      await settled(page);
      await page.getByLabel('列', { exact: true }).selectOption('month');
      await page.locator('tfoot').waitFor();
      await settled(page);
      const table = await asked(who, `/api/figure-table?indicator=${GIVEN}&${AT}`
        + '&rows_by=unit&columns_by=month');
      const foot = (await page.locator('tfoot td').allTextContents()).map(shown);
      assert.deepEqual(foot, [...table.columns.map(({ total }) => total.value), table.whole.value]);
      const cells = page.locator('tbody tr').first().locator('td');
      const first = (await cells.allTextContents()).map(shown);
      assert.equal(first.at(-1), table.rows[0].total.value);
      await good(who, 'pivot');
      // A total is a figure like any other: its records are one click away.
      await page.locator('tfoot td a').last().click();
      await page.locator('dialog .record').first().waitFor();
      await page.keyboard.press('Escape');
      if (width > 900) {
        await page.getByRole('button', { name: '复制表格' }).click();
        await page.getByText('表格已复制').waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied.split('\n').length, table.rows.length + 2);
        const sheet = await page.getByRole('link', { name: '导出 Excel' }).getAttribute('href');
        const bytes = await (await ask(who, 'GET', sheet)).body();
        assert.equal(bytes.subarray(0, 2).toString(), 'PK');
      }
      await who.close();
    });

    test('a unit is compared with another and ranked among its siblings', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      const place = 'unit=610522-nyj&period=2009';
      await go(`/figures?${place}&with=610522-lyj&rank=1`);
      await settled(page);
      const row = page.locator('tbody tr', { hasText: '发放' }).first();
      await row.waitFor();
      const [own, other] = await Promise.all(['610522-nyj', '610522-lyj'].map((unit) =>
        asked(who, `/api/figures/${GIVEN}@${unit}@2009`)));
      const cells = page.locator('tbody tr', {
        has: page.locator(`[data-figure="${GIVEN}@610522-nyj@2009"]`),
      }).first();
      const texts = (await cells.locator('td').allTextContents()).map(shown);
      assert.ok(texts.includes(own.value), texts.join('|'));
      assert.ok(texts.includes(other.value), texts.join('|'));
      assert.ok(texts.some((text) => /^第\d+位（共\d+）$/.test(text)), texts.join('|'));
      await good(who, 'compare');
      await go(`/figures?${place}&of=${GIVEN}&by=month&with=610522-lyj`);
      await settled(page);
      await page.getByRole('button', { name: '图表' }).click();
      await page.locator('.legend li').nth(1).waitFor();
      await good(who, 'compare_chart');
      await who.close();
    });

    test('a unit is ranked among all of its kind further above', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      const place = 'unit=610522-nyj&period=2009';
      await go(`/figures?${place}&rank=1`);
      await settled(page);
      await page.getByLabel('排名范围').selectOption('610000');
      const found = `/api/figure-places?${place}&indicators=${GIVEN}&within=610000`;
      const [{ place: own, of, best }] = (await asked(who, found)).rows;
      const row = page.locator('tbody tr', {
        has: page.locator(`[data-figure="${GIVEN}@610522-nyj@2009"]`),
      }).first();
      await row.getByText(`第${own}位（共${of}）`).waitFor();
      const texts = (await row.locator('td').allTextContents()).map(shown);
      assert.ok(texts.includes(best.value), texts.join('|'));
      assert.match(page.url(), /within=610000/);
      await good(who, 'places');
      await who.close();
    });

    test('a figure tells what has changed since yesterday, by which records', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      const name = `${GIVEN}@610522@2009`;
      // All was entered today: there was nothing yesterday.
      const change = await asked(who, `/api/figures/${name}/change?rows=5`);
      assert.equal(change.then.kind, 'missing');
      await go(`/figures?${AT}&figure=${name}`);
      const panel = page.locator('dialog');
      await panel.getByText('缺数 →').waitFor();
      assert.equal(await panel.getByLabel('比较的起点').inputValue(), '1');
      const rows = panel.locator('.changed .record');
      assert.equal(await rows.count(), change.rows.length);
      assert.ok((await rows.first().textContent()).includes(change.rows[0].cause_title));
      assert.ok(change.total > 5);
      await panel.getByRole('button', { name: /显示更多/ }).first().click();
      await rows.nth(5).waitFor();
      await panel.getByLabel('比较的起点').selectOption('30');
      await rows.first().waitFor();
      await good(who, 'figure_change');
      await rows.first().click();
      await page.waitForURL(new RegExp(change.rows[0].id));
      await who.close();
    });

    test('an indicator is changed with its value beside it and tells faults', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      await go(`/settings/indicators?of=trainings&${AT}`);
      await settled(page);
      const area = page.locator('.code textarea');
      await page.locator('.value strong').waitFor();
      const before = await area.inputValue();
      await area.fill(before.replace('of training', 'of trainin'));
      const at = page.getByRole('button', { name: /第 \d+ 行第 \d+ 列/ });
      await at.waitFor();
      assert.equal(await page.getByRole('button', { name: '保存为新版本' }).isDisabled(), true);
      await good(who, 'indicator_wrong');
      await at.click();
      const { start: caret, line } = await area.evaluate((box) => ({
        start: box.selectionStart,
        line: box.value.slice(0, box.selectionStart).split('\n').length,
      }));
      assert.equal(line, 1 + before.split('\n').findIndex((each) => each.includes('value:')));
      assert.ok(caret > before.indexOf('value:'));
      // Another count of what is there: its value is shown before it is kept.
      const other = `count of training${width > 900 ? ' where kind = apple' : ''}`;
      await area.fill(before.replace(/value: .*/, `value: ${other}`));
      await page.getByText(/依据 \d+ 条审核通过的记录/).waitFor();
      await settled(page);
      await good(who, 'indicator');
      await page.getByRole('button', { name: '保存为新版本' }).click();
      await page.getByText(/已保存为第 \d+ 版/).waitFor();
      const { value } = await asked(who, '/api/figures/trainings@610522@2009');
      const stated = shown(await page.locator('.value strong').textContent());
      assert.equal(stated.replace(/\D/g, ''), value);
      await who.close();
    });

    test('a ledger is designed with the form beside it; what loses data is refused', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      await go('/settings/ledgers');
      await settled(page);
      await good(who, 'ledgers');
      await page.getByRole('link', { name: /培训台账/ }).click();
      await page.locator('.preview [data-field=topic]').waitFor();
      await page.getByRole('button', { name: '增加字段' }).click();
      const card = page.locator('.field-card').last();
      const name = `weather_${width}`;
      await card.getByLabel('中文名称', { exact: true }).fill(`天气${width}`);
      await card.getByLabel('英文名称', { exact: true }).fill(`Weather ${width}`);
      await card.getByLabel('代码', { exact: true }).fill(name);
      await card.getByLabel('类型').selectOption('choice');
      for (const [label, text] of [['选项 1 的名称', '晴'], ['选项 1 的英文名称', 'Fair'],
        ['选项 1 的代码', 'fair']]) {
        await card.getByLabel(label, { exact: true }).fill(text);
      }
      await page.locator(`.preview [data-field=${name}]`).waitFor();
      await good(who, 'design');
      await page.getByRole('button', { name: '保存为新版本' }).click();
      await page.getByText(/已保存为第 \d+ 版/).waitFor();
      await go('/ledgers/training/new');
      await page.locator(`[data-field=${name}]`).waitFor();
      // Places are filled: the field cannot go, and the page says so before anything is kept.
      await go('/settings/ledgers?pack=common&of=training');
      await page.locator('.preview [data-field=place]').waitFor();
      await page.getByRole('button', { name: '删去“地点”' }).click();
      await page.getByRole('alert').getByText(/已有数据，不能删除/).waitFor();
      assert.equal(await page.getByRole('button', { name: '保存为新版本' }).isDisabled(), true);
      await good(who, 'design_refused');
      await who.close();
    });

    test('a new ledger is made and takes its first record', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      const name = `walk_${width}`;
      await go('/settings/ledgers');
      await settled(page);
      await page.getByRole('button', { name: '新建台账' }).click();
      const dialog = page.locator('dialog');
      await dialog.getByLabel('中文名称').fill(`走访台账${width}`);
      await dialog.getByLabel('英文名称').fill(`Walks ${width}`);
      await dialog.getByLabel(/^代码/).fill(name);
      assert.deepEqual(await barriers(page, 'dialog'), []);
      await dialog.getByRole('button', { name: '开始设计' }).click();
      const card = page.locator('.field-card').first();
      await card.getByLabel('中文名称', { exact: true }).fill('事项');
      await card.getByLabel('英文名称', { exact: true }).fill('Matter');
      await page.locator('.preview [data-field=title]').waitFor();
      await page.getByRole('button', { name: '保存为新版本' }).click();
      await page.getByText(/已保存为第 \d+ 版/).waitFor();
      await ask(who, 'POST', `/api/ledgers/${name}/records`,
        { unit: '610522', on: '2009-05-06', fields: { title: '走访农户' } });
      await go(`/ledgers/${name}?${AT}`);
      await page.getByText('走访农户').locator('visible=true').first().waitFor();
      await who.close();
    });

    test('a template shows its document and its faults', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      await go(`/settings/templates?${AT}`);
      await settled(page);
      await good(who, 'templates');
      await go('/settings/templates?of=county-association/templates/county_campaign_summary.md');
      await page.locator('.paper .block').first().waitFor();
      await good(who, 'template');
      const area = page.locator('.code textarea');
      const text = await area.inputValue();
      await area.fill(`${text}\n\n{no_such_indicator}\n`);
      await page.getByRole('button', { name: /第 \d+ 行第 \d+ 列/ }).waitFor();
      await good(who, 'template_wrong');
      await page.getByRole('button', { name: '撤销改动' }).click();
      await page.locator('.paper .block').first().waitFor();
      await who.close();
    });

    test('a campaign is added and stands in the form', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      await go('/settings/campaigns');
      await settled(page);
      const pack = page.locator('section', { hasText: 'common' }).first();
      await pack.getByRole('button', { name: '新增活动标签' }).click();
      const row = pack.locator('li').last();
      await row.getByLabel('名称', { exact: true }).fill(`航天日${width}`);
      await row.getByLabel('英文名称').fill(`Space day ${width}`);
      await row.getByLabel('代码').fill(`space_${width}`);
      await good(who, 'campaigns');
      await pack.getByRole('button', { name: '保存为新版本' }).click();
      await page.getByText(/已保存为第 \d+ 版/).waitFor();
      const { tags } = await asked(who, '/api/ledgers/lecture');
      assert.ok(tags.some(({ title }) => title === `航天日${width}`));
      await who.close();
    });

    test('the chain is verified and a backup is taken', async () => {
      const who = await person('admin', { width });
      const { page, go } = who;
      await go('/settings/audit');
      await settled(page);
      await page.getByRole('button', { name: '核验' }).first().click();
      await page.getByText(/核验通过：事件 [\d,]+ 条/).waitFor();
      await good(who, 'audit');
      await go('/settings/backup');
      await settled(page);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /备份/ }).last().click(),
      ]);
      assert.match(file.suggestedFilename(), /^youju-.*\.backup$/);
      await page.locator('.taken li').first().waitFor();
      await good(who, 'backup');
      await go('/settings/about');
      await good(who, 'about');
      await who.close();
    });

    test('who administers a county alone is shown no door to what concerns all', async () => {
      const who = await person('county', { width });
      const { page, go } = who;
      await go('/settings/account');
      await settled(page);
      const tabs = await page.locator('.tabs a').allTextContents();
      assert.equal(tabs.some((tab) => /指标|台账设计|模板|备份/.test(tab)), false, tabs.join());
      await go('/settings/indicators');
      await page.getByText(/无权|没有权限/).first().waitFor();
      await who.close();
    });
  });
}

test('a unit that is dragged onto another asks for the day and the reason, and moves', async () => {
  const who = await person('admin');
  const { page, go } = who;
  await go('/settings/units');
  await page.getByRole('searchbox').fill('林业');
  const row = (name) => page.locator('.tree li', { hasText: name });
  await row('林业工作站').waitFor();
  // Not below itself, nor where it is already: nothing opens.
  await row('林业局').dragTo(row('林业局'));
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await row('林业工作站').dragTo(row('林业局'));
  const box = page.locator('dialog[open]');
  await box.getByRole('button', { name: /潼关县林业局/ }).waitFor();
  await box.locator('textarea').fill('县编办〔2026〕3号');
  await box.getByRole('button', { name: '试算影响' }).click();
  await box.getByRole('button', { name: '确认调整' }).click();
  await box.waitFor({ state: 'detached' });
  const { rows } = await asked(who, '/api/units');
  assert.equal(rows.find(({ code }) => code === '610522-lyz').parent, '610522-lyj');
  await good(who, 'units');
  await who.close();
});

// In the other language and at night; what is shown of the packs' own titles is data.
const PAGES = [
  `/figures?${AT}&of=${GIVEN}&by=unit&across=quarter`,
  '/figures?unit=610522-nyj&period=2009&with=610522-lyj&rank=1',
  '/figures?unit=610522-nyj&period=2009&rank=1&within=610000',
  `/figures?${AT}&figure=${GIVEN}@610522@2009`,
  '/settings/ledgers', '/settings/ledgers?pack=common&of=visit',
  `/settings/indicators?of=trainees&${AT}`,
  '/settings/templates?of=county-association/templates/county_campaign_summary.md',
  '/settings/campaigns', '/settings/audit', '/settings/backup', '/settings/about',
];
describe('the desk in English and in the dark', () => {
  for (const width of WIDTHS) {
    test(`hinders nobody: ${width} px`, async () => {
      const who = await person('admin', { width, locale: 'en-GB', theme: 'dark' });
      for (const [index, path] of PAGES.entries()) {
        await who.go(path);
        await settled(who.page);
        await who.page.waitForTimeout(600); // the first trial of what is edited
        await good(who, `dark_${index}`);
      }
      await who.close();
    });
  }
});

describe('odd values', () => {
  test('are pointed out in the queue and on the record, with both values', async () => {
    const admin = await person('admin');
    const enter = async (day, trainees) => {
      const answer = await ask(admin, 'POST', '/api/ledgers/training/records', {
        unit: '610522-nyj', on: day, until: day, submit: true,
        fields: { topic: `果园管理 ${day}`, kind: 'apple', held: 'own', place: '代字营乡', trainees },
      });
      return answer.json();
    };
    for (let month = 1; month <= 9; month += 1) {
      const { id, version } = await enter(`2009-0${month}-11`, String(50 + month));
      await ask(admin, 'POST', `/api/ledgers/training/records/${id}/approve`, { version });
    }
    const { id } = await enter('2009-10-11', '5300');
    for (const width of WIDTHS) {
      const who = await person('reviewer', { width });
      await who.go('/review?unit=610522');
      await settled(who.page);
      await who.page.getByText('异常数值 1 处').first().waitFor();
      await who.page.locator('.queue .title', { hasText: '2009-10-11' }).click();
      const sentence = who.page.getByText(/受训人次 5300人次 明显偏高.*中位数为 5\d人次/);
      await sentence.waitFor();
      await good(who, 'review_odd');
      await who.go(`/ledgers/training/${id}`);
      await sentence.waitFor();
      await good(who, 'record_odd');
      await who.close();
    }
    await admin.close();
  });
});
