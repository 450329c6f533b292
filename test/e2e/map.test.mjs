// A figure over the units of the nation, drawn as tiles, and the way down to the county. Against
// the real server.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { picture, scratch, serve, WIDTHS, youju, youjuTold } from './harness.mjs';
import { barriers, fits, settled, start } from './workbench_harness.mjs';

const password = 'Shan-Shui-1958';
const REGIONS = ('11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 '
  + '36江西 37山东 41河南 42湖北 43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 54西藏 61陕西 62甘肃 63青海 '
  + '64宁夏 65新疆').split(' ').map((each) => [each.slice(0, 2), each.slice(2)]);

// Thirty-one provinces; below one of them cities, below one of those counties. Hainan has told
// nothing.
function example(folder) {
  const units = ['100000,全国,全国,nation,,,'];
  const rows = [];
  const tell = (unit, trainees) => rows.push(
    `t-${unit},${unit},2009-06-01,2009-06-01,,,${unit}培训,apple,own,field,县城,农技员,1,${trainees}`);
  REGIONS.forEach(([region, name], at) => {
    units.push(`${region}0000,${name}科学技术协会,${name}科协,province,100000,,`);
    if (region !== '46' && region !== '61') tell(`${region}0000`, (at * 37) % 29 * 40 + 15);
  });
  ['西安', '铜川', '宝鸡', '咸阳', '渭南'].forEach((name, at) => {
    units.push(`610${at + 1}00,${name}市科学技术协会,${name}市科协,city,610000,,`);
    if (at < 4) tell(`610${at + 1}00`, 100 * (at + 1));
  });
  units.push('610502,临渭区科学技术协会,临渭区科协,county,610500,,');
  units.push('610522,潼关县科学技术协会,潼关县科协,county,610500,,');
  tell('610502', 66);
  tell('610522', 1234);
  mkdirSync(join(folder, 'records'), { recursive: true });
  writeFileSync(join(folder, 'example.yaml'), 'example: map\ntitle: {zh-CN: 分布图, en: Map}\n'
    + 'packs: [common, county-association]\nunit: "100000"\nperiod: "2009"\n'
    + 'template: county_campaign_summary\n');
  writeFileSync(join(folder, 'units.csv'),
    `code,name,short,kind,parent,from,until\n${units.join('\n')}\n`);
  const head = 'key,unit,on,until,tags,hosts,topic,kind,held,form,place,teacher,sessions,trainees';
  writeFileSync(join(folder, 'records/training.csv'), `${head}\n${rows.join('\n')}\n`);
}

describe('the distribution over units', () => {
  const folder = scratch();
  const data = join(folder, 'data');
  let house;
  before(async () => {
    example(join(folder, 'example'));
    youju(data, 'init');
    youju(data, '--quiet', 'load', join(folder, 'example'));
    youju(data, 'person', 'add', 'leader', '--name', '领导', '--role', 'leader', '--unit', '100000');
    youjuTold(data, `${password}\n`, 'person', 'password', 'leader');
    house = await start(await serve(data));
  });
  after(() => house?.stop());

  for (const width of WIDTHS) {
    for (const theme of ['light', 'dark']) {
      test(`from the nation down to a county's records, ${width} px, ${theme}`, async () => {
        const { page, go, faults, refusals, close } =
          await house.person('leader', { width, theme, password });
        await go('/figures?unit=100000&period=2009&of=trainees&by=unit');
        await settled(page);
        await page.getByRole('button', { name: '分布图' }).click();
        const tile = (name) => page.locator('.national .tile', { hasText: name });
        assert.equal(await page.locator('.national .tile').count(), 34);
        assert.match(await tile('陕').getAttribute('class'), /level5/);
        assert.match(await tile('琼').getAttribute('class'), /none/);
        assert.match(await tile('台').getAttribute('class'), /absent/);
        await fits(page);
        assert.deepEqual(await barriers(page), []);
        await picture(page, `map_nation_${theme}`);
        await page.getByRole('button', { name: '查看陕西科协的下级' }).click();
        await page.getByRole('button', { name: '查看渭南市科协的下级' }).waitFor();
        await settled(page);
        assert.deepEqual(await barriers(page), []);
        await picture(page, `map_province_${theme}`);
        await page.getByRole('button', { name: '查看渭南市科协的下级' }).click();
        const county = page.locator('.units .tile', { hasText: '潼关县科协' });
        await county.getByRole('link').click();
        await page.locator('dialog').getByText('培训').first().waitFor();
        await page.keyboard.press('Escape');
        await page.reload(); // the address holds all of it
        await county.waitFor();
        await page.getByRole('button', { name: '全国', exact: true }).click();
        await tile('陕').waitFor();
        assert.deepEqual(faults, []);
        assert.deepEqual(refusals, []);
        await close();
      });
    }
  }
});
