// The median time, in seconds, in which one regular expression of Node finds number and unit in a
// text (read_regex.js FILE PATTERN-FILE), and how many it finds.
'use strict';
const fs = require('fs');

const text = fs.readFileSync(process.argv[2], 'utf8');
const pattern = new RegExp(fs.readFileSync(process.argv[3], 'utf8').trim(), 'gu');

let found = 0;
const seconds = [];
let spent = 0;
for (let run = 0; run < 4 || (spent < 0.5 && run < 501); ++run) {
  const began = process.hrtime.bigint();
  found = 0;
  pattern.lastIndex = 0;
  while (pattern.exec(text) !== null) ++found;
  const took = Number(process.hrtime.bigint() - began) / 1e9;
  if (run === 0) continue;
  seconds.push(took);
  spent += took;
}
seconds.sort((a, b) => a - b);
console.log(seconds[seconds.length >> 1].toFixed(9), found);
