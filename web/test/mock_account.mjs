// What one has of one's own in the mock: sessions, delegations.
const DESK = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537';
const PHONE = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 MicroMessenger/8.0';

// This one, and one on a phone that was signed in earlier, until it is ended.
export function ownSessions(ask) {
  const ended = (ask.world.ended ??= new Set());
  const [, , id] = ask.path;
  if (ask.method === 'DELETE') {
    ended.add(id);
    return undefined;
  }
  const head = (own) => ({
    id: own,
    address: '10.0.0.7',
    agent: own === 'this' ? DESK : PHONE,
    signed_in: '2026-11-24T08:30:00+08:00',
    seen: '2026-11-25T09:05:00+08:00',
    is_this: own === 'this',
  });
  return { rows: ['this', 'phone'].filter((own) => !ended.has(own)).map(head) };
}

export function delegations(ask) {
  const { world, login } = ask;
  const all = (world.delegations ??= []);
  const [, id] = ask.path;
  const person = world.people[login];
  if (ask.method === 'DELETE') {
    all.find((each) => String(each.id) === id).state = 'ended';
    return undefined;
  }
  if (ask.method === 'POST') {
    const wanted = ask.json();
    const made = {
      ...wanted,
      id: all.length + 1,
      giver: login,
      giver_name: person.name,
      receiver_name: world.people[wanted.receiver]?.name ?? wanted.receiver,
      unit_name: world.unit(wanted.unit)?.short ?? '',
      state: 'running',
    };
    all.unshift(made);
    return { status: 201, body: made };
  }
  return {
    day: '2026-11-25',
    rows: all.filter(({ giver, receiver }) => giver === login || receiver === login),
    grants: person.grants.map((grant) => ({
      ...grant,
      unit_name: world.unit(grant.unit)?.short,
      on_behalf_of: '',
    })),
    colleagues: Object.entries(world.people)
      .filter(([other]) => other !== login)
      .map(([other, { name }]) => ({ login: other, name })),
  };
}

// What a correction names is changed, and nothing else.
export function correct(row, { fields, reason: _, version: __, ...places }) {
  Object.assign(row.fields, fields);
  Object.assign(row, places);
}

// Bodies are found by a part of a name; a new one is simply taken.
export function parties(ask) {
  if (ask.method === 'POST') return { ...ask.json(), value: ask.json().name };
  const rows = ask.world.units
    .filter(({ name }) => name.includes(ask.query.q))
    .slice(0, 8)
    .map(({ name }) => ({ name, value: name, code: '', kind: 'organisation' }));
  return { rows };
}
