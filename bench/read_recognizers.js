// The time, in seconds, in which Microsoft's Recognizers-Text reads a text in Chinese, line by line
// with its families number, percentage, currency, dimension and date (read_recognizers.js FILE);
// the first pass is not counted. It is slow by nature: give it a few kilobytes.
'use strict';
const fs = require('fs');
const { recognizeNumber, recognizePercentage, recognizeCurrency, recognizeDimension,
  recognizeDateTime, Culture } = require('@microsoft/recognizers-text-suite');

const lines = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter((line) => line !== '');
const families = [recognizeNumber, recognizePercentage, recognizeCurrency, recognizeDimension,
  recognizeDateTime];

let found = 0;
const seconds = [];
for (let run = 0; run < 4; ++run) {
  const began = process.hrtime.bigint();
  found = 0;
  for (const line of lines)
    for (const recognize of families) found += recognize(line, Culture.Chinese).length;
  if (run > 0) seconds.push(Number(process.hrtime.bigint() - began) / 1e9);
}
seconds.sort((a, b) => a - b);
console.log(seconds[seconds.length >> 1].toFixed(9), found);
