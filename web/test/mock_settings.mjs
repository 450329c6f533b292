// What the settings ask of the mock: units, people, the trail of what was done.
export function units(ask) {
  if (ask.method === 'POST') {
    const { world } = ask;
    const [, code, move] = ask.path;
    const input = ask.json();
    if (!move) return void world.units.push(input);
    if (!input.dry_run && input.kind === 'move') world.unit(code).parent = input.into;
    return { units: 1, looked_at: 0, out_of_sight: 0, issued: [] };
  }
  const rows = [];
  const children = Map.groupBy
    ? Map.groupBy(ask.world.units, (unit) => unit.parent)
    : ask.world.units.reduce(
        (map, unit) => map.set(unit.parent, [...(map.get(unit.parent) ?? []), unit]),
        new Map(),
      );
  const visit = (unit, depth) => {
    const at = rows.length;
    rows.push({
      code: unit.code,
      name: unit.name,
      short: unit.short,
      kind: unit.kind,
      parent: unit.parent,
      depth,
      size: 1,
    });
    for (const child of children.get(unit.code) ?? []) visit(child, depth + 1);
    rows[at].size = rows.length - at;
  };
  for (const unit of children.get('') ?? []) visit(unit, 0);
  return { day: '2026-01-01', whole: true, rows, above: [] };
}

export function people(ask) {
  const [, login, part] = ask.path;
  if (part) return { password: 'kq7-mvt-2hx' };
  if (ask.method === 'PUT') {
    ask.world.people[login] = { ...ask.world.people[login], ...ask.json() };
    return undefined;
  }
  return {
    rows: Object.entries(ask.world.people).map(([each, person]) => ({
      login: each,
      name: person.name,
      locked: false,
      totp: Boolean(person.totp),
      has_password: each !== 'newcomer',
      grants: person.grants.map((grant) => ({
        ...grant,
        unit_name: ask.world.unit(grant.unit)?.short,
      })),
    })),
  };
}

export function trail(ask) {
  const kinds = ask.language === 'en' ? ['Signed in', 'Rights changed'] : ['登录', '权限变更'];
  return {
    next: '',
    rows: Array.from({ length: 8 }, (_, index) => ({
      seq: 90 - index,
      at: new Date(Date.UTC(2026, 0, 20, 8, 90 - index)).toISOString(),
      kind: 'account.sign_in',
      kind_title: kinds[index % 2],
      actor: 'admin',
      about: 'tongguan_clerk',
    })),
  };
}
