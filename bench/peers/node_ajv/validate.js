// The peer of bench/validate_bench.cpp: JSON.parse and ajv with ajv-formats over the same bodies.
// Usage: node validate.js   (npm install in this directory first)
'use strict';
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');

const kinds = ['email', 'phone', 'mobile', 'fax', 'other'];
const padded = (i, width) => String(i).padStart(width, '0');

function itemText(i, answered) {
  let text =
    `{"ownerId":"2eb8aa08-aa98-11ea-b4aa-73b441d1${padded(i, 4)}","kind":"${kinds[i % 5]}",` +
    `"value":"someone.${i}@mail.example.com","primary":${i % 2 === 0},` +
    `"label":"a label of some length ${i}","reference":"customer-${padded(i, 6)}-contact",` +
    `"metadata":{"source":"import","row":${i},"tags":["a","b"]}`;
  if (answered) {
    const verified = i % 3 === 0;
    text +=
      `,"id":"9f0c1e52-1b1a-4d5e-9c2b-0a1b2c3d${padded(i, 4)}","verified":${verified},` +
      `"verifiedAt":${verified ? '"2024-02-29T13:00:00.000Z"' : 'null'},` +
      `"createdAt":"2024-02-29T12:34:56.${padded(i, 3)}Z","updatedAt":"2024-03-01T01:02:03.${padded(i, 3)}Z"`;
  }
  return text + '}';
}

function body(answered) {
  const items = [];
  for (let i = 0; i < 250; ++i)
    items.push(
      answered ? `{"index":${i},"data":{"data":${itemText(i, true)},"action":"created"}}` : itemText(i, false));
  return answered
    ? `{"atomic":false,"succeeded":[${items.join(',')}],"failed":[]}`
    : `{"atomic":false,"items":[${items.join(',')}]}`;
}

// The median of `rounds` times of one call, in microseconds of CPU, as Google Benchmark's CPU column:
// what else the machine does counts little.
function measured(rounds, calls, f) {
  const times = [];
  for (let r = 0; r < rounds; ++r) {
    const start = process.cpuUsage();
    for (let i = 0; i < calls; ++i) if (!f()) throw new Error('the body should fit');
    const spent = process.cpuUsage(start);
    times.push((spent.user + spent.system) / calls);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}

for (const [name, answered] of [['request', false], ['response', true]]) {
  const file = path.join(__dirname, '../../data', `batch_${name}.schema.json`);
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(fs.readFileSync(file, 'utf8')));
  const text = body(answered);
  const tree = JSON.parse(text);
  for (let i = 0; i < 2000; ++i) validate(tree);
  const row = {
    parse: measured(15, 200, () => JSON.parse(text)),
    validate: measured(15, 500, () => validate(tree)),
    parse_and_validate: measured(15, 200, () => validate(JSON.parse(text))),
  };
  console.log(name, Buffer.byteLength(text), 'bytes, µs:',
    Object.entries(row).map(([k, v]) => `${k} ${v.toFixed(1)}`).join(', '));
}
