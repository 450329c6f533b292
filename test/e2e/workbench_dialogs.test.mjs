// What opens above a page: axe finds nothing serious in it, the keyboard stays inside, Escape
// closes it, and the focus goes back to where it was.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const AT = 'unit=610522&period=2009';
// name: [path, how it is opened, what is then there]
const OPENINGS = {
  'the unit chooser': [`/figures?${AT}`, (page) => page.keyboard.press('u'), 'dialog .tree'],
  'the shortcuts': ['/', (page) => page.keyboard.press('?'), 'dialog kbd'],
  'the indicators': [`/figures?${AT}`,
    (page) => page.getByRole('button', { name: '选择指标' }).click(), 'dialog input[type=checkbox]'],
  'a reason': [`/review?${AT}`,
    (page) => page.getByRole('button', { name: '退回', exact: true }).click(), 'dialog textarea'],
  'a new person': ['/settings/people',
    (page) => page.getByRole('button', { name: '新增人员' }).click(), 'dialog fieldset'],
  'a new unit': ['/settings/units',
    (page) => page.getByRole('button', { name: '新增单位' }).click(), 'dialog select'],
  'a unit that moves': ['/settings/units',
    (page) => page.getByRole('button', { name: '调整', exact: true }).first().click(),
    'dialog textarea'],
};
const PANELS = {
  'the period': [`/figures?${AT}`, /期间：/],
  'the account menu': ['/', '账号菜单'],
  'the filters': [`/ledgers/training?${AT}`, '筛选'],
  'the saved views': [`/ledgers/training?${AT}`, '常用视图'],
};
let house;
before(async () => {
  house = await start();
});
after(() => house?.stop());

for (const width of [390, 1440]) {
  describe(`at ${width} px`, () => {
    for (const [name, [path, open, there]] of Object.entries(OPENINGS)) {
      test(name, async () => {
        const { page, faults, go, close } = await house.person('admin', { width });
        await go(path);
        await settled(page);
        await open(page);
        await page.locator(there).first().waitFor();
        assert.deepEqual(await barriers(page), []);
        await fits(page);
        for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => {
          const at = document.activeElement;
          return at === document.body || at.closest('dialog') !== null;
        }), 'the focus stays inside');
        await page.keyboard.press('Escape');
        await page.locator('dialog').waitFor({ state: 'detached' });
        assert.deepEqual(faults, []);
        await close();
      });
    }
    for (const [name, [path, label]] of Object.entries(PANELS)) {
      test(name, async () => {
        const { page, faults, go, close } = await house.person('admin', { width });
        await go(path);
        await settled(page);
        const button = page.getByRole('button', { name: label }).first();
        await button.click();
        await page.locator('.panel').waitFor();
        // What it lies upon is hidden for as long as it is open.
        assert.deepEqual(await barriers(page, '.panel'), []);
        await fits(page);
        const inside = await page.locator('.panel').evaluate((panel) => {
          const { left, right, bottom } = panel.getBoundingClientRect();
          return left >= 0 && right <= innerWidth && bottom <= innerHeight;
        });
        assert.ok(inside, 'all of it can be seen');
        await page.keyboard.press('Escape');
        await page.locator('.panel').waitFor({ state: 'detached' });
        assert.ok(await button.evaluate((each) => each === document.activeElement));
        assert.deepEqual(faults, []);
        await close();
      });
    }
    test('a form with faults, and signing in again above it', async () => {
      const { page, go, close } = await house.person('admin', { width });
      await go('/ledgers/training/new');
      await settled(page);
      await page.getByRole('button', { name: '提交审核' }).click();
      await page.getByText('请填写“培训主题”').waitFor();
      assert.deepEqual(await barriers(page), []);
      await house.play({ expire: true });
      await page.getByRole('button', { name: '存为草稿' }).click();
      await page.locator('dialog input[name=password]').waitFor();
      assert.deepEqual(await barriers(page), []);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('dialog').count(), 1, 'a key does not drop what was begun');
      await close();
    });
  });
}
