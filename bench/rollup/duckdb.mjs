// DuckDB's part in `./do bench cube`: loads a csv, sorts it by county, answers. Prints a line of
// JSON for each metric; `sets` are the answer's rows.
//
//   node duckdb.mjs ORDER.json    {csv, queries: {name: [sql]}, record: […]}
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../test/package.json', import.meta.url));
const { DuckDBInstance } = require('@duckdb/node-api');
const order = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

const database = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '8GB' });
const connection = await database.connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
const tell = (told) =>
  console.log(JSON.stringify(told, (key, value) =>
    typeof value === 'bigint' ? value.toString() : value));
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

let began = performance.now();
await connection.run(`CREATE TABLE rec AS SELECT * FROM read_csv('${order.csv}', header=true)
  ORDER BY county, day, id`);
tell({ metric: 'load and build', value: (performance.now() - began) / 1000, unit: 's' });

for (const [metric, statements] of Object.entries(order.queries)) {
  let sets = [];
  const times = [];
  for (let run = 0; run < 8; ++run) {
    began = performance.now();
    sets = [];
    for (const sql of statements) sets.push(await rows(sql));
    if (run > 0) times.push(performance.now() - began);
  }
  tell({ metric, value: median(times), unit: 'ms', sets });
}

// In memory: what DuckDB says is done would not survive a crash.
const values = order.record.map((cell) => (typeof cell === 'string' ? `'${cell}'` : cell));
const times = [];
for (let run = 0; run < 7; ++run) {
  began = performance.now();
  await connection.run(`INSERT INTO rec VALUES (${[1e9 + run, ...values.slice(1)].join(',')})`);
  await rows(order.queries.Q1[0]);
  times.push(performance.now() - began);
}
tell({ metric: 'Q8', value: median(times), unit: 'ms' });
connection.closeSync();
