// Writes a capture of ARTU batches, all of them within the contract, of about SIZE MB to standard
// output, in constant memory. For bench/capture.sh.
// Usage: node make_capture.js har|ndjson SIZE [ITEMS]
'use strict';
const { once } = require('events');

const [format, size, itemsAsked] = process.argv.slice(2);
const limit = Number(size) * 1e6;
const itemsPerBatch = Number(itemsAsked || 50);
if (!['har', 'ndjson'].includes(format) || !(limit > 0) || !(itemsPerBatch > 0)) {
  console.error('usage: node make_capture.js har|ndjson SIZE_IN_MB [ITEMS_PER_BATCH]');
  process.exit(2);
}

const kinds = ['email', 'phone', 'mobile', 'fax', 'other'];
const hex = (n, width) => n.toString(16).padStart(width, '0');
const uuid = (n, version) => `${hex(n >>> 0, 8)}-5b1a-${version}d5e-9c2b-${hex(n, 12)}`;

// Every key is new, so that each batch creates its items.
function exchange(n) {
  const items = [];
  const data = [];
  for (let i = 0; i < itemsPerBatch; ++i) {
    const key = n * itemsPerBatch + i;
    const item = {
      clientId: uuid(i % 7, 4), type: kinds[i % 5], value: `someone.${key}@mail.example.com`,
      isPrimary: false, label: `a label of some length ${i}`, externalId: `customer-${key}`,
      metadata: { source: 'import', row: key, tags: ['a', 'b'] },
    };
    const now = `2026-03-01T12:${String(n % 60).padStart(2, '0')}:56.123Z`;
    items.push(item);
    data.push({
      data: { id: uuid(key, 4), ...item, isVerified: false, verifiedAt: null, createdAt: now, updatedAt: now },
      action: 'created',
    });
  }
  return [JSON.stringify({ atomic: true, items }), JSON.stringify({ atomic: true, data })];
}

const requestHeaders = [
  ['Authorization', 'Bearer bench'], ['X-Environment', 'test'], ['Content-Type', 'application/json'],
];
const responseHeaders = [['Content-Type', 'application/json']];
const url = 'https://api.artu.ai/contact-methods/batch/external';
const pairs = (headers) => headers.map(([name, value]) => ({ name, value }));

function harEntry(request, response) {
  return JSON.stringify({
    startedDateTime: '2026-03-01T12:00:00.000Z', time: 12.5,
    request: {
      method: 'PUT', url, httpVersion: 'HTTP/1.1', cookies: [], headers: pairs(requestHeaders), queryString: [],
      postData: { mimeType: 'application/json', text: request }, headersSize: -1, bodySize: request.length,
    },
    response: {
      status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', cookies: [], headers: pairs(responseHeaders),
      content: { size: response.length, mimeType: 'application/json', text: response },
      redirectURL: '', headersSize: -1, bodySize: response.length,
    },
    cache: {}, timings: { send: 0, wait: 12, receive: 0.5 },
  });
}

function ndjsonLine(request, response) {
  return JSON.stringify({
    request: { method: 'PUT', url, headers: Object.fromEntries(requestHeaders), body: request },
    response: { status: 200, headers: Object.fromEntries(responseHeaders), body: response },
  });
}

async function main() {
  const har = format === 'har';
  const out = process.stdout;
  let written = 0;
  const write = async (text) => {
    written += text.length;
    if (!out.write(text)) await once(out, 'drain');
  };
  if (har) await write('{"log":{"version":"1.2","creator":{"name":"make_capture","version":"1"},"entries":[\n');
  for (let n = 0; written < limit; ++n) {
    const [request, response] = exchange(n);
    await write(har ? (n > 0 ? ',\n' : '') + harEntry(request, response) : ndjsonLine(request, response) + '\n');
  }
  if (har) await write('\n]}}\n');
}

main();
